"""Which time counts: the hours in the term, less what is excluded, suspended, or not promised."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from ..algebra.intervals import Interval, Intervals, difference, intersection, together, union
from ..algebra.scopes import is_at
from ..algebra.sides import customer_side, customers, houses_served
from ..algebra.zones import Instant
from ..model.phrases import Selection
from ..model.quantity import Value
from ..model.remedies import Exclusion
from .bounds import SECONDS_OF
from .down import downs
from .due import later
from .holding import holding
from .question import FOR_EVER, NEVER, YEAR, Question, UnknownError, day_after, time, within
from .world import Cause, ServiceOutage

ALL_TIME = (NEVER, FOR_EVER)
Downs = Mapping[frozenset[str], Intervals]
"""When something is down: what is covered one by one, each as the services that it consists of."""
_MAINTENANCE = "maintenance"


def measured(question: Question, of: Downs | None = None) -> Intervals:
    """The measured time of the window: its hours in the term, less what does not count; of what is down, if asked."""
    times = question.in_hours(union([question.promised]))
    return difference(times, does_not_count(question, question.promised, of))


def measured_and_down(question: Question) -> tuple[Intervals, Intervals]:
    """The measured time of a window of time or of outages, and what of it is down.

    Only what is down is excluded: while it is up, a maintenance stays in the measured time, and uses up no limit.
    """
    of = downs(question, lambda condition: holding(question, condition, ALL_TIME))
    times = measured(question, of)
    return times, intersection(times, together(of.values()))


def does_not_count(question: Question, span: Interval, of: Downs | None = None) -> Intervals:
    """What of a time leaves the measured time, above and below the line."""
    gone = [piece for _, times in excluded(question, span[1], question.scope, of) for piece in times]
    gone += suspended(question)
    for condition in (question.objective.when, question.agreement.covers_when):
        if condition is not None:
            gone += difference(union([span]), holding(question, condition, span))
    return union(gone)


def suspended(question: Question) -> Intervals:
    """When the objective does not count, because a condition holds."""
    return union(
        piece
        for one in question.agreement.suspensions
        if any(is_at(question.objective, name) for name in one.objectives)
        for piece in holding(question, one.when, ALL_TIME)
    )


# Exclusions


def applying(question: Question) -> list[Exclusion]:
    """The exclusions that are for the objective, those without a limit first."""
    found = (
        one
        for one in question.agreement.exclusions
        if not one.objectives or any(is_at(question.objective, name) for name in one.objectives)
    )
    return question.once("applying", lambda: sorted(found, key=lambda one: one.limit is not None))


def excluded(
    question: Question, until: Instant, scope: Iterable[Selection], of: Downs | None = None
) -> list[tuple[str, Intervals]]:
    """What of the time up to a moment is excluded from what is for a scope, for each reason that the agreement names.

    ``of`` is what is down, where that is asked: of it it is what is down for a reason, unless something else that is
    covered is down for none at the same time.  Of two exclusions of one moment that without a limit counts, else the
    earlier one of the text; a limit is used up by the earliest time.
    """
    left: dict[frozenset[str], Intervals] = {question.services: (ALL_TIME,)} if of is None else dict(of)
    used: dict[str, list[Intervals]] = {}
    for reason, times in in_turn(question, until, scope, left):
        used.setdefault(reason, []).extend(times.values())
    counts = together(left.values())
    return [(reason, difference(together(times), counts)) for reason, times in used.items()]


def excluded_of(question: Question, until: Instant, scope: Iterable[Selection], service: str) -> Intervals:
    """What is excluded for cases of one of the services that are covered: what happens to it, or to a part of it."""
    left: Downs = {question.parts_of([name]): (ALL_TIME,) for name in question.covered}
    of = question.parts_of([service])
    return union(piece for _, times in in_turn(question, until, scope, dict(left)) for piece in times.get(of, ()))


def in_turn(
    question: Question, until: Instant, scope: Iterable[Selection], left: dict[frozenset[str], Intervals]
) -> Iterator[tuple[str, dict[frozenset[str], Intervals]]]:
    """For each exclusion in turn what of some times it excuses, which then is ``left`` to no other one.

    A limit is one for all.
    """
    for one in applying(question):
        if not is_for_all(one.scope, scope):
            continue
        in_force = union([in_force_until(question, until)])
        happened = {services: _happened(question, one, services, in_force) for services in left}
        # What another exclusion has excused already is not charged to this one.
        times = question.in_hours(together(intersection(all_, left[of]) for of, all_ in happened.items()))
        if one.limit is not None:
            every = frozenset[str]().union(*left)
            occurrences = union(time(row.start, row.end) for row in _fitting(question, one, every))
            times = limited(question, one, times, occurrences)
        excused = {of: intersection(intersection(happened[of], times), rest) for of, rest in left.items()}
        for of, rest in left.items():
            left[of] = difference(rest, excused[of])
        yield one.reason, excused


def in_force_until(question: Question, until: Instant) -> Interval:
    """The time from the beginning of the term, as the text is written, to a moment."""
    start = max(question.term[0], question.written[0])
    return start, max(start, until)


def is_for_all(scope: Iterable[Selection], of: Iterable[Selection]) -> bool:
    """Whether a statement is for all that an objective is for; that it is for a part alone is a matter of cases."""
    ours = {one.scale: set(one.values) for one in of}
    covers = all(one.scale in ours and ours[one.scale] <= set(one.values) for one in scope)
    meets = all(one.scale not in ours or ours[one.scale] & set(one.values) for one in scope)
    if meets and not covers:
        raise UnknownError(f"for {', '.join(value for one in scope for value in one.values)}")
    return covers


def _happened(question: Question, one: Exclusion, services: Collection[str], in_force: Intervals) -> Intervals:
    """When something happened to services for a reason as an exclusion says: announced in time, in its calendar."""
    fitting = union(time(row.start, row.end) for row in _fitting(question, one, services))
    return allowed(question, one, intersection(fitting, in_force))


def allowed(question: Question, one: Exclusion, times: Intervals) -> Intervals:
    """The part of some times that an exclusion is for: its calendar, its condition, and no time without maintenance."""
    times = question.open(one.within, times)
    if one.when is not None:
        times = intersection(times, holding(question, one.when, ALL_TIME))
    return difference(times, _forbidden(question, times)) if one.reason == _MAINTENANCE else times


def _fitting(question: Question, one: Exclusion, services: Collection[str]) -> list[Cause | ServiceOutage]:
    """The rows of what happened to services for the reason of an exclusion, announced in time."""
    return [
        row
        for row in question.world.for_reason(one.reason)
        if question.concerns(row, services)
        and is_by(question, one.reason, row.by)
        and _was_announced(question, one, row)
    ]


def _was_announced(question: Question, one: Exclusion, row: ServiceOutage | Cause) -> bool:
    if one.announced is None:
        return True
    told = row.announced if isinstance(row, Cause) else None
    # Announced just so long before it begins is in time (docs/meaning.md, Which time is measured).
    return told is not None and later(question, question.quantity(one.announced, "s"), told) <= row.start


def _forbidden(question: Question, times: Intervals) -> Intervals:
    """When there must be no maintenance: what is done then is not excluded."""
    found: list[Interval] = []
    for one in question.agreement.no_maintenance:
        if one.hours is not None:
            found += question.open(one.hours, times)
        else:
            found.append((question.midnight(one.first, NEVER), question.midnight(day_after(one.last), FOR_EVER)))
    return union(found)


def limited(question: Question, one: Exclusion, times: Intervals, occurrences: Intervals = ()) -> Intervals:
    """The earliest of these times, up to each limit in each of its windows; ``occurrences`` are what happened."""
    assert one.limit is not None
    if not times:
        return ()
    limits = [(one.limit, one.window or question.objective.window or YEAR)]
    limits += [(each.limit, each.window) for each in one.further]
    left: dict[tuple[int, Interval], Fraction] = {}
    for number, (limit, window) in enumerate(limits):
        most = _most(question, limit)
        spans = occurrences if window.kind == "occurrence" else question.windows(window, times[0][0], times[-1][1])
        left |= dict.fromkeys(((number, span) for span in spans), most)
    edges = sorted({edge for each in (*(span for _, span in left), *times) for edge in each})
    found: list[Interval] = []
    for start, end in pairwise(edges):
        if not within(times, (start, end)):
            continue
        # Each limit has a window at any time at which it is asked.
        around = [key for key in left if key[1][0] <= start and end <= key[1][1]]
        taken = min(Fraction(end - start), *(left[key] for key in around))
        for key in around:
            left[key] -= taken
        found.append((start, start + int(taken)))
    return union(found)


def _most(question: Question, limit: Value) -> Fraction:
    """A limit in the unit of moments."""
    found = question.quantity(limit, "s")
    if found.unit not in SECONDS_OF:
        raise UnknownError(found.text)
    return found.amount * SECONDS_OF[found.unit]


def is_by(question: Question, reason: str, by: str, serving: str = "") -> bool:
    """Whether what somebody caused is of the side that a reason names; what nobody is named for is as it says.

    ``serving`` is the agreement in front for which something was done, if that is known.
    """
    workspace, agreement = question.workspace, question.agreement
    declared = workspace.reasons.get(reason)
    side = declared.of if declared else None
    if not by or side is None:
        return True
    house = workspace.house(by)
    served = question.once("houses served", lambda: houses_served(workspace))
    if side == "customer":
        return house in customers(workspace, agreement, serving, served)
    if side == "provider":
        return house not in customer_side(workspace, agreement, serving, served)
    return house == workspace.house(side)
