"""The judgement of a proposal as a comment of a pull request."""

from __future__ import annotations

from ...gate.judgement import GateCondition, Judgement
from ..diff.markdown import LIMIT, CommentPart, code, fitting, grouped, plain
from ..diff.words import assumed_lines
from .text import already_there, approvals, judged, misread, outcome, told

_HEAD = "\n| agreement | condition | required | given | what would meet it |\n|---|---|---|---|---|\n"
_CELL = 1_000
"""The characters that the changes behind a condition take in its cell; more of them are told kind by kind."""
SHOWS = "`sla gate` shows all of them"


def gate_markdown(judgement: Judgement, limit: int = LIMIT, shows: str = SHOWS) -> bytes:
    """The comment in UTF-8: a table of unmet conditions; the met ones and the judged commits are folded away."""
    missing, given = judgement.by_outcome
    unmet, met = (list(map(_row, each)) for each in (told(missing), given))
    text = f"**{plain(outcome(judgement))}**\n"
    if judgement.misread:
        hidden = (CommentPart(f"- not read {plain(line)}\n") for line in misread(judgement))
        text += "\n" + fitting(hidden, limit // 4, "mistake", shows)
    if unmet:
        # Half of the room is for unmet conditions, a quarter for met ones, a sixteenth for what is there already.
        text += _HEAD + fitting(unmet, limit // 2, "condition", shows)
    if there := [*assumed_lines(judgement.comparison), *already_there(judgement)]:
        text += "\n" + fitting((CommentPart(f"- {plain(line)}\n") for line in there), limit // 16, "line", shows)
    text += "\n<details><summary>What is met, and what was judged</summary>\n"
    if met:
        text += _HEAD + fitting(met, limit // 4, "condition", shows)
    lines = [CommentPart(f"- {plain(line)}\n") for line in (*approvals(judgement), *judged(judgement))]
    text += "\n" + fitting(lines, limit - len(text) - 100, "line", shows) + "\n</details>\n"
    return text.encode("utf-8", "replace")


def _row(one: GateCondition) -> CommentPart:
    cells = (code(one.agreement), one.id, plain(one.required) + _because(one), plain(one.given), plain(one.help))
    return CommentPart(
        f"| {' | '.join(cells)} |\n", f"{'met' if one.met else 'not met'}, {one.id}", one.agreement or "the workspace"
    )


def _because(one: GateCondition) -> str:
    """The changes that require a condition, below it in its cell; of too many, each kind with its number and places."""
    told = "<br>".join(map(code, one.because))
    if len(told) > _CELL:
        kinds = (each.partition(" ") for each in one.because)
        told = grouped((CommentPart("", kind, address) for kind, _blank, address in kinds), _CELL)
        told = "<br>".join(told.strip().removeprefix("- ").split("\n- "))
    return f"<br>because of:<br>{told}" if told else ""
