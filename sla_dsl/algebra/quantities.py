"""Calculating with quantities: exact, and only where their units fit.

Only equal units can be added.  Of two factors one is a plain number or a percentage, or, beside money, a number of
things (``50 cases * 2 EUR``).  A divisor is such a factor too, unless both have one unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..model.quantity import Quantity

ANY_CURRENCY = "XXX"
"""The unit of money whose currency is not known yet."""
ANY_THING = "some things"
"""The unit of a number of things that are not known yet."""


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
            raise MisfitError(f"{_kind(one)} and {_kind(other, one)} cannot be added", "add what has the same unit")
        return Quantity(amount=one.amount + (other.amount if operator == "+" else -other.amount), unit=one.unit)
    if operator == "*":
        if _is_factor(other, one):
            return Quantity(amount=one.amount * _factor(other), unit=one.unit)
        if _is_factor(one, other):
            return Quantity(amount=_factor(one) * other.amount, unit=other.unit)
        raise MisfitError(
            f"{_kind(one)} and {_kind(other, one)} cannot be multiplied",
            "write `downtime-hours`, `hours-late` or `days-late`, which are plain numbers"
            if "duration" in (one.dimension, other.dimension)
            else "one of them must be a plain number",
        )
    if not other.amount:
        raise MisfitError(f"{_kind(one)} cannot be divided by nothing", "divide by something")
    if _alike(one, other):
        return Quantity(amount=one.amount / other.amount)
    if _is_factor(other, one):
        return Quantity(amount=one.amount / _factor(other), unit=one.unit)
    raise MisfitError(
        f"{_kind(one)} cannot be divided by {_kind(other, one)}", "divide by a plain number, or by the same unit"
    )


def calculated(operators: Sequence[str], operands: Sequence[Quantity]) -> Quantity:
    """A sum or a product of quantities, from left to right; raises ``MisfitError``.

    In a product the order of factors means nothing: what has the unit of a divisor is divided by it first, so that
    ``fee * downtime / term`` is money.
    """
    total, *others = operands
    pairs = list(zip(operators, others, strict=True))
    if all(operator in "*/" for operator in operators):
        pairs = [*(pair for pair in pairs if pair[0] == "/"), *(pair for pair in pairs if pair[0] == "*")]
        factors = [total, *(other for operator, other in pairs if operator == "*")]
        for divisor in [other for operator, other in pairs if operator == "/"]:
            like = next((one for one in factors if one.unit and _alike(one, divisor)), factors[0])
            at = factors.index(like)
            factors[at] = combined("/", like, divisor)
        total, pairs = factors[0], [("*", factor) for factor in factors[1:]]
    for operator, other in pairs:
        total = combined(operator, total, other)
    return total


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.unit_kind == other.unit_kind or (
        one.dimension == other.dimension and not {ANY_CURRENCY, ANY_THING}.isdisjoint((one.unit, other.unit))
    )


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities can be held against each other.

    Days and hours can, business days and months only with their like; a number of things may be written without them.
    """
    # Where days stand against hours, a day has 24 of them (docs/meaning.md, The bound).
    clock = {"s", "day"}
    plain = {"number", "count"}
    return (
        _alike(one, other)
        or {one.unit, other.unit} <= clock
        or ({one.dimension, other.dimension} <= plain and not (one.unit and other.unit))
    )


def _is_factor(quantity: Quantity, beside: Quantity) -> bool:
    """Whether a quantity multiplies another: a number, a percentage, or a number of things that money is paid for."""
    return quantity.dimension in ("number", "percent") or (
        quantity.dimension == "count" and beside.dimension == "money"
    )


def _factor(quantity: Quantity) -> Fraction:
    return quantity.amount / 100 if quantity.unit == "%" else quantity.amount


_KINDS = {"percent": "a percentage", "duration": "a duration", "rate": "a rate", "number": "a plain number"}
_DURATIONS = {"s": "hours", "day": "days", "business day": "business days", "month": "months"}
"""Kinds of time, which are not converted into each other."""


def _kind(quantity: Quantity, beside: Quantity | None = None) -> str:
    if quantity.dimension == "money":
        return "money" if quantity.unit == ANY_CURRENCY else f"an amount in {quantity.unit}"
    if beside is not None and quantity.dimension == beside.dimension == "duration" and quantity.unit != beside.unit:
        return f"another in {_DURATIONS[quantity.unit]}"
    return _KINDS.get(quantity.dimension, f"a number of {quantity.unit.removeprefix('some ')}")
