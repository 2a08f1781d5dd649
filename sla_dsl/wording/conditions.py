"""Conditions in words: the one place that prints them."""

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
from .phrasebook import ENGLISH, Phrasebook
from .values import joined, said, time_of_day


def condition_text(condition: Condition, book: Phrasebook = ENGLISH) -> str:  # noqa: C901 - a case a kind; mypy misses none
    """A condition in words."""
    match condition:
        case Said():
            return condition.text
        case Often():
            return condition.text + _times(condition, book)
        case Missed():
            return book.say("missed", objective=condition.objective) + _times(condition, book)
        case Capped():
            return book.say("capped", remedy=condition.remedy)
        case Is():
            return book.say("is", subject=condition.subject, value=condition.value)
        case IsSet():
            return book.say("is-set", parameter=condition.parameter)
        case Compared():
            return book.say("compared", subject=condition.subject, bound=bound_text(condition.bound, book))
        case EventDuring():
            return book.say("event-during", event=condition.event, calendar=condition.calendar)
        case EventBefore():
            return book.say("event-before", event=condition.event, value=time_of_day(condition.at))
        case EventOn():
            return book.say(f"event-{condition.side}", event=condition.event, value=said(condition.day, book))
        case EventThrough():
            return book.say("event-through", event=condition.event, channel=condition.channel)
        case Longer():
            return book.say("longer", part=condition_text(condition.part, book), than=said(condition.than, book))
        case Several():
            count = said(condition.count, book) or book.say("all")
            return book.say("several", count=count, of=", ".join(condition.of))
        case Not():
            return book.say("not", part=condition_text(condition.part, book))
        case Both():
            return joined("and", (condition_text(part, book) for part in condition.parts), book)
        case Either():
            return joined("or", (condition_text(part, book) for part in condition.parts), book)


def _times(condition: Missed | Often, book: Phrasebook) -> str:
    """How often a condition must be met, from the second time on, and within which time."""
    text = ""
    if condition.times > 1:
        text = f" {book.say('times', count=str(condition.times))}"
        text += f" {book.say('in-a-row')}" if condition.in_a_row else ""
    return text + book.led("in", said(condition.within, book))
