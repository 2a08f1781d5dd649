"""The promise of an agreement before a proposal: the version in force, and the newest recorded version."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from ..algebra.in_force import is_in_force, takes_effect
from ..history.states import History, State
from .proposal import PromiseStates


def promise_of(history: History, name: str, tip: str, today: date) -> PromiseStates | None:
    """The promise of an agreement along the first parents of a commit; none if it binds nobody.

    The version in force is measured from the commit that recorded it: later changes under the same version were never
    agreed upon. Before any version is in force, the promise is the signed version that is still to begin.
    """
    recorded: State | None = None
    readable = (state for state in history.states(name, tip) if state.readable)
    for version, run in groupby(readable, lambda state: _binding_version(state, today)):
        if version is None:
            break
        states = list(run)
        recorded = recorded or states[-1]
        if any(state.agreement and is_in_force(state.agreement, today) for state in states):
            return PromiseStates(states[-1], recorded)
    return PromiseStates(recorded, recorded) if recorded and _is_to_begin(recorded, today) else None


def _binding_version(state: State, today: date) -> str | None:
    """The version of an agreement that is signed or still in force, empty if it has none; none for other agreements."""
    one = state.agreement
    if one is None or not (one.status == "signed" or is_in_force(one, today)):
        return None
    return one.version or ""


def _is_to_begin(state: State, today: date) -> bool:
    begins = takes_effect(state.agreement) if state.agreement else None
    return begins is not None and begins > today
