"""Useful: of several objectives of one agreement for the same, those that can carry a share of time."""

from __future__ import annotations

from ..behind.carriers import Carrier
from ..behind.comparable import check_comparable
from ..behind.components import Composition, Coverage
from ..behind.every_method import check_any
from ..behind.exclusions import check_limits
from ..case import Case
from .populations import check_partial, check_population, lasts


def check_carrier_of_time(case: Case, carrier: Carrier) -> None:
    """The conditions on a carrier of a share of time, whatever else stands behind."""
    check_any(case, carrier)
    check_population(case, carrier)
    check_partial(case, carrier)
    check_limits(case, carrier)
    check_comparable(case, carrier)


def without_useless(case: Case, composed: Composition) -> Composition:
    """The composition without carriers that carry nothing, where the same agreement has others for the same.

    It keeps all of its objectives, and so what follows from some of them holds.
    """

    def is_useful(carrier: Carrier) -> bool:
        alone = case.apart()
        check_carrier_of_time(alone, carrier)
        return not alone.grounds

    def useful(coverages: tuple[Coverage, ...]) -> tuple[Coverage, ...]:
        found = (tuple(filter(is_useful, one)) or one if len(one) > 1 else one for one in coverages)
        once = tuple(dict.fromkeys(found))
        # Where outages must last, one of a part alone may be too short to count.
        if all(any(not each.objective.scope for each in one) for one in once):
            whole = (tuple(each for each in one if not lasts(each) or not each.objective.scope) for one in once)
            return tuple(dict.fromkeys(whole))
        return once

    coverages = {leaf: useful(those) for leaf, those in composed.coverages.items()}
    return Composition(composed.structure, coverages, composed.owned, composed.joined)
