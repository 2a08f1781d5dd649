"""The judgement of a proposal as sections of a page: what is not met as a table, what is met below it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ...gate.judgement import GateCondition, Judgement
from ..diff.words import assumed_lines
from ..layout import printable
from .text import already_there, approvals, judged, misread, outcome, told

_COLUMNS = ("agreement", "condition", "required", "because of", "given", "what would meet it")


def gate_html(judgement: Judgement) -> str:
    """The outcome as a heading, what could not be read, every condition whole, and what was judged."""
    unmet, met = judgement.by_outcome
    unread = misread(judgement)
    parts = [f"<h1>{_text(outcome(judgement))}</h1>"]
    parts += [f"<h2>Not read</h2>\n{_list(unread)}"] if unread else []
    parts += [f"<h2>Not met</h2>\n{_table(told(unmet))}"] if unmet else []
    parts += [f"<h2>Met</h2>\n{_table(met)}"] if met else []
    also = [*already_there(judgement), *assumed_lines(judgement.comparison)]
    parts.append(f"<h2>What was judged</h2>\n{_list([*also, *approvals(judgement), *judged(judgement)])}")
    return "\n".join(parts) + "\n"


def _table(conditions: Iterable[GateCondition]) -> str:
    rows = "".join(map(_row, conditions))
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"


def _row(one: GateCondition) -> str:
    because = _list(one.because) if one.because else ""
    cells = (
        f"<code>{_text(one.agreement)}</code>",
        one.id,
        _text(one.required),
        because,
        *map(_text, (one.given, one.help)),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def _list(lines: Iterable[str]) -> str:
    return "<ul>\n" + "".join(f"<li>{_text(line)}</li>\n" for line in lines) + "</ul>"


def _text(text: str) -> str:
    return escape(printable(text))
