"""Which conditions can hold, beyond the samples of their rules."""

import pytest

from ..rules.samples import announced, found

SLA = """\
fact account {{ overdue "an invoice is unpaid" closed "it is closed" }}
dimension site {{ lyon roanne }}
sla statistics {{
  provider norvia
  customer atelier-brun
  covers reports
  parameter monthly-fee = 900 EUR
  objective uptime: availability at least 99% each calendar month {{ owned by dba }}
  objective speed: error-rate at most 5% each calendar quarter {{ owned by dba }}
{statement}
}}
"""
NEVER = " # condition/never-holds"
ALWAYS = " # condition/always-holds"
CAPPED = """\
  credit for uptime: 5 EUR
  cap credit at 9 EUR each calendar year
  customer may "wait" when credit reaches its cap
"""


@pytest.mark.parametrize(
    ("condition", "outcome"),
    [
        ("uptime is missed and speed is missed", ""),
        ("uptime is missed and not uptime is missed", NEVER),
        ("uptime is missed 3 times in 6 months and not uptime is missed", NEVER),
        ("site is lyon and site is roanne", NEVER),
        ("not site is lyon and not site is roanne", NEVER),
        ("site is lyon or site is roanne", ALWAYS),
        ("site is lyon and not site is roanne", ""),
        ("account is overdue and account is closed", ""),
        ("account is overdue longer than 30 days and not account is overdue", NEVER),
        ("not (account is overdue or not account is overdue)", NEVER),
        ("account is overdue or not account is overdue", ALWAYS),
        ("uptime below 95% and uptime at least 95%", NEVER),
        ("uptime at most 95% and uptime at least 95%", ""),
        ("uptime below 95% or uptime at least 95%", ALWAYS),
        ("uptime between 95% and 97% and uptime above 97%", NEVER),
        ("monthly-fee below 100 EUR and monthly-fee above 100 EUR", NEVER),
        ("logged before 08:00 and not logged before 10:00", NEVER),
        ("logged before 08:00 and not logged before 07:59", ""),
        ("logged before 2027-01-01 and logged after 2027-01-01", NEVER),
        ("not logged before 2027-01-01 and not logged after 2027-01-01", ""),
        ('"a" and not "a"', NEVER),
        ('"a" and ("b" or not "a")', ""),
        ("uptime is missed 7 times in 6 months", NEVER),
        ("uptime is missed 6 times in 6 months", ""),
        ("uptime is missed 2 times in 1 month", NEVER),
        ("uptime is missed 13 times each calendar year", NEVER),
        ("speed is missed 4 times each contract year", ""),
        ("speed is missed 5 times each contract year", NEVER),
        ("uptime is missed 20 times in a row", ""),
        ("credit reaches its cap", NEVER),
        ("credit reaches its cap or uptime is missed", ""),
        ("points above 10 each contract year", NEVER),
        ("not points above 10 each contract year", ALWAYS),
    ],
)
def test_a_condition_has_the_outcomes_that_its_parts_allow(condition: str, outcome: str) -> None:
    sample = SLA.format(statement=f'  customer may "wait" when {condition}{outcome}')
    assert [one for one in found(sample) if one[0] != "name/unused"] == announced(sample)


@pytest.mark.parametrize(
    "statement",
    [
        f"  credit for uptime when not uptime is missed: 5 EUR{NEVER}",
        f"  credit for uptime when uptime at least 99%: 5 EUR{NEVER}",
        "  credit for uptime when uptime below 97%: 5 EUR",
        "  bonus for uptime when not uptime is missed: 5 EUR",
        "  credit for uptime when speed is missed: 5 EUR",
        f"  credit for uptime, lyon when site is roanne: 5 EUR{NEVER}",
        f"  credit for uptime: 5 EUR\n  cap credit at 9 EUR each calendar year for lyon when site is roanne{NEVER}",
        CAPPED,
    ],
)
def test_what_an_award_is_for_belongs_to_its_condition(statement: str) -> None:
    sample = SLA.format(statement=statement)
    assert [one for one in found(sample) if one[0] != "name/unused"] == announced(sample)


@pytest.mark.parametrize(
    ("condition", "outcome"),
    [
        ("points above 10 each contract year", ""),
        ("points at least 0 each contract year", ALWAYS),
        ("points above 0 each contract year", ""),
        ("points above 10 each contract year and not points at least 5 each contract year", NEVER),
        ("points above 10 each contract year and not points at least 5 each calendar year", ""),
        ("points above 10 each contract year and not points at least 11 each contract year", ""),
        ("points above 10 each contract year and not points above 10 each contract year", NEVER),
        ("points above 10 each contract year or not points above 5 each contract year", ""),
        ("points above 5 each contract year or not points above 10 each contract year", ALWAYS),
    ],
)
def test_points_of_one_window_are_one_number(condition: str, outcome: str) -> None:
    sample = SLA.format(statement=f'  points for uptime: 3\n  customer may "wait" when {condition}{outcome}')
    assert [one for one in found(sample) if one[0] != "name/unused"] == announced(sample)


@pytest.mark.parametrize(
    ("gives", "condition", "outcome"),
    [
        # 3 points for each of 12 months; 13 months end in a year of a contract that begins and ends in a month.
        ("points for uptime: 3", "points above 35 each calendar year", ""),
        ("points for uptime: 3", "points above 36 each calendar year", NEVER),
        ("points for uptime: 3", "points at least 36 each calendar year", ""),
        ("points for uptime: 3", "points above 38 each contract year", ""),
        ("points for uptime: 3", "points above 39 each contract year", NEVER),
        ("points for uptime: 3", "points above 3 each calendar month", NEVER),
        ("points for uptime: 3", "points above 21 each rolling 6 months", NEVER),
        ("points for uptime: 3", "points at least 21 each rolling 6 months", ""),
        ("points for uptime: 3", "not points above 36 each calendar year", ALWAYS),
        ("points for uptime: 3", "points above 36 each calendar year and uptime is missed", NEVER),
        ("points for uptime: 3", "points above 36 each calendar year or uptime is missed", ""),
        # 12 times 3 and 4 times 5 are 56.
        ("points for uptime: 3\n  points for speed: 5", "points above 56 each calendar year", NEVER),
        ("points for uptime: 3\n  points for speed: 5", "points above 55 each calendar year", ""),
        # A month has the end of one quarter.
        ("points for uptime: 3\n  points for speed: 5", "points above 8 each calendar month", NEVER),
        ("points for uptime: 3\n  points for speed: 5", "points at least 8 each calendar month", ""),
        # An award that names its own window is judged over that: 4 quarters.
        ("points for uptime each calendar quarter: 3", "points above 12 each calendar year", NEVER),
        ("points for uptime each calendar quarter: 3", "points above 11 each calendar year", ""),
        # The worst row counts.
        (
            "points for uptime {\n    | availability | points |\n    | below 99% | 1 |\n    | below 98% | 2 |\n  }",
            "points above 24 each calendar year",
            NEVER,
        ),
        (
            "points for uptime {\n    | availability | points |\n    | below 99% | 1 |\n    | below 98% | 2 |\n  }",
            "points above 23 each calendar year",
            "",
        ),
        # Without a bound: for each point of a percentage, over the term, and a window that slides.
        ("points for uptime: 3 for every 1% below target", "points above 3000 each calendar year", ""),
        ("points for uptime: points-below * 2", "points above 3000 each calendar year", ""),
        ("points for uptime: 3", "points above 3000 each contract term", ""),
        ("points for uptime each rolling 30 days: 3", "points above 3000 each calendar year", ""),
    ],
)
def test_no_more_points_come_than_there_are_windows_that_earn_them(gives: str, condition: str, outcome: str) -> None:
    sample = SLA.format(statement=f'  {gives}\n  customer may "wait" when {condition}{outcome}')
    told = [one for one in found(sample) if one[0].startswith("condition/")]
    assert told == announced(sample)


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("above 35", ""),
        ("at least 36", ""),
        ("above 36", NEVER),
        ("at least 37", NEVER),
    ],
)
def test_a_row_of_points_that_never_come_together_is_never_reached(row: str, outcome: str) -> None:
    table = f"| points | credit |\n    | above 4 | 5 EUR |\n    | {row} | 9 EUR |{outcome}"
    sample = SLA.format(
        statement=f"  points for uptime: 3\n  credit for points each calendar year {{\n    {table}\n  }}"
    )
    assert [one for one in found(sample) if one[0].startswith("condition/")] == announced(sample)
