"""The parties of an agreement and their signatories: who may approve, and who has approved."""

from __future__ import annotations

import unicodedata
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


def person(text: str) -> str:
    """A name or an address as persons are told by it: in small letters, with single blanks, without a plus part."""
    name, _, domain = " ".join(unicodedata.normalize("NFKC", text).casefold().split()).partition("@")
    return f"{name.partition('+')[0]}@{domain}" if domain else name


def lines_of(proposal: Proposal, given: ReceivedApproval) -> tuple[Signatory, ...]:
    """The lines `signatory` in the rules base of the person who gave an approval; none if it does not count.

    The key that signed tells who it was: a namesake has another one. A statement that no key proves is nobody's where
    it must be signed, and where two persons have its name.
    """
    party = proposal.rules.workspace.parties.get(given.statement.party)
    named = tuple(one for one in party.signatories if one.name == given.statement.signatory) if party else ()
    if given.verified:
        return tuple(one for one in named if given.key in ("", one.key))
    must_be_signed = proposal.rules.snapshot.files.settings.require_signed_approvals
    return named if not must_be_signed and len({one.key for one in named}) == 1 else ()


def persons(
    proposal: Proposal, approval: Approval, given: Iterable[ReceivedApproval]
) -> Iterator[tuple[str, set[str]]]:
    """Each party that may approve, and the persons who approved for it in the role asked for; a key tells a person.

    Without a key, the name does.
    """
    signed = [(one.statement.party, line) for one in given for line in lines_of(proposal, one)]
    for party in approval.of:
        names = (party, proposal.rules.workspace.house(party))
        yield (
            party,
            {
                signatory.key or signatory.name
                for name, signatory in signed
                if name in names and approval.role in (None, signatory.role)
            },
        )
