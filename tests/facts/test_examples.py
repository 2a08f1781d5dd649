"""Worked examples are computed by the same meaning: one way to a share, one rounding, one comparison."""

import pytest

from .worlds import STAGE, workspace

AGREEMENT = """
sla a {{
  provider house customer buyer covers shop status signed in force from 2026-01-01
  service hours 24x7
  parameter fee = 100 EUR
  objective up: availability at least 99% each calendar month
  objective fix: restore-time at most 5 days during 24x7 each calendar month
  {}
}}
"""


def found(statements: str) -> list[str]:
    assert STAGE
    return [f"{one.rule}: {one.message}" for one in workspace(AGREEMENT.format(statements)).findings]


@pytest.mark.parametrize(
    ("award", "example"),
    [
        ("credit for up: 10 EUR", "given downtime is 0 min of 0 min then credit is 0 EUR"),
        (
            "credit on fee for up {\n| availability | credit |\n|---|---|\n| below 99% | 5% |\n}",
            "given downtime is 0 min of 0 min then credit is 0 EUR",
        ),
        ("credit for fix: 1 EUR for every day late", "given fix is 144 h then credit is 1 EUR"),
        ("credit for fix: 1 EUR for every 12 h late", "given fix is 6 days then credit is 2 EUR"),
        ("credit for fix: 1 EUR", "given fix is 120 h then credit is 0 EUR"),
        ("credit for fix: 1 EUR", "given fix is 121 h then credit is 1 EUR"),
        ("credit for up when fee above 90 EUR: 10 EUR", "given up is missed then credit is 10 EUR"),
        ("credit for up when fee above 90 EUR: 10 EUR", "given up is missed given fee is 91 EUR then credit is 10 EUR"),
        ("credit for up when fee above 90 EUR: 10 EUR", "given up is missed given fee is 90 EUR then credit is 0 EUR"),
        (
            "parameter double = fee * 2 credit for up when double at least 200 EUR: 10 EUR",
            "given up is missed then credit is 10 EUR",
        ),
    ],
)
def test_an_example_that_is_right(award: str, example: str) -> None:
    assert found(f'{award}\nno credit for {"fix" if "up" in award else "up"}\nexample "e" {{ {example} }}') == []


@pytest.mark.parametrize(
    ("award", "example", "message"),
    [
        (
            "penalty on fee for up: 2 times the price of the downtime",
            "given downtime is 0 min of 0 min given up is 98% then penalty is 0 EUR",
            "",
        ),
        (
            "credit on fee for up: 1 day of fee for every hour begun of downtime",
            "given downtime is 60 min of 0 min then credit is 1 EUR",
            "remedy/example-contradiction: 1 h of 0 s is more than all of it",
        ),
        (
            "parameter rent is money credit for up when rent above 90 EUR: 10 EUR",
            "given up is missed then credit is 10 EUR",
            "remedy/example-open: `rent` has no value",
        ),
    ],
)
def test_an_example_that_leaves_something_open_is_told(award: str, example: str, message: str) -> None:
    told = found(f'{award}\nexample "e" {{ {example} }}')
    assert [one for one in told if one.startswith("remedy/example")] == ([message] if message else [])


def test_between_two_times_nobody_is_late_before_the_later_one() -> None:
    statements = (
        "objective call: response-time between 2 h and 4 h during 24x7\n"
        "credit for call: 10 EUR for every hour begun late\n"
        'no credit for up, fix\nexample "e" {{ given call is {} then credit is {} EUR }}'
    )
    for given, due in (("5 h", 10), ("4 h", 0), ("6 h 1 min", 30)):
        assert found(statements.format(given, due)) == []
