"""Paths of cases: each case takes the most specific path that is written for it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from ...algebra.scopes import Scales, Scope, innermost, narrowing, overlaps, parts_by
from ...model.agreement import Agreement
from ...model.backing import Hop, HopAgreement, HopGroup, Path
from ...model.phrases import Selection
from ...text.finding import Related
from ..behind.carriers import NO_VALUE, is_of_cases, treated, values_of
from ..case import Case

MOST_KINDS = 500
"""The most kinds of cases of one promise: see "Limits" in docs/mathematics.md."""


def parts_by_path(case: Case) -> list[tuple[Scope, Path | None]] | None:
    """The promise in parts by their scopes, each with the path that its cases take, if one is written for them.

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
    # A path that names every value is none beside one that names none: a reader takes both for the same cases.
    named = {scale: values - {NO_VALUE} for scale, values in scales.items()}
    split: list[tuple[Scope, Path | None]] = []
    # A scale has other values for cases than for what is no case.
    of_scales = case.agreement.tiers, is_of_cases(case)
    borders = case.context.remembered("borders", case.agreement.name, lambda: _borders(case))
    pieces = case.context.remembered(
        "pieces",
        (scope, borders, of_scales),
        lambda: parts_by(scope, [narrowing(one, scales) for one in dict.fromkeys(_cuts(case))], scales),
    )
    if len(pieces) > MOST_KINDS:
        case.add(
            "undecidable",
            "backing/too-large",
            case.address,
            message=f"`{case.address}` is about {len(pieces)} kinds of cases that are carried differently, and "
            f"{MOST_KINDS} are looked at",
            help="promise less at once: one objective for each value of one scale",
        )
        return None
    for part in pieces:
        fitting = [path for path in paths if overlaps(path.scope, part)]
        path = _most_specific(case, fitting, named)
        if fitting and path is None:
            return None
        split.append((part, path))
    return split


def _borders(case: Case) -> Hashable:
    """All of an agreement that its cuts follow from; its own name where it calls values by other names."""
    agreement = case.agreement
    scopes = tuple(path.scope for path in agreement.paths), tuple(backing.scope for backing in agreement.backing)
    return scopes, tuple(_asked(agreement)), agreement.name if agreement.treatments else ""


def _asked(agreement: Agreement) -> list[str]:
    """The agreements that are named behind an agreement, each once."""
    named = (name for path in agreement.paths for name in _agreements(path.hops))
    return list(dict.fromkeys((*agreement.backed_by, *named)))


def _cuts(case: Case) -> Iterator[Scope]:
    """The scopes at whose borders it changes who carries a case, and within what time."""
    agreement, known = case.agreement, case.context.workspace.agreements
    yield from (path.scope for path in agreement.paths)
    yield from (backing.scope for backing in agreement.backing)
    for name in _asked(agreement):
        if name in known:
            names = treated(agreement, known[name])
            for objective in known[name].objectives:
                yield from ((ours,) for one in objective.scope for ours in _in_our_words(case, one, names))


def _agreements(hops: Iterable[Hop]) -> Iterator[str]:
    for hop in hops:
        if isinstance(hop, HopAgreement):
            yield hop.agreement
        elif isinstance(hop, HopGroup):
            yield from _agreements(one for route in hop.routes for one in route)


def _in_our_words(case: Case, theirs: Selection, names: Mapping[str, str]) -> Iterator[Selection]:
    """The values of our scales that an agreement behind calls by some of its own; those, if it calls none so."""
    scales = case.context.workspace.scales
    if not {value.name for value in scales[theirs.scale].values} & set(names.values()):
        yield theirs
        return
    # Scales of which they name some values; of others nobody knows which of theirs a case has.
    for scale in (one for one in scales.values() if any(value.name in names for value in one.values)):
        called = {value.name: _name(value.name, names, keeps=scale.name == theirs.scale) for value in scale.values}
        # Who has no value is none of those of whom nobody says what they are called there.
        yield Selection(scale=scale.name, values=tuple(called))
        ours = tuple(value for value, name in called.items() if name in theirs.values)
        if ours:
            yield Selection(scale=scale.name, values=ours)


def _name(value: str, names: Mapping[str, str], *, keeps: bool) -> str | None:
    return names.get(value, value if keeps else None)


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
