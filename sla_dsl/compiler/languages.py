"""Texts with the same words in other languages behind them, as the tokens of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..language.parsed import Parsed
from ..model.wordings import LANGUAGES
from ..text.finding import Finding, Related
from ..text.nearest import nearest
from ..text.source import Node, Token, TreePart

_WORDS = ("TITLE", "WORDING")
_NODES = ("title_in", "said_in", "prose_in")
_TEXTS = ("STRING", "PROSE")
_WORDED = (*_TEXTS, "NAME")
"""Texts, and the name of a role, which may have words in another language behind them."""


def texts(parts: Iterable[TreePart]) -> Iterator[Token]:
    """The texts that have a wording in another language."""
    left = [part for part in parts if _may_be_worded(part)][::-1]
    # A generator in each node would take thrice the time.
    while left:
        part = left.pop()
        if not isinstance(part, Token):
            if part.kind not in _NODES:
                left += part.children[::-1]
        elif part.type in _WORDED and next(behind(part), None):
            yield part


def _may_be_worded(part: TreePart) -> bool:
    """Whether a wording may stand in a part of a tree, or right behind it; most statements have none."""
    # What is merged of two statements has tokens at two places.
    if type(part) is not Node:
        return True
    return any(token.type in _WORDS for token in part.first.source.tokens[part.first.index : part.last.index + 2])


def behind(token: Token) -> Iterator[tuple[Token, Token, Token]]:
    """The phrases behind a text: each time the word, the language, and the text in that language."""
    tokens, at = token.source.tokens, token.index + 1
    while at + 2 < len(tokens) and tokens[at].type in _WORDS and tokens[at + 2].type in _TEXTS:
        yield tokens[at], tokens[at + 1], tokens[at + 2]
        at += 3


def wrong_wordings(parsed: Parsed) -> Iterator[Finding]:
    """The findings for a language in which no document is made, and for one that stands twice behind a text."""
    if not any(word in parsed.source.text for word in ("title", "wording")):
        return
    for token in texts(parsed.declarations):
        seen: dict[str, Token] = {}
        for _word, language, said in behind(token):
            if language.text not in LANGUAGES:
                near = nearest(language.text, LANGUAGES)
                known = ", ".join(f"`{code}`" for code in LANGUAGES)
                yield Finding(
                    "name/unknown-language",
                    f"there is no language `{language.text}`",
                    language.span,
                    help=f"did you mean `{near}`?" if near else f"write one of {known}",
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
