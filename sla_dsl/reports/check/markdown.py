"""Findings as a comment of a pull request: a table with the most severe first, and the help folded away."""

from __future__ import annotations

from ...pipeline import Checked
from ...rules.catalogue import GRAVITY
from ...rules.pages import help_uri
from ...rules.rule import Graded
from ..diff.markdown import LIMIT, CommentPart, code, fitting, plain
from .platform import open_findings, path_from, told
from .text import summary

_HEAD = "\n| severity | where | finding |\n|---|---|---|\n"
_SHOWS = "`sla check` shows all of them"


def markdown_report(checked: Checked, folder: str = "") -> bytes:
    """The comment in UTF-8, at most ``LIMIT`` characters; findings that do not fit are counted and named."""
    found = sorted(open_findings(checked), key=lambda graded: -GRAVITY.index(graded.severity))
    text = f"**{plain(summary(checked))}**\n"
    if found:
        # Half of the room is for the table, the rest for the help.
        text += _HEAD + fitting((_row(graded, folder) for graded in found), LIMIT // 2, "finding", _SHOWS)
        opening, closing = "\n<details><summary>What to do</summary>\n\n", "\n</details>\n"
        room = LIMIT - len(text) - len(opening) - len(closing)
        text += opening + fitting((_detail(graded, folder) for graded in found), room, "finding", _SHOWS) + closing
    return text.encode("utf-8", "replace")


def _row(graded: Graded, folder: str) -> CommentPart:
    severity = f"**{graded.severity}**" if graded.severity == "error" else graded.severity
    row = f"| {severity} | {_place(graded, folder)} | {plain(graded.finding.message)} |\n"
    return CommentPart(row, f"{graded.severity}, {graded.finding.rule}", _where(graded, folder))


def _detail(graded: Graded, folder: str) -> CommentPart:
    _, *further = told(graded.finding).split("\n")
    lines = "".join(f"  - {plain(line)}\n" for line in further)
    page = help_uri(graded.finding.rule)
    rule = f"[{code(graded.finding.rule)}]({page})" if page else code(graded.finding.rule)
    return CommentPart(f"- {rule} at {_place(graded, folder)}\n{lines}")


def _place(graded: Graded, folder: str) -> str:
    return code(_where(graded, folder))


def _where(graded: Graded, folder: str) -> str:
    finding = graded.finding
    line = f":{finding.span.start.line}" if finding.span else ""
    return f"{path_from(folder, finding.path)}{line}"
