"""One cell of a table, exactly or not at all: instants, numbers with units, yes and no."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Literal
from zoneinfo import ZoneInfo

from ...algebra.zones import FIRST, LAST, zone
from ...model.quantity import SECONDS
from .found import MisreadError

Microseconds = int
"""Microseconds since 1970-01-01 00:00 UTC."""
Measure = tuple[Fraction, str]
"""A number, and the unit that is written behind it."""
MICRO = 1_000_000
"""Microseconds in a second."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|UTC|[+-]\d\d(?::?\d\d)?)?", re.ASCII
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WHOLE = re.compile(r"-?\d+", re.ASCII)
_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)(?:/(\d+))?\s*([a-zA-Z%/].*)?", re.ASCII)
_COUNTED = re.compile(r"-?\d{1,20}(\.\d{1,12})?", re.ASCII)
_DIGITS = 400
"""How many characters a number may have: more is none that anybody has measured."""
_FIRST, _LAST = ((datetime(year, 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1) for year in (FIRST, LAST + 1))
"""The instants of the years for which clocks are known; sentinels such as 0001-01-01 and 9999-12-31 are none."""
EPOCHS = {"unix-seconds": MICRO, "unix-milliseconds": 1000, "unix-microseconds": 1}
"""The words for times that are counted since 1970, each with the microseconds of one."""
DIRECTIVES = "dmyYHIMSfpzbB"
"""What a pattern of times may be made of: the directives of C for numbers, AM and PM, offsets and English months."""


@dataclass(frozen=True, slots=True)
class TimesAre:
    """How times are written: with offsets, or in a zone; in ISO 8601, by a pattern, or counted since 1970.

    ``repeated`` says which of the two is meant where clocks are put back; without it such a time is refused.
    """

    zone: str | None = None
    repeated: Literal["first", "second"] | None = None
    pattern: str | None = None


def instant_of(text: str, times: TimesAre) -> Microseconds:
    """The instant of a text; raises ``MisreadError``."""
    if times.pattern in EPOCHS:
        found = _counted(text, EPOCHS[times.pattern])
    elif times.pattern:
        found = _by_pattern(text, times.pattern, times)
    else:
        found = _by_iso(text, times)
    if not _FIRST <= found < _LAST:
        help_ = "leave empty what has not happened; if it is a number, is it of seconds or of milliseconds?"
        raise MisreadError(f"`{text}` is far from our time", help_)
    return found


def instants_of(texts: Sequence[str], times: TimesAre) -> list[Microseconds]:
    """The instants of the texts of a column; raises ``MisreadError``."""
    if times.pattern is None:
        try:
            found = [_DAYS[text[:11]] + _MINUTES[text[11:16]] + _SECONDS[text[16:]] for text in texts]
        except KeyError:
            pass
        else:
            if not found or (min(found) >= _FIRST and max(found) < _LAST):
                return found
    return [instant_of(text, times) for text in texts]


def _by_iso(text: str, times: TimesAre) -> Microseconds:
    try:  # each of its parts was read before, as nearly always
        return _DAYS[text[:11]] + _MINUTES[text[11:16]] + _SECONDS[text[16:]]
    except KeyError:
        pass
    match = _ISO.fullmatch(text)
    if match is None:
        raise _no_instant(text)
    day, clock, second, fraction, offset = match.groups()
    micro = int((fraction + "000000")[:6]) if fraction else 0
    if offset is None:
        return _in_zone(_written(day, clock, second, text), text, times) + micro
    hours, minutes, seconds = int(clock[:2]), int(clock[3:]), int(second or 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        _written(day, clock, second, text)  # says what is wrong with it
    midnight, passed = _midnight(day, text), (hours * 60 + minutes) * 60 * MICRO
    east = _offset(offset, text) * 60 * MICRO
    if second and not fraction:
        _DAYS[text[:11]], _MINUTES[text[11:16]], _SECONDS[text[16:]] = midnight, passed, seconds * MICRO - east
    return midnight + passed + seconds * MICRO - east + micro


def _written(day: str, clock: str, second: str | None, text: str) -> datetime:
    """The moment that is written, wherever that is; raises ``MisreadError`` if there is none such."""
    try:
        # Some versions of Python read 24:00 as the next midnight, and others refuse it.
        return datetime.combine(date.fromisoformat(day), time(int(clock[:2]), int(clock[3:]), int(second or 0)))
    except ValueError as error:
        raise MisreadError(f"`{text}` is no time: {error}", "correct it where it comes from") from None


_DAYS: dict[str, Microseconds] = {}
_MINUTES: dict[str, Microseconds] = {}
_SECONDS: dict[str, Microseconds] = {}
"""The parts of moments that were read, as they are written (seconds with their offset): there are few of each."""


def _midnight(day: str, text: str) -> Microseconds:
    return _since_1970(_written(day, "00:00", None, text).replace(tzinfo=UTC))


def day_of(text: str) -> date:
    """The day of a text such as 2026-10-01; raises ``MisreadError``."""
    if not _DAY.fullmatch(text):
        raise MisreadError(f"`{text}` is no day", "write the first day of the window, such as 2026-10-01")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise MisreadError(f"`{text}` is no day: {error}", "correct it where it comes from") from None
    if not FIRST <= day.year <= LAST:
        raise MisreadError(f"`{text}` is far from our time", "correct it where it comes from")
    return day


def _since_1970(moment: datetime) -> Microseconds:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _offset(text: str, whole: str) -> int:
    """An offset in minutes."""
    if text in ("Z", "UTC"):
        return 0
    hours, minutes = int(text[1:3]), int(text[-2:]) if len(text) > 3 else 0
    if hours > 15 or minutes > 59:
        raise MisreadError(f"`{whole}` has no offset that there is", "correct it where it comes from")
    return (hours * 60 + minutes) * (-1 if text[0] == "-" else 1)


def _in_zone(moment: datetime, text: str, times: TimesAre) -> Microseconds:
    if times.zone is None:
        raise MisreadError(
            f"`{text}` is a local time, and nothing says of which place",
            'export it with its offset, or write `zone = "Europe/Paris"` (the place it is of) in facts.toml',
            "facts/local-time",
        )
    first, second = (_since_1970(moment.replace(fold=fold, tzinfo=zone(times.zone))) for fold in (0, 1))
    if first > second:
        raise MisreadError(
            f"`{text}` did not happen in {times.zone}: the clocks skipped it",
            "correct it where it comes from, or export it with its offset",
            "facts/skipped-time",
        )
    if first < second and times.repeated is None:
        raise MisreadError(
            f"`{text}` came twice in {times.zone}: the clocks were put back",
            'export it with its offset, or write `repeated = "first"` or `"second"` beside the zone',
            "facts/repeated-time",
        )
    return second if times.repeated == "second" else first


def _by_pattern(text: str, pattern: str, times: TimesAre) -> Microseconds:
    try:
        moment = datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone is told beside the pattern
    except ValueError:
        raise MisreadError(
            f"`{text}` is not written as `{pattern}`", "correct `times` in facts.toml, or export ISO 8601"
        ) from None
    return _in_zone(moment, text, times) if moment.tzinfo is None else _since_1970(moment)


def _counted(text: str, unit: int) -> Microseconds:
    if not _COUNTED.fullmatch(text):
        raise MisreadError(f"`{text[:40]}` is no number of time since 1970", "correct `times` in facts.toml")
    return int(Fraction(text) * unit // 1)


def _no_instant(text: str) -> MisreadError:
    if _DAY.fullmatch(text):
        return MisreadError(f"`{text}` is a day, not a moment of it", "export the time of day as well")
    if _WHOLE.fullmatch(text):
        words = '`times = "unix-seconds"` or `"unix-milliseconds"`'
        return MisreadError(f"`{text}` is a number, and nothing says what it counts", f"write {words} in facts.toml")
    if re.match(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", text):
        return MisreadError(
            f"`{text}` does not say which number is the day and which the month",
            'export ISO 8601, or write `times = "%d/%m/%Y %H:%M"` (as it is written there) in facts.toml',
            "facts/ambiguous-time",
        )
    if re.search(r"[^\W\dTZ_]{3}", text):
        return MisreadError(
            f"`{text}` is written in words of some language",
            'export ISO 8601; English months can be read with `times = "%d %b %Y %H:%M"` in facts.toml',
            "facts/ambiguous-time",
        )
    return MisreadError(f"`{text}` is no time", "write it as 2026-10-05T09:00:00+02:00")


def number_of(text: str) -> Measure:
    """A number and its unit: ``300 ms``, ``99.95%``; how much of how much, such as ``5527/5600``, has the unit ``/``.

    Raises ``MisreadError``.
    """
    match = _NUMBER.fullmatch(text) if len(text) < _DIGITS else None
    if match is None:
        comma = re.fullmatch(r"-?\d+,\d+\D*", text)
        help_ = f"write it with a point: {text.replace(',', '.')}" if comma else "write it as 0.5, 1/3, 300 ms or 99.9%"
        if re.fullmatch(rf"-?{_GROUPED.replace('[.]', ',')}\D*", text):
            help_ = _UNGROUPED
        raise MisreadError(f"`{text[:40]}` is no number", help_)
    amount, below, unit = match.groups()
    if below and not int(below):
        raise MisreadError(f"`{text}` divides by nothing", "correct it where it comes from")
    return Fraction(amount) / int(below or 1), (unit or "").strip() or ("/" if below else "")


def amount_of(text: str) -> Measure:
    """A number of things, or of money, which a tool may have written with a point before thousands.

    Raises ``MisreadError``.
    """
    if re.fullmatch(rf"-?{_GROUPED}\D*", text):
        raise MisreadError(f"`{text}` may be thousands, or a number with three decimals", _UNGROUPED)
    return number_of(text)


_GROUPED = r"[1-9]\d{0,2}([.]\d{3})+"
_UNGROUPED = "write thousands without a sign between them, and a point before decimals: 25000, 25.5"


def flag_of(text: str) -> bool:
    """Whether a text says yes; raises ``MisreadError``."""
    if text.lower() not in ("true", "false", "1", "0"):
        raise MisreadError(f"`{text}` is neither true nor false", "write true or false (or 1 or 0)")
    return text.lower() in ("true", "1")


def in_unit(number: Measure, of: str) -> Fraction:
    """An amount in the base unit of a metric (``%``, ``s``, ``/s``, its own, or none); raises ``MisreadError``."""
    amount, unit = number
    if of == "s":
        if unit not in SECONDS and unit not in ("day", "days"):
            raise MisreadError("nothing says in which unit of time this is", "write it with its unit: 300 ms, 0.3 s")
        return amount * SECONDS.get(unit, Fraction(86400))
    if of == "%":
        if unit not in ("%", "/"):
            help_ = "write 99.95%, or how much of how much: 5527/5600"
            raise MisreadError("nothing says whether this is a share of one or of a hundred", help_)
        return amount if unit == "%" else 100 * amount
    if unit != of and not (unit in ("", "/") and of in ("", "/s")):
        said = f"is in {of}" if of else "has none"
        raise MisreadError(f"the unit of this is `{unit or 'none'}`, and that of its metric {said}", "correct it")
    return amount


def zone_info(name: str) -> ZoneInfo:
    """The zone of this name; raises ``MisreadError``."""
    try:
        return zone(name)
    except (OSError, ValueError):
        raise MisreadError(f"no time zone is called `{name}`", "write it as Europe/Paris") from None
