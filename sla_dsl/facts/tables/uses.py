"""Uses of rights as tables tell them: each of a right that the agreement has, by its text, in the unit of its limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from ...model.agreement import Agreement
from ...model.quantity import BUSINESS_DAY, CALENDAR_MONTH, DAYS, MONTHS, SECONDS, Quantity
from ...model.remedies import Duty
from ...text.nearest import nearest
from .cells import Measure
from .found import MisreadError

_IN_BASE_UNITS: Mapping[str, Mapping[str, Fraction | int]] = {
    "s": SECONDS,
    "day": DAYS,
    "month": MONTHS,
    BUSINESS_DAY: {BUSINESS_DAY: 1, f"{BUSINESS_DAY}s": 1},
    CALENDAR_MONTH: {CALENDAR_MONTH: 1, f"{CALENDAR_MONTH}s": 1},
    "%": {"%": 1},
}
"""The units in which so much of a limit may be told, by the unit of the limit; days are never hours."""


def limited_rights(agreement: Agreement) -> Iterator[Duty]:
    """The rights that are limited, to so much or so many times, in each of their windows."""
    for one in agreement.duties:
        is_limited = one.times is not None or one.limit is not None
        if not one.must and is_limited and one.window is not None and one.window.kind != "occurrence":
            yield one


def text_of(right: Duty) -> str:
    """The text of a right on one line, by which facts name it."""
    return " ".join(right.text.split())


def read_use(right: str, amount: Measure | None, agreement: Agreement) -> dict[str, Any]:
    """The text of a right and how much of it is used, as fields of a row; raises ``MisreadError``."""
    text, known = " ".join(right.split()), list(limited_rights(agreement))
    about = [one for one in known if text_of(one) == text]
    if not about:
        near = nearest(text, [text_of(one) for one in known])
        meant = f'did you mean "{near}"? ' if near else ""
        help_ = f"{meant}Write the text of a right that is limited in a window, such as `up to 10 h each contract year`"
        raise MisreadError(f'`{agreement.name}` has no right "{text}" that is used up', help_, "facts/unknown-name")
    limits = [one.limit for one in about if one.limit is not None]
    if not limits and amount is not None:
        raise MisreadError(f'"{text}" is limited to so many times', "leave out `amount`, and write a row for each time")
    units = tuple(dict.fromkeys(one.unit for one in limits if isinstance(one, Quantity)))
    if amount is None:
        # A thing that is counted is one, unless it is told otherwise; a time has no length of its own.
        if any(unit in _IN_BASE_UNITS for unit in units):
            raise MisreadError(f'nothing says how much of "{text}" was used', "write it in `amount`: 2 h")
        return {"right": text, "amount": Fraction(1), "unit": next(iter(units), "")}
    return {"right": text, **_in_unit(amount, units)}


def _in_unit(amount: Measure, units: tuple[str, ...]) -> dict[str, Any]:
    """An amount in the unit of a limit, or, where each limit is blank, as it is written; raises ``MisreadError``."""
    number, written = amount
    if number < 0:
        raise MisreadError("an amount is not less than nothing", "correct it where it comes from")
    if not units:
        return {"amount": number, "unit": written}
    for unit in units:
        of_unit = _IN_BASE_UNITS.get(unit, {unit: 1, "": 1})
        if written in of_unit:
            return {"amount": number * of_unit[written], "unit": unit}
    limits = ", ".join(f"`{unit}`" if unit else "none" for unit in units)
    raise MisreadError(f"the unit of this is `{written or 'none'}`, and that of the limit is {limits}", "correct it")
