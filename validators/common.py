"""Questions about a workspace that several rules ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from sla_dsl.algebra.scopes import is_at, overlaps
from sla_dsl.model.agreement import Agreement, ObjectivesByName
from sla_dsl.model.objective import Objective
from sla_dsl.model.remedies import HighestOnly, NoRemedy, Remedy
from sla_dsl.model.workspace import Workspace

SaidThing = TypeVar("SaidThing")


def written(workspace: Workspace) -> list[Agreement]:
    """All agreements, standards first, so that a mistake in terms is found where it is written."""
    return sorted(workspace.agreements.values(), key=lambda agreement: not agreement.standard)


def understood(workspace: Workspace) -> Iterator[Agreement]:
    """Agreements that were read in full: what they do not say, the author left out on purpose."""
    misread = workspace.misread
    return (agreement for agreement in written(workspace) if agreement.name not in misread)


def concluded(workspace: Workspace) -> Iterator[Agreement]:
    """Agreements read in full, without templates."""
    return (agreement for agreement in understood(workspace) if not agreement.is_template)


def sharing(
    things: Iterable[SaidThing], keys: Callable[[SaidThing], Iterable[Hashable]]
) -> Iterator[tuple[SaidThing, SaidThing]]:
    """Pairs of things that share a key, in order, each once; things that share none cost nothing."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    every = list(things)
    for number, thing in enumerate(every):
        for key in keys(thing):
            groups[key].append(number)
    found = {pair for group in groups.values() for pair in combinations(group, 2)}
    return ((every[one], every[other]) for one, other in sorted(found))


def by_each(agreements: Iterable[Agreement], names: Callable[[Agreement], Iterable[str]]) -> dict[str, list[Agreement]]:
    """The agreements by each of the names that they name, in their order: no rule compares all with all."""
    found: dict[str, list[Agreement]] = {}
    for agreement in agreements:
        for name in dict.fromkeys(names(agreement)):
            found.setdefault(name, []).append(agreement)
    return found


def inner(objective: Objective) -> str:
    """The address of an objective within its agreement."""
    return objective.address.partition("/")[2]


def column(objective: Objective) -> str:
    """The address of an objective's column in a table, or of the objective itself, within its agreement."""
    of_metric = f"{objective.name}/{objective.metric}"
    return of_metric if is_at(objective, of_metric) else objective.name


def concerns(remedy: Remedy | NoRemedy | HighestOnly, objective: Objective) -> bool:
    """Whether a remedy, or the lack of one, is for an objective or for a part of its cases."""
    if remedy.objectives and not is_at(objective, *remedy.objectives):
        return False
    return overlaps(remedy.scope, objective.scope)


def about(remedy: Remedy | NoRemedy | HighestOnly, named: ObjectivesByName) -> list[Objective]:
    """The objectives that a statement is for, in part at least; each once."""
    found = {one.address: one for name in remedy.objectives or ("",) for one in named.get(name, ())}
    return [one for one in found.values() if overlaps(remedy.scope, one.scope)]


def like(objective: Objective) -> tuple[object, ...]:
    """The facts that two objectives must share so that their bounds compare, apart from their scope."""
    return objective.hours, *like_but_for_hours(objective)


def like_but_for_hours(objective: Objective) -> tuple[object, ...]:
    """The facts that two objectives must share to be about the same time, in whatever hours."""
    return (
        objective.metric,
        objective.statistic,
        objective.each_of,
        objective.share,
        objective.clock,
        objective.window,
        objective.mean_of,
        objective.force,
        objective.when,
    )
