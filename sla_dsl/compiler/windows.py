"""Windows: the times over which something is measured or counted."""

from __future__ import annotations

from typing import Any, cast

from ..model.base import kept_once
from ..model.phrases import Window
from ..model.quantity import CALENDAR_MONTH, Quantity
from ..text.source import Node
from .reading import Reading
from .values import positive

_SECONDS_OF_A_DAY = 86_400


def window(node: Node, reading: Reading) -> Window:
    """``each calendar month``, ``each contract year``, ``each rolling 30 days``, or that of a parameter.

    ``each rolling 3 calendar months`` is each month together with the two before it.
    """
    if (name := node.token("NAME")) is not None and not node.has("ROLLING", "OF"):
        return reading.window(name)
    if node.has("ROLLING"):
        length = positive(node.after("ROLLING"), reading, "duration", to_month_end=True)
        if isinstance(length, Quantity) and length.unit == CALENDAR_MONTH and length.amount == 1:
            reading.report(
                "value/no-such-window",
                "a rolling window of one calendar month is that month",
                node,
                help="write `each calendar month`, or `each rolling 2 calendar months`",
            )
        # Rolling windows begin at midnight: shorter ones would leave out the rest of the day.
        if isinstance(length, Quantity) and length.unit == "s" and length.amount < _SECONDS_OF_A_DAY:
            reading.report(
                "value/no-such-window",
                f"a rolling window begins at midnight, and one of {length.text} would leave out the rest of the day",
                node,
                help="write `each calendar hour`, or a window of a day at least",
            )
        return kept_once(Window(kind="rolling", length=length))
    for word, kind in (("TERM", "term"), ("INVOICE", "invoice"), ("TIME", "occurrence")):
        if node.has(word):
            return kept_once(Window(kind=cast(Any, kind)))
    kind = next(t.type for t in node.tokens("CALENDAR", "CONTRACT", "FISCAL")).lower()
    period = next(t.type for t in node.tokens("HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR")).lower()
    allowed = {"contract": ("month", "quarter", "year"), "fiscal": ("quarter", "year")}.get(kind)
    if allowed and period not in allowed:
        reading.report(
            "value/no-such-window",
            f"there is no {kind} {period}",
            node,
            help=f"a {kind} window is a {' or a '.join(allowed)}",
        )
    length = positive(node.after("OF"), reading, "duration")
    return kept_once(Window(kind=cast(Any, kind), period=cast(Any, period), length=length))
