"""Levels: what an agreement would be if it said nothing itself about what the terms of a higher level say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from ..model.agreement import Level
from ..text.source import Node, Token, TreePart
from .terms import OWN, RESTATED

LEVELS: tuple[Level, ...] = get_args(Level)
"""The levels, the highest first."""
_WHOSE = OWN | RESTATED | {"with"}
"""Statements that say whose agreement it is, and which values it fills in."""


def as_higher_terms_say(node: Node, of: Mapping[str, Node]) -> Node | None:
    """The agreement with the nearest terms of a higher level as its only terms; none if there are no such terms.

    It says whose it is and gives parameters their values, and nothing else. ``of`` are the agreements by name.
    """
    level = _level(node)
    above = list(_above(node, LEVELS.index(level), of, {node})) if level else []
    if not above:
        return None
    children: list[TreePart] = [child for child in node.children if isinstance(child, Token) or _is_whose(child)]
    at = next(n for n, child in enumerate(children) if isinstance(child, Token) and child.type == "LBRACE")
    return Node(node.kind, [*children[:at], Node("on_terms", list(above)), *children[at:]])


def _is_whose(child: Node) -> bool:
    said = next(child.nodes()) if child.kind == "override" else child
    return said.kind in _WHOSE


def _above(node: Node, level: int, of: Mapping[str, Node], seen: set[Node]) -> Iterator[Token]:
    """The names of the nearest terms above a level; what is above them they are held against themselves."""
    terms = node.node("on_terms")
    for name in terms.tokens("NAME") if terms else ():
        declared = of.get(name.text)
        if declared is None or declared in seen:
            continue
        seen.add(declared)
        its = _level(declared)
        if its is not None and LEVELS.index(its) < level:
            yield name
        else:
            yield from _above(declared, level, of, seen)


def _level(node: Node) -> Level | None:
    said = node.node("level")
    return next((level for level in LEVELS if said and level == said.children[-1].text), None)
