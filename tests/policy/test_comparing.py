"""Durations compared, against the calendar itself."""

from datetime import date
from fractions import Fraction

import pytest

from sla_dsl.algebra.days import months_after
from sla_dsl.model.quantity import Quantity
from sla_dsl.policy.comparing import equal, keeps, not_above


def quantity(amount: int, unit: str) -> Quantity:
    return Quantity(amount=Fraction(amount), unit=unit)


@pytest.mark.parametrize("months", [1, 2, 3, 6, 12, 13, 24, 48])
def test_days_and_months_compare_where_every_month_agrees(months: int) -> None:
    firsts = [date(2001 + at // 12, at % 12 + 1, 1) for at in range(60)]
    lengths = {(months_after(first, months) - first).days for first in firsts}
    for days in range(months * 30 - 8, months * 31 + 4):
        truths = {days <= n for n in lengths}
        assert not_above(quantity(days, "day"), quantity(months, "month")) == (
            truths.pop() if len(truths) == 1 else None
        )
        truths = {n <= days for n in lengths}
        assert not_above(quantity(months, "month"), quantity(days, "day")) == (
            truths.pop() if len(truths) == 1 else None
        )


@pytest.mark.parametrize("kind", ["at-least", "at-most", "above", "below"])
def test_quantities_of_different_kinds_keep_to_nothing(kind: str) -> None:
    for one, other in (("%", "s"), ("cases", ""), ("cases", "requests"), ("EUR", "points")):
        assert keeps(kind, quantity(5, one), quantity(5, other)) is False


@pytest.mark.parametrize("kind", ["at-least", "at-most", "above", "below"])
def test_nobody_can_tell_of_quantities_without_a_common_measure(kind: str) -> None:
    for one, other in (("EUR", "USD"), ("business day", "s"), ("%", "EUR"), ("day", "EUR")):
        assert keeps(kind, quantity(5, one), quantity(5, other)) is None
        assert keeps(kind, quantity(5, other), quantity(5, one)) is None


def test_business_days_are_on_different_days() -> None:
    assert keeps("at-least", quantity(30, "business day"), quantity(30, "day")) is True
    assert keeps("at-least", quantity(30, "business day"), quantity(31, "day")) is None
    assert keeps("at-most", quantity(31, "business day"), quantity(30, "day")) is False
    assert keeps("at-most", quantity(30, "business day"), quantity(30, "day")) is None
    assert keeps("at-most", quantity(63, "business day"), quantity(2, "month")) is False
    assert keeps("at-most", quantity(5, "day"), quantity(5, "business day")) is True


def test_nothing_is_nothing_in_every_currency() -> None:
    assert keeps("above", quantity(0, "EUR"), quantity(5, "GBP")) is False
    assert keeps("above", quantity(5, "GBP"), quantity(0, "EUR")) is True
    assert equal(quantity(0, "EUR"), quantity(0, "GBP")) is True
    assert equal(quantity(5, "EUR"), quantity(5, "GBP")) is None


def test_hours_and_days_compare_beyond_a_clock_change() -> None:
    assert not_above(quantity(23 * 3600, "s"), quantity(1, "day"))
    assert not not_above(quantity(24 * 3600, "s"), quantity(1, "day"))
    assert not_above(quantity(1, "day"), quantity(25 * 3600, "s"))
