"""Every text of people in the model can be said in another language, or it is known why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from sla_dsl.documents.contract import contract_of
from sla_dsl.documents.numbering import numbers_in
from sla_dsl.language.parser import parse
from sla_dsl.model.base import Model
from sla_dsl.model.marks import InLanguage, shapes
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source, Span, Token

from ..changes.test_kinds import BEFORE
from ..model.reached import fields, parts
from ..rules.samples import checked
from .made import BOOKS, numbered, text_of

NOT_TRANSLATED = {
    "Policy.title": "no agreement has a policy in its document",
    "Policy.sentence": "no agreement has a policy in its document",
    "Policy.origin": "no agreement has a policy in its document",
    "Policy.read_in": "no agreement has a policy in its document",
    "Policy.not_tested": "no agreement has a policy in its document",
    "Goal.text": "documents name a service, and do not say what it is for",
    "Topic.like": "a topic is found by these words; documents show its title",
    "Quantity.unit": "a text that is the same, such as the title of a parameter, has its words",
}
FORMS = (' title fr "X"', ' wording fr "X"', ' wording fr """X"""')


def texts(model: Any, place: Span | None = None) -> Iterator[tuple[str, str, Span]]:
    """The texts of people in a model: the field of each, the text, and the statement that says it."""
    if isinstance(model, tuple):
        for each in model:
            yield from texts(each, place)
    elif isinstance(model, Model):
        place = getattr(model, "source", place)
        for name, shape in shapes(type(model)).items():
            value = getattr(model, name)
            if value and name not in ("source", "wordings"):
                for part, text in shape.texts(value):
                    if part.has(InLanguage) and text and place:
                        yield f"{type(model).__name__}.{name}", text, place
                yield from texts(value, place)


@cache
def written() -> dict[str, list[tuple[str, Span]]]:
    """The texts of a workspace that has every field, by their fields."""
    found: dict[str, list[tuple[str, Span]]] = {}
    for space in Workspace.model_fields:
        declared = getattr(BEFORE, space)
        for one in declared.values() if isinstance(declared, dict) else ():
            for field, text, place in texts(one):
                found.setdefault(field, []).append((text, place))
    return found


FIELDS = sorted(
    f"{model.__name__}.{name}" for model, name, shape in fields() if any(each.has(InLanguage) for each in parts(shape))
)


def test_every_text_is_written_in_the_samples() -> None:
    assert {*FIELDS} == {*written()}
    assert {*NOT_TRANSLATED} <= {*FIELDS}


@pytest.mark.parametrize("field", FIELDS)
def test_every_text_takes_words_in_another_language(field: str) -> None:
    takes = any(_takes_words(text, place) for text, place in written()[field] if place.source.path != "prelude.sla")
    assert takes == (field not in NOT_TRANSLATED)


def _takes_words(text: str, place: Span) -> bool:
    """Whether words in another language may stand behind a text of a statement."""
    tokens = place.source.tokens[place.first :]
    token = next((one for one in tokens if _content(one) == text.split()), None)
    if token is None:
        return False
    source, end = place.source, token.span.offsets[1]
    return any(not parse(Source("a.sla", source.text[:end] + form + source.text[end:])).findings for form in FORMS)


def _content(token: Token) -> list[str]:
    return token.text.strip('"').split()


BILINGUAL = """
fact power "Power" title fr "Courant" { on "there is power" title fr "il y a du courant" }
dimension floor "Floor" title fr "Étage" { ground "Ground floor" title fr "Rez-de-chaussée" B2 }
metric answered "Answered" title fr "Répondu" {
  unit percent
  higher is better
  population pings title fr "sondages"
  down when "nothing answers" wording fr "rien ne répond"
  measured by arc-telecom at "the door" wording fr "la porte" every 1 min using "their probe" wording fr "leur sonde"
}
party booth-house { time zone UTC signatory "Ada Roy" as owner title fr "gérante" }
uc said "Shop" title fr "Boutique" {
  provider arc-telecom
  customer booth-house
  covers shop
  in force from 2026-01-01
  no credit
  written in en and fr, equally binding
  parameter crew = 5 fitters "fitters" title fr "monteurs"
  objective echo "Echo" title fr "Écho" for ground: answered at least 99% in 90% of pings each calendar month
  objective pace "Pace" title fr "Allure":
    mean latency of each till title fr "caisse" at most 300 ms each calendar month
  objective uptime "Up" title fr "Marche": availability at least 99% during 24x7 each calendar month {
    partial outages count in proportion to buyers title fr "clients"
  }
  changes {
    weakening needs approval of arc-telecom as steward title fr "régisseur"
  }
  customer must "pay" wording fr "payer" when power is on
}
service shop "Shops" title fr "Magasins" { supplied by arc-telecom hours 24x7 }
"""
_WORDS = [(found[0], found[1]) for found in re.finditer(r' (?:title|wording) fr "([^"]*)"', BILINGUAL)]
_SAME_EVERYWHERE = {"leur sonde"}
"""Words that may be given, and are the same in every language where they are not."""


def said(text: str, language: str) -> str:
    """The document of the bilingual agreement, in small letters."""
    document = contract_of(checked(text).workspace, "said", BOOKS[language], "0" * 64)
    return str(text_of(document)).casefold().replace("\\xa0", " ")


def test_names_of_roles_and_of_what_is_counted_are_said_in_the_language_of_the_document() -> None:
    french, english = said(BILINGUAL, "fr"), said(BILINGUAL, "en")
    assert [word for _phrase, word in _WORDS if word.casefold() not in french or word.casefold() in english] == []
    named = ("fitters", "pings", "till", "ground", "power", "buyers", "steward", "their probe")
    assert [word for word in named if word in french] == []


@pytest.mark.parametrize(("phrase", "word"), _WORDS)
def test_each_text_that_lacks_its_words_is_found_where_it_stands(phrase: str, word: str) -> None:
    found = [one.finding for one in checked(BILINGUAL.replace(phrase, "")).findings]
    told = [one for one in found if one.rule == "agreement/missing-wording"]
    assert len(told) == (word not in _SAME_EVERYWHERE)
    for one in told:
        assert one.span
        before = BILINGUAL[: BILINGUAL.index(phrase)]
        assert before.endswith(one.span.text)


def test_a_value_without_a_title_lacks_words_unless_it_is_a_code() -> None:
    untitled = BILINGUAL.replace(' "Ground floor" title fr "Rez-de-chaussée"', "")
    untitled = untitled.replace(' "there is power" title fr "il y a du courant"', "")
    told = [one.finding for one in checked(untitled).findings if one.finding.rule == "agreement/missing-wording"]
    assert [one.span and one.span.text for one in told] == ["on", "ground"]
    assert told[1].help == 'say what it is called: `ground "…" title fr "…"`'


def test_a_title_that_repeats_the_name_of_a_value_gives_way_to_its_translation() -> None:
    assert "ground" not in said(BILINGUAL.replace('"Ground floor"', '"Ground"'), "fr")


@pytest.mark.parametrize(("workspace", "name"), [(checked(BILINGUAL).workspace, "said"), (BEFORE, "everything")])
def test_numbers_are_those_of_the_same_statements_in_every_language(workspace: Workspace, name: str) -> None:
    """Both languages keep their numbers in one place: of other statements, each would show those as repealed."""
    english, french = (numbers_in(numbered(workspace, name, BOOKS[language])) for language in ("en", "fr"))
    assert english == french
    assert any(key.startswith("duty/") for key in english)
