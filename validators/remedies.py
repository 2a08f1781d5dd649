"""Remedies whose figures do not fit each other or the promise that they are for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, cast

from sla_dsl.language.finding import Finding, Related
from sla_dsl.language.source import Span
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Bound
from sla_dsl.model.quantity import Amount, Portion, Quantity
from sla_dsl.model.remedies import Band, Cap, NoRemedy, Remedy
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule

from .common import column, concerns, each_once, inner, promised, understood, within, written

WORSE_DOWNWARDS = ("below", "at-most")
WITH_ITS_END = ("at-least", "at-most")
EDGES = {"at-least": "below", "above": "at most", "at-most": "above", "below": "at least"}
"""Where a promise with a bound of this kind begins to be missed."""


class Due(NamedTuple):
    """What an amount comes to: a number of a unit, and what it is a part of."""

    amount: Fraction
    unit: str
    of: str | None


def due(amount: Amount | None, base: str | None = None) -> Due | None:
    """An amount as a plain number, if it is one; a percentage is of the base of the remedy."""
    if isinstance(amount, Portion):
        return Due(amount.quantity.amount, amount.quantity.unit, amount.of)
    if isinstance(amount, Quantity):
        return Due(amount.amount, amount.unit, base if amount.unit == "%" else None)
    return None


def remedies(workspace: Workspace) -> Iterator[tuple[Agreement, Remedy]]:
    """All remedies with their agreements."""
    return ((agreement, remedy) for agreement in written(workspace) for remedy in agreement.remedies)


def level(band: Band) -> Quantity | None:
    """The plain quantity at which a band begins."""
    value = band.reached.value
    return value if isinstance(value, Quantity) and band.reached.kind != "between" else None


# Bands


def bands_not_descending(workspace: Workspace) -> Iterator[Finding]:
    """Bands that do not get worse, or more, from row to row."""

    def found() -> Iterator[Finding]:
        for agreement, remedy in remedies(workspace):
            for before, band in pairwise(remedy.bands):
                said = disorder(remedy, before, band)
                if said:
                    yield Finding(
                        "remedy/bands-not-descending",
                        said,
                        band.source,
                        help="order the rows from the first shortfall to the worst, with growing amounts",
                        related=(Related(before.source, "the row before"),),
                        address=agreement.name,
                    )

    return each_once(found())


def disorder(remedy: Remedy, before: Band, band: Band) -> str:
    """What is wrong with the order of two rows, if anything."""
    first, second = level(before), level(band)
    if first is not None and second is not None and first.unit == second.unit:
        downwards = before.reached.kind in WORSE_DOWNWARDS
        if first.amount == second.amount:
            return f"two rows begin at {second.text}"
        if (second.amount > first.amount) == downwards:
            return f"{second.text} is not {'below' if downwards else 'above'} {first.text}, so this row is out of order"
    less, more = due(before.amount, remedy.base), due(band.amount, remedy.base)
    if band.amount is None and before.amount is not None:
        return "nothing is due here, although something is due in the row before"
    if less and more and less[1:] == more[1:] and more.amount <= less.amount:
        return f"no more {remedy.award} is due here than in the row before"
    return ""


def gaps_under_target(workspace: Workspace) -> Iterator[Finding]:
    """First bands that begin elsewhere than at the bound of the objective."""

    def found() -> Iterator[Finding]:
        for agreement in understood(workspace):
            for remedy in agreement.remedies:
                if not remedy.bands or remedy.bands[0].amount is None or remedy.award == "bonus":
                    continue
                for objective in agreement.objectives:
                    if concerns(remedy, objective) and objective.metric == remedy.metric:
                        yield from gap_before(remedy.bands[0], objective, remedy)

    return each_once(found())


def gap_before(first: Band, objective: Objective, remedy: Remedy) -> Iterator[Finding]:
    """A finding if a missed objective need not reach the first band, or a kept one may."""
    begins, target = level(first), promised(objective)
    if begins is None or target is None or begins.unit != target.unit:
        return
    downwards = first.reached.kind in WORSE_DOWNWARDS
    late = (begins.amount < target.amount) == downwards
    where = f"between {target.text} and {begins.text}" if late else f"from {begins.text} on"
    kept_to = f"until {target.text}"
    if begins == target:
        kept, due_there = (one.kind in WITH_ITS_END for one in (cast(Bound, objective.bound), first.reached))
        if kept != due_there:
            return
        late, where, kept_to = not kept, f"at exactly {target.text}", "there"
    yield Finding(
        "remedy/gap-under-target" if late else "remedy/due-although-kept",
        f"no {remedy.award} is due {where}"
        if late
        else f"{remedy.award} is due {where}, although `{inner(objective)}` is kept {kept_to}",
        first.source,
        help=f"let the first row begin {EDGES[cast(Bound, objective.bound).kind]} {target.text}"
        + (", or give it `none`" if late else ""),
        related=(Related(objective.source, f"promised here: {target.text}"),),
        address=objective.address,
    )


def only(rule: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings of one rule, where one question answers two."""
    return (finding for finding in findings if finding.rule == rule)


# Amounts


def above_cap(workspace: Workspace) -> Iterator[Finding]:
    """Remedies of which an amount is larger than the most that is ever due."""
    return each_once(
        finding
        for agreement, remedy in remedies(workspace)
        for cap in agreement.caps
        for finding in over(agreement, remedy, cap)
    )


def amounts(remedy: Remedy) -> Iterator[tuple[Span, Amount]]:
    """What a remedy comes to, and where it says so."""
    if remedy.amount is not None:
        yield remedy.source, remedy.amount
    for band in remedy.bands:
        if band.amount is not None:
            yield band.source, band.amount


def covers(cap: Cap, remedy: Remedy) -> bool:
    """Whether a cap always applies to a remedy, whichever of its objectives is missed."""
    if cap.award != remedy.award or cap.when is not None:
        return False
    narrowed = {selection.scale: set(selection.values) for selection in remedy.scope}
    of_all = not cap.objectives or (
        bool(remedy.objectives) and all(within(one, cap.objectives) for one in remedy.objectives)
    )
    return of_all and all(each.scale in narrowed and narrowed[each.scale] <= set(each.values) for each in cap.scope)


def over(agreement: Agreement, remedy: Remedy, cap: Cap) -> Iterator[Finding]:
    """A finding if amounts of a remedy are larger than a cap that applies to it."""
    most = due(cap.amount, remedy.base)
    if most is None or not covers(cap, remedy):
        return
    given = [(source, due(amount, remedy.base)) for source, amount in amounts(remedy)]
    larger = [(source, one) for source, one in given if one and one[1:] == most[1:] and one.amount > most.amount]
    if larger:
        source, first = larger[0]
        first_text, most_text = (Quantity(amount=one.amount, unit=one.unit).text for one in (first, most))
        yield Finding(
            "remedy/credit-above-cap",
            f"{first_text} can never be due: {remedy.award} is capped at {most_text}",
            source,
            help="raise the cap, or lower the amount",
            related=(
                Related(cap.source, f"capped at {most_text}"),
                *(Related(place, "nor can this") for place, _ in larger[1:]),
            ),
            address=agreement.name,
        )


def without_base(workspace: Workspace) -> Iterator[Finding]:
    """Percentages of nothing in particular."""

    def found() -> Iterator[Finding]:
        for agreement in written(workspace):
            places = [
                (*place, remedy.award) for remedy in agreement.remedies if not remedy.base for place in amounts(remedy)
            ]
            places += [(cap.source, cap.amount, cap.award) for cap in agreement.caps]
            for source, amount, award in places:
                if isinstance(amount, Quantity) and amount.unit == "%":
                    yield Finding(
                        "remedy/no-base",
                        f"{amount.text} of what?",
                        source,
                        help=f"name the parameter that it is a part of: `{award} on monthly-fee …`, or "
                        f"`{amount.text} of monthly-fee`",
                        address=agreement.name,
                    )

    return each_once(found())


# Promises and claims


def without_consequence(workspace: Workspace) -> Iterator[Finding]:
    """Guaranteed promises to a customer, in signed SLAs, of which nothing is said if they are missed."""

    def found() -> Iterator[Finding]:
        for agreement in understood(workspace):
            if agreement.kind != "sla" or agreement.status != "signed" or agreement.customer in workspace.teams:
                continue
            said: list[Remedy | NoRemedy] = [*agreement.remedies, *agreement.no_remedies]
            seen = set()
            for objective in agreement.objectives:
                where = column(objective)
                guaranteed = objective.force == "guaranteed" and objective.bound is not None
                if guaranteed and where not in seen and not any(concerns(one, objective) for one in said):
                    seen.add(where)
                    yield Finding(
                        "remedy/objective-without-consequence",
                        f"nothing follows when `{where}` is missed",
                        objective.source,
                        help=f"add a remedy, such as `credit for {where}: …`, or write `no credit for {where}`",
                        address=objective.address,
                        values=(where,),
                    )

    return each_once(found())


def claims_before_reports(workspace: Workspace) -> Iterator[Finding]:
    """Claims that must be made before the report is due that shows what happened."""

    def found() -> Iterator[Finding]:
        for agreement in written(workspace):
            for claim in agreement.claims:
                first = claim.stages[0] if claim.stages else None
                if first is None or first.of != "window-end" or not isinstance(first.time, Quantity):
                    continue
                for report in agreement.reports:
                    delay = report.within.time if report.within else None
                    if (
                        isinstance(delay, Quantity)
                        and delay.unit == first.time.unit
                        and delay.amount > first.time.amount
                    ):
                        yield Finding(
                            "remedy/claim-before-report",
                            f"a claim is due within {first.time.text}, and the report only within {delay.text}",
                            claim.source,
                            help="count the time of a claim from the report (`of the report`), or report sooner",
                            related=(Related(report.source, f"due within {delay.text}"),),
                            address=agreement.name,
                        )

    return each_once(found())


_STATEMENTS = """\
sla statistics {{
  provider norvia
  customer atelier-brun
  covers reports
{parameter}  objective uptime: availability at least 99% each calendar month {{ owned by dba }}
{statements}}}
"""


def _sample(*statements: str) -> str:
    said = "".join(f"  {line}\n" for line in statements)
    parameter = "  parameter monthly-fee = 900 EUR\n" if "monthly-fee" in said else ""
    return _STATEMENTS.format(parameter=parameter, statements=said)


def _bands(*rows: str) -> str:
    return _sample(
        "credit on monthly-fee for uptime {", "  | availability | credit |", *(f"  {row}" for row in rows), "}"
    )


_SIGNED = """\
sla statistics {{
  provider norvia
  customer atelier-brun
  covers reports
  version 1.0.0
  status signed
  signed 2025-12-10 by "Camille Roy" for norvia
  signed 2025-12-11 by "Jo Lindqvist" for atelier-brun
  in force from 2026-01-01
  objective uptime: availability at least 99% each calendar month {{ owned by dba }}{statements}
}}
"""

RULES = (
    Rule(
        "remedy/bands-not-descending",
        "error",
        "the rows of a table of bands are out of order, or their amounts do not grow",
        "The lowest band that is reached counts. A row out of order is never reached, and an amount that does not grow "
        "rewards the worse month.",
        bad=_bands(
            "| below 99% | 5% |",
            "| below 97% | 10% |",
            "| below 98% | 15% | # remedy/bands-not-descending",
        ),
        good=_bands("| below 99% | 5% |", "| below 98% | 10% |", "| below 97% | 15% |"),
        check=bands_not_descending,
    ),
    Rule(
        "remedy/claim-before-report",
        "warning",
        "a claim is due before the report that would show it",
        "A customer can claim only what he knows of.",
        bad=_sample(
            "claim through portal within 5 days of window end # remedy/claim-before-report",
            'report "Monthly report" each calendar month within 10 days',
        ),
        good=_sample(
            "claim through portal within 30 days of window end",
            'report "Monthly report" each calendar month within 10 days',
        ),
        check=claims_before_reports,
    ),
    Rule(
        "remedy/credit-above-cap",
        "error",
        "an amount is larger than the most that is ever due",
        "It looks generous and is never paid in full.",
        bad=_sample(
            "credit on monthly-fee for uptime {",
            "  | availability | credit |",
            "  | below 99% | 10% |",
            "  | below 98% | 40% | # remedy/credit-above-cap",
            "}",
            "cap credit at 30% of monthly-fee each calendar month",
        ),
        good=_sample(
            "credit on monthly-fee for uptime {",
            "  | availability | credit |",
            "  | below 99% | 10% |",
            "  | below 98% | 30% |",
            "}",
            "cap credit at 30% of monthly-fee each calendar month",
        ),
        check=above_cap,
    ),
    Rule(
        "remedy/due-although-kept",
        "error",
        "the first band begins before the promise is missed",
        "A remedy is for a promise that is missed. If it should begin earlier, the promise is higher than written.",
        bad=_bands("| below 99.5% | 5% | # remedy/due-although-kept", "| below 98% | 10% |"),
        good=_bands("| below 99% | 5% |", "| below 98% | 10% |"),
        check=lambda workspace: only("remedy/due-although-kept", gaps_under_target(workspace)),
    ),
    Rule(
        "remedy/gap-under-target",
        "error",
        "a promise can be missed without reaching the first band",
        "Just below the target nothing would be due, and nobody would have said so. A first row with `none` says it.",
        bad=_bands("| below 98% | 5% | # remedy/gap-under-target", "| below 97% | 10% |"),
        good=_bands("| below 99% | none |", "| below 98% | 5% |", "| below 97% | 10% |"),
        check=lambda workspace: only("remedy/gap-under-target", gaps_under_target(workspace)),
    ),
    Rule(
        "remedy/no-base",
        "error",
        "a percentage is of nothing in particular",
        "Five per cent of the monthly fee and of the yearly one differ twelvefold.",
        bad=_sample("credit for uptime: 5% # remedy/no-base"),
        good=_sample("credit on monthly-fee for uptime: 5%"),
        check=without_base,
    ),
    Rule(
        "remedy/objective-without-consequence",
        "warning",
        "nothing is said of what follows when a promise to a customer is missed",
        "A promise without a remedy is a statement of intent. If that is meant, `no credit for …` says it.",
        bad=_SIGNED.format(statements=" # remedy/objective-without-consequence"),
        good=_SIGNED.format(statements="\n  no credit for uptime"),
        check=without_consequence,
    ),
)
