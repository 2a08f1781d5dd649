"""The floor of a promise of time: what is guaranteed in its worst window, how it falls short, what would mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from ...algebra.availability import Supply, times
from ...algebra.excused import LIMIT as WAYS
from ...algebra.guarantee import ROLLING, Guarantee, largest_share, least_guarantee, may_be_reached
from ...algebra.intervals import Intervals, clipped, difference, intersection
from ...algebra.scopes import exclusions
from ...algebra.structure import TooLarge, leaves
from ...algebra.windows import Budget, Excuse, stated_seconds
from ...model.backing import Assumption
from ...text.finding import Related
from ...wording.figures import percent_down, percent_nearest, percent_up, points
from ..behind.carriers import Carrier
from ..behind.components import Composition
from ..behind.exclusions import check_unlimited, excluded_on_both_sides, excludes_piecemeal
from ..behind.limits import YEAR
from ..behind.narrowed import is_narrowed
from ..behind.same_days import blank_of, tell_blank
from ..behind.strictness import is_strict, only_reached
from ..case import Case
from ..verdict import Figure, ProofStep
from .example import other_zones, structure_lines, worst_window
from .expectation import Expectation, excluded_shares, named, standing_in
from .supplies import Supplies, share_lost, without_excuses


class Floor:
    """The guaranteed floor of one promise: a linear programme for each of its windows.

    (docs/mathematics.md, Availability: what is guaranteed)
    """

    def __init__(
        self, case: Case, composed: Composition, share: Fraction, *, renewed: bool = True, for_sure: bool = False
    ) -> None:
        self.case, self.composed, self.share, self.renewed = case, composed, share, renewed
        told = case.has_broken("backing/term-gap")
        self.supplies = Supplies(case, composed, gaps_are_told=told, renewed=renewed, for_sure=for_sure)
        self.excluded_too = excluded_on_both_sides(case, composed.carriers, self.supplies.limited)
        self.behind = self.supplies.behind()
        self.expecting = Expectation(case, composed)

    def prove(self) -> None:
        """Compares what is guaranteed in the worst window with the promise."""
        if is_narrowed(self.case) and not self.is_in_proportion():
            self.narrowed()
        worst = self.least(with_excluded=True)
        if isinstance(worst, TooLarge):
            self.too_large(worst)
        elif worst is None:
            self.case.add(
                "undecidable",
                "backing/no-window",
                message=f"`{self.case.address}` has no window of measured time",
                help="say `fiscal year starts`, or a window of a stated length",
            )
        else:
            self.conclude(worst)

    def is_in_proportion(self) -> bool:
        """Whether all behind counts in the promise's own windows and hours: of any part as much may be lost then."""
        length = stated_seconds(self.case.objective.window or YEAR)
        for one in self.behind.windows:
            inside = times(clipped(self.supplies.hours, one.span), self.behind.supplied)
            whole = len(inside.strata) == 1 and not inside.strata[0].free and not inside.strata[0].excuses
            same = all((limit.budget.span, limit.budget.counted) == (one.span, one.counted) for limit in inside.limits)
            if length is not None or not whole or not same:
                return False
        return True

    def narrowed(self) -> None:
        """Less is measured than the windows hold, and how much of it what is behind may lose is not known."""
        # Where the condition is told already, this follows from it.
        if any(one.rule == "backing/conditional" for one in self.case.grounds):
            return
        self.case.add(
            "undecidable",
            "backing/conditional",
            self.case.address,
            message=f"`{self.case.address}` does not count all time, and windows or hours behind it differ: what may "
            "be lost there may all fall into the time that counts here",
            help="measure both in the same windows and hours, or take the condition out of the promise",
        )

    def least(self, *, with_excluded: bool) -> Guarantee | TooLarge | None:
        """The least guarantee of all windows, whether anything is excluded behind or not."""
        # The guarantee does not depend on the promised share: promises of the same time with the same behind them
        # share one answer.
        found = self.case.context.remembered(
            "guarantee", (self.behind, with_excluded), lambda: self._least(with_excluded)
        )
        if found is None or isinstance(found, TooLarge):
            return found
        return replace(found, window=replace(found.window, share=1 - self.share))

    def _least(self, with_excluded: bool) -> Guarantee | TooLarge | None:
        structure, windows, hours = self.composed.structure, self.behind.windows, self.supplies.hours
        if not with_excluded:
            return least_guarantee(structure, windows, hours, without_excuses(self.behind.supplied))
        alike = self.behind.alike
        if alike is None:
            return least_guarantee(structure, windows, hours, self.behind.supplied, self.supplies.own)
        # Services that are built alike, and rest on what promises the same, have the same guarantee.
        components, found = self.case.context.remembered(
            "guarantee alike",
            alike.key,
            lambda: (alike.components, least_guarantee(structure, windows, hours, self.behind.supplied)),
        )
        return alike.renamed(found, components)

    # The conclusion

    def too_large(self, reached: TooLarge) -> None:
        """A stated limit of the computation is reached."""
        self.case.add(
            "undecidable",
            "backing/too-large",
            message=f"the proof would need more than {reached.limit} {reached.what}",
            help="split the service into services of their own",
        )

    def conclude(self, worst: Guarantee) -> None:
        """Writes the figures down, and a ground if they do not reach the promise."""
        case, share = self.case, self.share
        case.guaranteed = Figure(worst.share, percent_down(worst.share))
        case.slack = points(worst.share - share)
        case.steps.append(
            ProofStep(
                f"`{case.address}` promises {case.promised}",
                structure_lines(case, self.composed, self.composed.structure),
            )
        )
        expected = self.expectation(worst)
        if expected is not None:
            case.expected = Figure(expected, percent_nearest(expected))
            case.steps += [ProofStep(f"for the expectation {one.text}") for one in self.expecting.conditioned]
        if worst.share < share <= worst.reached:
            ways = TooLarge("ways to use up the limits of exclusions", WAYS)
            several = TooLarge("combinations of outages, times and budgets", ROLLING)
            self.too_large(ways if self.supplies.excuses.reasons else several)
        elif worst.share < share and not excludes_piecemeal(case, self.composed.carriers):
            case.counter, case.example = worst, worst_window(case, self.composed, worst)
            windows = [replace(one, share=1 - share) for one in self.behind.windows]
            case.mends += self.mends(sorted(windows, key=lambda one: one.span != worst.window.span))
            self.falls_short(worst, expected)
        # `above 99%` leaves out 99 % itself, and so needs slack (docs/backing.md, What you write).
        elif worst.share == share and is_strict(case.objective):
            self.just_reached(expected)
        if worst.share >= share and self.supplies.excuses.is_trusted(one.span for one in self.behind.windows):
            self.for_sure()

    def for_sure(self) -> None:
        """Adds a ground if the promise holds only as long as what it excuses itself is taken to be enough."""
        sure = Floor(self.case, self.composed, self.share, for_sure=True).least(with_excluded=True)
        if not isinstance(sure, Guarantee) or sure.share < self.share:
            self.supplies.excuses.tell_trusted()

    def falls_short(self, worst: Guarantee, expected: Fraction | None) -> None:
        """Adds the ground that tells best why the guarantee is less than the promise."""
        case, assumed = self.case, self.assumption()
        if assumed and expected is not None:
            case.assumptions += [assumed, *(one.text for one in self.expecting.conditioned)]
        blank = [(one, found) for one in self.composed.carriers if (found := blank_of(one.objective)) is not None]
        for one, found in blank:
            tell_blank(case, one.agreement, found, one.objective)
        # A contradiction in the assumptions comes first: no expectation can be told before it is mended.
        if blank:
            return
        if self.expecting.overlapping:
            self.overlapping_causes(*self.expecting.overlapping)
        elif assumed and expected is not None and self.is_reached(expected):
            self.only_expected(assumed, expected)
        # The further branches ask which change alone would mend it: nothing excluded behind, or no gap in the cover.
        elif self.holds_without_exclusions():
            self.exclusion_gap(worst)
        elif not self.coverage_is_the_cause(worst):
            self.fails("backing/too-weak")
        elif not case.has_broken("backing/term-gap"):
            self.fails("backing/hours-gap")

    def is_reached(self, expected: Fraction) -> bool:
        """Whether a figure keeps to the promise; of `above` the promised share itself does not."""
        return expected > self.share or (expected == self.share and not is_strict(self.case.objective))

    def holds_without_exclusions(self) -> bool:
        """Whether the promise would hold if nothing were excluded behind it."""
        if not any(exclusions(carrier.agreement, carrier.objective) for carrier in self.composed.carriers):
            return False
        plain = self.least(with_excluded=False)
        return isinstance(plain, Guarantee) and plain.share >= self.share

    def just_reached(self, expected: Fraction | None) -> None:
        """A promise `above` a share holds where what is behind may come to it, and may not reach it."""
        strict = {carrier.name for carrier in self.composed.carriers if is_strict(carrier.objective)}
        if all(carrier.name in strict for carrier in self.composed.carriers):
            return
        windows = [replace(one, share=1 - self.share) for one in self.behind.windows]
        supplied = self.supplies.hours, self.behind.supplied
        reached = not strict or may_be_reached(self.composed.structure, windows, *supplied, strict)
        if reached is False:
            return
        assumed = self.assumption()
        if assumed and expected is not None and self.is_reached(expected):
            self.case.assumptions.append(assumed)
            self.only_expected(assumed, expected)
        elif reached:
            only_reached(self.case, percent_down(self.share), "backing/too-weak")
        else:
            self.case.add(
                "undecidable",
                "backing/too-weak",
                self.case.address,
                message=f"whether what carries `{self.case.address}` may come to just {percent_down(self.share)} is "
                f"not known, where {self.case.promised} is promised",
                help="promise `at least` that figure, or have `above` promised in all that is behind",
            )

    def only_expected(self, assumed: str, expected: Fraction) -> None:
        """The promise holds on average, under an assumption that the author wrote down."""
        guaranteed = self.case.guaranteed.text if self.case.guaranteed else ""
        self.case.add(
            "expected",
            "backing/only-expected",
            self.case.address,
            message=f"`{self.case.address}` holds on average only: {guaranteed} is guaranteed, "
            f"{percent_nearest(expected)} expected",
            help=f"it rests on the assumption that {assumed}; a single window may still miss",
            example=self.case.example,
        )

    def overlapping_causes(self, one: Assumption, other: Assumption) -> None:
        """Two stated common causes have a part in common."""
        self.case.add(
            "undecidable",
            "backing/overlapping-causes",
            message="two common causes are stated of the same part",
            at=other.source,
            related=[Related(one.source, "the other common cause")],
            help="say one common cause of all parts that it strikes, with a share that is large enough",
        )

    def holds_with_all_excused(self) -> bool:
        """Whether the promise would hold if it excluded all that is excluded behind it."""
        every = (Excuse(self.supplies.excuses.excusable),)
        found = least_guarantee(
            self.composed.structure, self.behind.windows, self.supplies.hours, self.behind.supplied, lambda _: every
        )
        return isinstance(found, Guarantee) and found.share >= self.share

    def exclusion_gap(self, worst: Guarantee) -> None:
        """The promise would hold if nothing were excluded behind it."""
        for carrier in self.composed.carriers:
            check_unlimited(self.case, carrier)
        if self.case.has_broken("backing/exclusion-gap"):
            return
        theirs = [(c, one) for c in self.composed.carriers for one in exclusions(c.agreement, c.objective)]
        reasons = ", ".join(dict.fromkeys(f"`{one.reason}`" for _, one in theirs))
        lacking = ", ".join(dict.fromkeys(f"`{one}`" for one in self.supplies.excuses.lacking()))
        limited = all(one.limit is not None for _, one in theirs)
        names = " and ".join(dict.fromkeys(f"`{c.agreement.name}`" for c, _ in theirs))
        self.case.add(
            "unbacked",
            "backing/exclusion-gap",
            self.case.address,
            message=f"{names} may exclude {reasons} so far that {percent_down(worst.share)} is left of "
            f"`{self.case.address}`, which promises {self.case.promised}"
            + ("" if lacking else ": what both exclude leaves the counted time, and the rest counts for more"),
            related=[Related(one.source, "excluded here") for _, one in theirs],
            help=f"exclude {lacking} here as far too, or have it taken out behind"
            if lacking and self.holds_with_all_excused()
            else f"have {reasons} taken out behind, or limited to less"
            if lacking or limited
            else f"have {reasons} limited behind, as by `up to 24 h each calendar month`",
            example=self.case.example,
        )

    def fails(self, rule: str) -> None:
        """The guarantee is less than the promise, by the fault of this rule."""
        guaranteed = self.case.guaranteed.text if self.case.guaranteed else ""
        expected = self.case.expected if self.assumption() else None
        also = f" and lets {expected.text} be expected" if expected else ""
        self.case.add(
            "unbacked",
            rule,
            self.case.address,
            message=f"what backs `{self.case.address}` guarantees {guaranteed}{also}, and it promises "
            f"{self.case.promised}",
            related=other_zones(self.case, self.composed),
            help="; or ".join(self.case.mends[:3])
            or "no change of one number mends it: change the hours, the windows or the structure",
            example=self.case.example,
        )

    def coverage_is_the_cause(self, worst: Guarantee) -> bool:
        """Whether the promise would hold if everything behind it were covered at all times."""
        windows, supplied = self.behind.windows, self.behind.supplied
        if not any(difference(self.supplies.hours, supply.covered) for supply in supplied.values()):
            return False
        whole = {leaf: replace(supply, covered=(self.supplies.always,)) for leaf, supply in supplied.items()}
        # The worst window comes first: mostly it is the answer.
        for some in ([one for one in windows if one.span == worst.window.span], windows):
            again = least_guarantee(self.composed.structure, some, self.supplies.hours, whole, self.supplies.own)
            if not isinstance(again, Guarantee) or again.share < self.share:
                return False
        return True

    def mends(self, budgets: Sequence[Budget]) -> list[str]:
        """For each carrier alone, the least availability that would suffice; then the figure that can be promised.

        (docs/mathematics.md, What would suffice)
        """
        found = []
        # What only reaches a promise `above` a share does not keep it: then it is a last decimal more, or less.
        reaches = not is_strict(self.case.objective) or all(is_strict(one.objective) for one in self.composed.carriers)
        more = Fraction(0) if reaches else Fraction(1, 10**9)
        for name in dict.fromkeys(carrier.name for carrier in self.composed.carriers):
            most = largest_share(
                self.composed.structure, budgets, self.supplies.hours, self.behind.supplied, name, self.supplies.own
            )
            if isinstance(most, Fraction):
                found.append(f"`{name}` at {percent_up(1 - most + more)}")
        own = self.case.guaranteed
        if own is not None:
            found.append(f"`{self.case.address}` at {percent_down(own.exact - more)}")
        return found

    # Expectation

    def expectation(self, worst: Guarantee) -> Fraction | None:
        """The average share of the worst window, if the components fail independently except for what they share.

        None if it is too large to compute, or the stated common causes overlap.
        """
        if self.expecting.overlapping:
            return None
        span = worst.window.span
        measured = clipped(self.supplies.hours, span)
        excluded = excluded_shares(self.case, self.composed, self.supplies, self.excluded_too, span)
        # Nor does the expectation depend on the promised share.
        key = (self.behind, span, self.expecting.key, tuple(excluded.items()))
        expected, self.expecting.conditioned = self.case.context.remembered(
            "expectation", key, lambda: (self._expected(measured, excluded), self.expecting.conditioned)
        )
        return expected

    def _expected(self, measured: Intervals, excluded: Mapping[Carrier, Fraction]) -> Fraction | None:
        # When somebody answers for a component matters here, and not how much of it he may lose.
        covered = {leaf: Supply(hours, ()) for leaf, hours in self.supplies.covered().items()}
        up = seconds = Fraction(0)
        for piece, holding in self._by_carriers(measured):
            shares, whole = share_lost(self.composed, excluded, holding), times(piece, covered)
            for stratum in whole.strata:
                # Nobody answers for a component outside its hours or term, and so it is taken as down.
                down = self.expecting.down(shares | dict.fromkeys(stratum.free, Fraction(1)))
                if isinstance(down, TooLarge):
                    return None
                up += (1 - down) * stratum.seconds
            seconds += whole.seconds
        return up / seconds

    def _by_carriers(self, measured: Intervals) -> list[tuple[Intervals, frozenset[Carrier]]]:
        """The measured time in pieces, each with the carriers that hold in it."""
        found = [(measured, frozenset[Carrier]())]
        for carrier in self.composed.carriers:
            hours = self.supplies.hours_of(carrier)
            inside = [(intersection(piece, hours), holding | {carrier}) for piece, holding in found]
            outside = [(difference(piece, hours), holding) for piece, holding in found]
            found = [(piece, holding) for piece, holding in (*inside, *outside) if piece]
        return found

    def assumption(self) -> str:
        """The assumption that the author wrote down about all redundant components, in words; empty without one."""
        redundant = {leaf for part in standing_in(self.composed.structure) for leaf in leaves(part)}
        stated = [one for one in self.case.agreement.assumptions if one.kind != "comparable"]
        # A common cause says more than independence, and so it is the one that is told.
        for one in sorted(stated, key=lambda one: one.kind != "common-cause"):
            if redundant <= named(self.case.context, one, self.composed):
                names = ", ".join(f"`{name}`" for name in one.of)
                common = f" but for a common cause of {percent_nearest(one.beta)}" if one.kind != "independent" else ""
                return f"{names} are independent{common} ({one.because})"
        return ""
