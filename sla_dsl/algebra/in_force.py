"""The day from which an agreement's text takes effect, and whether it is in force on a day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from ..model.agreement import Agreement
from ..model.changes import Amendment
from ..model.quantity import BUSINESS_DAY, Quantity
from .days import later, term

_SECONDS_OF_A_DAY = 86_400
_SATURDAY = 5
RATIFICATION = Quantity(amount=Fraction(10), unit="day")
"""How long an emergency amendment lasts by itself where the agreement does not say: time enough for both sides to
meet, and shorter than any usual notice, so that nobody gains by calling a change an emergency."""


def takes_effect(agreement: Agreement) -> date | None:
    """The day from which the whole text holds: the last day on which an amendment takes effect, or the term begins.

    None for an agreement without amendments whose term has no first day: it always held.
    """
    days = [agreement.term.first if agreement.term else None, *map(effective_day, agreement.amendments)]
    return max((day for day in days if day is not None), default=None)


def effective_day(amendment: Amendment) -> date | None:
    """The day that an amendment names, or that of its last signature; none if it has neither."""
    return amendment.effective or max((signature.on for signature in amendment.signatures), default=None)


def has_effect(agreement: Agreement, day: date) -> bool:
    """Whether a text counts on a day: it is agreed upon, effective, and has no emergency amendment that has lapsed.

    A text that counts may say that nothing is in force then, because the term is over or the agreement ended.
    """
    begins = takes_effect(agreement)
    lapsed = [last_day(agreement, amendment) for amendment in agreement.amendments]
    return (
        agreement.status in ("signed", "ended")
        and (begins is None or begins <= day)
        and all(last is None or day <= last for last in lapsed)
    )


def is_in_force(agreement: Agreement, day: date) -> bool:
    """Whether an agreement was signed, has effect, and the day lies in its term, renewals included.

    An agreement with the status `ended` was in force until the day on which it ended, if it names that day.
    """
    days = term(agreement)
    # The first and the last day belong to the term, whole (docs/meaning.md, In force).
    return (
        (agreement.status == "signed" or agreement.ended is not None)
        and has_effect(agreement, day)
        and days is not None
        and (days.first is None or days.first <= day)
        and (days.last is None or day <= days.last)
    )


def lapsed(agreement: Agreement, day: date) -> tuple[Amendment, ...]:
    """The emergency amendments that were not ratified in time and have lapsed by a day.

    While the text holds one of them, no part of the text has effect.
    """
    return tuple(one for one in agreement.amendments if (last := last_day(agreement, one)) is not None and last < day)


def last_day(agreement: Agreement, amendment: Amendment) -> date | None:
    """The last day of an emergency amendment that was not ratified in time; none for any other amendment."""
    begins = effective_day(amendment)
    if amendment.emergency is None or begins is None:
        return None
    last = ratification_ends(agreement, begins)
    # Ratified on the last day is in time. Later there is nothing left to ratify: the amendment has lapsed.
    ratified = amendment.emergency.ratified
    return None if ratified is not None and ratified <= last else last


def ratification_ends(agreement: Agreement, begins: date) -> date:
    """The last day on which an emergency that begins on a day may be ratified."""
    requirements = agreement.changes.requirements if agreement.changes else ()
    stated = [one.ratification for one in requirements if one.subject == "emergency" and one.ratification is not None]
    # Each requirement of a clause must be met, so the shortest time counts.
    return min(_after(begins, time) for time in stated or [RATIFICATION])


def _after(day: date, time: Quantity) -> date:
    """The day a time after another."""
    # No calendar is at hand here, so business days are Monday to Friday; what begins on a weekend begins on Monday.
    if time.unit == BUSINESS_DAY:
        day += timedelta(days=7 - day.weekday() if day.weekday() >= _SATURDAY else 0)
        for _ in range(int(time.amount)):
            day += timedelta(days=3 if day.weekday() == _SATURDAY - 1 else 1)
        return day
    if time.unit == "s":
        time = Quantity(amount=Fraction(time.amount // _SECONDS_OF_A_DAY), unit="day")
    return later(day, time) or day
