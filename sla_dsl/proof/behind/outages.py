"""Outages one by one: their number and lengths, which single hours and parts do not show.

Two outages of two parts, or of one part, that touch are one outage of the whole; and in other hours an outage begins
to count in another window.  (docs/mathematics.md, Other figures)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator

from ...algebra.components import sole_parts
from ...algebra.scopes import exclusions, suspensions
from ...algebra.structure import TooLarge, cut_sets
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...text.finding import Related
from ..case import Case
from .carriers import Carrier
from .components import Composition
from .hours import has_same_hours
from .same_days import day_rule


def assume_unbroken(case: Case, composed: Composition) -> None:
    """An outage that must last to count may go from one part to another, and last too short at each of them."""
    cuts = cut_sets(composed.structure)
    # Where all parts must be down at once, each of them is down for as long as the whole.
    is_of_one = not composed.joined and not isinstance(cuts, TooLarge) and len(cuts) == 1
    rules = (rule for carrier in composed.carriers for rule in carrier.objective.counting.down)
    if not is_of_one and any(rule.lasting is not None for rule in rules):
        case.assume("no outage goes on from one part to another before it counts")


def check_outages(case: Case, carrier: Carrier, *, is_alone: bool) -> None:
    """Outages that are counted or measured one by one must be the same ones on both sides, counted in the same hours.

    ``is_alone`` tells that nothing else carries the promise.  A sum of downtime asks for nothing of this.
    """
    metric, ours, theirs = case.context.metric(case.objective), case.objective, carrier.objective
    if metric.population != "outages" or (metric.unit == "duration" and ours.statistic == "total"):
        return
    of_outages = case.context.metric(theirs).population == "outages"
    alike = of_outages and has_same_hours(case, carrier)
    alike = alike and set(_left_out(case.agreement, ours)) == set(_left_out(carrier.agreement, theirs))
    # What is said of a whole and what happens to its part may each last too short, and long enough where both are told.
    lasts = any(rule.lasting is not None for rule in (*ours.counting.down, *theirs.counting.down))
    alike = alike and not (lasts and set(case.agreement.covers) != set(carrier.agreement.covers))
    # Of lengths it matters which outages are one; their number grows where they are counted apart.  But what is left
    # out of an outage of one part may let one that it touches, of another part, begin to count in a later window.
    is_whole = metric.unit == "number" and not any(True for _ in _taken_out(case.agreement, ours))
    if alike and (is_whole or (is_alone and _are_the_same(case, carrier))):
        return
    case.add(
        "undecidable",
        "backing/not-comparable",
        carrier.name,
        message=f"outages of `{case.address}` may be longer, or begin to count in another window, than those of "
        f"`{carrier.name}`: two that touch are one",
        related=[Related(theirs.source, "these outages are counted one by one")],
        help="bound the outages of the same services in the same hours, or promise a share of time",
    )


def _are_the_same(case: Case, carrier: Carrier) -> bool:
    """Whether both speak of the outages of the same services, or of those of the one part that these need."""
    services, front, behind = case.context.workspace.services, case.agreement, carrier.agreement
    ours, theirs = (
        {deque((name, *sole_parts(services, name)), maxlen=1)[0] for name in one.covers} for one in (front, behind)
    )
    return ours == theirs and set(front.not_covered) == set(behind.not_covered)


def _left_out(agreement: Agreement, objective: Objective) -> Iterator[Hashable]:
    """What is said of conditions, suspensions and exclusions, so that what is equal leaves out the same."""
    yield ("when", objective.when, agreement.covers_when)
    yield from _taken_out(agreement, objective)


def _taken_out(agreement: Agreement, objective: Objective) -> Iterator[Hashable]:
    """What takes a part out of an outage, so that it begins later, or is two."""
    if objective.when is not None or agreement.covers_when is not None:
        yield "when"
    yield from (("suspends", one.when) for one in suspensions(agreement, objective))
    for one in exclusions(agreement, objective):
        # Of a limit each side may have another part left.
        limit = one.source if one.limit is not None else None
        days = day_rule(agreement, one.announced)
        yield ("excludes", one.reason, limit, one.within, one.when, one.announced, days, one.scope)
