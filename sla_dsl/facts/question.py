"""What is asked: whether one objective of an agreement is kept in a window of a world, and what it is about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from ..algebra.calendars import ALWAYS, Almanac, almanac_of
from ..algebra.components import reached
from ..algebra.days import term
from ..algebra.in_force import effective_day, last_day
from ..algebra.intervals import Interval, Intervals, clipped, together
from ..algebra.windows import anchor, windows
from ..algebra.zones import Instant, opening, zone
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.people import Clock
from ..model.phrases import Bound, Selection, Window
from ..model.quantity import Quantity, Value
from ..model.services import Component, Metric, Structure
from ..model.workspace import Workspace
from .answer import Answer
from .world import Cause, Count, MeasuredAmount, Sample, Saying, ScaleValues, ServiceCase, ServiceOutage, World

NEVER, FOR_EVER = -(10**11), 10**11
"""Before and after everything: the years 1200 before and 5138 after our time."""
OnceFound = TypeVar("OnceFound")
YEAR = Window(kind="calendar", period="year")
"""What a limit counts in where neither it nor its objective names a window."""


class UnknownError(Exception):
    """A word that cannot be judged in this world: it is said, never passed over."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True)
class Question:
    """One objective of an agreement, in a window (two instants), in a world.

    ``written_since`` is the first day on which the objective is as it is written, if that is not the day on which
    the last amendment of the agreement takes effect; ``written_until`` the first day on which another text holds.
    """

    workspace: Workspace
    agreement: Agreement
    objective: Objective
    window: Interval
    world: World
    written_since: date | None = None
    written_until: date | None = None
    judge: Callable[[Question], Answer] = field(kw_only=True)
    asked: tuple[str, ...] = ()
    """The objectives from whose conditions this one is asked."""

    def once(self, what: Hashable, find: Callable[[], OnceFound]) -> OnceFound:
        """The answer to something that each case of a window asks of this question: it is found once."""
        if what not in self._found:
            self._found[what] = find()
        found: OnceFound = self._found[what]
        return found

    @cached_property
    def _found(self) -> dict[Hashable, Any]:
        return {}

    # Time

    @cached_property
    def almanac(self) -> Almanac:
        """The calendars, and the holidays on which they close."""
        return almanac_of(self.workspace)

    @cached_property
    def where(self) -> ZoneInfo:
        """The zone of all dates and windows of the agreement."""
        return zone(self.agreement.zone or "UTC")

    def midnight(self, day: date | None, otherwise: Instant) -> Instant:
        """The instant at which a day begins in the agreement's zone."""
        return otherwise if day is None else opening(day, 0, self.where)

    @cached_property
    def term(self) -> Interval:
        """From the first day of the term to the end of the last: that of the last renewal, or of its ending."""
        days = term(self.agreement)
        if days is None:
            return NEVER, FOR_EVER
        return self.midnight(days.first, NEVER), self.midnight(day_after(days.last), FOR_EVER)

    @cached_property
    def written(self) -> Interval:
        """For which time the text is known: from the day on which its last amendment takes effect.

        What held before is in the history of the file.  An emergency that is not ratified in time ends it.
        """
        amendments = self.agreement.amendments
        since = self.written_since or max((day for one in amendments if (day := effective_day(one))), default=None)
        last = min((day for one in amendments if (day := last_day(self.agreement, one))), default=None)
        end = min(self.midnight(day_after(last), FOR_EVER), self.midnight(self.written_until, FOR_EVER))
        return self.midnight(since, NEVER), end

    @cached_property
    def promised(self) -> Interval:
        """What of the window lies in the term, and after the last amendment; nothing, if it ends where it begins."""
        start = max(self.window[0], self.term[0], self.written[0])
        return start, max(start, min(self.window[1], self.term[1], self.written[1]))

    @property
    def is_cut(self) -> bool:
        """Whether the term or an amendment cuts the window."""
        return self.objective.window is not None and self.promised != self.window

    def open(self, hours: str | None, times: Intervals) -> Intervals:
        """What of these times lies in the openings of a calendar; all, where none is named."""
        if hours is None or hours == ALWAYS:
            return times
        return together(self.almanac.openings(hours, since, until) for since, until in times)

    def in_hours(self, times: Intervals) -> Intervals:
        """What of these times lies in the hours in which the objective counts."""
        return self.open(self.hours, times)

    def windows(self, window: Window, since: Instant, until: Instant) -> Intervals:
        """The windows of the agreement that overlap a time, whole."""
        first = anchor(window, self.agreement)
        found = None if first is None else windows(window, self.where, since, until, first)
        if found is None:
            raise UnknownError(window.text)
        return found

    @property
    def known_until(self) -> Instant:
        """Where the facts end, up to which what goes on is known; for ever, if they do not."""
        return FOR_EVER if self.world.until is None else self.world.until

    # What the objective is about

    @cached_property
    def metric(self) -> Metric:
        """The metric of the objective."""
        return self.workspace.metrics[self.objective.metric]

    @cached_property
    def clock(self) -> Clock | None:
        """The clock that the objective is timed by."""
        return self.workspace.clocks[self.objective.clock] if self.objective.clock else None

    @cached_property
    def hours(self) -> str | None:
        """The calendar in which the objective counts: its own, or that of its clock."""
        return self.objective.hours or (self.clock.hours if self.clock else None)

    @cached_property
    def scope(self) -> tuple[Selection, ...]:
        """The values that the objective is for, and the tiers that the agreement selects."""
        named = {one.scale for one in self.objective.scope}
        return (*self.objective.scope, *(one for one in self.agreement.tiers if one.scale not in named))

    @cached_property
    def values(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The values that it is for, by the scale: of those that a case tells, and not of tiers."""
        tiers = {one.scale for one in self.agreement.tiers}
        return tuple((one.scale, one.values) for one in self.objective.scope if one.scale not in tiers)

    @cached_property
    def covered(self) -> tuple[str, ...]:
        """The services that the agreement covers."""
        return tuple(name for name in self.agreement.covers if name not in self.agreement.not_covered)

    @cached_property
    def services(self) -> frozenset[str]:
        """The services that it covers and all that these need, without services that it excludes."""
        return self.parts_of(self.covered)

    def parts_of(self, services: Iterable[str]) -> frozenset[str]:
        """These services and all that they need, without services that the agreement excludes."""
        return reached(self.workspace.services, services, self.agreement.not_covered)

    def lineage(self, metric: str) -> frozenset[str]:
        """A metric, and the metrics that it is."""
        found: set[str] = set()
        name: str | None = metric
        while name is not None and name not in found:
            found.add(name)
            name = self.workspace.metrics[name].is_ if name in self.workspace.metrics else None
        return frozenset(found)

    def is_about_us(self, row: ServiceOutage | Cause | Saying | ServiceCase | Sample | Count) -> bool:
        """Whether a row is about this agreement and its customer."""
        return row.agreement in ("", self.agreement.name) and row.customer in ("", self.agreement.customer)

    def is_somewhere(self, values: ScaleValues, scope: Iterable[Selection]) -> bool:
        """Whether these values lie in a scope; what is not named is everywhere."""
        named = dict(values)
        return all(one.scale not in named or named[one.scale] in one.values for one in scope)

    def concerns(self, row: ServiceOutage | Cause | Saying | Sample | Count, services: Collection[str]) -> bool:
        """Whether a row is about one of these services, and about things that the objective is for."""
        if row.service != "" and row.service not in services:
            return False
        return self.is_about_us(row) and self.is_somewhere(row.values, self.scope)

    # Values

    def amount(self, parameter: str) -> MeasuredAmount | None:
        """What a parameter came to in the window, if the world says so; raises ``UnknownError`` if it says two."""
        found = [
            one
            for one in self.world.amounts
            if one.agreement == self.agreement.name
            and one.parameter == parameter
            and self.window[0] <= one.start < self.window[1]
        ]
        if len(found) > 1:
            raise UnknownError(f"{parameter}, which came to several amounts")
        return found[0] if found else None

    def quantity(self, value: Value, unit: str = "") -> Quantity:
        """A value of the text, or, where that is blank, what the world says of the parameter (in this unit)."""
        if isinstance(value, Quantity):
            return value
        said = self.amount(value.parameter)
        if said is None:
            raise UnknownError(value.parameter)
        return Quantity(amount=said.value, unit=unit)

    def bound(self, bound: Bound, unit: str) -> Bound:
        """A bound in which every blank has its value."""
        upper = None if bound.upper is None else self.quantity(bound.upper, unit)
        return bound.model_copy(update={"value": self.quantity(bound.value, unit), "upper": upper})

    def figure(self, metric: str, value: Fraction | int | None) -> Quantity:
        """A number as a figure of a metric, in its base unit."""
        said = self.workspace.metrics[metric]
        unit = said.own_unit or {"percent": "%", "duration": "s", "rate": "/s"}.get(said.unit or "", "")
        return Quantity(amount=Fraction(value or 0), unit=unit)

    def of(self, objective: Objective, window: Interval) -> Question:
        """The same question of another objective and window of the agreement."""
        asked = (*self.asked, self.objective.address)
        if objective.address in asked:
            raise UnknownError(f"`{objective.address}`, which leads back to itself")
        return replace(self, objective=objective, window=window, asked=asked)


def parts(structure: Structure) -> Iterator[str]:
    """The services that a structure names."""
    if isinstance(structure, Component):
        yield structure.service
    else:
        for part in structure.parts:
            yield from parts(part)


def day_after(day: date | None) -> date | None:
    """The day after another; none after the last one that there is, or after none."""
    return None if day is None or day == date.max else day + timedelta(days=1)


def time(start: Instant, end: Instant | None) -> Interval:
    """A time of the world; one without an end goes on for ever."""
    return start, FOR_EVER if end is None else end


def within(times: Intervals, span: Interval) -> Intervals:
    """What of these times lies in a span."""
    return clipped(times, span)
