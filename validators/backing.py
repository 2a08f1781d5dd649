"""Promises that nothing stands behind."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.language.finding import Finding
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule

from .common import concluded


def nothing_named(workspace: Workspace) -> Iterator[Finding]:
    """SLAs that name no agreement behind them and promise what nobody owns."""
    for agreement in concluded(workspace):
        unowned = [
            objective
            for objective in agreement.objectives
            if objective.bound is not None and objective.force == "guaranteed" and objective.owned_by is None
        ]
        if agreement.kind == "sla" and not agreement.backing and unowned:
            count = "a promise" if len(unowned) == 1 else f"{len(unowned)} promises"
            yield Finding(
                "backing/nothing-named",
                f"`{agreement.name}` makes {count} that no agreement backs and no team owns",
                agreement.source,
                help="write `backed by` and the agreements that carry it, or `owned by` and a team in an objective",
                address=agreement.name,
                values=(),
            )


RULES = (
    Rule(
        "backing/nothing-named",
        "error",
        "an SLA says neither what backs it nor who owns its promises",
        "What is promised to a customer must be promised to the provider by someone, or be done by a team that "
        "answers for it. Otherwise nobody can tell whether it can be kept.",
        bad="""\
sla statistics { # backing/nothing-named
  provider norvia
  customer atelier-brun
  covers reports
  objective uptime: availability at least 98% each calendar month
}
""",
        good="""\
sla statistics {
  provider norvia
  customer atelier-brun
  covers reports
  objective uptime: availability at least 98% each calendar month { owned by dba }
}
""",
        check=nothing_named,
    ),
)
