"""The clocks of time zones, as the notes of the IANA database have them for 2026."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo, reset_tzpath

import pytest

from sla_dsl.algebra.zones import LAST, clocks, zone, zone_names
from sla_dsl.model.lock import clocks_in

FACTS = {
    "America/Chicago": {
        "2026-01-01 00:00": "-06:00",
        "2026-03-08 08:00": "-05:00",
        "2026-11-01 07:00": "-06:00",
        "2027-03-14 08:00": "-05:00",
        "2027-11-07 07:00": "-06:00",
    },
    # From 2026 on Manitoba and Alberta stay on the time of that summer.
    "America/Winnipeg": {"2026-01-01 00:00": "-06:00", "2026-03-08 08:00": "-05:00"},
    "America/Edmonton": {"2026-01-01 00:00": "-07:00", "2026-03-08 09:00": "-06:00"},
    "America/Regina": {"2026-01-01 00:00": "-06:00"},
    # Cuba leaves out the autumn of 2026 alone.
    "America/Havana": {
        "2026-01-01 00:00": "-05:00",
        "2026-03-08 05:00": "-04:00",
        "2027-11-07 05:00": "-05:00",
    },
    # Ramadan, and at UTC for good from 2026-09-20.
    "Africa/Casablanca": {
        "2026-01-01 00:00": "+01:00",
        "2026-02-15 02:00": "+00:00",
        "2026-03-22 02:00": "+01:00",
        "2026-09-20 01:00": "+00:00",
    },
    "Australia/Lord_Howe": {
        "2026-01-01 00:00": "+11:00",
        "2026-04-04 15:00": "+10:30",
        "2026-10-03 15:30": "+11:00",
        "2027-04-03 15:00": "+10:30",
        "2027-10-02 15:30": "+11:00",
    },
}


@pytest.mark.parametrize("name", FACTS)
def test_the_clocks_of_two_years(name: str) -> None:
    assert clocks(name, 2026, 2027) == FACTS[name]


@pytest.mark.parametrize("name", sorted(zone_names())[::17])
def test_between_two_changes_the_offset_is_the_one_that_is_named(name: str) -> None:
    changes = sorted(clocks(name, 2026, 2028).items())
    where, hour = zone(name), datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    while hour.year < 2029:
        (*_, offset) = (offset for minute, offset in changes if minute <= f"{hour:%Y-%m-%d %H:%M}")
        assert hour.astimezone(where).isoformat().endswith(offset)
        hour += timedelta(hours=7)


def test_some_of_the_years_begin_with_the_offset_that_holds_then() -> None:
    both = clocks("America/Havana", 2026, 2027)
    assert clocks_in(both, 2026, 2027) == both
    assert clocks_in(both, 2027, 2027) == clocks("America/Havana", 2027, 2027)
    assert clocks_in(both, 2030, 2029) == {"2030-01-01 00:00": "-05:00"}


@pytest.mark.parametrize(("first", "last"), [(-5, 99999), (0, 0), (9999, 1), (LAST, LAST), (99999, 99999)])
def test_years_without_end_are_cut(first: int, last: int) -> None:
    assert set(clocks("UTC", first, last).values()) <= {"+00:00"}


def test_the_files_of_the_system_are_not_read(tmp_path: Path) -> None:
    """`ZoneInfo` reads them before the package: here they say that Paris is at UTC."""
    (tmp_path / "Europe").mkdir()
    (tmp_path / "Europe" / "Paris").write_bytes(files("tzdata").joinpath("zoneinfo", "UTC").read_bytes())
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    reset_tzpath(to=(str(tmp_path),))
    zone.cache_clear()
    try:
        assert noon.astimezone(ZoneInfo.no_cache("Europe/Paris")).hour == 12
        assert noon.astimezone(zone("Europe/Paris")).hour == 14
    finally:
        reset_tzpath()
