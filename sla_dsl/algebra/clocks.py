"""Clocks: the last moment at which a limit is kept from its start, exact across holidays and clock changes.

A limit is one clock, or a few in turn: a condition on the start, the way to the next moment before a cut-off, the time
itself.  Each clock also names the starts between which its end stands still or moves along with the start.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from ..model.phrases import Both, Condition, Deadline, EventBefore, EventDuring
from ..model.quantity import BUSINESS_DAY, Quantity
from .calendars import ALWAYS, LIMIT, Almanac
from .days import months_after
from .openings import Diary, Moment, OpeningDays, Timeline
from .undecidable import Undecidable
from .zones import Instant, closing, local, opening, zone

_DAY = timedelta(days=1)
_LIMITS = {"s": LIMIT, "day": LIMIT // 86400, BUSINESS_DAY: 10_000, "month": 1200}
"""The longest term that is computed, by unit: see "Limits" in docs/mathematics.md."""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """The time that something may take.

    An exact duration elapses in the opening time of ``hours`` (a calendar by its name; always, if missing): it is kept
    until more than that has passed, so that what is used up at a closing is kept until the next opening.  ``is_below``
    marks one that must not be reached; its end is the moment that is only approached.  Days and months are local ones
    of ``zone``, at the same time of day.  Business days are opening days of ``hours``: the start
    day does not count, and the term ends at closing time of the last day.  A start outside the opening time, or after
    the ``cut_off`` (minutes after midnight; its second is in time), belongs to the next opening day.  A deadline holds
    for the starts that meet its condition; its times of day are those of ``zone``.
    """

    time: Quantity | Deadline
    zone: str
    hours: str | None = None
    cut_off: int | None = None
    is_below: bool = False


Occasion = EventBefore | EventDuring
"""The conditions that depend on the start alone."""


class Timer(Protocol):
    """Tells when something ends from when it starts."""

    def end(self, start: Moment) -> Moment | None:
        """The moment of the end; none if it never comes, or the limit does not cover this start."""

    def breaks(self, since: Moment, until: Moment) -> Iterable[Moment]:
        """Starts, among them each one from ``since`` to ``until`` at which the end stops or starts moving."""

    def onset(self, since: Moment, until: Moment) -> Onset:
        """The ends at a start and just after it, where no break is between it and ``until``."""


class Onset(NamedTuple):
    """The end at a start, the end just after it, and whether that then moves along with the start."""

    at: Moment | None
    after: Moment | None
    moves: bool


def _probed(clock: Timer, since: Moment, until: Moment) -> Onset:
    """The onset of a clock at a start, by trying two starts inside of it: its end stands still or moves there."""
    third = (until - since) // 3 or Fraction(until - since) / 3
    at, first, second = clock.end(since), clock.end(since + third), clock.end(since + 2 * third)
    if first is None or second is None:
        return Onset(at, None, False)
    return Onset(at, first, False) if first == second else Onset(at, first - third, True)


def deadline(almanac: Almanac, limit: TimeLimit, start: Moment) -> Moment | Undecidable | None:
    """The last moment at which a limit is kept; none if it always is, or the limit does not cover this start."""
    if why := objection(almanac, limit):
        return why
    moment: Moment | None = start
    for clock in clocks(Diary(almanac, int(start // 1)), limit):
        moment = None if moment is None else clock.end(moment)
    return moment


def objection(almanac: Almanac, limit: TimeLimit) -> Undecidable | None:
    """The reason why a limit cannot be computed, or none."""
    time = limit.time.after if isinstance(limit.time, Deadline) else limit.time
    condition = limit.time.when if isinstance(limit.time, Deadline) else None
    hours = limit.hours or ALWAYS
    calendar = almanac.calendars.get(hours)
    if not almanac.is_known(hours):
        return Undecidable(f"`{hours}` is not a calendar")
    if time.unit not in _LIMITS or time.amount < 0:
        return Undecidable(f"`{time.text}` is not a duration")
    if time.amount > _LIMITS[time.unit]:
        return Undecidable(f"`{time.text}` is longer than can be computed")
    if time.unit != "s" and time.amount.denominator != 1:
        return Undecidable(f"`{time.text}` is not a whole number of days or months")
    if time.unit == BUSINESS_DAY and (calendar is None or calendar.zone is None):
        return Undecidable(f"`{hours}` has no business days: it is not a calendar with opening days of its own")
    if limit.cut_off is not None and hours != ALWAYS and (calendar is None or calendar.zone is None):
        return Undecidable(f"`{hours}` has no days of its own that a cut-off could end")
    occasions = _occasions(condition)
    if occasions is None:
        return Undecidable("the condition of the deadline does not speak of times and calendars alone")
    unknown = (
        each.calendar for each in occasions if each.kind == "event-during" and not almanac.is_known(each.calendar)
    )
    return next((Undecidable(f"`{name}` is not a calendar") for name in unknown), None)


def _occasions(condition: Condition | None) -> tuple[Occasion, ...] | None:
    """The conditions on times and calendars that must all hold; none if the condition contains any other one."""
    if condition is None:
        return ()
    if isinstance(condition, EventBefore | EventDuring):
        return (condition,)
    parts = [_occasions(part) for part in condition.parts] if isinstance(condition, Both) else [None]
    known = [part for part in parts if part is not None]
    return tuple(occasion for part in known for occasion in part) if len(known) == len(parts) else None


def clocks(diary: Diary, limit: TimeLimit) -> tuple[Timer, ...]:
    """The clocks of a limit without an objection, to be run one after the other."""
    where = _zone_of_days(diary.almanac, limit)
    days = diary.opening_days(limit.hours, where, limit.cut_off)
    entry: tuple[Timer, ...] = () if limit.cut_off is None else (_Entry(days),)
    if isinstance(limit.time, Deadline):
        return (*conditions(diary, limit), *entry, _by_time_of_day(limit, limit.time, days))
    amount = limit.time.amount
    if limit.time.unit == "s":
        seconds = amount.numerator if amount.denominator == 1 else amount
        return (*entry, _Elapsing(diary.timeline(limit.hours), seconds, limit.is_below))
    if limit.time.unit == BUSINESS_DAY:
        return (_BusinessDays(days, int(amount)),)
    return (*entry, _SameTimeOfDay(zone(limit.zone), _step(limit.time)))


def conditions(diary: Diary, limit: TimeLimit) -> tuple[Timer, ...]:
    """Clocks that end as soon as they start, for the starts that a limit covers, and never for any other."""
    when = limit.time.when if isinstance(limit.time, Deadline) else None
    # Only a deadline has a condition; each of its parts must hold.
    return tuple(_Only(diary, occasion, zone(limit.zone)) for occasion in _occasions(when) or ())


def _zone_of_days(almanac: Almanac, limit: TimeLimit) -> str:
    """The zone whose days count: that of the calendar; of a combination or `24x7`, that of the limit."""
    calendar = almanac.calendars.get(limit.hours or ALWAYS)
    return limit.zone if calendar is None or calendar.zone is None else calendar.zone


def _step(time: Quantity) -> Callable[[date], date]:
    amount = int(time.amount)
    if time.unit == "month":
        return lambda day: months_after(day, amount)
    return lambda day: day + amount * _DAY


def _by_time_of_day(limit: TimeLimit, promise: Deadline, days: OpeningDays) -> Timer:
    where, count = zone(limit.zone), int(promise.after.amount)
    if promise.after.unit == BUSINESS_DAY:
        return _ByTimeOfDay(where, promise.at, lambda start: days.day_after(start, count), days.turns)
    step = _step(promise.after)
    return _ByTimeOfDay(
        where,
        promise.at,
        lambda start: step(local(int(start // 1), where).date()),
        lambda since, until: midnights(where, since, until),
    )


def midnights(where: ZoneInfo, since: Moment, until: Moment) -> list[Instant]:
    """The beginnings of the local days that hold the moments from ``since`` to ``until``, and of the day after."""
    return [opening(day, 0, where) for day in _dates(where, since, until)]


def _dates(where: ZoneInfo, since: Moment, until: Moment) -> list[date]:
    day, last = local(int(since // 1), where).date(), local(int(until // 1), where).date() + _DAY
    return [day + n * _DAY for n in range((last - day).days + 1)]


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Tells the number of seconds for which a calendar has been open, instead of a moment."""

    timeline: Timeline

    def end(self, start: Moment) -> Moment:
        """The opening time in seconds up to a moment."""
        return self.timeline.total(start)

    def breaks(self, since: Moment, until: Moment) -> Iterable[Moment]:
        """The edges of the opening time."""
        return (edge for span in self.timeline.spans(since, until) for edge in span)

    def onset(self, since: Moment, until: Moment) -> Onset:  # noqa: ARG002 - nothing jumps
        """The opening time up to a moment, which goes on while the calendar is open."""
        total, is_open = self.timeline.onset(since)
        return Onset(total, total, is_open)


@dataclass(frozen=True, slots=True)
class _Elapsing:
    """Ends with the last moment at which a calendar has been open for no more than so many seconds since the start.

    If these must not be reached (``is_below``), that is the first moment at which they are.
    """

    timeline: Timeline
    seconds: Moment
    is_below: bool

    def end(self, start: Moment) -> Moment | None:
        total = self.timeline.total(start) + self.seconds
        if self.is_below:
            return self.timeline.reaches(total) if self.seconds else start
        return self.timeline.exceeds(total)

    def breaks(self, since: Moment, until: Moment) -> Iterable[Moment]:
        yield from Elapsed(self.timeline).breaks(since, until)
        # An edge of the opening time at the end of the limit is also a breakpoint: it is carried back by the limit's
        # length.
        first, last = self.end(since), self.end(until)
        if first is None:
            return
        yield from self.timeline.carried_back(first, self.timeline.read_until if last is None else last, self.seconds)

    def onset(self, since: Moment, until: Moment) -> Onset:
        if self.is_below:
            return _probed(self, since, until)
        # What is used up at a closing is kept until the next opening, so the end jumps at a start and not behind it.
        total, is_open = self.timeline.onset(since)
        end = self.timeline.exceeds(total + self.seconds)
        return Onset(end, end, end is not None and is_open)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Ends at the first moment, from the start on, that is open and before the cut-off."""

    days: OpeningDays

    def end(self, start: Moment) -> Moment | None:
        return self.days.accepts(start)

    def breaks(self, since: Moment, until: Moment) -> Iterable[Moment]:
        return self.days.edges(since, until)

    def onset(self, since: Moment, until: Moment) -> Onset:
        return _probed(self, since, until)


@dataclass(frozen=True, slots=True)
class _BusinessDays:
    """Ends when the last of a number of opening days closes."""

    days: OpeningDays
    count: int

    def end(self, start: Moment) -> Moment | None:
        return self.days.closing_after(start, self.count)

    def breaks(self, since: Moment, until: Moment) -> Iterable[Moment]:
        return self.days.turns(since, until)

    def onset(self, since: Moment, until: Moment) -> Onset:  # noqa: ARG002 - it ends at a closing, wherever it starts
        end = self.end(since)
        return Onset(end, end, False)


@dataclass(frozen=True, slots=True)
class _ByTimeOfDay:
    """Ends at a time of day (minutes after midnight) on a day that the start decides."""

    zone: ZoneInfo
    at: int
    day: Callable[[Moment], date | None]
    edges: Callable[[Moment, Moment], Collection[Moment]]

    def end(self, start: Moment) -> Moment | None:
        day = self.day(start)
        return None if day is None else closing(day, self.at, self.zone)

    def breaks(self, since: Moment, until: Moment) -> Iterable[Moment]:
        return self.edges(since, until)

    def onset(self, since: Moment, until: Moment) -> Onset:
        return _probed(self, since, until)


@dataclass(frozen=True, slots=True)
class _SameTimeOfDay:
    """Ends at the local time of the start, on a later day."""

    zone: ZoneInfo
    step: Callable[[date], date]

    def end(self, start: Moment) -> Moment:
        now = local(int(start // 1), self.zone)
        day, minutes = self.step(now.date()), now.hour * 60 + now.minute
        past_the_minute = now.second + start % 1
        # A minute that clocks skip has no seconds of its own: the end never passes the next minute.
        return min(closing(day, minutes, self.zone) + past_the_minute, closing(day, minutes + 1, self.zone))

    def breaks(self, since: Moment, until: Moment) -> Iterable[Moment]:
        for day in _dates(self.zone, since, until):
            yield opening(day, 0, self.zone)
            for minutes in {*_changes(day, self.zone), *_changes(self.step(day), self.zone)}:
                yield opening(day, minutes, self.zone)
                yield closing(day, minutes, self.zone)

    def onset(self, since: Moment, until: Moment) -> Onset:
        return _probed(self, since, until)


def _changes(day: date, where: ZoneInfo) -> tuple[int, ...]:
    """The times of day (minutes) between which clocks change on a day, by the old and by the new time."""
    start, end = opening(day, 0, where) - 1, opening(day + _DAY, 0, where)
    old, new = local(start, where).utcoffset(), local(end, where).utcoffset()
    if old is None or new is None or old == new:
        return ()
    while end - start > 1:
        middle = (start + end) // 2
        start, end = (middle, end) if local(middle, where).utcoffset() == old else (start, middle)
    midnight = (day - date(1970, 1, 1)) // timedelta(minutes=1)
    times = [end // 60 + offset // timedelta(minutes=1) - midnight for offset in (old, new)]
    return tuple(min(max(time, 0), 1440) for time in times)


@dataclass(frozen=True, slots=True)
class _Only:
    """Ends as soon as it starts, for the starts that meet a condition, and never for any other."""

    diary: Diary
    occasion: Occasion
    zone: ZoneInfo

    def end(self, start: Moment) -> Moment | None:
        if isinstance(self.occasion, EventDuring):
            return start if self.diary.timeline(self.occasion.calendar).onset(start)[1] else None
        day = local(int(start // 1), self.zone).date()
        # 15:00:00 is not before 15:00, though a cut-off at 15:00 includes it (docs/meaning.md, When a clock starts).
        return start if start < opening(day, self.occasion.at, self.zone) else None

    def breaks(self, since: Moment, until: Moment) -> Iterable[Moment]:
        if isinstance(self.occasion, EventDuring):
            yield from Elapsed(self.diary.timeline(self.occasion.calendar)).breaks(since, until)
        else:
            for day in _dates(self.zone, since, until):
                yield opening(day, 0, self.zone)
                yield opening(day, self.occasion.at, self.zone)

    def onset(self, since: Moment, until: Moment) -> Onset:
        return _probed(self, since, until)
