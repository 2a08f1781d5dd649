"""The marks that Git leaves in a text where two versions could not be merged: our side is read, each place is told."""

from __future__ import annotations

import re

from ..text.finding import Finding
from ..text.source import Source

_CONFLICT = re.compile(
    r"^<{7} .*\n(?P<ours>(?:(?![=|>]{7}).*\n)*)(?:\|{7}.*\n(?:(?![=>]{7}).*\n)*)?={7}\n(?:(?!>{7}).*\n)*>{7} .*$"
    r"|^(?:<{7}|>{7}) .*$",
    re.MULTILINE,
)
"""What Git leaves where two versions could not be merged: whole, or a marker that was forgotten."""


def _may_have_any(text: str) -> bool:
    """Whether a text may have conflicts: to look for the markers is quicker than for their lines."""
    return "<<<<<<< " in text or ">>>>>>> " in text


def without_conflicts(text: str) -> str:
    """A text with our side of each conflict at its place, and blanks for the rest."""
    return _CONFLICT.sub(_ours, text) if _may_have_any(text) else text


def _ours(conflict: re.Match[str]) -> str:
    """Our side of a conflict at its place, with blanks for the rest."""
    start, end = conflict.start(), conflict.end()
    ours, ours_end = conflict.span("ours") if conflict["ours"] is not None else (end, end)
    text = conflict.string
    return re.sub(r"[^\n]", " ", text[start:ours]) + text[ours:ours_end] + re.sub(r"[^\n]", " ", text[ours_end:end])


def conflicts(source: Source) -> list[Finding]:
    """The findings for conflicts that nobody has resolved."""
    if not _may_have_any(source.text):
        return []
    return [
        Finding(
            "syntax/merge-conflict",
            "a merge conflict is not resolved",
            source.passed_over(found.start(), found.start() + len(found.group().partition("\n")[0])),
            help="write what holds of both versions, and remove the lines that Git put in",
            values=(found.group(),),
        )
        for found in _CONFLICT.finditer(source.text)
    ]
