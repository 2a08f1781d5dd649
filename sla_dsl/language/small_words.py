"""The help for a keyword that is misspelt where a name could stand, that is missing, or that another word stands for.

The parser knows which keywords can stand at a place, and what can follow each: a word is offered only where the text
goes on behind it.
"""

from __future__ import annotations

from ..text.finding import Finding
from ..text.source import Token
from .stack import Stack
from .terminals import language

_ALIKE = 0.75
"""How similar two words must be, from 0 to 1, so that one is a slip for the other."""
FAR = 6
"""At most so many tokens stand between a misspelt keyword and the word at which the text breaks."""
_FEW = 4
"""Where more keywords can stand, or a value or a name, any of them may be what is missing."""


def misspelt(name: Token, token: Token, stack: Stack) -> Finding | None:
    """The finding for a name behind ``stack`` that was meant to be a keyword: the text breaks at ``token``."""
    from difflib import get_close_matches  # it takes long to import, and most texts have no mistake

    words = {language().words[keyword]: keyword for keyword in _keywords(stack)}
    for word in get_close_matches(name.text, sorted(words), 1, cutoff=_ALIKE):
        if _goes_on(stack, words[word], *name.source.tokens[name.index + 1 : token.index + 1]):
            return Finding(
                "syntax/unexpected-token",
                f"`{name.text}` cannot stand here",
                name.span,
                help=f"did you mean `{word}`?",
                values=(name.text,),
            )
    return None


def about_small_words(token: Token, stack: Stack) -> str:
    """Advice for a token before which a keyword is missing, or for which only one keyword can stand; or nothing."""
    keywords = _keywords(stack)
    if len(keywords) > _FEW or len(keywords) < len(stack.terminals()):
        return ""
    missing = [language().words[keyword] for keyword in keywords if _goes_on(stack, keyword, token)]
    if len(missing) == 1:
        return f"write `{missing[0]} {token.text}`"
    behind = token.source.tokens[token.index + 1 : token.index + 2]
    if len(keywords) == 1 and behind and token.type == "NAME" and _goes_on(stack, keywords[0], behind[0]):
        return f"did you mean `{language().words[keywords[0]]}`?"
    return ""


def _keywords(stack: Stack) -> list[str]:
    """The terminals of the words that can stand at a place, without signs."""
    words = language().words
    return sorted(terminal for terminal in stack.terminals() if words.get(terminal, "").isalpha())


def _goes_on(stack: Stack, keyword: str, *tokens: Token) -> bool:
    """Whether tokens can stand behind a keyword: those that are keywords themselves are taken for no names."""
    terminals = (keyword, *(language().keywords.get(token.text, token.type) for token in tokens))
    after: Stack | None = stack
    for terminal in terminals:
        after = after.after(terminal) if after is not None else None
    return after is not None
