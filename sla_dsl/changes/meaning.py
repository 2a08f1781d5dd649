"""The meaning of models, for comparing and approving: no places, and lists in one order where theirs has no meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, cast

from ..model.agreement import Agreement
from ..model.base import Model
from ..model.marks import FollowsFrom, Joins, Order, Shape, shapes
from ..model.quantity import Quantity


def meaning(value: Any, *without: str, unmarked: tuple[type[object], ...] = ()) -> Any:
    """A value that two models share if and only if they say the same; places are left out, white space is one blank.

    Lists in models stand in one order, unless their order has a meaning; a list on its own keeps its order. ``without``
    are fields of the outermost model that are left out, ``unmarked`` marks whose fields are left out everywhere. Fields
    that follow from others are always left out.
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


def together(models: Iterable[Model], field: str) -> tuple[Model, ...]:
    """Models of which those are one that differ in one list alone: `credit for a: 5 EUR` twice is `credit for a, b`.

    An empty list means all, and a limit is one limit for all in its list: these stay as they are.
    """
    found: dict[Any, Model] = {}
    for at, one in enumerate(models):
        alone = not getattr(one, field) or getattr(one, "limit", None) is not None
        key = at if alone else meaning(one, field)
        before = found.get(key)
        said = getattr(one, field) if before is None else (*getattr(before, field), *getattr(one, field))
        found[key] = (before or one).model_copy(update={field: tuple({meaning(each): each for each in said}.values())})
    return tuple(found.values())


def listed(name: str) -> Callable[[Any], tuple[Any, ...]]:
    """What a field of an agreement lists, however it is split into statements."""
    joins = cast(Joins, shapes(Agreement)[name].get(Joins))
    return lambda agreement: together(getattr(agreement, name), joins.list)


@cache
def _fields(model: type[Model], unmarked: tuple[type[object], ...]) -> tuple[tuple[str, Shape], ...]:
    """The fields of a model that have a meaning of their own, each with its shape."""
    aside: tuple[type[object], ...] = (FollowsFrom, *unmarked)
    return tuple(
        (name, shape)
        for name, shape in shapes(model).items()
        if name != "source" and not any(shape.has(mark) for mark in aside)
    )


def meaning_of(model: Model, *names: str) -> Any:
    """The meaning of some fields of a model; a dotted name (``counting.down``) is a field of an inner model."""
    found = []
    for name in names:
        outer, _, last = name.rpartition(".")
        owner: Model = attrgetter(outer)(model) if outer else model
        found.append(_of_field(owner, shapes(type(owner))[last], getattr(owner, last), ()))
    return found[0] if len(found) == 1 else tuple(found)


def _of_field(model: Model, shape: Shape, value: Any, unmarked: tuple[type[object], ...]) -> Any:
    """The meaning of a field, or of a part of it."""
    if not shape.parts or not value:
        return meaning(value, unmarked=unmarked)
    if (joins := shape.get(Joins)) is not None:
        value = together(value, joins.list)
    said = [_of_field(model, part, each, unmarked) for part, each in shape.of_each(value)]
    order = shape.get(Order)
    counts = shape.fixed or order is None or order.counts_in(model)
    return tuple(said if counts or len(said) < 2 else sorted(said, key=repr))
