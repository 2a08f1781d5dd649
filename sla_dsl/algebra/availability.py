"""The longest downtime of a service that its components' budgets permit, whatever failures coincide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ..model.services import Component, Structure
from .intervals import Interval, Intervals, measure, union
from .linear_programme import maximise
from .structure import Sets, TooLarge, minimal, needed
from .windows import Budget, clipped

LIMIT = 500_000
"""The most cells of a tableau (columns times rows): see "Limits" in docs/mathematics.md."""


# The agreements behind a window


@dataclass(frozen=True, slots=True)
class Supply:
    """The agreements behind one component: when one of them answers for it, and their budgets of downtime.

    ``covered`` lies within their hours and terms.  Outside of it nobody answers, and the component may be down at any
    time. Within it the component may be down for as long as the budgets of all windows that hold the moment allow.
    """

    covered: Intervals
    budgets: tuple[Budget, ...]


@dataclass(frozen=True, slots=True)
class Stratum:
    """The times at which the same components may be down for free, and the others at the cost of the same budgets."""

    spans: Intervals
    free: frozenset[str] = frozenset()

    @property
    def seconds(self) -> Fraction:
        """The total length of these times."""
        return Fraction(measure(self.spans))


@dataclass(frozen=True, slots=True)
class DowntimeLimit:
    """A component is down for at most the seconds of a budget in some strata (by their numbers) together."""

    component: str
    strata: frozenset[int]
    budget: Budget


@dataclass(frozen=True, slots=True)
class Times:
    """The measured time of a window in strata, and the limits of downtime in them."""

    strata: tuple[Stratum, ...]
    limits: tuple[DowntimeLimit, ...]

    @property
    def seconds(self) -> Fraction:
        """The length of the measured time."""
        return sum((stratum.seconds for stratum in self.strata), Fraction(0))


def times(measured: Intervals, supplies: Mapping[str, Supply]) -> Times:
    """Measured time, cut wherever the hours or the term of a component, or the window of a budget, begin or end."""
    if not measured:
        return Times((), ())
    hull = (measured[0][0], measured[-1][1])
    covered = {name: clipped(supply.covered, hull) for name, supply in supplies.items()}
    held = [
        (name, budget)
        for name, supply in supplies.items()
        for budget in supply.budgets
        if budget.span[0] < hull[1] and hull[0] < budget.span[1]
    ]
    edges = {bound for span in (*measured, *(budget.span for _, budget in held)) for bound in span}
    edges.update(bound for spans in covered.values() for span in spans for bound in span)
    edges.update(bound for _, budget in held for span in clipped(budget.within or (), hull) for bound in span)
    cuts = sorted(edges)
    pieces: dict[tuple[frozenset[str], frozenset[int]], list[Interval]] = defaultdict(list)
    for piece in pairwise(cuts):
        if clipped(measured, piece):
            # Nobody answers for a component outside of its hours and term, so it may be down there for free.
            free = frozenset(name for name, spans in covered.items() if not clipped(spans, piece))
            within = (n for n, (_, budget) in enumerate(held) if _counts(budget, piece))
            pieces[free, frozenset(within)].append(piece)
    limits = (
        DowntimeLimit(
            name, frozenset(i for i, (free, within) in enumerate(pieces) if n in within and name not in free), budget
        )
        for n, (name, budget) in enumerate(held)
    )
    return Times(
        tuple(Stratum(union(spans), free) for (free, _), spans in pieces.items()),
        tuple(limit for limit in limits if limit.strata),
    )


def _counts(budget: Budget, piece: Interval) -> bool:
    """Whether downtime in a piece of time counts against a budget."""
    inside = budget.span[0] <= piece[0] < budget.span[1]
    return inside and (budget.within is None or bool(clipped(budget.within, piece)))


# The linear programme


@dataclass(frozen=True, slots=True)
class Outage:
    """A number of seconds in a stratum in which these components are down at the cost of their budgets."""

    stratum: Stratum
    down: frozenset[str]
    seconds: Fraction


@dataclass(frozen=True, slots=True)
class Downtime:
    """The longest downtime in seconds, the outages that add up to it, and for each limit the gain of a second more."""

    seconds: Fraction
    outages: tuple[Outage, ...]
    prices: tuple[Fraction, ...]


def longest_downtime(cut_sets: Sets, window: Times) -> Downtime | TooLarge:
    """The longest time for which the limits permit that all components of some cut set are down at once.

    Each stratum gives its time to minimal cut sets, less the components that are down for free.  A schedule in which
    more components are down at a moment than one cut set is no longer for it, so this is the most; and any amounts that
    keep to the limits are a schedule.  With path sets and budgets of uptime the result is the longest uptime
    (``ceiling``).  Formula: "Availability: what is guaranteed" in docs/mathematics.md.
    """
    outages = [
        (number, down)
        for number, stratum in enumerate(window.strata)
        # A component that is down for free costs nothing: it leaves the cut set, and smaller sets may become minimal.
        for down in (minimal(each - stratum.free for each in cut_sets) if stratum.free else cut_sets)
    ]
    bounds = tuple(each.seconds for each in window.strata) + tuple(each.budget.seconds for each in window.limits)
    # Columns times rows: a larger tableau is not built, and the promise is undecidable.
    if len(outages) * len(bounds) > LIMIT:
        return TooLarge("combinations of outages, times and budgets", LIMIT)
    rows = [tuple(int(each == number) for each, _ in outages) for number in range(len(window.strata))]
    rows += [
        tuple(int(each in limit.strata and limit.component in down) for each, down in outages)
        for limit in window.limits
    ]
    best = maximise((1,) * len(outages), tuple(rows), bounds)
    return Downtime(
        best.value,
        tuple(
            Outage(window.strata[number], down, seconds)
            for (number, down), seconds in zip(outages, best.amounts, strict=True)
            if seconds
        ),
        best.prices[len(window.strata) :],
    )


# Closed formulas


def water_level(shares: Collection[Fraction], count: int) -> Fraction:
    """The largest part of a time during which ``count`` of several things can hold at once.

    Each thing holds for its share of the time (0 to 1).  The result is the largest ``T <= 1`` for which the sum of
    ``min(share, T)`` is at least ``count * T``: a thing contributes at most ``T`` to a time of length ``T``, and enough
    contributions can be wrapped around it (McNaughton, *Scheduling with deadlines and loss functions*, 1959).  Take any
    number of things as taller than ``T``; the others must fill the rest: ``count * T <= taller * T + sum(others)``.
    The least of these bounds is reached.  For one of several things it is their sum, for all of them the smallest.
    """
    ordered = sorted(shares)
    levels = (
        sum(ordered[: max(0, len(ordered) - taller)], Fraction(0)) / (count - taller) for taller in range(max(0, count))
    )
    return min((*levels, Fraction(1)))


def floor(structure: Structure, lost: Mapping[str, Fraction]) -> Fraction:
    """The availability that is guaranteed when each component loses at most its share of the same time.

    Exact for a structure in which no component occurs twice; in any other it is at most the guarantee ("Closed forms"
    in docs/mathematics.md).
    """
    return 1 - _level(structure, lost, failing=True)


def ceiling(structure: Structure, lost: Mapping[str, Fraction]) -> Fraction:
    """The availability that cannot be exceeded when each component loses its share of the same time, and no less.

    For a structure in which no component occurs twice.
    """
    return _level(structure, {name: 1 - share for name, share in lost.items()}, failing=False)


def _level(structure: Structure, shares: Mapping[str, Fraction], failing: bool) -> Fraction:
    if isinstance(structure, Component):
        return shares[structure.service]
    # A gate that needs k of n parts is down when n - k + 1 of them are.
    count = len(structure.parts) - needed(structure) + 1 if failing else needed(structure)
    return water_level([_level(part, shares, failing) for part in structure.parts], count)
