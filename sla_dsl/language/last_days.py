"""The help for last days that are written another way: `by the 10th of the next month`, `by 31 January each year`."""

from __future__ import annotations

import re
from calendar import month_name, monthrange

from ..text.source import Token

_NO_LEAP_YEAR = 2027
_LATEST = 28
"""The last day of the month that each month has."""
_LEADING = ("by", "at", "on", "until")
"""The words that lead a day: it is the last one. `before` a day it would be the day before."""
_LOOKED_BACK = 6
"""At most so many tokens stand between such a word and the one that cannot stand there."""
_STATEMENTS = ("must", "may", "report", "claim", "paid")
"""The words by which statements with a last day are known."""
_LONGEST_STATEMENT = 60
"""At most so many tokens of a statement stand before its last day."""
_LONGEST = 80
"""At most so many characters say a day of the month or the year."""

_LED = r"(?:by|at|on|until) (?:the )?"
_NUMBER = r"(\d\d?)(?:st|nd|rd|th)?(?![\w:-])"
_MONTH = r"(?: (?:of|in) (?:the |each |every )?(?:(same|this|current|next|following) )?(?:calendar )?month\b)?"
_YEAR = r"(?: (?:each|every|of the|of each|of every)(?: (same|this|current|next|following))?(?: calendar)? year\b)?"
_NAMES = "|".join(month_name[1:])
_BUSINESS_DAY = re.compile(rf"{_LED}(?:business day {_NUMBER}|{_NUMBER} (?:business|working) day)")
_DAY_AND_MONTH = re.compile(
    rf"{_LED}(?:{_NUMBER}(?: of)? ({_NAMES})|({_NAMES}) {_NUMBER}|(\d\d)-(\d\d)(?![\w-])){_YEAR}"
)
_DAY_OF_MONTH = re.compile(
    rf"{_LED}(?=day |first|\d+[a-z]|\d+ (?:day )?[oi])(?:day )?(?:{_NUMBER}|(first))(?: day\b)?{_MONTH}"
)
_END = re.compile(
    rf"{_LED}(?:end|last day)(?: of)? (?:the |each |every )?(?:(same|this|current|next|following) )?"
    r"(?:calendar )?(month|quarter|year)\b"
)


def about_last_days(token: Token) -> str:
    """Advice for a last day at a word that cannot stand there, or nothing."""
    tokens = token.source.tokens
    ahead = tokens[max(0, token.index - _LOOKED_BACK) : token.index + 1]
    for led in (one for one in reversed(ahead) if one.text in _LEADING):
        text = " ".join(token.source.text[led.start : led.start + _LONGEST].split())
        if (found := _read(text)) and (statement := _statement(led)):
            return _advice(*found, *statement)
    return ""


def _read(text: str) -> tuple[str, str, str] | None:
    """The day of a text, its side as written, and its period; for business days the count, and no period."""
    if found := _BUSINESS_DAY.match(text):
        return found[1] or found[2], "", ""
    if found := _END.match(text):
        return "the end", found[1] or "", found[2]
    if found := _DAY_AND_MONTH.match(text):
        day = int(found[1] or found[4] or found[6])
        month = int(found[5]) if found[5] else [*month_name].index(found[2] or found[3])
        is_there = 1 <= month <= 12 and 1 <= day <= monthrange(_NO_LEAP_YEAR, month)[1]
        return (f"{month:02}-{day:02}", found[7] or "", "year") if is_there else None
    if found := _DAY_OF_MONTH.match(text):
        return f"day {int(found[1] or 1)}", found[3] or "", "month"
    return None


def _statement(led: Token) -> tuple[str, bool] | None:
    """The word of the statement that a word stands in, and whether its window stands before that; none in others."""
    has_window = False
    for one in reversed(led.source.tokens[max(0, led.index - _LONGEST_STATEMENT) : led.index]):
        if one.text in _STATEMENTS:
            return one.text, has_window
        if one.text in ("{", "}", ":"):
            return None
        has_window = has_window or one.text == "each"
    return None


def _advice(day: str, side: str, period: str, statement: str, has_window: bool) -> str:
    number = day.removeprefix("day ")
    if not period:
        return f"did you mean `each calendar month within {day} business days of window end`?"
    if statement in ("claim", "paid") and period == "month":
        time = "1 calendar month" if day == "the end" else f"{number} days"
        return f"days of a claim and of a payment are counted: `within {time} of window end`"
    if day.startswith("day ") and not 1 <= int(number) <= _LATEST:
        return f"not every month has a day {number}: `by the end of the next month`, or a day up to {_LATEST}"
    led = "by" if has_window else f"each calendar {period} by"
    sides = {"": ("same", "next"), "next": ("next",), "following": ("next",)}.get(side, ("same",))
    written = " or ".join(f"`{led} {day} of the {one} {period}`" for one in sides)
    return f"did you mean {written}?"
