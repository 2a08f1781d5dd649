"""A catalogue of Backstage as a draft: groups as parties and teams, components and resources as services.

The entities are those of https://backstage.io/docs/features/software-catalog/descriptor-format
(``backstage.io/v1alpha1`` and ``v1beta1``); what they say of code, links and lifecycles is none of the language's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .draft import DraftFile, ImportFailedError, Remark, draft, name_of, quoted
from .yaml_documents import yaml_documents

VERSIONS = ("backstage.io/v1alpha1", "backstage.io/v1beta1")
HOUSES = ("organization", "organisation", "company")
"""The types of groups that are no teams."""
SERVICES = ("component", "resource", "system")
_REF = re.compile(r"(?:(?P<kind>[A-Za-z]+):)?(?:(?P<space>[^/:]+)/)?(?P<name>[^/:]+)")
EntityReference = tuple[str, str, str]
"""Kind, namespace and name, in small letters, as Backstage compares them."""


@dataclass
class BackstageEntity:
    """An entity: its reference, what people call it, and what its `spec` says."""

    reference: EntityReference
    title: str
    spec: Mapping[str, Any]
    name: str = ""
    needs: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind in small letters."""
        return self.reference[0]


@dataclass
class _Catalogue:
    """The entities of the files by their references, and what is to be said of them."""

    entities: dict[EntityReference, BackstageEntity] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    teams: dict[EntityReference, str] = field(default_factory=dict)

    def of(self, *kinds: str) -> Iterator[BackstageEntity]:
        yield from (one for one in self.entities.values() if one.kind in kinds)

    def remark(self, one: BackstageEntity, text: str) -> None:
        kind, space, name = one.reference
        self.remarks.append(Remark(f"{kind}:{name}" if space == "default" else f"{kind}:{space}/{name}", text))


def backstage(paths: Iterable[Path]) -> DraftFile:
    """The draft of the entities in these files. Raises ``ImportFailedError``."""
    those = list(paths)
    catalogue = _Catalogue()
    for path in those:
        for number, document in enumerate(yaml_documents(path), start=1):
            _take(catalogue, f"document {number} of `{path.name}`", document)
    lines = [*_people(catalogue), "", *_services(catalogue)]
    if not any(lines):
        raise ImportFailedError(f"{_named(those)} has no group, component, resource or system")
    return draft(_named(those), lines, catalogue.remarks)


def _named(paths: list[Path]) -> str:
    return ", ".join(f"`{path.name}`" for path in paths)


def _take(catalogue: _Catalogue, place: str, document: Any) -> None:
    if not isinstance(document, dict) or document.get("apiVersion") not in VERSIONS:
        raise ImportFailedError(f"{place} is no entity of Backstage", f"its `apiVersion` is `{VERSIONS[0]}`")
    metadata, spec, kind = (document.get(key) or {} for key in ("metadata", "spec", "kind"))
    name = metadata.get("name") if isinstance(metadata, dict) else None
    if not isinstance(kind, str) or not isinstance(name, str) or not name or not isinstance(spec, dict):
        raise ImportFailedError(f"{place} lacks its `kind`, its `metadata.name`, or a `spec` of keys")
    reference = (kind.lower(), str(metadata.get("namespace") or "default").lower(), name.lower())
    if reference in catalogue.entities:
        raise ImportFailedError(f"{place}: `{kind}` `{name}` is there already")
    profile = spec.get("profile")
    shown = metadata.get("title") or (profile.get("displayName") if isinstance(profile, dict) else None)
    catalogue.entities[reference] = BackstageEntity(reference, str(shown or ""), spec)
    if reference[0] not in (*SERVICES, "group", "api"):
        catalogue.remark(catalogue.entities[reference], "is not in the draft")


def _texts(catalogue: _Catalogue, one: BackstageEntity, key: str) -> list[str]:
    """A list of texts of an entity; anything else is told."""
    value = one.spec.get(key) or []
    several = [value] if isinstance(value, str) else value
    if not isinstance(several, list) or not all(isinstance(each, str) for each in several):
        catalogue.remark(one, f"`{key}` is no list of references, and was not read")
        return []
    return several


def _resolved(one: BackstageEntity, text: str, kind: str) -> EntityReference | None:
    """What a reference names, in the namespace of the entity unless it says another."""
    found = _REF.fullmatch(text.strip())
    if found is None:
        return None
    return ((found["kind"] or kind).lower(), (found["space"] or one.reference[1]).lower(), found["name"].lower())


# People


def _people(catalogue: _Catalogue) -> Iterator[str]:
    """Groups without a parent that are organisations are parties; the others are teams of the party above them."""
    groups = {one.reference: one for one in catalogue.of("group")}
    taken: set[str] = set()
    parents = {}
    for reference, one in groups.items():
        parent = one.spec.get("parent")
        above = _resolved(one, parent, "group") if isinstance(parent, str) else None
        if above is not None and above not in groups:
            catalogue.remark(one, f"its parent `{parent}` is not in these files")
            above = None
        parents[reference] = above
    parties: dict[EntityReference, str] = {}
    for reference, one in groups.items():
        one.name = name_of(reference[2], taken, "team")
        taken.add(one.name)
        if parents[reference] is None and str(one.spec.get("type", "")).lower() in HOUSES:
            parties[reference] = one.name
            yield _declared("party", one)
    house = ""
    if any(_top(reference, parents) not in parties for reference in groups):
        house = name_of("our-house", taken)
        text = "no organisation stands above some groups: they are teams of `our-house`, which you must name"
        catalogue.remarks.append(Remark("", text))
        yield f"party {house} {{ }}"
    for reference, one in groups.items():
        catalogue.teams[reference] = one.name
        if reference not in parties:
            title = f" {quoted(one.title)}" if one.title else ""
            yield f"team {one.name} of {parties.get(_top(reference, parents), house)}{title}"


def _top(reference: EntityReference, parents: Mapping[EntityReference, EntityReference | None]) -> EntityReference:
    """The group at the top; of groups that stand in a circle, the one asked for."""
    seen = {reference}
    at = reference
    while (above := parents[at]) is not None:
        if above in seen:
            return reference
        seen.add(above)
        at = above
    return at


def _declared(word: str, one: BackstageEntity, *statements: str) -> str:
    title = f" {quoted(one.title)}" if one.title else ""
    return f"{word} {one.name}{title} {{ {' '.join(statements)} }}"


# Services


def _services(catalogue: _Catalogue) -> Iterator[str]:
    services = {one.reference: one for one in catalogue.of(*SERVICES)}
    taken = {*catalogue.teams.values(), "our-house"}
    for reference, one in services.items():
        one.name = name_of(reference[2], taken, reference[0])
        taken.add(one.name)
    providers = _providers(catalogue, services)
    for one in services.values():
        _find_needs(catalogue, one, services, providers)
    _break_circles(catalogue, services)
    for one in services.values():
        owner = one.spec.get("owner")
        statements = []
        team = catalogue.teams.get(_resolved(one, owner, "group") or ("", "", "")) if isinstance(owner, str) else None
        if team is not None:
            statements.append(f"owner {team}")
        elif isinstance(owner, str):
            catalogue.remark(one, f"its owner `{owner}` is no group in these files: say `owner`")
        else:
            catalogue.remark(one, "has no owner: say `owner`")
        if one.needs:
            statements.append(f"needs {' and '.join(one.needs)}")
        yield _declared("service", one, *statements)


def _providers(
    catalogue: _Catalogue, services: Mapping[EntityReference, BackstageEntity]
) -> dict[EntityReference, list[BackstageEntity]]:
    """The components that provide each API."""
    found: dict[EntityReference, list[BackstageEntity]] = {}
    for one in services.values():
        for text in _texts(catalogue, one, "providesApis"):
            reference = _resolved(one, text, "api")
            if reference is not None:
                found.setdefault(reference, []).append(one)
    return found


def _find_needs(
    catalogue: _Catalogue,
    one: BackstageEntity,
    services: Mapping[EntityReference, BackstageEntity],
    providers: Mapping[EntityReference, list[BackstageEntity]],
) -> None:
    """What an entity needs: what it depends on, and what provides the interfaces that it consumes."""
    for text in _texts(catalogue, one, "dependsOn"):
        reference = _resolved(one, text, "component")
        there = services.get(reference) if reference else None
        if there is None:
            catalogue.remark(one, f"it depends on `{text}`, which is no service in these files")
        elif there is not one and there.name not in one.needs:
            one.needs.append(there.name)
    for text in _texts(catalogue, one, "consumesApis"):
        those = providers.get(_resolved(one, text, "api") or ("", "", ""), [])
        if not those:
            catalogue.remark(one, f"it consumes `{text}`, which no component in these files provides")
        elif len(those) > 1:
            listed = ", ".join(f"`{each.name}`" for each in those)
            catalogue.remark(one, f"it consumes `{text}` of {listed}: say with `needs` which of them it needs")
        elif those[0] is not one and those[0].name not in one.needs:
            one.needs.append(those[0].name)
    for key in ("system", "subcomponentOf"):
        if isinstance(one.spec.get(key), str):
            catalogue.remark(one, f"is a part of `{one.spec[key]}`; whether that needs it is not said")


def _break_circles(catalogue: _Catalogue, services: Mapping[EntityReference, BackstageEntity]) -> None:
    """Leaves out what closes a circle: a service that needs itself has no figure."""
    by_name = {one.name: one for one in services.values()}
    safe: dict[str, set[str]] = {}
    for one in services.values():
        kept: list[str] = []
        for need in one.needs:
            if one.name in _reached(need, safe):
                catalogue.remark(one, f"that it needs `{by_name[need].name}` would close a circle, and is left out")
            else:
                kept.append(need)
                safe.setdefault(one.name, set()).add(need)
        one.needs = kept


def _reached(start: str, edges: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = edges.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
