"""Source text, its tokens and the tree that the parser builds over them.

There is one tree format, and nothing in it stores a position: a token knows its index in its source, a node its first
and last token.  Where tokens start and end is known to their source; lines and columns are counted when a message is
printed.

Tokens and tree take thirty times what the text takes.  A source lets go of them where many files are compiled at once;
whoever still asks for them has the text read again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import ClassVar, NamedTuple, final


class Position(NamedTuple):
    """A place in a text; lines and columns start at 1, columns count characters."""

    line: int
    column: int


class Source:
    """One ``.sla`` file: its path (POSIX, relative to the workspace) and its text.

    ``text`` is normalised (NFC, without byte order mark).  ``pack`` is the name of the pack of policies that the file
    belongs to, empty for a file of the workspace.  The scanner fills ``tokens``, ``places`` and ``comments`` from it.
    """

    # A slot for attributes keeps `line_starts`, the outline and the parsed tree, which are computed once.
    __slots__ = ("__dict__", "_comments", "_tokens", "pack", "path", "places", "text")

    reader: ClassVar[Callable[[Source], object]]
    """The function that fills the tokens and comments again; the parser, since this module knows no language."""

    def __init__(self, path: str, text: str, pack: str = "") -> None:
        self.path = path
        self.pack = pack
        self.text = text
        self._tokens: list[Token] | None = []
        self._comments: list[Comment] = []
        self.places = array("I")
        """The offsets at which each token starts (inclusive) and ends (exclusive), one token after the other."""

    def __repr__(self) -> str:
        return f"Source({self.path!r})"

    @property
    def tokens(self) -> list[Token]:
        """The tokens, in order."""
        if self._tokens is None:
            self.reader()
        assert self._tokens is not None
        return self._tokens

    @property
    def comments(self) -> list[Comment]:
        """The comments, in order."""
        if self._tokens is None:
            self.reader()
        return self._comments

    def begin(self) -> None:
        """Forgets tokens and comments, to be scanned (again)."""
        self._tokens, self._comments, self.places = [], [], array("I")

    def add(self, type: str, text: str, start: int, end: int) -> None:
        """Adds a token that stands between two offsets."""
        self.tokens.append(Token(type, text, self, len(self.tokens)))
        self.places.extend((start, end))

    def let_go(self) -> None:
        """Lets go of tokens, comments and tree; the places of the tokens stay."""
        self._tokens, self._comments = None, []
        self.__dict__.pop("parsed", None)

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Where one token starts (inclusive), and where another ends (exclusive)."""
        return self.places[2 * first], self.places[2 * last + 1]

    def passed_over(self, start: int, end: int) -> Span:
        """The span of text between two offsets that is no token."""
        behind = bisect_left(self.tokens, start, key=lambda token: token.start)
        return Span(self, behind, behind - 1, (start, end))

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """The line and column of an offset into ``text``."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")


@final
class Token:
    """A word, number, string or sign of a source.

    ``type`` is its terminal in the grammar, as the parser read it; ``index`` is its place in ``source.tokens``.  What
    the parser adds in place of a missing sign has the index, and so the place, of the token before it.
    """

    __slots__ = ("index", "source", "text", "type")

    def __init__(self, type: str, text: str, source: Source, index: int) -> None:
        self.type = type
        self.text = text
        self.source = source
        self.index = index

    def __repr__(self) -> str:
        return f"Token({self.type}, {self.text!r})"

    @property
    def start(self) -> int:
        """The offset of its first character; 0 for the end of a file, which has no place."""
        places, at = self.source.places, 2 * self.index
        return places[at] if at < len(places) else 0

    @property
    def end(self) -> int:
        """The offset behind its last character; 0 for the end of a file."""
        places, at = self.source.places, 2 * self.index + 1
        return places[at] if at < len(places) else 0

    @property
    def span(self) -> Span:
        """The token as a span."""
        return Span(self.source, self.index, self.index)


class Comment(NamedTuple):
    """A ``# …`` comment; ``before`` is the index of the token that follows it."""

    start: int
    end: int
    before: int


class Node:
    """A production of the grammar: its name (``kind``) and its parts in order.

    The tree keeps every token, keywords included, so that the text can be written again from tree and comments.
    """

    __slots__ = ("children", "kind")

    def __init__(self, kind: str, children: list[Node | Token]) -> None:
        self.kind = kind
        self.children = children

    def __repr__(self) -> str:
        return f"Node({self.kind}, {self.children!r})"

    @property
    def first(self) -> Token:
        """The token at which the node begins."""
        part: Node | Token = self
        while isinstance(part, Node):
            part = part.children[0]
        return part

    @property
    def last(self) -> Token:
        """The token at which the node ends."""
        part: Node | Token = self
        while isinstance(part, Node):
            part = part.children[-1]
        return part

    @property
    def span(self) -> Span:
        """The span from the first token of the node to its last."""
        first = self.first
        return Span(first.source, first.index, self.last.index)

    @property
    def text(self) -> str:
        """The tokens of the node with one blank between them."""
        first, last = self.first, self.last
        return " ".join(token.text for token in first.source.tokens[first.index : last.index + 1])

    # These are asked for every part of every statement: plain loops take half the time of generators.

    def nodes(self, *kinds: str) -> Iterator[Node]:
        """The direct parts that are nodes, of these kinds if any are named."""
        for child in self.children:
            # A merged statement is a node as well, of a class of its own.
            if type(child) is not Token and (not kinds or child.kind in kinds):
                yield child

    def node(self, *kinds: str) -> Node | None:
        """The first node of ``nodes(*kinds)``, or none."""
        for child in self.children:
            if type(child) is not Token and (not kinds or child.kind in kinds):
                return child
        return None

    def tokens(self, *types: str) -> Iterator[Token]:
        """The direct parts that are tokens, of these types if any are named."""
        for child in self.children:
            if child.__class__ is Token and (not types or child.type in types):
                yield child

    def token(self, *types: str) -> Token | None:
        """The first token of ``tokens(*types)``, or none."""
        for child in self.children:
            if child.__class__ is Token and (not types or child.type in types):
                return child
        return None

    def after(self, type: str) -> Node | Token | None:
        """The part behind the first token of this type, or none."""
        found = False
        for child in self.children:
            if found:
                return child
            found = child.__class__ is Token and child.type == type
        return None

    def has(self, *types: str) -> bool:
        """Whether a token of one of these types is among the direct parts."""
        return self.token(*types) is not None


TreePart = Node | Token
"""A part of a tree."""


class Span(NamedTuple):
    """The tokens ``first`` to ``last`` (indexes, both included) of a source.

    An empty source has no tokens; its span is ``(source, 0, -1)`` and stands at its start.  Text that is no token, such
    as a remark, has its offsets in ``passed_over``, and ``first`` is the token behind it.
    """

    source: Source
    first: int
    last: int
    passed_over: tuple[int, int] | None = None

    @property
    def start(self) -> Position:
        """The position at which the first token begins."""
        return self.source.position(self.offsets[0])

    @property
    def end(self) -> Position:
        """The position of the last character (inclusive) of the last token."""
        start, end = self.offsets
        return self.source.position(max(start, end - 1))

    @property
    def offsets(self) -> tuple[int, int]:
        """Start (inclusive) and end (exclusive) as offsets into the text."""
        if self.passed_over:
            return self.passed_over
        if self.last < self.first:
            return 0, 0
        return self.source.offsets(self.first, self.last)

    @property
    def text(self) -> str:
        """The source text that the span covers."""
        start, end = self.offsets
        return self.source.text[start:end]

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of another in the same source."""
        return Span(self.source, self.first, other.last)
