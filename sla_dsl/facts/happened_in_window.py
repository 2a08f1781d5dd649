"""What happened in a window as facts tell it, in the form in which awards are computed from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import ClassVar

from ..algebra.intervals import Interval, intersection, measure, union
from ..algebra.scopes import is_at
from ..algebra.windows import stated_seconds
from ..algebra.zones import local
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Capped, Collected, Compared, Condition, Is, IsSet, Missed
from ..model.quantity import Blank, Quantity
from ..model.remedies import Example, Given
from .bounds import OpenError, keeps, rounded
from .case_due import is_of_single_cases
from .cases import timed_cases
from .due import later
from .handled import Timed
from .happened import Happened
from .holding import begin_in_one, holding
from .kept import asked
from .measured import ALL_TIME, measured_and_down
from .partial import lost
from .points import Points
from .question import NEVER, Question, UnknownError
from .reported import WindowFigure, windows_reported
from .texts import is_judged_by
from .volumes import within_volumes
from .worlds import FactsOfAgreement

_DAY = 86_400


@dataclass(frozen=True)
class HappenedInWindow(Happened):
    """One window of an objective, in which happened what facts tell.

    ``told`` is the window with its figure; ``reached`` are the kinds of awards that reached their caps in it, and
    ``points`` those of all promises, if they are known here. Of the cases only the one ``alone`` is asked about, if
    there is one.
    """

    told: WindowFigure
    reached: frozenset[str] = frozenset()
    points: Points | None = None
    alone: Timed | None = None

    counts_points: ClassVar[bool] = True

    @cached_property
    def question(self) -> Question:
        """What is asked of the window."""
        known, written = self.told.known, self.told.written
        return asked(known.workspace, known.agreement, self.told.promise, self.told.window, known.told, *written)

    # Figures

    def figure(self, objective: Objective) -> Quantity | None:
        """What was measured, rounded as the objective says: of another objective in its window that ended last."""
        told = self._told_of(objective)
        found = None if told is None else told.answer.figure
        if found is None:
            return None
        return found.model_copy(update={"amount": rounded(found.amount, objective.counting.decimals)})

    def is_empty(self, objective: Objective) -> bool:
        """Whether nothing was measured."""
        told = self._told_of(objective)
        return told is not None and told.state == "empty"

    def is_missed(self, objective: Objective) -> bool:
        """Whether an objective is missed; raises ``OpenError`` where that is not known."""
        told = self._told_of(objective)
        if told is None or told.state not in ("met", "missed", "empty"):
            raise OpenError(f"it is not known whether `{objective.address}` is missed", "see why in its window")
        return told.state == "missed"

    def derived(self, name: str, objective: Objective) -> Quantity:
        """A figure by the name that formulas know it by; raises ``OpenError`` where it does not follow."""
        match name:
            case "cases-late":
                return Quantity(amount=Fraction(self._cases_beyond(objective)))
            case "points":
                return self._number_of_points((self.told.start, self.told.end))
            case "downtime":
                return self.down()
            case "downtime-hours":
                return Quantity(amount=self.down().amount / 3600)
            case "term":
                return Quantity(amount=self._part_in_term())
            case "days-late" | "hours-late" | "minutes-late":
                late = sum((one.amount for one in self.each_late(objective)), Fraction(0))
                return Quantity(amount=late / {"days-late": _DAY, "hours-late": 3600, "minutes-late": 60}[name])
        return super().derived(name, objective)

    def _told_of(self, objective: Objective) -> WindowFigure | None:
        """The window of an objective: this one, or, of another, the last that ended by its end."""
        if objective.address == self.told.objective:
            return self.told
        span = (self.told.start, self.told.end)
        return next(
            reversed([one for one in windows_reported(self.told.known, objective, span) if one.end <= span[1]]), None
        )

    # Lateness

    @cached_property
    def _late(self) -> list[Timed]:
        if self.alone is not None:
            return [self.alone]
        return [one for one in within_volumes(self.question, timed_cases(self.question)) if not one.in_time]

    def each_late(self, objective: Objective) -> list[Quantity]:
        """By how much each case was beyond the bound, in seconds; or the one figure, where it is one of no cases."""
        if not is_of_single_cases(self.question):
            return [self.lateness(objective)]
        if any(one.beyond is None for one in self._late):
            case = next(one.handled.case.case for one in self._late if one.beyond is None)
            raise OpenError(f"case {case} is late and still open", "it is known when the case is done")
        return [Quantity(amount=one.beyond, unit="s") for one in self._late if one.beyond is not None]

    def each_case(self, objective: Objective) -> list[Happened]:
        """The same window with each of its late cases alone."""
        if not is_of_single_cases(self.question):
            return [self]
        self.each_late(objective)  # of a case that is open nobody knows how late it will be
        return [replace(self, alone=one) for one in self._late]

    def _cases_beyond(self, objective: Objective) -> int:
        """How many cases are late beyond the whole number that the objective allows."""
        if self.alone is not None:
            return 1
        answer, share = self.told.answer, objective.share
        late, cases = answer.late or 0, answer.cases or 0
        if share is None:
            return late
        allowed = floor((1 - self.question.quantity(share.share, "%").amount / 100) * cases)
        return max(late - allowed, 0)

    # Downtime and the window

    def down(self) -> Quantity:
        """How long it was down in the measured time."""
        down = self.told.answer.down
        if down is None:
            down = lost(self.question, measured_and_down(self.question)[1])
        return Quantity(amount=down, unit="s")

    def share_of_window(self, time: Quantity) -> Fraction:
        """Which part of the whole window a time is; of a day, which part of its days."""
        stated = stated_seconds(self.told.promise.window) if self.told.promise.window else None
        where, (start, end) = self.question.where, self.told.window
        if time.unit == "s" or stated is not None:
            return time.amount * {"s": 1, "day": _DAY}[time.unit] / (stated or Fraction(end - start))
        if time.unit == "day":
            days = (local(end, where).date() - local(start, where).date()).days
            if days:
                return time.amount / days
        raise OpenError(f"{time.text} is no part of the window", "write it in days or hours")

    def share_down(self) -> Fraction:
        """Which part of the hours of the window was downtime."""
        hours = measure(self.question.in_hours(union([self.told.window])))
        return self.down().amount / hours if hours else Fraction(0)

    def _part_in_term(self) -> Fraction:
        start, end = self.told.window
        return Fraction(self.told.end - self.told.start, end - start)

    # Occasions

    def holds(self, condition: Condition | None) -> bool:
        """Whether a condition holds in the window: at any moment of it; of windows, in one that ended in it."""
        if isinstance(condition, Capped):
            return condition.remedy in self.reached
        if isinstance(condition, Collected):
            return bool(self.collected(condition))
        return super().holds(condition)

    def _follows(self, condition: Condition) -> bool:
        if isinstance(condition, Is | IsSet) and super()._follows(condition):
            return True
        return bool(self.held(condition))

    def held(self, condition: Condition) -> list[Interval]:
        """When a condition that has no parts held in the window; raises ``OpenError`` where that is not known."""
        span = (self.told.start, self.told.end)
        if isinstance(condition, Missed):
            return [one[-1].window for one in self.misses(condition)]
        # Nothing here decides whether the promise itself is kept, so it may be asked about.
        nameless = self.told.promise.model_copy(update={"address": f"{self.told.agreement.name}/"})
        question = replace(self.question, objective=nameless)
        try:
            if isinstance(condition, Compared) and self._named(condition.subject):
                times = holding(question, condition, ALL_TIME)
                spans = [one for each in self._named(condition.subject) for one in self._windows_of(each)]
                ended = [one for one in spans if span[0] < one[1] <= max(span[1], self.told.window[1])]
                return [one for one in dict.fromkeys(ended) if intersection(times, union([one])) == (one,)]
            return list(holding(question, condition, span))
        except UnknownError as unknown:
            raise OpenError(f"it is not known whether it holds: {unknown.word}", "see what the facts lack") from unknown

    def _named(self, name: str) -> list[Objective]:
        return [one for one in self.told.agreement.objectives if is_at(one, name) and one.bound is not None]

    def _windows_of(self, objective: Objective) -> tuple[Interval, ...]:
        if objective.window is None:
            return ()
        return tuple(self.question.windows(objective.window, *self.told.window))

    def misses(self, missed: Missed) -> list[list[WindowFigure]]:
        """How an objective is missed (again) with a window that ended in this one: each time the windows that count.

        The last one is that with which it happens.  Raises ``OpenError`` where windows that may count are not known.
        """
        found = []
        for objective in self._named(missed.objective):
            if objective.window is None:
                raise OpenError(f"`{objective.address}` has no window", "give it a window")
            since = self.told.start if missed.times == 1 else NEVER
            windows = _by_all_texts(self.told.known, objective, (max(since, self.question.term[0]), self.told.end))
            over = [one for one in windows if one.end <= self.told.end]
            for number, one in enumerate(over):
                if one.end > self.told.start and self._state(missed, one) in ("missed", "unknown"):
                    counting = self._again(missed, over[: number + 1])
                    if counting is not None:
                        found.append(counting)
        return found

    def collected(self, condition: Collected) -> list[tuple[WindowFigure, ...]]:
        """How points reach a number by the end of this window: for each window in which they do, those that earn them.

        Raises ``OpenError`` where that is not known.
        """
        found: list[tuple[WindowFigure, ...]] = []
        unknown: OpenError | None = None
        try:
            reached = self.question.bound(condition.bound, "")
            spans = self.question.windows(condition.window, self.told.start, self.told.end)
        except UnknownError as open_:
            raise OpenError(f"it is not known whether it holds: {open_.word}", "see what the facts lack") from open_
        for start, end in spans:
            span = (start, min(end, self.told.end))
            try:
                if keeps(reached, self._number_of_points(span)):
                    found.append(self.points.windows(span) if self.points is not None else ())
            except OpenError as open_:
                unknown = open_
        if unknown is not None and not found:
            raise unknown
        return found

    def _number_of_points(self, span: Interval) -> Quantity:
        number = None if self.points is None else self.points.number(span)
        if number is None:
            raise OpenError("it is not known how many points all promises have", "see why in their windows")
        return number

    def _state(self, missed: Missed, one: WindowFigure) -> str:
        """Whether a window is missed; or, for a bound, whether its figure keeps to that."""
        if missed.bound is None or one.state == "not-judged":
            return one.state
        ends = [end for end in (one.low, one.high) if end is not None]
        if not ends and one.state == "unknown":
            return one.state
        if not ends and one.answer.figure is not None:
            ends = [one.answer.figure]
        kept = {keeps(self.question.bound(missed.bound, end.unit), end) for end in ends}
        return "unknown" if len(kept) > 1 else "missed" if kept == {True} else "met"

    def _again(self, missed: Missed, windows: list[WindowFigure]) -> list[WindowFigure] | None:
        """The missed windows that count with the last one, if they are enough."""
        last, times = windows[-1], missed.times
        if isinstance(times, Blank):
            raise OpenError(f"`{times.text}` has no value", "give it one in the agreement")
        if missed.in_a_row or times == 1:
            windows = windows[-times:]
        elif missed.within is not None:
            within = self.question.quantity(missed.within, "s")
            windows = [one for one in windows if last.window[1] <= later(self.question, within, one.window[0])]
        elif missed.window is not None:
            window = missed.window
            windows = [one for one in windows if begin_in_one(self.question, window, one.window, last.window)]
        states = [self._state(missed, one) for one in windows]
        sure = [one for one, state in zip(windows, states, strict=True) if state == "missed"]
        perhaps = [state for state in states if state in ("missed", "unknown", "not-judged")]
        if len(sure) >= times and states[-1] == "missed":
            return sure
        if len(perhaps) >= times:
            raise OpenError(f"it is not known how often `{last.objective}` was missed", "see why in its windows")
        return None


def happened(
    told: WindowFigure,
    agreement: Agreement,
    figure: Quantity | None = None,
    reached: frozenset[str] = frozenset(),
    points: Points | None = None,
) -> HappenedInWindow:
    """What happened in a window, for awards of these terms; ``figure`` is what it may have come to, if that is open.

    ``points`` are those of all promises, where they are known.
    """
    if figure is not None:
        told = replace(told, answer=replace(told.answer, figure=figure))
    example = Example(
        title="",
        objectives=(told.objective.partition("/")[2],),
        scope=agreement.tiers,
        given=(Given(subject="term", value=_seconds(told.end - told.start), of=_seconds(_length(told.window))),),
        results=(),
        source=agreement.source,
    )
    return HappenedInWindow(agreement, told.known.workspace.metrics, example, told, reached, points)


def _by_all_texts(known: FactsOfAgreement, objective: Objective, period: Interval) -> Iterator[WindowFigure]:
    """The windows of an objective, each by the text that held then: what was missed stays so after an amendment."""
    if known.text is None or known.text.before is None:
        yield from windows_reported(known, objective, period)
        return
    texts = known.text.up_to_it
    for number, text in enumerate(texts):
        of_text = known if text is known.text else FactsOfAgreement.of(known.facts, text, known.now)
        for one in text.agreement.objectives:
            if one.address == objective.address and is_judged_by(texts, number, one):
                yield from windows_reported(of_text, one, period)


def _length(span: Interval) -> int:
    return span[1] - span[0]


def _seconds(number: int) -> Quantity:
    return Quantity(amount=Fraction(number), unit="s")
