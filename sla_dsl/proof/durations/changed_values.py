"""Values that change on the way: a case that gets more urgent after it was handed on has been worked on as less urgent.

(docs/mathematics.md, Paths)
"""

from __future__ import annotations

from ...algebra.paths import Group, hops
from ...model.objective import Objective
from ...model.phrases import Selection
from ...model.services import Scale
from ...text.finding import Related
from ..behind.carriers import Carrier, covers, treated
from ..case import Case
from .legs import Legs


def check_changed_values(case: Case, legs: Legs) -> None:
    """Where a case may come from other values to those of the promise, earlier hops must hold for these as well.

    A raised priority whose target runs from the change leaves the earlier hops out.  Where no clock speaks of raised
    priorities it is assumed that there are none, as it is that no case gets less urgent, or changes its place.
    """
    before = _handed_on(legs)
    for scale in _scales_of(case, before):
        case.assume(has_value(scale.name))
        ours = _values_of(case, scale)
        if scale.kind == "priorities":
            rank = _order(scale).index
            lower = [value for value in _order(scale) if rank(value) > min(map(rank, ours))]
            from_less_urgent = _not_for(case, before, scale, lower)
            if not _speaks_of_raised(case, legs):
                if from_less_urgent:
                    case.assumptions.append("no case gets more urgent after it was handed on")
            elif _raised_from(case, case.objective) != "change":
                for carrier in from_less_urgent:
                    _differs(case, carrier, lower)
            if _not_for(case, before, scale, [value for value in _order(scale) if value not in (*ours, *lower)]):
                case.assumptions.append("no case gets less urgent on its way")
        elif _not_for(case, before, scale, _order(scale)):
            case.assumptions.append(f"a case keeps its `{scale.name}` on its way")


def has_value(scale: str) -> str:
    """The assumption that no case is, or was when it was handed on, without a value of a scale."""
    return f"every case has a value of `{scale}` from its start"


def _speaks_of_raised(case: Case, legs: Legs) -> bool:
    """Whether the clock of the promise, or of a hop, says from when the target of a raised priority runs."""
    carried = [leg.carrier.objective for leg in hops(legs) if leg.carrier is not None]
    return any(_raised_from(case, one) is not None for one in (case.objective, *carried))


def _raised_from(case: Case, objective: Objective) -> str | None:
    clock = case.context.clock(objective)
    return clock.raised_from if clock is not None else None


def _scales_of(case: Case, carriers: list[Carrier]) -> list[Scale]:
    """Our scales by whose values carriers promise something else."""
    scales, chosen = case.context.workspace.scales, {tier.scale for tier in case.agreement.tiers}
    named = {one.scale for carrier in carriers for one in carrier.objective.scope}
    for carrier in carriers:
        names = treated(case.agreement, carrier.agreement)
        named |= {scale.name for scale in scales.values() if any(value.name in names for value in scale.values)}
    return [scale for name, scale in scales.items() if name in named - chosen]


def _values_of(case: Case, scale: Scale) -> tuple[str, ...]:
    return next((one.values for one in case.objective.scope if one.scale == scale.name), tuple(_order(scale)))


def _handed_on(legs: Legs) -> list[Carrier]:
    """The carriers from which a case is handed on to another hop."""
    found = [leg.carrier for leg in hops(legs[:-1]) if leg.carrier is not None]
    for leg in legs:
        if isinstance(leg, Group):
            found += [carrier for route in leg.routes for carrier in _handed_on(route)]
    return list(dict.fromkeys(found))


def _order(scale: Scale) -> list[str]:
    return [value.name for value in scale.values]


def _not_for(case: Case, carriers: list[Carrier], scale: Scale, values: list[str]) -> list[Carrier]:
    """The carriers that promise something else for these values of a scale."""
    if not values:
        return []
    every = [Selection(scale=one.name, values=tuple(_order(one))) for one in case.context.workspace.scales.values()]
    known = {one.scale: one for one in (*every, *case.agreement.tiers, *case.objective.scope)}
    scope = tuple((known | {scale.name: Selection(scale=scale.name, values=tuple(values))}).values())
    return [
        carrier
        for carrier in carriers
        if not covers(carrier.objective.scope, scope, treated(case.agreement, carrier.agreement))
    ]


def _differs(case: Case, carrier: Carrier, lower: list[str]) -> None:
    clock = case.context.clock(case.objective)
    names = " or ".join(f"`{value}`" for value in lower)
    case.add(
        "undecidable",
        "backing/restart-gap",
        carrier.name,
        "raised",
        message=f"a case that `{carrier.name}` hands on as {names} and that gets more urgent then counts for "
        f"`{case.address}` from its start",
        related=[
            Related(carrier.objective.source, f"this is not for {names}"),
            Related((clock or case.objective).source, "here no raised priority counts from the change"),
        ],
        help="say `raised priority counts from the change` in the clock of the promise, or let hops before the last "
        "one promise the same for all priorities",
    )
