"""Alike: whether a condition that stands on both sides holds on both sides at the same time.

The same words need not mean the same.  What people say or observe, they say of somebody: the account of our customer
is not ours at a supplier.  An objective, a parameter or a cap is each agreement's own, and so is its ticket of a case.
(docs/backing.md, Who promised whom)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ...algebra.scopes import exclusions, suspensions
from ...algebra.stop_events import OWN
from ...model.agreement import Agreement
from ...model.backing import Assumption
from ...model.objective import Objective
from ...model.phrases import (
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
)
from ...model.quantity import Blank
from ...text.finding import Related
from ...text.source import Span
from ..case import Case
from ..settled import is_of_beginning
from .carriers import Carrier, treated
from .same_days import day_rule, window_rule


def stated_comparable(case: Case, carrier: Carrier) -> Assumption | None:
    """The agreement's assumptions about a carrier: that both count, and say, the same."""
    behind = {carrier.agreement.name, *carrier.agreement.covers}
    return next((one for one in case.agreement.assumptions if one.kind == "comparable" and behind & set(one.of)), None)


def same_words(condition: Condition) -> str:
    """A condition as a text that is the same for the same words, in whatever order they are written."""
    match condition:
        case Both() | Either():
            return f"{condition.kind}({', '.join(sorted(map(same_words, condition.parts)))})"
        case Several():
            return f"{condition.count or 'all'} of {sorted(condition.of)} {sorted(condition.occasions)}"
        case Not():
            return f"not {same_words(condition.part)}"
        case Longer():
            return f"{same_words(condition.part)} longer than {condition.than.text}"
        case _:
            return repr(condition)


def check_alike(case: Case, carrier: Carrier, *, is_later: bool = False) -> None:
    """A condition on both sides must hold on both at once.  ``is_later`` tells that a case comes to it after others."""
    # Of the same words in two places those count that are asked at one moment.
    behind = sorted(_on(carrier.agreement, carrier.objective), key=lambda one: one.is_asked_once)
    theirs = {(same_words(one.condition), one.of): one for one in behind}
    reader = _Sides(case, carrier, is_later)
    stated = stated_comparable(case, carrier)
    for one in _on(case.agreement, case.objective):
        other = theirs.get((same_words(one.condition), one.of))
        if other is None:
            continue
        # When it holds is reckoned with on either side.
        if one.of == "counted" and case.context.asked.by_hours and is_of_beginning(case.agreement, one.condition):
            continue
        # What is kept behind gives nobody there a right to leave for it.
        own = reader.own(one.condition) if one.of != "right" else []
        own, said = [*own, *reader.days(one.condition)], reader.said(one.condition)
        if one.is_asked_once or other.is_asked_once:
            own += reader.changing(one.condition)
        if said and stated is not None:
            text = f"`{carrier.agreement.name}` counts comparably ({stated.because})"
            case.assumptions += [text] if text not in case.assumptions else []
        if not own and (not said or stated is not None):
            continue
        what = " and ".join(sorted({*(own or said)}))
        case.add(
            "undecidable",
            "backing/conditional",
            carrier.name,
            what,
            message=f"{what} may hold for `{carrier.name}` and not for `{case.address}`, though both name it",
            related=[
                Related(other.place, f"here it is asked of `{carrier.agreement.name}`"),
                Related(one.place, f"here of `{case.agreement.name}`"),
            ],
            help="take the condition out of what is behind, or make it one on times and calendars"
            if own
            else f'`assume {carrier.agreement.name} comparable because "…"`, if it is one occasion for both',
        )
    for name in reader.scales():
        text = f"a case keeps its `{name}` on its way"
        case.assumptions += [text] if text not in case.assumptions else []


@dataclass(frozen=True, slots=True)
class _Stated:
    """A condition on which it depends what is promised, when something is down, or when its provider may leave."""

    condition: Condition
    place: Span
    of: Literal["counted", "down", "right"] = "counted"
    is_asked_once: bool = False
    """Whether of a case it is asked when that comes, and not all along."""


def _on(agreement: Agreement, objective: Objective) -> Iterator[_Stated]:
    if agreement.covers_when is not None:
        yield _Stated(agreement.covers_when, agreement.source, is_asked_once=True)
    if objective.when is not None:
        yield _Stated(objective.when, objective.source, is_asked_once=True)
    for suspended in suspensions(agreement, objective):
        yield _Stated(suspended.when, suspended.source)
    for excluded in exclusions(agreement, objective):
        if excluded.when is not None:
            yield _Stated(excluded.when, excluded.source, is_asked_once=True)
    # Who may leave us when an invoice is unpaid speaks of our invoice, and we of that of our customer.
    for right in agreement.rights_to_end:
        if right.when is not None and right.who != "customer":
            yield _Stated(right.when, right.source, "right")
    for rule in objective.counting.down:
        yield _Stated(rule.when, objective.source, "down")


class _Sides:
    """A promise and its carrier; asked whether a condition means the same on both sides."""

    def __init__(self, case: Case, carrier: Carrier, is_later: bool) -> None:
        self.case, self.carrier, self.is_later = case, carrier, is_later
        self.workspace = case.context.workspace
        self.of_cases = case.context.composing(case.objective).by == "hand-offs"

    def own(self, condition: Condition) -> list[str]:
        """What each agreement has of its own."""
        return [text for one in self.atoms(condition) if (text := self._of_its_own(one))]

    def said(self, condition: Condition) -> list[str]:
        """What people say or observe, and what is measured of what each of them covers."""
        return [text for one in self.atoms(condition) for text in self._said(one)]

    def changing(self, condition: Condition) -> Iterator[str]:
        """What may hold when a case comes to the promise, and not any more when it comes to the carrier."""
        if self.of_cases and self.is_later:
            for one in self.atoms(condition):
                if isinstance(one, Several):
                    yield f"`{one.count or 'all'} of ({', '.join((*one.of, *one.occasions))})`"
                elif isinstance(one, Is) and one.subject in self.workspace.scales:
                    self.case.assume(f"a case keeps its `{one.subject}` on its way")
                else:
                    yield from self._said(one)

    def atoms(self, condition: Condition) -> Iterator[Condition]:
        """The conditions that a condition is made of, and those from which the state of a fact follows."""
        match condition:
            case Not() | Longer() | Often():
                yield from self.atoms(condition.part)
            case Both() | Either():
                for part in condition.parts:
                    yield from self.atoms(part)
            case Holds():
                yield condition
                declared = self.workspace.facts.get(condition.fact)
                for state in declared.states if declared is not None else ():
                    if state.name == condition.state and state.when is not None:
                        yield from self.atoms(state.when)
            case _:
                yield condition

    def days(self, condition: Condition) -> Iterator[str]:
        """The days and windows that each agreement counts by its own zone, calendar or term."""
        match condition:
            case Longer() | Often() | Not():
                yield from self._days_of(condition)
                yield from self.days(condition.part)
            case Both() | Either():
                for part in condition.parts:
                    yield from self.days(part)
            case Holds():
                declared = self.workspace.facts.get(condition.fact)
                for state in declared.states if declared is not None else ():
                    if state.name == condition.state and state.when is not None:
                        yield from self.days(state.when)

    def _days_of(self, condition: Longer | Often | Not) -> Iterator[str]:
        ours, theirs = self.case.agreement, self.carrier.agreement
        if isinstance(condition, Longer) and day_rule(ours, condition.than) != day_rule(theirs, condition.than):
            yield f"`longer than {condition.than.text}`"
        if isinstance(condition, Often):
            of, window, times = condition.within, condition.window, condition.times
            if isinstance(times, Blank):  # each agreement has its own number
                yield f"`{times} times`"
            if of is not None and day_rule(ours, of) != day_rule(theirs, of):
                yield f"`{times} times in {of.text}`"
            if window is not None and window_rule(ours, window) != window_rule(theirs, window):
                yield f"`{times} times {window.text}`"

    def _of_its_own(self, one: Condition) -> str:
        match one:
            case Missed():
                return f"`{one.objective} is missed`"
            case Capped():
                return f"`{one.remedy} reaches its cap`"
            case Collected():
                return f"`{one.text}`"
            case IsSet():
                return f"`{one.parameter} is set`"
            case Compared():
                # A blank is filled in for each agreement by itself.
                has_blank = any(isinstance(each, Blank) for each in (one.bound.value, one.bound.upper))
                return "" if one.subject in self.workspace.metrics and not has_blank else f"`{one.subject}`"
            case Is():
                return "" if self.is_one_value(one) else f"`{one.subject} is {one.value}`"
            case InFirst():
                return "" if self.is_one_beginning(one) else f"`in the first {one.time.text}`"
            case EventBefore() | EventOn() | EventDuring() | EventThrough():
                return "" if self.is_one_event(one) else f"`{one.event}`"
        return ""

    def _said(self, one: Condition) -> Iterator[str]:
        match one:
            case Said():
                yield f'"{one.text}"'
            case Holds():
                yield f"`{one.text}`"
            case Several():
                yield from (f'"{text}"' for text in one.occasions)
            case Compared():
                if one.subject in self.workspace.metrics:
                    yield f"`{one.subject}`"

    def is_one_beginning(self, condition: InFirst) -> bool:
        """Whether the beginning of both terms is one time; a case may come to the one in it and to the other later."""
        ours, theirs = self.case.agreement, self.carrier.agreement
        first, other = (one.term.first if one.term else None for one in (ours, theirs))
        same_day = first is not None and first == other and (ours.zone or "UTC") == (theirs.zone or "UTC")
        return same_day and not self.of_cases and day_rule(ours, condition.time) == day_rule(theirs, condition.time)

    def is_one_event(self, condition: EventBefore | EventOn | EventDuring | EventThrough) -> bool:
        """Whether an event is one moment for both, at which both clocks show the same day and time."""
        if not self.of_cases:
            return True
        if condition.event in OWN and self.is_later:
            return False
        zones = {self.case.agreement.zone, self.carrier.agreement.zone}
        return isinstance(condition, EventDuring | EventThrough) or len(zones) == 1

    def is_one_value(self, condition: Is) -> bool:
        """Whether a value of a scale is one of both: that of the case, or what both sides are for."""
        ours, theirs = self.case, self.carrier
        if condition.subject in self._renamed():
            return False
        return _is_for(ours.agreement, ours.objective, condition) == _is_for(
            theirs.agreement, theirs.objective, condition
        )

    def _renamed(self) -> set[str]:
        names = treated(self.case.agreement, self.carrier.agreement)
        return {
            scale.name
            for scale in self.workspace.scales.values()
            if any(value.name in {*names, *names.values()} for value in scale.values)
        }

    def _varies(self, condition: Condition) -> bool:
        """Whether a condition is asked of an agreement, its facts or its ticket, and not of the case."""
        return any(self.own(condition)) or any(text.startswith("`") for text in self.said(condition))

    def scales(self) -> list[str]:
        """The scales whose value may differ between the tickets of a case: it follows from each one's own events."""
        if not self.of_cases:
            return []
        named = [one.scale for one in self.carrier.objective.scope]
        for name in named:
            named += [one for one in self.workspace.scales[name].derived_from if one not in named]
        chosen = {one.scale for one in self.case.agreement.tiers} - {one.scale for one in self.carrier.agreement.tiers}
        return [
            name
            for name in named
            if name in chosen  # of which tier our cases are there nobody has said
            or any(value.when and self._varies(value.when) for value in self.workspace.scales[name].values)
        ]


def _is_for(agreement: Agreement, objective: Objective, condition: Is) -> bool:
    """Whether an objective is for one value of a scale alone, or its agreement selects it."""
    scope = {one.scale: one.values for one in (*agreement.tiers, *objective.scope)}
    return scope.get(condition.subject) == (condition.value,)
