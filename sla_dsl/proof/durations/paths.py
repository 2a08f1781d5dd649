"""Which path a case takes: the most specific one that is written for it."""

from __future__ import annotations

from ...algebra.scopes import Scales, innermost, overlaps, parts
from ...model.agreement import Agreement
from ...model.backing import Path
from ...model.objective import Objective
from ...text.finding import Related
from ..context import Context
from ..verdict import Findings

Course = tuple[Objective, Path | None]
"""The promise for a part of its cases, and the path that they take, if one is written for them."""


def courses(context: Context, agreement: Agreement, promise: Objective, found: Findings) -> list[Course] | None:
    """The promise in parts, each with the path that its cases take; nothing (a reason is given) if none can be told.

    A case takes the most specific path that is written for it (docs/language.md, "What carries it").  The order in
    which paths are written says nothing.
    """
    root = context.root(promise.metric)
    paths = [
        path for path in agreement.paths if context.root(path.metric) == root and overlaps(path.scope, promise.scope)
    ]
    scales = values_of(context, agreement)
    split: list[Course] = []
    for scope in parts(promise.scope, [path.scope for path in paths], scales):
        part = promise if scope == promise.scope else promise.model_copy(update={"scope": scope})
        fitting = [path for path in paths if overlaps(path.scope, scope)]
        path = _most_specific(fitting, promise, scales, found)
        if fitting and path is None:
            return None
        split.append((part, path))
    return split


def values_of(context: Context, agreement: Agreement) -> Scales:
    """The values that cases of an agreement can have on each scale: of tiers, those that it selects."""
    every = {scale.name: frozenset(v.name for v in scale.values) for scale in context.workspace.scales.values()}
    return every | {tier.scale: frozenset(tier.values) for tier in agreement.tiers}


def _most_specific(paths: list[Path], promise: Objective, scales: Scales, found: Findings) -> Path | None:
    """Paths of the promise's own metric go before those that only share its root."""
    own = [path for path in paths if path.metric == promise.metric] or paths
    inner = innermost(own, lambda path: path.scope, scales)
    if inner and all(path.hops == inner[0].hops for path in inner):
        return inner[0]
    if inner and all(path.metric == inner[0].metric for path in inner):
        found.undecided(f"two paths of {inner[0].metric} are written for the same cases of `{promise.address}`")
    elif own:
        first, second = inner[:2] or _crossing(own, scales)
        found.add(
            "undecidable",
            "backing/crossing-paths",
            f"some cases of `{promise.address}` are on two paths, and neither of these is the more specific one",
            promise.metric,
            related=[Related(path.source, "this path is written for them") for path in (first, second)],
            help=f"write a `path {promise.metric} for …` for the cases that both speak of",
        )
    return None


def _crossing(paths: list[Path], scales: Scales) -> tuple[Path, Path]:
    return next(
        (one, other)
        for number, one in enumerate(paths)
        for other in paths[number + 1 :]
        if not innermost((one, other), lambda path: path.scope, scales)
    )
