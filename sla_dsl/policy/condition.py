"""The condition of a policy: a tree of elementary tests, and how it is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..model.phrases import Bound
from ..text.source import Span
from .thing import Thing
from .truth import Truth, all_of, any_of, denied
from .vocabulary import Way

Judge = Callable[[Thing], Truth]
Note = Callable[["Test | Some | Every", bool], None]


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """An elementary test of one value.

    ``holds`` judges the value that ``read`` returns (all of them if there may be many); it answers none where nobody
    can tell. ``constants`` are the values that the test compares with; without constants, the result also depends on
    something other than this value.
    """

    span: Span
    text: str
    way: Way
    subject: str
    """The words of the attribute, after the things that have it."""
    read: Callable[[Thing], Any]
    holds: Callable[[Any, Thing], Truth]
    constants: tuple[Any, ...] | None = None
    may_be_missing: bool = True
    bound: Bound | None = None
    """The constant bound, if the test compares with one."""
    denies: bool = False
    """Whether it asks for any value but its constants."""


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

    With ``note`` every part is evaluated, even if the result is already certain, and each elementary result is noted,
    unless nobody can tell.
    """
    if isinstance(condition, Test):
        read, holds = condition.read, condition.holds
        return _noting(condition, lambda thing: holds(read(thing), thing), note)
    if isinstance(condition, Some | Every):
        return _noting(condition, _quantified(condition, note), note)
    if isinstance(condition, Negation):
        inner = judge(condition.part, note)
        return lambda thing: denied(inner(thing))
    parts = [judge(part, note) for part in condition.parts]
    together = all_of if isinstance(condition, AllOf) else any_of
    if note is not None:
        return lambda thing: together([part(thing) for part in parts])
    return lambda thing: together(part(thing) for part in parts)


def _quantified(condition: Some | Every, note: Note | None) -> Judge:
    held = condition.held
    if condition.part is None:
        return lambda thing: bool(held(thing))
    inner = judge(condition.part, note)
    together = any_of if isinstance(condition, Some) else all_of
    if note is not None:
        return lambda thing: together([inner(each) for each in held(thing)])
    return lambda thing: together(inner(each) for each in held(thing))


def _noting(condition: Test | Some | Every, judged: Judge, note: Note | None) -> Judge:
    if note is None:
        return judged

    def noted(thing: Thing) -> Truth:
        result = judged(thing)
        if result is not None:
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
