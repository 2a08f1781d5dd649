"""The routes of cases: who has a case from its start to its end, as paths, needs and agreements say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from sla_dsl.algebra.scopes import is_at
from sla_dsl.facts.bounds import SECONDS_OF
from sla_dsl.facts.question import parts
from sla_dsl.facts.world import World
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.backing import Hop, HopAgreement, HopTime, Path
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Selection
from sla_dsl.model.quantity import Quantity

from .judging import Promise
from .outages import failing

Values = dict[str, str]
"""Of each scale the value that a case has."""


@dataclass(frozen=True)
class Hand:
    """A hop that agreements answer for: of whom, in which objective's words, for what."""

    number: int
    agreements: tuple[str, ...]
    service: str
    starts: str
    stops: str


@dataclass(frozen=True)
class Own:
    """A time of one's own, in its hours."""

    seconds: int
    hours: str | None


@dataclass(frozen=True)
class Never:
    """A hop that nobody carries."""


@dataclass(frozen=True)
class Together:
    """Routes side by side: until all are done, or the first one is."""

    routes: tuple[tuple[Node, ...], ...]
    until: Literal["all", "first"]


Node = Hand | Own | Never | Together


def hands(route: Sequence[Node]) -> Iterator[Hand]:
    for node in route:
        if isinstance(node, Hand):
            yield node
        elif isinstance(node, Together):
            for each in node.routes:
                yield from hands(each)


# Who has a case


class Routes:
    """The routes that cases of a promise take."""

    def __init__(self, promise: Promise, random: Random) -> None:
        self.promise, self.random, self.count = promise, random, 0
        self.workspace = promise.workspace

    def root(self, metric: str) -> str:
        while (of := self.workspace.metrics[metric].is_) is not None:
            metric = of
        return metric

    def of(self, values: Values) -> tuple[Node, ...]:
        self.count = 0
        metric = self.root(self.promise.objective.metric)
        paths = [
            one for one in self.promise.agreement.paths if self.root(one.metric) == metric and fits(one.scope, values)
        ]
        paths = [one for one in paths if one.metric == self.promise.objective.metric] or paths
        if paths:
            return self.along(
                max(paths, key=lambda one: (len(one.scope), -sum(len(each.values) for each in one.scope)))
            )
        return self.without_path(values)

    def along(self, path: Path) -> tuple[Node, ...]:
        return tuple(self.hop(one) for one in path.hops)

    def hop(self, hop: Hop) -> Node:
        if isinstance(hop, HopTime):
            assert isinstance(hop.time, Quantity)
            return Own(
                int(hop.time.amount * SECONDS_OF[hop.time.unit]), hop.hours or self.promise.question(World()).hours
            )
        if isinstance(hop, HopAgreement):
            return self.by([hop.agreement], self.promise.agreement.covers, hop.objective)
        routes = tuple(tuple(self.hop(one) for one in route) for route in hop.routes)
        if hop.kind == "whichever":
            routes = (self.random.choice(routes),)
        return Together(routes, "all")

    def without_path(self, values: Values) -> tuple[Node, ...]:
        names = [name for one in self.promise.agreement.backing if fits(one.scope, values) for name in one.by]
        related = [name for name in dict.fromkeys(names) if self.objectives(name)]
        if len(related) == 1:
            return (self.by(related, self.promise.agreement.covers, None),)
        taking = [self.workspace.agreements[name] for name in related]
        sets = [one for one in failing(self.promise, taking) if all(self.covering(related, leaf) for leaf in one)]
        if not sets:
            return (Never(),)
        routes = tuple((self.by(self.covering(related, leaf), (leaf,), None),) for leaf in self.random.choice(sets))
        return (Together(routes, "first"),)

    def covering(self, names: list[str], leaf: str) -> list[str]:
        return [name for name in names if leaf in self.workspace.agreements[name].covers]

    def objectives(self, name: str) -> list[Objective]:
        agreement, metric = self.workspace.agreements[name], self.promise.objective.metric
        bounded = [one for one in agreement.objectives if one.bound is not None]
        same = [one for one in bounded if self.root(one.metric) == self.root(metric)]
        later = {
            "answered": ("restored", "fixed", "confirmed"),
            "restored": ("fixed", "confirmed"),
            "fixed": ("confirmed",),
        }
        stops = self.workspace.metrics[metric].stops or ""
        return same or [one for one in bounded if self.workspace.metrics[one.metric].stops in later.get(stops, ())]

    def by(self, names: Sequence[str], of: Sequence[str], objective: str | None) -> Node:
        """The hand of these agreements, if they take cases of one of these services."""
        agreements = [self.workspace.agreements[name] for name in names]
        covers = [self.related(agreement, of) for agreement in agreements]
        pool = (
            [one for one in agreements[0].objectives if one.bound and is_at(one, objective)]
            if objective
            else self.objectives(names[0])
        )
        pool = [one for one in pool if self.root(one.metric) == self.root(self.promise.objective.metric)] or pool
        if not all(covers) or not pool:
            return Never()
        metric = self.workspace.metrics[pool[0].metric]
        clock = self.workspace.clocks.get(pool[0].clock or "")
        self.count += 1
        starts = (clock.starts if clock else None) or metric.starts or "logged"
        return Hand(self.count, tuple(names), self.random.choice(covers[0]), starts, metric.stops or "restored")

    def related(self, agreement: Agreement, of: Sequence[str]) -> list[str]:
        """What an agreement covers of some services, of their parts, and of what they are parts of."""
        ours = {name for one in of for name in (one, *self.below(one))}
        covered = [name for name in agreement.covers if name not in agreement.not_covered]
        return [name for name in covered if name in ours or set(of) & set(self.below(name))]

    def below(self, name: str) -> set[str]:
        service = self.workspace.services.get(name)
        found = set(parts(service.needs)) if service and service.needs else set()
        return found | {each for one in found for each in self.below(one)}


def fits(scope: Sequence[Selection], values: Values) -> bool:
    return all(values.get(one.scale) in one.values for one in scope)
