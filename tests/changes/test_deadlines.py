"""Pairs of deadlines, each against a search through all days behind the windows of eight years."""

from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import cast

import pytest

from sla_dsl.changes.deadlines import WindowDeadline, deadlines
from sla_dsl.changes.sides import Sides
from sla_dsl.model.phrases import ByDay, Within

from ..documents import compiled
from ..register.test_last_days import NUMBER, is_last

DAY = timedelta(days=1)
ALL = [date(2025, 1, 1) + number * DAY for number in range(8 * 366)]
COMMON = (
    "by day 1 of the next month", "by day 10 of the next month", "by day 28 of the next month",
    "by the end of the next month", "by the end of the next quarter", "by the end of the next year",
    "by 01-31 of the next year", "by 02-28 of the next year", "by 03-01 of the next year", "by 12-31 of the next year",
    "within 10 days of window end", "within 30 days of window end", "within 59 days of window end",
    "within 60 days of window end", "within 365 days of window end", "within 1 month of window end",
    "within 1 calendar month of window end", "within 2 calendar months of window end", "within 1 year of window end",
    "within 5 business days of window end",
)  # fmt: skip  # a form a line, some of one kind
OWN = {
    "month": ("by day 5 of the same month", "by the end of the same month"),
    "quarter": ("by the end of the same quarter",),
    "year": ("by 06-30 of the same year", "by the end of the same year"),
}


@cache
def last_day(text: str, end: date) -> date | None:
    """The last day that a text names behind a window, found day by day."""
    words = text.split()
    if words[0] == "within":
        amount, unit = int(words[1]), words[2] if words[2] != "calendar" else "calendar"
        if unit == "calendar":
            return next(
                day for day in ALL if is_last(day, "month") and NUMBER["month"](day) == NUMBER["month"](end) + amount
            )
        if unit in ("month", "year"):  # the same day of the month, or its last
            month = NUMBER["month"](end) + amount * (12 if unit == "year" else 1)
            return [day for day in ALL if NUMBER["month"](day) == month and day.day <= end.day][-1]
        return end + amount * DAY if unit == "days" else None
    side, period = words[-2:]
    there = [day for day in ALL if NUMBER[period](day) == NUMBER[period](end) + (side == "next")]
    if words[1] == "the":
        return there[-1]
    if words[1] == "day":
        return next(day for day in there if day.day == int(words[2]))
    return next(day for day in there if f"{day:%m-%d}" == words[1])


@cache
def window_ends(window: str) -> list[date]:
    return [day for day in ALL if is_last(day, window) and day.year < 2031]


def relation(one: str, other: str, window: str) -> str:
    pairs = [(last_day(one, end), last_day(other, end)) for end in window_ends(window)]
    if any(None in pair for pair in pairs):
        return "other"
    signs = {(after > before) - (after < before) for before, after in cast(list[tuple[date, date]], pairs)} - {0}
    return {(): "same", (1,): "more", (-1,): "less"}.get(tuple(signs), "other")


@pytest.mark.parametrize("window", ["month", "quarter", "year"])
def test_a_later_deadline_is_more_time_behind_every_window(window: str) -> None:
    texts = (*COMMON, *OWN[window])
    duties = "\n".join(f'provider must "{text}" each calendar {window} {text}' for text in texts)
    found = compiled(f"sla a {{\n{duties}\n}}").agreements["a"].duties
    read = {one.text: WindowDeadline(cast(Within | ByDay, one.within or one.by), one.window) for one in found}
    assert len(read) == len(texts)
    compared = 0
    for one, other in product(texts, texts):
        if "by" in (one.split()[0], other.split()[0]):
            compared += 1
            assert deadlines(cast(Sides, None), read[one], read[other]) == relation(one, other, window), (one, other)
    assert compared > 300
