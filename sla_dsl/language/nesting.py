"""How deeply blocks, parentheses and `not` may stand in each other."""

from __future__ import annotations

from collections.abc import Sequence

from ..text.finding import Finding
from ..text.source import Source, Token

MAX_DEPTH = 50
"""The deepest nesting: every computation has a stated limit, and no agreement comes near."""

_OPENING, _CLOSING = frozenset(("LBRACE", "LPAR")), frozenset(("RBRACE", "RPAR"))


def cut_too_deep(source: Source, findings: list[Finding]) -> None:
    """Drops what stands behind the first token that is too deep, with the findings there; adds one about it."""
    text = source.text
    if text.count("{") + text.count("(") + text.count("not") <= MAX_DEPTH:
        return
    last = _too_deep(source.tokens)
    if last is None:
        return
    del source.tokens[last.index + 1 :], source.places[2 * last.index + 2 :]
    source.comments[:] = (one for one in source.comments if one.before <= last.index)
    findings[:] = (one for one in findings if one.span is None or one.span.first <= last.index)
    findings.append(
        Finding(
            "syntax/nesting-too-deep",
            f"blocks, parentheses and `not` stand more than {MAX_DEPTH} deep in each other here",
            last.span,
            help="write the inner parts as declarations of their own; the rest of this file was not read",
        )
    )


def _too_deep(tokens: Sequence[Token]) -> Token | None:
    depth = denials = 0
    for token in tokens:
        denials = denials + 1 if token.text == "not" else 0
        depth += (token.type in _OPENING) - (token.type in _CLOSING)
        if denials > MAX_DEPTH or (depth > MAX_DEPTH and token.type in _OPENING):
            return token
    return None
