"""The parties of an agreement and their signatories: who may approve, and who has approved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model.agreement import Agreement
from ..model.changes import Approval
from ..model.people import Signatory
from ..model.workspace import Workspace
from .proposal import Proposal, ReceivedApproval

# Who may approve


def sides(agreement: Agreement, workspace: Workspace) -> frozenset[str]:
    """The houses of both sides of an agreement."""
    return frozenset(workspace.house(one) for one in (agreement.provider, agreement.customer) if one)


def every_party(versions: Iterable[Agreement], workspace: Workspace) -> Approval:
    """The approval of both sides of all versions of an agreement; two teams of one house are one party."""
    sides = (workspace.house(side) for one in versions for side in (one.provider, one.customer) if side)
    parties = tuple(dict.fromkeys(side for side in sides if side != "everyone"))
    return Approval(count=len(parties), of=parties)


class Approver(NamedTuple):
    """A signatory, and the party that he signs for."""

    signatory: Signatory
    party: str


def approvers(versions: Sequence[Agreement], rules: Workspace) -> list[Approver]:
    """All who may approve an agreement: the signatories of its parties in all versions, and of parties in clauses."""
    needed = [one for agreement in versions if agreement.changes for one in agreement.changes.requirements]
    named = [rules.house(name) for one in needed for approval in one.approvals for name in approval.of]
    names = dict.fromkeys((*every_party(versions, rules).of, *named))
    parties = [rules.parties[name] for name in names if name in rules.parties]
    return [Approver(one, party.name) for party in parties for one in party.signatories]


def signatories(workspace: Workspace, name: str) -> tuple[Signatory, ...]:
    """The signatories of a party; for a team, those of its house."""
    party = workspace.parties.get(workspace.house(name))
    return party.signatories if party else ()


# Who has approved


def signatory_of(proposal: Proposal, given: ReceivedApproval) -> Signatory | None:
    """The signatory in the rules base who gave an approval; none if it must be signed and is not verified."""
    party = proposal.rules.workspace.parties.get(given.statement.party)
    named = (one for one in party.signatories if one.name == given.statement.signatory) if party else ()
    must_be_signed = proposal.rules.snapshot.files.settings.require_signed_approvals
    return next(iter(named), None) if given.verified or not must_be_signed else None


def persons(
    proposal: Proposal, approval: Approval, given: Iterable[ReceivedApproval]
) -> Iterator[tuple[str, set[str]]]:
    """Each party that may approve, and the persons who approved for it in the role asked for; a key tells a person.

    Without a key, the name does.
    """
    signed = [(one.statement.party, signatory_of(proposal, one)) for one in given]
    for party in approval.of:
        names = (party, proposal.rules.workspace.house(party))
        yield (
            party,
            {
                signatory.key or signatory.name
                for name, signatory in signed
                if signatory and name in names and approval.role in (None, signatory.role)
            },
        )
