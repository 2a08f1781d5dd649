"""What was found out of a file, with the places where the same declarations stand now that somebody has typed in it.

A declaration is the same if its words and signs, and all that stands between them, are the same.  Places in any other
stay places in the text as it was, so that nothing that has them is ever taken for something that was found now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from fractions import Fraction
from io import BytesIO
from operator import attrgetter
from pickle import HIGHEST_PROTOCOL, Pickler, Unpickler
from typing import Any, TypeVar

from .compiler.earlier import AGREEMENT
from .compiler.names import DeclaredPlace
from .compiler.outline import outline
from .language.parser import parse
from .model.agreement import Agreement
from .model.objective import Objective
from .model.wordings import Worded
from .proof.verdict import Figure, Ground, LateCase, Misses, Proof, ProofStep
from .text.finding import Finding, Related
from .text.source import Node, Source, Span, Token

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
    """How the declarations of a file have moved; none unless it holds the same names, and only agreements differ."""
    names = [(one.kind, one.name) for one in outline(before).declarations]
    if names != [(one.kind, one.name) for one in outline(now).declarations]:
        return None
    found = Move(before, now)
    beside = {number for number, (kind, _) in enumerate(names) if kind != AGREEMENT}
    return found if beside <= found.numbers else None


def _words(node: Node) -> tuple[str, list[str]]:
    """The text of a declaration, and what each of its words is."""
    first, last = node.first, node.last
    tokens = first.source.tokens[first.index : last.index + 1]
    return first.source.text[first.start : last.end], [token.type for token in tokens]


def moved(found: Kept, moves: Mapping[Source, Move], agreements: Collection[str]) -> Kept:
    """A copy of what was found, with the places as they are now.

    Of agreements only these have places in the files that changed.  Whatever else has none there is not copied: of
    agreements on which many others rest these are most of the findings and proofs.
    Raises ``RecursionError`` for what is nested beyond all measure.
    """
    # No walk in Python is as quick as that of the pickler, which copies everything but what it is told not to.
    stream = BytesIO()
    writer = _MovedWriter(stream, moves, agreements)
    writer.dump(found)
    copied: Kept = _MovedReader(BytesIO(stream.getbuffer()), writer.kept).load()
    return copied


_WITHOUT_PLACES = (Fraction, Source, Figure, LateCase, Misses, ProofStep)


_VALUES = {one: attrgetter(*(each.name for each in fields(one))) for one in (Finding, Ground, Proof)}
"""The values by which each is made again: that is quicker than to have it copied by its class."""


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
            **dict.fromkeys(_WITHOUT_PLACES, lambda one: one),
            **dict.fromkeys(Worded.__subclasses__(), self.declared),
            Agreement: self.agreement,
            Objective: self.objective,
            Proof: self.proof,
            Ground: self.ground,
            Finding: self.finding,
            Related: self.related,
            Span: self.span,
            Token: self.token,
            DeclaredPlace: self.place,
        }

    def reducer_override(self, one: Any) -> Any:
        """How something is written."""
        instead = self.instead.get(one.__class__)
        if instead is None:
            return NotImplemented
        if (value := instead(one)) is None:
            values = _VALUES.get(one.__class__)
            return (one.__class__, values(one)) if values else NotImplemented
        self.kept.append(value)
        return _kept, (len(self.kept) - 1,)

    def agreement(self, one: Agreement) -> Agreement | None:
        return None if one.name in self.agreements else one

    def declared(self, one: Worded) -> Worded | None:
        return one if one.source.source not in self.moves else None

    def objective(self, one: Objective) -> Objective | None:
        return None if one.address.partition("/")[0] in self.agreements else one

    def proof(self, one: Proof) -> Proof | None:
        stays = self.objective(one.objective) is not None and all(self.ground(each) is not None for each in one.grounds)
        return one if stays else None

    def ground(self, one: Ground) -> Ground | None:
        return one if self.stay(one.at, one.related) else None

    def finding(self, one: Finding) -> Finding | None:
        return one if self.stay(one.span, one.related) else None

    def related(self, one: Related) -> Related:
        return one if one.span.source not in self.moves else Related(self.span(one.span), one.message)

    def stay(self, span: Span | None, related: Iterable[Related]) -> bool:
        moves = self.moves
        return (span is None or span.source not in moves) and all(one.span.source not in moves for one in related)

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
