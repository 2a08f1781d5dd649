"""Legs of a case: the agreement, or the own time, that carries it from one hand-off to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ...algebra.clocks import TimeLimit
from ...algebra.paths import Chain, Group
from ...algebra.scopes import Scope, is_at
from ...algebra.stop_events import earlier, stop_carries
from ...model.agreement import Agreement
from ...model.backing import Hop, HopAgreement, HopGroup, HopTime, Path
from ...model.objective import Objective
from ...model.phrases import Bound, Deadline
from ...model.quantity import Quantity
from ...text.finding import Related
from ...wording.figures import promise_text
from ..behind.carriers import (
    Carrier,
    agreements_behind,
    covering_together,
    covers,
    fitting,
    looked_at,
    scope_there,
    treated,
)
from ..behind.joined import check_joined
from ..case import Case
from ..context import Context
from ..verdict import ProofStep
from .leg_checks import earlier_stop


@dataclass(frozen=True, slots=True)
class Leg:
    """A hop with its limit and its carrier; without a carrier it is a time of one's own."""

    limit: TimeLimit
    carrier: Carrier | None = None

    def text(self, context: Context) -> str:
        """The hop in words."""
        if self.carrier is not None:
            return f"`{self.carrier.name}`: {context.promise(self.carrier.objective)}"
        return self.short

    @property
    def short(self) -> str:
        """The address of the carrier, or the time of one's own."""
        if self.carrier is not None:
            return f"`{self.carrier.name}`"
        time = self.limit.time
        own = time.text if isinstance(time, Quantity) else "a deadline"
        return f"{own} of our own" + (f" during {self.limit.hours}" if self.limit.hours else "")


Legs = tuple["Leg | Group[Leg]", ...]


def limit_of(context: Context, agreement: Agreement, objective: Objective) -> TimeLimit | None:
    """The limit that an objective sets, with the hours and the cut-off of its clock; none if it is no upper bound."""
    # For some of its cases it sets the same.
    return context.remembered("limit", objective.address, lambda: _limit(context, agreement, objective))


def _limit(context: Context, agreement: Agreement, objective: Objective) -> TimeLimit | None:
    bound = objective.bound
    time = bound.value if isinstance(bound, Bound) else bound
    if not isinstance(time, Quantity | Deadline) or (
        isinstance(bound, Bound) and bound.kind not in ("at-most", "below")
    ):
        return None
    clock = context.clock(objective)
    return TimeLimit(
        time,
        agreement.zone or "UTC",
        context.hours(objective),
        clock.cut_off if clock else None,
        isinstance(bound, Bound) and bound.kind == "below",
    )


# Along a path, or by the one agreement that promises it


class LegFinder:
    """Finds the legs of one promise; a missing leg becomes a ground of its verdict.

    ``best`` chooses among legs by objectives of one agreement that are all for the same cases.
    """

    def __init__(self, case: Case, best: Callable[[Case, Sequence[Leg]], Leg]) -> None:
        self.case, self.context, self.best = case, case.context, best
        self.root = case.context.root(case.objective.metric)
        self.stops = case.context.metric(case.objective).stops

    def along(self, path: Path) -> Legs | None:
        """The legs of a path; none (a ground is given) if one of them is unknown."""
        legs = [self.hop(hop) for hop in path.hops]
        return tuple(leg for leg in legs if leg is not None) if all(legs) else None

    def promising(self) -> list[Agreement]:
        """The agreements behind that promise the duration; if none does, those with one that stops later."""
        related = [one for one in agreements_behind(self.case) if self.related(one)]
        return [one for one in related if any(self.is_same(o) for o in one.objectives)] or related

    def is_one_for_all(self, path: Path | None) -> bool:
        """Whether each agreement on the way promises it once, for all cases, so that all parts are carried alike."""
        agreement, known = self.case.agreement, self.context.workspace.agreements
        if any(one.scope for one in agreement.backing) or any(one.scope for one in agreement.exclusions):
            return False
        if path is None:
            promising = self.promising()
            pools = [self.pool(one, None) for one in promising] if len(promising) == 1 else []
        elif any(isinstance(hop, HopGroup) for hop in path.hops):
            return False
        else:
            named = [hop for hop in path.hops if isinstance(hop, HopAgreement) and hop.agreement in known]
            pools = [self.pool(known[hop.agreement], hop.objective) for hop in named]
        return bool(pools) and all(len(pool) == 1 and not pool[0].scope for pool in pools)

    def of_one(self, behind: Agreement) -> Legs | None:
        """The single leg of a promise that one agreement carries, handed over at once."""
        leg = self.carried_by(behind, None)
        return None if leg is None else (leg,)

    def hop(self, hop: Hop) -> Leg | Group[Leg] | None:
        """The leg of one hop of a path; none (a ground is given) if nothing is known of how long it takes."""
        if isinstance(hop, HopTime):
            if not isinstance(hop.time, Quantity):
                name = hop.time.parameter
                self.case.add(
                    "undecidable",
                    "backing/blank",
                    name,
                    message=f"`{name}` has no value",
                    help=f"give `{name}` a value",
                )
                return None
            # A time of one's own without hours runs in those of the promise.
            hours = hop.hours or self.context.hours(self.case.objective)
            return Leg(TimeLimit(hop.time, self.case.agreement.zone or "UTC", hours))
        if isinstance(hop, HopAgreement):
            behind = self.context.workspace.agreements.get(hop.agreement)
            return None if behind is None else self.carried_by(behind, hop.objective)
        routes = [tuple(self.hop(one) for one in route) for route in hop.routes]
        if not all(all(route) for route in routes):
            return None
        return Group(hop.kind, tuple(tuple(leg for leg in route if leg is not None) for route in routes))

    def related(self, behind: Agreement) -> list[Objective]:
        """The objectives of an agreement of the promised metric; if there are none, those that stop later."""
        bounded = [o for o in behind.objectives if o.bound is not None]
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

    def carried_by(self, behind: Agreement, name: str | None) -> Leg | Group[Leg] | None:
        """The leg of an agreement for all cases of the promise.

        Of several objectives for all of these cases the best counts, of several for some of them each the worst.
        With ``name`` it is that objective, or the cells of that table, of whatever metric.
        """
        pool = self.pool(behind, name)
        if not pool:
            self._says_nothing(behind, name)
            return None
        if name and len({o.metric for o in pool}) > 1:
            self.case.add(
                "undecidable",
                "backing/path-needed",
                behind.name,
                message=f"`{behind.name}/{name}` holds promises of several metrics",
                help=f"name one of them, such as `{pool[0].address}`",
            )
            return None
        scope, names = scope_there(self.case, behind), treated(self.case.agreement, behind)
        asked = behind.name, name, self.root, self.stops
        wanted = scope, tuple(names.items()), looked_at(self.case.objective)
        parts = self.context.remembered("carrying", (asked, wanted), lambda: self._carrying(behind, pool, scope, names))
        if not parts:
            scope_gap(self.case, behind)
            return None
        found: list[Leg] = []
        for part in parts:
            legs = [leg for o in part if (leg := leg_of(self.case, Carrier(behind, o))) is not None]
            # A carrier that bounds no duration leaves the whole leg unknown.
            if len(legs) < len(part):
                return None
            found.append(self.best(self.case, legs))
        check_joined(self.case, [leg.carrier for leg in found if leg.carrier is not None])
        # The slowest of them counts: which value a case has is not known beforehand.
        return found[0] if len(found) == 1 else Group("whichever", tuple((leg,) for leg in dict.fromkeys(found)))

    def pool(self, behind: Agreement, name: str | None) -> list[Objective]:
        """The objectives of an agreement that may carry the promise: those of a name, if it is given."""
        asked = behind.name, name, self.root, self.stops
        return self.context.remembered("pool", asked, lambda: self._pool(behind, name))

    def _pool(self, behind: Agreement, name: str | None) -> list[Objective]:
        bounded = [o for o in behind.objectives if o.bound is not None]
        pool = [o for o in bounded if is_at(o, name)] if name else self.related(behind)
        # An author who names a table means the promised metric where the table has it.
        return [o for o in pool if self.is_same(o)] or pool

    def _carrying(
        self, behind: Agreement, pool: list[Objective], scope: Scope, names: Mapping[str, str]
    ) -> list[list[Objective]]:
        """Those of a pool that carry all cases of a scope: some for all of them, or some for each part of them."""
        whole = [o for o in pool if covers(o.scope, scope, names)]
        if not whole:
            return covering_together(self.context, pool, scope, names)
        timed = [o for o in whole if limit_of(self.context, behind, o) is not None]
        return [fitting(self.case.objective, timed or whole)]

    def _says_nothing(self, behind: Agreement, name: str | None) -> None:
        """Adds that an agreement, or the objective of this name, promises nothing of the kind."""
        if name is None and self._stops_sooner(behind):
            return
        metric = self.case.objective.metric
        # A name that does not exist is reported where it is written.
        if name is not None and not any(is_at(one, name) for one in behind.objectives):
            self.case.undecided(f"`{behind.name}` has no objective `{name}`")
            return
        self.case.add(
            "undecidable",
            "backing/nothing-promised",
            behind.name,
            message=f"`{behind.name}/{name}` promises nothing"
            if name
            else f"`{behind.name}` does not promise {metric}",
            related=[Related(behind.source, "it says nothing of it")],
            help=f"let it promise {metric}, or name another of its objectives: `{behind.name}/…`",
        )

    def _stops_sooner(self, behind: Agreement) -> bool:
        """Adds that an agreement promises until an event that does not carry the promised one, if it does."""
        for other in behind.objectives:
            stops = self.context.metric(other).stops if other.bound is not None else None
            # An event that has nothing to do with the promised one is no sooner end of the same.
            if stops is not None and self.stops is not None and self._comes_before(stops, self.stops):
                earlier_stop(self.case, Carrier(behind, other), stops, self.stops)
                return True
        return False

    def _comes_before(self, event: str, other: str) -> bool:
        return event in earlier(self.context.workspace.events, other)

    def nothing(self) -> None:
        """Adds that no agreement behind promises the duration, or that one does until an event that comes sooner."""
        if any(self._stops_sooner(one) for one in agreements_behind(self.case)):
            return
        metric = self.case.objective.metric
        self.case.add(
            "undecidable",
            "backing/nothing-promised",
            metric,
            message=f"no agreement behind `{self.case.agreement.name}` promises {metric}",
            help=f"name one that does in `backed by`, write `path {metric}: …`, or `owned by` a team",
        )


def scope_gap(case: Case, behind: Agreement) -> None:
    """An agreement promises the duration, but not for all cases of the promise."""
    about = ", ".join(f"`{value}`" for s in case.objective.scope for value in s.values if value) or "all cases"
    case.add(
        "undecidable",
        "backing/scope-gap",
        behind.name,
        about,
        message=f"`{behind.name}` promises nothing for all that `{case.address}` is about ({about})",
        related=[Related(behind.source, f"it has no promise for {about}")],
        help=f"let it promise that, or say what they call it: `treat {about.replace('`', '')} as … in {behind.name}`",
    )


def leg_of(case: Case, carrier: Carrier) -> Leg | None:
    """The leg of a carrier; none (a ground is given) if its bound is no limit of a duration."""
    limit = limit_of(case.context, carrier.agreement, carrier.objective)
    if limit is None:
        case.add(
            "undecidable",
            "backing/not-comparable",
            carrier.name,
            message=f"`{carrier.name}` does not say how long a case takes at most",
            related=[Related(carrier.objective.source, f"it promises {promise_text(carrier.objective)}")],
            help=f"let it promise {case.objective.metric} `at most` a time that has a value, or name another objective",
        )
        return None
    return Leg(limit, carrier)


def steps(context: Context, legs: Legs) -> list[ProofStep]:
    """The legs as lines of the proof."""
    lines = []
    for leg in legs:
        if isinstance(leg, Group):
            word = "side by side" if leg.kind == "together" else "whichever is taken"
            word += f", until {leg.needed} of them are done" if leg.needed else ""
            parts = [
                route[0] if len(route) == 1 else ProofStep("in a row", tuple(route))
                for route in (steps(context, each) for each in leg.routes)
            ]
            lines.append(ProofStep(word, tuple(parts)))
        else:
            lines.append(ProofStep(leg.text(context)))
    return lines


def limits(legs: Legs) -> Chain[TimeLimit]:
    """The limits of the legs alone."""
    return tuple(leg.of(limits(route) for route in leg.routes) if isinstance(leg, Group) else leg.limit for leg in legs)
