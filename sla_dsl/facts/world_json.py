"""Worlds from JSON: a table for each kind of row, with the fields of the row; what is wrong is told, row by row.

    {"outages": [{"service": "shop", "start": "2026-03-02T10:00:00+01:00", "values": {"site": "lyon"}}],
     "until": "2026-04-01T00:00:00+02:00"}

Times are ISO 8601 with an offset, to the second.  Numbers are whole, or texts such as ``"0.5"`` and ``"1/3"``: a
number with a point would not be exact.  A field that is left out has its default; one that is not known is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from fractions import Fraction
from typing import Any, get_args, get_origin, get_type_hints

from ..algebra.zones import Instant, instant
from ..text.nearest import nearest
from . import world
from .world import ScaleValues, World


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is wrong with a world, and where: ``outages[0].start``."""

    where: str
    message: str


class _WrongError(Exception):
    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def world_from_json(text: str) -> World | tuple[Unreadable, ...]:
    """A world, or all that is wrong with it."""
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except _WrongError as wrong:
        return (Unreadable("", wrong.message),)
    except (ValueError, RecursionError) as error:
        return (Unreadable("", f"this is no JSON: {error}"),)
    wrong_: list[Unreadable] = []
    found = _read(World, data, "", wrong_)
    return found if isinstance(found, World) and not wrong_ else tuple(wrong_)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, each of whose names stands once."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise _WrongError(f"`{name}` stands twice")
    return dict(pairs)


def _read(kind: Any, data: Any, where: str, wrong: list[Unreadable]) -> Any:
    """A row of a kind; nothing if it cannot be read (told)."""
    if not isinstance(data, dict):
        wrong.append(Unreadable(where, "an object is missing here"))
        return None
    hints, known = get_type_hints(kind, vars(world)), {field.name: field for field in fields(kind)}
    for name in data:
        if name not in known:
            near = nearest(name, list(known))
            help_ = f": did you mean `{near}`?" if near else ""
            wrong.append(Unreadable(_at(where, name), f"no such field{help_}"))
    found = {}
    for name, field in known.items():
        if name in data:
            found[name] = _value(hints[name], data[name], _at(where, name), wrong)
        elif field.default is MISSING:
            wrong.append(Unreadable(where, f"`{name}` is missing"))
    return None if wrong else kind(**found)


def _at(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _value(hint: Any, data: Any, where: str, wrong: list[Unreadable]) -> Any:
    if hint != ScaleValues and get_origin(hint) is tuple:
        if not isinstance(data, list):
            wrong.append(Unreadable(where, "a list is missing here"))
            return ()
        return tuple(_read(get_args(hint)[0], one, f"{where}[{number}]", wrong) for number, one in enumerate(data))
    if type(None) in get_args(hint):
        if data is None:
            return None
        hint = next(one for one in get_args(hint) if one is not type(None))
    try:
        return _READERS[hint](data)
    except _WrongError as error:
        wrong.append(Unreadable(where, error.message))
        return None


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise _WrongError("a text is missing here")
    return data


def _flag(data: Any) -> bool:
    if not isinstance(data, bool):
        raise _WrongError("`true` or `false` is missing here")
    return data


def _number(data: Any) -> Fraction:
    if isinstance(data, bool) or not isinstance(data, int | str):
        raise _WrongError('write a whole number, or a text such as "0.5"')
    try:
        return Fraction(data)
    except (ValueError, ZeroDivisionError):
        raise _WrongError('write a whole number, or a text such as "0.5"') from None


def _instant(data: Any) -> Instant:
    try:
        moment = datetime.fromisoformat(_text(data))
    except ValueError:
        raise _WrongError("write a time such as 2026-03-02T10:00:00+01:00") from None
    if moment.tzinfo is None or moment.microsecond:
        raise _WrongError("write a time with its offset, to the second")
    return instant(moment)


def _values(data: Any) -> ScaleValues:
    if not isinstance(data, Mapping) or not all(isinstance(value, str) for value in data.values()):
        raise _WrongError('write values such as {"site": "lyon"}')
    return tuple(data.items())


_READERS: Mapping[Any, Callable[[Any], Any]] = {
    str: _text,
    bool: _flag,
    Fraction: _number,
    int: _instant,
    ScaleValues: _values,
}
