"""The result of judging: conditions, each met or not, and the commits that were judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from ..changes import Comparison
from ..text.finding import Finding

Kind = Literal[
    "readable",
    "errors",
    "never",
    "approval",
    "signed",
    "amendment",
    "evidence",
    "earlier-amendments",
    "version",
    "notice",
    "boundary",
    "retroactive",
    "window",
    "term-end",
    "order",
    "emergency",
    "cascade",
]
"""The kinds of conditions."""
GateOutcome = Literal["open", "closed", "unjudged"]
ProposalSide = Literal["branch", "proposal"]
"""The branch that rules, and what is proposed to it."""


@dataclass(frozen=True, slots=True)
class GateCondition:
    """Something that a proposal needs: the requirement, the given state, and the help that would meet it.

    ``agreement`` is empty if the condition is for the whole workspace; ``help`` is empty if the condition is met.
    ``because`` are the changes that require it, each by its kind and its address, the worst first.
    """

    id: Kind
    agreement: str
    met: bool
    required: str
    given: str
    help: str = ""
    because: tuple[str, ...] = ()


class Base(NamedTuple):
    """The version of an agreement from which its changes are measured, and the commit that recorded it."""

    version: str
    revision: str


@dataclass(frozen=True, slots=True)
class GivenApproval:
    """An approval that counts: who gave it, for which party, and whether a signature proves it."""

    agreement: str
    version: str
    by: str
    party: str
    verified: bool


class Misread(NamedTuple):
    """Something that could not be read: the side on which it stands, its commit, and what is wrong."""

    side: ProposalSide
    commit: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement of a proposal by the rules of its target branch.

    ``rules`` and ``proposal`` are commits. ``lock`` is the SHA-256 of the proposal's lock (of the empty lock without
    one). ``bases`` has the promise base of each agreement that changes. ``misread`` is what could not be read on either
    side; if the tip of the branch cannot be, an older commit rules, but where none can be, nothing is judged.
    """

    branch: str
    rules: str
    proposal: str
    judged_on: date
    lock: str
    bases: Mapping[str, Base] = field(default_factory=dict)
    approvals: tuple[GivenApproval, ...] = ()
    conditions: tuple[GateCondition, ...] = ()
    comparison: Comparison = field(default_factory=Comparison)
    misread: tuple[Misread, ...] = ()

    @property
    def outcome(self) -> GateOutcome:
        """Whether the gate is open, closed, or could not judge: what rules or what is proposed cannot be read."""
        if any(one.commit in (self.rules, self.proposal) for one in self.misread):
            return "unjudged"
        return "open" if self.is_open else "closed"

    @property
    def is_open(self) -> bool:
        """Whether every condition is met."""
        return all(condition.met for condition in self.conditions)

    @property
    def by_outcome(self) -> tuple[tuple[GateCondition, ...], tuple[GateCondition, ...]]:
        """The conditions that are not met, and those that are met."""
        unmet = tuple(condition for condition in self.conditions if not condition.met)
        return unmet, tuple(condition for condition in self.conditions if condition.met)
