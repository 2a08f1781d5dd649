"""How well days and clocks are known by which calendars count: what the lock lacks, and what is assumed of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from ..model.agreement import Agreement
from ..model.base import Model
from ..model.day_lists import MOVED, DayList
from ..model.lock import Gap, Lock
from ..model.objective import Objective
from ..model.people import Calendar, CalendarLine
from ..model.workspace import Workspace
from .calendars import day_lists
from .zones import clocks

_TIMED = ("calendars", "channels", "clocks", "metrics", "scales", "services")
"""Declarations that name calendars, or what names them."""


class Listed(NamedTuple):
    """A list of days where a line of a calendar names it, with those of some years in which the line counts."""

    calendar: Calendar
    line: CalendarLine
    name: str
    years: tuple[int, ...]


def listed(workspace: Workspace, first: int, last: int) -> Iterator[Listed]:
    """All lists of days that the calendars of a workspace name, for the years from ``first`` to ``last``."""
    for calendar in workspace.calendars.values():
        for line in calendar.lines:
            for name in day_lists(line):
                yield Listed(calendar, line, name, years_of(line, first, last))


def years_of(line: CalendarLine, first: int, last: int) -> tuple[int, ...]:
    """Those of some years in which a line counts."""
    since = max(first, line.first.year) if line.first else first
    return tuple(range(since, (min(last, line.last.year) if line.last else last) + 1))


def gap_years(lock: Lock, one: Listed, gap: Gap) -> tuple[int, ...]:
    """The years of a list, where it is named, that have a gap of this kind."""
    gaps = lock.gaps.get(one.name, {})
    return tuple(year for year in one.years if gaps.get(year) == gap)


def years_text(years: Collection[int]) -> str:
    """``2027``, ``2027 and 2029``, ``2027 to 2029``."""
    ordered = sorted(years)
    if len(ordered) > 2 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{ordered[0]} to {ordered[-1]}"
    *others, last = map(str, ordered)
    return f"{', '.join(others)} and {last}" if others else last


# Clocks


def moved_clocks(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """The zones whose clocks are others than those that are locked, each with the minutes (UTC) of what differs."""
    lock, found = workspace.lock, {}
    for name in workspace.zones:
        if name in lock.zones:
            here = clocks(name, lock.first, lock.last)
            if differing := sorted(dict(here.items() ^ lock.zones[name].items())):
                found[name] = tuple(differing)
    return found


def unlocked_zones(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """By agreement the zones that are not locked, where it and what carries it count by clocks that differ.

    Where all clocks change alike no verdict depends on when they do.
    """
    of_zones = {name: frozenset(clocks(name, *workspace.judged_years).items()) for name in workspace.zones}
    found: dict[str, tuple[str, ...]] = {}
    if len(set(of_zones.values())) > 1 and of_zones.keys() - workspace.lock.zones.keys():
        for agreement in workspace.agreements.values():
            reached = _reached(workspace, agreement)
            counted = {one.zone for one in reached if isinstance(one, Calendar | Agreement) and one.zone}
            missing = tuple(sorted(counted - workspace.lock.zones.keys()))
            if missing and len({of_zones[name] for name in counted}) > 1:
                found[agreement.name] = missing
    return found


# What proofs may rest on


def uncertain(workspace: Workspace) -> frozenset[str]:
    """The calendars and agreements whose time nobody knows: by days that are not known, or clocks that have moved."""
    moved = moved_clocks(workspace)
    counted: list[Calendar | Agreement] = [*workspace.calendars.values(), *workspace.agreements.values()]
    lists = listed(workspace, *workspace.judged_years)
    holes = {one.calendar.name for one in lists if gap_years(workspace.lock, one, "unknown")}
    return frozenset(holes | {one.name for one in counted if one.zone in moved})


class Assumptions:
    """The assumptions of proofs about the days of calendars, found once for a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.of_calendars: dict[str, list[str]] = {}
        for one in listed(workspace, *workspace.judged_years):
            if texts := list(_assumed(workspace.lock, one)):
                self.of_calendars.setdefault(one.calendar.name, []).extend(texts)

    def of(self, agreement: Agreement, promise: Objective) -> list[str]:
        """What the proof of a promise assumes of the days in its calendars and in those of what carries it."""
        if not self.of_calendars:
            return []
        reached = _reached(self.workspace, agreement.model_copy(update={"objectives": (promise,)}))
        names = sorted(one.name for one in reached if isinstance(one, Calendar))
        return list(dict.fromkeys(text for name in names for text in self.of_calendars.get(name, ())))


def _assumed(lock: Lock, one: Listed) -> Iterator[str]:
    code = DayList.of(one.name).code
    if estimated := estimates(lock, one):
        years = years_text({day.year for day in estimated})
        many = f"{len(estimated)} days" if len(estimated) > 1 else "1 day"
        yield f"the estimates of {many} of `{one.name}` in {years} are right"
    if unannounced := gap_years(lock, one, "unannounced"):
        yield f"no working days of `{code}` are moved in {years_text(unannounced)}, as none are announced"
    if few := gap_years(lock, one, "few"):
        yield f"`{one.name}` has no more days in {years_text(few)} than the few that are known"
    if days := kept_closed(lock, one):
        yield f"`{one.calendar.name}` is not open for the working days that `{code}` moves to {_days_text(days)}"


def estimates(lock: Lock, one: Listed) -> list[date]:
    """The days of a list that are estimates, by their names: they follow the moon, and are announced days before."""
    days = lock.holidays.get(one.name, {})
    return [day for day, said in days.items() if "estimated)" in said and day.year in one.years]


def kept_closed(lock: Lock, one: Listed) -> list[date]:
    """The working days that a country moves onto a weekend, where a calendar names its holidays alone."""
    moved = DayList(DayList.of(one.name).code, MOVED).name
    if DayList.of(one.name).kind or any(moved in day_lists(line) for line in one.calendar.lines):
        return []
    return [day for day in lock.holidays.get(moved, ()) if day.year in one.years]


def _days_text(days: list[date]) -> str:
    return ", ".join(map(str, days[:4])) + (f" and {len(days) - 4} more" if len(days) > 4 else "")


def _reached(workspace: Workspace, agreement: Agreement) -> list[Model]:
    """An agreement and those behind it, with the calendars that they name, those of which these are made, and so on.

    Names are taken from whatever place they stand in, so that rather too much is found than too little.
    """
    seen = {agreement.name}
    found: list[Model] = []
    left: list[Model] = [agreement]
    while left:
        model = left.pop()
        found.append(model)
        names = set(_texts(model)) - seen
        seen |= names
        spaces = (*_TIMED, "agreements") if isinstance(model, Agreement) else _TIMED
        tables = [workspace.declared(space) for space in spaces]
        left += [table[name] for table in tables for name in names if name in table]
    return found


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Model):
        for field, each in value.model_items():
            if field != "source":
                yield from _texts(each)
