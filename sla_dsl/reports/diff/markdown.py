"""Changes as a comment of a pull request: a table with the worst first, and the places folded away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ...changes import Change, Comparison, VerdictChange
from ...text.redline import Fate, Redline, blocks
from ...wording.values import said
from ..check.text import counted
from ..layout import printable
from .words import (
    RevisionName,
    beside_lines,
    for_whom,
    is_partly_the_same,
    kind_beside,
    places,
    reach_lines,
    sides,
    summary,
)

LIMIT = 65_536
"""The characters that the platforms allow in one comment."""
SHOWS = "`sla diff` shows all of them"
"""Where that is which does not fit."""
_CELL = 400
"""The characters of a text that a cell takes; a longer one stands whole below the table."""
_BELOW = "in full below"
_TAGS: Mapping[Fate, str] = {"removed": "del", "added": "ins"}
_HEAD = "| class | where | change | before | after | for whom |\n|---|---|---|---|---|---|\n"


def diff_markdown(
    comparison: Comparison, base: RevisionName, head: RevisionName, limit: int = LIMIT, shows: str = SHOWS
) -> bytes:
    """The comment in UTF-8, at most ``limit`` characters; changes that do not fit are counted."""
    tables = limit * 2 // 3  # the rest is for the places
    text = f"**{plain(summary(comparison, base, head))}**\n"
    if comparison.verdicts:
        text += "\n| promise | verdict before | verdict after |\n|---|---|---|\n"
        text += fitting(map(_verdict, comparison.verdicts), tables // 3, "verdict", shows)
    further = [line for line in beside_lines(comparison) if not line.startswith("verdict worse")]
    if further:
        text += "\n" + fitting((f"- {plain(line)}\n" for line in further), tables // 6, "line", shows)
    if comparison.changes:
        text += f"\n{_HEAD}" + fitting(map(_row, comparison.changes), tables - len(text), "change", shows)
        opening, closing = (
            "\n<details><summary>Where it is written, and whom it reaches</summary>\n\n",
            "\n</details>\n",
        )
        room = limit - len(text) - len(opening) - len(closing)
        text += opening + fitting(map(_detail, comparison.changes), room, "change", shows) + closing
    return text.encode("utf-8", "replace")


def fitting(blocks: Iterable[str], room: int, thing: str, shows: str = SHOWS) -> str:
    """As many of the blocks as there is room for, the number of the others, and the command that ``shows`` them."""
    kept, left = "", 0
    for block in blocks:
        # The last hundred characters are for the line that counts the others.
        if left or len(kept) + len(block) > room - 100:
            left += 1
        else:
            kept += block
    return kept + (f"\n… and {counted(left, thing)} more: {shows}\n" if left else "")


def _row(change: Change) -> str:
    shown = [_cell(change, runs) for runs in sides(change)]
    cells = (
        f"**{change.class_}**" if change.class_ == "weakening" else change.class_,
        _where(change),
        change.kind.replace("-", " "),
        *shown,
        plain(for_whom(change.effect, change.parties)),
    )
    return f"| {' | '.join(cells)} |\n"


def _where(change: Change) -> str:
    return " ".join((code(change.address), *(plain(title) for title in change.titles)))


def _detail(change: Change) -> str:
    written = " → ".join(code(each) for each in places(change))
    lines = "".join(f"  - {plain(line)}\n" for line in reach_lines(change))
    whole = ""
    if _is_long(change):
        whole = "".join(f"  - {_marked(runs)}\n" for runs in blocks(*map(said, change.told)))
    return f"- {code(change.address)} {kind_beside(change.address, change.kind)}: {written}\n{lines}{whole}"


def _is_long(change: Change) -> bool:
    return max(map(len, change.told)) > _CELL


def _cell(change: Change, runs: Redline) -> str:
    if runs and _is_long(change):
        return _BELOW
    return _marked(runs) if is_partly_the_same(runs) else code("".join(run.text for run in runs))


def _marked(runs: Redline) -> str:
    """A text as code, with the words that changed struck out or underlined."""
    return "".join(_tagged(code(run.text) or " ", _TAGS.get(run.fate)) for run in runs)


def _tagged(text: str, tag: str | None) -> str:
    return f"<{tag}>{text}</{tag}>" if tag else text


def _verdict(one: VerdictChange) -> str:
    after = f"**{one.after}**" if one.worse else one.after
    return f"| {code(one.address)} | {one.before} | {after} |\n"


def code(text: str) -> str:
    """A text of the workspace as code: nothing in it is markup, a mention or the end of a cell."""
    shown = printable(text)
    if not shown.strip():
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return f"{fence}{pad}{shown}{pad}{fence}".replace("|", "\\|")


def plain(text: str) -> str:
    """Running text in which no character is markup."""
    return re.sub(r"([\\`*_<>|\[\]@#~])", r"\\\1", printable(text))
