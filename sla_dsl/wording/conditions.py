"""Conditions in words."""

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


def condition_text(condition: Condition) -> str:
    """A condition in words."""
    if isinstance(condition, Not):
        return f"not ({condition_text(condition.part)})"
    if isinstance(condition, Both):
        return " and ".join(map(condition_text, condition.parts))
    if isinstance(condition, Either):
        return " or ".join(map(condition_text, condition.parts))
    if isinstance(condition, EventDuring):
        return f"{condition.event} during {condition.calendar}"
    if isinstance(condition, EventBefore):
        return f"{condition.event} before {condition.at // 60:02}:{condition.at % 60:02}"
    if isinstance(condition, EventOn):
        return f"{condition.event} {condition.side} {condition.day}"
    if isinstance(condition, EventThrough):
        return f"{condition.event} through {condition.channel}"
    if isinstance(condition, Longer):
        return f"({condition_text(condition.part)}) longer than {condition.than.text}"
    return _plain(condition)


def _plain(condition: Said | Often | Missed | Capped | Is | IsSet | Compared | Several) -> str:
    if isinstance(condition, Said):
        return condition.text
    if isinstance(condition, Missed | Often):
        return _repeated(condition)
    if isinstance(condition, Capped):
        return f"{condition.remedy} reaches its cap"
    if isinstance(condition, Is):
        return f"{condition.subject} is {condition.value}"
    if isinstance(condition, IsSet):
        return f"{condition.parameter} is set"
    if isinstance(condition, Compared):
        return f"{condition.subject} {bound_text(condition.bound)}"
    return f"{condition.count or 'all'} of ({', '.join(condition.of)})"


def _repeated(condition: Missed | Often) -> str:
    text = condition.text if isinstance(condition, Often) else f"{condition.objective} is missed"
    if condition.times > 1:
        text += f" {condition.times} times" + (" in a row" if condition.in_a_row else "")
    return text + (f" in {condition.within.text}" if condition.within else "")
