"""What an agreement promises before a proposal: the version in force, and the newest one recorded."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from ..algebra.in_force import is_in_force, takes_effect
from ..history.states import History, State
from .proposal import Promise


def promise_of(history: History, name: str, tip: str, today: date) -> Promise | None:
    """The promise of an agreement along the first parents of a commit; none if it binds nobody.

    The version in force is measured from where it was recorded: what was altered since under the same version was
    never agreed upon.  Before anything is in force that is the version which is signed and still to begin.
    """
    recorded: State | None = None
    readable = (state for state in history.states(name, tip) if state.readable)
    for version, run in groupby(readable, _signed_version):
        if version is None:
            break
        states = list(run)
        recorded = recorded or states[-1]
        if any(state.agreement and is_in_force(state.agreement, today) for state in states):
            return Promise(states[-1], recorded)
    return Promise(recorded, recorded) if recorded and _is_to_begin(recorded, today) else None


def _signed_version(state: State) -> str | None:
    """The version of a signed agreement, empty if it has none; none for all others."""
    signed = state.agreement is not None and state.agreement.status == "signed"
    return (state.agreement.version or "") if signed and state.agreement else None


def _is_to_begin(state: State, today: date) -> bool:
    begins = takes_effect(state.agreement) if state.agreement else None
    return begins is not None and begins > today
