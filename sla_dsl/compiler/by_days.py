"""The last day of a duty or a report, as a day of the calendar: ``by day 10 of the next month``."""

from __future__ import annotations

from datetime import date
from typing import Literal, cast

from ..model.phrases import ByDay, Window
from ..text.source import Node, Token
from .reading import Reading

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_IN_EACH_MONTH = 28
"""The last day of the month that each month has."""


def by_day(node: Node, reading: Reading) -> ByDay | None:
    """The last day that a phrase names; none (reported) for a day that not every month or year has."""
    period = cast(Token, node.children[-1]).text
    found = ByDay(period=cast(Literal["month", "quarter", "year"], period), side="next" if node.has("NEXT") else "same")
    if (token := node.token("NUMBER")) is not None:
        if token.text not in map(str, range(1, _IN_EACH_MONTH + 1)):
            reading.report(
                "value/no-such-day",
                f"not every month has a day `{token.text}`",
                token,
                help=f"write a day from 1 to {_IN_EACH_MONTH}, or `by the end of the {found.side} month`",
            )
            return None
        return found.model_copy(update={"day": int(token.text)})
    if (token := node.token("MONTH_DAY")) is not None:
        try:
            day = date.fromisoformat(f"2001-{token.text}")
        except ValueError:
            reading.report(
                "value/no-such-day",
                f"not every year has a day `{token.text}`",
                token,
                help="write a month and a day such as `02-01`",
            )
            return None
        return found.model_copy(update={"day": day.day, "month": day.month})
    return found


def check_by_day(statement: Node, found: ByDay | None, window: Window | None, reading: Reading) -> None:
    """Reports a last day beside windows after which there is no one such month or year, or beside another time.

    Windows of the calendar alone lie in one month, quarter or year: behind others it is open which month is the next.
    """
    node = statement.node("by_day")
    if node is None:
        return
    if statement.node("within") is not None:
        reading.report(
            "syntax/repeated-phrase",
            f"`{node.text}` and `within …` are two deadlines of one statement",
            node,
            help="leave one out",
        )
    if node.has("DATE") and window is not None:
        reading.report(
            "syntax/misplaced-phrase",
            f"`{node.text}` is one day, and `{window.text}` comes back",
            node,
            help=f"leave out `{window.text}`, or write a day that comes back: `by day 10 of the next month`",
        )
    if node.has("DATE"):
        return
    if found is None or (window is not None and window.kind == "open"):
        return
    length = _MONTHS.get(window.period or "", 0) if window is not None and window.kind == "calendar" else 0
    if window is None:
        reading.report(
            "value/missing-window",
            f"`{node.text}` does not say of which windows",
            node,
            help=f"add `each calendar {found.period}`, or the window that was agreed",
        )
    elif not length:
        reading.report(
            "value/no-such-window",
            f"`{window.text}` has no `{found.side} {found.period}` of the calendar",
            node,
            help="write `each calendar month`, `quarter` or `year`; or a time such as `within 10 days of window end`",
        )
    elif found.side == "same" and length != _MONTHS[found.period]:
        reading.report(
            "value/no-such-window",
            f"`{window.text}` is no `{found.period}` of the calendar, so that none is the same",
            node,
            help=f"write `each calendar {found.period}`, or a day `of the next {found.period}`",
        )
