"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...pipeline import Checked
from ...rules.catalogue import GRAVITY
from ...rules.rule import Graded
from .platform import open_findings, path_from, told
from .text import counted

SHOWN = 10
"""The annotations of each level that GitHub shows for a step."""
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def github_report(checked: Checked, folder: str = "") -> bytes:
    """A command for each finding that is not waived, the most severe first, and a line that counts further findings."""
    return "".join(f"{line}\n" for line in _lines(checked, folder)).encode("utf-8", "replace")


def _lines(checked: Checked, folder: str) -> Iterator[str]:
    left: list[Graded] = []
    for severity in reversed(GRAVITY):
        found = [graded for graded in open_findings(checked) if graded.severity == severity]
        yield from (_command(graded, folder) for graded in found[:SHOWN])
        left += found[SHOWN:]
    if left:
        rules = Counter(graded.finding.rule for graded in left)
        listed = ", ".join(f"{count} {rule}" for rule, count in sorted(rules.items()))
        yield f"{counted(len(left), 'finding')} more than GitHub shows for a step: {listed}"


def _command(graded: Graded, folder: str) -> str:
    finding = graded.finding
    properties = {"file": path_from(folder, finding.path)}
    if finding.span is not None:
        start, end = finding.span.start, finding.span.end
        properties |= {"line": f"{start.line}", "endLine": f"{end.line}"}
        if start.line == end.line:
            properties |= {"col": f"{start.column}", "endColumn": f"{end.column + 1}"}
    properties["title"] = finding.rule
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_LEVELS[graded.severity]} {said}::{_data(told(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
