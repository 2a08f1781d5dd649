"""Days: gaps in terms, steps by months, and the expected end of a term."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from ..model.agreement import Agreement
from ..model.phrases import ByDay, Days, Within
from ..model.quantity import CALENDAR_MONTH, Quantity
from .intervals import difference, union

_DAY = timedelta(days=1)


def gaps(cover: Iterable[Days], whole: Days) -> tuple[Days, ...]:
    """The stretches of days in ``whole`` that none of ``cover`` holds, in order; an open end reaches for ever."""
    first, end = _ordinals(whole)
    covered = [_ordinals(days) for days in cover]
    # Mostly one of them holds all.
    if any(since <= first and end <= until for since, until in covered):
        return ()
    uncovered = difference(union([(first, end)]), union(covered))
    return tuple(_days(start, end) for start, end in uncovered)


def common(one: Days, other: Days) -> Days | None:
    """The days that lie in both, if any do."""
    (a, b), (c, d) = _ordinals(one), _ordinals(other)
    return _days(max(a, c), min(b, d)) if max(a, c) < min(b, d) else None


# A missing first or last day is the first day of the calendar or the day after its last: no term reaches further.
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal() + 1


def _ordinals(days: Days) -> tuple[int, int]:
    return days.first.toordinal() if days.first else _FIRST, days.last.toordinal() + 1 if days.last else _LAST


def _days(start: int, end: int) -> Days:
    return Days(
        first=date.fromordinal(start) if start > _FIRST else None,
        last=date.fromordinal(end - 1) if end < _LAST else None,
    )


def months_after(anchor: date, months: int) -> date:
    """The day a number of months after (or before) an anchor: the anchor's day of the month, or the month's last.

    The result stays within the first and the last day that Python's calendar has (years 1 and 9999).
    """
    month = anchor.year * 12 + anchor.month - 1 + months
    if not 12 <= month < 10_000 * 12:
        return date.min if months < 0 else date.max
    year, index = divmod(month, 12)
    return date(year, index + 1, min(anchor.day, monthrange(year, index + 1)[1]))


def later(anchor: date, time: Quantity, sign: int = 1) -> date | None:
    """The day a number of days or months after an anchor (before, if ``sign`` is -1); none for another unit.

    Months of the calendar end with the last day of the last one; they are never counted back.
    """
    amount = int(time.amount) * sign
    if time.unit == CALENDAR_MONTH and sign == 1:
        return months_after(anchor.replace(day=1), amount + 1) - _DAY
    if time.unit == "month":
        return months_after(anchor, amount)
    if time.unit == "day":
        ordinal = min(max(anchor.toordinal() + amount, date.min.toordinal()), date.max.toordinal())
        return date.fromordinal(ordinal)
    return None


MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
"""How many months the periods of the calendar have that are made of months."""


def by_day(by: ByDay, end: date) -> date:
    """The day that ``by day 10 of the next month`` means behind a window with a last day.

    It is never moved: a deadline on a holiday stays there, as every day of the calendar does in the language.
    """
    months = MONTHS_OF[by.period]
    first = end.replace(month=(end.month - 1) // months * months + 1, day=1)
    if by.side == "next":
        first = months_after(first, months)
    if by.day is None:
        return months_after(first, months) - _DAY
    return first.replace(month=by.month or first.month, day=by.day)


def window_ends(period: str) -> list[date]:
    """The last days of the months, quarters or years of four years, which come in every length and every order."""
    step = MONTHS_OF[period]
    return [months_after(date(2024, 12, 31), number) for number in range(step, 4 * 12 + 1, step)]


def last_day_behind(deadline: Within | ByDay, end: date) -> date | None:
    """The last day of a deadline behind a window with a last day; none if the calendar alone does not tell it.

    The last day of the window does not count, and months end with the day of the same number, or the month's last.
    So business days have none, and times of hours, and what begins with something else than the end of the window.
    """
    if isinstance(deadline, ByDay):
        return by_day(deadline, end)
    if not isinstance(deadline.time, Quantity) or deadline.of != "window-end":
        return None
    return later(end, deadline.time)


def last_notice(end: date, notice: Quantity) -> date | None:
    """The last day on which notice can be given so that it has run out at the end of a day; none for another unit.

    After the 28th several days have the same day a month later: of these it is the last one.
    """
    day = later(end, notice, -1)
    while day is not None and (following := later(day + _DAY, notice)) is not None and following <= end:
        day += _DAY
    return day


def term(agreement: Agreement) -> Days | None:
    """The days for which an agreement is, or is expected to be, in force; none if it has no term.

    Renewals are expected for ever until notice is given.  Then the term ends where the first renewal that the notice
    can prevent would have begun.
    """
    if agreement.term is None or (agreement.renewal is None and agreement.ended is None):
        return agreement.term
    first, last = agreement.term.first, agreement.term.last
    if last is not None and agreement.renewal is not None:
        last = _renewed(agreement, last)
    # An end that is stated only shortens the term: nobody is bound for longer because the other side left.
    if agreement.ended is not None:
        last = min(last or date.max, agreement.ended.on)
    return Days(first=first, last=last)


def _renewed(agreement: Agreement, last: date) -> date | None:
    renewal = agreement.renewal
    # Of several notices the first counts: a later one ends nothing sooner.
    given = min((notice.on for notice in agreement.notices), default=None)
    # Without notice the agreement renews again and again, so nobody knows a last day.
    if renewal is None or given is None:
        return None
    end: date | None = last
    anchor = last + _DAY if last < date.max else last
    steps = 0
    while end is not None and end < date.max:
        notice_day = last_notice(end, renewal.notice) if renewal.notice else end
        # Notice given on the last day for it is in time; given later, it prevents the renewal after the next only.
        if notice_day is None or given <= notice_day:
            return end
        steps += 1
        begins = later(anchor, Quantity(amount=renewal.every.amount * steps, unit=renewal.every.unit))
        end = begins - _DAY if begins is not None and begins > end + _DAY else None
    return end
