"""Sums of quantities: whether their units fit, and what they come to where all is known.

Only one unit can be added.  Of two factors one is a plain number or a percentage, or, beside
money, a number of things (``50 cases * 2 EUR``); so is what divides, unless both have one unit.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..model.quantity import Amount, Blank, Dimension, Extreme, Named, Operation, Portion, PriceOfDowntime, Quantity
from .reading import Reading

_ANY_CURRENCY = "XXX"
_UNITS: dict[Dimension | None, str] = {
    "percent": "%",
    "duration": "s",
    "rate": "/s",
    "number": "",
    "money": _ANY_CURRENCY,
}
"""A unit for a value that is still missing, by its dimension; what is counted is not known."""


class MisfitError(Exception):
    """Two quantities that cannot be combined: what cannot be done with them, and what can."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class Estimate(NamedTuple):
    """A quantity of the unit of an amount; only if ``exact`` is it the amount."""

    quantity: Quantity
    exact: bool


def estimate(amount: Amount | Blank | None, reading: Reading) -> Estimate | None:
    """What an amount comes to; nothing where its unit is not known.  Raises ``MisfitError``."""
    match amount:
        case Quantity():
            return Estimate(amount, exact=True)
        case Blank():
            unit = _UNITS.get(amount.dimension)
            return Estimate(Quantity(amount=Fraction(1), unit=unit), exact=False) if unit is not None else None
        case Named():
            blank = reading.parameters.get(amount.name)
            return estimate(blank, reading) if isinstance(blank, Blank) else None
        case Portion():
            return _portion(amount, reading)
        case Operation() | Extreme():
            return _combination(amount, reading)
        case PriceOfDowntime() | None:
            return None


def _portion(portion: Portion, reading: Reading) -> Estimate | None:
    base = estimate(reading.parameters.get(portion.of), reading)
    if base is None or portion.quantity.dimension not in ("number", "percent"):
        return base._replace(exact=False) if base else None  # the price of a day is not known before the month is
    return base._replace(quantity=_combined("*", base.quantity, portion.quantity))


def _combination(amount: Operation | Extreme, reading: Reading) -> Estimate | None:
    parts = [part for operand in amount.operands if (part := estimate(operand, reading)) is not None]
    if len(parts) < len(amount.operands):
        return None
    exact, result = all(part.exact for part in parts), parts[0].quantity
    if isinstance(amount, Extreme):
        for part in parts[1:]:
            _combined("+", result, part.quantity)
        choose = max if amount.choice == "larger" else min
        return Estimate(choose((part.quantity for part in parts), key=lambda quantity: quantity.amount), exact)
    for operator, part in zip(amount.operators, parts[1:], strict=True):
        result = _combined(operator, result, part.quantity)
    return Estimate(result, exact)


def _combined(operator: str, one: Quantity, other: Quantity) -> Quantity:
    """Two quantities combined; raises ``MisfitError``."""
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
        one.dimension == other.dimension == "money" and _ANY_CURRENCY in (one.unit, other.unit)
    )


def _is_factor(quantity: Quantity, beside: Quantity) -> bool:
    """Whether a quantity says how many times: a number, a percentage, or things that money is paid for."""
    return quantity.dimension in ("number", "percent") or (
        quantity.dimension == "count" and beside.dimension == "money"
    )


def _factor(quantity: Quantity) -> Fraction:
    return quantity.amount / 100 if quantity.unit == "%" else quantity.amount


def _kind(quantity: Quantity) -> str:
    kinds = {"percent": "a percentage", "duration": "a duration", "rate": "a rate", "number": "a plain number"}
    if quantity.dimension == "money":
        return "money" if quantity.unit == _ANY_CURRENCY else f"an amount in {quantity.unit}"
    return kinds.get(quantity.dimension, f"a number of {quantity.unit}")
