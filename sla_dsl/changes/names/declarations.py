"""Renamed declarations: the base gets the new names before it is compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...model.workspace import Workspace
from ..agreement_part import AGREEMENT
from ..change import NOBODY, UNSURE, Difference
from ..construct import named
from ..meaning import meaning
from ..shared_parts import SHARED
from .new_names import NewNames, Reference

WORDS: Mapping[str, str] = {space: part.name for space, part in (*SHARED, ("agreements", AGREEMENT))}
"""The word for a declaration of each space."""
_KNOWN_BY_WORDS = ("parties", "teams", "channels", "services", "reasons", "events", "documents", "topics")
"""Spaces whose declarations are known by their title alone: without one, another name may mean another thing."""


class Renamed(NamedTuple):
    """A declaration of a space under its old name, and under its new one."""

    space: str
    before: Any
    after: Any

    @property
    def difference(self) -> Difference:
        """The renaming as a difference; it is for nobody if it is certain that the thing is the same.

        A policy is known by its name, in severities and waivers, so that another name changes how agreements are
        judged.
        """
        space, before, after = self
        judges = space == "policies" or (space in _KNOWN_BY_WORDS and not before.title)
        kind, stake = f"{WORDS[space]}-renamed", UNSURE if judges else NOBODY
        names = before.name, after.name
        return Difference(kind, (space, after.name), "", "other", stake, *names, before.source, after.source)


def with_declared_names(base: Workspace, head: Workspace) -> tuple[Workspace, list[Difference]]:
    """The base with the names that its declarations have in the head, and the renamings.

    A declaration is renamed if it is gone and a new one says the same. An agreement is also renamed if exactly one new
    agreement is between the same parties and covers the same services.
    """
    gone, new = _one_sided(base, head), _one_sided(head, base)
    spaces = [space for space in WORDS if gone[space] and new[space]]
    found: list[Renamed] = []
    names: dict[Reference, str] = {}
    # A renamed declaration may make others alike that name it, so the search goes on until it finds nothing more.
    while spaces:
        again = _alike(spaces, gone, new, _new_names(base, names))
        if not again:
            break
        for space, before, after in again:
            gone[space].remove(before)
            new[space].remove(after)
            names[space, before.name] = after.name
        found += again
    return (_renamed(base, names) if names else base), [one.difference for one in found]


def _one_sided(one: Workspace, other: Workspace) -> dict[str, list[Any]]:
    """The declarations that the first workspace has and the other lacks, by space."""
    found: dict[str, list[Any]] = {}
    for space in WORDS:
        there = {*other.declared(space), *one.unread, *other.unread}
        found[space] = [each for name, each in one.declared(space).items() if name not in there]
    return found


def _new_names(base: Workspace, names: Mapping[Reference, str]) -> NewNames:
    """New names, with the addresses of objectives that follow: the address of a table's cell names its metric."""
    addresses: dict[str, str] = {}
    for agreement in base.agreements.values():
        for objective in agreement.objectives:
            name, *old = objective.address.split("/")[1:]
            new = [names.get(("metrics", part), part) if part == objective.metric else part for part in old]
            for at in range(len(old) + 1):
                addresses["/".join((agreement.name, name, *old[:at]))] = "/".join((name, *new[:at]))
    return NewNames(names, addresses=addresses)


def _renamed(base: Workspace, names: Mapping[Reference, str]) -> Workspace:
    new = _new_names(base, names)
    update: dict[str, Any] = {}
    for space in WORDS:
        declared = [
            new.within(one, one.name).model_copy(update={"name": names.get((space, one.name), one.name)})
            for one in base.declared(space).values()
        ]
        update[space] = {one.name: one for one in declared}
    house = {name: new for (space, name), new in names.items() if space == "parties"}
    update["serving"] = frozenset(tuple(house.get(one, one) for one in pair) for pair in base.serving)
    return base.model_copy(update=update)


# Which declarations are the same


Key = Callable[[str, Any, NewNames], Hashable]
"""The key of a declaration in a space, with new names for the things that it names; none if it has no such key."""


def _alike(
    spaces: Sequence[str], gone: Mapping[str, list[Any]], new: Mapping[str, list[Any]], names: NewNames
) -> list[Renamed]:
    """Declarations that alone have a key on both sides, by the strictest key that finds some."""
    for key in (_content, _parties):
        found = [
            Renamed(space, *pair) for space in spaces for pair in _pairs(key, space, gone[space], new[space], names)
        ]
        if found:
            return found
    return []


def _pairs(key: Key, space: str, gone: list[Any], new: list[Any], names: NewNames) -> Iterator[tuple[Any, Any]]:
    """Pairs of declarations with one key, alone on their sides; several with equal content are paired by name."""
    groups: dict[Hashable, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
    for side, (those, known) in enumerate(((gone, names), (new, NewNames()))):
        for one in sorted(those, key=named):
            groups[key(space, one, known)][side].append(one)
    for said, (before, after) in groups.items():
        if said is not None and len(before) == len(after) and (len(before) == 1 or key is _content):
            yield from zip(before, after, strict=True)


def _content(space: str, one: Any, names: NewNames) -> Hashable:
    """Everything that a declaration says, except its own name."""
    own = NewNames({**names.declared, (space, one.name): ""}, addresses=names.addresses)
    return repr(meaning(own.within(one, one.name), "name"))


def _parties(space: str, one: Any, names: NewNames) -> Hashable:
    """The kind, parties and services of an agreement; none for other declarations, and if it covers nothing."""
    if space != "agreements" or not one.covers:
        return None
    renamed = names.within(one, one.name)
    return renamed.kind, renamed.standard, renamed.provider, renamed.customer, frozenset(renamed.covers)
