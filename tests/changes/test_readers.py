"""A promise that others ask about: where a miss helps the provider too, nobody can say who gains by a stricter one."""

from __future__ import annotations

import pytest

from sla_dsl.changes import diff

from ..documents import compiled

PEOPLE = """
party house "House" { time zone UTC }
party buyer "Buyer" { time zone UTC }
party vendor "Vendor" { time zone UTC }
team desk of house
team away of vendor
reason storm "Storm" of provider
calendar office { time zone UTC open Mon-Fri 08:00-18:00 }
service node-1 { owner desk }
service node-2 { owner desk }
service shop { owner desk needs node-1 and node-2 }
"""
AGREEMENT = """
sla a { provider house customer buyer covers shop in force from 2026-01-01 status signed service hours 24x7
  objective up: availability at least 99%% during 24x7 each calendar month
  objective fix: restore-time at most 4 h during office each calendar month
  partial windows count as whole
  %s
}
"""


def effect(says: str, old: str, new: str) -> str:
    """What one replacement in all texts is to the customer."""
    assert old in PEOPLE + AGREEMENT % says
    before = compiled(PEOPLE, AGREEMENT % says)
    after = compiled(PEOPLE.replace(old, new), (AGREEMENT % says).replace(old, new))
    assert [one.rule for side in (before, after) for one in side.findings] == []
    (change,) = diff(before, after).changes
    return change.effect.get("buyer", "not told")


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("", "better"),
        ("credit for fix: 5 EUR when up is missed", "better"),
        ("customer may end with 30 days notice when up is missed 2 times in a row", "better"),
        ("suspends fix while up is missed", "unordered"),
        ("excludes maintenance for fix when up is missed", "unordered"),
        ("provider may end with 30 days notice when up is missed 2 times in a row", "unordered"),
        ("credit for fix: 5 EUR when not up is missed", "unordered"),
        ("bonus for fix: 5 EUR when up is missed", "unordered"),
        ("bonus for fix: 5 EUR when up above 99.9%", "better"),
        ("suspends up while fix is missed", "better"),
    ],
)
def test_a_stricter_promise_that_a_statement_asks_about(says: str, expected: str) -> None:
    assert effect(says, "at least 99%", "at least 99.5%") == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("node-1 and node-2", "node-1 or node-2"),
        ("Mon-Fri 08:00", "Mon-Fri 09:00"),
        ("count as whole", "count as met"),
    ],
)
def test_what_is_shared_moves_a_promise_that_a_statement_asks_about(old: str, new: str) -> None:
    assert effect("", old, new) == "worse"
    assert effect("suspends fix while up is missed\n  suspends up while fix is missed", old, new) == "unordered"


@pytest.mark.parametrize(
    ("says", "old", "new", "expected"),
    [
        ("points for up: 5\n  credit for fix: points * 5 EUR", "for up: 5", "for up: 3", "worse"),
        ("points for up: 5\n  credit for fix: 100 EUR - points * 5 EUR", "for up: 5", "for up: 3", "unordered"),
        ("credit for up: 5 EUR\n  penalty for fix: 100 EUR - 2 times the credit", "up: 5", "up: 3", "unordered"),
        ("credit for up: 5 EUR\n  penalty for fix: 2 times the credit", "up: 5", "up: 3", "worse"),
    ],
)
def test_an_award_that_makes_another_one_smaller(says: str, old: str, new: str, expected: str) -> None:
    assert effect(says, old, new) == expected


def test_of_which_house_a_team_is_matters_wherever_a_reason_is_of_a_side() -> None:
    assert effect("excludes storm", "away of vendor", "away of buyer") == "unordered"
    assert effect("", "away of vendor", "away of buyer") == "not told"


def test_parts_that_are_not_covered_excuse_the_whole_no_more() -> None:
    says = "excludes maintenance"
    assert effect("", "covers shop", "covers shop except node-1") == "worse"
    assert effect(says, "covers shop", "covers shop except node-1") == "unordered"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [("1 case", "2 cases", "better"), ("2 cases", "1 case", "worse"), ("1 seat", "2 cases", "unordered")],
)
def test_one_case_and_several_are_in_one_order(old: str, new: str, expected: str) -> None:
    assert effect(f"volume at most {old} each calendar month", old, new) == expected


COLLECTED = "points for up: 5\n  points for fix: 3\n  "


@pytest.mark.parametrize(
    ("says", "old", "new", "expected"),
    [
        # The right of the customer arises with fewer points, that of the provider as well.
        (
            "customer may end with 30 days notice when points above 10 each calendar year",
            "above 10",
            "above 8",
            "better",
        ),
        (
            "customer may end with 30 days notice when points above 10 each calendar year",
            "above 10",
            "above 12",
            "worse",
        ),
        (
            "customer may end with 30 days notice when points above 10 each calendar year",
            "above 10",
            "at least 10",
            "better",
        ),
        (
            "customer may end with 30 days notice when points above 10 each calendar year",
            "calendar year",
            "calendar quarter",
            "unordered",
        ),
        (
            "provider may end with 30 days notice when points above 10 each calendar year",
            "above 10",
            "above 8",
            "worse",
        ),
        ("credit for up when points above 10 each calendar year: 5 EUR", "above 10", "above 8", "better"),
        ("credit for up when not points above 10 each calendar year: 5 EUR", "above 10", "above 8", "worse"),
        ('provider must "send a plan" when points above 10 each calendar year', "above 10", "above 8", "better"),
        # More points, and stricter promises, are the customer's, unless they bring about what is not.
        ("customer may end with 30 days notice when points above 10 each calendar year", "up: 5", "up: 6", "better"),
        ('provider must "send a plan" when points above 10 each calendar year', "up: 5", "up: 6", "better"),
        ('customer may "send a plan" when points above 10 each calendar year', "up: 5", "up: 6", "better"),
        ("provider may end with 30 days notice when points above 10 each calendar year", "up: 5", "up: 6", "unordered"),
        ('customer must "send a plan" when points above 10 each calendar year', "up: 5", "up: 6", "unordered"),
        ("suspends fix while points above 10 each calendar year", "up: 5", "up: 6", "unordered"),
        (
            "customer may end with 30 days notice when points above 10 each calendar year",
            "least 99%",
            "least 98%",
            "worse",
        ),
        (
            "provider may end with 30 days notice when points above 10 each calendar year",
            "least 99%",
            "least 98%",
            "unordered",
        ),
    ],
)
def test_what_asks_for_the_sum_of_points(says: str, old: str, new: str, expected: str) -> None:
    assert effect(COLLECTED + says, old, new) == expected
