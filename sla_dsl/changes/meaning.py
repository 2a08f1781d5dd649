"""The meaning of models, for comparing and approving: no places, and lists in one order where theirs has no meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import Any

from ..model.base import Model
from ..model.marks import Completes, FollowsFrom, Joins, Order, Shape, shapes
from ..model.phrases import Both, Either, Several
from ..model.quantity import Quantity
from ..text.source import Span


def meaning(value: Any, *without: str, unmarked: tuple[type[object], ...] = ()) -> Any:
    """A value that two models share if and only if they say the same; places are left out, white space is one blank.

    Lists in models stand in one order, unless their order has a meaning; a list on its own keeps its order. ``without``
    are fields of the outermost model that are left out, ``unmarked`` marks whose fields are left out everywhere. Fields
    that follow from others are always left out.
    """
    if isinstance(value, str):
        return " ".join(value.split())
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, Quantity):
        return (value.amount, value.unit)
    if isinstance(value, Model):
        said = [
            (name, _of_field(value, shape, getattr(value, name), unmarked))
            for name, shape in _fields(type(value), unmarked)
            if name not in without
        ]
        return (type(value).__name__, *said)
    if isinstance(value, tuple):
        return tuple([meaning(each, unmarked=unmarked) for each in value])
    if isinstance(value, Mapping):
        return tuple(sorted((key, meaning(each)) for key, each in value.items()))
    return value


_PLAIN = frozenset((bool, int, Fraction, date))
"""Values that are their own meaning, and so many that asking what else they might be is most of the work."""


def alike(one: Any, other: Any) -> bool:
    """Whether two values differ in their places alone: then they have one meaning, which takes longer to tell.

    Two that are not alike may still have one meaning.
    """
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind is Span:
        return True
    if isinstance(one, Model):
        one, other = one.model_values(), other.model_values()
    elif kind is not tuple:
        return bool(one == other)
    return len(one) == len(other) and all(map(alike, one, other))


def is_same(one: Any, other: Any) -> bool:
    """Whether two values have one meaning, as ``meaning`` tells it."""
    if isinstance(one, Model) and not isinstance(one, Quantity) and type(one) is type(other):
        return all(_is_same_in(one, other, name, shape) for name, shape in _fields(type(one), ()))
    return alike(one, other) or bool(meaning(one) == meaning(other))


def are_same_in(one: Model, other: Model, name: str) -> bool:
    """Whether two models have one meaning in a field, as ``meaning_of`` tells it; its name may be dotted."""
    outer, _, last = name.rpartition(".")
    old: Model = attrgetter(outer)(one) if outer else one
    new: Model = attrgetter(outer)(other) if outer else other
    shape = shapes(type(old))[last]
    if type(old) is not type(new):
        return bool(meaning_of(old, last) == meaning_of(new, last))
    return _is_same_in(old, new, last, shape)


def _is_same_in(one: Model, other: Model, name: str, shape: Shape) -> bool:
    old, new = getattr(one, name), getattr(other, name)
    order = shape.get(Order)
    # In which order a list stands means something in models of some kinds alone.
    if order is not None and order.counts_in(one) != order.counts_in(other):
        return bool(_of_field(one, shape, old, ()) == _of_field(other, shape, new, ()))
    if alike(old, new):
        return True
    alone = shape.has(Joins) or shape.has(Completes) or isinstance(one, Both | Either) or shape.fixed
    if old and new and shape.parts and not alone and not shape.parts[0].is_text and len(old) == len(new):
        # What is alike at one place on both sides makes no list another.
        pairs = [pair for pair in zip(old, new, strict=True) if not alike(*pair)]
        old, new = (tuple(each) for each in zip(*pairs, strict=True))
    return bool(_of_field(one, shape, old, ()) == _of_field(other, shape, new, ()))


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
        value = joined(value, joins.field)
    if shape.has(Completes):
        value = completed(value)
    said = [_of_field(model, part, each, unmarked) for part, each in shape.of_each(value)]
    order = shape.get(Order)
    counts = shape.fixed or order is None or order.counts_in(model)
    if counts or len(said) < 2:
        return tuple(said)
    # To say one name, or one condition, twice says nothing more.
    twice = isinstance(model, Several) or not (shape.parts[0].is_text or isinstance(model, Both | Either))
    return tuple(sorted(said if twice else dict.fromkeys(said), key=repr))


def joined(statements: Sequence[Any], field: str) -> tuple[Any, ...]:
    """Joins statements that differ in one list alone, in the order of the first of each.

    A list without members stands for all, and is joined with none; nor is a step of what no promise is about, which
    counts once for each statement.
    """
    found: dict[Any, list[Any]] = {}
    for at, one in enumerate(statements):
        step = getattr(one, "step", None)
        alone = not getattr(one, field) or (step is not None and step.metric is not None)
        found.setdefault(at if alone else meaning(one, field), []).append(one)
    return tuple(_as_one(alike, field) for alike in found.values())


def _as_one(alike: Sequence[Any], field: str) -> Any:
    members = (member for one in alike for member in getattr(one, field))
    return alike[0] if len(alike) == 1 else alike[0].model_copy(update={field: tuple(dict.fromkeys(members))})


def completed(statements: Sequence[Any]) -> tuple[Any, ...]:
    """Statements with those of one kind as one, unless one of them says otherwise what another one says."""
    found: list[Any] = []
    for one in statements:
        whole = next(
            ((at, both) for at, other in enumerate(found) if (both := _together(other, one)) is not None), None
        )
        if whole is None:
            found.append(one)
        else:
            found[whole[0]] = whole[1]
    return tuple(found)


def _together(one: Any, other: Any) -> Any:
    """A statement with what another one of its kind says besides; none if one of the two says otherwise."""
    update = {}
    for name, field in type(one).model_fields.items():
        before, after = getattr(one, name), getattr(other, name)
        # What is so only under a condition completes nothing that is so under another one.
        apart = field.is_required() or name == "when"
        if name == "source" or before == after or (not apart and after == field.default):
            continue
        if isinstance(before, tuple):
            update[name] = tuple(dict.fromkeys((*before, *after)))
        elif apart or before != field.default:
            return None
        else:
            update[name] = after
    return one.model_copy(update=update)
