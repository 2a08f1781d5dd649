"""Which state of an agreement was in force on a day, and which before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from ..algebra.days import term
from ..algebra.in_force import has_effect, is_in_force, last_day, takes_effect
from ..model.agreement import Agreement
from .states import State

_DAY = timedelta(days=1)


class InForce(NamedTuple):
    """A state that was in force on a day, what it says, and the state in which its version was recorded.

    They are two if something was altered later under the same version.  ``unread`` are later ones that cannot be read.
    """

    day: date
    state: State
    agreement: Agreement
    recorded: State
    unread: tuple[State, ...] = ()


def in_force_on(states: Iterable[State], day: date) -> InForce | None:
    """What was in force on a day, by the states of an agreement, newest first; no more are taken than are needed.

    The newest that has effect decides: if it says that the term is over, nothing before it is in force again.  One in
    which the agreement is gone, or ended on no day, has effect from the day of its commit on; one that cannot be read
    has none.
    """
    older = iter(states)
    unread: list[State] = []
    for state in older:
        if _ends_here(state):
            if state.commit.committed <= day:
                return None
        elif state.agreement is None:
            unread.append(state)
        elif has_effect(state.agreement, day):
            if not is_in_force(state.agreement, day):
                return None
            return InForce(day, state, state.agreement, _recorded(state, state.agreement, older), tuple(unread))
    return None


def _ends_here(state: State) -> bool:
    """Whether an agreement ends with a commit: it names no day itself."""
    if state.agreement is None:
        return state.readable
    return state.agreement.status == "ended" and state.agreement.ended is None


def _recorded(state: State, agreement: Agreement, older: Iterable[State]) -> State:
    """The oldest state with the same version, of those before a state; what cannot be read is passed over."""

    def is_same(one: State) -> bool:
        there = one.agreement
        return there is not None and there.version == agreement.version and there.status in ("signed", "ended")

    return [state, *takewhile(is_same, (each for each in older if each.readable))][-1]


def last_before(states: Sequence[State], day: date) -> InForce | None:
    """What was in force last before a day on which nothing is, and on which day."""
    ends = sorted({end for end in _turns(states) if end < day}, reverse=True)
    return next((found for end in ends if (found := in_force_on(states, end))), None)


def first_after(states: Sequence[State], day: date) -> InForce | None:
    """What is in force first after a day on which nothing is, and on which day."""
    begins = sorted({end + _DAY for end in _turns(states) if day < end + _DAY})
    return next((found for begin in begins if (found := in_force_on(states, begin))), None)


def _turns(states: Iterable[State]) -> set[date]:
    """The days after which something else may be in force."""
    begins: set[date | None] = set()
    ends: set[date | None] = set()
    for state in states:
        if state.agreement is None or _ends_here(state):
            begins.add(state.commit.committed)
        else:
            days = term(state.agreement)
            begins.add(takes_effect(state.agreement))
            ends.update(last_day(state.agreement, each) for each in state.agreement.amendments)
            if days is not None:
                begins.add(days.first)
                ends.add(days.last)
    found = {end for end in ends if end} | {begin - _DAY for begin in begins if begin and begin > date.min}
    return {end for end in found if end < date.max}
