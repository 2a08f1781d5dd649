"""Opening hours, shorter and exactly: weeks that are alike are said once, with what is otherwise in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ...algebra.intervals import Interval, Intervals, difference, intersection, union

WEEK = 604_800
"""The seconds of a week; weeks are counted from the first second of 1970, a Thursday, in UTC."""
_OFTEN = 4
"""How many weeks must be alike to be said once: fewer are as short one by one."""


@dataclass(frozen=True, slots=True)
class AlikeWeeks:
    """Times in which all weeks are open alike, and their openings, in seconds since the beginning of a week."""

    times: Intervals
    openings: Intervals


@dataclass(frozen=True, slots=True)
class OpeningWeeks:
    """Opening hours: those of weeks that are alike, without the times in ``closed``, and with those in ``opened``."""

    alike: tuple[AlikeWeeks, ...]
    closed: Intervals
    opened: Intervals


def in_weeks(spans: Intervals) -> OpeningWeeks:
    """The same times as these, by weeks; they are in order, and end."""
    weeks = _weeks(spans)
    often = [openings for openings, count in Counter(weeks.values()).most_common() if count >= _OFTEN]
    whole = union([(spans[0][0], spans[-1][1])])
    times: dict[Intervals, list[Interval]] = defaultdict(list)
    for number in range(spans[0][0] // WEEK, -(-spans[-1][1] // WEEK)) if often else ():
        openings = weeks.get(number, ())
        nearest = min(often, key=lambda one: _seconds(difference(one, openings)) + _seconds(difference(openings, one)))
        times[nearest].append((number * WEEK, (number + 1) * WEEK))
    alike = tuple(AlikeWeeks(intersection(union(each), whole), openings) for openings, each in times.items())
    said = union(span for one in alike for span in _opened(one))
    return OpeningWeeks(alike, difference(said, spans), difference(spans, said))


def _weeks(spans: Intervals) -> dict[int, Intervals]:
    """The openings of each week that has some."""
    found: dict[int, list[Interval]] = defaultdict(list)
    for start, end in spans:
        for number in range(start // WEEK, -(-end // WEEK)):
            first = number * WEEK
            found[number].append((max(start - first, 0), min(end - first, WEEK)))
    return {number: union(each) for number, each in found.items()}


def _opened(one: AlikeWeeks) -> Intervals:
    numbers = (number for start, end in one.times for number in range(start // WEEK, -(-end // WEEK)))
    spans = ((number * WEEK + start, number * WEEK + end) for number in numbers for start, end in one.openings)
    return intersection(union(spans), one.times)


def _seconds(spans: Iterable[Interval]) -> int:
    return sum(end - start for start, end in spans)
