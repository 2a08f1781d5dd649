"""The order of two values: less, more, or not comparable. Exact; swapping the values mirrors the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, cast

from ..algebra.intervals import difference
from ..algebra.structure import Sets, TooLarge, cut_sets, leaves
from ..model.phrases import Bound, NamedHours, Selection, Through, Window, Within
from ..model.quantity import (
    CALENDAR_MONTH,
    Blank,
    Extreme,
    Multiple,
    Named,
    Operation,
    Portion,
    PriceOfDowntime,
    Quantity,
)
from ..model.services import Structure
from .change import Relation, joined
from .meaning import meaning
from .sides import Side, Sides

ValueOrder = Callable[[Sides, Any, Any], Relation]
_DAYS = {"day": (1, 1), "month": (28, 31), CALENDAR_MONTH: (28, 62)}
"""The fewest and the most local days in one of each unit; of the month in which it starts any part may be left."""
_LENGTHS = ("hour", "day", "week", "month", "quarter", "year")
"""The periods of windows, the shortest first."""


def number(_sides: Sides, before: Any, after: Any) -> Relation:
    """Numbers, days and truth values, in their own order."""
    return "same" if before == after else "less" if after < before else "more"


def counts(sides: Sides, before: int | Blank, after: int | Blank) -> Relation:
    """Numbers of times; one that a parameter has yet to say is comparable with itself alone."""
    if isinstance(before, Blank) or isinstance(after, Blank):
        return "same" if before == after else "other"
    return number(sides, before, after)


def text(_sides: Sides, before: Any, after: Any) -> Relation:
    """Values without an order: the same, or not comparable."""
    return "same" if meaning(before) == meaning(after) else "other"


def position(*names: str) -> ValueOrder:
    """Words in an order from the least to the most."""
    return lambda sides, before, after: number(sides, names.index(before), names.index(after))


def amounts(sides: Sides, before: Any, after: Any) -> Relation:
    """Quantities and computed amounts; different units only where the result is certain (60 days and one month)."""
    if meaning(before) == meaning(after):
        return "same"
    match before, after:
        case Quantity(), Quantity():
            return _quantities(sides, before, after)
        case Portion(), Portion() if before.of == after.of:
            return amounts(sides, before.quantity, after.quantity)
        case PriceOfDowntime(), PriceOfDowntime():
            return number(sides, before.times, after.times)
        case Multiple(), Multiple() if before.remedy == after.remedy:
            return number(sides, before.times, after.times)
        case Extreme(), Extreme() if before.choice == after.choice:
            return each(amounts)(sides, before.operands, after.operands)
        case Operation(), Operation() if before.operators == after.operators and set(before.operators) == {"+"}:
            return each(amounts)(sides, before.operands, after.operands)
        case Named() | Operation(), _:
            return "other"
    return "other"


def parameter_values(sides: Sides, before: Any, after: Any) -> Relation:
    """Values of parameters: hours, windows and amounts, each by their own order."""
    match before, after:
        case NamedHours(), NamedHours():
            return hours(sides, before.calendar, after.calendar)
        case Window(), Window():
            return windows(sides, before, after)
    return amounts(sides, before, after)


def _quantities(sides: Sides, before: Quantity, after: Quantity) -> Relation:
    if before.unit_kind == after.unit_kind:
        return number(sides, before.amount, after.amount)
    if before.unit in _DAYS and after.unit in _DAYS:
        # 60 days are more than any month, 30 days are not comparable with one: only certain results count.
        (a, b), (c, d) = ([one.amount * n for n in _DAYS[one.unit]] for one in (before, after))
        return "less" if d < a else "more" if b < c else "other"
    return "other"


def each(order: ValueOrder) -> ValueOrder:
    """Sequences of one length, member by member."""

    def compare(sides: Sides, before: Sequence[Any], after: Sequence[Any]) -> Relation:
        if len(before) != len(after):
            return "other"
        return joined(order(sides, *pair) for pair in zip(before, after, strict=True))

    return compare


def members(_sides: Sides, before: Sequence[Any], after: Sequence[Any]) -> Relation:
    """Compares sets: more if nothing is left out."""
    return _sets(frozenset(map(meaning, before)), frozenset(map(meaning, after)))


def members_or_all(sides: Sides, before: Sequence[Any], after: Sequence[Any]) -> Relation:
    """Compares sets; an empty set means "all"."""
    if bool(before) != bool(after):
        return "more" if before else "less"
    return members(sides, before, after)


def _sets(before: frozenset[Any], after: frozenset[Any]) -> Relation:
    return "same" if before == after else "less" if after < before else "more" if before < after else "other"


def scopes(sides: Sides, before: tuple[Selection, ...], after: tuple[Selection, ...]) -> Relation:
    """Scopes by the cases that they cover; a scale without a named value covers all its values."""
    old, new = _selected(sides.base, before), _selected(sides.head, after)
    found: list[Relation] = []
    for scale in old.keys() | new.keys():
        if scale in old and scale in new:
            found.append(_sets(old[scale], new[scale]))
        else:
            found.append("more" if scale in old else "less")
    return joined(found)


def _selected(side: Side, scope: tuple[Selection, ...]) -> dict[str, frozenset[str]]:
    """The values that a scope names, by scale; a scale whose values are all named limits nothing, and is left out."""
    named = {one.scale: frozenset(one.values) for one in scope}
    declared = {name: side.declared("scales", name) for name in named}
    return {
        name: values
        for name, values in named.items()
        if declared[name] is None or not {one.name for one in declared[name].values} <= values
    }


def bounds(sides: Sides, before: Any, after: Any) -> Relation:
    """Bounds by their number: a higher one is more, whichever side is better."""
    if meaning(before) == meaning(after):
        return "same"
    lower, upper = ("at-least", "above"), ("below", "at-most")
    for kinds in (lower, upper):
        if isinstance(before, Bound) and isinstance(after, Bound) and before.kind in kinds and after.kind in kinds:
            by_value = amounts(sides, before.value, after.value)
            # Of one number `above` asks for more than `at least`, and `at most` allows more than `below`.
            return by_value if by_value != "same" else position(*kinds)(sides, before.kind, after.kind)
    return "other"


def windows(_sides: Sides, before: Window, after: Window) -> Relation:
    """Windows: narrower is more.

    A rolling window is narrower than the calendar's window of its length; the term is the widest.
    """
    if meaning(before) == meaning(after):
        return "same"
    if "term" in (before.kind, after.kind):
        return "less" if after.kind == "term" else "more"
    if not {before.kind, after.kind}.isdisjoint(("invoice", "occurrence", "open")):
        return "other"
    if before.kind != "rolling" and before.kind == after.kind and meaning(before.length) == meaning(after.length):
        return _tiling(str(before.period), str(after.period))
    if before.kind == after.kind == "rolling" and isinstance(before.length, Quantity):
        return _multiples(before.length, after.length)
    for one, other, relation in ((before, after, "less"), (after, before, "more")):
        if one.kind == "rolling" and other.kind == "calendar" and other.length is None:
            same = isinstance(one.length, Quantity) and _rolling_length(str(other.period)) == meaning(one.length)
            return cast(Relation, relation) if same else "other"
    return "other"


def _tiling(before: str, after: str) -> Relation:
    """Windows of one kind by their period: a longer window that is made of whole shorter ones is wider."""
    if {"week"} < {before, after} and not {before, after} & {"day", "hour"}:
        return "other"  # a month is not made of whole weeks
    return "less" if _LENGTHS.index(after) > _LENGTHS.index(before) else "more"


def _multiples(before: Quantity, after: Any) -> Relation:
    """Rolling windows by their length, if the longer one is a multiple of the shorter."""
    if not isinstance(after, Quantity) or before.unit_kind != after.unit_kind:
        return "other"
    longer, shorter = max(before.amount, after.amount), min(before.amount, after.amount)
    if not shorter or longer % shorter:
        return "other"
    return "less" if after.amount > before.amount else "more"


def _rolling_length(period: str) -> tuple[Fraction, str]:
    """The length of the rolling window that corresponds to a period of the calendar."""
    lengths = {"hour": (3600, "s"), "day": (1, "day"), "week": (7, "day"), "month": (1, "month")}
    amount, unit = lengths.get(period, (3 if period == "quarter" else 12, "month"))
    return Fraction(amount), unit


def hours(sides: Sides, before: str, after: str) -> Relation:
    """Calendars of two names by the instants at which they are open; one that keeps its name is reported itself."""
    return "same" if before == after else instants(sides, before, after)


def instants(sides: Sides, before: str, after: str) -> Relation:
    """Calendars by the instants at which they are open over the term; less is a subset."""
    if not (sides.base.knows(before) and sides.head.knows(after)):
        return "other"
    old, new = sides.openings(before, after)
    lost, won = difference(old, new), difference(new, old)
    return "other" if lost and won else "less" if lost else "more" if won else "same"


def within(sides: Sides, before: Within, after: Within) -> Relation:
    """A time after an event, or a calendar: longer and wider are more."""
    if meaning(before) == meaning(after):
        return "same"
    if before.of == after.of and before.time and after.time:
        return amounts(sides, before.time, after.time)
    if before.calendar and after.calendar:
        return hours(sides, before.calendar, after.calendar)
    return "other"


def channels(_sides: Sides, before: Through, after: Through) -> Relation:
    """Channels by the ways in which something can be told: one of more channels is more, all of more is less."""
    narrower, wider = _leads_to(after, before), _leads_to(before, after)
    return "same" if narrower and wider else "less" if narrower else "more" if wider else "other"


def _leads_to(one: Through, other: Through) -> bool:
    """Whether whoever tells it as one says has told it as the other says."""
    told = [set(one.channels)] if one.together else [{channel} for channel in one.channels]
    needed = set(other.channels)
    return all(needed <= each if other.together else bool(needed & each) for each in told)


def needs(_sides: Sides, before: Structure | None, after: Structure | None) -> Relation:
    """What services need by what brings them down: one that is down whenever the other one is, is more.

    What needs nothing is brought down by nothing. Structures of too many sets are comparable with themselves alone, and
    so are those that name a part without which they are down as often: what happens to it counts as well.
    """
    if meaning(before) == meaning(after):
        return "same"
    old, new = (() if one is None else cut_sets(one) for one in (before, after))
    if isinstance(old, TooLarge) or isinstance(new, TooLarge):
        return "other"
    more, less = _brings_down(new, old), _brings_down(old, new)
    if more and less:
        return "same" if _parts(before) == _parts(after) else "other"
    return "more" if more else "less" if less else "other"


def _parts(structure: Structure | None) -> frozenset[str]:
    return frozenset(leaves(structure) if structure else ())


def _brings_down(cuts: Sets, others: Sets) -> bool:
    """Whether whatever contains one of the other sets contains one of these."""
    return all(any(cut <= other for cut in cuts) for other in others)


def events(sides: Sides, before: str, after: str) -> Relation:
    """Events by their order: a later event is more."""
    if before == after:
        return "same"
    later, earlier = _follows(sides, after, before), _follows(sides, before, after)
    return "other" if later == earlier else "more" if later else "less"


def _follows(sides: Sides, event: str, earlier: str) -> bool:
    """Whether an event comes after another, by the declarations of both sides; those of the head go first."""
    declared = {**sides.base.workspace.events, **sides.head.workspace.events}
    left, seen = [event], {event}
    while left:
        name = left.pop()
        above = {declared[name].after} if name in declared else set()
        above |= {other.name for other in declared.values() if other.before == name}
        if earlier in above:
            return True
        left += [one for one in above - seen if one]
        seen |= {one for one in above if one}
    return False
