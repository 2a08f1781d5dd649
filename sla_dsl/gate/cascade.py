"""The cost of a proposal to others: promises that are less well carried than before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..changes.agreement_part import approval_text
from ..model.changes import Approval
from ..proof.verdict import NOT_IN_EFFECT
from ..rules.waivers import is_waived
from ..text.finding import Finding
from .approvals import counting, is_met, said
from .judgement import GateCondition
from .proposal import Proposal


def cascade_conditions(proposal: Proposal) -> Iterator[GateCondition]:
    """One condition for each agreement with a verdict that got worse, whether the agreement itself changed or not.

    The approval of its provider, who answers for the promise, meets it; so does a waiver in the rules base.
    """
    worse = sorted((one for one in proposal.comparison.verdicts if one.worse), key=lambda one: one.address)
    for name, verdicts in groupby(worse, key=lambda one: one.address.partition("/")[0]):
        agreement = proposal.head.workspace.agreements[name]
        costs = [one for one in verdicts if not _is_waived(proposal, one.address)]
        # A draft promises nothing yet, so nothing of it can be carried less well.
        if agreement.status != "signed" or not costs:
            continue
        # Of the rules base: a proposal does not choose who answers for what it costs (docs/gate.md, "cascade").
        provider = proposal.rules.workspace.house(agreement.provider or "")
        approval = Approval(count=1, of=(provider,))
        given = counting(proposal, name)
        met = is_met(proposal, approval, given)
        moved = "; ".join(f"`{one.address}` was {one.before}, is {one.after}" for one in costs)
        help_ = (
            f"a signatory of {provider} runs `sla approve {name}`, or what carries it stays "
            f"as strong as it was (`sla explain {costs[0].address}` says why)"
        )
        because = tuple(dict.fromkeys(cause for one in costs for cause in one.because))
        required = f"{approval_text(approval)}: {moved}"
        yield GateCondition("cascade", name, met, required, said(given), "" if met else help_, because)


def _is_waived(proposal: Proposal, address: str) -> bool:
    """Whether the rules base waives, for today, every finding behind the verdict once amendments are in effect."""
    grounds = proposal.head.checked.proofs[address].grounds
    # That an amendment has yet to take effect passes by itself, and no waiver speaks of it.
    found = [Finding(one.rule, "", address=address) for one in grounds if one.rule != NOT_IN_EFFECT]
    return bool(found) and all(is_waived(one, proposal.rules.workspace, proposal.today) for one in found)
