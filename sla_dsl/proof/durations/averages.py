"""Means and medians of durations behind a promise of their kind: they add, as long as all hours are the same."""

from __future__ import annotations

from fractions import Fraction

from ...algebra.clocks import Limit
from ...algebra.paths import Chain, Group, hops
from ...algebra.shares import Term, along_path, carries
from ...algebra.undecidable import Undecidable
from ...model.objective import Objective
from ...model.quantity import Quantity
from ...wording.figures import promise_text, seconds_text
from ..behind.carriers import share_of
from ..behind.strictness import is_strict, only_reached
from ..verdict import Findings, Value
from .legs import Leg, Legs
from .pooling import kind_of
from .strictness import sum_is_strict


def is_average(promise: Objective, legs: Legs) -> bool:
    """Whether a mean or a median is carried by others, so that no run of single cases bounds it."""
    averages = (leg.carrier is not None and share_of(leg.carrier.objective) is None for leg in hops(legs))
    return share_of(promise) is None and any(averages)


def prove_average(promise: Objective, limit: Limit, legs: Legs, found: Findings) -> None:
    """Compares what the hops' means add up to with the promise; through different hours they bound nothing."""
    whole = along_path(_terms(legs)) if _is_in_the_same_hours(limit, legs) else _DIFFERENT
    promised = _seconds(limit)
    carried = whole if isinstance(whole, Undecidable) else carries(whole, Term(promised, of=kind_of(promise)))
    if isinstance(whole, Undecidable) or isinstance(carried, Undecidable):
        reason = carried.reason if isinstance(carried, Undecidable) else ""
        found.add(
            "undecidable",
            "backing/not-comparable",
            f"`{promise.address}`: {reason}",
            promise.address,
            help="have all hops count in the same hours, or bound every case behind it",
        )
        return
    found.guaranteed = Value(whole.bound, seconds_text(whole.bound))
    found.slack = seconds_text(promised - whole.bound)
    if whole.bound > promised:
        found.add(
            "unbacked",
            "backing/too-slow",
            f"what carries `{promise.address}` comes to {found.guaranteed.text}, where {promise_text(promise)} is "
            "promised",
            promise.address,
            example=f"every agreement behind it is met with {found.guaranteed.text}",
            help=f"strengthen what is behind it, or promise {found.guaranteed.text}",
        )
    elif whole.bound == promised and is_strict(promise) and not sum_is_strict(legs):
        only_reached(promise, found.guaranteed.text, "backing/too-slow", found)


_DIFFERENT = Undecidable("how a mean or a median runs through other hours depends on when its cases come")


def _is_in_the_same_hours(limit: Limit, legs: Legs) -> bool:
    every = [limit, *(leg.limit for leg in hops(legs))]
    elapsing = all(isinstance(one.time, Quantity) and one.time.unit == "s" and one.cut_off is None for one in every)
    return elapsing and len({one.hours or "24x7" for one in every}) == 1


def _terms(legs: Legs) -> Chain[Term]:
    return tuple(
        Group(leg.kind, tuple(_terms(route) for route in leg.routes)) if isinstance(leg, Group) else _term(leg)
        for leg in legs
    )


def _term(leg: Leg) -> Term:
    if leg.carrier is None:
        return Term(_seconds(leg.limit))
    kept = share_of(leg.carrier.objective)
    return Term(_seconds(leg.limit), Fraction(0) if kept is None else 1 - kept, kind_of(leg.carrier.objective))


def _seconds(limit: Limit) -> Fraction:
    return limit.time.amount if isinstance(limit.time, Quantity) else Fraction(0)
