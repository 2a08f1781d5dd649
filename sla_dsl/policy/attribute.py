"""The attributes of things: generated from the fields of the model, with the words of the language."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from ..model.base import Model
from ..model.phrases import Bound, Deadline, Selection, Share
from ..model.quantity import Amount, Portion, Quantity, Value
from .thing import Thing
from .words import DIMENSIONS, HIDDEN, INLINE, KINDS, NAMES, WORDS

Sort = Literal["quantity", "name", "word", "text", "date", "yes-no", "thing", "presence"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """How to read one thing about another.

    ``read`` gives nothing where it is not said, and a tuple if there are ``many``; names come as strings, that
    of a metric as all that the metric is, things as things.  ``dimensions`` are those that a quantity may have
    (empty: any), ``space`` is the name space of a name, ``kind`` the model of things; ``choices`` are the words that
    may be the value.  ``contained`` things stand in the one that has the attribute.
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


def generated(model: type[Model], within: str = "", way: tuple[str, ...] = ()) -> list[Attribute]:
    """The attributes that the fields of a model make."""
    found = []
    for name, field in model.model_fields.items():
        key = f"{within or model.__name__}.{name}"
        if name in ("source", "matrix") or key in HIDDEN:
            continue
        if key in INLINE:
            (inner,) = _alternatives(field.annotation)
            found += generated(inner, key, (*way, name))
        elif (attribute := _attribute(key, (*way, name), field.annotation, model)) is not None:
            found.append(replace(attribute, always=_is_always_there(field, attribute)))
    return found


def _is_always_there(field: FieldInfo, attribute: Attribute) -> bool:
    """Whether a field always says something: an empty text says nothing, nor does a parameter without value."""
    is_optional = type(None) in get_args(field.annotation)
    says_something = attribute.sort in ("word", "yes-no", "date") or (attribute.sort == "name" and field.is_required())
    return says_something and not attribute.many and not is_optional


def _attribute(key: str, way: tuple[str, ...], annotation: Any, model: type[Model]) -> Attribute | None:
    words = WORDS.get(key, way[-1].replace("_", " "))
    get = attrgetter(".".join(way))
    alternatives = _alternatives(annotation)
    many = len(alternatives) == 1 and get_origin(alternatives[0]) is tuple
    if many:
        alternatives = _alternatives(get_args(alternatives[0])[0])
    first = alternatives[0]
    own = f"{model.__name__}.{way[-1]}"
    if first is Selection:
        return Attribute(words, "name", _selected(get), True, space="scale-value", one="value")
    if all(alternative in _QUANTITIES for alternative in alternatives):
        return Attribute(words, "quantity", _measured(get), many, DIMENSIONS.get(own, ()))
    if first in (int, Fraction):
        return Attribute(words, "quantity", _number(get), dimensions=("number",))
    if first is bool:
        return Attribute(words, "yes-no", _plain(get))
    if first is date:
        return Attribute(words, "date", _plain(get))
    if get_origin(first) is Literal:
        return Attribute(words, "word", _plain(get), many, choices=tuple(map(str, get_args(first))))
    if first is str:
        return _of_text(words, get, many, NAMES.get(own, ""))
    if len(alternatives) == 1 and isinstance(first, type) and issubclass(first, Model):
        one = next((word for word, kind in KINDS.items() if kind is first), "")
        return Attribute(words, "thing", _contained(words, get, many), many, kind=first, contained=True, one=one)
    return Attribute(words, "presence", _presence(get))


def _of_text(words: str, get: Callable[[Any], Any], many: bool, space: str) -> Attribute:
    if space == "metric":
        return Attribute(words, "name", _lineage(get), many, space=space, one=space)
    return Attribute(words, "name" if space else "text", _plain(get), many, space=space, one=space)


def _alternatives(annotation: Any) -> list[Any]:
    """The types that an annotation allows, without none."""
    if get_origin(annotation) is Annotated:
        return _alternatives(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [each for one in get_args(annotation) for each in _alternatives(one)]
    return [] if annotation is type(None) else [annotation]


_QUANTITIES = (Bound, Deadline, Share, *_alternatives(Value), *_alternatives(Amount))
"""What comes down to a quantity, or to none where it is computed or blank."""

# Readers


def _plain(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    return lambda thing: get(thing.item)


def _presence(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    return lambda thing: True if get(thing.item) not in (None, "", ()) else None


def _number(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    def read(thing: Thing) -> Any:
        value = get(thing.item)
        return None if value is None else Quantity(amount=Fraction(value))

    return read


def _lineage(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    """A metric by all names of what it is; each of several metrics likewise."""

    def read(thing: Thing) -> Any:
        names, lineages = get(thing.item), thing.view.lineages
        if isinstance(names, str):
            return lineages.get(names, (names,))
        return tuple(each for name in names or () for each in lineages.get(name, (name,)))

    return read


def _selected(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    return lambda thing: tuple(value for selection in get(thing.item) for value in selection.values)


def _measured(get: Callable[[Any], Any]) -> Callable[[Thing], Any]:
    def read(thing: Thing) -> Any:
        value = get(thing.item)
        if isinstance(value, tuple):
            return tuple(found for each in value if (found := quantity_of(each)) is not None)
        return quantity_of(value)

    return read


def _contained(words: str, get: Callable[[Any], Any], many: bool) -> Callable[[Thing], Any]:
    if many:
        return lambda thing: thing.holding(words, get(thing.item))

    def read(thing: Thing) -> Any:
        item = get(thing.item)
        return None if item is None else thing.holding(words, (item,))[0]

    return read


def quantity_of(value: object) -> Quantity | None:
    """The quantity that a bound, a share or an amount comes down to; nothing for what has none yet."""
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
        return getattr(value.item, "name", "") or getattr(value.item, "title", "") or "set"
    return value.text if isinstance(value, Quantity) else str(value)
