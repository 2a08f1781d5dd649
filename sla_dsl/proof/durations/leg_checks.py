"""Checks of the legs of a case besides their length: where they start, stop, pause and start anew."""

from __future__ import annotations

from ...algebra.stop_events import is_handed_over, stop_carries
from ...algebra.undecidable import Undecidable
from ...model.objective import Objective
from ...model.people import Pause
from ...text.finding import Related
from ..behind.carriers import Carrier
from ..behind.parties import is_excused, whose
from ..case import Case
from ..context import Context


def check_left_out(case: Case, carriers: list[Carrier]) -> None:
    """Cases of a part that one agreement behind leaves out must be taken by another one, or left out here as well."""
    taken = {name for carrier in carriers for name in carrier.agreement.covers} | set(case.agreement.not_covered)
    for carrier in carriers:
        for part in carrier.agreement.not_covered:
            if part not in taken:
                case.add(
                    "undecidable",
                    "backing/part-left-out",
                    carrier.name,
                    part,
                    message=f"`{carrier.agreement.name}` leaves out `{part}`, and nobody else takes its cases",
                    related=[Related(carrier.agreement.source, f"it covers all but `{part}`")],
                    help=f"leave out `{part}` here as well, or let an agreement that covers it carry its cases",
                )


def check_stop(case: Case, carrier: Carrier) -> None:
    """The last leg must stop at an event that carries the promised one (docs/mathematics.md, Stop events)."""
    context = case.context
    wanted, stops = context.metric(case.objective).stops, context.metric(carrier.objective).stops
    if wanted is not None and stops is not None and not stop_carries(context.workspace.events, stops, wanted):
        earlier_stop(case, carrier, stops, wanted)


def earlier_stop(case: Case, carrier: Carrier, stops: str, wanted: str) -> None:
    """A carrier ends at an event that does not say that the promised one has come."""
    case.add(
        "undecidable",
        "backing/earlier-stop",
        carrier.name,
        message=f"`{carrier.name}` ends when {stops}, and `{case.address}` when {wanted}",
        related=[Related(carrier.objective.source, f"it ends when {stops}")],
        help=f"have `{carrier.agreement.name}` promise until {wanted}: {stops} does not say {wanted}",
    )


def check_start(case: Case, carrier: Carrier) -> None:
    """The clock of a carrier that starts at a ticket of its own leaves the time of the hand-over unstated."""
    context = case.context
    ours, theirs = _start(context, case.objective), _start(context, carrier.objective)
    if ours is None or theirs is None:
        return
    handed = is_handed_over(context.workspace.events, theirs, ours)
    if isinstance(handed, Undecidable):
        case.add("undecidable", "backing/later-start", carrier.name, message=f"`{carrier.name}`: {handed.reason}")
    # The first hand has a case from its start on, and so nothing is handed over to it.
    elif handed and not context.composing(case.objective).at_once:
        name = carrier.agreement.name
        case.assumptions.append(f"handed over at once to `{name}`")
        # It costs no verdict: the assumption is told, and a path can replace it.
        case.add(
            "backed",
            "backing/unstated-hand-off",
            name,
            message=f"nothing says how long it takes until `{name}` has what `{case.address}` is about",
            related=[Related(carrier.objective.source, f"its clock starts when {theirs} there")],
            example=f"handed over a minute late, `{name}` is in time a minute late",
            help=f"write `path {case.objective.metric}: …` with the time of the hand-over, then `{name}`",
        )


def _start(context: Context, objective: Objective) -> str | None:
    clock = context.clock(objective)
    return (clock.starts if clock else None) or context.metric(objective).starts


def check_pauses(case: Case, carrier: Carrier) -> None:
    """A carrier whose clock pauses while that of the promise runs on may be met too late."""
    ours = {pause.reason: pause for pause in _pauses(case.context, case.objective)}
    check_restart(case, carrier)
    for pause in _pauses(case.context, carrier.objective):
        excused = is_excused(case, carrier.agreement, pause.reason)
        if not excused or pause.reason not in ours or not _allows(ours[pause.reason], pause):
            case.add(
                "unbacked",
                "backing/pause-gap",
                carrier.name,
                pause.reason,
                message=f"the clock of `{carrier.name}` pauses while `{pause.reason}`"
                f"{whose(case, carrier.agreement, pause.reason)}, that of `{case.address}` runs on",
                related=[Related(pause.source, "it pauses here")],
                help=f"let both clocks pause, or have `{pause.reason}` taken out of the clock behind",
            )


def _allows(ours: Pause, theirs: Pause) -> bool:
    """Whether a pause behind is one that the promise knows: as long, and after as long, unless ours is free."""
    return ours.bound in (None, theirs.bound) and ours.after in (None, theirs.after)


def check_restart(case: Case, carrier: Carrier) -> None:
    """A carrier whose clock starts anew while that of the promise runs on may be met too late."""
    ours, theirs = case.context.clock(case.objective), case.context.clock(carrier.objective)
    if theirs is None or theirs.restarts is None or (ours is not None and ours.restarts == theirs.restarts):
        return
    case.add(
        "unbacked",
        "backing/restart-gap",
        carrier.name,
        theirs.restarts,
        message=f"the clock of `{carrier.name}` starts anew when {theirs.restarts}, that of `{case.address}` runs on",
        related=[Related(theirs.source, f"it starts anew when {theirs.restarts}")],
        help="let both clocks start anew, or neither",
    )


def _pauses(context: Context, objective: Objective) -> list[Pause]:
    clock = context.clock(objective)
    return [*(clock.pauses if clock else ()), *objective.pauses]
