"""Values as the language writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from ..model.base import Model
from ..model.people import Combination, HoursRef, Pause
from ..model.phrases import Bound, Deadline, Lasting, Selection, Share, Through, Window, Within
from ..model.quantity import Blank, Multiple, Named, Operation, Portion, PriceOfDowntime, Quantity, number_text
from ..model.remedies import Step
from ..model.services import Component, Measurement
from ..text.source import Span


def said(value: Any) -> str:
    """A value in the words of the language; empty for none."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Fraction):
        return number_text(Fraction(value))
    if isinstance(value, Span):
        return said(value.text)
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(said, value)))
    return _WORDS.get(type(value), _any)(value)


def all_or(value: tuple[Any, ...]) -> str:
    """Values in words; no values stand for all."""
    return said(value) or "all"


def time_of_day(minutes: int) -> str:
    """Minutes after midnight as ``08:00``."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _operation(one: Operation) -> str:
    signs = ("", *(f" {sign} " for sign in one.operators))
    return "".join(sign + said(operand) for sign, operand in zip(signs, one.operands, strict=True))


def _bound(one: Bound) -> str:
    if one.kind == "between":
        return f"between {said(one.value)} and {said(one.upper)}"
    return f"{one.kind.replace('-', ' ')} {said(one.value)}"


_WORDS: Mapping[type[Any], Callable[[Any], str]] = {
    Quantity: lambda one: one.text,
    Blank: lambda one: one.text,
    Window: lambda one: one.text,
    Through: lambda one: one.text,
    Named: lambda one: one.name,
    HoursRef: lambda one: one.name,
    Component: lambda one: one.service,
    Bound: _bound,
    Deadline: lambda one: f"by {time_of_day(one.at)} {said(one.after)} later{_led('if', one.when)}",
    Share: lambda one: f"in {said(one.share)} of {one.of}",
    Within: lambda one: f"{said(one.calendar)}{said(one.time)}{_led('of', one.of)}",
    Selection: lambda one: ", ".join(one.values),
    Pause: lambda one: f"{one.reason}{_led('', one.bound)}{_led('after', one.after)}",
    Portion: lambda one: f"{said(one.quantity)} of {one.of}",
    PriceOfDowntime: lambda one: f"{said(one.times)} times the price of the downtime",
    Multiple: lambda one: f"{said(one.times)} times the {one.remedy}",
    Operation: _operation,
    Step: lambda one: (
        f"every {said(one.unit)}{' begun' if one.begun else ''}{_led('', one.of)}{_led('of', one.metric)}"
    ),
    Combination: lambda one: f" {one.kind} ".join(map(said, one.parts)),
    Lasting: lambda one: f"for {f'{one.samples} samples' if one.samples else said(one.time)}{_led('in', one.within)}",
    Measurement: lambda one: f"by {one.by}{_led('at', one.at)}{_led('every', one.every)}{_led('using', one.using)}",
}
"""Models that have their own words; other models are shown as their author wrote them."""


def _led(word: str, value: Any) -> str:
    """A value behind a word that leads it; empty if there is no value."""
    text = said(value)
    return f"{f' {word}' if word else ''} {text}" if text else ""


def _any(value: Model) -> str:
    """The text of a model that has a place; otherwise its fields in words, in their order."""
    if isinstance(place := getattr(value, "source", None), Span):
        return said(place)
    shown = ((name, getattr(value, name)) for name in type(value).model_fields if name != "kind")
    joint = f" {getattr(value, 'kind', '')} " if hasattr(value, "parts") else " "
    return joint.join(filter(None, (_each(each, joint) for _name, each in shown)))


def _each(value: Any, joint: str) -> str:
    return joint.join(map(said, value)) if isinstance(value, tuple) else said(value)
