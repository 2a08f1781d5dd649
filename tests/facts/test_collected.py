"""Conditions on the sum of points: `points above 10 each contract year`; sums by hand."""

import pytest

from sla_dsl.reports.facts.text import facts_report_text

from .test_awards import DOWN, due, outage, reported
from .test_ladders import POINTS, counts

MONTHS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30}
ENDS = "customer may end with 30 days notice when points {} each {}\n"
"""`up` has 3 points for a month in which it is missed, `errors` has 4."""


def tables(down: list[int], errors: list[int], unknown: list[int] | None = None) -> dict[str, str]:
    found = {"outages": DOWN + "".join(outage(month, 9) for month in down), "counts": counts(*errors)}
    return found | ({"unknown": DOWN + "".join(outage(month, 9) for month in unknown)} if unknown else {})


def month(number: int) -> tuple[str, str]:
    return f"2026-{number:02}-01", f"2026-{number:02}-{MONTHS[number]}"


@pytest.mark.parametrize(
    ("bound", "window", "down", "errors", "months"),
    [
        # 3, 6, 9: `above 6` is 9, `at least 6` is 6, and the quarter goes on.
        ("above 6", "calendar quarter", [4, 5, 6], [], [6]),
        ("at least 6", "calendar quarter", [4, 5, 6], [], [5, 6]),
        ("at least 6.5", "calendar quarter", [4, 5, 6], [], [6]),
        # 7 at once: it is reached in April, and nothing is added in May and June.
        ("at least 7", "calendar quarter", [4], [4], [4]),
        ("at least 7", "calendar month", [4], [4], [4]),
        ("above 7", "calendar quarter", [4], [4], []),
        # The quarter begins anew, the year does not: 3 in March and 4 in April.
        ("at least 7", "calendar quarter", [3], [4], []),
        ("at least 7", "calendar year", [3], [4], [4]),
        ("at least 7", "contract year", [1], [6], [6]),
        # Two months in a row: 3 + 4 in March and April, 4 in April and May.
        ("at least 7", "rolling 2 calendar months", [3], [4], [4]),
        ("at least 7", "rolling 2 calendar months", [2], [4], []),
    ],
)
def test_a_right_arises_with_the_window_whose_points_reach_the_number(
    bound: str, window: str, down: list[int], errors: list[int], months: list[int]
) -> None:
    says = POINTS + ENDS.format(bound, window)
    # Each month is asked about alone: what came before in the window of the points counts all the same.
    found = [one for one in MONTHS if reported(says, tables(down, errors), *month(one)).rights]
    assert found == months


def test_a_right_is_told_with_the_windows_that_earn_the_points() -> None:
    report = reported(
        POINTS + ENDS.format("at least 6", "contract year"), tables([1, 4, 5], []), "2026-01-01", "2026-06-30"
    )
    lines = [line for line in facts_report_text(report).decode().splitlines() if "customer may end" in line]
    assert len(lines) == 2  # with April, and again with May
    assert "2026-01-01, 2026-04-01" in lines[0]
    assert "2026-01-01, 2026-04-01, 2026-05-01" in lines[1]


@pytest.mark.parametrize(
    ("down", "errors", "expected"),
    [
        ([4], [], []),  # 3
        ([4, 5], [], [("May", 1)]),  # 6
        ([4, 5, 6], [], [("May", 1), ("June", 1)]),  # 9
        ([4], [4], [("April", 1)]),  # 7, and of the months that follow none is missed
        ([3], [4], []),  # 3 in March are of another quarter
    ],
)
def test_an_award_is_due_when_the_points_reach_the_number(
    down: list[int], errors: list[int], expected: list[tuple[str, int]]
) -> None:
    says = POINTS + "credit for up when points at least 6 each calendar quarter: 50 EUR\n"
    names = {4: "April", 5: "May", 6: "June"}
    found = [
        (names[one], len(credits))
        for one in names
        if (credits := [each for each in due(reported(says, tables(down, errors), *month(one))) if "credit" in each])
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ('provider must "send a plan" when points at least 7 each calendar quarter', "send a plan"),
        (
            'customer may "halve the order" when up is missed and points at least 7 each calendar quarter',
            "halve the order",
        ),
        ('provider must not "bill" when points above 6 each calendar quarter', "bill"),
    ],
)
def test_a_duty_begins_with_the_points(condition: str, text: str) -> None:
    assert [one.right for one in reported(POINTS + condition, tables([4], [4]), *month(4)).rights] == [text]
    assert reported(POINTS + condition, tables([4], []), *month(4)).rights == ()


def test_points_that_are_not_known_leave_it_open() -> None:
    says = POINTS + ENDS.format("at least 7", "calendar quarter")
    (right,) = reported(says, tables([], [4], unknown=[4]), *month(4)).rights
    assert right.is_open
    assert right.because == "it is not known how many points all promises have"
    # They were so many before.
    rights = reported(says, tables([4], [4], unknown=[5]), "2026-04-01", "2026-06-30").rights
    assert [one.is_open for one in rights] == [False]


def test_points_are_cut_by_their_cap_before_they_are_asked_for() -> None:
    says = POINTS + "cap points at 5 each calendar quarter\n" + ENDS.format("{}", "calendar quarter")
    assert reported(says.format("at least 5"), tables([4], [4]), *month(4)).rights
    assert reported(says.format("above 5"), tables([4], [4]), *month(4)).rights == ()


def test_a_manner_asks_for_points() -> None:
    says = POINTS.replace("credit is automatic", "")
    says += "credit for up: 50 EUR\nno credit for errors\ncredit is void when points above 6 each calendar quarter\n"
    assert "up credit 50 EUR" in " ".join(due(reported(says, tables([4, 5], []), *month(5))))
    assert "up credit 0 EUR void" in " ".join(due(reported(says, tables([4, 5], [4]), *month(5))))


def credits(says: str, down: list[int], unknown: list[int] | None = None) -> list[str]:
    """What is due for each month of the quarter in which `up` is missed: 50 EUR before limits."""
    says = POINTS + "credit for up: 50 EUR\nno credit for errors\n" + says
    return [
        one for one in due(reported(says, tables(down, [], unknown), "2026-04-01", "2026-06-30")) if "credit" in one
    ]


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        # 3, 6, 9 points: the cap holds from May on, for what is due then.
        ("cap credit at 60 EUR each calendar quarter when points at least 6 each calendar quarter", [50, 50, 10]),
        ("cap credit at 60 EUR each calendar quarter when points above 6 each calendar quarter", [50, 50, 50]),
        ("cap credit at 60 EUR each calendar quarter when not points above 6 each calendar quarter", [50, 10, 50]),
        ("cap credit at 20 EUR each calendar month when points at least 9 each calendar quarter", [50, 50, 20]),
        # The sum of May and June, 100 EUR, is above 60 EUR and not above 100 EUR.
        (
            "credit is paid only above 60 EUR each calendar quarter when points at least 6 each calendar quarter",
            [50, 50, 50],
        ),
        (
            "credit is paid only above 100 EUR each calendar quarter when points at least 6 each calendar quarter",
            [50, 0, 0],
        ),
        ("credit is void when points above 8 each calendar quarter", [50, 50, 0]),
    ],
)
def test_limits_hold_on_the_condition_of_the_sum(says: str, expected: list[int]) -> None:
    assert [int(one.split()[2]) for one in credits(says, [4, 5, 6])] == expected


def test_a_limit_is_open_where_the_sum_is_not_known() -> None:
    says = "cap credit at 20 EUR each calendar month when points at least {} each calendar quarter"
    # Nobody knows whether April is missed: in May there are 3 points or 6.
    assert credits(says.format(6), [5], [4])[1:] == ["up credit open open"]
    assert credits("", [5], [4])[1:] == ["up credit 50 EUR automatic"]
