"""What a promise loses in the worst case where it excuses downtime itself: less counts, above and below the line.

With downtime D that counts and E that is excused, of a time M, a promise loses D / (M - E).  The largest such
fraction is found by programmes that are linear (Dinkelbach, *On nonlinear fractional programming*, 1967).
(docs/mathematics.md, Exclusions)
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from .availability import Outage, Programme
from .windows import Excuse

LIMIT = 60
"""How many ways to use up limits are tried: see "Limits" in docs/mathematics.md."""
CELLS = 200_000
"""And how many cells the programmes of all these ways may have; the first is always tried."""
Held = tuple[int, ...]
"""Columns (by their numbers) that one window of a limit of the promise holds together."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The downtime that counts, and the downtime that is excused, in the worst case for a promise.

    ``more`` is by how much it may be worse than this, where not all ways to use up limits were tried.
    """

    counted: Fraction
    excused: Fraction
    outages: tuple[Outage, ...] = ()
    more: Fraction = Fraction(0)


@dataclass(slots=True)
class OwnExcuses:
    """What of the columns of a programme the promise excuses itself: without a limit, or up to one.

    Of a part (the columns that one window of a limit holds) so many seconds are excused, and the rest counts.
    """

    programme: Programme
    own: tuple[Excuse, ...]
    free: frozenset[int] = field(init=False)
    parts: list[tuple[Held, Fraction, Fraction]] = field(init=False)

    def __post_init__(self) -> None:
        window = self.programme.window
        free: set[int] = set()
        held: dict[int, list[int]] = {}
        for n, column in enumerate(self.programme.columns):
            fitting = [
                one
                for one in self.own
                if one in window.strata[column.stratum].excuses
                and any(reason in one.reasons for _, reason in column.reasons)
            ]
            # Of two at once that without a limit counts, else the first of the text.
            if any(one.seconds is None for one in fitting):
                free.add(n)
            elif fitting:
                number = next(
                    number
                    for number, of in enumerate(window.excused)
                    if of.excuse is fitting[0] and column.stratum in of.strata
                )
                held.setdefault(number, []).append(n)
        self.free, self.parts = frozenset(free), []
        for number, columns in held.items():
            of = window.excused[number]
            length = sum((window.strata[i].seconds for i in of.strata), Fraction(0))
            assert of.excuse.seconds is not None
            most = length if of.most is None else min(length, of.most)
            self.parts.append((tuple(columns), of.excuse.seconds, most))

    def worst(self, price: Fraction) -> Lost:
        """The amounts for which the downtime that counts, and a share of what is excused, is the most."""
        best: tuple[Fraction, Lost] | None = None
        most, tried, limit = Fraction(0), 0, min(LIMIT, CELLS // (self.programme.cells or 1))
        # What is promising comes first; the number makes each entry different.
        left: list[tuple[Fraction, int, Mapping[int, bool]]] = [(Fraction(0), 0, {})]
        while left:
            known, _, decided = heapq.heappop(left)
            if best is not None and (-known <= best[0] or tried >= limit):
                most = max(-known, best[0])
                break
            tried += 1
            worth, certain = self._worth(price, decided)
            found = self.programme.best(worth)
            bound = found.value - certain
            lost = self._lost(found.amounts)
            value = lost.counted + price * lost.excused
            if best is None or value > best[0]:
                best = value, lost
            undecided = [n for n in range(len(self.parts)) if n not in decided]
            if bound > best[0] and undecided:
                # The part whose estimate is furthest from the truth is looked at both ways.
                part = max(undecided, key=lambda n: self._estimate(n, price, found.amounts))
                for way in (True, False):
                    heapq.heappush(left, (-bound, 2 * tried + way, {**decided, part: way}))
        assert best is not None
        return replace(best[1], more=max(most - best[0], Fraction(0)))

    def _worth(self, price: Fraction, decided: Mapping[int, bool]) -> tuple[tuple[Fraction, ...], Fraction]:
        """What a second of each column is worth, and how much too much that is.

        Of T seconds in a part with limit L there count max(p·T, T - (1 - p)·L).  As long as it is not decided which of
        the two is more, the chord from nothing to the most that there can be lies above both.
        """
        worth = [Fraction(1)] * len(self.programme.columns)
        for n in self.free:
            worth[n] = price
        certain = Fraction(0)
        for number, (columns, limit, most) in enumerate(self.parts):
            if decided.get(number):
                certain += (1 - price) * limit
                continue
            slope = price
            if number not in decided and most > limit:
                slope = max(price, (most - (1 - price) * limit) / most)
            for n in columns:
                worth[n] = slope
        return tuple(worth), certain

    def _estimate(self, part: int, price: Fraction, amounts: tuple[Fraction, ...]) -> Fraction:
        columns, limit, most = self.parts[part]
        if most <= limit:
            return Fraction(0)
        total = sum((amounts[n] for n in columns), Fraction(0))
        slope = max(price, (most - (1 - price) * limit) / most)
        return slope * total - max(price * total, total - (1 - price) * limit)

    def _lost(self, amounts: tuple[Fraction, ...]) -> Lost:
        spent = {n: amount for n, amount in enumerate(amounts) if amount}  # few of them are
        excused = sum((amount for n, amount in spent.items() if n in self.free), Fraction(0))
        for columns, limit, _ in self.parts:
            excused += min(limit, sum((spent[n] for n in columns if n in spent), Fraction(0)))
        total = sum(spent.values(), Fraction(0))
        return Lost(total - excused, excused, self.programme.outages(amounts))

    def largest_share(self, counted: Fraction, known: Fraction = Fraction(0)) -> Lost:
        """The amounts for which the largest share of a time (in seconds), less what is excused, is lost.

        If that is no more than a ``known`` share, any amounts that lose no more.  ``more`` is a share here.
        """
        price, found = known, None
        while True:
            lost = self.worst(price)
            rest = counted - lost.excused
            # Where all is excused, nothing is left to be lost.
            if rest <= 0 or lost.counted <= price * rest:
                break
            price, found = lost.counted / rest, lost
        return replace(found or lost, more=self._more(price, lost, counted))

    def _more(self, price: Fraction, lost: Lost, counted: Fraction) -> Fraction:
        """By how much more than a share may be lost, for all that is known."""
        over = lost.counted + price * lost.excused + lost.more - price * counted
        if over <= 0 or not counted:
            return Fraction(0)
        step = over / counted
        while price + step < 1:
            lost = self.worst(price + step)
            if lost.counted + (price + step) * lost.excused + lost.more <= (price + step) * counted:
                return step
            step *= 2
        return 1 - price
