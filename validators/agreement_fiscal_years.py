"""Windows of a fiscal year whose start is not stated."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.agreement import Agreement, Report, Volume
from sla_dsl.model.objective import Objective
from sla_dsl.model.remedies import Cap, Exclusion, Remedy
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

from .common import concluded


def no_fiscal_year(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements with windows of a fiscal year that do not state when it starts; one finding for each."""
    measured: tuple[Objective | Volume | Remedy | Cap | Exclusion | Report, ...] = (
        *agreement.objectives,
        *agreement.volumes,
        *agreement.remedies,
        *agreement.caps,
        *agreement.exclusions,
        *agreement.reports,
    )
    fiscal = [one.source for one in measured if one.window and one.window.kind == "fiscal"]
    if fiscal and agreement.fiscal_year_starts is None:
        yield Finding(
            "agreement/no-fiscal-year",
            f"`{agreement.name}` measures over a fiscal year, and does not say when it begins",
            fiscal[0],
            help="write `fiscal year starts 02-01`, or another month and day",
            address=agreement.name,
        )


_FISCAL = "objective uptime: availability at least 98% each fiscal quarter"

RULES = (
    Rule(
        "agreement/no-fiscal-year",
        "error",
        "a window is of the fiscal year, and the agreement does not say when that begins",
        "Every house has its own. A budget of downtime that begins anew on another day is another promise.",
        bad=stage.ola(f"{_FISCAL} # agreement/no-fiscal-year"),
        good=stage.ola("fiscal year starts 02-01", _FISCAL),
        check=Each(concluded, no_fiscal_year),
    ),
)
