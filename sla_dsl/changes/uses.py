"""The shared declarations that an agreement uses, and who gains by more of them there."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from typing import Any, NamedTuple

from ..algebra.components import reached
from ..algebra.scopes import exclusions
from ..model.agreement import Agreement
from ..model.base import Model
from ..model.marks import LongerIsFor, Names, Shape, shapes
from ..model.objective import Objective
from ..model.phrases import Several
from ..model.workspace import Workspace
from .change import CUSTOMER, NOBODY, PROVIDER, UNSURE, Stake
from .names import Reference
from .sides import Side, Sides
from .stakes import by_downtime, by_length, is_of_downtime

_STAKES = {"customer": CUSTOMER, "provider": PROVIDER}


class Mention(NamedTuple):
    """A name in a model: the class of the model, the field, the named thing, and whether the model uses it."""

    model: type[Model]
    field: str
    named: Reference
    uses: bool


def references(model: Any) -> list[Mention]:
    """All names in a model or in a list of models; each in every space in which it may be declared."""
    found: list[Mention] = []
    _gather(model, found)
    return found


def _gather(model: Any, found: list[Mention]) -> None:
    if isinstance(model, tuple):
        for each in model:
            _gather(each, found)
    elif isinstance(model, Model):
        for field, shape, may_name, may_hold in _walked(type(model)):
            value = getattr(model, field)
            if not value:
                continue
            for part, name in shape.texts(value) if may_name else ():
                names = part.get(Names)
                if names is not None:
                    found += [Mention(type(model), field, (space, name), names.uses) for space in names.spaces]
            if may_hold:
                _gather(value, found)


@cache
def _walked(model: type[Model]) -> tuple[tuple[str, Shape, bool, bool], ...]:
    """The fields in which names may stand: each with its shape, whether its texts are names, whether it has models."""
    each = [(field, shape, _names(shape), _holds_models(shape)) for field, shape in shapes(model).items()]
    return tuple(one for one in each if one[0] != "source" and (one[2] or one[3]))


def _names(shape: Shape) -> bool:
    return shape.has(Names) or any(map(_names, shape.parts))


def _holds_models(shape: Shape) -> bool:
    return any(map(_holds_models, shape.parts)) if shape.parts else not shape.is_text


def houses(workspace: Workspace, *names: str | None) -> frozenset[Reference]:
    """The parties and teams of these names, and the houses of the teams."""
    teams = [workspace.teams[name] for name in names if name in workspace.teams]
    parties = [name for name in (*names, *(team.house for team in teams)) if name in workspace.parties]
    return frozenset({*(("teams", team.name) for team in teams), *(("parties", str(name)) for name in parties)})


def used(workspace: Workspace, agreement: Agreement) -> frozenset[Reference]:
    """All declarations that an agreement uses: those that it names, those that these name, and so on.

    An event brings the events that are declared ``before`` it: they too decide which duration carries which. Of parties
    and teams, only those that the agreement itself names are included, with their houses, not those of services or of
    agreements behind it; agreements behind it are not included.
    """
    found: set[Reference] = set()
    left = _named_in(agreement)
    while left:
        space, name = left.pop()
        declared = workspace.declared(space).get(name)
        if declared is not None and (space, name) not in found:
            found.add((space, name))
            left += _named_in(declared)
            left += [
                ("events", one.name) for one in workspace.events.values() if space == "events" and one.before == name
            ]
    named = (name for space, name in _named_in(agreement) if space in ("parties", "teams"))
    people = houses(workspace, agreement.provider, agreement.customer, *named)
    return people | {reference for reference in found if reference[0] not in ("parties", "teams")}


def zones(workspace: Workspace, agreement: Agreement, uses: Set[Reference]) -> frozenset[str]:
    """The time zones by whose clocks an agreement counts time: its own, and those of the calendars that it ``uses``."""
    names = [name for space, name in uses if space == "calendars"]
    return frozenset(zone for zone in (agreement.zone, *(workspace.calendars[name].zone for name in names)) if zone)


def _named_in(model: Model) -> list[Reference]:
    """The things that a declaration names and uses, except agreements."""
    return [one.named for one in references(model) if one.uses and one.named[0] != "agreements"]


def approvers(workspace: Workspace, agreement: Agreement) -> frozenset[Reference]:
    """The parties whose signatories approve changes of an agreement: its two sides, and those that its clause names."""
    requirements = agreement.changes.requirements if agreement.changes else ()
    named = [name for requirement in requirements for approval in requirement.approvals for name in approval.of]
    return houses(workspace, agreement.provider, agreement.customer, *named)


def calendar_uses(side: Side, agreement: Agreement) -> frozenset[tuple[str, Stake]]:
    """The calendars that an agreement, its channels, clocks and scales name, each with who gains if it is longer."""
    workspace = side.workspace
    found = {(one.hours, by_length(one, Sides(side, side))) for one in agreement.objectives if one.hours}
    users = [workspace.declared(space)[name] for space, name in used(workspace, agreement) if space in _USERS]
    for model in (agreement, *users):
        for one in references(model):
            space, calendar = one.named
            if space == "calendars" and one.model is not Objective:
                longer = shapes(one.model)[one.field].get(LongerIsFor)
                found.add((calendar, _STAKES[longer.side] if longer else UNSURE))
    return frozenset(found)


_USERS = ("channels", "clocks", "scales")
"""The spaces whose declarations name calendars on behalf of an agreement."""


def by_needs(service: str, sides: Sides) -> Stake:
    """Who gains in an agreement if more brings a service down: the customer, where shares of time are promised.

    Another part brings its cases, its figures and its excuses with it. Who gains then nobody can say, and neither where
    conditions ask whether a service is down.
    """
    found: set[Stake] = set()
    parts = [reached(side.workspace.services, [service]) for side in (sides.base, sides.head)]
    for agreement in sides.agreements:
        if agreement.promised_elsewhere or _asks_what_is_down(agreement, sides):
            found.add(UNSURE)
        for one in agreement.objectives:
            if one.bound is not None and (parts[0] != parts[1] or is_of_downtime(one, sides)):
                excused = parts[0] != parts[1] and exclusions(agreement, one)
                found.add(UNSURE if excused else by_downtime(one, sides))
    return NOBODY if not found else found.pop() if len(found) == 1 else UNSURE


def _asks_what_is_down(agreement: Agreement, sides: Sides) -> bool:
    """Whether a condition of an agreement, or of what it uses, asks whether services are down."""
    for side in (sides.base, sides.head):
        declared = (side.declared(space, name) for space, name in used(side.workspace, agreement))
        for model in (agreement, *(one for one in declared if one is not None)):
            if any(one.model is Several for one in references(model)):
                return True
    return False
