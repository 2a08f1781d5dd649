"""Durations of cases: response, restoration, resolution, recovery, along hand-offs or over components."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from ...algebra.clocks import Limit
from ...algebra.courses import Endless
from ...algebra.openings import Moment
from ...algebra.paths import Group, hops
from ...algebra.undecidable import Undecidable
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Bound
from ...model.services import Component, Redundant, Structure
from ...wording.figures import moment, promise_text, seconds_text
from ..behind.carriers import check_carrier, check_terms
from ..behind.comparable import check_comparable, check_counted_whole
from ..behind.components import Composition, composition
from ..behind.exclusions import check_unlimited
from ..behind.strictness import is_strict, only_reached
from ..context import Context
from ..verdict import Findings, LateCase, Step, Value
from .averages import is_average, prove_average
from .lateness import Lateness, late_case, lateness, mending_hops
from .leg_checks import check_left_out, check_pauses, check_stop
from .legs import Leg, LegFinder, Legs, leg_of, limit_of, limits, steps
from .pooling import Miss, check_shares
from .strictness import end_is_strict, sum_is_strict

NEEDS_PATH = ("recovery-time", "outage-length")
"""Metrics that speak of the service, not of a case, and so need to be told how the hand-offs run."""


def prove_duration(context: Context, agreement: Agreement, promise: Objective, found: Findings) -> None:
    """Runs the hand-offs of a case from every start at which the answer can change, against the promise's deadline."""
    limit = limit_of(context, agreement, promise)
    if limit is None:
        found.add(
            "undecidable",
            "backing/not-comparable",
            f"`{promise.address}` is bounded in a way that durations cannot be compared with",
        )
        return
    legs = _legs(context, agreement, promise, found)
    if not legs:
        return
    carriers = [leg.carrier for leg in hops(legs) if leg.carrier is not None]
    check_left_out(agreement, carriers, found)
    for carrier in carriers:
        check_terms(context, agreement, [carrier.agreement], found)
        check_carrier(agreement, promise, carrier, found)
        check_unlimited(context, agreement, promise, carrier, found, limited_too=True)
        check_comparable(agreement, promise, carrier, found)
        check_counted_whole(promise, carrier, found)
        check_pauses(context, promise, carrier, found)
    for leg in _last(legs):
        if leg.carrier is not None:
            check_stop(context, promise, leg.carrier, found)
    found.steps.append(Step(f"`{promise.address}` promises {promise_text(promise)}", tuple(steps(legs))))
    check_shares(agreement, promise, _misses(legs), found)
    if is_average(promise, legs):
        prove_average(promise, limit, legs, found)
    else:
        _run(context, agreement, promise, limit, legs, found)


def _legs(context: Context, agreement: Agreement, promise: Objective, found: Findings) -> Legs | None:
    """The legs by a path, by the one agreement that promises the duration, or over the components of the service."""
    finder = LegFinder(context, agreement, promise, found)
    legs = finder.by_path()
    if legs is None or legs:
        return legs
    by = finder.promising()
    if not by:
        finder.nothing()
        return None
    if len(by) == 1:
        return finder.of_one(by[0])
    if context.composing(promise).at_once or finder.root in NEEDS_PATH:
        found.add(
            "undecidable",
            "backing/path-needed",
            f"{' and '.join(f'`{one.name}`' for one in by)} promise {promise.metric}, and nothing says who comes first",
            promise.metric,
            help=f"say how the hand-offs run: `path {promise.metric}: …`",
        )
        return None
    composed = composition(context, agreement, promise, found)
    return None if composed is None else _over(context, agreement, promise, composed.structure, composed)


def _over(
    context: Context, agreement: Agreement, promise: Objective, structure: Structure, composed: Composition
) -> Legs:
    """A case has one cause: over `and` the longest counts and misses add, over `k of` the k-th shortest."""
    if isinstance(structure, Component):
        sides = composed.sides.get(structure.service, ())
        legs = (leg_of(context, carrier) for side in sides for carrier in side)
        return _grouped("whichever", [(leg,) for leg in legs if leg is not None])
    parts = [_over(context, agreement, promise, part, composed) for part in structure.parts]
    parts = [part for part in parts if part]
    if isinstance(structure, Redundant):
        parts.sort(key=lambda part: _lateness(context, agreement, promise, part))
        parts = parts[: structure.needed]
    return _grouped("together", parts)


def _grouped(kind: Literal["together", "whichever"], routes: list[Legs]) -> Legs:
    if not routes:
        return ()
    return routes[0] if len(routes) == 1 else (Group(kind, tuple(routes)),)


def _lateness(context: Context, agreement: Agreement, promise: Objective, legs: Legs) -> Fraction:
    """By how many seconds a chain is later than the promise at worst; more than any chain if that is not known."""
    limit = limit_of(context, agreement, promise)
    found = lateness(context, agreement, limit, limits(legs)) if limit else None
    return found.late if isinstance(found, Lateness) else Fraction(10**12)


def _last(legs: Legs) -> list[Leg]:
    """The legs with which the chain may end."""
    last = legs[-1]
    return [leg for route in last.routes for leg in _last(route)] if isinstance(last, Group) else [last]


def _misses(legs: Legs) -> tuple[Miss | Group[Miss], ...]:
    return tuple(
        Group(leg.kind, tuple(_misses(route) for route in leg.routes)) if isinstance(leg, Group) else Miss(leg.carrier)
        for leg in legs
    )


# The run


def _run(context: Context, agreement: Agreement, promise: Objective, limit: Limit, legs: Legs, found: Findings) -> None:
    chain = limits(legs)
    result = lateness(context, agreement, limit, chain)
    if isinstance(result, Undecidable):
        found.add("undecidable", "backing/not-comparable", f"`{promise.address}`: {result.reason}", promise.address)
    elif isinstance(result, Endless):
        found.example = f"a case that starts {_side(result.side)}{moment(result.start, limit.zone)} is never done"
        found.add(
            "unbacked",
            "backing/hours-gap",
            f"what carries `{promise.address}` never ends",
            promise.address,
            example=found.example,
            help="give the hops hours that come again",
        )
    elif result is not None:
        found.guaranteed = Value(result.figure, seconds_text(result.figure))
        found.slack = seconds_text(-result.late)
        if result.late > 0:
            _late(context, agreement, promise, limit, legs, result, found)
        elif not result.late and is_strict(promise) and not _ends_before(limit, legs, result):
            only_reached(promise, found.guaranteed.text, "backing/too-slow", found)


def _ends_before(limit: Limit, legs: Legs, result: Lateness) -> bool:
    """Whether a chain that takes just as long as promised never quite does."""
    same_hours = all((leg.limit.hours or "24x7") == (limit.hours or "24x7") for leg in _last(legs))
    return sum_is_strict(legs) if result.plain else same_hours and end_is_strict(legs)


def _late(
    context: Context,
    agreement: Agreement,
    promise: Objective,
    limit: Limit,
    legs: Legs,
    result: Lateness,
    found: Findings,
) -> None:
    """A promise that a chain keeps too late: the case that shows it, and which hop alone could mend it."""
    chain = limits(legs)
    case = late_case(context, limit, chain, result)
    found.counter = case
    found.example = (
        f"a case takes {seconds_text(result.figure)} with every hop met"
        if result.plain
        else story(case, result.side, limit.zone)
    )
    names = {leg.limit: leg.short for leg in hops(legs)}
    for hop, most in mending_hops(context, agreement, limit, chain):
        found.mends.append(f"{names[hop]} at most {seconds_text(most)}")
    bound = promise.bound
    promised = bound.value.text if isinstance(bound, Bound) else "the deadline"
    found.add(
        "unbacked",
        "backing/too-slow" if result.plain else "backing/hours-gap",
        f"what carries `{promise.address}` takes up to {seconds_text(result.figure)} where {promised} is promised",
        promise.address,
        example=found.example,
        help="; or ".join(found.mends[:3])
        or "no change of one number mends it: change the hours behind it, or promise less",
    )


def story(case: LateCase, side: str, zone_name: str) -> str:
    """The case in words; just beside a moment is told as that moment."""

    def told(at: Moment) -> str:
        return moment(at - max(case.offset, Fraction(0)), zone_name)

    text = f"a case that starts {_side(side)}{told(case.start)}"
    if case.due is not None and case.ends:
        text += f" is due {told(case.due)} and done {told(case.ends[-1])}"
    if len(case.ends) > 1:
        text += f" (hop by hop: {', '.join(map(told, case.ends))})"
    return text


def _side(side: str) -> str:
    return "" if side == "at" else f"{side} "
