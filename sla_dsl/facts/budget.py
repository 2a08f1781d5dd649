"""What is left of the downtime that a promise allows in a window, and from when on it is missed."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from ..algebra.intervals import Intervals
from ..algebra.zones import Instant
from ..model.objective import Objective
from ..model.phrases import Bound
from ..model.quantity import Quantity


def allowed_share(objective: Objective, better: str | None) -> Fraction | None:
    """The largest share of the measured time that may be down, of one; none if the bound says no such share.

    Rounding half up lowers the bound by half of its last digit.
    """
    bound = objective.bound
    if not isinstance(bound, Bound) or not isinstance(bound.value, Quantity) or bound.value.unit != "%":
        return None
    limit, decimals = bound.value.amount, objective.counting.decimals
    half = Fraction(0) if decimals is None else Fraction(1, 2 * 10**decimals)
    if bound.kind == "at-least" and better == "higher":
        grid = limit if decimals is None else Fraction(ceil(limit * 10**decimals), 10**decimals)
        return 1 - (grid - half) / 100
    if bound.kind == "at-most" and better == "lower" and decimals is None:
        return limit / 100
    return None


def missed_from(times: Intervals, now: Instant, left: Fraction) -> Instant | None:
    """The moment up to which what is left lasts, if from now on it is down in all of these times; none if it lasts."""
    for start, end in _after(times, now):
        # With no more down than is left the promise is kept: its bound includes its end (docs/meaning.md, The bound).
        if left < end - start:
            return start + int(left // 1)
        left -= end - start
    return None


def _after(times: Intervals, now: Instant) -> Iterable[tuple[Instant, Instant]]:
    return ((max(start, now), end) for start, end in times if end > now)
