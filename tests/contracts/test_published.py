"""Every published example makes a document in every language, and no word in it is left untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pytest

from sla_dsl.documents.book import Book
from sla_dsl.documents.tree import cells
from sla_dsl.model.base import Declared, Model
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Span

from .made import BOOKS, EXAMPLES, ROOT, everything, numbered, workspace

PLACE = re.compile(r"(\{\w+\})")


def in_greek(phrases: Mapping[str, str]) -> dict[str, str]:
    return {
        key: "".join(part if PLACE.fullmatch(part) else re.sub(r"[A-Za-z]", "ж", part) for part in PLACE.split(phrase))
        for key, phrase in phrases.items()
    }


GREEK = replace(
    BOOKS["en"],
    language="el",
    locale="el",
    phrases=in_greek(BOOKS["en"].phrases),
    asked=in_greek(BOOKS["en"].asked),
    counted=dict.fromkeys(BOOKS["en"].counted, ("ж", "жж")),
)
"""A language without a Latin letter: a Latin word in its documents is not from its book."""
WORD = re.compile(r"[^\W\d_]+")
_VOWEL = "aàâæeéèêëiîïoôœuùûü"
UNJOINED = re.compile(
    rf"\b(?:(?:le|la|de|ne|se|me|te|je|que|ce|lorsque|puisque|jusque|quoique)\s+[{_VOWEL}]\w*|si\s+ils?|(?:de|à)\s+les?)\b",
    re.IGNORECASE,
)
"""Words of French that are written as one, or as another one, with what follows."""
SIGNS = {*ascii_uppercase, "CHF", "SHA"}
"""Letters of schedules, and signs that are the same in every language."""


def texts(value: Any) -> Iterator[str]:
    """All strings in a model but for where it is written."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | dict):
        for each in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from texts(each)
    elif isinstance(value, Model) and not isinstance(value, Span):
        for each in value.model_values():
            yield from texts(each)


def own_words(of: Workspace) -> set[str]:
    """The words of the authors of a workspace; what the language itself declares is not among them."""
    own = [
        one
        for space in Workspace.model_fields
        if isinstance(getattr(of, space), dict)
        for one in getattr(of, space).values()
        if isinstance(one, Declared) and not one.source.source.path.endswith("prelude.sla")
    ]
    words = {word for text in texts(own) for word in WORD.findall(text)}
    return words | {f"{word[:1].upper()}{word[1:]}" for word in words} | {*of.day_lists}  # a sentence begins so


def untranslated(of: Workspace, book: Book) -> set[str]:
    own = own_words(of) | SIGNS
    found: set[str] = set()
    for name in of.agreements:
        for cell in cells(numbered(of, name, book)):
            found |= {word for word in WORD.findall(cell.read("kept")) if word.isascii() and word not in own}
    return found


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: str(folder.relative_to(ROOT / "examples")))
def test_each_example_is_said_in_every_language_without_a_gap(folder: Path) -> None:
    """English too: it is what the test below reads, with other words in the same phrases."""
    for name in workspace(folder).agreements:
        said = [cell.read("kept") for cell in cells(numbered(workspace(folder), name, BOOKS["fr"]))]
        assert [text for text in said if "(–)" in text or "None" in text] == []
        assert [found[0] for found in map(UNJOINED.search, said) if found] == []


def test_french_words_are_joined_in_what_the_language_says() -> None:
    for name in everything().agreements:
        said = [cell.read("kept") for cell in cells(numbered(everything(), name, BOOKS["fr"]))]
        assert [found[0] for found in map(UNJOINED.search, said) if found] == []


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("when", "il pleut", "lorsqu’il pleut"),
        ("when", "Édith signe", "lorsqu’Édith signe"),
        ("when", "le client appelle", "lorsque le client appelle"),
        ("if", "il pleut", "s’il pleut"),
        ("if", "une panne survient", "si une panne survient"),
        ("above", "8 heures", "plus de 8 heures"),
        ("report/to", "Atelier Brun", "à l’intention d’Atelier Brun"),
        ("report/to", "« Atelier Brun »", "à l’intention de « Atelier Brun »"),
    ],
)
def test_french_words_are_joined_with_what_fills_a_place(key: str, value: str, said: str) -> None:
    assert BOOKS["fr"].say(key, value=value) == said


def test_que_is_joined_with_what_fills_its_place() -> None:
    said = BOOKS["fr"].say("suspends", objectives="« Accueil »", value="il pleut")
    assert said == "« Accueil »\u00a0: sans effet tant qu’il pleut."


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: str(folder.relative_to(ROOT / "examples")))
def test_no_word_of_an_example_is_left_untranslated(folder: Path) -> None:
    assert untranslated(workspace(folder), GREEK) == set()


def test_no_word_of_the_language_is_left_untranslated() -> None:
    assert untranslated(everything(), GREEK) == set()
