"""Exposure: what is owed for one downtime, or one delay, against what a supplier who causes it pays back.

Both are functions of that time, and step at the borders of bands, at each step and at caps: their difference is
largest at one of these borders.  (docs/mathematics.md, Money)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from ...facts.awarded import Awarded
from ...facts.bounds import OpenError
from ...facts.happened import Happened
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Bound, RemedyKind, Window
from ...model.quantity import Quantity, is_currency
from ...model.remedies import Example, Given
from ..context import Context

AWARDS: tuple[RemedyKind, ...] = ("credit", "penalty", "refund")
"""The awards that a provider owes for a missed promise; a bonus or a charge is the customer's, points are no money."""
MOST_STEPS = 100
"""How many steps of a remedy are tried: between two of them the difference grows by the same amount each time."""
_DAY = 86400
_LENGTHS = {"hour": 3600, "day": _DAY, "week": 7 * _DAY, "month": 30 * _DAY, "quarter": 91 * _DAY, "year": 365 * _DAY}


@dataclass(frozen=True, slots=True)
class Exposure:
    """For so many seconds of downtime (or of delay) the money that is owed, and what comes back of it."""

    seconds: Fraction
    owed: Quantity
    paid: Quantity

    @property
    def left(self) -> Fraction:
        """The loss that does not come back."""
        return self.owed.amount - self.paid.amount


def exposure(
    context: Context, ours: Agreement, objective: Objective, supplier: Agreement, theirs: list[Objective]
) -> Exposure | None:
    """The time for which the most is left of what is owed; none if nothing is, or an amount is not known."""
    if not theirs:
        return None
    front, behind = _Due(context, ours, [objective]), _Due(context, supplier, theirs)
    times = sorted({time for one in (front, behind) for time in one.borders() if 0 < time <= front.length})
    found: list[Exposure] = []
    try:
        for time in times:
            owed, paid = front.due(time), behind.due(time)
            if owed is not None and (paid is None or paid.unit == owed.unit):
                found.append(Exposure(time, owed, paid or Quantity(amount=Fraction(0), unit=owed.unit)))
    except OpenError:
        return None
    # Of the same difference the shortest time: it comes soonest.
    worst = max(found, key=lambda one: (one.left, -one.seconds), default=None)
    return worst if worst is not None and worst.left > 0 else None


class _Due:
    """The amount due in an agreement when its objectives are missed together."""

    def __init__(self, context: Context, agreement: Agreement, objectives: list[Objective]) -> None:
        self.context, self.agreement, self.objectives = context, agreement, objectives
        self.length = _length(objectives[0].window)
        self.is_time = context.composing(objectives[0]).by == "downtime"

    def due(self, time: Fraction) -> Quantity | None:
        """The money for a downtime, or a delay, of so many seconds; none if it is none."""
        value = Quantity(amount=time, unit="s")
        given = (
            Given(subject="downtime", value=value, of=Quantity(amount=max(self.length, time), unit="s"))
            if self.is_time
            else Given(subject="hours-late", value=Quantity(amount=time / 3600))
        )
        names = tuple(one.address.partition("/")[2] for one in self.objectives)
        example = Example(title="", objectives=names, given=(given,), results=(), source=self.agreement.source)
        awarded = Awarded(Happened(self.agreement, self.context.workspace.metrics, example))
        sums = [one for kind in AWARDS if (one := awarded.due(kind)).amount and is_currency(one.unit)]
        if len({one.unit for one in sums}) != 1:
            return None
        return Quantity(amount=sum((one.amount for one in sums), Fraction(0)), unit=sums[0].unit)

    def borders(self) -> Iterator[Fraction]:
        """The times at which what is due may change, each with a second more: some borders are only passed."""
        for time in self._borders():
            yield from (time, time + 1)

    def _borders(self) -> Iterator[Fraction]:
        yield self.length - 1
        levels: list[Bound] = [one.bound for one in self.objectives if isinstance(one.bound, Bound)]
        units: list[Quantity] = []
        for remedy in self.agreement.remedies:
            levels += [band.reached for band in remedy.bands]
            units += [remedy.step.unit] if remedy.step is not None else []
        targets = [self._time(level.value) for level in levels if isinstance(level.value, Quantity)]
        yield from (target for target in targets if target is not None)
        for unit in units:
            size = unit.amount * self.length / 100 if unit.unit == "%" else unit.amount
            if unit.unit in ("%", "s") and size:
                steps = min(ceil(self.length / size), MOST_STEPS)
                for start in (Fraction(0), *(target for target in targets if target is not None)):
                    yield from (start + size * count for count in range(steps + 1))

    def _time(self, level: Quantity) -> Fraction | None:
        """The downtime with which a share of time comes to a level; the delay with which a duration is at its bound."""
        if not self.is_time:
            return Fraction(0)
        return self.length * (100 - level.amount) / 100 if level.unit == "%" else None


def _length(window: Window | None) -> Fraction:
    """How long a window is, with months of 30 days; a year where there is none."""
    if window is not None and isinstance(window.length, Quantity) and window.length.unit in ("s", "day"):
        return window.length.amount * (_DAY if window.length.unit == "day" else 1)
    return Fraction(_LENGTHS[window.period] if window is not None and window.period else _LENGTHS["year"])
