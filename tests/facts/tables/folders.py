"""Folders of facts, and the workspace whose names they use."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.tables.folder import Facts, read_facts
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

SHOP = """
party house { time zone Europe/Paris }
party buyer { time zone Europe/Paris }
party other { time zone Europe/Paris }
team desk of house
calendar office { time zone Europe/Paris open Mon-Fri 08:00-18:00 }
priorities urgency { P1 P2 P3 }
dimension site { lyon roanne }
clock repair {
  starts when logged
  pauses while waiting-for-customer
  during office
}
service shop { owner desk }
service till { owner desk }
service node-1 { owner desk }
service node-2 { owner desk }
service web { owner desk needs node-1 or node-2 }
sla a {
  provider house customer buyer covers shop, web status signed in force from 2026-01-01
  service hours 24x7
  parameter fee = 100 EUR
  parameter spend is money
  objective up: availability at least 99% each calendar month
  objective number: outage-count at most 3 each calendar month
  objective fix: restore-time at most 8 h timed by repair each calendar month
  objective errors: error-rate at most 1% each calendar month
  objective pace: mean latency at most 120 ms each calendar month
  objective content: satisfaction at least 4 each calendar quarter
  no credit
}
sla b {
  provider house customer other covers till status signed in force from 2026-01-01
  service hours 24x7
  objective up: availability at least 95% each calendar day { measured by house at "edge" every 1 min }
  objective fix: restore-time at most 8 h in 90% of cases during 24x7 each calendar month
  no credit
}
"""


@cache
def shop() -> Workspace:
    return compile_sources([Source("shop.sla", SHOP)], Lock(), date(2026, 1, 1))


def folder_of(place: Path, **files: str | bytes) -> Path:
    """A folder with these files; in their names `__` stands for a point and `_IN_` for a slash."""
    for name, content in files.items():
        path = place / name.replace("_IN_", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


def facts_of(place: Path, **files: str | bytes) -> Facts:
    return read_facts(folder_of(place, **files), shop())


def told(facts: Facts) -> list[str]:
    """The findings in one line each."""
    return [f"{one.rule} {one.place.text} {one.column}: {one.message}".replace(" :", ":") for one in facts.findings]
