"""The worst window of a promise, and the least that one behind it must give: known cases, and a second method."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.algebra.availability import Supply, longest_downtime, times
from sla_dsl.algebra.calendars import Almanac
from sla_dsl.algebra.guarantee import Guarantee, largest_share, least_guarantee
from sla_dsl.algebra.intervals import Interval, Intervals, clipped, measure, union
from sla_dsl.algebra.strata import shape
from sla_dsl.algebra.structure import LIMIT, TooLarge, cut_sets
from sla_dsl.algebra.windows import Budget, budgets, windows
from sla_dsl.algebra.zones import local, opening, zone
from sla_dsl.model.people import Calendar, Closing, Opening, TimeSpan
from sla_dsl.model.phrases import Window
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.services import Redundant, Structure
from sla_dsl.text.source import Source, Span

from .structures import NAMES, PERCENT, SHARES, STRUCTURES, leaf, redundant, series

HERE = Span(Source("guarantee.sla", ""), 0, -1)
PARIS, NEW_YORK = "Europe/Paris", "America/New_York"
HOUR, DAY = 3600, 86400
MILLE = Fraction(1, 1000)
JANUARY = date(1904, 1, 1)
MONTH, YEAR = Window(kind="calendar", period="month"), Window(kind="calendar", period="year")
ROLLING = Window(kind="rolling", length=Quantity(amount=Fraction(30), unit="day"))
LINK = leaf("link")


def at(day: str, where: str = PARIS) -> int:
    return opening(date.fromisoformat(day), 0, zone(where))


SINCE, UNTIL = at("2026-01-01"), at("2028-01-01")
ALWAYS = ((at("2024-01-01"), at("2030-01-01")),)


def promised(window: Window, share: Fraction = MILLE, hours: Intervals = ALWAYS, where: str = PARIS) -> list[Budget]:
    """A promise in every window from the start of 2026 to the end of 2027, as far as it lies within."""
    found = windows(window, zone(where), at("2026-01-01", where), at("2028-01-01", where), JANUARY) or ()
    whole = [span for span in found if at("2026-01-01", where) <= span[0] and span[1] <= at("2028-01-01", where)]
    return list(budgets(whole, share, hours))


def behind(window: Window, share: Fraction = MILLE, hours: Intervals = ALWAYS, where: str = PARIS) -> Supply:
    found = windows(window, zone(where), SINCE - DAY, UNTIL + DAY, JANUARY) or ()
    return Supply(hours, budgets(found, share, hours, promise="uc"))


def least(
    structure: Structure, promise: Iterable[Budget], supplies: Mapping[str, Supply], hours: Intervals = ALWAYS
) -> Guarantee:
    found = least_guarantee(structure, promise, hours, supplies)
    assert isinstance(found, Guarantee)
    return found


def month_of(found: Guarantee) -> str:
    return local(found.window.span[0], zone(PARIS)).strftime("%Y-%m-%d")


# Cases with known answers


def test_case_12_three_in_series_have_no_slack() -> None:
    supplies = {"a": behind(MONTH), "b": behind(MONTH), "c": behind(MONTH, MILLE / 2)}
    found = least(series("a", "b", "c"), promised(MONTH, Fraction(25, 10000)), supplies)
    assert (found.share, found.slack) == (Fraction("0.9975"), Fraction(0))
    assert {outage.down for outage in found.outages} == {frozenset("a"), frozenset("b"), frozenset("c")}
    assert sum(outage.seconds for outage in found.outages) == found.seconds


def test_case_13_one_of_two_at_99() -> None:
    found = least(redundant(1, "a", "b"), promised(MONTH), dict.fromkeys("ab", behind(MONTH, PERCENT)))
    assert (found.share, found.slack) == (Fraction("0.99"), Fraction("-0.009"))


def test_case_14_two_of_three_at_99() -> None:
    supply = behind(MONTH, PERCENT)
    found = least(redundant(2, "a", "b", "c"), promised(MONTH), dict.fromkeys("abc", supply))
    assert found.share == Fraction("0.985")
    assert sorted("".join(sorted(outage.down)) for outage in found.outages) == ["ab", "ac", "bc"]


def test_case_15_a_month_behind_which_there_is_a_year() -> None:
    found = least(LINK, promised(MONTH), {"link": behind(YEAR)})
    assert found.share == 1 - Fraction(876, 100) / 672  # 98.696 %
    assert month_of(found) == "2026-02-01"
    needed = largest_share(LINK, promised(MONTH), ALWAYS, {"link": behind(YEAR)}, "uc")
    assert needed == Fraction(672, 1000) / 8760  # 99.99233 %


def test_case_16_thirty_days_behind_which_there_are_months() -> None:
    found = least(LINK, promised(ROLLING, where="UTC"), {"link": behind(MONTH, where="UTC")})
    assert found.share == Fraction("0.997")
    assert month_of(found) == "2026-01-31"
    found = least(LINK, promised(ROLLING), {"link": behind(MONTH)})
    assert found.share == 1 - Fraction(744 + 672 + 743, 1000) / 720  # 99.70014 %
    assert month_of(found) == "2026-01-31"


def test_case_17_a_year_behind_which_there_are_months() -> None:
    found = least(LINK, promised(YEAR), {"link": behind(MONTH)})
    assert (found.share, found.slack) == (Fraction("0.999"), Fraction(0))


FRENCH = ["01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"]
OFFICE = Calendar(
    name="office",
    zone=PARIS,
    lines=(
        Opening(weekdays=(0, 1, 2, 3, 4), spans=(TimeSpan(start=480, end=1080),), source=HERE),
        Closing(holidays=("FR",), source=HERE),
    ),
    source=HERE,
)


def test_case_18_office_hours_behind_which_there_is_every_hour() -> None:
    almanac = Almanac({"office": OFFICE}, {"FR": [date.fromisoformat(f"2026-{day}") for day in FRENCH]})
    office = almanac.openings("office", SINCE, at("2027-01-01"))
    months = {month_of(Guarantee(each, Fraction(0))): each for each in promised(MONTH, hours=office)}
    found = least(LINK, [months["2026-09-01"]], {"link": behind(MONTH)}, office)
    assert found.share == 1 - Fraction(720, 1000) / 220  # 99.672 %
    found = least(LINK, months.values(), {"link": behind(MONTH)}, office)
    assert found.share == 1 - Fraction(744, 1000) / 170  # 99.562 %
    assert month_of(found) == "2026-05-01"


def test_case_19_maintenance_that_the_promise_does_not_exclude() -> None:
    days = (0, 30 * DAY)
    (own,) = budgets([days], MILLE / 2, (days,))
    supply = Supply((days,), (own.excluding(Fraction(4 * HOUR)),))
    found = least(LINK, budgets([days], MILLE, (days,)), {"link": supply}, (days,))
    assert found.share == 1 - Fraction(4358, 1000) / 720  # 99.394 %


def test_what_both_exclude_does_not_count() -> None:
    days = (0, 30 * DAY)
    both = tuple(one.excluding(Fraction(4 * HOUR)) for one in budgets([days], MILLE, (days,)))
    assert least(LINK, both, {"link": Supply((days,), both)}, (days,)).slack == 0


def test_case_27_a_month_of_paris_touches_two_of_new_york() -> None:
    found = least(LINK, promised(MONTH), {"link": behind(MONTH, where=NEW_YORK)})
    assert found.share == 1 - Fraction(744 + 672, 1000) / 672  # 99.789 %
    assert month_of(found) == "2026-02-01"


def test_case_28_a_shared_leaf_is_one_leaf() -> None:
    shared = series(redundant(1, "a", "b"), redundant(1, "a", "c"))
    supply = behind(MONTH, PERCENT)
    assert least(shared, promised(MONTH, PERCENT), dict.fromkeys("abc", supply)).slack == 0


def test_case_29_a_line_by_day_and_a_line_by_night() -> None:
    spans = [TimeSpan(start=480, end=1200), TimeSpan(start=1200, end=480)]
    week = tuple(range(7))
    lines = [Opening(weekdays=week, spans=(span,), source=HERE) for span in spans]
    calendars = [Calendar(name="line", zone=PARIS, lines=(line,), source=HERE) for line in lines]
    day, night = (
        Almanac({"line": each}, {}).openings("line", SINCE - 40 * DAY, UNTIL + 40 * DAY) for each in calendars
    )
    supplies = {"day": behind(MONTH, PERCENT, day), "night": behind(MONTH, PERCENT, night)}
    found = least(redundant(1, "day", "night"), promised(MONTH, PERCENT), supplies)
    assert (found.share, found.slack) == (Fraction("0.99"), Fraction(0))


# Closed formulas of windows

SPANS = st.lists(st.integers(0, 60), min_size=2, max_size=5, unique=True).map(sorted).map(lambda e: list(pairwise(e)))


@given(SPANS, SHARES, st.integers(0, 59), st.integers(1, 60))
def test_windows_that_do_not_overlap_allow_the_sum_of_what_they_share(
    spans: list[Interval], share: Fraction, start: int, length: int
) -> None:
    window = (start, start + length)
    supply = Supply(((0, 200),), budgets(spans, share, ((0, 200),)))
    within = [min(share * (b - a), Fraction(measure(clipped(((a, b),), window)))) for a, b in spans]
    outside = length - measure(clipped(union(spans), window))
    found = least(LINK, budgets([window], MILLE, ((0, 200),)), {"link": supply}, ((0, 200),))
    assert found.seconds == sum(within, Fraction(0)) + outside


@settings(deadline=None)
@given(st.integers(1, 8), st.integers(1, 30), st.fractions(0, 1, max_denominator=50))
def test_a_rolling_window_allows_its_budget_again_and_again(days: int, length: int, share: Fraction) -> None:
    """Of every ``days`` days in a row ``b`` may be lost; ``length`` days hold ``m`` such times and a rest."""
    window = Window(kind="rolling", length=Quantity(amount=Fraction(days), unit="day"))
    whole = (0, length * DAY)
    around = ((-100 * DAY, 200 * DAY),)
    rolling = windows(window, zone("UTC"), *whole, JANUARY)
    assert rolling is not None
    b = share * days * DAY
    m, rest = divmod(length, days)
    supply = Supply(around, budgets(rolling, share, around))
    found = least(LINK, budgets([whole], MILLE, around), {"link": supply}, around)
    assert found.seconds == m * b + min(b, Fraction(rest * DAY))


# What one promise behind must give


def test_what_is_outside_its_hours_no_availability_mends() -> None:
    hours = ((SINCE, at("2027-06-01")),)
    assert largest_share(LINK, promised(MONTH), ALWAYS, {"link": behind(MONTH, hours=hours)}, "uc") is None


def test_where_another_carries_it_alone_anything_suffices() -> None:
    other = Supply(ALWAYS, budgets([promise.span for promise in promised(MONTH)], MILLE, ALWAYS, promise="other"))
    supplies = {"a": behind(MONTH), "b": other}
    assert largest_share(redundant(1, "a", "b"), promised(MONTH), ALWAYS, supplies, "uc") == 1


@st.composite
def backed(draw: st.DrawFn) -> tuple[Structure, dict[str, Supply], list[Budget], Intervals]:
    whole = st.integers(0, 20)
    span = st.tuples(whole, st.integers(1, 10)).map(lambda each: (each[0], each[0] + each[1]))
    budget = st.builds(
        Budget, span, SHARES, st.integers(1, 8).map(Fraction), st.just(Fraction(0)), st.sampled_from(["uc", "ola"])
    )
    supply = st.builds(Supply, st.lists(span, max_size=3).map(union), st.lists(budget, max_size=3).map(tuple))
    hours = draw(st.lists(span, min_size=1, max_size=3).map(union))
    promise = budgets(draw(st.lists(span, min_size=1, max_size=3)), draw(SHARES), hours)
    return draw(STRUCTURES), {name: draw(supply) for name in NAMES}, list(promise), hours


def is_kept(case: tuple[Structure, dict[str, Supply], list[Budget], Intervals], share: Fraction) -> bool:
    structure, supplies, promise, hours = case
    changed = {
        name: Supply(
            supply.covered,
            tuple(
                Budget(each.span, share if each.promise == "uc" else each.share, each.counted, promise=each.promise)
                for each in supply.budgets
            ),
        )
        for name, supply in supplies.items()
    }
    found = least_guarantee(structure, promise, hours, changed)
    assert not isinstance(found, TooLarge)
    return found is None or found.slack >= 0


@settings(deadline=None)
@given(backed())
def test_it_suffices_and_the_next_larger_share_does_not(
    case: tuple[Structure, dict[str, Supply], list[Budget], Intervals],
) -> None:
    structure, supplies, promise, hours = case
    share = largest_share(structure, promise, hours, supplies, "uc")
    assert not isinstance(share, TooLarge)
    if share is None:
        assert not is_kept(case, Fraction(0))
    else:
        assert is_kept(case, share)
        assert share == 1 or not is_kept(case, share + Fraction(1, 10**9))


@settings(deadline=None)
@given(backed())
def test_the_least_is_that_of_every_window_by_the_linear_programme(
    case: tuple[Structure, dict[str, Supply], list[Budget], Intervals],
) -> None:
    structure, supplies, promise, hours = case
    sets = cut_sets(structure)
    assert not isinstance(sets, TooLarge)
    shares = []
    for window in promise:
        downtime = longest_downtime(sets, times(clipped(hours, window.span), supplies))
        assert not isinstance(downtime, TooLarge)
        shares.append(1 - downtime.seconds / window.counted)
    found = least_guarantee(structure, promise, hours, supplies)
    assert (found.share if isinstance(found, Guarantee) else None) == min(shares, default=None)


@settings(deadline=None)
@given(backed(), st.integers(2, 4), SHARES, SHARES)
def test_windows_of_one_shape_have_one_solution(
    case: tuple[Structure, dict[str, Supply], list[Budget], Intervals], copies: int, odd: Fraction, promised_: Fraction
) -> None:
    """The same again and again, the last time with another share behind: as if each window were solved by itself."""
    structure, supplies, promise, hours = case
    again = [copy * 100 for copy in range(copies)]

    def moved(spans: Intervals, by: int) -> Intervals:
        return tuple((start + by, end + by) for start, end in spans)

    def repeated(budget: Budget, by: int) -> Budget:
        share = odd if by == again[-1] and budget.promise == "uc" else budget.share
        return replace(budget, span=moved((budget.span,), by)[0], share=share)

    repeating = {
        name: Supply(
            tuple(span for by in again for span in moved(supply.covered, by)),
            tuple(repeated(budget, by) for by in again for budget in supply.budgets),
        )
        for name, supply in supplies.items()
    }
    windows_ = [replace(one, span=moved((one.span,), by)[0], share=promised_) for by in again for one in promise]
    always = tuple(span for by in again for span in moved(hours, by))
    alone = [least_guarantee(structure, [one], always, repeating) for one in windows_]
    found = least_guarantee(structure, windows_, always, repeating)
    assert _share(found) == min((share for one in alone if (share := _share(one)) is not None), default=None)
    each = [largest_share(structure, [one], always, repeating, "uc") for one in windows_]
    least_of_each = None if None in each else min((one for one in each if isinstance(one, Fraction)), default=1)
    assert largest_share(structure, windows_, always, repeating, "uc") == least_of_each
    shapes = [[shape(clipped(always, one.span), repeating) for one in windows_ if one.span[0] // 100 == 0]]
    shapes += [[shape(clipped(always, one.span), repeating) for one in windows_ if one.span[0] // 100 == 1]]
    assert shapes[0] == shapes[1] or copies == 2  # of two the second is the odd one


def _share(found: Guarantee | TooLarge | None) -> Fraction | None:
    return found.share if isinstance(found, Guarantee) else None


# Limits


def test_a_closed_formula_needs_no_list_of_cut_sets() -> None:
    names = [f"node-{number}" for number in range(20)]
    large = Redundant(needed=10, parts=tuple(map(leaf, names)))
    supplies = dict.fromkeys(names, behind(MONTH, PERCENT))
    found = least(large, promised(MONTH, PERCENT * 2), supplies)
    assert (found.share, found.outages) == (1 - Fraction(20, 11) * PERCENT, ())
    too_large = TooLarge("sets of components", LIMIT)
    assert largest_share(large, promised(MONTH), ALWAYS, supplies, "uc") == too_large
    assert least_guarantee(series(large, large), promised(MONTH), ALWAYS, supplies) == too_large


def test_beyond_the_limit_of_a_linear_programme_the_result_says_so() -> None:
    names = [f"node-{number}" for number in range(800)]
    supplies = dict.fromkeys(names, behind(MONTH, PERCENT))
    found = largest_share(series(*names), promised(MONTH), ALWAYS, supplies, "uc")
    assert isinstance(found, TooLarge)


@pytest.mark.parametrize("promise", [[], [Budget((0, 10), MILLE, Fraction(0))]])
def test_without_measured_time_nothing_is_guaranteed(promise: list[Budget]) -> None:
    assert least_guarantee(LINK, promise, (), {"link": Supply((), ())}) is None
