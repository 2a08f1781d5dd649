"""What a proposal is judged from: values alone, so that judging is a pure function of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..changes import Change, Comparison
from ..history.snapshot import Snapshot
from ..history.states import State
from ..model.agreement import Agreement
from ..model.changes import Amendment, ChangeClause
from ..model.workspace import Workspace
from ..pipeline import Checked
from .statement import ApprovalStatement


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: its workspace as it was read, and as it was checked by the settings that rule.

    ``keys`` are the OpenPGP keys in its folder ``keys``, ``outside`` the paths below it that hide agreements: nested
    workspaces, links, submodules.
    """

    commit: str
    snapshot: Snapshot
    checked: Checked
    keys: tuple[bytes, ...] = ()
    outside: tuple[str, ...] = ()

    @property
    def workspace(self) -> Workspace:
        """The compiled workspace."""
        return self.checked.workspace


class PromiseStates(NamedTuple):
    """An agreement before a proposal.

    ``base`` is where the version in force (or, before anything is in force, the one that will be) was recorded,
    ``recorded`` where the newest version of the target branch was.
    """

    base: State
    recorded: State


@dataclass(frozen=True, slots=True)
class ReceivedApproval:
    """An approval in a commit: its statement, and whether the key of the signatory signed it."""

    statement: ApprovalStatement
    verified: bool


@dataclass(frozen=True, slots=True)
class AgreementChange:
    """An agreement from its promise base to the proposal.

    ``before`` is its promise in force (none for a new agreement; of a successor, that of ``succeeds``, under the new
    name), ``rules`` what the rules base says of it, ``after`` what the proposal does.  ``changes`` reach it since the
    promise base or since the rules base, so that neither hides what the other shows; ``since_recorded`` since its
    newest version was recorded, or since the rules base; ``pending`` from the promise base to that version where it is
    still to take effect; ``judging`` are changes of what judges it, since the rules base.
    """

    name: str
    before: Agreement | None
    rules: Agreement | None
    after: Agreement | None
    promise: PromiseStates | None
    changes: tuple[Change, ...] = ()
    since_recorded: tuple[Change, ...] = ()
    pending: tuple[Change, ...] = ()
    judging: tuple[Change, ...] = ()
    succeeds: str = ""

    @property
    def versions(self) -> tuple[Agreement, ...]:
        """What it is in the promise in force, on the rules base, and in the proposal, as far as it is there."""
        return tuple(one for one in (self.before, self.rules, self.after) if one is not None)

    @property
    def clauses(self) -> tuple[ChangeClause | None, ...]:
        """The change clauses that rule: that of the promise in force, and that of the rules base."""
        return tuple(one.changes for one in (self.before, self.rules) if one is not None)

    @property
    def new_amendments(self) -> tuple[Amendment, ...]:
        """The amendments of which the rules base does not have the version."""
        known = {one.version for one in self.rules.amendments} if self.rules else set()
        return tuple(one for one in (self.after.amendments if self.after else ()) if one.version not in known)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A commit and the branch that it wants to change, on the day of judgement.

    ``announced`` is when notice begins: that day, or the one on which the branch got what is judged.
    ``comparison`` is from the rules base to the proposal.  ``fallen_back`` if the tip of the branch does not
    compile, so that an older commit rules and everybody must approve.  ``authors`` are the names and addresses of
    those who wrote the proposal's commits, in small letters.  ``promises`` and ``approvals`` are of every agreement
    that needs some.
    """

    branch: str
    today: date
    announced: date
    rules: Revision
    head: Revision
    comparison: Comparison
    steps: tuple[AgreementChange, ...] = ()
    promises: Mapping[str, PromiseStates | None] = field(default_factory=dict)
    approvals: Mapping[str, tuple[ReceivedApproval, ...]] = field(default_factory=dict)
    authors: frozenset[str] = frozenset()
    fallen_back: bool = False
