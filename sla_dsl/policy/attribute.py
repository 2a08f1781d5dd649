"""The attributes of things: generated from the fields of the model, with the words of the language."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from ..model.base import Model, ModelField
from ..model.marks import Free, Inside, Measures, Names, NotInPolicies, PolicyWord, ReadThrough, Shape, shapes
from ..model.phrases import Bound, Condition, Deadline, NamedHours, Selection, Share, Window
from ..model.quantity import Amount, Blank, Portion, Quantity, Value
from ..wording.values import said
from .thing import DECLARED, Thing
from .words import KINDS

Sort = Literal["quantity", "name", "word", "text", "date", "yes-no", "thing", "presence"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a thing, and how it is read.

    ``read`` returns nothing if the thing does not state it, and a tuple if there may be ``many``. A name is read as a
    string, a metric as the names of all that it is, a thing as a thing. ``dimensions`` are those that a quantity may
    have (empty: any). ``space`` is the name space of a name, ``kind`` the model of things. ``choices`` are the words
    that the value may be. ``contained`` things stand inside the thing that has the attribute.
    """

    words: str
    sort: Sort
    read: Callable[[Thing], Any]
    many: bool = False
    dimensions: tuple[str, ...] = ()
    space: str = ""
    kind: type[Model] | None = None
    choices: tuple[str, ...] = ()
    contained: bool = False
    one: str = ""
    """The word for one of many."""
    always: bool = False
    """Whether it is never missing."""
    denied: bool = False
    """Whether `no` is something that is said, too: a service may support no critical function."""
    written: str = ""
    """How what is so is written, where that is another word."""


def generated(model: type[Model], way: tuple[str, ...] = ()) -> list[Attribute]:
    """The attributes that follow from the fields of a model."""
    found = []
    for name, shape in shapes(model).items():
        field = model.model_fields[name]
        if name == "source" or shape.has(NotInPolicies):
            continue
        if shape.has(ReadThrough):
            (inner,) = _alternatives(field.annotation)
            found += generated(inner, (*way, name))
        else:
            attribute = _attribute((*way, name), field.annotation, shape)
            found.append(replace(attribute, always=_is_always_there(field, attribute)))
    return found


def _is_always_there(field: ModelField, attribute: Attribute) -> bool:
    """Whether a field always has a value; an empty text is none, nor is a parameter without a value."""
    is_optional = type(None) in get_args(field.annotation)
    says_something = attribute.sort in ("word", "yes-no", "date") or (attribute.sort == "name" and field.is_required())
    return says_something and not attribute.many and not is_optional


def _attribute(way: tuple[str, ...], annotation: Any, shape: Shape) -> Attribute:
    own, measures = shape.get(PolicyWord), shape.get(Measures)
    words = own.word if own else way[-1].replace("_", " ")
    get = attrgetter(".".join(way))
    alternatives = _figures(_alternatives(annotation))
    many = len(alternatives) == 1 and get_origin(alternatives[0]) is tuple
    if many:
        alternatives = _figures(_alternatives(get_args(alternatives[0])[0]))
    first = alternatives[0]
    if first is Selection:
        return Attribute(words, "name", _selected(get), True, space="scale-value", one="value")
    if all(alternative in _QUANTITIES for alternative in alternatives):
        return Attribute(words, "quantity", _measured(get), many, measures.dimensions if measures else ())
    if first in (int, Fraction):
        return Attribute(words, "quantity", _number(get), dimensions=("number",))
    if first is bool:
        return Attribute(words, "yes-no", _plain(get))
    if first is date:
        return Attribute(words, "date", _plain(get))
    if get_origin(first) is Literal:
        return Attribute(words, "word", _plain(get), many, choices=tuple(map(str, get_args(first))))
    if first is str:
        return _of_text(words, get, many, _space(shape.parts[0] if many else shape))
    if len(alternatives) == 1 and isinstance(first, type) and issubclass(first, Model):
        one = next((word for word, kind in KINDS.items() if kind is first), "")
        return Attribute(words, "thing", _contained(words, get, many), many, kind=first, contained=True, one=one)
    is_condition = set(alternatives) == set(_alternatives(Condition))
    sort, read = ("text", _in_words(get)) if is_condition else ("presence", _presence(get))
    return Attribute(words, cast(Sort, sort), read, many and is_condition)


def _space(shape: Shape) -> str:
    """The name space in which a text is looked up; none if it has several, or one that policies do not have."""
    names = shape.get(Names)
    inside = shape.get(Inside)
    # The calendar of a template may be a parameter; policies compare its name.
    is_mixed = inside is not None and names != Names(("calendars",))
    if names is None or is_mixed or shape.has(Free):
        return ""
    return next((space for space, tables in DECLARED.items() if {*names.spaces} <= {*tables}), "")


def _of_text(words: str, get: Callable[[Any], Any], many: bool, space: str) -> Attribute:
    if space == "metric":
        return Attribute(words, "name", _lineage(get), many, space=space, one=space)
    return Attribute(words, "name" if space else "text", _plain(get), many, space=space, one=space)


def _figures(alternatives: list[Any]) -> list[Any]:
    """The types of a value; hours and windows in the place of an amount are no figure."""
    without = [one for one in alternatives if one not in (NamedHours, Window)]
    return without if Quantity in alternatives else alternatives


def _alternatives(annotation: Any) -> list[Any]:
    """The types that an annotation allows, without none."""
    if get_origin(annotation) is Annotated:
        return _alternatives(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [each for one in get_args(annotation) for each in _alternatives(one)]
    return [] if annotation is type(None) else [annotation]


_QUANTITIES = (Bound, Deadline, Share, *_alternatives(Value), *_alternatives(Amount))
"""Types that come down to a quantity; a computed amount and a blank come down to none."""

# Readers


def _plain(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    return lambda thing: get(thing.item)


def _presence(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    return lambda thing: True if get(thing.item) not in (None, "", ()) else None


def _in_words(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    """Reads a condition, or each of several, as the language writes it."""

    def read(thing: Thing) -> Any:
        value = get(thing.item)
        return tuple(map(said, value)) if isinstance(value, tuple) else None if value is None else said(value)

    return read


def _number(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    def read(thing: Thing) -> Any:
        value = get(thing.item)
        return None if value is None else Quantity(amount=Fraction(value))

    return read


def _lineage(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    """Reads a metric as the names of all that it is; each of several metrics likewise."""

    def read(thing: Thing) -> Any:
        names, lineages = get(thing.item), thing.view.lineages
        if isinstance(names, str):
            return lineages.get(names, (names,))
        return tuple(each for name in names or () for each in lineages.get(name, (name,)))

    return read


def _selected(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    return lambda thing: tuple(value for selection in get(thing.item) for value in selection.values)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A figure that is not known when a policy judges: it is computed, blank, or has no one unit.

    What is blank is not ``stated``: it is missing where a policy asks whether it is there.
    """

    text: str
    stated: bool = True


def _measured(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    def read(thing: Thing) -> Any:
        value = get(thing.item)
        if isinstance(value, tuple):
            return tuple(found for each in value if (found := figure_of(each)) is not None)
        return figure_of(value)

    return read


def figure_of(value: object) -> Quantity | Unknown | None:
    """The figure of a bound, a share or an amount; none if there is none, or a time of day in its place."""
    if value is None or isinstance(value, Deadline):
        return None
    found = quantity_of(value)
    return found or Unknown(said(value), stated=not isinstance(value, Blank | Bound))


def _contained(words: str, get: Callable[[Any], Any], many: bool) -> Callable[[Thing], Any]:
    if many:
        return lambda thing: thing.holding(words, get(thing.item))

    def read(thing: Thing) -> Any:
        item = get(thing.item)
        return None if item is None else thing.holding(words, (item,))[0]

    return read


def quantity_of(value: object) -> Quantity | None:
    """The quantity of a bound, a share or an amount; none if it is computed, blank or a deadline."""
    while not isinstance(value, Quantity):
        if isinstance(value, Bound):
            value = value.value
        elif isinstance(value, Share):
            value = value.share
        elif isinstance(value, Portion):
            value = value.quantity
        else:
            return None
    return value


def shown(value: object) -> str:
    """A value as the language writes it."""
    if value in (None, "", ()):
        return "missing"
    if isinstance(value, tuple):
        return ", ".join(shown(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Thing):
        words = (getattr(value.item, field, "") for field in ("name", "title", "text"))
        return next((word for word in words if word), "set")
    return value.text if isinstance(value, Quantity | Unknown) else str(value)
