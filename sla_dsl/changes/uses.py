"""What an agreement uses of that which is shared, and for whom more of it is better there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.agreement import Agreement
from ..model.base import Model
from ..model.workspace import Workspace
from .change import CUSTOMER, PROVIDER, UNSURE, Stake
from .names import NAMED, Reference

_STAKES = {
    ("Exclusion", "within"): PROVIDER,
    ("NoMaintenance", "hours"): CUSTOMER,
    ("Objective", "hours"): CUSTOMER,
    ("Clock", "hours"): CUSTOMER,
    ("Channel", "hours"): CUSTOMER,
    ("Agreement", "service_hours"): CUSTOMER,
    ("Agreement", "support_hours"): CUSTOMER,
    ("Agreement", "business_days"): CUSTOMER,
}
"""For whom a longer calendar is better, by where it is named; elsewhere nobody can say."""
_ASIDE = ("Assumption", "ChangeClause")
"""Models that speak of what an agreement does not use."""


def references(model: Any) -> Iterator[tuple[str, str, Reference]]:
    """The names in a model: the kind of model and the field that name it, and what is named."""
    if isinstance(model, tuple):
        for each in model:
            yield from references(each)
    elif isinstance(model, Model):
        kind = type(model).__name__
        for field, spaces in NAMED.get(kind, {}).items():
            names = getattr(model, field)
            for name in names if isinstance(names, tuple) else (names,):
                yield from ((kind, field, (space, name)) for space in spaces if name)
        for field, value in model.__dict__.items():
            if field != "source":
                yield from references(value)


def houses(workspace: Workspace, *names: str | None) -> frozenset[Reference]:
    """Parties and teams of these names, and the houses of the teams."""
    teams = [workspace.teams[name] for name in names if name in workspace.teams]
    parties = [name for name in (*names, *(team.house for team in teams)) if name in workspace.parties]
    return frozenset({*(("teams", team.name) for team in teams), *(("parties", str(name)) for name in parties)})


def used(workspace: Workspace, agreement: Agreement) -> frozenset[Reference]:
    """All declarations that an agreement uses: those that it names, and those that these name.

    Of people these are its own two sides alone, not those of services and agreements behind it; and the agreements
    behind it are not among them.
    """
    found: set[Reference] = set()
    left: list[Any] = [agreement]
    while left:
        for kind, _field, (space, name) in references(left.pop()):
            declared = getattr(workspace, space).get(name) if space != "agreements" and kind not in _ASIDE else None
            if declared is not None and (space, name) not in found:
                found.add((space, name))
                left.append(declared)
    people = houses(workspace, agreement.provider, agreement.customer)
    return people | {reference for reference in found if reference[0] not in ("parties", "teams")}


def zones(workspace: Workspace, agreement: Agreement) -> frozenset[str]:
    """The time zones by whose clocks time is counted in an agreement: its own, and those of the calendars it uses."""
    names = [name for space, name in used(workspace, agreement) if space == "calendars"]
    return frozenset(zone for zone in (agreement.zone, *(workspace.calendars[name].zone for name in names)) if zone)


def approvers(workspace: Workspace, agreement: Agreement) -> frozenset[Reference]:
    """The parties whose signatories approve changes of an agreement: its own two sides, and those it names for it."""
    requirements = agreement.changes.requirements if agreement.changes else ()
    named = [name for requirement in requirements for approval in requirement.approvals for name in approval.of]
    return houses(workspace, agreement.provider, agreement.customer, *named)


def calendar_uses(workspace: Workspace, agreement: Agreement) -> frozenset[tuple[str, Stake]]:
    """The calendars that an agreement, its clocks and its scales name, each with who gains if it is longer."""
    found: set[tuple[str, Stake]] = set()
    users = [getattr(workspace, space)[name] for space, name in used(workspace, agreement) if space in _USERS]
    for model in (agreement, *users):
        for kind, field, (space, name) in references(model):
            if space == "calendars":
                found.add((name, _STAKES.get((kind, field), UNSURE)))
    return frozenset(found)


_USERS = ("channels", "clocks", "scales")
