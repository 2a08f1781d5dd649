"""Counted: whether a carrier counts just the cases, requests or objects of a promise, and in which windows.

(docs/mathematics.md, Pooled populations)
"""

from __future__ import annotations

from ...algebra.components import reached
from ...algebra.windows import number_in
from ...model.phrases import Selection
from ...text.finding import Related
from ..case import Case
from .carriers import Carrier, treated
from .comparable import cut_windows
from .volumes import fill


def is_counted_alone(case: Case, carrier: Carrier) -> bool:
    """Whether a carrier is counted for the cases of the promise alone, in windows that fill those of the promise."""
    theirs = carrier.objective
    # If each of the windows that fill ours keeps the share, so does ours.  Time is the same for all that rest on it.
    is_time = case.context.metric(case.objective).population == "time"
    alone = is_time or (theirs.counted_for_each and is_as_narrow(case, carrier))
    return alone and fill(carrier.agreement, theirs.window, case.agreement, case.objective.window)


def check_counted_once(case: Case, carrier: Carrier, *, is_joined: bool = False) -> None:
    """A share or a mean behind must not be thinned by what the same requests do at a further part that it covers.

    Of parts side by side each is reckoned with by itself, unless they are ``is_joined`` into one figure.
    """
    ours, behind, services = case.agreement, carrier.agreement, case.context.workspace.services
    if not carrier.objective.counted_for_each:
        return
    covered = set(behind.covers) & reached(services, ours.covers, ours.not_covered) - set(behind.not_covered)
    below = {part for one in covered for part in reached(services, [one]) - {one}}
    further = sorted((covered if is_joined and len(covered) > 1 else covered & below) - set(ours.covers))
    if not further:
        return
    names, things = " and ".join(f"`{one}`" for one in further), case.context.metric(case.objective).population
    case.add(
        "undecidable",
        "backing/pooled",
        carrier.name,
        message=f"`{carrier.name}` counts all that comes to {names} together, and {things or 'requests'} of "
        f"`{case.address}` come to more than one of the services that it covers",
        related=[Related(behind.source, f"it covers {names}")],
        help="promise each of these services by an agreement of its own",
    )


def windows_added(case: Case, carrier: Carrier) -> int:
    """Over how many windows of a carrier a total of the promise adds up: a quarter has three months; else one."""
    ours, theirs = case.objective, carrier.objective
    inner, outer = theirs.window, ours.window
    if inner is None or outer is None or not ours.statistic == theirs.statistic == "total":
        return 1
    if not fill(carrier.agreement, inner, case.agreement, outer) or any(cut_windows(case, case.agreement, ours)):
        return 1  # in a window that is cut there are fewer
    return number_in(inner, outer) or 1


def is_as_narrow(case: Case, carrier: Carrier) -> bool:
    """Whether a carrier speaks of no other cases than a promise: else all that miss may be those of the promise."""
    # A tier that the agreement selects narrows nothing: all its cases are of that tier.
    chosen = {tier.scale for tier in case.agreement.tiers}
    return all(_leaves_out(case, carrier, one) for one in case.objective.scope if one.scale not in chosen)


def _leaves_out(case: Case, carrier: Carrier, ours: Selection) -> bool:
    """Whether every case of the carrier has one of these values, by what the promise says."""
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
