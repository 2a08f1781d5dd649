"""What is due: days that are told, held against a search over all days."""

from __future__ import annotations

import subprocess
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from shutil import which

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.algebra.days import term
from sla_dsl.compiler import compile_sources
from sla_dsl.gate.dates import notice_ends
from sla_dsl.model.agreement import Notice
from sla_dsl.model.lock import Lock
from sla_dsl.model.quantity import BUSINESS_DAY, Quantity
from sla_dsl.model.workspace import Workspace
from sla_dsl.register.due import DueDay, due
from sla_dsl.register.working_days import WorkingDays
from sla_dsl.reports.register.due import due_calendar, due_json, due_text
from sla_dsl.text.source import Source

DAY = timedelta(days=1)
AROUND = """\
party us "Us" { time zone Europe/Paris }
party them "Them" { time zone Europe/Paris }
team desk of us { during half-week }
service app "App" { owner us }
calendar office { time zone Europe/Paris open Mon-Fri 09:00-17:00 closed holidays FR }
calendar half-week { time zone Europe/Paris open Mon-Wed 09:00-17:00 closed holidays FR }
"""
HOLIDAYS = {date(2027, 5, 6): "Ascension Day", date(2027, 5, 17): "Pentecost", date(2027, 12, 31): "Own"}
LOCK = Lock(first=2026, last=2029, holidays={"FR": HOLIDAYS})
FIRST, LAST = date(2020, 1, 1), date(2040, 1, 1)


def workspace(*statements: str, provider: str = "us", status: str = "status signed", more: str = "") -> Workspace:
    said = "\n".join(statements)
    text = (
        f"{AROUND}{more}\nsla a {{ provider {provider} customer them covers app service hours 24x7 {status}\n"
        f"business days follow office\n{said}\nobjective uptime: availability at least 99% each calendar month }}\n"
    )
    made = compile_sources((Source("a.sla", text),), LOCK, date(2026, 11, 24))
    assert [one.message for one in made.findings] == []
    return made


def told(of: Workspace, first: date = FIRST, last: date = LAST, before: int = 30) -> list[DueDay]:
    return due(of, {}, first, last, before)


def days(of: Workspace, kind: str, first: str, last: str, before: int = 30) -> list[str]:
    found = told(of, date.fromisoformat(first), date.fromisoformat(last), before)
    return [one.day.isoformat() for one in found if one.kind == kind]


# Terms

RENEWS = "renews every 12 months unless either party gives 3 months notice"


def test_a_term_that_renews_has_a_day_of_decision_a_last_day_of_notice_and_a_day_of_renewal() -> None:
    found = told(workspace("in force from 2026-03-01 to 2027-02-28", RENEWS), date(2026, 9, 1), date(2027, 3, 1))
    assert [(one.day.isoformat(), one.kind, one.who) for one in found if one.kind not in ("lock", "report")] == [
        ("2026-10-30", "decision", ("them",)),  # 31 October is a Saturday
        ("2026-10-30", "decision", ("us",)),
        ("2026-11-30", "notice", ("us", "them")),
        ("2027-03-01", "renewal", ("us", "them")),
    ]


@given(
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.sampled_from(["30 days", "90 days", "1 month", "2 months", "3 months", "1 quarter", "0 days"]),
    st.sampled_from(["1 month", "12 months", "1 year", "2 years"]),
)
def test_the_last_day_of_notice_is_the_last_one_that_prevents_the_renewal(end: date, notice: str, every: str) -> None:
    """The oracle tries notice on every day, and asks when the term ends then."""
    of = workspace(
        f"in force from 2025-01-01 to {end}", f"renews every {every} unless either party gives {notice} notice"
    )
    agreement = of.agreements["a"]
    found = next(one.day for one in told(of) if one.kind == "notice")
    for day in (found - DAY, found, found + DAY, found + 2 * DAY):
        given_then = agreement.model_copy(update={"notices": (Notice(on=day, by="us", source=agreement.source),)})
        ends = term(given_then)
        assert ends is not None
        assert (ends.last == end) == (day <= found)


@given(st.dates(date(2026, 11, 1), date(2028, 6, 30)), st.integers(1, 40))
def test_business_days_of_notice_are_working_days_behind_the_day_of_the_notice(end: date, number: int) -> None:
    renews = f"renews every 12 months unless either party gives {number} business day{'s' * (number > 1)} notice"
    of = workspace(f"in force from 2025-01-01 to {end}", renews)
    found = next(one.day for one in told(of) if one.kind == "notice")

    assert business_days_after(found, number) <= end
    assert all(business_days_after(found + n * DAY, number) > end for n in range(1, 15))


def is_business_day(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def business_days_after(start: date, number: int) -> date:
    """The day with which so many business days end: they start on the first one, which does not count."""
    later = (start + n * DAY for n in range(100))
    return [day for day in later if is_business_day(day)][number]


@pytest.mark.parametrize("number", [0, 1, 2, 5, 22])
def test_business_days_are_counted_in_one_way(number: int) -> None:
    """Behind a window, of a notice of an amendment, and of the notice before the end of a term, from each day on."""
    of = workspace("in force from 2026-01-01")
    agreement, days_of, time = of.agreements["a"], WorkingDays(of), Quantity(amount=Fraction(number), unit=BUSINESS_DAY)
    starts = [date(2027, 4, 20) + n * DAY for n in range(60)] + [date(2027, 12, 20) + n * DAY for n in range(20)]
    for start in starts:
        ends = business_days_after(start, number)
        assert notice_ends(of, agreement, time, start) == ends
        assert days_of.day_after(agreement, start - DAY, time) == ends  # a window ends, and time starts, at midnight
        last = days_of.last_notice(agreement, start, time)
        assert last == max(day for n in range(90) if business_days_after(day := start - n * DAY, number) <= start)


@pytest.mark.parametrize("weekday", range(7))
def test_without_a_calendar_monday_to_friday_are_counted_in_the_same_way(weekday: int) -> None:
    emergency = 'amendment 1.1.0 {{ effective {} emergency "fire" reason "fire" }}'
    begins = date(2028, 5, 8) + weekday * DAY  # a Monday, and a time without a holiday
    for number in range(1, 12):
        clause = f"changes {{ emergency needs ratification within {number} business day{'s' * (number > 1)} }}"
        of = workspace("in force from 2026-01-01", "version 1.1.0", clause, emergency.format(begins))
        found = days(of, "ratification", "2028-01-01", "2028-12-31")
        assert found == [business_days_after(begins, number).isoformat()]


@pytest.mark.parametrize("months", [1, 2, 3, 6, 12, 13])
def test_months_behind_a_window_end_with_the_same_day_of_the_month_or_with_its_last(months: int) -> None:
    of = workspace("in force from 2026-01-01")
    agreement, days_of = of.agreements["a"], WorkingDays(of)
    time = Quantity(amount=Fraction(months), unit="month")
    for number in range(4 * 366):
        end = date(2027, 1, 1) + number * DAY
        month = end.year * 12 + end.month - 1 + months
        there = [day for n in range(500) if (day := end + n * DAY).year * 12 + day.month - 1 == month]
        assert days_of.day_after(agreement, end, time) == [day for day in there if day.day <= end.day][-1]
    ends = {date(2027, 1, 30): date(2027, 2, 28), date(2027, 6, 30): date(2027, 7, 30)}
    assert months != 1 or {end: days_of.day_after(agreement, end, time) for end in ends} == ends


@given(st.dates(date(2027, 3, 1), date(2028, 3, 1)), st.integers(0, 60), st.sampled_from(["us", "desk"]))
def test_a_side_decides_on_a_day_on_which_it_works(notice: date, before: int, party: str) -> None:
    of = workspace("in force from 2026-01-01")
    works = range(5) if party == "us" else range(3)
    free = [
        day for back in range(30) if (day := notice - (before + back) * DAY).weekday() in works and day not in HOLIDAYS
    ]
    assert WorkingDays(of).before(of.agreements["a"], party, notice, before) == max(free)


def test_notice_that_ends_on_a_holiday_keeps_its_day_and_the_decision_moves() -> None:
    of = workspace("in force from 2026-01-01 to 2028-03-31", RENEWS)
    assert days(of, "notice", "2027-01-01", "2028-01-01") == ["2027-12-31"]
    assert days(of, "decision", "2027-01-01", "2028-01-01", 0) == ["2027-12-30"] * 2


def test_who_may_not_give_notice_is_not_told_to_decide() -> None:
    renews = "renews every 12 months unless customer gives 3 months notice"
    found = told(workspace("in force from 2026-01-01 to 2027-12-31", renews), last=date(2028, 1, 1))
    assert {one.who for one in found if one.kind in ("notice", "decision")} == {("them",)}


def test_terms_that_renew_go_on_until_notice_was_given() -> None:
    of = workspace("in force from 2024-02-29 to 2025-02-28", RENEWS)
    assert days(of, "renewal", "2025-01-01", "2028-12-31") == ["2025-03-01", "2026-03-01", "2027-03-01", "2028-03-01"]
    assert days(of, "notice", "2027-01-01", "2028-12-31") == ["2027-11-30", "2028-11-30"]
    given_then = workspace(
        "in force from 2024-02-29 to 2025-02-28", RENEWS, "notice given 2026-12-01 by them"
    )  # a day too late for 2027
    assert days(given_then, "renewal", "2025-01-01", "2040-01-01") == ["2025-03-01", "2026-03-01", "2027-03-01"]
    assert days(given_then, "end", "2025-01-01", "2040-01-01") == ["2028-02-29"]
    assert days(given_then, "notice", "2020-01-01", "2040-01-01") == []


def test_a_term_without_renewal_ends_and_an_open_one_does_not() -> None:
    assert days(workspace("in force from 2026-01-01 to 2027-12-31"), "end", "2020-01-01", "2040-01-01") == [
        "2027-12-31"
    ]
    assert days(workspace("in force from 2026-01-01"), "end", "2020-01-01", "2040-01-01") == []
    ended = workspace("in force from 2026-01-01 to 2027-12-31", 'ended 2027-06-30 because "merged"')
    assert days(ended, "end", "2020-01-01", "2040-01-01") == ["2027-06-30"]


@pytest.mark.parametrize("status", ["status draft", "status proposed"])
def test_of_what_is_not_signed_nothing_is_due_but_its_waivers(status: str) -> None:
    waive = 'waive agreement/no-remedy until 2027-01-31 because "agreed in May"'
    of = workspace("in force from 2026-01-01 to 2027-12-31", RENEWS, waive, status=status)
    assert {one.kind for one in told(of) if one.agreement} == {"waiver"}


# What comes back


def test_reviews_come_back_from_the_next_one_or_the_beginning_on() -> None:
    named = workspace("in force from 2026-01-31", "review every 1 month next 2026-12-31")
    assert days(named, "review", "2027-01-01", "2027-04-30") == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]
    counted = workspace("in force from 2026-02-15 to 2027-06-30", "review every 6 months")
    assert days(counted, "review", "2026-01-01", "2040-01-01") == ["2026-08-15", "2027-02-15"]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("each calendar month within 10 days of window end", ["2027-01-10", "2027-02-10", "2027-03-10"]),
        ("each calendar month within 5 business days of window end", ["2027-01-08", "2027-02-08", "2027-03-08"]),
        ("each calendar month within 1 month of window end", ["2027-01-31", "2027-02-28", "2027-03-28"]),
        ("each calendar month within 1 calendar month of window end", ["2027-01-31", "2027-02-28", "2027-03-31"]),
        ("each calendar month within 48 h of window end", ["2027-01-02", "2027-02-02", "2027-03-02"]),
        ("each calendar quarter within 60 days of window end", ["2027-03-01"]),
        ("each contract quarter within 0 days of window end", ["2027-01-14"]),
        ("each calendar month", ["2027-01-01", "2027-02-01", "2027-03-01"]),
        ("each rolling 30 days", []),
    ],
)
def test_a_report_is_due_after_its_window(report: str, expected: list[str]) -> None:
    of = workspace("in force from 2026-01-15", f'report "Monthly" {report}')
    assert days(of, "report", "2027-01-01", "2027-03-31") == expected


def test_the_last_window_ends_with_the_term_as_in_reports_on_facts() -> None:
    """A claim `within 10 days of window end` of that window is in time until 25 May as well."""
    lines = (
        'report "M" each calendar month within 10 days of window end',
        'report "Y" each calendar year by the end of the next quarter',
        'report "Q" each calendar quarter',
    )
    for in_force in (
        ["in force from 2026-04-20 to 2026-05-15"],
        ["in force from 2026-04-20", 'ended 2026-05-15 because "sold"'],
    ):
        of = workspace(*in_force, *lines)
        assert days(of, "report", "2026-04-01", "2040-01-01") == [
            "2026-05-10",
            "2026-05-16",
            "2026-05-25",
            "2026-09-30",
        ]


def test_nothing_is_left_out_of_many_years() -> None:
    """Only windows that ended within ten years before the last day were told, if they were short."""
    daily = 'customer must "count" each calendar day within 1 day of window end'
    of = workspace(
        "in force from 2000-01-01", daily, 'report "Weekly" each calendar week within 2 business days of window end'
    )
    duty = days(of, "duty", "2001-01-01", "2026-12-31")
    assert duty == [(date(2001, 1, 1) + n * DAY).isoformat() for n in range((date(2027, 1, 1) - date(2001, 1, 1)).days)]
    # A week ends on Sunday: Monday, or the next business day behind it, does not count.
    sundays = (date(2001, 1, 7) + n * 7 * DAY for n in range(26 * 53))
    expected = [business_days_after(sunday + DAY, 2) for sunday in sundays]
    assert days(of, "report", "2001-01-08", "2026-12-31") == [
        day.isoformat() for day in expected if day <= date(2026, 12, 31)
    ]
    assert len(days(of, "report", "2900-01-01", "2900-12-31")) in (52, 53)


def test_a_price_that_follows_an_index_may_change_with_each_window_after_the_first() -> None:
    price = "parameter fee = 100 EUR follows insee each contract year up to 3%"
    credit = "credit for uptime: 5% of fee"
    of = workspace("in force from 2026-03-01 to 2029-02-28", price, credit, more='document insee "Index"')
    found = [one for one in told(of) if one.kind == "index"]
    assert [one.day.isoformat() for one in found] == ["2027-03-01", "2028-03-01"]
    assert {one.what for one in found} == {"fee follows insee from here on, up to 3%"}


def test_a_beginning_with_other_figures_has_a_last_day() -> None:
    ramp = "objective ramp: availability at least 95% each calendar month when {}in the first 3 months"
    of = workspace("in force from 2026-11-30", ramp.format(""), ramp.format("not ").replace("ramp", "rest"))
    found = [(one.day.isoformat(), one.what) for one in told(of) if one.kind == "beginning"]
    assert found == [("2027-02-27", "the last day of the first 3 months")]


def test_amendments_ratifications_and_waivers() -> None:
    of = workspace(
        "in force from 2026-01-01",
        "version 1.2.0",
        'amendment 1.1.0 { effective 2027-02-01 reason "more" }',
        'amendment 1.2.0 { effective 2027-03-01 emergency "fire" reason "fire" }',
        'waive backing/term-gap until 2027-01-31 because "under way"',
    )
    found = [(one.day.isoformat(), one.kind) for one in told(of, last=date(2027, 12, 31)) if one.agreement]
    assert found == [
        ("2027-01-31", "waiver"),
        ("2027-02-01", "amendment"),
        ("2027-03-01", "amendment"),
        ("2027-03-11", "ratification"),
    ]


# The house


def test_years_are_locked_before_the_horizon_reaches_them() -> None:
    of = workspace("in force from 2026-01-01")
    assert days(of, "lock", "2026-01-01", "2030-12-31") == ["2027-12-31", "2028-12-31", "2029-12-31", "2030-12-31"]
    estimated = LOCK.model_copy(update={"gaps": {"FR": {2028: "unannounced"}}})
    again = of.model_copy(update={"lock": estimated})
    assert days(again, "lock", "2026-01-01", "2028-01-01") == ["2027-12-31", "2027-12-31"]


def test_the_last_season_of_a_calendar_runs_out() -> None:
    pool = "calendar pool { time zone Europe/Paris\nopen Mon-Sun 09:00-21:00 from 2026-06-01 to 2026-08-31\n"
    pool += "open Mon-Sun 10:00-18:00 from 2026-09-01 to 2027-05-31\n}\n"
    of = workspace("in force from 2026-01-01", more=pool)
    assert [(one.day.isoformat(), one.of) for one in told(of) if one.kind == "season"] == [("2027-05-31", "pool")]


# What is told


def test_a_calendar_is_read_back_with_whole_days_and_stable_identifiers() -> None:
    of = workspace("in force from 2026-01-01 to 2027-12-31", RENEWS, 'report "A; b, c" each calendar month')
    entries = told(of, date(2027, 1, 1), date(2028, 12, 31))
    data = due_calendar(of, entries)
    assert data == due_calendar(of, entries)
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert [(str(one["UID"]), one.decoded("DTSTART"), one.decoded("DTEND")) for one in events] == [
        (one.uid, one.day, one.day + DAY) for one in entries
    ]
    assert len({one.uid for one in entries}) == len(entries)
    assert not {"RRULE", "TZID", "VTIMEZONE"} & set(data.decode().replace(";", "\n").replace(":", "\n").split())
    later = of.model_copy(update={"as_of": date(2027, 6, 1)})
    assert {one.uid for one in told(later, date(2027, 7, 1), date(2028, 1, 1))} <= {one.uid for one in entries}


@pytest.mark.skipif(which("khal") is None, reason="khal is not installed")
def test_khal_reads_the_calendar(tmp_path: Path) -> None:
    of = workspace("in force from 2026-01-01 to 2027-12-31", RENEWS)
    (tmp_path / "due.ics").write_bytes(due_calendar(of, told(of, date(2027, 9, 1), date(2027, 10, 1))))
    settings = "[calendars]\n[[a]]\npath = a\n[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
    (tmp_path / "settings").write_text(settings, encoding="utf-8")
    shown = ["khal", "--config", "settings", "printics", "due.ics"]
    done = subprocess.run(shown, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "a: notice" in done.stdout


def test_text_and_json_tell_every_entry() -> None:
    of = workspace("in force from 2026-01-01 to 2027-12-31", RENEWS)
    entries = told(of, date(2027, 9, 1), date(2028, 1, 1))
    lines = due_text(entries).decode().splitlines()
    assert len(lines) == len(entries)
    assert (
        "Thu 2027-09-30  notice   a  us, them: the last day to give notice, else the term renews by 1 year" in lines[0]
    )
    assert due_json(of, entries, entries[0].day, entries[-1].day).decode().count('"uid"') == len(entries)
    assert due_text([]) == b""
