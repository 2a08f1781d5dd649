"""A promise that is proved on neither side has the same proof on both.

Where a proof begins to ask how much another promise of its agreement promises, the first of these fails.
"""

from __future__ import annotations

from inspect import currentframe, getattr_static
from random import Random
from typing import Any

import pytest

from sla_dsl.changes import Comparison, diff
from sla_dsl.changes.settled import ASKED_BY_NO_OTHER, settled
from sla_dsl.compiler import compile_sources
from sla_dsl.history.slices import Slices, sliced
from sla_dsl.model import base
from sla_dsl.model.lock import Lock
from sla_dsl.model.objective import Objective
from sla_dsl.model.workspace import Workspace
from sla_dsl.proof import prove
from sla_dsl.text.source import Source

from ..edits import EXAMPLES, WORKSPACES, Files, change_number, made_up, workspace_files
from ..examples import sampled
from ..history.test_slices import AS_OF, HORIZON, changed, compiled, said, sharing, snapshots
from ..proof.workspaces import NAMES, document
from ..proof.workspaces import compiled as case

PASSED_OVER = {
    "_nothing_named": "how many promises nobody carries: it is told in the words of a finding",
    "promised_in": "copies of all promises, without conditions that are over: they promise as much",
}
"""Who may look at how much others promise, and what for: no verdict, margin or assumption follows from it."""


class Noted:
    """A field of objectives; notes of which it is read, by address, and by which function."""

    def __init__(self, name: str, asked: set[tuple[str, str]]) -> None:
        self.field, self.asked = getattr_static(Objective, name), asked

    def __get__(self, objective: Objective | None, kind: type[Objective]) -> Any:
        if objective is None:
            return self
        frame = currentframe()
        assert frame is not None
        frame = frame.f_back
        # Who copies or compares a model reads all of it; a comprehension stands within a function.
        while frame is not None and (frame.f_code.co_filename == base.__file__ or frame.f_code.co_name[0] == "<"):
            frame = frame.f_back
        self.asked.add((objective.address, frame.f_code.co_name if frame else ""))
        return self.field.__get__(objective, kind)


def examples() -> list[str]:
    """All examples by their folders."""
    return sorted(one.parent.relative_to(EXAMPLES).as_posix() for one in EXAMPLES.rglob("sla.toml"))


def asked_of_others(workspace: Workspace, asked: set[tuple[str, str]]) -> set[str]:
    """The functions that asked what is noted of another promise than the one that is proved, of its agreement."""
    found = set[str]()
    for agreement in workspace.agreements.values():
        own = {one.address for one in agreement.objectives}
        for address in own:
            asked.clear()
            proofs = prove(workspace, [agreement.name], but=own - {address})
            assert proofs.keys() <= {address}
            found |= {function for other, function in asked if other in own - {address}}
    return found


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """The promises of which somebody asks how much they promise, by address, with who asks."""
    found = set[tuple[str, str]]()
    for field in ASKED_BY_NO_OTHER:
        monkeypatch.setattr(Objective, field, Noted(field, found))
    return found


@pytest.mark.parametrize("name", examples())
def test_no_proof_asks_how_much_another_promise_of_its_agreement_promises(
    name: str, asked: set[tuple[str, str]]
) -> None:
    files, lock = workspace_files(name)
    workspace = compile_sources(tuple(Source(*each) for each in files.items()), lock, AS_OF, HORIZON)
    assert asked_of_others(workspace, asked) <= PASSED_OVER.keys()


@pytest.mark.parametrize("name", NAMES)
def test_nor_does_one_in_the_cases_of_the_proof(name: str, asked: set[tuple[str, str]]) -> None:
    assert asked_of_others(case(document(name)), asked) <= PASSED_OVER.keys()


def told(slices: Slices) -> Comparison:
    base, head = compiled(slices.base), compiled(slices.head)
    return diff(base, head, reached=slices.reached, alone=slices.alone)


@pytest.mark.parametrize("seed", sampled(range(12), 6))
@pytest.mark.parametrize("workspace", WORKSPACES)
def test_where_numbers_changed_the_same_is_told_as_by_proving_everything(workspace: str, seed: int) -> None:
    random = Random(f"{workspace} {seed}")
    files, lock = workspace_files(workspace)
    after = files
    for _ in range(1 + seed % 4):
        after = change_number(after, random)
    base, head = snapshots(files, after, lock=lock)
    # A slice has the same words at the same places, and other declarations of its files not at all.
    assert said(told(sliced(base, head))) == said(diff(compiled(base), compiled(head)))


def proved_anew(*edits: Files) -> set[str]:
    """The promises of the made-up workspace that are proved after edits."""
    files = made_up()[0]
    after = files
    for edit in edits:
        after = after | edit
    slices = sliced(*snapshots(files, after, lock=Lock()))
    base, head = compiled(slices.base), compiled(slices.head)
    return {*prove(head, slices.reached, but=settled(base, head, slices.alone))}


def promises(*names: str) -> set[str]:
    files = made_up()[0]
    every = prove(compiled(snapshots(files, lock=Lock())[0]))
    return {address for address in every if address.partition("/")[0] in names}


LOWERED = changed("sla-1.sla", "97.1%", "96%")


def test_of_an_agreement_whose_bound_changed_only_that_promise_is_proved() -> None:
    assert proved_anew(LOWERED) == {"sla-1/uptime"}


def test_where_what_carries_it_changed_as_well_all_its_promises_are_proved() -> None:
    resting = promises("sla-1", "sla-4")
    assert {"sla-1/uptime", "sla-1/answer"} <= resting
    assert proved_anew(LOWERED, changed("service-1.sla", "99.9%", "99.8%")) == resting | {"ola-1/uptime"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("each calendar month", "each calendar quarter"), ("in force from 2026-01-01", "in force from 2026-02-01")],
)
def test_where_more_changed_than_how_much_all_its_promises_are_proved(old: str, new: str) -> None:
    assert proved_anew(changed("sla-1.sla", old, new)) == promises("sla-1")


def test_where_the_agreement_has_a_mistake_nothing_is_settled() -> None:
    files = made_up()[0]
    wrong = changed("sla-1.sla", "97.1%", "96% with unknown-fee = 3 EUR")
    slices = sliced(*snapshots(files, files | wrong, lock=Lock()))
    assert slices.alone == {"sla-1"}
    assert settled(compiled(slices.base), compiled(slices.head), slices.alone) == set()


def test_who_shares_a_limit_is_not_alone() -> None:
    base, head = snapshots(sharing(5, "backed by core-ola"), sharing(15, "backed by core-ola"), lock=Lock())
    assert "own-brun" in sliced(base, head).reached
    assert sliced(base, head).alone == set()
