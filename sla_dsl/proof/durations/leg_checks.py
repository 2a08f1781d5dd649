"""What the legs of a case must fulfil besides being quick: where they start, stop and pause."""

from __future__ import annotations

from ...algebra.stop_events import is_handed_over, stop_carries
from ...algebra.undecidable import Undecidable
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.people import Pause
from ...text.finding import Related
from ..behind.carriers import Carrier
from ..context import Context
from ..verdict import Findings


def check_left_out(agreement: Agreement, carriers: list[Carrier], found: Findings) -> None:
    """Cases of a part that one agreement behind leaves out must be taken by another one."""
    taken = {name for carrier in carriers for name in carrier.agreement.covers} | set(agreement.not_covered)
    for carrier in carriers:
        for part in carrier.agreement.not_covered:
            if part not in taken:
                found.add(
                    "undecidable",
                    "backing/part-left-out",
                    f"`{carrier.agreement.name}` leaves out `{part}`, and nobody else takes its cases",
                    carrier.name,
                    part,
                    related=[Related(carrier.agreement.source, f"it covers all but `{part}`")],
                    help=f"leave out `{part}` here as well, or let an agreement that covers it carry its cases",
                )


def check_stop(context: Context, promise: Objective, carrier: Carrier, found: Findings) -> None:
    """What the last leg stops at must carry what the promise stops at."""
    wanted, stops = context.metric(promise).stops, context.metric(carrier.objective).stops
    if wanted is not None and stops is not None and not stop_carries(context.workspace.events, stops, wanted):
        earlier_stop(promise, carrier, stops, wanted, found)


def earlier_stop(promise: Objective, carrier: Carrier, stops: str, wanted: str, found: Findings) -> None:
    """A promise behind ends at an event that does not say that the promised one has come."""
    found.add(
        "undecidable",
        "backing/earlier-stop",
        f"`{carrier.name}` ends when {stops}, and `{promise.address}` when {wanted}",
        carrier.name,
        related=[Related(carrier.objective.source, f"it ends when {stops}")],
        help=f"have `{carrier.agreement.name}` promise until {wanted}: {stops} does not say {wanted}",
    )


def check_start(context: Context, promise: Objective, carrier: Carrier, found: Findings) -> None:
    """Where a clock behind starts at a ticket of its own, the time of the hand-over is nowhere."""
    ours, theirs = _start(context, promise), _start(context, carrier.objective)
    if ours is None or theirs is None:
        return
    handed = is_handed_over(context.workspace.events, theirs, ours)
    if isinstance(handed, Undecidable):
        found.add("undecidable", "backing/later-start", f"`{carrier.name}`: {handed.reason}", carrier.name)
    elif handed and not context.composing(promise).at_once:
        name = carrier.agreement.name
        found.assumptions.append(f"handed over at once to `{name}`")
        found.add(
            "backed",
            "backing/unstated-hand-off",
            f"nothing says how long it takes until `{name}` has what `{promise.address}` is about",
            name,
            related=[Related(carrier.objective.source, f"its clock starts when {theirs} there")],
            example=f"handed over a minute late, `{name}` is in time a minute late",
            help=f"write `path {promise.metric}: …` with the time of the hand-over, then `{name}`",
        )


def _start(context: Context, objective: Objective) -> str | None:
    clock = context.clock(objective)
    return (clock.starts if clock else None) or context.metric(objective).starts


def check_pauses(context: Context, promise: Objective, carrier: Carrier, found: Findings) -> None:
    """A clock behind that pauses while the promise runs on may be met too late."""
    ours = {pause.reason: pause for pause in _pauses(context, promise)}
    check_restart(context, promise, carrier, found)
    for pause in _pauses(context, carrier.objective):
        if pause.reason not in ours or not _allows(ours[pause.reason], pause):
            found.add(
                "unbacked",
                "backing/pause-gap",
                f"the clock of `{carrier.name}` pauses while `{pause.reason}`, that of `{promise.address}` runs on",
                carrier.name,
                pause.reason,
                related=[Related(pause.source, "it pauses here")],
                help=f"let both clocks pause, or have `{pause.reason}` taken out of the clock behind",
            )


def _allows(ours: Pause, theirs: Pause) -> bool:
    """Whether a pause behind is one that the promise knows: no longer, and no sooner."""
    return ours.bound in (None, theirs.bound) and ours.after in (None, theirs.after)


def check_restart(context: Context, promise: Objective, carrier: Carrier, found: Findings) -> None:
    """A clock behind that starts anew while the promise runs on may be met too late."""
    ours, theirs = context.clock(promise), context.clock(carrier.objective)
    if theirs is None or theirs.restarts is None or (ours is not None and ours.restarts == theirs.restarts):
        return
    found.add(
        "unbacked",
        "backing/restart-gap",
        f"the clock of `{carrier.name}` starts anew when {theirs.restarts}, that of `{promise.address}` runs on",
        carrier.name,
        theirs.restarts,
        related=[Related(theirs.source, f"it starts anew when {theirs.restarts}")],
        help="let both clocks start anew, or neither",
    )


def _pauses(context: Context, objective: Objective) -> list[Pause]:
    clock = context.clock(objective)
    return [*(clock.pauses if clock else ()), *objective.pauses]
