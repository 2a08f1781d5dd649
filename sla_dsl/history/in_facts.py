"""The texts of agreements that were in force at some time, for what was measured then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

from ..algebra.in_force import last_day, takes_effect
from ..algebra.scopes import is_at
from ..algebra.truth import conditions_in
from ..changes.meaning import meaning
from ..changes.stakes import names_inside
from ..changes.uses import used
from ..facts.asked import Asked
from ..facts.tables.uses import limited_rights
from ..facts.texts import AgreementText
from ..facts.walked import WALKED
from ..model.agreement import Agreement, Parameter, Volume
from ..model.objective import Objective
from ..model.phrases import Both, Condition, Either, Missed, Not, Window
from ..model.quantity import CALENDAR_MONTH, Quantity
from ..model.remedies import Exclusion, Suspension
from ..model.workspace import Workspace
from .repository import Repository
from .states import History, State
from .timeline import TimeInForce, decides, deciding, spans
from .wording import agreements_in

_DAY = timedelta(days=1)
_STILL_DUE = timedelta(days=366)
"""How long ago a window may have ended for which something is still to be done, such as a report."""
_BY_ITSELF = {"name", "objectives", "parameters", "term", "renewal", "notices", "ended", "changes", "amendments"}
"""Compared by itself: what a promise names of the agreement, and the days on which a text holds."""
_OF_ALL = tuple(field for field, how in WALKED[Agreement].items() if isinstance(how, Asked) and field not in _BY_ITSELF)
"""What an agreement says that decides whether any of its promises is kept."""


def needs_history(agreement: Agreement, first: date) -> bool:
    """Whether another text may have been in force in what decides the windows from a day on.

    These are the windows that hold the day, those of limits, and those that count for conditions.
    """
    if not agreement.amendments:
        return False
    since = takes_effect(agreement)
    reach = _looked_back(agreement)
    return (
        since is None
        or reach is None
        or any(last_day(agreement, one) for one in agreement.amendments)
        or (first - min(reach, first - date.min) < since)
    )


def _looked_back(agreement: Agreement) -> timedelta | None:
    """How long before the day after a window what decides it may begin, at most; none for the whole term."""
    limits = [one.window for one in agreement.caps] + [one.paid_above_window for one in agreement.traits]
    limits += [one.window for one in agreement.remedies] + [one.window for one in agreement.objectives]
    for right in limited_rights(agreement):
        if right.carried_over is not None:
            return None  # what is left of a window depends on all those before it
        limits.append(right.window)
    lengths = [_length(one) for one in limits if one is not None]
    longest = max((one for one in lengths if one is not None), default=timedelta())
    if None in lengths:
        return None
    shortest = min((one for one in lengths if one is not None), default=timedelta()) * 9 // 10
    whens = [one.when for one in agreement.rights_to_end] + [one.when for one in agreement.duties]
    whens += [one.when for one in agreement.remedies] + [one.when for one in agreement.claims]
    whens += [when for one in agreement.traits for when in (one.when, one.void_when)]
    for when in whens:
        for missed in _again(when):
            if missed.in_a_row and isinstance(missed.times, int):
                longest = max(longest, missed.times * longest)
            elif isinstance(missed.within, Quantity) and missed.within.unit in _DAYS:
                within = timedelta(days=int(missed.within.amount * _DAYS[missed.within.unit]))
                longest = max(longest, within - shortest)  # it is counted back from the end of a window
            else:
                return None
    return longest


def _again(condition: Condition | None) -> Iterator[Missed]:
    """The parts of a condition that ask how often something was missed."""
    match condition:
        case Missed():
            if condition.times != 1:
                yield condition
        case Both() | Either():
            for part in condition.parts:
                yield from _again(part)
        case Not():
            yield from _again(condition.part)


def _length(window: Window) -> timedelta | None:
    """How long a window is at most; none for the whole term, and for what has no days."""
    if window.kind == "rolling":
        length = window.length
        if not isinstance(length, Quantity) or length.unit not in _DAYS:
            return None
        return timedelta(days=int(length.amount * _DAYS[length.unit]) + 1)
    return None if window.period is None else timedelta(days=_LONGEST[window.period])


_DAYS: Mapping[str, Fraction] = {
    "day": Fraction(1),
    "month": Fraction(31),
    CALENDAR_MONTH: Fraction(31),
    "s": Fraction(1, 86400),
}
"""Units of time, each in days at most."""
_LONGEST = {"hour": 1, "day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


def texts(history: History, tip: str, workspace: Workspace, name: str) -> Sequence[AgreementText]:
    """The texts of an agreement, the oldest first; the last one is that of the workspace, be it committed or not."""
    agreement = workspace.agreements[name]
    states = list(history.states(name, tip))
    if not states:
        return ()
    now = State(states[0].commit, workspace, agreement)
    states = [now, *(one for one in states if one.agreement is not None)]
    return _with_unchanged([_text(span) for span in spans(states)])


def texts_from(history: History, tip: str, workspace: Workspace, name: str, first: date) -> Sequence[AgreementText]:
    """The texts of an agreement that are in force on some day from a first one on, the oldest first.

    The newest text is that of the workspace, be it committed or not. No more of the history is read than decides it.
    """
    states = history.states(name, tip)
    newest = next(states)
    now = State(newest.commit, workspace, workspace.agreements[name])
    found = spans([now, *deciding(chain([newest], states), first)])
    return [_text(span) for span in found if span.until is None or span.until > first]


def _text(span: TimeInForce) -> AgreementText:
    return AgreementText(span.found.state.workspace, span.found.agreement, span.since, span.until)


def _with_unchanged(found: list[AgreementText]) -> list[AgreementText]:
    """The texts, each with the objectives that are as in the texts before it."""
    result: list[AgreementText] = []
    for text in found:
        unchanged: dict[str, date | None] = {}
        before = result[-1] if result else None
        if before is not None and before.until == text.since:
            for objective in text.agreement.objectives:
                earlier = next((o for o in before.agreement.objectives if o.address == objective.address), None)
                if earlier is not None and _said(before, earlier) == _said(text, objective):
                    unchanged[objective.address] = before.written_since(earlier)
        result.append(replace(text, unchanged=unchanged, before=before))
    return result


def _said(text: AgreementText, objective: Objective) -> Any:
    """All that decides whether an objective is kept."""
    whole = text.agreement
    objectives, parameters = _depends_on(whole, objective)
    of_whole = {name: getattr(whole, name) for name in (*_OF_ALL, "name", "title", "kind", "source")}
    for name in ("volumes", "suspensions", "exclusions"):
        of_whole[name] = tuple(one for one in of_whole[name] if _is_for(one, objectives))
    agreement = Agreement(**of_whole, objectives=objectives, parameters=parameters)
    names = sorted(used(text.workspace, agreement))
    said = [(each, meaning(text.workspace.declared(each[0])[each[1]])) for each in names]
    first = whole.term.first if whole.term else None
    of_all = [meaning(getattr(agreement, name)) for name in _OF_ALL]
    return meaning(objectives), meaning(parameters), of_all, first, said


def _is_for(said: Volume | Suspension | Exclusion, objectives: Iterable[Objective]) -> bool:
    """Whether a statement is about one of some objectives: it names one of them, or none at all."""
    return not said.objectives or any(is_at(one, *said.objectives) for one in objectives)


def _depends_on(agreement: Agreement, objective: Objective) -> tuple[tuple[Objective, ...], tuple[Parameter, ...]]:
    """An objective with those that its conditions name, and those that theirs name; and the parameters they compare.

    Of statements about other objectives the conditions are taken as well: that splits a window too often, never too
    rarely.
    """
    of_all = [condition for name in _OF_ALL for condition in conditions_in(getattr(agreement, name))]
    found, named = [objective], names_inside(tuple(of_all))
    for one in found:  # those that are found on the way are asked in their turn
        named |= names_inside(tuple(conditions_in(one)))
        objectives = [name for kind, name in named if kind == "objective"]
        found += [other for other in agreement.objectives if other not in found and is_at(other, *objectives)]
    parameters = {name for kind, name in named if kind == "parameter"}
    return tuple(found), tuple(one for one in agreement.parameters if one.name in parameters)


def histories(root: Path, workspace: Workspace, names: Iterable[str], day: date) -> dict[str, Sequence[AgreementText]]:
    """The texts of the agreements that were amended, by name; raises ``RefusalError`` where there is no history."""
    amended = [name for name in names if needs_history(workspace.agreements[name], day)]
    if not amended:
        return {}
    with closing(Repository(root)) as repository:
        tip = repository.commit("HEAD")
        history = History(repository, root, day)
        return {name: found for name in amended if (found := texts(history, tip, workspace, name))}


def histories_from(root: Path, workspace: Workspace, day: date) -> dict[str, Sequence[AgreementText]]:
    """The texts in force from a day on, and shortly before, of the agreements that then have others than the present.

    An agreement that nobody signed yet may have been signed before.  Raises ``RefusalError`` where there is no history.
    """
    before = day - min(_STILL_DUE, day - date.min)
    undecided = [
        one
        for one in workspace.agreements.values()
        if not one.is_template and not decides(one, before if one.amendments or one.status != "signed" else day)
    ]
    if not undecided:
        return {}
    with closing(Repository(root)) as repository:
        tip = repository.commit("HEAD")
        history = History(repository, root, workspace.as_of)
        written = history.written(tip)
        was_other = {
            one.name
            for one in workspace.agreements.values()
            if written.get(one.name, set()) - {text for _name, text in agreements_in(one.source.source)}
        }
        names = [one.name for one in undecided if not was_other.isdisjoint((one.name, *one.on_terms_of))]
        return {name: texts_from(history, tip, workspace, name, before) for name in names}
