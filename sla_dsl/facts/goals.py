"""The watermelon: what customers are after in a service, by the same facts as what they were promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..algebra.intervals import Interval
from ..model.objective import Objective
from ..model.services import Goal
from .reported import WindowFigure, windows_reported
from .texts import AgreementText
from .worlds import FactsOfAgreement


@dataclass(frozen=True, slots=True)
class GoalFigure:
    """A goal of a service in one of its windows, for the customer of an agreement; ``told`` is its figure."""

    service: str
    goal: Goal
    told: WindowFigure


def goals_of(known: FactsOfAgreement, period: Interval) -> Iterator[GoalFigure]:
    """The goals of the services that an agreement gives customers, in the windows that end in a period or run in it."""
    if known.agreement.kind != "sla":
        return
    known = _unamended(known)
    agreement = known.agreement
    for service in agreement.covers:
        declared = known.workspace.services.get(service)
        for number, goal in enumerate(declared.goals if declared and service not in agreement.not_covered else ()):
            metric = known.workspace.metrics[goal.metric]
            promise = Objective(
                title=goal.text,
                name=f"goal-{number + 1}",
                address=f"{agreement.name}/goal-{number + 1} of {service}",
                metric=goal.metric,
                statistic="share" if goal.share is not None else metric.statistic or "each",
                bound=goal.bound,
                share=goal.share,
                window=goal.window,
                counting=metric.counting,
                source=goal.source,
            )
            yield from (GoalFigure(service, goal, told) for told in windows_reported(known, promise, period))


def _unamended(known: FactsOfAgreement) -> FactsOfAgreement:
    """The facts of an agreement as if it had always been as it is: a goal is of a service, and no amendment cuts it."""
    if not known.agreement.amendments:
        return known
    agreement = known.agreement.model_copy(update={"amendments": ()})
    return FactsOfAgreement.of(known.facts, AgreementText(known.workspace, agreement), known.now)
