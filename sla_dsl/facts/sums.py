"""Sums, products and steps of amounts; exact."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from ..algebra.quantities import MisfitError, combined
from ..model.quantity import Quantity
from .bounds import OpenError, seconds

NOTHING = Quantity(amount=Fraction(0))


def whole_units(counted: Fraction, begun: bool, size: Fraction) -> int:
    """How many whole units something comes to; a part counts as a whole if it is only ``begun``."""
    return ceil(counted / size) if begun else floor(counted / size)


def times_of(late: Quantity, unit: Quantity, begun: bool) -> int:
    """How often a step is due for what is so late."""
    same = late.unit_kind == unit.unit_kind
    return whole_units(late.amount if same else seconds(late), begun, unit.amount if same else seconds(unit))


def joined(operator: str, one: Quantity, other: Quantity) -> Quantity:
    """Two amounts by an operator; raises ``OpenError`` where their units do not fit."""
    try:
        return combined(operator, one, other)
    except MisfitError as misfit:
        raise OpenError(misfit.message, misfit.help) from misfit


def sum_of(amounts: list[Quantity]) -> Quantity:
    """The sum of amounts of one unit; raises ``OpenError`` for others."""
    total, *others = amounts or [NOTHING]
    for other in others:
        total = joined("+", total, other)
    return total


def product_of(one: Quantity, other: Quantity) -> Quantity:
    """The product of two amounts; raises ``OpenError`` where their units do not fit."""
    return joined("*", one, other)
