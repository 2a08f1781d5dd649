"""Which word of a document names which thing, and where each thing is declared and named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..compiler.compile import PRELUDE
from ..compiler.names import SPACES
from ..language.parser import parse
from ..model.agreement import Agreement
from ..text.source import Node, Source, Token
from .bench import CheckedTexts

_OWN = {"objective": "objective", "objectives": "objective", "parameter": "parameter", "clause": "clause"}
"""What an agreement declares for itself: the space by the production."""
_SCALES = ("priorities", "tiers", "dimension", "fact")
_BRACED = re.compile(r"\{\{|\{([^{}\n]*)\}")


class NamedThing(NamedTuple):
    """A thing that has a name: its space, its name, and what it is declared in.

    ``owner`` is the agreement of an objective, a parameter or a clause, and the scale of a value.
    """

    space: str
    name: str
    owner: str = ""


class Occurrence(NamedTuple):
    """A place (offsets into a source) where a thing is named, or declared."""

    source: Source
    start: int
    end: int
    named: NamedThing
    is_declaration: bool = False


@dataclass
class NameIndex:
    """All names of a checked workspace, by place and by thing."""

    result: CheckedTexts
    declared: dict[NamedThing, Node] = field(default_factory=dict)
    """The nodes of declarations, and of statements that declare something, by what they declare."""

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """Every place that names something, in no order."""
        found: list[Occurrence] = []
        for source in (*self.result.files.packs, *self.result.files.sources):
            for node in parse(source).declarations:
                found += self._declarations(node)
        found += self._uses()
        return found

    @cached_property
    def by_name(self) -> dict[NamedThing, list[Occurrence]]:
        """The places of each thing, by file and place."""
        found: dict[NamedThing, list[Occurrence]] = defaultdict(list)
        for one in sorted(self.occurrences, key=lambda one: (one.source.path, one.start)):
            found[one.named].append(one)
        return found

    @cached_property
    def by_path(self) -> dict[str, list[Occurrence]]:
        """The places of each file, in order."""
        found: dict[str, list[Occurrence]] = defaultdict(list)
        for one in sorted(self.occurrences, key=lambda one: one.start):
            found[one.source.path].append(one)
        return found

    def at(self, path: str, offset: int) -> Occurrence | None:
        """The occurrence at, or right before, an offset of a file; the shortest if several hold it."""
        there = [one for one in self.by_path.get(path, ()) if one.start <= offset <= one.end]
        return min(there, key=lambda one: (one.end - one.start, -one.start), default=None)

    def all_of(self, named: NamedThing) -> list[Occurrence]:
        """Every place that names a thing, or the same thing in agreements that take it over or pass it on."""
        if named.space not in _OWN.values():
            return self.by_name.get(named, [])
        return [one for owner in self._kin(named) for one in self.by_name.get(named._replace(owner=owner), ())]

    def declaration(self, named: NamedThing) -> Occurrence | None:
        """The place where a thing is declared; what an agreement takes over is declared in its terms."""
        own = [one for one in self.by_name.get(named, ()) if one.is_declaration]
        return next(iter([*own, *(one for one in self.all_of(named) if one.is_declaration)]), None)

    def is_taken(self, named: NamedThing, name: str) -> bool:
        """Whether a name already stands for something that this thing could be taken for."""
        workspace = self.result.checked.workspace
        if named.space not in _OWN.values():
            declared = {one.name for one in self.by_name if one.space not in _OWN.values()}
            return name in declared or name in workspace.metrics or name in workspace.events
        kin = self._kin(named)
        inside = (_names_inside(workspace.agreements[owner]) for owner in kin if owner in workspace.agreements)
        values = {value.name for scale in workspace.scales.values() for value in scale.values}
        return name in values.union(*inside) or any(one.name == name and one.owner in kin for one in self.by_name)

    def _kin(self, named: NamedThing) -> list[str]:
        """The agreements that have this name from each other, by their terms in both directions."""
        agreements = self.result.checked.workspace.agreements
        having = {owner.owner for owner in self.by_name if owner[:2] == named[:2]}
        having |= {one.name for one in agreements.values() if named.name in _names_inside(one)}
        found, left = {named.owner: None}, [named.owner]
        while left:
            name = left.pop()
            near = [*agreements[name].on_terms_of] if name in agreements else []
            near += [one.name for one in agreements.values() if name in one.on_terms_of]
            for other in near:
                if other not in found and other in having:
                    found[other] = None
                    left.append(other)
        return [*found]

    def _declarations(self, node: Node) -> Iterator[Occurrence]:
        token = node.token("NAME")
        assert token is not None
        outer = NamedThing(SPACES[node.kind], token.text)
        yield self._declared(outer, token, node)
        for child in node.nodes():
            inner = next(child.nodes(), child) if child.kind == "override" else child
            name = inner.token("NAME")
            if name is not None and node.kind == "agreement" and inner.kind in _OWN:
                yield self._declared(NamedThing(_OWN[inner.kind], name.text, token.text), name, inner)
            elif name is not None and node.kind in _SCALES and inner.kind == "scale_value":
                yield self._declared(NamedThing("value", name.text, token.text), name, inner)
        if node.kind == "agreement":
            yield from self._in_prose(node, token.text)

    def _declared(self, named: NamedThing, token: Token, node: Node) -> Occurrence:
        self.declared.setdefault(named, node)
        return Occurrence(token.source, token.start, token.end, named, True)

    def _in_prose(self, node: Node, agreement: str) -> Iterator[Occurrence]:
        """The names in braces in the prose of an agreement."""
        known = self.result.checked.workspace.agreements.get(agreement)
        parameters = {one.name for one in known.parameters} if known else set()
        first, last = node.first, node.last
        for token in first.source.tokens[first.index : last.index + 1]:
            for found in _BRACED.finditer(token.text) if token.type == "PROSE" else ():
                if found[1]:
                    space = "parameter" if found[1] in parameters else "objective"
                    yield from self._split(token, token.start + found.start(1), found[1], space, agreement)

    def _uses(self) -> Iterator[Occurrence]:
        owners = self._owners
        for token, (space, name) in self.result.checked.workspace.meant.items():
            if token.source.path == PRELUDE:
                continue
            if space == "value":
                scale, _, value = name.partition("/")
                if "/" in token.text:
                    yield Occurrence(token.source, token.start, token.start + len(scale), NamedThing("scale", scale))
                yield Occurrence(token.source, token.end - len(value), token.end, NamedThing("value", value, scale))
            elif space in ("objective", "parameter"):
                yield from self._split(token, token.start, token.text, space, owners.get(token, ""))
            elif space == "agreement" and "/" in token.text:
                yield Occurrence(token.source, token.start, token.start + len(name), NamedThing(space, name))
                at = len(name) + 1
                yield from self._split(token, token.start + at, token.text[at:], "objective", name)
            else:
                yield Occurrence(token.source, token.start, token.end, NamedThing(space, name))

    @cached_property
    def _owners(self) -> dict[Token, str]:
        """The agreement in which a word stands that names something inside of one."""
        found = {}
        for source in (*self.result.files.packs, *self.result.files.sources):
            for node in parse(source).declarations:
                if node.kind == "agreement" and (name := node.token("NAME")):
                    for token in source.tokens[node.first.index : node.last.index + 1]:
                        found[token] = name.text
        return found

    def _split(self, token: Token, at: int, text: str, space: str, owner: str) -> Iterator[Occurrence]:
        """The names in an address inside an agreement: an objective, then a metric and values of scales."""
        name, *rest = text.split("/")
        yield Occurrence(token.source, at, at + len(name), NamedThing(space, name, owner))
        workspace = self.result.checked.workspace
        for part in rest:
            at += len(name) + 1
            name = part
            scales = [scale.name for scale in workspace.scales.values() if scale.has(part)]
            if part in workspace.metrics:
                yield Occurrence(token.source, at, at + len(part), NamedThing("metric", part))
            elif len(scales) == 1:
                yield Occurrence(token.source, at, at + len(part), NamedThing("value", part, scales[0]))


def _names_inside(agreement: Agreement) -> set[str]:
    """The names that an agreement has for its objectives, parameters and clauses."""
    inside = (agreement.parameters, agreement.clauses, agreement.objectives)
    return {one.name for some in inside for one in some}
