"""All models of which a workspace is made, and the marks at their fields."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from sla_dsl.model.base import Model
from sla_dsl.model.marks import Names, Shape, shapes
from sla_dsl.model.workspace import Workspace


@cache
def models() -> tuple[type[Model], ...]:
    """The models that stand in a workspace, in others that do, and so on."""
    found: dict[type[Model], None] = {Workspace: None}
    left: list[type[Model]] = [Workspace]
    while left:
        for info in left.pop().model_fields.values():
            for model in models_in(info.annotation):
                if model not in found:
                    found[model] = None
                    left.append(model)
    return tuple(found)


def models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def parts(shape: Shape) -> Iterator[Shape]:
    """A shape with those of all its parts."""
    yield shape
    for part in shape.parts:
        yield from parts(part)


def fields() -> Iterator[tuple[type[Model], str, Shape]]:
    """All fields of all models but for places, each with what is known of it."""
    for model in models():
        yield from ((model, name, shape) for name, shape in shapes(model).items() if name != "source")


def naming_fields() -> set[tuple[type[Model], str]]:
    """The fields that name something declared."""
    return {(model, name) for model, name, shape in fields() if any(part.has(Names) for part in parts(shape))}
