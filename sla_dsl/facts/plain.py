"""Plain cases: they come, may wait, and are done, and nothing else happens to them.  Most are, and they are quick.

What ``cases`` finds of each of them event by event is found here by a few look-ups; ``tests/facts/test_plain.py``
compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..algebra.intervals import clipped, union
from ..model.people import Pause
from ..model.phrases import Bound
from ..model.quantity import Quantity
from .asking import starts_of
from .bounds import BoundKind, is_within
from .handled import Handled, Spell, Timed
from .measured import applying
from .question import Question
from .running import is_without_limits, pauses_of, runs_in, waits_for
from .world import PlainCase, PlainKind, ServiceCase, ToldWorld

_NOTHING = Fraction(0)


def plain_cases(question: Question) -> tuple[list[Timed], Sequence[ServiceCase]]:
    """The plain cases that start in the window, each with what its clock says, and all cases that are not plain."""
    clock = _plain_clock(question)
    if clock is None:
        return [], question.world.cases
    kinds, others = apart(question)
    odd = sorted((one.number, one.case) for kind in kinds if not clock.suffices(kind) for one in kind.cases)
    ours = [one for kind in kinds if clock.suffices(kind) for one in clock.counted(kind)]
    return clock.timed(ours), [*others, *(case for _, case in odd)]


def apart(question: Question) -> tuple[Sequence[PlainKind], Sequence[ServiceCase]]:
    """The cases that are plain for the events of the metric, where tables tell the world, and the others."""
    world, starts, stops = question.world, starts_of(question.metric, question.clock), question.metric.stops
    if not isinstance(world, ToldWorld) or starts is None or stops is None:
        return (), world.cases
    return world.plain_cases(starts, stops)


@dataclass(frozen=True, slots=True)
class _PlainClock:
    """How an objective without special conditions times plain cases: from one event to another, in seconds."""

    question: Question
    side: BoundKind
    lower: Fraction | int
    upper: Fraction | int | None
    excluded: frozenset[str]
    """The reasons that exclude a case, or let its clock rest, as an exclusion says."""
    pauses: tuple[Pause, ...]
    values: Mapping[str, tuple[str, ...]]

    def suffices(self, kind: PlainKind) -> bool:
        """Whether what plain cases say is enough: they say all values, and exclude nothing."""
        return self.excluded.isdisjoint(kind.reasons) and self.values.keys() <= kind.values.keys()

    def counted(self, kind: PlainKind) -> Sequence[PlainCase]:
        """The cases of a kind that are of the objective and of its window."""
        found = kind.within(self.question.promised)
        if not found or any(kind.values[scale] not in values for scale, values in self.values.items()):
            return ()
        case, question = found[0].case, self.question
        of_kind = case.population in ("", question.metric.population)
        return found if of_kind and case.service in question.covered and question.is_about_us(case) else ()

    def timed(self, cases: list[PlainCase]) -> list[Timed]:
        """The readings of the clock, one for each case."""
        if not cases:
            return []
        until = self.question.world.until
        span = min(one.start for one in cases), max(one.end for one in cases)
        runs = {name: runs_in(self.question, span, (), name) for name in {one.case.service for one in cases}}
        most = self.lower if self.upper is None else self.upper
        found = []
        for one in cases:
            case, start = one.case, one.start
            end = one.end if until is None else max(start, min(one.end, until))
            seconds = runs[case.service].within((start, end))
            if case.states and self.pauses:
                waits = union(each for pause in self.pauses for each in waits_for(self.question, case, pause.reason))
                seconds -= sum(map(runs[case.service].within, clipped(waits, (start, end))))
            in_time = is_within(self.side, seconds, self.lower, self.upper)
            beyond = _NOTHING if in_time or seconds <= most else Fraction(seconds - most)
            handled = Handled(case, start, ((Spell(start, one.end),),))
            found.append(Timed(handled, Fraction(seconds), in_time, beyond=beyond))
        return found


def _plain_clock(question: Question) -> _PlainClock | None:
    """How plain cases are timed; none where conditions, channels, days or limits ask more of a case."""
    objective, clock = question.objective, question.clock
    bound, agreement = objective.bound, question.agreement
    conditions = (objective.when, agreement.covers_when, clock and clock.through, clock and clock.restarts)
    if any(conditions) or (clock is not None and clock.cut_off is not None):
        return None
    pauses = pauses_of(question)
    if not is_without_limits(pauses) or any(one.scope for one in agreement.exclusions):
        return None
    if not isinstance(bound, Bound):
        return None
    limits = [one for one in (bound.value, bound.upper) if isinstance(one, Quantity) and one.unit == "s"]
    if len(limits) != 1 + (bound.upper is not None):
        return None
    lower, upper = _plainly(limits[0].amount), _plainly(limits[1].amount) if bound.upper else None
    excluded = frozenset(one.reason for one in applying(question))
    values = dict(question.values)
    return _PlainClock(question, bound.kind, lower, upper, excluded, pauses, values)


def _plainly(number: Fraction) -> Fraction | int:
    """A whole number as one: it is compared more quickly."""
    return int(number) if number.denominator == 1 else number
