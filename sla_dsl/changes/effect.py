"""The effect of differences on each party of each agreement that they reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from ..algebra.scopes import is_at
from ..model.agreement import Agreement, Volume
from ..model.objective import Objective
from ..model.remedies import Exclusion, Suspension
from ..model.workspace import Workspace
from .change import (
    CLASSES,
    CUSTOMER,
    NOBODY,
    OPPOSITE,
    PROVIDER,
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
from .readers import is_read_against
from .sides import Sides
from .stakes import in_promises, metric_of
from .titles import titles
from .uses import approvers, by_needs, calendar_uses, houses, used, zones

_INHERITED = {
    "objective-hours": ("service-hours", "support-hours"),
    "service-hours": ("service-hours",),
    "time-zone": ("party-time-zone",),
    "objective-down": ("metric-down",),
    "objective-up": ("metric-up",),
    "objective-counts": ("metric-counts",),
    "objective-weights": ("metric-weights",),
    "objective-measurement": ("metric-measurement",),
    "objective-partial-outages": ("metric-partial-outages",),
    "objective-overlaps-once": ("metric-overlaps-once",),
    "objective-rounding": ("metric-rounding",),
    "objective-statistic": ("metric-statistic",),
}
"""For a construct, the constructs above it: if both change alike, the lower change only follows from the upper one."""
_THROUGH_OTHERS = tuple(
    name for names in _INHERITED.values() for name in names if name.startswith(("metric-", "party-"))
)
"""Constructs whose changes reach an agreement only through the agreement's own changes that follow from them."""
_TURNING_OUT = (
    *("objective-", "pause-", "covers", "not-covered", "exclusion", "suspension", "no-maintenance", "volume"),
    *("tier-", "service-hours", "support-hours", "business-days", "partial-windows"),
)
"""Kinds of changes of an agreement by which its promises turn out otherwise."""
_OF_THE_TARGET = ("objective-bound", "objective-share")
"""Kinds of changes that leave every figure as it is, and change which of them are a miss."""
_FOR_ALL = ("policies", "settings", "lock")
"""Spaces whose changes reach every agreement, because they judge every agreement."""


def weighed(differences: Iterable[Difference], sides: Sides) -> list[Change]:
    """The changes, each with all agreements that it reaches; the worst first, then by address and kind."""
    uses = _Users(sides)
    changes = [_change(one, below, sides, uses) for one, below in _grouped(list(differences), sides)]
    return sorted(changes, key=lambda change: (CLASSES.index(change.class_), change.address, change.kind, change.after))


# What moved together


SaidDifference = tuple[str, str, str]
"""A construct, and its texts before and after."""


def _grouped(found: Sequence[Difference], sides: Sides) -> list[tuple[Difference, list[Difference]]]:
    """The differences that stand for themselves, each with the differences that follow from it."""
    causes = _causes(found, sides)
    groups: dict[int, list[Difference]] = defaultdict(list)
    for at in range(len(found)):
        top = _top(at, causes)
        groups[top] += [found[at]] if at != top else []
    return [(found[top], groups[top]) for top in sorted(groups)]


def _causes(found: Sequence[Difference], sides: Sides) -> dict[int, int]:
    """The difference from which another one follows, both by their places in the list."""
    in_terms = {(*one.owner, one.kind, one.path, one.before, one.after): at for at, one in enumerate(found)}
    said: dict[SaidDifference, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        said[_said(one)].append(at)
    causes: dict[int, int] = {}
    for at, one in enumerate(found):
        space, name = one.owner
        if space == "agreements":
            of_terms = (
                in_terms.get((space, terms, one.kind, one.path, one.before, one.after)) for terms in _terms(sides, name)
            )
            cause = next((each for each in (*of_terms, *_of_used(at, found, said, sides)) if each is not None), None)
            if cause is not None:
                causes[at] = cause
    return causes


def _said(one: Difference) -> SaidDifference:
    return one.kind.rpartition("-")[0], one.before, one.after


def _of_used(
    at: int, found: Sequence[Difference], said: Mapping[SaidDifference, list[int]], sides: Sides
) -> Iterator[int]:
    """Differences with the same texts in the same agreement, in its provider, or in something that it uses."""
    construct, before, after = _said(found[at])
    same = [
        other
        for upper in _INHERITED.get(construct, ())
        for other in said.get((upper, before, after), ())
        if other != at
    ]
    if same and (before or after):
        workspace, agreement = sides.head.workspace, _agreement(found[at].owner[1], sides)
        declared = {each for each in used(workspace, agreement) if each[0] != "parties"}
        known = {found[at].owner, *houses(workspace, agreement.provider), *declared}
        yield from (other for other in same if found[other].owner in known)


def _top(at: int, causes: Mapping[int, int]) -> int:
    """The first cause of a difference; in a circle (of terms, say) the difference that is met again."""
    seen = set[int]()
    while at in causes and at not in seen:
        seen.add(at)
        at = causes[at]
    return at


def _terms(sides: Sides, name: str) -> tuple[str, ...]:
    agreements = sides.of(name).agreements
    return agreements[-1].on_terms_of if agreements else ()


# Reach and effect


class _Users:
    """The agreements that use a shared declaration on both sides.

    An agreement that begins or ends to use a declaration is left out: there, the use is the change.
    """

    def __init__(self, sides: Sides) -> None:
        self.sides = sides

    def of(self, one: Difference) -> list[str]:
        """The names of the agreements that use the declaration that differs."""
        users = self._approved if one.kind.startswith("signatory-") else self._using
        found = users.get(one.owner, [])
        return sorted({*found, *self._asking_by_whom}) if one.kind.startswith("team-house") else found

    @cached_property
    def _asking_by_whom(self) -> list[str]:
        """The agreements that have a reason of one side: there it matters to whom anybody belongs."""
        reasons = {**self.sides.base.workspace.reasons, **self.sides.head.workspace.reasons}
        sided = [("reasons", name) for name, one in reasons.items() if one.of]
        return [name for reference in sided for name in self._using.get(reference, ())]

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
    uses = used(workspace, agreement)
    return uses | {("zones", name) for name in zones(workspace, agreement, uses)}


def _change(one: Difference, below: list[Difference], sides: Sides, uses: _Users) -> Change:
    reached: dict[str, list[dict[str, Effect]]] = defaultdict(list)
    space, _name = one.owner
    for each in (one, *below):
        if each.owner[0] == "agreements":
            reached[each.owner[1]].append(_as_read(each, each.owner[1], _own_effects(each, sides), sides))
    if space in _FOR_ALL:
        names = sorted({*sides.base.workspace.agreements, *sides.head.workspace.agreements})
    elif space == "agreements" or one.kind.rpartition("-")[0] in _THROUGH_OTHERS:
        names = []
    else:
        names = [name for name in uses.of(one) if name not in reached]
    for name in names:
        effect = _shared_effects(one, name, sides)
        if effect is not None:
            reached[name].append(_as_read(one, name, effect, sides))
    reaches = tuple(_reach(name, reached[name], sides) for name in sorted(reached) if _is_real(name, sides))
    texts = (one.kind, one.address, one.before, one.after, one.base, one.head)
    parties = {name: title for reach in reaches for name in reach.effect if (title := _title(name, sides))}
    return Change(*texts, reaches, _unreached(one), titles(one, sides), one.statement, parties)


def _title(party: str, sides: Sides) -> str:
    """The title of a party or a team; on the head, if it is there."""
    found = (side.declared(space, party) for side in (sides.head, sides.base) for space in ("parties", "teams"))
    return next((one.title for one in found if one is not None), "")


def _unreached(one: Difference) -> Class:
    """The class of a change that reaches no agreement: a change of the rules of judging still weakens."""
    return "weakening" if one.owner[0] in _FOR_ALL and one.stake != NOBODY else "editorial"


def _is_real(name: str, sides: Sides) -> bool:
    """Whether an agreement is between parties: a template is not, unless it is published for everyone."""
    return any(one.customer == "everyone" or not one.standard for one in sides.of(name).agreements)


def _agreement(name: str, sides: Sides) -> Agreement:
    return sides.of(name).agreements[-1]


def _own_effects(one: Difference, sides: Sides) -> dict[str, Effect]:
    agreements = sides.of(one.owner[1]).agreements
    stake = one.stake
    promise, _, pause = one.path.partition("/pause/")
    if pause:
        address = f"{one.owner[1]}/{promise}"
        stake = in_promises(
            one.kind, stake, (o for each in agreements for o in each.objectives if o.address == address)
        )
    return _merged([effects(one.relation, stake, agreement) for agreement in agreements])


def _as_read(one: Difference, name: str, effect: dict[str, Effect], sides: Sides) -> dict[str, Effect]:
    """An effect, where promises turn out otherwise; unordered, if a statement asks it that is not the customer's."""
    is_beside = one.owner[0] == "agreements" and not one.kind.startswith(_TURNING_OUT)
    if is_beside or not {"better", "worse"} & {*effect.values()}:
        return effect
    for agreement in sides.of(name).agreements:
        for each in _moved(one, agreement):
            metric = metric_of(each, sides)
            figure = not one.kind.startswith(_OF_THE_TARGET)
            if is_read_against(each, agreement, metric.better if metric else None, figure):
                return {party: "neutral" if was == "neutral" else "unordered" for party, was in effect.items()}
    return effect


def _moved(one: Difference, agreement: Agreement) -> list[Objective]:
    """The objectives of an agreement that turn out otherwise: the one that differs, or all that may rest on it."""
    address = f"{agreement.name}/{one.path.partition('/pause/')[0]}"
    itself = [each for each in agreement.objectives if each.address == address]
    of_kind: dict[str, Sequence[Exclusion | Suspension | Volume]] = {
        "exclusion": agreement.exclusions,
        "suspension": agreement.suspensions,
        "volume": agreement.volumes,
    }
    statements = of_kind.get(one.kind.partition("-")[0])
    if itself or statements is None:
        return itself or list(agreement.objectives)
    return [
        each
        for each in agreement.objectives
        if any(not said.objectives or is_at(each, *said.objectives) for said in statements)
    ]


def _shared_effects(one: Difference, name: str, sides: Sides) -> dict[str, Effect] | None:
    """The effect of a shared change on an agreement; none if nothing in the agreement depends on the change."""
    agreement = _agreement(name, sides)
    if one.owner[0] in ("clocks", "metrics") and one.stake in (CUSTOMER, PROVIDER):
        agreements = sides.of(name).agreements
        promises = [
            each for both in agreements for each in both.objectives if each.bound and _rests_on(each, one, sides)
        ]
        return effects(one.relation, in_promises(one.kind, one.stake, promises), agreement)
    if one.kind.startswith("service-structure"):
        stake = one.stake if one.stake == NOBODY else by_needs(one.owner[1], sides.of(name))
        return effects(one.relation, stake, agreement)
    if not one.kind.startswith("calendar-hours"):
        return effects(one.relation, one.stake, agreement)
    found: list[dict[str, Effect]] = []
    base, head = (calendar_uses(side, side.workspace.agreements[name]) for side in (sides.base, sides.head))
    for calendar, stake in sorted(base & head):
        if one.owner[1] in {calendar, *sides.head.almanac.parts([calendar])}:
            relation = instants(sides.of(name), calendar, calendar)
            if relation != "same":
                found.append(effects("other" if stake == UNSURE else relation, stake, agreement))
    return _merged(found) if found else None


def _rests_on(objective: Objective, one: Difference, sides: Sides) -> bool:
    """Whether an objective is timed by the clock that differs, or promises the metric, or one that is it."""
    space, name = one.owner
    if space == "clocks":
        return objective.clock == name
    metric, seen = sides.head.declared("metrics", objective.metric), set[str]()
    while metric is not None and metric.name not in seen:
        seen.add(metric.name)
        metric = sides.head.declared("metrics", metric.is_ or "")
    return name in seen


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
    """The effect of the opposite change."""
    return {party: OPPOSITE[one] for party, one in effect.items()}
