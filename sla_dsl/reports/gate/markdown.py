"""The judgement of a proposal as a comment of a pull request."""

from __future__ import annotations

from ...gate.judgement import GateCondition, Judgement
from ..diff.markdown import LIMIT, code, fitting, plain
from .text import approvals, judged, misread, outcome, told

_HEAD = "\n| agreement | condition | required | given | what would meet it |\n|---|---|---|---|---|\n"
SHOWS = "`sla gate` shows all of them"


def gate_markdown(judgement: Judgement, limit: int = LIMIT, shows: str = SHOWS) -> bytes:
    """The comment in UTF-8: a table of unmet conditions; the met ones and the judged commits are folded away."""
    missing, given = judgement.by_outcome
    unmet, met = (list(map(_row, each)) for each in (told(missing), given))
    text = f"**{plain(outcome(judgement))}**\n"
    if judgement.misread:
        hidden = (f"- not read {plain(line)}\n" for line in misread(judgement))
        text += "\n" + fitting(hidden, limit // 4, "mistake", shows)
    if unmet:
        # Half of the room is for unmet conditions, a quarter for met ones.
        text += _HEAD + fitting(unmet, limit // 2, "condition", shows)
    text += "\n<details><summary>What is met, and what was judged</summary>\n"
    if met:
        text += _HEAD + fitting(met, limit // 4, "condition", shows)
    lines = [f"- {plain(line)}\n" for line in (*approvals(judgement), *judged(judgement))]
    text += "\n" + fitting(lines, limit - len(text) - 100, "line", shows) + "\n</details>\n"
    return text.encode("utf-8", "replace")


def _row(one: GateCondition) -> str:
    because = (
        f" — because of {', '.join(one.because[:5])}{', …' if len(one.because) > 5 else ''}" if one.because else ""
    )
    cells = (code(one.agreement), one.id, plain(one.required + because), plain(one.given), plain(one.help))
    return f"| {' | '.join(cells)} |\n"
