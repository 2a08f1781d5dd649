"""The longest downtime of a service that its components' budgets permit, whatever failures coincide."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import lcm

from ..model.services import Component, Structure
from .linear_programme import Optimum, maximise
from .strata import DowntimeLimit, ExcuseLimit, Stratum, Supply, Times, times
from .structure import Sets, TooLarge, minimal, needed
from .windows import Excuse

__all__ = ["DowntimeLimit", "ExcuseLimit", "Stratum", "Supply", "Times", "times"]
LIMIT = 500_000
"""The most cells of a tableau (columns times rows): see "Limits" in docs/mathematics.md."""
NO_REASON = ""


# The linear programme


@dataclass(frozen=True, slots=True)
class Outage:
    """A number of seconds in a stratum in which these components are down at the cost of their budgets.

    ``reasons`` are those for which components are down, where they have one.
    """

    stratum: Stratum
    down: frozenset[str]
    seconds: Fraction
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Downtime:
    """The longest downtime in seconds, the outages that add up to it, and for each limit the gain of a second more."""

    seconds: Fraction
    outages: tuple[Outage, ...]
    prices: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class JointOutage:
    """What may be down at once in a stratum (by its number), for which reasons, and what of it is excused behind.

    ``charged`` are the excuses (limited ones) that it uses up; ``excused`` the numbers of the limits of downtime
    that it counts against only by their share.
    """

    stratum: int
    down: frozenset[str]
    reasons: tuple[tuple[str, str], ...] = ()
    excused: frozenset[int] = frozenset()
    charged: frozenset[Excuse] = frozenset()


class Programme:
    """The linear programme of one window: what may be down at once, and the bounds that hold of it.

    Each stratum gives its time to minimal cut sets, less the components that are down for free.  A schedule in which
    more components are down at a moment than one cut set is no longer for it, so this is the most; and any amounts that
    keep to the limits are a schedule.  A component may be down for no reason, or for one that somebody behind
    excuses: then a second of it leaves the counted time there, and costs the share of a second.
    Formula: "Availability: what is guaranteed" in docs/mathematics.md.
    """

    def __init__(self, window: Times, columns: tuple[JointOutage, ...]) -> None:
        self.window, self.columns = window, columns

    @property
    def cells(self) -> int:
        """How large the tableau of the programme is."""
        return len(self.columns) * len(self._rows[0])

    @cached_property
    def _rows(self) -> tuple[tuple[tuple[int, ...], ...], tuple[Fraction, ...], tuple[int, ...]]:
        """The rows in whole numbers with their bounds, and by how much each was multiplied for it."""
        window, columns = self.window, self.columns
        rows: list[tuple[int, ...]] = []
        bounds: list[Fraction] = []
        scales: list[int] = []
        for number, stratum in enumerate(window.strata):
            rows.append(tuple(int(one.stratum == number) for one in columns))
            bounds.append(stratum.seconds)
            scales.append(1)
        for number, limit in enumerate(window.limits):
            share, held = (
                limit.budget.share,
                [one.stratum in limit.strata and bool(limit.components & one.down) for one in columns],
            )
            is_excused = any(number in one.excused for one in columns)
            scale = share.denominator if is_excused else 1
            rows.append(
                tuple(
                    int(share * scale if number in one.excused else scale) * limit.often.get(one.stratum, 1)
                    if counts
                    else 0
                    for one, counts in zip(columns, held, strict=True)
                )
            )
            bounds.append(limit.budget.seconds * scale * limit.number)
            scales.append(scale)
        for of in window.excused:
            row = tuple(
                of.often.get(one.stratum, 1) if one.stratum in of.strata and of.excuse in one.charged else 0
                for one in columns
            )
            if any(row):
                assert of.excuse.seconds is not None
                rows.append(row)
                bounds.append(of.excuse.seconds * of.number)
                scales.append(1)
        return tuple(rows), tuple(bounds), tuple(scales)

    def best(self, worth: Collection[Fraction]) -> Optimum:
        """The amounts of the columns that are worth most, if a second of each is worth so much."""
        rows, bounds, scales = self._rows
        scale = lcm(*(one.denominator for one in worth)) if worth else 1
        found = maximise(tuple(one.numerator * (scale // one.denominator) for one in worth), rows, bounds)
        prices = tuple(price * of / scale for price, of in zip(found.prices, scales, strict=True))
        return Optimum(found.value / scale, found.amounts, prices)

    def outages(self, amounts: Collection[Fraction]) -> tuple[Outage, ...]:
        """The amounts of the columns as outages."""
        return tuple(
            Outage(self.window.strata[one.stratum], one.down, seconds, one.reasons)
            for one, seconds in zip(self.columns, amounts, strict=True)
            if seconds
        )

    def prices(self, best: Optimum) -> tuple[Fraction, ...]:
        """What a second more of each limit of downtime is worth."""
        first = len(self.window.strata)
        found = best.prices[first : first + len(self.window.limits)]
        return tuple(price * limit.number for price, limit in zip(found, self.window.limits, strict=True))


def programme(cut_sets: Sets, window: Times) -> Programme | TooLarge:
    """The linear programme of a window."""
    rows = len(window.strata) + len(window.limits) + len(window.excused)
    holding: list[list[int]] = [[] for _ in window.strata]
    for number, limit in enumerate(window.limits):
        for stratum in limit.strata:
            holding[stratum].append(number)
    columns: list[JointOutage] = []
    for number, each in enumerate(window.strata):
        # A component that is down for free costs nothing: it leaves the cut set, and smaller sets may become minimal.
        for down in minimal(one - each.free for one in cut_sets) if each.free else cut_sets:
            limits = [n for n in holding[number] if window.limits[n].components & down]
            for column in _ways(number, each, down, limits, window.limits):
                columns.append(column)
                # Columns times rows: a larger tableau is not built, and the promise is undecidable.
                if len(columns) * rows > LIMIT:
                    return TooLarge("combinations of outages, times and budgets", LIMIT)
    return Programme(window, tuple(columns))


def _ways(
    number: int, stratum: Stratum, down: frozenset[str], counting: list[int], limits: tuple[DowntimeLimit, ...]
) -> Iterator[JointOutage]:
    """The ways in which some components can be down at once: for no reason, or for reasons that are excused behind."""
    yield JointOutage(number, down)
    # Budgets of one promise behind, in windows that overlap, excuse the same.
    alike: dict[tuple[tuple[Excuse, ...], frozenset[str]], list[int]] = {}
    for n in counting:
        usable = tuple(one for one in limits[n].budget.excuses if one in stratum.excuses)
        if usable:
            alike.setdefault((usable, limits[n].components & down), []).append(n)
    if not alike:
        return
    names = sorted(down)
    reasons = {
        name: sorted({each for usable, of in alike if name in of for one in usable for each in one.reasons})
        for name in names
    }
    for chosen in product(*([NO_REASON, *reasons[name]] for name in names)):
        named = {name: reason for name, reason in zip(names, chosen, strict=True) if reason}
        if not named:
            continue
        # For each promise behind: what is down counts, or is excused with one excuse for each component.
        options: list[list[tuple[tuple[int, ...], frozenset[str], frozenset[Excuse]]]] = []
        for (usable, of), numbers in alike.items():
            found = [
                frozenset(one for one in excuses if one.seconds is not None)
                for excuses in product(
                    *([one for one in usable if named.get(name) in one.reasons] for name in sorted(of))
                )
            ]
            # What is excused without a limit is never better counted.
            unlimited = [charged for charged in found if not charged]
            excused = [(tuple(numbers), of, charged) for charged in dict.fromkeys(unlimited or found)]
            options.append([*([] if unlimited else [((), frozenset[str](), frozenset[Excuse]())]), *excused])
        for together in product(*options):
            used = frozenset[str]().union(*(of for _, of, _ in together))
            if named.keys() <= used:
                yield JointOutage(
                    number,
                    down,
                    tuple(named.items()),
                    frozenset(n for numbers, _, _ in together for n in numbers),
                    frozenset[Excuse]().union(*(charged for _, _, charged in together)),
                )


def longest_downtime(cut_sets: Sets, window: Times) -> Downtime | TooLarge:
    """The longest time for which the limits permit that all components of some cut set are down at once.

    With path sets and budgets of uptime the result is the longest uptime (``ceiling``).
    """
    found = programme(cut_sets, window)
    if isinstance(found, TooLarge):
        return found
    best = found.best((Fraction(1),) * len(found.columns))
    return Downtime(best.value, found.outages(best.amounts), found.prices(best))


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
