"""The days and clocks that a lock gets, and how well the days are known."""

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest

from sla_dsl.compiler.day_lists import days_of, gaps_of, known_codes, public_holidays, regional_differences
from sla_dsl.compiler.lock import make_lock
from sla_dsl.model.day_lists import DayList
from sla_dsl.model.lock import Gap


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


def known(name: str, first: int, last: int) -> tuple[list[int], dict[int, Gap]]:
    """How many days a list has in each year, and what is wrong with some of them."""
    lock, found = make_lock([name], [], range(first, last + 1))
    assert found == []
    counts = Counter(day.year for day in lock.holidays[name])
    return [counts[year] for year in range(first, last + 1)], dict(lock.gaps.get(name, {}))


@pytest.mark.parametrize(
    ("name", "first", "counts", "gaps"),
    [
        ("FR", 2026, [11, 11, 11], {}),
        ("US", 2026, [12, 15, 12], {}),  # some fall on the day before a year, or are observed besides
        ("LK", 2026, [25, 0, 0], {2027: "unknown", 2028: "unknown"}),
        ("JP", 2099, [18, 0], {2100: "unknown"}),
        ("ES", 2006, [0, 0, 8], {2006: "unknown", 2007: "unknown"}),
        ("UA", 2026, [0, 0], {2026: "unknown", 2027: "unknown"}),
        ("UA with workday", 2026, [11, 11], {2026: "few", 2027: "few"}),  # under martial law, and worked
        ("BV", 2026, [0], {2026: "unknown"}),
        ("IO", 2026, [0], {2026: "unknown"}),
        ("HM", 2026, [0], {2026: "unknown"}),
        ("NP", 2035, [26, 6, 6], {2036: "few", 2037: "few"}),
        ("IN", 2035, [19, 10, 10], {2036: "few", 2037: "few"}),
        ("CN", 2026, [22, 19, 15], {2027: "unannounced", 2028: "few"}),
        ("HU", 2026, [16, 14], {2027: "unannounced"}),
        ("XECB", 2026, [6, 6], {}),
        ("XETR", 2026, [7, 5, 5], {}),  # days on a weekend are not counted: that is no loss
        ("DE-BY with catholic", 2026, [13, 13], {}),
        ("DE-BE with catholic", 2026, [10], {2026: "unknown"}),
        ("half days TR", 2026, [3, 3], {}),
        ("half days XTSE", 2027, [1, 0, 1], {}),  # Christmas Eve of 2028 is a Sunday
        ("half days IT", 2026, [0], {2026: "unknown"}),
        ("moved working days HU", 2026, [2, 0], {2027: "unannounced"}),
        ("moved working days DE", 2026, [0], {2026: "unknown"}),
    ],
)
def test_what_is_known_of_a_list(name: str, first: int, counts: list[int], gaps: dict[int, Gap]) -> None:
    assert known(name, first, first + len(counts) - 1) == (counts, gaps)


def test_no_code_has_a_year_without_a_day_that_is_not_told() -> None:
    """All countries and exchanges, up to where the library itself says that it ends."""
    years = range(2024, 2041)
    silent = []
    for code in known_codes():
        if "-" not in code:
            days, gaps = public_holidays(code, years), gaps_of(DayList(code), years)
            has = {day.year for day in days}
            silent += [(code, year) for year in years if year not in has and gaps.get(year) != "unknown"]
    assert silent == []


def test_working_days_that_are_moved_are_locked_beside_the_holidays() -> None:
    lock, _ = make_lock(["HU", "DE"], [], range(2026, 2027))
    assert sorted(lock.holidays) == ["DE", "HU", "moved working days HU"]
    assert list(lock.holidays["moved working days HU"]) == [date(2026, 1, 10), date(2026, 8, 8)]
    assert lock.holidays["HU"][date(2026, 8, 21)] == "Day off (substituted from 08/08/2026)"


def test_a_swap_over_the_end_of_a_year_is_in_the_lock_of_the_year_in_which_the_day_is() -> None:
    """In Myanmar 2026-01-03 is worked for a day off in 2025."""
    assert list(public_days("moved working days MM", 2026)) == [date(2026, 1, 3)]
    assert date(2026, 1, 3) not in public_days("moved working days MM", 2025)


def public_days(name: str, year: int) -> dict[date, str]:
    return days_of(DayList.of(name), range(year, year + 1))


def test_days_of_a_payment_system_and_of_categories() -> None:
    """TARGET has six days; Munich the 15th of August; Turkey the afternoon before that of the Republic."""
    assert [f"{day:%m-%d}" for day in public_days("XECB", 2026)] == [
        *("01-01", "04-03", "04-06", "05-01", "12-25", "12-26")
    ]
    assert date(2026, 8, 15) in public_days("DE-BY with catholic", 2026).keys() - public_days("DE-BY", 2026).keys()
    assert date(2026, 10, 28) in public_days("half days TR", 2026)
    assert date(2026, 8, 3) in public_days("AU-NSW Western with bank", 2026)


def test_names_that_say_that_a_day_is_estimated_are_told_by_that_word() -> None:
    """So that a lock knows them: in whatever country, category and language the library writes."""
    for code in ("AE", "PK", "SG", "ET", "XBOM", "XSES"):
        days = public_holidays(code, range(2026, 2031))
        assert any("estimated)" in name for name in days.values()), code


def test_the_clocks_of_the_zones_are_locked() -> None:
    lock, _ = make_lock([], ["Europe/Paris", "Asia/Tokyo"], range(2026, 2027))
    assert lock.zones == {
        "Asia/Tokyo": {"2026-01-01 00:00": "+09:00"},
        "Europe/Paris": {
            "2026-01-01 00:00": "+01:00",
            "2026-03-29 01:00": "+02:00",
            "2026-10-25 01:00": "+01:00",
        },
    }


WHOLE = "the country as a whole, or one of"


@pytest.mark.parametrize(
    ("name", "message", "remedy"),
    [
        ("FRA", "no holidays are known for `FRA`", "did you mean `FR`?"),
        ("UK", "no holidays are known for `UK`", "did you mean `GB`?"),
        ("GB-England", "no holidays are known for `GB-England`", "did you mean `GB-ENG`?"),
        ("GB-Englnd", "no holidays are known for `GB-Englnd`", "did you mean `GB-ENG`?"),
        ("FR-GP", "no holidays are known for `FR-GP`", "did you mean `FR-971`?"),
        ("DEU-BY", "no holidays are known for `DEU-BY`", "did you mean `DE-BY`?"),
        ("CH-Zurich", "no holidays are known for `CH-Zurich`", "did you mean `CH-ZH`?"),
        ("NYSE", "no holidays are known for `NYSE`", "did you mean `XNYS`?"),
        ("BE-VLG", "no holidays are known for `BE-VLG`", f"write `BE`, {WHOLE} BE-Flemish, BE-French, BE-German"),
        ("CN-SH", "no holidays are known for `CN-SH`", "write `CN`, the country as a whole"),
        (
            "XX-99",
            "no holidays are known for `XX-99`",
            "write an ISO 3166 code such as `FR` or `FR-57`, or that of an exchange such as `XECB`",
        ),
        ("DE-BY with catolic", "no `catolic` days are known for `DE-BY`", "did you mean `catholic`?"),
        ("FR with armed-forces", "no `armed-forces` days are known for `FR`", "its further categories are school"),
        ("TR with half-day", "no `half-day` days are known for `TR`", "its further categories are none"),
        ("half days FR", "no half days are known for `FR`", "write each as `open DATE` and its hours"),
    ],
)
def test_a_list_that_does_not_exist(name: str, message: str, remedy: str) -> None:
    lock, found = make_lock([name, "FR"], [], range(2026, 2027))
    assert list(lock.holidays) == ["FR"]
    assert [(each.rule, each.message, each.help) for each in found] == [("lock/unknown-holidays", message, remedy)]


@pytest.mark.parametrize(
    "code", ["FR-75", "FR-68", "ES-M", "JP-13", "CN-SH", "AE-DU", "IN-CT", "SE-AB", "DK-84", "IE-D"]
)
def test_a_region_is_never_taken_for_one_of_another_country_or_another_region(code: str) -> None:
    _, (found,) = make_lock([code], [], range(2026, 2027))
    assert found.help.startswith(f"write `{code[:2]}`, the country as a whole")
    assert set(re.findall(r"\b([A-Z]{2})-", found.help)) <= {code[:2]}


@pytest.mark.parametrize(
    ("country", "region", "differs"), [("FR", "FR-57", True), ("DE", "DE-BY", True), ("BE", "", False)]
)
def test_regions_whose_days_differ(country: str, region: str, differs: bool) -> None:
    assert (region in regional_differences(country, range(2026, 2027))) is differs
