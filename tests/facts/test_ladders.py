"""Awards for the points of all promises together: once in each window, by the points that end in it."""

from collections.abc import Mapping

import pytest

from sla_dsl.reports.facts.text import facts_report_text

from .test_awards import AUTOMATIC, COUNTS, DOWN, SECOND, UP, due, outage, reported

POINTS = UP + SECOND + "points for up: 3\npoints for errors: 4\npoints is automatic\n" + AUTOMATIC
LADDER = """
credit on fee for points each calendar quarter {
  | points     | credit |
  | at least 4 | 5%     |
  | at least 7 | 10%    |
  | above 9    | 20%    |
}
"""
QUARTER = ("2026-04-01", "2026-06-30")


def counts(*bad: int) -> str:
    """The requests of the year, of which half go wrong in some months."""
    every = ((month, 50 if month in bad else 0) for month in range(1, 13))
    rows = (f"shop,2026-{month:02}-05T00:00:00Z,2026-{month:02}-06T00:00:00Z,100,{n}\n" for month, n in every)
    return COUNTS + "".join(rows)


@pytest.mark.parametrize(
    ("says", "down", "errors", "expected"),
    [
        (LADDER, [4], [], []),  # 3 points
        (LADDER, [], [5], ["points credit 45 EUR automatic"]),  # 4
        (LADDER, [4, 6], [], ["points credit 45 EUR automatic"]),  # 6
        (LADDER, [4], [4], ["points credit 90 EUR automatic"]),  # 7
        (LADDER, [4, 5, 6], [], ["points credit 90 EUR automatic"]),  # 9: not above
        (LADDER, [4, 5], [6], ["points credit 180 EUR automatic"]),  # 10
        (LADDER, [3, 7], [3], []),  # other quarters
        (
            "credit for points each calendar month: points * 2 EUR",
            [4, 6],
            [6],
            ["points credit 14 EUR automatic", "points credit 6 EUR automatic"],
        ),
        ("credit for points each calendar quarter: 50 EUR", [4, 6], [], ["points credit 50 EUR automatic"]),
        ("credit for points each calendar quarter: 50 EUR", [], [], []),
        # The highest of one event is of promises: the sum of points is none.
        (
            LADDER + "credit for up: 5% of fee\nno credit for errors\none event earns the highest credit only",
            [4],
            [4],
            ["points credit 90 EUR automatic", "up credit 45 EUR automatic"],
        ),
        # A cap is used up in the order of time: April has its 45 EUR before the quarter ends.
        (
            LADDER + "credit for up: 5% of fee\nno credit for errors\ncap credit at 100 EUR each calendar quarter",
            [4],
            [4],
            ["points credit 55 EUR automatic", "up credit 45 EUR automatic"],
        ),
        # The year is not over.
        (LADDER.replace("quarter", "year"), [1, 2], [], []),
    ],
)
def test_points_are_added_up_in_a_window_and_earn_once(
    says: str, down: list[int], errors: list[int], expected: list[str]
) -> None:
    tables = {"outages": DOWN + "".join(outage(month, 9) for month in down), "counts": counts(*errors)}
    found = due(reported(POINTS + says, tables, *QUARTER))
    assert sorted(one for one in found if "credit" in one) == sorted(expected)


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({"outages": DOWN, "unknown": DOWN + outage(4, 9), "counts": counts()}, ["points credit open open"]),
        ({"outages": DOWN + outage(4, 9) + outage(5, 9), "counts": counts()}, ["points credit 45 EUR claimable"]),
        (
            {
                "outages": DOWN + outage(4, 9) + outage(5, 9),
                "counts": counts(),
                "claims": "agreement,objective,start,at\na,points,2026-04-01,2026-07-05T00:00:00Z\n",
            },
            ["points credit 45 EUR claimed"],
        ),
    ],
)
def test_an_award_for_points_is_open_and_claimed_as_others(tables: Mapping[str, str], expected: list[str]) -> None:
    says = POINTS.removesuffix(AUTOMATIC) + LADDER + "claim within 30 days of window end"
    report = reported(says, tables, *QUARTER, now="2026-07-15")
    assert [one for one in due(report) if "credit" in one] == expected


def test_the_report_tells_it_on_a_line_of_its_own() -> None:
    report = reported(POINTS + LADDER, {"outages": DOWN + outage(4, 9) + outage(5, 9), "counts": counts()}, *QUARTER)
    lines = facts_report_text(report).decode().splitlines()
    told = [line for line in lines if line.startswith("  points")]
    assert len(told) == 1
    assert told[0].startswith("  points, 2026-04-01 to 2026-06-30: credit 45 EUR, automatic, by ")


def test_a_cap_that_it_reaches_gives_the_right_to_end() -> None:
    says = POINTS + LADDER + "cap credit at 45 EUR each calendar quarter\n"
    says += "customer may end with 30 days notice when credit reaches its cap"
    report = reported(says, {"outages": DOWN + outage(4, 9) + outage(5, 9), "counts": counts()}, *QUARTER)
    assert [one.party for one in report.rights] == ["customer"]
