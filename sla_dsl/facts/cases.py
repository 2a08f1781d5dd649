"""Cases: which are counted, when their clocks start, and whether they keep to the bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Literal

from ..algebra.intervals import Interval, union
from ..algebra.zones import Instant
from ..model.phrases import Bound, Deadline
from ..model.quantity import Quantity
from .bounds import BoundKind, is_within
from .due import accepted, due, later
from .handled import Handled, Spell, Timed
from .holding import holds, value_of
from .measured import applying, is_by
from .plain import plain_cases
from .question import FOR_EVER, Question, UnknownError, time
from .running import courses, run_for
from .world import REOPENED, CaseEvent, ServiceCase


def timed_cases(question: Question) -> list[Timed]:
    """The cases of the window, in the order in which their clocks start."""
    found, others = plain_cases(question)
    ours = (one for one in others if not _is_of_others(question, one))
    near = (one for one in ours if _may_start_in(one, question.promised) and _is_counted(question, one))
    cases = (handled for one in near for handled in _handled(question, one))
    for handled in sorted(cases, key=_in_order):
        if question.promised[0] <= handled.start < question.promised[1]:
            timed = _timed(question, handled)
            if timed is not None:
                found.append(timed)
    return sorted(found, key=lambda one: _in_order(one.handled))


def _in_order(one: Handled) -> tuple[Instant, str]:
    return one.start, one.case.case


def handled_cases(question: Question) -> Iterator[Handled]:
    """All cases that are about the objective, whenever they come."""
    for case in question.world.cases:
        if _is_counted(question, case):
            yield from _handled(question, case)


def _may_start_in(case: ServiceCase, span: Interval) -> bool:
    """Whether a case may start in a time: it starts with one of its events."""
    start, end = span
    return any(start <= event.at < end for event in case.events)


def _is_counted(question: Question, case: ServiceCase) -> bool:
    return (
        case.service in question.covered
        and question.is_about_us(case)
        and case.population in ("", question.metric.population)
        and not _is_excluded(question, case)
    )


def _is_of_others(question: Question, case: ServiceCase) -> bool:
    """Whether a case says from the first to the last that it has no value for which the objective is."""
    if case.changes:
        return False
    for scale, values in question.values:
        for name, value in case.values:
            if name == scale and value not in values:
                return True
    return False


def _is_excluded(question: Question, case: ServiceCase) -> bool:
    """Whether a case came for a reason that is excluded."""
    for one in applying(question):
        if case.reason == one.reason and is_by(question, case.reason, case.by, case.carries):
            if one.limit or one.within or one.announced or one.scope:
                raise UnknownError(f"excludes {one.reason}")
            start = min((event.at for event in case.events), default=0)
            if holds(question, one.when, start, case):
                return True
    return False


# Events


def _handled(question: Question, case: ServiceCase) -> Iterator[Handled]:
    """A case from the start of its clock to its end, and on if it is opened again."""
    start = _started(question, case)
    if start is None:
        return
    first, counts = start, [[_stretch(question, case, start)]]
    for again in sorted(_moments(case, REOPENED, start)):
        end, stretch = counts[-1][-1].end, _stretch(question, case, again)
        if end is None or again < end:
            continue
        way = _reopened(question, end, again)
        if way == "continues":
            counts[-1].append(stretch)
        elif way == "restarts":
            counts.append([stretch])
        else:
            yield Handled(case, first, _anew(question, case, counts))
            first, counts = again, [[stretch]]
    yield Handled(case, first, _anew(question, case, counts))


def _reopened(question: Question, end: Instant, again: Instant) -> Literal["continues", "restarts"] | None:
    """How a case goes on that is opened again; not at all, if that is too late or nothing is said of it."""
    clock = question.clock
    if clock is None or clock.reopened_within is None:
        return None
    last = later(question, question.quantity(clock.reopened_within, "s"), end, question.hours)
    # Opened again just when the time is over is in time, and the case is still the same one.
    return clock.reopened if again <= last else None


def _moments(case: ServiceCase, event: str, since: Instant) -> list[Instant]:
    return [one.at for one in case.events if one.event == event and one.at >= since]


def _stretch(question: Question, case: ServiceCase, start: Instant) -> Spell:
    """From a moment to the event at which the metric ends."""
    stops = question.metric.stops
    return Spell(start, min(_moments(case, stops, start), default=None) if stops else None)


def _anew(question: Question, case: ServiceCase, counts: list[list[Spell]]) -> tuple[tuple[Spell, ...], ...]:
    """The counts of a case, each cut where an event lets the time begin anew."""
    restarts = question.clock.restarts if question.clock else None
    if restarts is None:
        return tuple(map(tuple, counts))
    found: list[tuple[Spell, ...]] = []
    for count in counts:
        current: list[Spell] = []
        for stretch in count:
            start = stretch.start
            for at in sorted(_moments(case, restarts, start)):
                if start < at < (FOR_EVER if stretch.end is None else stretch.end):
                    found.append((*current, Spell(start, at)))
                    current, start = [], at
            current.append(Spell(start, stretch.end))
        found.append(tuple(current))
    return tuple(found)


def _started(question: Question, case: ServiceCase) -> Instant | None:
    """When the clock of a case starts: at the first event that starts it, if that came through its channels."""
    clock, metric = question.clock, question.metric
    starts = (clock.starts if clock else None) or metric.starts
    events = sorted((one for one in case.events if one.event == starts), key=lambda one: one.at)
    through = clock.through if clock else None
    if through is None:
        return events[0].at if events else None
    reached = [_first_through(question, events, channel) for channel in through.channels]
    known = [at for at in reached if at is not None]
    if through.together:
        return max(known) if len(known) == len(reached) else None
    return min(known, default=None)


def _first_through(question: Question, events: list[CaseEvent], channel: str) -> Instant | None:
    """When an event first came through a channel, or through what replaces it while it is down."""
    declared = question.workspace.channels.get(channel)
    instead = declared.replaced_by if declared else None
    down = union(time(row.start, row.end) for row in question.world.unreachable if row.channel == channel)
    for one in events:
        if one.channel == channel:
            return one.at
        if instead and one.channel == instead and any(start <= one.at < end for start, end in down):
            return one.at
    return None


# Values that change


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in which a case has values for which the objective is; ``since`` is from when its target runs."""

    since: Instant
    until: Instant | None


def stays(question: Question, handled: Handled) -> list[Stay]:
    """When a case is one of the objective: from its start, and after each change of its values, to the next one."""
    case, end = handled.case, handled.counts[-1][-1].end
    # A value that is said only when the case is done comes too late for its target.
    changes = sorted({one.at for one in case.changes if handled.start < one.at and (end is None or one.at < end)})
    found: list[Stay] = []
    since = handled.start
    for at, after in zip([handled.start, *changes], [*changes, None], strict=True):
        if _was_raised(question, case, at) and question.clock and question.clock.raised_from == "change":
            since = at
        if not _is_of_scope(question, case, at):
            continue
        found.append(Stay(since, after))
    return found


def _is_of_scope(question: Question, case: ServiceCase, at: Instant) -> bool:
    return all(value_of(question, case, scale, at) in values for scale, values in question.values)


def _was_raised(question: Question, case: ServiceCase, at: Instant) -> bool:
    """Whether a case gets more urgent at a moment: priorities go from the most urgent to the least."""
    for scale in {one.scale for one in case.changes}:
        declared = question.workspace.scales.get(scale)
        if declared is not None and declared.kind == "priorities":
            order = [one.name for one in declared.values]
            before, after = value_of(question, case, scale, at - 1), value_of(question, case, scale, at)
            if before in order and after in order and order.index(after) < order.index(before):
                return True
    return False


# Judged


def _timed(question: Question, handled: Handled) -> Timed | None:
    """What the clock says of a case; none if it is no case of this objective.

    It is judged by its last values; of what it was before it is a case only if it was late by then.
    """
    if not _is_promised(question, handled):
        return None
    readings = []
    for stay in stays(question, handled):
        reading = _in_stay(question, handled, stay)
        if reading is not None and (stay.until is None or not reading.in_time):
            readings.append(reading)
    return _together(handled, readings)


def _is_promised(question: Question, handled: Handled) -> bool:
    """Whether the conditions hold under which something is promised for a case."""
    bound = question.objective.bound
    deadline = bound.when if isinstance(bound, Deadline) else None
    conditions = (question.objective.when, question.agreement.covers_when, deadline)
    return all(holds(question, one, handled.start, handled.case) for one in conditions)


def _in_stay(question: Question, handled: Handled, stay: Stay) -> Timed | None:
    """What the clock says while a case has the values of the objective: the longest of its counts."""
    readings = []
    for count in handled.counts:
        stretches = [
            Spell(max(one.start, stay.since), one.end if stay.until is None else min(one.end or FOR_EVER, stay.until))
            for one in count
            if (one.end is None or stay.since <= one.end) and (stay.until is None or one.start < stay.until)
        ]
        if stretches:
            readings.append(_read(question, handled, stretches))
    return _together(handled, readings)


def _together(handled: Handled, readings: list[Timed]) -> Timed | None:
    """Several readings of a case as one: it is late if one is; none, if there are none."""
    if not readings:
        return None
    known = [one.seconds for one in readings if one.seconds is not None]
    late = any(not one.in_time for one in readings)
    still_open = not late and any(one.is_open for one in readings)
    return Timed(handled, max(known, default=None), not late, still_open, _furthest_beyond(readings))


def _furthest_beyond(readings: list[Timed]) -> Fraction | None:
    """By how much the latest reading is late; none if one is not done."""
    known = [one.beyond for one in readings if one.beyond is not None]
    return max(known) if len(known) == len(readings) else None


def _read(question: Question, handled: Handled, stretches: list[Spell]) -> Timed:
    bound = question.objective.bound
    assert bound is not None
    if isinstance(bound, Bound):
        written = bound
        bound = question.once("bound", lambda: question.bound(written, "s"))
        assert isinstance(bound.value, Quantity)
        if bound.value.unit == "s":
            return _elapsed(question, handled, stretches, bound)
    return _by_day(question, handled, stretches, bound)


def _elapsed(question: Question, handled: Handled, stretches: list[Spell], bound: Bound) -> Timed:
    """A duration of hours: for how long the clock has run."""
    lower, upper = _seconds(bound.value), _seconds(bound.upper)
    begins = accepted(question, stretches[0].start)
    told = [Spell(max(begins, one.start), _end(question, one)) for one in stretches]
    if told[-1].end is not None:
        total = run_for(question, handled, told)
    else:
        total = 0
        for piece in chain.from_iterable(courses(question, handled, told)):
            total += piece.end - piece.start if piece.does == "runs" else 0
            if total > (upper or lower or 0):
                break
    still_open = stretches[-1].end is None
    in_time = is_within(bound.kind, total, lower or 0, upper)
    if not still_open:
        most = upper if upper is not None else lower or Fraction(0)
        beyond = Fraction(0) if in_time else max(total - most, Fraction(0))
        return Timed(handled, Fraction(total), in_time, beyond=beyond)
    return _not_done(handled, bound.kind, total, lower or Fraction(0), upper)


def _by_day(question: Question, handled: Handled, stretches: list[Spell], bound: Bound | Deadline) -> Timed:
    """A duration of days, or a time of day: whether it is done by the moment at which that is over.

    As long as the clock rests before that moment, so much later it is.
    """
    ends = [moment_due(question, handled, stretches, limit) for limit in _limits(bound)]
    end = _end(question, stretches[-1])
    still_open = stretches[-1].end is None
    # `by 18:00` includes 18:00:00, as `at most` includes its bound (docs/meaning.md, When a case is late).
    side = "at-most" if isinstance(bound, Deadline) else bound.kind
    upper = ends[1] if len(ends) > 1 else None
    if still_open:
        return _not_done(handled, side, FOR_EVER if end is None else end, ends[0], upper)
    assert end is not None
    in_time = is_within(side, end, ends[0], upper)
    return Timed(handled, None, in_time, beyond=Fraction(0) if in_time else Fraction(max(end - ends[-1], 0)))


def _not_done(
    handled: Handled,
    side: BoundKind,
    now: Fraction | Instant,
    limit: Fraction | Instant,
    upper: Fraction | Instant | None,
) -> Timed:
    """A case that only gets later: late once the last bound is passed, in time for good once the least is reached."""
    if side in ("at-least", "above"):
        in_time = is_within(side, now, limit)
        return Timed(handled, None, True, not in_time, Fraction(0) if in_time else None)
    in_time = is_within("below" if side == "below" else "at-most", now, limit if upper is None else upper)
    return Timed(handled, None, in_time, in_time, None)


def _limits(bound: Bound | Deadline) -> list[Quantity | Deadline]:
    if isinstance(bound, Deadline):
        return [bound]
    return [one for one in (bound.value, bound.upper) if isinstance(one, Quantity)]


def moment_due(question: Question, handled: Handled, stretches: list[Spell], limit: Quantity | Deadline) -> Instant:
    """When something is due: the days after its start, and so much later as its clock rested before."""
    at = due(question, limit, accepted(question, stretches[0].start))
    previous = None
    told = [Spell(one.start, _end(question, one)) for one in stretches]
    for stretch, course in zip(told, courses(question, handled, told), strict=True):
        # A case that was closed before it was due is due so much later; closed afterwards, it was late already.
        if previous is not None and previous <= at:
            at = _put_off(question, at, previous, stretch.start)
        for piece in course:
            if piece.start > at:
                break
            if piece.does == "rests":
                at = _put_off(question, at, piece.start, piece.end)
        else:
            at = FOR_EVER if stretch.end is None else at
        previous = stretch.end
    return at


def _put_off(question: Question, at: Instant, start: Instant, end: Instant) -> Instant:
    """A moment, so much later as there were hours of the clock in a time."""
    left = sum(b - a for a, b in question.in_hours(union([(start, end)])))
    since = at
    # Facts and proofs look equally far: 100 years (docs/mathematics.md, Limits).
    for _ in range(100):
        for a, b in question.in_hours(union([(since, since + 366 * 86400)])):
            if left <= b - a:
                return a + left if left else at
            left -= b - a
        since += 366 * 86400
    return FOR_EVER


def _end(question: Question, stretch: Spell) -> Instant | None:
    """When a stretch ends, or where the facts end."""
    ends = [one for one in (stretch.end, question.world.until) if one is not None]
    return min(ends, default=None)


def _seconds(value: object) -> Fraction | None:
    return value.amount if isinstance(value, Quantity) else None
