"""Outages in part: of a promise that counts them in proportion, how much of its downtime is lost."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from ..algebra.intervals import Interval, Intervals, intersection, measure, union
from .down import downtime
from .holding import holding
from .measured import ALL_TIME
from .question import Question

Weighed = tuple[tuple[Interval, Fraction], ...]
"""Times in order, each with the share of it that is lost."""


def weighed(question: Question, down: Intervals) -> Weighed:
    """Downtime piece by piece: the largest share at which it is down if smaller outages are left out.

    So every rule of what counts as down holds at each share by itself.  What no outage tells of is lost as a whole, and
    so is everything where outages do not count in proportion.
    """
    if not question.objective.counting.in_proportion_to:
        return tuple((piece, Fraction(1)) for piece in down)
    shares = sorted({row.share for row in question.world.outages} | {Fraction(1)})
    levels = [(share, intersection(down, _down_at(question, share))) for share in shares]
    edges = sorted({edge for times in (down, *(times for _, times in levels)) for piece in times for edge in piece})
    return tuple(
        (piece, max((share for share, times in levels if _holds(times, piece)), default=Fraction(1)))
        for piece in pairwise(edges)
        if _holds(down, piece)
    )


def lost(question: Question, down: Intervals) -> Fraction:
    """The seconds that downtime comes to."""
    if not question.objective.counting.in_proportion_to:
        return Fraction(measure(down))
    return sum(((end - start) * share for (start, end), share in weighed(question, down)), Fraction(0))


def _down_at(question: Question, share: Fraction) -> Intervals:
    """When it is down by the outages of a share alone, and of larger ones."""
    # One that is left out lasts for no time: its service still has facts of its own.
    rows = (row if row.share >= share else replace(row, end=row.start) for row in question.world.outages)
    at = replace(question, world=replace(question.world, outages=tuple(rows)))
    return downtime(at, lambda condition: holding(at, condition, ALL_TIME))


def _holds(times: Intervals, piece: Interval) -> bool:
    return bool(intersection(times, union([piece])))
