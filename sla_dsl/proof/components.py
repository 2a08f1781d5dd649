"""What composes over components: the structure of a service down to what somebody carries."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.services import Component, Redundant, Series, Structure
from .carriers import Carrier, behind, carrying
from .context import Context
from .verdict import Findings


@dataclass(slots=True)
class Composition:
    """A structure whose leaves are carried; ``carriers`` are those of each leaf, ``owned`` the leaves without any."""

    structure: Structure
    carriers: dict[str, list[Carrier]] = field(default_factory=dict)
    owned: set[str] = field(default_factory=set)


def composition(context: Context, agreement: Agreement, promise: Objective, found: Findings) -> Composition | None:
    """The components of the services of an agreement, each as far down as something carries it.

    Each leaf is carried by the agreements behind that cover it and promise the metric; if none by what it needs
    itself; if none by the team that owns the promise.  What is carried by nobody makes the promise undecidable.
    """
    builder = _Builder(context, agreement, promise, found)
    services = [name for name in agreement.covers if name in context.workspace.services]
    if not services:
        return None
    parts = [builder.service(name, ()) for name in services]
    if not builder.complete:
        return None
    structure = parts[0] if len(parts) == 1 else Series(parts=tuple(parts))
    return Composition(structure, builder.carriers, builder.owned)


class _Builder:
    def __init__(self, context: Context, agreement: Agreement, promise: Objective, found: Findings) -> None:
        self.context, self.agreement, self.promise, self.found = context, agreement, promise, found
        self.carriers: dict[str, list[Carrier]] = {}
        self.owned: set[str] = set()
        self.complete = True
        self.behind = behind(context, agreement, promise)

    def service(self, name: str, inside: tuple[str, ...]) -> Structure:
        leaf = Component(service=name)
        service = self.context.workspace.services[name]
        if name in self.carriers or name in self.owned:
            return leaf
        by = [one for one in self.behind if name in one.covers]
        carriers = [c for one in by for c in carrying(self.context, self.agreement, self.promise, one)]
        if carriers:
            self.carriers[name] = carriers
        elif service.needs is not None and name not in inside:
            return self.within(service.needs, (*inside, name))
        elif (
            self.promise.owned_by is not None and service.owner == self.promise.owned_by
        ) or service.supplied_by == "customer":
            self.owned.add(name)
        else:
            self.uncarried(name, bool(by))
        return leaf

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
