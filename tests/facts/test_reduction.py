"""What an engine reduces facts to is what the judge finds: the same whole seconds, on random worlds.

DuckDB is asked world by world.  Spark says the same as DuckDB, of many worlds at once, where it is there (with Java).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from random import Random
from shutil import which
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.algebra.calendars import almanac_of
from sla_dsl.compiler import compile_sources
from sla_dsl.facts.cases import timed_cases
from sla_dsl.facts.down import unknown
from sla_dsl.facts.kept import asked, kept, windows_of
from sla_dsl.facts.reduction import (
    CASES,
    SAMPLES,
    SPANS,
    STEPS,
    WINDOWS,
    clocked,
    down_in_windows,
    slot_bits,
    sql_of,
    step_rows,
    telling_samples,
    window_rows,
)
from sla_dsl.facts.world import CaseEvent, Cause, Sample, ServiceCase, ServiceOutage, Waiting, World
from sla_dsl.model.lock import Lock
from sla_dsl.text.source import Source

from ..examples import of_all

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("ibis")
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
  objective probed: availability at least 99% each calendar day {
    measured by house at "edge" every 1 min
    down when "the shop does not open" for 3 samples
    up after 2 samples
  }
  objective lasting: availability at least 99% each calendar day {
    measured by house at "edge" every 2 min
    down when "the shop does not open" for 3 min
    up after 4 min
  }
  objective plain: availability at least 99% each calendar day
  objective fix: restore-time at most 8 h timed by repair each calendar year
  excludes maintenance
  no credit
}
"""
MODEL = compile_sources([Source("a.sla", SAYS)], Lock(), date(2026, 1, 1))
AGREEMENT = MODEL.agreements["a"]
UP, *PROBED, FIX = AGREEMENT.objectives
FIRST = int(datetime.fromisoformat("2026-10-23T00:00:00+02:00").timestamp())
LENGTH = 5 * 86400 + 3600  # over the night of 25 hours
BITS = slot_bits(almanac_of(MODEL).openings("office", FIRST, FIRST + LENGTH))
moments = st.integers(0, LENGTH) | st.integers(0, LENGTH // 1800).map(lambda one: one * 1800)
spans = st.tuples(moments, moments).map(lambda one: (FIRST + min(one), FIRST + max(one)))
lists = st.lists(spans, max_size=8)

COLUMNS = {
    "outages": SPANS,
    "exclusions": SPANS,
    "pauses": SPANS,
    "windows": WINDOWS,
    "cases": CASES,
    "steps": STEPS,
    "samples": SAMPLES,
}
Tables = dict[str, list[tuple[Any, ...]]]
EXPRESSIONS = [down_in_windows, partial(clocked, BITS), partial(telling_samples, 120)]


def loaded(tables: Tables) -> Any:
    connection = duckdb.connect()
    for name, rows in tables.items():
        columns = ", ".join(f'"{one}" {kind.replace("int64", "bigint")}' for one, kind in COLUMNS[name].items())
        connection.execute(f"create table {name} ({columns.replace('string', 'varchar')})")
        if rows:
            # Written out: rows of values that are handed over take far longer.
            connection.execute(f"insert into {name} values {', '.join(map(str, map(tuple, rows)))}")
    return connection


@cache
def sql(of: Callable[..., Any], *arguments: int) -> str:
    """The select of a reduction, the same for all tables: to write it takes longer than to ask it."""
    return sql_of(of(*arguments), "duckdb")


def reduced(select: str, tables: Tables) -> list[tuple[Any, ...]]:
    """What DuckDB makes of tables."""
    found: list[tuple[Any, ...]] = loaded(tables).execute(select).fetchall()
    return found


@settings(max_examples=of_all(60), deadline=None)
@given(lists, lists)
def test_downtime_in_windows(down: list[tuple[int, int]], gone: list[tuple[int, int]]) -> None:
    world = World(
        outages=tuple(ServiceOutage("shop", *one) for one in down),
        causes=tuple(Cause("maintenance", *one, service="shop") for one in gone),
    )
    windows = windows_of(MODEL, AGREEMENT, UP, FIRST, FIRST + LENGTH)
    tables: Tables = {
        "outages": [("shop", *one) for one in down],
        "exclusions": [*(("shop", *one) for one in gone), ("other", FIRST, FIRST + LENGTH)],
        "windows": list(window_rows(windows)),
    }
    found = {number: seconds for _, number, seconds in reduced(sql(down_in_windows), tables)}
    judged = [kept(MODEL, AGREEMENT, UP, window, world).down or 0 for window in windows]
    assert [found.get(number, 0) for number in range(len(windows))] == judged


@settings(max_examples=of_all(60), deadline=None)
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
    span = FIRST - 86400, FIRST + LENGTH + 86400
    tables: Tables = {
        "cases": [(f"c{number}", *span) for number, (span, _) in enumerate(drawn)],
        "pauses": [(f"c{number}", *one) for number, (_, waits) in enumerate(drawn) for one in waits],
        "steps": step_rows(question.almanac.openings("office", *span), span, BITS),
    }
    assert dict(reduced(sql(clocked, BITS), tables)) == judged


def test_a_clock_is_not_known_beyond_the_steps() -> None:
    tables: Tables = {
        "cases": [("inside", FIRST, FIRST + 600), ("outside", FIRST, FIRST + LENGTH)],
        "pauses": [],
        "steps": step_rows(((FIRST + 60, FIRST + 120),), (FIRST - 86400, FIRST + 86400), 10),
    }
    assert sorted(reduced(sql(clocked, 10), tables)) == [("inside", 60), ("outside", None)]


@pytest.mark.parametrize(
    ("openings", "bits"),
    [
        ((), 16),
        (((0, 70000),), 16),
        (((0, 4), (5, 9)), 2),  # the seconds 3 and 5 lie in two slots of four
        (((0, 4), (8, 9)), 3),  # the second 8 begins the next slot of eight
        (((1, 2), (3, 4)), 1),  # the closest that two openings may be
        (((0, 10), (14, 16)), 2),  # 9 and 14 lie in one slot of eight
    ],
)
def test_no_slot_holds_two_openings(openings: tuple[tuple[int, int], ...], bits: int) -> None:
    assert slot_bits(openings) == bits


def test_steps_are_added_up() -> None:
    # Of slots of eight seconds: 0-8 has 2-8, 8-16 all, 16-24 nothing, 24-32 has 25-27; 32-40 is not whole.
    rows = step_rows(((2, 16), (25, 27)), (0, 39), 3)
    assert rows == [(0, 2, 8, 0), (1, 8, 16, 6), (2, 16, 16, 14), (3, 25, 27, 14)]


looks = st.tuples(st.sampled_from([60, 60, 60, 60, 60, 120, 121, 240, 241, 600]), st.integers(0, 7).map(bool))
runs = st.lists(st.tuples(looks, st.integers(1, 40)), min_size=1, max_size=12)


@settings(max_examples=of_all(60), deadline=None)
@given(runs, st.integers(0, 86400))
def test_samples_that_tell(drawn: list[tuple[tuple[int, bool], int]], start: int) -> None:
    """What they are reduced to has the same outages, and the same times in which nothing was measured."""
    at, rows = FIRST + start, []
    for (step, ok), times in drawn:
        for _ in range(times if ok else min(times, 6)):
            at += step
            rows.append(("shop", at, int(ok)))
    kept_rows = reduced(sql(telling_samples, 120), {"samples": [*rows, *rows[::3]]})
    few = World(samples=tuple(Sample(name, at, bool(ok), since=since) for name, at, ok, since in kept_rows))
    all_ = World(samples=tuple(Sample(name, at, bool(ok)) for name, at, ok in rows))
    for objective in PROBED:
        for window in windows_of(MODEL, AGREEMENT, objective, FIRST, FIRST + LENGTH):
            judged = [asked(MODEL, AGREEMENT, objective, window, world) for world in (few, all_)]
            assert unknown(judged[0]) == unknown(judged[1])
            assert judged[0].judge(judged[0]) == judged[1].judge(judged[1])


def test_what_is_good_for_long_is_few() -> None:
    rows = [("shop", FIRST + 60 * number, 1) for number in range(5000)]
    assert len(reduced(sql(telling_samples, 120), {"samples": rows})) == 12


# What is forbidden

ALLOWED = """
BitwiseRightShift Coalesce Count CountStar
Add Subtract Negate Greatest Least Sum Max Min IfElse IsNull NotNull Equals Less LessEqual Greater And Or Literal Field
Filter Project Aggregate JoinChain JoinLink JoinReference JoinTable Union Distinct UnboundTable WindowFunction
WindowBoundary Lag Lead SelfReference SortKey RowsWindowFrame RangeWindowFrame
"""
"""The nodes of Ibis that came out the same on both engines."""


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_nothing_but_whole_numbers(expression: Any) -> None:
    import ibis.expr.operations as ops

    nodes = expression().op().find(ops.Node)
    assert {type(one).__name__ for one in nodes} <= {*ALLOWED.split()}
    kinds = {str(one.dtype).removeprefix("!") for one in nodes if isinstance(one, ops.Value)}
    assert kinds <= {"int64", "int8", "string", "boolean"}


# Spark

KEYS = ("service", "case_")


def many(seed: int) -> Tables:
    """Tables of many services and cases, over the night of 25 hours."""
    random = Random(seed)
    names = [f"s{number}" for number in range(40)]

    def span(most: int) -> tuple[int, int]:
        start = FIRST + random.randrange(LENGTH)
        return start, start + random.randrange(most)

    year = asked(MODEL, AGREEMENT, FIX, windows_of(MODEL, AGREEMENT, FIX, FIRST, FIRST + 1)[0], World())
    days = windows_of(MODEL, AGREEMENT, UP, FIRST, FIRST + LENGTH)
    laid_out = FIRST - 86400, FIRST + 2 * LENGTH
    samples = [(name, FIRST + 60 * n, int(random.random() < 0.97)) for name in names[:5] for n in range(500)]
    return {
        "outages": [(random.choice(names), *span(20000)) for _ in range(500)],
        "exclusions": [(random.choice(names), *span(9000)) for _ in range(200)],
        "pauses": [(random.choice(names), *span(9000)) for _ in range(200)],
        "cases": [(name, *span(300000)) for name in names],
        "windows": list(window_rows(days)),
        "steps": step_rows(year.almanac.openings("office", *laid_out), laid_out, BITS),
        "samples": [one for one in samples if random.random() < 0.98],
    }


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql")
    if which("java") is None:
        pytest.skip("Spark needs Java")
    place = str(tmp_path_factory.mktemp("spark"))
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "2").config("spark.sql.warehouse.dir", place)
    session = builder.config("spark.sql.session.timeZone", "America/New_York").getOrCreate()
    yield session
    session.stop()


@pytest.mark.spark
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_spark_says_the_same(spark: Any, tmp_path: Path, expression: Any) -> None:
    tables = many(1)
    connection = loaded(tables)
    for name in tables:
        path = tmp_path / f"{name}.parquet"
        connection.execute(f"copy {name} to '{path}'")
        spark.read.parquet(str(path)).createOrReplaceTempView(name)
    found = [tuple(one) for one in spark.sql(sql_of(expression(), "pyspark")).collect()]
    same = connection.execute(sql_of(expression(), "duckdb")).fetchall()
    assert len(same) > 30
    key = [tuple((one is None, one) for one in row) for row in found]
    assert sorted(key) == sorted(tuple((one is None, one) for one in row) for row in same)
