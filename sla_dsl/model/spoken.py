"""Texts of an author in several languages, and those that a document in one of them would still lack."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from ..text.source import Span
from .agreement import Agreement
from .base import Declared, Model
from .marks import InLanguage, NotInDocuments, shapes
from .mentioned import LEAVES, Mentions
from .objective import Objective
from .people import Party, Team
from .quantity import Quantity
from .wordings import Worded, Wording
from .workspace import Workspace

PRELUDE = "prelude.sla"
"""The path of what the language declares itself."""
_OF_AGREEMENTS = ("agreements", "above")
TITLES_ONLY = (*LEAVES, "topics")
"""Spaces of whose declarations a document shows the title."""
_SAID_OTHERWISE = (Party, Team, Objective)
"""Parties and teams have proper names, and promises are called by their figures."""
_THINGS = (
    *("time", "sample", "case", "request", "packet", "object", "call", "backup", "disaster", "outage", "answer"),
    *("incident", "ticket", "user", "visit", "change", "message", "page", "site", "test"),
)
_BITS = (f"{prefix}{unit}" for prefix in ("", "k", "M", "G") for unit in ("bit", "bps"))
_BYTES = ("B", "kB", "KB", *(f"{prefix}{unit}" for prefix in "MGTP" for unit in ("B", "iB")), "KiB")
COUNTED = frozenset(("point", *(f"{one}{end}" for one in _THINGS for end in ("", "s")), *_BITS, *_BYTES))
"""Things that metrics of the language count, and other words and signs of units: each language has its own."""
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
        for text, place in _texts(declared, declared.source, COUNTED, None if is_opened else "title"):
            said = " ".join(text.split())
            if any(sign.isalpha() for sign in _BRACED.sub("", said)):
                found.setdefault(said, place)
    return found


def own_texts(declared: Declared) -> frozenset[str]:
    """The texts of people in a declaration itself, each on one line."""
    return frozenset(" ".join(text.split()) for text, _ in _texts(declared, declared.source, ()))


def _texts(model: Any, place: Span, known: Container[str], only: str | None = None) -> Iterator[tuple[str, Span]]:
    """The texts of people in a model or a list of models, or in one field, each with the place of what says it.

    Names that are ``known``, and units that are no counted things, have words in each language.
    """
    if isinstance(model, tuple):
        for each in model:
            yield from _texts(each, place, known)
    elif isinstance(model, Model):
        place = getattr(model, "source", place)
        for field, shape in shapes(type(model)).items():
            value = getattr(model, field)
            if field in ("source", "wordings") or not value or shape.has(NotInDocuments) or only not in (None, field):
                continue
            for part, text in shape.texts(value):
                is_written = part.get(InLanguage)
                if is_written and not (is_written.is_name and (text in known or _is_unit(model))):
                    yield text, place
            yield from _texts(value, place, known)
        if isinstance(model, Declared) and not model.title and not isinstance(model, _SAID_OTHERWISE):
            yield from () if is_code(model.name) else ((model.name, place),)


def is_code(name: str) -> bool:
    """Whether a name is a code, and the same in every language, as `P1` is."""
    return any(sign.isdigit() for sign in name)


def _is_unit(model: Model) -> bool:
    return isinstance(model, Quantity) and model.dimension != "count"


def is_worded(workspace: Workspace) -> bool:
    """Whether a house says anything beside its agreements in another language as well."""
    spaces = (
        value for space, value in workspace.model_items() if isinstance(value, Mapping) and space not in _OF_AGREEMENTS
    )
    declared = (one for space in spaces for one in space.values() if isinstance(one, Worded))
    return any(one.wordings and not _is_of_the_language(one) for one in declared)


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
