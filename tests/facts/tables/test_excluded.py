"""What is excluded: downtime alone, up to its limit, in windows that run and in windows that were not measured whole.

Counted hour by hour, without intervals; of hours that were not measured every way in which they may have gone is tried.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.reasons import reasons
from sla_dsl.facts.reported import WindowFigure, reported
from sla_dsl.facts.tables.cells import MICRO
from sla_dsl.facts.tables.folder import Facts
from sla_dsl.facts.tables.found import RowPlace
from sla_dsl.facts.tables.rows import ExclusionRow, FactRow, OutageRow, UnknownRow
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

from ...examples import of_all

TEXT = """
party house {{ time zone Europe/Paris }}
party buyer {{ time zone Europe/Paris }}
team desk of house
service shop {{ owner desk }}
sla a {{
  provider house customer buyer covers shop status signed in force from 2026-01-01
  service hours 24x7
  objective up: availability at least 99% each calendar month
  excludes maintenance {}
}}
"""
HOUR = 3600
FIRST = int(datetime.fromisoformat("2026-09-28T00:00:00+02:00").timestamp())
SEPTEMBER = 72
"""The hours of September that are looked at; October has 745."""
LIMITS = ("", "up to 1 h each calendar month", "up to 3 h each calendar month", "up to 3 h each calendar year")


@cache
def workspace(limit: str) -> Workspace:
    return compile_sources([Source("a.sla", TEXT.format(limit))], Lock(), date(2026, 1, 1))


def row(kind: Any, span: tuple[int, int], **more: str) -> Any:
    times = {"start": (FIRST + span[0] * HOUR) * MICRO, "end": (FIRST + span[1] * HOUR) * MICRO}
    return kind(place=RowPlace("x"), service="shop", **times, **more)


def figure(limit: str, now: int, **tables: list[FactRow]) -> WindowFigure:
    facts = Facts({name: tuple(rows) for name, rows in tables.items()})
    return next(iter(reported(facts, workspace(limit), ["a"], date(2026, 10, 1), date(2026, 10, 31), now)))


def is_in(spans: list[tuple[int, int]], hour: int) -> bool:
    return any(start <= hour < end for start, end in spans)


def counted(limit: str, down: set[int], maintenance: list[tuple[int, int]]) -> tuple[int, int]:
    """How many hours of October were measured, and how many of them it was down."""
    used: dict[int, int] = {}
    most, gone, lost = int(limit.split()[2]) if limit else 10_000, 0, 0
    for hour in sorted(down):
        window = 0 if "year" in limit or hour < SEPTEMBER else 1
        if is_in(maintenance, hour) and used.get(window, 0) < most:
            used[window] = used.get(window, 0) + 1
            gone += hour >= SEPTEMBER
        else:
            lost += hour >= SEPTEMBER
    return 745 - gone, lost


spans = st.tuples(st.integers(60, 90), st.integers(1, 5)).map(lambda one: (one[0], one[0] + one[1]))


@settings(max_examples=of_all(60), deadline=None)
@given(
    st.sampled_from(LIMITS),
    st.lists(spans, max_size=3),
    st.lists(spans, max_size=3),
    st.lists(st.integers(60, 90).map(lambda one: (one, one + 1)), max_size=6),
)
@example("", [(75, 77)], [(80, 83)], [(80, 81)])
@example(LIMITS[2], [(85, 87)], [(76, 79), (85, 87)], [(77, 78)])
@example(LIMITS[3], [(85, 87)], [(65, 68), (85, 87)], [(65, 66), (66, 67)])
def test_hours_that_were_not_measured_may_use_up_a_limit(
    limit: str, down: list[tuple[int, int]], maintenance: list[tuple[int, int]], unknown: list[tuple[int, int]]
) -> None:
    found = figure(
        limit,
        FIRST + 900 * HOUR,
        outages=[row(OutageRow, one) for one in down],
        exclusions=[row(ExclusionRow, one, reason="maintenance") for one in maintenance],
        unknown=[row(UnknownRow, one) for one in unknown],
    )
    hours = sorted({start for start, _ in unknown})
    known = {hour for hour in range(60, 100) if is_in(down, hour) and hour not in hours}
    figures = set()
    for ways in product((False, True), repeat=len(hours)):
        measured, lost = counted(
            limit, known | {one for one, is_down in zip(hours, ways, strict=True) if is_down}, maintenance
        )
        figures.add(1 - Fraction(lost, measured))
    told = (found.answer.figure,) if found.low is None else (found.low, found.high)
    assert [one.amount / 100 for one in told if one] == sorted({min(figures), max(figures)})
    kept = {one >= Fraction(99, 100) for one in figures}
    assert found.state == ("unknown" if len(kept) > 1 else "met" if True in kept else "missed")


@settings(max_examples=of_all(60), deadline=None)
@given(
    st.sampled_from(LIMITS),
    st.lists(spans, max_size=3),
    st.lists(spans, max_size=3),
    st.lists(st.tuples(st.integers(95, 101), st.integers(1, 5)), max_size=2),
)
def test_the_budget_ends_when_it_says_also_in_a_maintenance(
    limit: str, down: list[tuple[int, int]], past: list[tuple[int, int]], coming: list[tuple[int, int]]
) -> None:
    """What is excluded from now on leaves the measured time, and so takes with it what was allowed of it."""
    maintenance = [*past, *((start, start + length) for start, length in coming)]
    now = 95
    found = figure(
        limit,
        FIRST + now * HOUR,
        outages=[row(OutageRow, one) for one in [*down, (now - 1, now)]],
        exclusions=[row(ExclusionRow, one, reason="maintenance") for one in maintenance],
    )
    known = {hour for hour in range(60, now) if is_in(down, hour) or hour == now - 1}
    seconds = 0
    for hours in range(400):  # down for so many hours more, and then for so many seconds of the next one
        measured, lost = counted(limit, known | set(range(now, now + hours)), maintenance)
        further, more = counted(limit, known | set(range(now, now + hours + 1)), maintenance)
        left = Fraction(measured, 100) - lost
        if left < 0:
            assert hours == 0
            assert (found.state, found.missed_from) == ("missed", None)
            return
        cost = more - lost or Fraction(measured - further, 100)
        if left < cost:
            seconds = hours * HOUR + int(left / cost * HOUR)
            break
    assert found.missed_from == FIRST + now * HOUR + seconds


def test_a_maintenance_that_was_up_excludes_nothing_and_uses_up_no_limit() -> None:
    maintenance = [row(ExclusionRow, span, reason="maintenance") for span in ((80, 83), (90, 93))]
    found = figure(LIMITS[2], FIRST + 900 * HOUR, outages=[row(OutageRow, (91, 95))], exclusions=maintenance)
    assert (found.answer.measured, found.answer.down) == (Fraction(743 * HOUR), Fraction(2 * HOUR))
    assert found.answer.excluded == (("maintenance", Fraction(2 * HOUR)),)
    told = [
        (one.kind, int((one.counts or 0) / HOUR))
        for one in reasons(found)
        if one.kind in ("exclusion", "measured", "down")
    ]
    assert told == [("exclusion", 0), ("exclusion", 2), ("measured", 743), ("down", 2)]
