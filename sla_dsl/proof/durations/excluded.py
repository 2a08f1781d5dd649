"""Excluded: what hops exclude up to a limit and the promise does not, at most.

(docs/mathematics.md, Pauses)
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ...algebra.clocks import TimeLimit
from ...algebra.paths import hops
from ...model.quantity import Quantity
from ..behind.carriers import Carrier
from ..behind.exclusions import not_excused
from ..behind.limits import YEAR
from ..behind.limits import seconds as limit_seconds
from ..case import Case
from .lateness import Lateness, is_elapsing, lateness, seconds
from .legs import Legs
from .spread import shortest_length
from .waits import pause_seconds, pauses_of, waits_freely

_ROUNDS = 5
"""How often it is looked whether what is excluded puts a case into further windows."""


def excluded_at_most(case: Case, legs: Legs) -> Fraction | None:
    """The most seconds that hops exclude up to limits and the promise does not; none if that is not known."""
    found = [_excluded(case, leg.limit, leg.carrier) for leg in hops(legs) if leg.carrier is not None]
    known = [one for one in found if one is not None]
    return sum(known, Fraction(0)) if len(known) == len(found) else None


def _excluded(case: Case, limit: TimeLimit, carrier: Carrier) -> Fraction | None:
    """What is excluded at a hop: its limits, as often as the case may be there in a window of each."""
    left = [one for one in not_excused(case, carrier) if one.limit is not None]
    if not left:
        return Fraction(0)
    if any(one.further for one in left):
        return None
    limits = [
        (limit_seconds(one.limit), shortest_length(one.window or carrier.objective.window or YEAR)) for one in left
    ]
    clock = case.context.clock(carrier.objective)
    is_free = waits_freely(case.context, carrier, limited_too=False) or (clock is not None and clock.reopened)
    if is_free or not is_elapsing(limit) or limit.cut_off is not None:
        return None
    paused = sum((pause_seconds(one) or 0 for one in pauses_of(case.context, carrier.objective)), Fraction(0))
    at_once = TimeLimit(Quantity(amount=Fraction(0), unit="s"), case.agreement.zone or "UTC")
    found = Fraction(0)
    for _ in range(_ROUNDS):
        time = Quantity(amount=seconds(limit) + paused + found, unit="s")
        whole = lateness(case, at_once, (replace(limit, time=time),))
        if not isinstance(whole, Lateness):
            return None
        more = Fraction(0)
        for most, length in limits:
            if most is None or length is None:
                return None
            more += most * (2 + int(whole.figure // length))
        if more == found:
            return found
        found = more
    return None
