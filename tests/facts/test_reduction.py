"""What DuckDB reduces facts to is what the judge finds: the same whole seconds, on random worlds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.cases import timed_cases
from sla_dsl.facts.kept import asked, kept, windows_of
from sla_dsl.facts.reduction import clocked, down_in_windows
from sla_dsl.facts.world import CaseEvent, Cause, ServiceCase, ServiceOutage, Waiting, World
from sla_dsl.model.lock import Lock
from sla_dsl.text.source import Source

duckdb = pytest.importorskip("duckdb")
SAYS = """
party house { time zone Europe/Paris }
party buyer { time zone Europe/Paris }
calendar office { time zone Europe/Paris open Mon-Fri 08:00-12:00, 13:30-18:00 open Sat 22:00-04:00 closed 2026-10-26 }
clock repair { starts when logged pauses while waiting-for-customer during office }
service shop { owner house }
sla a {
  provider house customer buyer covers shop status signed in force from 2026-01-01
  service hours 24x7
  objective up: availability at least 99% each calendar day
  objective fix: restore-time at most 8 h timed by repair each calendar year
  excludes maintenance
  no credit
}
"""
MODEL = compile_sources([Source("a.sla", SAYS)], Lock(), date(2026, 1, 1))
AGREEMENT = MODEL.agreements["a"]
UP, FIX = AGREEMENT.objectives
FIRST = int(datetime.fromisoformat("2026-10-23T00:00:00+02:00").timestamp())
LENGTH = 5 * 86400 + 3600  # over the night of 25 hours
moments = st.integers(0, LENGTH) | st.integers(0, LENGTH // 1800).map(lambda one: one * 1800)
spans = st.tuples(moments, moments).map(lambda one: (FIRST + min(one), FIRST + max(one)))
lists = st.lists(spans, max_size=8)


def loaded(**tables: list[tuple[Any, int, int]]) -> Any:
    connection = duckdb.connect()
    for name, rows in tables.items():
        key = "case_" if name == "cases" else "service"
        connection.execute(f"create table {name} ({key} varchar, since bigint, until bigint)")
        if rows:
            connection.executemany(f"insert into {name} values (?, ?, ?)", [list(one) for one in rows])
    return connection


@settings(max_examples=60, deadline=None)
@given(lists, lists)
def test_downtime_in_windows(down: list[tuple[int, int]], gone: list[tuple[int, int]]) -> None:
    world = World(
        outages=tuple(ServiceOutage("shop", *one) for one in down),
        causes=tuple(Cause("maintenance", *one, service="shop") for one in gone),
    )
    windows = windows_of(MODEL, AGREEMENT, UP, FIRST, FIRST + LENGTH)
    connection = loaded(
        outages=[("shop", *one) for one in down],
        exclusions=[*(("shop", *one) for one in gone), ("other", FIRST, FIRST + LENGTH)],
    )
    down_in_windows(connection, windows)
    found = dict(connection.execute("select number, seconds from down_in_windows").fetchall())
    judged = [kept(MODEL, AGREEMENT, UP, window, world).down or 0 for window in windows]
    assert [found.get(number, 0) for number in range(len(windows))] == judged


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(spans, lists), min_size=1, max_size=4))
def test_clocks_with_calendars_and_pauses(drawn: list[tuple[tuple[int, int], list[tuple[int, int]]]]) -> None:
    cases = tuple(
        ServiceCase(
            f"c{number}",
            "shop",
            (CaseEvent("logged", start), CaseEvent("restored", end)),
            tuple(Waiting("waiting-for-customer", *one) for one in waits if one[0] < one[1]),
        )
        for number, ((start, end), waits) in enumerate(drawn)
    )
    (year,) = windows_of(MODEL, AGREEMENT, FIX, FIRST, FIRST + 1)
    question = asked(MODEL, AGREEMENT, FIX, year, World(cases=cases))
    judged = {one.handled.case.case: one.seconds for one in timed_cases(question)}
    connection = loaded(
        cases=[(f"c{number}", *span) for number, (span, _) in enumerate(drawn)],
        pauses=[(f"c{number}", *one) for number, (_, waits) in enumerate(drawn) for one in waits],
    )
    clocked(connection, question.almanac.openings("office", FIRST - 86400, FIRST + LENGTH + 86400))
    assert dict(connection.execute("select case_, seconds from clocked").fetchall()) == judged
