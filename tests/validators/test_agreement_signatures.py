"""Signatures, versions and reviews, held against each other: what is found on which line, with the exact days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.pipeline import run
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles

TEXT = """party us "Us" { time zone Europe/Berlin signatory "Anna Roth" as manager }
party them "Them" { time zone Europe/Berlin signatory "Lea Sommer" as owner }
party third "Third" { time zone Europe/Berlin }
team desk of us
team lab of us
service app { owner desk }
sla a {
  provider us
  customer them
  covers app
  in force from 2027-01-01
  service hours 24x7
  version 2.0.0
  status signed
  signed 2026-11-01 by "Anna Roth" for us
  signed 2026-11-02 by "Lea Sommer" for them
  amendment 2.0.0 { effective 2027-06-01 }
  review every 6 months next 2027-06-30
  objective uptime: availability at least 99% each calendar month { owned by desk }
  no credit
}
"""
FAMILY = "agreement/"


def found(text: str, day: date) -> list[tuple[str, int]]:
    checked = run(WorkspaceFiles(Path(), Settings(), Lock(), (Source("a.sla", text),)), day)
    return [
        (one.finding.rule.removeprefix(FAMILY), one.finding.span.start.line)
        for one in checked.findings
        if one.finding.rule.startswith(FAMILY) and one.finding.span
    ]


TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("old", "new", "day", "expected"),
    [
        ("", "", TODAY, []),
        ("2026-11-02 by", "2026-11-29 by", TODAY, []),
        ("2026-11-02 by", "2026-11-30 by", TODAY, [("signed-in-future", 16)]),
        ("2026-11-02 by", "2027-11-24 by", TODAY, [("signed-in-future", 16)]),
        ("2026-11-02 by", "2027-01-01 by", date(2027, 2, 1), []),
        ("2026-11-02 by", "2027-01-02 by", date(2027, 2, 1), [("signed-after-begin", 16)]),
        ('"Lea Sommer" for', '"Lea Sonner" for', TODAY, [("signed-by-stranger", 16)]),
        ('"Lea Sommer" for', '"Anna Roth" for', TODAY, [("signed-by-one-person", 16), ("signed-by-stranger", 16)]),
        ('"Anna Roth" for us', '"Anna Roth" for lab', TODAY, []),
        ("{ effective", '{ signed 2026-11-03 by "Eve" for them effective', TODAY, [("signed-by-stranger", 17)]),
        ("{ effective", '{ signed 2027-03-03 by "Lea Sommer" for them effective', TODAY, [("signed-in-future", 17)]),
        ("version 2.0.0", "version 1.0.0", TODAY, [("version-of-no-amendment", 17)]),
        ("version 2.0.0", "version 3.0.0", TODAY, [("version-of-no-amendment", 17)]),
        ("amendment 2.0.0 {", "amendment 2.0.0 { } amendment 1.10.0 {", TODAY, []),
        ("", "", date(2027, 12, 29), []),
        ("", "", date(2027, 12, 30), [("review-overdue", 18)]),
        ("", "", date(2029, 11, 29), [("review-overdue", 18)]),
        ("status signed\n", "status draft\n", date(2029, 11, 29), []),
    ],
)
def test_what_does_not_fit_is_found(old: str, new: str, day: date, expected: list[tuple[str, int]]) -> None:
    assert old in TEXT
    assert found(TEXT.replace(old, new, 1) if old else TEXT, day) == expected


def test_a_party_of_which_no_signatory_is_known_is_not_held_against_it() -> None:
    text = TEXT.replace("customer them", "customer third").replace('"Lea Sommer" for them', '"Lea Sonner" for third')
    assert found(text, TODAY) == []


def test_two_teams_of_one_house_may_have_one_signatory() -> None:
    text = (
        TEXT.replace("sla a", "ola a").replace("provider us", "provider desk").replace("customer them", "customer lab")
    )
    text = text.replace("owned by desk", "owned by lab").replace('"Lea Sommer" for them', '"Anna Roth" for lab')
    assert ("signed-by-one-person", 16) not in found(text, TODAY)


def test_whose_signatory_a_stranger_is() -> None:
    text = TEXT.replace('"Lea Sommer" for', '"Anna Roth" for')
    checked = run(WorkspaceFiles(Path(), Settings(), Lock(), (Source("a.sla", text),)), TODAY)
    said = [one.finding.message for one in checked.findings if one.finding.rule == "agreement/signed-by-stranger"]
    assert said == ["`Anna Roth` signs for `us`, and is said to have signed for `them`"]


@pytest.mark.parametrize(("day", "expected"), [(TODAY, []), (date(2026, 11, 28), [("signed-in-future", 4)])])
def test_nobody_asks_on_a_day_that_is_still_to_come(day: date, expected: list[tuple[str, int]]) -> None:
    parties = "party us { time zone Europe/Paris }\nparty them { time zone Europe/Paris }\n"
    asked = 'status requirement\nasked 2026-11-29 by "Lea" for them'
    told = found(f"{parties}sla wish {{ provider us customer them {asked} }}\n", day)
    assert [one for one in told if one[0] == "signed-in-future"] == expected
