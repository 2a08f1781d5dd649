"""Availability and durability: the floor over the components, the expectation, and what would mend it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from ...algebra.availability import Outage, Supply, times
from ...algebra.guarantee import Guarantee, largest_share, least_guarantee
from ...algebra.intervals import Interval
from ...algebra.scopes import exclusions
from ...algebra.structure import TooLarge, leaves
from ...algebra.windows import Budget, clipped
from ...algebra.zones import local, zone
from ...model.agreement import Agreement
from ...model.backing import Assumption
from ...model.objective import Objective
from ...model.services import Component, Series, Structure
from ...text.finding import Related
from ...wording.figures import moment, percent_down, percent_nearest, percent_up, points, promise_text, seconds_text
from ..behind.carriers import Carrier, check_carrier, check_terms
from ..behind.comparable import check_comparable
from ..behind.components import Composition, composition
from ..behind.exclusions import check_limits, check_unlimited, limited
from ..behind.strictness import is_strict, only_reached
from ..context import Context
from ..verdict import Findings, Step, Value
from .expectation import Expectation, named, standing_in
from .supplies import Supplies, lost, promised_share


def prove_availability(context: Context, agreement: Agreement, promise: Objective, found: Findings) -> None:
    """The floor of a promised share of time against the promise, over every window of the horizon."""
    share, composed = promised_share(promise), composition(context, agreement, promise, found)
    if share is None:
        found.add("undecidable", "backing/not-comparable", f"`{promise.address}` is not bounded by a share of time")
    if share is None or composed is None:
        return
    for sides in composed.sides.values():
        check_terms(context, agreement, [side[0].agreement for side in sides], found)
    for carrier in composed.carriers:
        check_carrier(agreement, promise, carrier, found)
        check_unlimited(context, agreement, promise, carrier, found)
        check_limits(agreement, promise, carrier, found)
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
        told = any(reason.rule == "backing/term-gap" for reason in found.reasons)
        self.behind = Supplies(context, agreement, promise, gaps_are_told=told)
        self.shared = limited(context, agreement, promise, composed.carriers, self.behind.limits)
        self.supplies: dict[str, Supply] = {}
        self.expecting = Expectation(context, agreement, composed)

    def prove(self) -> None:
        windows = self.behind.windows(self.share)
        promise = self.behind.windows(self.share, self.shared.values()) if self.shared else windows
        plain = self.least(windows, with_excluded=False)
        worst = plain
        if any(exclusions(c.agreement, c.objective) for c in self.composed.carriers):
            everything = self.least(promise, with_excluded=True)
            if isinstance(everything, Guarantee) and isinstance(plain, Guarantee) and everything.share < plain.share:
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
                "undecidable",
                "backing/no-window",
                f"`{self.promise.address}` has no window of measured time",
                help="say `fiscal year starts`, or a window of a stated length",
            )
        elif isinstance(plain, Guarantee):
            self.conclude(worst, plain, promise)

    def least(self, promise: tuple[Budget, ...], with_excluded: bool) -> Guarantee | TooLarge | None:
        """The least guarantee of all ways in which the components are covered; its supplies are kept.

        Worked out once for promises of the same windows with the same behind them, whatever share they promise.
        """
        windows = tuple((one.span, one.counted, one.excluded) for one in promise)
        by = tuple((leaf, tuple(c.name for side in sides for c in side)) for leaf, sides in self.composed.sides.items())
        key = (self.composed.structure, by, self.behind.measured, windows, with_excluded)
        found = self.context.remembered(key, lambda: self._least(promise, with_excluded))
        if found is None or isinstance(found, TooLarge):
            return found
        worst, self.supplies = found
        return replace(worst, window=replace(worst.window, share=1 - self.share))

    def _least(
        self, promise: tuple[Budget, ...], with_excluded: bool
    ) -> tuple[Guarantee, dict[str, Supply]] | TooLarge | None:
        windows = tuple(replace(one, share=Fraction(0)) for one in promise)
        ways = self.behind.all(self.composed, with_excluded)
        if isinstance(ways, TooLarge):
            return ways
        worst: tuple[Guarantee, dict[str, Supply]] | None = None
        for supplies in ways:
            found = least_guarantee(self.composed.structure, windows, self.behind.hours, supplies)
            if isinstance(found, TooLarge):
                return found
            if found is not None and (worst is None or found.share < worst[0].share):
                worst = found, supplies
        return worst

    # The conclusion

    def conclude(self, worst: Guarantee, plain: Guarantee, promise: tuple[Budget, ...]) -> None:
        found, share = self.found, self.share
        found.guaranteed = Value(worst.share, percent_down(worst.share))
        found.slack = points(worst.share - share)
        found.steps.append(
            Step(f"`{self.promise.address}` promises {promise_text(self.promise)}", self.chain(self.composed.structure))
        )
        expected = self.expectation(worst)
        if expected is not None:
            found.expected = Value(expected, percent_nearest(expected))
            found.steps += [Step(f"for the expectation {one.text}") for one in self.expecting.conditioned]
        if worst.share < share:
            found.counter, found.example = worst, self.counter_example(worst)
            found.mends += self.mends(promise)
            self.falls_short(worst, plain, promise, expected)
        elif worst.share == share and is_strict(self.promise):
            self.just_reached(expected)

    def falls_short(
        self, worst: Guarantee, plain: Guarantee, promise: tuple[Budget, ...], expected: Fraction | None
    ) -> None:
        found, share, assumed = self.found, self.share, self.assumption()
        if assumed and expected is not None:
            found.assumptions += [assumed, *(one.text for one in self.expecting.conditioned)]
        if self.expecting.overlapping:
            self.overlapping_causes(*self.expecting.overlapping)
        elif assumed and expected is not None and expected >= share:
            self.only_expected(assumed, expected)
        elif plain.share >= share:
            self.exclusion_gap(worst)
        elif not self.coverage_is_the_cause(promise):
            self.fails("backing/too-weak")
        elif not any(reason.rule == "backing/term-gap" for reason in found.reasons):
            self.fails("backing/hours-gap")

    def just_reached(self, expected: Fraction | None) -> None:
        """A promise above a share: what guarantees just that share keeps it only if all of that is above its own."""
        if all(is_strict(carrier.objective) for carrier in self.composed.carriers):
            return
        assumed = self.assumption()
        if assumed and expected is not None and expected > self.share:
            self.found.assumptions.append(assumed)
            self.only_expected(assumed, expected)
        else:
            only_reached(self.promise, percent_down(self.share), "backing/too-weak", self.found)

    def only_expected(self, assumed: str, expected: Fraction) -> None:
        guaranteed = self.found.guaranteed.text if self.found.guaranteed else ""
        self.found.add(
            "expected",
            "backing/only-expected",
            f"`{self.promise.address}` holds on average only: {guaranteed} is guaranteed, "
            f"{percent_nearest(expected)} expected",
            self.promise.address,
            help=f"it rests on the assumption that {assumed}; a single window may still miss",
            example=self.found.example,
        )

    def overlapping_causes(self, one: Assumption, other: Assumption) -> None:
        self.found.add(
            "undecidable",
            "backing/overlapping-causes",
            "two common causes are stated of the same part",
            at=other.source,
            related=[Related(one.source, "the other common cause")],
            help="say one common cause of all parts that it strikes, with a share that is large enough",
        )

    def exclusion_gap(self, worst: Guarantee) -> None:
        """It would hold if nothing were excluded behind it."""
        theirs = [(c, one) for c in self.composed.carriers for one in exclusions(c.agreement, c.objective)]
        reasons = ", ".join(dict.fromkeys(f"`{one.reason}`" for _, one in theirs))
        names = " and ".join(dict.fromkeys(f"`{c.agreement.name}`" for c, _ in theirs))
        self.found.add(
            "unbacked",
            "backing/exclusion-gap",
            f"{names} may exclude {reasons} so far that {percent_down(worst.share)} is left of "
            f"`{self.promise.address}`, which promises {promise_text(self.promise)}",
            self.promise.address,
            related=[Related(one.source, "excluded here") for _, one in theirs],
            help=f"exclude {reasons} here as far too, or have it taken out behind",
            example=self.found.example,
        )

    def fails(self, rule: str) -> None:
        guaranteed = self.found.guaranteed.text if self.found.guaranteed else ""
        expected = self.found.expected if self.assumption() else None
        also = f" and lets {expected.text} be expected" if expected else ""
        self.found.add(
            "unbacked",
            rule,
            f"what backs `{self.promise.address}` guarantees {guaranteed}{also}, and it promises "
            f"{promise_text(self.promise)}",
            self.promise.address,
            help="; or ".join(self.found.mends[:3])
            or "no change of one number mends it: change the hours, the windows or the structure",
            example=self.found.example,
        )

    def coverage_is_the_cause(self, promise: tuple[Budget, ...]) -> bool:
        """Whether it would hold if everything behind it were covered at all times."""
        whole = {leaf: replace(supply, covered=(self.behind.always,)) for leaf, supply in self.supplies.items()}
        again = least_guarantee(self.composed.structure, promise, self.behind.hours, whole)
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
            " or ".join(f"`{one}`" for one in self.composed.names(name))
            for name in sorted(outage.down | (outage.stratum.free & leaves(self.composed.structure).keys()))
        ]
        together = " together" if len(down) > 1 else ""
        free = " outside its hours or term" if outage.stratum.free and not outage.down else ""
        since = moment(outage.stratum.spans[0][0], self.agreement.zone)
        return f"{' and '.join(down)} down{together} for {seconds_text(outage.seconds)}{free}, from {since} on"

    def mends(self, promise: tuple[Budget, ...]) -> list[str]:
        """For each promise behind alone, the least availability that would suffice."""
        found = []
        for name in dict.fromkeys(carrier.name for carrier in self.composed.carriers):
            most = largest_share(self.composed.structure, promise, self.behind.hours, self.supplies, name)
            if isinstance(most, Fraction):
                found.append(f"`{name}` at {percent_up(1 - most)}")
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
        names = " and ".join(f"`{one}`" for one in self.composed.names(name))
        return Step(names, tuple(Step(f"`{c.name}`: {promise_text(c.objective)}") for s in sides for c in s))

    # Expectation

    def expectation(self, worst: Guarantee) -> Fraction | None:
        """The share to be expected in a window if the components fail independently but for what they share."""
        if self.expecting.overlapping:
            return None
        up, whole = Fraction(0), times(clipped(self.behind.hours, worst.window.span), self.supplies)
        shares = lost(self.composed, self.excluded(worst.window.span, whole.seconds))
        for stratum in whole.strata:
            down = self.expecting.down(shares | dict.fromkeys(stratum.free, Fraction(1)))
            if isinstance(down, TooLarge):
                return None
            up += (1 - down) * stratum.seconds
        return up / whole.seconds

    def excluded(self, span: Interval, measured: Fraction) -> dict[Carrier, Fraction]:
        """The share of the measured time that each carrier may exclude in a window while the promise does not."""
        spared = {reason: one.both(span) - one.seconds(span) for reason, one in self.shared.items()}
        found = {}
        for carrier in self.composed.carriers:
            most = [
                (one.exclusion.reason, one.most(span))
                for one in self.behind.limits(carrier.agreement, carrier.objective)
            ]
            left = sum((min(each, spared.get(reason, each)) for reason, each in most), Fraction(0))
            found[carrier] = min(left / measured, Fraction(1))
        return found

    def assumption(self) -> str:
        """The assumption that the author wrote down for all redundant components, in words."""
        redundant = {leaf for part in standing_in(self.composed.structure) for leaf in leaves(part)}
        stated = [one for one in self.agreement.assumptions if one.kind != "comparable"]
        for one in sorted(stated, key=lambda one: one.kind != "common-cause"):
            if redundant <= named(self.context, one, self.composed):
                names = ", ".join(f"`{name}`" for name in one.of)
                common = f" but for a common cause of {percent_nearest(one.beta)}" if one.kind != "independent" else ""
                return f"{names} are independent{common} ({one.because})"
        return ""
