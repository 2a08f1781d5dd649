"""From a folder of facts to the states of windows: met and missed only where both worlds agree."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.coverage import extents, needs
from sla_dsl.facts.reported import WindowFigure, reported
from sla_dsl.facts.tables.cells import MICRO
from sla_dsl.facts.tables.folder import Facts
from sla_dsl.facts.tables.found import RowPlace
from sla_dsl.facts.tables.rows import OutageRow, UnknownRow
from sla_dsl.facts.worlds import world_of
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

from ...examples import of_all
from .folders import SHOP, facts_of, shop

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
SECONDS = (31 * 24 + 1) * 3600
"""October has 25 hours more than thirty days in Paris."""


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def states(facts: Facts, now: str = "2026-11-03T09:00:00+01:00", names: tuple[str, ...] = ("a",)) -> dict[str, str]:
    return {one.objective: one.state for one in reported(facts, shop(), names, *OCTOBER, at(now))}


def figure(facts: Facts, objective: str, now: str = "2026-11-03T09:00:00+01:00") -> WindowFigure:
    found = reported(facts, shop(), [objective[0]], *OCTOBER, at(now))
    return next(one for one in found if one.objective == objective)


LONG = "2026-10-05T09:00:00Z,2026-10-05T17:00:00Z"
SHORT = "2026-10-05T09:00:00Z,2026-10-05T09:30:00Z"
HEAD = "service,start,end\n"


@pytest.mark.parametrize(
    ("rows", "more", "state"),
    [
        ("", "", "met"),
        (f"shop,{SHORT}\n", "", "met"),
        (f"shop,{LONG}\n", "", "missed"),
        (f"till,{LONG}\n", "", "met"),
        (f"node-1,{LONG}\n", "", "met"),
        (f"node-1,{LONG}\nnode-2,{LONG}\n", "", "missed"),
        (f"web,{SHORT}\nnode-1,{LONG}\nnode-2,{LONG}\n", "", "met"),
        ("shop,2026-10-31T20:00:00Z,\n", "", "met"),
        ("shop,2026-10-31T12:00:00Z,\n", "", "missed"),
        (f"shop,{SHORT}\n", f"unknown|shop,{LONG}\n", "unknown"),
        (f"shop,{SHORT}\n", "unknown|shop,2026-10-05T09:10:00Z,2026-10-05T10:00:00Z\n", "met"),
        (f"shop,{LONG}\n", f"unknown|shop,{LONG}\n", "unknown"),
        (f"shop,{LONG}\n", f"unknown|till,{LONG}\n", "missed"),
        ("", f"unknown|node-1,{LONG}\n", "met"),
        ("", f"unknown|node-1,{LONG}\nnode-2,{LONG}\n", "unknown"),
        ("", "complete-until|2026-10-31T20:00:00Z", "met"),
        ("", "complete-until|2026-10-31T12:00:00Z", "unknown"),
        (f"shop,{LONG}\n", "complete-until|2026-10-31T12:00:00Z", "missed"),
        ("", "complete-until|2026-11-02T12:00:00Z", "met"),
    ],
)
def test_shares_of_time(tmp_path: Path, rows: str, more: str, state: str) -> None:
    kind, _, content = more.partition("|")
    files = (
        {"unknown__csv": HEAD + content}
        if kind == "unknown"
        else {"facts__toml": f"{kind} = {content}" if kind else ""}
    )
    assert states(facts_of(tmp_path, outages__csv=HEAD + rows, **files))["a/up"] == state


def test_bounds_are_exact(tmp_path: Path) -> None:
    unknown = HEAD + "shop,2026-10-06T00:00:00Z,2026-10-07T00:00:00Z\n"
    found = figure(facts_of(tmp_path, outages__csv=HEAD + f"shop,{SHORT}\n", unknown__csv=unknown), "a/up")
    assert (found.low and found.low.amount, found.high and found.high.amount) == (
        100 - Fraction(100 * (1800 + 86400), SECONDS),
        100 - Fraction(100 * 1800, SECONDS),
    )


def test_nothing_measured_is_never_met(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    facts = facts_of(tmp_path / "empty")
    assert set(states(facts, names=("a", "b")).values()) == {"unknown"}
    lacking = {one.objective: one.missing for one in needs(facts, shop(), at("2026-11-03T09:00:00Z"))}
    assert len(lacking) == 8
    assert all(lacking.values())
    assert lacking["a/up"] == (
        "nothing measures whether `node-1` is up: `outages`, or `samples` with `ok`",
        "nothing measures whether `node-2` is up: `outages`, or `samples` with `ok`",
        "nothing measures whether `shop` is up: `outages`, or `samples` with `ok`",
    )
    assert lacking["a/pace"] == ("nothing measures `latency`: `samples` with `value`, or `figures` for `a/pace`",)


def test_probes_measure_from_the_first_to_the_last(tmp_path: Path) -> None:
    rows = [f"till,2026-10-05T{hour:02}:{minute:02}:00Z,true\n" for hour in range(24) for minute in range(60)]
    facts = facts_of(tmp_path, samples__csv="service,at,ok\n" + "".join(rows))
    found = {one.window: one.state for one in reported(facts, shop(), ["b"], *OCTOBER, at("2026-11-03T09:00:00Z"))}
    days = [(at("2026-10-05T00:00:00+02:00"), "unknown"), (at("2026-10-06T00:00:00+02:00"), "unknown")]
    assert [(start, state) for (start, end), state in found.items() if end - start == 86400][4:6] == days
    low = next(one.low for one in reported(facts, shop(), ["b"], *OCTOBER, at("2026-11-03T09:00:00Z")) if one.low)
    assert low.amount == Fraction(0)


def test_a_last_probe_that_was_bad_says_nothing_of_later(tmp_path: Path) -> None:
    """Down for an hour, as far as it was measured; down or up for the rest of October."""
    rows = "shop,2026-09-30T00:00:00Z,true\nshop,2026-10-05T09:00:00Z,false\nshop,2026-10-05T10:00:00Z,false\n"
    web = "".join(f"web,{moment},true\n" for moment in ("2026-09-01T00:00:00Z", "2026-11-03T08:00:00Z"))
    found = figure(facts_of(tmp_path, samples__csv="service,at,ok\n" + rows + web), "a/up")
    assert found.state == "unknown"
    measured = at("2026-10-05T09:00:00Z") - at("2026-10-01T00:00:00+02:00")
    assert (found.low and found.low.amount, found.high and found.high.amount) == (
        Fraction(100 * measured, SECONDS),
        100 - Fraction(100 * 3600, SECONDS),
    )


@pytest.mark.parametrize(
    ("probes", "unknown", "hours"),
    [
        # One probe has neither a time before it nor one after it: nothing was measured.
        ([("2026-10-05T09:00:00Z", 0)], "", SECONDS / 3600),
        # Within a time that was not measured a probe says nothing of the time around it in the best of the worlds.
        (
            [("2026-09-30T22:00:00Z", 1), ("2026-10-05T09:30:00Z", 0), ("2026-10-06T09:30:00Z", 1)],
            "2026-10-05T09:00:00Z,2026-10-05T10:00:00Z",
            24.5,
        ),
    ],
)
def test_a_probe_amid_what_was_not_measured(
    tmp_path: Path, probes: list[tuple[str, int]], unknown: str, hours: float
) -> None:
    rows = [*probes, *([("2026-10-31T23:00:00Z", 1)] if unknown else [])]
    web = "".join(f"web,{moment},1\n" for moment in ("2026-09-01T00:00:00Z", "2026-11-03T08:00:00Z"))
    files = {"samples__csv": "service,at,ok\n" + "".join(f"shop,{when},{ok}\n" for when, ok in rows) + web}
    if unknown:
        files["unknown__csv"] = HEAD + f"shop,{unknown}\n"
    found = figure(facts_of(tmp_path, **files), "a/up")
    assert found.state == "unknown"
    assert found.low is not None
    assert found.high is not None
    assert found.low.amount == 100 - 100 * Fraction(hours) * 3600 / SECONDS
    assert found.high.amount == 100


def test_what_is_left_and_how_long_it_lasts(tmp_path: Path) -> None:
    """One percent of October: 26,820 s; half an hour is used, and an outage goes on since an hour."""
    rows = f"shop,{SHORT}\nshop,2026-10-10T08:00:00Z,\n"
    found = figure(facts_of(tmp_path, outages__csv=HEAD + rows), "a/up", "2026-10-10T09:00:00Z")
    assert found.state == "running"
    assert found.budget_left == SECONDS // 100 - 1800 - 3600
    assert found.missed_from == at("2026-10-10T09:00:00Z") + SECONDS // 100 - 5400
    over = figure(facts_of(tmp_path, outages__csv=HEAD + rows), "a/up", "2026-10-31T09:00:00Z")
    assert (over.state, over.missed_from) == ("missed", None)


@cache
def rounded_to(decimals: int) -> Workspace:
    """The workspace, with a figure that is rounded to so many decimals, if any."""
    promise = "availability at least 99% each calendar month"
    text = SHOP.replace(promise, f"{promise} {{ rounded to {decimals} decimals }}" if decimals else promise, 1)
    return compile_sources([Source("shop.sla", text)], Lock(), date(2026, 1, 1))


@settings(max_examples=of_all(60), deadline=None)
@given(st.integers(0, 12), st.integers(0, 40), st.integers(0, 3))
def test_the_budget_is_used_up_when_it_says(day: int, hours: int, decimals: int) -> None:
    """A second before that moment all is well, and a second after it is missed for good."""
    start = at("2026-10-01T00:00:00+02:00") + day * 86400
    now = start + hours * 600
    workspace = rounded_to(decimals)
    row = {"place": RowPlace("x"), "service": "shop", "start": start * MICRO}

    def state(until: int) -> WindowFigure:
        facts = Facts({"outages": (OutageRow(**row, end=until * MICRO),)})  # type: ignore[arg-type]  # rows by name
        moment = max(until, now)
        return next(iter(reported(facts, workspace, ["a"], *OCTOBER, moment)))

    found = next(iter(reported(Facts({"outages": (OutageRow(**row),)}), workspace, ["a"], *OCTOBER, now)))  # type: ignore[arg-type]  # rows by name
    assert found.missed_from is not None
    assert state(found.missed_from).state == "running"
    assert state(found.missed_from + 1).state == "missed"


CASES = "case,service,logged,restored\n"


@pytest.mark.parametrize(
    ("rows", "now", "fix", "share"),
    [
        ("", "2026-11-03T09:00:00Z", "empty", "empty"),
        ("2026-10-05T09:00:00Z,2026-10-05T10:00:00Z", "2026-11-03T09:00:00Z", "met", "met"),
        ("2026-10-05T06:00:00Z,2026-10-05T14:00:00Z", "2026-11-03T09:00:00Z", "met", "met"),
        ("2026-10-05T06:00:00Z,2026-10-05T14:00:00.999Z", "2026-11-03T09:00:00Z", "met", "met"),
        ("2026-10-05T06:00:00Z,2026-10-05T14:00:01Z", "2026-11-03T09:00:00Z", "missed", "missed"),
        ("2026-10-05T06:00:00Z,", "2026-11-03T09:00:00Z", "missed", "missed"),
        ("2026-10-30T15:00:00Z,", "2026-10-31T01:00:00Z", "running", "running"),
        ("2026-10-31T22:00:00Z,", "2026-11-01T00:00:00Z", "running", "running"),
        ("2026-10-05T06:00:00Z,2026-10-05T20:00:00Z", "2026-10-20T09:00:00Z", "missed", "running"),
        ("2026-10-05T06:00:00Z,2026-10-05T20:00:00Z", "2026-10-05T12:00:00Z", "running", "running"),
    ],
)
def test_cases(tmp_path: Path, rows: str, now: str, fix: str, share: str) -> None:
    facts = facts_of(tmp_path, cases__csv=CASES + "".join(f"{s},{s},{rows}\n" for s in ("shop", "till") if rows))
    found = states(facts, now, ("a", "b"))
    assert (found["a/fix"], found["b/fix"]) == (fix, share)


def test_an_event_that_no_column_tells(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, cases__csv="case,service,logged\nc,shop,2026-10-05T09:00:00Z\n")
    found = figure(facts, "a/fix")
    assert found.state == "unknown"
    assert found.because == ("nothing tells when a case was `restored`: a column of `cases`, or rows of `events`",)


def test_rows_that_cannot_be_read_leave_open_what_they_may_concern(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, outages__csv=HEAD + "shop,x,\n", cases__csv=CASES)
    assert (states(facts)["a/up"], states(facts)["a/fix"]) == ("unknown", "empty")
    worse = facts_of(tmp_path, outages__csv=HEAD + f"shop,x,\nshop,{LONG}\n")
    assert states(worse)["a/up"] == "missed"


def test_counts_that_are_missing_are_not_none(tmp_path: Path) -> None:
    head, bad = "service,start,end,total,bad,metric\n", "2026-10-05T09:00:00Z,2026-10-05T10:00:00Z,100,2,error-rate\n"
    september = bad.replace("2026-10", "2026-09")
    nothing = bad.replace("100,2", "0,0")
    found = [
        states(facts_of(tmp_path / str(number), counts__csv=head + "".join(f"shop,{one}" for one in rows)))["a/errors"]
        for number, rows in enumerate(([bad], [september], [september, nothing]))
    ]
    assert found == ["missed", "unknown", "empty"]


def test_figures_of_others_go_first(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, figures__csv="objective,start,value\na/up,2026-10-01,98.9%\na/pace,2026-10-01,0.12 s\n")
    assert (states(facts)["a/up"], states(facts)["a/pace"]) == ("missed", "met")


def test_what_is_later_than_now_is_not_known(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, outages__csv=HEAD + f"shop,{LONG}\n")
    assert states(facts, "2026-10-05T08:00:00Z")["a/up"] == "running"
    assert states(facts, "2026-10-05T16:59:00Z")["a/up"] == "missed"
    world = world_of(facts, shop(), shop().agreements["a"], at("2026-10-05T10:00:00Z"))
    assert [(one.start, one.end) for one in world.outages] == [(at("2026-10-05T09:00:00Z"), at("2026-10-05T10:00:00Z"))]


def test_what_is_there(tmp_path: Path) -> None:
    (extent,) = extents(facts_of(tmp_path, outages__csv=HEAD + f"shop,{LONG}\ntill,2026-10-01T00:00:00Z,\n"))
    assert (extent.rows, extent.services) == (2, {"shop": 1, "till": 1})
    assert (extent.first, extent.last) == (at("2026-10-01T00:00:00Z"), at("2026-10-05T17:00:00Z"))


SPAN = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda one: (one[0], one[0] + one[1]))


@settings(max_examples=of_all(150), deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["shop", "node-1", "node-2"]), SPAN), max_size=5),
    st.lists(st.tuples(st.sampled_from(["shop", "node-1", "node-2"]), SPAN), max_size=4),
)
def test_the_bounds_are_those_of_all_that_may_have_happened(
    down: list[tuple[str, tuple[int, int]]], unknown: list[tuple[str, tuple[int, int]]]
) -> None:
    """Counted hour by hour: an unknown hour of a service is up in the one world and down in the other."""
    start, hour = at("2026-10-01T00:00:00+02:00"), 3600
    place = RowPlace("x")

    def row(kind: type, service: str, span: tuple[int, int]) -> OutageRow | UnknownRow:
        times = {"start": (start + span[0] * hour) * MICRO, "end": (start + span[1] * hour) * MICRO}
        found: OutageRow | UnknownRow = kind(place=place, service=service, **times)
        return found

    tables = {
        "outages": tuple(row(OutageRow, *one) for one in down),
        "unknown": tuple(row(UnknownRow, *one) for one in unknown),
    }
    found = figure(Facts(tables), "a/up")

    def is_in(rows: list[tuple[str, tuple[int, int]]], service: str, at: int) -> bool:
        return any(name == service and span[0] <= at < span[1] for name, span in rows)

    least = most = 0
    for one in range(745):
        worst = {name: is_in(down, name, one) or is_in(unknown, name, one) for name in ("shop", "node-1", "node-2")}
        best = {name: is_in(down, name, one) and not is_in(unknown, name, one) for name in worst}
        least += best["shop"] or (best["node-1"] and best["node-2"])
        most += worst["shop"] or (worst["node-1"] and worst["node-2"])
    figures = [100 - Fraction(100 * hours, 745) for hours in (most, least)]
    if found.low is not None and found.high is not None:
        assert [found.low.amount, found.high.amount] == figures
    else:
        assert found.answer.figure is not None
        assert {found.answer.figure.amount} == set(figures)
    assert found.state == {(True, True): "met", (False, False): "missed"}.get(
        (figures[0] >= 99, figures[1] >= 99), "unknown"
    )
