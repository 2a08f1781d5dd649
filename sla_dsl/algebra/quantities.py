"""Calculating with quantities: exact, and only where their units fit.

Only equal units can be added.  Of two factors one is a plain number or a percentage, or, beside money, a number of
things (``50 cases * 2 EUR``).  A divisor is such a factor too, unless both have one unit.
"""

from __future__ import annotations

from fractions import Fraction

from ..model.quantity import Quantity

ANY_CURRENCY = "XXX"
"""The unit of money whose currency is not known yet."""


class MisfitError(Exception):
    """Two quantities that cannot be combined: the message names the problem, ``help`` the remedy."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


def combined(operator: str, one: Quantity, other: Quantity) -> Quantity:
    """Two quantities added, subtracted, multiplied or divided; raises ``MisfitError``."""
    if operator in "+-":
        if not _alike(one, other):
            raise MisfitError(f"{_kind(one)} and {_kind(other)} cannot be added", "add what has the same unit")
        return Quantity(amount=one.amount + (other.amount if operator == "+" else -other.amount), unit=one.unit)
    if operator == "*":
        if _is_factor(other, one):
            return Quantity(amount=one.amount * _factor(other), unit=one.unit)
        if _is_factor(one, other):
            return Quantity(amount=_factor(one) * other.amount, unit=other.unit)
        raise MisfitError(f"{_kind(one)} and {_kind(other)} cannot be multiplied", "one of them must be a plain number")
    if not other.amount:
        raise MisfitError(f"{_kind(one)} cannot be divided by nothing", "divide by something")
    if _alike(one, other):
        return Quantity(amount=one.amount / other.amount)
    if _is_factor(other, one):
        return Quantity(amount=one.amount / _factor(other), unit=one.unit)
    raise MisfitError(
        f"{_kind(one)} cannot be divided by {_kind(other)}", "divide by a plain number, or by the same unit"
    )


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or (
        one.dimension == other.dimension == "money" and ANY_CURRENCY in (one.unit, other.unit)
    )


def _is_factor(quantity: Quantity, beside: Quantity) -> bool:
    """Whether a quantity multiplies another: a number, a percentage, or a number of things that money is paid for."""
    return quantity.dimension in ("number", "percent") or (
        quantity.dimension == "count" and beside.dimension == "money"
    )


def _factor(quantity: Quantity) -> Fraction:
    return quantity.amount / 100 if quantity.unit == "%" else quantity.amount


def _kind(quantity: Quantity) -> str:
    kinds = {"percent": "a percentage", "duration": "a duration", "rate": "a rate", "number": "a plain number"}
    if quantity.dimension == "money":
        return "money" if quantity.unit == ANY_CURRENCY else f"an amount in {quantity.unit}"
    return kinds.get(quantity.dimension, f"a number of {quantity.unit}")
