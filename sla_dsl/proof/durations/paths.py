"""Paths of cases: each case takes the most specific path that is written for it."""

from __future__ import annotations

from ...algebra.scopes import Scales, innermost, overlaps, parts
from ...model.backing import Path
from ...text.finding import Related
from ..case import Case


def parts_by_path(case: Case) -> list[tuple[Case, Path | None]] | None:
    """The promise in parts, each with the path that its cases take, if one is written for them.

    None (a ground is given) if it cannot be told which path some cases take.  The order in which paths are written
    says nothing.
    """
    root, scope = case.context.root, case.objective.scope
    paths = [
        path
        for path in case.agreement.paths
        if root(path.metric) == root(case.objective.metric) and overlaps(path.scope, scope)
    ]
    scales = values_of(case)
    split: list[tuple[Case, Path | None]] = []
    for part in parts(scope, [path.scope for path in paths], scales):
        of_part = case if part == scope else case.of_part(case.objective.model_copy(update={"scope": part}))
        fitting = [path for path in paths if overlaps(path.scope, part)]
        path = _most_specific(case, fitting, scales)
        if fitting and path is None:
            return None
        split.append((of_part, path))
    return split


def values_of(case: Case) -> Scales:
    """The values that cases of an agreement can have on each scale: of tiers, those that it selects."""
    scales = case.context.workspace.scales.values()
    every = {scale.name: frozenset(value.name for value in scale.values) for scale in scales}
    return every | {tier.scale: frozenset(tier.values) for tier in case.agreement.tiers}


def _most_specific(case: Case, paths: list[Path], scales: Scales) -> Path | None:
    """The path whose scope lies in those of all others; none (a ground is given) if there is no such path."""
    metric = case.objective.metric
    # Paths of the promise's own metric go before those that only share its root.
    own = [path for path in paths if path.metric == metric] or paths
    inner = innermost(own, lambda path: path.scope, scales)
    # Several of one scope are an error of their own, unless they say the same.
    if inner and all(path.hops == inner[0].hops for path in inner):
        return inner[0]
    if inner and all(path.metric == inner[0].metric for path in inner):
        case.undecided(f"two paths of {inner[0].metric} are written for the same cases of `{case.address}`")
    elif own:
        first, second = inner[:2] or _crossing(own, scales)
        case.add(
            "undecidable",
            "backing/crossing-paths",
            metric,
            message=f"some cases of `{case.address}` are on two paths, and neither of these is the more specific one",
            related=[Related(path.source, "this path is written for them") for path in (first, second)],
            help=f"write a `path {metric} for …` for the cases that both speak of",
        )
    return None


def _crossing(paths: list[Path], scales: Scales) -> tuple[Path, Path]:
    return next(
        (one, other)
        for number, one in enumerate(paths)
        for other in paths[number + 1 :]
        if not innermost((one, other), lambda path: path.scope, scales)
    )
