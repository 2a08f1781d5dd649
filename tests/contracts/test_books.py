"""The books of documents: one phrase for each key in every language, and figures that lose nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.documents.book import Book
from sla_dsl.documents.tree import UnsayableError
from sla_dsl.documents.words import Words
from sla_dsl.model.quantity import BUSINESS_DAY, CALENDAR_MONTH, Quantity
from sla_dsl.model.spoken import COUNTED
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


CONDITIONS = re.compile(
    r"(?:said|missed|capped|is|is-set|is-state|in-first|several|several/all|service-down|not|event-[a-z-]+"
    r"|collected/.*|compared/.*)"
)


def test_no_condition_in_french_begins_with_a_vowel_behind_que() -> None:
    """`lorsque {value}` would need its elision."""
    found = [key for key in FRENCH.phrases if CONDITIONS.fullmatch(key)]
    assert len(found) > 15
    assert [key for key in found if FRENCH.phrases[key][0].casefold() in "aeiouyhéèêàâîôû"] == []


UNITS = [
    # unit, amount, in English, in French; worked out by hand
    ("%", "99.95", "99.95%", "99,95 %"),
    ("s", "1", "1 second", "1 seconde"),
    ("s", "0", "0 seconds", "0 seconde"),
    ("s", "0.002", "2 milliseconds", "2 millisecondes"),
    ("s", "60", "1 minute", "1 minute"),
    ("s", "5400", "1 hour 30 minutes", "1 heure 30 minutes"),
    ("s", "7200", "2 hours", "2 heures"),
    ("day", "1", "1 day", "1 jour"),
    ("day", "1.5", "1.5 days", "1,5 jour"),
    ("day", "14", "14 days", "14 jours"),
    ("business day", "1", "1 business day", "1 jour ouvré"),
    ("business day", "5", "5 business days", "5 jours ouvrés"),
    ("month", "1", "1 month", "1 mois"),
    ("month", "18", "18 months", "18 mois"),
    ("month", "12", "1 year", "1 an"),
    ("month", "36", "3 years", "3 ans"),
    ("calendar month", "1", "1 whole calendar month", "1 mois civil entier"),
    ("calendar month", "2", "2 whole calendar months", "2 mois civils entiers"),
    ("EUR", "4200", "€4,200.00", "4 200,00 €"),
    ("GBP", "0.5", "£0.50", "0,50 £GB"),
    ("", "3", "3", "3"),
    ("", "1000000.25", "1,000,000.25", "1 000 000,25"),
    ("/s", "200", "200 per second", "200 par seconde"),
    ("/s", "1/60", "1 per minute", "1 par minute"),
    ("/s", "1/3600", "1 per hour", "1 par heure"),
    ("/s", "1/86400", "1 per day", "1 par jour"),
    ("times", "1", "1 time", "1 fois"),
    ("times", "2", "2 times", "2 fois"),
    ("time", "1", "1 time", "1 fois"),
    ("point", "1", "1 percentage point", "1 point de pourcentage"),
    ("point", "2", "2 percentage points", "2 points de pourcentage"),
    ("samples", "1", "1 sample", "1 relevé"),
    ("samples", "5", "5 samples", "5 relevés"),
    ("case", "1", "1 case", "1 dossier"),
    ("cases", "1", "1 case", "1 dossier"),
    ("cases", "3", "3 cases", "3 dossiers"),
    ("requests", "1", "1 request", "1 requête"),
    ("requests", "2", "2 requests", "2 requêtes"),
    ("packets", "2", "2 packets", "2 paquets"),
    ("objects", "2", "2 objects", "2 objets"),
    ("calls", "2", "2 calls", "2 appels"),
    ("backup", "2", "2 backups", "2 sauvegardes"),
    ("disasters", "1", "1 disaster", "1 sinistre"),
    ("outages", "1", "1 outage", "1 panne"),
    ("answers", "2", "2 answers", "2 réponses"),
    ("incidents", "2", "2 incidents", "2 incidents"),
    ("tickets", "1", "1 ticket", "1 ticket"),
    ("users", "1", "1 user", "1 utilisateur"),
    ("visits", "2", "2 visits", "2 visites"),
    ("changes", "2", "2 changes", "2 changements"),
    ("messages", "1", "1 message", "1 message"),
    ("pages", "2", "2 pages", "2 pages"),
    ("sites", "2", "2 sites", "2 sites"),
    ("tests", "1", "1 test", "1 test"),
    ("bit", "2", "2 bit", "2 bit"),
    ("kbit", "2", "2 kbit", "2 kbit"),
    ("Mbit", "2", "2 Mbit", "2 Mbit"),
    ("Gbit", "1", "1 Gbit", "1 Gbit"),
    ("bps", "9", "9 bps", "9 bit/s"),
    ("kbps", "9", "9 kbps", "9 kbit/s"),
    ("Mbps", "1.5", "1.5 Mbps", "1,5 Mbit/s"),
    ("Gbps", "100", "100 Gbps", "100 Gbit/s"),
    ("B", "1", "1 B", "1 o"),
    ("kB", "1", "1 kB", "1 ko"),
    ("KB", "1", "1 KB", "1 Ko"),
    ("MB", "5", "5 MB", "5 Mo"),
    ("GB", "1", "1 GB", "1 Go"),
    ("TB", "2", "2 TB", "2 To"),
    ("PB", "2", "2 PB", "2 Po"),
    ("KiB", "2", "2 KiB", "2 Kio"),
    ("MiB", "2", "2 MiB", "2 Mio"),
    ("GiB", "2", "2 GiB", "2 Gio"),
    ("TiB", "2", "2 TiB", "2 Tio"),
    ("PiB", "2", "2 PiB", "2 Pio"),
    ("MWh", "2", "2 MWh", "2 MWh"),  # the author's own
]
SHOP = Words(PRELUDE, next(iter(PRELUDE.agreements.values())), ENGLISH)


@pytest.mark.parametrize(("unit", "amount", "english", "french"), UNITS)
def test_every_unit_is_said_in_every_language(unit: str, amount: str, english: str, french: str) -> None:
    one = Quantity(amount=Fraction(amount), unit=unit)
    for book, expected in ((ENGLISH, english), (FRENCH, french)):
        said = replace(SHOP, book=book).quantity(one)
        assert not re.search(r"\d ", said)  # no line ends behind a figure
        assert said.replace("\u00a0", " ").replace("\u202f", " ") == expected


def test_no_unit_of_the_language_is_left_out_above() -> None:
    """What has words in the books needs none of an author; each is tried, with its other number under one name."""
    tried = {unit for unit, *_ in UNITS}
    assert {*ENGLISH.counted} == COUNTED | {BUSINESS_DAY, CALENDAR_MONTH}
    assert [unit for unit in COUNTED if not {unit, f"{unit}s", unit.removesuffix("s")} & tried] == []
    populations = {one.population for one in PRELUDE.metrics.values() if is_of_the_language(PRELUDE, one)}
    assert populations - {None} <= COUNTED


def test_each_french_phrase_agrees_with_whatever_fills_it() -> None:
    """A participle or a pronoun at its head would agree with a noun that stands elsewhere, or in a place."""
    heads = re.compile(
        r"(?:^|[.] )(?:Ils?|Elles?)\b(?! y a| n’y a)|^(?!unité|perte)\w+(?:é|ée|és|ées|ert|erte|enu|enue)\b"
    )
    filled = {key: said for key, said in {**FRENCH.phrases, **FRENCH.asked}.items() if places(said)}
    assert [said for said in filled.values() if heads.search(said)] == []


@pytest.mark.parametrize("book", BOOKS.values(), ids=lambda book: str(book.language))
def test_what_is_asked_for_says_the_same_with_the_same_places(book: Book) -> None:
    assert book.asked.keys() == ENGLISH.asked.keys()
    assert [key for key, said in book.asked.items() if places(said) != places(book.phrases[key])] == []
