"""Selected: conditions on a tier that an agreement selects hold always, or never: ``when care at least silver``."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.agreement import Agreement
from ..model.phrases import Both, Condition, Either, Is, Not
from ..model.workspace import Workspace


def with_selected_tiers(workspace: Workspace) -> Workspace:
    """The workspace with what agreements exclude, suspend and cover said as their own tiers decide it."""
    found = {name: one for name, each in workspace.agreements.items() if (one := _decided(each)) is not each}
    return workspace.model_copy(update={"agreements": {**workspace.agreements, **found}}) if found else workspace


def _decided(agreement: Agreement) -> Agreement:
    # Of a scale by which an objective differs each objective has its own value.
    differing = {one.scale for objective in agreement.objectives for one in objective.scope}
    tiers = {one.scale: one.values[0] for one in agreement.tiers if len(one.values) == 1 and one.scale not in differing}
    if not tiers:
        return agreement
    exclusions = []
    for exclusion in agreement.exclusions:
        when = None if exclusion.when is None else decided(exclusion.when, tiers)
        if when is not False:
            exclusions.append(exclusion.model_copy(update={"when": None if when is True else when}))
    suspensions = [one for one in agreement.suspensions if decided(one.when, tiers) is not False]
    covers_when = None if agreement.covers_when is None else decided(agreement.covers_when, tiers)
    changed = {
        "exclusions": tuple(exclusions),
        "suspensions": tuple(suspensions),
        # What covers nothing at all stays under its condition.
        "covers_when": None if covers_when is True else covers_when or agreement.covers_when,
    }
    return (
        agreement.model_copy(update=changed) if any(changed[n] != getattr(agreement, n) for n in changed) else agreement
    )


def decided(condition: Condition, tiers: Mapping[str, str]) -> Condition | bool:
    """What is left of a condition where each scale has one value, or whether it holds."""
    match condition:
        case Is() if condition.subject in tiers:
            return tiers[condition.subject] == condition.value
        case Not():
            part = decided(condition.part, tiers)
            return not part if isinstance(part, bool) else condition.model_copy(update={"part": part})
        case Both() | Either():
            settles = isinstance(condition, Either)
            parts = [decided(each, tiers) for each in condition.parts]
            left = tuple(one for one in parts if not isinstance(one, bool))
            if any(one is settles for one in parts):
                return settles
            if len(left) < 2:
                return left[0] if left else not settles
            return condition.model_copy(update={"parts": left})
        case _:
            return condition
