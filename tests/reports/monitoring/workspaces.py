"""Promises to export, in the first days of the time that Prometheus tests in: it begins in 1970."""

from __future__ import annotations

from datetime import date

from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.reports.monitoring.indicator import Indicator, Refused, indicators
from sla_dsl.text.source import Source

SHOP = """
party norvia "Norvia" {{ time zone {zone} }}
party brun "Atelier Brun" {{ time zone {zone} }}
team web of norvia
service payments "Card payments" {{ owner web }}
service shop "Shop" {{ owner web }}
calendar office "Office" {{ time zone {zone} open Mon-Fri 08:00-18:00 }}
clock fast {{ during office }}
priorities severity {{ P1 P2 }}
metric stay {{ unit duration higher is better statistic each }}
sla brun-sla {{
  provider norvia
  customer brun
  covers {covers}
  in force from {first}{last}
  service hours 24x7
  support hours 24x7
  {statements}
}}
"""
UTC = "Etc/UTC"


def workspace(
    *statements: str,
    covers: str = "payments",
    first: str = "1970-01-01",
    last: str = "",
    zone: str = UTC,
    as_of: str = "1970-01-01",
    horizon: int = 3,
) -> Workspace:
    """A workspace with one agreement that makes these statements; its text has no mistakes."""
    text = SHOP.format(
        statements="\n  ".join(statements),
        covers=covers,
        first=first,
        last=f" to {last}" if last else "",
        zone=zone,
    )
    found = compile_sources([Source("shop.sla", text)], Lock(), date.fromisoformat(as_of), horizon)
    assert [finding.message for finding in found.findings] == []
    return found


def exported(*statements: str, **more: object) -> list[Indicator | Refused]:
    """The promises of such a workspace as monitoring sees them."""
    return list(indicators(workspace(*statements, **more)))  # type: ignore[arg-type]  # as `workspace` takes them
