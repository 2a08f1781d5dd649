"""The words of models stand in a phrasebook: English is the language's own, and a second language is a second book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.model import phrases
from sla_dsl.model.base import Model
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Window
from sla_dsl.model.quantity import BUSINESS_DAY, Quantity
from sla_dsl.wording import values
from sla_dsl.wording.figures import moment, points, promise_text
from sla_dsl.wording.phrasebook import ENGLISH, Phrasebook
from sla_dsl.wording.values import said

from ..compiler.models import clean

PLACE = re.compile(r"(\{\w+\})")
LOUD = Phrasebook(
    "loud",
    {
        key: "".join(part if PLACE.fullmatch(part) else part.upper() for part in PLACE.split(template))
        for key, template in ENGLISH.phrases.items()
    },
    {unit: (one.upper(), several.upper()) for unit, (one, several) in ENGLISH.counted.items()},
    tuple(day.upper() for day in ENGLISH.weekdays),
)
"""A language that writes English in capitals: a word that is left small was not in the book."""
EVERYTHING = (Path(__file__).parent.parent / "compiler" / "everything.sla").read_text(encoding="utf-8")
CONDITIONS = get_args(get_args(phrases.Condition)[0])


def inside(value: Any) -> Iterator[Model]:
    """A model and all models in it."""
    if isinstance(value, Model):
        yield value
        for each in value.model_values():
            yield from inside(each)
    elif isinstance(value, dict | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from inside(each)


MODELS = list(inside(clean(EVERYTHING, "service portal { needs app and (web or db) }")))
NAMES = {
    text
    for model in MODELS
    for value in model.model_values()
    for text in (value if isinstance(value, tuple) else (value,))
    if isinstance(text, str)
}
UNITS = {"h", "min", "s", "ms"}
"""Signs that are the same in every language."""


def small_words(text: str) -> set[str]:
    """The words in small letters that are no names of the workspace, nor parts of its texts."""
    own = {word for name in NAMES for word in re.findall(r"[\w/-]+", name)}
    return {word for word in re.findall(r"[a-z][\w/-]*", text) if word not in own | UNITS}


@given(st.fractions(0, 1000), st.sampled_from(["%", "s", "day", BUSINESS_DAY, "month", "EUR", "/s", "cases", ""]))
def test_an_english_quantity_is_as_the_language_writes_it(amount: Fraction, unit: str) -> None:
    assert said(Quantity(amount=amount, unit=unit)) == Quantity(amount=amount, unit=unit).text


def test_english_windows_are_as_the_language_writes_them() -> None:
    windows = {model for model in MODELS if isinstance(model, Window)}
    assert len(windows) > 5
    assert {said(window) for window in windows} == {window.text for window in windows}


@pytest.mark.parametrize("kind", values._PRINTERS, ids=lambda kind: kind.__name__)
def test_each_model_with_words_of_its_own_takes_them_from_the_book(kind: type[Model]) -> None:
    found = [model for model in MODELS if type(model) is kind]
    assert found, f"{kind.__name__} does not stand in everything.sla"
    assert set().union(*(small_words(said(model, LOUD)) for model in found)) == set()


@pytest.mark.parametrize("kind", CONDITIONS, ids=lambda kind: kind.__name__)
def test_each_condition_takes_its_words_from_the_book(kind: type[Model]) -> None:
    found = [model for model in MODELS if type(model) is kind]
    assert found, f"{kind.__name__} does not stand in everything.sla"
    texts: list[Any] = found
    assert set().union(*(small_words(said(each, LOUD)) for each in texts)) == set()


def test_a_promise_takes_its_words_from_the_book() -> None:
    objectives = [model for model in MODELS if isinstance(model, Objective)]
    assert set().union(*(small_words(promise_text(each, LOUD)) for each in objectives)) == set()


def test_figures_take_their_words_from_the_book() -> None:
    assert points(Fraction(1, 4), LOUD) == "25 POINTS"
    assert moment(1_767_225_600, "UTC", LOUD) == "THU 2026-01-01 00:00"
    assert date(2026, 1, 1).weekday() == ENGLISH.weekdays.index("Thu")


def test_a_book_has_the_keys_of_english() -> None:
    assert LOUD.phrases.keys() == ENGLISH.phrases.keys()
    assert LOUD.counted.keys() == ENGLISH.counted.keys()
    assert len(LOUD.weekdays) == len(ENGLISH.weekdays) == 7
