"""Candidates for the place behind an agreement: offers of suppliers, each as if it carried what is carried now."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.agreement import Agreement
from ..model.backing import Backing
from ..model.workspace import Workspace
from .names.new_names import NewNames
from .offers import same_promises


def with_candidate(workspace: Workspace, front: str, candidate: str) -> Workspace:
    """The workspace in which a candidate, as if it were signed, stands behind an agreement.

    It takes the place of each agreement behind, near or far, that covers a service of its own; where there is none, it
    stands beside the others directly behind. Who supplied those services supplies them no more.
    """
    offer = workspace.agreements[candidate].model_copy(update={"status": "signed"})
    behind = _behind(workspace, front)
    replaced = {
        name: workspace.agreements[name]
        for one in behind
        for name in workspace.agreements[one].backed_by
        if name != candidate and name in workspace.agreements and {*workspace.agreements[name].covers} & {*offer.covers}
    }
    agreements = dict(workspace.agreements) | {candidate: offer}
    names = NewNames(
        {("agreements", name): candidate for name in replaced},
        addresses={old: new for one in replaced.values() for old, new in same_promises(offer, one).items()},
    )
    for name in behind:
        if name not in replaced and name != candidate:
            agreements[name] = _each_once(names.within(workspace.agreements[name], name))
    if not any(candidate in agreements[one].backed_by for one in behind if one != candidate):
        agreements[front] = _beside(agreements[front], candidate)
    supplier = workspace.house(offer.provider or "")
    before = {workspace.house(one.provider or "") for one in replaced.values()}
    services = {
        name: one.model_copy(update={"supplied_by": supplier})
        if name in offer.covers and one.supplied_by in before
        else one
        for name, one in workspace.services.items()
    }
    return workspace.model_copy(update={"agreements": agreements, "services": services})


def _each_once(agreement: Agreement) -> Agreement:
    """An agreement that names each agreement behind it once."""
    backing = tuple(one.model_copy(update={"by": tuple(dict.fromkeys(one.by))}) for one in agreement.backing)
    return agreement.model_copy(update={"backing": backing})


def _beside(agreement: Agreement, candidate: str) -> Agreement:
    """An agreement that is backed by one more."""
    more = Backing(by=(candidate,), source=agreement.source)
    return agreement.model_copy(update={"backing": (*agreement.backing, more)})


def _behind(workspace: Workspace, name: str) -> list[str]:
    """An agreement and all behind it, near or far."""

    def walked() -> Iterator[str]:
        left, seen = [name], set[str]()
        while left:
            one = left.pop(0)
            if one in workspace.agreements and one not in seen:
                seen.add(one)
                left += workspace.agreements[one].backed_by
                yield one

    return list(walked())
