"""Figures that compose over components: latency, error rate, throughput, and figures that add in series.

(docs/mathematics.md, Other figures)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from ..algebra.composing import ComposingRule
from ..algebra.shares import DurationBound, carries, latency
from ..algebra.undecidable import Undecidable
from ..model.objective import Objective
from ..model.quantity import Quantity, number_text
from ..text.finding import Related
from ..wording.figures import percent_down, points, promise_text, seconds_text
from .behind.carriers import Carrier, bounds_each, check_statistic, check_terms, is_of_cases, share_of
from .behind.comparable import check_comparable, check_counted_whole, check_cut_alike, check_own_rounding
from .behind.components import Composition, Coverage, composition
from .behind.counted import check_counted_once, is_counted_alone, windows_added
from .behind.every_method import check_any
from .behind.exclusions import check_shared_limits, check_unlimited
from .behind.hours import check_hours, has_same_hours, holds_always, holds_throughout
from .behind.joined import check_joined
from .behind.narrowed import is_of_all
from .behind.outages import assume_unbroken, check_outages
from .behind.strictness import is_strict, only_reached, whole_is_strict
from .behind.volumes import fill
from .case import Case
from .durations.pooling import kind_of, missed_of_pools, other_statistic, pooled_average
from .verdict import Figure, Misses, ProofStep

Chosen = Mapping[str, list[Carrier]]
"""For each leaf its possible carriers: any of them may have to carry a case, so the worst figure counts."""


def prove_figure(case: Case) -> None:
    """Composes the figures of all components and compares the result with the promise."""
    _prove(case, _figure)


def prove_latency(case: Case) -> None:
    """Composes the latencies of all components, with the shares that keep to them, and compares with the promise."""
    _prove(case, _latency)


def _prove(case: Case, compare: Callable[[Case, Quantity, Composition, Chosen], None]) -> None:
    composed, promised = composition(case), case.objective.quantity
    if composed is None:
        return
    if promised is None:
        message = f"`{case.address}` has no figure that components add up to"
        case.add("undecidable", "backing/not-comparable", message=message)
        return
    # Without any coverage the team that owns all parts answers for the promise.
    if not composed.coverages:
        return
    check_own_rounding(case)
    higher = case.context.metric(case.objective).better == "higher"
    chosen = {leaf: _carriers(case, coverages, higher) for leaf, coverages in composed.coverages.items()}
    for found in chosen.values():
        check_terms(case, [one.agreement for one in found])
        _check_hours(case, found)
        check_joined(case, found)
    assume_unbroken(case, composed)
    metric = case.context.metric(case.objective)
    # Of a share of time that is cut, all that is lost of the whole may lie in what is left.
    shrinks = case.objective.statistic == "total" or metric.unit == "number" or metric.population == "time"
    check_shared_limits(case, _each(chosen))
    for carrier in _each(chosen):
        check_any(case, carrier)
        if shrinks:
            check_cut_alike(case, carrier)
        check_unlimited(case, carrier, limited_too=True)
        check_comparable(case, carrier)
        check_outages(case, carrier, is_alone=len(_each(chosen)) == 1)
        if higher:
            _assume_capacity(case, carrier)
        check_counted_whole(case, carrier)
        if is_of_all(case, carrier):
            check_counted_once(case, carrier)
    case.steps.append(ProofStep(f"`{case.address}` promises {case.promised}", _lines(chosen)))
    compare(case, promised, composed, chosen)


def _check_hours(case: Case, carriers: list[Carrier]) -> None:
    """Requests come in the hours of one of the carriers; the time of a case runs on in the next hours."""
    others = [one for one in carriers if not has_same_hours(case, one)]
    if not others or not is_of_cases(case):
        check_hours(case, carriers)
        return
    case.add(
        "undecidable",
        "backing/not-comparable",
        *(one.name for one in others),
        message=f"how a case of `{case.address}` runs through other hours behind it is not computed for a metric that "
        f"composes as {case.context.metric(case.objective).composes}",
        related=[Related(one.objective.source, "here its clock runs in other hours") for one in others],
        help="have all run in the same hours, or let the metric compose as `path`",
    )


def _assume_capacity(case: Case, carrier: Carrier) -> None:
    """Of what is better when higher, such as a throughput, all that rest on a carrier use one, which must reach."""
    others = [one for one in case.context.resting_on.get(carrier.agreement.name, ()) if one is not case.agreement]
    text = f"others leave `{case.agreement.name}` the {case.objective.metric} of `{carrier.agreement.name}`"
    if others and not carrier.objective.counted_for_each and text not in case.assumptions:
        case.assumptions.append(text)


def _each(chosen: Chosen) -> list[Carrier]:
    """All carriers, each once."""
    return list(dict.fromkeys(one for found in chosen.values() for one in found))


def _carriers(case: Case, coverages: tuple[Coverage, ...], higher: bool) -> list[Carrier]:
    """The carriers of a part; the worst one counts: it may have to carry any case, at any time.

    All that stands behind is kept, and so of several agreements the one with the best figure counts, if it alone holds
    on all days and in all hours; one that has a figure for each value has the worst of these.  Else they join.
    """
    by_agreement: dict[str, list[Carrier]] = {}
    for coverage in coverages:
        by_agreement.setdefault(coverage[0].agreement.name, []).extend(_of_one(case, coverage, higher))
    alone = [found for found in by_agreement.values() if all(_holds_alone(case, one) for one in found)]
    if alone:
        best = max(alone, key=lambda found: min(_strength(case, one, higher) for one in found))
        return list(dict.fromkeys(best))
    return list(dict.fromkeys(one for found in by_agreement.values() for one in found))


def _holds_alone(case: Case, carrier: Carrier) -> bool:
    is_there = holds_throughout(case, carrier.agreement, case.context.certain(carrier.agreement))
    return is_there and holds_always(case, carrier)


def _of_one(case: Case, coverage: Coverage, higher: bool) -> Sequence[Carrier]:
    """The carrier of one agreement with the best figure at all hours: it keeps all of its objectives at once.

    If none holds at all hours they join: one by day, and one by night.
    """
    always = [one for one in coverage if holds_always(case, one)]
    return [max(always, key=lambda one: _strength(case, one, higher))] if always else coverage


def _strength(case: Case, carrier: Carrier, higher: bool) -> Fraction:
    bound = carrier.objective.quantity
    amount = bound.amount * windows_added(case, carrier) if bound is not None else Fraction(0)
    return amount if higher else -amount


def _lines(chosen: Chosen) -> tuple[ProofStep, ...]:
    return tuple(
        ProofStep(f"`{leaf}`", tuple(ProofStep(f"`{one.name}`: {promise_text(one.objective)}") for one in found))
        for leaf, found in chosen.items()
    )


def _latency(case: Case, promised: Quantity, composed: Composition, chosen: Chosen) -> None:
    """Compares both the composed bound and the composed share with the promise."""
    for carrier in _each(chosen):
        check_statistic(case, carrier)
    # An owned part takes no time of its own: its owner answers for it.
    terms = {leaf: DurationBound(Fraction(0)) for leaf in composed.owned}
    for leaf, carriers in chosen.items():
        term = _term(case, promised, carriers)
        if term is None:
            return
        terms[leaf] = term
    whole = latency(composed.structure, terms)
    if isinstance(whole, Undecidable):
        _undecidable(case, "backing/not-comparable", whole)
        return
    ours = share_of(case.objective)
    own = DurationBound(promised.amount, Fraction(0) if ours is None else 1 - ours, kind_of(case.objective))
    carried = carries(whole, own)
    if isinstance(carried, Undecidable):
        _undecidable(case, "backing/other-statistic", carried)
        return
    figure = _duration(whole.bound, promised.unit)
    case.guaranteed = Figure(whole.bound, figure)
    case.slack = _duration(promised.amount - whole.bound, promised.unit)
    if ours is not None and case.objective.share is not None:
        case.shares = Figure(1 - whole.miss, percent_down(1 - whole.miss))
    if whole.bound > promised.amount:
        _too_weak(case, figure)
    # `below 4 h` is not carried by `at most 4 h` without slack (docs/backing.md, What you write).
    elif whole.bound == promised.amount and not _keeps_off(case, composed, chosen, any):
        only_reached(case, figure, "backing/too-weak")
    if ours is not None and 1 - whole.miss < ours:
        names = {leaf: ", ".join(one.name for one in carriers) for leaf, carriers in chosen.items()}
        case.counter = Misses(tuple((names[leaf], term.miss) for leaf, term in terms.items() if leaf in names))
        of = case.objective.share.of if case.objective.share else "cases"
        _too_weak(case, f"{percent_down(1 - whole.miss)} of its {of}")


def _term(case: Case, promised: Quantity, carriers: list[Carrier]) -> DurationBound | None:
    """The bound that holds for requests of all carriers of a part; none (a ground is given) if that is not known."""
    bounds = _amounts(case, promised, carriers)
    missed = _missed_within(case, carriers) if bounds is not None else None
    if bounds is None or missed is None:
        return None
    # Of several means (or medians) that of all requests lies between them, and a bound on each bounds that too.
    kinds = {kind_of(one.objective) for one in carriers} - {"cases"}
    if len(kinds) > 1 or (kinds and missed):
        for one in carriers:
            other_statistic(case, one)
        return None
    return DurationBound(max(bounds), missed, next(iter(kinds), "cases"))


def _amounts(case: Case, promised: Quantity, carriers: list[Carrier]) -> list[Fraction] | None:
    """The figures of all carriers of a part; none (a ground is given) if one is not in the unit of the promise."""
    bounds = [one.objective.quantity for one in carriers]
    for carrier, bound in zip(carriers, bounds, strict=True):
        if bound is None or bound.unit_kind != promised.unit_kind:
            _incomparable(case, carrier)
            return None
    return [bound.amount for bound in bounds if bound is not None]


def _figure(case: Case, promised: Quantity, composed: Composition, chosen: Chosen) -> None:
    """Compares the composed figure with the promise, by the rule of its metric (`algebra/composing.py`)."""
    rule = case.context.composing(case.objective)
    assert rule.whole is not None, "a rule that composes figures has the function that does it"
    figures: dict[str, Fraction] = {}
    for leaf, carriers in chosen.items():
        amounts = _amounts(case, promised, carriers)
        if amounts is None:
            return
        # A rate is a share of requests, of which those of the promise may be the unlucky ones.
        if rule.is_share:
            missed = _missed(case, carriers, [one / 100 for one in amounts])
            if missed is None:
                return
            figures[leaf] = missed * 100
        else:
            windows = [windows_added(case, one) for one in carriers]
            totals = [amount * number for amount, number in zip(amounts, windows, strict=True)]
            figures[leaf] = _worst(carriers, totals, rule.better == "higher")
    if not _bounds_the_same(case, chosen):
        return
    # The promised figure is among them, so that parts of one's own never make the whole worse than it.
    figures |= dict.fromkeys(composed.owned, rule.own([*figures.values(), promised.amount]))
    whole = rule.whole(composed.structure, figures)
    if isinstance(whole, Undecidable):
        _undecidable(case, "backing/not-comparable", whole)
        return
    slack = whole - promised.amount if rule.better == "higher" else promised.amount - whole
    case.guaranteed = Figure(whole, _text(whole, promised.unit))
    case.slack = points(slack / 100) if promised.unit == "%" else _text(slack, promised.unit)
    if slack < 0:
        _too_weak(case, case.guaranteed.text)
    elif not slack and not _keeps_off(case, composed, chosen, rule.strict):
        only_reached(case, case.guaranteed.text, "backing/too-weak")


def _worst(carriers: list[Carrier], amounts: list[Fraction], higher: bool) -> Fraction:
    """The worst of several figures of one part; totals that one agreement states value by value add up."""
    by: dict[str, list[Fraction]] = {}
    for carrier, amount in zip(carriers, amounts, strict=True):
        by.setdefault(carrier.agreement.name, []).append(amount)
    if higher:
        return min(amounts)
    adds = any(one.objective.statistic == "total" for one in carriers)
    return max(sum(each, Fraction(0)) if adds else max(each) for each in by.values())


def _bounds_the_same(case: Case, chosen: Chosen) -> bool:
    """Whether the carriers bound a figure of the same kind as the promise: each instance, or one total, mean or share.

    The first that does not becomes a ground.
    """
    ours, rule = case.objective, case.context.composing(case.objective)
    for carrier in _each(chosen):
        theirs = carrier.objective
        if theirs.share is None and _bounds_alike(ours, theirs, rule):
            continue
        adds = len(chosen) == 1 or theirs.statistic in rule.adds
        if (ours.share or theirs.share) is not None or theirs.statistic != ours.statistic or not adds:
            case.add(
                "undecidable",
                "backing/other-statistic",
                carrier.name,
                message=f"`{carrier.name}` does not bound what `{case.address}` bounds: {promise_text(theirs)}",
                help="bound the same figure in both, or each instance behind it",
            )
            return False
        if theirs.statistic == "total":
            # No more can fall into a part of a window than into the whole (docs/mathematics.md, Other figures).
            fits = fill(case.agreement, ours.window, carrier.agreement, theirs.window)
            if not fits and windows_added(case, carrier) == 1:
                case.add(
                    "undecidable",
                    "backing/not-comparable",
                    carrier.name,
                    message=f"the total of `{carrier.name}` is that of other windows than those of `{case.address}`",
                    help="count both in the same windows, or in months behind quarters and years",
                )
                return False
        elif not _is_alone(case, carrier):
            pooled_average(case, carrier)
            return False
    return True


def _bounds_alike(ours: Objective, theirs: Objective, rule: ComposingRule) -> bool:
    """Whether a bound behind holds for any part of what it is of: a rate of all, or a bound of each instance.

    A bound of each bounds all that the promise says of its own, except their sum; and a rate is of all that is counted,
    where other statistics are of samples.
    """
    if rule.is_share and "share" in (ours.statistic, theirs.statistic):
        return ours.statistic == theirs.statistic and ours.share is None
    return bounds_each(theirs) and ours.statistic != "total"


def _is_alone(case: Case, carrier: Carrier) -> bool:
    """Whether a carrier counts just the promise's cases: for it alone, in the same hours, in windows that fit."""
    return is_counted_alone(case, carrier) and has_same_hours(case, carrier)


def _missed(case: Case, carriers: list[Carrier], shares: list[Fraction]) -> Fraction | None:
    """The share of the promise's own population that may miss where such shares of the carriers' may.

    Of shares of its own the worst counts; what misses out of the pools of several carriers adds up.
    """
    of = [(carrier, share) for carrier, share in zip(carriers, shares, strict=True) if share]
    alone = [share for carrier, share in of if _is_alone(case, carrier)]
    if case.context.metric(case.objective).population == "time":
        # At each place another time may be lost.
        by = {one.agreement.name: Fraction(0) for one, _ in of if _is_alone(case, one)}
        for carrier, share in of:
            if carrier.agreement.name in by:
                by[carrier.agreement.name] += share
        alone = [*by.values()]
    pools = [(carrier, share) for carrier, share in of if not _is_alone(case, carrier)]
    pooled = missed_of_pools(case, pools) if pools else Fraction(0)
    return None if pooled is None else min(Fraction(1), max(alone, default=Fraction(0)) + pooled)


def _missed_within(case: Case, carriers: list[Carrier]) -> Fraction | None:
    """The share of the promise's own population that may exceed its carriers' bounds; of a mean it is nothing."""
    # Means must be counted for the promise's own cases: no volume helps them (docs/mathematics.md, Pooled populations).
    pooled = [one for one in carriers if share_of(one.objective) is None and not _is_alone(case, one)]
    for carrier in pooled:
        pooled_average(case, carrier)
    shares = [share_of(one.objective) for one in carriers]
    missed = [Fraction(0) if share is None else 1 - share for share in shares]
    return None if pooled else _missed(case, carriers, missed)


def _keeps_off(case: Case, composed: Composition, chosen: Chosen, series: Callable[[Iterable[bool]], bool]) -> bool:
    """Whether a figure that just reaches the bound keeps the promise."""
    strict = {leaf for leaf, carriers in chosen.items() if all(is_strict(one.objective) for one in carriers)}
    # Where all parts must be strict, an owned one is taken as strict; where one suffices, it must be another's.
    if series is all:
        strict |= composed.owned
    return not is_strict(case.objective) or whole_is_strict(composed.structure, strict, series)


def _duration(amount: Fraction, unit: str) -> str:
    return seconds_text(amount) if unit == "s" else _text(amount, unit)


def _text(amount: Fraction, unit: str) -> str:
    return number_text(amount) if not unit else Quantity(amount=amount, unit=unit).text


def _undecidable(case: Case, rule: str, why: Undecidable) -> None:
    case.add("undecidable", rule, case.address, message=f"`{case.address}`: {why.reason}")


def _incomparable(case: Case, carrier: Carrier) -> None:
    case.add(
        "undecidable",
        "backing/not-comparable",
        carrier.name,
        message=f"`{case.address}` and `{carrier.name}` are not in the same unit",
    )


def _too_weak(case: Case, figure: str) -> None:
    case.add(
        "unbacked",
        "backing/too-weak",
        case.address,
        message=f"what backs `{case.address}` comes to {figure}, where {case.promised} is promised",
        example=f"every agreement behind it is met with {figure}",
        help=f"strengthen what is behind it, or promise {figure}",
    )
