"""Which objectives and cases a statement is for."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Selection
from ..model.remedies import Exclusion


def overlaps(scope: tuple[Selection, ...], other: tuple[Selection, ...]) -> bool:
    """Whether two scopes have something in common: on each scale that both name, a value."""
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
        if overlaps(one.scope, objective.scope)
        and (not one.objectives or is_at(objective, *one.objectives))
    ]
