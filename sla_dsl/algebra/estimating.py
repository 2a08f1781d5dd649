"""Amounts before anything has happened: whether their units fit, and their value where all parts are known."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import NamedTuple, cast

from ..model.quantity import (
    Amount,
    Blank,
    DerivedFigure,
    Dimension,
    Extreme,
    Multiple,
    Named,
    Operation,
    Portion,
    PriceOfDowntime,
    Quantity,
)
from .quantities import ANY_CURRENCY, ANY_THING, MisfitError, calculated, combined

UNITS: dict[Dimension | None, str] = {
    "percent": "%",
    "duration": "s",
    "rate": "/s",
    "number": "",
    "money": ANY_CURRENCY,
    "count": ANY_THING,
}
"""A unit for a value that is still missing, by its dimension."""

Parameters = Mapping[str, Amount | Blank]
"""The values of parameters: an amount, or a blank."""

_OF_EVENTS: dict[DerivedFigure, str] = {
    "days-late": "",
    "hours-late": "",
    "minutes-late": "",
    "cases-late": "",
    "downtime": "s",
    "downtime-hours": "",
    "points-below": "",
    "points": "",
    "term": "",
}
"""The units of what happened in a window, where it does not depend on the promise."""


class Estimate(NamedTuple):
    """A quantity with the unit of an amount; it is the amount only if it is ``exact``."""

    quantity: Quantity
    exact: bool


def estimate(
    amount: Amount | Blank | None,
    parameters: Parameters,
    figure: str | None = None,
    awards: Mapping[str, str] | None = None,
) -> Estimate | None:
    """The value of an amount, or a stand-in with its unit; none where no unit is known.  Raises ``MisfitError``.

    ``figure`` is the unit of ``measured``, ``value`` and ``target``: that of the promise which the amount is for.
    ``awards`` are the known units of other awards: points are plain numbers.
    """
    match amount:
        case Quantity():
            return Estimate(amount, exact=True)
        case Blank():
            return _stand_in(UNITS.get(amount.dimension))
        case Named():
            if amount.name in parameters:
                return estimate(parameters[amount.name], parameters, None, awards)
            return _stand_in(_OF_EVENTS.get(cast(DerivedFigure, amount.name), figure))
        case Portion():
            return _portion(amount, parameters)
        case Operation() | Extreme():
            parts = [estimate(operand, parameters, figure, awards) for operand in amount.operands]
            return _combination(amount, parts)
        case PriceOfDowntime():
            return _stand_in(ANY_CURRENCY)
        case Multiple():
            return _stand_in("" if amount.remedy == "points" else (awards or {}).get(amount.remedy))
    return None


def _stand_in(unit: str | None) -> Estimate | None:
    return Estimate(Quantity(amount=Fraction(1), unit=unit), exact=False) if unit is not None else None


def of_promises(amount: Amount | None, parameters: Parameters, figures: Collection[str | None]) -> list[Estimate]:
    """An amount for each promise that it is for; raises ``MisfitError`` for one where its units do not fit."""
    found = [estimate(amount, parameters, figure) for figure in sorted(figures, key=str) or (None,)]
    return [one for one in found if one is not None]


def is_misplaced(amount: Quantity, award: str) -> bool:
    """Whether an award cannot come to this: points are plain numbers, and nothing else is one, or a rate."""
    return (amount.dimension == "number") != (award == "points") or amount.dimension == "rate"


def _portion(portion: Portion, parameters: Parameters) -> Estimate | None:
    """A share of a parameter; a time of a fee (``1 day of monthly-fee``) keeps the unit of the fee."""
    base = estimate(parameters.get(portion.of), parameters)
    if base is None or portion.quantity.dimension not in ("number", "percent"):
        return base._replace(exact=False) if base else None  # the price of a day depends on the days of the month
    return base._replace(quantity=combined("*", base.quantity, portion.quantity))


def _combination(amount: Operation | Extreme, operands: Collection[Estimate | None]) -> Estimate | None:
    parts = [part for part in operands if part is not None]
    if len(parts) < len(operands):
        return None
    exact, result = all(part.exact for part in parts), parts[0].quantity
    if isinstance(amount, Extreme):
        # The larger of two amounts needs one unit; adding them finds out.
        for part in parts[1:]:
            combined("+", result, part.quantity)
        choose = max if amount.choice == "larger" else min
        return Estimate(choose((part.quantity for part in parts), key=lambda quantity: quantity.amount), exact)
    # What stands in for a value is 1: a difference of two of them is not nothing.
    known = [
        part if part.exact or part.quantity.amount else part._replace(quantity=_one(part.quantity)) for part in parts
    ]
    return Estimate(calculated(amount.operators, [part.quantity for part in known]), exact)


def _one(quantity: Quantity) -> Quantity:
    return quantity.model_copy(update={"amount": Fraction(1)})


_MEASURED = frozenset({"measured", "value", "target"})
"""The figures of one promise: they are compared with each other."""


def check_factors(result: Operation | Extreme) -> None:
    """Raises ``MisfitError`` for a product of a figure and its target: that is a figure of nothing."""
    if isinstance(result, Operation) and set(result.operators) <= {"*", "/"}:
        signs = ("*", *result.operators)
        factors = [one for sign, one in zip(signs, result.operands, strict=True) if sign == "*"]
        named = [one.name for one in factors if isinstance(one, Named) and one.name in _MEASURED]
        if len(named) > 1:
            raise MisfitError(
                f"`{named[0]}` and `{named[1]}` are figures of one promise, and cannot be multiplied",
                "compare them: `target - measured`, or `measured / target`",
            )
