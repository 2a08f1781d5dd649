"""The things that policies judge: parts of the model, each with the thing around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from ..compiler.compile import PRELUDE
from ..model.agreement import Agreement
from ..model.base import Model
from ..model.services import Component, Structure
from ..model.workspace import Workspace
from ..text.source import Source, Span

DECLARED = {
    "agreement": ("agreements",),
    "calendar": ("calendars",),
    "clock": ("clocks",),
    "event": ("events",),
    "metric": ("metrics",),
    "party": ("parties", "teams"),
    "reason": ("reasons",),
    "scale": ("scales",),
    "service": ("services",),
    "topic": ("topics",),
}
"""The name spaces, each with the tables of the workspace that hold its declarations."""


def needed_by(structure: Structure) -> Iterator[str]:
    """The names of the services in a structure."""
    if isinstance(structure, Component):
        yield structure.service
    else:
        for part in structure.parts:
            yield from needed_by(part)


class Thing:
    """A part of the model (``item``), the thing around it (``owner``), and the workspace (``view``)."""

    __slots__ = ("item", "owner", "parts", "view")

    def __init__(self, item: Model, owner: Thing | None, view: View) -> None:
        self.item: Any = item  # the kind of thing decides the model, and no type says which
        self.owner = owner
        self.view = view
        self.parts: dict[str, tuple[Thing, ...]] = {}
        """What stands in it by the words of the attribute, once it was asked for."""

    def holding(self, words: str, items: Iterable[Model]) -> tuple[Thing, ...]:
        """The things that an attribute holds, made once."""
        found = self.parts.get(words)
        if found is None:
            found = self.parts[words] = tuple(Thing(item, self, self.view) for item in items)
        return found

    def within(self, model: type[Model]) -> Thing | None:
        """The thing itself, or the nearest thing around it, that is of a model."""
        thing: Thing | None = self
        while thing is not None and not isinstance(thing.item, model):
            thing = thing.owner
        return thing

    @property
    def place(self) -> Span | None:
        """The place of the thing, or of the nearest thing around it that has one."""
        thing: Thing | None = self
        while thing is not None:
            source: Span | None = getattr(thing.item, "source", None)
            if source is not None:
                return source
            thing = thing.owner
        return None

    @property
    def address(self) -> str:
        """The address of the objective or declaration that the thing is, or stands in."""
        thing: Thing | None = self
        while thing is not None:
            address = getattr(thing.item, "address", "")
            if address or thing.owner is None:
                return str(address or getattr(thing.item, "name", ""))
            thing = thing.owner
        return ""


class View:
    """A workspace as policies see it; each declaration becomes a thing once.

    Misread declarations, ended agreements and templates are left out; published standards are judged. In an example
    (``only``), the declarations of the example are judged, by the same rules.
    """

    def __init__(self, workspace: Workspace, *, only: Source | None = None) -> None:
        self.workspace = workspace
        self.only = only
        self.inner: dict[type[Model], list[Thing]] = {}
        self.chosen: dict[tuple[str, str], list[Thing]] = {}

    @cached_property
    def named(self) -> dict[str, dict[str, Thing]]:
        """The declarations by name space and name."""
        workspace = self.workspace
        return {
            space: {
                name: Thing(item, None, self) for table in tables for name, item in workspace.declared(table).items()
            }
            for space, tables in DECLARED.items()
        }

    @property
    def today(self) -> date:
        """The as-of day."""
        return self.workspace.as_of

    @cached_property
    def lineages(self) -> dict[str, tuple[str, ...]]:
        """Each metric with the metrics that it is declared to be, in order."""
        metrics, found = self.workspace.metrics, {}
        for name in metrics:
            line: dict[str, None] = {}
            above: str | None = name
            while above is not None and above not in line:
                line[above] = None
                above = metrics[above].is_ if above in metrics else None
            found[name] = tuple(line)
        return found

    @cached_property
    def covering(self) -> dict[str, tuple[Thing, ...]]:
        """The agreements that cover each service."""
        found: dict[str, tuple[Thing, ...]] = {}
        for thing in self.judged("agreement"):
            for name in getattr(thing.item, "covers", ()):
                found[name] = (*found.get(name, ()), thing)
        return found

    @cached_property
    def critical(self) -> dict[str, bool]:
        """Whether a critical function rests on a service: it says so, or one that needs it does.

        A service is missing if neither it nor any that needs it says anything.
        """
        services = self.workspace.services
        found = {name: one.critical for name, one in services.items() if one.critical is not None}
        left = [name for name, critical in found.items() if critical]
        while left:
            one = services.get(left.pop())
            for name in needed_by(one.needs) if one is not None and one.needs is not None else ():
                if not found.get(name):
                    found[name] = True
                    left.append(name)
        return found

    def judged(self, space: str) -> Iterable[Thing]:
        """The judged declarations of a name space."""
        return (thing for thing in self.named[space].values() if self._is_judged(thing))

    def _is_judged(self, thing: Thing) -> bool:
        item = thing.item
        if thing.place is None or (self.only is not None and thing.place.source is not self.only):
            return False
        if getattr(item, "name", "") in self._misread or thing.place.source.path == PRELUDE:
            return False
        if not isinstance(item, Agreement):
            return True
        if item.is_template:
            return False
        return item.status != "ended" and (item.ended is None or item.ended.on >= self.today)

    @cached_property
    def _misread(self) -> frozenset[str]:
        return self.workspace.misread
