"""Whatever tool tells of the same tickets, the same promises are kept."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.reported import reported
from sla_dsl.facts.tables.folder import read_facts
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

from .. import monitors
from ..desks import LAST, PARIS, WRITERS, tickets, truth

AGREEMENT = """
sla {name} {{
  provider house customer buyer covers {service} status signed in force from 2026-01-01
  service hours 24x7
  {promise}
  objective answer: response-time at most 30 min timed by reply each calendar month
  no credit
}}
"""
WORKSPACE = """
party house { time zone Europe/Paris }
party buyer { time zone Europe/Paris }
team desk of house
priorities priority { p1 p2 p3 }
clock repair { starts when logged pauses while waiting-for-customer during 24x7 reopened within 60 days continues }
clock reply { starts when logged during 24x7 reopened within 60 days continues }
service payments { owner desk }
service shop { owner desk }
"""
BY_PRIORITY = """objectives fix by priority each calendar month {
    timed by repair
    | priority | restore-time |
    | p1 | 4 h |
    | p2 | 8 h |
    | p3 | 24 h |
  }"""
WITHOUT = "objective p2: restore-time at most 8 h timed by repair each calendar month"
OURS = {"Payments": "a", "Shop": "b"}
LESS: dict[str, dict[str, Any]] = {
    "osticket": {"waits": False, "changes": False, "priorities": ("p2",)},
    "freshdesk": {"waits": False, "changes": False, "reopens": False},
}
"""What desks do not do, whose tool would not tell it."""


@cache
def workspace(promise: str) -> Workspace:
    services = {"a": "payments", "b": "shop"}.items()
    text = WORKSPACE + "".join(AGREEMENT.format(name=name, service=one, promise=promise) for name, one in services)
    return compile_sources([Source("a.sla", text)], Lock(), date(2026, 1, 1))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("tool", WRITERS)
def test_one_truth_in_the_shape_of_each_tool(tmp_path: Path, tool: str, seed: int) -> None:
    desk = tickets(seed, **LESS.get(tool, {}))
    (tmp_path / "exports").mkdir()
    said = WRITERS[tool](tmp_path / "exports", desk)
    names = {"Payments": '"payments"', "Shop": '"shop"', "Printers": "false", "hold-5": "false"}
    names |= {text: f'"p{text[-1]}"' for text in ("1", "2", "3", "P1", "P2", "P3")}
    listed = "\n".join(f'"{name}" = {ours}' for name, ours in names.items())
    settings = f'complete-until = {LAST:%Y-%m-%dT%H:%M:%SZ}\n[names]\n{listed}\n[[export]]\npreset = "{tool}"\n{said}\n'
    (tmp_path / "facts.toml").write_text(settings, encoding="utf-8")
    house = workspace(WITHOUT if tool == "osticket" else BY_PRIORITY)
    facts = read_facts(tmp_path, house)
    assert [one.message for one in facts.findings if one.severity == "error"] == []
    found = {}
    for one in reported(facts, house, ["a", "b"], date(2026, 10, 1), date(2026, 10, 31), int(LAST.timestamp())):
        queue = next(name for name, agreement in OURS.items() if one.objective.startswith(f"{agreement}/"))
        found[queue, one.objective.split("/")[-1]] = one.answer.cases, one.answer.late
    untold = {(one.queue, "answer") for one in desk if one.is_reopened}
    right = {key: value for key, value in truth(desk).items() if key[0] in OURS and key not in untold}
    assert {key: value for key, value in found.items() if value[0] and key not in untold} == right


UP = """objective up: availability at least 99% each calendar month
  objective number: outage-count at most 3 each calendar month"""
MONTH = datetime(2026, 10, 1, tzinfo=PARIS), datetime(2026, 11, 1, tzinfo=PARIS)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("tool", monitors.WRITERS)
def test_one_truth_in_the_shape_of_each_monitor(tmp_path: Path, tool: str, seed: int) -> None:
    truth = monitors.outages(seed)
    (tmp_path / "exports").mkdir()
    said = monitors.WRITERS[tool](tmp_path / "exports", truth)
    settings = (
        f'complete-until = {MONTH[1].isoformat()}\n[names]\n"Payments" = "payments"\n"Shop" = "shop"\n'
        f'"Printers" = false\n[[export]]\npreset = "{tool.removesuffix("-2")}"\n{said}\n'
    )
    (tmp_path / "facts.toml").write_text(settings, encoding="utf-8")
    house = workspace(UP)
    facts = read_facts(tmp_path, house)
    assert [one.message for one in facts.findings if one.severity == "error"] == []
    windows = list(reported(facts, house, ["a", "b"], date(2026, 10, 1), date(2026, 10, 31), int(LAST.timestamp())))
    found = {one.objective: one.answer for one in windows}
    for queue, agreement in OURS.items():
        down = int(monitors.down(truth, queue, *MONTH).total_seconds())
        measured = Fraction(745 * 3600)
        assert found[f"{agreement}/up"].down == down
        assert found[f"{agreement}/up"].measured == measured
        begun = sum(MONTH[0] <= start < MONTH[1] for start, _ in truth[queue])
        number = found[f"{agreement}/number"].figure
        assert number is not None
        assert number.amount == begun
        assert next(one.state for one in windows if one.objective == f"{agreement}/up") != "unknown"
