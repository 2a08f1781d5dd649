"""How the clock of a case runs: second by second it runs, rests, or is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Literal, NamedTuple

from ..algebra.calendars import ALWAYS, MONTH
from ..algebra.intervals import Cumulated, Interval, Intervals, clipped, difference, measure, union
from ..algebra.zones import Instant
from ..model.people import Pause
from ..model.phrases import Selection
from ..model.quantity import Quantity
from ..model.remedies import Exclusion
from .due import accepted, later
from .handled import Handled, Spell
from .holding import value_of
from .measured import allowed, applying, excluded_of, in_force_until, is_by, is_for_all, suspended
from .question import Question, UnknownError, time, within
from .world import ScaleValues, ServiceCase

_MONTHS = 1200
"""How far ahead a clock is watched: the longest limit of the language."""


class ClockPiece(NamedTuple):
    """A time in which the clock runs, rests within its hours, or is outside of them."""

    start: Instant
    end: Instant
    does: Literal["runs", "rests", "is-closed"]


def courses(question: Question, handled: Handled, stretches: Sequence[Spell]) -> Iterator[Iterator[ClockPiece]]:
    """The course of the clock of a case in each of some stretches in turn; in one without an end for a century.

    A pause has one limit for the whole case: what it has waited before its time began anew, or before it got more
    urgent, has used it up as well.
    """
    resting = Resting(question, handled.case)
    for start, end in _before(question, handled, stretches[0].start):
        for _ in _pieces(resting, start, end):
            pass
    return (_pieces(resting, start, end) for start, end in stretches)


def _before(question: Question, handled: Handled, until: Instant) -> Iterator[Interval]:
    """The stretches of a case before a moment; those after it are of no length, or less."""
    for count in handled.counts:
        begins = accepted(question, count[0].start)
        for start, end in count:
            yield max(begins, start), until if end is None else min(end, until)


def _pieces(resting: Resting, start: Instant, until: Instant | None) -> Iterator[ClockPiece]:
    for month in range(_MONTHS):
        since, after = start + month * MONTH, start + (month + 1) * MONTH
        end = after if until is None else min(after, until)
        if since >= end:
            return
        yield from _within(resting, since, end)


def run_for(question: Question, handled: Handled, stretches: Sequence[Spell]) -> int:
    """For how many seconds the clock of a case runs in stretches that all end.

    A pause that has no limit, and needs no work before it, lets it rest whenever the case waits for its reason.
    """
    case = handled.case
    pauses = pauses_of(question) if case.states else ()
    if not is_without_limits(pauses):
        found = (one for course in courses(question, handled, stretches) for one in course)
        return sum(one.end - one.start for one in found if one.does == "runs")
    total = 0
    for span in ((start, end) for start, end in stretches if end is not None and start < end):
        waits = _excluded_waits(question, case, span[1])
        waits += [each for one in pauses for each in waits_for(question, case, one.reason)]
        runs = runs_in(question, span, _values_of(question, case), case.service)
        total += runs.within(span) - sum(map(runs.within, clipped(union(waits), span)))
    return total


def pauses_of(question: Question) -> tuple[Pause, ...]:
    """The pauses of the objective and of its clock."""
    clock = question.clock
    return (*question.objective.pauses, *(clock.pauses if clock else ()))


def is_without_limits(pauses: Iterable[Pause]) -> bool:
    """Whether a clock rests for as long as a case waits: no pause ends by itself, or needs work before it."""
    return all(one.bound is None and one.after is None for one in pauses)


def runs_in(question: Question, span: Interval, values: ScaleValues, service: str) -> Cumulated:
    """When the clock of cases runs that are of a service, have such values, and wait for nothing; in a time at least.

    Cases of one window ask for the same few months.
    """
    months = span[0] // MONTH * MONTH, -(-span[1] // MONTH) * MONTH

    def found() -> Cumulated:
        gone = _excluded_up_to(question, months[1], values, service)
        if not gone:  # agreements share their calendars
            return question.almanac.cumulated(question.hours or ALWAYS, months)
        return Cumulated(difference(question.in_hours((months,)), gone))

    return question.once(("runs", months, values, service), found)


def _within(resting: Resting, since: Instant, until: Instant) -> Iterator[ClockPiece]:
    question, case = resting.question, resting.case
    opened = question.in_hours(union([(since, until)]))
    gone = within(does_not_count(question, case, until), (since, until))
    if not gone and not case.states:  # nothing lets it rest
        yield from _unbroken(opened, resting, (since, until))
        return
    states = [time(one.start, one.end) for one in case.states]
    edges = {since, until, *(edge for each in (*opened, *gone, *states) for edge in each)}
    at = since
    for edge in sorted(one for one in edges if since < one <= until):
        while at < edge:
            is_open, is_gone = _is_in(at, opened), _is_in(at, gone)
            length, rests = resting.step(at, edge, is_open, is_gone)
            yield ClockPiece(at, at + length, "is-closed" if not is_open else "rests" if rests else "runs")
            at += length


def _unbroken(opened: Intervals, resting: Resting, span: Interval) -> list[ClockPiece]:
    """The course of a clock that runs whenever it is open."""
    resting.run, resting.resting = resting.run + measure(opened), None
    closed = difference(union([span]), opened)
    return sorted([*(ClockPiece(*one, "runs") for one in opened), *(ClockPiece(*one, "is-closed") for one in closed)])


def _is_in(at: Instant, times: Iterable[tuple[Instant, Instant]]) -> bool:
    return any(start <= at < end for start, end in times)


def does_not_count(question: Question, case: ServiceCase, until: Instant) -> Intervals:
    """When time does not count for a case: what is excluded, what it waits for that is, and what is suspended."""
    # What is excluded up to a moment is the same whoever asks up to a later one: one answer serves a month of cases.
    later_on = -(-until // MONTH) * MONTH
    about = later_on, _values_of(question, case), case.service
    gone = question.once(("excluded", *about), lambda: _excluded_up_to(question, *about))
    return union([*gone, *_excluded_waits(question, case, until)])


def _excluded_up_to(question: Question, until: Instant, values: ScaleValues, service: str) -> Intervals:
    """Time that is excluded or suspended for cases of a service with such values, up to a moment."""
    if not question.agreement.suspensions and not any(_may_exclude(question, one) for one in applying(question)):
        return ()
    return union([*excluded_of(question, until, _scope_of(question, values), service), *suspended(question)])


def _may_exclude(question: Question, one: Exclusion) -> bool:
    """Whether anything happened for the reason of an exclusion, or it asks for more than that."""
    return bool(one.scope or one.when is not None or question.world.for_reason(one.reason))


def _excluded_waits(question: Question, case: ServiceCase, until: Instant) -> list[Interval]:
    """When a case waits for what is excluded, up to a moment."""
    found: list[Interval] = []
    for one in applying(question):
        waits = waits_for(question, case, one.reason)
        # Nobody announces for what a case waits.
        if not waits or one.announced is not None:
            continue
        if not is_for_all(one.scope, _scope_of(question, _values_of(question, case))):
            continue
        if one.limit is not None:
            raise UnknownError(f"excludes {one.reason} up to {one.limit.text}")
        found += allowed(question, one, clipped(union(waits), in_force_until(question, until)))
    return found


def waits_for(question: Question, case: ServiceCase, reason: str) -> list[Interval]:
    """When a case waits for a reason, by whomever that reason is about."""
    return [
        time(row.start, row.end)
        for row in case.states
        if row.reason == reason and is_by(question, reason, row.by, case.carries)
    ]


def _scope_of(question: Question, values: ScaleValues) -> tuple[Selection, ...]:
    """These values of a case, and, of other scales, those that the objective is for."""
    own = tuple(Selection(scale=scale, values=(value,)) for scale, value in values)
    return (*own, *(one for one in question.scope if one.scale not in dict(values)))


def _values_of(question: Question, case: ServiceCase) -> ScaleValues:
    """The values that a case has in the end, of all scales that exclusions name."""
    exclusions = question.agreement.exclusions
    scales = question.once("excluded scales", lambda: sorted({each.scale for one in exclusions for each in one.scope}))
    if not scales:
        return ()
    last = max((event.at for event in case.events), default=0)
    values = ((scale, value_of(question, case, scale, last)) for scale in scales)
    return tuple((scale, value) for scale, value in values if value)


@dataclass
class Resting:
    """For which reasons a clock rests, and how long it still may; it is told of each step in turn."""

    question: Question
    case: ServiceCase
    used: dict[int, Fraction] = field(default_factory=dict)
    allowed: dict[int, Fraction] = field(default_factory=dict)
    run: Fraction = Fraction(0)
    """For how long it has run since it last rested."""
    resting: int | None = None

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """The pauses of the objective and of its clock."""
        return pauses_of(self.question)

    def step(self, at: Instant, edge: Instant, is_open: bool, is_gone: bool) -> tuple[int, bool]:
        """How long the clock goes on as it does at a moment, up to an edge, and whether it rests meanwhile."""
        length = Fraction(edge - at)
        if is_gone:
            return int(length), True
        number = self._pausing(at)
        if number is None:
            for pause in self._waited_for(at):
                if pause.after is not None and is_open and self.run < (after := _seconds(pause.after)):
                    length = min(length, Fraction(ceil(after - self.run)))
            self.run += length if is_open else 0
            self.resting = None
            return int(length), False
        pause = self.pauses[number]
        if pause.bound is not None and self._counts(pause, is_open):
            length = min(length, self._left(number, at))
            self.used[number] = self.used.get(number, Fraction(0)) + length
        self.run, self.resting = Fraction(0), number
        return int(length), True

    def _waited_for(self, at: Instant) -> list[Pause]:
        return [pause for pause in self.pauses if self._waits(pause, at)]

    def _waits(self, pause: Pause, at: Instant) -> bool:
        return any(
            row.reason == pause.reason
            and is_by(self.question, row.reason, row.by, self.case.carries)
            and _is_in(at, [time(row.start, row.end)])
            for row in self.case.states
        )

    def _pausing(self, at: Instant) -> int | None:
        """Which pause stops the clock at a moment: of two at once that without a limit, else the first of the text."""
        found = [number for number, pause in enumerate(self.pauses) if self._waits(pause, at) and self._may(number, at)]
        return min(found, key=lambda number: (self.pauses[number].bound is not None, number), default=None)

    def _may(self, number: int, at: Instant) -> bool:
        """Whether a pause has something left of its limit, and the clock has run for long enough before it."""
        pause = self.pauses[number]
        if pause.after is not None and self.resting != number:
            if self.run < _seconds(pause.after):
                return False
            self.used[number] = Fraction(0)  # a rest after work: each has the whole limit
        return pause.bound is None or self._left(number, at) > 0

    def _left(self, number: int, at: Instant) -> Fraction:
        """What is left of the limit of a pause: all pauses of a case for one reason use it up together."""
        if number not in self.allowed:
            self.allowed[number] = self._limit(self.pauses[number], at)
        return self.allowed[number] - self.used.get(number, Fraction(0))

    def _limit(self, pause: Pause, at: Instant) -> Fraction:
        """The limit of a pause in seconds: days and business days as they are from when it first begins."""
        limit = self._quantity(pause)
        return (
            limit.amount if limit.unit == "s" else Fraction(later(self.question, limit, at, self.question.hours) - at)
        )

    def _counts(self, pause: Pause, is_open: bool) -> bool:
        """Whether time uses up the limit of a pause: hours count in the hours of the clock, days at any time."""
        return is_open or self._quantity(pause).unit != "s"

    def _quantity(self, pause: Pause) -> Quantity:
        assert pause.bound is not None
        if pause.bound.kind not in ("at-most", "below"):
            raise UnknownError(f"pauses while {pause.reason} {pause.bound.kind}")
        return self.question.quantity(pause.bound.value, "s")


def _seconds(time: Quantity) -> Fraction:
    if time.unit != "s":
        raise UnknownError(f"after {time.text}")
    return time.amount
