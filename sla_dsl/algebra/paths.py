"""Paths: the hand-offs of a case, each hop with its own limit and hours, and the start from which they take longest."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Generic, Literal, TypeVar

from .calendars import ALWAYS
from .clocks import Elapsed, TimeLimit, clocks, conditions, objection
from .courses import Course, Endless, WorstStart, ended, never_falls, part, standing, through, worst
from .in_a_row import in_a_row
from .openings import Diary, Moment
from .undecidable import Undecidable
from .zones import closing, opening, zone

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """Routes: all are walked side by side (``together``), or one of them is taken (``whichever``).

    Of routes that start ``together`` so many are waited for as are ``needed``: all, if it is not said.
    """

    kind: Literal["together", "whichever"]
    routes: tuple[tuple[T | Group[T], ...], ...]
    needed: int | None = None

    @property
    def waited_for(self) -> int:
        """How many routes must have ended; of `whichever` all, since nobody knows which one is taken."""
        return self.needed or len(self.routes)

    def of(self, routes: Iterable[tuple[S | Group[S], ...]]) -> Group[S]:
        """The same group of other routes, one for each of these."""
        return Group(self.kind, tuple(routes), self.needed)


Chain = tuple[T | Group[T], ...]
"""Hops, one after the other."""


def hops(chain: Chain[T]) -> Iterator[T]:
    """All hops of a chain, those of its groups included."""
    for hop in chain:
        if isinstance(hop, Group):
            for route in hop.routes:
                yield from hops(route)
        else:
            yield hop


def run(diary: Diary, chain: Chain[TimeLimit], start: Moment) -> tuple[Moment | None, ...] | Undecidable:
    """The moments at which the hops of a chain end if each takes as long as it may; none where one never ends."""
    if why := _objection(diary, chain):
        return why
    ends: list[Moment | None] = []
    for hop in chain:
        ends.append(_end(diary, hop, ends[-1] if ends else start))
    return tuple(ends)


def _end(diary: Diary, hop: TimeLimit | Group[TimeLimit], start: Moment | None) -> Moment | None:
    if isinstance(hop, Group):
        # Nobody knows which route `whichever` takes, so the slowest decides for both kinds ("Paths" in
        # docs/mathematics.md).
        ends = (reduce(lambda at, part: _end(diary, part, at), route, start) for route in hop.routes)
        known = sorted(end for end in ends if end is not None)
        return known[hop.waited_for - 1] if len(known) >= hop.waited_for else None
    return reduce(lambda at, clock: None if at is None else clock.end(at), clocks(diary, hop), start)


def worst_start(
    diary: Diary, promise: TimeLimit, chain: Chain[TimeLimit], first: date, last: date
) -> WorstStart | Endless | Undecidable | None:
    """The start, from the first to the last day of the promise's zone, whose chain ends latest after its due end.

    Every hop takes as long as it may.  None if the promise covers no start.
    """
    if why := _objection(diary, (promise, *chain)):
        return why
    return _worst(
        diary,
        (promise,),
        chain,
        _starts(promise.zone, first, last),
        lambda starts: _known_course(diary, chain, starts),
        lambda starts: _known_course(diary, (promise,), starts),
    )


def longest_time(
    diary: Diary, promise: TimeLimit, chain: Chain[TimeLimit], first: date, last: date
) -> WorstStart | Endless | Undecidable | None:
    """The start that a promise covers from which a chain takes the most time of the promise's hours.

    ``end`` and ``due`` of the result are the opening time passed at the end and at the start, in seconds.
    """
    hours, only = promise.hours, conditions(diary, promise)
    if why := _objection(diary, chain):
        return why
    if not diary.almanac.is_known(hours or ALWAYS):
        return Undecidable(f"`{hours}` is not a calendar")
    passed = Elapsed(diary.timeline(hours))
    return _worst(
        diary,
        (hours, only),
        chain,
        _starts(promise.zone, first, last),
        lambda starts: diary.course(
            (chain, hours, *starts), lambda: through(_known_course(diary, chain, starts), passed)
        ),
        lambda starts: diary.course((hours, only, *starts), lambda: reduce(through, (*only, passed), starts)),
    )


def _worst(
    diary: Diary,
    promised: Hashable,
    chain: Chain[TimeLimit],
    starts: Course,
    ends: Callable[[Course], Course],
    dues: Callable[[Course], Course],
) -> WorstStart | Endless | None:
    """The worst of some starts of a chain; ``promised`` is all that the due ends follow from.

    The worst of all starts of the diary is computed first, because many promises share it; it is the answer if it lies
    among these starts.
    """
    since, until = starts[0].start, starts[-1].start
    if diary.until is None or not diary.since <= since <= until <= diary.until:
        return worst(ends(starts), dues(starts))
    whole = standing(diary.since, diary.until)
    falls = diary.remembered(("falls", promised), lambda: not never_falls(dues(whole)))
    found = diary.remembered(("worst", promised, chain), lambda: worst(ends(whole), dues(whole), falls=falls))
    if found is None or since < found.start < until:
        return found
    return diary.remembered(
        ("worst", promised, chain, since, until),
        lambda: worst(part(ends(whole), since, until), part(dues(whole), since, until), falls=falls),
    )


def _objection(diary: Diary, chain: Chain[TimeLimit]) -> Undecidable | None:
    return next((why for limit in hops(chain) if (why := objection(diary.almanac, limit))), None)


def _starts(where: str, first: date, last: date) -> Course:
    return standing(opening(first, 0, zone(where)), closing(last, 1440, zone(where)))


def _known_course(diary: Diary, chain: Chain[TimeLimit], starts: Course) -> Course:
    """The course of a chain, worked out once because many promises share it, or its first hops."""
    if not chain:
        return starts
    return diary.course((chain, *starts), lambda: _through_last(diary, chain, starts, _known_course))


def _course(diary: Diary, chain: Chain[TimeLimit], starts: Course) -> Course:
    return _through_last(diary, chain, starts, _course) if chain else starts


def _through_last(
    diary: Diary,
    chain: Chain[TimeLimit],
    starts: Course,
    course_of: Callable[[Diary, Chain[TimeLimit], Course], Course],
) -> Course:
    """The course of a chain, from that of all hops but the last one, and but those that are one clock with it."""
    *before, last = chain
    if isinstance(last, Group):
        course = course_of(diary, tuple(before), starts)
        return ended([_course(diary, route, course) for route in last.routes], last.waited_for)
    timers = clocks(diary, last)
    while before and not isinstance(before[-1], Group):
        *own, end = clocks(diary, before[-1])
        joined = in_a_row(end, timers[0])
        if joined is None:
            break
        before.pop()
        timers = (*own, joined, *timers[1:])
    return reduce(through, timers, course_of(diary, tuple(before), starts))
