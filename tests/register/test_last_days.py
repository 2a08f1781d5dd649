"""Last days of the calendar, against a search through all days that knows nothing of months' lengths."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from .test_due import days, told, workspace

DAY = timedelta(days=1)
FIRST, LAST = date(2027, 1, 1), date(2032, 12, 31)
ALL = [FIRST + number * DAY for number in range((LAST - FIRST).days + 1)]
NUMBER: dict[str, Callable[[date], int]] = {
    "month": lambda day: day.year * 12 + day.month,
    "quarter": lambda day: day.year * 4 + (day.month - 1) // 3,
    "year": lambda day: day.year,
}
"""The number of the month, quarter or year that a day is in."""


def is_last(day: date, period: str) -> bool:
    return NUMBER[period](day + DAY) != NUMBER[period](day)


def searched(window: str, day: str, side: str, period: str) -> list[str]:
    """The days that are named so behind the windows of six years."""
    named: dict[str, Callable[[date], bool]] = {
        "the end": lambda one: is_last(one, period),
        "day 1": lambda one: one.day == 1,
        "day 28": lambda one: one.day == 28,
        "01-31": lambda one: (one.month, one.day) == (1, 31),
        "12-31": lambda one: (one.month, one.day) == (12, 31),
        "02-28": lambda one: (one.month, one.day) == (2, 28),
    }
    wanted = {NUMBER[period](end) + (side == "next") for end in ALL if is_last(end, window)}
    return [one.isoformat() for one in ALL if named[day](one) and NUMBER[period](one) in wanted]


CASES = [
    (window, day, side, period)
    for window in ("month", "quarter", "year")
    for period, named in {
        "month": ("day 1", "day 28", "the end"),
        "quarter": ("the end",),
        "year": ("01-31", "02-28", "12-31", "the end"),
    }.items()
    for day in named
    for side in ("same", "next")
    if side == "next" or window == period
]


@pytest.mark.parametrize(("window", "day", "side", "period"), CASES)
def test_a_last_day_is_the_one_that_is_named(window: str, day: str, side: str, period: str) -> None:
    deadline = f"each calendar {window} by {day} of the {side} {period}"
    of = workspace(f"in force from {FIRST}", f'report "R" {deadline}', f'provider must "act" {deadline}')
    expected = searched(window, day, side, period)
    # Each window has its own entry: of those that end in one year several may be due on one day.
    assert sorted({*days(of, "report", str(FIRST), str(LAST))}) == expected
    assert days(of, "duty", str(FIRST), str(LAST)) == days(of, "report", str(FIRST), str(LAST))


def test_a_last_day_on_a_holiday_is_not_moved() -> None:
    of = workspace("in force from 2026-01-01", 'report "R" each calendar month by day 1 of the next month')
    assert days(of, "report", "2027-01-01", "2027-05-01") == [f"2027-0{month}-01" for month in range(1, 6)]


def test_a_duty_is_told_with_who_owes_it_and_not_outside_of_the_term() -> None:
    of = workspace(
        "in force from 2027-03-01 to 2028-04-30",
        'customer must "give a forecast" each calendar year by 02-15 of the same year when "it grows"',
        'customer must "order" each calendar year by 06-30 of the same year',
        'customer must "pay" each calendar quarter within 10 days of window end',
        'provider must "answer" each calendar month within 4 h of detected',
        'customer may "ask" each calendar month by day 10 of the next month',
    )
    found = [(str(one.day), one.who, one.what) for one in told(of, FIRST, LAST) if one.kind == "duty"]
    assert found == [
        ("2027-04-10", ("them",), "pay, for the time up to 2027-03-31"),
        ("2027-06-30", ("them",), "order, for the time up to 2027-12-31"),
        ("2027-07-10", ("them",), "pay, for the time up to 2027-06-30"),
        ("2027-10-10", ("them",), "pay, for the time up to 2027-09-30"),
        ("2028-01-10", ("them",), "pay, for the time up to 2027-12-31"),
        ("2028-02-15", ("them",), 'give a forecast, for the time up to 2028-04-30 when "it grows"'),
        ("2028-04-10", ("them",), "pay, for the time up to 2028-03-31"),
        # The term cuts the last quarter: its time ends with April, from which ten days are counted.
        ("2028-05-10", ("them",), "pay, for the time up to 2028-04-30"),
    ]


def test_what_is_due_once_is_told_on_its_day() -> None:
    of = workspace(
        "in force from 2027-03-01 to 2028-04-30",
        'provider must "move the archive" by 2027-05-31 when "it is asked"',
        'customer may "ask" by 2027-05-31',
        # What is owed at the end may be due after it.
        'report "Exit" by 2028-06-30 to them',
    )
    found = [
        (str(one.day), one.kind, one.who, one.what) for one in told(of, FIRST, LAST) if one.kind in ("duty", "report")
    ]
    assert found == [
        ("2027-05-31", "duty", ("us",), 'move the archive when "it is asked"'),
        ("2028-06-30", "report", ("us",), 'hand over "Exit" to them'),
    ]
