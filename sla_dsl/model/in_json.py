"""How models are written as JSON, and how the schema of that is published: by pydantic, which is imported when asked.

Only what writes or publishes asks; a check of a workspace does without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import Field as DataclassField
from dataclasses import dataclass, make_dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, cast

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
    from pydantic_core.core_schema import CoreSchema

    from .base import ModelField, ModelType


@dataclass(frozen=True, eq=False, slots=True)
class InJson:
    """How values of a type are written in JSON, and the schema of what is written."""

    write: Callable[[Any], Any]
    schema: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        made: Any = core_schema.is_instance_schema(kind) if isinstance(kind, type) else handler(kind)
        made["serialization"] = core_schema.plain_serializer_function_ser_schema(self.write)
        return cast("CoreSchema", made)

    def __get_pydantic_json_schema__(self, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.schema)


@dataclass(frozen=True, slots=True)
class ByKind:
    """Several models, told apart by their field ``kind``."""

    def __get_pydantic_core_schema__(self, models: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic import Field

        return handler.generate_schema(Annotated[models, Field(discriminator="kind")])


BY_KIND = ByKind()


@dataclass(frozen=True, slots=True)
class WrittenAs:
    """The name of the field in JSON, where that is no name in Python."""

    name: str


@dataclass(frozen=True, slots=True)
class NotWritten:
    """The field is not written in JSON, and why."""

    why: str


INTERNAL = NotWritten("it is of use only where the model was made")
"""The field is not written in JSON, nor does pydantic look at it."""


@cache
def dataclass_fields(model: ModelType) -> dict[str, DataclassField[Any]]:
    """The fields of a model as those of a dataclass, with what pydantic should know of them."""
    said = [(name, _annotated(one), _told(one)) for name, one in model.model_fields.items()]
    made: Any = make_dataclass("_", said, init=False, repr=False, eq=False, kw_only=True)
    found: dict[str, DataclassField[Any]] = made.__dataclass_fields__
    return found


def _annotated(field: ModelField) -> Any:
    if INTERNAL in field.metadata:
        return Any
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def _told(field: ModelField) -> Any:
    from pydantic import Field

    default = ... if field.is_required() else field.default
    if INTERNAL in field.metadata:
        return Field(default, exclude=True)
    alias = next((mark.name for mark in field.metadata if isinstance(mark, WrittenAs)), None)
    excluded = any(isinstance(mark, NotWritten) for mark in field.metadata)
    return Field(default, alias=alias, exclude=excluded or None)


@cache
def adapter(model: type[Any]) -> TypeAdapter[Any]:
    """The adapter that validates models of a class, writes them as JSON, and knows their schema."""
    from pydantic import TypeAdapter

    return TypeAdapter(model)
