"""What an edit costs elsewhere: promises whose words stay and whose backing goes."""

from __future__ import annotations

from ..model.workspace import Workspace
from ..proof.prove import prove
from ..proof.verdict import WORST_LAST
from .change import VerdictChange


def verdict_changes(base: Workspace, head: Workspace) -> tuple[VerdictChange, ...]:
    """The promises of both workspaces whose verdict is another one now: those that are worse first, by address."""
    before, after = prove(base), prove(head)
    found = []
    for address in sorted(before.keys() & after.keys()):
        old, new = before[address].verdict, after[address].verdict
        if old != new:
            worse = WORST_LAST.index(new) > WORST_LAST.index(old)
            found.append(VerdictChange(address, old, new, worse))
    return tuple(sorted(found, key=lambda one: not one.worse))
