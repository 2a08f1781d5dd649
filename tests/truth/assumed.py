"""Whether a world of cases is one of those that a proof speaks of: what the proof assumes of cases holds in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from sla_dsl.algebra.intervals import Interval
from sla_dsl.algebra.scopes import is_at
from sla_dsl.facts.bounds import is_within
from sla_dsl.facts.cases import handled_cases, timed_cases
from sla_dsl.facts.kept import asked
from sla_dsl.facts.question import Question, UnknownError
from sla_dsl.facts.volumes import things_of
from sla_dsl.facts.world import World
from sla_dsl.model.agreement import Agreement

from .judging import Promise


def assumed_least(promise: Promise) -> int:
    """How many cases that count the proof assumes to come in a window of a promise; none, if it does not."""
    found = (re.fullmatch(_ENOUGH, text) for text in promise.proof.assumptions)
    return max((int(one[1]) for one in found if one), default=0)


def is_as_assumed(promise: Promise, window: Interval, world: World) -> bool:
    """Whether all that the proof of a promise assumes of how many cases come, and why, holds in a world."""
    try:
        return all(
            check(promise, window, world, *match.groups())
            for text in promise.proof.assumptions
            for pattern, check in _CHECKS.items()
            if (match := re.fullmatch(pattern, text))
        )
    except UnknownError:
        return False


def _enough_count(promise: Promise, window: Interval, world: World, number: str) -> bool:
    question = asked(promise.workspace, promise.agreement, promise.objective, window, world)
    return len(timed_cases(question)) >= int(number)


def _within_volumes(promise: Promise, window: Interval, world: World, name: str) -> bool:
    """Whether no more than its volumes comes to an agreement, in any of their windows in which anything comes."""
    for question in _questions(promise, promise.workspace.agreements[name], window, world):
        for volume in question.agreement.volumes:
            named = not volume.objectives or any(is_at(question.objective, one) for one in volume.objectives)
            each = volume.window or question.objective.window
            if volume.bound.kind in ("at-least", "above") or not named or each is None:
                continue
            most, things = question.quantity(volume.bound.upper or volume.bound.value, ""), things_of(question, volume)
            for span in {question.windows(each, at, at + 1)[-1] for at, _ in things}:
                number = sum(amount for at, amount in things if span[0] <= at < span[1])
                if not is_within("below" if volume.bound.kind == "below" else "at-most", number, most.amount):
                    return False
    return True


def _counted_in_front(promise: Promise, window: Interval, world: World, name: str) -> bool:
    """Whether each case that an agreement behind counts for the promise is one that the promise counts."""
    ours = _counted(asked(promise.workspace, promise.agreement, promise.objective, window, world))
    found = _questions(promise, promise.workspace.agreements[name], window, world)
    return all(_counted(question, promise.agreement.name).keys() <= ours.keys() for question in found)


def _none_for(promise: Promise, window: Interval, world: World, name: str, reasons: str) -> bool:
    named = set(re.findall(r"`([\w-]+)`", reasons))
    found = _questions(promise, promise.workspace.agreements[name], window, world)
    return not any(named & set(_counted(question, promise.agreement.name).values()) for question in found)


def _questions(promise: Promise, agreement: Agreement, window: Interval, world: World) -> Iterator[Question]:
    for objective in agreement.objectives:
        if objective.bound is not None:
            yield asked(promise.workspace, agreement, objective, window, world)


def _counted(question: Question, carries: str | None = None) -> Mapping[str, str]:
    """Of each case that is counted, for whom it may be, why it came."""
    found = (one.case for one in handled_cases(question))
    return {one.case: one.reason for one in found if carries is None or one.carries == carries}


_ENOUGH = r"no fewer than (\d+) .* that count come to `front` in a window"
_CHECKS: Mapping[str, Callable[..., bool]] = {
    _ENOUGH: _enough_count,
    r"no more than .* come to `([\w-]+)`": _within_volumes,
    r"others leave room for `front` in the volume of `([\w-]+)`": _within_volumes,
    r"cases that `front` does not count use up no volume of `([\w-]+)`": _counted_in_front,
    r"no case that `([\w-]+)` counts comes for (.*)": _none_for,
}
"""By the words of an assumption what is asked of a world."""
