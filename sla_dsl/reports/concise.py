"""Findings one a line, as editors and ``grep`` like them."""

from __future__ import annotations

from ..language.finding import Finding
from ..rules.check import Checked
from .layout import printable


def concise_report(checked: Checked) -> bytes:
    """``file:line:column: severity[rule]: message`` for each finding, in UTF-8."""
    lines = (
        f"{_place(graded.finding)}: {graded.severity}[{graded.finding.rule}]: {printable(graded.finding.message)}\n"
        for graded in checked.findings
    )
    return "".join(lines).encode("utf-8", "replace")


def _place(finding: Finding) -> str:
    path = printable(finding.path)
    return f"{path}:{finding.span.start.line}:{finding.span.start.column}" if finding.span else path
