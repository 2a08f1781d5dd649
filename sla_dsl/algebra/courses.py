"""Courses: the end of something as a function of its start, exact over a whole span of starts.

Clocks only ever stand still or move along with the start, so a course is a list of stretches.  Running a course through
a further clock cuts its stretches where that clock changes, at its breakpoints carried back to the start ("Clocks" in
docs/mathematics.md).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from operator import attrgetter
from typing import Literal, NamedTuple

from .clocks import Timer
from .openings import Moment

StartSide = Literal["just before", "at", "just after"]


class Stretch(NamedTuple):
    """The end for a start (``at``), the end just after it (``after``), and whether the end then moves with the start.

    An end is missing where it never comes, or where the limit does not cover the start.
    """

    start: Moment
    at: Moment | None
    after: Moment | None
    moves: bool

    def before(self, start: Moment) -> Moment | None:
        """The end just before a later start in this stretch."""
        return self.after + start - self.start if self.moves and self.after is not None else self.after


Course = list[Stretch]
"""Stretches in the order of their starts; the last one closes the course, and only its ``at`` counts."""


@dataclass(frozen=True, slots=True)
class WorstStart:
    """The start at which one course ends latest compared with another, with both ends.

    At a ``side`` of the start the figures are limits, which starts on that side approach.
    """

    start: Moment
    side: StartSide
    end: Moment
    due: Moment

    @property
    def late(self) -> Moment:
        """The seconds by which the end comes after the due end; negative if it comes before."""
        return self.end - self.due


@dataclass(frozen=True, slots=True)
class Endless:
    """A start whose end never comes."""

    start: Moment
    side: StartSide


def standing(since: Moment, until: Moment) -> Course:
    """The course in which everything ends as soon as it starts."""
    return [Stretch(since, since, since, moves=True), Stretch(until, until, until, moves=True)]


def through(course: Course, clock: Timer) -> Course:
    """The course that goes on, from each end, to the end that a clock tells."""
    found: Course = []
    breaks = _breaks(course, clock)
    for stretch, following in pairwise(course):
        at = None if stretch.at is None else clock.end(stretch.at)
        if not stretch.moves or stretch.after is None:
            after = at if stretch.after == stretch.at else None if stretch.after is None else clock.end(stretch.after)
            _append(found, Stretch(stretch.start, at, after, moves=False))
            continue
        since, until = stretch.after, stretch.after + following.start - stretch.start
        cuts = [since, *breaks[bisect_right(breaks, since) : bisect_left(breaks, until)], until]
        start = stretch.start - since
        for cut, end in pairwise(cuts):
            onset = clock.onset(cut, end)
            _append(found, Stretch(start + cut, at if cut == since else onset.at, onset.after, onset.moves))
    last = course[-1]
    found.append(Stretch(last.start, None if last.at is None else clock.end(last.at), None, moves=False))
    return found


def _breaks(course: Course, clock: Timer) -> list[Moment]:
    """The breakpoints of a clock among all moving ends of a course, in order."""
    moving = [
        (stretch.after, stretch.after + following.start - stretch.start)
        for stretch, following in pairwise(course)
        if stretch.moves and stretch.after is not None
    ]
    if not moving:
        return []
    return sorted({*clock.breaks(min(since for since, _ in moving), max(until for _, until in moving))})


def _append(course: Course, stretch: Stretch) -> None:
    """Adds a stretch, unless it only continues the one before."""
    if course:
        last = course[-1]
        goes_on = stretch.at == stretch.after and last.moves == stretch.moves
        if goes_on and last.before(stretch.start) == stretch.at:
            return
    course.append(stretch)


def ended(courses: list[Course], needed: int) -> Course:
    """The course in which so many of several have ended: for each start the ``needed``-th of their ends."""
    found: Course = []
    starts = sorted({stretch.start for course in courses for stretch in course})
    views = [_seen_from(course, starts) for course in courses]
    for i, (start, until) in enumerate(pairwise(starts)):
        here = [view[i] for view in views]
        # An end that moves overtakes one that stands still at most once, and between two such starts none does.
        meetings = {
            start + still.after - moving.after
            for still in here
            for moving in here
            if not still.moves and moving.moves and still.after is not None and moving.after is not None
        }
        cuts = sorted({start, until, *(at for at in meetings if start < at < until)})
        for j, (cut, end) in enumerate(pairwise(cuts)):
            at = _nth(needed, (stretch.before(cut) if j else stretch.at for stretch in here))
            after = _nth(needed, (stretch.before(cut) for stretch in here))
            middle = (cut + end) // 2 if end - cut > 1 else cut + Fraction(end - cut) / 2
            moves = after is not None and after != _nth(needed, (stretch.before(middle) for stretch in here))
            _append(found, Stretch(cut, at, after, moves))
    found.append(Stretch(starts[-1], _nth(needed, (view[-1].at for view in views)), None, moves=False))
    return found


def _nth(number: int, ends: Iterable[Moment | None]) -> Moment | None:
    known = sorted(end for end in ends if end is not None)
    return known[number - 1] if len(known) >= number else None


def _seen_from(course: Course, starts: list[Moment]) -> list[Stretch]:
    """A course at these starts: the stretch that begins at each, or the rest of the stretch under way."""
    seen, at, last = list[Stretch](), 0, len(course) - 1
    for start in starts:
        while at < last and course[at + 1].start <= start:
            at += 1
        stretch = course[at]
        if stretch.start != start:
            end = stretch.before(start)
            stretch = Stretch(start, end, end, stretch.moves)
        seen.append(stretch)
    return seen


def part(course: Course, since: Moment, until: Moment) -> Course:
    """The part of a course for fewer of its starts."""
    first, last = _seen_from(course, [since, until])
    inside = course[
        bisect_right(course, since, key=attrgetter("start")) : bisect_left(course, until, key=attrgetter("start"))
    ]
    return [first, *inside, Stretch(until, last.at, None, moves=False)]


def never_falls(due: Course) -> bool:
    """Whether what starts later never ends sooner, and has an end only if all that starts before has one."""
    ends = [end for one, following in pairwise(due) for end in (one.at, one.after, one.before(following.start))]
    known = [end for end in ends if end is not None]
    return known == ends[: len(known)] and all(one <= other for one, other in pairwise(known))


def worst(course: Course, due: Course, *, falls: bool = True) -> WorstStart | Endless | None:
    """The first start at which a course ends latest compared with its due course; none if nothing is ever due.

    Both courses cover the same starts.  The last start closes them and is not one of them.  ``Endless`` if the end of a
    start with a due end never comes.  ``falls`` tells that a later start may be due sooner (``never_falls``).
    """
    starts = _compared(course, due, falls=falls)
    ends, dues = _seen_from(course, starts), _seen_from(due, starts)
    found: WorstStart | None = None
    most: Moment = 0

    # A difference of courses is largest at the start of a stretch, just after it, or, if it grows, just before its end.
    def sides() -> Iterator[tuple[Moment, StartSide, Moment | None, Moment | None]]:
        for i, start in enumerate(starts):
            if i > 0 and ends[i - 1].moves and not dues[i - 1].moves:
                yield start, "just before", ends[i - 1].before(start), dues[i - 1].before(start)
            if i + 1 < len(starts):
                yield start, "at", ends[i].at, dues[i].at
                yield start, "just after", ends[i].after, dues[i].after

    for start, side, end, by in sides():
        if by is None:
            continue
        if end is None:
            return Endless(start, side)
        if found is None or end - by > most:
            found, most = WorstStart(start, side, end, by), end - by
    return found


def _compared(course: Course, due: Course, *, falls: bool) -> list[Moment]:
    """The starts at which a course may be later than before, compared with its due course, in order."""
    starts = {stretch.start for stretch in course}
    every = [stretch.start for stretch in due]
    if falls:
        return sorted(starts.union(every))
    # While an end stands still that is due never sooner, no later start is worse.
    for one, following in pairwise(course):
        if one.moves:
            starts.update(every[bisect_right(every, one.start) : bisect_left(every, following.start)])
    return sorted(starts)
