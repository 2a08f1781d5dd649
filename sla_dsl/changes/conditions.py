"""The order of conditions: a condition that holds more often is more."""

from __future__ import annotations

from typing import Any

from ..model.phrases import (
    Both,
    Bound,
    Collected,
    Compared,
    Deadline,
    Either,
    EventOn,
    InFirst,
    Longer,
    Missed,
    Not,
    Often,
)
from .change import REVERSED, Relation, joined
from .meaning import meaning
from .orders import amounts, bounds, counts, number
from .sides import Sides


def conditions(sides: Sides, before: Any, after: Any) -> Relation:  # noqa: C901 - a case a kind of condition
    """Compares two conditions; a missing condition always holds."""
    if meaning(before) == meaning(after):
        return "same"
    match before, after:
        case (None, _) | (_, None):
            return "less" if before is None else "more"
        case Missed(), Missed() if before.objective == after.objective:
            return _missed(sides, before, after)
        case Often(), Often() if meaning(before.part) == meaning(after.part):
            return _missed(sides, before, after)
        case Compared(), Compared() if before.subject == after.subject:
            return _compared(sides, before, after)
        case Collected(), Collected() if meaning(before.window) == meaning(after.window):
            return _reached(sides, before.bound, after.bound)
        case Longer(), Longer():
            return joined(
                (conditions(sides, before.part, after.part), REVERSED[amounts(sides, before.than, after.than)])
            )
        case EventOn(), EventOn() if (before.event, before.side) == (after.event, after.side):
            later = number(sides, before.day, after.day)
            return later if before.side == "before" else REVERSED[later]
        case InFirst(), InFirst():
            return amounts(sides, before.time, after.time)
        case Not(), Not():
            return REVERSED[conditions(sides, before.part, after.part)]
    return _parts(sides, before, after)


def _missed(sides: Sides, before: Missed | Often, after: Missed | Often) -> Relation:
    """More misses, or misses in a row, are rarer; a longer time for them makes the condition hold more often."""
    times = REVERSED[counts(sides, before.times, after.times)]
    row = REVERSED[number(sides, before.in_a_row, after.in_a_row)]
    span: Relation = "other" if bool(before.within) != bool(after.within) else "same"
    if before.within and after.within:
        span = amounts(sides, before.within, after.within)
    window: Relation = "same" if meaning(before.window) == meaning(after.window) else "other"
    return joined((times, row, span, window, _counted(sides, before, after)))


def _counted(sides: Sides, before: Missed | Often, after: Missed | Often) -> Relation:
    """A bound that more figures keep to is reached more often; a miss and a bound cannot be compared."""
    old, new = (one.bound if isinstance(one, Missed) else None for one in (before, after))
    if old is None or new is None:
        return "same" if old is new else "other"
    return _reached(sides, old, new)


def _compared(sides: Sides, before: Compared, after: Compared) -> Relation:
    """A higher bound is exceeded more rarely, and undercut more often."""
    return _reached(sides, before.bound, after.bound)


def _reached(sides: Sides, before: Bound, after: Bound) -> Relation:
    relation = bounds(sides, before, after)
    return REVERSED[relation] if before.kind in ("above", "at-least") else relation


def _parts(sides: Sides, before: Any, after: Any) -> Relation:
    """A further alternative holds more often, a further condition more rarely; a single condition is a list of one."""
    kinds = {type(one) for one in (before, after)} & {Both, Either}
    if len(kinds) != 1:
        return "other"
    (kind,) = kinds
    old, new = (list(one.parts) if isinstance(one, kind) else [one] for one in (before, after))
    known = {meaning(one) for one in old} & {meaning(one) for one in new}
    old, new = ([one for one in parts if meaning(one) not in known] for parts in (old, new))
    if len(old) == len(new):
        return joined(conditions(sides, *pair) for pair in zip(old, new, strict=True))
    if old and new:
        return "other"
    added: Relation = "more" if kind is Either else "less"
    return added if new else REVERSED[added]


def targets(sides: Sides, before: Any, after: Any) -> Relation:
    """Bounds by their number, and deadlines by their time, whatever their conditions: a later one is more."""
    if isinstance(before, Deadline) and isinstance(after, Deadline):
        return joined((number(sides, before.at, after.at), amounts(sides, before.after, after.after)))
    return bounds(sides, before, after)
