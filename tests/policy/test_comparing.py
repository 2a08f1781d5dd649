"""Durations compared, against the calendar itself."""

from datetime import date
from fractions import Fraction

import pytest

from sla_dsl.algebra.days import months_after
from sla_dsl.model.quantity import Quantity
from sla_dsl.policy.comparing import keeps, not_above


def quantity(amount: int, unit: str) -> Quantity:
    return Quantity(amount=Fraction(amount), unit=unit)


@pytest.mark.parametrize("months", [1, 2, 3, 6, 12, 13, 24, 48])
def test_days_and_months_compare_where_every_month_agrees(months: int) -> None:
    firsts = [date(2001 + at // 12, at % 12 + 1, 1) for at in range(60)]
    lengths = {(months_after(first, months) - first).days for first in firsts}
    for days in range(months * 30 - 8, months * 31 + 4):
        assert not_above(quantity(days, "day"), quantity(months, "month")) == all(days <= n for n in lengths)
        assert not_above(quantity(months, "month"), quantity(days, "day")) == all(n <= days for n in lengths)


@pytest.mark.parametrize("kind", ["at-least", "at-most", "above", "below"])
def test_quantities_of_different_kinds_keep_to_nothing(kind: str) -> None:
    for one, other in (("EUR", "USD"), ("%", "s"), ("business day", "day"), ("business day", "s"), ("cases", "")):
        assert not keeps(kind, quantity(5, one), quantity(5, other))


def test_hours_and_days_compare_beyond_a_clock_change() -> None:
    assert not_above(quantity(23 * 3600, "s"), quantity(1, "day"))
    assert not not_above(quantity(24 * 3600, "s"), quantity(1, "day"))
    assert not_above(quantity(1, "day"), quantity(25 * 3600, "s"))
