"""One cell: exactly what is written there, or a refusal that says what to do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.algebra.zones import zone
from sla_dsl.facts.tables.cells import TimesAre, flag_of, in_unit, instant_of, number_of
from sla_dsl.facts.tables.found import MisreadError

from ...examples import of_all

PARIS = TimesAre("Europe/Paris")
NINE = 1_791_183_600_000_000
"""2026-10-05 07:00 UTC: 20,731 days and seven hours after 1970."""


def test_the_moment_of_the_table() -> None:
    assert datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=20731, hours=7) == datetime(2026, 10, 5, 7, tzinfo=UTC)
    assert timedelta(days=20731, hours=7) // timedelta(microseconds=1) == NINE


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("2026-10-05T07:00:00Z", 0),
        ("2026-10-05T09:00:00+02:00", 0),
        ("2026-10-05T09:00:00.000+0200", 0),
        ("2026-10-05 09:00:00+02", 0),
        ("2026-10-05 09:00+02:00", 0),
        ("2026-10-05T07:00:00-00:00", 0),
        ("2026-10-05 07:00:00 UTC", 0),
        ("2026-10-05T07:00:18.46Z", 18_460_000),
        ("2026-10-05T07:00:00.123456Z", 123_456),
        ("2026-10-05T07:00:00.1234567Z", 123_456),
        ("2026-10-05T07:00:00,5Z", 500_000),
        ("2026-10-05T01:30:00-05:30", 0),
        ("2026-10-05 09:00:00", 0),
        ("2026-10-05T09:00", 0),
    ],
)
def test_the_shapes_of_iso_8601(text: str, after: int) -> None:
    assert instant_of(text, PARIS) == NINE + after


@pytest.mark.parametrize(
    ("text", "times", "after"),
    [
        ("1791183600", "unix-seconds", 0),
        ("1791183600.25", "unix-seconds", 250_000),
        ("1791183600123", "unix-milliseconds", 123_000),
        ("1791183600123456", "unix-microseconds", 123_456),
        ("05/10/2026 09:00", "%d/%m/%Y %H:%M", 0),
        ("10/05/2026 09:00:00 AM", "%m/%d/%Y %I:%M:%S %p", 0),
        ("5 Oct 2026 09:00", "%d %b %Y %H:%M", 0),
        ("05/10/2026 09:00 +0100", "%d/%m/%Y %H:%M %z", 3_600_000_000),
    ],
)
def test_patterns_that_are_told(text: str, times: str, after: int) -> None:
    assert instant_of(text, TimesAre("Europe/Paris", None, times)) == NINE + after


@pytest.mark.parametrize(
    ("text", "rule", "remedy"),
    [
        ("2026-03-29 02:30:00", "facts/skipped-time", "correct it"),
        ("2026-10-25 02:30:00", "facts/repeated-time", 'repeated = "first"'),
        ("05/10/2026 09:00", "facts/ambiguous-time", "%d/%m/%Y %H:%M"),
        ("5.10.2026 09:00", "facts/ambiguous-time", "ISO 8601"),
        ("5 octobre 2026 09:00", "facts/ambiguous-time", "ISO 8601"),
        ("05-Okt-2026 09:00", "facts/ambiguous-time", "ISO 8601"),
        ("1791183600", "facts/unreadable-row", "unix-seconds"),
        ("2026-10-05", "facts/unreadable-row", "time of day"),
        ("2026-02-30T10:00:00Z", "facts/unreadable-row", "correct it"),
        ("2026-10-05T24:00:00Z", "facts/unreadable-row", "correct it"),
        ("2026-10-05T09:00:60Z", "facts/unreadable-row", "correct it"),
        ("2026-10-05T9:15:00Z", "facts/unreadable-row", "2026-10-05T09:00:00+02:00"),
        ("2026-10-05T09:00:00+99:00", "facts/unreadable-row", "correct it"),
        ("٢٠٢٦-10-05T09:00:00Z", "facts/unreadable-row", "2026-10-05T09:00:00+02:00"),
        ("0001-01-01T00:00:00Z", "facts/unreadable-row", "leave empty"),
        ("9999-12-31T23:59:59+14:00", "facts/unreadable-row", "leave empty"),
        ("1969-12-31T23:59:59Z", "facts/unreadable-row", "leave empty"),
        ("yesterday", "facts/ambiguous-time", "ISO 8601"),
    ],
)
def test_what_is_refused(text: str, rule: str, remedy: str) -> None:
    with pytest.raises(MisreadError) as caught:
        instant_of(text, PARIS)
    assert caught.value.rule == rule
    assert remedy in caught.value.help


def test_a_local_time_needs_its_zone() -> None:
    with pytest.raises(MisreadError) as caught:
        instant_of("2026-10-05 09:00:00", TimesAre())
    assert caught.value.rule == "facts/local-time"
    assert "zone" in caught.value.help


@pytest.mark.parametrize("text", ["", "1e99999999", "x", "1" * 30, "99999999999", "-1"])
def test_no_seconds_since_1970(text: str) -> None:
    with pytest.raises(MisreadError):
        instant_of(text, TimesAre(pattern="unix-seconds"))


@pytest.mark.parametrize(("repeated", "hour"), [("first", 0), ("second", 1)])
def test_which_of_two_is_told(repeated: str, hour: int) -> None:
    times = TimesAre("Europe/Paris", "first" if repeated == "first" else "second")
    at = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert instant_of("2026-10-25 02:30:00", times) == int(at.timestamp()) * 10**6


@settings(max_examples=of_all(200), deadline=None)
@given(
    st.integers(631_152_000_000_000, 4_070_908_800_000_000),
    st.integers(-14 * 60, 14 * 60),
    st.sampled_from(["Europe/Paris", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]),
)
def test_an_instant_is_the_same_however_it_is_written(right: int, minutes: int, name: str) -> None:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=right)
    assert instant_of(at.astimezone(timezone(timedelta(minutes=minutes))).isoformat(), TimesAre()) == right
    local = at.astimezone(zone(name))
    times = TimesAre(name, "second" if local.fold else "first")
    assert instant_of(local.replace(tzinfo=None).isoformat(sep=" "), times) == right


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4.3", (Fraction(43, 10), "")),
        ("-7", (Fraction(-7), "")),
        ("1e-3", (Fraction(1, 1000), "")),
        ("300 ms", (Fraction(300), "ms")),
        ("300ms", (Fraction(300), "ms")),
        ("99.95%", (Fraction(9995, 100), "%")),
        ("5527/5600", (Fraction(5527, 5600), "/")),
    ],
)
def test_numbers(text: str, number: tuple[Fraction, str]) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["", "4,3", "1.000,50", "NaN", "inf", "1/0", "½", "٣", "--1", "1_000", "9" * 500])
def test_no_numbers(text: str) -> None:
    with pytest.raises(MisreadError):
        number_of(text)


@pytest.mark.parametrize(
    ("number", "of", "right"),
    [
        ((Fraction(300), "ms"), "s", Fraction(3, 10)),
        ((Fraction(2), "h"), "s", Fraction(7200)),
        ((Fraction(9995, 100), "%"), "%", Fraction(9995, 100)),
        ((Fraction(1, 2), "/"), "%", Fraction(50)),
        ((Fraction(4), ""), "", Fraction(4)),
        ((Fraction(7), "degC"), "degC", Fraction(7)),
    ],
)
def test_units(number: tuple[Fraction, str], of: str, right: Fraction) -> None:
    assert in_unit(number, of) == right


@pytest.mark.parametrize(
    ("number", "of"),
    [((Fraction(300), ""), "s"), ((Fraction(99), ""), "%"), ((Fraction(1), "x"), ""), ((Fraction(1), ""), "degC")],
)
def test_a_unit_is_never_guessed(number: tuple[Fraction, str], of: str) -> None:
    with pytest.raises(MisreadError):
        in_unit(number, of)


def test_flags() -> None:
    assert [flag_of(text) for text in ("true", "FALSE", "1", "0")] == [True, False, True, False]
    with pytest.raises(MisreadError):
        flag_of("up")
