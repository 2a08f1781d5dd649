"""Findings with one line each, as editors and ``grep`` read them."""

from __future__ import annotations

from ...model.settings import Severity
from ...pipeline import UNREAD, Checked, is_one_of
from ...text.finding import Finding
from ..layout import printable


def concise_report(checked: Checked) -> bytes:
    """``file:line:column: severity[rule]: message`` for each finding that is not waived, in UTF-8."""
    shown = (graded for graded in checked.findings if graded.waiver is None)
    lines = (f"{concise_line(graded.severity, graded.finding)}\n" for graded in shown)
    return "".join(lines).encode("utf-8", "replace")


def unread_lines(checked: Checked) -> str:
    """A line for each file or part that could not be read; commands with another output print them as well."""
    unread = (graded for graded in checked.findings if is_one_of(graded.finding.rule, UNREAD))
    return "".join(f"{concise_line(graded.severity, graded.finding)}\n" for graded in unread)


def concise_line(severity: Severity, finding: Finding) -> str:
    """One finding in one line."""
    return f"{_place(finding)}: {severity}[{finding.rule}]: {printable(finding.message)}"


def _place(finding: Finding) -> str:
    path = printable(finding.path)
    return f"{path}:{finding.span.start.line}:{finding.span.start.column}" if finding.span else path
