"""What composes over components: the structure of a service down to what somebody carries."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...algebra.components import flattened
from ...algebra.scopes import exclusions
from ...algebra.structure import leaves
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.services import Component, Redundant, Series, Structure
from ..context import Context
from ..verdict import Findings
from .carriers import Carrier, behind, covering_together, covers, fitting, treated

Side = tuple[Carrier, ...]
"""What one agreement promises of a component; several sides must each suffice alone."""


@dataclass(slots=True)
class Composition:
    """A structure whose leaves are carried; ``sides`` are those of each leaf, ``owned`` the leaves without any.

    A leaf in ``joined`` stands for several components that are needed together and carried as one.
    """

    structure: Structure
    sides: dict[str, tuple[Side, ...]] = field(default_factory=dict)
    owned: set[str] = field(default_factory=set)
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def carriers(self) -> list[Carrier]:
        """All that carries a leaf."""
        return list(dict.fromkeys(carrier for sides in self.sides.values() for side in sides for carrier in side))

    def names(self, leaf: str) -> tuple[str, ...]:
        """The components that a leaf stands for."""
        return self.joined.get(leaf, (leaf,))


def composition(context: Context, agreement: Agreement, promise: Objective, found: Findings) -> Composition | None:
    """The components of the services of an agreement, each as far down as something carries it.

    Each leaf is carried by the agreements behind that cover it and promise the metric; if none by what it needs
    itself; if none by the team that owns both it and the promise (an OLA's or UC's is its provider, unless it says
    otherwise).  What is carried by nobody makes the promise undecidable.
    """
    builder = _Builder(context, agreement, promise, found)
    services = [name for name in agreement.covers if name in context.workspace.services]
    if not services:
        found.undecided(f"`{agreement.name}` covers no service")
        return None
    parts = [builder.service(name, ()) for name in services]
    if not builder.complete:
        return None
    structure = parts[0] if len(parts) == 1 else Series(parts=tuple(parts))
    return _joined(Composition(structure, builder.sides, builder.owned))


def _joined(composed: Composition) -> Composition:
    """Components in series of which the same promises speak as one leaf: what they may lose they may lose together.

    An agreement promises a figure of all that it covers, not of each part; of parts that stand elsewhere as well
    it is taken part by part.
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
            if isinstance(part, Component) and part.service in composed.sides and times[part.service] == 1:
                carriers = (carrier.name for side in composed.sides[part.service] for carrier in side)
                alike.setdefault(tuple(carriers), []).append(part.service)
        joined.update({names[0]: tuple(names) for names in alike.values() if len(names) > 1})
        further = {name for names in alike.values() for name in names[1:]}
        kept = [
            within(part) for part in structure.parts if not (isinstance(part, Component) and part.service in further)
        ]
        return kept[0] if len(kept) == 1 else Series(parts=tuple(kept))

    structure = within(whole)
    sides = {leaf: sides for leaf, sides in composed.sides.items() if leaf in leaves(structure)}
    return Composition(structure, sides, composed.owned, joined)


def sides_of(context: Context, agreement: Agreement, promise: Objective, by: Agreement) -> list[Side]:
    """What an agreement promises of all that a promise is about: together, or part by part.

    Objectives of the promise's own metric go before those that only share its root.
    """
    bounded = [one for one in by.objectives if one.bound is not None]
    own = [one for one in bounded if one.metric == promise.metric]
    names = treated(agreement, by)
    for same in (own, [one for one in bounded if context.root(one.metric) == context.root(promise.metric)]):
        whole = [one for one in same if covers(one.scope, promise.scope, names)]
        if whole:
            return [tuple(Carrier(by, one) for one in fitting(promise, whole))]
        if parts := covering_together(context, same, promise.scope, names):
            return [(Carrier(by, one),) for one in parts]
    return []


class _Builder:
    def __init__(self, context: Context, agreement: Agreement, promise: Objective, found: Findings) -> None:
        self.context, self.agreement, self.promise, self.found = context, agreement, promise, found
        self.sides: dict[str, tuple[Side, ...]] = {}
        self.owned: set[str] = set()
        self.complete = True
        self.behind = behind(context, agreement, promise)
        self.own_team = promise.owned_by or (agreement.provider if agreement.kind != "sla" else None)

    def service(self, name: str, inside: tuple[str, ...]) -> Structure:
        leaf = Component(service=name)
        service = self.context.workspace.services[name]
        if name in self.sides or name in self.owned:
            return leaf
        if name in self.agreement.not_covered:
            self.owned.add(name)
            return leaf
        by = [one for one in self.behind if name in one.covers]
        sides = tuple(side for one in by for side in sides_of(self.context, self.agreement, self.promise, one))
        if sides:
            self.sides[name] = sides
            left_out = sorted({part for one in by for part in one.not_covered} - set(self.agreement.not_covered))
            if left_out:
                return Series(parts=(leaf, *(self.service(part, (*inside, name)) for part in left_out)))
        elif service.needs is not None and name not in inside:
            return self.within(service.needs, (*inside, name))
        elif service.supplied_by == "customer":
            self.owned.add(name)
            self.check_excluded(name)
        elif self.own_team is not None and service.owner == self.own_team:
            self.owned.add(name)
            self.found.own(self.own_team, self.promise.address)
        else:
            self.uncarried(name, bool(by))
        return leaf

    def check_excluded(self, name: str) -> None:
        """What the customer supplies is his own affair only if the promise says so."""
        reasons = self.context.workspace.reasons
        if not any(reasons[one.reason].of == "customer" for one in exclusions(self.agreement, self.promise)):
            self.found.add(
                "undecidable",
                "backing/customer-part-not-excluded",
                f"`{name}` is supplied by the customer, and `{self.agreement.name}` does not exclude what he causes",
                name,
                help="write `excludes customer-cause`",
            )

    def within(self, structure: Structure, inside: tuple[str, ...]) -> Structure:
        if isinstance(structure, Component):
            if structure.service not in self.context.workspace.services:
                self.complete = False
                return structure
            return self.service(structure.service, inside)
        parts = tuple(self.within(part, inside) for part in structure.parts)
        return Series(parts=parts) if isinstance(structure, Series) else Redundant(needed=structure.needed, parts=parts)

    def uncarried(self, name: str, covered: bool) -> None:
        self.complete = False
        what = f"promises {self.promise.metric} of it" if covered else "covers it"
        self.found.add(
            "undecidable",
            "backing/component-not-carried",
            f"nothing carries `{name}`: no agreement behind `{self.agreement.name}` {what}",
            name,
            self.promise.metric,
            help=f"let an agreement that covers `{name}` promise {self.promise.metric}, and name it in `backed by`",
        )
