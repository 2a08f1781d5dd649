"""The changes as JSON, ``sla.diff/1``; the models below are its schema."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import Field

from ...changes import Change, Comparison
from ...changes.change import CLASSES, Class, Effect, Unread
from ...text.redline import Fate, redline
from ...text.source import Span
from ..encoding import json_bytes
from ..strict import JsonObject
from .words import RevisionName


class VersionObject(JsonObject):
    """One side of the comparison: its name, and its commit (null for files that are in no commit)."""

    name: str
    revision: str | None


class SourcePlace(JsonObject):
    """A file and a line of it."""

    file: str
    line: Annotated[int, Field(ge=1)]


class ReachObject(JsonObject):
    """The effect of a change on one agreement: its class, and its effect on each party there."""

    agreement: str
    class_: Class = Field(alias="class")
    effect: dict[str, Effect]


class PassageObject(JsonObject):
    """Words that stand on both sides, only before (removed), or only after (added)."""

    fate: Fate
    text: str


class ChangeObject(JsonObject):
    """One change; ``before`` and ``after`` are empty, and the sources null, where nothing stands.

    ``titles`` are what people call the thing at the address, from the outside in. ``redline`` has what was and what is,
    word by word and whole; of a phrase of a sentence, the sentence.
    """

    kind: str
    address: str
    titles: list[str]
    class_: Class = Field(alias="class")
    before: str
    after: str
    redline: list[PassageObject]
    effect: dict[str, Effect]
    reaches: list[ReachObject]
    base_source: SourcePlace | None
    head_source: SourcePlace | None
    fingerprint: str


class VerdictChangeObject(JsonObject):
    """A promise whose verdict has changed.

    ``though`` are the kinds of changes that leave something out, where a verdict is better and nobody promises more.
    ``because`` are the changes from which a worse one follows, each by its kind and its address.
    """

    address: str
    before: str
    after: str
    though: list[str]
    because: list[str]


class MarginChangeObject(JsonObject):
    """A promise that keeps its verdict with less slack, in the unit of the promise, and why."""

    address: str
    before: str
    after: str
    because: list[str]


class AssumptionChangeObject(JsonObject):
    """A promise that is backed, what it rests on that it did not rest on before, and why."""

    address: str
    more: list[str]
    because: list[str]


class CostChangeObject(JsonObject):
    """An award that a worked example comes to, by the terms before and after.

    Of what was ``measured``, ``example`` names the days and the promise.
    """

    agreement: str
    example: str
    award: str
    before: str
    after: str
    measured: bool


class UnreadObject(JsonObject):
    """A declaration or a file that could not be read, and on which sides; what it lacks is not told as removed."""

    name: str
    sides: list[Literal["base", "head"]]


class SummaryObject(JsonObject):
    """The number of changes of each class."""

    weakening: int
    strengthening: int
    editorial: int


class DiffObject(JsonObject):
    """The output of ``sla diff --format json``.

    ``not_compared`` are the names of the declarations that could not be understood, ``unread`` says on which side.
    """

    schema_: Literal["sla.diff/1"] = Field("sla.diff/1", alias="schema")
    base: VersionObject
    head: VersionObject
    changes: list[ChangeObject]
    verdicts: list[VerdictChangeObject]
    margins: list[MarginChangeObject]
    assumed: list[AssumptionChangeObject]
    costs: list[CostChangeObject]
    not_compared: list[str]
    unread: list[UnreadObject]
    summary: SummaryObject


def diff_json(comparison: Comparison, base: RevisionName, head: RevisionName) -> bytes:
    """All changes as ``sla.diff/1``."""
    verdicts = [
        VerdictChangeObject(
            address=one.address,
            before=one.before,
            after=one.after,
            though=list(one.though),
            because=list(one.because),
        )
        for one in comparison.verdicts
    ]
    content = DiffObject(
        base=VersionObject(name=base.name, revision=base.revision or None),
        head=VersionObject(name=head.name, revision=head.revision or None),
        changes=[_change(change) for change in comparison.changes],
        verdicts=verdicts,
        margins=[
            MarginChangeObject(address=one.address, before=one.before, after=one.after, because=list(one.because))
            for one in comparison.margins
        ],
        assumed=assumed_objects(comparison),
        costs=[CostChangeObject(**asdict(one)) for one in comparison.costs],
        not_compared=[one.name for one in comparison.unread],
        unread=[UnreadObject(name=one.name, sides=_sides(one)) for one in comparison.unread],
        summary=SummaryObject(**{class_: comparison.count(class_) for class_ in CLASSES}),
    )
    return json_bytes(content.model_dump(mode="json", by_alias=True))


def assumed_objects(comparison: Comparison) -> list[AssumptionChangeObject]:
    """The promises that are backed on more assumptions than before."""
    return [
        AssumptionChangeObject(address=one.address, more=list(one.more), because=list(one.because))
        for one in comparison.assumed
    ]


def _sides(one: Unread) -> list[Literal["base", "head"]]:
    sides: tuple[tuple[Literal["base", "head"], bool], ...] = (("base", one.base), ("head", one.head))
    return [side for side, is_unread in sides if is_unread]


def _change(change: Change) -> ChangeObject:
    return ChangeObject(
        kind=change.kind,
        address=change.address,
        titles=list(change.titles),
        class_=change.class_,
        before=change.before,
        after=change.after,
        redline=[PassageObject(fate=run.fate, text=run.text) for run in redline(*change.told)],
        effect=change.effect,
        reaches=[
            ReachObject(agreement=one.agreement, class_=one.class_, effect=dict(one.effect)) for one in change.reaches
        ],
        base_source=_place(change.base),
        head_source=_place(change.head),
        fingerprint=change.fingerprint,
    )


def _place(span: Span | None) -> SourcePlace | None:
    return SourcePlace(file=span.source.path, line=span.start.line) if span else None


def diff_schema() -> dict[str, Any]:
    """The JSON Schema of ``sla.diff/1``; every key is always there."""
    schema = DiffObject.model_json_schema(mode="serialization", by_alias=True)
    schema["required"] = ["schema", *schema["required"]]
    return schema
