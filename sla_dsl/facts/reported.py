"""The state of each window of a promise, as facts tell it: met, missed, running, unknown, empty or not judged.

Of a cell that says `none` nothing is promised, whatever happened.

What is said is what holds in the best and in the worst of the worlds that the facts allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from ..algebra.intervals import Interval, difference, intersection, union
from ..algebra.zones import Instant, opening, zone
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Bound
from ..model.quantity import Quantity
from ..model.workspace import Workspace
from .answer import Answer
from .asking import objectives_asked
from .budget import allowed_share, missed_from
from .deciding import deciding, must_last
from .down import unknown
from .kept import asked, kept, windows_of
from .measured import measured_and_down
from .needs import given_parts, is_of_cases, is_of_time, missing, missing_parts, unread, unread_reasons
from .placing import Placing, everywhere, lacking, may_be_beyond, ungrouped, unweighed, worlds_of
from .question import NEVER, Question, UnknownError, within
from .tables.folder import Facts
from .texts import AgreementText, Histories, is_judged_by, texts_of
from .world import World
from .worlds import FactsOfAgreement

WindowState = Literal["met", "missed", "running", "unknown", "empty", "not-judged", "no-promise"]


@dataclass(frozen=True, slots=True)
class WindowFigure:
    """One window of an objective, its state and its figure.

    It is measured from ``start`` to ``end``: what of the window lies in the term, and in one text of the agreement.
    ``answer`` is what the facts say of what was measured.  ``low`` and ``high`` are the ends of what the figure may be
    where something was not measured, or a case is open; without that they are missing.  ``because`` says why it is not
    known.

    Of a share of time ``budget_left`` is how many seconds more may be down; ``missed_from`` is, of a window that runs,
    the moment from which it is missed if it is down from now on.
    """

    known: FactsOfAgreement
    promise: Objective
    window: Interval
    start: Instant
    end: Instant
    state: WindowState
    answer: Answer
    low: Quantity | None = None
    high: Quantity | None = None
    budget_left: Fraction | None = None
    missed_from: Instant | None = None
    because: tuple[str, ...] = ()
    perhaps: tuple[WindowFigure, ...] = ()
    """The same window by what cases may be that do not tell all: the ends between which it lies."""

    @property
    def objective(self) -> str:
        """The address of the objective."""
        return self.promise.address

    @property
    def written(self) -> tuple[date | None, date | None]:
        """Since when the objective is as it is written, and until when."""
        text = self.known.text
        return (None, None) if text is None else (text.written_since(self.promise), text.until)

    @property
    def agreement(self) -> Agreement:
        """The agreement, in the text by which it is judged."""
        return self.known.agreement


def reported(
    facts: Facts,
    workspace: Workspace,
    names: Iterable[str],
    first: date,
    last: date,
    now: Instant,
    histories: Histories | None = None,
) -> Iterator[WindowFigure]:
    """The windows of these agreements that end in the days from ``first`` to ``last``, or run in them now.

    Each instant is judged by the text of ``histories`` that was in force then.
    """
    for name in names:
        period = period_of(workspace.agreements[name], first, last)
        yield from agreement_reported(facts, texts_of(workspace, name, histories or {}), period, now)


def period_of(agreement: Agreement, first: date, last: date) -> Interval:
    """The instants from the first day to the end of the last, where an agreement is."""
    where = zone(agreement.zone or "UTC")
    return opening(first, 0, where), opening(last + timedelta(days=1), 0, where)


def agreement_reported(
    facts: Facts, texts: Sequence[AgreementText], period: Interval, now: Instant, running: bool = True
) -> Iterator[WindowFigure]:
    """The windows of an agreement by all its texts, by objective and time."""
    known = [FactsOfAgreement.of(facts, one, now) for one in texts]
    addresses = dict.fromkeys(one.address for text in reversed(texts) for one in text.agreement.objectives)
    for address in addresses:
        for number, text in enumerate(texts):
            for objective in text.agreement.objectives:
                if objective.address == address and is_judged_by(texts, number, objective):
                    yield from windows_reported(known[number], objective, period, running)


def windows_reported(
    known: FactsOfAgreement, objective: Objective, period: Interval, running: bool = True
) -> Iterator[WindowFigure]:
    """The windows of an objective that end in a period, and those that run in it now if these are asked, in order."""
    try:
        spans = windows_of(known.workspace, known.agreement, objective, *period)
    except UnknownError:
        return
    for span in spans:
        key = id(objective), span
        if key not in known.judged:  # each kind of award asks again
            known.judged[key] = _WindowJudge(known, objective, span)
        judge: _WindowJudge = known.judged[key]
        start, end = judge.promised
        if known.now < start or not (period[0] < end <= period[1] or (running and known.now < end)):
            continue
        # Of a window in which another text holds from its beginning to its end this text says nothing.
        if judge.is_promised or known.text is None or (known.text.since is None and known.text.until is None):
            yield judge.reported


@dataclass(frozen=True)
class _WindowJudge:
    """Judges one window of an objective."""

    known: FactsOfAgreement
    objective: Objective
    window: Interval

    @cached_property
    def reported(self) -> WindowFigure:
        """The window; with rows that could not be read it is unknown: a further outage alone makes no miss good."""
        known, objective = self.known, self.objective
        figure, reasons = self.figure(missing(known, objective)), unread_reasons(known, objective)
        only_outages = unread(known, objective) == {"outages"} and not known.facts.partial
        if not reasons or (figure.state == "missed" and only_outages) or objective.bound is None:
            return figure
        return replace(figure, state="unknown", because=(*figure.because, *reasons))

    @property
    def is_promised(self) -> bool:
        """Whether something of the window lies in the term, and in the time for which the text is known."""
        start, end = self._asked.promised
        return start < end

    @property
    def promised(self) -> Interval:
        """What of the window is measured; all of it, where nothing of it is."""
        return self._asked.promised if self.is_promised else self.window

    @cached_property
    def _asked(self) -> Question:
        """The question of what is told."""
        return self._question(self.known.told)

    def figure(self, reasons: tuple[str, ...]) -> WindowFigure:
        """Its state and figure; ``reasons`` are why it cannot be known."""
        try:
            return self._told(reasons)
        except UnknownError as unknown:  # in one of the worlds that may be
            return self._figure(self._asked, "not-judged", Answer("not-judged", word=unknown.word))

    def _told(self, reasons: tuple[str, ...]) -> WindowFigure:
        question = self._asked
        told = question.judge(question)
        if told.word == "none":
            return self._figure(question, "no-promise", told)
        reasons = reasons or missing_parts(self.known, question)
        if not reasons and (told.outcome != "not-judged" or told.word == _OPEN_CASE):
            placing = self._placing(question)
            asked_about = self._placed_elsewhere(question)
            if placing.cases or asked_about:
                return self._as_placed(placing, asked_about)
            reasons = reasons or ungrouped(question) or unweighed(question) or everywhere(question)
        if reasons and not (told.outcome == "empty" and told.cases is None):  # no time was promised, or none measured
            return self._figure(question, "unknown", told, because=reasons)
        if because := self._contradicted(told):
            return self._figure(question, "unknown", told, because=because)
        if is_of_time(self.known.workspace.metrics[self.objective.metric]):
            return self._of_time(question, told)
        if told.cases is not None and not self._was_measured(question, told):
            return self._figure(question, "unknown", told, because=(_NOTHING,))
        return self._figure(question, self._state(told, question.promised[1]), told)

    def _placing(self, question: Question) -> Placing:
        """The cases of the window that lack something."""
        key = id(question.objective)
        if self.known.supposed is None and key not in self.known.lacking:
            self.known.lacking[key] = lacking(question)
        return Placing(question, self.known.lacking.get(key, {}))

    def _placed_elsewhere(self, question: Question) -> list[Placing]:
        """The promises whose conditions decide here (`when fix is missed`), if cases of theirs lack something."""
        if self.known.supposed is not None:
            return []
        found: dict[str, Placing] = {}
        waiting = [self.objective]
        if may_be_beyond(question):
            # What came before the window may have used up a volume.
            whole = replace(question, window=(NEVER, question.window[1]))
            found[self.objective.address] = self._placing(whole)
        while waiting:
            for one in objectives_asked(self.known.agreement, waiting.pop()):
                if one.address not in found and one.address != self.objective.address:
                    whole = replace(question, objective=one, window=(NEVER, question.window[1]))
                    found[one.address] = self._placing(whole)
                    waiting.append(one)
        return [one for one in found.values() if one.cases]

    def _as_placed(self, own: Placing, elsewhere: Sequence[Placing]) -> WindowFigure:
        """The window as it is wherever its cases belong, and those of the promises that decide about it."""
        reasons = tuple(dict.fromkeys(reason for one in (own, *elsewhere) for reason in one.reasons()))
        found = worlds_of(own, elsewhere)
        if found is None:
            return self._figure(own.question, "unknown", self._kept(self.known.told), because=reasons)
        known = [replace(self.known, supposed=world) for world in found.worlds]
        ends = [_WindowJudge(one, self.objective, self.window).figure(()) for one in known]
        first = replace(ends[0], known=self.known)
        if all(_same(one, ends[0]) for one in ends):
            return first
        bounds = [end for one in ends for end in (one.low or one.answer.figure, one.high or one.answer.figure)]
        figures = sorted((one for one in bounds if one is not None), key=lambda one: one.amount)
        # A mean or a median may lie beyond those of the worlds that are furthest; what is not known has no bounds.
        told = len(figures) == len(bounds) and (found.are_all or self.objective.statistic not in ("mean", "median"))
        told = told and all(one.low or one.state not in ("unknown", "not-judged") for one in ends)
        low, high = (figures[0], figures[-1]) if told else (None, None)
        state = first.state if len({one.state for one in ends}) == 1 else "unknown"
        answer = replace(first.answer, figure=None, low=low, high=high)
        because = reasons if state == "unknown" else ()
        return replace(first, state=state, answer=answer, low=low, high=high, because=because, perhaps=tuple(ends))

    def _contradicted(self, told: Answer) -> tuple[str, ...]:
        """Why a figure that somebody gives is not taken: what was measured besides says the contrary."""
        if not self._is_given:
            return ()
        known = replace(self.known, supposed=replace(self.known.told, figures=()))
        measured_ = _WindowJudge(known, self.objective, self.window).figure(missing(known, self.objective))
        there = measured_.answer.down or measured_.answer.cases
        if not there or {measured_.state, _OVER[told.outcome]} != {"met", "missed"}:
            return ()
        return ("a figure is given, and what was measured says the contrary",)

    @property
    def _is_given(self) -> bool:
        """Whether somebody gives the figure, or one that the mean is taken of."""
        if self.objective.mean_of is not None:
            return bool(given_parts(self._asked)[0])
        told = (one for one in self.known.told.figures if one.objective == self.objective.address)
        return any(one.is_of(self.window) for one in told)

    def _was_measured(self, question: Question, told: Answer) -> bool:
        """Whether something tells of the window: of cases nothing means that none came, of counts it does not.

        A mean asks for it in each of its windows that has no figure given and is not closed throughout.
        """
        if is_of_cases(self.known.workspace.metrics[self.objective.metric]):
            return True
        spans = [question.promised] if told.outcome == "empty" else []
        if self.objective.mean_of is not None:
            spans = [one for one in given_parts(question)[1] if question.in_hours(within((one,), question.promised))]
        counts = (one.start for one in self.known.told.counts if one.metric in ("", self.objective.metric))
        samples = (one.at for one in self.known.told.samples if one.metric == self.objective.metric)
        at = [*counts, *samples]
        return all(any(start <= one < end for one in at) for start, end in spans)

    def _question(self, world: World) -> Question:
        return asked(self.known.workspace, self.known.agreement, self.objective, self.window, world, *self._written)

    def _kept(self, world: World) -> Answer:
        return kept(self.known.workspace, self.known.agreement, self.objective, self.window, world, *self._written)

    @property
    def _written(self) -> tuple[date | None, date | None]:
        """Since when the objective is as it is written, and until when."""
        text = self.known.text
        return (None, None) if text is None else (text.written_since(self.objective), text.until)

    def _figure(self, question: Question, state: WindowState, answer: Answer, **more: Any) -> WindowFigure:
        bounds = {"low": answer.low, "high": answer.high}
        of = (self.known, self.objective, self.window, *question.promised)
        return WindowFigure(*of, state, answer, **(bounds | more))

    def _state(self, told: Answer, end: Instant) -> WindowState:
        """The state of a window of cases, samples or counts: what is missed for good, before it is over."""
        over = end <= self.known.now
        if told.outcome == "not-judged":
            return "running" if told.word == _OPEN_CASE else "not-judged"
        if over and end <= self.known.told_until:
            return _OVER[told.outcome]
        if told.outcome == "missed" and self._stays_missed():
            return "missed"
        return "unknown" if over else "running"

    def _stays_missed(self) -> bool:
        """Whether more of it cannot make good what was missed."""
        bound = self.objective.bound
        upper = not isinstance(bound, Bound) or bound.kind in ("at-most", "below")
        if self.objective.mean_of is not None:
            return False
        # A single miss stays one, and a sum only grows; a mean or a share may still recover.
        return self.objective.statistic in ("each", "longest") or (self.objective.statistic == "total" and upper)

    # Time

    def _of_time(self, question: Question, told: Answer) -> WindowFigure:
        if told.outcome == "empty" or (told.outcome == "not-judged" and told.word != _NO_SAMPLES):
            return self._figure(question, "empty" if told.outcome == "empty" else "not-judged", told)
        near = union([deciding(question)])
        # What goes on where the facts end may last long enough, and counts from its first second then.
        goes_on = must_last(question) and near[0][1] > self.known.told_until
        every = self.known.unmeasured(self._every(), goes_on)
        unmeasured = {name: intersection(one, near) for name, one in every.items()}
        worlds = self.known.best(unmeasured), self.known.worst(unmeasured)
        if question.promised[1] > self.known.now:  # What is to come may be up: only what cannot be made good is missed.
            best = self._kept(worlds[0])
            left = self._budget_left(question, best)
            if best.outcome == "missed":
                return self._figure(question, "missed", told, budget_left=left)
            runs_out = None if left is None else self._missed_from(question, left)
            return self._figure(question, "running", told, budget_left=left, missed_from=runs_out)
        hours = question.in_hours(near)
        gaps = union([*unknown(question), *(one for each in unmeasured.values() for one in each)])
        if not goes_on and not intersection(hours, gaps):
            left = self._budget_left(question, told)
            return self._figure(question, _OVER[told.outcome], told, budget_left=left)
        if question.metric.population == "outages" and not self._is_given:  # their number and their lengths
            missed = {self._kept(world).outcome for world in worlds} == {"missed"}
            because = () if missed else (_NOT_MEASURED,)
            return self._figure(question, "missed" if missed else "unknown", told, because=because)
        # The less is up, the worse: so the two worlds are the ends of all that may have happened, limits included.
        ends = [self._kept(world) for world in worlds]
        outcomes = {one.outcome if one.outcome != "empty" else "kept" for one in ends}
        figures = sorted((end for one in ends for end in _ends(one)), key=lambda one: one.amount)
        if len(outcomes) == 1 and figures and figures[0] == figures[-1]:
            return self._figure(question, _OVER[told.outcome], told, budget_left=self._budget_left(question, told))
        state = _OVER[outcomes.pop()] if len(outcomes) == 1 and outcomes <= {"kept", "missed"} else "unknown"
        because = (_NOT_MEASURED,) if state == "unknown" else ()
        bounds = {"low": figures[0], "high": figures[-1]} if figures else {}
        return self._figure(question, state, told, because=because, **bounds)

    def _missed_from(self, question: Question, left: Fraction) -> Instant | None:
        """From when on the window is missed if it is down from now on, in maintenance as well."""
        now = self.known.now
        goes_on = union([(now, question.promised[1])])
        down = self.known.worst(dict.fromkeys(self.known.measured_itself, goes_on))
        share = allowed_share(self.objective, question.metric.better) or Fraction(0)
        (times, _), (counts, _) = map(measured_and_down, (question, self._question(down)))
        return missed_from(counts, difference(times, counts), now, left, share)

    def _budget_left(self, question: Question, answer: Answer) -> Fraction | None:
        share = allowed_share(self.objective, question.metric.better)
        if share is None or answer.measured is None or answer.down is None:
            return None
        return share * answer.measured - answer.down

    def _every(self) -> Fraction | None:
        """The interval of the probes by which the objective is measured."""
        every = next((one.every for one in self.objective.counting.measured if one.every), None)
        return every.amount if every is not None and every.unit == "s" else None


_OVER: dict[str, WindowState] = {"kept": "met", "missed": "missed", "empty": "empty", "not-judged": "not-judged"}
_OPEN_CASE = "a case is open"
_NO_SAMPLES = "samples are missing"
_NOTHING = "nothing was measured in it"
_NOT_MEASURED = "not all of its time was measured"


def _same(one: WindowFigure, other: WindowFigure) -> bool:
    """Whether two worlds say the same of a window."""
    return (one.state, one.answer, one.low, one.high) == (other.state, other.answer, other.low, other.high)


def _ends(one: Answer) -> list[Quantity]:
    """The ends between which a figure lies."""
    return [end for end in (one.low, one.high, one.figure) if end is not None]
