"""Findings of the proof: one for each cause, however many promises it costs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..model.workspace import Workspace
from ..text.finding import Finding, Related
from ..text.source import Span
from .behind.notice import notices
from .context import Context
from .uptime.money import recoveries
from .verdict import Ground, Proof

MOST_SHOWN = 3
"""How many further promises a finding shows: more would hide the message."""


def findings(workspace: Workspace, proofs: Collection[Proof]) -> Iterator[Finding]:
    """The faults that keep promises from being backed; then notice and money that agreements behind owe too little of.

    Notice and money concern the agreement, and change no verdict.
    """
    if not proofs:
        return
    names = dict.fromkeys(proof.address.partition("/")[0] for proof in proofs)
    context = Context(workspace)
    judged = [context.workspace.agreements[name] for name in names]
    yield from unbacked(proofs)
    yield from notices(context, judged)
    yield from recoveries(context, judged)


def unbacked(proofs: Iterable[Proof]) -> Iterator[Finding]:
    """One finding for each cause within an agreement, at the first promise that it costs.

    The other promises with the same cause become related places.
    """
    causes: dict[tuple[str, str, tuple[str, ...]], list[tuple[Proof, Ground]]] = {}
    for proof in proofs:
        agreement = proof.address.partition("/")[0]
        for ground in proof.grounds:
            if ground.rule:
                causes.setdefault((agreement, ground.rule, ground.cause), []).append((proof, ground))
    for (agreement, rule, cause), costs in causes.items():
        proof, ground = costs[0]
        costless = ground.verdict == "backed"
        others = [other for other, _ in costs[1:] if _is_elsewhere(other.objective.source, costs)]
        further = len(others) - MOST_SHOWN
        shown = tuple(
            Related(other.objective.source, _for_the_same(other, ground, further if number == MOST_SHOWN else 0))
            for number, other in enumerate(others[:MOST_SHOWN], 1)
        )
        yield Finding(
            rule,
            ground.message,
            ground.at or proof.objective.source,
            # What costs no verdict stands at a promise that others may keep from being backed.
            label="" if ground.at else f"{proof.verdict if costless else ground.verdict}: {proof.promised}",
            help=ground.help,
            example=ground.example,
            related=ground.related if ground.at else (*ground.related, *shown),
            address=proof.address if len(costs) == 1 and not ground.at else agreement,
            values=cause,
        )


def _for_the_same(other: Proof, ground: Ground, further: int) -> str:
    """That another promise has the same cause, and of the last one shown how many more there are."""
    if ground.verdict == "backed":
        text = f"`{other.address}` rests on the same"
        return f"`{other.address}` rests on the same, and {further} more" if further > 0 else text
    text = f"`{other.address}` is not backed for the same reason"
    return f"`{other.address}` is not backed for the same reason, and {further} more" if further > 0 else text


def _is_elsewhere(span: Span, costs: list[tuple[Proof, Ground]]) -> bool:
    return span != costs[0][0].objective.source
