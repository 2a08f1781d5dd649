"""Proves every promise of a workspace, each by the way in which its metric composes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from ..algebra import composing
from ..collector import uncollected
from ..model.agreement import Agreement
from ..model.workspace import Workspace
from .behind.same_days import blank_of
from .case import Case
from .context import Context
from .durations.durations import prove_duration
from .figures import prove_figure, prove_latency
from .phases import cases, together
from .settled import may_promise_nothing
from .understood import understood
from .uptime.availability import prove_availability
from .verdict import Proof

METHODS: Mapping[composing.Method, Callable[[Case], None]] = {
    "downtime": prove_availability,
    "latencies": prove_latency,
    "figures": prove_figure,
    "hand-offs": prove_duration,
}
"""The function that proves a promise, by how its metric composes."""

BINDING = ("backing/not-signed", "backing/weaker-force")
"""The rules of what binds too little, whatever happens."""


@uncollected()  # a proof is made of what stays: little of what is made here is garbage
def prove(
    workspace: Workspace,
    among: Collection[str] | None = None,
    sound: Collection[str] | None = None,
    but: Collection[str] = (),
) -> dict[str, Proof]:
    """The proof of each promise that is judged, by address, in the order of writing.

    ``among`` restricts it to the agreements of these names, ``but`` leaves out promises of these addresses; ``sound``
    is what ``understood`` says of the workspace, where somebody has asked already.  Judged are the promises of all
    agreements that are no templates, have not ended and whose term is not over on the as-of day; drafts and proposals
    are among them.  Not judged are agreements that were not read in full, with those that they carry, and promises of
    published terms whose figure each customer fills in himself.
    """
    context, sound = Context(workspace), understood(workspace) if sound is None else sound
    found = {
        objective.address: _in_all_phases(context, agreement, number)
        for agreement in context.workspace.agreements.values()
        if among is None or agreement.name in among
        if not agreement.is_template and agreement.name in sound and context.judged(agreement) is not None
        for number, objective in enumerate(agreement.objectives)
        if objective.address not in but
        # In terms published for everyone, each customer fills in what is blank.
        if objective.bound is not None and not (agreement.standard and blank_of(objective))
    }
    context.diary.let_go()
    return found


def _in_all_phases(context: Context, agreement: Agreement, number: int) -> Proof:
    higher = context.metric(agreement.objectives[number]).better == "higher"
    return together([_proved(case) for case in cases(context, agreement, number)], higher=higher)


def _proved(case: Case) -> Proof:
    agreement, objective = case.agreement, case.objective
    by = case.context.composing(objective).by
    # A figure that composes is carried part by part, and its owner answers for the parts that are his; any other is
    # owned as a whole.
    by_team = objective.owned_by is not None and by in (None, "hand-offs")
    # An OLA or a contract is carried by its provider, unless it is backed in turn (docs/backing.md, Who carries what).
    by_provider = by is None or (agreement.kind != "sla" and not agreement.backing)
    if by_team or by_provider:
        case.own(objective.owned_by or agreement.provider or "the provider")
    elif not agreement.backing and objective.owned_by is None:
        _nothing_named(case)
    elif objective.mean_of is not None:
        case.add(
            "undecidable",
            "backing/not-understood",
            message=f"`{case.address}` says `mean of`, and the proof cannot weigh that",
            help="promise the figure of each window instead, or let a team own it",
        )
    elif by is not None:
        METHODS[by](case)
        # An example that breaks the promise takes the bound of a mean for one of the whole window.
        if any("mean of" in one.cause for one in case.grounds):
            case.take_back(but=BINDING)
        # Silence is no proof: a method that gives up owes a ground.
        if not case.steps and all(ground.verdict == "backed" for ground in case.grounds):
            case.undecided(f"nothing was shown of `{case.address}`")
        case.assumptions += case.context.assumed_days.of(agreement, objective)
        # When somebody is not there, or something is excluded, is not asked then.
        if may_promise_nothing(agreement, objective):
            case.take_back(but=BINDING)
    return case.proof()


def _nothing_named(case: Case) -> None:
    """No agreement behind is named, and no team."""
    agreement = case.agreement
    unowned = [one for one in agreement.objectives if one.bound is not None and one.owned_by is None]
    count = "a promise" if len(unowned) == 1 else f"{len(unowned)} promises"
    # It stands at the agreement and has no cause of its own, so that all these promises make one finding.
    case.add(
        "undecidable",
        "backing/nothing-named",
        message=f"`{agreement.name}` makes {count} that no agreement backs and no team owns",
        help="write `backed by` and the agreements that carry it, or `owned by` and a team in an objective",
        at=agreement.source,
    )
