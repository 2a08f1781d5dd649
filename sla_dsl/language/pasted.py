"""What is pasted from a sheet or a document: cells with tabs between them in place of bars, numbers before lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .terminals import language

_CELLS = re.compile(r"[^\S\n]*[^\s|#{}\"][^\n|{}\"]*\t[^\n|{}\"]*")
"""A line with a tab between its words, and without bars, braces or texts."""


_PROSE = re.compile(r'"""[\s\S]*?(?:"""|\Z)')


def _without_prose(text: str) -> str:
    """A text with blanks in place of prose, which may hold tables and enumerations of its own."""
    return _PROSE.sub(lambda prose: re.sub(r"[^\n]", " ", prose.group()), text) if '"""' in text else text


class Pasted(NamedTuple):
    """A run of such lines: its place, and each line as a row with bars, with its own place."""

    start: int
    end: int
    rows: tuple[tuple[int, int, str], ...]

    @property
    def meant(self) -> str:
        """The rows as the language writes them."""
        return "\n".join(row for _, _, row in self.rows)


def pasted_tables(text: str) -> list[Pasted]:
    """The tables in a text whose cells have tabs between them.

    One line alone may be a statement that somebody lined up with tabs: it is a row only beside other rows, and the
    lines of a table do not all begin with words of statements.
    """
    if "\t" not in text:
        return []
    text = _without_prose(text)
    return [table for run in _runs(text) if (table := _table(text, run)) is not None]


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Lines with tabs that follow each other, each as its first and last offset."""
    run: list[tuple[int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        shown = line.rstrip()
        if _CELLS.fullmatch(shown):
            run.append((at + len(line) - len(line.lstrip()), at + len(shown)))
        elif run:
            yield run
            run = []
        at += len(line)
    if run:
        yield run


def _table(text: str, run: list[tuple[int, int]]) -> Pasted | None:
    begins_below = text[: run[0][0]].rstrip().endswith("|")
    beside_rows = begins_below or text[run[-1][1] :].lstrip().startswith("|")
    firsts = [re.split(r"\s", text[start:end], maxsplit=1)[0] for start, end in run]
    all_statements = all(first in language().keywords for first in firsts)
    if (len(run) == 1 and not beside_rows) or (all_statements and not beside_rows):
        return None
    rows = []
    for number, (start, end) in enumerate(run):
        cells = [cell.strip() for cell in text[start:end].split("\t")]
        if number == 0 and not begins_below:  # a name has no blanks
            cells = ["-".join(cell.lower().split()) if " " in cell else cell for cell in cells]
        rows.append((start, end, f"| {' | '.join(cells)} |"))
    return Pasted(run[0][0], run[-1][1], tuple(rows))


_ENUMERATED = re.compile(
    r"\n[^\S\n]*(?P<mark>\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})\)|§[ ]?\d+(?:\.\d+)*\.?|[*–—-])[^\S\n]+(?P<word>[a-z]+)"
)
"""A sign of an enumeration at the start of a line: `a)`, `(ii)`, `§ 3`, a dash or an asterisk."""


def enumerated(text: str) -> list[tuple[int, int]]:
    """The signs of enumerations before statements, each by its offsets; a sum may also begin a line with a dash."""
    known, text = language(), f"\n{text}"  # to look behind the end of a line is quicker than for the start of one
    if not _ENUMERATED.search(text):
        return []
    return [
        (found.start("mark") - 1, found.end("mark") - 1)
        for found in _ENUMERATED.finditer(_without_prose(text))
        if known.homes.get(known.keywords.get(found["word"], ""))
    ]
