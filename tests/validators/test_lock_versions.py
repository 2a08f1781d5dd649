"""Whether what is installed is what the lock was written with."""

from tzdata import IANA_VERSION

from sla_dsl.compiler.lock import make_lock
from sla_dsl.model.lock import Lock

from ..rules.samples import LOCK, checked


def found(lock: Lock) -> list[tuple[str, str]]:
    return [(graded.finding.rule, graded.finding.message) for graded in checked("", lock).findings]


def test_a_lock_of_what_is_installed_is_clean() -> None:
    made, _ = make_lock(["FR"], range(2020, 2031))
    assert found(made) == []


def test_other_standard_metrics() -> None:
    other = LOCK.model_copy(update={"prelude": "0" * 64})
    assert found(other) == [
        ("lock/other-prelude", "the standard metrics are not those with which `sla.lock` was written")
    ]


def test_other_time_zones() -> None:
    message = f"`sla.lock` was written with time zones 1970a, and {IANA_VERSION} is installed"
    assert found(LOCK.model_copy(update={"zone_data": "1970a"})) == [("lock/other-zone-data", message)]


def test_holidays_of_too_few_years() -> None:
    few = LOCK.model_copy(update={"last": 2027})
    assert found(few) == [
        ("calendar/no-holidays-in-lock", "the public holidays of `FR` are in `sla.lock` for 2020 to 2027")
    ]
