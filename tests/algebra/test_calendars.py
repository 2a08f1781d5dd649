"""Calendars against a count of minutes, at ordinary times and where clocks change."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.algebra.calendars import ALWAYS, Almanac
from sla_dsl.algebra.intervals import Intervals, difference, intersection, measure, union
from sla_dsl.algebra.zones import closing, instant, opening, zone
from sla_dsl.model.people import Calendar, Closing, Combination, HoursRef, Opening, TimeSpan, YearlyDays
from sla_dsl.text.source import Source, Span

from ..examples import of_all

HERE = Span(Source("calendars.sla", ""), 0, -1)
PARIS = "Europe/Paris"
MINUTE = 60


def at(text: str, where: str = "UTC", fold: int = 0) -> int:
    return instant(datetime.fromisoformat(text).replace(tzinfo=zone(where), fold=fold).astimezone(UTC))


def calendar(*lines: Opening | Closing, where: str = PARIS, name: str = "office") -> Calendar:
    return Calendar(name=name, zone=where, lines=lines, source=HERE)


def almanac(*calendars: Calendar, **holidays: list[date]) -> Almanac:
    return Almanac({each.name: each for each in calendars}, holidays)


def weekly(days: str, *spans: tuple[int, int], first: date | None = None, last: date | None = None) -> Opening:
    weekdays = tuple(int(digit) for digit in days)
    return Opening(weekdays=weekdays, first=first, last=last, spans=hours(*spans), source=HERE)


def dated(first: date, last: date, *spans: tuple[int, int]) -> Opening:
    return Opening(first=first, last=last, spans=hours(*spans), source=HERE)


def closed(first: date, last: date) -> Closing:
    return Closing(first=first, last=last, source=HERE)


def hours(*spans: tuple[int, int]) -> tuple[TimeSpan, ...]:
    return tuple(TimeSpan(start=start * 60, end=end * 60) for start, end in spans)


def local_openings(opened: Intervals, where: str = PARIS) -> list[str]:
    def text(moment: int) -> str:
        return datetime.fromtimestamp(moment, zone(where)).strftime("%m-%d %H:%M%z")

    return [f"{text(start)} {text(end)}" for start, end in opened]


OFFICE = calendar(
    weekly("01234", (8, 12), (13, 18)),
    weekly("5", (9, 12)),
    weekly("01234", (8, 15), first=date(2026, 7, 1), last=date(2026, 8, 31)),
    Closing(holidays=("FR",), source=HERE),
    closed(date(2026, 12, 24), date(2026, 12, 31)),
    dated(date(2026, 11, 28), date(2026, 11, 28), (9, 13)),
)
BASTILLE = [date(2026, 7, 14)]


@pytest.mark.parametrize(
    ("first", "last", "hours_open"),
    [
        ("2026-03-02", "2026-03-09", 48),  # five days of nine hours, three on Saturday
        ("2026-07-06", "2026-07-13", 38),  # the season replaces the weekdays, not Saturday
        ("2026-07-13", "2026-07-20", 31),  # a public holiday
        ("2026-11-23", "2026-11-30", 49),  # a date replaces its Saturday
        ("2026-12-21", "2026-12-28", 27),  # closed from Thursday on
    ],
)
def test_a_week_of_an_office(first: str, last: str, hours_open: int) -> None:
    assert almanac(OFFICE, FR=BASTILLE).opening_time("office", at(first, PARIS), at(last, PARIS)) == hours_open * 3600


def test_what_is_said_of_dates_counts_wherever_it_stands() -> None:
    early = calendar(closed(date(2026, 3, 2), date(2026, 3, 2)), weekly("0", (8, 12)))
    assert almanac(early).opening_time("office", at("2026-03-02"), at("2026-03-09")) == 0


def test_of_two_lines_about_one_day_the_later_counts() -> None:
    day = date(2026, 3, 2)
    lines = (closed(day, day), dated(day, day, (9, 10)))
    reopened, reclosed = calendar(*lines), calendar(*reversed(lines))
    assert almanac(reopened).opening_time("office", at("2026-03-02"), at("2026-03-03")) == 3600
    assert almanac(reclosed).opening_time("office", at("2026-03-02"), at("2026-03-03")) == 0


def test_a_span_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    night = calendar(weekly("6", (22, 6)), closed(date(2026, 3, 2), date(2026, 3, 2)))
    opened = almanac(night).openings("office", at("2026-03-01"), at("2026-03-07"))
    assert local_openings(opened) == ["03-01 22:00+0100 03-02 06:00+0100"]


def test_a_skipped_time_is_the_instant_after_the_gap() -> None:
    spring = almanac(calendar(weekly("6", (2, 5))))
    opened = spring.openings("office", at("2026-03-28"), at("2026-03-30"))
    assert local_openings(opened) == ["03-29 03:00+0200 03-29 05:00+0200"]
    assert opening(date(2026, 3, 29), 150, zone(PARIS)) == closing(date(2026, 3, 29), 150, zone(PARIS))


def test_a_repeated_time_is_the_first_for_an_opening_and_the_second_for_a_closing() -> None:
    span = Opening(weekdays=(6,), spans=(TimeSpan(start=150, end=165),), source=HERE)
    opened = almanac(calendar(span)).openings("office", at("2026-10-24"), at("2026-10-26"))
    assert local_openings(opened) == ["10-25 02:30+0200 10-25 02:45+0100"]


def test_a_day_that_a_zone_skips_is_not_open() -> None:
    samoa = almanac(calendar(weekly("4", (0, 24)), where="Pacific/Apia"))
    assert samoa.openings("office", at("2011-12-29T20:00"), at("2012-01-02")) == ()


LINES = st.one_of(
    st.builds(
        lambda days, start, end: weekly("".join(map(str, sorted(days))), (start, end)),
        st.sets(st.integers(0, 6), min_size=1),
        st.integers(0, 23),
        st.integers(0, 24),
    ),
    st.builds(
        lambda day, start, end: dated(day, day, (start, end)),
        st.dates(date(2026, 3, 28), date(2026, 3, 30)) | st.dates(date(2026, 10, 24), date(2026, 10, 26)),
        st.integers(0, 23),
        st.integers(0, 24),
    ),
    st.dates(date(2026, 3, 28), date(2026, 3, 30)).map(lambda day: closed(day, day)),
    st.builds(
        lambda since, first: Closing(holidays=("half days TR",), since=since * 60, first=first, source=HERE),
        st.integers(0, 24),
        st.none() | st.just(date(2026, 3, 29)),
    ),
    st.builds(
        lambda start, end: Opening(moved=("moved working days HU",), spans=hours((start, end)), source=HERE),
        st.integers(0, 23),
        st.integers(0, 24),
    ),
)
DAYS = {
    "half days TR": [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 25)],
    "moved working days HU": [date(2026, 3, 29), date(2026, 10, 25), date(2026, 10, 26)],
}
ZONES = st.sampled_from([PARIS, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago"])
CHANGES = st.sampled_from(["2026-03-28", "2026-10-24", "2026-03-07", "2026-04-04", "2026-10-03", "2026-09-05"])


def minutes_open(each: Calendar, almanac: Almanac, since: int, until: int) -> set[int]:
    """Every minute that lies after the first one at or past an opening and before the last one short of its closing."""
    where = zone(each.zone or "")
    around = range(since - 3 * 86400, until + 3 * 86400, MINUTE)
    walls = [(datetime.fromtimestamp(minute, where).replace(tzinfo=None), minute) for minute in around]
    found: set[int] = set()
    for day in sorted({wall.date() for wall, _ in walls}):
        for span in almanac.spans(each, day):
            midnight = datetime.combine(day, datetime.min.time())
            starts = midnight + timedelta(minutes=span.start)
            ends = midnight + timedelta(minutes=span.end + (1440 if span.end <= span.start else 0))
            first = min((minute for wall, minute in walls if wall >= starts), default=around.stop)
            last = max((minute for wall, minute in walls if wall < ends), default=around.start - MINUTE)
            found.update(range(first, last + MINUTE, MINUTE))
    return found & set(range(since, until, MINUTE))


@settings(max_examples=of_all(30), deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4), ZONES, CHANGES)
def test_the_sweep_finds_what_a_count_of_minutes_finds(lines: list[Opening | Closing], where: str, start: str) -> None:
    each = calendar(*lines, where=where)
    since, until = at(start), at(start) + 2 * 86400
    days = almanac(each, **DAYS)
    counted = {minute for begin, end in days.openings("office", since, until) for minute in range(begin, end, MINUTE)}
    assert counted == minutes_open(each, days, since, until)


SPANS = st.tuples(st.integers(0, 23), st.integers(0, 24))
TWO = st.tuples(SPANS, SPANS).map(
    lambda pair: almanac(
        calendar(weekly("0123456", pair[0]), name="a"),
        calendar(weekly("0246", pair[1]), where="America/New_York", name="b"),
    )
)


def combined(kind: str) -> Combination:
    return Combination(kind=cast(Any, kind), parts=(HoursRef(name="a"), HoursRef(name="b")))


@settings(deadline=None)
@given(TWO)
def test_combinations_are_those_of_sets(two: Almanac) -> None:
    since, until = at("2026-03-27"), at("2026-04-03")
    a, b = two.openings("a", since, until), two.openings("b", since, until)
    assert two.openings(combined("or"), since, until) == union((*a, *b))
    assert two.openings(combined("and"), since, until) == intersection(a, b)
    assert two.openings(combined("except"), since, until) == difference(a, b)


@settings(deadline=None)
@given(TWO, st.integers(0, 7 * 24))
def test_two_halves_make_a_whole(two: Almanac, middle: int) -> None:
    since, until = at("2026-03-27"), at("2026-04-03")
    cut = since + middle * 3600
    halves = union((*two.openings("b", since, cut), *two.openings("b", cut, until)))
    assert halves == two.openings("b", since, until)


def test_always_is_always() -> None:
    assert almanac().openings(ALWAYS, 0, 100) == ((0, 100),)
    assert measure(almanac().openings(ALWAYS, 100, 100)) == 0


def test_the_next_opening_is_looked_for_a_year_beyond_the_last_exception() -> None:
    fridays = calendar(weekly("4", (9, 17)), closed(date(2026, 1, 1), date(2027, 1, 30)))
    assert almanac(fridays).next_opening("office", at("2026-01-01")) == at("2027-02-05T09:00", PARIS)


def test_the_next_opening() -> None:
    after = at("2026-12-23T18:00", PARIS)
    assert almanac(OFFICE).next_opening("office", after) == at("2027-01-01T08:00", PARIS)
    assert almanac(OFFICE).next_opening("office", at("2027-01-01T09:30", PARIS)) == at("2027-01-01T09:30", PARIS)


def test_a_calendar_may_never_open() -> None:
    never = Calendar(
        name="never",
        combination=Combination(kind="except", parts=(HoursRef(name="office"), HoursRef(name=ALWAYS))),
        source=HERE,
    )
    assert almanac(OFFICE, never).next_opening("never", at("2026-01-01")) is None
    opens_late = calendar(weekly("0", (8, 9)), closed(date(2020, 1, 1), date(2040, 1, 1)))
    assert almanac(opens_late).next_opening("office", at("2026-01-01")) == at("2040-01-02T08:00", PARIS)


def test_a_calendar_that_is_made_of_itself_is_not_known() -> None:
    loop = Calendar(name="loop", combination=Combination(kind="or", parts=(HoursRef(name="loop"),) * 2), source=HERE)
    lost = Calendar(name="lost", combination=HoursRef(name="absent"), source=HERE)
    known = almanac(OFFICE, loop, lost)
    assert [known.is_known(name) for name in (ALWAYS, "office", "loop", "lost", "absent")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert known.openings("loop", 0, 86400) == ()


def test_the_nth_weekdays_of_a_month() -> None:
    """Against counting them out on every day of some years."""
    second_and_last = Opening(weekdays=(6,), nth=(-1, 2), spans=hours((8, 12)), source=HERE)
    office = calendar(second_and_last)
    for year, month in ((year, month) for year in range(2026, 2030) for month in range(1, 13)):
        first, after = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        days = [first + timedelta(days=n) for n in range((after - first).days)]
        sundays = [day for day in days if day.weekday() == 6]
        opened = [day for day in days if almanac(office).spans(office, day)]
        assert opened == [sundays[1], sundays[-1]]


def test_an_nth_weekday_replaces_a_weekday_that_stands_before_it() -> None:
    office = calendar(weekly("6", (8, 12)), Opening(weekdays=(6,), nth=(1,), spans=hours((20, 22)), source=HERE))
    found = [almanac(office).spans(office, date(2026, 3, day)) for day in (1, 8)]
    assert found == [hours((20, 22)), hours((8, 12))]


def test_the_next_opening_on_a_last_weekday_is_found_months_ahead() -> None:
    monthly = Opening(weekdays=(6,), nth=(-1,), spans=hours((8, 9)), source=HERE)
    patch = almanac(calendar(monthly))
    assert patch.next_opening("office", 0) is not None


MONTH_DAYS = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: f"{day:%m-%d}")


def _in_year(text: str, year: int, last: bool) -> date:
    """A month and day in a year; of 29 February in other years the day beside it, on the inner side."""
    try:
        return date.fromisoformat(f"{year}-{text}")
    except ValueError:
        return date(year, 2, 28) if last else date(year, 3, 1)


@settings(max_examples=of_all(60))
@given(MONTH_DAYS, MONTH_DAYS, st.sampled_from(["closed", "season", "open"]))
def test_days_of_every_year_are_those_that_are_written_anew_for_each(first: str, last: str, kind: str) -> None:
    ends = [(year, year if first <= last else year + 1) for year in range(2026, 2034)]
    spans = [(_in_year(first, one, last=False), _in_year(last, other, last=True)) for one, other in ends]
    spans = [(begin, end) for begin, end in spans if begin <= end]
    yearly = YearlyDays(first=first, last=last)
    lines: list[Opening | Closing]
    anew: list[Opening | Closing]
    if kind == "closed":
        ever = closed(date(2000, 1, 1), date(2000, 1, 1)).model_copy(update={"first": None, "last": None})
        lines, anew = [ever.model_copy(update={"yearly": yearly})], [closed(*span) for span in spans]
    elif kind == "season":
        lines = [weekly("01234", (8, 12)).model_copy(update={"yearly": yearly})]
        anew = [weekly("01234", (8, 12), first=begin, last=end) for begin, end in spans]
    else:
        ever_open = dated(date(2000, 1, 1), date(2000, 1, 1), (9, 10))
        lines = [ever_open.model_copy(update={"first": None, "last": None, "yearly": yearly})]
        anew = [dated(begin, end, (9, 10)) for begin, end in spans]
    week = weekly("01234", (8, 18))
    since, until = at("2027-03-01 00:00"), at("2033-03-01 00:00")
    by_rule = almanac(calendar(week, *lines)).openings("office", since, until)
    assert by_rule == almanac(calendar(week, *anew)).openings("office", since, until)


def test_what_opens_once_a_year_opens_again() -> None:
    once = dated(date(2000, 1, 1), date(2000, 1, 1), (9, 10))
    line = once.model_copy(update={"first": None, "last": None, "yearly": YearlyDays(first="02-29", last="02-29")})
    assert almanac(calendar(line)).next_opening("office", at("2028-03-01 00:00")) == at("2032-02-29 09:00", PARIS)
