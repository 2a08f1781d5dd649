"""The help for times that are written another way: how often, how long, and after what.

Windows of reports and promises are written `each calendar month`, the rhythm of reviews and tests `every 12 months`, a
time in which something is done `within 4 h of logged`, and one that something lasts `until 30 days after closed`.
"""

from __future__ import annotations

from ..text.source import Span, Token

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_PERIODS = {("day", 1): "day", ("week", 1): "week", ("hour", 1): "hour", ("h", 1): "hour"}
_SHORT = {"d": "days", "w": "weeks", "mo": "months", "y": "years"}
"""Units as other tools abbreviate them."""
_ARTICLES = ("a", "an", "the", "any", "each", "calendar")
_KINDS = ("contract", "fiscal", "rolling")
_LEADING = ("each", "every", "over", "per")
"""The words that a window or a rhythm begins with, here or in other contracts."""
_BEFORE_UNITS = (*_LEADING, *_ARTICLES, *_KINDS)
_UNITS = {*_MONTHS, *(unit for unit, _ in _PERIODS)}
_CALENDAR = {1: "month", 3: "quarter", 12: "year"}
"""The period of the calendar that has so many months."""
_LOOKED_AT = 6
"""The tokens behind a faulty one, or before it, that may belong to the time."""


def about_times(token: Token, before: Token, accepted: set[str]) -> str:
    """Advice for a time at a word that cannot stand there, or nothing."""
    behind = [one.text for one in token.source.tokens[token.index : token.index + _LOOKED_AT]]
    if token.text in ("every", "over", "per") and "EACH" in accepted:
        return f"did you mean `{window_meant(behind[1:])}`?"
    if token.text in ("calendar", "contract", "fiscal", "rolling") and "EACH" in accepted:
        return f"did you mean `each {' '.join(behind[: 3 if token.text == 'rolling' else 2])}`?"
    if token.text == "each" and "EVERY" in accepted:
        return f"did you mean `every {_rhythm(behind[1:])}`?" if before.text != "for" else "did you mean `every`?"
    if before.text == "every" and _unit(token.text) in _MONTHS:
        return f"did you mean `every {_rhythm(behind)}`?"
    if before.text == "each" and token.type == "NUMBER" and len(behind) > 1:
        window, rolling = window_meant(behind), f"each rolling {behind[0]} {behind[1]}"
        return f"did you mean {' or '.join(f'`{one}`' for one in dict.fromkeys((window, rolling)))}?"
    return _about_lasting(before, behind) or _about_after(token, behind)


def time_written(token: Token, before: Token) -> Span:
    """The whole time that begins at a faulty word, or before it with `every`; the word alone if it is no time."""
    if before.text == "for":  # `5 EUR for each hour`, `for 30 days after closed`
        return token.span
    words = [one.text for one in token.source.tokens[token.index : token.index + _LOOKED_AT]]
    at = next((at for at, word in enumerate(words) if not word.isdigit() and word not in _BEFORE_UNITS), 0)
    if _unit(_SHORT.get(words[at], words[at])) not in _UNITS:
        return token.span
    return Span(token.source, token.index - (before.text == "every"), token.index + at)


def is_same_time(written: str, meant: str) -> bool:
    """Whether two phrases say the same time for certain: `per calendar month`, `every year` (`every 12 months`).

    `per month` does not say which kind of month it is.
    """
    lead, *words = written.split() or [written]
    if lead not in _LEADING:
        lead, words = "each", [lead, *words]
    if words[:1] and words[0] in ("calendar", *_KINDS):
        return meant == f"each {' '.join(words)}"
    return lead == "every" and meant.startswith("every ") and meant == f"every {_rhythm(words)}"


def _about_lasting(before: Token, behind: list[str]) -> str:
    """`for 30 days after closed`, `at least 30 days after closed`."""
    words = behind[1:] if behind[:1] == ["least"] and before.text == "at" else behind
    if before.text not in ("for", "at") or len(words) < 4 or not words[0].isdigit() or words[2] != "after":
        return ""
    return f"what lasts is written `until {' '.join(words[:4])}`"


def _about_after(token: Token, behind: list[str]) -> str:
    """`within 4 h after logged`, `4 h after logged`."""
    ahead = [one.text for one in token.source.tokens[max(0, token.index - 2) : token.index]]
    if token.text != "after" or len(behind) < 2 or not ahead[0].isdigit():
        return ""
    moment = " ".join(behind[1:3]) if behind[1] in ("window", "the") else behind[1]
    return f"did you mean `within {' '.join(ahead)} of {moment}`?"


def window_meant(words: list[str]) -> str:
    """`12 months`, `month`, `a month`, `rolling 30 days` or `contract year` as a window."""
    if words[0] in ("contract", "fiscal") and len(words) > 1:
        return f"each {words[0]} {words[1]}"
    if words[0] == "rolling" and len(words) > 2:
        return f"each rolling {words[1]} {_SHORT.get(words[2], words[2])}"
    words = [_SHORT.get(word, word) for word in words if word not in _ARTICLES]
    number, unit = _number(words)
    if unit in _MONTHS and _MONTHS[unit] * number in _CALENDAR:
        return f"each calendar {_CALENDAR[_MONTHS[unit] * number]}"
    if (unit, number) in _PERIODS:
        return f"each calendar {_PERIODS[unit, number]}"
    return f"each rolling {words[0]} {words[1]}" if words[:1] and words[0].isdigit() else "each calendar month"


def _rhythm(words: list[str]) -> str:
    """`12 months`, `calendar year` or `year` as a rhythm."""
    number, unit = _number([word for word in words if word not in ("calendar", "contract", "fiscal", "rolling")])
    if unit in _MONTHS:
        months = number * _MONTHS[unit]
        return f"{months} month{'' if months == 1 else 's'}"
    return f"{number} {unit}{'' if number == 1 else 's'}" if unit in ("day", "week") else "12 months"


def _number(words: list[str]) -> tuple[int, str]:
    if words[:1] and words[0].isdigit():
        return int(words[0]), _unit(words[1]) if len(words) > 1 else ""
    return 1, _unit(words[0]) if words else ""


def _unit(word: str) -> str:
    return word.removesuffix("s") if len(word) > 1 else word
