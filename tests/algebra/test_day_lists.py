"""Lines of a calendar that speak of lists of days: half days, moved working days, holidays of a season."""

from datetime import date, timedelta

import pytest

from sla_dsl.algebra.calendars import ALWAYS, Almanac
from sla_dsl.algebra.zones import opening, zone
from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.text.source import Source

LISTS = {
    "FR": {date(2026, 12, 25): "Christmas Day", date(2027, 1, 1): "New Year's Day"},
    "AU-NSW Western": {date(2026, 8, 3): "Bank Holiday"},
    "DE-BY with catholic": {date(2026, 8, 15): "Assumption Day"},
    "half days TR": {date(2026, 10, 28): "Republic Day"},
    "moved working days HU": {date(2026, 8, 8): "Working day moved onto a weekend"},
}


def almanac(*lines: str) -> Almanac:
    text = "calendar office {\ntime zone Europe/Budapest\nopen Mon-Fri 08:00-12:00, 13:00-17:00\n"
    source = Source("a.sla", text + "\n".join(lines) + "\n}")
    workspace = compile_sources([source], Lock(holidays=LISTS), date(2026, 1, 1))
    assert [finding.message for finding in workspace.findings] == []
    return Almanac(workspace.calendars, workspace.lock.holidays)


def hours(day: str, *lines: str) -> list[tuple[int, int]]:
    """The spans that begin on a day, in hours."""
    days = almanac(*lines)
    found = days.spans(days.calendars["office"], date.fromisoformat(day))
    return [(span.start // 60, span.end // 60) for span in found]


@pytest.mark.parametrize(
    ("day", "line", "expected"),
    [
        ("2026-10-28", "closed half days TR from 13:00", [(8, 12)]),
        ("2026-10-28", "closed half days TR from 14:00", [(8, 12), (13, 14)]),
        ("2026-10-28", "closed half days TR from 08:00", []),
        ("2026-10-28", "closed half days TR from 24:00", [(8, 12), (13, 17)]),
        ("2026-10-28", "closed half days TR from 12:00 to 2026-10-27", [(8, 12), (13, 17)]),
        ("2026-10-29", "closed half days TR from 12:00", [(8, 12), (13, 17)]),
        ("2026-08-08", "open moved working days HU 09:00-17:00", [(9, 17)]),
        ("2026-08-08", "open moved working days HU 09:00-17:00 from 2026-08-09", []),
        ("2026-08-09", "open moved working days HU 09:00-17:00", []),
        ("2026-12-25", "closed holidays FR", []),
        ("2027-01-01", "closed holidays FR to 2026-12-31", [(8, 12), (13, 17)]),
        ("2026-12-25", "closed holidays FR from 2027-01-01", [(8, 12), (13, 17)]),
        ("2026-08-03", 'closed holidays "AU-NSW Western"', []),
    ],
)
def test_a_line_about_a_list_of_days(day: str, line: str, expected: list[tuple[int, int]]) -> None:
    assert hours(day, line) == expected


def test_half_days_end_hours_that_stand_before_them_and_weekly_hours_wherever_they_stand() -> None:
    half = "closed half days TR from 10:00"
    dated = "open 2026-10-28 09:00-18:00"
    assert hours("2026-10-28", dated, half) == [(9, 10)]
    assert hours("2026-10-28", half, dated) == [(9, 18)]
    assert hours("2026-10-28", half, "open Wed 06:00-22:00") == [(6, 10)]
    assert hours("2026-10-28", half, "closed half days TR from 11:00") == [(8, 11)]
    assert hours("2026-10-28", "closed 2026-10-28", half) == []


def test_a_night_that_begins_on_a_half_day_ends_then() -> None:
    assert hours("2026-10-28", "open Wed 20:00-04:00", "closed half days TR from 22:00") == [(20, 22)]
    assert hours("2026-10-28", "open Wed 20:00-04:00", "closed half days TR from 13:00") == []


def test_categories_are_one_list_in_whatever_order_they_are_named() -> None:
    days = almanac("closed holidays DE-BY with school and catholic", "closed holidays DE-BY with catholic and school")
    assert [getattr(line, "holidays", ()) for line in days.calendars["office"].lines[1:]] == [
        ("DE-BY with catholic and school",)
    ] * 2


def at(day: str) -> int:
    return opening(date.fromisoformat(day), 0, zone("Europe/Budapest"))


def test_the_next_closing_is_one_however_long_it_takes() -> None:
    text = "calendar all-day { time zone Europe/Budapest open Mon-Sun 00:00-24:00 closed 2027-12-24 }"
    workspace = compile_sources([Source("a.sla", text)], Lock(), date(2026, 1, 1))
    days = Almanac(workspace.calendars, {})
    assert days.next_closing("all-day", at("2026-12-01")) == at("2027-12-24")
    assert days.next_closing("all-day", at("2027-12-25")) is None
    assert days.next_closing(ALWAYS, at("2027-12-25")) is None


def test_a_closing_may_lie_where_a_stretch_that_is_looked_at_ends() -> None:
    start = date(2026, 12, 1)
    end = start + timedelta(days=31)
    text = f"calendar c {{ time zone UTC open Mon-Sun 00:00-24:00 closed {end} }}"
    days = Almanac(compile_sources([Source("a.sla", text)], Lock(), start).calendars, {})
    utc = zone("UTC")
    assert days.next_closing("c", opening(start, 0, utc)) == opening(end, 0, utc)
