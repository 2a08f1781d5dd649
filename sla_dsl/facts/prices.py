"""Prices that follow what a document says: what is written holds in the first window, and what is told after it."""

from __future__ import annotations

from ..algebra.intervals import Interval
from ..model.agreement import Parameter
from ..model.quantity import Quantity
from .question import NEVER, Question, UnknownError
from .world import MeasuredAmount


def changes_before(question: Question, parameter: Parameter, span: Interval) -> int:
    """How often a price may have changed by the end of a time: at each window of its own that began after the first."""
    if parameter.follows is None:
        return 0
    begins = question.term[0]
    if begins == NEVER:
        raise UnknownError(f"{parameter.name}, which follows {parameter.follows.document}")
    return max(len(question.windows(parameter.follows.window, begins, max(span[1], begins + 1))) - 1, 0)


def is_within_limit(question: Question, parameter: Parameter, told: MeasuredAmount, changes: int) -> bool:
    """Whether what a price is told to have come to is no more than its limit lets it, change by change."""
    limit = parameter.follows.limit if parameter.follows is not None else None
    if limit is None or not isinstance(parameter.value, Quantity):
        return True
    return told.value <= parameter.value.amount * (1 + question.quantity(limit, "%").amount / 100) ** changes
