"""What is left of the downtime that a promise allows in a window, and from when on it is missed."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from ..algebra.intervals import Intervals
from ..algebra.zones import Instant
from ..model.objective import Objective
from ..model.phrases import Bound
from ..model.quantity import Quantity


def allowed_share(objective: Objective, better: str | None) -> Fraction | None:
    """The largest share of the measured time that may be down, of one; none if the bound says no such share.

    That of a mean of several windows depends on when it is down.  Rounding half up lowers the bound by half of its last
    digit.
    """
    bound = objective.bound
    if not isinstance(bound, Bound) or not isinstance(bound.value, Quantity) or bound.value.unit != "%":
        return None
    if objective.mean_of is not None:
        return None
    limit, decimals = bound.value.amount, objective.counting.decimals
    half = Fraction(0) if decimals is None else Fraction(1, 2 * 10**decimals)
    if bound.kind == "at-least" and better == "higher":
        grid = limit if decimals is None else Fraction(ceil(limit * 10**decimals), 10**decimals)
        return 1 - (grid - half) / 100
    if bound.kind == "at-most" and better == "lower" and decimals is None:
        return limit / 100
    return None


def missed_from(
    counts: Intervals, excluded: Intervals, now: Instant, left: Fraction, share: Fraction
) -> Instant | None:
    """The moment up to which what is left lasts, if it is down from now on; none if it lasts.

    A second that counts costs a second.  One that is ``excluded`` leaves the measured time, and so costs the ``share``
    of it that was allowed to be down.
    """
    costs = [*((span, Fraction(1)) for span in counts), *((span, share) for span in excluded)]
    for (start, end), cost in sorted(costs):
        since = max(start, now)
        # With no more down than is left the promise is kept: its bound includes its end (docs/meaning.md, The bound).
        if since < end and left < (end - since) * cost:
            return since + int(left / cost)
        left -= max(end - since, 0) * cost
    return None
