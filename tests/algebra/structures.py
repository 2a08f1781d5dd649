"""Structures for tests, and what they mean said once more: a plain look at every combination."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from hypothesis import strategies as st

from sla_dsl.model.services import Component, Redundant, Series, Structure

NAMES = ("a", "b", "c", "d")


def leaf(name: str) -> Component:
    return Component(service=name)


def series(*parts: Structure | str) -> Series:
    return Series(parts=tuple(leaf(part) if isinstance(part, str) else part for part in parts))


def redundant(needed: int, *parts: Structure | str) -> Redundant:
    return Redundant(needed=needed, parts=tuple(leaf(part) if isinstance(part, str) else part for part in parts))


def is_up(structure: Structure, up: Collection[str]) -> bool:
    if isinstance(structure, Component):
        return structure.service in up
    working = sum(is_up(part, up) for part in structure.parts)
    return working >= (len(structure.parts) if isinstance(structure, Series) else structure.needed)


def subsets(names: Sequence[str]) -> Iterator[frozenset[str]]:
    for size in range(len(names) + 1):
        yield from map(frozenset, combinations(names, size))


def _larger(inner: st.SearchStrategy[Structure]) -> st.SearchStrategy[Structure]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    some = parts.flatmap(lambda each: st.builds(Redundant, needed=st.integers(1, len(each)), parts=st.just(each)))
    return st.builds(Series, parts=parts) | some


STRUCTURES: st.SearchStrategy[Structure] = st.recursive(st.sampled_from(NAMES).map(leaf), _larger, max_leaves=6)
"""Any structure of at most four components, which may occur several times."""


def _renamed(structure: Structure, names: Iterator[str]) -> Structure:
    if isinstance(structure, Component):
        return leaf(next(names))
    parts = tuple(_renamed(part, names) for part in structure.parts)
    return structure.model_copy(update={"parts": parts})


TREES = STRUCTURES.map(lambda each: _renamed(each, iter("abcdefgh")))
"""Any structure in which no component occurs twice."""

SHARES = st.fractions(0, 1, max_denominator=20)
LOST = st.fixed_dictionaries(dict.fromkeys("abcdefgh", SHARES))
PERCENT = Fraction(1, 100)
