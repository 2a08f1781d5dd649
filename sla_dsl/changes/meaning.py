"""Models without their places, and lists in one order where theirs says nothing: what is compared and approved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from ..model.base import Model
from ..model.marks import FollowsFrom, Order, Shape, shapes
from ..model.quantity import Quantity


def meaning(value: Any, *without: str, unmarked: tuple[type[object], ...] = ()) -> Any:
    """A value that is equal to another's if both say the same: no places, and one blank for any white space.

    Lists in models stand in one order, where theirs says nothing; a list by itself keeps its order.  ``without`` are
    fields of the outermost model that are left aside, ``unmarked`` marks whose fields are left aside everywhere.
    What follows from other fields is never there.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Quantity):
        return (value.amount, value.unit)
    if isinstance(value, Model):
        fields = value.__dict__
        return (
            type(value).__name__,
            *(
                (name, _of_field(value, shape, fields[name], unmarked))
                for name, shape in _fields(type(value), unmarked)
                if name not in without
            ),
        )
    if isinstance(value, tuple):
        return tuple(meaning(each, unmarked=unmarked) for each in value)
    if isinstance(value, Mapping):
        return tuple(sorted((key, meaning(each)) for key, each in value.items()))
    return value


@cache
def _fields(model: type[Model], unmarked: tuple[type[object], ...]) -> tuple[tuple[str, Shape], ...]:
    """The fields of a model that say something, with what is known of each."""
    aside: tuple[type[object], ...] = (FollowsFrom, *unmarked)
    return tuple(
        (name, shape)
        for name, shape in shapes(model).items()
        if name != "source" and not any(shape.has(mark) for mark in aside)
    )


def meaning_of(model: Model, *names: str) -> Any:
    """What some fields of a model say, those of models in it by dotted names (``counting.down``)."""
    found = []
    for name in names:
        outer, _, last = name.rpartition(".")
        owner: Model = attrgetter(outer)(model) if outer else model
        found.append(_of_field(owner, shapes(type(owner))[last], getattr(owner, last), ()))
    return found[0] if len(found) == 1 else tuple(found)


def _of_field(model: Model, shape: Shape, value: Any, unmarked: tuple[type[object], ...]) -> Any:
    """What a field says, or a part of it; a list in one order where its own says nothing."""
    if not shape.parts or not value:
        return meaning(value, unmarked=unmarked)
    said = [_of_field(model, part, each, unmarked) for part, each in shape.of_each(value)]
    order = shape.get(Order)
    counts = shape.fixed or order is None or order.counts_in(model)
    return tuple(said if counts or len(said) < 2 else sorted(said, key=repr))
