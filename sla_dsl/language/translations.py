"""Advice for words in further languages that are not written as the language has them."""

from __future__ import annotations

from ..text.finding import Finding
from ..text.source import Token

TEXTS = frozenset({"STRING", "PROSE"})
"""The terminals of words that may be said in another language."""


def about_languages(token: Token, before: Token, accepted: set[str]) -> str:
    """Advice for words in another language: what stands before those of a sentence, and which text prevails."""
    following = token.source.tokens[token.index + 1 : token.index + 2]
    if before.text == "title" and len(token.text) == 2 and any(one.type in TEXTS for one in following):
        return f"did you mean `wording {token.text}`?"
    said = [one.text for one in token.source.tokens[max(0, token.index - 8) : token.index]]
    if "written" in said and {"COMMA", "AND"} <= accepted:
        return f"say which text wins: `, of which {before.text} prevails` or `, equally binding`"
    return ""


def missing_word_finding(code: Token, word: str) -> Finding:
    """The finding for a text in the language ``code`` that lacks ``word`` before it."""
    return Finding(
        "syntax/foreign-spelling",
        f"`{code.text}` is not how the language writes it",
        code.span,
        label="read as meant",
        help=f"write `{word} {code.text}`",
        values=(code.text,),
    )
