"""Figures against bounds: rounded as the text says, and compared; the only place where that is done."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Literal, assert_never

from ..model.phrases import Bound
from ..model.quantity import Quantity

SECONDS_OF = {"s": Fraction(1), "day": Fraction(86400)}
"""Units that are a number of seconds where no calendar is asked: a day has 24 hours."""
BoundKind = Literal["at-least", "at-most", "above", "below", "between"]


class OpenError(Exception):
    """Something is left open, so that nothing follows; the message says what, ``help`` how to say it."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


def seconds(quantity: Quantity) -> Fraction:
    """A duration in seconds; raises ``OpenError`` for one that only a calendar could tell."""
    if quantity.unit not in SECONDS_OF:
        raise OpenError(f"{quantity.text} is no exact time", "write it in minutes or hours")
    return quantity.amount * SECONDS_OF[quantity.unit]


def share_of_time(down: Fraction, measured: Fraction, better: str | None) -> Quantity:
    """The share of some time that was down, or, of a metric that is better when higher, of what is left of it."""
    share = 100 * down / measured
    return Quantity(amount=100 - share if better == "higher" else share, unit="%")


def rounded(number: Fraction, decimals: int | None) -> Fraction:
    """A number to so many decimals, half up; as it is if nothing is said of decimals."""
    if decimals is None:
        return number
    return Fraction(floor(number * 10**decimals + Fraction(1, 2)), 10**decimals)


def keeps(bound: Bound, figure: Quantity) -> bool:
    """Whether a figure keeps to a bound; raises ``OpenError`` where the bound is not known, or of another unit."""
    lower, upper = bound.value, bound.upper
    if not isinstance(lower, Quantity) or not isinstance(upper, Quantity | None):
        raise OpenError(f"`{lower.text}` has no value", f"add `given {lower.text} is …`")
    limits = [one if one.unit_kind == figure.unit_kind else _in_seconds(one, figure) for one in (lower, upper or lower)]
    number = figure.amount if lower.unit_kind == figure.unit_kind else seconds(figure)
    return is_within(bound.kind, number, limits[0].amount, None if upper is None else limits[1].amount)


def _in_seconds(limit: Quantity, figure: Quantity) -> Quantity:
    """A limit of days beside a figure of hours, or the other way round."""
    if limit.unit not in SECONDS_OF or figure.unit not in SECONDS_OF:
        raise OpenError(f"{figure.text} and {limit.text} cannot be compared", "write both in the same unit")
    return Quantity(amount=seconds(limit), unit="s")


def is_within(
    side: BoundKind, figure: Fraction | int, limit: Fraction | int, upper: Fraction | int | None = None
) -> bool:
    """Whether a number, or a moment, is on the right side of a limit; between two, if there is an ``upper`` one.

    The ends of ``at least``, ``at most`` and ``between`` belong to it.
    """
    match side:
        case "at-least":
            return figure >= limit
        case "at-most":
            return figure <= limit
        case "above":
            return figure > limit
        case "below":
            return figure < limit
        case "between":
            return upper is not None and limit <= figure <= upper
    assert_never(side)


def unit_of(bound: Bound) -> str:
    """The unit in which a bound is written; nothing where it is blank."""
    written = [one.unit for one in (bound.value, bound.upper) if isinstance(one, Quantity)]
    return written[0] if written else ""
