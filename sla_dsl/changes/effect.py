"""What differences do to each party of each agreement that they reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from ..model.agreement import Agreement
from ..model.workspace import Workspace
from .change import (
    CLASSES,
    NOBODY,
    OPPOSITE,
    UNSURE,
    Change,
    Class,
    Difference,
    Effect,
    Reach,
    class_of,
    combined,
    effects,
)
from .names import Reference
from .orders import instants
from .sides import Sides
from .uses import approvers, calendar_uses, houses, used, zones

_INHERITED = {
    "objective-hours": ("service-hours", "support-hours"),
    "service-hours": ("service-hours",),
    "time-zone": ("party-time-zone",),
    "objective-down": ("metric-down",),
    "objective-up": ("metric-up",),
    "objective-counts": ("metric-counts",),
    "objective-weights": ("metric-weights",),
    "objective-measurement": ("metric-measurement",),
    "objective-overlaps-once": ("metric-overlaps-once",),
    "objective-rounding": ("metric-rounding",),
    "objective-statistic": ("metric-statistic",),
}
"""What an agreement says only because something above it says so, if both change alike."""
_THROUGH_OTHERS = tuple(
    name for names in _INHERITED.values() for name in names if name.startswith(("metric-", "party-"))
)
"""Changes that reach an agreement only through what changes in it."""
_FOR_ALL = ("policies", "settings", "lock")
"""What judges every agreement."""


def weighed(differences: Iterable[Difference], sides: Sides) -> list[Change]:
    """The changes, each with all agreements that it reaches; the worst first, then by address and kind."""
    found = list(differences)
    above = _above(found, sides)
    below: dict[int, list[Difference]] = defaultdict(list)
    for one in found:
        if id(one) in above:
            below[id(above[id(one)])].append(one)
    uses = _Users(sides)
    changes = [_change(one, below[id(one)], sides, uses) for one in found if id(one) not in above]
    return sorted(changes, key=lambda change: (CLASSES.index(change.class_), change.address, change.kind, change.after))


# What moved together


SaidDifference = tuple[str, str, str]
"""A construct, and what was and is said of it."""


def _above(found: list[Difference], sides: Sides) -> dict[int, Difference]:
    """For a difference (its identity) the one above it, of which it is only a consequence."""
    in_terms = {(*one.owner, one.kind, one.path, one.before, one.after): one for one in found}
    said: dict[SaidDifference, list[Difference]] = defaultdict(list)
    for one in found:
        said[_said(one)].append(one)
    links: dict[int, Difference] = {}
    for one in found:
        space, name = one.owner
        if space == "agreements":
            inherited = [
                in_terms.get((space, terms, one.kind, one.path, one.before, one.after)) for terms in _terms(sides, name)
            ]
            above = next((each for each in (*inherited, *_causes(one, said, sides)) if each is not None), None)
            if above is not None:
                links[id(one)] = above
    tops = {key: _top(one, links) for key, one in links.items()}
    return {key: top for key, top in tops.items() if key != id(top)}  # terms may be in a circle


def _said(one: Difference) -> SaidDifference:
    return one.kind.rpartition("-")[0], one.before, one.after


def _causes(one: Difference, said: Mapping[SaidDifference, list[Difference]], sides: Sides) -> Iterator[Difference]:
    """Differences with the same words of which this one is the consequence: in the agreement, or in what it uses."""
    construct, before, after = _said(one)
    found = [
        other
        for upper in _INHERITED.get(construct, ())
        for other in said.get((upper, before, after), ())
        if other is not one and (before or after)
    ]
    if found:
        workspace, agreement = sides.head.workspace, _agreement(one.owner[1], sides)
        provider = houses(workspace, agreement.provider)
        known = {one.owner, *provider, *(each for each in used(workspace, agreement) if each[0] != "parties")}
        yield from (other for other in found if other.owner in known)


def _top(one: Difference, links: Mapping[int, Difference]) -> Difference:
    seen = set[int]()
    while id(one) in links and id(one) not in seen:
        seen.add(id(one))
        one = links[id(one)]
    return one


def _terms(sides: Sides, name: str) -> tuple[str, ...]:
    agreements = sides.of(name).agreements
    return agreements[-1].on_terms_of if agreements else ()


# Reach and effect


class _Users:
    """Which agreements use what is shared on both sides: where a use begins or ends, that is the change."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides

    def of(self, one: Difference) -> list[str]:
        """The names of the agreements that use the declaration in which there is a difference."""
        users = self._approved if one.kind.startswith("signatory-") else self._using
        return users.get(one.owner, [])

    @cached_property
    def _using(self) -> Mapping[Reference, list[str]]:
        return self._by_reference(_shared)

    @cached_property
    def _approved(self) -> Mapping[Reference, list[str]]:
        return self._by_reference(approvers)

    def _by_reference(
        self, of: Callable[[Workspace, Agreement], frozenset[Reference]]
    ) -> Mapping[Reference, list[str]]:
        found: dict[Reference, list[str]] = defaultdict(list)
        before, after = self.sides.base.workspace, self.sides.head.workspace
        for name in sorted(before.agreements.keys() & after.agreements.keys()):
            for reference in of(before, before.agreements[name]) & of(after, after.agreements[name]):
                found[reference].append(name)
        return found


def _shared(workspace: Workspace, agreement: Agreement) -> frozenset[Reference]:
    return used(workspace, agreement) | {("zones", name) for name in zones(workspace, agreement)}


def _change(one: Difference, below: list[Difference], sides: Sides, uses: _Users) -> Change:
    reached: dict[str, list[dict[str, Effect]]] = defaultdict(list)
    space, _name = one.owner
    for each in (one, *below):
        if each.owner[0] == "agreements":
            reached[each.owner[1]].append(_own_effects(each, sides))
    if space in _FOR_ALL:
        names = sorted({*sides.base.workspace.agreements, *sides.head.workspace.agreements})
    elif space == "agreements" or one.kind.rpartition("-")[0] in _THROUGH_OTHERS or one.stake == NOBODY:
        names = []
    else:
        names = [name for name in uses.of(one) if name not in reached]
    for name in names:
        effect = _shared_effects(one, name, sides)
        if effect is not None:
            reached[name].append(effect)
    reaches = tuple(_reach(name, reached[name], sides) for name in sorted(reached) if _is_real(name, sides))
    return Change(one.kind, one.address, one.before, one.after, one.base, one.head, reaches, _unreached(one))


def _unreached(one: Difference) -> Class:
    """The class of what reaches no agreement: texts that nobody can weigh, and what judges, still count."""
    return "weakening" if one.owner[0] in _FOR_ALL and one.stake != NOBODY else "editorial"


def _is_real(name: str, sides: Sides) -> bool:
    """Whether an agreement is one between parties: a template is not, unless it is published for everyone."""
    return any(one.customer == "everyone" or not one.standard for one in sides.of(name).agreements)


def _agreement(name: str, sides: Sides) -> Agreement:
    return sides.of(name).agreements[-1]


def _own_effects(one: Difference, sides: Sides) -> dict[str, Effect]:
    agreements = sides.of(one.owner[1]).agreements
    return _merged([effects(one.relation, one.stake, agreement) for agreement in agreements])


def _shared_effects(one: Difference, name: str, sides: Sides) -> dict[str, Effect] | None:
    """What a change of something shared does to an agreement; none if nothing there depends on what changed."""
    agreement = _agreement(name, sides)
    if not one.kind.startswith("calendar-hours"):
        return effects(one.relation, one.stake, agreement)
    found: list[dict[str, Effect]] = []
    base, head = (calendar_uses(side.workspace, side.workspace.agreements[name]) for side in (sides.base, sides.head))
    for calendar, stake in sorted(base & head):
        if one.owner[1] in {calendar, *sides.head.almanac.parts([calendar])}:
            relation = instants(sides.of(name), calendar, calendar)
            if relation != "same":
                found.append(effects("other" if stake == UNSURE else relation, stake, agreement))
    return _merged(found) if found else None


def _merged(found: Iterable[Mapping[str, Effect]]) -> dict[str, Effect]:
    said: dict[str, list[Effect]] = defaultdict(list)
    for effect in found:
        for party, one in effect.items():
            said[party].append(one)
    return {party: combined(ones) for party, ones in said.items()}


def _reach(name: str, found: list[dict[str, Effect]], sides: Sides) -> Reach:
    effect = _merged(found)
    return Reach(name, effect, class_of(effect, _agreement(name, sides).provider))


def mirrored(effect: Mapping[str, Effect]) -> dict[str, Effect]:
    """The effect of the change back."""
    return {party: OPPOSITE[one] for party, one in effect.items()}
