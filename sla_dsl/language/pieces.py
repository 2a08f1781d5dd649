"""Cuts files at their declarations without parsing them: quick where many files are read and few matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..text.source import Source
from .parser import parse

_SCALES, AGREEMENTS = ("priorities", "tiers", "dimension"), ("sla", "ola", "uc")
_TIME = ("calendar", "clock", "event", "reason", "fact")
HEADS = frozenset(
    (*_SCALES, *AGREEMENTS, *_TIME, "party", "team", "channel", "metric", "service", "document", "topic", "policy")
)
"""The words that begin a declaration, each before its name (`standard` may stand before some of them)."""
Head = tuple[str, str]
"""A word of ``HEADS`` and the name behind it."""

NAME = r"[^\W\d]\w*(?:-\w+)*"
_HEAD = rf"({'|'.join(sorted(HEADS))})"
_TEXT = r'"""[^"]*(?:"(?!"")[^"]*)*"""|"(?!"")[^"\\\n]*(?:\\["\\][^"\\\n]*)*"|#[^\n]*'
"""Texts for people and comments: no name stands in them."""
_words, _text = re.compile(NAME), re.compile(_TEXT)
# The same name in ASCII; nothing of it is ever given back.
_words_in_ascii = re.compile(r"[A-Za-z_]\w*+(?:-\w++)*+", re.ASCII)
# Each alternative begins with one character, no set of them: then Python skips to the next of these at once.
_sign = re.compile(rf'{_TEXT}|\{{|\}}|"')
_declared = re.compile(rf"(?<![\w-])(?:standard\s+)?{_HEAD}\s+({NAME})")
_perhaps_declared = re.compile(rf"(?<![\w-])(?={_HEAD}(?:\s|#[^\n]*)+({NAME}))")


class Piece(NamedTuple):
    """A part of a source between two offsets (end exclusive): a declaration with the blanks and comments behind it.

    ``heads`` holds its head; ``names`` holds its name and, for a scale, the names of its values.  The text before the
    first declaration has no head.  Where braces or quotes do not match, the whole file is one piece with every word
    that could be a head.
    """

    source: Source
    start: int
    end: int
    heads: tuple[Head, ...]
    names: frozenset[str]

    @property
    def text(self) -> str:
        """The text of the piece."""
        return self.source.text[self.start : self.end]

    def words(self) -> list[str]:
        """All words in the piece that could be a name, in order."""
        text = _text.sub(" ", self.text)
        # What a letter is takes longer to tell where there may be others than those of ASCII.
        return (_words_in_ascii if text.isascii() else _words).findall(text)


def pieces(source: Source) -> tuple[Piece, ...]:
    """The pieces of a source in order; joined, they give its text."""
    text, outside = source.text, _outside(source.text)
    if outside is None:
        return (_piece(source, 0, len(text), _perhaps_declared.findall(text)),)
    heads = [head for begin, end in outside for head in _heads(text, begin, end)]
    starts = [at for at, _head in heads]
    first = starts[0] if starts else len(text)
    before = [_piece(source, 0, first, [])] if first else []
    ends = zip(heads, [*starts[1:], len(text)], strict=False)
    return (*before, *(_piece(source, at, end, [head]) for (at, head), end in ends))


def blanked(text: str) -> str:
    """A text of the same length, with blanks in the place of texts for people and of comments."""
    return _text.sub(lambda found: " " * len(found[0]), text)


def _outside(text: str) -> list[tuple[int, int]] | None:
    """The ranges of offsets outside of all blocks; none where braces or quotes do not match."""
    found, depth, begin = list[tuple[int, int]](), 0, 0
    for sign in _sign.finditer(text):
        if sign[0] == "{":
            if depth == 0:
                found.append((begin, sign.start()))
            depth += 1
        elif sign[0] == "}":
            depth -= 1
            begin = sign.end()
        if sign[0] == '"' or depth < 0:
            return None
    return None if depth else [*found, (begin, len(text))]


def _heads(text: str, begin: int, end: int) -> Iterator[tuple[int, Head]]:
    """The offset and head of each declaration in a part of a text that lies outside of all blocks."""
    part = text[begin:end]
    if '"' in part or "#" in part:
        part = blanked(part)
    return ((begin + found.start(), (found[1], found[2])) for found in _declared.finditer(part))


def _piece(source: Source, start: int, end: int, heads: Sequence[Head]) -> Piece:
    piece = Piece(source, start, end, tuple(heads), frozenset(name for _word, name in heads))
    is_of_scales = any(word in _SCALES for word, _name in heads)
    return piece._replace(names=piece.names | _values(piece)) if is_of_scales else piece


def _values(piece: Piece) -> frozenset[str]:
    """The names of the values of scales; every word where the piece cannot be parsed."""
    parsed = parse(Source(piece.source.path, piece.text))
    if parsed.findings:
        return frozenset(piece.words())
    return frozenset(value.first.text for scale in parsed.declarations for value in scale.nodes("scale_value"))


def only(kept: Sequence[Piece]) -> Source:
    """A source with some of its pieces; blanks and line ends replace the others, so that lines and columns stay."""
    source, at, parts = kept[0].source, 0, list[str]()
    for piece in kept:
        between = source.text[at : piece.start]
        column = len(between) - between.rfind("\n") - 1
        parts += "\n" * between.count("\n"), " " * column, piece.text
        at = piece.end
    return Source(source.path, "".join(parts))
