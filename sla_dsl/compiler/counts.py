"""Whole numbers: so many times, samples or parts."""

from __future__ import annotations

from ..model.quantity import Blank, Quantity
from ..text.source import Token
from .reading import Reading
from .values import number, value


def whole(token: Token, reading: Reading) -> int:
    """A whole number of at least 1; 1 (reported) for any other."""
    value = number(token, reading)
    if value.denominator != 1 or value < 1:
        reading.report("value/out-of-range", f"`{token.text}` must be a whole number, at least 1", token)
        return 1
    return int(value)


def count(token: Token, reading: Reading) -> int | Blank:
    """A whole number of at least 1, written out or the value of a parameter; a blank for one without value."""
    if token.type == "NUMBER":
        return whole(token, reading)
    found = value(token, reading, "number")
    if isinstance(found, Quantity) and (found.amount.denominator != 1 or found.amount < 1):
        reading.report("value/out-of-range", f"`{token.text}` must be a whole number, at least 1", token)
    elif found is not None:
        return int(found.amount) if isinstance(found, Quantity) else found
    return 1
