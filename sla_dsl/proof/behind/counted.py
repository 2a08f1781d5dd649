"""Counted: whether a carrier counts just the cases, requests or objects of a promise.

(docs/mathematics.md, Pooled populations)
"""

from __future__ import annotations

from ...model.phrases import Selection
from ..case import Case
from .carriers import Carrier, treated
from .volumes import fill


def is_counted_alone(case: Case, carrier: Carrier) -> bool:
    """Whether a carrier is counted for the cases of the promise alone, in windows that fill those of the promise."""
    theirs = carrier.objective
    # If each of the windows that fill ours keeps the share, so does ours.
    alone = theirs.counted_for_each and is_as_narrow(case, carrier)
    return alone and fill(carrier.agreement, theirs.window, case.agreement, case.objective.window)


def is_as_narrow(case: Case, carrier: Carrier) -> bool:
    """Whether a carrier speaks of no other cases than a promise: else all that miss may be those of the promise."""
    # A tier that the agreement selects narrows nothing: all its cases are of that tier.
    chosen = {tier.scale for tier in case.agreement.tiers}
    return all(_leaves_out(case, carrier, one) for one in case.objective.scope if one.scale not in chosen)


def _leaves_out(case: Case, carrier: Carrier, ours: Selection) -> bool:
    """Whether no case of other values than these is one of the carrier, as far as the promise tells."""
    names = treated(case.agreement, carrier.agreement)
    others = {value.name for value in case.context.workspace.scales[ours.scale].values} - set(ours.values)
    return not others or any(
        # A value without a name there may be any value of theirs.
        all(
            names.get(other, other if theirs.scale == ours.scale else None) not in {None, *theirs.values}
            for other in others
        )
        for theirs in carrier.objective.scope
    )
