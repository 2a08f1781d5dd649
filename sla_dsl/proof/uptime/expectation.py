"""Expectation: the average downtime of redundant parts, and what keeps them from failing independently.

(docs/mathematics.md, Availability: what is expected)
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from ...algebra.expectation import CommonCause, probability_down
from ...algebra.intervals import Interval, clipped, intersection, measure
from ...algebra.structure import TooLarge, leaves
from ...model.backing import Assumption
from ...model.services import Component, Redundant, Structure
from ..behind.carriers import Carrier
from ..behind.components import Composition
from ..behind.exclusions import ExcludedOnBothSides, not_excused
from ..case import Case
from ..context import Context
from .supplies import Supplies

Tie = tuple[str, bool]
"""Something that parts have in common, in words; whether a stated common cause says how much it makes them fail."""


@dataclass(frozen=True, slots=True)
class SharedFate:
    """Components that stand in for each other and have something in common, so that they may fail together."""

    members: frozenset[str]
    ties: tuple[Tie, ...]

    @property
    def text(self) -> str:
        """The assumption about them, in words."""
        ties = ", ".join(tie for tie, _ in self.ties)
        return f"{_names(self.members)} are taken to be down at the same time ({ties})"


class Expectation:
    """The probability that a service is down, by the assumptions of its agreement about its components.

    Components that share something, or rest on one agreement, supplier or service, are not independent: wherever
    that makes the service less available they are taken to be down together as far as they can be.
    """

    def __init__(self, case: Case, composed: Composition) -> None:
        self.structure = composed.structure
        self.conditioned: tuple[SharedFate, ...] = ()
        stated = [
            (one, named(case.context, one, composed))
            for one in case.agreement.assumptions
            if one.kind == "common-cause" and one.beta
        ]
        # A cause of a single component is no common one.
        self.causes = [CommonCause(names, one.beta) for one, names in stated if len(names) > 1]
        # The beta-factor model knows one common cause of a part.
        self.overlapping = next(
            ((one, other) for (one, these), (other, those) in combinations(stated, 2) if these & those), None
        )
        self.shared = self._shared(case.context, composed)

    @property
    def key(self) -> Hashable:
        """A key of the assumptions: promises that agree in it expect the same of the same components."""
        return tuple(self.causes), tuple(self.shared)

    def _shared(self, context: Context, composed: Composition) -> list[SharedFate]:
        """The components that share a fate, in groups without a member in common."""
        ties = {leaf: dict(_ties(context, leaf, composed)) for leaf in composed.coverages}
        found = []
        for part in standing_in(self.structure):
            members: dict[Tie, set[str]] = {}
            for leaf in leaves(part):
                for tie in ties.get(leaf, {}).items():
                    members.setdefault(tie, set()).add(leaf)
            # A common cause that is stated of all of them says how much one supplier makes them share.
            found += [
                SharedFate(frozenset(names), ((tie, is_stated),))
                for (tie, is_stated), names in members.items()
                if len(names) > 1 and not (is_stated and any(names <= cause.of for cause in self.causes))
            ]
        shared = _merged(found)
        # Groups with a member in common are one, and so a cause that meets a group becomes part of it.
        for cause in self.causes:
            if any(one.members & cause.of for one in shared):
                shared = _merged([*shared, SharedFate(cause.of, (("their common cause", True),))])
        self.causes = [cause for cause in self.causes if not any(one.members & cause.of for one in shared)]
        return shared

    def down(self, down: Mapping[str, Fraction]) -> Fraction | TooLarge:
        """The probability that the service is down, from those of its components.

        Groups that make it larger are taken to fail together; ``conditioned`` keeps them for the proof.
        """
        worst = probability_down(self.structure, down, self.causes)
        chosen: list[SharedFate] = []
        for one in self.shared:
            groups = [each.members for each in (*chosen, one)]
            found = probability_down(self.structure, down, self.causes, groups)
            if isinstance(found, TooLarge) or isinstance(worst, TooLarge):
                return found
            if found > worst:
                worst, chosen = found, [*chosen, one]
        self.conditioned += tuple(one for one in chosen if one not in self.conditioned)
        return worst


def named(context: Context, assumption: Assumption, composed: Composition) -> frozenset[str]:
    """The leaves that an assumption is about, named by themselves or by the agreement that carries them."""
    of = set(assumption.of)
    # A common cause of a service is one of all its parts; independence is stated of the named ones alone.
    if assumption.kind == "common-cause":
        of |= _services(context, assumption.of)
    return frozenset(
        leaf
        for leaf in (*composed.coverages, *composed.owned)
        if of.issuperset(composed.names(leaf))
        or of & {coverage[0].agreement.name for coverage in composed.coverages.get(leaf, ())}
    )


def standing_in(structure: Structure) -> list[Redundant]:
    """The outermost parts of a structure whose components stand in for each other."""
    if isinstance(structure, Component):
        return []
    if isinstance(structure, Redundant) and structure.needed < len(structure.parts):
        return [structure]
    return [found for part in structure.parts for found in standing_in(part)]


def _ties(context: Context, leaf: str, composed: Composition) -> Iterator[Tie]:
    """Everything that can bring a component down with others: services, things, agreements and their suppliers."""
    workspace = context.workspace
    for name in _services(context, composed.names(leaf)):
        service = workspace.services[name]
        yield f"service `{name}`", False
        yield from ((f"what they share, `{thing}`", False) for thing in service.shares)
        if service.supplied_by:
            yield f"supplied by `{service.supplied_by}`", True
    # Agreements behind agreements count too: two contracts may rest on one supplier further down.
    left = [coverage[0].agreement for coverage in composed.coverages[leaf]]
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


def _merged(groups: Iterable[SharedFate]) -> list[SharedFate]:
    """The groups, with those that have a member in common made one."""
    found: list[SharedFate] = []
    for group in groups:
        touching = [one for one in found if one.members & group.members]
        members = group.members.union(*(one.members for one in touching))
        ties = dict.fromkeys(tie for one in (*touching, group) for tie in one.ties)
        found = [one for one in found if one not in touching] + [SharedFate(members, tuple(ties))]
    return found


def _names(names: Iterable[str]) -> str:
    *most, last = [f"`{name}`" for name in sorted(names)]
    return f"{', '.join(most)} and {last}" if most else last


def excluded_shares(
    case: Case, composed: Composition, supplies: Supplies, both: Mapping[str, ExcludedOnBothSides], span: Interval
) -> dict[Carrier, Fraction]:
    """The share of the measured time that each carrier may exclude in a window while the promise does not.

    ``both`` is for each reason all that carriers and the promise exclude up to limits: of that the rest counts.
    """
    measured = clipped(supplies.hours, span)
    rest = {reason: one.behind(span) - one.certain(span) for reason, one in both.items()}
    found = {}
    for carrier in composed.carriers:
        most = [
            (one.exclusion.reason, one.most(span)) for one in supplies.limited(carrier.agreement, carrier.objective)
        ]
        left = sum((min(each, rest.get(reason, each)) for reason, each in most), Fraction(0))
        for one in not_excused(case.apart(), carrier):
            # Without a limit all the time in which it may be excluded may be.
            if one.limit is None:
                left += measure(intersection(case.context.openings(one.within, *span), measured))
        found[carrier] = min(left / measure(measured), Fraction(1))
    return found
