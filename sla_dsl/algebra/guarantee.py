"""The guarantee in the worst window of a promise, and the least that one promise behind must give."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from operator import mul

from ..model.services import Structure
from .availability import Outage, Supply, Times, floor, longest_downtime, programme, times
from .excused import OwnExcuses
from .intervals import Intervals, clipped
from .strata import shape
from .structure import Sets, TooLarge, cut_sets, leaves
from .windows import Budget, Excuse

EXACTLY = 8
"""In how many windows all limits of rolling windows are looked at (docs/mathematics.md, Limits)."""
ROLLING = 30_000
"""The most cells of a tableau for that."""
SHOWN = 200_000
"""The most cells of a tableau for what is shown."""
LITTLE = Fraction(1, 10**12)
"""By how much of itself a share that is not reached is taken to be less."""
GRAIN = 10**7
"""Parts of a whole: what must be given is told in so many (five decimals of a percentage)."""


@dataclass(frozen=True, slots=True)
class Guarantee:
    """The guarantee in one window of a promise.

    ``window`` is the promise in it, ``seconds`` the longest downtime within its hours, ``share`` the availability (0 to
    1) that is left.  ``outages`` add up to that downtime; they are missing where a closed formula gave the figure and
    there are too many cut sets to show more.  ``less`` is by how much the share may be less than these leave, where
    not all ways to use up limits of exclusions were tried.
    """

    window: Budget
    seconds: Fraction
    outages: tuple[Outage, ...] = ()
    less: Fraction = Fraction(0)

    @property
    def share(self) -> Fraction:
        """The availability that is left, as a share of the counted time."""
        # Excluded downtime never counts against a promise ("Availability: what is guaranteed" in docs/mathematics.md).
        return self.reached - self.less

    @property
    def reached(self) -> Fraction:
        """The availability that the outages leave, as a share of the counted time."""
        # Where all is excluded, nothing is promised.
        lost = max(self.seconds - self.window.excluded, Fraction(0))
        return 1 - lost / self.window.counted if self.window.counted else Fraction(1)

    @property
    def slack(self) -> Fraction:
        """The guaranteed share less the promised one; negative if less is guaranteed than promised."""
        return self.share - (1 - self.window.share)


def least_guarantee(
    structure: Structure,
    promise: Iterable[Budget],
    hours: Intervals,
    supplies: Mapping[str, Supply],
    own: Callable[[Budget], tuple[Excuse, ...]] = lambda _: (),
) -> Guarantee | TooLarge | None:
    """The guarantee in the first of the windows in which it is least; none if no window has measured time.

    ``hours`` are those of the promise; ``supplies`` has every component of the structure; ``own`` is what the promise
    excuses itself in a window.
    """
    sets = cut_sets(structure)
    supplies = {name: supply for name, supply in supplies.items() if name in leaves(structure)}
    rolls = _rolls(supplies)
    estimated = _estimated(structure, sets, promise, hours, supplies, own, rolls)
    if isinstance(estimated, TooLarge):
        return estimated
    worst: Guarantee | None = None
    estimated.sort(key=lambda each: each[0].share)
    for tried, (estimate, window) in enumerate(estimated):
        if worst is not None and estimate.share >= worst.share:
            break
        found = _exact(structure, sets, estimate, window, hours, supplies, own, tried) if rolls else estimate
        if worst is None or found.share < worst.share:
            worst = found
    if worst is None or worst.less or isinstance(sets, TooLarge):
        return worst
    # What is shown says of each time by itself what is down in it.
    each = times(clipped(hours, worst.window.span), supplies, fold=False)
    if any(stratum.excuses for stratum in each.strata) or (worst.outages and _cells(each, sets) > SHOWN):
        return replace(worst, outages=_apart(worst.outages))
    shown = longest_downtime(sets, each)
    return replace(worst, outages=_apart(worst.outages) if isinstance(shown, TooLarge) else shown.outages)


def _apart(outages: tuple[Outage, ...]) -> tuple[Outage, ...]:
    """The same outages, as long in each of the strata that are alike: the mean of a solution is one as well."""
    found = (
        replace(outage, stratum=stratum, seconds=outage.seconds / len(strata))
        for outage in outages
        for strata in [outage.stratum.apart]  # worked out once: a year has as many as it has hours
        for stratum in strata
    )
    return tuple(sorted(found, key=lambda one: one.stratum.spans[0]))


def _estimated(
    structure: Structure,
    sets: Sets | TooLarge,
    promise: Iterable[Budget],
    hours: Intervals,
    supplies: Mapping[str, Supply],
    own: Callable[[Budget], tuple[Excuse, ...]],
    rolls: bool,
) -> list[tuple[Guarantee, Budget]] | TooLarge:
    """The guarantee in each window with counted time; of windows that are alike in the first.

    Windows that roll are many: of them each has an estimate, with fewer limits, which allow more.
    """
    found: list[tuple[Guarantee, Budget]] = []
    # The months of a year are much alike, and so are windows that roll.
    alike: dict[Hashable, Guarantee] = {}
    known = Fraction(0)
    for window in promise:
        excuses, measured = own(window), clipped(hours, window.span)
        seen = None if excuses else shape(measured, supplies, chained=rolls)
        one = None if seen is None else alike.get((seen, window.counted))
        if one is None:
            inside = times(measured, supplies, excuses, chained=rolls)
            guarantee = _guarantee(structure, sets, window, inside, excuses, known)
            if isinstance(guarantee, TooLarge):
                return guarantee
            alike[seen, window.counted] = guarantee
            # More than is lost in another window is asked for only where no estimate is made more exact.
            known = known if rolls or not window.counted else max(known, 1 - guarantee.share)
        elif rolls:
            guarantee = replace(one, window=window)
        else:
            continue
        if window.counted:
            found.append((guarantee, window))
    return found


def _rolls(supplies: Mapping[str, Supply]) -> bool:
    """Whether any windows behind overlap each other."""
    for supply in supplies.values():
        ends: dict[str, int] = {}
        for budget in supply.budgets:
            if budget.promise and budget.span[0] < ends.get(budget.promise, budget.span[0]):
                return True
            ends[budget.promise] = budget.span[1]
            for excuse in budget.excuses:
                if any(one[1] > other[0] for one, other in pairwise(excuse.windows)):
                    return True
    return False


def _exact(
    structure: Structure,
    sets: Sets | TooLarge,
    estimate: Guarantee,
    window: Budget,
    hours: Intervals,
    supplies: Mapping[str, Supply],
    own: Callable[[Budget], tuple[Excuse, ...]],
    tried: int,
) -> Guarantee:
    """The guarantee in a window with all limits, or the estimate, if there are too many."""
    unknown = replace(estimate, seconds=Fraction(0), outages=(), less=1 - estimate.share)
    if tried >= EXACTLY or isinstance(sets, TooLarge):
        return unknown
    excuses = own(window)
    measured = times(clipped(hours, window.span), supplies, excuses)
    if _cells(measured, sets) > ROLLING:
        return unknown
    found = _guarantee(structure, sets, window, measured, excuses)
    return unknown if isinstance(found, TooLarge) else found


def _guarantee(
    structure: Structure,
    sets: Sets | TooLarge,
    window: Budget,
    measured: Times,
    own: tuple[Excuse, ...],
    known: Fraction = Fraction(0),
) -> Guarantee | TooLarge:
    """The guarantee in one window: by the closed formula where it is exact, otherwise by the linear programme.

    It is exact if more than a ``known`` share is lost.
    """
    # The closed formula needs equal hours and windows, each component once, each budget for one of them, and nothing
    # that is excused ("Closed forms" in docs/mathematics.md).
    whole = len(measured.strata) == 1 and not measured.strata[0].free and not measured.strata[0].excuses
    alone = all(len(limit.components) == 1 for limit in measured.limits)
    if whole and max(leaves(structure).values()) == 1 and (alone or isinstance(sets, TooLarge)):
        lost = dict.fromkeys(leaves(structure), Fraction(1))
        for limit in measured.limits:
            # The stratum lies as often in each of the limits that are alike.
            allowed = limit.budget.seconds * limit.number / limit.often.get(0, 1)
            for name in limit.components & lost.keys():
                lost[name] = min(lost[name], allowed / measured.seconds)
        down = 1 - floor(structure, lost)
        # A budget for several components bounds each of them: less is never guaranteed, but more may be.
        return Guarantee(window, down * measured.seconds) if alone else Guarantee(window, Fraction(0), less=down)
    of = sets if isinstance(sets, TooLarge) else programme(sets, measured)
    if isinstance(of, TooLarge):
        return of
    found = OwnExcuses(of, own).largest_share(window.counted, known)
    return Guarantee(window.excluding(found.excused), found.counted + found.excused, found.outages, found.more)


def may_be_reached(
    structure: Structure,
    promise: Iterable[Budget],
    hours: Intervals,
    supplies: Mapping[str, Supply],
    strict: Collection[str],
) -> bool | None:
    """Whether the downtime may come to just what a window of the promise allows, which it never exceeds.

    The ``strict`` promises behind stay below what their budgets allow.  None if it is not known.
    """
    sets, rolls = cut_sets(structure), _rolls(supplies)
    if isinstance(sets, TooLarge):
        return None
    seen: set[Hashable] = set()
    for window in promise:
        measured = clipped(hours, window.span)
        key = (shape(measured, supplies, chained=rolls), window.seconds)
        if key in seen or not window.counted:
            continue
        seen.add(key)
        inside = times(measured, supplies, chained=rolls)
        if inside.excused or any(stratum.excuses for stratum in inside.strata):
            return None
        limits = [one.budget for one in inside.limits]
        saved = [one.seconds * LITTLE if one.promise in strict else Fraction(0) for one in limits]
        less = (
            replace(limit, budget=replace(limit.budget, share=limit.budget.share * (1 - LITTLE)))
            if limit.budget.promise in strict
            else limit
            for limit in inside.limits
        )
        found = longest_downtime(sets, replace(inside, limits=tuple(less)))
        if isinstance(found, TooLarge):
            return None
        if found.seconds >= window.seconds:
            return None if rolls else True
        # Prices bound the downtime whatever the limits are, and a limit with a price that is not reached keeps off it.
        if found.seconds + sum(map(mul, found.prices, saved)) > window.seconds:
            return None
    return False


def largest_share(
    structure: Structure,
    promise: Iterable[Budget],
    hours: Intervals,
    supplies: Mapping[str, Supply],
    of: str,
    own: Callable[[Budget], tuple[Excuse, ...]] = lambda _: (),
) -> Fraction | TooLarge | None:
    """The largest share that one promise behind may lose (``of`` names its budgets) while all others stay as they are.

    One minus this share is the least availability that it must give.  None if not even full availability suffices: then
    the hours, a window, or another promise must change.  Where something is excused it is the largest share of
    ``GRAIN`` parts.
    """
    sets = cut_sets(structure)
    if isinstance(sets, TooLarge):
        return sets
    share: Fraction = Fraction(1)
    rolls = _rolls(supplies)
    enough: set[Hashable] = set()
    for window in promise:
        excuses, measured = own(window), clipped(hours, window.span)
        seen = None if excuses else shape(measured, supplies, chained=rolls)
        # What is enough in one window is in those that are alike.
        if seen is not None and (seen, window.seconds) in enough:
            continue
        found = _share(sets, times(measured, supplies, excuses, chained=rolls), window, of, share, excuses)
        if found == share or not rolls:
            enough.add((seen, window.seconds))
        else:
            # With all limits more may be enough; with fewer it is on the safe side.
            whole = times(measured, supplies, excuses)
            if _cells(whole, sets) <= ROLLING:
                found = _share(sets, whole, window, of, share, excuses)
        if not isinstance(found, Fraction):
            return found
        share = found
    return share


def _share(
    sets: Sets, measured: Times, window: Budget, of: str, most: Fraction, own: tuple[Excuse, ...]
) -> Fraction | TooLarge | None:
    """The largest share, at most ``most``, with which the promise is kept in a window."""
    if measured.excused or any(stratum.excuses for stratum in measured.strata):
        return _by_halves(sets, measured, window, of, most, own)
    return _largest_share(sets, measured, window.seconds, of, most)


def _cells(measured: Times, sets: Sets) -> int:
    """The size of a tableau, about."""
    rows = len(measured.limits) + len(measured.excused) + len(measured.strata)
    return rows * len(measured.strata) * len(sets)


def _by_halves(
    sets: Sets, measured: Times, window: Budget, of: str, most: Fraction, own: tuple[Excuse, ...]
) -> Fraction | TooLarge | None:
    """The largest share, at most ``most``, with which the promise is kept in a window.

    More that may be lost behind is never better in front, so that it is found by halving.
    """

    def is_kept(share: Fraction) -> bool | TooLarge:
        found = programme(sets, _with_share(measured, of, share))
        if isinstance(found, TooLarge):
            return found
        lost = OwnExcuses(found, own).worst(window.share)
        return lost.counted + lost.more <= window.share * (window.counted - lost.excused)

    enough, possible = is_kept(most), is_kept(Fraction(0))
    if isinstance(enough, TooLarge):
        return enough
    if enough or not possible:
        return most if enough else None
    low, high = 0, math.ceil(most * GRAIN)
    while high - low > 1:
        middle = (low + high) // 2
        kept = is_kept(Fraction(middle, GRAIN))
        if isinstance(kept, TooLarge):
            return kept
        low, high = (middle, high) if kept else (low, middle)
    return Fraction(low, GRAIN)


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
