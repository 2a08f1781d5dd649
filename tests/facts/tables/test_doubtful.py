"""Cells and rows that could be read, and would be wrong: refused or told, and never counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from sla_dsl.facts.held import FactsReport

from .folders import facts_of, told
from .test_belonging import report

COUNTS = "service,start,end,total,bad\nshop,2026-10-05T00:00:00Z,2026-10-06T00:00:00Z,{}\n"
SPENT = "agreement,parameter,start,value\na,spend,2026-10-01,{}\n"
PACE = "service,at,value,metric\nshop,2026-10-05T00:00:00Z,{},latency\n"
THOUSANDS = "`{}` may be thousands, or a number with three decimals"


@pytest.mark.parametrize(
    ("files", "messages"),
    [
        ({"counts__csv": COUNTS.format("25000,12")}, []),
        ({"counts__csv": COUNTS.format("25000.0,12")}, []),
        ({"counts__csv": COUNTS.format("25.000,12")}, [THOUSANDS.format("25.000")]),
        ({"counts__csv": COUNTS.format("25000.5,12")}, ["`total` counts events, and this is no whole number"]),
        ({"amounts__csv": SPENT.format("25000.50 EUR")}, []),
        ({"amounts__csv": SPENT.format("25.000 EUR")}, [THOUSANDS.format("25.000 EUR")]),
        ({"amounts__csv": SPENT.format("1.234.567")}, [THOUSANDS.format("1.234.567")]),
        ({"amounts__csv": SPENT.format('"25,000 EUR"')}, ["`25,000 EUR` is no number"]),
        ({"amounts__csv": SPENT.format("-1 EUR")}, ["an amount is not less than nothing"]),
        ({"samples__csv": PACE.format("-1 ms")}, ["this is less than nothing, or more than all"]),
        (
            {"figures__csv": "objective,start,value\na/up,2026-10-01,100.1%\n"},
            ["this is less than nothing, or more than all"],
        ),
        (
            {"claims__csv": "agreement,objective,start,at,stage\na,up,2026-10-01,2026-11-02T00:00:00Z,2\n"},
            ["`2` is no stage"],
        ),
    ],
)
def test_numbers_that_may_be_others_are_refused(tmp_path: Path, files: dict[str, str], messages: list[str]) -> None:
    assert [one.partition(": ")[2] for one in told(facts_of(tmp_path, **files))] == messages


def test_who_writes_a_comma_before_thousands_is_not_told_to_write_a_point(tmp_path: Path) -> None:
    found = facts_of(tmp_path, amounts__csv=SPENT.format('"25,000 EUR"')).findings[0]
    assert found.help == "write thousands without a sign between them, and a point before decimals: 25000, 25.5"


UP = "objective up: availability at least 99% each calendar month\n"
DOWN = "service,start,end\nshop,2026-10-05T00:00:00Z,2026-10-05T20:00:00Z\n"
FIGURE = "objective,start,value\na/up,2026-10-01,{}\n"


@pytest.mark.parametrize(
    ("figure", "outages", "state"),
    [
        ("99.9%", DOWN, "unknown"),
        ("97%", DOWN, "missed"),
        ("99.9%", "service,start,end\n", "met"),
        # No outage of the service is told: that is what somebody else has measured.
        ("97%", "service,start,end\n", "missed"),
    ],
)
def test_a_figure_that_outages_contradict_is_not_taken(tmp_path: Path, figure: str, outages: str, state: str) -> None:
    found = report(tmp_path, UP + "no credit", outages__csv=outages, figures__csv=FIGURE.format(figure))
    assert [one.state for one in found.windows] == [state]


def claimed(place: Path, row: str) -> FactsReport:
    says = UP + "credit for up: 10 EUR\nclaim within 30 days of window end"
    claims = f"agreement,objective,start,at,stage\na,up,{row}\n"
    return report(place, says, outages__csv=DOWN, claims__csv=claims)


def test_a_claim_for_a_window_that_there_is_not_is_told(tmp_path: Path) -> None:
    found = claimed(tmp_path / "1", "2026-10-02,2026-10-31T00:00:00Z,1")
    assert [(one.rule, one.message) for one in found.findings] == [
        ("facts/about-nothing", "no window of `a/up` begins on 2026-10-02")
    ]
    assert found.facts.is_whole
    assert not found.is_whole
    found = claimed(tmp_path / "2", "2026-10-01,2026-10-31T00:00:00Z,1")
    assert found.is_whole
    assert [one.state for one in found.awards] == ["claimed"]
