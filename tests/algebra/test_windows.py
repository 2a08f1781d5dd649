"""Windows as instants, and their budgets."""

from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.algebra.intervals import clipped, intersection, union
from sla_dsl.algebra.windows import Budget, anchor, budgets, fills, most_within, stated_seconds, windows
from sla_dsl.algebra.zones import local, opening, zone
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.phrases import Days, Period, Window
from sla_dsl.model.quantity import Blank, Quantity, Value
from sla_dsl.text.source import Source, Span

HERE = Span(Source("windows.sla", ""), 0, -1)
PARIS = zone("Europe/Paris")
HOUR = 3600
JANUARY = date(1904, 1, 1)


def at(day: str) -> int:
    return opening(date.fromisoformat(day), 0, PARIS)


def calendar(period: Period) -> Window:
    return Window(kind="calendar", period=period)


def rolling(amount: int, unit: str) -> Window:
    return Window(kind="rolling", length=Quantity(amount=Fraction(amount), unit=unit))


def spans(window: Window, since: str, until: str, anchored: date = JANUARY) -> list[str]:
    """The windows, midnights as days."""

    def text(moment: datetime) -> str:
        return moment.strftime("%y-%m-%d %H:%M").removesuffix(" 00:00")

    found = windows(window, PARIS, at(since), at(until), anchored)
    assert found is not None
    return [f"{text(local(start, PARIS))} to {text(local(end, PARIS))}" for start, end in found]


@pytest.mark.parametrize(
    ("window", "since", "until", "expected"),
    [
        (calendar("day"), "2026-03-28", "2026-03-30", ["26-03-28 to 26-03-29", "26-03-29 to 26-03-30"]),
        (calendar("week"), "2026-03-01", "2026-03-03", ["26-02-23 to 26-03-02", "26-03-02 to 26-03-09"]),
        (calendar("month"), "2026-01-31", "2026-02-02", ["26-01-01 to 26-02-01", "26-02-01 to 26-03-01"]),
        (calendar("quarter"), "2026-03-31", "2026-04-02", ["26-01-01 to 26-04-01", "26-04-01 to 26-07-01"]),
        (calendar("year"), "2025-12-31", "2026-01-02", ["25-01-01 to 26-01-01", "26-01-01 to 27-01-01"]),
        (rolling(2, "day"), "2026-01-01", "2026-01-02", ["25-12-31 to 26-01-02", "26-01-01 to 26-01-03"]),
        (
            rolling(36 * HOUR, "s"),
            "2026-01-02",
            "2026-01-03",
            ["26-01-01 to 26-01-02 12:00", "26-01-02 to 26-01-03 12:00"],
        ),
    ],
)
def test_the_windows_of_the_calendar(window: Window, since: str, until: str, expected: list[str]) -> None:
    assert spans(window, since, until) == expected


def test_contract_windows_are_counted_from_their_anchor_and_begin_with_it() -> None:
    first = date(2026, 1, 31)
    expected = ["26-01-31 to 26-02-28", "26-02-28 to 26-03-31", "26-03-31 to 26-04-30"]
    window = Window(kind="contract", period="month")
    assert spans(window, "2025-10-01", "2026-04-01", first) == expected
    assert spans(window, "2026-02-28", "2026-04-01", first) == expected[1:]
    assert spans(Window(kind="contract", period="year"), "2027-01-30", "2027-01-31", first) == ["26-01-31 to 27-01-31"]


@pytest.mark.parametrize(
    ("starts", "expected"),
    [("04-06", ["25-04-06 to 26-04-06", "26-04-06 to 27-04-06"]), ("02-29", ["26-02-28 to 27-02-28"])],
)
def test_fiscal_years_begin_where_the_agreement_says(starts: str, expected: list[str]) -> None:
    window = Window(kind="fiscal", period="year")
    agreement = Agreement(name="a", kind="sla", source=HERE, fiscal_year_starts=starts)
    anchored = anchor(window, agreement)
    assert anchored is not None
    assert spans(window, "2026-04-05", "2026-04-07", anchored) == expected


def test_anchors() -> None:
    bare = Agreement(name="a", kind="sla", source=HERE)
    first = date(2026, 5, 4)
    for_a_term = bare.model_copy(update={"term": Days(first=first)})
    contract = Window(kind="contract", period="month")
    assert anchor(contract, bare) is anchor(Window(kind="fiscal", period="year"), bare) is None
    assert anchor(contract, for_a_term) == first
    assert anchor(calendar("month"), for_a_term) == JANUARY


def test_days_of_23_and_25_hours_count_as_such() -> None:
    for first, last, hours in (("2026-03-29", "2026-03-30", 23), ("2026-10-25", "2026-10-26", 25)):
        (day,) = windows(calendar("day"), PARIS, at(first), at(last), JANUARY) or ()
        assert day[1] - day[0] == hours * HOUR
        assert len(windows(calendar("hour"), PARIS, at(first), at(last), JANUARY) or ()) == hours


@pytest.mark.parametrize("where", ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"])
@pytest.mark.parametrize("hours", [24, 25, 36])
def test_rolling_windows_leave_out_no_hour_of_a_long_day(where: str, hours: int) -> None:
    begin, end = at("2026-01-01"), at("2027-01-01")
    found = windows(rolling(hours * HOUR, "s"), zone(where), begin, end, JANUARY) or ()
    ((first, last),) = union(found)
    assert first <= begin
    assert end <= last
    assert all(opening(local(start, zone(where)).date(), 0, zone(where)) == start for start, _ in found)


def test_a_rolling_month_begins_at_every_midnight() -> None:
    assert spans(rolling(1, "month"), "2026-03-31", "2026-04-01") == [
        *(f"26-03-{day:02} to 26-04-{day:02}" for day in range(1, 31)),
        "26-03-31 to 26-04-30",
    ]


@pytest.mark.parametrize("length", [Blank(parameter="length"), Quantity(amount=Fraction(5), unit="business day")])
def test_a_length_without_a_number_of_days_gives_no_windows(length: Value) -> None:
    assert windows(Window(kind="rolling", length=length), PARIS, at("2026-01-01"), at("2026-02-01"), JANUARY) is None


ZONES = st.sampled_from(["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo"])
KINDS = st.one_of(
    st.sampled_from([calendar(period) for period in ("hour", "day", "week", "month", "quarter", "year")]),
    st.sampled_from([Window(kind="fiscal", period=period) for period in ("quarter", "year")]),
)
MOMENTS = st.integers(at("2010-01-01"), at("2030-01-01"))


@given(KINDS, ZONES, MOMENTS, st.integers(1, 40 * 24 * HOUR), st.dates(date(1904, 1, 1), date(1904, 12, 31)))
def test_windows_follow_each_other_and_cover_all_time(
    window: Window, where: str, since: int, length: int, anchored: date
) -> None:
    found = windows(window, zone(where), since, since + length, anchored)
    assert found
    assert found[0][0] <= since < found[0][1]
    assert found[-1][0] < since + length <= found[-1][1]
    assert all(one[1] == next_one[0] for one, next_one in pairwise(found))
    assert all(start < end for start, end in found)


LENGTHS = st.tuples(st.integers(1, 40), st.sampled_from(["day", "month"])) | st.tuples(
    st.integers(1, 200).map(lambda hours: hours * HOUR), st.just("s")
)


@given(LENGTHS, MOMENTS)
def test_rolling_windows_are_all_that_overlap(length: tuple[int, str], since: int) -> None:
    found = windows(rolling(*length), PARIS, since, since + HOUR, JANUARY)
    wide = windows(rolling(*length), PARIS, since - 4000 * HOUR, since + HOUR, JANUARY)
    assert found is not None
    assert wide is not None
    assert found == tuple(span for span in wide if span[1] > since)


# Budgets


def test_a_budget_is_a_share_of_what_is_counted_and_all_that_is_excluded() -> None:
    """The agreement of case 19: 99.95 % of 30 days but for 4 hours."""
    days = 30 * 24 * HOUR
    (budget,) = budgets([(0, days)], Fraction(1, 2000), ((0, days),), promise="uc")
    budget = budget.excluding(Fraction(4 * HOUR))
    assert budget == Budget((0, days), Fraction(1, 2000), Fraction(716 * HOUR), Fraction(4 * HOUR), "uc")
    assert budget.seconds == Fraction(4358, 1000) * HOUR


def test_budgets_count_the_hours_in_each_window_and_leave_out_empty_ones() -> None:
    found = budgets([(0, 10), (10, 20), (20, 30)], Fraction(1, 2), ((2, 12), (15, 18), (25, 30))[:2])
    assert [(budget.span, budget.counted) for budget in found] == [((0, 10), Fraction(8)), ((10, 20), Fraction(5))]


def test_a_stated_length_counts_instead_and_no_more_is_excluded_than_there_is() -> None:
    month = Window(kind="calendar", period="month", length=Quantity(amount=Fraction(730 * HOUR), unit="s"))
    stated = stated_seconds(month)
    assert stated == 730 * HOUR
    (budget,) = budgets([(0, 10)], Fraction(1, 2), ((0, 10),), stated=stated)
    assert budget.counted == 730 * HOUR
    (budget,) = budgets([(0, 10)], Fraction(1, 2), ((0, 10),))
    budget = budget.excluding(Fraction(11))
    assert (budget.counted, budget.seconds) == (Fraction(0), Fraction(10))


def test_a_window_that_is_cut_has_its_budget_in_proportion_or_counts_as_whole() -> None:
    cut = {"share": Fraction(1, 2), "hours": ((0, 4),), "uncut": ((0, 10),)}
    assert [one.counted for one in budgets([(0, 10)], **cut)] == [4]  # type: ignore[arg-type]  # fields by name
    assert [one.counted for one in budgets([(0, 10)], **cut, stated=Fraction(20))] == [8]  # type: ignore[arg-type]  # fields by name
    assert [one.counted for one in budgets([(0, 10)], **cut, as_whole=True)] == [10]  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("span", "windows", "most"),
    [
        ((0, 30), ((0, 10), (10, 20), (20, 30)), 9),
        ((5, 25), ((0, 10), (10, 20), (20, 30)), 9),
        ((9, 22), ((0, 10), (10, 20), (20, 30)), 6),
        ((0, 30), tuple((start, start + 20) for start in range(-20, 40)), 6),
        ((0, 30), ((4, 14), (14, 24), (24, 34)), 9),
        ((0, 30), (), 0),
    ],
)
def test_every_window_that_touches_a_span_adds_its_limit(
    span: tuple[int, int], windows: tuple[tuple[int, int], ...], most: int
) -> None:
    assert most_within(span, Fraction(3), windows) == most


def test_only_a_length_in_time_is_stated() -> None:
    days = Quantity(amount=Fraction(30), unit="day")
    assert stated_seconds(Window(kind="calendar", period="month", length=days)) == 720 * HOUR
    assert stated_seconds(calendar("month")) is stated_seconds(rolling(30, "day")) is None
    months = Quantity(amount=Fraction(1), unit="month")
    assert stated_seconds(Window(kind="calendar", period="month", length=months)) is None


SETS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))).map(union)


@given(SETS, st.integers(0, 30), st.integers(1, 10))
def test_what_is_clipped_is_what_is_common(intervals: tuple[tuple[int, int], ...], start: int, length: int) -> None:
    span = (start, start + length)
    assert clipped(intervals, span) == intersection(intervals, (span,))


MADE = [
    *(Window(kind="calendar", period=each) for each in get_args(Period)),
    *(Window(kind="contract", period=each) for each in get_args(Period)[-3:]),
    *(Window(kind="fiscal", period=each) for each in get_args(Period)[-2:]),
    *(rolling(hours * HOUR, "s") for hours in (24, 25)),
    *(rolling(days, "day") for days in (1, 2, 30)),
    *(rolling(months, unit) for months, unit in ((1, "month"), (3, "month"), (3, "calendar month"))),
]


@pytest.mark.parametrize("outer", MADE, ids=lambda one: one.text)
@pytest.mark.parametrize("inner", MADE, ids=lambda one: one.text)
def test_windows_that_fill_others_are_laid_out_so(inner: Window, outer: Window) -> None:
    """Each outer window of four years begins and ends with inner ones, and has several, if it is said to be filled."""
    since, until = at("2024-03-10"), at("2028-03-10")
    first = {
        "calendar": date(1904, 1, 1),
        "contract": date(2024, 1, 31),
        "fiscal": date(1904, 7, 15),
        "rolling": date(1904, 1, 1),
    }
    if inner.period == "hour":
        until = since + 40 * 86400
    outers = windows(outer, PARIS, since, until, first[outer.kind])
    assert outers
    inners = windows(inner, PARIS, outers[0][0], max(end for _, end in outers), first[inner.kind])
    assert inners
    starts, ends = {start for start, _ in inners}, {end for _, end in inners}
    tiled = inner.kind != "rolling" and all(
        start in starts and end in ends and (start, end) not in inners for start, end in outers
    )
    if fills(inner, outer):
        assert tiled
    elif tiled:
        # What is refused although it would fill rolls for hours: on most days 24 h are a day, and on two they are not.
        assert outer.kind == "rolling"
        assert isinstance(outer.length, Quantity)
        assert outer.length.unit == "s"
