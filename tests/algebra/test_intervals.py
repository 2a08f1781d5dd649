"""Laws of sets, against sets of numbers."""

from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.algebra.intervals import Cumulated, Intervals, clipped, difference, intersection, measure, together, union

BOUNDS = st.integers(0, 40)
RAW = st.lists(st.tuples(BOUNDS, BOUNDS), max_size=6)
SETS = RAW.map(union)


def numbers(intervals: Intervals) -> set[int]:
    return {number for start, end in intervals for number in range(start, end)}


def is_normal(intervals: Intervals) -> bool:
    bounds = [bound for interval in intervals for bound in interval]
    return bounds == sorted(set(bounds))


@given(RAW)
def test_union_is_the_normal_form_of_all_numbers(raw: list[tuple[int, int]]) -> None:
    assert is_normal(union(raw))
    assert numbers(union(raw)) == {number for start, end in raw for number in range(start, end)}


@given(SETS, SETS)
def test_intersection_and_difference_are_those_of_sets(left: Intervals, right: Intervals) -> None:
    for result, expected in (
        (intersection(left, right), numbers(left) & numbers(right)),
        (difference(left, right), numbers(left) - numbers(right)),
    ):
        assert is_normal(result)
        assert numbers(result) == expected


@given(SETS, SETS)
def test_what_is_common_and_what_is_left_measure_the_whole(left: Intervals, right: Intervals) -> None:
    assert measure(intersection(left, right)) + measure(difference(left, right)) == measure(left)
    assert union((*intersection(left, right), *difference(left, right))) == left


@given(SETS, SETS, SETS)
def test_intersection_spreads_over_union(one: Intervals, left: Intervals, right: Intervals) -> None:
    assert intersection(one, union((*left, *right))) == union((*intersection(one, left), *intersection(one, right)))


@given(st.lists(SETS, max_size=4))
def test_sets_together_are_their_union(sets: list[Intervals]) -> None:
    assert together(sets) == union(piece for one in sets for piece in one)


@given(SETS, BOUNDS, BOUNDS)
def test_a_span_is_clipped_and_counted(times: Intervals, one: int, other: int) -> None:
    span = min(one, other), max(one, other)
    assert is_normal(clipped(times, span))
    assert numbers(clipped(times, span)) == numbers(times) & {*range(*span)}
    assert Cumulated(times).within(span) == measure(clipped(times, span))
