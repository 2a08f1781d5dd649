"""The time that decides about a window of time: more than the window, before it and behind."""

from __future__ import annotations

from ..algebra.intervals import Interval
from ..algebra.zones import DAY
from .bounds import SECONDS_OF
from .measured import applying
from .question import YEAR, Question


def deciding(question: Question) -> Interval:
    """The time in which what happened may decide about a window.

    Before the window it may have used up a limit, and behind it an outage may last until it is long enough to count.
    """
    limited = [one.window or question.objective.window or YEAR for one in applying(question) if one.limit is not None]
    starts = [spans[0][0] for one in limited if (spans := question.windows(one, *question.window))]
    return min([*starts, question.window[0]]) - DAY, question.window[1] + DAY + _longest(question)


def must_last(question: Question) -> bool:
    """Whether an outage counts only once it has lasted, and then from its first second."""
    return any(rule.lasting for rule in question.objective.counting.down)


def _longest(question: Question) -> int:
    """For how many seconds an outage may last before it counts."""
    times = [rule.lasting.time for rule in question.objective.counting.down if rule.lasting]
    return max((int(one.amount * SECONDS_OF.get(one.unit, 0)) for one in times if one is not None), default=0)
