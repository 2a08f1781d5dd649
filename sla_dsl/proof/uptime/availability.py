"""Availability and durability: the guaranteed floor over the components, the expectation, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...algebra.days import gaps
from ...algebra.guarantee import Guarantee
from ..behind.carriers import check_terms
from ..behind.components import Composition, composition
from ..behind.outages import assume_unbroken
from ..case import Case
from .expectation import standing_in
from .floor import Floor
from .populations import check_steady, check_whole_outages
from .supplies import by_value, by_worst_value, promised_share
from .useful import check_carrier_of_time, without_useless


def prove_availability(case: Case) -> None:
    """Compares the floor of a promised share of time with the promise, over every window of the horizon."""
    share, composed = promised_share(case.objective), composition(case)
    # Other statistics are of samples, and not of time.
    is_share = share is not None and case.objective.statistic == "share" and case.objective.share is None
    # Where nobody carries it, its owner answers for it, whatever it is a share of.
    if not is_share and (composed is None or composed.coverages):
        case.add("undecidable", "backing/not-comparable", message=f"`{case.address}` is not bounded by a share of time")
    if share is None or composed is None:
        return
    useful = without_useless(case, composed)
    # What carries nothing by itself is kept all the same: that the rest is too weak shows nothing.
    _prove(case, useful if useful == composed or _is_carried(case, useful, share) else composed, share)
    if not is_share:
        case.take_back(but=("backing/not-signed", "backing/weaker-force", "backing/term-gap"))


def _is_carried(case: Case, composed: Composition, share: Fraction) -> bool:
    alone = case.apart()
    _prove(alone, composed, share)
    return not any(one.verdict in ("undecidable", "unbacked") for one in alone.grounds)


def _prove(case: Case, composed: Composition, share: Fraction) -> None:
    # All carriers of one coverage are of one agreement.  For a part that ends early others may stand in.
    if not (standing_in(composed.structure) and _holds_for_certain(case, composed, share)):
        for coverages in composed.coverages.values():
            check_terms(case, [coverage[0].agreement for coverage in coverages])
    for coverages in composed.coverages.values():
        check_whole_outages(case, coverages)
        check_steady(case, coverages)
    for carrier in composed.carriers:
        check_carrier_of_time(case, carrier)
    assume_unbroken(case, composed)
    told = [one.rule for one in case.grounds]
    # Without any coverage the team that owns all parts answers for the promise.
    if composed.coverages:
        Floor(case, _in_values(case, composed), share).prove()
    if not case.context.is_of_time(case.objective) and len(list(_promised_by_value(composed))) > 1:
        # The worst value of one part need not be the worst one of another part.
        case.take_back(but=told)


def _in_values(case: Case, composed: Composition) -> Composition:
    return by_value(composed) if case.context.is_of_time(case.objective) else by_worst_value(composed)


def _promised_by_value(composed: Composition) -> Iterator[str]:
    """The parts that one agreement promises value by value."""
    for leaf, coverages in composed.coverages.items():
        if len({coverage[0].agreement.name for coverage in coverages}) < len(coverages):
            yield leaf


def _holds_for_certain(case: Case, composed: Composition, share: Fraction) -> bool:
    """Whether a promise is reached by what is certain to be in force, whatever is told of terms."""
    terms = {one.agreement.name: case.context.certain(one.agreement) for one in composed.carriers}
    judged, sure = case.context.judged(case.agreement), [one for one in terms.values() if one is not None]
    if judged is None or len(sure) < len(terms) or not any(gaps([one], judged) for one in sure):
        return False
    floor = Floor(case, _in_values(case, composed), share, renewed=False, for_sure=True)
    found = floor.least(with_excluded=True)
    return isinstance(found, Guarantee) and found.share >= share
