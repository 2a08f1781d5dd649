"""Changes as a comment of a pull request: a table with the worst first, and the places folded away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

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
    """The comment in UTF-8, at most ``limit`` characters; changes that do not fit are counted and named."""
    tables = limit * 2 // 3  # the rest is for the places
    text = f"**{plain(summary(comparison, base, head))}**\n"
    if comparison.verdicts:
        text += "\n| promise | verdict before | verdict after |\n|---|---|---|\n"
        text += fitting(map(_verdict, comparison.verdicts), tables // 3, "verdict", shows)
    further = [line for line in beside_lines(comparison) if not line.startswith("verdict worse")]
    if further:
        text += "\n" + fitting((CommentPart(f"- {plain(line)}\n") for line in further), tables // 6, "line", shows)
    if comparison.changes:
        text += f"\n{_HEAD}" + fitting(map(_row, comparison.changes), tables - len(text), "change", shows)
        opening, closing = (
            "\n<details><summary>Where it is written, and whom it reaches</summary>\n\n",
            "\n</details>\n",
        )
        room = limit - len(text) - len(opening) - len(closing)
        text += opening + fitting(map(_detail, comparison.changes), room, "change", shows) + closing
    return text.encode("utf-8", "replace")


class CommentPart(NamedTuple):
    """A row or an item of a comment, and how it is told if it does not fit: by its name, under its group.

    Without a group it is only counted.
    """

    text: str
    group: str = ""
    name: str = ""


def fitting(given: Iterable[CommentPart], room: int, thing: str, shows: str = SHOWS) -> str:
    """As many of the blocks as there is room for, and the number of the others, with the command that ``shows`` them.

    The others are counted in their groups and named, in the order in which they are given; that takes up to a quarter
    of the room.
    """
    every = [*given]
    if sum(len(one.text) for one in every) <= room:
        return "".join(one.text for one in every)
    free = room - max(150, room // 4)
    kept, count = "", 0
    for one in every:
        if len(kept) + len(one.text) > free:
            break
        kept, count = kept + one.text, count + 1
    told = f"\n… and {counted(len(every) - count, thing)} more: {shows}\n"
    return kept + told + grouped(every[count:], room - len(kept) - len(told))


def grouped(left: Iterable[CommentPart], room: int) -> str:
    """A line for each group: its number, and as many names as fit into its share of the room."""
    groups: dict[str, list[str]] = {}
    for one in filter(lambda block: block.group, left):
        groups.setdefault(one.group, []).append(one.name)
    last = "- further kinds: {}\n"
    text, room = "\n", room - len(last) - 4  # a number has up to six digits
    for at, (group, names) in enumerate(groups.items()):
        line = _named(group, names, room // (len(groups) - at))
        if len(line) > room:
            return text + last.format(len(groups) - at) if room > 0 else ""
        text, room = text + line, room - len(line)
    return text if groups else ""


def _named(group: str, names: Sequence[str], room: int) -> str:
    line, more = f"- {plain(group)}: {len(names)}", ", …"
    for at, name in enumerate(names):
        next_ = f"{', ' if at else ' — '}{code(name)}"
        if len(line) + len(next_) + len(more) + 1 > room:
            return f"{line}{more if at else ''}\n"
        line += next_
    return f"{line}\n"


def _row(change: Change) -> CommentPart:
    shown = [_cell(change, runs) for runs in sides(change)]
    cells = (
        f"**{change.class_}**" if change.class_ == "weakening" else change.class_,
        _where(change),
        change.kind.replace("-", " "),
        *shown,
        plain(for_whom(change.effect, change.parties)),
    )
    kind = f"{change.class_}, {change.kind.replace('-', ' ')}"
    return CommentPart(f"| {' | '.join(cells)} |\n", kind, change.address)


def _where(change: Change) -> str:
    return " ".join((code(change.address), *(plain(title) for title in change.titles)))


def _detail(change: Change) -> CommentPart:
    written = " → ".join(code(each) for each in places(change))
    lines = "".join(f"  - {plain(line)}\n" for line in reach_lines(change))
    whole = ""
    if _is_long(change):
        whole = "".join(f"  - {_marked(runs)}\n" for runs in blocks(*map(said, change.told)))
    return CommentPart(
        f"- {code(change.address)} {kind_beside(change.address, change.kind)}: {written}\n{lines}{whole}"
    )


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


def _verdict(one: VerdictChange) -> CommentPart:
    after = f"**{one.after}**" if one.worse else one.after
    row = f"| {code(one.address)} | {one.before} | {after} |\n"
    return CommentPart(row, f"verdict {'worse' if one.worse else 'better'}", one.address)


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
