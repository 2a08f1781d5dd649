"""Messages in the reader's language.

The program says everything in English. ``french/*.toml`` have the twin of each English message: the text as the code
writes it, with ``{}`` where a value stands, and the French one, with ``{}`` in the same order or ``{0}``, ``{1}`` in
another. A message is translated when it is shown: what it was made of is found again by its English form, so that
nothing else has to know of languages, and a message without a twin is shown in English, whole.

What stands in a message is a figure, a term with a twin of its own, or words of an author or of the language of
agreements. These stay as they are, and are quoted where the English message does not quote them, so that no English
word is a part of a French sentence.
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
    """An English message with its pieces of text, its pattern, how its values stand in it, and its translation.

    A value is ``quoted``, ``joined`` to another one without anything between them, or ``bare``.
    """

    pieces: tuple[str, ...]
    pattern: str
    values: tuple[Literal["quoted", "joined", "bare"], ...]
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
            said = [_value(value, how, depth - 1) for value, how in zip(found.groups(), twin.values, strict=True)]
            message = twin.translation.format(*(value for value, _ in said))
            if all(is_whole for _, is_whole in said):
                return message, True
            if text.startswith(twin.pieces[0]) or twin.length > _SHORT:
                first = first or message
    if depth and len(text) < _LONGEST and (listed := _as_a_list(text, depth - 1)):
        return listed, True
    return first or text, first is None and not _PROSE.search(_QUOTED.sub("", text))


def _as_a_list(text: str, depth: int) -> str:
    """A list in French, if each of its members has a twin or is quoted; empty if not."""
    for pattern in _LISTS:
        joints, members = pattern.findall(text), pattern.split(text)
        said = [_value(member, "bare", depth) for member in members] if joints else []
        known = zip(members, said, strict=False)
        if said and all(is_whole and (one != member or _QUOTED.fullmatch(one)) for member, (one, is_whole) in known):
            joined = (_JOINTS[joint.strip()] + one for joint, (one, _) in zip(joints, said[1:], strict=True))
            return said[0][0] + "".join(joined)
    return ""


def _value(text: str, how: str, depth: int) -> tuple[str, bool]:
    """A value of a message in French, and whether nothing of it is left in English outside of quotes."""
    if how == "quoted":
        return text, True
    said, is_whole = _in_french(text, depth)
    is_word = said == text and text not in _french()[0] and text == text.strip() and not _QUOTES.search(text)
    if how == "joined" or not is_word or not _WORDS.search(_FIGURES.sub("", text)):
        return said, is_whole
    if is_whole and (joint := _LISTED.search(text)):
        parts = [_value(part, how, depth - 1) for part in text.split(joint[0])] if depth else []
        return joint[0].join(part for part, _ in parts) or f"`{text}`", True
    return f"`{text}`", is_whole


_DEEPEST = 6
"""How deep values stand in values; no message goes so far."""
_SHORT = 12
"""So few words of a message, as ` of its `, may stand in a sentence of another."""
_LONGEST = 4_000
"""A longer message is a text of an author, or a list, rather than one of ours."""
_NAMES = re.compile(r"`[^`]*`(?:(?:,| and| or) `[^`]*`)+")
_JOINTS = {"and": " et ", "or": " ou ", ",": ", ", ";": "\N{NO-BREAK SPACE}; "}
_QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"")
_QUOTES = re.compile('[`"\n]')
_WORDS = re.compile(r"[^\W\d_]")
_FIGURES = re.compile(r"\b(?:[A-Z]{3}|(?:[\d.,]+ ?)?(?:ms|min|[smh]|%))\b|https?://\S+")
"""Signs that are the same in every language: currencies, times, addresses."""
_LISTED = re.compile(", | \N{RIGHTWARDS ARROW} ")
_LISTS = tuple(
    re.compile(rf"(?:{joint})(?=(?:[^`\"]|`[^`]*`|\"[^\"]*\")*$)") for joint in ("; ", " or ", ", | or | and ")
)
"""Signs between the members of a list, outside of quotes."""
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
    pieces, pattern, values, opened = [], "", list[Literal["quoted", "joined", "bare"]](), ""
    for at, (text, name, _, _) in enumerate(parts):
        for sign in re.findall('[`"]', text):
            opened = "" if opened == sign else opened or sign
        pieces.append(text)
        pattern += re.escape(text)
        if name is not None:
            behind = parts[at + 1][0] if at + 1 < len(parts) else " "
            is_joined = not behind or behind[0].isalnum() or (not text and at) or text[-1:].isalnum()
            is_glued = text[-1:].strip() != ""  # to what stands before it: then there may be nothing
            pattern += "([^`]*)" if opened == "`" else "(.*?)" if is_glued else "(.+?)"
            values.append("quoted" if opened else "joined" if is_joined else "bare")
    return MessageTwin(tuple(filter(None, pieces)), pattern, tuple(values), translation)
