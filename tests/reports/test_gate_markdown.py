"""The judgement of a proposal as a comment: of many causes each kind is told, the worst first."""

from __future__ import annotations

from datetime import date

from sla_dsl.changes import Comparison
from sla_dsl.gate.judgement import GateCondition, Judgement
from sla_dsl.reports.gate.markdown import gate_markdown


def cell(*because: str) -> str:
    """What the row of a condition says of the changes that require it."""
    missing = GateCondition("approval", "shop", False, "approval of brun", "none", "somebody approves", because)
    day = date(2026, 11, 24)
    judged = Judgement("main", "0" * 40, "1" * 40, day, "2" * 64, {}, (), (missing,), Comparison(), ())
    row = next(line for line in gate_markdown(judged).decode().splitlines() if line.startswith("| `shop`"))
    return row.split(" | ")[2]


def test_each_cause_is_named() -> None:
    said = "approval of brun<br>because of:<br>`objective-bound-lowered shop/up`<br>`clause-added shop/clause/law`"
    assert cell("objective-bound-lowered shop/up", "clause-added shop/clause/law") == said


def test_of_many_causes_each_kind_is_told() -> None:
    said = cell(*(f"objective-bound-lowered shop/p{at}" for at in range(300)), "clause-added shop/clause/law")
    assert said.startswith("approval of brun<br>because of:<br>objective-bound-lowered: 300 — `shop/p0`, `shop/p1`")
    assert said.endswith(", …<br>clause-added: 1 — `shop/clause/law`")
