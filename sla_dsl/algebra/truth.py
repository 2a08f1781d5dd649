"""Which outcomes a condition can have: found by trying every kind of value that its tests tell apart.

A scale has one of its values, a figure lies below, at, between or above the numbers that are named, an event falls
before, at or after the times that are named; everything else holds or does not.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import islice, pairwise, product
from operator import attrgetter

from ..model.base import Model, models_within
from ..model.phrases import (
    Both,
    Bound,
    Collected,
    Compared,
    Condition,
    Either,
    EventBefore,
    EventOn,
    InFirst,
    Is,
    Longer,
    Missed,
    Not,
    Often,
    Window,
)
from ..model.quantity import Quantity

CONDITIONS = Condition.__origin__.__args__  # type: ignore[attr-defined]  # the union inside `Annotated`
"""The kinds of conditions."""
_MOST = 4096
"""At most so many combinations of values are tried; nothing is said about a condition with more."""
_INSIDE: dict[str, Callable[[Fraction, Fraction, Fraction], bool]] = {
    "at-least": lambda at, low, _high: at >= low,
    "at-most": lambda at, low, _high: at <= low,
    "above": lambda at, low, _high: at > low,
    "below": lambda at, low, _high: at < low,
    "between": lambda at, low, high: low <= at <= high,
}


@dataclass(frozen=True)
class Around:
    """The facts that are known where a condition stands.

    ``values`` are those that each scale may have there; ``has_one_figure`` says of a name that it has one figure, and
    not one for each promise or value; ``never`` says of a test that it cannot hold; ``most_points`` is how many points
    can come together in a window, none without a bound.
    """

    values: Mapping[str, Iterable[str]]
    has_one_figure: Callable[[str], bool]
    never: Callable[[Condition], bool]
    most_points: Callable[[Window], Fraction | None] = lambda _: None

    def about(self, test: Condition) -> Hashable:
        """The subject of a test: tests of one scale, figure or event depend on each other."""
        match test:
            case Is():
                return "scale", test.subject
            case Compared() if (unit := _unit(test)) is not None and self.has_one_figure(test.subject):
                return "figure", test.subject, unit
            case Collected() if isinstance(test.bound.value, Quantity):
                return "points", test.window
            case EventBefore():
                return "time", test.event
            case EventOn():
                return "day", test.event
            case InFirst() if isinstance(test.time, Quantity):
                return "term", test.time.unit
        return test

    def choices(self, test: Condition, same: list[Condition]) -> list[object]:
        """One value of each kind that tests of one matter tell apart."""
        match test:
            case Is():
                named = dict.fromkeys(one.value for one in same if isinstance(one, Is))
                return list(self.values.get(test.subject, (*named, "")))
            case Compared() if _unit(test) is not None and self.has_one_figure(test.subject):
                ends = sorted({end for one in same if isinstance(one, Compared) for end in _ends(one.bound)})
                return [ends[0] - 1, *ends, *map(_half, pairwise(ends)), ends[-1] + 1]
            case Collected() if isinstance(test.bound.value, Quantity):
                ends = sorted({end for one in same if isinstance(one, Collected) for end in _ends(one.bound)})
                numbers = {Fraction(0), *ends, *(end + 1 for end in ends), *map(_half, pairwise(ends))}
                most = self.most_points(test.window)
                return [*sorted(numbers if most is None else {most, *(one for one in numbers if one <= most)})]
            case EventBefore():
                times = {one.at for one in same if isinstance(one, EventBefore)}
                return [at for at in sorted({0, *times, *(at - 1 for at in times)}) if 0 <= at < _DAY]
            case EventOn():
                days = {one.day for one in same if isinstance(one, EventOn) and date.min < one.day < date.max}
                return [*sorted({day + timedelta(number) for day in days for number in (-1, 0, 1)})]
            case InFirst() if isinstance(test.time, Quantity):
                return sorted({Fraction(0), *(one.time.amount for one in same if isinstance(one, InFirst))})  # type: ignore[union-attr]  # of one unit by `about`
        return [False] if self.never(test) else [True, False]


_DAY = 24 * 60


def _half(ends: tuple[Fraction, Fraction]) -> Fraction:
    return (ends[0] + ends[1]) / 2


def outcomes(condition: Condition, around: Around) -> set[bool]:
    """The outcomes that a condition can have; both if there are too many cases to try."""
    tests = list(dict.fromkeys(tests_in(condition)))
    same: dict[Hashable, list[Condition]] = {}
    for test in tests:
        same.setdefault(around.about(test), []).append(test)
    choices = [around.choices(alike[0], alike) for alike in same.values()]
    worlds = [dict(zip(same, one, strict=True)) for one in islice(product(*choices), _MOST + 1)]
    if len(worlds) > _MOST:
        return {True, False}
    truths = [_Truth(around, world) for world in worlds]
    return {truth.of(condition) for truth in truths if truth.agrees(tests)}


def conditions_in(model: object) -> list[Condition]:
    """The conditions that a statement has, each whole."""
    found: list[Condition] = []
    _gather(model, found)
    return found


def _gather(model: object, found: list[Condition]) -> None:
    if isinstance(model, tuple):
        for part in model:
            _gather(part, found)
    elif isinstance(model, CONDITIONS):
        found.append(model)
    elif isinstance(model, Model):
        for value in _values_with_conditions(type(model))(model):
            if value:
                _gather(value, found)


@cache
def _values_with_conditions(model: type[Model]) -> Callable[[Model], tuple[object, ...]]:
    """The function that reads all fields that may hold a condition at once."""
    names = may_have_conditions(model)
    if len(names) < 2:
        return lambda one: tuple(getattr(one, name) for name in names)
    return attrgetter(*names)


@cache
def may_have_conditions(model: type[Model]) -> tuple[str, ...]:
    """The fields of a model that may hold a condition, or something that has one."""
    return tuple(
        name for name, field in model.model_fields.items() if not models_within(field.annotation).isdisjoint(CONDITIONS)
    )


def tests_in(condition: Condition) -> Iterator[Condition]:
    """The tests of a condition, and what is true as well if one of them is."""
    match condition:
        case Not():
            yield from tests_in(condition.part)
        case Both() | Either():
            for part in condition.parts:
                yield from tests_in(part)
        case Longer():
            yield condition
            yield from tests_in(condition.part)
        case Missed() if (once := _once(condition)) is not None:
            yield from (condition, once)
        case Often():
            yield from (condition, condition.part)
        case _:
            yield condition


def _once(missed: Missed) -> Condition | None:
    """What holds in the window with which something comes so many times; none for a plain miss."""
    if missed.bound is not None:
        return Compared(subject=missed.objective, bound=missed.bound)
    return Missed(objective=missed.objective) if missed.times != 1 else None


def _unit(test: Compared) -> str | None:
    """The unit of a bound; none if it is not known."""
    ends = [end for end in (test.bound.value, test.bound.upper) if end is not None]
    return test.bound.value.unit if all(isinstance(end, Quantity) for end in ends) else None  # type: ignore[union-attr]  # a quantity by the test before it


def _ends(bound: Bound) -> list[Fraction]:
    return [end.amount for end in (bound.value, bound.upper) if isinstance(end, Quantity)]


@dataclass(frozen=True)
class _Truth:
    """What conditions come to in one world."""

    around: Around
    world: Mapping[Hashable, object]
    """What is so, by what a test is about."""

    def of(self, condition: Condition) -> bool:
        match condition:
            case Not():
                return not self.of(condition.part)
            case Both():
                return all(map(self.of, condition.parts))
            case Either():
                return any(map(self.of, condition.parts))
        value = self.world[self.around.about(condition)]
        match condition:
            case Is():
                return value == condition.value
            case Compared() | Collected() if isinstance(value, Fraction):
                low, *high = _ends(condition.bound)
                return _INSIDE[condition.bound.kind](value, low, high[0] if high else low)
            case EventBefore() if isinstance(value, int):
                return value < condition.at
            case EventOn() if isinstance(value, date):
                return value < condition.day if condition.side == "before" else value > condition.day
            case InFirst() if isinstance(value, Fraction) and isinstance(condition.time, Quantity):
                return value < condition.time.amount
        return bool(value)

    def agrees(self, tests: Iterable[Condition]) -> bool:
        """Whether this world has all that follows: what held for long holds, what is missed thrice is missed."""
        follows = ((test, _follows(test)) for test in tests)
        return all(self.of(then) for test, then in follows if then is not None and self.of(test))


def _follows(test: Condition) -> Condition | None:
    """The tests that hold as well if a test does."""
    if isinstance(test, Longer):
        return test.part
    if isinstance(test, Missed):
        return _once(test)
    return test.part if isinstance(test, Often) else None
