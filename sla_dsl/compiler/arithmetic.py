"""Amounts while they are read: whether their units fit, and their value where all parts are known."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..algebra.quantities import ANY_CURRENCY, combined
from ..model.quantity import (
    Amount,
    Blank,
    Dimension,
    Extreme,
    Multiple,
    Named,
    Operation,
    Portion,
    PriceOfDowntime,
    Quantity,
)
from .reading import Reading

_UNITS: dict[Dimension | None, str] = {
    "percent": "%",
    "duration": "s",
    "rate": "/s",
    "number": "",
    "money": ANY_CURRENCY,
}
"""A unit for a value that is still missing, by its dimension; a count has none, as the counted thing is not known."""


class Estimate(NamedTuple):
    """A quantity with the unit of an amount; it is the amount only if it is ``exact``."""

    quantity: Quantity
    exact: bool


def estimate(amount: Amount | Blank | None, reading: Reading) -> Estimate | None:
    """The value of an amount, or a stand-in with its unit; none where no unit is known.  Raises ``MisfitError``."""
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
        case PriceOfDowntime() | Multiple() | None:
            return None


def _portion(portion: Portion, reading: Reading) -> Estimate | None:
    """A share of a parameter; a time of a fee (``1 day of monthly-fee``) keeps the unit of the fee."""
    base = estimate(reading.parameters.get(portion.of), reading)
    if base is None or portion.quantity.dimension not in ("number", "percent"):
        return base._replace(exact=False) if base else None  # the price of a day depends on the days of the month
    return base._replace(quantity=combined("*", base.quantity, portion.quantity))


def _combination(amount: Operation | Extreme, reading: Reading) -> Estimate | None:
    parts = [part for operand in amount.operands if (part := estimate(operand, reading)) is not None]
    if len(parts) < len(amount.operands):
        return None
    exact, result = all(part.exact for part in parts), parts[0].quantity
    if isinstance(amount, Extreme):
        # The larger of two amounts needs one unit; adding them finds out.
        for part in parts[1:]:
            combined("+", result, part.quantity)
        choose = max if amount.choice == "larger" else min
        return Estimate(choose((part.quantity for part in parts), key=lambda quantity: quantity.amount), exact)
    for operator, part in zip(amount.operators, parts[1:], strict=True):
        result = combined(operator, result, part.quantity)
    return Estimate(result, exact)
