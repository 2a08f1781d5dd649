"""Amounts of remedies in one form, however they are written: `30% of fee`, `30% * fee`, `on fee: 30%`."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from sla_dsl.algebra.quantities import MisfitError, calculated
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.quantity import Amount, Extreme, Named, Operation, Portion, Quantity, number_text, unit_kind


class Due(NamedTuple):
    """A number of a unit; of a parameter without a value it is so many of its values, and the unit is empty."""

    amount: Fraction
    unit: str
    of: str | None = None

    @property
    def text(self) -> str:
        """The amount as the language writes it."""
        if self.of is not None:
            return f"{number_text(self.amount * 100)}% of {self.of}"
        return Quantity(amount=self.amount, unit=self.unit).text

    @property
    def kind(self) -> tuple[str, str | None]:
        """What two amounts share that can be compared."""
        return (unit_kind(self.unit), self.of)

    def times(self, factor: Fraction) -> Due:
        """So many times this amount."""
        return self._replace(amount=self.amount * factor)


def reckoned(amount: Amount | None, base: str | None, agreement: Agreement) -> list[Due]:
    """What an amount comes to: several values where a table of parameters has several, none where it is not known.

    A percentage is one of ``base``.
    """
    match amount:
        case Quantity(unit="%") if base is not None:
            return [one.times(amount.amount / 100) for one in _parameter(base, agreement)]
        case Quantity():
            return [Due(amount.amount, amount.unit)]
        case Named():
            return _parameter(amount.name, agreement)
        case Portion(quantity=Quantity(unit="%" | "" as unit)):
            share = amount.quantity.amount / (100 if unit else 1)
            return [one.times(share) for one in _parameter(amount.of, agreement)]
        case Operation(operands=(first, second), operators=("*",)):
            return _product(first, second, agreement)
        case Operation():
            return _computed(amount, agreement)
        case Extreme():
            return _extreme(amount, base, agreement)
    return []


def _parameter(name: str, agreement: Agreement) -> list[Due]:
    found = next((one for one in agreement.parameters if one.name == name), None)
    if found is None:
        return []
    if found.rows:
        return [Due(row.value.amount, row.value.unit) for row in found.rows if isinstance(row.value, Quantity)]
    if found.amount is None:
        return [Due(Fraction(1), "", name)] if found.dimension != "percent" else []
    return reckoned(found.amount, None, agreement)


def _product(first: Amount, second: Amount, agreement: Agreement) -> list[Due]:
    """A number or a percentage times an amount, in either order."""
    found = []
    for one in reckoned(first, None, agreement):
        for other in reckoned(second, None, agreement):
            factor, amount = (one, other) if _is_factor(one) else (other, one)
            if _is_factor(factor):
                found.append(amount.times(factor.amount / (100 if factor.unit == "%" else 1)))
    return found


def _is_factor(one: Due) -> bool:
    return one.of is None and one.unit in ("", "%")


def _computed(operation: Operation, agreement: Agreement) -> list[Due]:
    """A sum or a longer product of what is known; of a part of a parameter only its quotient by a number."""
    parts = [reckoned(operand, None, agreement) for operand in operation.operands]
    if any(len(part) != 1 for part in parts):
        return []
    first, *others = [part[0] for part in parts]
    if first.of is not None and all(map(_is_factor, others)) and set(operation.operators) <= {"*", "/"}:
        for operator, other in zip(operation.operators, others, strict=True):
            factor = other.amount / (100 if other.unit == "%" else 1)
            if not factor and operator == "/":
                return []
            first = first.times(factor if operator == "*" else 1 / factor)
        return [first]
    if first.of is not None or any(one.of is not None for one in others):
        return []
    try:
        total = calculated(
            operation.operators, [Quantity(amount=one.amount, unit=one.unit) for one in (first, *others)]
        )
    except MisfitError:
        return []
    return [Due(total.amount, total.unit)]


def _extreme(extreme: Extreme, base: str | None, agreement: Agreement) -> list[Due]:
    """The larger or smaller of amounts that can be compared."""
    parts = [part for operand in extreme.operands for part in reckoned(operand, base, agreement)]
    if len(parts) != len(extreme.operands) or len({part.kind for part in parts}) > 1:
        return []
    return [(max if extreme.choice == "larger" else min)(parts)]
