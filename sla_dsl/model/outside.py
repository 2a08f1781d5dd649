"""Models of data that comes from outside: the settings and the lock.

pydantic decides what is valid.  But what is plainly so is read without it, since hardly a check needs it besides: text,
numbers and dates that are what they should be as they are, in the names and no others.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

from .base import Frozen
from .in_json import WrittenAs

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core.core_schema import CoreSchema

Of = TypeVar("Of", bound=Frozen)


@dataclass(frozen=True, slots=True)
class Matching:
    """The whole text matches an expression."""

    expression: str

    def holds(self, value: Any) -> bool:
        """Whether it plainly does: Python and pydantic know the same ASCII letters, and not the same others."""
        return re.fullmatch(self.expression, value, re.ASCII) is not None

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        made: Any = handler(kind)
        return cast("CoreSchema", made | {"pattern": f"^(?:{self.expression})$"})


@dataclass(frozen=True, slots=True)
class Exactly:
    """The value is of the type as it is, and not one that stands for it, such as a text for a date."""

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        made: Any = handler(kind)
        return cast("CoreSchema", made | {"strict": True})


EXACTLY = Exactly()


@dataclass(frozen=True, slots=True)
class Between:
    """The number is one of these, both included."""

    least: int
    most: int

    def holds(self, value: Any) -> bool:
        """Whether it is."""
        return bool(self.least <= value <= self.most)

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        made: Any = handler(kind)
        return cast("CoreSchema", made | {"ge": self.least, "le": self.most})


class _NotPlainError(Exception):
    """The data is not plainly what it should be: pydantic decides."""


def plainly(model: type[Of], data: Any) -> Of | None:
    """The model that data of JSON or TOML is plainly; none where pydantic should say whether it is one."""
    try:
        return _model(model, data)
    except _NotPlainError:
        return None


def names_outside(model: type[Frozen]) -> dict[str, str]:
    """The names of the fields by those that they have outside."""
    found = {}
    for name, field in model.model_fields.items():
        said = next((mark.name for mark in field.metadata if isinstance(mark, WrittenAs)), name)
        found[said] = name
    return found


def _model(model: type[Of], data: Any) -> Of:
    names = names_outside(model)
    if type(data) is not dict or not data.keys() <= names.keys():
        raise _NotPlainError
    given = {}
    for name, value in data.items():
        field = model.model_fields[names[name]]
        given[names[name]] = _marked(_value(field.annotation, value), field.metadata)
    try:
        return model(**given)
    except TypeError:  # a field is missing that has no default
        raise _NotPlainError from None


def _value(kind: Any, value: Any) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _marked(_value(parts[0], value), parts[1:])
    if origin in (Union, types.UnionType):  # of something and nothing
        return _value(parts[0], value)
    if origin is not None:
        return _several(origin, parts, value)
    if issubclass(kind, Frozen):
        return _model(kind, value)
    if type(value) is kind:
        return value
    raise _NotPlainError


def _marked(value: Any, marks: tuple[object, ...]) -> Any:
    if all(mark.holds(value) for mark in marks if isinstance(mark, Matching | Between)):
        return value
    raise _NotPlainError


def _several(origin: Any, parts: tuple[Any, ...], value: Any) -> Any:
    """One of several words, or several values."""
    if origin is Literal and any(type(value) is type(one) and value == one for one in parts):
        return value
    if origin is tuple and type(value) is list:
        return tuple(_value(parts[0], each) for each in value)
    if origin is Mapping and type(value) is dict:
        return {_key(parts[0], key): _value(parts[1], each) for key, each in value.items()}
    raise _NotPlainError


def _key(kind: type, key: str) -> Any:
    """A key of an object: JSON has dates and numbers only as text."""
    if kind is str:
        return key
    if kind is date and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", key):
        try:
            return date.fromisoformat(key)
        except ValueError:
            raise _NotPlainError from None
    if kind is int and re.fullmatch("0|[1-9][0-9]{0,8}", key):
        return int(key)
    raise _NotPlainError
