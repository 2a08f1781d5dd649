"""Times that end with a month of the calendar."""

from datetime import date
from fractions import Fraction

import pytest

from sla_dsl.algebra.days import later
from sla_dsl.model.quantity import CALENDAR_MONTH, Quantity
from sla_dsl.policy.comparing import not_above


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 2, 28), 1, date(2026, 3, 31)),
        (date(2026, 3, 1), 1, date(2026, 4, 30)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2027, 12, 5), 2, date(2028, 2, 29)),
    ],
)
def test_the_month_in_which_it_starts_does_not_count(start: date, months: int, end: date) -> None:
    assert later(start, Quantity(amount=Fraction(months), unit=CALENDAR_MONTH)) == end


def test_it_is_compared_by_its_shortest_and_its_longest_length() -> None:
    month = Quantity(amount=Fraction(1), unit=CALENDAR_MONTH)
    told = [not_above(month, Quantity(amount=Fraction(days), unit="day")) for days in (27, 45, 62)]
    assert told == [False, None, True]
