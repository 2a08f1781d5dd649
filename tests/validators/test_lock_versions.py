"""Whether what is installed is what the lock was written with."""

from tzdata import IANA_VERSION

from sla_dsl.algebra.zones import clocks
from sla_dsl.compiler.lock import make_lock
from sla_dsl.model.lock import Lock

from ..rules.samples import LOCK, checked


def found(lock: Lock) -> list[tuple[str, str]]:
    return [(graded.finding.rule, graded.finding.message) for graded in checked("", lock).findings]


def test_a_lock_of_what_is_installed_is_clean() -> None:
    made, _ = make_lock(LOCK.holidays, ["Europe/Paris"], range(2020, 2031))
    assert found(made) == []


def test_other_standard_metrics() -> None:
    other = LOCK.model_copy(update={"prelude": "0" * 64})
    assert found(other) == [
        ("lock/other-prelude", "the standard metrics are not those with which `sla.lock` was written")
    ]


def of(text: str, lock: Lock) -> list[tuple[str, str]]:
    return [
        (each.finding.rule, each.finding.message)
        for each in checked(text, lock).findings
        if "lock" in each.finding.rule
    ]


WINNIPEG = """
calendar shift {{ time zone {} open Mon-Fri 08:00-16:00 }}
service archive {{ owner dba hours shift }}
ola archive-ola {{ provider dba customer desk covers archive in force from 2026-01-01 }}
"""
MOVED = (
    "the clocks of `America/Winnipeg` are not those with which `sla.lock` was written: at 2026-11-01 07:00 UTC it has "
    f"-06:00, and the time zone data that are installed ({IANA_VERSION}) have no change"
)
OUTDATED = (
    "`sla.lock` was written by an earlier release: it has neither the clocks of the time zones, nor the years of which "
    "no holidays are known"
)


def test_other_clocks() -> None:
    """Manitoba gave up the change of the clocks: an older release of the data has one in November 2026."""
    here = {name: clocks(name, 2020, 2030) for name in ("America/Winnipeg", "Europe/Paris")}
    before = {**here["America/Winnipeg"], "2026-11-01 07:00": "-06:00"}
    lock = LOCK.model_copy(update={"zones": {**here, "America/Winnipeg": before}})
    assert of(WINNIPEG.format("America/Winnipeg"), lock) == [
        (
            "lock/other-zone-data",
            MOVED,
        )
    ]


def test_the_same_clocks_by_another_release() -> None:
    here = {name: clocks(name, 2020, 2030) for name in ("America/Winnipeg", "Europe/Paris")}
    assert of(WINNIPEG.format("America/Winnipeg"), LOCK.model_copy(update={"zones": here})) == []


def test_zones_with_the_same_clocks_need_no_lock() -> None:
    assert of(WINNIPEG.format("Europe/Berlin"), Lock()) == [
        ("calendar/no-holidays-in-lock", "the public holidays of `FR` are not in `sla.lock`")
    ]


def test_zones_with_different_clocks_are_locked() -> None:
    said = "`archive-ola` is counted by different clocks, and those of `America/Winnipeg`, `Europe/Paris` are not in "
    said += "`sla.lock`"
    assert of(WINNIPEG.format("America/Winnipeg"), LOCK) == [("lock/no-zone-data", said)]


def test_agreements_that_count_by_one_clock_each_need_no_lock() -> None:
    text = WINNIPEG.format("America/Winnipeg").partition("ola ")[0]
    assert of(text, LOCK) == []


def test_a_lock_of_an_earlier_release() -> None:
    assert found(LOCK.model_copy(update={"zone_data": "2026e"})) == [("lock/outdated", OUTDATED)]


def test_holidays_of_too_few_years() -> None:
    few = LOCK.model_copy(update={"last": 2027})
    assert found(few) == [
        ("calendar/no-holidays-in-lock", "the public holidays of `FR` are in `sla.lock` for 2020 to 2027")
    ]
