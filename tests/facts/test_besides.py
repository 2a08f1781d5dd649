"""What stands besides promises: volumes, goals, what is taken to be independent, and awards that are lost in time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.held import FactsReport, held
from sla_dsl.facts.tables.folder import read_facts
from sla_dsl.model.lock import Lock
from sla_dsl.reports.facts.text import facts_report_text
from sla_dsl.text.source import Source

SAYS = """
party house { time zone UTC }
party buyer { time zone UTC }
team desk of house
calendar office { time zone UTC open Mon-Fri 08:00-18:00 }
service link-a { owner desk }
service link-b { owner desk }
service shop { owner desk goal "Shoppers pay" measured by error-rate at most 1% each calendar month }
sla a {
  provider house customer buyer covers shop status signed in force from 2026-01-01
  service hours 24x7
  parameter fee = 900 EUR
  objective up: availability at least 99% each calendar month
  objective fix: restore-time at most 8 h during 24x7 each calendar month
  volume at most 2 cases each calendar month
  volume at least 3 cases each calendar month
  volume at most 50 users each calendar month
  assume link-a, link-b independent because "separate ducts"
  credit for up: 10% of fee
  REPLACED
}
"""
CASES = "case,service,logged,restored\n" + "".join(
    f"c{day},shop,2026-04-0{day}T08:00:00Z,2026-04-0{day}T09:00:00Z\n" for day in (1, 2, 3)
)
COUNTS = "service,start,end,total,bad,metric\nshop,2026-04-01T00:00:00Z,2026-04-30T00:00:00Z,1000,{},error-rate\n"
DOWN = "service,start,end\nshop,2026-04-10T00:00:00Z,2026-04-10T08:00:00Z\n"
LINKS = "link-a,2026-04-02T00:00:00Z,2026-04-02T03:00:00Z\nlink-b,2026-04-02T01:00:00Z,2026-04-02T05:00:00Z\n"


def report(place: Path, now: str = "2026-05-02", says: str = "credit is automatic", **tables: str) -> FactsReport:
    for name, text in tables.items():
        (place / f"{name}.csv").write_text(text, encoding="utf-8")
    model = compile_sources([Source("a.sla", SAYS.replace("REPLACED", says))], Lock(), date(2026, 1, 1))
    assert not [one.message for one in model.findings if one.rule.startswith(("syntax", "name"))]
    moment = int(datetime.fromisoformat(now).replace(tzinfo=UTC).timestamp())
    facts = read_facts(place, model)
    return held(facts, model, ["a"], (date(2026, 4, 1), date(2026, 4, 30)), moment, {}, {})


def test_volumes_are_held_against_what_there_was(tmp_path: Path) -> None:
    users = "agreement,parameter,start,value\na,users,2026-04-01,60\n"
    found = report(tmp_path, cases=CASES, outages=DOWN, amounts=users).volumes
    said = [f"{one.volume.bound.kind} {one.number} {one.is_within}" for one in found]
    assert said == ["at-most 3 False", "at-least 3 True", "at-most 60 False"]


def test_a_goal_may_be_missed_while_every_promise_is_kept(tmp_path: Path) -> None:
    found = report(tmp_path, cases=CASES, outages="service,start,end\n", counts=COUNTS.format(11))
    assert {one.state for one in found.windows} == {"met"}
    assert [(one.service, one.goal.text, one.told.state) for one in found.goals] == [("shop", "Shoppers pay", "missed")]
    (tmp_path / "counts.csv").unlink()
    assert [one.told.state for one in report(tmp_path, cases=CASES, outages=DOWN).goals] == ["unknown"]


def test_a_goal_is_told_of_an_agreement_that_promises_nothing(tmp_path: Path) -> None:
    """Its windows are told in JSON; text, Markdown and page left the agreement out."""
    says = "}\nsla b { provider house customer buyer covers shop status signed in force from 2026-01-01"
    (tmp_path / "counts.csv").write_text(COUNTS.format(11), encoding="utf-8")
    model = compile_sources([Source("a.sla", SAYS.replace("REPLACED", says))], Lock(), date(2026, 1, 1))
    days, now = (date(2026, 4, 1), date(2026, 4, 30)), int(datetime(2026, 5, 2, tzinfo=UTC).timestamp())
    found = held(read_facts(tmp_path, model), model, ["b"], days, now, {}, {})
    assert not found.windows
    assert found.names == ["b"]
    goal = 'goal "Shoppers pay", 2026-04-01 to 2026-04-30: missed, 1.1%, 11 of 1000 not good enough'
    assert facts_report_text(found).decode() == f"b\n  {goal}\n"


def test_what_is_taken_to_be_independent_and_was_down_together(tmp_path: Path) -> None:
    found = report(tmp_path, cases=CASES, outages=DOWN + LINKS).findings
    assert [(one.rule, one.message) for one in found] == [
        (
            "facts/coincidence",
            "`link-a` and `link-b` were down together for 2 h (2026-04-02), and `a` takes them to be independent",
        )
    ]
    assert report(tmp_path, cases=CASES, outages=DOWN + LINKS.partition("\n")[0]).findings == ()


@pytest.mark.parametrize(
    ("within", "now", "state", "until"),
    [
        ("36 months", "2028-04-30", "claimable", "2028-05-01"),
        ("36 months", "2028-05-01", "lost", "2028-05-01"),
        ("30 days", "2026-05-30", "claimable", "2026-05-31"),
    ],
)
def test_an_award_is_lost_in_time(tmp_path: Path, within: str, now: str, state: str, until: str) -> None:
    says = f"claim through portal within {within} of window end\n  credit is lost after 24 months"
    (award,) = report(tmp_path, now, says, cases=CASES, outages=DOWN).awards
    assert award.until is not None
    assert (award.state, f"{datetime.fromtimestamp(award.until, UTC):%Y-%m-%d}") == (state, until)
