"""Availability and durability: the floor over the components, the expectation, and what would mend it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from ..algebra.availability import Outage, Supply
from ..algebra.expectation import CommonCause, own_part, probability_down, sharing
from ..algebra.guarantee import Guarantee, largest_share, least_guarantee
from ..algebra.intervals import Intervals
from ..algebra.structure import TooLarge, leaves
from ..algebra.windows import Budget, budgets, stated_seconds
from ..algebra.zones import local, zone
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.services import Component, Redundant, Series, Structure
from .carriers import check_carrier, check_terms
from .comparable import check_comparable
from .components import Composition, composition
from .context import Context
from .exclusions import check_unlimited, exclusions, limited
from .printing import moment, percent_down, percent_nearest, percent_up, points, promise_text, seconds_text
from .supplies import YEAR, Supplies, lost, promised_share
from .verdict import Findings, Step, Value


def prove_availability(context: Context, agreement: Agreement, promise: Objective, found: Findings) -> None:
    """The floor of a promised share of time against the promise, over every window of the horizon."""
    share, judged = promised_share(promise), context.judged(agreement)
    composed = composition(context, agreement, promise, found)
    if share is None or judged is None or composed is None:
        if composed is None and not found.reasons:
            found.add(
                "undecidable",
                "backing/nothing-covered",
                f"`{agreement.name}` covers no service",
                help="write `covers` and the services",
            )
        return
    for sides in composed.sides.values():
        check_terms(context, agreement, [side[0].agreement for side in sides], found)
    for carrier in composed.carriers:
        check_carrier(agreement, promise, carrier, found)
        check_unlimited(context, agreement, promise, carrier, found)
        check_comparable(agreement, promise, carrier, found)
    if composed.sides:
        _Floor(context, agreement, promise, composed, share, found).prove()


class _Floor:
    """One linear programme for each window of the promise."""

    def __init__(
        self,
        context: Context,
        agreement: Agreement,
        promise: Objective,
        composed: Composition,
        share: Fraction,
        found: Findings,
    ) -> None:
        self.context, self.agreement, self.promise, self.composed = context, agreement, promise, composed
        self.share, self.found = share, found
        self.behind = Supplies(context, agreement)
        self.supplies: dict[str, Supply] = {}

    def prove(self) -> None:
        shared = limited(self.context, self.agreement, self.promise, self.composed.carriers)
        spans = self.behind.windows_of(self.agreement, self.promise)
        if spans is None:
            self.found.add(
                "undecidable",
                "backing/no-window",
                f"the windows of `{self.promise.address}` cannot be laid out",
                help="say `fiscal year starts`, or a window of a stated length",
            )
            return
        hours = self.behind.hours_of(self.agreement, self.promise, spans)
        stated = stated_seconds(self.promise.window or YEAR)
        excluded = sum(shared.values(), Fraction(0))
        windows_ = budgets(spans, 1 - self.share, hours, stated=stated, excluded=excluded)
        plain = self.least(tuple(replace(w, excluded=Fraction(0)) for w in windows_), hours, with_excluded=False)
        worst = plain
        if any(exclusions(c.agreement, c.objective) for c in self.composed.carriers):
            everything = self.least(windows_, hours, with_excluded=True)
            if isinstance(everything, Guarantee) and (
                not isinstance(worst, Guarantee) or everything.share < worst.share
            ):
                worst = everything
        if isinstance(worst, TooLarge):
            self.found.add(
                "undecidable",
                "backing/too-large",
                f"the proof would need more than {worst.limit} {worst.what}",
                help="split the service into services of their own",
            )
        elif worst is None:
            self.found.add(
                "undecidable", "backing/no-window", f"no window of `{self.promise.address}` has measured time"
            )
        else:
            self.conclude(worst, windows_, hours)

    def least(self, promise: tuple[Budget, ...], hours: Intervals, with_excluded: bool) -> Guarantee | TooLarge | None:
        """The least guarantee of all ways in which the components are covered; its supplies are kept."""
        ways = self.behind.all(self.composed, with_excluded)
        if isinstance(ways, TooLarge):
            return ways
        worst: Guarantee | None = None
        for supplies in ways:
            found = least_guarantee(self.composed.structure, promise, hours, supplies)
            if isinstance(found, TooLarge):
                return found
            if found is not None and (worst is None or found.share < worst.share):
                worst, self.supplies = found, supplies
        return worst

    # The conclusion

    def conclude(self, worst: Guarantee, promise: tuple[Budget, ...], hours: Intervals) -> None:
        found, share = self.found, self.share
        found.guaranteed = Value(worst.share, percent_down(worst.share))
        found.slack = points(worst.share - share)
        found.steps.append(
            Step(f"`{self.promise.address}` promises {promise_text(self.promise)}", self.chain(self.composed.structure))
        )
        expected = self.expectation()
        if expected is not None:
            found.expected = Value(expected, percent_nearest(expected))
        if worst.share >= share:
            return
        found.counter, found.example = worst, self.counter_example(worst)
        found.mends += self.mends(promise, hours)
        assumed = self.assumption()
        if assumed and expected is not None and expected >= share:
            found.assumptions.append(assumed)
            found.add(
                "expected",
                "backing/only-expected",
                f"`{self.promise.address}` holds on average only: {percent_down(worst.share)} is guaranteed, "
                f"{percent_nearest(expected)} expected",
                self.promise.address,
                help=f"it rests on the assumption that {assumed}; a single window may still miss",
                example=found.example,
            )
            return
        found.add(
            "unbacked",
            "backing/hours-gap" if self.hours_are_the_cause(promise, hours) else "backing/too-weak",
            f"what backs `{self.promise.address}` guarantees {percent_down(worst.share)}, and it promises "
            f"{promise_text(self.promise)}",
            self.promise.address,
            help="; or ".join(found.mends[:3])
            or "no change of one number mends it: change the hours, the windows or the structure",
            example=found.example,
        )

    def hours_are_the_cause(self, promise: tuple[Budget, ...], hours: Intervals) -> bool:
        """Whether it would hold if everything behind it were covered at all times."""
        whole = {leaf: replace(supply, covered=(self.behind.always,)) for leaf, supply in self.supplies.items()}
        if whole == self.supplies:
            return False
        again = least_guarantee(self.composed.structure, promise, hours, whole)
        return isinstance(again, Guarantee) and again.share >= self.share

    def counter_example(self, worst: Guarantee) -> str:
        start, end = worst.window.span
        zone_name = self.agreement.zone
        last = (local(end, zone(zone_name or "UTC")) - timedelta(seconds=1)).date()
        first = local(start, zone(zone_name or "UTC")).date()
        downs = "; ".join(self.outage(outage) for outage in worst.outages[:3])
        return f"from {first} to {last}: {downs}" if downs else f"from {first} to {last}"

    def outage(self, outage: Outage) -> str:
        down = [
            f"`{name}`" for name in sorted(outage.down | (outage.stratum.free & leaves(self.composed.structure).keys()))
        ]
        together = " together" if len(down) > 1 else ""
        free = " outside its hours or term" if outage.stratum.free and not outage.down else ""
        since = moment(outage.stratum.spans[0][0], self.agreement.zone)
        return f"{' and '.join(down)} down{together} for {seconds_text(outage.seconds)}{free}, from {since} on"

    def mends(self, promise: tuple[Budget, ...], hours: Intervals) -> list[str]:
        """For each promise behind alone, the least availability that would suffice."""
        found = []
        for name in dict.fromkeys(carrier.name for carrier in self.composed.carriers):
            most = largest_share(self.composed.structure, promise, hours, self.supplies, name)
            if isinstance(most, Fraction):
                found.append(f"`{name}` at {percent_up(1 - most)}")
        if len(found) == len(self.composed.carriers) == 0:
            return []
        own = self.found.guaranteed
        if own is not None:
            found.append(f"`{self.promise.address}` at {percent_down(own.exact)}")
        return found

    def chain(self, structure: Structure) -> tuple[Step, ...]:
        """The structure in words, with what carries each component."""
        if isinstance(structure, Component):
            return (self.leaf(structure.service),)
        parts = tuple(step for part in structure.parts for step in self.chain(part))
        if isinstance(structure, Series):
            return (Step("all of these are needed", parts),)
        return (Step(f"{structure.needed} of these {'is' if structure.needed == 1 else 'are'} needed", parts),)

    def leaf(self, name: str) -> Step:
        if name in self.composed.owned:
            return Step(f"`{name}`: `{self.promise.owned_by or 'the customer'}` answers for it itself")
        sides = self.composed.sides[name]
        return Step(f"`{name}`", tuple(Step(f"`{c.name}`: {promise_text(c.objective)}") for s in sides for c in s))

    # Expectation

    def expectation(self) -> Fraction | None:
        """The share to be expected if the components fail independently of each other."""
        down = lost(self.composed)
        structure = self.composed.structure
        for thing, members in self.shared_things().items():
            common = min(down[name] for name in members)
            structure = sharing(structure, members, thing)
            down |= {thing: common, **{name: own_part(down[name], common) for name in members}}
        causes = [
            CommonCause(frozenset(a.of), a.beta)
            for a in self.agreement.assumptions
            if a.kind == "common-cause" and set(a.of) <= set(down)
        ]
        result = probability_down(structure, down, causes)
        return None if isinstance(result, TooLarge) else 1 - result

    def shared_things(self) -> dict[str, frozenset[str]]:
        """What several components share, so that they do not fail independently: a declared thing."""
        members: dict[str, set[str]] = {}
        for leaf in self.composed.sides:
            for thing in self.context.workspace.services[leaf].shares:
                members.setdefault(f"what they share: {thing}", set()).add(leaf)
        return {thing: frozenset(names) for thing, names in members.items() if len(names) > 1}

    def assumption(self) -> str:
        """The assumption of independence that the author wrote down for all redundant components, in words."""
        redundant = _redundant(self.composed.structure)
        for one in self.agreement.assumptions:
            named = {
                *one.of,
                *(
                    leaf
                    for leaf, s in self.composed.sides.items()
                    if {side[0].agreement.name for side in s} & set(one.of)
                ),
            }
            if one.kind in ("independent", "common-cause") and redundant <= named:
                return f"{', '.join(f'`{name}`' for name in one.of)} are independent ({one.because})"
        return ""


def _redundant(structure: Structure) -> set[str]:
    """The components that stand in for each other."""
    if isinstance(structure, Component):
        return set()
    if isinstance(structure, Redundant) and structure.needed < len(structure.parts):
        return set(leaves(structure))
    return {name for part in structure.parts for name in _redundant(part)}
