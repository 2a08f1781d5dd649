"""The declarations that an agreement names and its document explains."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Any

from .agreement import Agreement
from .base import Model, models_within
from .marks import Names, NotInDocuments, Shape, shapes
from .workspace import Workspace

LEAVES = ("agreements", "parties", "teams", "services")
"""Spaces whose declarations are named and not opened."""

NamedThere = tuple[str, str]
"""A space of declarations, and a name in it."""


class Mentions:
    """What the documents of a workspace's agreements name; what is declared is searched once for all of them."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._in_declared: dict[NamedThere, tuple[NamedThere, ...]] = {}

    def of(self, agreement: Agreement) -> list[NamedThere]:
        """The declarations that the document of an agreement names, those that these name, and so on."""
        found: dict[NamedThere, None] = {}
        left = deque(dict.fromkeys(_named_in(self.workspace, agreement)))
        while left:
            mention = left.popleft()
            if mention not in found:
                found[mention] = None
                left.extend(self._named_by(mention))
        return [*found]

    def _named_by(self, mention: NamedThere) -> tuple[NamedThere, ...]:
        if mention not in self._in_declared:
            space, name = mention
            opened = () if space in LEAVES else _named_in(self.workspace, self.workspace.declared(space)[name])
            self._in_declared[mention] = tuple(dict.fromkeys(opened))
        return self._in_declared[mention]


def _named_in(workspace: Workspace, model: Any) -> Iterator[NamedThere]:
    """The names in a model or a list of models, each in the first space that knows it."""
    if isinstance(model, tuple):
        for each in model:
            yield from _named_in(workspace, each)
    elif isinstance(model, Model):
        for field, shape, is_model in _naming_fields(type(model)):
            value = getattr(model, field)
            if not value:
                continue
            for part, name in shape.texts(value):
                names = part.get(Names)
                spaces = names.spaces if names else ()
                known = next((space for space in spaces if name in workspace.declared(space)), None)
                if known:
                    yield known, name
            if is_model:
                yield from _named_in(workspace, value)


@cache
def _naming_fields(model: type[Model]) -> tuple[tuple[str, Shape, bool], ...]:
    """The fields of a model that documents show and that may name something, and whether models in them may."""
    found = []
    for field, shape in shapes(model).items():
        if field != "source" and not shape.has(NotInDocuments):
            within = models_within(model.model_fields[field].annotation)
            is_model = any(_is_naming(one) for each in within for one in shapes(each).values())
            if is_model or _is_naming(shape):
                found.append((field, shape, is_model))
    return tuple(found)


def _is_naming(shape: Shape) -> bool:
    return shape.has(Names) or any(map(_is_naming, shape.parts))
