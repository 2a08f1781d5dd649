"""The layout of text in the cells of a terminal: which characters may be shown, how wide they are, and the cuts."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple
from unicodedata import category, combining, east_asian_width

WIDEST = 100
"""The cells that a line of source may take; a longer line is cut."""
BEFORE = 20
"""The characters before a mark that stay if its line is cut."""
CUT = "..."
"""Stands where a line of source is cut: it shows where something is; what is decided on is never cut."""


class Excerpt(NamedTuple):
    """A line of source as shown, with the first cell of the mark below it (from 0) and its width."""

    text: str
    first: int
    width: int


def shown(character: str) -> str:
    """A character that a terminal may get: tabs as four blanks, controls and lone surrogates as a substitute."""
    if character == "\t":
        return "    "
    return "\ufffd" if category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else character


def cells(character: str) -> int:
    """The number of cells that a shown character takes."""
    if character == "\t":
        return 4
    if combining(character) or category(character) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def printable(sentence: str) -> str:
    """A sentence on one line, without characters that act on a terminal; however long, it is whole."""
    return "".join(" " if character in "\t\n\r" else shown(character) for character in sentence)


def excerpt(line: str, start: int, end: int) -> Excerpt:
    """The shown part of a line, around the characters ``start`` to ``end`` (from 0, the last not included)."""
    first = 0
    if len(line) > WIDEST or sum(map(cells, line)) > WIDEST:
        first = max(0, start - BEFORE)
    part = line[first : first + WIDEST]
    widths = list(accumulate(map(cells, part), initial=0))
    kept = sum(width <= WIDEST for width in widths) - 1
    left = CUT if first else ""
    right = CUT if first + kept < len(line) else ""
    text = left + "".join(map(shown, part[:kept])) + right
    mark, after = (widths[min(max(at - first, 0), kept)] for at in (start, end))
    return Excerpt(text, len(left) + mark, max(1, after - mark))
