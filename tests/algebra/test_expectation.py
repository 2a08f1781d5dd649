"""Expectations: known cases, every combination of states, the binomial, common causes, and a simulation."""

from collections.abc import Mapping
from fractions import Fraction
from math import comb, prod
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.algebra.expectation import LIMIT, CommonCause, probability_down
from sla_dsl.algebra.structure import TooLarge, leaves
from sla_dsl.model.services import Structure

from .structures import LOST, NAMES, PERCENT, SHARES, STRUCTURES, TREES, is_up, leaf, redundant, series, subsets

MILLE = Fraction(1, 1000)


def enumerated(structure: Structure, down: Mapping[str, Fraction]) -> Fraction:
    """The sum over all states of all components."""
    names = tuple(leaves(structure))
    return sum(
        (
            prod((1 - down[name] if name in up else down[name] for name in names), start=Fraction(1))
            for up in subsets(names)
            if not is_up(structure, up)
        ),
        Fraction(0),
    )


def expected(structure: Structure, down: Mapping[str, Fraction], *causes: CommonCause) -> Fraction:
    found = probability_down(structure, down, causes)
    assert isinstance(found, Fraction)
    return 1 - found


def test_case_12_in_series() -> None:
    down = {"a": MILLE, "b": MILLE, "c": MILLE / 2}
    assert expected(series("a", "b", "c"), down) == Fraction("0.9975019995")


def test_case_13_one_of_two() -> None:
    assert expected(redundant(1, "a", "b"), {"a": PERCENT, "b": PERCENT}) == Fraction("0.9999")


def test_case_14_two_of_three() -> None:
    assert expected(redundant(2, "a", "b", "c"), dict.fromkeys("abc", PERCENT)) == Fraction("0.999702")


@given(STRUCTURES, LOST)
def test_the_sum_over_all_states(structure: Structure, down: dict[str, Fraction]) -> None:
    assert expected(structure, down) == 1 - enumerated(structure, down)


@given(st.integers(1, 8), st.integers(0, 9), SHARES)
def test_equal_parts_are_binomial(n: int, needed: int, down: Fraction) -> None:
    names = [f"node-{number}" for number in range(n)]
    up = sum(
        (comb(n, working) * (1 - down) ** working * down ** (n - working) for working in range(needed, n + 1)),
        Fraction(0),
    )
    assert expected(redundant(needed, *names), dict.fromkeys(names, down)) == up


@pytest.mark.parametrize(
    "structure",
    [
        series(redundant(1, "a", "b"), redundant(1, "a", "c"), "d"),
        redundant(2, series("a", "b"), "c", series("b", "d")),
    ],
)
def test_a_simulation_comes_near(structure: Structure) -> None:
    down = {"a": Fraction(1, 5), "b": Fraction(3, 10), "c": Fraction(1, 4), "d": Fraction(1, 10)}
    chance, runs = Random(2026), 20_000
    failures = sum(not is_up(structure, {name for name in NAMES if chance.random() >= down[name]}) for _ in range(runs))
    assert abs(Fraction(failures, runs) - (1 - expected(structure, down))) < Fraction(1, 60)


# What is shared


def together(structure: Structure, down: Mapping[str, Fraction], *groups: str) -> Fraction:
    found = probability_down(structure, down, together=[frozenset(group) for group in groups])
    assert isinstance(found, Fraction)
    return found


def test_what_is_down_together_stands_in_for_nothing() -> None:
    down = {"a": PERCENT, "b": PERCENT, "c": MILLE}
    assert together(redundant(1, "a", "b"), down, "ab") == PERCENT
    assert together(redundant(1, "a", "b", "c"), down, "abc") == MILLE
    assert together(redundant(1, "a", "b", "c"), down, "ab") == PERCENT * MILLE
    assert together(series("a", "c"), down, "ac") == PERCENT


@given(TREES, LOST)
def test_no_component_is_down_for_longer_together(structure: Structure, down: dict[str, Fraction]) -> None:
    group = "".join(leaves(structure))
    assert all(together(leaf(name), down, group) == down[name] for name in group)
    assert together(structure, down, *group) == 1 - expected(structure, down)


# Common causes


@given(TREES, LOST, SHARES)
def test_the_formula_of_a_common_cause(structure: Structure, down: dict[str, Fraction], beta: Fraction) -> None:
    group = frozenset(leaves(structure))
    independent = enumerated(structure, {name: share * (1 - beta) for name, share in down.items()})
    u = min(Fraction(1), beta * min(down[name] for name in group) + independent)
    assert expected(structure, down, CommonCause(group, beta)) == 1 - u


@given(LOST, SHARES, SHARES)
def test_a_group_inside_a_structure_is_like_a_part_of_its_own(
    down: dict[str, Fraction], beta: Fraction, other: Fraction
) -> None:
    one, two = redundant(1, "a", "b"), redundant(1, "d", "e")
    causes = CommonCause(frozenset("ab"), beta), CommonCause(frozenset("de"), other)
    parts = {
        "c": down["c"],
        "one": 1 - expected(one, down, causes[0]),
        "two": 1 - expected(two, down, causes[1]),
    }
    for around in (series, lambda *each: redundant(2, *each)):
        assert expected(around(one, "c", two), down, *causes) == expected(around("one", "c", "two"), parts)


@given(STRUCTURES, LOST)
def test_without_a_common_part_nothing_changes(structure: Structure, down: dict[str, Fraction]) -> None:
    group = frozenset(leaves(structure))
    assert expected(structure, down, CommonCause(group, Fraction(0))) == expected(structure, down)


def test_beyond_the_limit_the_result_says_so() -> None:
    names = [f"node-{number}" for number in range(13)]
    found = probability_down(series(*names, *names), dict.fromkeys(names, PERCENT))
    assert found == TooLarge("cases of components that occur twice, are down together or have a common cause", LIMIT)
