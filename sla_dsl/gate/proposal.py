"""The values that a proposal is judged from, so that judging is a pure function of them."""

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
from .made_of import MadeOf
from .statement import ApprovalStatement


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: its workspace as it was read, and as it was checked under the settings that rule.

    ``key_files`` are the OpenPGP keys in its folder ``keys``, by their paths. ``outside`` are the paths below the
    workspace that hide agreements: nested workspaces, links, submodules. ``standing`` has, for each agreement that may
    need approvals, the commit from which on it stands as it does here, with all that judges it.
    """

    commit: str
    snapshot: Snapshot
    checked: Checked
    key_files: Mapping[str, bytes] = field(default_factory=dict)
    outside: tuple[str, ...] = ()
    standing: Mapping[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[bytes, ...]:
        """The OpenPGP keys that may sign."""
        return tuple(self.key_files.values())

    @property
    def workspace(self) -> Workspace:
        """The compiled workspace."""
        return self.checked.workspace


class PromiseStates(NamedTuple):
    """An agreement before a proposal.

    ``base`` is the commit that recorded the version in force (before any is in force, the version that will be).
    ``recorded`` is the commit that recorded the newest version on the target branch.
    """

    base: State
    recorded: State


@dataclass(frozen=True, slots=True)
class ReceivedApproval:
    """An approval in a commit: its statement, whether a key of the signatory signed it, and that key's fingerprint."""

    statement: ApprovalStatement
    verified: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class AgreementChange:
    """An agreement from its promise base to the proposal.

    ``before`` is the promise in force (none for a new agreement; for a successor the promise of ``succeeds``, under the
    new name), ``rules`` the agreement in the rules base, ``after`` the agreement in the proposal.

    ``changes`` are the changes since the promise base and those since the rules base. Changes since either base count,
    so a change already on main cannot hide. ``since_recorded`` are the changes since the newest version was recorded,
    or since the rules base. ``pending`` are the changes from the promise base to that version, if it has yet to take
    effect. ``judging`` are the changes of the rules that judge the agreement, since the rules base, and ``beside``
    those of what it uses that have no effect on it, such as titles: they need approval, and no amendment. ``beneath``
    has what each subject of the clauses that rule is made of, before and after.
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
    beside: tuple[Change, ...] = ()
    beneath: Mapping[str, tuple[MadeOf, ...]] = field(default_factory=dict)

    @property
    def versions(self) -> tuple[Agreement, ...]:
        """The agreement in the promise in force, in the rules base and in the proposal, each if it is there."""
        return tuple(one for one in (self.before, self.rules, self.after) if one is not None)

    @property
    def clauses(self) -> tuple[ChangeClause | None, ...]:
        """The change clauses that rule: those of the promise in force and of the rules base."""
        return tuple(one.changes for one in (self.before, self.rules) if one is not None)

    @property
    def new_amendments(self) -> tuple[Amendment, ...]:
        """The amendments with a version that the rules base does not have."""
        known = {one.version for one in self.rules.amendments} if self.rules else set()
        return tuple(one for one in (self.after.amendments if self.after else ()) if one.version not in known)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A commit and its target branch, on the day of judgement.

    ``announced`` is the day on which notice begins: the day of judgement, or the day on which the branch got this
    commit. ``comparison`` is from the rules base to the proposal. ``passed_over`` is the tip of the branch if it cannot
    be read: then an older commit rules, and every party must approve. ``authors`` are the names and addresses of
    the authors of the proposal's commits, as ``parties.person`` writes them. ``promises`` and ``approvals`` are for
    every agreement that may need some. ``emergencies`` are the emergency amendments that the branch ever had, of each
    agreement in which the proposal declares another one.
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
    emergencies: Mapping[str, tuple[Amendment, ...]] = field(default_factory=dict)
    authors: frozenset[str] = frozenset()
    passed_over: Revision | None = None

    @property
    def fallen_back(self) -> bool:
        """Whether older rules judge than those of the tip of the branch, or rules that cannot be read."""
        return self.passed_over is not None
