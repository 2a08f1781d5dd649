"""Hand-offs: the cases with known answers, and every course against runs from single starts."""

from datetime import date
from fractions import Fraction
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.algebra import courses
from sla_dsl.algebra.calendars import Almanac
from sla_dsl.algebra.clocks import TimeLimit, clocks
from sla_dsl.algebra.courses import Endless, WorstStart, _seen_from, never_falls, through
from sla_dsl.algebra.intervals import difference, union
from sla_dsl.algebra.openings import Diary, Moment
from sla_dsl.algebra.paths import Chain, Group, _course, _starts, longest_time, run, worst_start
from sla_dsl.algebra.undecidable import Undecidable
from sla_dsl.model.people import Calendar
from sla_dsl.model.phrases import Both, Deadline, EventBefore, EventDuring
from sla_dsl.model.quantity import Quantity

from ..examples import of_all
from .offices import ALMANAC, HOUR, MIN, by, limit, paris, text
from .test_calendars import HERE, PARIS, at, weekly

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
FOUR_HOURS = limit(4 * HOUR)
CASE_8 = (limit(30 * MIN), limit(90 * MIN), limit(2 * HOUR, hours="office"))


def diary() -> Diary:
    return Diary(ALMANAC, paris("2026-01-01"))


def worst(promise: TimeLimit, chain: Chain[TimeLimit], first: date = FIRST, last: date = LAST) -> WorstStart:
    found = worst_start(diary(), promise, chain, first, last)
    assert isinstance(found, WorstStart)
    return found


def longest(chain: Chain[TimeLimit], hours: str | None = None, first: date = FIRST, last: date = LAST) -> WorstStart:
    found = longest_time(diary(), limit(HOUR, hours=hours), chain, first, last)
    assert isinstance(found, WorstStart)
    return found


def seconds(*amounts: int) -> tuple[TimeLimit, ...]:
    return tuple(limit(amount) for amount in amounts)


@pytest.mark.parametrize(
    ("chain", "hours_late"),
    [
        (seconds(30 * MIN, 90 * MIN, 2 * HOUR), 0),  # case 1
        (seconds(30 * MIN, 15 * MIN, 90 * MIN, 15 * MIN, 2 * HOUR), 0.5),  # case 2
        ((Group("together", (seconds(2 * HOUR), seconds(3 * HOUR))), limit(30 * MIN)), -0.5),  # case 6
        ((Group("whichever", (seconds(2 * HOUR), seconds(5 * HOUR))),), 1),  # case 7
        (seconds(*(minutes * MIN for minutes in (10, 20, 60, 120, 45, 15))), 0.5),  # case 20
        (
            (
                *seconds(10 * MIN, 20 * MIN, 60 * MIN),
                Group("together", (seconds(120 * MIN), seconds(45 * MIN))),
                limit(15 * MIN),
            ),
            -0.25,
        ),
    ],
)
def test_four_hours_around_the_clock(chain: Chain[TimeLimit], hours_late: float) -> None:
    found = worst(FOUR_HOURS, chain)
    assert (found.late, found.start, found.side) == (hours_late * HOUR, paris("2026-01-01"), "at")


def test_a_recovery_point_adds_up() -> None:  # case 21
    assert worst(limit(24 * HOUR), seconds(24 * HOUR, 3 * HOUR, 2 * HOUR)).late == 5 * HOUR


def test_office_hours_behind_a_promise_around_the_clock() -> None:  # case 8
    ends = run(diary(), CASE_8, paris("2026-03-06T17:00"))
    assert isinstance(ends, tuple)
    assert [text(end) for end in ends] == ["Fri 2026-03-06 17:30", "Fri 2026-03-06 19:00", "Mon 2026-03-09 10:00"]
    found = worst(FOUR_HOURS, CASE_8)
    assert (text(found.start), found.side) == ("Fri 2026-04-03 14:00", "at")
    assert (text(found.end), text(found.due)) == ("Tue 2026-04-07 08:00", "Fri 2026-04-03 18:00")
    assert found.end - found.start == 90 * HOUR
    assert longest(CASE_8).late == 90 * HOUR


def test_case_8_if_the_calendar_knew_no_holidays() -> None:
    chain = (limit(2 * HOUR), limit(2 * HOUR, hours="plain"))
    assert longest(chain).late == 67 * HOUR
    assert text(longest(chain).start) == "Fri 2026-10-23 14:00"


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        (date(2026, 3, 2), date(2026, 3, 8), 66),
        (date(2026, 3, 27), date(2026, 3, 29), 65),
        (date(2026, 10, 23), date(2026, 10, 25), 67),
        (date(2026, 4, 3), date(2026, 4, 5), 90),
    ],
)
def test_the_wall_time_of_four_office_hours(first: date, last: date, hours: int) -> None:
    assert longest((limit(4 * HOUR, hours="office"),), None, first, last).late == hours * HOUR


def test_shorter_hours_behind_longer_ones() -> None:  # case 9
    found = longest((limit(4 * HOUR, hours="short"),), "plain")
    assert found.late == 6 * HOUR
    assert (text(found.start), found.side) == ("Thu 2026-01-01 13:00", "at")
    late = worst(limit(4 * HOUR, hours="plain"), (limit(4 * HOUR, hours="short"),))
    assert late.late > 0


def test_the_holes_of_follow_the_sun() -> None:  # case 26
    since, until = at("2026-01-05"), at("2027-01-04")
    holes = difference(union([(since, until)]), ALMANAC.openings("sun", since, until))
    daily = {(start % 86400 // HOUR, end % 86400 // HOUR, start) for start, end in holes if end - start <= 2 * HOUR}
    winter = {(start, end) for start, end, when in daily if not at("2026-03-08") <= when < at("2026-11-01")}
    summer = {(start, end) for start, end, when in daily if at("2026-03-08") <= when < at("2026-11-01")}
    assert (winter, summer) == ({(23, 0)}, {(22, 0)})
    assert {(end - start) // HOUR for start, end in holes if end - start > 2 * HOUR} == {49, 50}


def test_a_limit_is_approached_before_a_closing() -> None:
    """A day's work counts to closing time for all that starts before; what takes four hours ends ever later."""
    found = worst(limit(0, "business day", "plain"), (limit(4 * HOUR),), date(2026, 3, 2), date(2026, 3, 2))
    assert (text(found.start), found.side, found.late) == ("Mon 2026-03-02 18:00", "just before", 4 * HOUR)


def test_what_never_ends_and_what_is_never_promised() -> None:
    closing = limit(4 * HOUR, hours="never")
    assert worst_start(diary(), FOUR_HOURS, (closing,), FIRST, LAST) == Undecidable("`never` is not a calendar")
    assert isinstance(longest_time(diary(), closing, (FOUR_HOURS,), FIRST, LAST), Undecidable)


def test_a_condition_on_the_start_is_one_of_a_promise_and_a_hole_in_a_hop() -> None:
    before = EventBefore(event="logged", at=15 * 60)
    working = Both(parts=(before, EventDuring(event="logged", calendar="office")))
    next_day = Quantity(amount=Fraction(1), unit="business day")
    morning = TimeLimit(Deadline(at=18 * 60, after=next_day, when=before), PARIS, "office")
    working_morning = TimeLimit(Deadline(at=18 * 60, after=next_day, when=working), PARIS, "office")
    found = worst(morning, (limit(2, "business day", "office"),), date(2026, 3, 2), date(2026, 3, 3))
    assert (text(found.start), found.side, found.late) == ("Mon 2026-03-02 00:00", "at", 24 * HOUR)
    found = worst(working_morning, (limit(30 * HOUR),), date(2026, 3, 2), date(2026, 3, 3))
    assert (text(found.start), found.side, found.late) == ("Mon 2026-03-02 15:00", "just before", 3 * HOUR)
    hole = worst_start(diary(), limit(5, "day"), (morning,), date(2026, 3, 2), date(2026, 3, 3))
    assert hole == Endless(paris("2026-03-02T15:00"), "at")


def test_starts_of_which_a_promise_does_not_speak_are_no_case() -> None:
    """Whoever is called before one may be handed on within an hour by a promise to those called before noon."""

    def by_midnight(hour: int) -> TimeLimit:
        before = EventBefore(event="logged", at=hour * 60)
        same_day = Quantity(amount=Fraction(0), unit="day")
        return TimeLimit(Deadline(at=24 * 60, after=same_day, when=before), PARIS)

    day = (date(2026, 3, 2), date(2026, 3, 2))
    found = longest_time(diary(), by_midnight(12), (limit(59 * MIN), by_midnight(13)), *day)
    assert isinstance(found, WorstStart)
    assert (text(found.start), found.late) == ("Mon 2026-03-02 00:00", 24 * HOUR)
    late = longest_time(diary(), by_midnight(12), (limit(61 * MIN), by_midnight(13)), *day)
    assert late == Endless(paris("2026-03-02T11:59"), "at")


def test_milliseconds_are_carried_back_exactly() -> None:
    """The hop before the office moves its closing time to 1.5 s earlier."""
    chain = (limit(Fraction(3, 2)), limit(HOUR, hours="office"))
    found = worst(limit(HOUR), chain, date(2026, 3, 2), date(2026, 3, 2))
    assert (found.start, found.side) == (paris("2026-03-02T17:00") - Fraction(3, 2), "at")
    assert found.late == 14 * HOUR + Fraction(3, 2)


def test_a_group_ends_when_all_its_routes_do() -> None:
    routes = Group("whichever", (seconds(HOUR, HOUR), (limit(HOUR, hours="office"),)))
    assert run(diary(), (routes,), paris("2026-03-06T16:30")) == (paris("2026-03-06T18:30"),)
    assert run(diary(), (routes,), paris("2026-03-06T17:30")) == (paris("2026-03-09T08:30"),)
    assert run(diary(), (limit(HOUR, hours="nine"),), 0) == Undecidable("`nine` is not a calendar")
    assert longest_time(diary(), FOUR_HOURS, (limit(1, "%"),), FIRST, LAST) == Undecidable("`1%` is not a duration")


def test_without_hops_everything_ends_at_once() -> None:
    assert worst(FOUR_HOURS, ()).late == -4 * HOUR


def test_of_routes_side_by_side_the_later_counts_where_they_cross() -> None:
    """What is due at noon is overtaken at ten by what takes two hours; then comes an hour that no night interrupts."""
    routes = Group("together", ((by(12, 0, "day"),), seconds(2 * HOUR)))
    found = longest((routes, limit(HOUR)), None, date(2026, 3, 2), date(2026, 3, 2))
    assert (text(found.start), found.side, found.late) == ("Mon 2026-03-02 00:00", "at", 13 * HOUR)
    course = _course(diary(), (routes,), _starts(PARIS, date(2026, 3, 2), date(2026, 3, 2)))
    assert [text(stretch.start) for stretch in course] == [
        "Mon 2026-03-02 00:00",
        "Mon 2026-03-02 10:00",
        "Tue 2026-03-03 00:00",
    ]


LIMITS = st.one_of(
    st.builds(
        lambda minutes, hours, cut_off: limit(minutes * MIN, "s", hours, cut_off),
        st.integers(1, 900),
        st.sampled_from([None, "office", "short", "lunch", "night", "singapore", "new-york"]),
        st.sampled_from([None, None, 15 * 60]),
    ),
    st.builds(
        lambda days, hours, cut_off: limit(days, "business day", hours, cut_off),
        st.integers(0, 3),
        st.sampled_from(["office", "lunch", "night"]),
        st.sampled_from([None, 15 * 60]),
    ),
    st.builds(limit, st.integers(0, 3), st.sampled_from(["day", "month"])),
    st.builds(
        limit, st.builds(Fraction, st.integers(1, 10**7), st.just(1000)), st.just("s"), st.sampled_from([None, "sun"])
    ),
    st.builds(by, st.integers(0, 23), st.integers(0, 2), st.just("day")),
    st.builds(by, st.integers(0, 23), st.integers(0, 2), st.just("business day"), st.just("office")),
)
ROUTES = st.lists(LIMITS, max_size=2).map(tuple)
GROUPS = st.builds(
    lambda kind, routes, needed: Group(kind, tuple(routes), min(needed, len(routes)) if kind == "together" else None),
    st.sampled_from(["together", "whichever"]),
    st.lists(ROUTES, min_size=1, max_size=3),
    st.integers(1, 3),
)
CHAINS = st.lists(st.one_of(LIMITS, LIMITS, GROUPS), min_size=1, max_size=3).map(tuple)
WEEKS = st.sampled_from(
    [date(2026, 2, 25), date(2026, 3, 25), date(2026, 4, 1), date(2026, 10, 21), date(2026, 12, 20)]
)


def end(book: Diary, chain: Chain[TimeLimit], start: Moment) -> Moment:
    ends = run(book, chain, start)
    assert isinstance(ends, tuple)
    last = ends[-1]
    assert last is not None
    return last


@settings(deadline=None, max_examples=of_all(150))
@given(CHAINS, WEEKS)
def test_a_course_is_what_runs_from_single_starts_give(chain: Chain[TimeLimit], first: date) -> None:
    book, last = diary(), date.fromordinal(first.toordinal() + 7)
    course = _course(book, chain, _starts(PARIS, first, last))
    starts: list[Moment] = [*range(int(course[0].start), int(course[-1].start), 29 * MIN)]
    starts += [stretch.start + aside for stretch in course[1:-1] for aside in (-1, 0, 1)]
    inside = sorted(start for start in starts if start < course[-1].start)
    for start, stretch in zip(inside, _seen_from(course, inside), strict=True):
        assert stretch.at == end(book, chain, start)


@settings(deadline=None, max_examples=of_all(150))
@given(LIMITS, LIMITS, WEEKS)
def test_hops_that_are_one_clock_take_as_long_as_one_by_one(one: TimeLimit, other: TimeLimit, first: date) -> None:
    book, starts = diary(), _starts("Europe/Paris", first, date.fromordinal(first.toordinal() + 21))
    assert _course(book, (one, other), starts) == reduce(through, [*clocks(book, one), *clocks(book, other)], starts)


@settings(deadline=None, max_examples=of_all(150))
@given(LIMITS, CHAINS, WEEKS)
def test_starts_that_are_not_looked_at_are_no_worse(promise: TimeLimit, chain: Chain[TimeLimit], first: date) -> None:
    book, starts = diary(), _starts("Europe/Paris", first, date.fromordinal(first.toordinal() + 21))
    course, due = _course(book, chain, starts), _course(book, (promise,), starts)
    assert courses.worst(course, due, falls=not never_falls(due)) == courses.worst(course, due)


@settings(deadline=None, max_examples=of_all(60))
@given(LIMITS, CHAINS, WEEKS)
def test_no_minute_is_worse_than_the_worst_start(promise: TimeLimit, chain: Chain[TimeLimit], first: date) -> None:
    last = date.fromordinal(first.toordinal() + 5)
    book = diary()
    found = worst_start(book, promise, chain, first, last)
    assert isinstance(found, WorstStart)
    starts = range(paris(first.isoformat()), paris(last.isoformat()), 37 * MIN)

    def late(start: Moment) -> Moment:
        return end(book, chain, start) - end(book, (promise,), start)

    assert all(late(start) <= found.late for start in starts)
    near = Fraction(1, 10**6)
    start = found.start + near * {"just before": -1, "at": 0, "just after": 1}[found.side]
    assert found.late - near <= late(start) <= found.late


DURATIONS = st.lists(
    st.builds(limit, st.integers(1, 900 * MIN), st.just("s"), st.sampled_from([None, "office", "night", "sun"])),
    min_size=1,
).map(tuple)


@settings(deadline=None, max_examples=of_all(60))
@given(DURATIONS, st.integers(0, 10_000))
def test_a_chain_ends_no_earlier_than_any_of_its_hops_alone(chain: tuple[TimeLimit, ...], minutes: int) -> None:
    start, book = paris("2026-03-20") + minutes * MIN, diary()
    assert all(end(book, chain, start) >= end(book, (hop,), start) for hop in chain)
    assert end(book, (Group("together", tuple((hop,) for hop in chain)),), start) <= end(book, chain, start)


def test_an_endless_hop() -> None:
    season = Calendar(
        name="season",
        zone=PARIS,
        lines=(weekly("01234", (8, 18), first=date(2026, 1, 1), last=date(2026, 3, 31)),),
        source=HERE,
    )
    book = Diary(Almanac({"season": season}, {}), paris("2026-01-01"))
    found = worst_start(book, FOUR_HOURS, (limit(4 * HOUR, hours="season"),), FIRST, LAST)
    assert isinstance(found, Endless)
    assert (text(found.start), found.side) == ("Tue 2026-03-31 14:00", "at")
