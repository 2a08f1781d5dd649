"""Comparing quantities: exactly in one unit, and in two only if every possible length gives the same answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache

from ..algebra.days import months_after
from ..model.phrases import Bound
from ..model.quantity import BUSINESS_DAY, CALENDAR_MONTH, Quantity
from .truth import Truth, all_of, denied

_DAY = 86400
"""The seconds of a day without a change of the clocks."""
_HOUR = 3600
"""The seconds by which a change of the clocks makes a day shorter or longer."""
_FOR_EVER = Fraction(10**15)
"""More seconds than any duration that is compared."""


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
    if quantity.unit == BUSINESS_DAY:
        return amount * _DAY - _HOUR, _FOR_EVER  # no two of them are on one day; how far apart they are is not known
    if quantity.unit == "month" and amount.denominator == 1 and amount <= 12_000:
        fewest, most = _days_of_months(int(amount))
        return max(Fraction(fewest * _DAY - _HOUR), Fraction(0)), Fraction(most * _DAY + _HOUR)
    if quantity.unit == CALENDAR_MONTH and amount <= 12_000:  # what is left of the month in which it starts is added
        return Fraction(_days_of_months(int(amount))[0] * _DAY - _HOUR), Fraction(
            _days_of_months(int(amount) + 1)[1] * _DAY + _HOUR
        )
    return None


def not_above(one: Quantity, other: Quantity) -> Truth:
    """Whether a quantity is at most another; none if nobody can tell."""
    if one.unit_kind == other.unit_kind:
        return one.amount <= other.amount
    if not _are_alike(one, other):
        return False
    if not (one.amount and other.amount):
        return one.amount <= other.amount  # nothing is nothing, in whatever unit
    lengths = _lengths(one, other)
    if lengths is None:
        return None
    (shortest, longest), (least, most) = lengths
    return True if longest <= least else False if shortest > most else None


def under(one: Quantity, other: Quantity) -> Truth:
    """Whether a quantity is less than another; none if nobody can tell."""
    return denied(not_above(other, one)) if _are_alike(one, other) else False


def _are_alike(one: Quantity, other: Quantity) -> bool:
    """Whether both may say how much there is of the same: what is no duration is not a short one.

    A part of an amount, and the price of a time (`1 day of fee`), are money.
    """
    both = {one.dimension, other.dimension}
    return one.unit_kind == other.unit_kind or both in _ALIKE


_ALIKE = ({"duration"}, {"money"}, {"money", "percent"}, {"money", "duration"})
"""The dimensions of quantities that are alike although their units differ."""


def _lengths(one: Quantity, other: Quantity) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]] | None:
    """The shortest and the longest length of each of two durations, in seconds; none if they have no such limits."""
    units = {one.unit, other.unit}
    if not one.dimension == other.dimension == "duration" or units == {BUSINESS_DAY, "s"}:
        return None
    first, second = _seconds(one), _seconds(other)
    if first is None or second is None:
        return None
    # All of them are whole local days, so the hour of a change of the clocks is in both.
    hour = _HOUR if units <= {"day", "month", CALENDAR_MONTH, BUSINESS_DAY} else 0
    return (first[0] + hour, first[1] - hour), (second[0] + hour, second[1] - hour)


def keeps(kind: str, value: Quantity, limit: Quantity, upper: Quantity | None = None) -> Truth:
    """Whether a quantity keeps to a bound of this kind; none if nobody can tell."""
    if kind == "at-least":
        return not_above(limit, value)
    if kind == "at-most":
        return not_above(value, limit)
    if kind == "above":
        return under(limit, value)
    if kind == "below":
        return under(value, limit)
    return False if upper is None else all_of((not_above(limit, value), not_above(value, upper)))


def equal(one: Quantity, other: Quantity) -> Truth:
    """Whether two quantities are the same; none if nobody can tell."""
    return one == other or all_of((not_above(one, other), not_above(other, one)))


def certain(bound: Bound, unit: str) -> Quantity | None:
    """The figure in days that certainly keeps to a bound in months; none for other units."""
    limit = bound.value
    if not isinstance(limit, Quantity) or (limit.unit, unit) != ("month", "day") or limit.amount.denominator != 1:
        return None
    fewest, most = _days_of_months(int(limit.amount))
    return Quantity(amount=Fraction(most if bound.kind == "at-least" else fewest), unit="day")


def keeping(bound: Bound) -> Callable[[Quantity], Truth]:
    """``keeps`` for one constant bound; it is quick where the units are the same."""
    limit, upper, kind = bound.value, bound.upper, bound.kind
    assert isinstance(limit, Quantity)
    assert upper is None or isinstance(upper, Quantity)
    unit, amount = limit.unit, limit.amount

    def keep(value: Quantity) -> Truth:
        if value.unit == unit and kind == "at-least":
            return value.amount >= amount
        if value.unit == unit and kind == "at-most":
            return value.amount <= amount
        return keeps(kind, value, limit, upper)

    return keep
