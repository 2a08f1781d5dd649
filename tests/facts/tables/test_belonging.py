"""Rows that do not say all that decides where they belong: unknown, told, and never out of every promise in silence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.held import FactsReport, held
from sla_dsl.facts.tables.folder import read_facts
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

from .folders import folder_of

STAGE = """
party house { time zone UTC }
party buyer { time zone UTC }
team desk of house
priorities urgency { P1 P2 P3 }
dimension site { lyon roanne paris }
clock by-phone { starts when logged through phone during 24x7 }
service shop { owner desk }
service mail { owner desk }
"""
AGREEMENT = """
sla a {{
  provider house customer buyer covers shop status signed in force from 2026-01-01
  service hours 24x7
  {}
}}
"""
TABLE = """
objectives fix by urgency each calendar month {
  during 24x7
  | urgency | restore-time |
  |---------|--------------|
  | P1      | 4 h          |
  | P2      | 8 h          |
  | P3      | none         |
}
credit for fix: 50 EUR for every case late
credit is automatic
"""
HEAD = "case,service,customer,urgency,site,logged,restored\n"


@cache
def workspace(says: str) -> Workspace:
    model = compile_sources([Source("a.sla", STAGE + AGREEMENT.format(says))], Lock(), date(2026, 1, 1))
    assert not [one.message for one in model.findings if one.rule.startswith(("syntax", "name"))]
    return model


def report(place: Path, says: str, **files: str) -> FactsReport:
    facts = read_facts(folder_of(place, **files), workspace(says))
    now = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp())
    return held(facts, workspace(says), ["a"], (date(2026, 10, 1), date(2026, 10, 31)), now, {}, {})


def case(name: str, hours: int, urgency: str = "", site: str = "", customer: str = "") -> str:
    return f"{name},shop,{customer},{urgency},{site},2026-10-05T00:00:00Z,2026-10-05T{hours:02}:00:00Z\n"


def states(found: FactsReport) -> dict[str, str]:
    return {one.objective.removeprefix("a/"): one.state for one in found.windows}


def told(found: FactsReport) -> list[tuple[str, str, int, str]]:
    return [(one.rule, one.severity, one.place.row, one.column) for one in found.findings]


MISSING = ("facts/missing-value", "error", 2)


@pytest.mark.parametrize(
    ("cases", "first", "second"),
    [
        # It may be one of P1, of P2, or of P3, for which nothing is promised: in time, if it is, or late.
        (case("x", 3), "unknown", "unknown"),
        (case("x", 9), "unknown", "unknown"),
        # In time for each, beside others: met, whatever it is.
        (case("x", 3) + case("y", 3, "P1") + case("z", 3, "P2"), "met", "met"),
        # In time as P2, late as P1.
        (case("x", 6) + case("y", 3, "P1") + case("z", 3, "P2"), "unknown", "met"),
        # Missed anyhow.
        (case("x", 6) + case("y", 5, "P1") + case("z", 3, "P2"), "missed", "met"),
    ],
)
def test_a_case_without_a_priority_may_be_of_each(tmp_path: Path, cases: str, first: str, second: str) -> None:
    found = report(tmp_path, TABLE, cases__csv=HEAD + cases)
    expected = {"fix/restore-time/P1": first, "fix/restore-time/P2": second, "fix/restore-time/P3": "no-promise"}
    assert states(found) == expected
    assert told(found) == [(*MISSING, "urgency")]
    assert not found.facts.is_whole


def test_the_figure_lies_between_without_it_and_with_it(tmp_path: Path) -> None:
    found = report(tmp_path, TABLE, cases__csv=HEAD + case("x", 6) + case("y", 3, "P1"))
    first = found.windows[0]
    assert (first.low and first.low.text, first.high and first.high.text) == ("3 h", "6 h")
    assert first.because == ("cases without `urgency` may belong to it: x",)


@pytest.mark.parametrize(
    ("sure", "perhaps", "amounts"),
    [
        (5, 3, ["50 EUR"]),  # one is late; the other one is late in no case
        (5, 5, [None]),  # one or two
        (3, 5, [None]),
        (3, 3, []),
    ],
)
def test_what_is_due_for_it_is_known_only_if_it_is_the_same_with_it(
    tmp_path: Path, sure: int, perhaps: int, amounts: list[str | None]
) -> None:
    found = report(tmp_path, TABLE, cases__csv=HEAD + case("x", perhaps) + case("y", sure, "P1") + case("z", 1, "P2"))
    assert [one.amount and one.amount.text for one in found.awards] == amounts


@pytest.mark.parametrize(
    ("sites", "row", "state"),
    [
        # A customer who is named has the values that are his; without his name it may be somebody else's.
        ("lyon, roanne", case("x", 5, "", "", "buyer"), "missed"),
        ("lyon, roanne", case("x", 5), "unknown"),
        ("lyon, roanne, paris", case("x", 5), "missed"),
        ("lyon", case("x", 5, "", "lyon"), "missed"),
    ],
)
def test_a_customer_has_the_values_that_he_has(tmp_path: Path, sites: str, row: str, state: str) -> None:
    says = f"customer has {sites} of site\nobjective fix: restore-time at most 4 h during 24x7 each calendar month\n"
    found = report(tmp_path, says + "no credit", cases__csv=HEAD + row)
    assert states(found) == {"fix": state}
    assert told(found) == ([(*MISSING, "site")] if state == "unknown" else [])


def test_a_clock_that_starts_through_a_channel_asks_for_it(tmp_path: Path) -> None:
    says = "objective fix: restore-time at most 4 h timed by by-phone each calendar month\nno credit"
    found = report(tmp_path / "1", says, cases__csv=HEAD + case("x", 5))
    assert (states(found), told(found)) == ({"fix": "unknown"}, [(*MISSING, "channel")])
    events = "case,event,at,channel\nx,logged,2026-10-05T00:00:00Z,{}\n"
    for channel, state in (("phone", "missed"), ("email", "empty")):
        found = report(tmp_path / channel, says, cases__csv=HEAD + case("x", 5), events__csv=events.format(channel))
        assert (states(found), told(found)) == ({"fix": state}, [])


def test_a_count_without_a_site_is_of_no_site_for_sure(tmp_path: Path) -> None:
    counts = "service,site,start,end,total,bad\nshop,{},2026-10-05T00:00:00Z,2026-10-06T00:00:00Z,100,5\n"
    says = "objective errors: error-rate for lyon at most 1% each calendar month\nno credit"
    of_lyon = report(tmp_path / "lyon", says, counts__csv=counts.format("lyon"))
    assert states(of_lyon) == {"errors": "missed"}
    found = report(tmp_path / "none", says, counts__csv=counts.format(""))
    assert states(found) == {"errors": "unknown"}
    assert found.windows[0].because == ("not every row says its `site`",)


def test_an_outage_without_a_site_is_everywhere(tmp_path: Path) -> None:
    down = "service,start,end\nshop,2026-10-05T00:00:00Z,2026-10-06T00:00:00Z\n"
    says = "objective up: availability for lyon at least 99% each calendar month\nno credit"
    assert states(report(tmp_path, says, outages__csv=down)) == {"up": "missed"}


def test_a_mean_of_each_site_asks_for_the_site(tmp_path: Path) -> None:
    says = "objective fix: mean restore-time of each site at most 4 h during 24x7 each calendar month\nno credit"
    found = report(tmp_path / "1", says, cases__csv=HEAD + case("x", 5, site="lyon") + case("y", 1))
    assert states(found) == {"fix": "unknown"}
    found = report(tmp_path / "2", says, cases__csv=HEAD + case("x", 5, site="lyon") + case("y", 1, site="paris"))
    assert states(found) == {"fix": "missed"}


def test_what_no_promise_is_about_is_told(tmp_path: Path) -> None:
    rows = [
        "a,mail,,P1,,2026-10-05T00:00:00Z,",  # nobody promises anything of it
        "b,mail,buyer,P1,,2026-10-05T00:00:00Z,",  # said to be his, and he has no such service
        "c,shop,buyer,P1,paris,2026-10-05T00:00:00Z,2026-10-05T01:00:00Z",  # he has no such site
    ]
    says = "customer has lyon, roanne of site\n" + TABLE
    found = report(tmp_path, says, cases__csv=HEAD + "\n".join(rows) + "\n")
    assert told(found) == [
        ("facts/about-nothing", "warning", 2, "service"),
        ("facts/about-nothing", "error", 3, "service"),
        ("facts/about-nothing", "error", 4, "site"),
    ]


def test_a_value_that_follows_from_others_needs_these(tmp_path: Path) -> None:
    """The urgency of the table follows from impact and breadth; either of them, or the urgency itself, is told."""
    derived = """
priorities impact { high low }
priorities breadth { all one }
priorities rank from impact, breadth {
  R1
  R2
  | impact | breadth | rank |
  |--------|---------|------|
  | high   | all     | R1   |
  | high   | one     | R2   |
  | low    | all     | R2   |
  | low    | one     | R2   |
}
"""
    says = "objective fix: restore-time for R1 at most 4 h during 24x7 each calendar month\nno credit"
    text = STAGE + derived + AGREEMENT.format(says)
    model = compile_sources([Source("a.sla", text)], Lock(), date(2026, 1, 1))
    assert not [one.message for one in model.findings if one.rule.startswith(("syntax", "name"))]
    now = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp())
    head = "case,service,rank,impact,breadth,logged,restored\n"
    time = "2026-10-05T00:00:00Z,2026-10-05T05:00:00Z\n"
    expected = {"R1,,": "missed", ",high,all": "missed", ",high,": "unknown", ",low,": "empty", ",,": "unknown"}
    for number, (values, state) in enumerate(expected.items()):
        folder = folder_of(tmp_path / str(number), cases__csv=f"{head}x,shop,{values},{time}")
        found = held(read_facts(folder, model), model, ["a"], (date(2026, 10, 1), date(2026, 10, 31)), now, {}, {})
        assert [one.state for one in found.windows] == [state], values


SUSPENDED = (
    TABLE
    + "objective up: availability at least 99% each calendar month\nsuspends up while fix/restore-time/P1 is missed\n"
)


@pytest.mark.parametrize(
    ("cases", "state"),
    [
        # In time, whatever it is: nothing is suspended, and a day of outage is too much.
        (case("x", 3) + case("y", 3, "P1"), "missed"),
        # Late as P1, and in time as P2.
        (case("x", 6) + case("y", 3, "P1"), "unknown"),
        # Missed anyhow: all of October is suspended.
        (case("x", 6) + case("y", 5, "P1"), "empty"),
    ],
)
def test_a_promise_that_asks_about_another_one_asks_in_all_that_its_cases_may_be(
    tmp_path: Path, cases: str, state: str
) -> None:
    outages = "service,start,end\nshop,2026-10-10T00:00:00Z,2026-10-11T00:00:00Z\n"
    found = report(tmp_path, SUSPENDED, cases__csv=HEAD + cases, outages__csv=outages)
    assert states(found)["up"] == state
    reasons = [one.because for one in found.windows if one.objective == "a/up"]
    assert reasons == [("cases without `urgency` may belong to it: x",) if state == "unknown" else ()]


def test_a_weighted_mean_asks_for_each_weight(tmp_path: Path) -> None:
    # (1 x 5 + 3 x 3) / 4 = 3.5; without the second weight it would pass for (5 + 3) / 2 = 4.
    samples = "service,at,value,metric,weight\nshop,2026-10-05T00:00:00Z,5,satisfaction,1\n"
    samples += "shop,2026-10-06T00:00:00Z,3,satisfaction,{}\n"
    says = 'objective joy: satisfaction at least 4 each calendar month { weighted by "payments" }\nno credit'
    weighed = report(tmp_path / "weighed", says, samples__csv=samples.format(3))
    assert states(weighed) == {"joy": "missed"}
    found = report(tmp_path / "not", says, samples__csv=samples.format(""))
    assert states(found) == {"joy": "unknown"}
    assert found.windows[0].because == ("not every row says its `weight`",)
