"""Promises of availability that a single outage breaks, although it is short or restored in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from sla_dsl.algebra.calendars import ALWAYS, YEAR, Almanac, almanac_of
from sla_dsl.algebra.scopes import overlaps
from sla_dsl.algebra.windows import anchor, budgets, stated_seconds, windows
from sla_dsl.algebra.zones import opening, zone
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Lasting
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.services import Counting
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import column, inner, understood


class _Budgets:
    """The downtime that promises of a share of time allow in a year."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.almanac = almanac_of(workspace)
        self.known: dict[object, Fraction] = {}

    def of(self, agreement: Agreement) -> Iterator[tuple[Objective, Quantity]]:
        """The promises of a share of time, each with the downtime that the most generous window allows."""
        for objective in agreement.objectives:
            target, metric = objective.quantity, self.workspace.metrics[objective.metric]
            # How long it may be down at a stretch in a mean of several windows depends on when.
            if objective.mean_of is not None:
                continue
            if target is None or target.unit != "%" or (metric.population, metric.better) != ("time", "higher"):
                continue
            key = (objective.hours, objective.window, agreement.zone, agreement.term, agreement.fiscal_year_starts)
            if key not in self.known:
                self.known[key] = longest_window(self.workspace, self.almanac, agreement, objective)
            if self.known[key]:
                yield objective, Quantity(amount=self.known[key] * (100 - target.amount) / 100, unit="s")


def longest_window(workspace: Workspace, almanac: Almanac, agreement: Agreement, objective: Objective) -> Fraction:
    """The most seconds that count in a window of the year from the as-of day on; 0 if that is not known."""
    first = anchor(objective.window, agreement) if objective.window else None
    if objective.window is None or first is None or objective.hours is None or agreement.zone is None:
        return Fraction(0)
    where = zone(agreement.zone)
    since = opening(workspace.as_of, 0, where)
    spans = windows(objective.window, where, since, since + YEAR, first)
    if not spans:
        return Fraction(0)
    hours = almanac.openings(objective.hours, spans[0][0], max(end for _, end in spans))
    measured = budgets(spans, Fraction(1), hours, stated=stated_seconds(objective.window))
    return max((budget.counted for budget in measured), default=Fraction(0))


def outages_longer_than_budget(budgets: _Budgets, agreement: Agreement) -> Iterator[Finding]:
    """Promises whose shortest outage that counts exceeds the downtime allowed in any window."""
    return (
        Finding(
            "objective/outage-longer-than-budget",
            f"an outage counts from {shortest.text} on, and `{inner(objective)}` allows {budget.text} in a window",
            objective.source,
            help="promise less, measure over a longer window, or count shorter outages",
            address=objective.address,
        )
        for objective, budget in budgets.of(agreement)
        if (shortest := shortest_outage(objective.counting)) is not None and shortest.amount > budget.amount
    )


def interval(counting: Counting) -> Quantity | None:
    """The shortest exact time between two samples of those who measure."""
    every = [one.every for one in counting.measured if one.every is not None and one.every.unit == "s"]
    return min(every, key=lambda one: one.amount, default=None)


def unseen_by_probe(budgets: _Budgets, agreement: Agreement) -> Iterator[Finding]:
    """Promises that what measures them cannot see: it looks too seldom for what they allow."""
    budgets_of = {objective.address: budget for objective, budget in budgets.of(agreement)}
    for objective in agreement.objectives:
        every = interval(objective.counting)
        if every is None:
            continue
        finest = [
            (time, what) for time, what in needed(budgets.workspace, objective, budgets_of) if time < every.amount
        ]
        for _, what in finest[:1]:
            yield Finding(
                "objective/unseen-by-probe",
                f"`{inner(objective)}` is measured every {every.text}, and {what}",
                objective.source,
                help="measure more often, or promise what can be seen",
                address=objective.address,
            )


def needed(
    workspace: Workspace, objective: Objective, budgets_of: Mapping[str, Quantity]
) -> Iterator[tuple[Fraction, str]]:
    """The times, in seconds, that must be seen to tell whether a promise is kept, and what each of them is."""
    budget, limit = budgets_of.get(objective.address), objective.quantity
    window = objective.mean_of or objective.window
    if window is not None and window.period in _SLICES:
        yield Fraction(_SLICES[window.period]), f"is judged {window.text}"
    if budget is not None and budget.amount:
        yield budget.amount, f"allows {budget.text} in a window"
    for one in objective.counting.down:
        if one.lasting is not None and one.lasting.samples is None:
            shortest = length(one.lasting, objective.counting)
            if shortest:
                yield shortest, f"counts outages from {Quantity(amount=shortest, unit='s').text} on"
    of_outages = workspace.metrics[objective.metric].population == "outages"
    if of_outages and limit is not None and limit.unit == "s" and limit.amount:
        yield limit.amount, f"is bound to {limit.text}"


_SLICES = {"hour": 3600, "day": 86400, "week": 7 * 86400}
"""Windows, each in seconds, that may be shorter than the time between two samples."""


def shortest_outage(counting: Counting) -> Quantity | None:
    """The shortest outage that counts."""
    lengths = [length(each.lasting, counting) for each in counting.down]
    return Quantity(amount=min(lengths), unit="s") if lengths else None


def length(lasting: Lasting | None, counting: Counting) -> Fraction:
    """The least seconds that a condition lasts: from the first of its samples to the last."""
    if lasting is None:
        return Fraction(0)
    if lasting.samples is None:
        return lasting.time.amount if lasting.time is not None and lasting.time.unit == "s" else Fraction(0)
    every = [one.every.amount for one in counting.measured if one.every is not None and one.every.unit == "s"]
    return (lasting.samples - 1) * min(every, default=Fraction(0))


def restorations(workspace: Workspace, agreement: Agreement) -> list[tuple[Fraction, Objective]]:
    """The promised times to restore of an agreement in seconds, the shortest first."""
    found = [
        (time.amount, one)
        for one in agreement.objectives
        if workspace.metrics[one.metric].stops == "restored"
        and workspace.metrics[one.metric].population in ("cases", "outages")
        and one.statistic in ("each", "longest")
        and (time := one.quantity) is not None
        and one.share is None
        and time.unit == "s"
    ]
    return sorted(found, key=lambda pair: pair[0])


def restorations_longer_than_budget(budgets: _Budgets, agreement: Agreement) -> Iterator[Finding]:
    """Promises that even the shortest promised restoration breaks; one finding for a column of a table."""
    seen, times = set(), restorations(budgets.workspace, agreement)
    for objective, budget in budgets.of(agreement):
        fitting = (
            pair
            for pair in times
            if overlaps(pair[1].scope, objective.scope) and objective.hours in (ALWAYS, pair[1].hours)
        )
        shortest, fastest = next(fitting, (Fraction(0), None))
        place = column(objective)
        if fastest is not None and shortest > budget.amount > 0 and place not in seen:
            seen.add(place)
            yield Finding(
                "objective/restoration-longer-than-budget",
                f"`{inner(fastest)}` takes up to {Quantity(amount=shortest, unit='s').text}, "
                f"and `{inner(objective)}` allows {budget.text} in a window",
                objective.source,
                help="restore sooner, or promise less availability",
                related=(Related(fastest.source, "the shortest time to restore"),),
                address=objective.address,
            )


def _sample(*statements: str) -> str:
    return stage.ola("service hours 24x7", "support hours 24x7", *statements)


RULES = (
    Rule(
        "objective/unseen-by-probe",
        "warning",
        "what measures a promise looks less often than the promise needs",
        "Between two looks nobody knows whether it is up. An outage that fits between them is never seen, and one look "
        "that fails may be all the downtime that is allowed.",
        bad=_sample(
            "objective uptime: availability at least 99.99% each calendar month { # objective/unseen-by-probe",
            '  measured by desk at "the front page" every 15 min',
            "}",
        ),
        good=_sample(
            "objective uptime: availability at least 99.99% each calendar month {",
            '  measured by desk at "the front page" every 1 min',
            "}",
        ),
        check=Each(understood, unseen_by_probe, _Budgets),
    ),
    Rule(
        "objective/outage-longer-than-budget",
        "warning",
        "the smallest outage that counts is longer than all the downtime that is allowed",
        "Nothing counts until suddenly everything is lost: the promise is one of no outage at all, and reads like a "
        "share of time.",
        bad=_sample(
            "objective uptime: availability at least 99.99% each calendar month { "
            "# objective/outage-longer-than-budget",
            '  down when "no page answers" for 10 min',
            "}",
        ),
        good=_sample(
            "objective uptime: availability at least 99.99% each calendar month {",
            '  down when "no page answers" for 1 min',
            "}",
        ),
        check=Each(understood, outages_longer_than_budget, _Budgets),
    ),
    Rule(
        "objective/restoration-longer-than-budget",
        "warning",
        "an outage that is restored in the time promised breaks the availability promised",
        "One of the two promises is not meant: who may take eight hours to restore a service cannot promise that it is "
        "down for 43 minutes a month.",
        bad=_sample(
            "objective uptime: availability at least 99.9% each calendar month "
            "# objective/restoration-longer-than-budget",
            "objective repair: restore-time at most 8 h",
        ),
        good=_sample(
            "objective uptime: availability at least 98% each calendar month",
            "objective repair: restore-time at most 8 h",
        ),
        check=Each(understood, restorations_longer_than_budget, _Budgets),
    ),
)
