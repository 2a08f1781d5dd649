"""Findings as SARIF 2.1.0, the interchange format of static analysis."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from ...pipeline import Checked
from ...rules.pages import help_uri
from ...rules.rule import Graded, Rule
from ...text.source import Span
from ..encoding import json_bytes
from ..layout import printable
from .platform import path_from, told

Json = dict[str, Any]


def sarif_report(checked: Checked, folder: str = "") -> bytes:
    """One run with all findings; waived findings are suppressed, with the reason that the agreement gives."""
    found = sorted({graded.finding.rule for graded in checked.findings})
    driver = {
        "name": "sla",
        "version": version("sla-dsl"),
        "rules": [_rule(name, checked.rules.get(name)) for name in found],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(graded, found.index(graded.finding.rule), folder) for graded in checked.findings],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json_bytes({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _rule(name: str, rule: Rule | None) -> Json:
    if rule is None:
        return {"id": name}
    page = help_uri(name)
    return {
        "id": name,
        **({"helpUri": page} if page else {}),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why} `sla rule {name}` shows an example."},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(graded: Graded, index: int, folder: str) -> Json:
    finding = graded.finding
    place = _location(path_from(folder, finding.path), finding.span)
    result = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": graded.severity,
        "message": {"text": told(finding)},
        "locations": [place],
        "partialFingerprints": {"sla/1": finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            _location(path_from(folder, one.span.source.path), one.span)
            | {"id": number, "message": {"text": printable(one.message)}}
            for number, one in enumerate(finding.related)
        ]
    if graded.waiver is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": printable(graded.waiver.because)}]
    return result


def _location(path: str, span: Span | None) -> Json:
    """A place; SARIF ends a region at the column after its last character."""
    place: Json = {"artifactLocation": {"uri": quote(path, errors="replace"), "uriBaseId": "%SRCROOT%"}}
    if span is not None:
        place["region"] = {
            "startLine": span.start.line,
            "startColumn": span.start.column,
            "endLine": span.end.line,
            "endColumn": span.end.column + 1,
        }
    return {"physicalLocation": place}
