"""The steps of an award: `for every hour begun late`, `for every point below target`, `for every 30 min`."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Any, cast

from ..model.quantity import Dimension, Quantity
from ..model.remedies import Step
from ..text.nearest import nearest
from ..text.source import Node, Token
from .dimensions import wrong_dimension
from .reading import Reading
from .values import positive

STEP_WORDS = {
    "hour": ("s", 3600),
    "minute": ("s", 60),
    "second": ("s", 1),
    "day": ("day", 1),
    "week": ("day", 7),
    "month": ("month", 1),
    "point": ("%", 1),
    "case": ("case", 1),
}
"""The words after `for every`, as unit and number of that unit; a metric allows any of its own units too."""


def step(node: Node, figures: Collection[str | None], reading: Reading) -> Step | None:
    """``for every hour begun late``: a unit of time, a percentage point, a case, or a quantity.

    ``figures`` are the units of the promises that the award is for.
    """
    measured, word = node.node("quantity"), node.token("NAME")
    counted = node.after("OF")
    metric = reading.name("metric", counted) if isinstance(counted, Token) and counted.type == "NAME" else None
    if measured is not None:
        size_of_step = positive(measured, reading)
        if not isinstance(size_of_step, Quantity):
            return None
        unit = size_of_step
    else:
        assert word is not None
        if metric is None and word.text not in STEP_WORDS:
            near = nearest(word.text, STEP_WORDS)
            reading.report(
                "value/unknown-unit",
                f"nothing is counted by the `{word.text}`",
                word,
                help=f"did you mean `{near}`?" if near else f"write one of {', '.join(STEP_WORDS)}, or a quantity",
            )
            return None
        name, size = STEP_WORDS.get(word.text, (word.text, 1))
        unit = Quantity(amount=Fraction(size), unit=name)
    needed: tuple[Dimension, ...] = ("duration",) if node.has("DOWNTIME") else ("duration", "count")
    if (node.has("DOWNTIME") or node.has("LATE")) and unit.dimension not in needed:
        wrong_dimension(unit, node, needed, reading)
    if metric is not None and unit.dimension not in reading.dimensions(metric):
        wrong_dimension(unit, node, reading.dimensions(metric), reading)
    of = next(
        (
            w
            for t, w in (
                ("LATE", "late"),
                ("DOWNTIME", "downtime"),
                ("BELOW", "below-target"),
                ("ABOVE", "above-target"),
            )
            if node.has(t)
        ),
        None,
    )
    if metric is None and of != "downtime":
        _check_counted(unit, node, figures, reading)
    return Step(unit=unit, begun=node.has("BEGUN"), of=cast(Any, of), metric=metric)


def _check_counted(unit: Quantity, node: Node, figures: Collection[str | None], reading: Reading) -> None:
    """Reports a step that no promise of the award has: a percentage is never late, a time has no points."""
    kinds = {Quantity(amount=unit.amount, unit=one).dimension for one in figures if one is not None}
    if not kinds or unit.dimension == "count" or unit.dimension in kinds:
        return
    counted = next(what for kind, what in _COUNTED.items() if kind in kinds)
    reading.report(
        "value/wrong-dimension",
        f"what is promised is {counted}, and has no `{node.text.removeprefix('for every ')}`",
        node,
        help=_MENDS.get(unit.dimension, "count in the unit of the promise"),
    )


_MENDS: dict[Dimension, str] = {
    "duration": "count by the `point below target`, or by the `hour of downtime`",
    "percent": "count by the `hour late`",
}
"""What to count by in place of a time of what has none, or of a point of what is no percentage."""
_COUNTED: dict[Dimension, str] = {
    "percent": "a percentage",
    "duration": "a time",
    "money": "an amount of money",
    "rate": "a rate",
    "number": "a number",
    "count": "a number of things",
}
"""The promised figure, by its kind."""
