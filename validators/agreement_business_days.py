"""Business days outside objectives: which calendar defines them."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.base import Model
from sla_dsl.model.quantity import BUSINESS_DAY, Quantity
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related
from sla_dsl.text.source import Span

from .common import concluded

WITH_HOURS = ("objectives", "parameters", "paths")
"""Fields whose statements have hours of their own for their days, or that count nothing by themselves."""


def no_business_days(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements that count business days without a calendar that defines them."""
    calendar = workspace.calendars.get(agreement.business_days or "")
    counting = list(counted(agreement)) if calendar is None or calendar.combination else []
    if counting:
        first, *others = counting
        yield Finding(
            "agreement/no-business-days",
            f"`{agreement.name}` counts business days, and "
            + (f"`{calendar.name}`, a combination, has none" if calendar else "does not say which they are"),
            first,
            help="write `business days follow` and a calendar with opening hours of its own, or write `days`",
            related=tuple(Related(other, "here too") for other in others),
            address=agreement.name,
            values=(agreement.business_days or "",),
        )


def counted(agreement: Agreement) -> Iterator[Span]:
    """The places of statements that count business days without hours of their own."""
    for name, said in agreement.model_items():
        for statement in said if isinstance(said, tuple) else (said,):
            if name not in WITH_HOURS and not getattr(statement, "hours", None) and counts_business_days(statement):
                yield statement.source


def counts_business_days(part: object) -> bool:
    """Whether a part of a model is or contains a number of business days."""
    if isinstance(part, Quantity):
        return part.unit == BUSINESS_DAY
    if isinstance(part, Model):
        return any(map(counts_business_days, part.model_values()))
    return isinstance(part, tuple) and any(map(counts_business_days, part))


_NOTICE = "customer may end with 20 business days notice"

RULES = (
    Rule(
        "agreement/no-business-days",
        "error",
        "an agreement counts business days, and does not say which they are",
        "Whether a bank holiday or a Saturday counts must not be a matter of opinion. Under `24x7`, or in a "
        "combination of calendars, every day would be one.",
        bad=stage.ola(stage.UPTIME, f"{_NOTICE} # agreement/no-business-days"),
        good=stage.ola(stage.UPTIME, "business days follow office", _NOTICE),
        check=Each(concluded, no_business_days),
    ),
)
