"""The base of all models: they are frozen, exact, and know where they were written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, cached_property
from operator import attrgetter
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Final,
    NamedTuple,
    Self,
    TypeVar,
    cast,
    dataclass_transform,
    get_args,
    get_type_hints,
)

from ..text.source import Span
from .in_json import InJson
from .marks import PLACE, PROSE, OwnName, Text, no_matter

if TYPE_CHECKING:
    from dataclasses import Field

Exact = Annotated[Fraction, InJson(str, {"type": "string", "pattern": "^-?[0-9]+(/[1-9][0-9]*)?$"})]
"""An exact rational number; in JSON a string such as ``"497/5"``."""


TimeOfDay = Annotated[
    int,
    InJson(
        lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}",
        {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"},
    ),
]
"""Minutes after midnight, 0 to 1440; in JSON ``"08:00"``."""


def _place(span: Span) -> dict[str, Any]:
    line, column = span.start
    return {"file": span.source.path, "line": line, "column": column}


Place = Annotated[
    Span,
    InJson(
        _place,
        {
            "type": "object",
            "properties": {"file": {"type": "string"}, "line": {"type": "integer"}, "column": {"type": "integer"}},
            "required": ["file", "line", "column"],
            "additionalProperties": False,
        },
    ),
]
"""The place where something is written; lines and columns are counted only when the place is printed."""

REQUIRED: Final = object()
"""Stands in the place of the default of a field that has none."""


class ModelField(NamedTuple):
    """A field of a model: its type, the marks at it, and its value where none is given."""

    annotation: Any
    metadata: tuple[object, ...]
    default: Any

    def is_required(self) -> bool:
        """Whether the field must be given."""
        return self.default is REQUIRED


@dataclass_transform(frozen_default=True, kw_only_default=True)
class ModelType(type):
    """Makes the classes of models, with one slot for each field.

    A check makes a hundred classes and many more models, and writes none as JSON.  So pydantic, whose own classes take
    as long to make as all the rest of a start, is asked only for JSON and schemas; it takes these as dataclasses.
    """

    model_defaults: dict[str, Any]
    """The values of the fields that need not be given."""
    model_put: dict[str, Callable[[Any, Any], None]]
    """For each field what puts a value into it: nothing else can."""
    model_read: Callable[[Any], tuple[Any, ...]]
    """Reads the values of all fields, in their order."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> ModelType:
        """The class of a model: its fields are the annotated names of its body, and of those of the class above."""
        above = next((base for base in bases if isinstance(base, ModelType)), None)
        inherited, defaults = (above.model_put, above.model_defaults) if above else ({}, {})
        fields = [field for field in body.get("__annotations__", ()) if not field.startswith("_")]
        own = [field for field in fields if field not in inherited]
        given = {field: body.pop(field) for field in fields if field in body}
        # What is worked out once is kept in a dictionary.
        kept = ("__dict__",) if any(isinstance(one, cached_property) for one in body.values()) else ()
        made = super().__new__(cls, name, bases, {**body, "__slots__": (*own, *kept)})
        made.model_put = {**inherited, **{field: getattr(made, field).__set__ for field in own}}
        made.model_defaults = {**defaults, **given}
        made.model_read = _reader(tuple(made.model_put))
        return made

    @property
    def model_fields(cls) -> Mapping[str, ModelField]:
        """The fields by their names, those of the class above first."""
        return _fields(cls)

    @property
    def __dataclass_fields__(cls) -> dict[str, Field[Any]]:
        """The fields as pydantic asks for them: of every model that it writes, so they are made once for each class."""
        from .in_json import dataclass_fields

        return dataclass_fields(cls)


def _reader(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """The function that reads all these fields at once."""
    read = attrgetter(*names) if names else lambda _model: ()
    return read if len(names) != 1 else lambda model: (read(model),)


@cache
def _fields(model: ModelType) -> Mapping[str, ModelField]:
    hints = get_type_hints(model, include_extras=True)
    found = {}
    for name in model.model_put:
        hint = hints[name]
        annotation, marks = (hint.__origin__, hint.__metadata__) if hasattr(hint, "__metadata__") else (hint, ())
        found[name] = ModelField(annotation, marks, model.model_defaults.get(name, REQUIRED))
    return found


_new = object.__new__


class Frozen(metaclass=ModelType):
    """Values by name: immutable, and strict about unknown fields."""

    # Every field is printed, so that the schema requires every field.
    __pydantic_config__: ClassVar = {
        "frozen": True,
        "extra": "forbid",
        "json_schema_serialization_defaults_required": True,
    }

    def __init__(self, /, **fields: Any) -> None:
        kind = self.__class__
        put = kind.model_put
        values = fields if len(fields) == len(put) else {**kind.model_defaults, **fields}
        if len(values) == len(put):
            try:
                for name, value in values.items():
                    put[name](self, value)
            except KeyError:  # an unknown name in the place of a missing one
                pass
            else:
                return
        odd = ", ".join(sorted(values.keys() ^ put.keys()))
        raise TypeError(f"{kind.__name__}: missing or unknown: {odd}")

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __eq__(self, other: object) -> bool:
        kind = self.__class__
        return kind is other.__class__ and (self is other or kind.model_read(self) == kind.model_read(other))

    def __hash__(self) -> int:
        return hash(self.__class__.model_read(self))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.model_items())
        return f"{type(self).__name__}({said})"

    def __getstate__(self) -> tuple[Any, ...]:
        return self.__class__.model_read(self)

    def __setstate__(self, values: tuple[Any, ...]) -> None:
        for put, value in zip(self.__class__.model_put.values(), values, strict=True):
            put(self, value)

    @property
    def __dataclass_fields__(self) -> dict[str, Field[Any]]:
        """The fields as pydantic asks a dataclass for them."""
        return self.__class__.__dataclass_fields__

    def model_values(self) -> tuple[Any, ...]:
        """The values of the fields, in their order."""
        return self.__class__.model_read(self)

    def model_items(self) -> zip[tuple[str, Any]]:
        """The fields with their values."""
        return zip(self.__class__.model_put, self.__class__.model_read(self), strict=True)

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """The same model with some other values."""
        kind = self.__class__
        copied = _new(kind)
        copied.__setstate__(kind.model_read(self))
        for name, value in update.items():
            kind.model_put[name](copied, value)
        return copied

    def model_dump(self) -> Any:
        """The model as JSON data."""
        from .in_json import adapter

        return adapter(type(self)).dump_python(self, mode="json", by_alias=True)


class Model(Frozen):
    """Base of every model of what is agreed.

    The compiler makes only models of the right types, and a test has pydantic validate all that it made.
    """


Placeless = TypeVar("Placeless", bound=Model)
_known: dict[Model, Model] = {}
_MOST_KNOWN = 50_000
"""So many values are known at most: those of ten thousand agreements are a few thousand."""


def kept_once(value: Placeless) -> Placeless:
    """The value that is equal and was made first: what does not tell where it stands is one thing in all files.

    A workspace says ``4 h`` or ``each calendar month`` a thousand times, and keeps each once.
    """
    if len(_known) > _MOST_KNOWN:
        _known.clear()
    found: Any = _known.setdefault(value, value)
    return cast(Placeless, found)


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
