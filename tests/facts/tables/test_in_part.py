"""Outages in part and escalations after a time, from a folder of facts to the report and its alerts."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.alerts import Alert, alerts_of
from sla_dsl.facts.reported import WindowFigure, reported
from sla_dsl.facts.tables.folder import Facts, read_facts
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

from .folders import folder_of

TEXT = """
party house { time zone UTC }
party buyer { time zone UTC }
team desk of house
team boss of house
service shop "Users of the shop" { owner desk }
sla a {
  provider house customer buyer covers shop status signed in force from 2026-01-01
  service hours 24x7
  objective up: availability at least 99% each calendar month {
    owned by desk
    partial outages count in proportion to users
  }
  objective fix: restore-time at most 8 h during 24x7 each calendar month { owned by desk }
  escalate up at 50% to desk, after 2 h to boss
  escalate fix after 3 h to desk, at 100% to boss, after 10 h to house
  no credit
}
"""
OCTOBER = date(2026, 10, 1), date(2026, 10, 31)


@cache
def workspace() -> Workspace:
    return compile_sources([Source("a.sla", TEXT)], Lock(), date(2026, 1, 1))


def at(text: str) -> int:
    return int(datetime.fromisoformat(f"{text}+00:00").timestamp())


def figures(place: Path, now: str, **files: str) -> tuple[Facts, dict[str, WindowFigure]]:
    facts = read_facts(folder_of(place, **files), workspace())
    found = reported(facts, workspace(), ["a"], *OCTOBER, at(now))
    return facts, {one.objective: one for one in found}


def escalations(alerts: list[Alert]) -> list[tuple[str, str, int | None]]:
    return [(one.level.text if one.level else "", one.to, one.due) for one in alerts if one.kind == "escalation"]


@pytest.mark.parametrize("share", ["50%", "200/400", "1/2"])
def test_half_an_outage_counts_half(tmp_path: Path, share: str) -> None:
    rows = f"service,start,end,share\nshop,2026-10-05T00:00:00Z,2026-10-05T10:00:00Z,{share}\n"
    _, found = figures(tmp_path, "2026-11-03T00:00", outages__csv=rows)
    assert found["a/up"].answer.down == 5 * 3600
    assert found["a/up"].state == "met"
    assert found["a/up"].answer.figure is not None
    assert found["a/up"].answer.figure.amount == 100 - 100 * Fraction(5, 31 * 24)


@pytest.mark.parametrize("share", ["0%", "150%", "-1/2", "0.5", "half"])
def test_an_outage_hits_more_than_nothing_and_all_at_most(tmp_path: Path, share: str) -> None:
    rows = f"service,start,end,share\nshop,2026-10-05T00:00:00Z,2026-10-05T10:00:00Z,{share}\n"
    facts, _ = figures(tmp_path, "2026-11-03T00:00", outages__csv=rows)
    assert [one.rule for one in facts.findings] == ["facts/unreadable-row"]


def test_downtime_is_escalated_when_so_much_of_it_is_lost(tmp_path: Path) -> None:
    rows = "service,start,end,share\nshop,2026-10-05T00:00:00Z,2026-10-05T10:00:00Z,50%\n"
    _, found = figures(tmp_path, "2026-10-06T00:00", outages__csv=rows)
    half = Fraction(31 * 24 * 3600, 200)
    assert escalations(alerts_of(found["a/up"])) == [
        ("50%", "desk", at("2026-10-05T00:00") + int(2 * half)),
        ("2 h", "boss", at("2026-10-05T04:00")),
    ]


def test_a_case_is_escalated_after_a_time(tmp_path: Path) -> None:
    rows = "case,service,logged,restored\nx,shop,2026-10-05T09:00:00Z,\n"
    _, found = figures(tmp_path, "2026-10-05T13:00", cases__csv=rows)
    assert escalations(alerts_of(found["a/fix"])) == [
        ("100%", "boss", at("2026-10-05T17:00")),
        ("3 h", "desk", at("2026-10-05T12:00")),
        ("10 h", "house", at("2026-10-05T19:00")),
    ]
