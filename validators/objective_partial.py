"""Partial outages of what is no share of time."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

from .common import inner, written


def partial_of_no_time(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Objectives that count partial outages in proportion, and are no share of time."""
    for objective in agreement.objectives:
        metric = workspace.metrics.get(objective.metric)
        if metric is None or not objective.counting.in_proportion_to:
            continue
        if (metric.unit, metric.population, objective.statistic) != ("percent", "time", "share"):
            yield Finding(
                "objective/partial-not-of-time",
                f"`{inner(objective)}` is no share of time, of which a partial outage could take a part",
                objective.source,
                help="promise `availability`, or another metric of time, or leave the partial outages out",
                address=agreement.name,
                values=(objective.name,),
            )


_PARTIAL = "{ partial outages count in proportion to users }"
_USERS = 'service desk-tool "Users of the desk" { owner dba hours 24x7 }\n'

RULES = (
    Rule(
        "objective/partial-not-of-time",
        "error",
        "partial outages count in proportion in what is no share of time",
        "Half an outage is still one outage, and a case is late or not; only time can be down in part.",
        bad=_USERS
        + stage.ola(
            f"objective outages: outage-count at most 2 each calendar month {_PARTIAL} # objective/partial-not-of-time",
            covers="desk-tool",
        ),
        good=_USERS + stage.ola(f"{stage.UPTIME} {_PARTIAL}", covers="desk-tool"),
        check=Each(written, partial_of_no_time),
    ),
)
