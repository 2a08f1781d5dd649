"""Early warnings: what is due, and when, before anything is missed; and what was wished for and not reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..algebra.intervals import intersection, measure, union
from ..algebra.scopes import is_at, overlaps
from ..algebra.zones import Instant
from ..model.objective import Objective
from ..model.phrases import Bound
from ..model.quantity import Quantity
from .bounds import is_within, share_of_time
from .case_due import due_of, is_of_single_cases, runs_until
from .cases import timed_cases
from .handled import Timed
from .kept import asked
from .measured import measured_and_down
from .partial import Weighed, lost, weighed
from .plain import apart
from .question import Question, UnknownError
from .reported import WindowFigure
from .volumes import within_volumes
from .world import REOPENED, ServiceCase

AlertKind = Literal["due", "late", "warn", "escalation", "budget", "forecast", "aim", "unknown"]
"""A case is due, or late and open; a level of `warn at` or of `escalate` is reached, or will be; the budget runs out;
at the pace so far it is missed; `aim at` was not reached; or it is not known when a case, or anything, is due."""


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to see to before a promise is missed: of a ``case``, if it is of one, at ``due``, if that is known.

    ``level`` is the share of the time or of the budget, or a time; ``to`` is whom it is escalated, ``value`` the figure
    it is about; ``because`` says why it is not known what there is to see to.
    """

    told: WindowFigure
    kind: AlertKind
    due: Instant | None = None
    case: str = ""
    level: Quantity | None = None
    to: str = ""
    value: Quantity | None = None
    because: str = ""

    @property
    def is_reached(self) -> bool:
        """Whether there is something to see to now, and not only at a later moment."""
        if self.kind in ("late", "budget", "forecast"):
            return True
        return self.kind in ("warn", "escalation") and (self.due or 0) <= self.told.known.now


def alerts_of(told: WindowFigure) -> list[Alert]:
    """The tasks in a window that runs or has an open case; and an aim that was missed."""
    promise, known = told.promise, told.known
    if promise.bound is None or told.state in ("unknown", "not-judged", "empty"):
        return []
    question = asked(known.workspace, known.agreement, promise, told.window, known.told, *told.written)
    try:
        if is_of_single_cases(question):
            return [*_of_cases(told, question), *_aim(told)]
        if told.answer.down is not None and told.end > known.now:
            return list(_of_time(told, question))
    except UnknownError as unknown:
        return [Alert(told, "unknown", because=unknown.word)]
    return list(_aim(told)) if told.end <= known.now else []


# Cases


def _of_cases(told: WindowFigure, question: Question) -> Iterator[Alert]:
    bound = question.objective.bound
    # What must not be done before a time is due at none.
    if isinstance(bound, Bound) and bound.kind in ("at-least", "above"):
        return
    _, others = apart(question)
    if all(_is_done(question, case) for case in others):  # those that are plain are done
        return
    for one in within_volumes(question, timed_cases(question)):
        if one.is_open or one.beyond is None:
            yield from _of_case(told, question, one)


def _is_done(question: Question, case: ServiceCase) -> bool:
    """Whether nothing came after the last event at which a case is done: then nothing of it is open."""
    done = max((one.at for one in case.events if one.event == question.metric.stops), default=None)
    return done is not None and all(one.at < done or one.event != REOPENED for one in case.events)


def _of_case(told: WindowFigure, question: Question, one: Timed) -> Iterator[Alert]:
    case = one.handled.case.case
    due = due_of(question, one.handled)
    kind: AlertKind = "late" if not one.in_time else "due" if due is not None else "unknown"
    yield Alert(told, kind, due, case)
    warn, limit = told.promise.warn, told.promise.quantity
    if isinstance(warn, Quantity) and limit is not None and warn.unit == limit.unit == "s" and limit.amount:
        yield Alert(told, "warn", due_of(question, one.handled, warn.amount / limit.amount), case, warn)
    for level, to in _steps(told):
        if level.unit == "%":
            at = due_of(question, one.handled, level.amount / 100)
        else:
            at = runs_until(question, one.handled, level)
        yield Alert(told, "escalation", at, case, level, to)


def _steps(told: WindowFigure) -> Iterator[tuple[Quantity, str]]:
    for one in told.agreement.escalations:
        if is_at(told.promise, one.objective) and overlaps(one.scope, told.promise.scope):
            yield from sorted(one.steps, key=lambda step: (step[0].unit, step[0].amount))


# Shares of time


def _of_time(told: WindowFigure, question: Question) -> Iterator[Alert]:
    """The budget of a window that runs: when it is used up, which levels are reached, and where the pace leads."""
    times, down = measured_and_down(question)
    now, length = told.known.now, told.answer.measured
    if length is None or told.budget_left is None:
        return
    used = lost(question, down)
    budget = used + told.budget_left
    # An outage that has lasted up to now is taken to go on.
    is_down = any(start <= now <= end for start, end in down)
    if told.state == "running" and told.missed_from is not None and is_down:
        yield Alert(told, "budget", told.missed_from)
    for level, to in (one for one in _steps(told) if one[0].unit in ("%", "s")):
        at = _reached(weighed(question, down), budget * level.amount / 100 if level.unit == "%" else level.amount)
        if at is not None:
            yield Alert(told, "escalation", at, level=level, to=to)
    warn, better = told.promise.warn, question.metric.better
    figure = share_of_time(used, length, better)
    if isinstance(warn, Quantity) and warn.unit == "%" and not _is_better(figure, warn, better):
        yield Alert(told, "warn", level=warn, value=figure)
    so_far = Fraction(measure(intersection(times, union([(told.start, now)]))))
    if told.state == "running" and so_far and used:
        forecast = share_of_time(used / so_far * length, length, better)
        # A pace that just uses up the budget keeps the promise.
        if budget < used / so_far * length:
            yield Alert(told, "forecast", value=forecast)


def _is_better(figure: Quantity, level: Quantity, better: str | None) -> bool:
    # At the level itself it is time to warn.
    return figure.amount > level.amount if better == "higher" else figure.amount < level.amount


def _reached(down: Weighed, budget: Fraction) -> Instant | None:
    """When so much downtime had passed; none if it has not."""
    left = budget
    for (start, end), share in down:
        if left <= (end - start) * share:
            return start + int(left / share)
        left -= (end - start) * share
    return None


# Aims


def _aim(told: WindowFigure) -> Iterator[Alert]:
    """An aim that was not reached in a window that is over and met."""
    aim, figure = told.promise.aim, told.answer.figure
    if told.state != "met" or not isinstance(aim, Quantity) or figure is None or figure.unit_kind != aim.unit_kind:
        return
    if not is_within(_side(told.promise), figure.amount, aim.amount):
        yield Alert(told, "aim", level=aim, value=figure)


def _side(objective: Objective) -> Literal["at-least", "at-most"]:
    """On which side of a level a figure is good."""
    bound = objective.bound
    upper = not isinstance(bound, Bound) or bound.kind in ("at-most", "below")
    return "at-most" if upper and objective.share is None else "at-least"
