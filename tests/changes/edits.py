"""Single edits of a model: every value in it moved, left out or, in a list, put elsewhere."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from sla_dsl.model.base import Model
from sla_dsl.model.marks import FollowsFrom, Order, Shape, Unbound, shapes

IMPOSSIBLE = {
    ("Window.period", "missing"): "a window has a period",
    ("Window.parameter", "missing"): "a window that is left open has the name of its parameter",
    ("ByDay.month", "another"): "a month may lack the day",
    ("Operation.operators", "shorter"): "an operator stands between two operands",
    ("Operation.operands", "shorter"): "an operator stands between two operands",
    ("Objective.statistic", "each"): "a share of the cases has a field of its own",
    ("Objective.statistic", "share"): "a share of the cases has a field of its own",
}
"""Edits after which a model would be none."""
OF_A_FORM = {
    "zone": "Asia/Tokyo",
    "fiscal_year_starts": "03-01",
    "YearlyDays.first": "03-30",
    "YearlyDays.last": "03-31",
}
"""Another text of fields that take no other words: by the name of the field, in any model or in one."""
ANOTHER_ORDER, SAME = "another order", "the same in another order"


class Edit(NamedTuple):
    """A model with one thing changed: in which field of which model, how, and whether an approval is bound to that."""

    field: str
    how: str
    model: Any
    bound: bool = True


def edits(model: Model) -> Iterator[Edit]:
    """All single edits of a model: of its own fields and of those of the models in it."""
    for name, shape in shapes(type(model)).items():
        if name == "source" or shape.has(FollowsFrom):
            continue
        value, annotation = getattr(model, name), type(model).model_fields[name].annotation
        formed = OF_A_FORM.get(f"{type(model).__name__}.{name}", OF_A_FORM.get(name))
        others = [Edit("", "another", formed)] if formed and value else _of(model, value, annotation, shape)
        for field, how, other, bound in others:
            own = field or f"{type(model).__name__}.{name}"
            if not {(own, how), (own, other if isinstance(other, str) else "")} & IMPOSSIBLE.keys():
                yield Edit(own, how, model.model_copy(update={name: other}), bound and not shape.has(Unbound))


def _of(model: Model, value: Any, annotation: Any, shape: Shape) -> Iterator[Edit]:
    """Other values of a field, without its name, and of the fields of models in it, with theirs."""
    if isinstance(value, Model):
        yield from edits(value)
    elif isinstance(value, tuple):
        yield from _of_tuple(model, value, annotation, shape)
    else:
        yield from (Edit("", "another", other) for other in _others(value, annotation))
    if value is not None and type(None) in _alternatives(annotation):
        yield Edit("", "missing", None)


def _of_tuple(model: Model, value: tuple[Any, ...], annotation: Any, shape: Shape) -> Iterator[Edit]:
    of = get_args(next(one for one in _alternatives(annotation) if get_origin(one) is tuple))
    elements = of if shape.fixed else of[:1] * len(value)
    for at, (part, each) in enumerate(shape.of_each(value)):
        before, after = value[:at], value[at + 1 :]
        if not shape.fixed:
            yield Edit("", "shorter", (*before, *after))
        for field, how, other, bound in _of(model, each, elements[at], part):
            yield Edit(field, how, (*before, other, *after), bound)
    order = shape.get(Order)
    if order is not None and value[::-1] != value:
        yield Edit("", ANOTHER_ORDER if order.counts_in(model) else SAME, value[::-1])


def _others(value: Any, annotation: Any) -> list[Any]:
    choices = [choice for one in _alternatives(annotation) if get_origin(one) is Literal for choice in get_args(one)]
    match value:
        case None:
            return choices
        case bool():
            return [not value]
        case str():
            return [each for each in choices if each != value] if choices else [f"{value}-other"] * bool(value)
        case int() | Fraction():
            return [value + 1]
        case date():
            return [value + timedelta(days=1 if value < date.max else -1)]
    raise TypeError(f"{type(value).__name__} has no other value")


def _alternatives(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return _alternatives(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [each for one in get_args(annotation) for each in _alternatives(one)]
    return [annotation]


def written(model: Any) -> Iterator[str]:
    """The fields that say something in a model, and in the models in it."""
    if isinstance(model, tuple):
        for each in model:
            yield from written(each)
    elif isinstance(model, Model):
        for name in type(model).model_fields:
            value = getattr(model, name)
            if value is not None and value != () and value != "":
                yield f"{type(model).__name__}.{name}"
            if name != "source":
                yield from written(value)
