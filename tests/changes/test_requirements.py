"""A requirement is compared with what is promised, and what each status lacks is told."""

from __future__ import annotations

import pytest

from sla_dsl.algebra.lifecycle import lacks
from sla_dsl.changes.requirements import unmet_requirements
from validators.agreement_lifecycle import ended_without_day

from ..compiler.models import clean

WISH = """
sla wish {{
  provider norvia
  customer brun
  covers app
  status requirement
  asked 2026-01-31 by "Jo" for brun
  service hours 24x7
  {}
}}
sla deal {{
  provider norvia
  customer brun
  covers app
  service hours 24x7
  meets wish
  {}
}}
"""
UPTIME = "objective uptime: availability at least {} each calendar month"


def unmet(asked: str, promised: str) -> list[tuple[str, str]]:
    found = unmet_requirements(clean(WISH.format(asked, promised)))
    return [(one.rule.partition("/")[2], one.values[0]) for one in found if one.address != "wishes"]


@pytest.mark.parametrize(
    ("promised", "found"),
    [
        (UPTIME.format("99%"), []),
        (UPTIME.format("99.5%"), []),
        (UPTIME.format("99%") + '\n  customer must "call"\n  clause law """French law."""', []),
        (UPTIME.format("98.9%"), [("requirement-unmet", "objective-bound-lowered")]),
        (UPTIME.format("99% during office"), [("requirement-unmet", "objective-hours-narrowed")]),
        (UPTIME.format("99%") + "\n  excludes maintenance", [("requirement-unmet", "exclusion-added")]),
        # What nobody asked for may end, be limited, and be waived as the two sides like.
        (UPTIME.format("99%") + "\n  in force from 2026-01-01 to 2026-12-31", []),
        (
            UPTIME.format("99%") + "\n  credit for uptime: 50 EUR\n  cap credit at 100 EUR each calendar month\n"
            "  credit is the sole remedy, lost with the agreement",
            [],
        ),
        (UPTIME.format("99%") + '\n  waive backing until 2026-10-31 because "we see"', []),
        # A promise under a condition is less than one that always holds, whatever its figure does to either side.
        (
            UPTIME.format("99%") + " when not in the first 3 months",
            [("requirement-unmet", "objective-condition-narrowed")],
        ),
        ("objective other: availability at least 99.9% each calendar month", []),
        (
            "objective other: availability at least 98% each calendar month",
            [("requirement-unmet", "objective-bound-lowered")],
        ),
        (
            UPTIME.format("99.9%").replace("uptime", "other")
            + "\n  "
            + UPTIME.format("98%").replace("uptime", "later")
            + " when in the first 3 months",
            [("requirement-unmet", "objective-removed")],
        ),
        (
            "objective other: error-rate at most 1% each calendar month",
            [("requirement-unmet", "objective-removed")],
        ),
    ],
)
def test_what_is_asked_for_is_promised_or_found(promised: str, found: list[tuple[str, str]]) -> None:
    assert unmet(UPTIME.format("99%"), promised) == found


def test_what_has_ended_meets_nothing() -> None:
    ended = UPTIME.format("99%") + '\n  status ended\n  ended 2026-02-28 because "over"'
    found = unmet_requirements(clean(WISH.format(UPTIME.format("99%"), ended)))
    assert "agreement/requirement-open wish" in [f"{one.rule} {one.address}" for one in found]


def test_what_a_draft_lacks_is_what_a_proposal_has() -> None:
    bare = clean("sla bare { provider norvia parameter fee is money }")
    assert lacks(bare, bare.agreements["bare"]) == [
        "customer …",
        "version 1.0.0",
        "in force from …",
        "parameter fee = …",
    ]
    signed = 'status proposed signed 2025-12-10 by "Jo" for brun'
    proposed = clean(f"sla whole {{ provider norvia customer brun version 1.0.0 in force from 2026-01-01 {signed} }}")
    assert lacks(proposed, proposed.agreements["whole"]) == ['signed DATE by "…" for norvia']


def test_an_award_that_is_asked_for_is_not_capped() -> None:
    credit = UPTIME.format("99%") + "\n  credit for uptime: 50 EUR"
    assert unmet(credit, credit + "\n  cap credit at 60 EUR each calendar quarter") == [
        ("requirement-unmet", "cap-added")
    ]
    assert unmet("in force from 2026-01-01", "in force from 2026-01-01 to 2026-06-30") == [
        ("requirement-unmet", "term-end-added")
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("in force from 2020-01-01 to 2025-12-31", []),
        ("in force from 2020-01-01 to 2026-12-31", ["2026-12-31"]),
        ('in force from 2020-01-01 to 2025-12-31 ended 2026-12-01 because "sold"', ["2026-12-01"]),
    ],
)
def test_what_has_ended_has_no_day_to_come(said: str, found: list[str]) -> None:
    workspace = clean(f"sla gone {{ provider norvia customer brun status ended {said} }}")
    assert [one.values[0] for one in ended_without_day(workspace, workspace.agreements["gone"])] == found
