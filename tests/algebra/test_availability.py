"""Floors and ceilings: known cases, closed formulas against the linear programme, and both against every schedule."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.algebra.availability import (
    LIMIT,
    Downtime,
    DowntimeLimit,
    Stratum,
    Supply,
    Times,
    ceiling,
    floor,
    longest_downtime,
    times,
    water_level,
)
from sla_dsl.algebra.expectation import probability_down
from sla_dsl.algebra.intervals import Intervals, measure, union
from sla_dsl.algebra.structure import Sets, TooLarge, cut_sets, leaves, path_sets
from sla_dsl.algebra.windows import Budget
from sla_dsl.model.services import Structure

from ..examples import of_all
from .structures import LOST, NAMES, PERCENT, SHARES, STRUCTURES, TREES, is_up, leaf, redundant, series

MILLE = Fraction(1, 1000)


def best(sets: Sets | TooLarge, window: Times) -> Downtime:
    assert not isinstance(sets, TooLarge)
    found = longest_downtime(sets, window)
    assert isinstance(found, Downtime)
    return found


def alike(shares: Mapping[str, Fraction]) -> Times:
    """A time of length 1 of which each component has a share."""
    limits = (
        DowntimeLimit(frozenset({name}), frozenset({0}), Budget((0, 1), share, Fraction(1)))
        for name, share in shares.items()
    )
    return Times((Stratum(((0, 1),)),), tuple(limits))


def programmed_floor(structure: Structure, lost: Mapping[str, Fraction]) -> Fraction:
    return 1 - best(cut_sets(structure), alike(lost)).seconds


def programmed_ceiling(structure: Structure, lost: Mapping[str, Fraction]) -> Fraction:
    return best(path_sets(structure), alike({name: 1 - share for name, share in lost.items()})).seconds


# Cases with known answers


def test_case_12_a_series_adds_what_is_lost() -> None:
    lost = {"a": MILLE, "b": MILLE, "c": MILLE / 2}
    assert floor(series("a", "b", "c"), lost) == Fraction("0.9975")
    assert programmed_floor(series("a", "b", "c"), lost) == Fraction("0.9975")


def test_case_13_redundancy_adds_nothing_that_is_guaranteed() -> None:
    lost = {"a": PERCENT, "b": PERCENT}
    assert floor(redundant(1, "a", "b"), lost) == programmed_floor(redundant(1, "a", "b"), lost) == Fraction("0.99")


def test_case_14_two_of_three() -> None:
    some, lost = redundant(2, "a", "b", "c"), dict.fromkeys("abc", PERCENT)
    assert floor(some, lost) == programmed_floor(some, lost) == Fraction("0.985")


def test_case_28_a_shared_leaf_is_one_leaf() -> None:
    shared, lost = series(redundant(1, "a", "b"), redundant(1, "a", "c")), dict.fromkeys("abc", PERCENT)
    assert programmed_floor(shared, lost) == Fraction("0.99")
    assert floor(shared, lost) == Fraction("0.98")


def test_case_29_a_line_by_day_and_a_line_by_night() -> None:
    def line(start: int) -> Supply:
        spans = tuple((day * 86400 + start, day * 86400 + start + 43200) for day in range(30))
        return Supply(spans, (Budget((0, 30 * 86400), PERCENT, Fraction(measure(spans))),))

    window = times(((0, 30 * 86400),), {"day": line(0), "night": line(43200)})
    found = best(cut_sets(redundant(1, "day", "night")), window)
    assert 1 - found.seconds / window.seconds == Fraction("0.99")
    assert [(outage.down, outage.stratum.free, outage.seconds) for outage in found.outages] == [
        (frozenset({"day"}), frozenset({"night"}), Fraction(30 * 432)),
        (frozenset({"night"}), frozenset({"day"}), Fraction(30 * 432)),
    ]


def test_where_nobody_answers_for_anything_all_may_be_down() -> None:
    window = times(((0, 100),), {"a": Supply(((0, 60),), ()), "b": Supply(((20, 80),), ())})
    assert [(stratum.spans, set(stratum.free)) for stratum in window.strata] == [
        (((0, 20),), {"b"}),
        (((20, 60),), set()),
        (((60, 80),), {"a"}),
        (((80, 100),), {"a", "b"}),
    ]
    assert best(cut_sets(redundant(1, "a", "b")), window).seconds == 100  # covered, but without a budget
    assert times((), {"a": Supply(((0, 60),), ())}) == Times((), ())


def test_beyond_the_limit_the_result_says_so() -> None:
    sets = tuple(frozenset({f"node-{number}"}) for number in range(800))
    shares = {f"node-{number}": PERCENT for number in range(800)}
    assert longest_downtime(sets, alike(shares)) == TooLarge("combinations of outages, times and budgets", LIMIT)


# Closed formulas


@given(st.lists(SHARES, max_size=6), st.integers(-1, 7))
def test_the_water_level_is_the_largest_that_is_filled(shares: list[Fraction], count: int) -> None:
    level = water_level(shares, count)

    def is_filled(height: Fraction) -> bool:
        return sum(min(share, height) for share in shares) >= count * height

    assert is_filled(level)
    assert level == 1 or not is_filled(level + Fraction(1, 10**9))


@given(TREES, LOST)
def test_closed_formulas_are_the_linear_programme_where_no_leaf_occurs_twice(
    structure: Structure, lost: dict[str, Fraction]
) -> None:
    assert floor(structure, lost) == programmed_floor(structure, lost)
    assert ceiling(structure, lost) == programmed_ceiling(structure, lost)


@given(STRUCTURES, LOST)
def test_where_a_leaf_occurs_twice_the_formula_errs_on_the_safe_side(
    structure: Structure, lost: dict[str, Fraction]
) -> None:
    assert floor(structure, lost) <= programmed_floor(structure, lost)


@given(st.lists(SHARES, min_size=1, max_size=5), st.data())
def test_the_ceiling_of_some_of_many(shares: list[Fraction], data: st.DataObject) -> None:
    """It is 1 - T for the smallest T for which the sum of max(0, d - T) is at most (r - 1)(1 - T)."""
    n = len(shares)
    r = data.draw(st.integers(1, n))
    lost = dict(zip("abcde", shares, strict=False))
    down = 1 - ceiling(redundant(n - r + 1, *lost), lost)

    def fits(height: Fraction) -> bool:
        return sum(max(Fraction(0), share - height) for share in shares) <= (r - 1) * (1 - height)

    assert fits(down)
    assert down == 0 or not fits(down - Fraction(1, 10**9))


# Laws


@given(STRUCTURES, LOST)
def test_the_expectation_lies_between_floor_and_ceiling(structure: Structure, lost: dict[str, Fraction]) -> None:
    down = probability_down(structure, lost)
    assert not isinstance(down, TooLarge)
    assert programmed_floor(structure, lost) <= 1 - down <= programmed_ceiling(structure, lost)


@given(STRUCTURES, LOST, st.sampled_from(NAMES), SHARES)
def test_a_stronger_leaf_never_lowers_the_floor(
    structure: Structure, lost: dict[str, Fraction], name: str, share: Fraction
) -> None:
    stronger = {**lost, name: min(share, lost[name])}
    assert programmed_floor(structure, stronger) >= programmed_floor(structure, lost)


# Every schedule, in half seconds: three seconds, three components

SECONDS = 3
NAMED = NAMES[:3]
SPANS = st.sampled_from([(start, end) for start in range(SECONDS) for end in range(start + 1, SECONDS + 1)])
COVERED = st.lists(SPANS, max_size=2).map(union)
BUDGETS = st.builds(Budget, span=SPANS, share=st.sampled_from([Fraction(n, 2) for n in range(5)]), counted=st.just(1))
SUPPLIES = st.fixed_dictionaries(
    dict.fromkeys(NAMED, st.builds(Supply, covered=COVERED, budgets=st.lists(BUDGETS, max_size=2).map(tuple)))
)
THREE = STRUCTURES.filter(lambda each: leaves(each).keys() <= set(NAMED))


def halves(spans: Intervals) -> int:
    """The half seconds of a set, as bits."""
    return sum(1 << half for start, end in spans for half in range(2 * start, 2 * end))


def schedules(supply: Supply) -> Iterator[int]:
    """All ways in which a component may be down."""
    covered = halves(supply.covered)
    for down in range(1 << 2 * SECONDS):
        if all(
            (down & covered & halves((budget.span,))).bit_count() <= 2 * budget.seconds for budget in supply.budgets
        ):
            yield down


def worst(structure: Structure, supplies: Mapping[str, Supply]) -> Fraction:
    """The longest downtime of all schedules; of those of one component only the largest matter."""
    choices = []
    for name in NAMED:
        all_of_it = list(schedules(supplies[name]))
        choices.append([some for some in all_of_it if not any(some | more == more != some for more in all_of_it)])
    up = {
        state: is_up(structure, {n for n, s in zip(NAMED, state, strict=True) if s})
        for state in product((0, 1), repeat=3)
    }
    most = max(
        sum(not up[tuple(1 - (down >> half & 1) for down in chosen)] for half in range(2 * SECONDS))
        for chosen in product(*choices)
    )
    return Fraction(most, 2)


@settings(max_examples=of_all(60), deadline=None)
@given(THREE, SUPPLIES)
def test_no_schedule_is_worse_than_the_linear_programme(structure: Structure, supplies: dict[str, Supply]) -> None:
    window = times(((0, SECONDS),), supplies)
    found = best(cut_sets(structure), window)
    assert worst(structure, supplies) <= found.seconds
    if all((2 * outage.seconds).denominator == 1 for outage in found.outages):
        assert worst(structure, supplies) == found.seconds


@given(THREE, SUPPLIES, st.sampled_from(NAMED), COVERED)
def test_longer_hours_never_add_downtime(
    structure: Structure, supplies: dict[str, Supply], name: str, more: Intervals
) -> None:
    longer = Supply(union((*supplies[name].covered, *more)), supplies[name].budgets)
    sets = cut_sets(structure)
    before = best(sets, times(((0, SECONDS),), supplies))
    after = best(sets, times(((0, SECONDS),), {**supplies, name: longer}))
    assert after.seconds <= before.seconds


@pytest.mark.parametrize("name", NAMED)
def test_a_leaf_alone_is_down_for_its_budget(name: str) -> None:
    assert floor(leaf(name), {name: MILLE}) == ceiling(leaf(name), {name: MILLE}) == Fraction("0.999")
