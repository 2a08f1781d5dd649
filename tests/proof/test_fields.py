"""Nothing is passed over: of every field it is known what each method of proof does with it, and that is so."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import get_args

import pytest

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.base import Model
from sla_dsl.model.marks import CannotMatter, InProof, NotUnderstood, ProofMethod, Used, shapes
from sla_dsl.model.people import Party, Team
from sla_dsl.proof import Proof
from sla_dsl.proof.behind.not_understood import models_in, reachable, use_of

from .felt import FOLDER, answer, felt

EVERY_EDIT = pytest.mark.xdist_group("every edit")
"""For tests that read the proofs after every edit: they are made once, by one process."""
METHODS: tuple[ProofMethod, ...] = get_args(ProofMethod)
WORKSPACES = sorted(path.stem for path in FOLDER.glob("*.sla"))
MODELS = sorted(
    {one for method in METHODS for root in (Agreement, Team, Party) for one in reachable(root, method)},
    key=lambda model: model.__name__,
)
"""What a promise consists of: an agreement, and all that stands in it or is named there and has a part in a proof."""
FIELDS = [(model, name) for model in MODELS for name in shapes(model)]
USES = {
    (f"{model.__name__}.{name}", method): use_of(shapes(model)[name], method)
    for method in METHODS
    for model, name in FIELDS
    if any(model in reachable(root, method) for root in (Agreement, Team, Party))
}
"""What each method does with the fields of the models that it walks into."""


def of_kind(kind: type) -> list[tuple[str, ProofMethod]]:
    return [key for key, use in USES.items() if isinstance(use, kind)]


def test_of_every_field_it_is_known_what_the_proof_does_with_it() -> None:
    assert [f"{model.__name__}.{name}" for model, name in FIELDS if not shapes(model)[name].has(InProof)] == []


@pytest.mark.parametrize("by", sorted({use.by for use in USES.values() if isinstance(use, Used)}))
def test_what_works_with_a_field_is_there(by: str) -> None:
    parts = by.split(".")
    at = next(at for at in range(len(parts), 0, -1) if is_module(".".join(parts[:at])))
    found: object = import_module(f"sla_dsl.{'.'.join(parts[:at])}")
    for part in parts[at:]:
        found = getattr(found, part)
    assert callable(found) or isinstance(found, property)


def is_module(name: str) -> bool:
    try:
        import_module(f"sla_dsl.{name}")
    except ModuleNotFoundError:
        return False
    return True


@cache
def answers() -> dict[tuple[str, ProofMethod], list[tuple[Proof, Proof | None]]]:
    """The proofs before and after each edit of each field, by method."""
    found: dict[tuple[str, ProofMethod], list[tuple[Proof, Proof | None]]] = {}
    for name in WORKSPACES:
        for one in felt(name):
            found.setdefault((one.edit.field, one.method), []).append((one.before, one.after))
    return found


def is_felt(key: tuple[str, ProofMethod]) -> bool:
    return any(answer(before) != answer(after) for before, after in answers().get(key, ()))


@pytest.mark.slow
@EVERY_EDIT
def test_a_field_that_is_used_is_felt() -> None:
    """By one of the methods for which the same function works with it.

    A kind of which there is one has no other; of a field that holds models these are asked.
    """
    felt_by = {
        (field, use.by) for (field, method), use in USES.items() if isinstance(use, Used) and is_felt((field, method))
    }
    only = {
        f"{model.__name__}.{name}" for model, name in FIELDS if has_one_choice(model, name) or holds_models(model, name)
    }
    used = {(field, use.by) for (field, _), use in USES.items() if isinstance(use, Used) and field not in only}
    assert used - felt_by == set()


def has_one_choice(model: type[Model], name: str) -> bool:
    return name == "kind" and len(get_args(model.model_fields[name].annotation)) == 1


def holds_models(model: type[Model], name: str) -> bool:
    return bool(models_in(model.model_fields[name].annotation))


@pytest.mark.slow
@EVERY_EDIT
def test_a_field_that_cannot_matter_is_not_felt() -> None:
    """Where the workspace after the edit is one that the compiler lets through."""
    felt_after = {key for key, found in answers().items() if any(a and answer(b) != answer(a) for b, a in found)}
    assert [key for key in of_kind(CannotMatter) if key in felt_after] == []


@pytest.mark.slow
@EVERY_EDIT
def test_what_is_not_understood_and_differs_decides_nothing() -> None:
    """On one side, or the other, or both: some edit of it is no longer backed."""
    assert [key for key in of_kind(NotUnderstood) if not is_felt(key)] == []
