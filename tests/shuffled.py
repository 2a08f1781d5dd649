"""Workspaces in another order of writing, wherever the language gives the order no meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from random import Random

from sla_dsl.language.parser import parse
from sla_dsl.text.source import Node, Source, Token, TreePart

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
AS_WRITTEN = ("policy",)
"""Declarations that are compared as text."""
RANKED = ("on_terms", "priorities", "bound", "escalate", "languages")
"""Lists with commas, `and` or `or` whose order has a meaning, or is checked."""
_JOINTS = ("COMMA", "AND", "OR")


def shuffled(sources: Sequence[Source], random: Random) -> list[Source]:
    """The declarations in another order and in other files, with the statements, rows and lists in them."""
    texts = ["".join(_pieces(node, random)) for source in sources for node in parse(source).declarations]
    random.shuffle(texts)
    files: dict[int, list[str]] = {}
    for text in texts:
        files.setdefault(random.randrange(len(sources) + 1), []).append(text)
    return [Source(f"{at}.sla", "\n".join(found)) for at, found in files.items()]


def _pieces(node: Node, random: Random) -> Iterator[str]:
    """The text of a tree, token by token; rows end with their lines."""
    for part in _in_another_order(node, random) if node.kind not in AS_WRITTEN else node.children:
        if isinstance(part, Node):
            yield from _pieces(part, random) if node.kind not in AS_WRITTEN else (part.text, "\n")
        else:
            yield f"{part.text}\n" if part.type in ("ROW_END", "LBRACE") else f"{part.text} "
    if node.kind in ("table", "agreement"):
        yield "\n"


def _in_another_order(node: Node, random: Random) -> list[TreePart]:
    if node.kind == "table":
        header, *rows = node.children
        return [header, *_mixed(rows, random)]
    before = list(takewhile(lambda part: not (isinstance(part, Token) and part.type == "LBRACE"), node.children))
    if len(before) == len(node.children):
        return before if node.kind in RANKED else _listed(before, random)
    brace, *statements, end = node.children[len(before) :]
    head = before if node.kind in RANKED else _listed(before, random)
    return [*head, brace, *_block(node.kind, statements, random), end]


def _block(kind: str, statements: list[TreePart], random: Random) -> list[TreePart]:
    """The statements of a block."""
    behind = (*LAST, "measured") if kind == "fact" else LAST  # the states of a fact come first
    last = [part for part in statements if isinstance(part, Node) and part.kind in behind]
    kept = [part for part in statements if isinstance(part, Node) and part.kind in KEPT.get(kind, ())]
    in_order = iter(kept)
    mixed = _mixed((part for part in statements if part not in last), random)
    return [*(next(in_order) if part in kept else part for part in mixed), *_mixed(last, random)]


def _listed(parts: list[TreePart], random: Random) -> list[TreePart]:
    """The parts, with those between joints (`a, b`, `a and b`) in another order."""
    found: list[TreePart] = []
    at = 0
    while at < len(parts):
        run = [parts[at]]
        while at + 2 < len(parts) and _is_joint(parts[at + 1]) and _kind(parts[at + 2]) == _kind(run[0]):
            run.append(parts[at + 2])
            at += 2
        mixed = _mixed(run, random)
        joints = parts[at - 1 : at] * (len(run) - 1)
        found += [part for pair in zip(mixed, [*joints, None], strict=True) for part in pair if part is not None]
        at += 1
    return found


def _is_joint(part: TreePart) -> bool:
    return isinstance(part, Token) and part.type in _JOINTS


def _kind(part: TreePart) -> str:
    return "node" if isinstance(part, Node) else "name" if part.type in ("NAME", "PATH") else part.type


def _mixed(parts: Iterable[TreePart], random: Random) -> list[TreePart]:
    mixed = list(parts)
    random.shuffle(mixed)
    return mixed
