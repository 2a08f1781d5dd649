"""Workspaces whose declarations, statements and rows stand in another order, wherever the language gives it no meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random

from sla_dsl.language.parser import parse
from sla_dsl.text.source import Node, Part, Source, Token

KEPT = {
    "calendar": ("open", "closed"),
    "priorities": ("scale_value",),
    "tiers": ("scale_value",),
    "agreement": ("parameter",),
}
"""By block, the statements that keep their order: the later line of a calendar wins, priorities and tiers are ranked,
and a parameter is computed from those before it."""
LAST = ("table", "result")
"""Statements that stand behind all others in their block."""
IN_SEQUENCE = ("policy",)
"""Blocks whose grammar has one order."""


def shuffled(sources: Sequence[Source], random: Random) -> list[Source]:
    """The declarations of some files in another order and in other files, their statements in another order."""
    texts = ["".join(_pieces(node, random)) for source in sources for node in parse(source).declarations]
    random.shuffle(texts)
    files: dict[int, list[str]] = {}
    for text in texts:
        files.setdefault(random.randrange(len(sources) + 1), []).append(text)
    return [Source(f"{at}.sla", "\n".join(found)) for at, found in files.items()]


def _pieces(node: Node, random: Random) -> Iterator[str]:
    for part in _in_another_order(node, random):
        if isinstance(part, Node):
            yield from _pieces(part, random)
        else:
            yield f"{part.text}\n" if part.type in ("ROW_END", "LBRACE") else f"{part.text} "
    if node.kind not in ("row", "cell", "hop", "route"):
        yield "\n" if node.kind in ("table",) else " "


def _in_another_order(node: Node, random: Random) -> list[Part]:
    if node.kind == "table":
        header, *rows = node.children
        return [header, *_mixed(rows, random)]
    braces = [
        at for at, part in enumerate(node.children) if isinstance(part, Token) and part.type in ("LBRACE", "RBRACE")
    ]
    if len(braces) != 2 or node.kind in IN_SEQUENCE:
        return list(node.children)
    start, end = braces[0] + 1, braces[1]
    statements = node.children[start:end]
    last = [part for part in statements if isinstance(part, Node) and part.kind in LAST]
    kept = [part for part in statements if isinstance(part, Node) and part.kind in KEPT.get(node.kind, ())]
    mixed = _mixed([part for part in statements if part not in last], random)
    in_order = iter(kept)
    first = [next(in_order) if part in kept else part for part in mixed]
    return [*node.children[:start], *first, *_mixed(last, random), *node.children[end:]]


def _mixed(parts: Iterable[Part], random: Random) -> list[Part]:
    return random.sample(mixed := list(parts), len(mixed))
