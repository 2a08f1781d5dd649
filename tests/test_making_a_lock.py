"""The holidays that a lock gets."""

import os
import subprocess
import sys
from datetime import date

import pytest

from sla_dsl.compiler.day_lists import public_holidays, regional_differences
from sla_dsl.compiler.lock import make_lock


def test_days_are_those_observed_of_the_years_asked_for() -> None:
    days = public_holidays("GB-ENG", range(2027, 2029))
    assert {day.year for day in days} == {2027, 2028}
    assert days[date(2027, 12, 27)] == "Christmas Day (observed)"


def test_names_do_not_depend_on_the_locale() -> None:
    code = "from sla_dsl.compiler.lock import *; print(make_lock(['FR', 'DE-BY', 'JP', 'US'], [], range(2026, 2028)))"
    printed = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            env={**os.environ, "LANGUAGE": language, "LANG": language, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for language in ("fr", "de_DE.UTF-8", "C")
    }
    assert len(printed) == 1


def test_unknown_codes() -> None:
    lock, found = make_lock(["XX-99", "FRA", "FR"], [], range(2026, 2027))
    assert list(lock.holidays) == ["FR"]
    assert [(finding.rule, finding.message, finding.help) for finding in found] == [
        ("lock/unknown-holidays", "no holidays are known for `FRA`", "did you mean `FR`?"),
        (
            "lock/unknown-holidays",
            "no holidays are known for `XX-99`",
            "write an ISO 3166 code such as `FR` or `FR-57`, or that of an exchange such as `XECB`",
        ),
    ]


@pytest.mark.parametrize(
    ("country", "region", "differs"), [("FR", "FR-57", True), ("DE", "DE-BY", True), ("BE", "", False)]
)
def test_regions_whose_days_differ(country: str, region: str, differs: bool) -> None:
    assert (region in regional_differences(country, range(2026, 2027))) is differs
