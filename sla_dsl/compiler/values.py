"""Numbers, quantities, amounts, dates and texts: from tokens to exact values."""

from __future__ import annotations

import itertools
from calendar import monthrange
from datetime import date
from fractions import Fraction
from functools import lru_cache
from textwrap import dedent
from typing import Any, cast, get_args

from ..algebra.estimating import check_factors, estimate
from ..algebra.quantities import MisfitError
from ..model.base import kept_once
from ..model.quantity import (
    BUSINESS_DAY,
    CALENDAR_MONTH,
    DAYS,
    MONTHS,
    SECONDS,
    Amount,
    Blank,
    DerivedFigure,
    Dimension,
    Extreme,
    Multiple,
    Named,
    Operation,
    Portion,
    PriceOfDowntime,
    Quantity,
    Value,
    is_currency,
)
from ..text.nearest import nearest
from ..text.source import Node, Token, TreePart
from .currencies import CURRENCIES
from .decimals import check_decimals, check_thousands
from .dimensions import wrong_dimension
from .reading import Reading

_RANKS = {unit: -size for units in (SECONDS, DAYS, MONTHS) for unit, size in units.items()}
"""The order of the units of one kind, from large to small."""
_RATES = {"s": Fraction(1), "min": Fraction(1, 60), "h": Fraction(1, 3600), "day": Fraction(1, 86400)}
"""The units of a rate, each as a factor to one per second."""
_MAX_DIGITS = 30
"""The most digits of a number: more are a slip of the keyboard, and slow."""


exact = lru_cache(maxsize=10_000)(Fraction)
"""A number as it is written; Python takes long to read a fraction, and a workspace has the same ones everywhere."""
_date = lru_cache(maxsize=10_000)(date.fromisoformat)


def number(token: Token, reading: Reading) -> Fraction:
    """A decimal number or a fraction; 0 (reported) for one that is too long or divides by zero."""
    text = token.text.rstrip("% \u00a0\u202f")
    if len(text) > _MAX_DIGITS:
        reading.report("value/out-of-range", f"a number of more than {_MAX_DIGITS} digits says nothing", token)
        return Fraction(0)
    try:
        return exact(text)
    except ZeroDivisionError:
        reading.report("value/out-of-range", f"`{token.text}` divides by nothing", token)
        return Fraction(0)


def quantity(node: Node, reading: Reading, *, to_month_end: bool = False) -> Quantity:
    """A ``quantity`` or ``measure`` node as an exact quantity in its base unit.

    It ends with a month of the calendar only where ``to_month_end`` is set: as a time after a moment.
    """
    token = node.token("PERCENT", "RATE", "FRACTION", "NUMBER")
    measures = [node] if node.kind == "measure" else list(node.nodes("measure"))
    if measures:
        found = measured(measures, reading)
        return _to_month_end(found, node, reading, fits=to_month_end) if found.unit == CALENDAR_MONTH else found
    assert token is not None
    if token.type == "PERCENT":
        return _quantity(number(token, reading), "%")
    if token.type == "RATE":
        figure, _, unit = token.text.partition("/")
        if unit not in _RATES:
            reading.report(
                "value/unknown-unit", f"`/{unit}` is not a rate", token, help="write `/s`, `/min`, `/h` or `/day`"
            )
        return Quantity(amount=Fraction(figure) * _RATES.get(unit, Fraction(1)), unit="/s")
    check_thousands(token, "", reading)
    return _quantity(number(token, reading), "")


def _to_month_end(found: Quantity, node: Node, reading: Reading, *, fits: bool) -> Quantity:
    """A number of months of the calendar; reports a part of one, and one that does not count from a moment."""
    if not fits:
        reading.report(
            "value/wrong-dimension",
            f"`{found.text}` ends with a month of the calendar: that can only be said of what happens after something",
            node,
            help="write `months`; or `within 1 calendar month of window end`",
        )
    elif found.amount.denominator != 1 or not found.amount:
        reading.report("value/out-of-range", f"`{found.text}` must be a whole number, at least 1", node)
    else:
        return found
    return found.model_copy(update={"unit": "month"})


def measured(measures: list[Node], reading: Reading) -> Quantity:
    """One or more measures (``1 h 30 min``): of one kind, from large to small, each unit once."""
    parts = [_measure(measure, reading) for measure in measures]
    total, unit = parts[0]
    if len(parts) == 1:
        return _quantity(total, unit)
    for (amount, other), measure in zip(parts[1:], measures[1:], strict=True):
        if other != unit or unit not in ("s", "day", "month"):
            reading.report(
                "value/mixed-duration",
                "the parts of a duration are of different kinds",
                measure,
                label=f"`{unit or 'a number'}` and `{other or 'a number'}` cannot be added",
                help="hours and less are exact, days and weeks local days, months and more go by the calendar",
            )
            return Quantity(amount=total, unit=unit)
        total += amount
    ranks = [_rank(measure) for measure in measures]
    if any(a >= b for a, b in itertools.pairwise(ranks)):
        reading.report(
            "value/mixed-duration",
            "the parts of a duration go from large to small, each once",
            measures[0].span.to(measures[-1].span),
        )
    return _quantity(total, unit)


def _quantity(amount: Fraction, unit: str) -> Quantity:
    return _quantity_of(amount.numerator, amount.denominator, unit)


@lru_cache(maxsize=10_000)
def _quantity_of(numerator: int, denominator: int, unit: str) -> Quantity:
    """The one quantity of these numbers, which are quicker to look up than a fraction."""
    return kept_once(Quantity(amount=Fraction(numerator, denominator), unit=unit))


def _measure(node: Node, reading: Reading) -> tuple[Fraction, str]:
    figure = node.token("NUMBER")
    assert figure is not None
    amount = number(figure, reading)
    if node.has("BUSINESS_DAYS"):
        return amount, BUSINESS_DAY
    if node.has("CALENDAR_MONTHS"):
        return amount, CALENDAR_MONTH
    word = node.token("NAME")
    assert word is not None
    unit = word.text
    if unit in SECONDS:
        if unit not in ("s", "ms"):
            check_thousands(figure, f" {unit}", reading)
        return amount * SECONDS[unit], "s"
    if unit in DAYS:
        return amount * DAYS[unit], "day"
    if unit in MONTHS:
        return amount * MONTHS[unit], "month"
    if is_currency(unit):
        if unit not in CURRENCIES:
            reading.report(
                "value/unknown-currency",
                f"`{unit}` is not a currency of ISO 4217",
                word,
                help=_did_you_mean(nearest(unit, CURRENCIES)),
            )
        elif reading.currencies and unit not in reading.currencies:
            allowed = ", ".join(reading.currencies)
            reading.report(
                "value/unknown-currency",
                f"this workspace does not use `{unit}`",
                word,
                help=f"`sla.toml` allows {allowed}",
            )
        check_decimals(figure, unit, reading)
    else:
        check_thousands(figure, f" {unit}", reading)
    return amount, unit


def _rank(node: Node) -> Fraction | int:
    word = node.token("NAME")
    return _RANKS.get(word.text, 0) if word else 0


def value(part: TreePart | None, reading: Reading, *expected: Dimension, to_month_end: bool = False) -> Value | None:
    """A quantity, or the value of a parameter; reports a dimension other than those expected.

    ``to_month_end`` is set of a time after a moment, which may end with a month of the calendar.
    """
    if part is None:
        return None
    found: Amount | Blank | None
    if isinstance(part, Token):
        found = reading.parameter(part)
    else:
        written = part.kind in ("quantity", "measure")
        found = quantity(part, reading, to_month_end=to_month_end) if written else amount(part, reading)
    if found is None:
        return None
    if isinstance(part, Token) and not isinstance(found, Quantity | Blank):
        # What is computed of parameters that have values is a quantity; of a blank it is one, too.
        comes_to = estimate(found, reading.parameters)
        if comes_to is not None:
            figure = comes_to.quantity
            found = figure if comes_to.exact else Blank(parameter=part.text, dimension=figure.dimension)
    if not isinstance(found, Quantity | Blank):
        reading.report("value/wrong-dimension", f"`{part.text}` is computed; a plain quantity must stand here", part)
        return None
    if expected and found.dimension is not None and found.dimension not in expected:
        wrong_dimension(found, part, expected, reading)
        return None
    return found


def amount(part: TreePart | None, reading: Reading) -> Amount | None:
    """The amount of a remedy, a cap or a parameter."""
    if part is None:
        return None
    if isinstance(part, Token):
        return named_amount(part, reading)
    if part.kind == "quantity":
        return quantity(part, reading)
    if part.kind == "grouped_amount":
        return amount(part.children[1], reading)
    if part.kind == "portion":
        inner, base = part.node("quantity"), part.token("NAME")
        assert inner is not None
        assert base is not None
        return _portion(quantity(inner, reading), base, part, reading)
    if part.kind == "price_of_downtime":
        times = part.token("NUMBER")
        assert times is not None
        return PriceOfDowntime(times=number(times, reading))
    if part.kind == "multiple":
        times, kind = part.token("NUMBER"), part.children[-1]
        assert times is not None
        return Multiple(times=number(times, reading), remedy=kind.text)
    read = [amount(child, reading) for child in part.children if _is_operand(child)]
    operands = tuple(operand for operand in read if operand is not None)
    if len(operands) < len(read):
        return None
    signs = {"PLUS": "+", "MINUS": "-", "STAR": "*", "SLASH": "/"}
    operators = tuple(signs[token.type] for token in part.tokens(*signs))
    result = (
        Extreme(choice="larger" if part.has("LARGER") else "smaller", operands=operands)
        if part.kind == "larger"
        else Operation(operators=cast(Any, operators), operands=operands)
    )
    try:
        estimate(result, reading.parameters)
        check_factors(result)
    except MisfitError as misfit:
        reading.report("value/wrong-dimension", misfit.message, part, help=misfit.help)
        return None
    return result


def _portion(part: Quantity, base: Token, at: Node, reading: Reading) -> Portion | None:
    """A part of a price; none (reported) for a quantity that nothing can be a part by."""
    reading.parameter(base)
    if part.dimension in ("percent", "number", "duration"):
        return Portion(quantity=part, of=base.text)
    reading.report(
        "value/wrong-dimension",
        f"{part.text} is no part of `{base.text}`",
        at,
        help=f"write a percentage, a fraction or a time: `5% of {base.text}`, `1/12 of {base.text}`, "
        f"`1 day of {base.text}`",
    )
    return None


def positive(part: TreePart | None, reading: Reading, *expected: Dimension, to_month_end: bool = False) -> Value | None:
    """A value that is more than nothing: of steps, windows and intervals; reports one of nothing."""
    told = len(reading.findings)
    found = value(part, reading, *expected, to_month_end=to_month_end)
    if part is None or not isinstance(found, Quantity) or found.amount or len(reading.findings) > told:
        return found
    reading.report(
        "value/out-of-range",
        f"`{part.text}` is nothing: it would come without end",
        part,
        help="write how much it is",
    )
    return None


def _is_operand(part: TreePart) -> bool:
    return isinstance(part, Node) or part.type == "NAME"


DERIVED = get_args(DerivedFigure)
"""Figures that a formula may name besides parameters: they follow from the events of the window."""


def named_amount(token: Token, reading: Reading) -> Amount | None:
    """The value of a parameter, or the name of a derived figure or of a blank parameter."""
    if token.text in DERIVED and token.text not in reading.parameters:
        return Named(name=token.text)
    found = reading.parameter(token)
    return Named(name=token.text) if isinstance(found, Blank) else found


def day(token: Token | None, reading: Reading) -> date | None:
    """A date; nothing (reported) for a day that no calendar has."""
    if token is None:
        return None
    try:
        return _date(token.text)
    except ValueError:
        year, month = int(token.text[:4]), int(token.text[5:7])
        # Year 0 and month 13 have no days to count.
        last = monthrange(year, month)[1] if year and 1 <= month <= 12 else 0
        help = f"the last day of that month is `{token.text[:8]}{last}`" if last else "dates are written year-month-day"
        reading.report("value/no-such-day", f"there is no day `{token.text}`", token, help=help)
        return None


def minutes(token: Token, reading: Reading) -> int:
    """A time of day in minutes after midnight, 0 to 1440 (``24:00``)."""
    hour, minute = int(token.text[:2]), int(token.text[3:])
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        reading.report(
            "value/no-such-time", f"there is no time `{token.text}`", token, help="times go from `00:00` to `24:00`"
        )
        return 0
    return hour * 60 + minute


def text(token: Token | None) -> str:
    """The text between quotes."""
    if token is None:
        return ""
    return token.text[1:-1].replace('\\"', '"').replace("\\\\", "\\")


def prose(token: Token) -> str:
    """Markdown between triple quotes, dedented."""
    return dedent(token.text[3:-3]).strip()


def _did_you_mean(name: str | None) -> str:
    return f"did you mean `{name}`?" if name else ""
