"""Coverage by days, steps by months, terms with renewals."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.algebra.days import common, gaps, last_notice, later, months_after, term
from sla_dsl.model.agreement import Agreement, Notice, Renewal, Termination
from sla_dsl.model.phrases import Days
from sla_dsl.model.quantity import Quantity
from sla_dsl.text.source import Source, Span

HERE = Span(Source("days.sla", ""), 0, -1)
YEAR = Days(first=date(2026, 1, 1), last=date(2026, 12, 31))


def days(first: str | None, last: str | None) -> Days:
    return Days(first=date.fromisoformat(first) if first else None, last=date.fromisoformat(last) if last else None)


def quantity(amount: int, unit: str) -> Quantity:
    return Quantity(amount=Fraction(amount), unit=unit)


def test_two_terms_that_follow_each_other_leave_no_gap() -> None:
    assert gaps([days(None, "2026-05-31"), days("2026-06-01", None)], YEAR) == ()


def test_the_gaps_between_terms() -> None:
    terms = [days("2026-02-01", "2026-05-31"), days("2026-06-02", "2026-11-30")]
    assert gaps(terms, YEAR) == (
        days("2026-01-01", "2026-01-31"),
        days("2026-06-01", "2026-06-01"),
        days("2026-12-01", "2026-12-31"),
    )
    assert gaps([days("2026-02-01", None)], Days()) == (days(None, "2026-01-31"),)


def test_common_days() -> None:
    assert common(days("2026-01-01", None), days(None, "2026-02-01")) == days("2026-01-01", "2026-02-01")
    assert common(days("2026-02-02", None), days(None, "2026-02-01")) is None


@pytest.mark.parametrize(
    ("anchor", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-01", -1, "2025-12-01"),
        ("9999-12-01", 1, "9999-12-31"),
        ("0001-01-31", -1, "0001-01-01"),
    ],
)
def test_months_end_on_the_number_of_the_anchor_or_the_last_day(anchor: str, months: int, expected: str) -> None:
    assert months_after(date.fromisoformat(anchor), months) == date.fromisoformat(expected)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-500, 500))
def test_months_lead_to_the_month_that_they_count_to(anchor: date, months: int) -> None:
    found = months_after(anchor, months)
    assert (found.year - anchor.year) * 12 + found.month - anchor.month == months


def test_later_days() -> None:
    assert later(date(2026, 3, 1), quantity(14, "day"), -1) == date(2026, 2, 15)
    assert later(date(2026, 3, 1), quantity(12, "month")) == date(2027, 3, 1)
    assert later(date(2026, 3, 1), quantity(60, "s")) is None
    assert later(date(9999, 12, 1), quantity(99, "day")) == date.max


RENEWAL = Renewal(every=quantity(12, "month"), unless="either", notice=quantity(90, "day"), source=HERE)
BASE = Agreement(name="a", kind="sla", term=YEAR, renewal=RENEWAL, source=HERE)


def notice(day: str) -> tuple[Notice, ...]:
    return (Notice(on=date.fromisoformat(day), by="norvia", source=HERE),)


def test_a_renewal_without_notice_has_no_end() -> None:
    assert term(BASE) == days("2026-01-01", None)
    assert term(BASE.model_copy(update={"renewal": None})) == YEAR
    assert term(BASE.model_copy(update={"term": None})) is None


@pytest.mark.parametrize(
    ("given_on", "end"),
    [("2026-10-02", "2026-12-31"), ("2026-10-03", "2027-12-31"), ("2029-01-01", "2029-12-31")],
)
def test_notice_ends_the_term_that_it_came_in_time_for(given_on: str, end: str) -> None:
    assert term(BASE.model_copy(update={"notices": notice(given_on)})) == days("2026-01-01", end)


@given(
    st.dates(date(2023, 1, 1), date(2029, 1, 1)),
    st.one_of(
        st.builds(quantity, st.integers(0, 99), st.just("day")),
        st.builds(quantity, st.integers(1, 13), st.just("month")),
    ),
)
def test_the_last_day_of_notice_is_the_last_from_which_it_runs_out_in_time(end: date, time: Quantity) -> None:
    before = [end - timedelta(back) for back in range(450)]
    in_time = [day for day in before if (over := later(day, time)) is not None and over <= end]
    assert last_notice(end, time) == max(in_time)


def test_notice_of_a_month_before_the_end_of_february() -> None:
    assert last_notice(date(2027, 2, 28), quantity(1, "month")) == date(2027, 1, 31)
    assert last_notice(date(2028, 2, 29), quantity(3, "month")) == date(2027, 11, 30)
    assert last_notice(date(2027, 12, 31), quantity(60, "s")) is None


def test_a_renewal_by_a_time_that_is_not_of_days_ends_nothing() -> None:
    odd = RENEWAL.model_copy(update={"every": quantity(3600, "s")})
    assert term(BASE.model_copy(update={"renewal": odd, "notices": notice("2028-01-01")})) == days("2026-01-01", None)


def test_an_agreement_that_ended_reaches_no_further() -> None:
    ending = Termination(on=date(2026, 4, 30), because="merged", source=HERE)
    assert term(BASE.model_copy(update={"ended": ending})) == days("2026-01-01", "2026-04-30")
