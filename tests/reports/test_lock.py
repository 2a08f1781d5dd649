"""What a new lock is said to change."""

from datetime import date

from sla_dsl.model.lock import Lock
from sla_dsl.reports.lock import lock_report

BEFORE = Lock(
    prelude="1" * 64,
    zones={
        "America/Winnipeg": {"2026-01-01 00:00": "-06:00", "2026-03-08 08:00": "-05:00", "2026-11-01 07:00": "-06:00"},
        "Asia/Tokyo": {"2026-01-01 00:00": "+09:00"},
        "Europe/Paris": {"2026-01-01 00:00": "+01:00"},
    },
    first=2026,
    last=2026,
    holidays={"BE": {}, "FR": {date(2026, 7, 14): "National Day", date(2026, 8, 15): "Assumption"}},
)
AFTER = Lock(
    prelude="0" * 64,
    zones={
        "America/Winnipeg": {"2026-01-01 00:00": "-06:00", "2026-03-08 08:00": "-05:00"},
        "Asia/Colombo": {"2026-01-01 00:00": "+05:30"},
        "Europe/Paris": {"2026-01-01 00:00": "+01:00", "2027-03-28 01:00": "+02:00"},
    },
    first=2026,
    last=2027,
    holidays={
        "DE": {date(2026, 10, 3): "Unity"},
        "FR": {date(2026, 7, 14): "Bastille Day", date(2026, 11, 1): "All Saints", date(2027, 7, 14): "Bastille Day"},
    },
)


def test_each_change_has_its_line() -> None:
    assert (
        lock_report(BEFORE, AFTER).decode()
        == """\
the standard metrics change
years: 2026 to 2026 -> 2026 to 2027
BE: removed
DE: added, 1 day
FR: 2026-07-14 National Day -> Bastille Day
FR: 2026-08-15 Assumption -> no holiday
FR: 2026-11-01 no holiday -> All Saints
America/Winnipeg: 2026-11-01 07:00 UTC -06:00 -> no change
Asia/Colombo: its clocks are locked
Asia/Tokyo: removed
"""
    )


def test_the_first_lock() -> None:
    assert (
        lock_report(Lock(), AFTER).decode()
        == """\
the standard metrics are locked
years: none -> 2026 to 2027
DE: added, 1 day
FR: added, 3 days
America/Winnipeg: its clocks are locked
Asia/Colombo: its clocks are locked
Europe/Paris: its clocks are locked
"""
    )


def test_only_the_days_change() -> None:
    later = AFTER.model_copy(update={"holidays": {**AFTER.holidays, "DE": {}}})
    assert lock_report(AFTER, later) == b"DE: 2026-10-03 Unity -> no holiday\n"


def test_nothing_changes() -> None:
    assert lock_report(AFTER, AFTER) == b"nothing changes\n"
