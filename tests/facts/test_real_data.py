"""Real data against true values: what operators wrote in a hurry, six years of it, counted by second elsewhere."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.reported import reported
from sla_dsl.facts.tables.folder import Facts, read_facts
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

STATUS = Path(__file__).parent / "real/jenkins-status"
PARTS = ("ci", "get", "updates", "mirrors", "pkg")
AGREEMENT = """
sla {0}-sla {{
  provider house customer buyer covers {0} status signed in force from 2020-01-01
  service hours 24x7
  objective up: availability at least 99% each calendar month
  no credit
}}
"""
DECLARES = """
party house {{ time zone UTC }}
party buyer {{ time zone UTC }}
team infra of house
{}
service download {{ owner infra needs get and updates and mirrors and pkg }}
"""
# A time without an offset is UTC, as the generator of the page reads it; `T9:15` is written with one digit.
SETTINGS = """
zone = "UTC"
complete-until = 2026-07-01T00:00:00Z
[names]
{names}
[[table]]
name = "outages"
from = "entries.csv"
select = '''
select component as service, regexp_replace(date, 'T(\\d):', 'T0\\1:') as start,
       regexp_replace(resolved, 'T(\\d):', 'T0\\1:') as "end", file, row
from input where {where}
'''
"""
PICTURES = {
    "down, unplanned": "severity = 'down' and planned = '0'",
    "down or disrupted, with planned": "severity in ('down', 'disrupted')",
}


def workspace() -> Workspace:
    services = "\n".join(f"service {name} {{ owner infra }}" for name in PARTS)
    text = DECLARES.format(services) + AGREEMENT.format("ci") + AGREEMENT.format("download")
    return compile_sources([Source("a.sla", text)], Lock(), date(2026, 7, 1))


def facts_of(place: Path, where: str) -> Facts:
    names = "\n".join(f'"{name}.jenkins.io" = "{name}"' for name in PARTS)
    (place / "facts.toml").write_text(SETTINGS.format(names=names, where=where), encoding="utf-8")
    shutil.copy(STATUS / "entries.csv", place)
    return read_facts(place, workspace())


@pytest.mark.parametrize("picture", PICTURES)
def test_downtime_of_a_status_page_month_by_month(tmp_path: Path, picture: str) -> None:
    """Overlapping entries count once, and a download is down while any of its four parts is."""
    pytest.importorskip("duckdb")
    truth = json.loads((STATUS / "truth.json").read_text(encoding="utf-8"))
    facts = facts_of(tmp_path, PICTURES[picture])
    now = int(datetime(2026, 7, 1, tzinfo=UTC).timestamp())
    days = date(2020, 1, 1), date(2026, 6, 30)
    found: dict[str, dict[str, int]] = {"ci": {}, "download": {}}
    for one in reported(facts, workspace(), ["ci-sla", "download-sla"], *days, now):
        assert one.answer.measured == one.end - one.start
        if one.answer.down:
            month = f"{datetime.fromtimestamp(one.start, UTC):%Y-%m}"
            found[one.objective.partition("-")[0]][month] = int(one.answer.down)
    assert found == truth["down"][picture]


def test_entries_that_end_before_they_begin_are_told(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    truth = json.loads((STATUS / "truth.json").read_text(encoding="utf-8"))
    facts = facts_of(tmp_path, "true")
    told = {one.place.row for one in facts.findings if one.rule == "facts/backwards-time"}
    told |= {int(row) for one in facts.findings for row in re.findall(r"\d+", one.message.partition("also in")[2])}
    lines = (STATUS / "entries.csv").read_text(encoding="utf-8").splitlines()
    named = {lines[row - 1].partition(",")[0] for row in told}
    assert {one.rule for one in facts.findings} == {"facts/backwards-time"}
    assert named
    assert named <= set(truth["left_out"])


def test_times_as_they_are_written_are_refused_where_they_are_none(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, "true")
    text = (tmp_path / "facts.toml").read_text(encoding="utf-8")
    text = text.replace("regexp_replace(date, 'T(\\d):', 'T0\\1:')", "date").replace('zone = "UTC"', "")
    (tmp_path / "facts.toml").write_text(text, encoding="utf-8")
    refused = {one.rule for one in read_facts(tmp_path, workspace()).findings}
    assert refused == {"facts/backwards-time", "facts/local-time", "facts/unreadable-row"}
    assert facts.tables["outages"]
