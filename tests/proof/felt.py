"""Whether a proof feels a field: single edits of a workspace, and the proofs before and after each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sla_dsl.compiler import compile_sources
from sla_dsl.compiler.lock import make_lock
from sla_dsl.model.marks import ProofMethod
from sla_dsl.model.workspace import Workspace
from sla_dsl.proof import Proof, prove
from sla_dsl.proof.behind.not_understood import METHODS
from sla_dsl.proof.context import Context
from sla_dsl.text.source import Source

from ..changes.edits import Edit, edits
from .workspaces import STAGE, day_of

FOLDER = Path(__file__).parent / "fields"
SPACES = ("agreements", "metrics", "clocks", "calendars", "scales", "services", "reasons", "events", "teams", "parties")


class Felt(NamedTuple):
    """An edit of something declared, the promises that feel it, and their proofs after it (none if it fails)."""

    edit: Edit
    space: str
    name: str
    method: ProofMethod
    after: Proof | None
    before: Proof


@cache
def base(name: str) -> Workspace:
    """A workspace of the folder."""
    text = (FOLDER / f"{name}.sla").read_text(encoding="utf-8")
    sources = [Source("case.sla", text), Source("stage.sla", STAGE)]
    lock, _ = make_lock(["FR", "half days TR", "moved working days HU"], [], range(2025, 2030))
    return compile_sources(sources, lock, day_of(text), 1)


def answer(proof: Proof | None) -> object:
    """The verdict with all figures and causes, without words."""
    if proof is None:
        return None
    figures = [figure and figure.exact for figure in (proof.guaranteed, proof.shares, proof.expected)]
    return (
        proof.verdict,
        figures,
        proof.slack,
        {(one.verdict, one.rule, one.cause) for one in proof.grounds},
        len(proof.assumptions),
    )


def all_edits(workspace: Workspace) -> Iterator[tuple[str, str, Edit]]:
    """All edits of what is declared beside the prelude, but for other names."""
    for space in SPACES:
        for name, declared in getattr(workspace, space).items():
            if declared.source.source.path == "case.sla":
                # A year in windows of an hour takes longer than a test may.
                found = (edit for edit in edits(declared) if "period='hour'" not in repr(edit.model))
                yield from ((space, name, edit) for edit in found if edit.model.name == name)


@cache
def felt(name: str) -> tuple[Felt, ...]:
    """Every edit of a workspace, with what each promise that others carry feels of it."""
    workspace = base(name)
    before = {address: one for address, one in prove(workspace).items() if one.steps or one.verdict != "owned"}
    context = Context(workspace)
    found = []
    for space, declared, edit in all_edits(workspace):
        after = proofs(workspace.model_copy(update={space: {**getattr(workspace, space), declared: edit.model}}))
        for address, proof in before.items():
            method = METHODS[context.composing(proof.objective).by or ""]
            found.append(Felt(edit, space, declared, method, after.get(address) if after else None, proof))
    return tuple(found)


def proofs(workspace: Workspace) -> dict[str, Proof] | None:
    """The proofs of a workspace; none if it names what there is not, which the compiler does not let through."""
    try:
        return prove(workspace)
    except (KeyError, ValueError, StopIteration, IndexError):
        return None
