"""The windows that promises are measured over, as instants, and the downtime that a promise allows in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import count, pairwise
from zoneinfo import ZoneInfo

from ..model.agreement import Agreement
from ..model.phrases import Window
from ..model.quantity import CALENDAR_MONTH, MONTHS, Blank, Quantity, Value
from .days import later, months_after
from .intervals import Interval, Intervals, clipped, measure
from .zones import Instant, local, opening, zone

_HOUR = 3600
_LONGEST_DAY = 48 * _HOUR
"""No day of a zone is longer, not even one that has moved across the date line."""


def anchor(window: Window, agreement: Agreement) -> date | None:
    """The day from which an agreement's windows of this kind are counted; none if the agreement does not say.

    It is a first of January for calendar windows, the first day of the term for those of the contract, and the day of
    ``fiscal year starts`` for fiscal ones.
    """
    if window.kind == "contract":
        return agreement.term.first if agreement.term else None
    if window.kind == "fiscal":
        # Any leap year serves as the year: 02-29 is a day in it.
        starts = agreement.fiscal_year_starts
        return date.fromisoformat(f"1904-{starts}") if starts else None
    if window.kind in ("open", "occurrence"):
        return None
    return date(1904, 1, 1)


@lru_cache(maxsize=256)  # agreements of one term and their promises share their windows
def windows(
    window: Window, where: ZoneInfo, since: Instant, until: Instant, anchored: date
) -> tuple[Interval, ...] | None:
    """All windows that overlap the time from ``since`` to ``until``, whole and in order of their starts.

    They begin and end at midnights of the zone, so days of 23 and 25 hours count as such; weeks begin on Monday, hours
    are counted from midnight.  A rolling window begins at every midnight and ends after its length, but not before the
    next midnight; one of calendar months begins with every month.  A contract has no window before its anchor.  None
    if a rolling length is blank or in business days.
    """
    if window.kind == "rolling":
        found = _rolling(window.length, since, where)
    else:
        starts = (opening(day, 0, where) for day in _first_days(window, local(since, where).date(), anchored))
        found = _hours(starts) if window.period == "hour" else pairwise(starts)
    return None if found is None else tuple(_overlapping(found, since, until))


def fills(inner: Window, outer: Window) -> bool | None:
    """Whether each outer window is made of several inner ones, without a rest; none while a parameter is open.

    All windows but those that roll for hours begin and end at midnights, so that days and hours fill them.
    """
    if "open" in (inner.kind, outer.kind) or isinstance(outer.length, Blank):
        return None
    if inner.kind not in ("calendar", "contract", "fiscal") or (outer.length is not None and outer.kind != "rolling"):
        return False
    if outer.kind == "rolling":
        unit = outer.length.unit if outer.length is not None else ""
        is_longer = outer.length is not None and outer.length.amount > 1
        if unit == CALENDAR_MONTH and (inner.kind, inner.period) == ("calendar", "month"):
            return is_longer
        return unit in (CALENDAR_MONTH, "month", "day") and (
            inner.period == "hour" or (inner.period == "day" and (is_longer or unit != "day"))
        )
    if inner.period in ("hour", "day"):
        return outer.period is not None and outer.period != "hour" and outer.period != inner.period
    months = MONTHS.get(inner.period or ""), MONTHS.get(outer.period or "")
    return inner.kind == outer.kind and None not in months and (months[0] or 0) < (months[1] or 0)


def number_in(inner: Window, outer: Window) -> int | None:
    """How many inner windows make up each outer one; none unless both are of whole months of one kind."""
    months = MONTHS.get(inner.period or ""), MONTHS.get(outer.period or "")
    if inner.kind != outer.kind or None in months or inner.length is not None or outer.length is not None:
        return None
    number, rest = divmod(months[1] or 0, months[0] or 1)
    return None if rest or not number else number


def is_border(window: Window, agreement: Agreement, day: date) -> bool:
    """Whether each window of an agreement ends before a day begins, or begins with it or later."""
    where, anchored = zone(agreement.zone or "UTC"), anchor(window, agreement)
    at = opening(day, 0, where)
    found = windows(window, where, at, at + 1, anchored) if anchored is not None else None
    return bool(found) and all(start >= at for start, _ in found or ())


def _first_days(window: Window, day: date, anchored: date) -> Iterator[date]:
    """The days on which windows begin, from the last one that is not after a day."""
    if window.period in MONTHS:
        step = MONTHS[window.period]
        number = ((day.year - anchored.year) * 12 + day.month - anchored.month) // step
        # The month of the anchor may begin later in the month than the day asked for: then the window before is meant.
        number -= months_after(anchored, number * step) > day
        return (months_after(anchored, each * step) for each in count(0 if window.kind == "contract" else number))
    if window.period == "week":
        return _every(7, day - timedelta(days=day.weekday()))
    return _every(1, day)


def _every(days: int, first: date) -> Iterator[date]:
    return (first + timedelta(days=each) for each in count(0, days))


def _hours(starts: Iterable[Instant]) -> Iterator[Interval]:
    for start, end in pairwise(starts):
        # Where clocks change by half an hour, the last hour of that day is cut at midnight.
        yield from ((hour, min(hour + _HOUR, end)) for hour in range(start, end, _HOUR))


def _rolling(length: Value | None, since: Instant, where: ZoneInfo) -> Iterator[Interval] | None:
    if isinstance(length, Quantity) and length.unit == CALENDAR_MONTH:
        return _rolling_months(int(length.amount), since, where)
    if not isinstance(length, Quantity) or length.unit not in ("s", "day", "month"):
        return None
    if length.unit == "s":
        seconds = int(length.amount)
        first = local(since - max(seconds, _LONGEST_DAY), where).date()
        midnights = pairwise(opening(day, 0, where) for day in _every(1, first))
        # 24 h would leave out the last hour of a day of 25.
        return ((start, max(start + seconds, end)) for start, end in midnights)
    before = later(local(since, where).date(), length, -1)
    # Months differ by up to three days: a month before 31 March is the last of February, and a month after that no 31st
    # of March.
    first = (before or date.min) - timedelta(days=3)
    return ((opening(day, 0, where), opening(later(day, length) or day, 0, where)) for day in _every(1, first))


def _rolling_months(months: int, since: Instant, where: ZoneInfo) -> Iterator[Interval]:
    """So many whole months of the calendar; a window begins with each month."""
    day = local(since, where).date().replace(day=1)
    first = months_after(day, -months)
    starts = (months_after(first, each) for each in count(0))
    return ((opening(each, 0, where), opening(months_after(each, months), 0, where)) for each in starts)


def _overlapping(found: Iterable[Interval], since: Instant, until: Instant) -> Iterator[Interval]:
    for start, end in found:
        if start >= until:
            return
        if since < end:
            yield start, end


def stated_seconds(window: Window) -> Fraction | None:
    """The length in seconds that an agreement states for its windows (``each calendar month of 730 h``), or none."""
    # The length of a rolling window is the window itself, and not another measure of it.
    if window.kind == "rolling" or not isinstance(window.length, Quantity):
        return None
    seconds = {"s": 1, "day": 86400}.get(window.length.unit)
    return None if seconds is None else window.length.amount * seconds


@dataclass(frozen=True, slots=True, eq=False)
class Excuse:
    """An exclusion: downtime for these reasons leaves the counted time, at these times (any, if missing).

    At most so many ``seconds`` of each of its ``windows`` (in order of their starts), without a limit if missing;
    ``most`` is for each window what can be down for its reasons in it at all.
    """

    reasons: frozenset[str]
    times: Intervals | None = None
    seconds: Fraction | None = None
    windows: tuple[Interval, ...] = ()
    most: tuple[Fraction | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """The downtime that a promise of availability allows in one window: a share of the counted time, all excluded time.

    ``span`` is the window, ``share`` the part that may be lost (1/1000 for 99.9 %).  ``counted`` and ``excluded`` are
    seconds: the hours of the window less the excluded ones, and the excluded ones.  ``promise`` names the promise that
    the share belongs to.  Downtime counts against the budget only ``within`` these times (anywhere in the window, if
    missing), and not as far as it is excused.  A budget of several components together is ``over`` them: downtime of
    any of them counts, that of several at once counts once.  Formula: "Windows and budgets" in docs/mathematics.md.
    """

    span: Interval
    share: Fraction
    counted: Fraction
    excluded: Fraction = Fraction(0)
    promise: str = ""
    within: Intervals | None = None
    over: frozenset[str] = frozenset()
    excuses: tuple[Excuse, ...] = ()

    @property
    def seconds(self) -> Fraction:
        """The longest downtime in this window with which the promise is kept."""
        return self.share * self.counted + self.excluded

    def excluding(self, seconds: Fraction) -> Budget:
        """The budget when at most a number of seconds is excluded and leaves the counted time."""
        # What is not counted cannot be excluded from what is.
        less = min(seconds, self.counted)
        return replace(self, counted=self.counted - less, excluded=self.excluded + less)


def budgets(
    spans: Iterable[Interval],
    share: Fraction,
    hours: Intervals,
    *,
    uncut: Intervals | None = None,
    conditional: Intervals = (),
    as_whole: bool = False,
    stated: Fraction | None = None,
    promise: str = "",
) -> tuple[Budget, ...]:
    """The budgets of a promise in its windows; windows without measured time are left out.

    ``hours`` must reach as far as the windows do, except where a term cuts them off; ``uncut`` are the hours without
    that cut.  A window that is cut has its budget in proportion, or counts ``as_whole``.  ``stated`` is the length of a
    whole window in seconds; it replaces the length of its hours.  ``conditional`` are hours that do not count: they
    leave so much less, whatever the length.
    """
    found = []
    for span in spans:
        length = measure(clipped(hours, span))
        if length:
            full = length if uncut is None else measure(clipped(uncut, span))
            whole = Fraction(stated or full)
            # A term that cuts a window cuts its budget in proportion ("Windows and budgets" in docs/mathematics.md).
            counted = whole if as_whole or length == full else whole * Fraction(length, full)
            less = measure(clipped(conditional, span))
            if less < length and less < counted:
                found.append(Budget(span, share, counted - less, promise=promise))
    return tuple(found)


def chain(spans: Iterable[Interval], within: Interval) -> tuple[Interval, ...]:
    """Of windows in order of their starts, those that reach furthest in turn, from the start of a time to its end.

    All that meet it, if they do not overlap.
    """
    meeting = [each for each in spans if each[0] < within[1] and within[0] < each[1]]
    found: list[Interval] = []
    reached = within[0]
    while meeting and reached < within[1]:
        number = bisect_right(meeting, reached, key=lambda each: each[0])
        # Where no window holds a time, the next one begins after it.
        each = meeting[max(number, 1) - 1]
        if each[1] > reached:
            found.append(each)
            reached = each[1]
        elif number < len(meeting):
            reached = meeting[number][0]
        else:
            break
    return tuple(found)


def most_within(span: Interval, limit: Fraction, each: Intervals) -> Fraction:
    """The most seconds of something within a span, if at most ``limit`` falls into each of these windows.

    Windows are in order of their starts, and may overlap.  Those that reach furthest in turn cover the span, and bound
    it ("Exclusions" in docs/mathematics.md).
    """
    most, reached = Fraction(0), span[0]
    for start, end in chain(clipped(each, span), span):
        most += min(limit, Fraction(end - max(start, reached)))
        reached = end
    return most
