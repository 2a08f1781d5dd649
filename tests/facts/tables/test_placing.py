"""Cases that do not tell all: what is said of a window holds in every world in which each of them tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.reported import WindowFigure, reported
from sla_dsl.facts.tables.cells import MICRO
from sla_dsl.facts.tables.folder import Facts
from sla_dsl.facts.tables.found import RowPlace
from sla_dsl.facts.tables.rows import CaseRow, ExclusionRow
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

from ...examples import of_all

STAGE = """
party house { time zone UTC }
party buyer { time zone UTC }
team desk of house
calendar office { time zone UTC open Mon-Fri 08:00-18:00 }
priorities urgency { P1 P2 P3 }
dimension site { lyon roanne }
service shop { owner desk }
sla a {
  provider house customer buyer covers shop status signed in force from 2026-01-01
  service hours 24x7
"""
FORMS = (
    "restore-time for P1 at most 4 h",
    "restore-time for P1, lyon at most 4 h",
    "restore-time at most 4 h in 60% of cases for P1",
    "mean restore-time for P1 at most 4 h",
    "median restore-time for P1 at most 4 h",
    "longest restore-time for P1 at most 4 h",
    "mean restore-time of each site at most 4 h for P1",
    "restore-time of each site at most 4 h in 60% of cases for P1",
)
BESIDE = (
    "",
    "volume at most 2 cases each calendar month",
    "volume at most 1 cases for P1 each calendar month",
    "volume at most 1 cases for lyon each calendar week",
    "excludes maintenance for P2",
    "suspends fix while two is missed\nobjective two: restore-time for P2 at most 5 h each calendar week",
    "suspends fix while two is missed\nobjective two: mean restore-time for P2 at most 5 h each calendar month",
    "excludes maintenance when two is missed\nobjective two: restore-time for P2, lyon at most 3 h each calendar week",
)
"""The last one leads back to itself as soon as a case is one of `two`: it is not judged then."""
FIRST = int(datetime(2026, 10, 1, tzinfo=UTC).timestamp())
NOW = int(datetime(2026, 11, 9, tzinfo=UTC).timestamp())
URGENCIES, SITES = ("P1", "P2", "P3"), ("lyon", "roanne")
Case = tuple[str, str, int, int | None]
"""Its urgency and its site, or nothing; the hour of October in which it came, and after how many hours it was done."""


@cache
def workspace(form: str, hours: str, beside: str) -> Workspace:
    text = f"{STAGE}objective fix: {form} during {hours} each calendar month\n{beside}\nno credit\n}}\n"
    model = compile_sources([Source("a.sla", text)], Lock(), date(2026, 1, 1))
    assert not [one.message for one in model.findings if one.rule.startswith(("syntax", "name"))]
    return model


def window(model: Workspace, cases: list[Case]) -> WindowFigure:
    def row(number: int, one: Case) -> CaseRow:
        values = tuple((name, value) for name, value in (("urgency", one[0]), ("site", one[1])) if value)
        events = [("logged", one[2])] + ([("restored", one[2] + one[3])] if one[3] is not None else [])
        at = tuple((name, (FIRST + hour * 3600) * MICRO) for name, hour in events)
        return CaseRow(place=RowPlace("x"), case=f"c{number}", service="shop", events=at, values=values)

    start, end = FIRST + 48 * 3600, FIRST + 96 * 3600
    storm = ExclusionRow(
        place=RowPlace("x"), reason="maintenance", start=start * MICRO, end=end * MICRO, service="shop"
    )
    tables = {"cases": tuple(row(*one) for one in enumerate(cases)), "exclusions": (storm,)}
    facts = Facts(tables, columns={"cases": frozenset({"logged", "restored"})})
    found = reported(facts, model, ["a"], date(2026, 10, 1), date(2026, 10, 31), NOW)
    return next(one for one in found if one.objective == "a/fix")


def told_whole(cases: list[Case]) -> Iterator[list[Case]]:
    """The same cases in each way in which they may tell all."""
    ways: Any = (((one[0],) if one[0] else URGENCIES, (one[1],) if one[1] else SITES, (one,)) for one in cases)
    for chosen in product(*(product(*way) for way in ways)):
        yield [(urgency, site, one[2], one[3]) for urgency, site, one in chosen]


def is_about(one: str) -> str:
    """A state, as it is said of facts that do not tell all: what is not judged is not known."""
    return "unknown" if one == "not-judged" else one


@settings(max_examples=of_all(60), deadline=None)
@given(
    st.sampled_from(FORMS),
    st.sampled_from(["24x7", "office"]),
    st.sampled_from(BESIDE),
    st.lists(
        st.tuples(
            st.sampled_from(["", "", "P1", "P2"]),
            st.sampled_from(["", "lyon", "roanne"]),
            st.integers(0, 200),
            st.sampled_from([1, 3, 4, 5, 6, 9, None]),
        ),
        min_size=1,
        max_size=3,
    ),
)
# Of two cases without a site one takes the place of the other in a volume, or stands in a group of its own.
@example(FORMS[7], "office", BESIDE[3], [("", "", 186, 3), ("", "lyon", 100, 5), ("", "", 100, 6)])
@example(FORMS[7], "24x7", BESIDE[6], [("", "", 134, 6), ("", "", 76, 9), ("P1", "lyon", 154, None)])
@example(FORMS[7], "24x7", BESIDE[7], [("P1", "", 111, None), ("P1", "", 84, 4)])
@example(FORMS[3], "24x7", BESIDE[0], [("P1", "lyon", 100, 4), ("", "lyon", 102, 1), ("", "lyon", 104, 10)])
def test_what_is_said_holds_whatever_they_are(form: str, hours: str, beside: str, cases: list[Case]) -> None:
    model = workspace(form, hours, beside)
    found, worlds = window(model, cases), [window(model, one) for one in told_whole(cases)]
    states = {one.state for one in worlds}
    assert is_about(found.state) == (is_about(states.pop()) if len(states) == 1 else "unknown")
    ends = [end for one in worlds for end in (one.low or one.answer.figure, one.high or one.answer.figure)]
    figures = {None if end is None else end.amount for end in ends}
    if found.low is not None and found.high is not None:
        assert None not in figures
        known = [one for one in figures if one is not None]
        assert (found.low.amount, found.high.amount) == (min(known), max(known))
    elif found.state != "unknown" and found.answer.figure is not None:
        assert figures == {found.answer.figure.amount}


@pytest.mark.parametrize(
    ("form", "cases", "state", "low", "high"),
    [
        # Answered at once or never: late, or in time.
        ("response-time at most 4 h", "UT", "unknown", None, None),
        ("response-time at most 4 h", "UL", "missed", None, None),
        ("response-time at most 4 h in 50% of cases", "UTT", "met", Fraction(200, 3), 100),
        ("response-time at most 4 h in 50% of cases", "UTL", "unknown", Fraction(100, 3), Fraction(200, 3)),
        ("response-time at most 4 h in 50% of cases", "UULLL", "missed", 0, 40),
        ("restore-time at most 4 h", "UT", "met", None, None),  # that it does not tell of answers makes no difference
    ],
)
def test_a_case_of_which_nobody_tells_whether_it_was_answered(
    form: str, cases: str, state: str, low: Any, high: Any
) -> None:
    def row(number: int, kind: str) -> CaseRow:
        answers = {"U": (), "T": (("answered", 101),), "L": (("answered", 110),)}[kind]
        at = tuple(
            (name, (FIRST + hour * 3600) * MICRO) for name, hour in (("logged", 100), ("restored", 102), *answers)
        )
        untold = "answered" if kind == "U" else ""
        return CaseRow(place=RowPlace("x"), case=f"c{number}", service="shop", events=at, untold=untold)

    columns = {"cases": frozenset({"logged", "answered", "restored"})}
    facts = Facts({"cases": tuple(row(*one) for one in enumerate(cases))}, columns=columns)
    days = date(2026, 10, 1), date(2026, 10, 31)
    (found,) = reported(facts, workspace(form, "24x7", ""), ["a"], *days, NOW)
    assert (found.state, found.low and found.low.amount, found.high and found.high.amount) == (state, low, high)
    assert found.because == (("cases without `answered` may belong to it: c0",) if state == "unknown" else ())
    sure = replace(facts, assumed=("no untold answers",))
    (found,) = reported(sure, workspace(form, "24x7", ""), ["a"], *days, NOW)
    assert found.state == ("missed" if form.startswith("response") and cases != "UTT" else "met")
    assert found.low is None


def test_of_many_cases_the_furthest_worlds_are_enough_and_of_many_that_displace_each_other_nothing_is_known() -> None:
    unsaid: list[Case] = [("", "lyon", 100 + number, 3) for number in range(12)]
    late: list[Case] = [("P1", "lyon", 90, 9)]
    assert window(workspace(FORMS[0], "24x7", ""), unsaid + late).state == "missed"
    found = window(workspace(FORMS[2], "24x7", ""), unsaid + late)
    ends = [one.amount for one in (found.low, found.high) if one]
    assert (found.state, ends) == ("unknown", [0, Fraction(1200, 13)])
    displaced = window(workspace(FORMS[0], "24x7", BESIDE[2]), unsaid + late)
    assert (displaced.state, displaced.low) == ("unknown", None)
    assert displaced.because == ("cases without `urgency` may belong to it: c0, c1, c10, c11, c2, …",)


@pytest.mark.parametrize("hours", ["24x7", "office"])
def test_a_promise_that_leads_back_to_itself_is_not_judged_and_no_traceback(hours: str) -> None:
    found = window(workspace(FORMS[0], hours, BESIDE[7]), [("", "lyon", 100, 3)])
    assert (found.state, found.answer.word) == ("unknown", "") or found.state == "not-judged"
