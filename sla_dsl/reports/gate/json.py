"""The judgement of a proposal as JSON, ``sla.gate/1``; the models below are its schema."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from typing import Any, Literal

from pydantic import Field

from ...gate.judgement import GateOutcome, Judgement, Kind, ProposalSide
from ..diff.json import AssumptionChangeObject, assumed_objects
from ..encoding import json_bytes
from ..strict import JsonObject


class ConditionObject(JsonObject):
    """One condition; ``agreement`` is empty for the whole workspace, ``help`` is empty if the condition is met.

    ``because`` are the changes that require it, each by its kind and its address.
    """

    id: Kind
    agreement: str
    met: bool
    required: str
    given: str
    help: str
    because: list[str]


class BaseObject(JsonObject):
    """The version from which the changes of an agreement are measured, and its commit; null for a new agreement."""

    agreement: str
    version: str | None
    revision: str | None


class ApprovalObject(JsonObject):
    """An approval that counts; if it is not verified, only the commit proves it."""

    agreement: str
    version: str
    by: str
    party: str
    verified: bool


class MisreadObject(JsonObject):
    """Something that could not be read: its side and commit, the place (line 0: the whole file), and what is wrong."""

    side: ProposalSide
    revision: str
    file: str
    line: int
    rule: str
    message: str


class GateObject(JsonObject):
    """The output of ``sla gate --format json``.

    The outcome is ``unjudged`` if the proposal, or what rules, could not be read: ``misread`` says what hides it.
    """

    schema_: Literal["sla.gate/1"] = Field("sla.gate/1", alias="schema")
    outcome: GateOutcome
    misread: list[MisreadObject]
    conditions: list[ConditionObject]
    approvals: list[ApprovalObject]
    assumed: list[AssumptionChangeObject]
    branch: str
    rules: str
    proposal: str
    judged_on: date
    bases: list[BaseObject]
    tool: str
    lock: str


def gate_json(judgement: Judgement) -> bytes:
    """The judgement as ``sla.gate/1``, with the conditions in the order of judging."""
    content = GateObject(
        outcome=judgement.outcome,
        misread=[
            MisreadObject(
                side=one.side,
                revision=one.commit,
                file=one.finding.path,
                line=one.finding.span.start.line if one.finding.span else 0,
                rule=one.finding.rule,
                message=one.finding.message,
            )
            for one in judgement.misread
        ],
        conditions=[
            ConditionObject(
                id=one.id,
                agreement=one.agreement,
                met=one.met,
                required=one.required,
                given=one.given,
                help=one.help,
                because=list(one.because),
            )
            for one in judgement.conditions
        ],
        approvals=[
            ApprovalObject(
                agreement=one.agreement, version=one.version, by=one.by, party=one.party, verified=one.verified
            )
            for one in judgement.approvals
        ],
        assumed=assumed_objects(judgement.comparison),
        branch=judgement.branch,
        rules=judgement.rules,
        proposal=judgement.proposal,
        judged_on=judgement.judged_on,
        bases=[
            BaseObject(agreement=name, version=base.version or None, revision=base.revision or None)
            for name, base in judgement.bases.items()
        ],
        tool=version("sla-dsl"),
        lock=judgement.lock,
    )
    return json_bytes(content.model_dump(mode="json", by_alias=True))


def gate_schema() -> dict[str, Any]:
    """The JSON Schema of ``sla.gate/1``; every key is always there."""
    schema = GateObject.model_json_schema(mode="serialization", by_alias=True)
    schema["required"] = ["schema", *schema["required"]]
    return schema
