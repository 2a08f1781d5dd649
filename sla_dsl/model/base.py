"""The base of all models: they are frozen, exact, and know where they were written."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Final, Self, get_args

from pydantic import BaseModel, ConfigDict, GetPydanticSchema, PlainSerializer, WithJsonSchema
from pydantic_core import core_schema

from ..text.source import Span
from .marks import PLACE, PROSE, OwnName, Text, no_matter

Exact = Annotated[
    Fraction,
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^-?[0-9]+(/[1-9][0-9]*)?$"}),
]
"""An exact rational number; in JSON a string such as ``"497/5"``."""


TimeOfDay = Annotated[
    int,
    PlainSerializer(lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}", return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"}),
]
"""Minutes after midnight, 0 to 1440; in JSON ``"08:00"``."""


def _place(span: Span) -> dict[str, Any]:
    line, column = span.start
    return {"file": span.source.path, "line": line, "column": column}


Place = Annotated[
    Span,
    GetPydanticSchema(lambda _type, _handler: core_schema.is_instance_schema(Span)),
    PlainSerializer(_place, return_type=dict[str, Any]),
    WithJsonSchema(
        {
            "type": "object",
            "properties": {"file": {"type": "string"}, "line": {"type": "integer"}, "column": {"type": "integer"}},
            "required": ["file", "line", "column"],
            "additionalProperties": False,
        }
    ),
]
"""The place where something is written; lines and columns are counted only when the place is printed."""


if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass as _Plain
else:

    class _Plain(type(BaseModel)):
        """Asks the classes of a value alone: a question whether something is of a model has many million answers."""

        __instancecheck__ = type.__instancecheck__


_set = object.__setattr__
_GIVEN: Final[set[str]] = set()
"""Which fields were given is asked of no model, so all share one set: their own would be half of their memory."""


class Model(BaseModel, metaclass=_Plain):  # noqa: PLW1641 - pydantic makes the hash, of the fields
    """Base of every model: immutable, and strict about unknown fields."""

    # Every field is printed, so that the schema requires every field.
    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True, defer_build=True
    )

    def __init__(self, /, **fields: Any) -> None:
        self.__pydantic_validator__.validate_python(fields, self_instance=self)
        _set(self, "__pydantic_fields_set__", _GIVEN)

    if not TYPE_CHECKING:  # so that comparing with something else stays an error of types

        def __eq__(self, other: object) -> bool:
            """Whether it is of the same kind and has the same fields; models are compared a million times."""
            if self is other:
                return True
            if self.__class__ is not other.__class__:
                return NotImplemented
            ours, theirs = self.__dict__, other.__dict__
            if ours == theirs:
                return True
            # What is worked out once for a model lies beside its fields, and counts for nothing.
            fields = self.__class__.__pydantic_fields__
            if len(ours) == len(theirs) == len(fields):
                return False
            return all(ours[name] == theirs[name] for name in fields)

    def __getstate__(self) -> dict[Any, Any]:
        return self.__dict__

    def __setstate__(self, values: dict[Any, Any]) -> None:
        _set(self, "__dict__", values)
        _set(self, "__pydantic_fields_set__", _GIVEN)
        _set(self, "__pydantic_extra__", None)
        _set(self, "__pydantic_private__", None)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same model with some other values, which are not validated."""
        assert not deep, "nothing in a model changes, so nothing in it needs a copy"
        copied = self.__class__.__new__(self.__class__)
        copied.__setstate__({**self.__dict__, **(update or {})})
        return copied


def models_within(annotation: object) -> set[type[Model]]:
    """The models that a type is made of, all the way down."""
    found: set[type[Model]] = set()
    left = [annotation]
    while left:
        one = left.pop()
        if isinstance(one, type) and issubclass(one, Model) and one not in found:
            found.add(one)
            left += [field.annotation for field in one.model_fields.values()]
        left += get_args(one)
    return found


class Declared(Model):
    """Something with a name of its own: a party, a calendar, a service, an agreement."""

    name: Annotated[OwnName, no_matter("its name; who names it says so")]
    title: Annotated[Text, PROSE] = ""
    source: Annotated[Place, PLACE]
