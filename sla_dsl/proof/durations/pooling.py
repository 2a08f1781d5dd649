"""Pooling: the share of a promise's own cases that may be late, where carriers count their shares over more cases.

(docs/mathematics.md, Shares of cases and Pooled populations)
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from ...algebra.paths import Group, hops
from ...algebra.shares import Pool, pooled_miss
from ...algebra.undecidable import Undecidable
from ...model.objective import Objective
from ...model.phrases import Window
from ...text.finding import Related
from ...wording.figures import percent_down
from ..behind.carriers import Carrier, share_of, treated
from ..behind.volumes import fewest, fill, most
from ..case import Case
from ..verdict import Figure, Misses
from .legs import Legs


def check_shares(case: Case, legs: Legs) -> None:
    """The guaranteed share of a promise's own cases must reach the promised share."""
    ours = share_of(case.objective)
    if ours is None:
        _check_statistics(case, legs)
        return
    late = _late(case, legs)
    if late is None:
        return
    missed = _total(late)
    # Misses of different legs add, and may come to more than there are cases.
    guaranteed = max(Fraction(0), 1 - missed)
    if case.objective.share is not None:
        case.expected = None
        case.shares = Figure(guaranteed, percent_down(guaranteed))
    if guaranteed < ours:
        case.counter = late
        promised = percent_down(ours) if case.objective.share else "every case"
        case.add(
            "unbacked",
            "backing/too-many-misses",
            case.address,
            message=f"{percent_down(guaranteed)} of the cases of `{case.address}` are guaranteed, {promised} is "
            "promised",
            example=f"{percent_down(missed)} of its cases may be late while every agreement behind it is met",
            help="raise the shares behind it, have each count its share for each agreement it carries, or promise less",
        )


def _check_statistics(case: Case, legs: Legs) -> None:
    """A mean or a median is carried by its own kind, counted for the promise's own cases, or by one of every case."""
    for leg in hops(legs):
        if leg.carrier is None:
            continue
        theirs = leg.carrier.objective
        if theirs.statistic == case.objective.statistic and not is_counted_alone(case, leg.carrier):
            pooled_average(case, leg.carrier)
        if theirs.statistic != case.objective.statistic and share_of(theirs) != 1:
            case.add(
                "undecidable",
                "backing/other-statistic",
                leg.carrier.name,
                message=f"`{leg.carrier.name}` bounds {_statistic(theirs)}, `{case.address}` "
                f"{_statistic(case.objective)}",
                related=[Related(theirs.source, f"this is {_statistic(theirs)}")],
                help="bound every case, or the same figure, in both",
            )


def _statistic(objective: Objective) -> str:
    """The statistic that an objective bounds, in words."""
    if objective.share is not None:
        return f"a share of {objective.share.of}"
    return (
        f"the {objective.statistic}" if objective.statistic in ("mean", "median", "longest", "total") else "every case"
    )


def _late(case: Case, legs: Legs) -> Misses | None:
    """The most cases that may be late along the legs; none (a ground is given) if that is not known."""
    late: list[tuple[str, Fraction]] = []
    for leg in legs:
        if isinstance(leg, Group):
            routes = [_late(case, route) for route in leg.routes]
            known = [missed for missed in routes if missed is not None]
            if len(known) < len(routes):
                return None
            # A case waits for all routes side by side, whose misses add; of routes of which it takes one, the one
            # with most misses may be it.
            chosen = [max(known, key=_total)] if leg.kind == "whichever" else known
            late += [each for missed in chosen for each in missed.late]
        # A time of one's own is kept in every case.
        elif leg.carrier is not None:
            missed = missed_of_our_cases(case, leg.carrier)
            if missed is None:
                return None
            late.append((leg.carrier.name, missed))
    return Misses(tuple(late))


def _total(misses: Misses) -> Fraction:
    return sum((share for _, share in misses.late), Fraction(0))


def missed_of_our_cases(case: Case, carrier: Carrier) -> Fraction | None:
    """The share of the promise's own cases that a carrier may miss."""
    theirs = share_of(carrier.objective)
    if theirs is None:
        case.add(
            # Behind a bound on every case a mean is too weak; how a share and a mean compare is not known.
            "unbacked" if share_of(case.objective) == 1 else "undecidable",
            "backing/other-statistic",
            carrier.name,
            message=f"`{carrier.name}` bounds {_statistic(carrier.objective)}, `{case.address}` "
            f"{_statistic(case.objective)}",
            related=[Related(carrier.objective.source, f"this is {_statistic(carrier.objective)}")],
            help="bound every case, or a share of them, in both",
        )
        return None
    if theirs == 1 or is_counted_alone(case, carrier):
        return 1 - theirs
    return missed_of_pool(case, carrier, 1 - theirs)


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
    names = treated(case.agreement, carrier.agreement)
    theirs = {selection.scale: set(selection.values) for selection in carrier.objective.scope}
    called = {names[value] for selection in case.objective.scope for value in selection.values if value in names}
    return all(
        theirs.get(s.scale, {""}) <= set(s.values) or any(values <= called for values in theirs.values())
        for s in case.objective.scope
        if s.scale not in chosen
    )


def missed_of_pool(case: Case, carrier: Carrier, share: Fraction) -> Fraction | None:
    """The share of a promise's own cases that may miss if a share of a larger population does, by stated volumes."""
    # The most cases behind and the fewest of ours are the safe side: all misses may fall on ours.
    theirs, ours = carrier.objective, fewest(case.agreement, case.objective, case.objective.window)
    others = most(carrier.agreement, theirs, _longer_window(case, carrier))
    # Volumes in other units (tickets, orders) count other things.
    same = ours is None or others is None or ours.unit == others.unit
    pool = Pool(carrier.name, share, others.amount if others is not None and same else None)
    missed = pooled_miss([pool], ours.amount if ours is not None else None)
    if isinstance(missed, Undecidable):
        case.add(
            "undecidable",
            "backing/pooled",
            carrier.name,
            message=missed.reason,
            related=[Related(theirs.source, "its share is counted over all its cases")],
            help="have it `counted for each agreement it carries`, in a window that fits, or state volumes for the "
            f"same windows: `volume at most …` in `{carrier.agreement.name}`, `volume at least …` here",
        )
        return None
    return missed


def _longer_window(case: Case, carrier: Carrier) -> Window | None:
    """The longer one of the windows of a promise and of its carrier, which the other fills; none if they cross.

    All misses that can fall into a window of ours lie in one of these.
    """
    ours, theirs = case.objective.window, carrier.objective.window
    if fill(carrier.agreement, theirs, case.agreement, ours):
        return ours
    return theirs if fill(case.agreement, ours, carrier.agreement, theirs) else None


def pooled_average(case: Case, carrier: Carrier) -> None:
    """A mean or a median over more cases than those of a promise says nothing of them."""
    case.add(
        "undecidable",
        "backing/pooled",
        carrier.name,
        message=f"`{carrier.name}` bounds {_statistic(carrier.objective)} of other cases than these",
        related=[Related(carrier.objective.source, f"{_statistic(carrier.objective)} is that of all its cases")],
        help="have it `counted for each agreement it carries`, in the same hours and a window that fits",
    )


def kind_of(objective: Objective) -> Literal["cases", "mean", "median"]:
    """The kind of term that an objective bounds in the algebra: so many cases, or their mean or median."""
    if objective.statistic == "mean":
        return "mean"
    return "median" if objective.statistic == "median" else "cases"
