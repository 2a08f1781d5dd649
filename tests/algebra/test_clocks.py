"""Clocks against known answers, a count of minutes, a second library, and the laws of time."""

from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.algebra.clocks import TimeLimit, clocks, deadline
from sla_dsl.algebra.openings import Diary, Moment
from sla_dsl.algebra.undecidable import Undecidable
from sla_dsl.algebra.zones import local, zone
from sla_dsl.model.phrases import Both, Condition, Deadline, EventBefore, EventDuring, Said
from sla_dsl.model.quantity import Quantity

from .offices import ALMANAC, DAY, FRENCH_2026, HOUR, MIN, below, by, limit, paris, text
from .test_calendars import PARIS

NEXT_DAY = Quantity(amount=Fraction(1), unit="business day")


def when(condition: Condition) -> TimeLimit:
    return TimeLimit(Deadline(at=18 * 60, after=NEXT_DAY, when=condition), PARIS, "office")


def ends(promise: TimeLimit, start: str) -> str:
    found = deadline(ALMANAC, promise, paris(start))
    assert not isinstance(found, Undecidable)
    return text(found)


@pytest.mark.parametrize(
    ("promise", "start", "end"),
    [
        (limit(4 * HOUR, hours="office"), "2026-03-06T17:00", "Mon 2026-03-09 11:00"),
        (limit(4 * HOUR, hours="office"), "2026-04-03T17:00", "Tue 2026-04-07 11:00"),
        (limit(4 * HOUR, hours="office"), "2026-03-06T14:00", "Mon 2026-03-09 08:00"),  # used up at closing time
        (below(4 * HOUR, "office"), "2026-03-06T14:00", "Fri 2026-03-06 18:00"),
        (limit(4 * HOUR, hours="office"), "2026-03-06T18:00", "Mon 2026-03-09 12:00"),
        (limit(4 * HOUR, hours="lunch"), "2026-03-06T09:00", "Fri 2026-03-06 14:00"),
        (limit(4 * HOUR, hours="office", cut_off=900), "2026-03-06T14:59", "Mon 2026-03-09 08:59"),
        (limit(4 * HOUR, hours="office", cut_off=900), "2026-03-06T15:00", "Mon 2026-03-09 09:00"),
        (limit(4 * HOUR, hours="office", cut_off=900), "2026-03-06T15:00:01", "Mon 2026-03-09 12:00"),
        (limit(4 * HOUR, cut_off=900), "2026-03-06T15:00:01", "Sat 2026-03-07 04:00"),
        (limit(24 * HOUR), "2026-03-28T12:00", "Sun 2026-03-29 13:00"),
        (limit(1, "day"), "2026-03-28T12:00", "Sun 2026-03-29 12:00"),
        (limit(1, "day"), "2026-03-28T02:30", "Sun 2026-03-29 03:00"),  # skipped by the clock change
        (limit(5, "day"), "2026-03-27T00:00", "Wed 2026-04-01 00:00"),
        (limit(5, "business day", "office"), "2026-03-27T09:00", "Fri 2026-04-03 18:00"),
        (limit(5, "business day", "office"), "2026-03-30T09:00", "Tue 2026-04-07 18:00"),
        (limit(1, "business day", "office"), "2026-03-09T07:59", "Tue 2026-03-10 18:00"),
        (limit(1, "business day", "office"), "2026-03-09T18:00", "Wed 2026-03-11 18:00"),
        (limit(1, "business day", "office"), "2026-03-07T12:00", "Tue 2026-03-10 18:00"),
        (limit(1, "business day", "lunch"), "2026-03-09T12:30", "Tue 2026-03-10 18:00"),
        (limit(1, "business day", "office", 900), "2026-03-09T14:59", "Tue 2026-03-10 18:00"),
        (limit(1, "business day", "office", 900), "2026-03-09T15:00:01", "Wed 2026-03-11 18:00"),
        (limit(1, "business day", "night"), "2026-03-10T02:00", "Wed 2026-03-11 06:00"),  # still Monday's night
        (limit(1, "business day", "night", 23 * 60), "2026-03-10T02:00:01", "Thu 2026-03-12 06:00"),
        (limit(1, "business day", "night", 120), "2026-03-10T01:59", "Wed 2026-03-11 06:00"),
        (limit(1, "business day", "night", 120), "2026-03-10T02:00:01", "Thu 2026-03-12 06:00"),
        (limit(0, "business day", "office"), "2026-03-09T09:00", "Mon 2026-03-09 18:00"),
        (limit(1, "month"), "2026-01-31T09:00", "Sat 2026-02-28 09:00"),
        (limit(12, "month"), "2024-02-29T09:00", "Fri 2025-02-28 09:00"),
        (by(18, 0, "day"), "2026-03-09T09:00", "Mon 2026-03-09 18:00"),
        (by(24, 2, "day"), "2026-03-09T09:00", "Thu 2026-03-12 00:00"),
        (by(12, 1, "business day", "office"), "2026-04-03T09:00", "Tue 2026-04-07 12:00"),
        (limit(0, "s", "office"), "2026-03-08T09:00", "Mon 2026-03-09 08:00"),
        (below(0, "office"), "2026-03-08T09:00", "Sun 2026-03-08 09:00"),
    ],
)
def test_until_when_a_limit_is_kept(promise: TimeLimit, start: str, end: str) -> None:
    assert ends(promise, start) == end


def test_a_time_that_clocks_repeat_is_the_second_for_an_end() -> None:
    found = deadline(ALMANAC, limit(1, "day"), paris("2026-10-24T02:30"))
    assert found == paris("2026-10-25T02:30") + HOUR


def test_milliseconds_are_exact() -> None:
    start = paris("2026-03-06T17:59") + 59
    assert deadline(ALMANAC, limit(Fraction(3, 2), hours="office"), start) == paris("2026-03-09T08:00") + Fraction(1, 2)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-09T14:59", "Tue 2026-03-10 18:00"),
        ("2026-03-09T15:00", None),
        ("2026-03-07T09:00", "Tue 2026-03-10 18:00"),
    ],
)
def test_a_deadline_holds_for_the_starts_that_it_speaks_of(start: str, end: str | None) -> None:
    before = EventBefore(event="logged", at=900)
    promise = when(before)
    found = deadline(ALMANAC, promise, paris(start))
    assert found is None if end is None else ends(promise, start) == end
    working = Both(parts=(before, EventDuring(event="logged", calendar="office")))
    assert (deadline(ALMANAC, when(working), paris(start)) is None) == (start != "2026-03-09T14:59")


@pytest.mark.parametrize(
    ("promise", "reason"),
    [
        (limit(HOUR, hours="nine"), "`nine` is not a calendar"),
        (limit(1, "%"), "`1%` is not a duration"),
        (limit(-1), "`-1 s` is not a duration"),
        (limit(2000, "month"), "`2000 months` is longer than can be computed"),
        (limit(Fraction(3, 2), "day"), "`1.5 days` is not a whole number of days or months"),
        (limit(1, "business day"), "`24x7` has no business days: it is not a calendar with opening days of its own"),
        (
            limit(1, "business day", "sun"),
            "`sun` has no business days: it is not a calendar with opening days of its own",
        ),
        (limit(HOUR, hours="sun", cut_off=900), "`sun` has no days of its own that a cut-off could end"),
        (
            when(EventDuring(event="logged", calendar="nine")),
            "`nine` is not a calendar",
        ),
        (
            when(Both(parts=(Said(text="it rains"),))),
            "the condition of the deadline does not speak of times and calendars alone",
        ),
    ],
)
def test_what_cannot_be_computed(promise: TimeLimit, reason: str) -> None:
    assert deadline(ALMANAC, promise, 0) == Undecidable(reason)


def test_a_cut_off_before_opening_accepts_nothing() -> None:
    assert deadline(ALMANAC, limit(1, "business day", "office", 420), 0) is None


SPANS = {"office": [(480, 1080)], "plain": [(480, 1080)], "lunch": [(480, 720), (780, 1080)]}


@cache
def opened(hours: str, first: int, last: int, step: int) -> list[int]:
    """The moments, a step apart, at which a calendar is open, by the rules as one reads them."""
    closed = () if hours == "plain" else FRENCH_2026
    found = []
    for moment in range(first, last, step):
        now = local(moment, zone(PARIS))
        minute = now.hour * 60 + now.minute
        if now.weekday() < 5 and now.date() not in closed and any(a <= minute < b for a, b in SPANS[hours]):
            found.append(moment)
    return found


@pytest.mark.parametrize(
    ("hours", "first", "last", "step", "steps"),
    [
        ("office", "2026-01-01", "2027-01-01", MIN, 1),
        ("office", "2026-01-01", "2027-01-01", MIN, 605),
        ("lunch", "2026-01-01", "2027-01-01", MIN, 240),
        ("plain", "2027-06-01", "2029-06-01", 15 * MIN, 16),  # with a leap day
        ("plain", "2027-06-01", "2029-06-01", 15 * MIN, 401),
    ],
)
def test_years_counted_by_minutes(hours: str, first: str, last: str, step: int, steps: int) -> None:
    since, until = paris(first), paris(last)
    counted = opened(hours, since, until + 30 * DAY, step)
    (clock,) = clocks(Diary(ALMANAC, since), limit(steps * step, hours=hours))
    (below_clock,) = clocks(Diary(ALMANAC, since), below(steps * step, hours))
    position = 0
    for start in range(since, until, 31 * step):
        while counted[position] < start:
            position += 1
        # Until the next minute begins that is one too many.
        assert clock.end(start) == counted[position + steps]
        assert below_clock.end(start) == counted[position + steps - 1] + step


def test_business_days_as_another_library_counts_them() -> None:
    (clock,) = clocks(Diary(ALMANAC, paris("2026-01-01")), limit(3, "business day", "office"))
    for offset in range(700):
        day = date(2026, 1, 1) + timedelta(days=offset)
        start = numpy.busday_offset(day, 0, roll="forward", holidays=FRENCH_2026)
        end = numpy.busday_offset(start, 3, holidays=FRENCH_2026).astype(date)
        assert clock.end(paris(f"{day}T10:00")) == paris(f"{end}T18:00")


@pytest.mark.parametrize(("unit", "amount"), [("day", 1), ("day", 30), ("month", 1), ("month", 13)])
def test_two_years_of_local_days_with_a_leap_day(unit: str, amount: int) -> None:
    """The time of day is kept, but where clocks change; the day is the n-th, or the last of the month."""
    (clock,) = clocks(Diary(ALMANAC, paris("2027-06-01")), limit(amount, unit))
    where = zone(PARIS)
    for start in range(paris("2027-06-01"), paris("2029-06-01"), 931 * MIN):
        end = clock.end(start)
        assert isinstance(end, int)
        now, then = local(start, where), local(end, where)
        skipped = then.hour == 3 and now.hour == 2 and then.month == 3
        assert skipped or (now.hour, now.minute) == (then.hour, then.minute)
        if unit == "day":
            assert then.date() == now.date() + timedelta(days=amount)
        else:
            assert (then.year - now.year) * 12 + then.month - now.month == amount
            assert then.day == now.day or (then + timedelta(days=1)).day == 1


AMOUNTS = st.integers(1, 3 * DAY)
STARTS = st.integers(paris("2026-01-01"), paris("2027-01-01"))
HOURS = st.sampled_from(["office", "short", "lunch", "night", "singapore", "new-york", "sun", None])


def end_of(promise: TimeLimit, start: int) -> Moment:
    found = deadline(ALMANAC, promise, start)
    assert found is not None
    assert not isinstance(found, Undecidable)
    return found


@settings(deadline=None)
@given(AMOUNTS, AMOUNTS, HOURS, STARTS)
def test_a_longer_limit_never_ends_earlier(one: int, other: int, hours: str | None, start: int) -> None:
    shorter, longer = sorted((one, other))
    assert end_of(limit(shorter, hours=hours), start) <= end_of(limit(longer, hours=hours), start)


@settings(deadline=None)
@given(AMOUNTS, st.sampled_from([("short", "plain"), ("office", "plain"), ("plain", "sun"), ("sun", None)]), STARTS)
def test_wider_hours_never_end_later(amount: int, hours: tuple[str, str | None], start: int) -> None:
    narrow, wide = hours
    assert end_of(limit(amount, hours=wide), start) <= end_of(limit(amount, hours=narrow), start)


@settings(deadline=None)
@given(AMOUNTS, AMOUNTS, HOURS, STARTS)
def test_two_limits_in_a_row_are_their_sum(one: int, other: int, hours: str | None, start: int) -> None:
    between = end_of(limit(one, hours=hours), start)
    assert isinstance(between, int)
    assert end_of(limit(other, hours=hours), between) == end_of(limit(one + other, hours=hours), start)
