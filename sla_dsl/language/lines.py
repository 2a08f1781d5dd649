"""Lines of text that stand for themselves: what was found in one is remembered, for all files.

Agreements of one house say much alike, word for word.  A line that was met twice is not scanned again, and the parser
does not look at each token of a line whose like it has read from the same stack before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ..text.source import Source, Token
from .terminals import language

LONG = 400
"""Lines of more characters are not remembered: hardly one of them comes again."""
MANY = 20_000
"""So many lines are remembered at most; where more are met, all are let go of."""

LineShape = tuple[str, ...]
"""The view of the parser of a line: of each token its keyword's terminal, or its own if it is no keyword."""


class ScannedLine(NamedTuple):
    """A line as the scanner reads it wherever it stands.

    ``types`` and ``words`` are those of its tokens.  ``places`` are the offsets at which these start and end, one after
    the other, from the start of the line.
    """

    types: Sequence[str]
    words: Sequence[str]
    places: Sequence[int]
    shape: LineShape | None


LINES: dict[str, ScannedLine | None] = {}
"""All that was met before, by the text of the line with its end: nothing yet of a line that was met once."""


def remember(line: str, start: int, source: Source, first: int, shape: LineShape | None) -> None:
    """Remembers a line without findings and remarks; its tokens are the last of the source, from ``first`` on."""
    tokens = source.tokens[first:]
    if len(line) > LONG or _rests_on_others().match(line):
        return
    if len(LINES) >= MANY:
        LINES.clear()
    if line not in LINES:
        LINES[line] = None
        return
    types, words = tuple([token.type for token in tokens]), tuple([token.text for token in tokens])
    LINES[line] = ScannedLine(types, words, tuple([place - start for place in source.places[2 * first :]]), shape)


@cache
def _rests_on_others() -> re.Pattern[str]:
    """A line whose tokens rest on other lines.

    Words at its end may be one terminal only before certain tokens, and a calendar month is one behind a number alone.
    """
    return re.compile(rf"\s*calendar\s+month|.*(?<![\w-])(?:{_any_of(language().phrases.values())})\s*\Z")


@cache
def continued() -> re.Pattern[str]:
    """What may change the words at the end of the line before: others of one terminal, `times`, and a value."""
    words = {"times", *(word for phrase in language().phrases.values() for word in phrase.split()[1:])}
    return re.compile(rf"(?:\s|#[^\n]*\n)*+(?:(?:{_any_of(words)})(?![\w-])|=)")


def _any_of(some: Iterable[str]) -> str:
    """The expression of words or phrases, each with and without an `s` at its end."""
    return "|".join(f"{one}?" if one.endswith("s") else one for one in sorted(some)).replace(" ", r"\s+")


def shape_of(tokens: Sequence[Token]) -> LineShape | None:
    """The shape of a line with these tokens; none where the parser may take them otherwise before another line.

    A word before `times` may say how often.  The next token tells whether `title` is a name, and so it is with a word
    that is alone in its line.  A word of two letters may be a language, whose `title` is lacking, before a text.
    """
    types = [token.type for token in tokens]
    if not types or types == ["NAME"] or len(types) > LONG or "HOW_OFTEN" in types:
        return None
    last = tokens[-1]
    if last.text in ("title", "wording") or (last.type == "NAME" and len(last.text) == 2):
        return None
    keywords = language().keywords
    return tuple([keywords.get(token.text, token.type) for token in tokens])
