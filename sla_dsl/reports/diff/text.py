"""Changes for people at a terminal: the worst first, each with before, after, and for whom."""

from __future__ import annotations

from ...changes import Change, Comparison, VerdictChange
from ...text.source import Span
from ..check.text import STYLES
from ..layout import cells, printable
from .words import RevisionName, place, reach_lines, summary

_STYLES = {"weakening": "error", "strengthening": "note", "editorial": "plain"}
_SIGNS = {"-": "31", "+": "32"}
WIDTH = 72
"""The cells that a text takes before its place."""


def diff_text(comparison: Comparison, base: RevisionName, head: RevisionName, colour: bool = False) -> bytes:
    """All changes in UTF-8, a blank line between two; one line if there are none."""
    blocks = [_change(change, colour) for change in comparison.changes]
    if comparison.verdicts:
        blocks.append("".join(map(_verdict, comparison.verdicts)))
    if not blocks:
        blocks = [f"{summary(comparison, base, head)}\n"]
    return "\n".join(blocks).encode("utf-8", "replace")


def _change(change: Change, colour: bool) -> str:
    head = _paint(f"{change.class_}[{change.kind}]", STYLES[_STYLES[change.class_]], colour)
    lines = [f"{head} {printable(change.address)}"]
    for sign, said, span in (("-", change.before, change.base), ("+", change.after, change.head)):
        if said or (span and not (change.before or change.after)):
            lines.append(_said(sign, said, span, colour))
    lines += [f"  = {printable(line)}" for line in reach_lines(change)]
    return "".join(f"{line}\n" for line in lines)


def _said(sign: str, said: str, span: Span | None, colour: bool) -> str:
    text = f"{sign} {printable(said)}"
    blanks = " " * max(2, WIDTH - sum(map(cells, text)))
    return f"  {_paint(text, _SIGNS[sign], colour)}{blanks if span else ''}{place(span)}"


def _verdict(one: VerdictChange) -> str:
    return f"verdict {'worse' if one.worse else 'better'}: {printable(one.address)} was {one.before}, is {one.after}\n"


def _paint(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour else text
