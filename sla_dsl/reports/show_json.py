"""An agreement as it was in force on a day, compiled, as JSON: ``sla.show/1``; the model below is its schema."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..history.in_force import takes_effect
from ..history.timeline import InForce
from ..model.agreement import Agreement
from .encoding import json_bytes


class ShowObject(BaseModel):
    """The output of ``sla show --format json``.

    ``commit`` is that from which on the agreement says so, ``in_force_from`` is null if it always did; ``agreement``
    is as in ``sla.model/1``, with all that it takes over in it.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    schema_: Literal["sla.show/1"] = Field("sla.show/1", alias="schema")
    as_of: date
    in_force_from: date | None
    commit: str
    committed: date
    author: str
    agreement: Agreement


def show_json(found: InForce) -> bytes:
    """What is in force on a day as ``sla.show/1``."""
    commit = found.state.commit
    content = ShowObject(
        as_of=found.day,
        in_force_from=takes_effect(found.agreement),
        commit=commit.sha,
        committed=commit.committed,
        author=commit.author,
        agreement=found.agreement,
    )
    return json_bytes(content.model_dump(mode="json", by_alias=True))


def show_schema() -> dict[str, Any]:
    """The JSON Schema of ``sla.show/1``; every key is always there."""
    schema = ShowObject.model_json_schema(mode="serialization", by_alias=True)
    schema["required"] = ["schema", *schema["required"]]
    return schema
