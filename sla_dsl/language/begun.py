"""The parser's states in the middle of a text, where somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..text.source import Source, Token
from .parsed import Parsed
from .parser import ParserRun
from .scanner import scan
from .stack import Stack

_TYPED = ("typed-here", "typed-here =", "times")
"""Texts that may be typed next.  The words before are read by what is behind them: the last bar would end a row,
`end` and `with` are two words before a name that is given a value, and a parameter before `times` says how often."""


class Begun(NamedTuple):
    """How far a text was read up to a place: the parser's states, and the tokens that were read."""

    stack: Stack
    tokens: Sequence[Token]


def begun(text: str) -> Begun | None:
    """Reads a text, broken or not, behind which somebody types.

    None where no word can be told: inside of a remark or a text in quotes, and behind a word of the same line that
    could not be read.
    """
    return next((found for typed in _TYPED if (found := _begun(text, typed)) is not None), None)


def _begun(text: str, typed: str) -> Begun | None:
    source = Source("", text + typed)
    parsed = Parsed(source, findings=scan(source).findings)
    size = next((token.index for token in source.tokens if token.start == len(text)), 0)
    first = source.tokens[size : size + 1]
    if [token.text for token in first] != typed.split()[:1] or parsed.is_too_deep:
        return None
    reading = ParserRun(parsed)
    reading.read(size)
    is_lost = any(start < size <= end + 1 for start, end in parsed.skipped)
    if is_lost and "\n" not in text[source.tokens[size - 1].end :]:
        return None
    return Begun(reading.stack, source.tokens[:size])
