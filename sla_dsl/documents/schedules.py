"""Schedules: each calendar that a document names, with its hours and the actual days of its lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..algebra.calendars import day_lists
from ..algebra.days import term
from ..model.people import Calendar, Closing, Opening
from .beginning import LEAP_YEAR
from .book import time_of_day
from .words import Words, together
from .writing import ArticleDraft


def calendars(words: Words) -> list[Calendar]:
    """The calendars of an agreement's document, in the order in which it names them."""
    workspace = words.workspace
    names = [name for space, name in words.mentioned if space == "calendars"]
    return [workspace.calendars[name] for name in names]


def schedule(draft: ArticleDraft, one: Calendar) -> None:
    """The hours of a calendar, and the days on which it is closed or has other hours."""
    words, book = draft.words, draft.words.book
    if one.combination is not None:
        text = words.combination(one.combination)
        draft.say(f"calendar/{one.name}/combination", book.say("schedule/combination", value=text))
    if one.zone:
        draft.say(f"calendar/{one.name}/zone", book.say("schedule/zone", value=one.zone))
    rows = []
    for line in one.lines:
        when = _when(words, line)
        rows.append((f"calendar/{one.name}/{_key(line)}", (when, _hours(words, line), words.own(line.title))))
    head = (book.say("column/days"), book.say("column/hours"), book.say("column/remark"))
    draft.tabulate(f"calendar/{one.name}", book.say("schedule"), head, rows, (6, 4, 3))
    lists = dict.fromkeys(name for line in one.lines for name in day_lists(line))
    listed = [
        (f"calendar/{one.name}/{name}/{year}", (_list(words, name), str(year), days))
        for name in lists
        for year, days in _days(words, name)
    ]
    head = (book.say("column/list"), book.say("column/year"), book.say("column/days"))
    draft.tabulate(f"calendar/{one.name}/days", book.say("schedule/lists"), head, listed, (6, 3, 17))


def _key(line: Opening | Closing) -> str:
    """Of which days a line speaks, in no language."""
    days = (line.weekdays, line.nth, line.moved) if isinstance(line, Opening) else (line.holidays, line.since is None)
    return "/".join(map(str, (line.kind, *days, line.first or "", line.last or "", *_yearly(line))))


def _yearly(line: Opening | Closing) -> tuple[str, ...]:
    return (line.yearly.first, line.yearly.last) if line.yearly is not None else ()


def _when(words: Words, line: Opening | Closing) -> str:
    book = words.book
    season = [line.first, line.last]
    if isinstance(line, Closing):
        parts = [_list(words, name) for name in line.holidays]
        named = book.all_of(parts) if parts else ""
    else:
        days = book.all_of(_weekdays(words, line.weekdays))
        ranks = book.all_of(book.say(f"rank/{rank}") for rank in sorted(line.nth, key=lambda rank: (rank < 0, rank)))
        named = book.say("ranked", ranks=ranks, days=days) if ranks else days
        moved = [book.say("moved-days", value=book.territory(name)) for name in line.moved]
        named = together(named, *moved)
    dates = ""
    if any(season):
        same = line.first == line.last and line.first is not None
        dates = book.day(line.first) if same and line.first else words.days(line.first, line.last)
    if line.yearly is not None:
        first, last = (book.short_day(date(LEAP_YEAR, *map(int, one.split("-")))) for one in _yearly(line))
        dates = book.say("each-year/day", day=first) if first == last else book.say("each-year", first=first, last=last)
    return together(named, dates)


def _weekdays(words: Words, days: tuple[int, ...]) -> Iterator[str]:
    """Weekdays as names; three or more in a row as a span."""
    left = sorted(days)
    while left:
        end = 0
        while end + 1 < len(left) and left[end + 1] == left[end] + 1:
            end += 1
        if end >= 2:
            yield words.book.say("weekdays", first=words.book.weekday(left[0]), last=words.book.weekday(left[end]))
        else:
            yield from map(words.book.weekday, left[: end + 1])
        left = left[end + 1 :]


def _hours(words: Words, line: Opening | Closing) -> str:
    if isinstance(line, Closing):
        if line.since is not None:
            return words.book.say("closed-from", time=time_of_day(line.since))
        return words.book.say("closed")
    return ", ".join(f"{time_of_day(span.start)}\u2013{time_of_day(span.end)}" for span in line.spans)


def _list(words: Words, name: str) -> str:
    """A list of days in words: the public days of a country, half days, working days that were moved."""
    kind, _, code = name.rpartition(" ")
    known = {"half days": "half-days", "moved working days": "moved-days"}
    place = words.book.territory(code.partition("-")[0]) if code.isupper() and len(code.partition("-")[0]) == 2 else ""
    said = f"{place} ({code})" if place and "-" in code else place or words.own(name)
    if kind in known:
        return words.book.say(known[kind], value=said)
    return words.book.say("holidays", value=said if not kind else words.own(name))


def _days(words: Words, name: str) -> Iterator[tuple[int, str]]:
    """The locked days of a list within the term of the agreement, year by year."""
    span = term(words.agreement)
    first = (span and span.first) or date.min
    last = (span and span.last) or date.max
    days = sorted(day for day in words.workspace.lock.holidays.get(name, {}) if first <= day <= last)
    for year in sorted({day.year for day in days}):
        yield year, ", ".join(words.book.short_day(day) for day in days if day.year == year)
