"""Who promised whom, from when on, and under which conditions: what a promise may rest on."""

from __future__ import annotations

from datetime import date

import pytest

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.marks import InProof, Shape, shapes
from sla_dsl.proof import Proof, prove
from sla_dsl.proof.behind import not_understood

from .workspaces import compiled

WORKSPACE = """
calendar five {{ time zone Europe/Paris open Mon-Fri 09:00-17:00 }}
calendar six {{ time zone Europe/Paris open Mon-Sat 09:00-17:00 }}
party other "Other" {{ time zone Europe/Paris }}
team net of norvia "Networks"
reason ours "Ours" of norvia
service app {{ owner desk needs host }}
service host {{ {host} }}
sla front {{
  provider {provider}
  customer {customer}
  covers app
  version 1.0.0
  {status}
  in force from 2026-01-01
  service hours 24x7
  objective up: availability at least 99% each calendar month
  {front}
  backed by behind
}}
{kind} behind {{
  provider {by}
  customer {to}
  covers host
  version 1.1.0
  {status}
  in force from 2025-01-01
  service hours 24x7
  objective up: availability at least 99.5% each calendar month
  {behind}
}}
"""
USUAL = {
    "host": "supplied by arc",
    "provider": "norvia",
    "customer": "brun",
    "kind": "uc",
    "by": "arc",
    "to": "norvia",
    "front": "",
    "behind": "",
    "status": "status draft",
}


def proof(as_of: date = date(2026, 1, 1), /, **said: str) -> Proof:
    return prove(compiled(WORKSPACE.format(**{**USUAL, **said}), as_of))["front/up"]


def outcome(proof: Proof) -> tuple[str, set[str]]:
    return proof.verdict, {one.rule for one in proof.grounds if one.verdict == proof.verdict != "backed"}


# The sides


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, ("backed", set())),
        ({"by": "arc", "to": "other"}, ("undecidable", {"backing/promised-to-others"})),
        ({"by": "arc", "to": "brun"}, ("undecidable", {"backing/promised-to-others"})),
        ({"by": "other", "to": "norvia"}, ("undecidable", {"backing/provided-by-others"})),
        (
            {"by": "norvia", "to": "arc"},
            ("undecidable", {"backing/promised-to-others", "backing/provided-by-others"}),
        ),
        ({"by": "arc", "to": "desk"}, ("backed", set())),
        ({"host": "owner net", "kind": "ola", "by": "net", "to": "desk"}, ("backed", set())),
        ({"host": "owner net supplied by arc"}, ("backed", set())),
        ({"provider": "desk", "customer": "norvia"}, ("backed", set())),
    ],
)
def test_only_what_is_promised_to_us_by_who_answers_for_it_carries(
    said: dict[str, str], expected: tuple[str, set[str]]
) -> None:
    assert outcome(proof(**said)) == expected


def test_a_team_that_does_not_own_what_it_promises_is_assumed_to_answer_for_it() -> None:
    found = proof(host="owner net", kind="ola", by="ops", to="desk")
    assert (found.verdict, found.assumptions) == ("backed", ("`ops` answers for `host`, which `net` owns",))


# Roles


@pytest.mark.parametrize(
    ("reason", "said", "verdict"),
    [
        # In a chain the customer behind is the provider in front.
        ("customer-cause", {}, "unbacked"),
        ("supplier-cause", {}, "backed"),
        ("force-majeure", {}, "backed"),
        ("ours", {}, "backed"),
        # Between teams of one house it is whom the house serves.
        ("customer-cause", {"host": "owner net", "kind": "ola", "by": "net", "to": "desk"}, "backed"),
    ],
)
def test_a_role_in_a_reason_is_a_side_of_its_own_agreement(reason: str, said: dict[str, str], verdict: str) -> None:
    assert proof(front=f"excludes {reason}", behind=f"excludes {reason}", **said).verdict == verdict
    assert proof(behind=f"excludes {reason}", **said).verdict == "unbacked"


def test_no_maintenance_in_front_is_none_behind() -> None:
    excluded, freeze = "excludes maintenance", "no maintenance from 2026-02-01 to 2026-02-28"
    assert outcome(proof(front=f"{excluded}\n{freeze}", behind=excluded)) == ("unbacked", {"backing/exclusion-gap"})
    assert proof(front=f"{excluded}\n{freeze}", behind=f"{excluded}\n{freeze}").verdict == "backed"
    assert proof(front=excluded, behind=f"{excluded}\n{freeze}").verdict == "backed"


# Amendments

AMENDMENT = 'amendment 1.1.0 "More" {{ signed 2026-01-05 by "A" for norvia effective {} }}'


@pytest.mark.parametrize("side", ["front", "behind"])
def test_a_verdict_rests_on_no_amendment_before_its_day(side: str) -> None:
    said = {side: AMENDMENT.format("2026-07-01")}
    before, on_the_day = proof(date(2026, 3, 1), **said), proof(date(2026, 7, 1), **said)
    assert outcome(before) == ("undecidable", {"backing/not-in-effect"})
    assert "takes effect on 2026-07-01" in before.grounds[0].message
    assert (before.once_in_effect, on_the_day.verdict) == ("backed", "backed")


def test_an_emergency_amendment_that_is_not_ratified_lapses() -> None:
    emergency = AMENDMENT.format("2026-01-05").replace(" }", ' emergency "fire" }')
    assert outcome(proof(date(2026, 1, 6), behind=emergency)) == ("undecidable", {"backing/not-in-effect"})


# The end, and what is not promised


@pytest.mark.parametrize(
    ("front", "behind", "verdict"),
    [
        ("", 'provider may end when "the fee is not paid"', "undecidable"),
        (
            'provider may end when "the fee is not paid"',
            'provider may end when "the fee is not paid"',
            "undecidable",
        ),  # whose fee is not said
        ("", 'customer may end when "the fee is not paid"', "backed"),
        ("provider may end with 30 days notice", "provider may end with 60 days notice", "backed"),
        ("provider may end with 60 days notice", "provider may end with 30 days notice", "undecidable"),
        # 47 hours are less than two days for who has to tell, and more than one for whom it is owed.
        ("provider may end with 47 h notice", "provider may end with 1 day notice", "undecidable"),
        ("provider may end with 5 business days notice", "provider may end with 6 days notice", "undecidable"),
        ("provider may end with 5 business days notice", "provider may end with 30 days notice", "backed"),
        # Told on a Saturday, it starts on Monday and ends on the Monday after: nine days later.
        ("provider may end with 5 business days notice", "provider may end with 8 days notice", "undecidable"),
        ("provider may end with 5 business days notice", "provider may end with 9 days notice", "backed"),
        ("provider may end with 5 business days notice", "provider may end with 5 business days notice", "backed"),
        (
            "business days follow five\n  provider may end with 5 business days notice",
            "business days follow six\n  provider may end with 5 business days notice",
            "undecidable",
        ),
        ('suspends up while "an invoice is open"', "", "undecidable"),
        ("", 'suspends up while "an invoice is open"', "undecidable"),
        ("", "volume at most 100 users each calendar month", "undecidable"),
        ("volume at most 100 users each calendar month", "volume at most 100 users each calendar month", "backed"),
        ("volume at most 200 users each calendar month", "volume at most 100 users each calendar month", "undecidable"),
        ("volume at most 50 users each calendar month", "volume at most 100 users each calendar month", "backed"),
    ],
)
def test_what_one_side_says_of_the_end_and_of_what_counts(front: str, behind: str, verdict: str) -> None:
    assert proof(front=front, behind=behind).verdict == verdict


def test_a_word_without_a_mark_is_not_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if `level` were new to the language, and nobody had written down yet what the proof does with it."""
    marks = shapes(Agreement)["level"].marks
    bare = {**shapes(Agreement), "level": Shape(tuple(mark for mark in marks if not isinstance(mark, InProof)))}
    caches = (not_understood.fields_asked, not_understood.reachable, not_understood._is_asked)
    assert proof(behind="level corporate").verdict == "backed"
    with monkeypatch.context() as patched:
        patched.setattr(not_understood, "shapes", lambda model: bare if model is Agreement else shapes(model))
        for cached in caches:
            cached.cache_clear()
        found = proof(behind="level corporate")
    for cached in caches:
        cached.cache_clear()
    assert outcome(found) == ("undecidable", {"backing/not-understood"})
    assert "differ in `level`" in found.grounds[0].message
