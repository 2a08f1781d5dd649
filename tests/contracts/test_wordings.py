"""What an author says in two languages stands in the document of each, and what lacks is found."""

from __future__ import annotations

import pytest

from sla_dsl.changes import diff
from sla_dsl.compiler.compile import whole
from sla_dsl.documents.contract import contract_of
from sla_dsl.gate.promise_hash import promise_hash
from sla_dsl.model.mentioned import Mentions
from sla_dsl.model.spoken import unsaid
from sla_dsl.model.workspace import Workspace

from ..compiler.models import clean
from ..rules.samples import checked
from .made import BOOKS, text_of

TEXT = """
service booth "Booth" title fr "Guichet" { owner night }
team night of norvia "Night shift" title fr "Équipe de nuit"
calendar shops "Shops" title fr "Boutiques" {
  time zone Europe/Paris
  open Mon-Sat 10:00-19:00
  closed 05-01 "First of May" title fr "Premier mai"
}
sla said "Shop" title fr "Boutique" {
  provider night
  customer everyone
  covers booth
  service hours shops
  written in en and fr, of which fr prevails
  parameter fee = 100 EUR "Fee" title fr "Redevance"
  objective uptime "Uptime" title fr "Disponibilité": availability at least 99% each calendar month {
    text \"""Of {uptime}.\""" wording fr \"""De {uptime}.\"""
  }
  customer must "ring" wording fr "sonner" when "it is dark" wording fr "il fait nuit"
    and 2 of ("a" wording fr "un", "b" wording fr "deux")
  clause law "Law" title fr "Droit" \"""
  French law,

  - and {fee}.
  \""" wording fr \"""
  Le droit français,

  - et {fee}.
  \"""
}
"""
WORDS: tuple[str, ...] = (
    "Équipe de nuit",
    "Boutiques",
    "Premier mai",
    "Boutique",
    "Redevance",
    "Disponibilité",
    "De 99 %.",
    "sonner",
)
WORDS += ("il fait nuit", "« un »", "« deux »", "Droit", "Le droit français", "et 100,00 €.")


def said(workspace: Workspace, language: str) -> str:
    return "\n".join(map(str, text_of(contract_of(workspace, "said", BOOKS[language], "")))).replace("\u00a0", " ")


def test_each_document_has_the_words_of_its_language_alone() -> None:
    workspace = clean(TEXT)
    english, french = said(workspace, "en"), said(workspace, "fr")
    assert [word for word in WORDS if word.replace("\u00a0", " ") not in french] == []
    originals = ("Night shift", "Shops", "First of May", "Fee", "Uptime", "ring", "it is dark", "French law")
    assert [word for word in originals if word not in english or word in french] == []
    assert "Where the texts differ, that in French prevails." in english
    assert "Si les textes diffèrent, celui en français prévaut." in french


def test_of_the_language_in_which_it_is_written_nothing_lacks() -> None:
    workspace = clean(TEXT)
    assert [*unsaid(Mentions(workspace), workspace.agreements["said"], "en")] == []
    assert [*unsaid(Mentions(workspace), workspace.agreements["said"], "fr")] == []
    shorter = clean(TEXT.replace(' wording fr "sonner"', "").replace(' title fr "Boutiques"', ""))
    assert [*unsaid(Mentions(shorter), shorter.agreements["said"], "fr")] == ["ring", "Shops"]


def test_another_translation_is_another_promise_and_is_told() -> None:
    before, after = clean(TEXT), clean(TEXT.replace("Le droit français", "Le droit belge"))
    assert promise_hash(before, "said") != promise_hash(after, "said")
    told = [(one.kind, one.address) for one in diff(before, after).changes]
    assert told == [("wording-text-changed", "said/wording/fr")]


def test_a_translation_that_stayed_while_its_text_changed_is_told() -> None:
    after = clean(TEXT.replace("French law", "Belgian law"))
    told = {one.kind for one in diff(clean(TEXT), after).changes}
    assert told == {"clause-text-changed", "wording-original-changed"}


def test_a_title_that_an_override_keeps_keeps_its_translation() -> None:
    workspace = clean("""
    standard sla terms { clause law "Law" title fr "Droit" \"""French law.\""" wording fr \"""Droit français.\""" }
    sla own on the terms of terms { override clause law \"""Belgian law.\""" }
    """)
    assert [(one.of, one.text) for one in workspace.agreements["own"].wordings] == [("Law", "Droit")]
    assert 'clause law "Law" title fr "Droit" """\n  Belgian law.\n  """' in whole(workspace, "own")


@pytest.mark.parametrize(
    ("said", "french", "class_"),
    [
        ('parameter fee = 100 EUR "Fee" title fr "Redevance"', "Redevance", "weakening"),
        ('report "Outages" title fr "Pannes" each calendar month', "Pannes", "weakening"),
        ('clause law "Law" title fr "Droit" """Of France."""', "Droit", "editorial"),
    ],
)
def test_a_translated_title_is_weighed_as_the_title_is(said: str, french: str, class_: str) -> None:
    text = f"sla a {{ provider norvia customer brun {said} }}"
    for changed in (text.replace(french, "Autre"), text.replace(said.split('"')[1], "Other")):
        found = diff(clean(text), clean(changed))
        classes = [one.class_ for one in found.changes]
        assert class_ in classes
        assert {*classes} <= {class_, "editorial"}


def test_a_translated_title_of_a_calendar_is_no_other_hours() -> None:
    found = diff(clean(TEXT), clean(TEXT.replace('"Boutiques"', '"Magasins"')))
    assert [one.kind for one in found.changes] == ["wording-text-changed"]


def test_all_texts_that_lack_words_are_told_at_once_where_they_stand() -> None:
    """Several texts of one statement, and the title of a table: nothing appears in a second round."""
    text = """
service shop "Shop" title fr "Boutique" { supplied by arc-telecom hours 24x7 }
priorities need "Need" title fr "Besoin" { high "High" title fr "Haute" }
uc said "Shop" title fr "Boutique" {
  provider arc-telecom
  customer norvia
  covers shop
  in force from 2026-01-01
  no credit
  written in en and fr, equally binding
  objectives fix "Repair" by need during 24x7 {
    down when "it is dark" for 5 min
    | need | restore-time |
    | high | 4 h when "it rains" or "it snows" |
  }
  customer must "ring" wording fr "sonner" when "it is cold"
}
"""
    told = [one.finding for one in checked(text).findings if one.finding.rule == "agreement/missing-wording"]
    assert [one.span.text for one in told if one.span] == [
        '"Repair"',
        '"it is dark"',
        '"it rains"',
        '"it snows"',
        '"it is cold"',
    ]


ROLE = """
party booth-house {{ time zone UTC signatory "Ada Roy" as head-of-sales {} }}
service stand "Stand" title fr "Étal" {{ supplied by booth-house }}
uc stand-uc "Stand" title en "Stand" {{
  provider booth-house customer norvia covers stand service hours 24x7
  written in fr and en, of which fr prevails
  objective uptime: availability at least 99% each calendar month
}}
"""


def test_a_role_is_said_in_the_language_of_the_document() -> None:
    of = clean(ROLE.format('title en "Sales director"'))
    name = "stand-uc"
    said = {code: str(text_of(contract_of(of, name, book, "0" * 64))) for code, book in BOOKS.items()}
    assert said["en"].count("Sales director") == 2  # among the parties, and where she signs
    assert said["fr"].count("head of sales") == 2


def test_a_role_without_words_in_a_language_of_the_agreement_is_found() -> None:
    of = clean(ROLE.format(""))
    assert "head-of-sales" in unsaid(Mentions(of), of.agreements["stand-uc"], "en")
