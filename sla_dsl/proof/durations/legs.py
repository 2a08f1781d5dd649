"""The legs of a case: which agreement, or whose own time, carries it from one hand-off to the next."""

from __future__ import annotations

from dataclasses import dataclass

from ...algebra.clocks import Limit
from ...algebra.paths import Chain, Group, hops
from ...algebra.scopes import is_at
from ...algebra.stop_events import stop_carries
from ...model.agreement import Agreement
from ...model.backing import Hop, HopAgreement, HopTime, Path
from ...model.objective import Objective
from ...model.phrases import Bound, Deadline
from ...model.quantity import Quantity
from ...text.finding import Related
from ...wording.figures import promise_text
from ..behind.carriers import Carrier, behind, covering_together, covers, fitting, treated
from ..context import Context
from ..verdict import Findings, Step
from .leg_checks import check_start, earlier_stop


@dataclass(frozen=True, slots=True)
class Leg:
    """A hop with its limit; what carries it, or nothing for a time of one's own."""

    limit: Limit
    carrier: Carrier | None = None

    @property
    def text(self) -> str:
        """The hop in words."""
        if self.carrier is not None:
            return f"`{self.carrier.name}`: {promise_text(self.carrier.objective)}"
        return self.short

    @property
    def short(self) -> str:
        """The address of what carries the hop, or the time of one's own."""
        if self.carrier is not None:
            return f"`{self.carrier.name}`"
        time = self.limit.time
        own = time.text if isinstance(time, Quantity) else "a deadline"
        return f"{own} of our own" + (f" during {self.limit.hours}" if self.limit.hours else "")


Legs = tuple["Leg | Group[Leg]", ...]


def limit_of(context: Context, agreement: Agreement, objective: Objective) -> Limit | None:
    """The limit that an objective sets, with the hours and the cut-off of its clock."""
    bound = objective.bound
    time = bound.value if isinstance(bound, Bound) else bound
    if not isinstance(time, Quantity | Deadline) or (
        isinstance(bound, Bound) and bound.kind not in ("at-most", "below")
    ):
        return None
    clock = context.clock(objective)
    return Limit(time, agreement.zone or "UTC", context.hours(objective), clock.cut_off if clock else None)


# Along a path, or by the one agreement that promises it


class LegFinder:
    """Finds the legs of one promise; what is missing becomes a reason of its verdict."""

    def __init__(self, context: Context, agreement: Agreement, promise: Objective, found: Findings) -> None:
        self.context, self.agreement, self.promise, self.found = context, agreement, promise, found
        self.root = context.root(promise.metric)
        self.stops = context.metric(promise).stops

    def along(self, path: Path) -> Legs | None:
        """The legs of a path; nothing (a reason is given) if one of them is unknown."""
        legs = [self.hop(hop) for hop in path.hops]
        return tuple(leg for leg in legs if leg is not None) if all(legs) else None

    def promising(self) -> list[Agreement]:
        """The agreements behind that promise the duration; if none does, those with one that stops later."""
        related = [one for one in behind(self.context, self.agreement, self.promise) if self.related(one)]
        return [one for one in related if any(self.is_same(o) for o in one.objectives)] or related

    def of_one(self, by: Agreement) -> Legs | None:
        """The single leg of a promise that one agreement carries, handed over at once."""
        leg = self.carried_by(by, None)
        if leg is None:
            return None
        for one in hops((leg,)):
            if one.carrier is not None:
                check_start(self.context, self.promise, one.carrier, self.found)
        return (leg,)

    def hop(self, hop: Hop) -> Leg | Group[Leg] | None:
        """A hop of a path; nothing (a reason is given) if nothing is known of how long it takes."""
        if isinstance(hop, HopTime):
            if not isinstance(hop.time, Quantity):
                name = hop.time.parameter
                self.found.add(
                    "undecidable", "backing/blank", f"`{name}` has no value", name, help=f"give `{name}` a value"
                )
                return None
            hours = hop.hours or self.context.hours(self.promise)
            return Leg(Limit(hop.time, self.agreement.zone or "UTC", hours))
        if isinstance(hop, HopAgreement):
            by = self.context.workspace.agreements.get(hop.agreement)
            return None if by is None else self.carried_by(by, hop.objective)
        routes = [tuple(self.hop(one) for one in route) for route in hop.routes]
        if not all(all(route) for route in routes):
            return None
        return Group(hop.kind, tuple(tuple(leg for leg in route if leg is not None) for route in routes))

    def related(self, by: Agreement) -> list[Objective]:
        """The objectives of an agreement of the promised metric; if there are none, those that stop later."""
        bounded = [o for o in by.objectives if o.bound is not None]
        same = [o for o in bounded if self.is_same(o)]
        if same or self.stops is None:
            return same
        return [o for o in bounded if self._stops_later(o)]

    def is_same(self, objective: Objective) -> bool:
        """Whether an objective promises something of the same metric, in the end."""
        return objective.bound is not None and self.context.root(objective.metric) == self.root

    def _stops_later(self, objective: Objective) -> bool:
        stops = self.context.metric(objective).stops
        return stops is not None and stop_carries(self.context.workspace.events, stops, self.stops or "")

    def carried_by(self, by: Agreement, name: str | None) -> Leg | Group[Leg] | None:
        """What an agreement promises for all that a promise is about; of several objectives the worst counts.

        With ``name`` it is that objective, or the cells of that table, of whatever metric.
        """
        pool = [o for o in by.objectives if o.bound is not None and is_at(o, name)] if name else self.related(by)
        pool = [o for o in pool if self.is_same(o)] or pool
        if not pool:
            self._says_nothing(by, name)
            return None
        if name and len({o.metric for o in pool}) > 1:
            self.found.add(
                "undecidable",
                "backing/path-needed",
                f"`{by.name}/{name}` holds promises of several metrics",
                by.name,
                help=f"name one of them, such as `{pool[0].address}`",
            )
            return None
        names = treated(self.agreement, by)
        carriers = [o for o in pool if covers(o.scope, self.promise.scope, names)]
        together = not carriers
        if together:
            carriers = covering_together(self.context, pool, self.promise.scope, names)
        if not carriers:
            scope_gap(self.promise, by, self.found)
            return None
        carriers = carriers if together else fitting(self.promise, carriers)
        legs = [leg for o in carriers if (leg := leg_of(self.context, Carrier(by, o))) is not None]
        if len(legs) < len(carriers):
            return None
        return legs[0] if len(legs) == 1 else Group("whichever", tuple((leg,) for leg in legs))

    def _says_nothing(self, by: Agreement, name: str | None) -> None:
        if name is None and self._stops_sooner(by):
            return
        metric = self.promise.metric
        if name is not None and not any(is_at(one, name) for one in by.objectives):
            self.found.undecided(f"`{by.name}` has no objective `{name}`")
            return
        self.found.add(
            "undecidable",
            "backing/nothing-promised",
            f"`{by.name}/{name}` promises nothing" if name else f"`{by.name}` does not promise {metric}",
            by.name,
            related=[Related(by.source, "it says nothing of it")],
            help=f"let it promise {metric}, or name another of its objectives: `{by.name}/…`",
        )

    def _stops_sooner(self, by: Agreement) -> bool:
        """Says so if an agreement promises until an event that does not carry the promised one."""
        for other in by.objectives:
            stops = self.context.metric(other).stops if other.bound is not None else None
            if stops is not None and self.stops is not None:
                earlier_stop(self.promise, Carrier(by, other), stops, self.stops, self.found)
                return True
        return False

    def nothing(self) -> None:
        """Says what there is where no agreement behind promises the duration: one that stops sooner, or nothing."""
        if any(self._stops_sooner(by) for by in behind(self.context, self.agreement, self.promise)):
            return
        metric = self.promise.metric
        self.found.add(
            "undecidable",
            "backing/nothing-promised",
            f"no agreement behind `{self.agreement.name}` promises {metric}",
            metric,
            help=f"name one that does in `backed by`, write `path {metric}: …`, or `owned by` a team",
        )


def scope_gap(promise: Objective, by: Agreement, found: Findings) -> None:
    """An agreement promises something, but not for all that a promise is about."""
    about = ", ".join(f"`{value}`" for s in promise.scope for value in s.values) or "all cases"
    found.add(
        "undecidable",
        "backing/scope-gap",
        f"`{by.name}` promises nothing for all that `{promise.address}` is about ({about})",
        by.name,
        about,
        related=[Related(by.source, f"it has no promise for {about}")],
        help=f"let it promise that, or say what they call it: `treat {about.replace('`', '')} as … in {by.name}`",
    )


def leg_of(context: Context, carrier: Carrier) -> Leg | None:
    """The leg that an objective carries; none if its bound is no limit of a duration."""
    limit = limit_of(context, carrier.agreement, carrier.objective)
    return None if limit is None else Leg(limit, carrier)


def steps(legs: Legs) -> list[Step]:
    """The legs as lines of the proof."""
    lines = []
    for leg in legs:
        if isinstance(leg, Group):
            word = "side by side" if leg.kind == "together" else "whichever is taken"
            parts = [
                route[0] if len(route) == 1 else Step("in a row", tuple(route)) for route in map(steps, leg.routes)
            ]
            lines.append(Step(word, tuple(parts)))
        else:
            lines.append(Step(leg.text))
    return lines


def limits(legs: Legs) -> Chain[Limit]:
    """The limits of the legs alone."""
    return tuple(
        Group(leg.kind, tuple(limits(route) for route in leg.routes)) if isinstance(leg, Group) else leg.limit
        for leg in legs
    )
