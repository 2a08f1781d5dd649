"""Promises whose text stays while their verdict changes."""

from __future__ import annotations

from collections.abc import Mapping

from ..proof.verdict import WORST_LAST, Proof
from .change import VerdictChange


def verdict_changes(before: Mapping[str, Proof], after: Mapping[str, Proof]) -> tuple[VerdictChange, ...]:
    """The promises of both workspaces with a changed verdict: those that got worse first, then by address.

    An amendment that is agreed for later changes nothing until its day: compared is what holds once it is in effect.
    """
    found = []
    for address in sorted(before.keys() & after.keys()):
        old, new = before[address].once_in_effect, after[address].once_in_effect
        if old != new:
            worse = WORST_LAST.index(new) > WORST_LAST.index(old)
            found.append(VerdictChange(address, old, new, worse))
    return tuple(sorted(found, key=lambda one: not one.worse))
