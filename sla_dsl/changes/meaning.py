"""Models without their places: what is compared; and values as the language writes them: what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.base import Model
from ..model.quantity import Quantity


def meaning(value: Any, *without: str) -> Any:
    """A value that is equal to another's if both say the same: no places, and one blank for any white space.

    ``without`` are fields of the outermost model that are left aside.
    """
    if isinstance(value, Quantity):
        return (value.amount, value.unit)
    if isinstance(value, Model):
        fields = value.__dict__.items()
        return (
            type(value).__name__,
            *((name, meaning(each)) for name, each in fields if name != "source" and name not in without),
        )
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, tuple):
        return tuple(map(meaning, value))
    if isinstance(value, Mapping):
        return tuple(sorted((key, meaning(each)) for key, each in value.items()))
    return value
