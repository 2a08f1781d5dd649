"""The words of an author in other languages: what stands behind a text as ``title fr "…"`` or ``wording fr "…"``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import cast

from ..model.wordings import LANGUAGES, DocumentLanguage, Languages, Wording
from ..text.source import Node, Token, TreePart
from .languages import behind, texts
from .reading import Reading
from .values import prose, text


def wordings(parts: Iterable[TreePart]) -> tuple[Wording, ...]:
    """The wordings behind all texts in these parts of a tree, each once."""
    found: dict[tuple[str, str, str], Wording] = {}
    for token in texts(parts):
        for word, language, said in behind(token):
            if language.text in LANGUAGES:
                one = Wording(
                    kind="title" if word.type == "TITLE" else "wording",
                    language=language.text,
                    of=_read(token),
                    text=_read(said),
                    source=said.span,
                )
                found.setdefault((one.language, one.of, one.text), one)
    return tuple(found.values())


def _read(token: Token) -> str:
    return token.text if token.type == "NAME" else prose(token) if token.type == "PROSE" else text(token)


def head(node: Node) -> Iterator[TreePart]:
    """The parts of a declaration before its block."""
    return takewhile(lambda part: not (isinstance(part, Token) and part.type == "LBRACE"), node.children)


def languages(node: Node, reading: Reading) -> Languages | None:
    """A ``written in`` statement: the language of the texts, those of other wordings, and which one prevails."""
    known = [reading.word("language", token, LANGUAGES) for token in node.tokens("NAME")]
    if None in known:
        return None
    codes = cast("list[DocumentLanguage]", known)
    prevailing = codes.pop() if node.has("PREVAILS") else None
    for at, token in enumerate(list(node.tokens("NAME"))[: len(codes)]):
        if codes.index(codes[at]) < at:
            reading.report("name/duplicate", f"`{token.text}` stands twice in one list", token, help="leave one out")
    if prevailing is not None and prevailing not in codes:
        reading.report(
            "value/out-of-range",
            f"`{prevailing}` is none of the languages of this agreement, so that it cannot prevail",
            node.children[-2],
            help=f"write one of {', '.join(f'`{code}`' for code in codes)}",
        )
        return None
    return Languages(written=codes[0], others=tuple(dict.fromkeys(codes[1:])), prevailing=prevailing, source=node.span)
