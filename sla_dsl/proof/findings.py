"""Proofs as findings: one for each cause, however many promises it costs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..model.workspace import Workspace
from ..text.finding import Finding, Related
from ..text.source import Span
from .behind.notice import notices
from .context import Context
from .uptime.money import recoveries
from .verdict import Proof, Reason


def findings(workspace: Workspace, proofs: Collection[Proof]) -> Iterator[Finding]:
    """What keeps promises from being backed, and what else the agreements behind them owe us too little of."""
    if not proofs:
        return
    names = dict.fromkeys(proof.address.partition("/")[0] for proof in proofs)
    context, judged = Context(workspace), [workspace.agreements[name] for name in names]
    yield from unbacked(proofs)
    yield from notices(context, judged)
    yield from recoveries(context, judged)


def unbacked(proofs: Iterable[Proof]) -> Iterator[Finding]:
    """What keeps the promises of an agreement from being backed, at the first promise that each cause costs.

    A promise that only lacks one thing says so once; the other promises with the same cause become related places.
    """
    causes: dict[tuple[str, str, tuple[str, ...]], list[tuple[Proof, Reason]]] = {}
    for proof in proofs:
        agreement = proof.address.partition("/")[0]
        for reason in proof.reasons:
            if reason.rule:
                causes.setdefault((agreement, reason.rule, reason.cause), []).append((proof, reason))
    for (agreement, rule, cause), costs in causes.items():
        proof, reason = costs[0]
        others = tuple(
            Related(other.objective.source, f"`{other.address}` is not backed for the same reason")
            for other, _ in costs[1:]
            if _is_elsewhere(other.objective.source, costs)
        )
        yield Finding(
            rule,
            reason.message,
            reason.at or proof.objective.source,
            label="" if reason.at else f"{reason.verdict}: {proof.promised}",
            help=reason.help,
            example=reason.example,
            related=reason.related if reason.at else (*reason.related, *others[:MOST_SHOWN]),
            address=proof.address if len(costs) == 1 and not reason.at else agreement,
            values=cause,
        )


MOST_SHOWN = 3
"""How many further promises a finding shows."""


def _is_elsewhere(span: Span, costs: list[tuple[Proof, Reason]]) -> bool:
    return span != costs[0][0].objective.source
