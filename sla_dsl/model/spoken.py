"""Texts of an author in several languages, and those that a document in one of them would still lack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..text.source import Span
from .agreement import Agreement
from .base import Declared, Model
from .marks import InLanguage, NotInDocuments, shapes
from .mentioned import LEAVES, Mentions
from .wordings import Worded, Wording

PRELUDE = "prelude.sla"
"""The path of what the language declares itself."""
TITLES_ONLY = (*LEAVES, "topics")
"""Spaces of whose declarations a document shows the title."""
_BRACED = re.compile(r"\{\{|\{[^{}\n]*\}")


def shown(mentions: Mentions, agreement: Agreement) -> Iterator[tuple[Declared, bool]]:
    """The declarations that the document of an agreement shows, each with whether it shows more than the title.

    Of the two sides it shows who signs for them, in which role.
    What the language declares itself has words in each language, and is left out.
    """
    yield agreement, True
    workspace = mentions.workspace
    sides = [name for name in (agreement.provider, agreement.customer) if name]
    houses = [("parties", workspace.house(name)) for name in sides]
    teams = [("teams", name) for name in sides]
    for space, name in dict.fromkeys((*houses, *teams, *mentions.of(agreement))):
        declared = workspace.declared(space).get(name)
        if declared is not None and not _is_of_the_language(declared):
            yield declared, space not in TITLES_ONLY or (space, name) in houses


def _is_of_the_language(declared: Declared) -> bool:
    return declared.source.source.path == PRELUDE


def spoken(mentions: Mentions, agreement: Agreement) -> dict[str, Span]:
    """The texts of people that the document of an agreement shows, on one line, each with the first place of it."""
    found: dict[str, Span] = {}
    for declared, is_opened in shown(mentions, agreement):
        for text, place in _texts(declared, declared.source, None if is_opened else "title"):
            said = " ".join(text.split())
            if any(sign.isalpha() for sign in _BRACED.sub("", said)):
                found.setdefault(said, place)
    return found


def _texts(model: Any, place: Span, only: str | None = None) -> Iterator[tuple[str, Span]]:
    """The texts of people in a model or a list of models, or in one field, each with the place of what says it."""
    if isinstance(model, tuple):
        for each in model:
            yield from _texts(each, place)
    elif isinstance(model, Model):
        place = getattr(model, "source", place)
        for field, shape in shapes(type(model)).items():
            value = getattr(model, field)
            if field in ("source", "wordings") or not value or shape.has(NotInDocuments) or only not in (None, field):
                continue
            yield from ((text, place) for part, text in shape.texts(value) if part.has(InLanguage))
            yield from _texts(value, place)


def wordings(mentions: Mentions, agreement: Agreement) -> Iterator[Wording]:
    """The wordings of what the document of an agreement shows, those of the agreement itself first."""
    for declared, _is_opened in shown(mentions, agreement):
        yield from declared.wordings if isinstance(declared, Worded) else ()


def wordings_in(mentions: Mentions, agreement: Agreement, language: str) -> dict[str, str]:
    """The words in a language for the texts (on one line) of the document of an agreement."""
    found: dict[str, str] = {}
    for one in wordings(mentions, agreement):
        if one.language == language:
            found.setdefault(" ".join(one.of.split()), one.text)
    return found


def unsaid(mentions: Mentions, agreement: Agreement, language: str) -> dict[str, Span]:
    """The texts, each with a place, that the document of an agreement shows and that have no words in a language.

    Where the agreement says that it is written in this language, nothing lacks; nor where nothing says in which
    language it is written, and no text has words in this one.
    """
    if agreement.languages is not None and agreement.languages.written == language:
        return {}
    known = wordings_in(mentions, agreement, language)
    if agreement.languages is None and not known:
        return {}
    return {text: place for text, place in spoken(mentions, agreement).items() if text not in known}
