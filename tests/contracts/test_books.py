"""The books of documents: one phrase for each key in every language, and figures that lose nothing."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.documents.book import Book
from sla_dsl.documents.tree import UnsayableError
from sla_dsl.model.workspace import Workspace

from ..examples import of_all
from .made import BOOKS, everything

ENGLISH, FRENCH = BOOKS["en"], BOOKS["fr"]
PRELUDE = everything()
SIGNS = {"en": (",", "."), "fr": ("\u202f", ",")}
"""How thousands and decimals are parted."""
AMOUNTS = st.fractions(0, 10**10, max_denominator=1).flatmap(
    lambda whole: st.integers(0, 7).flatmap(
        lambda digits: st.integers(0, 10**digits).map(lambda rest: whole + Fraction(rest, 10**digits))
    )
)
"""Amounts with up to ten digits before the sign and seven behind it."""


def places(phrase: str) -> set[str]:
    return {name for _text, name, _format, _conversion in Formatter().parse(phrase) if name}


@pytest.mark.parametrize("book", BOOKS.values(), ids=lambda book: str(book.language))
def test_a_book_says_the_same_things_with_the_same_places(book: Book) -> None:
    assert book.phrases.keys() == ENGLISH.phrases.keys()
    assert book.counted.keys() == ENGLISH.counted.keys()
    assert [key for key, said in book.phrases.items() if places(said) != places(ENGLISH.phrases[key])] == []


@pytest.mark.parametrize("space", ["metrics", "events", "reasons", "channels", "topics"])
def test_what_the_language_declares_has_words(space: str) -> None:
    declared = {f"{space}/{name}" for name, one in getattr(PRELUDE, space).items() if is_of_the_language(PRELUDE, one)}
    assert declared == {key for key in ENGLISH.phrases if key.startswith(f"{space}/")}


def is_of_the_language(_workspace: Workspace, one: object) -> bool:
    return str(one.source.source.path).endswith("prelude.sla")  # type: ignore[attr-defined]  # each has a place


def test_a_form_without_words_is_refused() -> None:
    with pytest.raises(UnsayableError, match="`window/lunar/month` cannot be said in the language `fr`"):
        FRENCH.say("window/lunar/month")


def test_french_parts_no_sign_from_its_word() -> None:
    wrong = re.compile(r"« | »| [:;?!×%€]|× ")
    assert [key for key, said in FRENCH.phrases.items() if wrong.search(said)] == []


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["99.95%", "€12.50", "£1,234,567.00", "1\u00a0hour\u00a030\u00a0minutes", "300\u00a0milliseconds"]),
        (
            "fr",
            [
                "99,95\u00a0%",
                "12,50\u00a0€",
                "1\u202f234\u202f567,00\u00a0£GB",
                "1\u00a0heure\u00a030\u00a0minutes",
                "300\u00a0millisecondes",
            ],
        ),
    ],
)
def test_figures(language: str, texts: list[str]) -> None:
    book = BOOKS[language]
    assert [
        book.percent(Fraction("99.95")),
        book.money(Fraction("12.5"), "EUR"),
        book.money(Fraction(1_234_567), "GBP"),
        book.time(Fraction(5400)),
        book.time(Fraction("0.3")),
    ] == texts


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        (date(2026, 1, 1), "1 January 2026", "1er janvier 2026"),
        (date(2026, 8, 11), "11 August 2026", "11 août 2026"),
        (date(2028, 2, 29), "29 February 2028", "29 février 2028"),
    ],
)
def test_dates(day: date, english: str, french: str) -> None:
    assert ENGLISH.day(day).replace("\u00a0", " ") == english
    assert FRENCH.day(day).replace("\u00a0", " ") == french
    assert " " not in ENGLISH.day(day) + FRENCH.day(day)


def test_lengths_are_not_rounded_to_larger_units() -> None:
    assert ENGLISH.days(Fraction(90), "day") == "90\u00a0days"
    assert FRENCH.days(Fraction(18), "month") == "18\u00a0mois"
    assert FRENCH.number_of(Fraction("1.5"), "business day") == "1,5\u00a0jour ouvré"
    assert ENGLISH.number_of(Fraction("1.5"), "business day") == "1.5\u00a0business days"
    assert ENGLISH.number_of(Fraction(1), "business day") == "1\u00a0business day"


def test_a_number_without_a_finite_decimal_stays_a_fraction() -> None:
    assert FRENCH.number(Fraction(1, 3)) == "1/3"
    assert ENGLISH.percent(Fraction(1, 3)) == "1/3\u00a0%"


def number_in(text: str, language: str) -> Fraction:
    """The number that is written at the beginning of a text or behind a sign of a currency."""
    thousands, decimal = SIGNS[language]
    found = re.search(rf"\d[\d{re.escape(thousands + decimal)}]*", text)
    assert found
    return Fraction(Decimal(found[0].replace(thousands, "").replace(decimal, ".")))


@pytest.mark.parametrize("language", BOOKS)
@settings(max_examples=of_all(60))
@given(amount=AMOUNTS)
def test_no_digit_of_a_figure_is_lost(language: str, amount: Fraction) -> None:
    book = BOOKS[language]
    assert number_in(book.number(amount), language) == amount
    assert number_in(book.percent(amount), language) == amount
    assert number_in(book.money(amount, "EUR"), language) == amount
    assert number_in(book.days(amount, "day"), language) == amount
    assert number_in(book.number_of(amount, "cases"), language) == amount


@pytest.mark.parametrize("language", BOOKS)
@settings(max_examples=of_all(60))
@given(seconds=st.fractions(0, 10**6, max_denominator=1) | st.integers(0, 10**6).map(lambda ms: Fraction(ms, 1000)))
def test_no_part_of_a_time_is_lost(language: str, seconds: Fraction) -> None:
    book = BOOKS[language]
    units = {"h": Fraction(3600), "min": Fraction(60), "s": Fraction(1), "ms": Fraction(1, 1000)}
    text, total = book.time(seconds), Fraction(0)
    words = {
        "en": {"hour": "h", "minute": "min", "second": "s", "millisecond": "ms"},
        "fr": {"heure": "h", "minute": "min", "seconde": "s", "milliseconde": "ms"},
    }[language]
    for figure, word in re.findall(r"([\d.,\u202f]+)\u00a0([a-z]+)", text):
        total += number_in(figure, language) * units[words[word.rstrip("s")]]
    assert total == seconds
    assert " " not in text


@pytest.mark.parametrize("book", BOOKS.values(), ids=lambda book: str(book.language))
@pytest.mark.parametrize("amount", [Fraction(-5, 2), Fraction(-1, 3)])
def test_what_is_below_nothing_has_a_minus_and_no_hyphen(book: Book, amount: Fraction) -> None:
    said = [book.number(amount), book.percent(amount), book.money(amount, "EUR"), book.days(amount, "day")]
    said += [book.time(amount), book.number_of(amount, "point")]
    assert [text[0] for text in said] == ["\u2212"] * len(said)
    assert "-" not in "".join(said)


def test_no_condition_in_french_begins_with_a_vowel_behind_que() -> None:
    """`lorsque {value}` would need its elision."""
    conditions = (
        "said",
        "missed",
        "capped",
        "collected",
        "compared",
        "is",
        "is-set",
        "in-first",
        "several",
        "several/all",
        "not",
    )
    assert [key for key in conditions if FRENCH.phrases[key][0].casefold() in "aeiouyhéèêàâîôû"] == []
