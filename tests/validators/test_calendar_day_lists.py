"""What is said of the days of which nobody knows enough, in the years that are judged."""

import pytest

from sla_dsl.model.lock import Lock

from ..rules.samples import LOCK, checked

TEXT = """\
calendar late {{
  time zone Europe/Paris
  open Mon-Fri 08:00-12:00
  {}
}}
service archive {{ owner dba hours late }}
"""


def found(line: str, lock: Lock = LOCK) -> list[tuple[str, str, str]]:
    findings = (each.finding for each in checked(TEXT.format(line), lock).findings)
    return [(each.rule, each.message, each.help) for each in findings if each.address == "late"]


def test_years_after_the_last_that_is_known() -> None:
    assert found("closed holidays LK") == [
        (
            "calendar/unknown-holidays",
            "no public holidays of `LK` are known in 2027 and 2028",
            "ask which days these are, write a line with its date for each, and end this line with `to 2026-12-31`",
        )
    ]


def test_no_year_at_all() -> None:
    lock = LOCK.model_copy(update={"gaps": {"half days TR": dict.fromkeys(range(2020, 2031), "unknown")}})
    assert found("closed half days TR from 10:00", lock) == [
        (
            "calendar/unknown-holidays",
            "no half days of `TR` are known in 2026 to 2028",
            "ask which days these are, write a line with its date for each, and remove this line",
        )
    ]


@pytest.mark.parametrize("line", ["closed holidays LK to 2026-12-31", "closed holidays LK to 2026-03-31"])
def test_a_line_that_ends_before_needs_no_later_year(line: str) -> None:
    assert found(line) == []


def test_a_line_that_ends_is_locked_for_its_years_alone() -> None:
    lock = LOCK.model_copy(update={"last": 2026})
    assert found("closed holidays LK to 2026-12-31", lock) == []
    rules = [rule for rule, _, _ in found("closed holidays LK", lock)]
    assert rules == ["calendar/no-holidays-in-lock", "calendar/unknown-holidays"]


def test_years_that_are_over_or_far_away_are_not_judged() -> None:
    lock = LOCK.model_copy(update={"gaps": {"LK": {2025: "unknown", 2029: "unknown", 2030: "few"}}})
    assert found("closed holidays LK", lock) == []


def test_far_fewer_days() -> None:
    assert found("closed holidays CN") == [
        (
            "calendar/few-holidays",
            "far fewer public holidays of `CN` are known than in the years before: 1 in 2028",
            "ask which days are missing, and write `closed DATE` for each",
        )
    ]
