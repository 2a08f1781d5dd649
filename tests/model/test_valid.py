"""Models are made without pydantic, which would refuse what is not of its type: here it is asked of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pickle import dumps, loads
from typing import Any

import pytest

from sla_dsl.model.base import Declared, Model
from sla_dsl.model.in_json import adapter
from sla_dsl.model.quantity import Blank, Quantity

from ..documents import compiled
from .test_names import workspaces

BLANK = Blank(parameter="fee", dimension="money")


def inside(value: Any) -> Iterator[Model]:
    """All models in a value."""
    if isinstance(value, Model):
        yield value
        yield from (one for each in value.model_values() for one in inside(each))
    elif isinstance(value, dict | tuple):
        yield from (one for each in (value.values() if isinstance(value, dict) else value) for one in inside(each))


def test_the_compiler_makes_what_pydantic_takes_as_it_is() -> None:
    seen = set[str]()
    for workspace in workspaces():
        for model in inside(workspace):
            if repr(model) not in seen:
                seen.add(repr(model))
                again = adapter(type(model)).validate_python(dict(model.model_items()), by_name=True)
                assert repr(again) == repr(model)
                assert again == model


def test_pydantic_is_told_the_fields_of_a_class_once() -> None:
    """It asks for them with each model that it writes."""
    assert Quantity.__dataclass_fields__ is Quantity.__dataclass_fields__


def test_a_model_does_not_change() -> None:
    with pytest.raises(AttributeError, match="Blank is frozen: parameter"):
        BLANK.parameter = "price"  # type: ignore[misc]  # which mypy sees as well
    with pytest.raises(AttributeError, match="Blank is frozen: parameter"):
        del BLANK.parameter
    assert not hasattr(BLANK, "__dict__")


def test_a_model_has_all_its_fields_and_no_other() -> None:
    with pytest.raises(TypeError, match="Blank: missing or unknown: parameter"):
        Blank()  # type: ignore[call-arg]  # which mypy sees as well
    with pytest.raises(TypeError, match="Blank: missing or unknown: price"):
        Blank(parameter="fee", price="1")  # type: ignore[call-arg]  # which mypy sees as well


def test_models_are_equal_if_their_classes_and_values_are() -> None:
    assert Blank(parameter="fee", dimension="money") == BLANK
    assert hash(Blank(parameter="fee", dimension="money")) == hash(BLANK)
    assert Blank(parameter="fee") != BLANK
    assert BLANK.model_copy(update={"dimension": None}) == Blank(parameter="fee")

    class Other(Blank):
        """A class with the same fields."""

    assert Other(parameter="fee", dimension="money") != BLANK


def test_a_class_has_the_fields_of_the_class_above_first() -> None:
    assert [*Declared.model_fields] == ["name", "title", "source"]
    objective = type(compiled("").metrics["availability"])
    assert [*objective.model_fields][:3] == ["name", "title", "source"]
    assert Quantity.model_fields["amount"].is_required()
    assert Quantity.model_fields["unit"].default == ""


def test_what_was_worked_out_is_not_taken_along() -> None:
    scale = compiled('priorities urgency { P1 "now" P2 "later" }').scales["urgency"]
    assert scale.names == {"P1", "P2"}
    assert loads(dumps(scale)).names == scale.names
    assert scale.model_copy(update={"values": ()}).names == frozenset()
