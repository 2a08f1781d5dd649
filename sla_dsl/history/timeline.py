"""The state of an agreement that was in force on a day, and those before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


class TimeInForce(NamedTuple):
    """The days on which a state is in force: from ``since`` on (none: always), before ``until`` (none: for ever)."""

    found: InForce
    since: date | None
    until: date | None


def in_force_on(states: Iterable[State], day: date) -> InForce | None:
    """The state in force on a day; ``states`` are an agreement's, newest first, and read only as far as needed.

    The newest state that has effect decides: if it says that the term is over, nothing before it is in force again.  A
    state in which the agreement is gone, or ended without a day, has effect from the day of its commit on.  A state
    that cannot be read has none.
    """
    older = iter(states)
    unread: list[State] = []
    for state in older:
        if _is_over(state, day):
            return None
        if _ends_here(state):
            continue
        if state.agreement is None:
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


def _is_over(state: State, day: date) -> bool:
    """Whether an agreement had ended by a day with the commit of a state."""
    return _ends_here(state) and state.commit.committed <= day


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


def spans(states: Sequence[State]) -> list[TimeInForce]:
    """The states of an agreement (newest first) that are ever in force, each with its days, the oldest first."""
    turns = sorted(end + _DAY for end in _turns(states))
    found: list[TimeInForce] = []
    for since, until in zip([None, *turns], [*turns, None], strict=True):
        there = in_force_on(states, since or (turns[0] - _DAY if turns else date.min))
        if there is None:
            continue
        if found and found[-1].until == since and found[-1].found.state is there.state:
            found[-1] = found[-1]._replace(until=until)
        else:
            found.append(TimeInForce(there, since, until))
    return found


def deciding(states: Iterable[State], day: date) -> Iterator[State]:
    """The states of an agreement, newest first, up to the last one that decides what is in force from a day on."""
    for state in states:
        yield state
        agreement = state.agreement
        if decides(agreement, day) if agreement and not _ends_here(state) else _is_over(state, day):
            return


def decides(agreement: Agreement, day: date) -> bool:
    """Whether nothing older than a text matters from a day on: it has effect then, and none of it may lapse later."""
    return has_effect(agreement, day) and not any(last_day(agreement, one) for one in agreement.amendments)


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
