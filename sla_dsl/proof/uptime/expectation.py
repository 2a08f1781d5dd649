"""What is to be expected of redundant parts, and what keeps them from failing independently of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from ...algebra.expectation import CommonCause, probability_down
from ...algebra.structure import TooLarge, leaves
from ...model.agreement import Agreement
from ...model.backing import Assumption
from ...model.services import Component, Redundant, Structure
from ..behind.components import Composition
from ..context import Context

ThingKind = tuple[str, bool]
"""What parts have in common, in words; whether a stated common cause says how much of their failures that is."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Components that stand in for each other and have something in common, so that they may fail together."""

    members: frozenset[str]
    things: tuple[ThingKind, ...]

    @property
    def text(self) -> str:
        """What is assumed of them, in words."""
        things = ", ".join(thing for thing, _ in self.things)
        return f"{_names(self.members)} are taken to be down at the same time ({things})"


class Expectation:
    """The probability that a service is down, by what its agreement assumes of its components.

    Components that share something, or rest on one agreement, supplier or service, are not independent: wherever
    that makes the service less available they are taken to be down together as far as they can be.
    """

    def __init__(self, context: Context, agreement: Agreement, composed: Composition) -> None:
        self.structure = composed.structure
        self.conditioned: list[Shared] = []
        stated = [
            (a, named(context, a, composed)) for a in agreement.assumptions if a.kind == "common-cause" and a.beta
        ]
        self.causes = [CommonCause(names, a.beta) for a, names in stated if len(names) > 1]
        self.overlapping = next(
            ((one, other) for (one, these), (other, those) in combinations(stated, 2) if these & those), None
        )
        self.shared = self._shared(context, composed)

    def _shared(self, context: Context, composed: Composition) -> list[Shared]:
        """What components share; a stated common cause among all of them speaks of what one supplier does."""
        rests = {leaf: dict(_rests_on(context, leaf, composed)) for leaf in composed.sides}
        found = []
        for part in standing_in(self.structure):
            members: dict[ThingKind, set[str]] = {}
            for leaf in leaves(part):
                for kind in rests.get(leaf, {}).items():
                    members.setdefault(kind, set()).add(leaf)
            found += [
                Shared(frozenset(names), ((thing, is_stated),))
                for (thing, is_stated), names in members.items()
                if len(names) > 1 and not (is_stated and any(names <= cause.of for cause in self.causes))
            ]
        shared = _merged(found)
        for cause in self.causes:
            if any(one.members & cause.of for one in shared):
                shared = _merged([*shared, Shared(cause.of, (("their common cause", True),))])
        self.causes = [cause for cause in self.causes if not any(one.members & cause.of for one in shared)]
        return shared

    def down(self, down: Mapping[str, Fraction]) -> Fraction | TooLarge:
        """The probability to be down; what is conditioned on for it is kept."""
        worst = probability_down(self.structure, down, self.causes)
        chosen: list[Shared] = []
        for one in self.shared:
            groups = [each.members for each in (*chosen, one)]
            found = probability_down(self.structure, down, self.causes, groups)
            if isinstance(found, TooLarge) or isinstance(worst, TooLarge):
                return found
            if found > worst:
                worst, chosen = found, [*chosen, one]
        self.conditioned += [one for one in chosen if one not in self.conditioned]
        return worst


def named(context: Context, assumption: Assumption, composed: Composition) -> frozenset[str]:
    """The components that an assumption names, themselves or by what carries them; a cause is common to all parts."""
    of = set(assumption.of)
    if assumption.kind == "common-cause":
        of |= _services(context, assumption.of)
    return frozenset(
        leaf
        for leaf in (*composed.sides, *composed.owned)
        if of.issuperset(composed.names(leaf)) or of & {side[0].agreement.name for side in composed.sides.get(leaf, ())}
    )


def standing_in(structure: Structure) -> list[Redundant]:
    """The outermost parts of a structure whose components stand in for each other."""
    if isinstance(structure, Component):
        return []
    if isinstance(structure, Redundant) and structure.needed < len(structure.parts):
        return [structure]
    return [found for part in structure.parts for found in standing_in(part)]


def _rests_on(context: Context, leaf: str, composed: Composition) -> Iterator[ThingKind]:
    """Everything that can bring a component down with others: things, services, agreements and their suppliers."""
    workspace = context.workspace
    for name in _services(context, composed.names(leaf)):
        service = workspace.services[name]
        yield f"service `{name}`", False
        yield from ((f"what they share, `{thing}`", False) for thing in service.shares)
        if service.supplied_by:
            yield f"supplied by `{service.supplied_by}`", True
    left = [side[0].agreement for side in composed.sides[leaf]]
    seen: set[str] = set()
    while left:
        agreement = left.pop()
        if agreement.name not in seen:
            seen.add(agreement.name)
            yield f"agreement `{agreement.name}`", False
            if agreement.kind == "uc" and agreement.provider:
                yield f"supplied by `{agreement.provider}`", True
            left += [workspace.agreements[name] for name in agreement.backed_by if name in workspace.agreements]


def _services(context: Context, names: Iterable[str]) -> set[str]:
    """The services of these names with all that they need."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        service = context.workspace.services.get(name)
        if service is not None and name not in found:
            found.add(name)
            left += leaves(service.needs) if service.needs is not None else ()
    return found


def _merged(groups: Iterable[Shared]) -> list[Shared]:
    """Groups without a member in common: those that have one become one."""
    found: list[Shared] = []
    for group in groups:
        touching = [one for one in found if one.members & group.members]
        members = group.members.union(*(one.members for one in touching))
        things = dict.fromkeys(thing for one in (*touching, group) for thing in one.things)
        found = [one for one in found if one not in touching] + [Shared(members, tuple(things))]
    return found


def _names(names: Iterable[str]) -> str:
    *most, last = [f"`{name}`" for name in sorted(names)]
    return f"{', '.join(most)} and {last}" if most else last
