"""The least change of one number with which a chain keeps a promise from every start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import count
from math import ceil

from ..model.phrases import Deadline
from ..model.quantity import Quantity
from .clocks import TimeLimit, objection
from .courses import WorstStart
from .openings import Diary
from .paths import Chain, Group, hops, worst_start


def largest_hop(
    diary: Diary, promise: TimeLimit, chain: Chain[TimeLimit], at: int, first: date, last: date
) -> Quantity | None:
    """The longest time that hop ``at`` (as ``hops`` counts them) may take, in whole minutes, days or months.

    At most the time that it takes now; none if no shorter time of this hop suffices alone, or its time is a deadline.
    """
    time = list(hops(chain))[at].time
    if isinstance(time, Deadline):
        return None

    def is_too_long(steps: int) -> bool:
        return not _is_kept(diary, promise, _with(chain, at, _steps(time, steps)), first, last)

    # A shorter hop never makes a chain later, so halving finds the exact limit ("Paths" in docs/mathematics.md).
    steps = _first(is_too_long, 1, ceil(time.amount / _step(time)) + 1) - 1
    return _steps(time, steps) if steps else None


def least_promise(
    diary: Diary, promise: TimeLimit, chain: Chain[TimeLimit], first: date, last: date
) -> Quantity | None:
    """The shortest time that can be promised in the promise's hours, in whole minutes, days or months.

    None if none can be computed, or the promise is a deadline.
    """
    time = promise.time
    if isinstance(time, Deadline):
        return None

    def is_kept(steps: int) -> bool:
        return _is_kept(diary, replace(promise, time=_steps(time, steps)), chain, first, last)

    for doublings in count():
        most = 1 << doublings
        if objection(diary.almanac, replace(promise, time=_steps(time, most))):
            return None
        if is_kept(most):
            return _steps(time, _first(is_kept, most // 2 + 1, most))
    return None


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The first number from ``low`` to ``high`` for which something holds that then holds for all larger numbers."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _step(time: Quantity) -> int:
    """One step in the base unit of a time: a minute (in seconds), a day or a month."""
    return 60 if time.unit == "s" else 1


def _steps(time: Quantity, steps: int) -> Quantity:
    return time.model_copy(update={"amount": Fraction(steps * _step(time))})


def _is_kept(diary: Diary, promise: TimeLimit, chain: Chain[TimeLimit], first: date, last: date) -> bool:
    found = worst_start(diary, promise, chain, first, last)
    # What ends exactly when it is due is in time (docs/meaning.md, When a case is late).
    return found is None or (isinstance(found, WorstStart) and found.late <= 0)


def _with(chain: Chain[TimeLimit], at: int, time: Quantity) -> Chain[TimeLimit]:
    """The chain with another time for one of its hops."""
    changed: list[TimeLimit | Group[TimeLimit]] = []
    for hop in chain:
        if isinstance(hop, Group):
            routes = []
            for route in hop.routes:
                routes.append(_with(route, at, time))
                at -= len(list(hops(route)))
            changed.append(Group(hop.kind, tuple(routes)))
        else:
            changed.append(replace(hop, time=time) if at == 0 else hop)
            at -= 1
    return tuple(changed)
