"""Exact quantities with dimensions, and amounts that are computed from them."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from .base import Exact, Model
from .in_json import BY_KIND
from .marks import KIND, Ordered, OwnWord, ParameterName, Unordered, Word, no_matter, used

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core.core_schema import CoreSchema

Dimension = Literal["percent", "duration", "money", "rate", "number", "count"]

SECONDS = {"ms": Fraction(1, 1000), "s": Fraction(1), "min": Fraction(60), "h": Fraction(3600)}
"""Units of exact durations, each in seconds."""
DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
"""Units of local days, each in days; a local day may have 23 or 25 hours."""
MONTHS = {"month": 1, "months": 1, "quarter": 3, "quarters": 3, "year": 12, "years": 12}
"""Units that are counted from an anchor date, each in months."""
BUSINESS_DAY = "business day"
CALENDAR_MONTH = "calendar month"
"""Whole months of the calendar: the one in which a time starts does not count, and it ends with the last of them."""
_DURATION_UNITS = frozenset({"s", "day", BUSINESS_DAY, "month", CALENDAR_MONTH})
_FIXED_UNITS = _DURATION_UNITS | {"", "%", "/s"}
_PLURAL = frozenset({"day", BUSINESS_DAY, "month", CALENDAR_MONTH})


class Quantity(Model):
    """An exact amount of one unit.

    ``unit`` is the base unit of its kind: ``%`` (amount 99.4 for 99.4 %), ``s``, ``day``,
    ``business day``, ``month``, ``calendar month``, an ISO 4217 code, ``/s``, a counted thing (``cases``), or
    empty for a plain number.  Two quantities compare if their ``unit_kind`` is the same: ``1 case`` and ``2 cases``
    have the words of their author.
    """

    kind: Annotated[Literal["quantity"], KIND] = "quantity"
    amount: Annotated[Exact, used("model.objective.Objective.quantity")]
    unit: Annotated[OwnWord, used("model.objective.Objective.quantity")] = ""

    @property
    def dimension(self) -> Dimension:
        """The dimension of the unit."""
        if self.unit == "%":
            return "percent"
        if self.unit in _DURATION_UNITS:
            return "duration"
        if self.unit == "/s":
            return "rate"
        if not self.unit:
            return "number"
        return "money" if is_currency(self.unit) else "count"

    @property
    def unit_kind(self) -> str:
        """The unit without the number of its word: ``case`` for ``case`` and for ``cases``."""
        return unit_kind(self.unit)

    @property
    def text(self) -> str:
        """The quantity as the language writes it."""
        if self.unit == "%":
            return f"{number_text(self.amount)}%"
        if self.unit == "s":
            return _seconds_text(self.amount)
        if self.unit == "/s":
            value, unit = rate_parts(self.amount)
            return f"{number_text(value)}/{unit}"
        if self.unit == "month" and self.amount % 12 == 0 and self.amount:
            return _counted(self.amount / 12, "year")
        if self.unit in _PLURAL:
            return _counted(self.amount, self.unit)
        return f"{number_text(self.amount)} {self.unit}".strip()

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        made = handler(kind)
        of_class: Any = handler.resolve_ref_schema(made)
        of_class["schema"]["computed_fields"] = [core_schema.computed_field("text", core_schema.str_schema())]
        return made

    @classmethod
    def __get_pydantic_json_schema__(cls, made: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler(made)
        of_text: dict[str, Any] = handler.resolve_ref_schema(schema)["properties"]["text"]
        of_text |= {"description": cls.text.__doc__, "readOnly": True}
        return schema

    def __hash__(self) -> int:
        # Quantities are keys of what is worked out once, and fractions are slow to hash.
        return hash((self.amount.numerator, self.amount.denominator, self.unit))


@cache
def unit_kind(unit: str) -> str:
    """A counted thing without the sign of the plural, in English or French; any other unit as it is."""
    one = singular(unit)
    return unit if {unit, one} & _FIXED_UNITS or is_currency(one) else one


def singular(word: str) -> str:
    """A word without the sign of the plural in English or French, by its letters alone."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith(("aux", "eux")):
        return word[:-1]
    return word if word.endswith("ss") else word.removesuffix("s")


class Blank(Model):
    """A parameter that has no value yet, in the place of a quantity."""

    kind: Annotated[Literal["blank"], KIND] = "blank"
    parameter: Annotated[ParameterName, no_matter("what has no value is not known, whatever its name")]
    dimension: Annotated[Dimension | None, no_matter("what has no value is not known, whatever its unit")] = None

    @property
    def text(self) -> str:
        """The name of the parameter."""
        return self.parameter

    def __str__(self) -> str:
        return self.text


Value = Annotated[Quantity | Blank, BY_KIND]


DerivedFigure = Literal[
    "days-late",
    "hours-late",
    "minutes-late",
    "cases-late",
    "downtime",
    "downtime-hours",
    "points-below",
    "measured",
    "points",
    "target",
    "term",
    "value",
]
"""Figures that follow from the events of a window; a formula may name them."""


class Named(Model):
    """A figure by its name: a parameter without a value, or a derived figure (``days-late``)."""

    kind: Literal["named"] = "named"
    name: ParameterName


class Portion(Model):
    """A part of a price: ``5% of monthly-fee``, ``1 day of monthly-fee``."""

    kind: Literal["portion"] = "portion"
    quantity: Quantity
    of: ParameterName


class PriceOfDowntime(Model):
    """A multiple of the price of the lost time."""

    kind: Literal["price-of-downtime"] = "price-of-downtime"
    times: Exact


class Multiple(Model):
    """A multiple of the remedy that other statements give; a multiple of its own kind replaces them."""

    kind: Literal["multiple"] = "multiple"
    times: Exact
    remedy: Word


class Operation(Model):
    """``a + b - c`` or ``a * b / c``: ``operators`` stand between the operands, from left to right."""

    kind: Literal["operation"] = "operation"
    operators: Ordered[Literal["+", "-", "*", "/"]]
    operands: Ordered[Amount]


class Extreme(Model):
    """The larger or the smaller of several amounts."""

    kind: Literal["extreme"] = "extreme"
    choice: Literal["larger", "smaller"]
    operands: Unordered[Amount]


Amount = Annotated[Quantity | Named | Portion | PriceOfDowntime | Multiple | Operation | Extreme, BY_KIND]
"""The amount of a remedy, a cap or a parameter."""


def is_currency(unit: str) -> bool:
    """Whether a unit is written as an ISO 4217 code: three capital letters."""
    return len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper()


def number_text(number: Fraction) -> str:
    """A number as a decimal if it has a finite one, otherwise as a fraction."""
    denominator, places = number.denominator, 0
    for prime in (2, 5):
        power = 0
        while denominator % prime == 0:
            denominator //= prime
            power += 1
        places = max(places, power)
    if denominator != 1:
        return str(number)
    digits = str(abs(number * 10**places)).zfill(places + 1)
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if number < 0 else text


def rate_parts(each_second: Fraction) -> tuple[Fraction, str]:
    """A rate by the first of its units in which it is a decimal: one a minute has none by the second."""
    for unit, seconds in (("s", 1), ("min", 60), ("h", 3600), ("day", 86400)):
        if "/" not in number_text(each_second * seconds):
            return each_second * seconds, unit
    return each_second, "s"


def _counted(amount: Fraction, unit: str) -> str:
    return f"{number_text(amount)} {unit}{'' if amount == 1 else 's'}"


def _seconds_text(seconds: Fraction) -> str:
    parts, left = [], abs(seconds)
    for unit in ("h", "min", "s"):
        whole, left = divmod(left, SECONDS[unit])
        if whole:
            parts.append(f"{whole} {unit}")
    if left:
        parts.append(f"{number_text(left * 1000)} ms")
    return ("-" if seconds < 0 else "") + (" ".join(parts) or "0 s")
