"""Promises whose text stays while their verdict, or the slack in it, changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from ..model.phrases import Bound
from ..model.workspace import Workspace
from ..proof.verdict import WORST_LAST, Proof
from .change import AssumptionChange, Change, MarginChange, VerdictChange
from .meaning import meaning

Beside = TypeVar("Beside", MarginChange, AssumptionChange)


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


def margin_changes(before: Mapping[str, Proof], after: Mapping[str, Proof]) -> tuple[MarginChange, ...]:
    """The promises that say what they said, are still carried, and have less slack than before."""
    return tuple(
        MarginChange(address, before[address].slack, after[address].slack)
        for address in sorted(before.keys() & after.keys())
        if _has_less_slack(before[address], after[address])
    )


def assumption_changes(before: Mapping[str, Proof], after: Mapping[str, Proof]) -> tuple[AssumptionChange, ...]:
    """The promises of both workspaces that are backed, and rest on what they did not rest on before."""
    found = []
    for address in sorted(before.keys() & after.keys()):
        old, new = before[address], after[address]
        known = old.assumptions if old.once_in_effect == "backed" else ()
        more = tuple(text for text in new.assumptions if text not in known)
        if more and new.once_in_effect == "backed":
            found.append(AssumptionChange(address, more))
    return tuple(found)


def _has_less_slack(before: Proof, after: Proof) -> bool:
    bound, old, new = after.objective.bound, before.guaranteed, after.guaranteed
    if old is None or new is None or not isinstance(bound, Bound) or "unbacked" in (before.verdict, after.verdict):
        return False
    if meaning(before.objective.bound) != meaning(bound) or before.slack == after.slack:
        return False
    return new.exact < old.exact if bound.kind in ("at-least", "above") else new.exact > old.exact


def explained(verdicts: Iterable[VerdictChange], changes: Iterable[Change], head: Workspace) -> Iterator[VerdictChange]:
    """The changed verdicts; a better one for which nobody promises more tells what is left out or taken for granted.

    Whoever says less proves more easily: without a path no hand-over is counted, and what is assumed is not looked at.
    """
    all_changes = list(changes)
    for one in verdicts:
        name = one.address.partition("/")[0]
        concerned = _behind(head, name)
        about = [change for change in all_changes if _concerns(change, concerned)]
        says_more = any(_says_more(change, name) for change in about)
        kinds = tuple(sorted({change.kind for change in about if _leaves_out(change)}))
        if one.worse:
            yield replace(one, because=_caused_by(all_changes, head, name))
        else:
            yield one if says_more or not kinds else replace(one, though=kinds)


def caused(beside: Iterable[Beside], changes: Iterable[Change], head: Workspace) -> Iterator[Beside]:
    """The changes beside the verdicts, each with the changes that cause it."""
    all_changes = list(changes)
    for one in beside:
        yield replace(one, because=_caused_by(all_changes, head, one.address.partition("/")[0]))


def _caused_by(changes: Collection[Change], head: Workspace, name: str) -> tuple[str, ...]:
    """The changes of an agreement and of what stands behind it; if there are none, of others that rest on the same.

    A limit, such as a volume or a throughput, is one for all of them.
    """
    behind = _behind(head, name)
    others = frozenset(one.name for one in head.agreements.values() if behind.intersection(one.backed_by))
    of_each = ([change for change in changes if _concerns(change, names)] for names in (behind, others))
    return next(filter(None, map(_causes, of_each)), ())


def _causes(about: Iterable[Change]) -> tuple[str, ...]:
    """Changes that a proof can feel, by kind and address."""
    felt = (one for one in about if one.class_ != "editorial" or one.kind.startswith(_CARRYING))
    return tuple(dict.fromkeys(f"{one.kind} {one.address}" for one in felt))


_CARRYING = ("backing-", "path-", "service-", "assumption-", "treatment-")
"""Kinds of changes that change no word of a promise, and what carries it."""


def _concerns(change: Change, agreements: frozenset[str]) -> bool:
    reached = {reach.agreement for reach in change.reaches}
    return change.address.partition("/")[0] in agreements or bool(reached & agreements)


def _says_more(change: Change, name: str) -> bool:
    """Whether a change may carry a promise: more is promised behind it, less by itself, or another stands behind it."""
    own = change.address.partition("/")[0] == name
    if _leaves_out(change):
        return own and change.class_ == "weakening"
    return change.class_ == ("weakening" if own else "strengthening") or change.kind.startswith(
        ("backing-", "service-")
    )


def _leaves_out(change: Change) -> bool:
    return change.kind.endswith("-removed") or change.kind in ("assumption-added", "path-content-changed")


def _behind(workspace: Workspace, name: str) -> frozenset[str]:
    """An agreement, and those behind it, one behind the other."""
    found, left = set[str](), [name]
    while left:
        each = left.pop()
        if each in workspace.agreements and each not in found:
            found.add(each)
            left += workspace.agreements[each].backed_by
    return frozenset(found)
