"""An agreement as one text: with all that it takes over merged in, each part marked by where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from ..language.layout import formatted
from ..language.parser import parse
from ..text.source import Node, Source, Token, TreePart
from .overriding import PHRASES, MergedNode
from .reading import Reading
from .terms import Statement, statements

Filled = Callable[[str], str]
"""Prose as it is written, to prose with its braces filled."""


def whole_text(sources: Iterable[Source], reading: Reading, name: str, filled: Filled) -> str:
    """An agreement in canonical form with the statements of its terms merged in; comments say where each comes from.

    ``sources`` declare the agreement and its terms, ``reading`` knows their names. What is shown is a source: compiled,
    it has the same meaning. Only what an override says of cells of a table beside their values stays apart, in the
    ``override`` itself: a cell has no place for it.
    """
    parsed = [parse(one) for one in sources]
    declared = {
        token.text: node
        for one in parsed
        for node in one.declarations
        if node.kind == "agreement" and (token := node.token("NAME"))
    }
    node = declared[name]
    found = _merged_objectives(_with_values(statements(node, declared, reading)))
    head = [part for part in node.children[: _brace(node)] if not (isinstance(part, Node) and part.kind == "on_terms")]
    origin = _Origin(declared)
    lines, before = [_joined(head, filled) + " {"], name
    for one in found:
        if (where := origin.of(one, name)) != before:
            lines.append(f"# {where}" if where != name else f"# {name} itself")
            before = where
        lines.append(_written(one, filled))
    text = "\n".join([*lines, "}"])
    read = parse(Source(node.first.source.path, text))
    return text + "\n" if read.findings else formatted(read)


def _brace(node: Node) -> int:
    return next(at for at, part in enumerate(node.children) if isinstance(part, Token) and part.type == "LBRACE")


class _Origin:
    """Which agreement declares a statement."""

    def __init__(self, declared: Mapping[str, Node]) -> None:
        self.spans = {name: node.span for name, node in declared.items()}

    def of(self, one: Statement, name: str) -> str:
        """The agreement itself, or the terms in words."""
        names = list(dict.fromkeys(self._declaring(token) for token in _tokens(one.node)))
        others = " and ".join(each for each in names if each != name)
        if one.override:
            return f"from {others}, changed by {name}" if others else f"{name}, in the place of what its terms say"
        return f"from {others}" if others else name

    def _declaring(self, token: Token) -> str:
        return next(
            name
            for name, span in self.spans.items()
            if span.source is token.source and span.first <= token.index <= span.last
        )


def _tokens(part: TreePart) -> Iterator[Token]:
    if isinstance(part, Token):
        yield part
    else:
        for child in part.children:
            yield from _tokens(child)


# Merging what terms leave to the compiler


def _with_values(found: Sequence[Statement]) -> list[Statement]:
    """The statements with the values that ``with`` gives in their parameters."""
    given = {one.node.token("NAME").text: one.node for one in found if one.kind == "with"}  # type: ignore[union-attr]  # the grammar has it
    merged = []
    for one in found:
        name = one.node.token("NAME") if one.kind == "parameter" else None
        if name is not None and name.text in given:
            parts = [*_without_value(one.node), *given[name.text].children[2:]]
            merged.append(Statement.of(MergedNode(one.node, parts), override=True))
        elif one.kind != "with":
            merged.append(one)
    return merged


def _without_value(node: Node) -> Iterator[TreePart]:
    """The parts of a parameter but its value."""
    is_value = False
    for part in node.children:
        is_value = (begins == "EQUAL") if (begins := _begins(node, part)) is not None else is_value
        if not is_value:
            yield part


def _merged_objectives(found: Sequence[Statement]) -> list[Statement]:
    """The statements with overridden objectives merged, and overridden cells where they have a place in the table."""
    merged: list[Statement] = []
    for one in found:
        name = one.node.token("NAME")
        at = next(
            (
                at
                for at, before in enumerate(merged)
                if one.override
                and one.kind == before.kind
                and one.kind in ("objective", "objectives")
                and name is not None
                and (other := before.node.token("NAME")) is not None
                and other.text == name.text
            ),
            None,
        )
        put_together = _objective if one.kind == "objective" else _objectives
        whole = None if at is None else put_together(one.node, merged[at].node)
        if at is None or whole is None:
            merged.append(one)
        else:
            merged[at] = Statement.of(whole, override=True)
    return merged


def _objectives(own: Node, before: Node) -> Node | None:
    """A table of objectives with the cells of an override in their places; none if it says more than such cells."""
    known = {_plain(part) for part in before.nodes()}
    table, over = before.node("table"), own.node("table")
    if table is None or over is None or any(_plain(part) not in known for part in own.nodes() if part is not over):
        return None
    scales = {token.text for part in before.nodes("by") for token in part.tokens("NAME")}
    cells, places = _cells(over, scales), _cells(table, scales)
    if not cells.keys() <= places.keys() or any(len(places[key].children) > 1 for key in cells):
        return None
    new = {places[key]: cell for key, cell in cells.items()}

    def changed(part: TreePart) -> TreePart:
        if isinstance(part, Token):
            return part
        return new.get(part) or MergedNode(part, [changed(child) for child in part.children])

    return MergedNode(own, [changed(table) if part is table else part for part in before.children])


def _cells(table: Node, scales: Collection[str]) -> dict[tuple[frozenset[tuple[str, str]], str], Node]:
    """The cells that promise something, each by what its row is about and the name of its column."""
    head, *rows = ([*row.nodes("cell")] for row in table.nodes("row"))
    names = [_plain(cell) for cell in head]
    found: dict[tuple[frozenset[tuple[str, str]], str], Node] = {}
    for row in rows:
        pairs = list(zip(names, row, strict=True))
        about = frozenset((name, _plain(cell)) for name, cell in pairs if name in scales)
        found |= {(about, name): cell for name, cell in pairs if name not in scales}
    return found


def _plain(part: Node) -> str:
    return " ".join(token.text for token in _tokens(part))


def _objective(own: Node, before: Node) -> Node:
    """An objective with what an override of it says: phrases over phrases, details over details."""
    head = [own.children[0], own.children[1]]
    title = next((each.token("STRING") for each in (own, before) if each.token("STRING")), None)
    scope = before.node("scope")
    said, kept = own.node("promise"), before.node("promise")
    promise = said or kept
    if said and kept:
        new = {"hours" if part.kind == "timing" else part.kind for part in said.nodes()}
        phrases = [
            part
            for part in kept.nodes()
            if part.kind in ("share", "hours", "timing", "window", "force", "when", "scope")
            and ("hours" if part.kind == "timing" else part.kind) not in new
        ]
        promise = MergedNode(said, [*said.children, *phrases])
    new = {part.kind for part in _details(own)}
    details = [*_details(own), *(part for part in _details(before) if part.kind not in new)]
    braces = [token for each in (own, before) for token in each.tokens("LBRACE", "RBRACE")][:2]
    colon = next((token for each in (own, before) for token in each.tokens("COLON")), None)
    parts = [*head, title, scope, colon if promise else None, promise]
    parts += [braces[0], *details, braces[1]] if details else []
    return MergedNode(own, [part for part in parts if part is not None])


def _details(node: Node) -> list[Node]:
    return [part for part in node.nodes() if part.kind not in ("scope", "promise")]


# Writing


def _written(one: Statement, filled: Filled) -> str:
    """A statement as text: as its author wrote it, or put together from the terms and what changes them."""
    node = one.node
    word = "override " if one.override and _stays_apart(node) else ""
    if _is_merged(node):
        return word + _joined(_in_order(node), filled)
    first, last = node.first, node.last
    text, at, parts = node.first.source.text, first.start, []
    for token in _tokens(node):
        if token.type == "PROSE":
            parts += [text[at : token.start], filled(token.text)]
            at = token.end
    return word + "".join([*parts, text[at : last.end]])


def _stays_apart(node: Node) -> bool:
    """Whether an override is one of cells of a table, which only the compiler puts together."""
    return node.kind in ("objective", "objectives") and not _is_merged(node)


def _is_merged(part: TreePart) -> bool:
    return isinstance(part, MergedNode) or (isinstance(part, Node) and any(map(_is_merged, part.children)))


def _joined(parts: Iterable[TreePart], filled: Filled) -> str:
    return " ".join(_text(part, filled) for part in parts)


def _text(part: TreePart, filled: Filled) -> str:
    if isinstance(part, Token):
        return filled(part.text) if part.type == "PROSE" else part.text
    if part.kind == "table":
        rows = [_joined(row.children, filled).strip() for row in part.nodes("row")]
        columns = sum(1 for _ in next(part.nodes("row")).nodes("cell"))
        return "\n" + "\n".join([rows[0], f"|{'---|' * columns}", *rows[1:]]) + "\n"
    return _joined(_in_order(part) if isinstance(part, MergedNode) else part.children, filled)


_ORDER: tuple[str, ...] = (
    *("", "ahead", "IS", "ON", "scope", "EQUAL", "by", "ONE_OF", "STRING"),
    *("END_WITH", "through", "phrase", "COLON", "per", "PROSE", "table"),
)
"""The pieces of a merged statement in the order in which the language writes them, each by what it begins with."""
_LISTED = {"traits": "trait", "requirement": "need"}
"""Statements that are a list behind two words, and what is listed."""
_TITLED = ("clause", "parameter")
"""Statements whose title is a piece of its own."""


def _in_order(node: Node) -> Iterable[TreePart]:
    """The parts of a merged statement in the order of the language, with the signs between them."""
    if node.kind in ("objective", "objectives", "promise", "changes"):
        return node.children
    if node.kind in _LISTED:
        listed = [part for each in node.nodes(_LISTED[node.kind]) for part in (_sign(node, ","), each)]
        return [*node.children[:2], *listed[1:]]
    pieces: list[tuple[str, list[TreePart]]] = [("", [])]
    for part in node.children:
        begins = _begins(node, part)
        if begins is not None:
            pieces.append((begins, []))
        if not (isinstance(part, Token) and part.type in ("LBRACE", "RBRACE")):
            pieces[-1][1].append(part)
    if any(begins == "END_WITH" for begins, _parts in pieces):
        pieces[0] = ("", [part for part in pieces[0][1] if not (isinstance(part, Token) and part.text == "end")])
    pieces = [
        (begins, [_sign(node, "{"), *parts, _sign(node, "}")] if begins == "table" else parts)
        for begins, parts in pieces
    ]
    return [part for _begins, parts in sorted(pieces, key=lambda one: _ORDER.index(one[0])) for part in parts]


def _begins(node: Node, part: TreePart) -> str | None:
    """What a part begins, if it is the first one of a piece."""
    kind = part.type if isinstance(part, Token) else "phrase" if part.kind in (PHRASES | {"escalation"}) else part.kind
    if kind == "phrase" and isinstance(part, Node) and part.kind in _ORDER:
        kind = part.kind
    return kind if kind in _ORDER and (kind != "STRING" or node.kind in _TITLED) else None


def _sign(node: Node, sign: str) -> Token:
    at = node.first
    return Token(sign, sign, at.source, at.index)
