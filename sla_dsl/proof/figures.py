"""Figures that compose over components: latency, error rate, throughput, and what adds in series."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from ..algebra.shares import Term, carries, latency
from ..algebra.undecidable import Undecidable
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.quantity import Quantity, number_text
from ..wording.figures import percent_down, points, promise_text, seconds_text
from .behind.carriers import Carrier, check_carrier, check_terms, share_of
from .behind.comparable import check_comparable, check_counted_whole
from .behind.components import Composition, Side, composition
from .behind.exclusions import check_unlimited
from .behind.hours import check_hours, has_same_hours
from .behind.strictness import is_strict, only_reached, whole_is_strict
from .behind.volumes import fill
from .context import Context, quantity
from .durations.pooling import is_counted_alone, kind_of, missed_of_pool, pooled_average
from .verdict import Findings, Misses, Step, Value

Compare = Callable[
    [Context, Agreement, Objective, Quantity, Composition, Mapping[str, Carrier], Findings],
    None,
]


def prove_figure(context: Context, agreement: Agreement, promise: Objective, found: Findings) -> None:
    """Composes the figures of all components and compares the result with the promise."""
    _prove(context, agreement, promise, found, _figure)


def prove_latency(context: Context, agreement: Agreement, promise: Objective, found: Findings) -> None:
    """Composes the latencies of all components, with the shares that keep to them, and compares with the promise."""
    _prove(context, agreement, promise, found, _latency)


def _prove(context: Context, agreement: Agreement, promise: Objective, found: Findings, compare: Compare) -> None:
    composed, promised = composition(context, agreement, promise, found), quantity(promise)
    if composed is None:
        return
    if promised is None:
        found.add(
            "undecidable", "backing/not-comparable", f"`{promise.address}` has no figure that components add up to"
        )
        return
    if not composed.sides:
        return
    higher = context.metric(promise).better == "higher"
    chosen = {
        leaf: min((_best(side, higher) for side in sides), key=lambda one: _strength(one, higher))
        for leaf, sides in composed.sides.items()
    }
    for sides in composed.sides.values():
        check_terms(context, agreement, [side[0].agreement for side in sides], found)
        check_hours(context, agreement, promise, [_best(side, higher) for side in sides], found)
    for carrier in chosen.values():
        check_carrier(agreement, promise, carrier, found)
        check_unlimited(context, agreement, promise, carrier, found, limited_too=True)
        check_comparable(agreement, promise, carrier, found)
        check_counted_whole(promise, carrier, found)
    found.steps.append(Step(f"`{promise.address}` promises {promise_text(promise)}", _steps(chosen)))
    compare(context, agreement, promise, promised, composed, chosen, found)


def _best(side: Side, higher: bool) -> Carrier:
    """Of the promises of one agreement the best counts, of several agreements the worst."""
    return max(side, key=lambda one: _strength(one, higher))


def _strength(carrier: Carrier, higher: bool) -> Fraction:
    bound = quantity(carrier.objective)
    amount = bound.amount if bound is not None else Fraction(0)
    return amount if higher else -amount


def _steps(chosen: Mapping[str, Carrier]) -> tuple[Step, ...]:
    return tuple(Step(f"`{leaf}`", (Step(f"`{c.name}`: {promise_text(c.objective)}"),)) for leaf, c in chosen.items())


def _latency(
    context: Context,
    agreement: Agreement,
    promise: Objective,
    promised: Quantity,
    composed: Composition,
    chosen: Mapping[str, Carrier],
    found: Findings,
) -> None:
    terms = {leaf: Term(Fraction(0)) for leaf in composed.owned}
    for leaf, carrier in chosen.items():
        bound = quantity(carrier.objective)
        if bound is None or bound.unit != promised.unit:
            _incomparable(promise, carrier, found)
            return
        missed = _missed_within(context, agreement, promise, carrier, found)
        if missed is None:
            return
        terms[leaf] = Term(bound.amount, missed, kind_of(carrier.objective))
    whole = latency(composed.structure, terms)
    if isinstance(whole, Undecidable):
        found.add("undecidable", "backing/not-comparable", f"`{promise.address}`: {whole.reason}", promise.address)
        return
    ours = share_of(promise)
    carried = carries(whole, Term(promised.amount, Fraction(0) if ours is None else 1 - ours, kind_of(promise)))
    if isinstance(carried, Undecidable):
        found.add("undecidable", "backing/other-statistic", f"`{promise.address}`: {carried.reason}", promise.address)
        return
    found.guaranteed, found.slack = (
        Value(whole.bound, seconds_text(whole.bound)),
        seconds_text(promised.amount - whole.bound),
    )
    if ours is not None and promise.share is not None:
        found.shares = Value(1 - whole.miss, percent_down(1 - whole.miss))
    if whole.bound > promised.amount:
        _too_weak(promise, seconds_text(whole.bound), found)
    elif whole.bound == promised.amount and not _keeps_off(promise, composed, chosen, any):
        only_reached(promise, seconds_text(whole.bound), "backing/too-weak", found)
    if ours is not None and 1 - whole.miss < ours:
        found.counter = Misses(tuple((chosen[leaf].name, term.miss) for leaf, term in terms.items() if leaf in chosen))
        _too_weak(
            promise, f"{percent_down(1 - whole.miss)} of its {promise.share.of if promise.share else 'cases'}", found
        )


def _figure(
    context: Context,
    agreement: Agreement,
    promise: Objective,
    promised: Quantity,
    composed: Composition,
    chosen: Mapping[str, Carrier],
    found: Findings,
) -> None:
    rule = context.composing(promise)
    assert rule.whole is not None, "what composes figures has a function that does"
    figures: dict[str, Fraction] = {}
    for leaf, carrier in chosen.items():
        bound = quantity(carrier.objective)
        if bound is None or bound.unit != promised.unit:
            _incomparable(promise, carrier, found)
            return
        figure = bound.amount
        if rule.is_share:
            missed = _missed(context, agreement, promise, carrier, figure / 100, found)
            if missed is None:
                return
            figure = missed * 100
        figures[leaf] = figure
    if not _is_of_the_same(context, agreement, promise, chosen, found):
        return
    figures |= dict.fromkeys(composed.owned, rule.own([*figures.values(), promised.amount]))
    whole = rule.whole(composed.structure, figures)
    if isinstance(whole, Undecidable):
        found.add("undecidable", "backing/not-comparable", f"`{promise.address}`: {whole.reason}", promise.address)
        return
    slack = whole - promised.amount if rule.better == "higher" else promised.amount - whole
    found.guaranteed = Value(whole, _text(whole, promised.unit))
    found.slack = points(slack / 100) if promised.unit == "%" else _text(slack, promised.unit)
    if slack < 0:
        _too_weak(promise, found.guaranteed.text, found)
    elif not slack and not _keeps_off(promise, composed, chosen, rule.strict):
        only_reached(promise, found.guaranteed.text, "backing/too-weak", found)


def _is_of_the_same(
    context: Context, agreement: Agreement, promise: Objective, chosen: Mapping[str, Carrier], found: Findings
) -> bool:
    """Whether figures are of what the promise's figure is of: each instance, or the same total, mean or share."""
    ours, rule = promise, context.composing(promise)
    for carrier in chosen.values():
        theirs = carrier.objective
        if theirs.share is None and (rule.is_share or theirs.statistic in ("each", "lowest", "longest")):
            continue
        adds = len(chosen) == 1 or theirs.statistic in rule.adds
        if theirs.share is not None or theirs.statistic != ours.statistic or not adds:
            found.add(
                "undecidable",
                "backing/other-statistic",
                f"`{carrier.name}` does not bound what `{promise.address}` bounds: {promise_text(theirs)}",
                carrier.name,
                help="bound the same figure in both, or each instance behind it",
            )
            return False
        if theirs.statistic == "total":
            if not fill(agreement, ours.window, carrier.agreement, theirs.window):
                found.add(
                    "undecidable",
                    "backing/not-comparable",
                    f"the total of `{carrier.name}` is that of other windows than those of `{promise.address}`",
                    carrier.name,
                    help="count both in the same windows",
                )
                return False
        elif not _is_alone(context, agreement, promise, carrier):
            pooled_average(carrier, found)
            return False
    return True


def _is_alone(context: Context, agreement: Agreement, promise: Objective, carrier: Carrier) -> bool:
    """Whether a carrier counts just what the promise counts: for it alone, in the same hours, in windows that fit."""
    return is_counted_alone(agreement, promise, carrier) and has_same_hours(context, agreement, promise, carrier)


def _missed(
    context: Context, agreement: Agreement, promise: Objective, carrier: Carrier, share: Fraction, found: Findings
) -> Fraction | None:
    """What may miss of the promise's own population where a share of the carrier's may."""
    if not share or _is_alone(context, agreement, promise, carrier):
        return share
    return missed_of_pool(agreement, promise, carrier, share, found)


def _missed_within(
    context: Context, agreement: Agreement, promise: Objective, carrier: Carrier, found: Findings
) -> Fraction | None:
    """What may exceed a carrier's bound of the promise's own population; nothing does of what a mean is taken over."""
    theirs = share_of(carrier.objective)
    if theirs is not None:
        return _missed(context, agreement, promise, carrier, 1 - theirs, found)
    if _is_alone(context, agreement, promise, carrier):
        return Fraction(0)
    pooled_average(carrier, found)
    return None


def _keeps_off(
    promise: Objective,
    composed: Composition,
    chosen: Mapping[str, Carrier],
    series: Callable[[Iterable[bool]], bool],
) -> bool:
    """Whether a figure that just reaches the bound keeps the promise."""
    strict = {leaf for leaf, carrier in chosen.items() if is_strict(carrier.objective)}
    if series is all:
        strict |= composed.owned
    return not is_strict(promise) or whole_is_strict(composed.structure, strict, series)


def _text(amount: Fraction, unit: str) -> str:
    return number_text(amount) if not unit else Quantity(amount=amount, unit=unit).text


def _incomparable(promise: Objective, carrier: Carrier, found: Findings) -> None:
    found.add(
        "undecidable",
        "backing/not-comparable",
        f"`{promise.address}` and `{carrier.name}` are not in the same unit",
        carrier.name,
    )


def _too_weak(promise: Objective, figure: str, found: Findings) -> None:
    found.add(
        "unbacked",
        "backing/too-weak",
        f"what backs `{promise.address}` comes to {figure}, where {promise_text(promise)} is promised",
        promise.address,
        example=f"every agreement behind it is met with {figure}",
        help=f"strengthen what is behind it, or promise {figure}",
    )
