"""The guarantee in the worst window of a promise, and the least that one promise behind must give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from ..model.services import Structure
from .availability import Outage, Supply, Times, floor, longest_downtime, times
from .intervals import Intervals
from .structure import Sets, TooLarge, cut_sets, leaves
from .windows import Budget, clipped


@dataclass(frozen=True, slots=True)
class Guarantee:
    """The guarantee in one window of a promise.

    ``window`` is the promise in it, ``seconds`` the longest downtime within its hours, ``share`` the availability (0 to
    1) that is left.  ``outages`` add up to that downtime; they are missing where a closed formula gave the figure and
    there are too many cut sets to show more.
    """

    window: Budget
    seconds: Fraction
    outages: tuple[Outage, ...] = ()

    @property
    def share(self) -> Fraction:
        """The availability that is left, as a share of the counted time."""
        # Excluded downtime never counts against a promise ("Availability: what is guaranteed" in docs/mathematics.md).
        return 1 - max(self.seconds - self.window.excluded, Fraction(0)) / self.window.counted

    @property
    def slack(self) -> Fraction:
        """The guaranteed share less the promised one; negative if less is guaranteed than promised."""
        return self.share - (1 - self.window.share)


def least_guarantee(
    structure: Structure, promise: Iterable[Budget], hours: Intervals, supplies: Mapping[str, Supply]
) -> Guarantee | TooLarge | None:
    """The guarantee in the first of the windows in which it is least; none if no window has measured time.

    ``hours`` are those of the promise; ``supplies`` has every component of the structure.
    """
    sets = cut_sets(structure)
    supplies = {name: supply for name, supply in supplies.items() if name in leaves(structure)}
    worst: Guarantee | None = None
    for window in promise:
        measured = times(clipped(hours, window.span), supplies)
        found = _guarantee(structure, sets, window, measured)
        if isinstance(found, TooLarge):
            return found
        if window.counted and (worst is None or found.share < worst.share):
            worst = found
    if worst is None or isinstance(sets, TooLarge):
        return worst
    shown = longest_downtime(sets, times(clipped(hours, worst.window.span), supplies))
    return worst if isinstance(shown, TooLarge) else replace(worst, outages=shown.outages)


def _guarantee(structure: Structure, sets: Sets | TooLarge, window: Budget, measured: Times) -> Guarantee | TooLarge:
    """The guarantee in one window: by the closed formula where it is exact, otherwise by the linear programme."""
    # The closed formula needs equal hours and windows, and each component once ("Closed forms" in docs/mathematics.md).
    whole = len(measured.strata) == 1 and not measured.strata[0].free
    if whole and max(leaves(structure).values()) == 1:
        lost = dict.fromkeys(leaves(structure), Fraction(1))
        for limit in measured.limits:
            lost[limit.component] = min(lost[limit.component], limit.budget.seconds / measured.seconds)
        return Guarantee(window, (1 - floor(structure, lost)) * measured.seconds)
    downtime = sets if isinstance(sets, TooLarge) else longest_downtime(sets, measured)
    return downtime if isinstance(downtime, TooLarge) else Guarantee(window, downtime.seconds)


def largest_share(
    structure: Structure, promise: Iterable[Budget], hours: Intervals, supplies: Mapping[str, Supply], of: str
) -> Fraction | TooLarge | None:
    """The largest share that one promise behind may lose (``of`` names its budgets) while all others stay as they are.

    One minus this share is the least availability that it must give.  None if not even full availability suffices: then
    the hours, a window, or another promise must change.
    """
    sets = cut_sets(structure)
    if isinstance(sets, TooLarge):
        return sets
    share: Fraction = Fraction(1)
    for window in promise:
        found = _largest_share(sets, times(clipped(hours, window.span), supplies), window.seconds, of, share)
        if not isinstance(found, Fraction):
            return found
        share = found
    return share


def _largest_share(sets: Sets, window: Times, allowed: Fraction, of: str, most: Fraction) -> Fraction | TooLarge | None:
    """The largest share, at most ``most``, with which the downtime is at most ``allowed`` (seconds).

    The downtime is the largest value of a linear programme, so it is concave in its bounds, and its prices give a
    tangent that lies nowhere below it.  Newton's method from a share of nothing therefore never steps too far.  No
    tangent comes twice, so it ends at the exact share ("What would suffice" in docs/mathematics.md).
    """
    share = most
    while True:
        downtime = longest_downtime(sets, _with_share(window, of, share))
        if isinstance(downtime, TooLarge):
            return downtime
        late = downtime.seconds - allowed
        if late == 0 or (late < 0 and share == most):
            return share
        if late > 0 and share == 0:
            return None
        slope = sum(
            price * limit.budget.counted
            for limit, price in zip(window.limits, downtime.prices, strict=True)
            if limit.budget.promise == of
        )
        share = Fraction(0) if late > 0 else share - late / slope


def _with_share(window: Times, of: str, share: Fraction) -> Times:
    limits = (
        replace(limit, budget=replace(limit.budget, share=share)) if limit.budget.promise == of else limit
        for limit in window.limits
    )
    return replace(window, limits=tuple(limits))
