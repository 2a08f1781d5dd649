"""The order of rules of counting: what counts as down, rounding, clocks that go on, and cases of several agreements.

More is what makes a promise stricter, unless a function says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any

from ..algebra.scopes import is_at
from ..model.agreement import Agreement
from ..model.base import Model
from ..model.objective import Objective
from ..model.people import Clock
from ..model.phrases import Bound, Compared, Lasting, Missed
from ..model.quantity import Quantity
from ..model.services import Down
from .change import REVERSED, Relation, joined
from .conditions import conditions
from .meaning import meaning
from .orders import amounts, number
from .sides import Sides
from .stakes import is_of_every_one, metric_of, side_of

# Down and up


def downs(sides: Sides, before: Sequence[Down], after: Sequence[Down]) -> Relation:
    """The rules by which something counts as down: one more rule is more, and so is a rule that applies sooner."""
    known = {meaning(one) for one in before} & {meaning(one) for one in after}
    old, new = (
        sorted((one for one in rules if meaning(one) not in known), key=lambda one: repr(meaning(one.scope)))
        for rules in (before, after)
    )
    if not (old and new):
        return "more" if new else "less" if old else "same"
    scopes = [[meaning(one.scope) for one in rules] for rules in (old, new)]
    if scopes[0] != scopes[1] or len(set(map(repr, scopes[0]))) < len(old):
        return "other"
    return joined(
        joined((conditions(sides, one.when, other.when), REVERSED[lastings(sides, one.lasting, other.lasting)]))
        for one, other in zip(old, new, strict=True)
    )


def lastings(sides: Sides, before: Lasting | None, after: Lasting | None) -> Relation:
    """How long something must last: longer, or for more samples, is more; nothing said is no time at all.

    Samples see what is down at their moments alone, so they are not comparable with times.
    """
    old, new = before or Lasting(), after or Lasting()
    if bool(old.samples) != bool(new.samples) or bool(old.within) != bool(new.within):
        return "other"
    none = Quantity(amount=Fraction(0), unit="s")
    found = [amounts(sides, old.time or none, new.time or none), number(sides, old.samples or 0, new.samples or 0)]
    if old.within and new.within:
        found.append(REVERSED[amounts(sides, old.within, new.within)])
    return joined(found)


# Rounding


def rounding(sides: Sides, before: Objective, after: Objective) -> Relation:
    """Objectives by the worst figure that still passes once it is rounded, for the bounds of both.

    The bands of awards read the same figure: each must move as the bound does. A figure that a condition reads is not
    comparable.
    """
    old, new = before.counting.decimals, after.counting.decimals
    if old == new:
        return "same"
    if any(_is_read(one, after) for one in sides.agreements):
        return "other"
    of_bands = (_limited(one, old, new) for each in sides.agreements for one in _levels(each, after))
    return joined((*(_rounded(one, old, new) for one in (before, after)), *of_bands))


def _is_read(agreement: Agreement, objective: Objective) -> bool:
    """Whether a condition of an agreement compares the figure of an objective."""
    names = {objective.metric, objective.address.partition("/")[2]}
    return any(one in names for one in _compared(agreement))


def _compared(model: Any) -> Iterator[str]:
    """The subjects that conditions compare with a bound."""
    if isinstance(model, Compared):
        yield model.subject
    if isinstance(model, Missed) and model.bound is not None:
        yield model.objective
    if isinstance(model, tuple):
        for each in model:
            yield from _compared(each)
    elif isinstance(model, Model):
        for field in type(model).model_fields:
            yield from _compared(getattr(model, field)) if field != "source" else ()


_CONTRARY: Mapping[str, str] = {
    "below": "at-least",
    "at-most": "above",
    "above": "at-most",
    "at-least": "below",
}


def _levels(agreement: Agreement, objective: Objective) -> Iterator[Bound]:
    """The levels of an objective's bands, each as a bound; a higher one is better for the customer.

    A credit is due where the figure does not keep to the contrary bound, a bonus where it keeps to the level itself.
    """
    for award in agreement.remedies:
        if not award.objectives or is_at(objective, *award.objectives):
            for band in award.bands:
                earned = award.kind in ("bonus", "charge") or band.reached.kind not in _CONTRARY
                level = band.reached
                yield level if earned else level.model_copy(update={"kind": _CONTRARY[level.kind]})


def _rounded(objective: Objective, before: int | None, after: int | None) -> Relation:
    """How much stricter one bound is if figures are rounded to other decimals; a share is rounded itself."""
    bound = objective.bound
    if objective.share is not None and objective.statistic == "share":
        bound = Bound(kind="at-least", value=objective.share.share)
    return _limited(bound, before, after) if isinstance(bound, Bound) else "other"


def _limited(bound: Bound, before: int | None, after: int | None) -> Relation:
    """How much stricter a bound is if figures are rounded to other decimals."""
    limits = [one for one in (bound.value, bound.upper) if one is not None]
    if not all(isinstance(one, Quantity) for one in limits):
        return "other"
    kinds = ("at-least", "at-most") if bound.kind == "between" else (bound.kind,)
    found: list[Relation] = []
    for kind, limit in zip(kinds, limits, strict=True):
        assert isinstance(limit, Quantity)
        old, new = (_passing(kind, limit.amount, decimals) for decimals in (before, after))
        found.append("same" if old == new else "more" if new > old else "less")
    return joined(found)


def _passing(kind: str, limit: Fraction, decimals: int | None) -> tuple[Fraction, int]:
    """The border of the figures that pass a bound, rounded half up: the higher, the stricter; 1 if it does not pass."""
    if decimals is None:
        return (limit if kind in ("at-least", "above") else -limit), int(kind in ("above", "below"))
    unit = Fraction(1, 10**decimals)
    steps = limit / unit
    match kind:
        case "at-least":
            return (ceil(steps) - Fraction(1, 2)) * unit, 0
        case "above":
            return (floor(steps) + Fraction(1, 2)) * unit, 0
        case "at-most":
            return -(floor(steps) + Fraction(1, 2)) * unit, 1
    return -(ceil(steps) - Fraction(1, 2)) * unit, 1


# Cases


def counted_for_each(sides: Sides, before: Objective, after: Objective) -> Relation:
    """Whether the cases of each agreement in front keep to the bound, or all of them together.

    A statement about the cases of each holds for all, except for a total with an upper limit, which all share.
    """
    if before.counted_for_each == after.counted_for_each:
        return "same"
    metric = metric_of(after, sides)
    if metric is None or metric.population in ("time", "outages") or is_of_every_one(after):
        return "same"
    added: Relation = "more" if after.counted_for_each else "less"
    if after.statistic != "total":
        return added
    return {"lower": added, "upper": REVERSED[added]}.get(side_of(after) or "", "other")


# Clocks

_COUNTED_FROM = {"change": 0, "start": 1, None: 1}
"""From when the target of a raised priority runs; from the start, if nothing is said."""


def raised(_sides: Sides, before: Clock, after: Clock) -> Relation:
    """From when the target of a raised priority runs: from the start of the case is stricter."""
    return number(_sides, _COUNTED_FROM[before.raised_from], _COUNTED_FROM[after.raised_from])


def reopenings(sides: Sides, before: Any, after: Any) -> Relation:
    """How a case goes on that is opened again: the time before counts if it continues, and not if it restarts.

    Within which time that is decides how many cases there are; whether one or two of them are late nobody can say.
    """
    if meaning(before.reopened_within) != meaning(after.reopened_within):
        return "other"
    order = ("restarts", "continues")
    if before.reopened not in order or after.reopened not in order:
        return "same" if before.reopened == after.reopened else "other"
    return number(sides, order.index(before.reopened), order.index(after.reopened))
