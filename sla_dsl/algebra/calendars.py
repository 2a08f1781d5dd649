"""Calendars as exact sets of instants: when they are open, for how long, and when they open next."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from typing import assert_never

from ..model.people import Calendar, Closing, Combination, Hours, HoursRef, Opening, TimeSpan
from ..model.workspace import Workspace
from .intervals import Cumulated, Interval, Intervals, clipped, difference, intersection, measure, union
from .zones import Instant, closing, local, opening, zone

ALWAYS = "24x7"
"""The calendar that is always open."""
YEAR = 366 * 86400
"""The longest year, in seconds."""
MONTH = 31 * 86400
"""The longest month, in seconds: most calendars open in it."""
LIMIT = 100 * YEAR
"""The furthest that the next opening is looked for: 100 years, see "Limits" in docs/mathematics.md."""
_DAY = timedelta(days=1)
_EPOCH = date(1970, 1, 1)
_FIRST, _LAST = (((day - _EPOCH).days) * 86400 for day in (date.min + 4 * _DAY, date.max - 4 * _DAY))
"""The instants with a day before and after in every zone."""


@dataclass(frozen=True, slots=True)
class Almanac:
    """The calendars of a workspace by name, and the days of each list (``FR``, ``half days TR``) that they name."""

    calendars: Mapping[str, Calendar]
    holidays: Mapping[str, Collection[date]]
    _months: dict[tuple[str, int], Intervals] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What is known of calendars by their own lines, for each so many seconds since 1970."""
    _lines: dict[tuple[str, int, int], tuple[Opening | Closing, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The lines of calendars that may speak of the days of a month."""

    _cumulated: dict[tuple[str, Interval], Cumulated] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def openings(self, hours: str | Hours, since: Instant, until: Instant) -> Intervals:
        """The instants from ``since`` to ``until`` at which a calendar, or a combination, is open.

        A calendar that is not declared, or that refers to itself, never opens.
        """
        return self._openings(HoursRef(name=hours) if isinstance(hours, str) else hours, since, until, ())

    def cumulated(self, hours: str, span: Interval) -> Cumulated:
        """The same openings, added up; asked again they are not read again."""
        if (hours, span) not in self._cumulated:
            self._cumulated[hours, span] = Cumulated(self.openings(hours, *span))
        return self._cumulated[hours, span]

    def _openings(self, hours: Hours, since: Instant, until: Instant, inside: tuple[str, ...]) -> Intervals:
        if isinstance(hours, Combination):
            parts = [self._openings(part, since, until, inside) for part in hours.parts]
            return _combined(hours, parts)
        if hours.name == ALWAYS:
            return union([(since, until)])
        calendar = self.calendars.get(hours.name)
        if calendar is None or hours.name in inside:
            return ()
        if calendar.combination is not None:
            return self._openings(calendar.combination, since, until, (*inside, hours.name))
        return self._own_openings(hours.name, since, until)

    def _own_openings(self, name: str, since: Instant, until: Instant) -> Intervals:
        if self.calendars[name].zone is None or since >= until:
            return ()
        months = [self._month(name, number) for number in range(since // MONTH, (until - 1) // MONTH + 1)]
        whole = months[0] if len(months) == 1 else union(piece for month in months for piece in month)
        return clipped(whole, (since, until))

    def _month(self, name: str, number: int) -> Intervals:
        """The openings in one of the months from 1970 on, each as long as the longest: read once."""
        if (name, number) not in self._months:
            since, until = max(number * MONTH, _FIRST), min((number + 1) * MONTH, _LAST)
            self._months[name, number] = self._read(self.calendars[name], since, until) if since < until else ()
        return self._months[name, number]

    def _read(self, calendar: Calendar, since: Instant, until: Instant) -> Intervals:
        where = zone(calendar.zone or "UTC")
        found = []
        # A span that began on an earlier day may run past midnight into the first day asked for.
        day, last = local(since, where).date() - 2 * _DAY, local(until, where).date() + _DAY
        while day <= last:
            for span in self.spans(calendar, day):
                # Hours that end no later than they begin cross midnight, and are of the day on which they begin.
                end_day = day if span.end > span.start else day + _DAY
                found.append((opening(day, span.start, where), closing(end_day, span.end, where)))
            day += _DAY
        return intersection(union(found), union([(since, until)]))

    def spans(self, calendar: Calendar, day: date) -> tuple[TimeSpan, ...]:
        """The opening time that begins on a day, by a calendar's own lines.

        Lines with dates or lists of days replace lines with weekdays; of two lines of the same kind the later one
        counts ("Calendars" in docs/language/time.md).  A half day cuts the hours that are left.
        """
        weekly: tuple[TimeSpan, ...] = ()
        end = None
        for line in reversed(self._lines_of(calendar, day)):
            if not self._speaks_of(line, day):
                continue
            if isinstance(line, Opening) and line.weekdays:
                weekly = weekly or line.spans
            elif isinstance(line, Opening):
                return _until(end, line.spans)
            elif line.since is None:
                return ()
            elif end is None:
                end = line.since
        return _until(end, weekly)

    def _lines_of(self, calendar: Calendar, day: date) -> tuple[Opening | Closing, ...]:
        """The lines that may speak of a day: those whose dates lie in its month, or that have none."""
        key = (calendar.name, day.year, day.month)
        if key not in self._lines:
            first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
            self._lines[key] = tuple(
                line
                for line in calendar.lines
                if (line.first is None or line.first <= last) and (line.last is None or first <= line.last)
            )
        return self._lines[key]

    def _speaks_of(self, line: Opening | Closing, day: date) -> bool:
        names = day_lists(line)
        if names and not any(day in self.holidays.get(name, ()) for name in names):
            return False
        if isinstance(line, Opening) and line.weekdays and day.weekday() not in line.weekdays:
            return False
        if isinstance(line, Opening) and line.nth and not _places_in_month(day) & {*line.nth}:
            return False
        if line.yearly is not None and not line.yearly.has(day):
            return False
        return (line.first is None or line.first <= day) and (line.last is None or day <= line.last)

    def opening_time(self, hours: str | Hours, since: Instant, until: Instant) -> int:
        """The number of seconds from ``since`` to ``until`` during which a calendar is open."""
        return measure(self.openings(hours, since, until))

    def next_opening(self, hours: str | Hours, after: Instant) -> Instant | None:
        """The first instant at or after another at which a calendar is open; none if none follows within ``LIMIT``."""
        since, step, last = after, MONTH, min(after + LIMIT, max(after, self._end_of_exceptions(hours)) + YEAR)
        while since <= last:
            if found := self.openings(hours, since, since + step):
                return found[0][0]
            since, step = since + step, YEAR
        return None

    def next_closing(self, hours: str | Hours, after: Instant) -> Instant | None:
        """The end of the opening that holds an instant; none if it has none within ``LIMIT``."""
        since, step, last = after, MONTH, min(after + LIMIT, max(after + MONTH, self._end_of_exceptions(hours)))
        while since <= last:
            found = self.openings(hours, since, since + step)
            if found[:1] != ((since, since + step),):
                return found[0][1] if found and found[0][0] == since else since
            since, step = since + step, YEAR
        return None

    def _end_of_exceptions(self, hours: str | Hours) -> Instant:
        """An instant after every date that a line or a holiday names: from then on only lines with weekdays decide.

        Days of every year never end.
        """
        names = {hours} if isinstance(hours, str) else set(names_in(hours))
        known = [self.calendars[name] for name in (*names, *self.parts(names)) if name in self.calendars]
        lines = [line for calendar in known for line in calendar.lines]
        if any(line.yearly for line in lines):
            return _LAST
        days = {day for line in lines for day in (line.first, line.last) if day}
        days.update(day for line in lines for name in day_lists(line) for day in self.holidays.get(name, ()))
        # No zone is a whole day from UTC: the last day that is named is over everywhere two days after it begins there.
        return ((max(days) - _EPOCH).days + 2) * 86400 if days else 0

    def parts(self, names: Collection[str]) -> frozenset[str]:
        """The calendars that these combine, directly or through other combinations."""
        found: set[str] = set()
        left = list(names)
        while left:
            calendar = self.calendars.get(left.pop())
            if calendar is not None and calendar.combination is not None:
                new = set(names_in(calendar.combination)) - found
                found |= new
                left += new
        return frozenset(found)

    def is_known(self, name: str) -> bool:
        """Whether a calendar and all its parts are declared, each has a zone, and none is a part of itself."""
        return all(self._is_sound(part) for part in {name, *self.parts([name])})

    def _is_sound(self, name: str) -> bool:
        calendar = self.calendars.get(name)
        if calendar is None:
            return name == ALWAYS
        return name not in self.parts([name]) if calendar.combination else calendar.zone is not None


_LAST_ASKED: list[Almanac] = []
"""The almanac that was asked for last: the proof, each rule and each question of a report ask for the same one."""


def almanac_of(workspace: Workspace) -> Almanac:
    """The calendars of a workspace, with the days of its lock; what was read of them is kept for who asks next."""
    calendars, holidays = workspace.calendars, workspace.lock.holidays
    last = _LAST_ASKED[0] if _LAST_ASKED else None
    if last is None or (last.calendars, last.holidays) != (calendars, holidays):
        last = Almanac(calendars, holidays)
        _LAST_ASKED[:] = [last]
    return last


def day_lists(line: Opening | Closing) -> tuple[str, ...]:
    """The lists of days that a line names, as ``sla.lock`` names them."""
    return line.holidays if isinstance(line, Closing) else line.moved


def _until(end: int | None, spans: tuple[TimeSpan, ...]) -> tuple[TimeSpan, ...]:
    """What is left of the spans of a day that ends early; one that goes on over midnight ends then, too."""
    if end is None:
        return spans
    begun = [span for span in spans if span.start < end]
    return tuple(span if span.start < span.end <= end else span.model_copy(update={"end": end}) for span in begun)


def _places_in_month(day: date) -> set[int]:
    """The places of a day among the days of its weekday in its month: 2 for the second, also -1 for the last."""
    is_last = (day + 7 * _DAY).month != day.month
    return {(day.day + 6) // 7, *((-1,) if is_last else ())}


def names_in(hours: Hours) -> tuple[str, ...]:
    """The names of the calendars in a combination."""
    if isinstance(hours, HoursRef):
        return (hours.name,)
    return tuple(name for part in hours.parts for name in names_in(part))


def _combined(hours: Combination, parts: list[Intervals]) -> Intervals:
    if hours.kind == "or":
        return union(interval for part in parts for interval in part)
    if hours.kind == "and":
        return reduce(intersection, parts)
    if hours.kind == "except":
        return reduce(difference, parts)
    assert_never(hours.kind)
