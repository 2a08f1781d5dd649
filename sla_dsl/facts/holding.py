"""When conditions hold: what the world does not say does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import pairwise
from typing import assert_never, cast

from ..algebra.intervals import Interval, Intervals, difference, intersection, union
from ..algebra.scopes import is_at
from ..algebra.zones import Instant, local, opening
from ..model.objective import Objective
from ..model.phrases import (
    Both,
    Capped,
    Collected,
    Compared,
    Condition,
    Either,
    EventBefore,
    EventDuring,
    EventOn,
    EventThrough,
    Holds,
    InFirst,
    Is,
    IsSet,
    Longer,
    Missed,
    Not,
    Often,
    Said,
    Several,
    Window,
)
from ..model.quantity import Blank, Dimension, Quantity
from .answer import Answer
from .bounds import keeps, unit_of
from .down import outages, valued
from .due import later
from .prices import changes_before
from .question import NEVER, Question, UnknownError, time, within
from .world import CaseEvent, ServiceCase, ValueChange

CaseCondition = EventBefore | EventDuring | EventOn | EventThrough


def holding(question: Question, condition: Condition, span: Interval, case: ServiceCase | None = None) -> Intervals:
    """In which of a time a condition holds.

    Conditions on events are asked of a ``case``: they hold all the time, or never.
    """
    match condition:
        case Not():
            return difference(union([span]), holding(question, condition.part, span, case))
        case Both():
            return reduce(intersection, (holding(question, part, span, case) for part in condition.parts))
        case Either():
            return union(piece for part in condition.parts for piece in holding(question, part, span, case))
        case Longer():
            return within(_longer(question, condition, span, case), span)
        case Holds():
            return within(_fact(question, condition, span, case), span)
        case InFirst():
            return within(_first(question, condition), span)
        case Said() | Often() | Several() | Missed() | Compared() | Capped() | Collected():
            return within(_in_the_course(question, condition, span), span)
        case Is() | IsSet() | EventBefore() | EventDuring() | EventOn() | EventThrough():
            return union([span]) if _is_so(question, condition, case, span[0]) else ()
    assert_never(condition)


def holds(question: Question, condition: Condition | None, at: Instant, case: ServiceCase | None = None) -> bool:
    """Whether a condition holds at a moment; none always does."""
    return condition is None or bool(holding(question, condition, (at, at + 1), case))


def _in_the_course(
    question: Question, condition: Said | Often | Several | Missed | Compared | Capped | Collected, span: Interval
) -> Intervals:
    """When a condition holds that depends on time."""
    match condition:
        case Said():
            return _said(question, condition.text)
        case Often():
            return _often(question, condition, span)
        case Several():
            return _several(question, condition, span)
        case Missed():
            return _missed(question, condition)
        case Compared():
            return _compared(question, condition, span)
        case Capped():
            raise UnknownError(f"{condition.remedy} reaches its cap")  # money is no matter of what is kept
        case Collected():
            bound, window = condition.bound, condition.window.text
            # Points are none either: they follow from it.
            raise UnknownError(f"points {bound.kind.replace('-', ' ')} {bound.value.text} {window}")
    assert_never(condition)


def _is_so(question: Question, condition: Is | IsSet | CaseCondition, case: ServiceCase | None, at: Instant) -> bool:
    """Whether something is so for the whole time."""
    match condition:
        case Is():
            return _is(question, condition, case, at)
        case IsSet():
            return _is_set(question, condition.parameter)
        case _:
            return _event(question, condition, case)


def _first(question: Question, condition: InFirst) -> Intervals:
    """The beginning of the term: days and months end at midnight, by the zone of the agreement."""
    begins = question.term[0]
    if begins == NEVER:
        raise UnknownError(f"in the first {condition.time.text}: the term has no first day")
    return union([(begins, later(question, question.quantity(condition.time, "s"), begins))])


# What people say


def _occasions(question: Question, text: str) -> list[Interval]:
    """The times in which people say that a text holds, or that a fact is in a state (``account is overdue``)."""
    rows = (row for row in question.world.occasions if row.text == text)
    return sorted(time(row.start, row.end) for row in rows if question.concerns(row, question.services))


def _said(question: Question, text: str) -> Intervals:
    return union(_occasions(question, text))


def _fact(question: Question, one: Holds, span: Interval, case: ServiceCase | None) -> Intervals:
    """When a fact is in a state: as told of the case, or of the time; or when the condition of the state holds."""
    if case is not None and (one.fact, one.state) in case.values:
        return union([span])
    declared = question.workspace.facts[one.fact]
    follows = next((state.when for state in declared.states if state.name == one.state), None)
    return union((*_said(question, one.text), *(holding(question, follows, span, case) if follows else ())))


def _often(question: Question, often: Often, span: Interval) -> Intervals:
    """While it holds again, when it has begun so many times within the time that is named."""
    number_of_times = _known(often.times)
    if often.in_a_row:
        raise UnknownError(f"{often.part.text} {often.times} times in a row")
    if isinstance(often.part, Said):
        times = _occasions(question, often.part.text)
    else:
        times = list(_fact(question, often.part, (span[0] - _AT_MOST, span[1]), None))
    found = []
    for number, (start, end) in enumerate(times[number_of_times - 1 :]):
        if often.window is not None and not begin_in_one(question, often.window, times[number], (start, end)):
            continue
        # Just two months after the first is no longer "in 2 months" (docs/meaning.md, Conditions).
        if often.within is None or start < later(question, question.quantity(often.within, "s"), times[number][0]):
            found.append((start, end))
    return union(found)


def _longer(question: Question, longer: Longer, span: Interval, case: ServiceCase | None) -> Intervals:
    """From when a condition has held for a time, as long as it goes on; it may have begun before the span."""
    long_before = (span[0] - _AT_MOST, span[1])
    found = holding(question, longer.part, long_before, case)
    than = question.quantity(longer.than, "s")
    return union((later(question, than, start), end) for start, end in found)


_AT_MOST = 10 * 366 * 86400
"""No condition needs to have held for more than ten years."""


def _several(question: Question, several: Several, span: Interval) -> Intervals:
    """When so many of a list hold: a text that people say, a service that is down."""
    times = [within(outages(question, name), span) for name in several.of]
    times += [within(_said(question, text), span) for text in several.occasions]
    return at_least(len(times) if several.count is None else several.count, times)


def at_least(count: int, times: list[Intervals]) -> Intervals:
    """When so many of several hold at once."""
    edges = sorted({edge for each in times for piece in each for edge in piece})
    return union(
        (start, end)
        for start, end in pairwise(edges)
        if sum(any(a <= start < b for a, b in each) for each in times) >= count
    )


# What figures say


def _objectives(question: Question, name: str) -> list[Objective]:
    return [one for one in question.agreement.objectives if is_at(one, name) and one.bound is not None]


def _windows_so_far(question: Question, objective: Objective) -> list[Interval]:
    """The windows of another objective from the beginning of the term to the end of the window that is asked about."""
    if objective.window is None:
        raise UnknownError(f"`{objective.address}` has no window")
    since = max(question.term[0], question.written[0], question.window[1] - _AT_MOST)
    return list(question.windows(objective.window, since, question.window[1]))


def _missed(question: Question, missed: Missed) -> Intervals:
    """The windows in which an objective is missed; the last of so many, in a row or within a time."""
    found: list[Interval] = []
    for objective in _objectives(question, missed.objective):
        spans = _windows_so_far(question, objective)
        is_missed = [_counts(question, missed, _judged(question, objective, span)) for span in spans]
        for number, span in enumerate(spans):
            if is_missed[number] and _often_enough(question, missed, spans[: number + 1], is_missed[: number + 1]):
                found.append(span)
    return union(found)


def _counts(question: Question, missed: Missed, found: Answer) -> bool:
    """Whether a window counts: it is missed, or its figure keeps to the bound that is named."""
    if missed.bound is None:
        return not found.is_kept
    figure = found.figure
    return figure is not None and keeps(question.bound(missed.bound, figure.unit), figure)


def _judged(question: Question, objective: Objective, window: Interval) -> Answer:
    found = question.judge(question.of(objective, window))
    if found.outcome == "not-judged":
        raise UnknownError(found.word)
    return found


def _often_enough(question: Question, missed: Missed, spans: list[Interval], is_missed: list[bool]) -> bool:
    times = _known(missed.times)
    if missed.in_a_row:
        return len(spans) >= times and all(is_missed[-times:])
    counted = [
        span
        for span, it_is in zip(spans, is_missed, strict=True)
        if it_is
        and (missed.within is None or spans[-1][1] <= later(question, question.quantity(missed.within, "s"), span[0]))
        and (missed.window is None or begin_in_one(question, missed.window, span, spans[-1]))
    ]
    return len(counted) >= times


def _known(times: int | Blank) -> int:
    """A number of times; raises ``UnknownError`` for a parameter without value."""
    if isinstance(times, Blank):
        raise UnknownError(f"`{times.text}` has no value")
    return times


def begin_in_one(question: Question, window: Window, one: Interval, other: Interval) -> bool:
    """Whether two times begin in one window."""
    around = question.windows(window, one[0], other[0] + 1)
    return any(start <= one[0] < end and start <= other[0] < end for start, end in around)


def _compared(question: Question, compared: Compared, span: Interval) -> Intervals:
    """When an objective, a parameter or a metric keeps to a bound.

    They are looked up in the order of the compiler: an objective or a parameter may have the name of a metric.
    """
    if any(is_at(one, compared.subject) for one in question.agreement.objectives):
        return union(_in_windows(question, compared))
    parameter = next((one for one in question.agreement.parameters if one.name == compared.subject), None)
    if parameter is None:
        measured = valued(question, compared.subject)
        return union(each for each, figure in measured if keeps(question.bound(compared.bound, figure.unit), figure))
    written = None if changes_before(question, parameter, span) else parameter.value_for(question.scope)
    value = written or Blank(parameter=parameter.name, dimension=cast("Dimension | None", parameter.dimension))
    if not isinstance(value, Quantity | Blank):
        raise UnknownError(compared.subject)  # computed from what only an award knows
    unit = unit_of(compared.bound)
    it_keeps = keeps(question.bound(compared.bound, unit), question.quantity(value, unit))
    return union([span]) if it_keeps else ()


def _in_windows(question: Question, compared: Compared) -> Iterator[Interval]:
    """The windows in which the figure of an objective keeps to a bound."""
    for objective in _objectives(question, compared.subject):
        for window in _windows_so_far(question, objective):
            figure = _judged(question, objective, window).figure
            if figure is not None and keeps(question.bound(compared.bound, figure.unit), figure):
                yield window


def _is_set(question: Question, parameter: str) -> bool:
    stated = any(one.name == parameter and one.value is not None for one in question.agreement.parameters)
    return stated or question.amount(parameter) is not None


# What is known of a case


def _is(question: Question, condition: Is, case: ServiceCase | None, at: Instant) -> bool:
    """Whether a case has a value of a scale; or else what the objective is for.  A tier is that of the agreement."""
    is_selected = any(one.scale == condition.subject for one in question.agreement.tiers)
    if case is not None and not is_selected and (value := value_of(question, case, condition.subject, at)):
        return value == condition.value
    return any(one.scale == condition.subject and one.values == (condition.value,) for one in question.scope)


def value_of(question: Question, case: ServiceCase, scale: str, at: Instant) -> str:
    """The value that a case has of a scale at a moment; nothing if it has none.

    It is what was said last, or what its table or the conditions of the values say.
    """
    if case.changes:
        changes = [one.value for one in sorted(case.changes, key=_at) if one.scale == scale and one.at <= at]
        if changes:
            return changes[-1]
    said = dict(case.values).get(scale)
    declared = question.workspace.scales.get(scale)
    if said is not None or declared is None:
        return said or ""
    key = tuple(value_of(question, case, one, at) for one in declared.derived_from)
    by_table = [row.value for row in declared.matrix if row.key == key]
    by_condition = [one.name for one in declared.values if one.when and holds(question, one.when, at, case)]
    return next(iter([*by_table, *by_condition]), "")


def _at(row: ValueChange | CaseEvent) -> Instant:
    return row.at


def _event(question: Question, condition: CaseCondition, case: ServiceCase | None) -> bool:
    """Whether an event of a case happens when, or through which channel, a condition says."""
    if case is None:
        raise UnknownError(f"{condition.event} of no case")
    events = sorted((one for one in case.events if one.event == condition.event), key=_at)
    if isinstance(condition, EventThrough):
        return any(one.channel == condition.channel for one in events)
    if not events:
        return False
    at = events[0].at
    day = local(at, question.where).date()
    match condition:
        case EventDuring():
            return bool(question.open(condition.calendar, ((at, at + 1),)))
        case EventBefore():
            return at < opening(day, condition.at, question.where)
        case EventOn():
            return day < condition.day if condition.side == "before" else day > condition.day
    assert_never(condition)
