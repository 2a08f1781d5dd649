"""The simplex method against its own proof (duality) and against every corner."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.algebra.linear_programme import maximise

Rows = tuple[tuple[int, ...], ...]
Problem = tuple[tuple[int, ...], Rows, tuple[Fraction, ...]]


def dot(left: Sequence[int], right: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(left, right, strict=True)), Fraction(0))


@st.composite
def problems(draw: st.DrawFn, columns: int, rows: int, least: int = -2) -> Problem:
    """Any programme in packing form; the last row bounds every column."""
    n, m = draw(st.integers(1, columns)), draw(st.integers(0, rows))

    def numbers(low: int) -> tuple[int, ...]:
        return tuple(draw(st.lists(st.integers(low, 3), min_size=n, max_size=n)))

    matrix = (*(numbers(least) for _ in range(m)), (1,) * n)
    bounds = draw(st.lists(st.fractions(0, 5, max_denominator=6), min_size=m + 1, max_size=m + 1))
    return numbers(-1), matrix, tuple(bounds)


@given(problems(8, 8))
def test_amounts_and_prices_prove_each_other(problem: Problem) -> None:
    worth, rows, bounds = problem
    best = maximise(*problem)
    assert min(best.amounts) >= 0
    assert all(dot(row, best.amounts) <= bound for row, bound in zip(rows, bounds, strict=True))
    assert min(best.prices) >= 0
    assert all(dot(column, best.prices) >= value for column, value in zip(zip(*rows, strict=True), worth, strict=True))
    assert dot(worth, best.amounts) == best.value == sum(map(Fraction.__mul__, best.prices, bounds), Fraction(0))


@given(problems(3, 2))
def test_no_corner_is_worth_more(problem: Problem) -> None:
    worth, rows, bounds = problem
    n = len(worth)
    edges = [(row, bound) for row, bound in zip(rows, bounds, strict=True)]
    edges += [(tuple(-int(i == j) for j in range(n)), Fraction(0)) for i in range(n)]
    corners = [corner for chosen in combinations(edges, n) if (corner := crossing(chosen)) is not None]
    allowed = [corner for corner in corners if all(dot(row, corner) <= bound for row, bound in edges)]
    assert max(dot(worth, corner) for corner in allowed) == maximise(*problem).value


def crossing(edges: Sequence[tuple[Sequence[int], Fraction]]) -> list[Fraction] | None:
    """Where all edges meet, by the elimination of Gauss; none if not in one point."""
    lines = [[*map(Fraction, row), bound] for row, bound in edges]
    for at in range(len(lines)):
        pivot = next((line for line in lines[at:] if line[at]), None)
        if pivot is None:
            return None
        lines.remove(pivot)
        lines.insert(at, [value / pivot[at] for value in pivot])
        for other, line in enumerate(lines):
            if other != at:
                lines[other] = [a - line[at] * b for a, b in zip(line, lines[at], strict=True)]
    return [line[-1] for line in lines]


def test_a_cycle_of_pivots_does_not_hold_it_up() -> None:
    """The example of Beale (1955), on which the simplex method with the steepest column goes round for ever."""
    rows = ((1, -32, -4, 36), (1, -24, -1, 6), (0, 0, 1, 0))
    assert maximise((3, -80, 2, -24), rows, (Fraction(0), Fraction(0), Fraction(1))).value == 5


def test_a_column_without_bound_has_no_largest_value() -> None:
    with pytest.raises(ValueError, match="nothing bounds"):
        maximise((1,), ((-1,),), (Fraction(1),))
    assert maximise((-1,), (), ()).amounts == (Fraction(0),)
