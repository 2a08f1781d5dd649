"""Money: what comes back from a supplier when he alone fails, against what is then owed to the customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import floor

from ...algebra.scopes import is_at, overlaps
from ...algebra.structure import TooLarge, cut_sets
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.quantity import Amount, Named, Portion, Quantity, is_currency
from ...model.remedies import Cap, Remedy
from ...text.finding import Finding, Related
from ...text.source import Span
from ..behind.carriers import behind
from ..behind.components import composition
from ..context import Context
from ..verdict import Findings

AWARDS = ("credit", "penalty", "refund")
"""What a provider owes for a missed promise; a bonus or a charge is the customer's, points are not money."""


@dataclass(frozen=True, slots=True)
class Due:
    """The most that is due for a missed objective, and where that is written."""

    money: Quantity
    source: Span


def recoveries(context: Context, agreements: list[Agreement]) -> Iterator[Finding]:
    """For each agreement the supplier who pays back the least of what his failure costs, if it is less than all.

    Where no amount is known, the first who pays nothing.

    Only contracts with suppliers: what teams of one house owe each other stays in the house.
    """
    for agreement in agreements:
        found = [each for promise in agreement.objectives for each in _recovered(context, agreement, promise)]
        if found:
            ratio, promise, by, owed, paid = min(found, key=lambda each: each[0])
            if ratio < 1:
                yield _finding(agreement, promise, by, owed, paid, ratio)
        else:
            yield from islice(_nothing_back(context, agreement), 1)


def _nothing_back(context: Context, agreement: Agreement) -> Iterator[Finding]:
    """Promises for which an amount that is not known is owed, and the suppliers who owe nothing if they alone fail."""
    for promise in agreement.objectives:
        owed = next(_remedies(agreement, promise), None)
        for by, theirs in _decisive(context, agreement, promise) if owed else ():
            if owed is not None and not any(True for one in theirs for _ in _remedies(by, one)):
                yield Finding(
                    "backing/recovers-too-little",
                    f"if `{by.name}` alone fails, nothing comes back of what is owed for `{promise.address}`",
                    owed.source,
                    related=(Related(by.source, "it pays nothing for it"),),
                    help=f"agree a remedy in `{by.name}`, or owe nothing here either",
                    address=agreement.name,
                    values=(promise.address, by.name),
                )


Recovery = tuple[Fraction, Objective, Agreement, Due, Due | None]


def _recovered(context: Context, agreement: Agreement, promise: Objective) -> Iterator[Recovery]:
    owed = most_due(agreement, promise)
    if owed is None or not owed.money.amount:
        return
    for by, theirs in _decisive(context, agreement, promise):
        if any(_is_unlimited(by, one) for one in theirs):
            continue
        dues = [due for one in theirs if (due := most_due(by, one)) is not None]
        paid = max(dues, key=lambda due: due.money.amount, default=None)
        if paid is None or paid.money.unit == owed.money.unit:
            amount = paid.money.amount if paid else Fraction(0)
            yield amount / owed.money.amount, promise, by, owed, paid


def _decisive(
    context: Context, agreement: Agreement, promise: Objective
) -> Iterator[tuple[Agreement, list[Objective]]]:
    """The contracts with suppliers whose failure alone misses a promise, and what of theirs is then missed."""
    suppliers = [one for one in behind(context, agreement, promise) if one.kind == "uc"]
    if context.composing(promise).by == "hand-offs":
        for by in suppliers:
            theirs = [one for one in by.objectives if _is_of_the_same(context, promise, one)]
            if theirs:
                yield by, theirs
        return
    composed = composition(context, agreement, promise, Findings()) if suppliers else None
    cuts = cut_sets(composed.structure) if composed else ()
    if composed is None or isinstance(cuts, TooLarge):
        return
    for by in suppliers:
        leaves = {leaf for leaf, sides in composed.sides.items() if any(side[0].agreement is by for side in sides)}
        if any(cut <= leaves for cut in cuts):
            yield by, [carrier.objective for carrier in composed.carriers if carrier.agreement is by]


def _is_of_the_same(context: Context, promise: Objective, theirs: Objective) -> bool:
    return theirs.bound is not None and context.root(theirs.metric) == context.root(promise.metric)


def _finding(
    agreement: Agreement, promise: Objective, by: Agreement, owed: Due, paid: Due | None, ratio: Fraction
) -> Finding:
    back = paid.money.text if paid else "nothing"
    exposure = owed.money.model_copy(update={"amount": owed.money.amount * (1 - ratio)})
    return Finding(
        "backing/recovers-too-little",
        f"if `{by.name}` alone fails, {back} comes back of the {owed.money.text} owed for `{promise.address}`: "
        f"{floor(ratio * 100)}%",
        owed.source,
        label=f"{owed.money.text} at most",
        related=(Related(paid.source, f"{back} at most"),) if paid else (Related(by.source, "it pays nothing for it"),),
        help=f"agree higher remedies in `{by.name}`, a lower cap here, or keep {exposure.text} in hand",
        address=agreement.name,
        values=(promise.address, by.name),
    )


def most_due(agreement: Agreement, objective: Objective) -> Due | None:
    """The most that is due for a missed objective, after its caps; none if nothing is, or it is not known."""
    found = [due for one in _remedies(agreement, objective) if (due := _after_caps(agreement, objective, one))]
    return max(found, key=lambda due: due.money.amount, default=None)


def _remedies(agreement: Agreement, objective: Objective) -> Iterator[Remedy]:
    for remedy in agreement.remedies:
        named = any(is_at(objective, name) for name in remedy.objectives)
        if remedy.award in AWARDS and named and overlaps(remedy.scope, objective.scope):
            yield remedy


def _is_unlimited(agreement: Agreement, objective: Objective) -> bool:
    """Whether more and more is due, and nothing caps it, or it cannot be told how much."""
    remedies = list(_remedies(agreement, objective))
    return any(_after_caps(agreement, objective, remedy) is None for remedy in remedies)


def _after_caps(agreement: Agreement, objective: Objective, remedy: Remedy) -> Due | None:
    """The largest amount of a remedy, or its cap; none if neither is known in money."""
    named = [band.amount for band in remedy.bands] if remedy.bands else [remedy.amount]
    amounts = [money(agreement, amount, remedy.base, objective) for amount in named if amount is not None]
    known = [amount for amount in amounts if amount is not None]
    most = None if remedy.step is not None or len(known) < len(amounts) or not known else max(known, key=_amount)
    caps = [cap for cap in agreement.caps if _applies(cap, remedy, objective)]
    limits = [limit for cap in caps if (limit := money(agreement, cap.amount, remedy.base, objective)) is not None]
    least = min((limit for limit in (*limits, most) if limit is not None), key=_amount, default=None)
    return None if least is None else Due(least, remedy.source)


def _amount(quantity: Quantity) -> Fraction:
    return quantity.amount


def _applies(cap: Cap, remedy: Remedy, objective: Objective) -> bool:
    named = not cap.objectives or any(is_at(objective, name) for name in cap.objectives)
    return cap.award == remedy.award and named and overlaps(cap.scope, objective.scope)


def money(agreement: Agreement, amount: Amount | None, base: str | None, objective: Objective) -> Quantity | None:
    """An amount in money, if it is one of money, a parameter that is, or a percentage of such a parameter."""
    if isinstance(amount, Named):
        amount = _value(agreement, amount.name, objective)
    if isinstance(amount, Quantity):
        if is_currency(amount.unit):
            return amount
        return _percentage(amount, _value(agreement, base, objective)) if base is not None else None
    if isinstance(amount, Portion):
        return _percentage(amount.quantity, _value(agreement, amount.of, objective))
    return None


def _value(agreement: Agreement, name: str, objective: Objective) -> Amount | None:
    """The value of a parameter for the values of scales that an objective is for."""
    return next((one.value_for(objective.scope) for one in agreement.parameters if one.name == name), None)


def _percentage(share: Quantity, whole: Amount | None) -> Quantity | None:
    if share.unit != "%" or not isinstance(whole, Quantity) or not is_currency(whole.unit):
        return None
    return Quantity(amount=whole.amount * share.amount / 100, unit=whole.unit)
