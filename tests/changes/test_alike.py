"""What is quick to ask of two models says what their meanings say."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import Any

import pytest

from sla_dsl.changes.compare import matched
from sla_dsl.changes.construct import Part
from sla_dsl.changes.meaning import alike, are_same_in, is_same, meaning, meaning_of
from sla_dsl.model.base import Model
from sla_dsl.model.workspace import Workspace

from ..edits import WORKSPACES, edited, workspace_files
from ..examples import sampled
from ..history.test_slices import compiled, snapshots


def workspaces(name: str, seed: int) -> tuple[Workspace, Workspace]:
    """A workspace as it is and after random edits; its sources are read anew, so that no model is the same object."""
    files, lock = workspace_files(name)
    return tuple(  # type: ignore[return-value]  # they are two
        compiled(snapshots(each, lock=lock)[0]) for each in (files, edited(files, Random(f"{name} {seed}")))
    )


def same(one: Any, other: Any) -> None:
    """Two values, and what stands at the same place in both, are said to be the same if their meanings are."""
    said = meaning(one) == meaning(other)
    assert is_same(one, other) == said
    assert not alike(one, other) or said
    if isinstance(one, Model) and type(one) is type(other):
        for name in type(one).model_fields:
            if name != "source":
                assert are_same_in(one, other, name) == (meaning_of(one, name) == meaning_of(other, name))
                same(getattr(one, name), getattr(other, name))
    elif isinstance(one, tuple) and isinstance(other, tuple):
        for old, new in zip(one, other, strict=False):
            same(old, new)


@pytest.mark.parametrize("seed", sampled(range(6), 3))
@pytest.mark.parametrize("name", WORKSPACES)
def test_models_are_the_same_if_their_meanings_are(name: str, seed: int) -> None:
    base, head = workspaces(name, seed)
    for agreement in base.agreements.values():
        same(agreement, head.agreements.get(agreement.name))
    for one, other in combinations(list(base.agreements.values())[:4], 2):
        same(one, other)
    for scale in base.scales.values():
        same(scale, head.scales.get(scale.name))


@pytest.mark.parametrize(
    "lists", [("aab", "aba"), ("aa", "a"), ("ab", "ba"), ("abc", "abd"), ("aba", "bab"), ("", "a")]
)
def test_things_are_paired_as_if_no_place_were_looked_at(lists: tuple[str, str]) -> None:
    # A text says the same with more blanks, and then it is not alike.
    for blanks in range(4):
        old, new = ([f"{letter}{' ' * (blanks if at % 2 else 0)}" for at, letter in enumerate(one)] for one in lists)
        left = [[meaning(one) if one else None for one in pair] for pair in matched(LETTERS, old, new)]
        assert left == [list(pair) for pair in _apart(*lists)]


LETTERS = Part("letter", lambda text: text, keys=(meaning,), label=str)


def _apart(old: str, new: str) -> list[tuple[str | None, str | None]]:
    """The letters that one side has more often than the other, each by itself."""
    more = [one for number, one in enumerate(old) if old[: number + 1].count(one) > new.count(one)]
    less = [one for number, one in enumerate(new) if new[: number + 1].count(one) > old.count(one)]
    return [*((one, None) for one in more), *((None, one) for one in less)]
