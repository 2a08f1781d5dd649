"""Exposure: what is owed for one downtime, or one delay, against what a supplier who causes it pays back.

Both are functions of that time, and step at the borders of bands, at each step and at caps: their difference is
largest at one of these borders.  What fails in several windows adds up, until a cap of a longer window is reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from ...algebra.scopes import is_at, sums_points
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
    """For so many seconds of downtime (or of delay) the money that is owed, and the money that comes back of it.

    ``times`` is in how many windows it is down for so long: in those of the promise, or of the supplier (``theirs``).
    """

    seconds: Fraction
    owed: Quantity
    paid: Quantity
    times: int = 1
    theirs: bool = False

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
    try:
        return _worst(front, behind, _courses(front, behind)) or _worst(front, behind, _in_several(front, behind))
    except OpenError:
        return None


def _worst(front: _Due, behind: _Due, courses: Iterable[_Course]) -> Exposure | None:
    found: list[Exposure] = []
    for course in courses:
        owed, paid = front.due(course.ours, course.windows), behind.due(course.theirs, course.their_windows)
        if owed is not None and (paid is None or paid.unit_kind == owed.unit_kind):
            paid = paid or Quantity(amount=Fraction(0), unit=owed.unit)
            is_theirs = course.their_windows > course.windows
            time, times = course[2:] if is_theirs else course[:2]
            found.append(Exposure(time, owed, paid, times, is_theirs))
    # Of the same difference the shortest time: it comes soonest.
    worst = max(found, key=lambda one: (one.left, -one.times, -one.seconds), default=None)
    return worst if worst is not None and worst.left > 0 else None


class _Course(NamedTuple):
    """How long something is down in each of so many windows of the promise, and of the supplier."""

    ours: Fraction
    windows: int
    theirs: Fraction
    their_windows: int


def _courses(front: _Due, behind: _Due) -> Iterator[_Course]:
    """The courses at the borders of both sides: in one window, or in as many as a cap counts over."""
    # Windows of other lengths do not come in the same numbers.
    most = max(front.windows, behind.windows) if front.length == behind.length else 1
    for time in front.within({*front.borders(), *behind.borders()}):
        yield from (_Course(time, number, time, number) for number in range(1, most + 1))


def _in_several(front: _Due, behind: _Due) -> Iterator[_Course]:
    """The courses in several windows of one side, two or all, that are one of the other: a quarter has three months."""
    if not (front.is_nested and behind.is_nested):
        return
    borders, others = {*front.borders()}, {*behind.borders()}
    for number in _numbers(behind.length, front.length):
        each = borders | {Fraction(floor(one / number) + more) for one in others for more in (0, 1)}
        yield from (_Course(one, number, number * one, 1) for one in front.within(each))
    for number in _numbers(front.length, behind.length):
        each = borders | {number * one for one in others}
        yield from (_Course(one, 1, one / number, number) for one in front.within(each))


def _numbers(whole: Fraction, part: Fraction) -> list[int]:
    """Two, and as many parts as a whole has."""
    most = floor(whole / part)
    return sorted({2, most}) if most > 1 else []


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
        """Over how many windows a cap counts, at most; one if none does, or points are added up over as many."""
        sums = (one for one in self.agreement.remedies if sums_points(one, self.agreement))
        if any(_length(one.window) > self.length for one in sums):
            return 1
        return max((floor(_length(one.window) / self.length) for one in self.longer), default=1)

    @property
    def is_nested(self) -> bool:
        """Whether its windows of time are made of smaller ones of the calendar, and make larger ones."""
        window = self.objectives[0].window
        return self.is_time and window is not None and window.kind == "calendar" and window.period != "week"

    def within(self, times: Iterable[Fraction]) -> list[Fraction]:
        """The times that fit into a window, in order."""
        return sorted(one for one in times if 0 < one <= self.length)

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
