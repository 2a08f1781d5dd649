"""Nothing is passed over: each field of what is promised is asked somewhere, or cannot change what is kept."""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from sla_dsl.facts.asked import Asked
from sla_dsl.facts.walked import WALKED
from sla_dsl.model.base import Model
from sla_dsl.model.workspace import Workspace

FIELDS = [(model, name) for model, fields in WALKED.items() for name in fields]


def models_in(annotation: Any) -> Iterator[type[Model]]:
    """The models that a field may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def reached() -> set[type[Model]]:
    """The models that are reached from a workspace and its agreements through fields that are asked."""
    from sla_dsl.model.agreement import Agreement

    found: set[type[Model]] = set()
    left: list[type[Model]] = [Workspace, Agreement]
    while left:
        model = left.pop()
        if model in found:
            continue
        found.add(model)
        for name, field in model.model_fields.items():
            if isinstance(WALKED.get(model, {}).get(name), Asked):
                left += models_in(field.annotation)
    return found


def test_each_model_that_is_reached_is_in_the_table() -> None:
    assert {model.__name__ for model in reached() - set(WALKED)} == set()


def test_the_table_speaks_of_nothing_else() -> None:
    assert {model.__name__ for model in set(WALKED) - reached()} == set()


@pytest.mark.parametrize("model", WALKED, ids=lambda model: model.__name__)
def test_each_field_is_asked_or_cannot_matter(model: type[Model]) -> None:
    assert set(WALKED[model]) == set(model.model_fields)


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_the_function_that_asks_for_a_field_speaks_of_it(model: type[Model], name: str) -> None:
    where = WALKED[model][name]
    if isinstance(where, Asked):
        assert name in attributes(where)


def attributes(where: str) -> set[str]:
    """The attributes that a function reads, and those that its patterns name."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function(where))))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def function(where: str) -> Any:
    parts = where.split(".")
    found: Any = importlib.import_module(".".join(["sla_dsl", *parts[:2]]))
    for name in parts[2:]:
        found = found.__dict__[name]
    for inner in ("fget", "func"):
        found = getattr(found, inner, None) or found
    return found
