"""Every promise of a workspace, proved or shown where it is not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from ..algebra import composing
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Bound
from ..model.quantity import Blank
from ..model.workspace import Workspace
from ..wording.figures import promise_text
from .context import Context
from .durations.durations import prove_duration
from .figures import prove_figure, prove_latency
from .understood import understood
from .uptime.availability import prove_availability
from .verdict import Findings, Proof

Method = Callable[[Context, Agreement, Objective, Findings], None]

METHODS: Mapping[composing.Method, Method] = {
    "downtime": prove_availability,
    "latencies": prove_latency,
    "figures": prove_figure,
    "hand-offs": prove_duration,
}
"""What proves a promise, by how its metric composes."""


def prove(workspace: Workspace, among: Collection[str] | None = None) -> dict[str, Proof]:
    """The proof of each promise that is judged, by address, in the order of writing; of agreements ``among`` these.

    Judged are the promises of all agreements that are no templates, not ended and whose term is not over on the
    as-of day, drafts and proposals too; not those of which, or of what carries them, something is lost, nor those of
    published terms whose figure each customer has of his own.
    """
    context, sound = Context(workspace), understood(workspace)
    return {
        promise.address: _prove(context, agreement, promise)
        for agreement in workspace.agreements.values()
        if among is None or agreement.name in among
        if not agreement.is_template and agreement.name in sound and context.judged(agreement) is not None
        for promise in agreement.objectives
        if promise.bound is not None and not (agreement.standard and is_blank(promise))
    }


def is_blank(promise: Objective) -> bool:
    """Whether the bound of a promise is still a blank: in terms published for everyone, what each customer fills in."""
    return isinstance(promise.bound, Bound) and isinstance(promise.bound.value, Blank)


def _prove(context: Context, agreement: Agreement, promise: Objective) -> Proof:
    found = Findings()
    by = context.composing(promise).by
    method = METHODS[by] if by is not None else None
    by_team = promise.owned_by is not None and by in (None, "hand-offs")
    by_provider = method is None or (agreement.kind != "sla" and not agreement.backing)
    if by_team or by_provider:
        found.own(promise.owned_by or agreement.provider or "the provider", promise.address)
    elif not agreement.backing and promise.owned_by is None:
        _nothing_named(agreement, found)
    elif method is not None:
        method(context, agreement, promise, found)
    return found.proof(promise, promise_text(promise))


def _nothing_named(agreement: Agreement, found: Findings) -> None:
    unowned = [one for one in agreement.objectives if one.bound is not None and one.owned_by is None]
    count = "a promise" if len(unowned) == 1 else f"{len(unowned)} promises"
    found.add(
        "undecidable",
        "backing/nothing-named",
        f"`{agreement.name}` makes {count} that no agreement backs and no team owns",
        help="write `backed by` and the agreements that carry it, or `owned by` and a team in an objective",
        at=agreement.source,
    )
