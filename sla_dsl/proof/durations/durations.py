"""Durations of cases: response, restoration, resolution, recovery, along hand-offs or over components."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Literal

from ...algebra.clocks import TimeLimit
from ...algebra.courses import Endless
from ...algebra.openings import Moment
from ...algebra.paths import Group, hops
from ...algebra.structure import leaves
from ...algebra.undecidable import Undecidable
from ...model.backing import Path
from ...model.phrases import Bound
from ...model.services import Component, Redundant, Series, Structure
from ...wording.figures import moment, seconds_text
from ..behind.carriers import NO_VALUE, Carrier, check_statistic, check_terms, share_of
from ..behind.comparable import check_comparable, check_counted_whole, check_own_rounding
from ..behind.components import Composition, Coverage, composition
from ..behind.counted import is_counted_alone
from ..behind.every_method import check_any
from ..behind.exclusions import check_shared_limits, check_unlimited
from ..behind.hours import holds_throughout
from ..behind.joined import check_joined
from ..behind.narrowed import may_always_hold
from ..behind.outages import check_outages
from ..behind.strictness import is_strict, only_reached
from ..case import Case
from ..verdict import WORST_LAST, Figure, LateCase, ProofStep
from .averages import is_average, prove_average
from .changed_values import check_changed_values, has_value
from .clock_words import check_clock_words, check_suspensions
from .covered import check_covered, check_parts
from .lateness import Lateness, late_case, lateness, mending_hops
from .leg_checks import check_left_out, check_stop
from .legs import Leg, LegFinder, Legs, leg_of, limit_of, limits, steps
from .paths import parts_by_path
from .pauses import check_pauses, check_waits_of_all
from .pooling import check_shares
from .spread import check_order
from .starts import check_starts, comes_at_its_start, lasts, later_carriers
from .strictness import end_is_strict, sum_is_strict
from .terms import check_hop_terms

NEEDS_PATH = ("recovery-time", "outage-length")
"""Metrics that speak of the service, not of a case, and so need to be told how the hand-offs run."""
_NEVER = Fraction(10**12)
"""A lateness (in seconds, 31,700 years) that stands for one that is not known: more than that of any chain."""


def prove_duration(case: Case) -> None:
    """Runs the hand-offs of a case from every start at which the answer can change, against the promise's deadline."""
    limit = limit_of(case.context, case.agreement, case.objective)
    if limit is None:
        case.add(
            "undecidable",
            "backing/not-comparable",
            message=f"`{case.address}` is bounded in a way that durations cannot be compared with",
        )
        return
    legs = _legs(case)
    if legs:
        _judge(case, limit, legs)


def _judge(case: Case, limit: TimeLimit, legs: Legs) -> None:
    """Judges a promise by the legs that carry it, whatever else stands behind."""
    carriers = [leg.carrier for leg in hops(legs) if leg.carrier is not None]
    check_own_rounding(case)
    check_left_out(case, carriers)
    check_covered(case, legs)
    check_starts(case, legs)
    check_hop_terms(case, legs)
    check_shared_limits(case, carriers)
    later = later_carriers(legs)
    for carrier in dict.fromkeys(carriers):
        # Each hop must be there on every day, by itself or with those that follow it.
        check_terms(case, case.context.among(case.standing_in(carrier.agreement.name)))
        check_any(case, carrier, is_later=not comes_at_its_start(case, carrier, later))
        check_statistic(case, carrier)
        check_unlimited(case, carrier)
        check_comparable(case, carrier)
        check_outages(case, carrier, is_alone=len(set(hops(legs))) == 1)
        check_counted_whole(case, carrier)
        check_suspensions(case, carrier)
        check_clock_words(case, carrier, is_alone=len(set(hops(legs))) == 1)
    check_order(case, legs)
    check_changed_values(case, legs)
    # Only the end of the last hop is the end of the case.
    for leg in lasts(legs):
        if leg.carrier is not None:
            check_stop(case, leg.carrier)
    case.steps.append(ProofStep(f"`{case.address}` promises {case.promised}", tuple(steps(case.context, legs))))
    check_shares(case, legs)
    if is_average(case, legs):
        prove_average(case, limit, legs)
        check_waits_of_all(case, legs)
    else:
        _run(case, limit, legs)
        check_pauses(case, limit, legs)


def _legs(case: Case) -> Legs | None:
    """The legs of all parts of the promise: a case is in one of them."""
    parts, routes = parts_by_path(case) or [], list[Legs]()
    of_all = _of_all(case, [path for _, path in parts])
    if of_all is not None:
        routes, parts = [of_all] * len(parts) if of_all else [], []
    for scope, path in parts:
        is_whole = scope == case.objective.scope
        part = case if is_whole else case.of_part(case.objective.model_copy(update={"scope": scope}))
        lacking = [one.scale for one in scope if one.values == (NO_VALUE,)]
        alone = part.apart() if lacking else part
        legs = _legs_of(alone, path)
        if lacking and legs is None:
            for scale in lacking:
                case.assume(has_value(scale))
            continue
        if lacking:
            case.take(alone)
        if legs is None:
            return None
        routes += [legs] if legs else []
    # The parts may be carried by several objectives of one agreement.
    by: dict[tuple[str, str], list[Carrier]] = {}
    for leg in hops(tuple(leg for route in routes for leg in route) if len(routes) > 1 else ()):
        if leg.carrier is not None:
            by.setdefault((leg.carrier.agreement.name, leg.carrier.objective.metric), []).append(leg.carrier)
    for carriers in by.values():
        check_joined(case, carriers)
    return _grouped("whichever", routes)


def _of_all(case: Case, paths: Sequence[Path | None]) -> Legs | None:
    """The legs of all parts at once, where they take one path and all on it carry them alike; none if they may not."""
    if len(paths) < 2 or any(path is not paths[0] for path in paths):
        return None
    alone = case.apart()
    legs = _legs_of(alone, paths[0]) if LegFinder(case, _best).is_one_for_all(paths[0]) else None
    if legs is not None:
        case.take(alone)
    return legs


def _legs_of(part: Case, path: Path | None) -> Legs | None:
    return LegFinder(part, _best).along(path) if path is not None else _without_path(part)


def _best(case: Case, legs: Sequence[Leg]) -> Leg:
    """Of the legs by objectives of one agreement that are all for the same cases, the one that carries them best.

    A case keeps to all of these, and so what follows from one alone holds.
    """
    if len(legs) == 1:
        return legs[0]
    limit = limit_of(case.context, case.agreement, case.objective)
    if limit is None:
        return legs[0]

    def rank(leg: Leg) -> tuple[int, Fraction]:
        alone = case.apart()
        _judge(alone, limit, (leg,))
        return WORST_LAST.index(alone.proof().verdict), _lateness(case, (leg,))

    return min(legs, key=rank)


def _without_path(case: Case) -> Legs | None:
    """The legs by the one agreement that promises the duration, or over the components of the service."""
    finder = LegFinder(case, _best)
    promising = finder.promising()
    if not promising:
        finder.nothing()
        return None
    if len(promising) == 1:
        check_parts(case, promising[0])
        return finder.of_one(promising[0])
    # Of several that promise an answer, only a path says who comes first (docs/backing.md, Who carries what).
    if case.context.composing(case.objective).at_once or finder.root in NEEDS_PATH:
        metric = case.objective.metric
        names = " and ".join(f"`{one.name}`" for one in promising)
        case.add(
            "undecidable",
            "backing/path-needed",
            metric,
            message=f"{names} promise {metric}, and nothing says who comes first",
            help=f"say how the hand-offs run: `path {metric}: …`",
        )
        return None
    composed = composition(case)
    return None if composed is None else _over(case, composed.structure, composed)


def _over(case: Case, structure: Structure, composed: Composition) -> Legs:
    """The legs over components: a case has one cause, and takes as long as the slowest part that can be it."""
    if isinstance(structure, Component):
        return _by_agreements(case, composed.coverages.get(structure.service, ()))
    parts = [_over(case, part, composed) for part in structure.parts]
    # An owned part has no legs: its owner answers for it.
    parts = [part for part in parts if part]
    if isinstance(structure, Redundant) and structure.needed < len(parts):
        return _redundant(case, parts, structure.needed)
    # Over `and` the longest counts; misses add, but not for cases that each come to one part.
    return _grouped("whichever" if _is_one_by_one(case, structure, composed, parts) else "together", parts)


def _is_one_by_one(case: Case, structure: Structure, composed: Composition, parts: list[Legs]) -> bool:
    """Whether it matters, and is assumed, that each case comes to one of several parts, having one cause.

    Then a share, or a mean, of all cases is one between those of the parts.
    """
    if not isinstance(structure, Series) or len(parts) < 2:
        return False
    names = {leaf: {one[0].agreement.name for one in coverages} for leaf, coverages in composed.coverages.items()}
    taken = [{leaf: names.get(leaf, set()) for leaf in leaves(part)} for part in structure.parts]
    # Where two agreements take the cases of one part, a case of it comes to both.  Where one takes those of a part and
    # those of a part of another, it counts cases of both together.
    if any(len(each) > 1 for of in taken for each in of.values()) or any(
        max(len(one), len(other)) > 1 and set().union(*one.values()) & set().union(*other.values())
        for one, other in combinations(taken, 2)
    ):
        return False
    ours, alone = share_of(case.objective), [part for part in parts if _is_counted_alone(case, part)]
    if sum(map(_missing, alone)) <= (0 if ours is None else 1 - ours):
        return False
    those = ", ".join(f"`{leg.carrier.agreement.name}`" for part in parts for leg in hops(part) if leg.carrier)
    case.assume(f"each case has one cause, and comes to one of {those}")
    return True


def _is_counted_alone(case: Case, legs: Legs) -> bool:
    return all(leg.carrier is not None and is_counted_alone(case, leg.carrier) for leg in hops(legs))


def _by_agreements(case: Case, coverages: tuple[Coverage, ...]) -> Legs:
    """The legs of the agreements for one part: all are kept, so the quickest of those that are always in force counts.

    If none always is, they follow each other, and the slowest counts.
    """
    by: dict[str, list[Legs]] = {}
    for coverage in coverages:
        found = [leg for carrier in coverage if (leg := leg_of(case, carrier)) is not None]
        if found:
            by.setdefault(coverage[0].agreement.name, []).append((_best(case, found),))
    routes = {name: _grouped("whichever", legs) for name, legs in by.items()}
    known = case.context.workspace.agreements
    always = [
        route
        for name, route in routes.items()
        if holds_throughout(case, known[name], case.context.certain(known[name]))
    ]
    if always:
        return min(always, key=lambda route: (_missing(route), _lateness(case, route)))
    if len(routes) > 1:
        case.stand_ins.append(frozenset(routes))
        check_joined(case, [leg.carrier for route in routes.values() for leg in hops(route) if leg.carrier is not None])
    return _grouped("whichever", list(routes.values()))


def _redundant(case: Case, parts: list[Legs], needed: int) -> Legs:
    """The legs over redundant parts: the case is over with the k-th part that is restored, whichever that is.

    Nobody has to wait for all parts: of the choices that are in time the one with the fewest misses counts; if none
    is, all of them (docs/mathematics.md, Paths).
    """
    surest = sorted(parts, key=lambda part: (_missing(part), _lateness(case, part)))
    quick = [part for part in surest if _lateness(case, part) <= 0]
    choices = [quick[:needed], *(surest[:count] for count in range(needed, len(parts)))]
    in_time = (
        choice for choice in choices if len(choice) >= needed and _lateness(case, _first_of(choice, needed)) <= 0
    )
    best = min(in_time, key=lambda choice: sum(map(_missing, choice)), default=surest)
    return _first_of(best, needed)


def _first_of(parts: list[Legs], needed: int) -> Legs:
    if len(parts) == needed:
        return _grouped("together", parts)
    return (Group("together", tuple(parts), needed),)


def _missing(legs: Legs) -> Fraction:
    """The share of cases that legs may miss; all, where they bound no share of cases."""
    shares = (share_of(leg.carrier.objective) or Fraction(0) for leg in hops(legs) if leg.carrier is not None)
    return sum((1 - share for share in shares), Fraction(0))


def _grouped(kind: Literal["together", "whichever"], routes: list[Legs]) -> Legs:
    if len(routes) > 1:
        routes = list(dict.fromkeys(routes))
    return (Group(kind, tuple(routes)),) if len(routes) > 1 else routes[0] if routes else ()


def _lateness(case: Case, legs: Legs) -> Fraction:
    """The most seconds by which a chain is later than the promise; more than any chain if that is not known."""
    limit = limit_of(case.context, case.agreement, case.objective)
    found = lateness(case, limit, limits(legs)) if limit else None
    return found.late if isinstance(found, Lateness) else _NEVER


# The run


def _run(case: Case, limit: TimeLimit, legs: Legs) -> None:
    """Compares the latest end of the chain with the limit of the promise."""
    result = lateness(case, limit, limits(legs))
    if isinstance(result, Undecidable):
        case.add("undecidable", "backing/not-comparable", case.address, message=f"`{case.address}`: {result.reason}")
    elif isinstance(result, Endless):
        case.example = f"a case that starts {_beside(result.side)}{moment(result.start, limit.zone)} is never done"
        case.add(
            "unbacked",
            "backing/hours-gap",
            case.address,
            message=f"what carries `{case.address}` never ends",
            example=case.example,
            help="give the hops hours that come again",
        )
    # No result: the promise speaks of no start on the judged days, and so it cannot be missed.
    elif result is not None:
        case.guaranteed = Figure(result.figure, seconds_text(result.figure))
        case.slack = seconds_text(-result.late)
        if result.late > 0:
            _late(case, limit, legs, result)
        elif not result.late and is_strict(case.objective) and not _ends_before(limit, legs, result):
            only_reached(case, case.guaranteed.text, "backing/too-slow")


def _ends_before(limit: TimeLimit, legs: Legs, result: Lateness) -> bool:
    """Whether a chain that takes just as long as promised never quite does (docs/mathematics.md, Other figures)."""
    # In other hours a case that ends a moment sooner may still be counted as ending with the promise's hours.
    same_hours = all((leg.limit.hours or "24x7") == (limit.hours or "24x7") for leg in lasts(legs))
    return sum_is_strict(legs) if result.plain else same_hours and end_is_strict(legs)


def _late(case: Case, limit: TimeLimit, legs: Legs, result: Lateness) -> None:
    """Adds that a chain ends too late: the case that shows it, and the hops that alone could mend it."""
    chain = limits(legs)
    late = late_case(case.context.diary, limit, chain, result)
    case.counter = late
    case.example = (
        f"a case takes {seconds_text(result.figure)} with every hop met"
        if result.plain
        else story(late, result.side, limit.zone)
    )
    names = {leg.limit: leg.short for leg in hops(legs)}
    for hop, most in mending_hops(case, limit, chain):
        case.mends.append(f"{names[hop]} at most {seconds_text(most)}")
    bound = case.objective.bound
    promised = bound.value.text if isinstance(bound, Bound) else "the deadline"
    case.add(
        # Under a condition of its own the promise may speak of other starts alone.
        "unbacked" if may_always_hold(case) else "undecidable",
        # Where no calendar has a part it is the numbers that are too large, otherwise the hours do not fit.
        "backing/too-slow" if result.plain else "backing/hours-gap",
        case.address,
        message=f"what carries `{case.address}` takes up to {seconds_text(result.figure)} where {promised} is promised",
        example=case.example,
        help="; or ".join(case.mends[:3])
        or "no change of one number mends it: change the hours behind it, or promise less",
    )


def story(late: LateCase, side: str, zone_name: str) -> str:
    """The case in words; a start just beside a moment is told as that moment."""

    def told(at: Moment) -> str:
        return moment(at - max(late.offset, Fraction(0)), zone_name)

    text = f"a case that starts {_beside(side)}{told(late.start)}"
    if late.due is not None and late.ends:
        text += f" is due {told(late.due)} and done {told(late.ends[-1])}"
    if len(late.ends) > 1:
        text += f" (hop by hop: {', '.join(map(told, late.ends))})"
    return text


def _beside(side: str) -> str:
    return "" if side == "at" else f"{side} "
