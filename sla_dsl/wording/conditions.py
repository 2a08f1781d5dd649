"""Conditions in the words of the language: the one place that prints them."""

from __future__ import annotations

from ..model.phrases import (
    Both,
    Capped,
    Compared,
    Condition,
    Either,
    EventBefore,
    EventDuring,
    EventOn,
    EventThrough,
    Is,
    IsSet,
    Longer,
    Missed,
    Not,
    Often,
    Said,
    Several,
)
from .figures import bound_text
from .values import time_of_day


def condition_text(condition: Condition) -> str:  # noqa: C901 - a case a kind; mypy misses none
    """A condition in words."""
    match condition:
        case Said():
            return condition.text
        case Often():
            return f"{condition.text}{_times(condition)}"
        case Missed():
            return f"{condition.objective} is missed{_times(condition)}"
        case Capped():
            return f"{condition.remedy} reaches its cap"
        case Is():
            return f"{condition.subject} is {condition.value}"
        case IsSet():
            return f"{condition.parameter} is set"
        case Compared():
            return f"{condition.subject} {bound_text(condition.bound)}"
        case EventDuring():
            return f"{condition.event} during {condition.calendar}"
        case EventBefore():
            return f"{condition.event} before {time_of_day(condition.at)}"
        case EventOn():
            return f"{condition.event} {condition.side} {condition.day}"
        case EventThrough():
            return f"{condition.event} through {condition.channel}"
        case Longer():
            return f"({condition_text(condition.part)}) longer than {condition.than.text}"
        case Several():
            return f"{condition.count or 'all'} of ({', '.join(condition.of)})"
        case Not():
            return f"not ({condition_text(condition.part)})"
        case Both():
            return " and ".join(map(condition_text, condition.parts))
        case Either():
            return " or ".join(map(condition_text, condition.parts))


def _times(condition: Missed | Often) -> str:
    """How often a condition must be met, from the second time on, and within which time."""
    text = ""
    if condition.times > 1:
        text = f" {condition.times} times" + (" in a row" if condition.in_a_row else "")
    return text + (f" in {condition.within.text}" if condition.within else "")
