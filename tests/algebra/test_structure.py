"""Cut sets and path sets against a look at every combination of components."""

from hypothesis import given

from sla_dsl.algebra.structure import LIMIT, Sets, TooLarge, cut_sets, leaves, path_sets
from sla_dsl.model.services import Redundant, Structure

from .structures import NAMES, STRUCTURES, is_up, leaf, redundant, series, subsets


def sets(*names: str) -> Sets:
    return tuple(map(frozenset, names))


def test_the_sets_of_a_shared_leaf() -> None:
    shared = series(redundant(1, "a", "b"), redundant(1, "a", "c"))
    assert cut_sets(shared) == sets("ab", "ac")
    assert path_sets(shared) == sets("a", "bc")
    assert leaves(shared) == {"a": 2, "b": 1, "c": 1}


def test_two_of_three() -> None:
    assert cut_sets(redundant(2, "a", "b", "c")) == path_sets(redundant(2, "a", "b", "c")) == sets("ab", "ac", "bc")


def test_more_than_there_are_is_always_down_and_none_at_all_always_up() -> None:
    assert cut_sets(redundant(3, "a", "b")) == path_sets(redundant(0, "a", "b")) == (frozenset(),)
    assert path_sets(redundant(3, "a", "b")) == cut_sets(redundant(0, "a", "b")) == ()


@given(STRUCTURES)
def test_cut_sets_and_path_sets_are_the_least_of_all_combinations(structure: Structure) -> None:
    down = [some for some in subsets(NAMES) if not is_up(structure, set(NAMES) - some)]
    up = [some for some in subsets(NAMES) if is_up(structure, some)]
    for found, all_of_them in ((cut_sets(structure), down), (path_sets(structure), up)):
        assert not isinstance(found, TooLarge)
        assert sorted(map(sorted, found)) == sorted(
            sorted(some) for some in all_of_them if not any(other < some for other in all_of_them)
        )


def test_beyond_the_limit_the_result_says_so() -> None:
    large = Redundant(needed=10, parts=tuple(leaf(f"node-{number}") for number in range(20)))
    assert cut_sets(large) == path_sets(series("a", large)) == TooLarge("sets of components", LIMIT)
