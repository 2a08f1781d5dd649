"""What comes back: reviews, reports with their deadlines, prices that follow an index; and beginnings that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from ..algebra.days import by_day, later, term
from ..algebra.truth import conditions_in, tests_in
from ..algebra.windows import anchor, windows
from ..algebra.zones import local, opening, zone
from ..model.agreement import Agreement, Parameter, Report
from ..model.phrases import InFirst, Window
from ..model.quantity import Quantity
from ..model.remedies import Duty
from .working_days import WorkingDays

_DAY = timedelta(days=1)
_LOOKED_BACK = timedelta(days=10 * 366)
"""How long before the first day that is asked for windows begin to be looked at: a deadline may come long after."""


def reviews(agreement: Agreement, until: date) -> Iterator[date]:
    """The days of reviews up to a day: the next one that is stated, or one interval into the term, and so on."""
    review, days = agreement.review, term(agreement)
    if review is None or days is None or not isinstance(review.every, Quantity):
        return
    first = review.next or days.first
    last = min(until, days.last or date.max)
    for number in count(0 if review.next else 1):
        day = first and later(first, Quantity(amount=review.every.amount * number, unit=review.every.unit))
        day = review.next if number == 0 else day
        if day is None or day > last or (number > 1 and day == first):
            return
        yield day


def reports(
    days: WorkingDays, agreement: Agreement, first: date, until: date
) -> Iterator[tuple[Report, date | None, date]]:
    """The reports of an agreement: each with the last day of its window (none, if once), and the day of its deadline.

    All that are due between two days are told, and perhaps some that are due before or after.
    A report without a deadline is due on the day after its window.  What has no windows of the calendar (rolling ones,
    invoices) has no days.
    """
    for report in agreement.reports:
        if report.by_date is not None:
            yield report, None, report.by_date
        for end in _ends(report.window, agreement, first, until):
            has_none = report.by is None and (report.within is None or report.within.calendar is not None)
            day = end + _DAY if has_none else _deadline(days, agreement, report, end)
            if day is not None:
                yield report, end, day


def duties(
    days: WorkingDays, agreement: Agreement, first: date, until: date
) -> Iterator[tuple[Duty, date | None, date]]:
    """The duties with a deadline: each with the last day of its window (none, if once), and the day of the deadline.

    All that are due between two days are told, and perhaps some that are due before or after.
    """
    for duty in agreement.duties:
        if duty.must and not duty.forbidden:
            if duty.by_date is not None:
                yield duty, None, duty.by_date
            for end in _ends(duty.window, agreement, first, until):
                if (day := _deadline(days, agreement, duty, end)) is not None:
                    yield duty, end, day


def _ends(window: Window | None, agreement: Agreement, first: date, until: date) -> Iterator[date]:
    """The last days of windows, which end by a day; none of those that nobody counts by the calendar.

    The last window ends with the term, as in reports on facts.
    """
    in_force = term(agreement)
    if in_force is None or window is None or window.kind in ("rolling", "invoice"):
        return
    if window.kind == "term":
        ends = [in_force.last + _DAY] if in_force.last and in_force.last < date.max else []
    else:
        ends = _borders(window, agreement, first, until)
    last = in_force.last or date.max
    yield from dict.fromkeys(min(end - _DAY, last) for end in ends)


def indexed(agreement: Agreement, first: date, until: date) -> Iterator[tuple[Parameter, date]]:
    """The prices that follow a document, each with the days on which a window begins after the first one."""
    in_force = term(agreement)
    if in_force is None or in_force.first is None:
        return
    for parameter in agreement.parameters:
        if parameter.follows is not None and parameter.follows.window.kind not in ("rolling", "invoice", "term"):
            for day in dict.fromkeys(_borders(parameter.follows.window, agreement, first, until)):
                if in_force.first < day <= min(until, in_force.last or date.max):
                    yield parameter, day


def beginnings(agreement: Agreement) -> dict[date, list[str]]:
    """The last day of each beginning of the term that a condition names, with how long it is (`in the first …`)."""
    found: dict[date, list[str]] = {}
    first = agreement.term.first if agreement.term else None
    tests = (test for condition in conditions_in(agreement) for test in tests_in(condition))
    for test in dict.fromkeys(tests):
        if isinstance(test, InFirst) and isinstance(test.time, Quantity) and first is not None:
            after = later(first, test.time)
            if after is not None and after > first:
                found.setdefault(after - _DAY, []).append(test.time.text)
    return found


def _borders(window: Window, agreement: Agreement, first: date, until: date) -> list[date]:
    """The days on which windows end and others begin, up to a day, and from long before a first day on."""
    in_force, where = term(agreement), zone(agreement.zone or "UTC")
    anchored = anchor(window, agreement)
    first = max((in_force and in_force.first) or date.min, first - min(_LOOKED_BACK, first - date.min))
    last = min((in_force and in_force.last) or date.max, until)
    if anchored is None or first > last:
        return []
    # A window ends with the midnight of the next day: the day before is its last one.
    spans = windows(window, where, opening(first, 0, where), opening(last + _DAY, 0, where), anchored)
    return [local(end, where).date() for _start, end in spans or ()]


def _deadline(days: WorkingDays, agreement: Agreement, one: Report | Duty, end: date) -> date | None:
    """The last day of a deadline behind a window that ends with a day, if it has one."""
    if one.by is not None:
        day, in_force = by_day(one.by, end), term(agreement)
        # A day of the window itself binds nobody before the agreement begins, or when it is over.
        is_out = in_force is None or not (in_force.first or date.min) <= day <= (in_force.last or date.max)
        return None if one.by.side == "same" and is_out else day
    if one.within is None or one.within.of != "window-end" or not isinstance(one.within.time, Quantity):
        return None
    return days.day_after(agreement, end, one.within.time)
