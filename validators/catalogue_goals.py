"""Whether promises serve the customer's goal: figures may be green while the customer is unhappy (the watermelon)."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Bound
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.services import Goal, Service
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import by_each, concluded

_LOWER_LIMITS, _UPPER_LIMITS = ("at-least", "above"), ("at-most", "below")


def goals_not_promised(workspace: Workspace) -> Iterator[Finding]:
    """Services whose agreements with customers promise none of the figures of their goals."""
    for service, agreements in _agreed(workspace):
        measured = {name for one in agreements for each in one.objectives for name in _kinds(workspace, each.metric)}
        if service.goals and not any(goal.metric in measured for goal in service.goals):
            goal = service.goals[0]
            yield Finding(
                "catalogue/goal-not-promised",
                f"no promise about `{service.name}` is measured by `{goal.metric}`, the figure of its goal",
                goal.source,
                help=f"promise `{goal.metric}` in {_named(agreements)}, if only `as a target`",
                related=tuple(Related(one.source, "this promises other figures") for one in agreements),
                address=service.name,
                values=(goal.metric,),
            )


def promises_below_goals(workspace: Workspace) -> Iterator[Finding]:
    """Promises that can be kept while the goal of the service is missed."""
    for service, agreements in _agreed(workspace):
        for goal in service.goals:
            promises = [
                each for one in agreements for each in one.objectives if goal.metric in _kinds(workspace, each.metric)
            ]
            looser = [each for each in promises if isinstance(each.bound, Bound) and _is_looser(each.bound, goal.bound)]
            if looser and len(looser) == len(promises):
                yield _below(service, goal, looser[0])


def _below(service: Service, goal: Goal, promise: Objective) -> Finding:
    bound = promise.bound
    said = bound.value.text if isinstance(bound, Bound) and isinstance(bound.value, Quantity) else ""
    wanted = goal.bound.value.text if isinstance(goal.bound.value, Quantity) else ""
    return Finding(
        "catalogue/promise-below-goal",
        f"`{promise.address}` is kept at {said}, and what the customer is after is {wanted}",
        promise.source,
        help="promise what the goal says, or agree with the customer on another goal",
        related=(Related(goal.source, "the goal of the service"),),
        address=promise.address,
        values=(service.name, said, wanted),
    )


def _agreed(workspace: Workspace) -> Iterator[tuple[Service, list[Agreement]]]:
    """Each service that an SLA covers, with these SLAs."""
    covering = by_each((one for one in concluded(workspace) if one.kind == "sla"), lambda one: one.covers)
    for service in workspace.services.values():
        if service.name in covering:
            yield service, covering[service.name]


def _kinds(workspace: Workspace, name: str) -> Iterator[str]:
    """A metric, and the metrics that it is declared to be."""
    above: str | None = name
    seen = set[str]()
    while above is not None and above not in seen:
        seen.add(above)
        yield above
        above = workspace.metrics[above].is_ if above in workspace.metrics else None


def _is_looser(promised: Bound, wanted: Bound) -> bool:
    """Whether a bound allows a figure that another forbids; bounds of different kinds or units are not compared."""
    ours, theirs = promised.value, wanted.value
    if not (isinstance(ours, Quantity) and isinstance(theirs, Quantity)) or ours.unit_kind != theirs.unit_kind:
        return False
    if promised.kind in _LOWER_LIMITS and wanted.kind in _LOWER_LIMITS:
        return ours.amount < theirs.amount
    return promised.kind in _UPPER_LIMITS and wanted.kind in _UPPER_LIMITS and ours.amount > theirs.amount


def _named(agreements: list[Agreement]) -> str:
    return " or ".join(f"`{one.name}`" for one in agreements)


_SAMPLE = """metric orders "Orders that arrive" {{ unit percent  higher is better  composes as owned }}
service web-shop {{
  owner dba
  hours office
  goal "Customers get what they ordered" measured by orders at least 98% each calendar month{goal}
}}
sla brun-shop {{
  provider norvia
  customer atelier-brun
  covers web-shop
  service hours office
  objective uptime: availability at least 99% each calendar month {{ owned by dba }}
{promise}}}
"""
_PROMISE = "  objective arrived: orders at least {} each calendar month {{ owned by dba }}{}\n"
_GOOD = _SAMPLE.format(goal="", promise=_PROMISE.format("98%", ""))

RULES = (
    Rule(
        "catalogue/goal-not-promised",
        "warning",
        "no promise about a service measures what the customer is after",
        "All figures are green and the customer is not happy: what is measured is what was delivered, not what it is "
        "for. Practitioners call it the watermelon.",
        bad=_SAMPLE.format(goal="  # catalogue/goal-not-promised", promise=""),
        good=_GOOD,
        check=goals_not_promised,
    ),
    Rule(
        "catalogue/promise-below-goal",
        "warning",
        "a promise can be kept while the customer's goal is missed",
        "A report says that everything was kept, and what the customer is after was not reached.",
        bad=_SAMPLE.format(goal="", promise=_PROMISE.format("95%", "  # catalogue/promise-below-goal")),
        good=_GOOD,
        check=promises_below_goals,
    ),
)
