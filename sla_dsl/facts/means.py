"""The mean of the figures of several windows that make up a longer one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ..model.quantity import Quantity
from .answer import Answer
from .figures import compared, judged
from .question import Question, UnknownError


def parts_of(question: Question) -> list[Question]:
    """The inner windows of a mean within what is promised, each as the question for its own figure.

    A figure inside is exact: the mean alone is rounded.
    """
    objective = question.objective
    assert objective.mean_of is not None
    counting = objective.counting.model_copy(update={"decimals": None})
    inner = objective.model_copy(update={"window": objective.mean_of, "mean_of": None, "counting": counting})
    spans = question.windows(objective.mean_of, *question.promised)
    return [replace(question, objective=inner, window=one) for one in spans]


def mean_judged(question: Question) -> Answer:
    """The plain mean of the figures of the inner windows against the bound.

    Windows in which no time was measured and nothing counted have no figure, and are left out.  Raises
    ``UnknownError`` where that of a window is not known.
    """
    answers = [judged(one) for one in parts_of(question)]
    told = [one for one in answers if one.outcome != "empty"]
    if not told:
        return Answer("empty", **_sums(answers))
    for one in told:
        # Whether a window has a figure at all may hang on what is missing: with equal ends it may have none.
        if one.figure is None and one.low == one.high:
            raise UnknownError("samples are missing")
    low = compared(question, _mean([one.low or one.figure for one in told]))
    high = compared(question, _mean([one.high or one.figure for one in told]))
    if low == high:
        return replace(low, **_sums(told))
    # Between two ends that are both beyond a bound of two sides there may be figures that keep to it.
    bound = question.objective.bound
    assert bound is not None
    is_sure = low.outcome == high.outcome and (low.is_kept or bound.kind != "between")
    answer = Answer(low.outcome) if is_sure else Answer("not-judged", word="samples are missing")
    return replace(answer, low=low.figure, high=high.figure, **_sums(told))


def _mean(figures: Sequence[Quantity | None]) -> Quantity:
    known = [one for one in figures if one is not None]
    return known[0].model_copy(update={"amount": sum((one.amount for one in known), Fraction(0)) / len(known)})


def _sums(told: Sequence[Answer]) -> dict[str, Any]:
    """What was measured and counted in all of them together; nothing of what one of them does not tell."""
    found: dict[str, Any] = {}
    for name in ("measured", "down", "cases", "late"):
        values = [getattr(one, name) for one in told]
        found[name] = None if None in values else sum(values)
    excluded: Counter[str] = Counter()
    for one in told:
        excluded.update(dict(one.excluded))
    return found | {"excluded": tuple(excluded.items())}
