"""The units of bounds: a figure is compared with what is in its own unit."""

from __future__ import annotations

from collections.abc import Collection

from ..algebra.quantities import comparable
from ..model.phrases import Bound, Deadline
from ..model.quantity import Quantity, Value, unit_kind
from ..text.source import Node, Token, TreePart
from .dimensions import as_typed
from .reading import Reading

_UNIT_WORDS = {"s": "hours or less", "day": "days", "month": "months"}
_DIMENSION_WORDS = {
    "percent": "a percentage",
    "duration": "a duration",
    "money": "an amount of money",
    "rate": "a rate",
    "number": "a plain number",
    "count": "a number of things",
}


def is_in_unit(found: Value, part: TreePart, metric: str | None, reading: Reading) -> bool:
    """Whether a figure has the unit that its metric declares for itself; reports any other unit."""
    known = reading.metrics.get(metric or "")
    if known is None or known.own_unit is None or not isinstance(found, Quantity):
        return True
    if found.unit_kind == unit_kind(known.own_unit):
        return True
    reading.report(
        "value/wrong-dimension",
        f"`{as_typed(found, part)}` is not in `{known.own_unit}`, the unit of `{known.name}`",
        part,
        help=f"write a number and `{known.own_unit}` ({known.own_unit_title})",
    )
    return False


def in_units(
    read: Bound | Deadline | None, subject: Token, part: Node, units: Collection[str | None], reading: Reading
) -> Bound | Deadline | None:
    """A bound in the unit of what it bounds; none (reported) for one that cannot be compared with it."""
    for unit in units:
        if not isinstance(read, Bound) or unit is None:
            continue
        for limit, written in zip((read.value, read.upper), _written(part), strict=False):
            if not isinstance(limit, Quantity) or comparable(Quantity(amount=limit.amount, unit=unit), limit):
                continue
            kind = Quantity(amount=limit.amount, unit=unit).dimension
            same = kind == limit.dimension
            what = f"in {_UNIT_WORDS.get(unit, unit)}" if same else _DIMENSION_WORDS[kind]
            reading.report(
                "value/wrong-dimension",
                f"`{as_typed(limit, written)}` cannot be compared with `{subject.text}`, which is {what}",
                part,
                help=f"write a bound of `{subject.text}` in its own unit",
            )
            return None
    return read


def _written(bound: Node) -> list[TreePart]:
    """The values of a bound as they are written."""
    return [part for part in bound.children if isinstance(part, Node) or part.type == "NAME"]
