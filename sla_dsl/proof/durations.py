"""Durations of cases: response, restoration, resolution, recovery, along hand-offs or over components."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from ..algebra.clocks import Limit
from ..algebra.courses import Endless, Extreme
from ..algebra.paths import Chain, Group, hops, longest_time, run, worst_start
from ..algebra.undecidable import Undecidable
from ..algebra.zones import opening, zone
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Bound
from ..model.quantity import Quantity
from ..model.services import Component, Redundant, Structure
from .carriers import Carrier, check_carrier, check_terms
from .comparable import check_comparable
from .components import composition
from .context import Context
from .exclusions import check_unlimited
from .leg_checks import check_pauses, check_stop
from .legs import Leg, LegFinder, Legs, leg_of, limit_of, limits, steps
from .pooling import Miss, check_shares
from .printing import moment, promise_text, seconds_text
from .verdict import Findings, Step, Value

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
    for carrier in carriers:
        check_terms(context, agreement, [carrier.agreement], found)
        check_carrier(agreement, promise, carrier, found)
        check_unlimited(context, agreement, promise, carrier, found)
        check_comparable(agreement, promise, carrier, found)
        check_pauses(context, promise, carrier, found)
    for leg in _last(legs):
        if leg.carrier is not None:
            check_stop(context, promise, leg.carrier, found)
    found.steps.append(Step(f"`{promise.address}` promises {promise_text(promise)}", tuple(steps(legs))))
    check_shares(agreement, promise, _misses(legs), found)
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
    if context.metric(promise).composes == "first-hop" or finder.root in NEEDS_PATH:
        found.add(
            "undecidable",
            "backing/path-needed",
            f"{' and '.join(f'`{one.name}`' for one in by)} promise {promise.metric}, and nothing says who comes first",
            promise.metric,
            help=f"say how the hand-offs run: `path {promise.metric}: …`",
        )
        return None
    composed = composition(context, agreement, promise, found)
    return None if composed is None else _over(context, agreement, promise, composed.structure, composed.carriers)


def _over(
    context: Context, agreement: Agreement, promise: Objective, structure: Structure, carriers: dict[str, list[Carrier]]
) -> Legs:
    """A case has one cause: over `and` the longest counts and misses add, over `k of` the k-th shortest."""
    if isinstance(structure, Component):
        legs = (leg_of(context, carrier) for carrier in carriers.get(structure.service, ()))
        return _grouped("whichever", [(leg,) for leg in legs if leg is not None])
    parts = [_over(context, agreement, promise, part, carriers) for part in structure.parts]
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
    extreme = _extreme(context, agreement, limit, limits(legs)) if limit else None
    return Fraction(extreme.late) if isinstance(extreme, Extreme) else Fraction(10**12)


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
    simple = _plain_sum(limit, chain)
    if simple is not None:
        _conclude(promise, simple, simple - _seconds(limit), "", found)
        return
    extreme = _extreme(context, agreement, limit, chain)
    if isinstance(extreme, Undecidable):
        found.add("undecidable", "backing/not-comparable", f"`{promise.address}`: {extreme.reason}", promise.address)
    elif isinstance(extreme, Endless):
        found.example = f"a case that starts {extreme.side} {moment(extreme.start, limit.zone)} is never done"
        found.add(
            "unbacked",
            "backing/hours-gap",
            f"what carries `{promise.address}` never ends",
            promise.address,
            example=found.example,
            help="give the hops hours that come again",
        )
    elif extreme is not None:
        first, last = _days(context, agreement)
        diary = context.diary(opening(first, 0, zone(limit.zone)))
        longest = longest_time(diary, chain, limit.zone, first, last, limit.hours)
        figure = Fraction(longest.late) if isinstance(longest, Extreme) else Fraction(extreme.late)
        side = "" if extreme.side == "at" else f"{extreme.side} "
        ends = run(diary, chain, extreme.start)
        story = (
            f"a case that starts {side}{moment(extreme.start, limit.zone)} is due {moment(extreme.due, limit.zone)} "
            f"and done {moment(extreme.end, limit.zone)}"
        )
        if not isinstance(ends, Undecidable) and len(ends) > 1:
            story += f" (hop by hop: {', '.join(moment(end, limit.zone) for end in ends if end is not None)})"
        _conclude(promise, figure, Fraction(extreme.late), story, found)


def _extreme(
    context: Context, agreement: Agreement, limit: Limit, chain: Chain[Limit]
) -> Extreme | Endless | Undecidable | None:
    """The start from which a chain is latest, on the judged days of an agreement; worked out once for equal chains."""
    first, last = _days(context, agreement)
    diary = context.diary(opening(first, 0, zone(limit.zone)))
    return context.remembered((limit, chain, first, last), lambda: worst_start(diary, limit, chain, first, last))


def _days(context: Context, agreement: Agreement) -> tuple[date, date]:
    judged = context.judged(agreement) or context.horizon
    return judged.first or context.workspace.as_of, judged.last or context.workspace.as_of


def _plain_sum(limit: Limit, chain: Chain[Limit]) -> Fraction | None:
    """The chain's length in seconds, if all clocks run in the same hours without a cut-off; so that numbers compare."""
    every = [limit, *hops(chain)]
    if any(not isinstance(one.time, Quantity) or one.time.unit != "s" or one.cut_off is not None for one in every):
        return None
    if len({one.hours or "24x7" for one in every}) > 1:
        return None
    return _sum(chain)


def _sum(chain: Chain[Limit]) -> Fraction:
    return sum((max(map(_sum, hop.routes)) if isinstance(hop, Group) else _seconds(hop) for hop in chain), Fraction(0))


def _seconds(limit: Limit) -> Fraction:
    return limit.time.amount if isinstance(limit.time, Quantity) else Fraction(0)


def _conclude(promise: Objective, figure: Fraction, late: Fraction, story: str, found: Findings) -> None:
    found.guaranteed = Value(figure, seconds_text(figure))
    found.slack = seconds_text(-late)
    if late <= 0:
        return
    found.example = story or f"a case takes {seconds_text(figure)} with every hop met"
    bound = promise.bound
    promised = bound.value.text if isinstance(bound, Bound) else "the deadline"
    found.add(
        "unbacked",
        "backing/hours-gap" if story else "backing/too-slow",
        f"what carries `{promise.address}` takes up to {seconds_text(figure)} where {promised} is promised",
        promise.address,
        example=found.example,
        help=f"{seconds_text(late)} must be saved on the way, or `{promise.address}` promise {seconds_text(figure)}",
    )
