"""Looking ahead: the states of the parser after a terminal, without taking it."""

from __future__ import annotations

from collections.abc import Iterable

from ..text.source import Token
from .terminals import language


def after(stack: list[int], terminal: str) -> list[int] | None:
    """The parser's states after a terminal, or nothing if the terminal cannot stand there."""
    known, stack = language(), list(stack)
    while True:
        action = known.table[stack[-1]].get(terminal)
        if action is None:
            return None
        if action >= 0:
            stack.append(action)
            return stack
        reduction = known.reductions[~action]
        if reduction.length:
            del stack[-reduction.length :]
        stack.append(known.table[stack[-1]][reduction.origin])
        if stack[-1] == known.end:
            return stack


def fits(stack: list[int], tokens: Iterable[Token]) -> bool:
    """Whether the first of these tokens, by its type or as a keyword, can stand after these states."""
    return any(after(stack, t) for token in tokens for t in (token.type, language().keywords.get(token.text, "")))


def terminals_after(stack: list[int]) -> set[str]:
    """The terminals that can stand after these states; the table lists too many, because LALR(1) merges states."""
    known = language()
    return {terminal for terminal in known.table[stack[-1]] if terminal in known.terminals and after(stack, terminal)}
