"""The two workspaces that are compared, and the time over which calendars are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from ..algebra.calendars import ALWAYS, Almanac
from ..algebra.days import months_after, term
from ..algebra.intervals import Intervals
from ..algebra.zones import Instant, opening, zone
from ..model.agreement import Agreement
from ..model.spoken import own_texts
from ..model.workspace import Workspace

LONGEST = 30 * 12
"""Calendars are compared over at most so many months before and after the as-of day."""


class Side:
    """One workspace with its calendars."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        holidays = {code: frozenset(days) for code, days in workspace.lock.holidays.items()}
        self.almanac = Almanac(workspace.calendars, holidays)
        self.openings = lru_cache(maxsize=64)(self.almanac.openings)

    def declared(self, space: str, name: str) -> Any:
        """A declaration by its space and name; none if the workspace lacks it."""
        return self.workspace.declared(space).get(name)

    def knows(self, calendar: str) -> bool:
        """Whether a calendar can be compared."""
        return calendar == ALWAYS or self.almanac.is_known(calendar)

    def named_days(self, calendar: str) -> list[date]:
        """The days named by the lines of a calendar and of the calendars that it combines."""
        parts = (self.workspace.calendars.get(name) for name in {calendar, *self.almanac.parts([calendar])})
        lines = (line for part in parts if part is not None for line in part.lines)
        return [day for line in lines for day in (line.first, line.last) if day]


@dataclass(frozen=True)
class Sides:
    """Both workspaces, and the name of the agreement for which differences are weighed, if it is for one."""

    base: Side
    head: Side
    agreement: str = ""

    def of(self, agreement: str) -> Sides:
        """The same sides for one agreement."""
        return replace(self, agreement=agreement)

    def each(self, space: str, before: str, after: str) -> tuple[Any, Any]:
        """The declaration ``before`` of the base, and the declaration ``after`` of the head."""
        return self.base.declared(space, before), self.head.declared(space, after)

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreement on the base and on the head, each if it is there."""
        found = (side.workspace.agreements.get(self.agreement) for side in (self.base, self.head))
        return tuple(one for one in found if one is not None)

    @cached_property
    def texts(self) -> tuple[frozenset[str], ...]:
        """The texts of people in the agreement on each side on which it is."""
        return tuple(map(own_texts, self.agreements))

    def period(self, named: Sequence[date]) -> tuple[Instant, Instant]:
        """The instants over which calendars are compared: the term, or from the as-of day to the horizon.

        An open end reaches beyond the last day that the calendars name. Nothing beyond ``LONGEST`` is compared.
        """
        workspace = self.head.workspace
        terms = [term(one) for one in self.agreements]
        horizon = months_after(max((workspace.as_of, *named)), workspace.horizon)
        earliest, limit = (months_after(workspace.as_of, months) for months in (-LONGEST, LONGEST))
        first = min((days.first for days in terms if days and days.first), default=min((workspace.as_of, *named)))
        last = min(max((days.last or horizon if days else horizon for days in terms), default=horizon), limit)
        first, where = max(first, earliest), zone("UTC")
        return opening(first, 0, where), opening(max(first, last), 1440, where)

    def openings(self, before: str, after: str) -> tuple[Intervals, Intervals]:
        """The times at which a calendar of the base, and one of the head, are open."""
        period = self.period([*self.base.named_days(before), *self.head.named_days(after)])
        return self.base.openings(before, *period), self.head.openings(after, *period)
