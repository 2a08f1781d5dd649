"""Places in a document as an editor counts them, and as the compiler does.

An editor has the bytes as they are and counts lines that also end in a carriage return, and columns in units of UTF-8,
UTF-16 or UTF-32.  The compiler has the text without byte order mark, normalised to NFC, and counts characters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property

from lsprotocol import types

from ..text.source import Span

BYTE_ORDER_MARK = "\ufeff"
_LINE = re.compile(r"\r\n|\n|\r")


class Positions:
    """The places of one text (``raw``, as the editor has it) in an encoding of positions: ``utf-8``, ``-16``, ``-32``.

    ``text`` is the text as the compiler reads it. An offset counts characters of ``text``.
    """

    def __init__(self, raw: str, encoding: str) -> None:
        self.raw = raw
        self.encoding = encoding
        self.text = unicodedata.normalize("NFC", raw.removeprefix(BYTE_ORDER_MARK))

    @cached_property
    def _lines(self) -> list[int]:
        """The offset in ``raw`` at which each line begins, as editors count lines."""
        return [0, *(end.end() for end in _LINE.finditer(self.raw))]

    @cached_property
    def _steps(self) -> list[tuple[int, int]]:
        """Offsets in ``raw`` and ``text`` that are one place, wherever the two begin to count otherwise."""
        if self.raw == self.text:
            return [(0, 0)]
        mark = len(self.raw) - len(self.raw.removeprefix(BYTE_ORDER_MARK))
        steps, at, read = [(0, 0), (mark, 0)], mark, 0
        for line in self.raw[mark:].splitlines(keepends=True):
            if not unicodedata.is_normalized("NFC", line):
                steps += self._in_line(line, at, read)
            at, read = at + len(line), read + len(unicodedata.normalize("NFC", line))
            steps.append((at, read))
        return steps

    @staticmethod
    def _in_line(line: str, at: int, read: int) -> list[tuple[int, int]]:
        """The steps inside a line that is not normalised: one for each character and what is put on top of it."""
        steps, begin = [], 0
        for end in range(1, len(line) + 1):
            if end == len(line) or not _joins(line[end]):
                steps.append((at, read))
                at, read = at + end - begin, read + len(unicodedata.normalize("NFC", line[begin:end]))
                begin = end
        return steps

    def _raw(self, offset: int) -> int:
        step = bisect_right(self._steps, offset, key=lambda one: one[1]) - 1
        raw, read = self._steps[step]
        last = self._steps[step + 1][0] if step + 1 < len(self._steps) else len(self.raw)
        return min(raw + offset - read, last)

    def _read(self, raw: int) -> int:
        step = bisect_right(self._steps, raw, key=lambda one: one[0]) - 1
        at, read = self._steps[step]
        last = self._steps[step + 1][1] if step + 1 < len(self._steps) else len(self.text)
        return min(read + raw - at, last)

    def position(self, offset: int) -> types.Position:
        """The place of an offset, as the editor counts."""
        raw = self._raw(offset)
        line = bisect_right(self._lines, raw) - 1
        return types.Position(line, self._units(self.raw[self._lines[line] : raw]))

    def range(self, start: int, end: int) -> types.Range:
        """The places of two offsets."""
        return types.Range(self.position(start), self.position(end))

    def of(self, span: Span) -> types.Range:
        """The place of a span of this text."""
        return self.range(*span.offsets)

    def offset(self, position: types.Position) -> int:
        """The offset of a place; a place behind the end of its line, or of the text, counts as that end."""
        if position.line >= len(self._lines):
            return len(self.text)
        start = self._lines[position.line]
        end = self._lines[position.line + 1] if position.line + 1 < len(self._lines) else len(self.raw)
        line = self.raw[start:end].rstrip("\r\n")
        return self._read(start + self._characters(line, position.character))

    @property
    def whole(self) -> types.Range:
        """All of the text."""
        return types.Range(types.Position(0, 0), self.position(len(self.text)))

    def _units(self, text: str) -> int:
        if self.encoding == "utf-32" or text.isascii():
            return len(text)
        return len(text.encode(self.encoding + ("-le" if self.encoding == "utf-16" else ""), "replace")) // self._size

    @property
    def _size(self) -> int:
        return 2 if self.encoding == "utf-16" else 1

    def _characters(self, line: str, units: int) -> int:
        if self.encoding == "utf-32" or line.isascii():
            return min(units, len(line))
        for at, character in enumerate(line):
            if units <= 0:
                return at
            units -= self._units(character)
        return len(line)


def _joins(character: str) -> bool:
    """Whether a character may become one with the character before it."""
    return (
        bool(unicodedata.combining(character))
        or unicodedata.category(character).startswith("M")
        or (
            "\u1160" <= character <= "\u11ff"  # the vowels and final consonants of Korean syllables
        )
    )
