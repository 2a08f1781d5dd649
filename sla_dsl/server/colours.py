"""The words of a document by what they are: semantic tokens."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from ..language.terminals import language
from ..text.source import Node, Token
from .bench import OpenDocument
from .names import NameIndex

TYPES = (
    "keyword",
    "comment",
    "string",
    "number",
    "namespace",
    "class",
    "property",
    "parameter",
    "enum",
    "enumMember",
    "function",
    "event",
    "interface",
    "variable",
)
"""The kinds of words, in the order of their numbers."""
MODIFIERS = ("declaration",)
LEGEND = types.SemanticTokensLegend(list(TYPES), list(MODIFIERS))
_OF_TERMINALS = {
    "STRING": "string",
    "PROSE": "string",
    **dict.fromkeys(
        ("DATE", "MONTH_DAY", "TIME_OF_DAY", "SEMVER", "RATE", "FRACTION", "PERCENT", "NUMBER", "ALWAYS"), "number"
    ),
}
_OF_SPACES = {
    "party": "namespace",
    "service": "namespace",
    "agreement": "class",
    "document": "class",
    "policy": "class",
    "topic": "interface",
    "objective": "property",
    "clause": "property",
    "parameter": "parameter",
    "scale": "enum",
    "fact": "enum",
    "value": "enumMember",
    "metric": "function",
    "calendar": "event",
    "clock": "event",
    "event": "event",
    "channel": "interface",
    "reason": "interface",
}
_OF_NODES = {
    "agreement": "class",
    "policy": "class",
    "document": "class",
    "objective": "property",
    "objectives": "property",
    "parameter": "parameter",
    "metric": "function",
    "service": "namespace",
    "party": "namespace",
    "team": "namespace",
    "priorities": "enum",
    "tiers": "enum",
    "dimension": "enum",
    "fact": "enum",
    "scale_value": "enumMember",
    "clause": "property",
    "calendar": "event",
    "clock": "event",
    "event": "event",
    "channel": "interface",
    "reason": "interface",
    "topic": "interface",
}

ColouredWord = tuple[int, int, str, bool]
"""Start and end in the text, the kind of word, and whether it declares something."""


def semantic_tokens(document: OpenDocument, path: str, index: NameIndex | None) -> types.SemanticTokens:
    """All words of a document; a name has the kind of its thing while the last check is of this text."""
    data: list[int] = []
    line = character = 0
    for start, end, kind, declares in sorted(_words(document, path, index)):
        for first, last in _lines(document.positions.text, start, end):
            place = document.positions.range(first, last)
            step = place.start.line - line
            data += [
                step,
                place.start.character - (0 if step else character),
                place.end.character - place.start.character,
                TYPES.index(kind),
                int(declares),
            ]
            line, character = place.start.line, place.start.character
    return types.SemanticTokens(data)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch of text line by line, without the ends of lines."""
    for part in text[start:end].splitlines(keepends=True):
        last = start + len(part.rstrip("\r\n"))
        if last > start:
            yield start, last
        start += len(part)


def _words(document: OpenDocument, path: str, index: NameIndex | None) -> Iterator[ColouredWord]:
    known = {one.start: _OF_SPACES.get(one.named.space) for one in index.by_path.get(path, ())} if index else {}
    declared = dict(_declared(document.parsed.declarations))
    source, keywords = document.source, {*language().keywords.values(), *language().phrases}
    for comment in source.comments:
        yield comment.start, comment.end, "comment", False
    last = 0
    for token in source.tokens:
        if token.start < last:  # of a spelling that is read as several tokens, the first one counts
            continue
        last = token.end
        if token.type in ("NAME", "PATH"):
            kind = declared.get(token.start) or known.get(token.start) or "variable"
            yield token.start, token.end, kind, token.start in declared
        elif kind_of := _OF_TERMINALS.get(token.type):
            yield token.start, token.end, kind_of, False
        elif token.type in keywords:
            yield token.start, token.end, "keyword", False


def _declared(nodes: list[Node]) -> Iterator[tuple[int, str]]:
    """The places of names that are declared, with their kinds."""
    for node in nodes:
        name: Token | None = node.token("NAME")
        if name is not None and node.kind in _OF_NODES:
            yield name.start, _OF_NODES[node.kind]
        yield from _declared([child for child in node.nodes() if child.kind in (*_OF_NODES, "override")])
