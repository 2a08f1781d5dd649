"""The hash of a promise is another if and only if `sla diff` tells a change of something that it binds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sla_dsl.changes.diff import PARTS, changes
from sla_dsl.changes.uses import approvers, used
from sla_dsl.gate.promise_hash import promise_hash, reached
from sla_dsl.model.workspace import Workspace

from ..changes.edits import SAME, Edit, edits
from ..changes.test_properties import drawn, workspace
from ..changes.test_renames import BEFORE
from ..examples import of_all, sampled

LAW = settings(max_examples=of_all(40), deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
SPACES = [space for space, _part in PARTS if space != "policies"]
"""Policies and settings judge promises: an approval is bound to them beside the hash of the promise."""

Place = tuple[str, str]
"""A space of the workspace, and a name in it."""


def bound(model: Workspace, agreement: str) -> set[Place]:
    """All declarations to which the hash of a promise is bound."""
    behind = [model.agreements[name] for name in reached(model, agreement)]
    shared = {each for one in behind for each in used(model, one) | approvers(model, one)}
    return shared | {("agreements", one.name) for one in behind}


AGREEMENTS = ("rest", "building")
"""Between them they bind what the samples declare; each stands on terms, or has others behind it."""
BOUND = {name: bound(BEFORE, name) for name in AGREEMENTS}
HASHES = {name: promise_hash(BEFORE, name) for name in AGREEMENTS}


def all_edits() -> Iterator[tuple[Place, Edit]]:
    """All edits of all declarations, but for other names of them: those are told as such."""
    for space in SPACES:
        for name, declared in getattr(BEFORE, space).items():
            yield from (((space, name), edit) for edit in edits(declared) if edit.model.name == name)


EDITS = list(all_edits())
FIRST = {
    (space, edit.field, edit.how): ((space, name), edit)
    for (space, name), edit in reversed(EDITS)
    if any((space, name) in places for places in BOUND.values())
}
"""Of each field, in declarations of each space, the first edit of each sort that is bound by some promise."""


def assert_told_and_bound_alike(place: Place, edit: Edit) -> None:
    space, name = place
    head = BEFORE.model_copy(update={space: {**getattr(BEFORE, space), name: edit.model}})
    is_told = bool(changes(BEFORE, head))
    assert is_told == (edit.how != SAME)
    for agreement in AGREEMENTS:
        is_bound = is_told and edit.bound and place in BOUND[agreement]
        assert (promise_hash(head, agreement) != HASHES[agreement]) == is_bound, agreement


@pytest.mark.parametrize("edit", sampled(FIRST, 7), ids=" ".join)
def test_an_edit_of_each_field(edit: tuple[str, str, str]) -> None:
    assert_told_and_bound_alike(*FIRST[edit])


@given(st.sampled_from(EDITS))
@LAW
def test_any_edit(edit: tuple[Place, Edit]) -> None:
    assert_told_and_bound_alike(*edit)


@given(drawn, drawn)
@LAW
def test_any_two_workspaces(one: Sequence[str], other: Sequence[str]) -> None:
    """Whatever differs is in what `shop` uses, or `shop` itself says something else."""
    before, after = workspace(one), workspace(other)
    binds = {name for model in (before, after) for _space, name in bound(model, "shop")}
    is_told = any(change.address.partition("/")[0] in binds for change in changes(before, after))
    assert (promise_hash(before, "shop") != promise_hash(after, "shop")) == is_told
