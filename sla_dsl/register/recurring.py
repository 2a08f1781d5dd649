"""What comes back: reviews, and reports with their deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from ..algebra.days import later, term
from ..algebra.windows import anchor, windows
from ..algebra.zones import local, opening, zone
from ..model.agreement import Agreement, Report
from ..model.quantity import Quantity
from .working_days import WorkingDays

_DAY = timedelta(days=1)
_LOOKED_BACK = 10 * 366
"""How many days before the last one the windows of reports begin to be looked at, where a term has no first day."""


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


def reports(days: WorkingDays, agreement: Agreement, until: date) -> Iterator[tuple[Report, date, date]]:
    """The reports of an agreement: each with the last day of its window, and the day on which it is due.

    A report without a deadline is due on the day after its window.  What has no windows of the calendar (rolling ones,
    invoices) has no days.
    """
    in_force, where = term(agreement), zone(agreement.zone or "UTC")
    if in_force is None:
        return
    for report in agreement.reports:
        window = report.window
        if window is None or window.kind in ("rolling", "invoice"):
            continue
        if window.kind == "term":
            ends = [in_force.last + _DAY] if in_force.last and in_force.last < date.max else []
        else:
            anchored = anchor(window, agreement)
            first = max(in_force.first or date.min, until - _LOOKED_BACK * _DAY)
            last = min(in_force.last or date.max, until)
            spans = (
                windows(window, where, opening(first, 0, where), opening(last + _DAY, 0, where), anchored)
                if anchored and first <= last
                else None
            )
            # A window ends with the midnight of the next day: the day before is its last one.
            ends = [local(end, where).date() for _start, end in spans or ()]
        for end in dict.fromkeys(ends):
            day = _deadline(days, agreement, report, end - _DAY)
            if day is not None:
                yield report, end - _DAY, day


def _deadline(days: WorkingDays, agreement: Agreement, report: Report, end: date) -> date | None:
    """When a report on a window that ends with a day is due."""
    within = report.within
    if within is None or within.calendar is not None:
        return end + _DAY
    if not isinstance(within.time, Quantity) or within.of not in (None, "window-end"):
        return None
    return days.day_after(agreement, end, within.time)
