"""What was found out of a file, with the places where the same declarations stand now that somebody has typed in it.

A declaration is the same if its words and signs, and all that stands between them, are the same.  Places in any other
stay places in the text as it was, so that nothing that has them is ever taken for something that was found now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from pickle import HIGHEST_PROTOCOL, Pickler, Unpickler
from typing import Any, TypeVar

from ..language.parser import parse
from ..model.agreement import Agreement
from ..model.wordings import Worded
from ..text.source import Node, Source, Span, Token
from .earlier import AGREEMENT
from .names import DeclaredPlace
from .outline import outline

Kept = TypeVar("Kept")


class Move:
    """From one text of a file to the next: where each word stands that belongs to the same declaration in both."""

    def __init__(self, before: Source, now: Source) -> None:
        self.now = now
        self.places = [-1] * len(before.tokens)
        """For each token its index in the new text, or -1."""
        self.numbers = set[int]()
        """The numbers of the declarations that are the same."""
        for number, (old, new) in enumerate(zip(parse(before).declarations, parse(now).declarations, strict=True)):
            first, last = old.first.index, old.last.index
            if _words(old) == _words(new):
                self.places[first : last + 1] = range(new.first.index, new.last.index + 1)
                self.numbers.add(number)


def move(before: Source, now: Source) -> Move | None:
    """How the declarations of a file have moved; none unless it holds the same names as before, all of agreements."""
    names = [(one.kind, one.name) for one in outline(before).declarations]
    if any(kind != AGREEMENT for kind, _ in names):
        return None
    return Move(before, now) if names == [(one.kind, one.name) for one in outline(now).declarations] else None


def _words(node: Node) -> tuple[str, list[str]]:
    """The text of a declaration, and what each of its words is."""
    first, last = node.first, node.last
    tokens = first.source.tokens[first.index : last.index + 1]
    return first.source.text[first.start : last.end], [token.type for token in tokens]


def moved(found: Kept, moves: Mapping[Source, Move], agreements: Collection[str]) -> Kept:
    """A copy of what was found, with the places as they are now.

    Only ``agreements`` have places in the files that changed: other agreements, and all that is none, are not copied.
    Raises ``RecursionError`` for what is nested beyond all measure.
    """
    # No walk in Python is as quick as that of the pickler, which copies everything but what it is told not to.
    stream = BytesIO()
    writer = _MovedWriter(stream, moves, agreements)
    writer.dump(found)
    copied: Kept = _MovedReader(BytesIO(stream.getbuffer()), writer.kept).load()
    return copied


class _MovedReader(Unpickler):
    """Reads what was written, with ``kept`` in place of all that is not copied."""

    def __init__(self, stream: BytesIO, kept: Sequence[Any]) -> None:
        super().__init__(stream)
        self.kept = kept

    def find_class(self, module: str, name: str) -> Any:
        """What has this name; for ``_kept``, all that is not copied, by number."""
        return self.kept.__getitem__ if name == _kept.__name__ else super().find_class(module, name)


def _kept(_number: int) -> Any:
    """Stands in what is written for all that is not copied."""
    raise NotImplementedError


class _MovedWriter(Pickler):
    """Writes what was found; ``kept`` is what takes the place of all that is not copied."""

    def __init__(self, stream: BytesIO, moves: Mapping[Source, Move], agreements: Collection[str]) -> None:
        super().__init__(stream, HIGHEST_PROTOCOL)
        self.moves, self.agreements, self.kept = moves, agreements, list[Any]()
        self.instead: dict[type, Callable[[Any], Any]] = {
            **dict.fromkeys((Fraction, Source, *Worded.__subclasses__()), lambda one: one),
            Agreement: self.agreement,
            Span: self.span,
            Token: self.token,
            DeclaredPlace: self.place,
        }

    def reducer_override(self, one: Any) -> Any:
        """How something is written."""
        instead = self.instead.get(one.__class__)
        if instead is None or (value := instead(one)) is None:
            return NotImplemented
        self.kept.append(value)
        return _kept, (len(self.kept) - 1,)

    def agreement(self, one: Agreement) -> Agreement | None:
        return None if one.name in self.agreements else one

    def span(self, one: Span) -> Span:
        move = self.moves.get(one.source)
        if move is None or one.passed_over or one.last < one.first:
            return one
        first, last = move.places[one.first], move.places[one.last]
        return one if first < 0 or last < 0 else Span(move.now, first, last)

    def token(self, one: Token) -> Token:
        move = self.moves.get(one.source)
        at = -1 if move is None else move.places[one.index]
        return one if move is None or at < 0 else move.now.tokens[at]

    def place(self, one: DeclaredPlace) -> DeclaredPlace:
        move = self.moves.get(one.source)
        return one if move is None or one.number not in move.numbers else DeclaredPlace(move.now, one.number)
