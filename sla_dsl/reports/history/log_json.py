"""The versions of an agreement as JSON, ``sla.log/1``; the models below are its schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from pydantic import Field

from ...algebra.in_force import takes_effect
from ...changes.change import CLASSES, Change, Class
from ...history.versions import Version
from ...model.agreement import Status
from ..diff.json import SummaryObject
from ..encoding import json_bytes
from ..strict import JsonObject


class LogChangeObject(JsonObject):
    """A change; ``class`` is its class for this agreement; ``before`` and ``after`` are empty where nothing stands."""

    kind: str
    address: str
    class_: Class = Field(alias="class")
    before: str
    after: str


class LogVersionObject(JsonObject):
    """The agreement from a commit on.

    ``event`` is ``gone`` if the agreement is no longer there, and ``unreadable`` if its content cannot be read; then
    version, status and effective day are null. An agreement without an effective day always had effect.
    """

    event: Literal["begins", "changed", "gone", "unreadable"]
    version: str | None
    status: Status | None
    effective: date | None
    commit: str
    committed: date
    author: str
    changes: list[LogChangeObject]
    summary: SummaryObject


class LogObject(JsonObject):
    """The output of ``sla log --format json``: the versions of an agreement, newest first, seen from a commit."""

    schema_: Literal["sla.log/1"] = Field("sla.log/1", alias="schema")
    agreement: str
    revision: str
    versions: list[LogVersionObject]


def log_json(name: str, revision: str, versions: Iterable[Version]) -> bytes:
    """All versions as ``sla.log/1``."""
    content = LogObject(agreement=name, revision=revision, versions=[_version(version) for version in versions])
    return json_bytes(content.model_dump(mode="json", by_alias=True))


def _version(version: Version) -> LogVersionObject:
    commit, agreement = version.state.commit, version.state.agreement
    classes = [class_ for class_, _change in version.changes]
    return LogVersionObject(
        event=_event(version),
        version=agreement.version if agreement else None,
        status=agreement.status if agreement else None,
        effective=takes_effect(agreement) if agreement else None,
        commit=commit.sha,
        committed=commit.committed,
        author=commit.author,
        changes=[_change(class_, change) for class_, change in version.changes],
        summary=SummaryObject(**{class_: classes.count(class_) for class_ in CLASSES}),
    )


def _event(version: Version) -> Literal["begins", "changed", "gone", "unreadable"]:
    if not version.state.readable:
        return "unreadable"
    if version.state.agreement is None:
        return "gone"
    return "begins" if version.begins else "changed"


def _change(class_: Class, change: Change) -> LogChangeObject:
    return LogChangeObject(
        kind=change.kind, address=change.address, class_=class_, before=change.before, after=change.after
    )


def log_schema() -> dict[str, Any]:
    """The JSON Schema of ``sla.log/1``; every key is always there."""
    schema = LogObject.model_json_schema(mode="serialization", by_alias=True)
    schema["required"] = ["schema", *schema["required"]]
    return schema
