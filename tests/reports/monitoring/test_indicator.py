"""What of a promise monitoring can say: shares, windows, and why it is refused."""

from fractions import Fraction

import pytest

from sla_dsl.reports.monitoring.indicator import Indicator, Refused

from .workspaces import exported

DAY = 86_400


def only(statement: str, **more: object) -> Indicator:
    [found] = exported(statement, **more)
    assert isinstance(found, Indicator), found
    return found


@pytest.mark.parametrize(
    ("statement", "kind", "allowed", "excludes"),
    [
        ("objective up: availability at least 99.9% each calendar month", "time", Fraction(1, 1000), False),
        ("objective up: availability above 99.9% each calendar month", "time", Fraction(1, 1000), True),
        ("objective up: availability at least 100% each calendar month", "time", Fraction(0), False),
        ("objective bad: error-rate at most 2% each calendar week", "events", Fraction(1, 50), False),
        ("objective bad: error-rate below 2% each calendar week", "events", Fraction(1, 50), True),
        (
            "objective fast: latency at most 300 ms in 95% of requests each calendar day",
            "events",
            Fraction(1, 20),
            False,
        ),
    ],
)
def test_what_may_be_bad(statement: str, kind: str, allowed: Fraction, excludes: bool) -> None:
    found = only(statement)
    assert (found.kind, found.allowed, found.excludes) == (kind, allowed, excludes)


@pytest.mark.parametrize(
    ("bound", "allowed", "excludes"),
    # To one decimal 99.85 is 99.9 and 99.84 is 99.8: `at least 99.9%` is kept from 99.85 on, `above` from 99.95 on.
    [
        ("at least 99.9%", Fraction(15, 10_000), False),
        ("above 99.9%", Fraction(5, 10_000), False),
    ],
)
def test_rounding_moves_what_may_be_bad(bound: str, allowed: Fraction, excludes: bool) -> None:
    found = only(f"objective up: availability {bound} each calendar month {{ rounded to 1 decimal }}")
    assert (found.allowed, found.excludes) == (allowed, excludes)


def test_windows_are_those_of_the_zone_and_go_to_the_horizon() -> None:
    found = only(
        "objective up: availability at least 99% each calendar month",
        zone="Europe/Paris",
        first="2026-01-01",
        as_of="2026-03-15",
        horizon=2,
    )
    assert [window.seconds / DAY for window in found.windows] == [31 - Fraction(1, 24), 30, 31]
    assert found.windows[0].span == (1772319600, 1774994400)  # 2026-03-01T00:00+01:00, 2026-04-01T00:00+02:00


def test_a_term_cuts_a_window_and_its_seconds() -> None:
    statement = "objective up: availability at least 99% each calendar month"
    found = only(statement, last="1970-01-16")
    assert [(window.whole, window.span) for window in found.windows] == [((0, 31 * DAY), (0, 16 * DAY))]
    assert found.windows[0].seconds == 16 * DAY
    assert found.until == 16 * DAY
    assert [
        only(f"partial windows count as whole\n  {statement}", last="1970-01-16").windows[0].seconds,
    ] == [31 * DAY]
    [refused] = exported(f"partial windows count as met\n  {statement}", last="1970-01-16")
    assert refused == Refused("brun-sla/up", "no window of it begins before the horizon and counts")


def test_hours_count_where_they_are_open() -> None:
    found = only("objective up: availability at least 99% during office each calendar week")
    assert found.calendar == "office"
    assert found.windows[1].seconds == 50 * 3600  # the first began before the term
    assert found.windows[1].openings[0] == (4 * DAY + 8 * 3600, 4 * DAY + 18 * 3600)  # Monday, 5 January 1970


def test_the_hours_of_a_case_are_not_those_of_its_window() -> None:
    found = only("objective fix: restore-time at most 4 h timed by fast in 90% of cases each calendar month")
    assert (found.of_cases, found.calendar) == (True, None)
    assert found.windows[0].seconds == 31 * DAY


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (
            "objective fix: restore-time at most 4 h timed by fast",
            "single figures count (`each`), not a share of time or of events",
        ),
        (
            "objective fix: mean restore-time at most 4 h timed by fast each calendar month",
            "single figures count (`mean`), not a share of time or of events",
        ),
        (
            "objective up: mean of availability each calendar month at least 99% each calendar quarter",
            "it is a mean of the figures each calendar month",
        ),
        (
            "parameter target\n  objective up: availability at least target each calendar month",
            "`target` has no value",
        ),
    ],
)
def test_what_is_no_share_is_refused(statement: str, reason: str) -> None:
    assert exported(statement) == [Refused(exported(statement)[0].address, reason)]  # type: ignore[union-attr]  # it is a refusal
