"""Averages: means of durations add along a chain whose hours are all the same; medians do not compose.

(docs/mathematics.md, Shares of cases)
"""

from __future__ import annotations

from fractions import Fraction

from ...algebra.clocks import TimeLimit
from ...algebra.paths import Chain, Group, hops
from ...algebra.shares import DurationBound, along_path, carries
from ...algebra.undecidable import Undecidable
from ...wording.figures import seconds_text
from ..behind.carriers import share_of
from ..behind.strictness import is_strict, only_reached
from ..case import Case
from ..verdict import Figure
from .lateness import is_in_the_same_hours, seconds
from .legs import Leg, Legs
from .pooling import kind_of
from .strictness import sum_is_strict


def is_average(case: Case, legs: Legs) -> bool:
    """Whether a mean or a median is carried by means or medians, so that no run of single cases bounds it."""
    averages = (leg.carrier is not None and share_of(leg.carrier.objective) is None for leg in hops(legs))
    return share_of(case.objective) is None and any(averages)


def prove_average(case: Case, limit: TimeLimit, legs: Legs) -> None:
    """Compares the sum of the legs' means with the promise."""
    # Through different hours a mean depends on when its cases come, and so it bounds nothing.
    same = is_in_the_same_hours([limit, *(leg.limit for leg in hops(legs))])
    whole = along_path(_terms(legs)) if same else _DIFFERENT
    promised = seconds(limit)
    carried = (
        whole if isinstance(whole, Undecidable) else carries(whole, DurationBound(promised, of=kind_of(case.objective)))
    )
    if isinstance(whole, Undecidable) or isinstance(carried, Undecidable):
        reason = carried.reason if isinstance(carried, Undecidable) else ""
        case.add(
            "undecidable",
            "backing/not-comparable",
            case.address,
            message=f"`{case.address}`: {reason}",
            help="have all hops count in the same hours, or bound every case behind it",
        )
        return
    case.guaranteed = Figure(whole.bound, seconds_text(whole.bound))
    case.slack = seconds_text(promised - whole.bound)
    if whole.bound > promised:
        case.add(
            "unbacked",
            "backing/too-slow",
            case.address,
            message=f"what carries `{case.address}` comes to {case.guaranteed.text}, where {case.promised} is promised",
            example=f"every agreement behind it is met with {case.guaranteed.text}",
            help=f"strengthen what is behind it, or promise {case.guaranteed.text}",
        )
    elif whole.bound == promised and is_strict(case.objective) and not sum_is_strict(legs):
        only_reached(case, case.guaranteed.text, "backing/too-slow")


_DIFFERENT = Undecidable("how a mean or a median runs through other hours depends on when its cases come")


def _terms(legs: Legs) -> Chain[DurationBound]:
    return tuple(
        leg.of(_terms(route) for route in leg.routes) if isinstance(leg, Group) else _term(leg) for leg in legs
    )


def _term(leg: Leg) -> DurationBound:
    # A time of one's own bounds every case, and so their mean too.
    if leg.carrier is None:
        return DurationBound(seconds(leg.limit))
    kept = share_of(leg.carrier.objective)
    return DurationBound(seconds(leg.limit), Fraction(0) if kept is None else 1 - kept, kind_of(leg.carrier.objective))
