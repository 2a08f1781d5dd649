"""The outline of a document: its declarations and promises, the blocks that can be folded, and words in a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from ..language.parser import parse
from ..text.source import Node, Token
from .bench import CheckedTexts, OpenDocument, Project
from .positions import Positions

_KINDS = {
    "party": types.SymbolKind.Module,
    "team": types.SymbolKind.Module,
    "calendar": types.SymbolKind.Event,
    "clock": types.SymbolKind.Event,
    "event": types.SymbolKind.Event,
    "channel": types.SymbolKind.Interface,
    "priorities": types.SymbolKind.Enum,
    "tiers": types.SymbolKind.Enum,
    "dimension": types.SymbolKind.Enum,
    "fact": types.SymbolKind.Enum,
    "scale_value": types.SymbolKind.EnumMember,
    "metric": types.SymbolKind.Function,
    "service": types.SymbolKind.Object,
    "agreement": types.SymbolKind.Class,
    "objective": types.SymbolKind.Property,
    "objectives": types.SymbolKind.Property,
    "parameter": types.SymbolKind.Variable,
    "topic": types.SymbolKind.Key,
    "policy": types.SymbolKind.Operator,
}
"""The symbol of an editor for each production; for any other it is that of a text."""
_INSIDE = frozenset({"objective", "objectives", "parameter", "clause", "scale_value"})
"""Statements that have a name of their own."""


def symbols(document: OpenDocument) -> list[types.DocumentSymbol]:
    """The declarations of a document, with what they declare inside."""
    return list(_symbols(document.parsed.declarations, document.positions))


def _symbols(nodes: Iterable[Node], positions: Positions) -> Iterator[types.DocumentSymbol]:
    for node in nodes:
        name = node.token("NAME")
        if name is None:
            continue
        inner = [next(child.nodes(), child) if child.kind == "override" else child for child in node.nodes()]
        yield types.DocumentSymbol(
            name=name.text,
            kind=_KINDS.get(node.kind, types.SymbolKind.String),
            range=positions.of(node.span),
            selection_range=positions.range(name.start, name.end),
            detail=" ".join(filter(None, (word(node), title(node)))),
            children=list(_symbols((child for child in inner if child.kind in _INSIDE), positions)),
        )


def word(node: Node) -> str:
    """The words by which a declaration begins, before its name."""
    words = []
    for child in node.children:
        if isinstance(child, Token) and child.type == "NAME":
            break
        if isinstance(child, Token):
            words.append(child.text)
    return " ".join(words)


def title(node: Node) -> str:
    """The title of a declaration as its author wrote it, without quotes; empty if it has none."""
    found = node.token("STRING")
    return found.text[1:-1] if found is not None and node.kind != "reason" else ""


def folds(document: OpenDocument) -> list[types.FoldingRange]:
    """The blocks, tables, prose and runs of comments that take more than one line."""
    source, found = document.source, dict[int, types.FoldingRange]()

    def fold(first: int, last: int, kind: types.FoldingRangeKind) -> None:
        start, end = document.positions.position(first).line, document.positions.position(last).line
        if end > start and start not in found:
            found[start] = types.FoldingRange(start_line=start, end_line=end, kind=kind)

    opened: list[Token] = []
    for token in source.tokens:
        if token.type == "LBRACE":
            opened.append(token)
        elif token.type == "RBRACE" and opened:
            begin = opened.pop()
            before = source.tokens[token.index - 1]
            fold(begin.start, max(begin.end, before.end), types.FoldingRangeKind.Region)
        elif token.type == "PROSE":
            fold(token.start, token.end, types.FoldingRangeKind.Region)
    run: list[tuple[int, int]] = []
    for comment in source.comments:
        if run and source.text[run[-1][1] : comment.start].strip(" \t") != "\n":
            fold(run[0][0], run[-1][1], types.FoldingRangeKind.Comment)
            run = []
        run.append((comment.start, comment.end))
    if run:
        fold(run[0][0], run[-1][1], types.FoldingRangeKind.Comment)
    return [found[line] for line in sorted(found)]


def found_symbols(project: Project, result: CheckedTexts, query: str, encoding: str) -> Iterator[types.WorkspaceSymbol]:
    """The declarations and promises of a workspace whose name or title holds the letters of a query in their order."""
    for source in result.files.sources:
        positions = result.places(source, encoding)
        for node in parse(source).declarations:
            outer = node.token("NAME")
            inner = (child for child in node.nodes() if child.kind in _INSIDE)
            for one, around in ((node, ""), *((child, outer.text if outer else "") for child in inner)):
                name = one.token("NAME")
                if name is not None and _holds(f"{name.text} {title(one)}".casefold(), query.casefold()):
                    place = types.Location(project.uri(source.path), positions.range(name.start, name.end))
                    kind = _KINDS.get(one.kind, types.SymbolKind.String)
                    yield types.WorkspaceSymbol(
                        location=place, name=name.text, kind=kind, container_name=around or None
                    )


def _holds(text: str, letters: str) -> bool:
    left = iter(text)
    return all(letter in left for letter in letters)
