"""Changes for people at a terminal: the worst first, each with before, after, and for whom; no text is cut."""

from __future__ import annotations

from collections.abc import Iterator

from ...changes import Change, Comparison
from ...text.redline import Fate, Passage, blocks, is_changed
from ...text.source import Span
from ...wording.values import said
from ..check.text import STYLES
from ..layout import cells, printable
from .words import RevisionName, beside_lines, is_partly_the_same, place, places, reach_lines, sides, summary, titled

_STYLES = {"weakening": "error", "strengthening": "note", "editorial": "plain"}
_SIGNS = {"-": "31", "+": "32"}
_MARKS: dict[Fate, tuple[str, str]] = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
"""What stands around words that are removed or added, as in `git diff --word-diff`."""
WIDTH = 72
"""The cells that a text takes before its place."""
LONG = 200
"""Texts of more characters than this are shown as one, sentence by sentence."""


def diff_text(comparison: Comparison, base: RevisionName, head: RevisionName, colour: bool = False) -> bytes:
    """All changes in UTF-8, a blank line between two; one line if there are none."""
    told = [_change(change, colour) for change in comparison.changes]
    if lines := beside_lines(comparison):
        told.append("".join(f"{line}\n" for line in lines))
    return "\n".join(told or [f"{summary(comparison, base, head)}\n"]).encode("utf-8", "replace")


def _change(change: Change, colour: bool) -> str:
    head = _paint(f"{change.class_}[{change.kind}]", STYLES[_STYLES[change.class_]], colour)
    lines = [f"{head} {titled(change)}", *_texts(change, colour)]
    lines += [f"  = {printable(line)}" for line in reach_lines(change)]
    return "".join(f"{line}\n" for line in lines)


def _texts(change: Change, colour: bool) -> Iterator[str]:
    """What was and what is, a line for each; of a long text that changes, a line for each sentence of it."""
    was, is_ = map(said, change.told)
    if was and is_ and max(len(was), len(is_)) > LONG:
        for runs in blocks(was, is_):
            sign = "~" if is_changed(runs) else " "
            yield f"  {sign} {''.join(_run(run, colour) for run in runs).rstrip()}"
        yield f"  @ {' → '.join(places(change))}"
        return
    for sign, runs, span in zip("-+", sides(change), (change.base, change.head), strict=True):
        if runs or (span and not (was or is_)):
            partly = is_partly_the_same(runs)
            text = "".join(_run(run, False) if partly else printable(run.text) for run in runs)
            yield _said(sign, text, span, colour)


def _said(sign: str, text: str, span: Span | None, colour: bool) -> str:
    text = f"{sign} {text}"
    blanks = " " * max(2, WIDTH - sum(map(cells, text)))
    return f"  {_paint(text, _SIGNS[sign], colour)}{blanks if span else ''}{place(span)}"


def _run(run: Passage, colour: bool) -> str:
    """Words with the marks around those that changed."""
    before, after = _MARKS[run.fate]
    text = f"{before}{printable(run.text)}{after}"
    return _paint(text, _SIGNS["-" if run.fate == "removed" else "+"], colour) if before else text


def _paint(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour else text
