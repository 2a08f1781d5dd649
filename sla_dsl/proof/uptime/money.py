"""Money: the sum that a supplier pays back when he alone fails, against the sum that is then owed to the customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import floor
from typing import NamedTuple

from ...algebra.scopes import is_at, overlaps, sums_points
from ...algebra.structure import TooLarge, cut_sets
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Window
from ...model.quantity import Amount, Named, Portion, Quantity, is_currency
from ...model.remedies import POINTS, Cap, Remedy
from ...text.finding import Finding, Related
from ...text.source import Span
from ...wording.figures import seconds_text
from ..behind.carriers import agreements_behind
from ..behind.components import composition
from ..case import Case
from ..context import Context
from .exposure import AWARDS, Exposure, exposure


@dataclass(frozen=True, slots=True)
class Liability:
    """The most that is due for a missed objective, and where that is written."""

    money: Quantity
    source: Span


@dataclass(frozen=True, slots=True)
class Recovery:
    """The liability of an agreement for a missed objective, and what a supplier who alone fails pays for it.

    ``paid`` is missing if he pays nothing.
    """

    objective: Objective
    owed: Liability
    supplier: Agreement
    paid: Liability | None

    @property
    def ratio(self) -> Fraction:
        """The part of what is owed that comes back."""
        return (self.paid.money.amount if self.paid else Fraction(0)) / self.owed.money.amount


def recoveries(context: Context, agreements: list[Agreement]) -> Iterator[Finding]:
    """For each agreement the supplier who pays back the least of what his failure costs, if it is less than all.

    Where no amount is known, it is the first who pays nothing.
    """
    # Without any remedy nothing is owed.
    for agreement in (one for one in agreements if one.remedies):
        cases = [Case(context, agreement, objective) for objective in agreement.objectives]
        found = [each for case in cases for each in _recovered(case)]
        least = min(found, key=lambda each: each.ratio, default=None)
        if least is not None and least.ratio < 1:
            yield _finding(agreement, least)
        elif exposed := list(_exposed(cases)):
            yield _exposed_finding(agreement, *max(exposed, key=lambda each: each[2].left))
        elif not found:
            yield from islice((each for case in cases for each in _nothing_back(case)), 1)


def _exposed(cases: list[Case]) -> Iterator[tuple[list[Objective], Agreement, Exposure]]:
    """The suppliers whose failure alone leaves something of what is owed, for some downtime or delay.

    A downtime misses all promises of one window that rest on a supplier.
    """
    missed: dict[tuple[str, Window | None, str], list[tuple[Case, Agreement, list[Objective]]]] = {}
    for case in cases:
        # Without any remedy there is nothing to compare, and no agreement behind is asked.
        if next(_remedies(case.agreement, case.objective), None) is None:
            continue
        is_of_time = case.context.composing(case.objective).by == "downtime"
        for supplier, theirs in _decisive(case):
            key = supplier.name, case.objective.window, "" if is_of_time else case.address
            missed.setdefault(key, []).append((case, supplier, theirs))
    for together in missed.values():
        groups = [[one] for one in together] + ([together] if len(together) > 1 else [])
        for group in groups:
            case, supplier, _ = group[0]
            ours = [one.objective for one, _, _ in group]
            theirs = list({one.address: one for _, _, those in group for one in those}.values())
            found = exposure(case.context, case.agreement, ours, supplier, theirs)
            if found is not None:
                yield ours, supplier, found


def _exposed_finding(
    agreement: Agreement, objectives: list[Objective], supplier: Agreement, found: Exposure
) -> Finding:
    remedy = next(_remedies(agreement, objectives[0]))
    left = found.owed.model_copy(update={"amount": found.left})
    time, names = seconds_text(found.seconds), "`, `".join(one.address for one in objectives)
    comes_back = f"{found.paid.text} comes back of the {found.owed.text} owed for `{names}`"
    return Finding(
        "backing/recovers-too-little",
        f"if `{supplier.name}` alone fails for {time}, {comes_back}"
        if found.times == 1
        else f"if `{supplier.name}` alone fails for {time} in each of {found.times} "
        f"{'of its windows' if found.theirs else 'windows'}, {comes_back}",
        remedy.source,
        label=f"{found.owed.text} for {time}",
        related=(Related(supplier.source, f"{found.paid.text} for it"),),
        help=f"agree higher remedies in `{supplier.name}`, a lower one here, or keep {left.text} in hand",
        address=agreement.name,
        values=(*(one.address for one in objectives), supplier.name),
    )


def _nothing_back(case: Case) -> Iterator[Finding]:
    """The suppliers who owe nothing if they alone fail, where an amount that is not known is owed for the promise."""
    owed = next(_remedies(case.agreement, case.objective), None)
    if owed is None:
        return
    for supplier, theirs in _decisive(case):
        if not any(True for one in theirs for _ in _remedies(supplier, one)):
            yield Finding(
                "backing/recovers-too-little",
                f"if `{supplier.name}` alone fails, nothing comes back of what is owed for `{case.address}`",
                owed.source,
                related=(Related(supplier.source, "it pays nothing for it"),),
                help=f"agree a remedy in `{supplier.name}`, or owe nothing here either",
                address=case.agreement.name,
                values=(case.address, supplier.name),
            )


def _recovered(case: Case) -> Iterator[Recovery]:
    """For each supplier whose failure alone misses the promise, the money that comes back."""
    owed = liability(case.agreement, case.objective)
    if owed is None or not owed.money.amount:
        return
    for supplier, theirs in _decisive(case):
        paying = [_paying(case.context, supplier, one) for one in theirs]
        if any(one.is_unlimited for one in paying):
            continue
        known = [one.most for one in paying if one.most is not None]
        paid = max(known, key=lambda one: one.money.amount, default=None)
        # Without a rate of exchange two currencies do not compare.
        if paid is None or paid.money.unit == owed.money.unit:
            yield Recovery(case.objective, owed, supplier, paid)


class _Paying(NamedTuple):
    """The most that a supplier pays for a missed objective, if it is known, and whether nothing limits it."""

    most: Liability | None
    is_unlimited: bool


def _paying(context: Context, supplier: Agreement, objective: Objective) -> _Paying:
    """What a supplier pays for a missed objective: many promises rest on one of his."""
    return context.remembered(
        "paying",
        objective.address,
        lambda: _Paying(liability(supplier, objective), _is_unlimited(supplier, objective)),
    )


def _decisive(case: Case) -> list[tuple[Agreement, list[Objective]]]:
    """The suppliers whose failure alone misses a promise, each with the objectives of theirs that are then missed."""
    return case.context.remembered(
        "decisive",
        case.address,
        lambda: [
            (supplier, theirs)
            for supplier, theirs in _found_decisive(case)
            # What a failure does to a mean depends on when it comes.
            if all(one.mean_of is None for one in (case.objective, *theirs))
        ],
    )


def _found_decisive(case: Case) -> Iterator[tuple[Agreement, list[Objective]]]:
    # Only contracts with suppliers: what teams of one house owe each other stays in the house.
    suppliers = [one for one in agreements_behind(case) if one.kind == "uc"]
    if case.context.composing(case.objective).by == "hand-offs":
        # A case that one hand keeps too long is late, whatever the others do.
        for supplier in suppliers:
            theirs = [one for one in supplier.objectives if _is_of_the_same(case, one)]
            if theirs:
                yield supplier, theirs
        return
    # The grounds of this case are dropped: a missing part is told where the promise is proved.
    composed = composition(case) if suppliers else None
    cuts = cut_sets(composed.structure) if composed else ()
    if composed is None or isinstance(cuts, TooLarge):
        return
    for supplier in suppliers:
        leaves = {
            leaf
            for leaf, coverages in composed.coverages.items()
            if any(coverage[0].agreement is supplier for coverage in coverages)
        }
        # He alone brings the service down if a cut set consists of his components.
        if any(cut <= leaves for cut in cuts):
            yield supplier, [carrier.objective for carrier in composed.carriers if carrier.agreement is supplier]


def _is_of_the_same(case: Case, theirs: Objective) -> bool:
    root = case.context.root
    return theirs.bound is not None and root(theirs.metric) == root(case.objective.metric)


def _finding(agreement: Agreement, recovery: Recovery) -> Finding:
    owed, paid, supplier = recovery.owed, recovery.paid, recovery.supplier
    back = paid.money.text if paid else "nothing"
    exposure = owed.money.model_copy(update={"amount": owed.money.amount * (1 - recovery.ratio)})
    unpaid = Related(supplier.source, "it pays nothing for it")
    # Rounded down: the part that comes back is not told as larger than it is.
    percent = floor(recovery.ratio * 100)
    return Finding(
        "backing/recovers-too-little",
        f"if `{supplier.name}` alone fails, {back} comes back of the {owed.money.text} owed for "
        f"`{recovery.objective.address}`: {percent}%",
        owed.source,
        label=f"{owed.money.text} at most",
        related=(Related(paid.source, f"{back} at most"),) if paid else (unpaid,),
        help=f"agree higher remedies in `{supplier.name}`, a lower cap here, or keep {exposure.text} in hand",
        address=agreement.name,
        values=(recovery.objective.address, supplier.name),
    )


def liability(agreement: Agreement, objective: Objective) -> Liability | None:
    """The most that is due for a missed objective, after its caps; none if nothing is, or it is not known."""
    found = [one for remedy in _remedies(agreement, objective) if (one := _after_caps(agreement, objective, remedy))]
    return max(found, key=lambda one: one.money.amount, default=None)


def _remedies(agreement: Agreement, objective: Objective) -> Iterator[Remedy]:
    if not agreement.remedies:
        return
    parts = objective.address.split("/")[1:]
    names = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    of_it = dict.fromkeys(one for name in names for one in agreement.remedies_by_name.get(name, ()))
    found = [one for one in of_it if overlaps(one.scope, objective.scope)]
    # Points that a missed promise earns are paid for as a sum.
    if any(one.kind == POINTS for one in found):
        found += [one for one in agreement.remedies if sums_points(one, agreement)]
    yield from (one for one in found if one.kind in AWARDS)


def _is_unlimited(agreement: Agreement, objective: Objective) -> bool:
    """Whether an amount is due without a cap, or of unknown size."""
    remedies = list(_remedies(agreement, objective))
    return any(_after_caps(agreement, objective, remedy) is None for remedy in remedies)


def _after_caps(agreement: Agreement, objective: Objective, remedy: Remedy) -> Liability | None:
    """The largest amount of a remedy, or its cap; none if neither is known in money."""
    # How many points come together depends on all promises.
    if sums_points(remedy, agreement):
        return None
    named = [band.amount for band in remedy.bands] if remedy.bands else [remedy.amount]
    amounts = [money(agreement, amount, remedy.base, objective) for amount in named if amount is not None]
    known = [amount for amount in amounts if amount is not None]
    # An amount for each further step grows without end, and a band in points or days is not known in money.
    most = None if remedy.step is not None or len(known) < len(amounts) or not known else max(known, key=_amount)
    caps = [cap for cap in agreement.caps if _applies(cap, remedy, objective)]
    limits = [limit for cap in caps if (limit := money(agreement, cap.amount, remedy.base, objective)) is not None]
    least = min((limit for limit in (*limits, most) if limit is not None), key=_amount, default=None)
    return None if least is None else Liability(least, remedy.source)


def _amount(quantity: Quantity) -> Fraction:
    return quantity.amount


def _applies(cap: Cap, remedy: Remedy, objective: Objective) -> bool:
    named = not cap.objectives or is_at(objective, *cap.objectives)
    # A cap for each case says nothing of how much many cases come to.
    return not cap.each_case and cap.kind == remedy.kind and named and overlaps(cap.scope, objective.scope)


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
