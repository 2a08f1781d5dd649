"""The conditions for approvals: whether those who must approve a step have done so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..changes.agreement_part import approval_text
from ..model.changes import Approval
from .judgement import GateCondition
from .parties import lines_of, person, persons, signatories
from .proposal import AgreementChange, Proposal, ReceivedApproval
from .requirements import Needs, named


def approval_conditions(proposal: Proposal, step: AgreementChange, required: Needs) -> Iterator[GateCondition]:
    """One condition for each approval that is required, and one for each `signed` line that the proposal adds."""
    given = counting(proposal, step.name)
    for approval in required.approvals:
        met = is_met(proposal, approval, given)
        missing = [party for party, who in persons(proposal, approval, given) if not who] or approval.of
        help_ = f"{_who(proposal, approval, given, missing)} `sla approve {step.name}` on this proposal"
        unknown = [party for party in missing if not signatories(proposal.rules.workspace, party)]
        if unknown:
            help_ += f"; nobody signs for {' or '.join(unknown)} yet: let a line `signatory` be merged first"
        because = named(required.causes.get(approval, ()))
        yield GateCondition(
            "approval", step.name, met, approval_text(approval), said(given), "" if met else help_, because
        )
    for by, party in _new_lines(step):
        met = any(one.statement.signatory == by and one.statement.party == party for one in given)
        help_ = f"{by} runs `sla approve {step.name}`, or the line goes"
        yield GateCondition(
            "signed", step.name, met, f"an approval by {by} for {party}", said(given), "" if met else help_
        )


def _who(proposal: Proposal, approval: Approval, given: Iterable[ReceivedApproval], missing: Sequence[str]) -> str:
    """Who must still approve, with the verb: all of the missing parties, or some of them."""
    role = f" as `{approval.role}`" if approval.role else ""
    wanted = approval.count - _approving(proposal, approval, given)
    if wanted >= len(missing) > 1:
        return f"{listed([f'a signatory of {party}{role}' for party in missing])} run"
    if wanted > 1:
        return f"signatories of {wanted} of {listed(missing)}{role} run"
    return f"a signatory of {' or '.join(missing)}{role} runs"


def listed(parties: Sequence[str]) -> str:
    """Names, joined as the language joins them."""
    return " and ".join(parties)


def said(given: Sequence[ReceivedApproval]) -> str:
    """Who approved for which party."""
    names = (f"{one.statement.signatory} for {one.statement.party}" for one in given)
    return ", ".join(dict.fromkeys(names)) or "none"


def _new_lines(step: AgreementChange) -> Iterator[tuple[str, str]]:
    """Signatory and party of each signature that the rules base does not have."""
    if step.after is None:
        return
    known = {(one.on, one.by, one.party) for one in step.rules.signatures} if step.rules else set()
    signed = [(one.by, one.party) for one in step.after.signatures if (one.on, one.by, one.party) not in known]
    signed += [(one.by, one.party) for amendment in step.new_amendments for one in amendment.signatures]
    yield from dict.fromkeys(signed)


def counting(proposal: Proposal, name: str) -> tuple[ReceivedApproval, ...]:
    """The approvals of an agreement that count.

    The rules base must know the signatory under this name for this party, the approval must be signed if the rules base
    asks for signatures, and its signatory must not be an author of the change, unless every clause says that one's own
    approval counts.
    """
    promise, rules = proposal.promises.get(name), proposal.rules.workspace.agreements.get(name)
    clauses = [one.changes for one in (promise.base.agreement if promise else None, rules) if one]
    # Every clause must say so: a proposal cannot first give its author this right and then use it.
    own_counts = bool(clauses) and all(clause is not None and clause.own_approval for clause in clauses)
    found = []
    for one in proposal.approvals.get(name, ()):
        lines = lines_of(proposal, one)
        names = {person(each) for line in lines for each in (line.name, line.email)} - {""}
        # Who wrote a change does not approve it alone (docs/gate.md, "Who counts").
        if lines and (own_counts or not names & proposal.authors):
            found.append(one)
    return tuple(found)


def is_met(proposal: Proposal, approval: Approval, given: Iterable[ReceivedApproval]) -> bool:
    """Whether enough parties have approved in the role asked for.

    A person counts once, for one party (docs/gate.md).
    """
    return _approving(proposal, approval, given) >= approval.count


def _approving(proposal: Proposal, approval: Approval, given: Iterable[ReceivedApproval]) -> int:
    """How many of the parties have approved."""
    return _assigned([who for _party, who in persons(proposal, approval, given)])


def _assigned(persons: Sequence[set[str]]) -> int:
    """How many parties can have a person of their own: a maximum matching, by augmenting paths (Kuhn 1955)."""
    of_person: dict[str, int] = {}

    def assign(party: int, tried: set[str]) -> bool:
        for one in sorted(persons[party] - tried):
            tried.add(one)
            if one not in of_person or assign(of_person[one], tried):
                of_person[one] = party
                return True
        return False

    return sum(assign(party, set()) for party in range(len(persons)))
