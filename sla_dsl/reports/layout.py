"""How text is laid out in the cells of a terminal: what may be shown, how wide it is, and where it is cut."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple
from unicodedata import category, combining, east_asian_width

WIDEST = 100
"""The cells that a line of source may take; a longer one is cut."""
BEFORE = 20
"""The characters that are left of a mark where its line is cut."""
LONGEST = 1000
"""The characters that a sentence may take; a longer one is cut."""
CUT = "..."


class Excerpt(NamedTuple):
    """A line of source as shown, with the first cell of the mark below it (from 0) and its width."""

    text: str
    first: int
    width: int


def shown(character: str) -> str:
    """A character as a terminal may get it: tabs as four blanks, controls and lone surrogates as a substitute."""
    if character == "\t":
        return "    "
    return "\ufffd" if category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else character


def cells(character: str) -> int:
    """How many cells of a terminal a character takes once it is shown."""
    if character == "\t":
        return 4
    if combining(character) or category(character) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def printable(sentence: str) -> str:
    """A sentence without characters that would act on a terminal, and not longer than ``LONGEST``."""
    text = "".join(" " if character in "\t\n\r" else shown(character) for character in sentence[: LONGEST + 1])
    return text if len(text) <= LONGEST else text[:LONGEST] + CUT


def excerpt(line: str, start: int, end: int) -> Excerpt:
    """The part of a line around the characters ``start`` to ``end`` (from 0, the last not included) that is shown."""
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
