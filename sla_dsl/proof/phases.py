"""Phases: the judged time of a promise, cut where the beginning of a term ends that a condition names.

In each phase it is settled what holds `in the first 3 months`, and the promise is proved as if only that were written.
It is kept if it is kept in all phases.  (docs/mathematics.md, Beginnings)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from ..algebra.intervals import Intervals
from ..algebra.stop_events import OWN
from ..algebra.windows import anchor, is_border, windows
from ..algebra.zones import Instant, local, opening, zone
from ..model.agreement import Agreement
from ..model.phrases import Days, Window
from .behind.limits import YEAR
from .case import Case
from .context import Context
from .durations.starts import start_of
from .settled import (
    ALL_TIME,
    ConditionsAsked,
    Throughout,
    asked_of,
    ends,
    ends_of_beginnings,
    never_counts,
    promised_in,
)
from .verdict import WORST_LAST, Proof

_DAY = timedelta(days=1)
_LONG = 366 * 86400
"""For how many seconds a case may be opened again and again: it is assumed that none is for longer."""


def cases(context: Context, agreement: Agreement, number: int) -> Iterator[Case]:
    """The cases of a promise, one for each phase in which it counts; one of all its time if it counts in none."""
    if not context.ends_of_beginnings:
        yield Case(context, agreement, agreement.objectives[number])
        return
    phases = _Phases(context, agreement, number)
    every = phases.all()
    counting = [one for one in every if not never_counts(agreement, agreement.objectives[number], one.time)]
    for one in counting or [phases.of(None)]:
        yield phases.case(one)


@dataclass(frozen=True, slots=True)
class _Phase:
    """The days that are judged in a phase, if not all, and when conditions are asked of its windows then.

    What happened before, ``since`` a limit of the promise or a volume counts, may have used it up.
    """

    days: Days | None
    time: Throughout = ALL_TIME
    since: Instant | None = None


class _Phases:
    """The phases of a promise."""

    def __init__(self, context: Context, agreement: Agreement, number: int) -> None:
        self.context, self.agreement, self.number = context, agreement, number
        self.objective = agreement.objectives[number]
        self.by = context.composing(self.objective).by
        self.is_of_time = context.is_of_time(self.objective)
        self.where = zone(agreement.zone or "UTC")
        is_of_window = self.objective.window is not None or self.by != "hand-offs"
        self.window = self.objective.window or YEAR if is_of_window else None

    def all(self) -> list[_Phase]:
        """The phases, in the order of time."""
        judged = self.context.judged(self.agreement)
        borders = [] if judged is None else self.borders(judged)
        if judged is None or not borders:
            return [self.of(None)]
        firsts = [judged.first, *borders]
        lasts = [*(day - _DAY for day in borders), judged.last]
        return [self.of(Days(first=first, last=last)) for first, last in zip(firsts, lasts, strict=True)]

    def borders(self, judged: Days) -> list[date]:
        """The days on which a beginning is over, or a window begins or ends in which one is over."""
        every = self.agreement, *self.context.among(self.agreement.backed_by)
        if self.by == "hand-offs":
            # When a case starts it is known what is promised for it, but not what is excluded until it ends.
            found = [*ends(self.agreement, asked_of(self.agreement, self.objective))]
        elif self.is_of_time:
            # In which hours of its windows something holds is reckoned with.
            return []
        else:
            found = [end for one in every for end in ends_of_beginnings(one)]
        days = {day for end in found for day in self._days(end)}
        return sorted(day for day in days if judged.first and judged.last and judged.first < day <= judged.last)

    def _days(self, end: Instant) -> Iterator[date]:
        """The first days of windows at a moment, or before and after it if it lies within one."""
        day = self._day(end)
        if day is not None and (self.window is None or is_border(self.window, self.agreement, day)):
            yield day
        elif self.window is not None and self.window.kind != "rolling":
            edges = (edge for span in self._spans(self.agreement, self.window, end, end + 1) for edge in span)
            yield from (day for edge in edges if (day := self._day(edge)) is not None)

    def _day(self, at: Instant) -> date | None:
        """The day that begins at a moment, if one does."""
        day = local(at, self.where).date()
        return day if opening(day, 0, self.where) == at else None

    def of(self, days: Days | None) -> _Phase:
        """The phase of some days; what is not known of its windows is settled in no time."""
        judged = days or self.context.judged(self.agreement)
        if judged is None:
            return _Phase(days)
        first, end = self.context.span(judged, self.agreement.zone)
        spans = ((first, end),) if self.window is None else self._spans(self.agreement, self.window, first, end)
        if not spans:
            return _Phase(days)
        return _Phase(days, Throughout(spans[0][0], spans[-1][1]), self._since(first, spans[0][0]))

    def _since(self, first: Instant, begins: Instant) -> Instant | None:
        """When the first window of a phase, a limit or a volume begins: they may be used up from then on."""
        counted: list[tuple[Agreement, Window | None]]
        counted = [(self.agreement, one.window) for one in self.agreement.exclusions if one.window is not None]
        # Cases that the promise does not count may use up a volume behind.
        among = self.agreement, *self.context.among(self.agreement.backed_by)
        counted += [(one, each.window) for one in among for each in one.volumes]
        since = [begins]
        for one, window in counted:
            spans = () if window is None else self._spans(one, window, first, first + 1)
            if not spans:
                return None
            since.append(spans[0][0])
        return min(since)

    def _spans(self, agreement: Agreement, window: Window, first: Instant, end: Instant) -> Intervals:
        anchored = anchor(window, agreement)
        found = None if anchored is None else windows(window, zone(agreement.zone or "UTC"), first, end, anchored)
        return found or ()

    def case(self, phase: _Phase) -> Case:
        """The case of a phase, in which what is settled is no condition any more."""
        if self.by != "hand-offs":
            asked = ConditionsAsked(phase.time, replace(phase.time, since=phase.since), by_hours=self.is_of_time)
            context = self.context.within(asked, phase.days)
            agreement = context.workspace.agreements[self.agreement.name]
            return Case(context, agreement, agreement.objectives[self.number])
        when = self._when_it_comes(phase)
        context = self.context.within(ConditionsAsked(when, Throughout(phase.since)), phase.days)
        agreement = promised_in(context.workspace.agreements[self.agreement.name], phase.time)
        found = Case(context, agreement, agreement.objectives[self.number])
        if when.since is not None and phase.time.since is not None and when.since < phase.time.since:
            behind = self.context.among(self.agreement.backed_by)
            if any(end <= when.since for one in behind for end in ends_of_beginnings(one)):
                found.assume("no case is opened again a year after it came")
        return found

    def _when_it_comes(self, phase: _Phase) -> Throughout:
        """When it is asked what is promised for a case behind: when it starts here, or after other hops.

        A case that is opened again may be another one on one side, and on the other one that came before.
        """
        objectives = [one for each in self.context.among(self.agreement.backed_by) for one in each.objectives]
        starts = {start_of(self.context, one) for one in objectives} - {None, start_of(self.context, self.objective)}
        clocks = [self.context.clock(one) for one in (self.objective, *objectives)]
        # What it shares with us may have come before it starts here.
        if not starts <= OWN or len({repr(one.through if one else None) for one in clocks}) > 1:
            return ALL_TIME
        if phase.time.since is not None and any(one is not None and one.reopened is not None for one in clocks):
            return Throughout(phase.time.since - _LONG)
        return replace(phase.time, until=None) if self.agreement.paths else phase.time


def together(proofs: Sequence[Proof], *, higher: bool) -> Proof:
    """The proof of a promise from those of its phases: the worst one, with all that the others rest on.

    Of two that are as bad it is the one with the worse figure, which is the lower one if ``higher`` is better.
    """
    if len(proofs) == 1:
        return proofs[0]

    def badness(one: Proof) -> tuple[int, bool, Fraction]:
        figure = one.guaranteed.exact if one.guaranteed is not None else Fraction(0)
        return WORST_LAST.index(one.verdict), one.guaranteed is not None, -figure if higher else figure

    worst_first = sorted(proofs, key=badness, reverse=True)
    found = [one for each in reversed(worst_first) for one in each.grounds]
    grounds = {(one.rule, one.cause or one.message): one for one in found}
    # What mends one phase leaves another one as it is.
    is_alone = all(one.verdict in ("backed", "owned") for one in worst_first[1:])
    return replace(
        worst_first[0],
        steps=tuple(dict.fromkeys(one for each in proofs for one in each.steps)),
        grounds=tuple(sorted(grounds.values(), key=lambda one: -WORST_LAST.index(one.verdict))),
        assumptions=tuple(dict.fromkeys(one for each in proofs for one in each.assumptions)),
        mends=worst_first[0].mends if is_alone else (),
    )
