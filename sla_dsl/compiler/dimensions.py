"""Quantities of the wrong kind: told as they were typed, with the spelling that is wanted."""

from __future__ import annotations

from fractions import Fraction
from typing import cast, get_args

from ..model.quantity import DAYS, MONTHS, SECONDS, Dimension, Quantity, Value
from ..text.nearest import nearest
from ..text.source import Node, Token, TreePart
from .reading import Reading

_SPELLED = {"second": "s", "seconds": "s", "minute": "min", "minutes": "min", "hour": "h", "hours": "h"}
"""Units by their whole words: a misspelled one is near to them."""
_DIMENSIONS = {
    "percent": "a percentage such as `{}%`",
    "duration": "a duration such as `{} h`",
    "money": "an amount of money with its currency, such as `{} EUR`",
    "rate": "a rate such as `{}/s`",
    "number": "a plain number",
    "count": "a number of things such as `{} cases`",
}
"""The words for each dimension, with an example of a figure."""
_FIGURES = {"percent": "99.9", "duration": "4", "money": "200", "rate": "200", "number": "4", "count": "50"}
"""The figure of the example, where what was typed has none that can be meant."""
_LEAST_SHARE = 50
"""A smaller figure with a unit is not taken for a percentage with a slip in its sign: `4 h` is meant as a time."""


def dimension_of(token: Token, what: str, reading: Reading, further: str = "") -> Dimension | None:
    """The kind of figures that a word names; nothing (reported) for a word that names none."""
    words = get_args(Dimension)
    if token.text in words:
        return cast(Dimension, token.text)
    near = nearest(token.text, words)
    reading.report(
        "value/unknown-unit",
        f"`{token.text}` is not a {what}",
        token,
        help=f"did you mean `{near}`?" if near else f"write one of {', '.join(words)}{further}",
    )
    return None


def wrong_dimension(found: Value, part: TreePart, expected: tuple[Dimension, ...], reading: Reading) -> None:
    """Reports a quantity whose dimension does not fit its place, as it was typed."""
    typed = as_typed(found, part)
    wanted = [_DIMENSIONS[each].format(_figure(found, part, each)) for each in expected]
    kinds = " or ".join(each.partition(" such as")[0].rstrip(",") for each in wanted)
    help_ = f"write {' or '.join(wanted)}"
    if isinstance(found, Quantity) and "duration" in expected:
        if found.dimension == "percent" and _is_bound(part):
            help_ = f"{help_}; a share of the cases stands behind the bound: `in {found.text} of cases`"
        # `m` is written for minutes far more often than for a slip of `ms`, which would be another size.
        near = "min" if found.unit == "m" else nearest(found.unit, [*SECONDS, *_SPELLED, *DAYS, *MONTHS])
        if near and found.dimension == "count":
            near = _SPELLED.get(near, near)
            help_ = f"write `{near}`, or another unit of time: ms, s, min, h, days, business days, weeks, months"
    if isinstance(part, Token) and isinstance(found, Quantity):
        reading.report("value/wrong-dimension", f"`{part.text}` is `{typed}`, and not {kinds}", part, help=help_)
    else:
        reading.report("value/wrong-dimension", f"`{typed}` is not {kinds}", part, help=help_)


def _is_bound(part: TreePart) -> bool:
    """Whether a value stands behind `at most` or `at least`."""
    first = part.first if isinstance(part, Node) else part
    return first.index > 0 and first.source.tokens[first.index - 1].type in ("MOST", "LEAST")


def as_typed(found: Value, part: TreePart) -> str:
    """A quantity in the units in which its author wrote it."""
    return part.text if isinstance(part, Node) and part.kind in ("quantity", "measure") else found.text


def _figure(found: Value, part: TreePart, dimension: Dimension) -> str:
    """The figure of an example: the one that was typed, where only its unit is missing or wrong."""
    figure = part.first if isinstance(part, Node) else part
    if figure.type == "NUMBER" and isinstance(found, Quantity):
        is_share = dimension == "percent" and _LEAST_SHARE <= Fraction(figure.text) <= 100
        if found.dimension == "number" or is_share:
            return figure.text
    return _FIGURES[dimension]
