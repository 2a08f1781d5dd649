"""Means of several windows by a second way: hour by hour, and count by count, over random worlds."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.facts.world import Cause, Count, MeasuredFigure, ServiceOutage, World

from ..examples import of_all
from .test_awards import AUTOMATIC, COUNTS, DOWN, UP, due, outage, reported
from .worlds import judgement, m, row

HOUR, DAY = 3600, 86400
START, END = m("2 00:00"), m("9 00:00")
"""A week from Monday on."""
hours = st.tuples(st.integers(-20, 170), st.integers(1, 60)).map(
    lambda one: (START + one[0] * HOUR, START + (one[0] + one[1]) * HOUR)
)


def is_open(at: int, office: bool) -> bool:
    moment = datetime.fromtimestamp(at, UTC)
    return not office or (moment.weekday() < 5 and 8 <= moment.hour < 18)


def is_in(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


@settings(max_examples=of_all(100), deadline=None)
@given(
    st.booleans(),
    st.lists(hours, max_size=5),
    st.lists(hours, max_size=3),
    st.dictionaries(st.integers(0, 6), st.integers(0, 100), max_size=3),
    st.integers(2, 6),
    st.sampled_from([50, 90, 99]),
)
def test_a_mean_of_shares_of_time(
    office: bool,
    outages: list[tuple[int, int]],
    maintenance: list[tuple[int, int]],
    told: dict[int, int],
    first: int,
    bound: int,
) -> None:
    """Each hour is up, down or out; of each day the share that is up; of days with a share the plain mean."""
    shares = []
    for day in range(7):
        at = [START + day * DAY + hour * HOUR for hour in range(24)]
        at = [one for one in at if is_open(one, office) and one >= m(f"{first} 00:00")]
        if day + 2 < first:
            continue
        if day in told:
            shares.append(Fraction(told[day]))
            continue
        counted = [one for one in at if not (is_in(one, outages) and is_in(one, maintenance))]
        if counted:
            up = sum(not is_in(one, outages) for one in counted)
            shares.append(Fraction(100 * up, len(counted)))
    during = "during office" if office else "during 24x7"
    says = (
        f"in force from 2026-03-0{first}\nexcludes maintenance\n"
        f"objective o: mean of availability each calendar day at least {bound}% {during} each calendar week"
    )
    happened = World(
        outages=tuple(ServiceOutage("shop", *one) for one in outages),
        causes=tuple(Cause("maintenance", *one) for one in maintenance),
        figures=tuple(MeasuredFigure("a/o", START + day * DAY, Fraction(value)) for day, value in told.items()),
    )
    found = judgement(row("", says, happened, "", at="8 00:00"))
    if not shares:
        assert found.outcome == "empty"
        return
    mean = sum(shares) / len(shares)
    assert found.figure is not None
    assert found.figure.amount == mean
    assert found.outcome == ("kept" if mean >= bound else "missed")


@settings(max_examples=of_all(100), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 89), st.integers(1, 9), st.integers(0, 9)), max_size=8))
def test_a_mean_of_shares_of_counts(counts: list[tuple[int, int, int]]) -> None:
    """Of each month the bad of all, by hand; of months with counts the plain mean."""
    begin = m("01-01 00:00")
    months: dict[int, list[tuple[int, int]]] = {}
    rows = []
    for day, good, bad in counts:
        at = begin + day * DAY
        months.setdefault(datetime.fromtimestamp(at, UTC).month, []).append((good, bad))
        rows.append(Count("shop", at, at + HOUR, Fraction(good + bad), Fraction(bad)))
    says = "objective o: mean of error-rate each calendar month at most 20% each calendar quarter"
    found = judgement(row("", says, World(counts=tuple(rows)), ""))
    shares = [
        Fraction(100 * sum(bad for _, bad in one), sum(good + bad for good, bad in one)) for one in months.values()
    ]
    if not shares:
        assert found.outcome == "empty"
        return
    assert found.figure is not None
    assert found.figure.amount == sum(shares) / len(shares)
    assert found.cases == sum(good + bad for _, good, bad in counts)
    assert found.outcome == ("kept" if sum(shares) <= 20 * len(shares) else "missed")


# Reports

QUARTER = "objective up: mean of availability each calendar month at least 99.5% each calendar quarter\n"
ERRORS = "objective up: mean of error-rate each calendar month at most 10% each calendar quarter\n"
LAST = "2026-06-30"
FIGURES = "objective,start,end,value\n"


def month(number: int, value: str) -> str:
    return f"a/up,2026-{number:02}-01T00:00:00+00:00,2026-{number + 1:02}-01T00:00:00+00:00,{value}\n"


def test_a_report_tells_the_mean_and_awards_go_by_it() -> None:
    """72 h of the 720 of April: 90 %; the mean of that and two months without is 290/3."""
    report = reported(QUARTER + AUTOMATIC + "credit for up: 50 EUR", {"outages": DOWN + outage(4, 72)}, last=LAST)
    (told,) = report.windows
    assert (told.state, told.answer.figure and told.answer.figure.amount) == ("missed", Fraction(290, 3))
    assert (told.budget_left, told.missed_from) == (None, None)
    assert [one.rpartition(" ")[0] for one in due(report)] == ["up credit 50 EUR"]


def test_a_quarter_that_runs_has_no_budget() -> None:
    report = reported(QUARTER, {"outages": DOWN + outage(4, 1)}, last=LAST, now="2026-05-20")
    (told,) = report.windows
    assert (told.state, told.budget_left, told.missed_from) == ("running", None, None)


def test_figures_that_are_given_are_those_of_the_months() -> None:
    report = reported(QUARTER, {"figures": FIGURES + month(4, "99%") + month(5, "100%") + month(6, "99.8%")}, last=LAST)
    (told,) = report.windows
    assert (told.state, told.answer.figure and told.answer.figure.amount) == ("met", Fraction(2988, 30))
    assert report.findings == ()


def test_a_given_share_of_time_is_known_without_outages() -> None:
    for says in (UP, "objective up: outage-count at most 100 during 24x7 each calendar month\n"):
        (told,) = reported(says, {"figures": FIGURES + month(4, "99.5%" if says == UP else "99")}).windows
        assert told.state == "met"


def test_months_without_a_given_figure_need_what_was_measured() -> None:
    report = reported(QUARTER, {"figures": FIGURES + month(4, "99%")}, last=LAST)
    assert [one.state for one in report.windows] == ["unknown"]


def test_a_figure_of_the_quarter_is_one_of_no_window() -> None:
    row_ = "a/up,2026-04-01T00:00:00+00:00,2026-07-01T00:00:00+00:00,99%\n"
    report = reported(QUARTER, {"figures": FIGURES + row_, "outages": DOWN}, last=LAST)
    assert [one.rule for one in report.findings] == ["facts/about-nothing"]


def test_a_month_in_which_nothing_was_counted_is_unknown() -> None:
    """Without rows nobody knows whether there was nothing, or nobody looked."""
    rows = COUNTS + "".join(
        f"shop,2026-0{one}-10T00:00:00+00:00,2026-0{one}-11T00:00:00+00:00,10,1\n" for one in (4, 6)
    )
    assert [one.state for one in reported(ERRORS, {"counts": rows}, last=LAST).windows] == ["unknown"]
    rows += "shop,2026-05-10T00:00:00+00:00,2026-05-11T00:00:00+00:00,1000,0\n"
    (told,) = reported(ERRORS, {"counts": rows}, last=LAST).windows
    assert (told.state, told.answer.figure and told.answer.figure.amount) == ("met", Fraction(20, 3))


def test_a_count_over_the_end_of_a_month_is_told() -> None:
    rows = COUNTS + "shop,2026-04-30T12:00:00+00:00,2026-05-01T12:00:00+00:00,10,1\n"
    report = reported(ERRORS, {"counts": rows}, last=LAST)
    assert [one.rule for one in report.findings] == ["facts/cut-interval"]
