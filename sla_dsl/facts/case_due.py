"""When a case that is not done is due, as it stands: a moment on the clock of the wall."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ..algebra.zones import Instant
from ..model.phrases import Bound
from ..model.quantity import Quantity
from .cases import moment_due, stays
from .due import accepted
from .handled import Handled, Spell
from .question import FOR_EVER, Question
from .running import courses


def is_of_single_cases(question: Question) -> bool:
    """Whether each case is held against the bound by itself, and none of them was measured by somebody else."""
    metric, objective = question.metric, question.objective
    timed = metric.population not in ("time", "outages") and metric.starts is not None and metric.stops is not None
    told = any(row.objective == objective.address for row in question.world.figures)
    return timed and objective.statistic in ("each", "share") and not told


def due_of(question: Question, handled: Handled, part: Fraction = Fraction(1)) -> Instant | None:
    """When a case that is not done has used up a part of its time, as it stands; none if that is not known.

    Nothing more is taken to happen: what it waits for now it waits for still.
    """
    found, bound = _running(question, handled), question.objective.bound
    if found is None or bound is None:
        return None
    open_ended, stretches = found
    if isinstance(bound, Bound):
        bound = question.bound(bound, "s")
        limit = bound.upper or bound.value
        assert isinstance(limit, Quantity)
        if limit.unit == "s":
            return _runs_for(open_ended, handled, stretches, limit.amount * part)
        at = moment_due(open_ended, handled, stretches, limit)
    else:
        at = moment_due(open_ended, handled, stretches, bound)
    return at if part == 1 and at < FOR_EVER else None


def runs_until(question: Question, handled: Handled, time: Quantity) -> Instant | None:
    """When the clock of a case that is not done has run for a time, or so many days are over; none if not known."""
    found = _running(question, handled)
    if found is None:
        return None
    if time.unit == "s":
        return _runs_for(found[0], handled, found[1], time.amount)
    at = moment_due(found[0], handled, found[1], time)
    return at if at < FOR_EVER else None


def _running(question: Question, handled: Handled) -> tuple[Question, list[Spell]] | None:
    """The stretches of a case that is not done, in a world that goes on; none of one that is."""
    found = stays(question, handled)
    if not found or handled.counts[-1][-1].end is not None:
        return None
    since = found[-1].since
    stretches = [
        Spell(max(one.start, since), one.end) for one in handled.counts[-1] if one.end is None or one.end > since
    ]
    return replace(question, world=replace(question.world, until=None)), stretches


def _runs_for(question: Question, handled: Handled, stretches: list[Spell], time: Fraction) -> Instant | None:
    """When the clock of a case has run for so long; none if it rests for longer than two years."""
    begins = accepted(question, stretches[0].start)
    left = time
    told = [Spell(max(begins, one.start), one.end) for one in stretches]
    for stretch, course in zip(told, courses(question, handled, told), strict=True):
        for piece in course:
            if piece.start > stretch.start + _AHEAD:
                return None
            if piece.does != "runs":
                continue
            # Time that ends at a closing is told as used up then, though it is in time until the next opening.
            if left <= piece.end - piece.start:
                return piece.start + int(left)
            left -= piece.end - piece.start
    return None


_AHEAD = 2 * 366 * 86400
"""How far ahead it is asked when a case is due."""
