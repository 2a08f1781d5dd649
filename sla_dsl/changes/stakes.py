"""Who gains if an objective says more: what follows from when it is kept (``sla_dsl.facts.kept``).

A change is better for the customer if every world in which the new text is kept keeps the old one. Where neither text
follows from the other, nobody can say who gains.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from ..model.agreement import Agreement, Parameter
from ..model.base import Model
from ..model.marks import FollowsFrom, Inside, shapes
from ..model.objective import Objective
from ..model.phrases import Bound
from ..model.services import Metric
from .change import CUSTOMER, NOBODY, PROVIDER, UNSURE, Stake
from .prose import names_in_prose
from .sides import Sides


def metric_of(objective: Objective, sides: Sides) -> Metric | None:
    """The metric of an objective, as the head declares it."""
    found: Metric | None = sides.head.declared("metrics", objective.metric)
    return found or sides.base.declared("metrics", objective.metric)


def by_metric(objective: Objective, sides: Sides) -> Stake:
    """A higher figure is for the customer if the metric says that higher is better."""
    metric = metric_of(objective, sides)
    return UNSURE if metric is None or metric.better is None else CUSTOMER if metric.better == "higher" else PROVIDER


def by_promise(objective: Objective, _sides: Sides) -> Stake:
    """An objective that promises nothing on purpose (``none``) is for nobody."""
    return CUSTOMER if objective.bound is not None else NOBODY


def side_of(objective: Objective) -> Literal["lower", "upper"] | None:
    """The side on which the bound limits the figure; none for two sides, or no bound. A deadline is an upper limit."""
    bound = objective.bound
    if isinstance(bound, Bound):
        return {"at-least": "lower", "above": "lower", "at-most": "upper", "below": "upper"}.get(bound.kind)  # type: ignore[return-value]  # mypy widens the values of a literal dict
    return "upper" if bound is not None else None


def is_of_every_one(objective: Objective) -> bool:
    """Whether every case must keep to the bound: the longest one to an upper limit, the lowest one to a lower one."""
    return objective.statistic == "each" or (objective.statistic, side_of(objective)) in (
        ("longest", "upper"),
        ("lowest", "lower"),
    )


def by_total(objective: Objective, _sides: Sides) -> Stake:
    """A narrower window is for the customer, except for a total that has an upper limit.

    What holds of each month holds of the quarter; at most three in a quarter are at most three in each of its months.
    """
    if objective.statistic != "total":
        return CUSTOMER
    return {"lower": CUSTOMER, "upper": PROVIDER}.get(side_of(objective) or "", UNSURE)


def by_length(objective: Objective, sides: Sides) -> Stake:
    """More hours, or a stricter clock: longer durations of cases, and more of what each must keep to the bound.

    Of a share of time it follows nothing: half a percent of all hours may fall into the office hours as a whole.
    """
    metric = metric_of(objective, sides)
    if metric is None:
        return UNSURE
    if metric.starts and metric.stops and metric.population != "outages":
        return {"lower": PROVIDER, "upper": CUSTOMER}.get(side_of(objective) or "", UNSURE)
    if metric.unit == "percent" or not is_of_every_one(objective):
        return UNSURE
    is_longer = metric.population == "outages" and side_of(objective) != "upper"
    return UNSURE if is_longer else CUSTOMER


def by_cases(objective: Objective, sides: Sides) -> Stake:
    """A promise for more cases or places.

    What holds of every case holds of some; a share or an average of more cases says nothing of a part of them.
    """
    if objective.statistic == "total":
        return {"lower": PROVIDER, "upper": CUSTOMER}.get(side_of(objective) or "", UNSURE)
    return CUSTOMER if is_of_every_one(objective) or is_of_time(objective, sides) else UNSURE


def by_condition(objective: Objective, sides: Sides) -> Stake:
    """A condition that holds more often: more cases; of a share of time, more of the time that counts."""
    return UNSURE if is_of_time(objective, sides) else by_cases(objective, sides)


def by_downtime(objective: Objective, sides: Sides) -> Stake:
    """More time that counts as down: less of a share of time; of single outages it may join two."""
    return CUSTOMER if is_of_time(objective, sides) else UNSURE


def is_of_downtime(objective: Objective, sides: Sides) -> bool:
    """Whether the figure follows from what is down and when: a share of time, or something of outages."""
    metric = metric_of(objective, sides)
    return metric is None or metric.population in ("time", "outages", None)


def is_of_time(objective: Objective, sides: Sides) -> bool:
    """Whether the figure is a share of time."""
    metric = metric_of(objective, sides)
    is_share = objective.statistic == "share" and metric is not None and metric.unit == "percent"
    return is_share and metric is not None and metric.population == "time"


def by_services(agreement: Agreement, sides: Sides) -> Stake:
    """More services are for the customer, unless a promise is about a share or an average of all their cases."""
    found = {by_cases(one, sides) for one in agreement.objectives if one.bound is not None}
    return CUSTOMER if found <= {CUSTOMER} else UNSURE


def by_less_services(agreement: Agreement, sides: Sides) -> Stake:
    """More of what is left out; what happens to a part may excuse or suspend the whole."""
    return UNSURE if agreement.exclusions or agreement.suspensions else by_services(agreement, sides).reversed


def by_coverage(agreement: Agreement, sides: Sides) -> Stake:
    """A condition of the whole agreement that holds more often."""
    found = {by_condition(one, sides) for one in agreement.objectives if one.bound is not None}
    return CUSTOMER if found <= {CUSTOMER} else UNSURE


def by_cut_windows(agreement: Agreement, _sides: Sides) -> Stake:
    """A smaller budget in a window that is cut: stricter, except for a total that must be reached."""
    totals = (one for one in agreement.objectives if one.statistic == "total" and side_of(one) != "upper")
    return UNSURE if any(totals) else CUSTOMER


# Clocks and metrics that several promises share


def by_clock(objective: Objective, sides: Sides) -> Stake:
    """A stricter clock; it may start elsewhere, and so move cases to other windows: it matters to a share of them."""
    return by_length(objective, sides) if is_of_every_one(objective) else UNSURE


def in_promises(kind: str, stake: Stake, objectives: Iterable[Objective]) -> Stake:
    """Who gains by more of what lengthens or shortens durations, in these promises.

    ``stake`` is that of promises with an upper limit. A lower limit turns it round; with both nobody knows, and neither
    where a start moves cases to other windows and a share of them counts.
    """
    found: set[Stake] = set()
    for one in objectives:
        if isinstance(one.bound, Bound) and one.bound.value.dimension not in ("duration", None):
            found.add(stake)  # what pauses, say, is no duration here
            continue
        moves = kind.startswith(_STARTS) and not is_of_every_one(one)
        found.add(UNSURE if moves else {"upper": stake, "lower": stake.reversed}.get(side_of(one) or "", UNSURE))
    return found.pop() if len(found) == 1 else UNSURE


_STARTS = ("metric-start", "clock-start", "clock-channel")
"""The constructs that say when a clock starts."""


# Parameters


def by_role(parameter: Parameter, sides: Sides) -> Stake:
    """Nobody knows who gains by another price: what is paid to the customer may be a part of what he pays.

    Another value that stands in statements is told there; one that no statement uses is for people, as is one that
    stands in prose.
    """
    told_there = parameter.dimension != "money" and all(
        parameter.name in one.used_parameters
        and parameter.name not in names_in_prose(one)
        and ("parameter", parameter.name) not in names_inside(one)
        for one in sides.agreements
    )
    return NOBODY if told_there else UNSURE


def names_inside(model: Any) -> frozenset[tuple[str, str]]:
    """The things declared inside a declaration that a model names: the kind of each, and its name."""
    if isinstance(model, tuple):
        return frozenset(name for each in model for name in names_inside(each))
    if not isinstance(model, Model):
        return frozenset()
    found: set[tuple[str, str]] = set()
    for field, shape in shapes(type(model)).items():
        value = getattr(model, field)
        if field == "source" or not value or shape.has(FollowsFrom):
            continue
        named = ((part.get(Inside), name) for part, name in shape.texts(value))
        found |= {(kind, name) for inside, name in named if inside for kind in inside.kinds}
        found |= names_inside(value)
    return frozenset(found)
