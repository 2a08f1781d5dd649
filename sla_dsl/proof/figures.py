"""Figures that compose over components: latency, error rate, throughput, and what adds in series."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..algebra.components import error_rate, throughput, total
from ..algebra.shares import Term, latency
from ..algebra.undecidable import Undecidable
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.quantity import Quantity, number_text
from ..model.services import Structure
from .carriers import Carrier, check_carrier, check_terms, share_of
from .comparable import check_comparable
from .components import Composition, composition
from .context import Context, quantity
from .exclusions import check_unlimited
from .pooling import missed_of_our_cases
from .printing import percent_down, points, promise_text, seconds_text
from .verdict import Findings, Misses, Step, Value


def prove_figure(context: Context, agreement: Agreement, promise: Objective, found: Findings) -> None:
    """Composes the figures of all components and compares the result with the promise."""
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
    chosen = _weakest(composed, higher=context.metric(promise).better == "higher")
    for sides in composed.sides.values():
        check_terms(context, agreement, [side[0].agreement for side in sides], found)
    for carrier in chosen.values():
        check_carrier(agreement, promise, carrier, found)
        check_unlimited(context, agreement, promise, carrier, found)
        check_comparable(agreement, promise, carrier, found)
    found.steps.append(Step(f"`{promise.address}` promises {promise_text(promise)}", _steps(chosen)))
    if context.metric(promise).composes == "latency":
        _latency(agreement, promise, promised, composed, chosen, found)
    else:
        _figure(context, promise, promised, composed, chosen, found)


def _weakest(composed: Composition, higher: bool) -> dict[str, Carrier]:
    """Of the promises of one agreement the best counts, of several agreements the worst."""

    def strength(carrier: Carrier) -> Fraction:
        bound = quantity(carrier.objective)
        amount = bound.amount if bound is not None else Fraction(0)
        return amount if higher else -amount

    return {
        leaf: min((max(side, key=strength) for side in sides), key=strength) for leaf, sides in composed.sides.items()
    }


def _steps(chosen: Mapping[str, Carrier]) -> tuple[Step, ...]:
    return tuple(Step(f"`{leaf}`", (Step(f"`{c.name}`: {promise_text(c.objective)}"),)) for leaf, c in chosen.items())


def _latency(
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
        if carrier.objective.statistic in ("mean", "median"):
            terms[leaf] = Term(bound.amount, of="mean" if carrier.objective.statistic == "mean" else "median")
            continue
        missed = missed_of_our_cases(agreement, promise, carrier, found)
        if missed is None:
            return
        terms[leaf] = Term(bound.amount, missed)
    whole = latency(composed.structure, terms)
    if isinstance(whole, Undecidable):
        found.add("undecidable", "backing/not-comparable", f"`{promise.address}`: {whole.reason}", promise.address)
        return
    found.guaranteed, found.slack = (
        Value(whole.bound, seconds_text(whole.bound)),
        seconds_text(promised.amount - whole.bound),
    )
    ours = share_of(promise)
    if ours is not None and promise.share is not None:
        found.shares = Value(1 - whole.miss, percent_down(1 - whole.miss))
    if whole.bound > promised.amount:
        _too_weak(promise, seconds_text(whole.bound), found)
    if ours is not None and 1 - whole.miss < ours:
        found.counter = Misses(tuple((chosen[leaf].name, term.miss) for leaf, term in terms.items() if leaf in chosen))
        _too_weak(
            promise, f"{percent_down(1 - whole.miss)} of its {promise.share.of if promise.share else 'cases'}", found
        )


def _figure(
    context: Context,
    promise: Objective,
    promised: Quantity,
    composed: Composition,
    chosen: Mapping[str, Carrier],
    found: Findings,
) -> None:
    composes = context.metric(promise).composes
    figures: dict[str, Fraction] = {}
    for leaf, carrier in chosen.items():
        bound = quantity(carrier.objective)
        if bound is None or bound.unit != promised.unit:
            _incomparable(promise, carrier, found)
            return
        figures[leaf] = bound.amount
    if composes == "throughput":
        least = [*figures.values(), promised.amount]
        figures |= dict.fromkeys(composed.owned, max(least))
        whole = throughput(composed.structure, figures)
    else:
        figures |= dict.fromkeys(composed.owned, Fraction(0))
        whole = _summed(composes, composed.structure, figures)
    if isinstance(whole, Undecidable):
        found.add("undecidable", "backing/not-comparable", f"`{promise.address}`: {whole.reason}", promise.address)
        return
    slack = whole - promised.amount if composes == "throughput" else promised.amount - whole
    found.guaranteed = Value(whole, _text(whole, promised.unit))
    found.slack = points(slack / 100) if promised.unit == "%" else _text(slack, promised.unit)
    if slack < 0:
        _too_weak(promise, found.guaranteed.text, found)


def _summed(composes: str | None, structure: Structure, figures: Mapping[str, Fraction]) -> Fraction | Undecidable:
    if composes != "error-rate":
        return total(structure, figures)
    whole = error_rate(structure, {leaf: figure / 100 for leaf, figure in figures.items()})
    return whole if isinstance(whole, Undecidable) else whole * 100


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
