"""The words of an author in other languages: what stands behind a text as ``title fr "…"`` or ``wording fr "…"``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import cast

from ..language.parser import Parsed
from ..model.wordings import LANGUAGES, DocumentLanguage, Languages, Wording
from ..text.finding import Finding, Related
from ..text.nearest import nearest
from ..text.source import Node, Token, TreePart
from .reading import Reading
from .values import prose, text

_WORDS = ("TITLE", "WORDING")
_NODES = ("title_in", "said_in", "prose_in")
_TEXTS = ("STRING", "PROSE")


def wordings(parts: Iterable[TreePart]) -> tuple[Wording, ...]:
    """The wordings behind all texts in these parts of a tree, each once."""
    found: dict[tuple[str, str, str], Wording] = {}
    for token in _texts(parts):
        for word, language, said in _behind(token):
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


def _texts(parts: Iterable[TreePart]) -> Iterator[Token]:
    """The texts that have a wording in another language."""
    for part in parts:
        if not isinstance(part, Token):
            if part.kind not in _NODES:
                yield from _texts(part.children)
        elif part.type in _TEXTS and next(_behind(part), None):
            yield part


def _behind(token: Token) -> Iterator[tuple[Token, Token, Token]]:
    """The phrases behind a text: each time the word, the language, and the text in that language."""
    tokens, at = token.source.tokens, token.index + 1
    while at + 2 < len(tokens) and tokens[at].type in _WORDS and tokens[at + 2].type in _TEXTS:
        yield tokens[at], tokens[at + 1], tokens[at + 2]
        at += 3


def _read(token: Token) -> str:
    return prose(token) if token.type == "PROSE" else text(token)


def wrong_wordings(parsed: Iterable[Parsed]) -> Iterator[Finding]:
    """The findings for a language in which no document is made, and for one that stands twice behind a text."""
    for one in parsed:
        if not any(word in one.source.text for word in ("title", "wording")):
            continue
        for token in _texts(one.declarations):
            seen: dict[str, Token] = {}
            for _word, language, said in _behind(token):
                if language.text not in LANGUAGES:
                    near = nearest(language.text, LANGUAGES)
                    known = " or ".join(f"`{code}`" for code in LANGUAGES)
                    yield Finding(
                        "name/unknown-language",
                        f"there is no language `{language.text}`",
                        language.span,
                        help=f"did you mean `{near}`?" if near else f"write {known}",
                        values=(language.text,),
                    )
                elif language.text in seen:
                    yield Finding(
                        "syntax/repeated-phrase",
                        f"`{language.text} …` is said twice behind this text",
                        said.span,
                        help="leave one out",
                        related=(Related(seen[language.text].span, "it stands here already"),),
                    )
                seen.setdefault(language.text, said)


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
