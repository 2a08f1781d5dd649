"""The states of the parser, and its answers to terminals: found out once, and remembered for all files.

Files of one language bring the parser into the same states over and over.  So its states are no list that each parse
fills and empties, but a place in a tree of all lists that were met: from there, one look-up tells for a terminal which
reductions it brings, and the place behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from ..text.source import Node, Token
from .lines import LineShape
from .terminals import Reduction, language

MANY = 50_000
"""So many stacks and lines are remembered at most: those of ten thousand agreements are a tenth of it."""


class StackStep(NamedTuple):
    """The answer of the parser to a terminal: ``reductions`` in order, and the stack behind them.

    Where ``takes`` is true, the terminal can stand there, and ``stack`` is the one behind it.  Otherwise the reductions
    are those that come before it is seen that it cannot.
    """

    reductions: Sequence[Reduction]
    stack: Stack
    takes: bool


class LineStep(NamedTuple):
    """The answer of the parser to a line in which nothing is wrong, and the stack behind it.

    ``keywords`` are the tokens that are none of the scanner's type, by their places in the line, with their types.
    ``turns`` are the reductions, each before the token at a place.  ``contested`` and ``named`` are what the run has
    under these names, if a word of the line is meant; its index is counted from the start of the line.
    """

    keywords: Sequence[tuple[int, str]]
    turns: Sequence[tuple[int, Sequence[Reduction]]]
    stack: Stack
    contested: tuple[int, Stack] | None
    named: tuple[int, Stack] | None


class Stack:
    """The states of an LALR parser, one above the other: ``state``, and the stack ``below``.  It never changes.

    ``row`` is what the table has for the state, ``depth`` counts the states, and ``in_row`` tells whether a row of a
    table can end here.  ``steps``, ``above``, ``sure`` and ``lines`` hold what was asked of this stack before: of a
    terminal, of a state, of a word that is a keyword here whatever follows (its terminal, and the stack if it had been
    a name), and of the shape of a line.
    """

    __slots__ = ("above", "below", "depth", "in_row", "lines", "row", "state", "steps", "sure")

    made: ClassVar[int] = 0
    """How many are remembered, and lines with them."""

    def __init__(self, state: int, below: Stack | None = None) -> None:
        self.state = state
        self.below = below
        Stack.made += 1
        self.depth: int = below.depth + 1 if below is not None else 1
        self.row: Mapping[str, int] = language().table[state]
        self.in_row = "ROW_END" in self.row
        self.sure: dict[str, tuple[str, Stack | None]] = {}
        self.lines: dict[LineShape, LineStep] = {}
        self.steps: dict[str, StackStep] = {}
        self.above: dict[int, Stack] = {}

    def step(self, terminal: str) -> StackStep:
        """The answer to a terminal here."""
        return self.steps.get(terminal) or self.steps.setdefault(terminal, self._step(terminal))

    def _step(self, terminal: str) -> StackStep:
        known, stack = language(), self
        reductions: list[Reduction] = []
        while stack.state != known.end:
            action = stack.row.get(terminal)
            if action is None:
                return StackStep(reductions, stack, False)
            if action >= 0:
                return StackStep(reductions, stack.on(action), True)
            reduction = known.reductions[~action]
            stack = stack.down_to(stack.depth - reduction.length)
            stack = stack.on(stack.row[reduction.origin])
            if reductions and reduction.grows and reduction.length == 1 and not reductions[-1].alone:
                reductions[-1] = reductions[-1]._replace(kind=reduction.kind)  # it has no other name first
            else:
                reductions.append(reduction)
        return StackStep(reductions, stack, True)

    def turns(self, line: Iterable[Token]) -> tuple[list[tuple[int, Sequence[Reduction]]], Stack | None]:
        """The reductions that the tokens of a line bring, each before the token at a place, and the stack behind all.

        There is none where one of them cannot stand.
        """
        found: list[tuple[int, Sequence[Reduction]]] = []
        stack = self
        for place, token in enumerate(line):
            reductions, stack, takes = stack.step(token.type)
            if not takes:
                return found, None
            if reductions:
                found.append((place, reductions))
        return found, stack

    def on(self, state: int) -> Stack:
        """The stack with one more state."""
        return self.above.get(state) or self.above.setdefault(state, Stack(state, self))

    def down(self) -> Iterator[Stack]:
        """The stack itself, and all that are below, from above."""
        stack: Stack | None = self
        while stack is not None:
            yield stack
            stack = stack.below

    def down_to(self, depth: int) -> Stack:
        """The lowest states of this stack, as many as ``depth``."""
        return next(stack for stack in self.down() if stack.depth == depth)

    def after(self, terminal: str) -> Stack | None:
        """The stack after a terminal, or nothing if the terminal cannot stand here."""
        step = self.step(terminal)
        return step.stack if step.takes else None

    def fits(self, tokens: Iterable[Token]) -> bool:
        """Whether the first of these tokens, by its type or as a keyword, can stand here."""
        return any(self.after(t) for token in tokens for t in (token.type, language().keywords.get(token.text, "")))

    def terminals(self) -> set[str]:
        """The terminals that can stand here; the table lists too many, because LALR(1) merges states."""
        return {terminal for terminal in self.row if terminal in language().terminals and self.after(terminal)}


_EMPTY: list[Stack] = []


def empty() -> Stack:
    """The stack before the first token, from which all others are reached.  Where too many are, they are let go of."""
    if not _EMPTY or Stack.made > MANY:
        Stack.made = 0
        _EMPTY[:] = [Stack(language().start)]
    return _EMPTY[0]


def reduce(values: list[Any], reductions: Sequence[Reduction]) -> None:
    """Makes nodes of the last values, one after the other."""
    for length, kind, inlined, grows, alone, _ in reductions:
        if length == 1 and not inlined:  # the most frequent by far
            if grows:
                values[-1].kind = kind  # nobody else has the node of a repetition
            elif not alone:
                values[-1] = Node(kind, [values[-1]])
            continue
        first = len(values) - length
        parts = values[first:]
        for place in inlined:
            parts[place : place + 1] = parts[place].children
        if grows:  # a copy at each turn would be one of all before
            whole = values[first]
            whole.children += parts[1:]
            whole.kind = kind
        else:
            whole = parts[0] if alone and len(parts) == 1 else Node(kind, parts)
        values[first:] = (whole,)
