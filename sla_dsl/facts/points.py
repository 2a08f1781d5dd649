"""The points of all promises together, added up over a time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ..algebra.intervals import Interval
from ..algebra.zones import Instant
from ..model.quantity import Quantity
from ..model.remedies import POINTS
from .award import Award
from .reported import WindowFigure


@dataclass(frozen=True, slots=True)
class Points:
    """The awards of points of an agreement, in the order in which their windows end."""

    awards: tuple[Award, ...] = ()

    @classmethod
    def of(cls, awards: Iterable[Award]) -> Points:
        """The points among the awards of an agreement."""
        return cls(tuple(sorted((one for one in awards if one.kind == POINTS), key=_end)))

    def number(self, span: Interval) -> Quantity | None:
        """How many there are in windows that end in a time; none if that is not known."""
        within = [one.amount for one in self._within(span)]
        known = [one.amount for one in within if one is not None]
        return Quantity(amount=sum(known, Fraction(0))) if len(known) == len(within) else None

    def windows(self, span: Interval) -> tuple[WindowFigure, ...]:
        """The windows that end in a time and earn points."""
        return tuple(one.told for one in self._within(span) if one.amount is not None and one.amount.amount)

    def _within(self, span: Interval) -> tuple[Award, ...]:
        first, last = (bisect_right(self.awards, at, key=_end) for at in span)
        return self.awards[first:last]


def _end(one: Award) -> Instant:
    return one.told.end
