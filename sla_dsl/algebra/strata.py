"""Measured time cut into strata: the times at which the same may be down at the cost of the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

from .intervals import Interval, Intervals, clipped, measure, union
from .windows import Budget, Excuse, chain


@dataclass(frozen=True)
class Supply:
    """The agreements behind one component: when one of them answers for it, and their budgets of downtime.

    ``covered`` lies within their hours and terms.  Outside of it nobody answers, and the component may be down at any
    time. Within it the component may be down for as long as the budgets of all windows that hold the moment allow.
    """

    covered: Intervals
    budgets: tuple[Budget, ...]

    @cached_property
    def by_promise(self) -> list[list[Budget]]:
        """The budgets of each promise in order of their starts and ends; those without such an order one by one."""
        found: dict[str, list[Budget]] = defaultdict(list)
        for budget in self.budgets:
            found[budget.promise].append(budget)
        ordered = [sorted(each, key=lambda one: one.span) for each in found.values()]
        return [
            part
            for each in ordered
            for part in (
                [each] if all(a.span[1] <= b.span[1] for a, b in pairwise(each)) else [[budget] for budget in each]
            )
        ]


@dataclass(frozen=True, slots=True)
class Stratum:
    """The times at which the same components may be down for free, and the others at the cost of the same budgets.

    ``excuses`` are those that can be had in them.  One that stands for several has the times of each in ``alike``.
    """

    spans: Intervals
    free: frozenset[str] = frozenset()
    excuses: frozenset[Excuse] = frozenset()
    alike: tuple[Intervals, ...] = ()

    @property
    def apart(self) -> tuple[Stratum, ...]:
        """Those for which it stands."""
        return tuple(replace(self, spans=each, alike=()) for each in self.alike) or (self,)

    @property
    def seconds(self) -> Fraction:
        """The total length of these times."""
        return Fraction(measure(self.spans))


@dataclass(frozen=True, slots=True)
class DowntimeLimit:
    """Some components are down for at most the seconds of a budget in some strata (by their numbers) together.

    Of limits that are alike one stands for ``number`` of them; ``often`` is in how many of these a stratum lies, if
    that is not one.
    """

    components: frozenset[str]
    strata: frozenset[int]
    budget: Budget
    number: int = 1
    often: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExcuseLimit:
    """What is excused in some strata (by their numbers) together: one window of the limit of an excuse.

    ``most`` is what can be down for its reasons in the window, if that is known.  Limits that are alike are one, as
    those of downtime are.
    """

    excuse: Excuse
    strata: frozenset[int]
    most: Fraction | None = None
    number: int = 1
    often: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Times:
    """The measured time of a window in strata, the limits of downtime in them, and those of what is excused."""

    strata: tuple[Stratum, ...]
    limits: tuple[DowntimeLimit, ...]
    excused: tuple[ExcuseLimit, ...] = ()

    @property
    def seconds(self) -> Fraction:
        """The length of the measured time."""
        return sum((stratum.seconds for stratum in self.strata), Fraction(0))


def times(
    measured: Intervals,
    supplies: Mapping[str, Supply],
    own: Collection[Excuse] = (),
    *,
    chained: bool = False,
    fold: bool = True,
) -> Times:
    """Measured time, cut wherever hours, terms, windows of budgets, or times and windows of excuses, begin or end.

    ``own`` are the excuses of the promise itself; those of what stands behind it are in the budgets.  With ``chained``,
    of windows that overlap (rolling ones) only those count that reach furthest in turn, from either end: fewer limits,
    which allow more.  What is alike is one stratum, unless it is not to ``fold``.
    """
    if not measured:
        return Times((), ())
    hull = (measured[0][0], measured[-1][1])
    held = list(_held(supplies, hull, chained))
    excuses = list(dict.fromkeys((*own, *(excuse for _, budget in held for excuse in budget.excuses))))
    taken = [set(_ends(excuse.windows, hull) if chained else excuse.windows) for excuse in excuses]
    limited = [
        (number, place)
        for number, excuse in enumerate(excuses)
        for place, window in enumerate(excuse.windows)
        if excuse.seconds is not None and window in taken[number] and _meets(window, hull)
    ]
    marked: list[tuple[tuple[Any, ...], Intervals]] = [
        *((("covered", name), clipped(supply.covered, hull)) for name, supply in supplies.items()),
        *((("budget", n), _counting(budget, hull)) for n, (_, budget) in enumerate(held)),
        *((("open", n), clipped(excuse.times, hull)) for n, excuse in enumerate(excuses) if excuse.times is not None),
        *((("limit", n, place), (excuses[n].windows[place],)) for n, place in limited),
    ]
    always = frozenset(n for n, excuse in enumerate(excuses) if excuse.times is None)
    pieces: dict[tuple[frozenset[str], frozenset[int], frozenset[int], frozenset[tuple[int, int]]], list[Interval]]
    pieces = defaultdict(list)
    for piece, marks in _swept(measured, marked):
        windows = frozenset((mark[1], mark[2]) for mark in marks if mark[0] == "limit")
        opened = always | {mark[1] for mark in marks if mark[0] == "open"}
        # Where none of its windows lies, a limit allows nothing.
        around = {number for number, _ in windows}
        usable = frozenset(n for n in opened if excuses[n].seconds is None or n in around)
        uncovered = frozenset(supplies.keys() - {mark[1] for mark in marks if mark[0] == "covered"})
        counting = frozenset(mark[1] for mark in marks if mark[0] == "budget")
        within = frozenset(each for each in windows if each[0] in usable)
        pieces[uncovered, counting, usable, within].append(piece)
    keys = list(pieces)
    in_budget: list[set[int]] = [set() for _ in held]
    in_limit: dict[tuple[int, int], set[int]] = {each: set() for each in limited}
    for i, (free, counting, _, within) in enumerate(keys):
        for n in counting:
            if not held[n][0] <= free:
                in_budget[n].add(i)
        for each in within:
            in_limit[each].add(i)
    limits = (DowntimeLimit(of, frozenset(in_budget[n]), budget) for n, (of, budget) in enumerate(held))
    excused = (
        ExcuseLimit(excuses[n], frozenset(strata), excuses[n].most[place] if excuses[n].most else None)
        for (n, place), strata in in_limit.items()
    )
    found = Times(
        tuple(Stratum(union(pieces[key]), key[0], frozenset(excuses[n] for n in key[2])) for key in keys),
        tuple(limit for limit in limits if limit.strata),
        tuple(limit for limit in excused if limit.strata),
    )
    return folded(found, frozenset(own)) if fold else found


def shape(measured: Intervals, supplies: Mapping[str, Supply], *, chained: bool = False) -> Hashable | None:
    """All that `times` goes by, seen from the start of some measured time; none where anything is excused behind.

    Times of one shape differ only in when they are.
    """
    if not measured:
        return ()
    hull = (measured[0][0], measured[-1][1])
    held = list(_held(supplies, hull, chained))
    if any(budget.excuses for _, budget in held):
        return None

    def moved(spans: Intervals) -> Intervals:
        return tuple((start - hull[0], end - hull[0]) for start, end in spans)

    return (
        moved(measured),
        tuple(moved(clipped(supply.covered, hull)) for supply in supplies.values()),
        tuple(
            (of, moved(_counting(budget, hull)), budget.promise, budget.share, budget.counted, budget.excluded)
            for of, budget in held
        ),
    )


FOLDING = 500_000
"""How many steps are spent on finding strata that are alike."""


def folded(window: Times, own: Collection[Excuse] = ()) -> Times:
    """The same with one stratum for all strata that are alike, and one limit for all limits that are.

    Strata are alike if they have the same length, the same is free and excused in them, and they lie in as many limits
    of each kind; limits are, if they are of the same size and hold as many strata of each kind.  The mean of a solution
    over what is alike is a solution, so that the most is the same (Grohe, Kersting, Mladenov and Selman, *Dimension
    reduction via colour refinement*, 2014).  Limits of the promise itself (``own``) are no part of the programme, and
    stay one by one.
    """
    rows: list[DowntimeLimit | ExcuseLimit] = [*window.limits, *window.excused]
    if len(window.strata) < 2 or len(rows) < 2:
        return window
    holding: list[list[int]] = [[] for _ in window.strata]
    for number, row in enumerate(rows):
        for stratum in row.strata:
            holding[stratum].append(number)
    strata = _colours([(one.seconds, one.free, one.excuses) for one in window.strata])
    limits = _colours([_size(number, row, own) for number, row in enumerate(rows)])
    steps = 0
    while True:
        steps += sum(map(len, holding))
        if steps > FOLDING or len(set(strata)) == len(strata):
            return window
        before = len(set(strata)), len(set(limits))
        strata = _colours([(strata[n], tuple(sorted(limits[row] for row in of))) for n, of in enumerate(holding)])
        limits = _colours([(limits[n], tuple(sorted(strata[i] for i in row.strata))) for n, row in enumerate(rows)])
        if (len(set(strata)), len(set(limits))) == before:
            break
    if len(set(strata)) == len(strata):
        return window
    first = {colour: n for n, colour in reversed(list(enumerate(strata)))}
    kept = sorted(set(strata))
    alike: dict[int, list[Intervals]] = {colour: [] for colour in kept}
    for colour, one in zip(strata, window.strata, strict=True):
        alike[colour].append(one.spans)
    merged: list[DowntimeLimit | ExcuseLimit] = []
    for colour in dict.fromkeys(limits):
        those = [n for n, of in enumerate(limits) if of == colour]
        often = {
            strata[stratum]: sum(limits[row] == colour for row in holding[first[strata[stratum]]])
            for stratum in rows[those[0]].strata
        }
        merged.append(replace(rows[those[0]], strata=frozenset(often), number=len(those), often=often))
    return Times(
        tuple(_as_one(window.strata[first[colour]], alike[colour]) for colour in kept),
        tuple(one for one in merged if isinstance(one, DowntimeLimit)),
        tuple(one for one in merged if isinstance(one, ExcuseLimit)),
    )


def _as_one(first: Stratum, alike: Sequence[Intervals]) -> Stratum:
    if len(alike) == 1:
        return first
    return replace(first, spans=union(span for each in alike for span in each), alike=tuple(alike))


def _colours(signs: Sequence[Hashable]) -> list[int]:
    """A number for each sign, the same for the same sign, in the order in which they come."""
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(sign, len(numbers)) for sign in signs]


def _size(number: int, row: DowntimeLimit | ExcuseLimit, own: Collection[Excuse]) -> Hashable:
    """The properties of a limit that make it like another one."""
    if isinstance(row, DowntimeLimit):
        budget = row.budget
        return (row.components, budget.promise, budget.share, budget.seconds, budget.excuses)
    return (number, row.excuse) if row.excuse in own else (None, row.excuse)


def _held(supplies: Mapping[str, Supply], hull: Interval, chained: bool) -> Iterator[tuple[frozenset[str], Budget]]:
    """The budgets in a time, each with the components that it is for; one for several components comes once."""
    seen: set[str] = set()
    for name, supply in supplies.items():
        for budgets in supply.by_promise:
            first = budgets[0]
            if first.over and first.promise in seen:
                continue
            # Windows of one promise begin and end in the same order.
            low = bisect_right(budgets, hull[0], key=lambda one: one.span[1])
            high = bisect_left(budgets, hull[1], key=lambda one: one.span[0])
            if chained and high - low > 1:
                taken = _ends([one.span for one in budgets[low:high]], hull)
            else:
                taken = {one.span for one in budgets[low:high]}
            for budget in budgets[low:high]:
                if budget.span in taken:
                    yield budget.over or frozenset({name}), budget
        seen |= {budgets[0].promise for budgets in supply.by_promise if budgets[0].over}


def _ends(spans: Sequence[Interval], hull: Interval) -> set[Interval]:
    """Of windows that overlap those that reach furthest in turn, from the start of a time and from its end."""
    turned = [(-end, -start) for start, end in reversed(spans)]
    back = ((-end, -start) for start, end in chain(turned, (-hull[1], -hull[0])))
    return {*chain(spans, hull), *back}


def _meets(one: Interval, other: Interval) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _counting(budget: Budget, hull: Interval) -> Intervals:
    """When downtime counts against a budget."""
    span = (max(budget.span[0], hull[0]), min(budget.span[1], hull[1]))
    return (span,) if budget.within is None else clipped(budget.within, span)


def _swept(
    measured: Intervals, marked: Iterable[tuple[tuple[Any, ...], Intervals]]
) -> Iterator[tuple[Interval, frozenset[tuple[Any, ...]]]]:
    """The pieces of some time between the edges of marked times, each with the marks that hold in it."""
    turns: dict[int, list[tuple[tuple[Any, ...], bool]]] = defaultdict(list)
    for mark, spans in marked:
        for start, end in spans:
            turns[start].append((mark, True))
            turns[end].append((mark, False))
    edges = sorted({*turns, *(edge for span in measured for edge in span)})
    holding: set[tuple[Any, ...]] = set()
    number = 0
    for start, end in pairwise(edges):
        # What ends and begins at once goes on.
        holding.difference_update(mark for mark, begins in turns[start] if not begins)
        holding.update(mark for mark, begins in turns[start] if begins)
        while number < len(measured) and measured[number][1] <= start:
            number += 1
        if number < len(measured) and measured[number][0] <= start:
            yield (start, end), frozenset(holding)
