"""An agreement as it was in force on a day, compiled, as JSON (``sla.show/1``); the model below is its schema."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from ...algebra.in_force import takes_effect
from ...history.repository import Commit
from ...history.timeline import InForce
from ...model.agreement import Agreement
from ...wording.prose import braced, filled
from ..encoding import json_bytes
from ..strict import JsonObject


class CommitObject(JsonObject):
    """A commit: its full name, its day (UTC), and its author."""

    commit: str
    committed: date
    author: str


class ShowObject(JsonObject):
    """The output of ``sla show --format json``.

    ``recorded`` is the commit that recorded the version. ``altered`` is the last commit that changed something under
    the same version, null if none did. ``passed_over`` are later commits in which the agreement cannot be read.
    ``in_force_from`` is null if the agreement always was in force. ``agreement`` is as in ``sla.model/1``, including
    everything that it takes over; braces in its prose are filled, as in ``sla show``.
    """

    schema_: Literal["sla.show/1"] = Field("sla.show/1", alias="schema")
    as_of: date
    in_force_from: date | None
    recorded: CommitObject
    altered: CommitObject | None
    passed_over: list[CommitObject]
    agreement: Agreement


def show_json(found: InForce) -> bytes:
    """The agreement in force on a day as ``sla.show/1``."""
    recorded, altered = found.recorded.commit, found.state.commit
    content = ShowObject(
        as_of=found.day,
        in_force_from=takes_effect(found.agreement),
        recorded=_commit(recorded),
        altered=_commit(altered) if altered != recorded else None,
        passed_over=[_commit(state.commit) for state in found.unread],
        agreement=_as_read(found.agreement),
    )
    return json_bytes(content.model_dump(mode="json", by_alias=True))


def _as_read(agreement: Agreement) -> Agreement:
    """The agreement with the prose of its clauses and objectives as people read it."""
    names = braced(agreement)
    clauses = [one.model_copy(update={"prose": filled(one.prose, names)}) for one in agreement.clauses]
    objectives = [one.model_copy(update={"text": filled(one.text, names)}) for one in agreement.objectives]
    return agreement.model_copy(update={"clauses": tuple(clauses), "objectives": tuple(objectives)})


def _commit(commit: Commit) -> CommitObject:
    return CommitObject(commit=commit.sha, committed=commit.committed, author=commit.author)


def show_schema() -> dict[str, Any]:
    """The JSON Schema of ``sla.show/1``; every key is always there."""
    schema = ShowObject.model_json_schema(mode="serialization", by_alias=True)
    schema["required"] = ["schema", *schema["required"]]
    return schema
