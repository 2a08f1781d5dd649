"""Values and conditions in words; in English as the language writes them, so that they compile to the same again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any

from ..model.agreement import Indexed
from ..model.base import Model
from ..model.people import Combination, HoursRef, Pause
from ..model.phrases import (
    Both,
    Bound,
    ByDay,
    Capped,
    Collected,
    Compared,
    Deadline,
    Either,
    EventBefore,
    EventDuring,
    EventOn,
    EventThrough,
    Holds,
    InFirst,
    Is,
    IsSet,
    Lasting,
    Longer,
    Missed,
    NamedHours,
    Not,
    Often,
    OtherPeriod,
    Said,
    Selection,
    Several,
    Share,
    Through,
    Window,
    Within,
)
from ..model.quantity import (
    BUSINESS_DAY,
    Blank,
    Extreme,
    Multiple,
    Named,
    Operation,
    Portion,
    PriceOfDowntime,
    Quantity,
    number_text,
)
from ..model.remedies import Step
from ..model.services import Component, Down, Measurement, Redundant, Series
from ..text.source import Span
from .phrasebook import ENGLISH, Phrasebook

_NEXT = {
    (Fraction(0), "day"): "same-day",
    (Fraction(1), "day"): "next-day",
    (Fraction(1), BUSINESS_DAY): "next-business-day",
}
"""The days of deadlines that have words of their own."""


def said(value: Any, book: Phrasebook = ENGLISH) -> str:
    """A value in words; empty for none."""
    if value is None or value is False:
        return ""
    if value is True:
        return book.say("yes")
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Fraction):
        return number_text(Fraction(value))
    if isinstance(value, Span):
        return said(value.text, book)
    if isinstance(value, tuple):
        return ", ".join(filter(None, (said(each, book) for each in value)))
    return _PRINTERS.get(type(value), _any)(value, book)


def all_or(value: tuple[Any, ...], book: Phrasebook = ENGLISH) -> str:
    """Values in words; no values stand for all."""
    return said(value, book) or book.say("all")


def time_of_day(minutes: int) -> str:
    """Minutes after midnight as ``08:00``."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def quoted(text: str) -> str:
    """Words of people between quotes, on one line."""
    line = said(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{line}"'


def joined(word: str, parts: Iterable[str], book: Phrasebook) -> str:
    """Parts with a word such as ``and`` between each two; empty for no parts."""
    first, *others = [*parts] or [""]
    return reduce(lambda one, other: book.say(word, one=one, other=other), others, first)


# Quantities and amounts


def _quantity(one: Quantity, book: Phrasebook) -> str:
    """Times by the clock, percentages, money and rates are written alike in every language; days and months are not."""
    if one.unit == "month" and one.amount % 12 == 0 and one.amount:
        return book.number_of(one.amount / 12, "year")
    return book.number_of(one.amount, one.unit) if one.unit in book.counted else one.text


def _operation(one: Operation, book: Phrasebook) -> str:
    """Products bind more strongly than sums; parentheses stand where the author must have written them."""
    is_sum = bool({"+", "-"} & {*one.operators})
    found = [_operand(operand, is_sum, book) for operand in one.operands]
    signs = ("", *(f" {sign} " for sign in one.operators))
    return "".join(sign + operand for sign, operand in zip(signs, found, strict=True))


def _operand(one: Any, of_a_sum: bool, book: Phrasebook) -> str:
    is_product = isinstance(one, Operation) and not {"+", "-"} & {*one.operators}
    return _in_parentheses(one, not isinstance(one, Operation) or (of_a_sum and is_product), book)


# Bounds and times


def _bound(one: Bound, book: Phrasebook) -> str:
    return book.say(one.kind, value=said(one.value, book), upper=said(one.upper, book))


def deadline_text(one: Deadline, book: Phrasebook = ENGLISH) -> str:
    """A deadline without its condition."""
    after = one.after
    day = _NEXT.get((after.amount, after.unit))
    return book.say("deadline", time=time_of_day(one.at), day=book.say(day or "later", after=said(after, book)))


def _window(one: Window, book: Phrasebook) -> str:
    if one.parameter is not None:
        return book.say("each-parameter", parameter=one.parameter)
    length = said(one.length, book)
    if one.kind == "rolling":
        return book.say("each-rolling", length=length)
    if one.period is None:
        return book.say(f"each-{one.kind}")
    return book.say(f"each-{one.kind}", period=book.say(one.period)) + book.led("of", length)


def _within(one: Within, book: Phrasebook) -> str:
    moment = book.phrases.get(f"moment-{one.of}", one.of)
    return (one.calendar or "") + said(one.time, book) + book.led("of", moment or "")


def _by_day(one: ByDay, book: Phrasebook) -> str:
    day = book.say("the-end") if one.day is None else book.say("day-of-month", day=str(one.day))
    if one.month is not None:
        day = f"{one.month:02}-{one.day:02}"
    return book.say(f"of-the-{one.side}", day=day, period=book.say(one.period))


def _pause(one: Pause, book: Phrasebook) -> str:
    bound = said(one.bound, book)
    return one.reason + (f" {bound}" if bound else "") + book.led("after", said(one.after, book))


def _step(one: Step, book: Phrasebook) -> str:
    words = [book.say("begun")] if one.begun else []
    words += [book.say(one.of)] if one.of else []
    return " ".join([book.say("every", value=said(one.unit, book)), *words]) + book.led("of", one.metric or "")


def _lasting(one: Lasting, book: Phrasebook) -> str:
    if one.samples is None:
        return book.say("lasting", value=said(one.time, book))
    samples = book.say("samples" if one.within else "consecutive-samples", count=str(one.samples))
    return book.say("lasting", value=samples) + book.led("in", said(one.within, book))


def _measurement(one: Measurement, book: Phrasebook) -> str:
    at, using = (quoted(text) if text else "" for text in (one.at, one.using))
    further = (("at", at), ("every", said(one.every, book)), ("using", using))
    return book.say("by", value=one.by) + "".join(book.led(word, text) for word, text in further)


def _down(one: Down, book: Phrasebook) -> str:
    values = ", ".join(value for _scale, values in one.scope for value in values)
    lasting = said(one.lasting, book)
    said_when = book.say("when", value=said(one.when, book)) + (f" {lasting}" if lasting else "")
    return f"{book.say('for', value=values)} {said_when}" if values else said_when


# Structures and hours


def _series(one: Series, book: Phrasebook) -> str:
    return joined("and", (_in_parentheses(part, _is_quorum(part), book) for part in one.parts), book)


def _redundant(one: Redundant, book: Phrasebook) -> str:
    """What needs one of several parts is written with `or`."""
    alone = [_in_parentheses(part, _is_quorum(part), book) for part in one.parts]
    if one.needed > 1 or len(alone) == 1:
        return book.say("several", count=str(one.needed), of=", ".join(alone))
    loose = (_in_parentheses(part, _is_quorum(part) or isinstance(part, Series), book) for part in one.parts)
    return joined("or", loose, book)


def _is_quorum(part: Any) -> bool:
    """Whether a part needs no parentheses in a structure: a service, or `2 of (…)`."""
    return isinstance(part, Component) or (isinstance(part, Redundant) and (part.needed > 1 or len(part.parts) == 1))


def _combination(one: Combination, book: Phrasebook) -> str:
    return joined(one.kind, (_in_parentheses(part, isinstance(part, HoursRef), book) for part in one.parts), book)


def _in_parentheses(part: Any, stands_alone: bool, book: Phrasebook) -> str:
    """A part in parentheses, unless it can stand alone."""
    return said(part, book) if stands_alone else f"({said(part, book)})"


# Conditions


def _either(one: Either, book: Phrasebook) -> str:
    return joined("or", (_in_parentheses(part, not isinstance(part, Either), book) for part in one.parts), book)


def _both(one: Both, book: Phrasebook) -> str:
    """`and` binds more strongly than `or`."""
    return joined("and", (_in_parentheses(part, not isinstance(part, Both | Either), book) for part in one.parts), book)


def _not(one: Not, book: Phrasebook) -> str:
    if isinstance(one.part, IsSet):
        return book.say("is-missing", parameter=one.part.parameter)
    return book.say("not", part=_in_parentheses(one.part, not isinstance(one.part, Both | Either), book))


def _longer(one: Longer, book: Phrasebook) -> str:
    part = _in_parentheses(one.part, isinstance(one.part, Said | Holds | Is | IsSet | Compared), book)
    return book.say("longer", part=part, than=said(one.than, book))


def _missed(one: Missed, book: Phrasebook) -> str:
    if one.bound is not None:
        counted = book.say("compared", subject=one.objective, bound=said(one.bound, book))
        return f"({counted})" + _times(one, book)
    often = one.times != 1 or one.in_a_row or one.within is not None or one.window is not None
    return book.say("missed", objective=one.objective) + (_times(one, book) if often else "")


def _times(one: Missed | Often, book: Phrasebook) -> str:
    """How many times a condition must be met, in a row or within which time."""
    text = f" {book.say('times', count=said(one.times, book))}"
    text += f" {book.say('in-a-row')}" if one.in_a_row else ""
    text += f" {said(one.window, book)}" if one.window is not None else ""
    return text + book.led("in", said(one.within, book))


def _several(one: Several, book: Phrasebook) -> str:
    of = (*one.of, *map(quoted, one.occasions))
    count = book.say("all") if one.count is None else str(one.count)
    return book.say("several", count=count, of=", ".join(of))


_PRINTERS: Mapping[type[Any], Callable[[Any, Phrasebook], str]] = {
    Quantity: _quantity,
    Blank: lambda one, _book: one.text,
    NamedHours: lambda one, _book: one.calendar,
    OtherPeriod: lambda one, book: book.say(f"amount-{one.side}", parameter=one.parameter, period=book.say(one.period)),
    Named: lambda one, _book: one.name,
    Portion: lambda one, book: book.say("portion", quantity=said(one.quantity, book), of=one.of),
    PriceOfDowntime: lambda one, book: book.say("price-of-downtime", times=said(one.times, book)),
    Multiple: lambda one, book: book.say("multiple", times=said(one.times, book), remedy=one.remedy),
    Operation: _operation,
    Extreme: lambda one, book: book.say(one.choice, of=said(one.operands, book)),
    Bound: _bound,
    Deadline: lambda one, book: deadline_text(one, book) + book.led("if", said(one.when, book)),
    Share: lambda one, book: book.say("share", share=said(one.share, book), of=one.of),
    Window: _window,
    Within: _within,
    ByDay: _by_day,
    Selection: lambda one, _book: ", ".join(one.values),
    Through: lambda one, book: book.say(
        "through", channels=joined("and" if one.together else "or", one.channels, book)
    ),
    Pause: _pause,
    Step: _step,
    Lasting: _lasting,
    Measurement: _measurement,
    Down: _down,
    HoursRef: lambda one, _book: one.name,
    Combination: _combination,
    Component: lambda one, _book: one.service,
    Series: _series,
    Redundant: _redundant,
    Said: lambda one, _book: quoted(one.text),
    Holds: lambda one, book: book.say("is", subject=one.fact, value=one.state),
    Often: lambda one, book: said(one.part, book) + _times(one, book),
    Missed: _missed,
    Capped: lambda one, book: book.say("capped", remedy=one.remedy),
    Collected: lambda one, book: book.say("collected", bound=said(one.bound, book), window=said(one.window, book)),
    Is: lambda one, book: book.say("is", subject=one.subject, value=one.value),
    IsSet: lambda one, book: book.say("is-set", parameter=one.parameter),
    Compared: lambda one, book: book.say("compared", subject=one.subject, bound=said(one.bound, book)),
    EventDuring: lambda one, book: book.say("event-during", event=one.event, calendar=one.calendar),
    EventBefore: lambda one, book: book.say("event-before", event=one.event, value=time_of_day(one.at)),
    EventOn: lambda one, book: book.say(f"event-{one.side}", event=one.event, value=said(one.day, book)),
    EventThrough: lambda one, book: book.say("event-through", event=one.event, channel=one.channel),
    Indexed: lambda one, book: (
        book.say("follows", document=one.document, window=said(one.window, book))
        + book.led("up-to", said(one.limit, book))
    ),
    InFirst: lambda one, book: book.say("in-first", time=said(one.time, book)),
    Longer: _longer,
    Several: _several,
    Not: _not,
    Both: _both,
    Either: _either,
}
"""Models that have their own words; other models are shown as their author wrote them."""


def _any(value: Model, book: Phrasebook) -> str:
    """The text of a model that has a place; otherwise its fields in words, in their order."""
    if isinstance(place := getattr(value, "source", None), Span):
        return said(place, book)
    shown = (getattr(value, name) for name in type(value).model_fields if name != "kind")
    return " ".join(filter(None, (said(each, book) for each in shown)))
