"""The condition of a policy: a tree of elementary tests, and how it is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..model.phrases import Bound
from ..model.quantity import Quantity
from ..text.source import Span
from .attribute import shown
from .comparing import certain
from .thing import Thing
from .vocabulary import Way, last_place

Judge = Callable[[Thing], bool]
Note = Callable[["Test | Some | Every", bool], None]


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """An elementary test of one value.

    ``holds`` judges the value that ``read`` returns (all of them if there may be many). ``constants`` are the values
    that the test compares with; without constants, the result also depends on something other than this value.
    """

    span: Span
    text: str
    way: Way
    subject: str
    """The words of the attribute, after the things that have it."""
    read: Callable[[Thing], Any]
    holds: Callable[[Any, Thing], bool]
    constants: tuple[Any, ...] | None = None
    may_be_missing: bool = True
    bound: Bound | None = None
    """The constant bound, if the test compares with one."""


@dataclass(frozen=True, slots=True, eq=False)
class Some:
    """At least one of several things meets a condition; without a condition, at least one must exist."""

    span: Span
    text: str
    words: str
    held: Callable[[Thing], tuple[Thing, ...]]
    part: PolicyCondition | None


@dataclass(frozen=True, slots=True, eq=False)
class Every:
    """All of several things meet a condition."""

    span: Span
    text: str
    words: str
    held: Callable[[Thing], tuple[Thing, ...]]
    part: PolicyCondition


@dataclass(frozen=True, slots=True, eq=False)
class Negation:
    """The condition does not hold."""

    span: Span
    part: PolicyCondition


@dataclass(frozen=True, slots=True, eq=False)
class AllOf:
    """All parts hold."""

    span: Span
    parts: tuple[PolicyCondition, ...]


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf:
    """At least one part holds."""

    span: Span
    parts: tuple[PolicyCondition, ...]


PolicyCondition = Test | Some | Every | Negation | AllOf | AnyOf


def judge(condition: PolicyCondition, note: Note | None = None) -> Judge:
    """A condition as one function, which never raises.

    With ``note`` every part is evaluated, even if the result is already certain, and each elementary result is noted.
    """
    if isinstance(condition, Test):
        read, holds = condition.read, condition.holds
        return _noting(condition, lambda thing: holds(read(thing), thing), note)
    if isinstance(condition, Some | Every):
        return _noting(condition, _quantified(condition, note), note)
    if isinstance(condition, Negation):
        inner = judge(condition.part, note)
        return lambda thing: not inner(thing)
    parts = [judge(part, note) for part in condition.parts]
    together = all if isinstance(condition, AllOf) else any
    if note is not None:
        return lambda thing: together([part(thing) for part in parts])
    if len(parts) == 2:
        first, second = parts
        if isinstance(condition, AllOf):
            return lambda thing: first(thing) and second(thing)
        return lambda thing: first(thing) or second(thing)
    return lambda thing: together(part(thing) for part in parts)


def _quantified(condition: Some | Every, note: Note | None) -> Judge:
    held = condition.held
    if condition.part is None:
        return lambda thing: bool(held(thing))
    inner = judge(condition.part, note)
    together = any if isinstance(condition, Some) else all
    if note is not None:
        return lambda thing: together([inner(each) for each in held(thing)])
    return lambda thing: together(inner(each) for each in held(thing))


def _noting(condition: Test | Some | Every, judged: Judge, note: Note | None) -> Judge:
    if note is None:
        return judged

    def noted(thing: Thing) -> bool:
        result = judged(thing)
        note(condition, result)
        return result

    return noted


def elementary(condition: PolicyCondition) -> Iterator[Test | Some | Every]:
    """The elementary tests of a condition, and its statements that some thing exists."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, Some | Every):
        if condition.part is None:
            yield condition
        else:
            yield from elementary(condition.part)
    elif isinstance(condition, Negation):
        yield from elementary(condition.part)
    else:
        for part in condition.parts:
            yield from elementary(part)


# Why a condition is not met


@dataclass(frozen=True, slots=True)
class FailedTest:
    """A test that is to blame, the value found instead, and the place of the value."""

    text: str
    found: str
    place: Thing
    distance: Fraction = Fraction(0)
    """How far a figure is from the bound, in its unit; nothing where they cannot be subtracted."""


def reasons(condition: PolicyCondition, thing: Thing, wanted: bool = True) -> list[FailedTest]:
    """The tests to blame if a condition is not as wanted, in the order of writing."""
    if judge(condition)(thing) == wanted:
        return []
    if isinstance(condition, Test):
        value = condition.read(thing)
        found = f"{_words(condition)} is {_shown(value, condition)}"
        found += _that_would_do(condition, value)
        return [FailedTest(condition.text, found, last_place(condition.way, thing), _distance(condition, value))]
    if isinstance(condition, Negation):
        return reasons(condition.part, thing, not wanted)
    if isinstance(condition, AllOf | AnyOf):
        return [each for part in condition.parts for each in reasons(part, thing, wanted)]
    return _of_several(condition, thing, wanted)


def _of_several(condition: Some | Every, thing: Thing, wanted: bool) -> list[FailedTest]:
    held = condition.held(thing)
    if isinstance(condition, Every) and wanted:
        return [each for one in held for each in reasons(condition.part, one)]
    if isinstance(condition, Some) and not wanted:
        met = [one for one in held if condition.part is None or judge(condition.part)(one)]
        return [FailedTest(condition.text, f"there is the {condition.words} `{shown(one)}`", one) for one in met]
    if not held:
        return [FailedTest(condition.text, f"it has no `{condition.words}`", thing)]
    found = f"none of its {len(held)} `{condition.words}` does"
    if isinstance(condition, Some) and condition.part is not None:
        found += _nearest(condition.part, held)
    return [FailedTest(condition.text, found, thing)]


def _nearest(part: PolicyCondition, held: tuple[Thing, ...]) -> str:
    """The thing that fails by its figure alone, and by the least; nothing where none does."""
    by_figure = [(failed[0], one) for one in held if len(failed := reasons(part, one)) == 1 and failed[0].distance]
    if not by_figure:
        return ""
    nearest, near = min(by_figure, key=lambda pair: pair[0].distance)
    return f"; nearest comes `{shown(near)}`: {nearest.found}"


def _distance(test: Test, value: Any) -> Fraction:
    limits = [one for one in test.constants or () if isinstance(one, Quantity)]
    values = [one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Quantity)]
    return min((abs(a.amount - b.amount) for a in values for b in limits if a.unit == b.unit), default=Fraction(0))


def _that_would_do(test: Test, value: Any) -> str:
    """In days, what certainly keeps to a bound in months: 180 days may be less than six months."""
    if test.bound is None or not isinstance(value, Quantity) or test.bound.kind not in ("at-least", "at-most"):
        return ""
    enough = certain(test.bound, value.unit)
    return (
        f", and {'at least' if test.bound.kind == 'at-least' else 'at most'} `{enough.text}` would do" if enough else ""
    )


def _words(test: Test) -> str:
    return f"`{test.subject.partition(': ')[2]}`"


def _shown(value: Any, test: Test) -> str:
    if test.way.last.space == "metric" and isinstance(value, tuple) and value and not test.way.many:
        return f"`{value[0]}`"
    text = shown(value)
    return text if value in (None, "", ()) else f"`{text}`"
