"""Advice for words in further languages that are not written as the language has them."""

from __future__ import annotations

from ..text.source import Token


def about_languages(token: Token, before: Token, accepted: set[str]) -> str:
    """Advice for words in another language: what stands before them, and which text prevails."""
    following = token.source.tokens[token.index + 1 : token.index + 2]
    if any(one.type in ("STRING", "PROSE") for one in following) and len(token.text) == 2:
        if "TITLE" in accepted:
            return f"did you mean `title {token.text}`?"
        if "WORDING" in accepted or before.text == "title":
            return f"did you mean `wording {token.text}`?"
    said = [one.text for one in token.source.tokens[max(0, token.index - 8) : token.index]]
    if "written" in said and {"COMMA", "AND"} <= accepted:
        return f"say which text wins: `, of which {before.text} prevails` or `, equally binding`"
    return ""
