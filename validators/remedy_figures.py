"""Remedies whose figures do not fit each other, or their promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sla_dsl.algebra.by_case import is_by_case
from sla_dsl.algebra.days import by_day, last_day_behind, window_ends
from sla_dsl.algebra.scopes import Scope, is_at
from sla_dsl.model.agreement import Agreement, Report
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Selection, Within
from sla_dsl.model.quantity import Amount, Quantity
from sla_dsl.model.remedies import Cap, NoRemedy, Remedy
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related
from sla_dsl.text.source import Span

from .amounts import reckoned
from .common import about, column, concluded, written


def remedies(workspace: Workspace) -> Iterator[tuple[Agreement, Remedy]]:
    """All remedies with their agreements."""
    return ((agreement, remedy) for agreement in written(workspace) for remedy in agreement.remedies)


# Amounts


def above_cap(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Remedies with an amount larger than the most that is ever due."""
    return (
        finding
        for named in [agreement.objectives_by_name]
        for remedy in (agreement.remedies if agreement.caps else ())
        for promises in [about(remedy, named)]
        for cap in agreement.caps
        for finding in over(agreement, remedy, cap, promises)
    )


def amounts(remedy: Remedy) -> Iterator[tuple[Span, Amount]]:
    """The amounts of a remedy, each with its place."""
    if remedy.amount is not None:
        yield remedy.source, remedy.amount
    for band in remedy.bands:
        if band.amount is not None:
            yield band.source, band.amount


def covers(agreement: Agreement, cap: Cap, remedy: Remedy, promises: Sequence[Objective]) -> bool:
    """Whether a cap always applies to a remedy, whichever of the promises that it is for is missed."""
    if cap.kind != remedy.kind or cap.when is not None or (cap.each_case and not is_by_case(remedy, agreement)):
        return False
    of_all = not cap.objectives or (bool(promises) and all(is_at(one, *cap.objectives) for one in promises))
    return of_all and all(
        is_narrowed(each, remedy.scope) or (bool(promises) and all(is_narrowed(each, one.scope) for one in promises))
        for each in cap.scope
    )


def is_narrowed(to: Selection, scope: Scope) -> bool:
    """Whether a scope has no other values of a scale than these."""
    return any(one.scale == to.scale and set(one.values) <= set(to.values) for one in scope)


def over(agreement: Agreement, remedy: Remedy, cap: Cap, promises: Sequence[Objective]) -> Iterator[Finding]:
    """A finding if amounts of a remedy exceed a cap that applies to it."""
    if not covers(agreement, cap, remedy, promises):
        return
    most = reckoned(cap.amount, remedy.base, agreement)
    if len(most) != 1:
        return
    given = [(source, one) for source, amount in amounts(remedy) for one in reckoned(amount, remedy.base, agreement)]
    larger = [(source, one) for source, one in given if one.kind == most[0].kind and one.amount > most[0].amount]
    if larger:
        source, first = larger[0]
        yield Finding(
            "remedy/credit-above-cap",
            f"{first.text} can never be due: {remedy.kind} is capped at {most[0].text}",
            source,
            help="raise the cap, or lower the amount",
            related=(
                Related(cap.source, f"capped at {most[0].text}"),
                *(Related(place, "nor can this") for place, _ in larger[1:] if place != source),
            ),
            address=agreement.name,
        )


def without_base(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Percentages that refer to nothing."""
    places = [(*place, remedy.kind) for remedy in agreement.remedies if not remedy.base for place in amounts(remedy)]
    places += [(cap.source, cap.amount, cap.kind) for cap in agreement.caps]
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


# Promises and claims


def without_consequence(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Guaranteed promises to a customer, signed or published, for whose miss nothing is stated."""
    binds = agreement.standard or agreement.status == "signed"
    if agreement.kind != "sla" or not binds or agreement.customer in workspace.teams:
        return
    named = agreement.objectives_by_name
    stated: list[Remedy | NoRemedy] = [*agreement.remedies, *agreement.no_remedies]
    said = {objective.address for one in stated for objective in about(one, named)}
    seen = set()
    for objective in agreement.objectives:
        where = column(objective)
        guaranteed = objective.force == "guaranteed" and objective.bound is not None
        if guaranteed and where not in seen and objective.address not in said:
            seen.add(where)
            yield Finding(
                "remedy/objective-without-consequence",
                f"nothing follows when `{where}` is missed",
                objective.source,
                help=f"add a remedy, such as `credit for {where}: …`, or write `no credit for {where}`",
                address=objective.address,
                values=(where,),
            )


def claims_before_reports(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Claims that are due before the report that shows the miss."""
    for claim in agreement.claims:
        first = claim.stages[0] if claim.stages else None
        if first is None or first.of != "window-end" or not isinstance(first.time, Quantity):
            continue
        in_time = [one for one in agreement.reports if _due_later(one, first) is None]
        for report in agreement.reports:
            due = _due_later(report, first)
            if due is not None and not any(_is_as_often(one, report) for one in in_time):
                yield Finding(
                    "remedy/claim-before-report",
                    f"a claim is due within {first.time.text}, and the report only `{due}`",
                    claim.source,
                    help="count the time of a claim from the report (`of the report`), or report sooner",
                    related=(Related(report.source, f"due `{due}`"),),
                    address=agreement.name,
                )


def _is_as_often(one: Report, other: Report) -> bool:
    """Whether a report comes back at least as often as another one, and so shows each miss that the other one shows."""
    periods = [each.window.period if each.window else None for each in (one, other)]
    return all(period in _PERIODS for period in periods) and _PERIODS.index(periods[0]) <= _PERIODS.index(periods[1])


def _due_later(report: Report, claim: Within) -> str | None:
    """When a report is due, in words, if that is later than a claim at least behind one window."""
    if report.by is not None and report.window is not None and report.window.period is not None:
        days = ((last_day_behind(claim, end), by_day(report.by, end)) for end in window_ends(report.window.period))
        return f"by {report.by.text}" if any(until is not None and until < due for until, due in days) else None
    delay, time = report.within.time if report.within else None, claim.time
    is_later = (
        isinstance(delay, Quantity)
        and isinstance(time, Quantity)
        and delay.unit_kind == time.unit_kind
        and delay.amount > time.amount
    )
    return f"within {delay.text}" if is_later and delay is not None else None


_PERIODS: Sequence[str | None] = ("hour", "day", "week", "month", "quarter", "year")
_UPTIME = "objective uptime: availability at least 99% each calendar month { owned by dba }"
_FEE = "parameter monthly-fee = 900 EUR"
_CAP = "cap credit at 30% of monthly-fee each calendar month"


def _signed(*statements: str) -> str:
    return stage.sla(
        "version 1.0.0",
        "status signed",
        'signed 2025-12-10 by "Camille Roy" for norvia',
        'signed 2025-12-11 by "Jo Lindqvist" for atelier-brun',
        "in force from 2026-01-01",
        *statements,
    )


def _credit(share: str) -> str:
    rows = ("| availability | credit |", "| below 99% | 10% |", f"| below 98% | {share}")
    return stage.block("credit on monthly-fee for uptime", *rows)


RULES = (
    Rule(
        "remedy/claim-before-report",
        "warning",
        "a claim is due before the report that would show it",
        "A customer can claim only what he knows of.",
        bad=stage.sla(
            _UPTIME,
            "claim through portal within 5 days of window end # remedy/claim-before-report",
            'report "Monthly report" each calendar month within 10 days',
        ),
        good=stage.sla(
            _UPTIME,
            "claim through portal within 30 days of window end",
            'report "Monthly report" each calendar month within 10 days',
            'report "Yearly report" each calendar year within 60 days',
        ),
        check=Each(written, claims_before_reports),
    ),
    Rule(
        "remedy/credit-above-cap",
        "error",
        "an amount is larger than the most that is ever due",
        "It looks generous and is never paid in full.",
        bad=stage.sla(_FEE, _UPTIME, _credit("40% | # remedy/credit-above-cap"), _CAP),
        good=stage.sla(_FEE, _UPTIME, _credit("30% |"), _CAP),
        check=Each(written, above_cap),
    ),
    Rule(
        "remedy/no-base",
        "error",
        "a percentage is of nothing in particular",
        "Five per cent of the monthly fee and of the yearly one differ twelvefold.",
        bad=stage.sla(_UPTIME, "credit for uptime: 5% # remedy/no-base"),
        good=stage.sla(_FEE, _UPTIME, "credit on monthly-fee for uptime: 5%"),
        check=Each(written, without_base),
    ),
    Rule(
        "remedy/objective-without-consequence",
        "warning",
        "nothing is stated for the case that a promise to a customer is missed",
        "A promise without a remedy is a statement of intent. If that is meant, `no credit for …` says it.",
        bad=_signed(f"{_UPTIME} # remedy/objective-without-consequence"),
        good=_signed(_UPTIME, "no credit for uptime"),
        check=Each(concluded, without_consequence),
    ),
)
