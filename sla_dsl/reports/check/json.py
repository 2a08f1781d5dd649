"""The findings as JSON, ``sla.check/1``; the types below are its schema."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from ...model.settings import Severity
from ...pipeline import Checked
from ...proof import Proof, Verdict
from ...rules.pages import help_uri
from ...rules.rule import Graded
from ...text.finding import Finding
from ...text.source import Position, Span
from ..encoding import json_bytes

exact = with_config(ConfigDict(extra="forbid"))


@exact
class LineAndColumn(TypedDict):
    """A line and a column, both from 1; columns count characters."""

    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1)]


@exact
class RelatedPlace(TypedDict):
    """A further place of a finding, and a message about it; ``end`` is its last character."""

    file: str
    start: LineAndColumn
    end: LineAndColumn
    message: str


@exact
class FindingObject(TypedDict):
    """A finding; ``start`` and ``end`` (its last character) are null if there is no text.

    ``help_uri`` is the page of its rule, null for a policy or a rule of another house. ``waived`` is the reason why an
    agreement accepts the finding for a time, null if none does.
    """

    rule: str
    severity: Severity
    message: str
    address: str
    file: str
    start: LineAndColumn | None
    end: LineAndColumn | None
    related: list[RelatedPlace]
    example: str
    help: str
    help_uri: str | None
    fingerprint: str
    waived: str | None


@exact
class VerdictObject(TypedDict):
    """Whether the agreements behind a promise guarantee it.

    ``guaranteed`` is the figure that holds in every case, ``guaranteed_exact`` the same exactly, in percent, seconds or
    the promise's own unit. ``shares`` is the share of cases for which it holds, if not all. ``expected`` is the figure
    to be expected on average. ``slack`` is by how much the guarantee exceeds the promise (negative if it falls short).
    """

    address: str
    verdict: Verdict
    promised: str
    guaranteed: str | None
    guaranteed_exact: str | None
    shares: str | None
    shares_exact: str | None
    expected: str | None
    slack: str | None
    assumptions: list[str]
    example: str
    mends: list[str]


@exact
class Summary(TypedDict):
    """How many findings there are of each severity, and how many are waived."""

    error: int
    warning: int
    note: int
    waived: int


@exact
class CheckObject(TypedDict):
    """The output of ``sla check --format json``; paths are POSIX and relative to the workspace."""

    schema: Literal["sla.check/1"]
    as_of: Annotated[str, Field(json_schema_extra={"format": "date"})]
    files: int
    agreements: int
    findings: list[FindingObject]
    verdicts: list[VerdictObject]
    summary: Summary


def json_report(checked: Checked) -> bytes:
    """All findings as ``sla.check/1``."""
    content: CheckObject = {
        "schema": "sla.check/1",
        "as_of": checked.workspace.as_of.isoformat(),
        "files": checked.files,
        "agreements": len(checked.workspace.agreements),
        "findings": [_finding(graded) for graded in checked.findings],
        "verdicts": [_verdict(proof) for proof in checked.proofs.values()],
        "summary": {
            "error": checked.count("error"),
            "warning": checked.count("warning"),
            "note": checked.count("note"),
            "waived": checked.waived,
        },
    }
    return json_bytes(content)


def _verdict(proof: Proof) -> VerdictObject:
    return {
        "address": proof.address,
        "verdict": proof.verdict,
        "promised": proof.promised,
        "guaranteed": proof.guaranteed.text if proof.guaranteed else None,
        "guaranteed_exact": str(proof.guaranteed.exact) if proof.guaranteed else None,
        "shares": proof.shares.text if proof.shares else None,
        "shares_exact": str(proof.shares.exact) if proof.shares else None,
        "expected": proof.expected.text if proof.expected else None,
        "slack": proof.slack or None,
        "assumptions": list(proof.assumptions),
        "example": proof.example,
        "mends": list(proof.mends),
    }


def _finding(graded: Graded) -> FindingObject:
    finding: Finding = graded.finding
    return {
        "rule": finding.rule,
        "severity": graded.severity,
        "message": finding.message,
        "address": finding.address,
        "file": finding.path,
        "start": _place(finding.span.start) if finding.span else None,
        "end": _place(finding.span.end) if finding.span else None,
        "related": [_related(related.span, related.message) for related in finding.related],
        "example": finding.example,
        "help": finding.help,
        "help_uri": help_uri(finding.rule),
        "fingerprint": finding.fingerprint,
        "waived": graded.waiver.because if graded.waiver else None,
    }


def _related(span: Span, message: str) -> RelatedPlace:
    return {"file": span.source.path, "start": _place(span.start), "end": _place(span.end), "message": message}


def _place(position: Position) -> LineAndColumn:
    return {"line": position.line, "column": position.column}
