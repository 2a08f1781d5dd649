"""When something is due: days, months, business days and times of day after a moment, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from ..algebra.calendars import ALWAYS
from ..algebra.days import later as days_later
from ..algebra.days import months_after
from ..algebra.intervals import Intervals, union
from ..algebra.zones import Instant, closing, local, opening, zone
from ..model.people import Calendar, TimeSpan
from ..model.phrases import Deadline
from ..model.quantity import BUSINESS_DAY, CALENDAR_MONTH, Quantity
from .question import FOR_EVER, Question, UnknownError

_DAY = timedelta(days=1)
_WHOLE_DAY = TimeSpan(start=0, end=1440)
# Facts and proofs look equally far: 100 years (docs/mathematics.md, Limits).
_DAYS_AHEAD = 366 * 100
"""How far ahead an opening day is looked for."""


def due(question: Question, limit: Quantity | Deadline, start: Instant) -> Instant:
    """When days, months or a time of day are over after a start that is accepted; ``FOR_EVER`` if they never are.

    Exact durations are no matter of days: they are what a clock has run.
    """
    if isinstance(limit, Deadline):
        return _by_time_of_day(question, limit, start)
    if limit.unit == BUSINESS_DAY:
        found = _business_day(question, question.hours, start, _whole(limit))
        return FOR_EVER if found is None else found[1][-1][1]
    return later(question, limit, start, question.hours)


def later(question: Question, time: Quantity, start: Instant, hours: str | None = None) -> Instant:
    """The moment so much time after a start: the same local time days or months later, or so many seconds.

    Business days are those of ``hours``, or else of what the agreement says.
    """
    if time.unit == "s":
        return start + int(time.amount)
    if time.unit == BUSINESS_DAY:
        found = _business_day(question, hours or question.agreement.business_days, start, _whole(time))
        return FOR_EVER if found is None else found[1][-1][1]
    now = local(start, question.where)
    # Days and months end at the same time by the clock on the wall, also over a change of the clocks.
    day, minutes = _step(now.date(), time), now.hour * 60 + now.minute
    # A local time that the clocks skip is the instant after the gap: no second of that minute lies beyond its end.
    return min(closing(day, minutes, question.where) + now.second, closing(day, minutes + 1, question.where))


def _step(day: date, time: Quantity) -> date:
    if time.unit == "month":
        return months_after(day, _whole(time))
    if time.unit == "day":
        return day + _whole(time) * _DAY
    if time.unit == CALENDAR_MONTH and (last := days_later(day, time)) is not None:
        return last
    raise UnknownError(time.text)


def _whole(time: Quantity) -> int:
    if time.amount.denominator != 1:
        raise UnknownError(time.text)
    return int(time.amount)


def _by_time_of_day(question: Question, limit: Deadline, start: Instant) -> Instant:
    if limit.after.unit == BUSINESS_DAY:
        found = _business_day(question, question.hours, start, _whole(limit.after))
        if found is None:
            return FOR_EVER
        day = found[0]
    else:
        day = _step(local(start, question.where).date(), limit.after)
    # The day is one of the calendar, its time that of the agreement's zone (docs/meaning.md, When a case is late).
    return closing(day, limit.at, question.where)


def accepted(question: Question, start: Instant) -> Instant:
    """When something starts that comes at a moment: then, or on the next opening day if it came after the cut-off.

    The cut-off includes its second.
    """
    cut_off = question.clock.cut_off if question.clock else None
    if cut_off is None:
        return start
    for day, opened in _opening_days(question, question.hours, start):
        for begin, end in opened:
            last = min(end, _cut_off(question, day, cut_off))
            if begin < last and start < last:
                return max(start, begin)
    return FOR_EVER


def _cut_off(question: Question, day: date, cut_off: int) -> Instant:
    """The first instant after the cut-off of a day; that of a night that ends after midnight lies on the day after."""
    calendar = question.almanac.calendars.get(question.hours or ALWAYS)
    where = zone(calendar.zone) if calendar and calendar.zone else question.where
    last = _spans(question, calendar, day)[-1]
    over_midnight = last.end <= last.start and cut_off <= last.start
    return closing(day + _DAY if over_midnight else day, cut_off, where) + 1


def _business_day(question: Question, hours: str | None, start: Instant, days: int) -> tuple[date, Intervals] | None:
    """The opening day so many opening days after the one to which a start belongs, with its openings.

    What starts outside of them belongs to the next opening day.
    """
    if hours is None or hours == ALWAYS:
        raise UnknownError(f"business days of `{ALWAYS}`")
    # A start at the very closing lies outside: a time ends before its end (docs/meaning.md).
    belonging = ((day, spans) for day, spans in _opening_days(question, hours, start) if start < spans[-1][1])
    return next(islice(belonging, days, None), None)


def _opening_days(question: Question, hours: str | None, start: Instant) -> Iterator[tuple[date, Intervals]]:
    """The opening days of a calendar from the day before a start on, each with its openings; under 24x7 all days."""
    calendar = question.almanac.calendars.get(hours or ALWAYS)
    if calendar is not None and calendar.zone is None:
        raise UnknownError(f"opening days of `{calendar.name}`")
    where = zone(calendar.zone) if calendar and calendar.zone else question.where
    first = local(start, where).date() - _DAY
    for number in range(_DAYS_AHEAD):
        day = first + number * _DAY
        opened = union(_instants(day, span, where) for span in _spans(question, calendar, day))
        if opened:
            yield day, opened


def _spans(question: Question, calendar: Calendar | None, day: date) -> list[TimeSpan]:
    found = (_WHOLE_DAY,) if calendar is None else question.almanac.spans(calendar, day)
    return sorted(found, key=lambda span: span.start)


def _instants(day: date, span: TimeSpan, where: ZoneInfo) -> tuple[Instant, Instant]:
    last = day if span.end > span.start else day + _DAY
    return opening(day, span.start, where), closing(last, span.end, where)
