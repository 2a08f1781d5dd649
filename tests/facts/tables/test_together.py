"""What rows say together: a thing that is told twice, a case without a beginning, clocks that are apart."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sla_dsl.facts.held import held
from sla_dsl.facts.reported import reported

from .folders import facts_of, shop, told

CASES = "case,service,urgency,logged,restored\n"
COUNTS = "service,start,end,total,bad,source\n"
DAYS = [f"2026-10-{day:02}T00:00:00Z" for day in range(10)]
NOON = "2026-10-05T12:00:00Z"


def states(place: Path, **files: str) -> dict[str, str]:
    """The state of each window of October, with the facts all told."""
    now = int(datetime(2026, 11, 3, tzinfo=UTC).timestamp())
    found = reported(facts_of(place, **files), shop(), ["a", "b"], date(2026, 10, 1), date(2026, 10, 31), now)
    return {one.objective: one.state for one in found}


TWICE = "facts/contradicting-rows {0}.csv, row {1}: {2} is there twice, and says different things: see {0}.csv, row 2"
AGAIN = (
    "facts/claimed-again claims.csv, row 2 at: the claim for `up` was made before, and the first one counts: "
    "see claims.csv, row 3"
)
ONCE = (
    "facts/contradicting-rows outages.csv, row 3: this outage of `shop` is there twice, and counts once: "
    "see outages.csv, row 2"
)
RESTORED = (
    "facts/contradicting-rows cases.csv, row 2: `x` was `restored` at 2026-10-05 10:00:00 UTC, and again at "
    "2026-10-05 12:00:00 UTC, and was not `reopened` between"
)
DISAGREE = [
    # Two clocks that are apart by two seconds: such a case would pass for one that is still open.
    (
        {"cases__csv": f"{CASES}x,shop,,2026-10-05T10:00:00Z,2026-10-05T09:59:58Z\n"},
        "facts/backwards-time cases.csv, row 2 restored: `x` was `restored` before it was `logged`",
    ),
    # Opened again later, it would be timed from the beginning to the second time.
    (
        {
            "cases__csv": f"{CASES}x,shop,,2026-10-05T10:00:00Z,2026-10-05T09:59:58Z\n",
            "events__csv": "case,event,at\nx,reopened,2026-10-05T11:00:00Z\nx,restored,2026-10-05T12:00:00Z\n",
        },
        "facts/backwards-time cases.csv, row 2 restored: `x` was `restored` before it was `logged`",
    ),
    (
        {"cases__csv": f"{CASES}x,shop,,,2026-10-05T09:59:58Z\n"},
        "facts/unreadable-row cases.csv, row 2: nothing says when `x` was `logged`: no promise counts it",
    ),
    (
        {"counts__csv": f"{COUNTS}shop,{DAYS[1]},{DAYS[2]},1000,5,\nshop,{DAYS[1]},{DAYS[2]},1000,5,\n"},
        "facts/contradicting-rows counts.csv, row 3: events of `shop` are counted twice: see counts.csv, row 2",
    ),
    # A total of two days beside one of the first.
    (
        {"counts__csv": f"{COUNTS}shop,{DAYS[1]},{DAYS[3]},1000,5,\nshop,{DAYS[2]},{DAYS[3]},1000,5,\n"},
        "facts/contradicting-rows counts.csv, row 3: events of `shop` are counted twice: see counts.csv, row 2",
    ),
    (
        {"samples__csv": f"service,at,ok\nshop,{NOON},true\nshop,{NOON},false\n"},
        TWICE.format("samples", 3, "the probe of `shop`"),
    ),
    (
        {"figures__csv": "objective,start,value\na/content,2026-10-01,4\na/content,2026-10-01,3\n"},
        TWICE.format("figures", 3, "the figure of `a/content`"),
    ),
    (
        {"amounts__csv": "agreement,parameter,start,value\na,spend,2026-10-01,4 EUR\na,spend,2026-10-01,3 EUR\n"},
        TWICE.format("amounts", 3, "`spend`"),
    ),
    # Whoever claims again has claimed already.
    (
        {"claims__csv": f"agreement,objective,start,at\na,up,2026-10-01,{DAYS[9]}\na,up,2026-10-01,{NOON}\n"},
        AGAIN,
    ),
    (
        {"reports__csv": f"agreement,start,at\na,2026-10-01,{NOON}\na,2026-10-01,{DAYS[9]}\n"},
        TWICE.format("reports", 3, "the report of `a`"),
    ),
    (
        {"outages__csv": f"service,start,end\nshop,{DAYS[1]},{DAYS[2]}\nshop,{DAYS[1]},{DAYS[2]}\n"},
        ONCE,
    ),
    (
        {
            "cases__csv": f"{CASES}x,shop,P1,2026-10-05T08:00:00Z,2026-10-05T10:00:00Z\n",
            "events__csv": "case,event,at\nx,restored,2026-10-05T12:00:00Z\n",
        },
        RESTORED,
    ),
    (
        {"amounts__csv": "agreement,parameter,start,value\na,spend,2026-10-01,900 USD\n"},
        "facts/unreadable-row amounts.csv, row 2 value: `spend` of `a` is in EUR, and this is in USD",
    ),
]


@pytest.mark.parametrize(("files", "finding"), DISAGREE)
def test_what_cannot_be_true_beside_the_rest(tmp_path: Path, files: dict[str, str], finding: str) -> None:
    assert told(facts_of(tmp_path, **files)) == [finding]


AGREE: list[dict[str, str]] = [
    {"counts__csv": f"{COUNTS}shop,{DAYS[1]},{DAYS[2]},1000,5,east\nshop,{DAYS[1]},{DAYS[2]},1000,5,west\n"},
    {"counts__csv": f"{COUNTS}shop,{DAYS[1]},{DAYS[2]},1000,5,\nshop,{DAYS[2]},{DAYS[3]},1000,5,\n"},
    {"samples__csv": f"service,at,ok\nshop,{NOON},true\nshop,{NOON},true\n"},
    {"samples__csv": f"service,at,value,metric\nshop,{NOON},1 ms,latency\nshop,{NOON},2 ms,latency\n"},
    {"figures__csv": "objective,start,value\na/content,2026-10-01,4\na/content,2026-10-01,4.0\n"},
    {"cases__csv": f"{CASES}x,shop,P1,{NOON},{NOON}\n"},
    {"amounts__csv": "agreement,parameter,start,value\na,spend,2026-10-01,900 EUR\n"},
    {"outages__csv": f"service,start,end,id\nshop,{NOON},,1\nshop,{NOON},,2\n"},
    {
        "cases__csv": f"{CASES}x,shop,P1,2026-10-05T08:00:00Z,2026-10-05T10:00:00Z\n",
        "events__csv": "case,event,at\nx,reopened,2026-10-05T11:00:00Z\nx,restored,2026-10-05T12:00:00Z\n",
    },
]


@pytest.mark.parametrize("files", AGREE)
def test_what_can_be_true_together(tmp_path: Path, files: dict[str, str]) -> None:
    assert told(facts_of(tmp_path, **files)) == []


def test_of_two_outages_that_differ_neither_counts(tmp_path: Path) -> None:
    """The first says that it goes on: with it alone the promise would be missed."""
    rows = "service,start,end,id\nshop,2026-10-05T10:00:00Z,,1\nshop,2026-10-05T10:00:00Z,2026-10-05T11:00:00Z,1\n"
    facts = facts_of(tmp_path, outages__csv=rows)
    assert facts.tables["outages"] == ()
    assert states(tmp_path)["a/up"] == "unknown"


def test_what_cannot_be_read_of_one_service_concerns_no_other(tmp_path: Path) -> None:
    down = "till,2026-10-05T10:00:00Z,2026-10-05T11:00:00Z\n"
    found = states(tmp_path, outages__csv=f"service,start,end\nshop,2026-10-05,\n{down}")
    assert (found["a/up"], found["b/up"]) == ("unknown", "met")
    found = states(tmp_path, outages__csv=f"service,start,end\nshopp,2026-10-05,\n{down}")
    assert (found["a/up"], found["b/up"]) == ("unknown", "unknown")


def test_counts_that_a_window_cuts_are_told(tmp_path: Path) -> None:
    rows = f"shop,2026-10-31T21:00:00Z,2026-11-01T01:00:00Z,9,0,\nshop,{DAYS[1]},{DAYS[2]},1,0,\n"
    facts = facts_of(tmp_path, counts__csv=f"{COUNTS}{rows}")
    now = int(datetime(2026, 12, 3, tzinfo=UTC).timestamp())
    found = held(facts, shop(), ["a"], (date(2026, 10, 1), date(2026, 11, 30)), now, {}, {}).findings
    assert [(one.rule, one.place.row, one.message) for one in found] == [
        (
            "facts/cut-interval",
            2,
            "events are counted over 2026-11-01 00:00, where a window ends: all count before it",
        )
    ]
    assert facts.is_whole


def test_an_outage_told_twice_word_for_word_counts_once(tmp_path: Path) -> None:
    """A service cannot go down twice at one moment; who means two outages names each by an `id`."""
    rows = "".join(f"shop,2026-10-0{day}T10:00:00Z,2026-10-0{day}T10:01:00Z\n" for day in (1, 1, 2, 3))
    assert states(tmp_path / "a", outages__csv=f"service,start,end\n{rows}")["a/number"] == "met"
    named = "".join(f"{line},{number}\n" for number, line in enumerate(rows.splitlines()))
    assert states(tmp_path / "b", outages__csv=f"service,start,end,id\n{named}")["a/number"] == "missed"
