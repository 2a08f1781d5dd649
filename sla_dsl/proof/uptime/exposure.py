"""Exposure: what is owed for one downtime, or one delay, against what a supplier who causes it pays back.

Both are functions of that time, and step at the borders of bands, at each step and at caps: their difference is
largest at one of these borders.  What fails in several windows adds up, until a cap of a longer window is reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from ...algebra.scopes import is_at
from ...facts.awarded import Awarded
from ...facts.bounds import OpenError
from ...facts.happened import Happened
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Bound, RemedyKind, Window
from ...model.quantity import Quantity, is_currency
from ...model.remedies import Cap, Example, Given
from ..context import Context

AWARDS: tuple[RemedyKind, ...] = ("credit", "penalty", "refund")
"""The awards that a provider owes for a missed promise; a bonus or a charge is the customer's, points are no money."""
MOST_STEPS = 100
"""How many steps of a remedy are tried: between two of them the difference grows by the same amount each time."""
_DAY = 86400
_UNITS = {"s": 1, "day": _DAY, "month": 30 * _DAY}
_LENGTHS = {"hour": 3600, "day": _DAY, "week": 7 * _DAY, "month": 30 * _DAY, "quarter": 91 * _DAY, "year": 365 * _DAY}


@dataclass(frozen=True, slots=True)
class Exposure:
    """For so many seconds of downtime (or of delay) the money that is owed, and what comes back of it.

    ``times`` is in how many windows it is down for so long.
    """

    seconds: Fraction
    owed: Quantity
    paid: Quantity
    times: int = 1

    @property
    def left(self) -> Fraction:
        """The loss that does not come back."""
        return self.owed.amount - self.paid.amount


def exposure(
    context: Context, ours: Agreement, objectives: list[Objective], supplier: Agreement, theirs: list[Objective]
) -> Exposure | None:
    """The time for which the most is left of what is owed for objectives of one window that are missed together.

    None if nothing is left, or an amount is not known.
    """
    if not theirs:
        return None
    front, behind = _Due(context, ours, objectives), _Due(context, supplier, theirs)
    times = sorted({time for one in (front, behind) for time in one.borders() if 0 < time <= front.length})
    # Windows of other lengths do not come in the same numbers.
    most = max(front.windows, behind.windows) if front.length == behind.length else 1
    found: list[Exposure] = []
    try:
        for time in times:
            for number in range(1, most + 1):
                owed, paid = front.due(time, number), behind.due(time, number)
                if owed is not None and (paid is None or paid.unit == owed.unit):
                    found.append(Exposure(time, owed, paid or Quantity(amount=Fraction(0), unit=owed.unit), number))
    except OpenError:
        return None
    # Of the same difference the shortest time: it comes soonest.
    worst = max(found, key=lambda one: (one.left, -one.times, -one.seconds), default=None)
    return worst if worst is not None and worst.left > 0 else None


class _Due:
    """The amount due in an agreement when its objectives are missed together."""

    def __init__(self, context: Context, agreement: Agreement, objectives: list[Objective]) -> None:
        self.context, self.objectives = context, objectives
        self.length = _length(objectives[0].window)
        self.is_time = context.composing(objectives[0]).by == "downtime"
        self.longer = [one for one in agreement.caps if not one.each_case and self._is_longer(one)]
        short = tuple(one for one in agreement.caps if one not in self.longer)
        self.agreement = agreement.model_copy(update={"caps": short})
        self._once: dict[Fraction, tuple[tuple[RemedyKind, Quantity, tuple[Fraction, ...]], ...]] = {}

    @property
    def windows(self) -> int:
        """Over how many windows a cap counts, at most; one if none counts over more than one."""
        return max((floor(_length(one.window) / self.length) for one in self.longer), default=1)

    def _is_longer(self, cap: Cap) -> bool:
        # How long an invoice is for is not known.
        return cap.window is not None and cap.window.kind != "invoice" and _length(cap.window) > self.length

    def due(self, time: Fraction, times: int) -> Quantity | None:
        """The money for a downtime, or a delay, of so many seconds in each of some windows; none if it is none."""
        if time not in self._once:
            self._once[time] = tuple(self._in_one_window(time))
        sums = self._once[time]
        if len({one.unit for _, one, _ in sums}) != 1:
            return None
        total = sum((min([one.amount * times, *caps]) for _, one, caps in sums), Fraction(0))
        return Quantity(amount=total, unit=sums[0][1].unit)

    def _in_one_window(self, time: Fraction) -> Iterator[tuple[RemedyKind, Quantity, tuple[Fraction, ...]]]:
        """The amount of each kind that is due for one window, with the caps of longer ones."""
        value = Quantity(amount=time, unit="s")
        given = (
            Given(subject="downtime", value=value, of=Quantity(amount=max(self.length, time), unit="s"))
            if self.is_time
            else Given(subject="hours-late", value=Quantity(amount=time / 3600))
        )
        names = tuple(one.address.partition("/")[2] for one in self.objectives)
        example = Example(title="", objectives=names, given=(given,), results=(), source=self.agreement.source)
        awarded = Awarded(Happened(self.agreement, self.context.workspace.metrics, example))
        for kind in AWARDS:
            one = awarded.due(kind)
            if one.amount and is_currency(one.unit):
                yield kind, one, tuple(self._limits(awarded, kind, one.unit))

    def _limits(self, awarded: Awarded, kind: RemedyKind, unit: str) -> Iterator[Fraction]:
        for cap in self.longer:
            if cap.kind != kind:
                continue
            # A cap of some promises alone, or at times, is none of all together.
            if cap.when is not None or cap.scope or not all(_is_about(cap, one) for one in self.objectives):
                raise OpenError("a cap is one of some promises alone", "cap all of them together")
            bases = {one.base for one in self.agreement.remedies if one.kind == kind}
            limits = [awarded.amount(cap.amount, self.objectives[0], base) for base in bases]
            yield from (one.amount for one in limits if one.unit == unit)

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


def _is_about(cap: Cap, objective: Objective) -> bool:
    return not cap.objectives or is_at(objective, *cap.objectives)


def _length(window: Window | None) -> Fraction:
    """How long a window is, with months of 30 days; a year where there is none."""
    if window is not None and isinstance(window.length, Quantity) and window.length.unit in _UNITS:
        return window.length.amount * _UNITS[window.length.unit]
    return Fraction(_LENGTHS[window.period] if window is not None and window.period else _LENGTHS["year"])
