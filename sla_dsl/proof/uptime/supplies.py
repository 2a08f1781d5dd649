"""What stands behind the components of a service in time: hours, terms, windows and their budgets of downtime."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product

from ...algebra.availability import Supply
from ...algebra.days import term as expected_term
from ...algebra.intervals import Interval, Intervals, difference, intersection, union
from ...algebra.structure import TooLarge
from ...algebra.windows import Budget, anchor, budgets, stated_seconds, windows
from ...algebra.zones import Instant, zone
from ...model.agreement import Agreement
from ...model.objective import Objective
from ..behind.carriers import Carrier
from ..behind.components import Composition, Side
from ..behind.exclusions import YEAR, Limit, Shared, limits
from ..context import Context, quantity

LIMIT = 64
"""How many ways in which several agreements cover the same components are tried."""


def promised_share(objective: Objective) -> Fraction | None:
    """The share (0 to 1) that an objective really bounds, after its rounding.

    Half up and compared after rounding, a figure passes from half a unit of the last decimal below the bound on, and
    exceeds it from half a unit above it on.
    """
    bound = quantity(objective)
    if bound is None or bound.unit != "%":
        return None
    decimals = objective.counting.decimals
    spared = Fraction(5, 10 ** (decimals + 1)) if decimals is not None else Fraction(0)
    exceeds = objective.bound is not None and objective.bound.kind == "above"
    return (bound.amount + (spared if exceeds else -spared)) / 100


class Supplies:
    """The supplies behind a promise, over all of its windows that are judged.

    These are the windows that begin before the end of the judged days and, unless the term cuts them, end by then.
    What has passed of one that is under way counts as if those of today had carried it.  Where the gaps between the
    terms behind are told already, the figures are those of agreements that are prolonged.
    """

    def __init__(
        self, context: Context, agreement: Agreement, promise: Objective, *, gaps_are_told: bool = False
    ) -> None:
        judged = context.judged(agreement) or context.horizon
        term = expected_term(agreement)
        self.context, self.agreement, self.promise = context, agreement, promise
        self.gaps_are_told = gaps_are_told
        self.since, self.until = context.span(judged, agreement.zone)
        found = self._windows(agreement, promise, self.since, self.until) or ()
        cut = term is not None and term.last == judged.last
        self.spans = tuple(span for span in found if cut or span[1] <= self.until) or found
        self.begin = min((start for start, _ in self.spans), default=self.since)
        self.end = max((end for _, end in self.spans), default=self.until)
        self.hours = self._hours(agreement, promise)

    @property
    def measured(self) -> tuple[Hashable, ...]:
        """What says which time is measured, for all promises alike that agree in it."""
        days = expected_term(self.agreement)
        term = None if days is None else self.context.span(days, self.agreement.zone)
        return (self.context.hours(self.promise), term, self.since, self.begin, self.end)

    @property
    def always(self) -> Interval:
        """All the time that there is."""
        return (self.begin - 10**10, self.end + 10**10)

    def windows(self, share: Fraction, shared: Collection[Shared] = ()) -> tuple[Budget, ...]:
        """The promise in each of its windows that is not met as one that the term cuts, less what it excludes."""
        return tuple(
            one.excluding(sum((each.seconds(one.span) for each in shared), Fraction(0))) if shared else one
            for one in self._budgets(self.agreement, self.promise, self.spans, 1 - share)
            if not self._is_met(self.agreement, one)
        )

    def limits(self, agreement: Agreement, objective: Objective) -> tuple[Limit, ...]:
        """What an objective excludes up to a limit, around all windows of the promise."""
        return limits(agreement, objective, self.begin, self.end)

    def _budgets(
        self, agreement: Agreement, objective: Objective, spans: tuple[Interval, ...], share: Fraction, name: str = ""
    ) -> tuple[Budget, ...]:
        """The budgets of an objective in its windows, with nothing excluded."""
        begin, end = min((start for start, _ in spans), default=0), max((end for _, end in spans), default=0)
        return budgets(
            spans,
            share,
            self._hours(agreement, objective),
            uncut=self.context.openings(self.context.hours(objective), begin, end),
            as_whole=agreement.partial_windows == "whole",
            stated=stated_seconds(objective.window or YEAR),
            promise=name,
        )

    def _is_met(self, agreement: Agreement, budget: Budget) -> bool:
        """Whether a window is met whatever happens in it, since the term cuts it."""
        days = expected_term(agreement)
        if agreement.partial_windows != "met" or days is None:
            return False
        since, until = self.context.span(days, agreement.zone)
        return budget.span[0] < since or until < budget.span[1]

    def _windows(
        self, agreement: Agreement, objective: Objective, since: Instant, until: Instant
    ) -> tuple[Interval, ...] | None:
        window = objective.window or YEAR
        first = anchor(window, agreement)
        return None if first is None else windows(window, zone(agreement.zone or "UTC"), since, until, first)

    def _hours(self, agreement: Agreement, objective: Objective) -> Intervals:
        """The measured hours of an objective, within the agreement's term (as of today for the past)."""
        spans = self._windows(agreement, objective, self.begin, self.end) or ()
        begin = min((start for start, _ in spans), default=self.begin)
        end = max((end for _, end in spans), default=self.end)
        openings = self.context.openings(self.context.hours(objective), begin, end)
        return intersection(openings, self._term(agreement, begin, end))

    def _term(self, agreement: Agreement, begin: Instant, end: Instant) -> Intervals:
        days = expected_term(agreement)
        if days is None or (self.gaps_are_told and agreement is not self.agreement):
            return ((begin, end),)
        since, until = self.context.span(days, agreement.zone)
        begin = begin if since <= self.since else max(begin, since)
        return ((begin, min(end, until)),) if begin < min(end, until) else ()

    def all(self, composed: Composition, with_excluded: bool) -> Iterator[dict[str, Supply]] | TooLarge:
        """All ways to say what stands behind each component.

        Of several agreements that cover a component on the same day each alone must suffice: in each of these ways
        one of them comes first, and the others count only where it does not.
        """
        self.with_excluded = with_excluded
        sides = composed.sides
        orders = [[(first, *(s for s in all_ if s is not first)) for first in all_] for all_ in sides.values()]
        if len(list(islice(product(*orders), LIMIT + 1))) > LIMIT:
            return TooLarge("ways in which several agreements cover the same", LIMIT)
        found = dict.fromkeys(composed.owned, Supply((self.always,), (Budget(self.always, Fraction(0), Fraction(1)),)))
        return (
            {**found, **{leaf: self._in_turn(order) for leaf, order in zip(sides, chosen, strict=True)}}
            for chosen in product(*orders)
        )

    def _in_turn(self, order: tuple[Side, ...]) -> Supply:
        """Several sides, of which each counts where none before it does; consecutive agreements join."""
        covered: Intervals = ()
        held: list[Budget] = []
        for side in order:
            found = [self._of(carrier) for carrier in side]
            hours = union(span for spans, _ in found for span in spans)
            within = None if len(order) == 1 else difference(hours, covered)
            held += [replace(one, within=within) for _, own in found for one in own]
            covered = union((*covered, *hours))
        return Supply(covered, tuple(held))

    def _of(self, carrier: Carrier) -> tuple[Intervals, tuple[Budget, ...]]:
        agreement, objective = carrier.agreement, carrier.objective
        spans = self._windows(agreement, objective, self.begin, self.end) or ()
        hours = self._hours(agreement, objective)
        name, share = carrier.name, 1 - (promised_share(objective) or Fraction(0))
        own = tuple(
            replace(one, share=Fraction(1), promise="") if self._is_met(agreement, one) else one
            for one in self._budgets(agreement, objective, spans, share, name)
        )
        if self.with_excluded:
            all_ = self.limits(agreement, objective)
            own = tuple(one.excluding(sum((each.most(one.span) for each in all_), Fraction(0))) for one in own)
        return hours, own


def lost(composed: Composition, excluded: Mapping[Carrier, Fraction]) -> dict[str, Fraction]:
    """The share of time that each component is down, if what is promised of it is just kept.

    Down is also what a carrier excludes and the promise does not, a share of the time.
    """
    down = dict.fromkeys(composed.owned, Fraction(0))
    for leaf, sides in composed.sides.items():
        shares = [
            [
                share * (1 - excluded.get(c, Fraction(0)))
                for c in side
                if (share := promised_share(c.objective)) is not None
            ]
            for side in sides
        ]
        down[leaf] = 1 - min((max(each, default=Fraction(0)) for each in shares), default=Fraction(0))
    return down
