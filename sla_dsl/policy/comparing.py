"""Comparing quantities: exactly in one unit, otherwise only if every possible length gives the same answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache

from ..algebra.days import months_after
from ..model.phrases import Bound
from ..model.quantity import BUSINESS_DAY, Quantity

_DAY = 86400
"""The seconds of a day without a change of the clocks."""
_HOUR = 3600
"""The seconds by which a change of the clocks makes a day shorter or longer."""


@cache
def _days_of_months(months: int) -> tuple[int, int]:
    """The fewest and the most days in a number of months."""
    # All months of four years, so that a leap year is among them.
    firsts = [date(2000 + start // 12, start % 12 + 1, 1) for start in range(48)]
    lengths = [(months_after(first, months) - first).days for first in firsts]
    return min(lengths), max(lengths)


@cache
def _seconds(quantity: Quantity) -> tuple[Fraction, Fraction] | None:
    """The shortest and the longest length of a duration, in seconds; none if a unit has no such limits."""
    amount = quantity.amount
    if quantity.unit == "s":
        return amount, amount
    if quantity.unit == "day":
        return max(amount * _DAY - _HOUR, Fraction(0)), amount * _DAY + _HOUR
    if quantity.unit == "month" and amount.denominator == 1 and amount <= 12_000:
        fewest, most = _days_of_months(int(amount))
        return max(Fraction(fewest * _DAY - _HOUR), Fraction(0)), Fraction(most * _DAY + _HOUR)
    return None


def not_above(one: Quantity, other: Quantity) -> bool:
    """Whether a quantity is certainly at most another."""
    if one.unit == other.unit:
        return one.amount <= other.amount
    lengths = _longest_and_shortest(one, other)
    return lengths is not None and lengths[0] <= lengths[1]


def under(one: Quantity, other: Quantity) -> bool:
    """Whether a quantity is certainly less than another."""
    if one.unit == other.unit:
        return one.amount < other.amount
    lengths = _longest_and_shortest(one, other)
    return lengths is not None and lengths[0] < lengths[1]


def _longest_and_shortest(one: Quantity, other: Quantity) -> tuple[Fraction, Fraction] | None:
    """The longest length of one duration, and the shortest of the other; none for other quantities."""
    if not _are_durations(one, other):
        return None
    first, second = _seconds(one), _seconds(other)
    if first is None or second is None:
        return None
    # Days and months are both whole local days, so the hour of a change of the clocks is in both.
    hour = _HOUR if {one.unit, other.unit} == {"day", "month"} else 0
    return first[1] - hour, second[0] + hour


def _are_durations(one: Quantity, other: Quantity) -> bool:
    return one.dimension == other.dimension == "duration" and BUSINESS_DAY not in (one.unit, other.unit)


def keeps(kind: str, value: Quantity, limit: Quantity, upper: Quantity | None = None) -> bool:
    """Whether a quantity certainly keeps to a bound of this kind."""
    if kind == "at-least":
        return not_above(limit, value)
    if kind == "at-most":
        return not_above(value, limit)
    if kind == "above":
        return under(limit, value)
    if kind == "below":
        return under(value, limit)
    return upper is not None and not_above(limit, value) and not_above(value, upper)


def certain(bound: Bound, unit: str) -> Quantity | None:
    """The figure in days that certainly keeps to a bound in months; none for other units."""
    limit = bound.value
    if not isinstance(limit, Quantity) or (limit.unit, unit) != ("month", "day") or limit.amount.denominator != 1:
        return None
    fewest, most = _days_of_months(int(limit.amount))
    return Quantity(amount=Fraction(most if bound.kind == "at-least" else fewest), unit="day")


def keeping(bound: Bound) -> Callable[[Quantity], bool]:
    """``keeps`` for one constant bound; it is quick where the units are the same."""
    limit, upper, kind = bound.value, bound.upper, bound.kind
    assert isinstance(limit, Quantity)
    assert upper is None or isinstance(upper, Quantity)
    unit, amount = limit.unit, limit.amount

    def keep(value: Quantity) -> bool:
        if value.unit == unit and kind == "at-least":
            return value.amount >= amount
        if value.unit == unit and kind == "at-most":
            return value.amount <= amount
        return keeps(kind, value, limit, upper)

    return keep
