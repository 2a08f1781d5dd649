"""Values in words; in English as the language writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any

from ..model.base import Model
from ..model.people import Combination, HoursRef, Pause
from ..model.phrases import Bound, Deadline, Lasting, Selection, Share, Through, Window, Within
from ..model.quantity import Blank, Multiple, Named, Operation, Portion, PriceOfDowntime, Quantity, number_text
from ..model.remedies import Step
from ..model.services import Component, Measurement
from ..text.source import Span
from .phrasebook import ENGLISH, Phrasebook


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


def joined(word: str, parts: Iterable[str], book: Phrasebook) -> str:
    """Parts with a word such as ``and`` between each two; empty for no parts."""
    first, *others = [*parts] or [""]
    return reduce(lambda one, other: book.say(word, one=one, other=other), others, first)


def _quantity(one: Quantity, book: Phrasebook) -> str:
    """Times by the clock, percentages, money and rates are written alike in every language; days and months are not."""
    if one.unit == "month" and one.amount % 12 == 0 and one.amount:
        return book.number_of(one.amount / 12, "year")
    return book.number_of(one.amount, one.unit) if one.unit in book.counted else one.text


def _window(one: Window, book: Phrasebook) -> str:
    length = said(one.length, book)
    if one.kind == "rolling":
        return book.say("each-rolling", length=length)
    if one.period is None:
        return book.say("each-term" if one.kind == "term" else "each-invoice")
    return book.say(f"each-{one.kind}", period=book.say(one.period)) + book.led("of", length)


def _operation(one: Operation, book: Phrasebook) -> str:
    signs = ("", *(f" {sign} " for sign in one.operators))
    return "".join(sign + said(operand, book) for sign, operand in zip(signs, one.operands, strict=True))


def _bound(one: Bound, book: Phrasebook) -> str:
    return book.say(one.kind, value=said(one.value, book), upper=said(one.upper, book))


def _deadline(one: Deadline, book: Phrasebook) -> str:
    text = book.say("deadline", time=time_of_day(one.at), after=said(one.after, book))
    return text + book.led("if", said(one.when, book))


def _pause(one: Pause, book: Phrasebook) -> str:
    bound = said(one.bound, book)
    return one.reason + (f" {bound}" if bound else "") + book.led("after", said(one.after, book))


def _step(one: Step, book: Phrasebook) -> str:
    words = [book.say("begun")] if one.begun else []
    words += [book.say(one.of)] if one.of else []
    return " ".join([book.say("every", value=said(one.unit, book)), *words]) + book.led("of", one.metric or "")


def _lasting(one: Lasting, book: Phrasebook) -> str:
    length = book.say("samples", count=str(one.samples)) if one.samples else said(one.time, book)
    return book.say("lasting", value=length) + book.led("in", said(one.within, book))


def _measurement(one: Measurement, book: Phrasebook) -> str:
    further = (("at", one.at), ("every", said(one.every, book)), ("using", one.using))
    return book.say("by", value=one.by) + "".join(book.led(word, text) for word, text in further)


_PRINTERS: Mapping[type[Any], Callable[[Any, Phrasebook], str]] = {
    Quantity: _quantity,
    Blank: lambda one, _book: one.text,
    Window: _window,
    Through: lambda one, book: book.say(
        "through", channels=joined("and" if one.together else "or", one.channels, book)
    ),
    Named: lambda one, _book: one.name,
    HoursRef: lambda one, _book: one.name,
    Component: lambda one, _book: one.service,
    Bound: _bound,
    Deadline: _deadline,
    Share: lambda one, book: book.say("share", share=said(one.share, book), of=one.of),
    Within: lambda one, book: (one.calendar or "") + said(one.time, book) + book.led("of", said(one.of, book)),
    Selection: lambda one, _book: ", ".join(one.values),
    Pause: _pause,
    Portion: lambda one, book: book.say("portion", quantity=said(one.quantity, book), of=one.of),
    PriceOfDowntime: lambda one, book: book.say("price-of-downtime", times=said(one.times, book)),
    Multiple: lambda one, book: book.say("multiple", times=said(one.times, book), remedy=one.remedy),
    Operation: _operation,
    Step: _step,
    Combination: lambda one, book: joined(one.kind, (said(part, book) for part in one.parts), book),
    Lasting: _lasting,
    Measurement: _measurement,
}
"""Models that have their own words; other models are shown as their author wrote them."""


def _any(value: Model, book: Phrasebook) -> str:
    """The text of a model that has a place; otherwise its fields in words, in their order."""
    if isinstance(place := getattr(value, "source", None), Span):
        return said(place, book)
    shown = ((name, getattr(value, name)) for name in type(value).model_fields if name != "kind")
    joint = f" {getattr(value, 'kind', '')} " if hasattr(value, "parts") else " "
    return joint.join(filter(None, (_each(each, joint, book) for _name, each in shown)))


def _each(value: Any, joint: str, book: Phrasebook) -> str:
    return joint.join(said(each, book) for each in value) if isinstance(value, tuple) else said(value, book)
