"""Time zones, from the installed ``tzdata`` package alone, never from the files of the system.

Another release of it may move clocks: ``sla.lock`` holds those that an agreement was signed with (``clocks``).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from ..model.lock import Clocks
from ..text.data import folder_of

Instant = int
"""Seconds since 1970-01-01 00:00 UTC."""
DAY = 86400
"""A day of UTC, in seconds: no zone changes its clock twice in one."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


@cache
def zone(name: str) -> ZoneInfo:
    """The IANA zone of this name; raises ``FileNotFoundError`` for one that ``tzdata`` lacks."""
    with folder_of("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@cache
def zone_names() -> frozenset[str]:
    """The zones of places (``Europe/Paris``) and ``UTC``, without the old names of countries and fixed offsets."""
    names = (folder_of("tzdata") / "zones").read_text(encoding="utf-8").split()
    return frozenset(name for name in names if "/" in name or name == "UTC")


def local(instant: Instant, where: ZoneInfo) -> datetime:
    """The local time of an instant."""
    return (_EPOCH + timedelta(seconds=instant)).astimezone(where)


def instant(moment: datetime) -> Instant:
    """The instant of an aware time."""
    return (moment - _EPOCH) // _SECOND


FIRST, LAST = 1970, 2100
"""The years in which zones are compared: IANA records those since 1970 with care, and nobody knows those after 2100."""


@cache
def clocks(name: str, first: int, last: int) -> Clocks:
    """The clocks of a zone from ``first`` to ``last``, in those years in which zones are compared."""
    where, years = zone(name), range(min(max(first, FIRST), LAST), min(last, LAST) + 1)
    start, end = (instant(datetime(year, 1, 1, tzinfo=UTC)) for year in (years.start, max(years.start, years.stop)))
    found = {_minute(start): _offset(start, where)} if years else {}
    for before in range(start, end, DAY):
        after = min(before + DAY, end - 1)
        if local(before, where).utcoffset() != local(after, where).utcoffset():
            change = _change(before, after, where)
            found[_minute(change)] = _offset(change, where)
    return found


def _minute(at: Instant) -> str:
    text = f"{_EPOCH + timedelta(seconds=at):%Y-%m-%d %H:%M:%S}"
    return text.removesuffix(":00")


def _offset(at: Instant, where: ZoneInfo) -> str:
    return local(at, where).isoformat()[len("2026-03-29T01:00:00") :]


@cache
def opening(day: date, minutes: int, where: ZoneInfo) -> Instant:
    """The instant of a local time (minutes after midnight, up to 1440): the first of a repeated one."""
    return _resolved(day, minutes, where, fold=0)


@cache
def closing(day: date, minutes: int, where: ZoneInfo) -> Instant:
    """The instant of a local time (minutes after midnight, up to 1440): the second of a repeated one."""
    return _resolved(day, minutes, where, fold=1)


def begins_day(at: Instant, where: ZoneInfo) -> bool:
    """Whether a day begins with an instant: its midnight, or the end of a gap that takes midnight away."""
    return opening(local(at, where).date(), 0, where) == at


def _resolved(day: date, minutes: int, where: ZoneInfo, fold: int) -> Instant:
    moment = datetime(day.year, day.month, day.day, tzinfo=where) + timedelta(minutes=minutes)
    before, after = instant(moment.replace(fold=1).astimezone(UTC)), instant(moment.replace(fold=0).astimezone(UTC))
    # A calendar is open through an hour that the clocks repeat: it opens in the first, and closes in the second.
    if before >= after:  # outside of a gap the two folds are equal, or the second is later
        return before if fold else after
    # A local time that the clocks skip is the instant after the gap (docs/mathematics.md, Numbers and time).
    return _change(before, after, where)


def _change(before: Instant, after: Instant, where: ZoneInfo) -> Instant:
    """The first instant after ``before`` and up to ``after`` that has the offset of ``after``."""
    offset = local(after, where).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        if local(middle, where).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
