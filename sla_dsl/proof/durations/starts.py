"""Starts of legs: the event at which the clock of a hop starts, against that at which a case comes to it.

(docs/mathematics.md, Stop events)
"""

from __future__ import annotations

from collections.abc import Collection

from ...algebra.paths import Group
from ...algebra.stop_events import OWN, is_handed_over
from ...algebra.undecidable import Undecidable
from ...model.objective import Objective
from ...model.people import Clock
from ...text.finding import Related
from ..behind.carriers import Carrier
from ..case import Case
from ..context import Context
from .legs import Leg, Legs


def check_starts(case: Case, legs: Legs) -> None:
    """The first clock starts at the event of the promise, each further one at the end of the hop before it."""
    _check_row(case, legs, None)


def _check_row(case: Case, legs: Legs, before: list[Leg] | None, *, is_handed_on: bool = False) -> None:
    is_handed_on = is_handed_on or len(legs) > 1
    for leg in legs:
        if isinstance(leg, Group):
            for route in leg.routes:
                _check_row(case, route, before, is_handed_on=is_handed_on)
        elif leg.carrier is not None:
            for one in before or ():
                _check_hand_over(case, one, leg.carrier)
            _check_channels(case, leg.carrier, is_first=before is None)
            if before is None:
                _check_first(case, leg.carrier, is_handed_on=is_handed_on)
        before = lasts((leg,))


def lasts(legs: Legs) -> list[Leg]:
    """The legs with which a chain may end."""
    last = legs[-1]
    return [leg for route in last.routes for leg in lasts(route)] if isinstance(last, Group) else [last]


def later_carriers(legs: Legs, is_first: bool = True) -> list[Carrier]:
    """The carriers to which a case comes after its start."""
    found: list[Carrier] = []
    for leg in legs:
        if isinstance(leg, Group):
            found += [carrier for route in leg.routes for carrier in later_carriers(route, is_first)]
        elif leg.carrier is not None and not is_first:
            found.append(leg.carrier)
        is_first = False
    return list(dict.fromkeys(found))


def _check_first(case: Case, carrier: Carrier, *, is_handed_on: bool) -> None:
    """The clock of the first hop that starts at a ticket of its own leaves the time of the hand-over unstated.

    A hop that hands a case on is the one that has it first.
    """
    context = case.context
    ours, theirs = start_of(context, case.objective), start_of(context, carrier.objective)
    if ours is None or theirs is None:
        return
    handed = is_handed_over(context.workspace.events, theirs, ours)
    if isinstance(handed, Undecidable):
        case.add(
            "undecidable",
            "backing/later-start",
            carrier.name,
            message=f"`{carrier.name}`: {handed.reason}",
            related=[Related(carrier.objective.source, f"its clock starts when {theirs}")],
            help=f"have both clocks start at one event, or say in a path how long it takes until {theirs}",
        )
    # The first hand has a case from its start on, and so nothing is handed over to it.
    elif handed and not (theirs == ours and (is_handed_on or _is_first_hand(case, carrier))):
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


def _is_first_hand(case: Case, carrier: Carrier) -> bool:
    return case.context.composing(case.objective).at_once or case.context.composing(carrier.objective).at_once


def _check_hand_over(case: Case, before: Leg, carrier: Carrier) -> None:
    """A hop must not start at an event that may come after the end of the hop before it."""
    context = case.context
    stops = context.metric(before.carrier.objective).stops if before.carrier is not None else None
    theirs = start_of(context, carrier.objective)
    # A time of one's own goes on until the next hop starts, whatever starts that.
    if stops is None or theirs is None:
        return
    events, ours = context.workspace.events, start_of(context, case.objective)
    handed = is_handed_over(events, theirs, stops)
    # A clock that runs from the start of the promise on is only the sooner for it.
    runs = ours is not None and is_handed_over(events, theirs, ours) is False
    if isinstance(handed, Undecidable) and not runs:
        case.add(
            "undecidable",
            "backing/later-start",
            carrier.name,
            message=f"`{carrier.name}`: {handed.reason}",
            related=[
                Related(carrier.objective.source, f"its clock starts when {theirs}"),
                *([Related(before.carrier.objective.source, f"it ends when {stops}")] if before.carrier else []),
            ],
            help=f"say in the path how long it takes from {stops} to {theirs}",
        )


def _check_channels(case: Case, carrier: Carrier, is_first: bool) -> None:
    """A clock behind that starts through channels alone must start whenever that of the promise does."""
    ours, theirs = case.context.clock(case.objective), case.context.clock(carrier.objective)
    if theirs is None or theirs.through is None or _starts_with(ours, theirs):
        return
    # Who hands a case over chooses the way; that he chooses the right one is assumed.
    if not is_first and start_of(case.context, carrier.objective) in OWN:
        case.assumptions.append(f"handed over to `{carrier.agreement.name}` {theirs.through.text}")
        return
    related = [Related(theirs.source, f"it starts {theirs.through.text} alone")]
    if ours is not None:
        related.append(
            Related(ours.source, f"it starts {ours.through.text if ours.through else 'through any channel'}")
        )
    case.add(
        "undecidable",
        "backing/later-start",
        carrier.name,
        message=f"the clock of `{carrier.name}` starts {theirs.through.text} alone, and cases of `{case.address}` "
        "may come "
        "in other ways",
        related=related,
        help="let both clocks start through the same channels",
    )


def _starts_with(ours: Clock | None, theirs: Clock) -> bool:
    """Whether a clock behind starts, and no later, whenever ours does, as to the channels of both."""
    if ours is None or ours.through is None or theirs.through is None:
        return theirs.through is None
    mine, others = set(ours.through.channels), set(theirs.through.channels)
    # With several together the last one counts, otherwise the first.
    if theirs.through.together and len(others) > 1:
        return ours.through.together and others <= mine
    return bool(mine & others) if ours.through.together else mine <= others


def begins_before(case: Case, carrier: Carrier) -> bool:
    """Whether the clock of a carrier begins at an earlier event than that of the promise: perhaps in another window."""
    ours, theirs = start_of(case.context, case.objective), start_of(case.context, carrier.objective)
    return theirs is not None and ours not in (None, theirs) and theirs not in OWN


def comes_at_its_start(case: Case, carrier: Carrier, later: Collection[Carrier]) -> bool:
    """Whether a case comes to a carrier at the very moment at which it starts for the promise.

    To those that are ``later`` it does not, nor where one clock starts at another event or through other channels.
    """
    ours, theirs = (
        clock.through if (clock := case.context.clock(one)) else None for one in (case.objective, carrier.objective)
    )
    return carrier not in later and ours == theirs and not begins_before(case, carrier)


def start_of(context: Context, objective: Objective) -> str | None:
    """The event at which the clock of an objective starts."""
    clock = context.clock(objective)
    return (clock.starts if clock else None) or context.metric(objective).starts
