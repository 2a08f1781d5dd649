"""Joined: several carriers of one part, each for a part of the promise's cases or of its time.

What each of them bounds of all its cases together bounds those of the promise if no case is counted by two: else what
may miss is reckoned with twice, for the sake of cases that both count.  (docs/mathematics.md, Pooled populations)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from ...algebra.days import term as expected_term
from ...algebra.intervals import Interval, Intervals
from ...algebra.scopes import overlaps
from ...text.finding import Related
from ..case import Case
from .carriers import Carrier
from .comparable import judged_windows
from .narrowed import is_of_all
from .volumes import fill


def check_joined(case: Case, carriers: Sequence[Carrier]) -> None:
    """Two carriers that bound all of their cases together must have no case in common, in any window."""
    for one, other in combinations(dict.fromkeys(carriers), 2):
        if one.agreement is other.agreement:
            # Of totals that one agreement states value by value the sum is taken.
            of_all = all(is_of_all(case, each) for each in (one, other))
            is_apart = not overlaps(one.objective.scope, other.objective.scope)
        else:
            of_all = all(is_of_all(case, each) or each.objective.statistic == "total" for each in (one, other))
            is_apart = _are_apart(case, one, other)
        if of_all and not is_apart:
            case.add(
                "undecidable",
                "backing/pooled",
                one.name,
                other.name,
                message=f"some of what `{case.address}` counts is counted both by `{one.name}` and by `{other.name}`, "
                "and the rest may miss as much for it at each of them",
                related=[Related(each.objective.source, "this is promised of all together") for each in (one, other)],
                help="have one of them promised for all of it, or let them share nothing",
            )
            return


def _are_apart(case: Case, one: Carrier, other: Carrier) -> bool:
    """Whether in each window one of two agreements is in force all the time, or they follow each other."""
    terms = [_term(case, each) for each in (one, other)]
    return all(
        any(since <= start and end <= until for since, until in terms)
        or min(until for _, until in terms) <= max(start, *(since for since, _ in terms))
        or end <= max(since for since, _ in terms)
        for start, end in _windows(case, one, other)
    )


def _windows(case: Case, one: Carrier, other: Carrier) -> Intervals:
    """The windows in which both count, if they fill those of the promise; else the promise's own."""
    ours = case.agreement, case.objective
    same = one.objective.window == other.objective.window and one.agreement.zone == other.agreement.zone
    fills = fill(one.agreement, one.objective.window, case.agreement, case.objective.window)
    return judged_windows(case, *((one.agreement, one.objective) if same and fills else ours))


def _term(case: Case, carrier: Carrier) -> Interval:
    """The time in which an agreement is in force, as it is expected."""
    days = expected_term(carrier.agreement) or case.context.horizon
    return case.context.span(days, carrier.agreement.zone)
