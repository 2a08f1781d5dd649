"""The objectives and cases that a statement is for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import TypeVar

from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Selection
from ..model.remedies import POINTS, Exclusion, Remedy, Suspension

T = TypeVar("T")
Scope = tuple[Selection, ...]
Scales = Mapping[str, frozenset[str]]
"""All values that a case can have on each scale."""


def narrowing(scope: Scope, scales: Scales) -> Scales:
    """The values that a scope leaves of each scale that it narrows; one that names them all narrows nothing."""
    named = {selection.scale: frozenset(selection.values) & scales[selection.scale] for selection in scope}
    return {scale: values for scale, values in named.items() if values != scales[scale]}


def contains(scope: Scope, other: Scope, scales: Scales) -> bool:
    """Whether all that is in another scope is in this one."""
    inner = narrowing(other, scales)
    return all(inner.get(scale, scales[scale]) <= values for scale, values in narrowing(scope, scales).items())


def innermost(of: Iterable[T], scope: Callable[[T], Scope], scales: Scales) -> list[T]:
    """Those whose scope lies in the scopes of all the others: the most specific one, or several of one scope.

    None if two cross.
    """
    every = list(of)
    return [one for one in every if all(contains(scope(other), scope(one), scales) for other in every)]


def parts(scope: Scope, others: Sequence[Scope], scales: Scales) -> list[Scope]:
    """A scope in as few parts as needed so that each lies wholly inside or wholly outside of each other scope."""
    return parts_by(scope, [narrowing(other, scales) for other in others], scales)


def parts_by(scope: Scope, cuts: Sequence[Scales], scales: Scales) -> list[Scope]:
    """The same, given what each of the other scopes leaves of the scales that it narrows."""
    whole = narrowing(scope, scales)
    groups: list[list[Selection]] = []
    for scale in dict.fromkeys(scale for cut in cuts for scale in cut):
        alike: dict[tuple[bool, ...], list[str]] = {}
        values = whole.get(scale, scales[scale])
        if len(values) < 2:  # it lies on one side of every border
            continue
        for value in sorted(values):
            alike.setdefault(tuple(value in cut.get(scale, scales[scale]) for cut in cuts), []).append(value)
        groups.append([Selection(scale=scale, values=tuple(values)) for values in alike.values()])
    cut_scales = {choice.scale for group in groups if len(group) > 1 for choice in group}
    kept = tuple(selection for selection in scope if selection.scale not in cut_scales)
    return [(*kept, *part) for part in product(*(group for group in groups if len(group) > 1))]


def overlaps(scope: tuple[Selection, ...], other: tuple[Selection, ...]) -> bool:
    """Whether two scopes share a case: on each scale that both name, they share a value."""
    if not scope or not other:
        return True
    named = {selection.scale: set(selection.values) for selection in other}
    return all(s.scale not in named or named[s.scale] & set(s.values) for s in scope)


def is_within(address: str, others: Iterable[str]) -> bool:
    """Whether an address, or one that it is a part of, is among others."""
    return any(f"{address}/".startswith(f"{other}/") for other in others)


def is_at(objective: Objective, *addresses: str) -> bool:
    """Whether an objective, or the table or column it stands in, has one of these addresses within its agreement."""
    return is_within(objective.address.partition("/")[2], addresses)


def exclusions(agreement: Agreement, objective: Objective) -> list[Exclusion]:
    """The exclusions that apply to an objective of an agreement."""
    return [
        one
        for one in agreement.exclusions
        if overlaps(one.scope, objective.scope) and (not one.objectives or is_at(objective, *one.objectives))
    ]


def suspensions(agreement: Agreement, objective: Objective) -> list[Suspension]:
    """The suspensions of an objective of an agreement."""
    return [one for one in agreement.suspensions if not one.objectives or is_at(objective, *one.objectives)]


def sums_points(remedy: Remedy, agreement: Agreement) -> bool:
    """Whether a remedy is for the points of all promises together, and for no promise that has this name."""
    return remedy.objectives == (POINTS,) and not any(is_at(one, POINTS) for one in agreement.objectives)
