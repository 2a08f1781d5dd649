"""How deep declarations rest on each other: every computation has a stated limit, and no agreement comes near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..text.finding import Finding
from ..text.source import Node
from .names import NameTable

DEEPEST = 50
"""How many declarations may rest on each other in a row."""
_RESTS_ON = {"service": "needs", "calendar": "calendar"}
"""The name spaces whose declarations are computed from others, and the kind of node that names these."""


def drop_too_deep(names: NameTable) -> Iterator[Finding]:
    """Takes out what rests on more declarations in a row than can be computed, and reports where that begins."""
    for space, kind in _RESTS_ON.items():
        table = names.spaces[space]
        links = {name: tuple(_named(declaration.node, kind, table)) for name, declaration in table.items()}
        for name, depth in _depths(links).items():
            if depth <= DEEPEST:
                continue
            declaration = table.pop(name)
            names.lost.add(name)
            if depth == DEEPEST + 1:
                yield Finding(
                    "syntax/nesting-too-deep",
                    f"more than {DEEPEST} {space}s rest on each other in a row, up to `{name}`",
                    declaration.token.span,
                    help=f"let fewer of them stand between `{name}` and what it rests on",
                    address=name,
                )


def _named(declaration: Node, kind: str, table: Mapping[str, object]) -> Iterator[str]:
    node = declaration if declaration.kind == kind else declaration.node(kind)
    if node is None:
        return
    own = declaration.token("NAME")
    for token in node.first.source.tokens[node.first.index : node.last.index + 1]:
        if token is not own and token.text in table:
            yield token.text


def _depths(links: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How many names stand in a row from each on, itself included; a way back into a circle does not count."""
    found: dict[str, int] = {}
    for start in links:
        if start in found:
            continue
        path = {start: iter(links[start])}
        while path:
            name, left = next(reversed(path.items()))
            further = next((one for one in left if one not in found and one not in path), None)
            if further is not None:
                path[further] = iter(links[further])
            else:
                del path[name]
                found[name] = 1 + max((found.get(one, 0) for one in links[name]), default=0)
    return found
