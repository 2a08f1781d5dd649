"""The state of an agreement that was in force on a day, and those before and after it."""

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
    """A state that was in force on a day, its agreement, and the state in which its version was recorded.

    The two states differ if a later commit altered the text under the same version.  ``unread`` are later states that
    cannot be read.
    """

    day: date
    state: State
    agreement: Agreement
    recorded: State
    unread: tuple[State, ...] = ()


def in_force_on(states: Iterable[State], day: date) -> InForce | None:
    """The state in force on a day; ``states`` are an agreement's, newest first, and read only as far as needed.

    The newest state that has effect decides: if it says that the term is over, nothing before it is in force again.  A
    state in which the agreement is gone, or ended without a day, has effect from the day of its commit on.  A state
    that cannot be read has none.
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
    """Whether an agreement ends with the commit of a state, because no day is named."""
    if state.agreement is None:
        return state.readable
    return state.agreement.status == "ended" and state.agreement.ended is None


def _recorded(state: State, agreement: Agreement, older: Iterable[State]) -> State:
    """The oldest state with the same version among those before a state; states that cannot be read are skipped."""

    def is_same(one: State) -> bool:
        there = one.agreement
        return there is not None and there.version == agreement.version and there.status in ("signed", "ended")

    return [state, *takewhile(is_same, (each for each in older if each.readable))][-1]


def last_before(states: Sequence[State], day: date) -> InForce | None:
    """The state in force last before a day on which none is, with its day."""
    ends = sorted({end for end in _turns(states) if end < day}, reverse=True)
    return next((found for end in ends if (found := in_force_on(states, end))), None)


def first_after(states: Sequence[State], day: date) -> InForce | None:
    """The state in force first after a day on which none is, with its day."""
    begins = sorted({end + _DAY for end in _turns(states) if day < end + _DAY})
    return next((found for begin in begins if (found := in_force_on(states, begin))), None)


def _turns(states: Iterable[State]) -> set[date]:
    """The days after which another state may be in force."""
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
