"""Messages in the reader's language.

The program says everything in English. ``french/*.toml`` have the twin of each English message: the text as the code
writes it, with ``{}`` where a value stands, and the French one, with ``{}`` in the same order or ``{0}``, ``{1}`` in
another. A message is translated when it is shown: what it was made of is found again by its English form, so that
nothing else has to know of languages, and a message without a twin is shown in English, whole.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, NamedTuple

MessageLanguage = Literal["en", "fr"]
"""The languages in which messages are shown; the keywords of the language are one set."""


class MessageTwin(NamedTuple):
    """An English message with its pieces of text, its pattern, which of its values are quoted, and its translation."""

    pieces: tuple[str, ...]
    pattern: str
    is_quoted: tuple[bool, ...]
    translation: str

    @property
    def length(self) -> int:
        """How many characters of the message are its own."""
        return sum(map(len, self.pieces))


def translated(text: str, language: MessageLanguage) -> str:
    """A message in a language; what has no twin stays as it is, and so does all that stands in backticks."""
    return text if language == "en" else _in_french(text, _DEEPEST)[0]


def _in_french(text: str, depth: int) -> tuple[str, bool]:
    """The message in French, and whether nothing of it is left in English; ``depth`` bounds values within values.

    Of several twins that fit, the first whose values are said in French, too, is the right one. If there is none, the
    first is whose own words are the better part or come first, and what is left are words of the language of agreements
    (``at least 99% each calendar month``).
    """
    exact, twins = _french()
    if text in exact:
        return exact[text], True
    if _NAMES.fullmatch(text):
        return re.sub(r"(?<=`) (and|or) (?=`)", lambda joint: _JOINTS[joint[1]], text), True
    first = None
    for twin in twins if depth and len(text) < _LONGEST else ():
        if all(piece in text for piece in twin.pieces) and (found := re.fullmatch(twin.pattern, text, re.DOTALL)):
            values = zip(found.groups(), twin.is_quoted, strict=True)
            said = [(value, True) if is_quoted else _in_french(value, depth - 1) for value, is_quoted in values]
            message = twin.translation.format(*(value for value, _ in said))
            if all(is_whole for _, is_whole in said):
                return message, True
            if text.startswith(twin.pieces[0]) or twin.length > _SHORT:
                first = first or message
    if depth and "; " in text:
        parts = [_in_french(part, depth - 1) for part in text.split("; ")]
        if all(is_whole for _, is_whole in parts):
            return "\N{NO-BREAK SPACE}; ".join(part for part, _ in parts), True
    return first or text, first is None and not _PROSE.search(_QUOTED.sub("", text))


_DEEPEST = 6
"""How deep values stand in values; no message goes so far."""
_SHORT = 12
"""So few words of a message, as ` of its `, may stand in a sentence of another."""
_LONGEST = 4_000
"""A longer message is a text of an author, or a list, rather than one of ours."""
_NAMES = re.compile(r"`[^`]*`(?:(?:,| and| or) `[^`]*`)+")
_JOINTS = {"and": " et ", "or": " ou "}
_QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"")
_PROSE = re.compile(r"[a-z]{2,} [a-z]{2,}")


@cache
def _french() -> tuple[dict[str, str], list[MessageTwin]]:
    """The messages without values, and those with values; the more specific ones come first."""
    import tomllib  # who reads English needs none

    exact: dict[str, str] = {}
    twins: list[MessageTwin] = []
    for file in sorted((Path(__file__).parent / "french").glob("*.toml")):
        for english, french in tomllib.loads(file.read_text(encoding="utf-8")).items():
            parts = list(Formatter().parse(english))
            if any(name is not None for _, name, _, _ in parts):
                twins.append(_twin(parts, french))
            else:
                exact[english.format()] = french.format()
    return exact, sorted(twins, key=lambda twin: -twin.length)


def _twin(parts: list[tuple[str, str | None, str | None, str | None]], translation: str) -> MessageTwin:
    pieces, pattern, is_quoted, is_open = [], "", [], False
    for text, name, _, _ in parts:
        is_open ^= text.count("`") % 2 == 1
        pieces.append(text)
        pattern += re.escape(text)
        if name is not None:
            is_glued = text[-1:].strip() != ""  # to what stands before it: then there may be nothing
            pattern += "([^`]*)" if is_open else "(.*?)" if is_glued else "(.+?)"
            is_quoted.append(is_open)
    return MessageTwin(tuple(filter(None, pieces)), pattern, tuple(is_quoted), translation)
