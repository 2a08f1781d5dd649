"""The declarations that an agreement names and its document explains."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .agreement import Agreement
from .base import Model
from .marks import Names, NotInDocuments, shapes
from .workspace import Workspace

LEAVES = ("agreements", "parties", "teams", "services")
"""Spaces whose declarations are named and not opened."""


def mentioned(workspace: Workspace, agreement: Agreement) -> list[tuple[str, str]]:
    """The declarations (space, name) that the document of an agreement names, those that these name, and so on."""
    found: dict[tuple[str, str], None] = {}
    left = [*_named_in(workspace, agreement)]
    while left:
        space, name = left.pop(0)
        declared = workspace.declared(space).get(name)
        if declared is not None and (space, name) not in found:
            found[space, name] = None
            if space not in LEAVES:
                left += _named_in(workspace, declared)
    return [*found]


def _named_in(workspace: Workspace, model: Any) -> Iterator[tuple[str, str]]:
    """The names in a model or a list of models, each in the first space that knows it."""
    if isinstance(model, tuple):
        for each in model:
            yield from _named_in(workspace, each)
    elif isinstance(model, Model):
        for field, shape in shapes(type(model)).items():
            value = getattr(model, field)
            if field == "source" or not value or shape.has(NotInDocuments):
                continue
            for part, name in shape.texts(value):
                names = part.get(Names)
                spaces = names.spaces if names else ()
                known = next((space for space in spaces if name in workspace.declared(space)), None)
                if known:
                    yield known, name
            yield from _named_in(workspace, value)
