"""The changes of an agreement from one state to the next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..changes import diff
from ..changes.change import CLASSES, Change, Class
from ..model.agreement import Agreement
from ..model.workspace import Workspace
from .states import State


class Version(NamedTuple):
    """A state of an agreement and the changes from the state before, each with its class there.

    There are none where the agreement begins, where it is gone, and where it cannot be read.
    """

    state: State
    begins: bool = False
    changes: tuple[tuple[Class, Change], ...] = ()


def versions(states: Iterable[State]) -> list[Version]:
    """The versions of an agreement in the order of its states, newest first; those before it began are left out.

    A state that cannot be read is skipped: the next state is compared with the last one that can be.
    """
    found = list(states)
    while found and found[-1].agreement is None:
        found.pop()
    before: State | None = None
    oldest_first = []
    for state in reversed(found):
        oldest_first.append(_version(state, before))
        before = state if state.readable else before
    return oldest_first[::-1]


def _version(state: State, before: State | None) -> Version:
    if state.agreement is None:
        return Version(state)
    if before is None or before.agreement is None:
        return Version(state, begins=True)
    base, head = _narrowed(before.workspace, before.agreement), _narrowed(state.workspace, state.agreement)
    reached = [
        (reach.class_, change)
        for change in diff(base, head).changes
        for reach in change.reaches
        if reach.agreement == state.agreement.name
    ]
    return Version(state, changes=tuple(sorted(reached, key=_worst_first)))


def _worst_first(reached: tuple[Class, Change]) -> tuple[int, bool]:
    """Sorts by class, and within a class promises before the changes that depend on them."""
    class_, change = reached
    return CLASSES.index(class_), not change.kind.startswith("objective-")


def _narrowed(workspace: Workspace, agreement: Agreement) -> Workspace:
    """A workspace with one agreement, and with those that are terms of others."""
    kept = {name: one for name, one in workspace.agreements.items() if one.standard or name in agreement.on_terms_of}
    return workspace.model_copy(update={"agreements": {**kept, agreement.name: agreement}})
