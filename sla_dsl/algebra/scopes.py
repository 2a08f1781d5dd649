"""The objectives and cases that a statement is for."""

from __future__ import annotations

from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Selection
from ..model.remedies import Exclusion


def overlaps(scope: tuple[Selection, ...], other: tuple[Selection, ...]) -> bool:
    """Whether two scopes share a case: on each scale that both name, they share a value."""
    named = {selection.scale: set(selection.values) for selection in other}
    return all(s.scale not in named or named[s.scale] & set(s.values) for s in scope)


def is_at(objective: Objective, name: str) -> bool:
    """Whether an objective, or the table or column it stands in, has this address within its agreement."""
    return f"{objective.address.partition('/')[2]}/".startswith(f"{name}/")


def exclusions(agreement: Agreement, objective: Objective) -> list[Exclusion]:
    """The exclusions that apply to an objective of an agreement."""
    return [
        one
        for one in agreement.exclusions
        if overlaps(one.scope, objective.scope)
        and (not one.objectives or any(is_at(objective, name) for name in one.objectives))
    ]
