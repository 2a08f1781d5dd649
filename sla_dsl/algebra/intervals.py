"""Sets of whole numbers as half-open intervals: instants in seconds, or days by their ordinal."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

Interval = tuple[int, int]
"""From the first (included) to the second (excluded)."""
Intervals = tuple[Interval, ...]
"""In normal form: sorted, none empty, none touching the next."""


def union(intervals: Iterable[Interval]) -> Intervals:
    """The normal form of any intervals, in any order; empty ones are left out."""
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if start >= end:
            continue
        # What touches is one: an outage that begins where another ends goes on from it (docs/meaning.md).
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def together(sets: Iterable[Intervals]) -> Intervals:
    """The numbers in any of some sets, each in normal form."""
    some = [one for one in sets if one]
    return some[0] if len(some) == 1 else union(piece for one in some for piece in one)


def intersection(left: Intervals, right: Intervals) -> Intervals:
    """The numbers in both sets, each in normal form."""
    if len(right) == 1:
        return clipped(left, right[0])
    if len(left) == 1:
        return clipped(right, left[0])
    common: list[Interval] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if start < end:
            common.append((start, end))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return tuple(common)


def difference(left: Intervals, right: Intervals) -> Intervals:
    """The numbers in the first set and not in the second, each in normal form."""
    if not right:
        return left
    rest: list[Interval] = []
    j = 0
    for begin, end in left:
        start = begin
        while j < len(right) and right[j][1] <= start:
            j += 1
        k = j
        while k < len(right) and right[k][0] < end:
            if start < right[k][0]:
                rest.append((start, right[k][0]))
            start = max(start, right[k][1])
            k += 1
        if start < end:
            rest.append((start, end))
    return tuple(rest)


def clipped(intervals: Intervals, span: Interval) -> Intervals:
    """The part of a set in normal form that lies within a span."""
    first = bisect_right(intervals, span[0], key=lambda each: each[1])
    last = bisect_left(intervals, span[1], key=lambda each: each[0])
    if first >= last or span[0] >= span[1]:
        return ()
    if span[0] <= intervals[first][0] and intervals[last - 1][1] <= span[1]:
        return intervals[first:last]
    return tuple((max(start, span[0]), min(end, span[1])) for start, end in intervals[first:last])


class Cumulated:
    """How many numbers of a set in normal form lie in a span: a step function, so that they are not gone through."""

    def __init__(self, intervals: Intervals) -> None:
        self._intervals = intervals
        self._starts = [start for start, _ in intervals]
        self._before = [0, *accumulate(end - start for start, end in intervals)]

    def within(self, span: Interval) -> int:
        """The count of numbers in a span."""
        return self._up_to(span[1]) - self._up_to(span[0])

    def _up_to(self, at: int) -> int:
        last = bisect_right(self._starts, at) - 1
        if last < 0:
            return 0
        start, end = self._intervals[last]
        return self._before[last] + min(at, end) - start


def measure(intervals: Intervals) -> int:
    """The count of numbers in the intervals."""
    return sum(end - start for start, end in intervals)
