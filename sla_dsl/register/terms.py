"""Where the term of an agreement ends or renews, and the last day of notice before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import count
from typing import NamedTuple

from ..algebra.days import later, term
from ..model.agreement import Agreement
from ..model.quantity import Quantity
from .working_days import WorkingDays

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=800)
"""A side decides at most a year before its last day of notice, and on a working day of the year before that."""


class Turn(NamedTuple):
    """The last day of a term; the first day of the next one, if it renews; the last day to give notice against that."""

    end: date
    renews_on: date | None = None
    notice: date | None = None


def turns(days: WorkingDays, agreement: Agreement, until: date) -> Iterator[Turn]:
    """The ends of the terms of an agreement, the first one and those after renewals, up to the last with something due.

    ``until`` is the last day that is asked for. Once notice is given, nobody is told to give it.
    """
    whole = term(agreement)
    if whole is None or agreement.term is None or agreement.term.last is None:
        if whole is not None and whole.last is not None:
            yield Turn(whole.last)
        return
    renewal, anchor = agreement.renewal, agreement.term.last
    for number in count():
        end = anchor if number == 0 else _before(anchor, number, agreement)
        if end is None or end >= date.max - _DAY:
            return
        if whole.last is not None and whole.last <= end:
            yield Turn(whole.last)
            return
        assert renewal is not None  # a term that goes on beyond its last day renews
        is_free = renewal.notice is not None and not agreement.notices
        notice = days.last_notice(agreement, end, renewal.notice) if is_free and renewal.notice else None
        if min(notice or end, end) > until + _AHEAD:
            return
        yield Turn(end, end + _DAY, notice)


def _before(anchor: date, number: int, agreement: Agreement) -> date | None:
    """The last day of the term after so many renewals."""
    renewal = agreement.renewal
    assert renewal is not None
    begins = later(anchor + _DAY, Quantity(amount=renewal.every.amount * Fraction(number), unit=renewal.every.unit))
    return begins - _DAY if begins is not None and begins > anchor + _DAY else None
