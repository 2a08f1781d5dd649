"""Components: splits a service into parts until an agreement behind covers each part."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from ...algebra.components import flattened
from ...algebra.scopes import exclusions
from ...algebra.structure import leaves
from ...model.agreement import Agreement
from ...model.services import Component, Redundant, Series, Structure
from ..case import Case
from .carriers import Carrier, agreements_behind, covering_together, covers, fitting, looked_at, treated

Coverage = tuple[Carrier, ...]
"""The carriers with which one agreement covers a component; of several coverages each must suffice alone."""


@dataclass(slots=True)
class Composition:
    """The structure of a service whose leaves are carried.

    ``coverages`` has those of each leaf; ``owned`` are the leaves that somebody answers for without any.  A leaf in
    ``joined`` stands for several components that are needed together and carried as one.
    """

    structure: Structure
    coverages: dict[str, tuple[Coverage, ...]] = field(default_factory=dict)
    owned: set[str] = field(default_factory=set)
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def carriers(self) -> list[Carrier]:
        """All carriers of all leaves, each once."""
        return list(
            dict.fromkeys(
                carrier for coverages in self.coverages.values() for coverage in coverages for carrier in coverage
            )
        )

    def names(self, leaf: str) -> tuple[str, ...]:
        """The components that a leaf stands for."""
        return self.joined.get(leaf, (leaf,))


def composition(case: Case) -> Composition | None:
    """The services of an agreement, each split until an agreement covers each part.

    A leaf is carried by the agreements behind that cover it and promise the metric; without one, by what it needs
    itself; without needs, by the team that owns both it and the promise (an OLA's or UC's is its provider, unless it
    says otherwise).  A part that nobody carries makes the promise undecidable, and there is no composition.
    (docs/backing.md, Who carries what)
    """
    return case.alike("composition", _asked(case), _composition)


def _asked(case: Case) -> Hashable | None:
    """All of a promise that its composition follows from; none where that is compared as it is written."""
    agreement, objective = case.agreement, case.objective
    if agreement.treatments:
        return None
    behind = tuple(one.name for one in agreements_behind(case))
    of_agreement = agreement.kind, agreement.provider, agreement.covers, agreement.not_covered, behind
    return of_agreement, objective.owned_by, objective.scope, looked_at(objective)


def _composition(case: Case) -> Composition | None:
    builder = _Builder(case)
    services = [name for name in case.agreement.covers if name in case.context.workspace.services]
    if not services:
        case.undecided(f"`{case.agreement.name}` covers no service")
        return None
    parts = [builder.service(name, ()) for name in services]
    if not builder.complete:
        return None
    structure = parts[0] if len(parts) == 1 else Series(parts=tuple(parts))
    return _joined(case, Composition(structure, builder.coverages, builder.owned))


def _joined(case: Case, composed: Composition) -> Composition:
    """The composition with one leaf for all components in series that the same objectives carry.

    An agreement promises one figure of all that it covers, not one of each part: whatever its parts lose, they lose
    from one budget.  A part that stands elsewhere in the structure as well is taken by itself, and so is each of
    several that one request passes through.
    """
    whole = flattened(composed.structure)
    times = leaves(whole)
    joined: dict[str, tuple[str, ...]] = {}

    def within(structure: Structure) -> Structure:
        if isinstance(structure, Component):
            return structure
        if isinstance(structure, Redundant):
            return Redundant(needed=structure.needed, parts=tuple(within(part) for part in structure.parts))
        alike: dict[tuple[str, ...], list[str]] = {}
        for part in structure.parts:
            if isinstance(part, Component) and part.service in composed.coverages and times[part.service] == 1:
                carriers = (carrier.name for coverage in composed.coverages[part.service] for carrier in coverage)
                alike.setdefault(tuple(carriers), []).append(part.service)
        together = [names for names in alike.values() if len(names) > 1 and _is_one_budget(case, names)]
        joined.update({names[0]: tuple(names) for names in together})
        further = {name for names in together for name in names[1:]}
        kept = [
            within(part) for part in structure.parts if not (isinstance(part, Component) and part.service in further)
        ]
        return kept[0] if len(kept) == 1 else Series(parts=tuple(kept))

    structure = within(whole)
    coverages = {leaf: coverages for leaf, coverages in composed.coverages.items() if leaf in leaves(structure)}
    return Composition(structure, coverages, composed.owned, joined)


def _is_one_budget(case: Case, parts: list[str]) -> bool:
    """Whether one figure bounds what several parts do to a promise together: downtime, a total, or the time of a case.

    A request of the whole is one at each part: each of them may take so long, and so a rate or a mean of all that comes
    to them is one of twice as many.  What a promise covers itself are requests of one or the other.
    """
    by_request = case.context.composing(case.objective).by in ("latencies", "figures")
    return not by_request or case.objective.statistic == "total" or set(parts) <= set(case.agreement.covers)


def coverages_by(case: Case, behind: Agreement) -> list[Coverage]:
    """The coverages that an agreement behind offers for a promise: one for its whole scope, or one for each value.

    Objectives of the promise's own metric go before those that only share its root.
    """
    context, objective = case.context, case.objective
    bounded = [one for one in behind.objectives if one.bound is not None]
    own = [one for one in bounded if one.metric == objective.metric]
    names = treated(case.agreement, behind)
    for same in (own, [one for one in bounded if context.root(one.metric) == context.root(objective.metric)]):
        whole = [one for one in same if covers(one.scope, objective.scope, names)]
        whole = fitting(objective, whole) if whole else []
        # Value by value each must suffice alone: all cases of the promise may be of the one value.  Of downtime all
        # that is promised of a value counts; of other figures what is promised for all goes first.
        parts = covering_together(context, same, objective.scope, names)
        if whole and not (parts and context.composing(objective).by == "downtime"):
            return [tuple(Carrier(behind, one) for one in whole)]
        if parts:
            return [tuple(Carrier(behind, one) for one in (*fitting(objective, part), *whole)) for part in parts]
    return []


def check_customer_part(case: Case, name: str) -> None:
    """A part that the customer supplies is his own affair only if the promise excludes all that he causes."""
    reasons = case.context.workspace.reasons
    text = f"the customer keeps `{name}` up"
    case.assumptions += [text] if text not in case.assumptions else []
    if not any(
        reasons[one.reason].of == "customer"
        and all(only is None for only in (one.limit, one.within, one.when, one.announced))
        and covers(one.scope, case.objective.scope, {})
        for one in exclusions(case.agreement, case.objective)
    ):
        case.add(
            "undecidable",
            "backing/customer-part-not-excluded",
            name,
            message=f"`{name}` is supplied by the customer, and `{case.agreement.name}` does not exclude all "
            "that he causes",
            help="write `excludes customer-cause`, without a limit",
        )


class _Builder:
    """Walks down the needs of services and notes what carries each leaf."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.coverages: dict[str, tuple[Coverage, ...]] = {}
        self.owned: set[str] = set()
        self.complete = True
        self.behind = agreements_behind(case)
        agreement = case.agreement
        self.own_team = case.objective.owned_by or (agreement.provider if agreement.kind != "sla" else None)

    def service(self, name: str, inside: tuple[str, ...]) -> Structure:
        """The structure of one service; ``inside`` are the services that it is a part of."""
        case, leaf = self.case, Component(service=name)
        service = case.context.workspace.services[name]
        if name in self.coverages or name in self.owned:
            return leaf
        # What the agreement itself leaves out (`covers … except`) cannot break its promises.
        if name in case.agreement.not_covered:
            self.owned.add(name)
            return leaf
        covering = [one for one in self.behind if name in one.covers]
        coverages = tuple(coverage for one in covering for coverage in coverages_by(case, one))
        if coverages:
            self.coverages[name] = coverages
            # A part that an agreement behind leaves out and we do not must be carried by others.
            left_out = sorted({part for one in covering for part in one.not_covered} - set(case.agreement.not_covered))
            if left_out:
                return Series(parts=(leaf, *(self.service(part, (*inside, name)) for part in left_out)))
        elif service.needs is not None and name not in inside:
            return self.within(service.needs, (*inside, name))
        elif service.supplied_by == "customer":
            self.owned.add(name)
            check_customer_part(case, name)
        elif self.own_team is not None and service.owner == self.own_team:
            self.owned.add(name)
            case.own(self.own_team)
        else:
            self.uncarried(name, bool(covering))
        return leaf

    def within(self, structure: Structure, inside: tuple[str, ...]) -> Structure:
        """The structure with each of its services split in turn."""
        if isinstance(structure, Component):
            # An unknown service is reported where it is named; without it there is no composition.
            if structure.service not in self.case.context.workspace.services:
                self.complete = False
                return structure
            return self.service(structure.service, inside)
        parts = tuple(self.within(part, inside) for part in structure.parts)
        return Series(parts=parts) if isinstance(structure, Series) else Redundant(needed=structure.needed, parts=parts)

    def uncarried(self, name: str, covered: bool) -> None:
        """Notes that nobody carries a part."""
        self.complete = False
        metric = self.case.objective.metric
        lacking = f"promises {metric} of it" if covered else "covers it"
        self.case.add(
            "undecidable",
            "backing/component-not-carried",
            name,
            metric,
            message=f"nothing carries `{name}`: no agreement behind `{self.case.agreement.name}` {lacking}",
            help=f"let an agreement that covers `{name}` promise {metric}, and name it in `backed by`",
        )
