"""Time zones, from the pinned ``tzdata`` package alone: the same instants on every machine."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

Instant = int
"""Seconds since 1970-01-01 00:00 UTC."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


@cache
def zone(name: str) -> ZoneInfo:
    """The IANA zone of this name; raises ``FileNotFoundError`` for one that ``tzdata`` lacks."""
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@cache
def zone_names() -> frozenset[str]:
    """The zones of places (``Europe/Paris``) and ``UTC``, without the old names of countries and fixed offsets."""
    names = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(name for name in names if "/" in name or name == "UTC")


def local(instant: Instant, where: ZoneInfo) -> datetime:
    """The local time of an instant."""
    return (_EPOCH + timedelta(seconds=instant)).astimezone(where)


def instant(moment: datetime) -> Instant:
    """The instant of an aware time."""
    return (moment - _EPOCH) // _SECOND


@cache
def opening(day: date, minutes: int, where: ZoneInfo) -> Instant:
    """The instant of a local time (minutes after midnight, up to 1440): the first of a repeated one."""
    return _resolved(day, minutes, where, fold=0)


@cache
def closing(day: date, minutes: int, where: ZoneInfo) -> Instant:
    """The instant of a local time (minutes after midnight, up to 1440): the second of a repeated one."""
    return _resolved(day, minutes, where, fold=1)


def _resolved(day: date, minutes: int, where: ZoneInfo, fold: int) -> Instant:
    moment = datetime(day.year, day.month, day.day, tzinfo=where) + timedelta(minutes=minutes)
    before, after = instant(moment.replace(fold=1).astimezone(UTC)), instant(moment.replace(fold=0).astimezone(UTC))
    if before >= after:  # outside of a gap the two folds are equal, or the second is later
        return before if fold else after
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
