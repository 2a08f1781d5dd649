"""Orders of what awards come to: bands, steps, prices beyond a right, stages of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ..model.phrases import Bound
from ..model.quantity import Quantity
from ..model.remedies import Band, PriceBeyond, Step
from .change import Relation, joined
from .orders import amounts, each, number, within
from .sides import Sides


def bands(sides: Sides, before: Sequence[Band], after: Sequence[Band]) -> Relation:
    """Tables of bands by the amount due at every level that one of them names."""
    levels = [band.reached for band in (*before, *after)]
    kinds = {level.kind for level in levels}
    if not (kinds <= {"below", "at-most"} or kinds <= {"above", "at-least"}):
        return "other"
    if not all(isinstance(level.value, Quantity) for level in levels):
        return "other"
    return joined(_due_more(sides, due(before, level), due(after, level)) for level in levels)


def due(table: Sequence[Band], level: Bound) -> Any:
    """The amount that a table gives at a level: that of the furthest band that has begun by then."""
    reached = [band for band in table if _start(band.reached) >= _start(level)]
    return min(reached, key=lambda band: _start(band.reached)).amount if reached else None


def _start(level: Bound) -> tuple[Fraction, int]:
    """The start of a level, in an order in which better figures are higher; `below 99%` starts just below 99%."""
    assert isinstance(level.value, Quantity)
    sign = 1 if level.kind in ("below", "at-most") else -1
    return sign * level.value.amount, -1 if level.kind in ("below", "above") else 0


def _due_more(sides: Sides, before: Any, after: Any) -> Relation:
    if before is None or after is None:
        return "same" if before is after else "more" if before is None else "less"
    return amounts(sides, before, after)


def award_steps(sides: Sides, before: Step | None, after: Step | None) -> Relation:
    """Steps by the amount they lead to: shorter steps, and steps that count once begun, are more.

    Of a missed promise one step has begun at least, so that an amount for each is no less than the amount alone; of
    whole steps there may be none.
    """
    if before is None or after is None:
        given = before or after
        at_least_one = given is not None and given.begun and given.of is not None and given.metric is None
        return "other" if not at_least_one else "more" if before is None else "less"
    if (before.of, before.metric) != (after.of, after.metric):
        return "other"
    return joined((amounts(sides, after.unit, before.unit), number(sides, before.begun, after.begun)))


def prices_beyond(sides: Sides, before: PriceBeyond, after: PriceBeyond) -> Relation:
    """Prices beyond a right by what they come to: dearer steps, shorter ones, and steps that count once begun."""
    steps = award_steps(sides, before.step, after.step)
    return joined((amounts(sides, before.amount, after.amount), steps))


def stages(sides: Sides, before: Any, after: Any) -> Relation:
    """The stages of a claim, one by one."""
    return each(within)(sides, before, after)
