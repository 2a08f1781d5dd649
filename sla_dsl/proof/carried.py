"""Which promises carry a promise: asked when it was missed, to tell who broke what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..algebra.scopes import is_at, overlaps
from ..model.agreement import Agreement
from ..model.backing import Hop, HopAgreement, HopGroup, Path
from ..model.workspace import Workspace
from .behind.carriers import covers, scope_there, treated
from .behind.components import composition, coverages_by
from .case import Case
from .context import Context


def carriers(workspace: Workspace, agreements: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each promise of some agreements that others carry those others, all by address.

    A figure that composes is carried part by part, a duration along its path; else by what each agreement behind
    promises of the same metric.
    """
    context = Context(workspace)
    found = {}
    for name in agreements:
        agreement = context.workspace.agreements[name]
        for objective in agreement.objectives:
            if objective.bound is not None and agreement.backing:
                names = dict.fromkeys(_carriers(Case(context, agreement, objective)))
                if names:
                    found[objective.address] = tuple(names)
    return found


def _carriers(case: Case) -> Iterator[str]:
    by = case.context.composing(case.objective).by
    paths = [one for one in case.agreement.paths if _is_about(case, one)]
    if by == "hand-offs" and paths:
        for path in paths:
            for hop in _agreements(path.hops):
                yield from _of_hop(case, hop)
        return
    composed = composition(case) if by is not None and by != "hand-offs" else None
    if composed is not None and composed.carriers:
        yield from (one.name for one in composed.carriers)
        return
    for behind in _behind(case):
        for coverage in coverages_by(case, behind):
            yield from (one.name for one in coverage)


def _is_about(case: Case, path: Path) -> bool:
    same = case.context.root(path.metric) == case.context.root(case.objective.metric)
    return same and overlaps(path.scope, case.objective.scope)


def _behind(case: Case) -> list[Agreement]:
    known = case.context.workspace.agreements
    names = [name for one in case.agreement.backing if overlaps(one.scope, case.objective.scope) for name in one.by]
    return [known[name] for name in dict.fromkeys(names) if name in known]


def _agreements(hops: Iterable[Hop]) -> Iterator[HopAgreement]:
    for hop in hops:
        if isinstance(hop, HopAgreement):
            yield hop
        elif isinstance(hop, HopGroup):
            for route in hop.routes:
                yield from _agreements(route)


def _of_hop(case: Case, hop: HopAgreement) -> Iterator[str]:
    behind = case.context.workspace.agreements.get(hop.agreement)
    if behind is None:
        return
    if hop.objective is None:
        for coverage in coverages_by(case, behind):
            yield from (one.name for one in coverage)
        return
    named = [one for one in behind.objectives if one.bound is not None and is_at(one, hop.objective)]
    same = [one for one in named if one.metric == case.objective.metric]
    scope, names = scope_there(case, behind), treated(case.agreement, behind)
    fitting = [one for one in same or named if covers(one.scope, scope, names)]
    yield from (one.address for one in fitting or same or named)
