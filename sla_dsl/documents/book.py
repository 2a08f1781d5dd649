"""The words of documents in one language: phrases of our own, and figures, dates and lists by Babel."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, partial
from importlib.resources import files

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from ..model.quantity import SECONDS, number_text
from ..wording.phrasebook import Phrasebook
from .tree import UnsayableError

_BEFORE = re.compile(r"\b(\w+) \{(\w+)\}")
"""A word in a phrase, and the place that it stands before."""
NO_BREAK = "\u00a0"
MINUS = "\u2212"
_UNITS = {"h": "duration-hour", "min": "duration-minute", "s": "duration-second", "ms": "duration-millisecond"}
_LONG = {"day": "duration-day", "month": "duration-month", "year": "duration-year"}


@dataclass(frozen=True)
class Book(Phrasebook):
    """The phrases of documents in one language.

    ``locale`` is that of Babel, ``first_day`` how the 1st is written, ``elided`` which words lose their last letter
    before which beginnings (a regular expression).  ``asked`` are the phrases of what a customer asks for, where they
    are others.
    """

    locale: str = "en_GB"
    first_day: str = "1"
    elided: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _babel(self) -> Locale:
        return Locale.parse(self.locale)

    def say(self, key: str, **parts: str) -> str:
        """A phrase with its places filled; raises ``UnsayableError`` if the language has none."""
        if key not in self.phrases:
            raise UnsayableError(f"`{key}` cannot be said in the language `{self.language}`")
        phrase = _BEFORE.sub(partial(self._elided, parts), self.phrases[key]) if self.elided else self.phrases[key]
        return phrase.format(**parts)

    def _elided(self, parts: Mapping[str, str], found: re.Match[str]) -> str:
        """A word and the place behind it, as they are with what fills the place."""
        word, place = found.groups()
        begins = self.elided.get(word)
        is_elided = begins is not None and re.match(begins, parts[place], re.IGNORECASE)
        return f"{word[:-1]}’{{{place}}}" if is_elided else found[0]

    def asking(self) -> Book:
        """The book of a requirement: it asks where an agreement promises."""
        return replace(self, phrases={**self.phrases, **self.asked})

    def has(self, key: str) -> bool:
        """Whether the book has a phrase."""
        return key in self.phrases

    def number_of(self, amount: Fraction, unit: str) -> str:
        """So many of a unit that Babel does not know."""
        one, several = self.counted[unit]
        is_one = self._babel.plural_form(abs(_decimal(amount))) == "one" if _is_finite(amount) else False
        return f"{self.number(amount)}{NO_BREAK}{one if is_one else several}"

    def number(self, amount: Fraction) -> str:
        """An exact number, with all its decimals."""
        if not _is_finite(amount):
            return _with_minus(number_text(amount))
        return _with_minus(format_decimal(_decimal(amount), locale=self._babel, decimal_quantization=False))

    def percent(self, amount: Fraction) -> str:
        """A percentage (99.4 for 99.4 %), with all its decimals."""
        if not _is_finite(amount):
            return f"{_with_minus(number_text(amount))}{NO_BREAK}%"
        return _with_minus(format_percent(_decimal(amount / 100), locale=self._babel, decimal_quantization=False))

    def money(self, amount: Fraction, currency: str) -> str:
        """An amount of money, with all its decimals and at least those of its currency."""
        if not _is_finite(amount):
            return f"{_with_minus(number_text(amount))}{NO_BREAK}{currency}"
        said = format_currency(_decimal(amount), currency, locale=self._babel, decimal_quantization=False)
        return _with_minus(said)

    def time(self, seconds: Fraction) -> str:
        """An exact duration in hours, minutes, seconds and milliseconds."""
        parts, left = [], abs(seconds)
        for unit in ("h", "min", "s"):
            whole, left = divmod(left, SECONDS[unit])
            if whole:
                parts.append(self._unit(Fraction(whole), _UNITS[unit]))
        if left or not parts:
            parts.append(self._unit(left * 1000, _UNITS["ms"]) if left else self._unit(left, _UNITS["s"]))
        return (MINUS if seconds < 0 else "") + NO_BREAK.join(parts)

    def days(self, amount: Fraction, unit: str) -> str:
        """So many days, months or years."""
        return self._unit(amount, _LONG[unit])

    def _unit(self, amount: Fraction, unit: str) -> str:
        if not _is_finite(amount):
            return f"{_with_minus(number_text(amount))}{NO_BREAK}{self._babel.unit_display_names[unit]['long']}"
        value = _decimal(amount)
        all_decimals = f"#,##0.{'0' * len(f'{value:f}'.partition('.')[2])}"  # without it Babel rounds to three
        figure = format_unit(value, unit, "long", format=all_decimals, locale=self._babel)
        return _with_minus(figure.replace(" ", NO_BREAK))

    def day(self, day: date) -> str:
        """A date in words."""
        return self._first(format_date(day, "long", locale=self._babel), day.day)

    def short_day(self, day: date) -> str:
        """A date without its year."""
        return self._first(format_skeleton("MMMMd", day, locale=self._babel), day.day)

    def _first(self, said: str, day: int) -> str:
        if day == 1 and said.startswith("1 "):
            said = f"{self.first_day}{said[1:]}"
        return said.replace(" ", NO_BREAK)

    def weekday(self, number: int) -> str:
        """The name of a weekday (0 is Monday), as it stands inside of a sentence."""
        return str(get_day_names("wide", locale=self._babel)[number])

    def all_of(self, items: Iterable[str]) -> str:
        """Texts as a list in a sentence: `a, b and c`."""
        return format_list(list(items), "standard", locale=self._babel)

    def any_of(self, items: Iterable[str]) -> str:
        """Texts as alternatives in a sentence: `a, b or c`."""
        return format_list(list(items), "or", locale=self._babel)

    def language_name(self, code: str) -> str:
        """The name of a language in this one, as it stands inside of a sentence."""
        return str(self._babel.languages[code])

    def territory(self, code: str) -> str:
        """The name of a country or region, or its code."""
        return str(self._babel.territories.get(code, code))


def read_book(language: str) -> Book:
    """The book of a language, from its file in ``books/``."""
    said = tomllib.loads(files("sla_dsl.documents").joinpath(f"books/{language}.toml").read_text(encoding="utf-8"))
    before, after = said["no-break-before"], said["no-break-after"]

    def spaced(phrase: str) -> str:
        for sign in before:
            phrase = phrase.replace(f" {sign}", f"{NO_BREAK}{sign}")
        for sign in after:
            phrase = phrase.replace(f"{sign} ", f"{sign}{NO_BREAK}")
        return phrase

    return Book(
        said["language"],
        {key: spaced(phrase) for key, phrase in said["phrases"].items()},
        {unit: (one, several) for units, (one, several) in said["counted"].items() for unit in units.split("|")},
        (),
        locale=said["locale"],
        first_day=said["first-day"],
        elided=said["elided"],
        asked={key: spaced(phrase) for key, phrase in said["asked"].items()},
    )


def time_of_day(minutes: int) -> str:
    """Minutes after midnight as ``08:00``."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _is_finite(amount: Fraction) -> bool:
    """Whether a number has a finite decimal."""
    return "/" not in number_text(amount)


def _decimal(amount: Fraction) -> Decimal:
    return Decimal(number_text(amount))


def _with_minus(figure: str) -> str:
    """A figure with the sign of a minus before it, where it has a hyphen."""
    return MINUS + figure[1:] if figure.startswith("-") else figure
