"""The opening time of calendars, worked out once and no further than needed, and then looked up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, TypeVar

from ..model.people import TimeSpan
from .calendars import ALWAYS, LIMIT, YEAR, Almanac
from .intervals import Interval, intersection, union
from .zones import Instant, closing, local, opening, zone

Moment = int | Fraction
"""Seconds since 1970-01-01 00:00 UTC, or a number of seconds; a fraction only where milliseconds are promised."""

KEPT = 128
"""The most courses that are kept: a course over three years may take a megabyte."""
T = TypeVar("T")
_DAY = timedelta(days=1)
_WHOLE_DAY = TimeSpan(start=0, end=1440)


class Timeline:
    """The opening time of a calendar, or of a combination, from ``since`` on, as a running total.

    ``read_until`` is the instant up to which it is known.
    """

    def __init__(self, almanac: Almanac, hours: str, since: Instant) -> None:
        self._almanac = almanac
        self._hours = hours
        self._since = self.read_until = since
        self._starts: list[Instant] = []
        self._ends: list[Instant] = []
        self._totals = [0]
        self._is_whole = False

    def _reach(self, until: Moment) -> None:
        while self.read_until < until:
            since, self.read_until = self.read_until, self.read_until + YEAR
            for start, end in self._almanac.openings(self._hours, since, self.read_until):
                self._totals.append(self._totals[-1] + end - start)
                if self._ends and self._ends[-1] == start:
                    self._ends[-1] = end
                    del self._totals[-2]
                else:
                    self._starts.append(start)
                    self._ends.append(end)

    def total(self, at: Moment) -> Moment:
        """The seconds during which the calendar is open, from the beginning of the timeline to ``at``."""
        return self.onset(at)[0]

    def onset(self, at: Moment) -> tuple[Moment, bool]:
        """The seconds during which the calendar is open up to ``at``, and whether it is open from then on."""
        if self.read_until <= at:
            self._reach(at + 1)
        i = bisect_right(self._starts, at) - 1
        if i < 0:
            return 0, False
        start, end = self._starts[i], self._ends[i]
        return (self._totals[i] + at - start, True) if at < end else (self._totals[i + 1], False)

    def reaches(self, total: Moment) -> Moment | None:
        """The first moment at which the calendar has been open for a number of seconds; none if it never has."""
        self._reach_total(lambda: self._totals[-1] < total)
        if self._totals[-1] < total:
            return None
        i = max(1, bisect_left(self._totals, total))
        return self._starts[i - 1] + total - self._totals[i - 1] if self._starts else self._since

    def exceeds(self, total: Moment) -> Moment | None:
        """The last moment at which the calendar has been open for no more than a number of seconds; none if always."""
        if self._totals[-1] <= total:
            self._reach_total(lambda: self._totals[-1] <= total)
            if self._totals[-1] <= total:
                return None
        i = bisect_right(self._totals, total)
        return self._starts[i - 1] + total - self._totals[i - 1]

    def _reach_total(self, is_short: Callable[[], bool]) -> None:
        """Reads on while the total is short, as long as there are openings."""
        while is_short() and not self._is_whole:
            known = self._totals[-1]
            self._reach(self.read_until + 1)
            if known == self._totals[-1]:
                opens = self._almanac.next_opening(self._hours, self.read_until)
                self._is_whole = opens is None
                self._reach(opens + 1 if opens is not None else 0)

    def spans(self, since: Moment, until: Moment) -> list[Interval]:
        """The spans of opening time that meet the time from ``since`` to ``until``, whole."""
        self._reach(until)
        i, j = bisect_left(self._ends, since), bisect_right(self._starts, until)
        return list(zip(self._starts[i:j], self._ends[i:j], strict=True))

    def carried_back(self, since: Moment, until: Moment, seconds: Moment) -> Iterator[Moment]:
        """For each span that meets the time from ``since`` to ``until``, from when on so much is left to its end.

        The first moment from which the calendar is open for ``seconds`` up to that end; its first opening if it never
        is for so long.
        """
        self._reach(until)
        first, behind = bisect_left(self._ends, since), bisect_right(self._starts, until)
        starts, totals = self._starts, self._totals
        for total in totals[first + 1 : behind + 1]:
            wanted = max(0, total - seconds)
            i = max(1, bisect_left(totals, wanted)) - 1
            yield starts[i] + wanted - totals[i]


class OpeningDays:
    """The opening days of a calendar in order, each with its spans up to the cut-off and its closing time.

    The calendar has lines of its own and is in the zone ``where``; under ``24x7`` these are the days of that zone.  A
    span belongs to the day on which it begins.  A start from the cut-off on belongs to the next opening day.  Where the
    last span crosses midnight, a cut-off at or before its beginning lies on the day after.  Starts from ``since`` on
    may be asked for.
    """

    def __init__(self, almanac: Almanac, hours: str, where: str, cut_off: int | None, since: Instant) -> None:
        self._almanac = almanac
        self._hours = hours
        self.since = since
        self._cut_off = cut_off
        self._zone = zone(where)
        # The opening of an earlier day may run past midnight into the first moment that is asked for.
        self._next = local(since, self._zone).date() - 2 * _DAY
        self.days: list[date] = []
        self._closings: list[Instant] = []
        self._starts: list[Instant] = []
        self._ends: list[Instant] = []
        self._owners: list[int] = []

    def _extend(self) -> bool:
        """Reads a further year; returns whether it, or a later time, has another opening day."""
        known = len(self.days)
        for _ in range(366):
            self._read(self._next)
            self._next += _DAY
        after = opening(self._next, 0, self._zone)
        return len(self.days) > known or self._almanac.next_opening(self._hours, after) is not None

    def _read(self, day: date) -> None:
        calendar = self._almanac.calendars.get(self._hours)
        spans = sorted(self._almanac.spans(calendar, day), key=lambda span: span.start) if calendar else [_WHOLE_DAY]
        opened = union(self._interval(day, span) for span in spans)
        if not opened:
            return
        until = self._cut_off_on(day, spans[-1])
        for start, end in opened if until is None else intersection(opened, union([(opened[0][0], until)])):
            self._starts.append(start)
            self._ends.append(end)
            self._owners.append(len(self.days))
        self.days.append(day)
        self._closings.append(opened[-1][1])

    def _interval(self, day: date, span: TimeSpan) -> Interval:
        end_day = day if span.end > span.start else day + _DAY
        return opening(day, span.start, self._zone), closing(end_day, span.end, self._zone)

    def _cut_off_on(self, day: date, last: TimeSpan) -> Instant | None:
        if self._cut_off is None:
            return None
        over_midnight = last.end <= last.start and self._cut_off <= last.start
        return closing(day + _DAY if over_midnight else day, self._cut_off, self._zone) + 1  # it includes its second

    def _at(self, moment: Moment) -> int | None:
        """The index of the first span that ends after a moment; none if none does."""
        while not self._ends or self._ends[-1] <= moment:
            if not self._extend() or opening(self._next, 0, self._zone) > moment + LIMIT:
                return None
        # A start at the very closing is one of the next opening day: a time ends before its end (docs/meaning.md).
        return bisect_right(self._ends, moment)

    def accepts(self, moment: Moment) -> Moment | None:
        """The first moment, at or after another, that lies in a span before its cut-off."""
        i = self._at(moment)
        return None if i is None else max(moment, self._starts[i])

    def day_after(self, moment: Moment, days: int) -> date | None:
        """The opening day a number of opening days after the one to which a moment belongs."""
        index = self._index(moment, days)
        return None if index is None else self.days[index]

    def closing_after(self, moment: Moment, days: int) -> Instant | None:
        """The closing time of ``day_after``."""
        index = self._index(moment, days)
        return None if index is None else self._closings[index]

    def _index(self, moment: Moment, days: int) -> int | None:
        i = self._at(moment)
        if i is None:
            return None
        index = self._owners[i] + days
        while len(self.days) <= index:
            if not self._extend():
                return None
        return index

    def edges(self, since: Moment, until: Moment) -> list[Instant]:
        """The moments from ``since`` to ``until`` at which a span begins, ends or is cut off."""
        self._at(until)
        return [*_between(self._starts, since, until), *_between(self._ends, since, until)]

    def turns(self, since: Moment, until: Moment) -> list[Instant]:
        """The moments from ``since`` to ``until`` from which on a start belongs to the next day."""
        self._at(until)
        owners = self._owners
        first, behind = bisect_left(self._ends, since), bisect_right(self._ends, until)
        return [
            end
            for following, end in enumerate(self._ends[first:behind], first + 1)
            if following == len(owners) or owners[following] != owners[following - 1]
        ]


def _between(edges: list[Instant], since: Moment, until: Moment) -> list[Instant]:
    return edges[bisect_left(edges, since) : bisect_right(edges, until)]


_LAST_ASKED: list[Diary] = []
"""The diary that was asked for last: both sides of a comparison ask for the same one."""


def diary_of(almanac: Almanac, since: Instant, until: Instant) -> Diary:
    """A diary with what is known already, if the same one was asked for last."""
    last = _LAST_ASKED[0] if _LAST_ASKED else None
    if last is None or last.almanac is not almanac or (last.since, last.until) != (since, until):
        last = Diary(almanac, since, until)
        _LAST_ASKED[:] = [last]
    return last


class Diary:
    """The openings of a workspace's calendars for starts at or after ``since``, each worked out once.

    With ``until``, a question about some of the starts up to then is answered for all of them at once.
    """

    def __init__(self, almanac: Almanac, since: Instant, until: Instant | None = None) -> None:
        self.almanac = almanac
        self.since = since
        self.until = until
        self._timelines: dict[str, Timeline] = {}
        self._days: dict[tuple[str, str, int | None], OpeningDays] = {}
        self._known: dict[Hashable, Any] = {}
        self._courses: dict[Hashable, list[Any]] = {}

    def remembered(self, key: Hashable, compute: Callable[[], T]) -> T:
        """A result that depends on these openings alone, computed once for its key."""
        if key not in self._known:
            self._known[key] = compute()
        found: T = self._known[key]
        return found

    def course(self, key: Hashable, compute: Callable[[], list[T]]) -> list[T]:
        """A course that depends on these openings alone; beyond ``KEPT`` the oldest is forgotten."""
        if key not in self._courses:
            if len(self._courses) >= KEPT:
                del self._courses[next(iter(self._courses))]
            self._courses[key] = compute()
        return self._courses[key]

    def let_go(self) -> None:
        """Forgets all courses, which are large; what was found by them stays."""
        self._courses.clear()

    def timeline(self, hours: str | None) -> Timeline:
        """The opening time of a calendar by its name; always open without one."""
        name = hours or ALWAYS
        if name not in self._timelines:
            self._timelines[name] = Timeline(self.almanac, name, self.since)
        return self._timelines[name]

    def opening_days(self, hours: str | None, where: str, cut_off: int | None) -> OpeningDays:
        """The opening days of a calendar in its zone, or all days of a zone."""
        key = (hours or ALWAYS, where, cut_off)
        if key not in self._days:
            self._days[key] = OpeningDays(self.almanac, *key, self.since)
        return self._days[key]
