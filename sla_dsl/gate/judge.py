"""The judgement of a proposal, a pure function of the proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from .approvals import approval_conditions, counting
from .cascade import cascade_conditions
from .dates import binds_others, date_conditions, earliest_day
from .emergencies import emergency_conditions
from .judgement import Base, GateCondition, GivenApproval, Judgement, Misread
from .proposal import AgreementChange, Proposal
from .record import evidence_conditions, record_conditions
from .requirements import Needs, emergency_of, named, needs
from .workspace_conditions import hidden, workspace_conditions


def judge(proposal: Proposal) -> Judgement:
    """The judgement of a proposal: the conditions of the workspace first, then those of each agreement.

    Where something cannot be read, nobody knows what changes in an agreement: then only the former are judged.
    """
    misread = tuple(_misread(proposal))
    judgement = _judgement(proposal, misread, [*workspace_conditions(proposal)])
    if judgement.outcome == "unjudged":
        return judgement
    conditions = [*judgement.conditions]
    for step in proposal.steps:
        conditions += _of_step(proposal, step)
    return _judgement(proposal, misread, [*conditions, *cascade_conditions(proposal)])


def _misread(proposal: Proposal) -> Iterator[Misread]:
    """The places that could not be read, on the branch and in the proposal."""
    tip, head = proposal.passed_over, proposal.head
    if tip is not None:
        yield from (Misread("branch", tip.commit, one) for one in hidden(tip))
    yield from (Misread("proposal", head.commit, one) for one in hidden(head))


def _judgement(proposal: Proposal, misread: tuple[Misread, ...], conditions: Sequence[GateCondition]) -> Judgement:
    lock = proposal.head.snapshot.files.lock
    return Judgement(
        branch=proposal.branch,
        rules=proposal.rules.commit,
        proposal=proposal.head.commit,
        judged_on=proposal.today,
        lock=sha256(lock.to_bytes()).hexdigest(),
        bases={step.name: _base(step) for step in proposal.steps},
        approvals=tuple(_given(proposal)),
        conditions=tuple(conditions),
        comparison=proposal.comparison,
        misread=misread,
    )


def _of_step(proposal: Proposal, step: AgreementChange) -> Iterator[GateCondition]:
    rules, days = proposal.rules.workspace, (proposal.announced, proposal.today)
    required = needs(step, rules, proposal.fallen_back)
    if binds_others(rules, step, required.requirements, *days):
        required = needs(step, rules, True)
    yield from _never(step, required)
    yield from approval_conditions(proposal, step, required)
    why = emergency_of(step)
    earliest = earliest_day(rules, step, () if why else required.requirements, proposal.announced, bool(why))
    yield from record_conditions(step, proposal.today, earliest)
    yield from evidence_conditions(step, required)
    if step.before is None or not step.changes:
        return
    asked = replace(required, requirements=()) if why else required
    yield from date_conditions(rules, step, asked, *days, bool(why))
    if why:
        yield from emergency_conditions(step, why, proposal.emergencies.get(step.name, ()), proposal.announced)


def _never(step: AgreementChange, required: Needs) -> Iterator[GateCondition]:
    for subject in required.never:
        help_ = f"leave `{subject}` as it is, or let all parties take `never change {subject}` out first"
        because = named(required.changed[subject])
        yield GateCondition("never", step.name, False, f"never change {subject}", "changed", help_, because)


def _base(step: AgreementChange) -> Base:
    if step.promise is None:
        return Base("", "")
    state = step.promise.base
    return Base((state.agreement.version if state.agreement else None) or "", state.commit.sha)


def _given(proposal: Proposal) -> Iterator[GivenApproval]:
    for step in proposal.steps:
        for one in dict.fromkeys(counting(proposal, step.name)):
            said = one.statement
            yield GivenApproval(step.name, said.version, said.signatory, said.party, one.verified)
