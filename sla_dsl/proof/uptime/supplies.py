"""Supplies: the hours, terms, windows and budgets of downtime behind the components of a service.

(docs/mathematics.md, Windows and budgets)
"""

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
from ..behind.components import Composition, Coverage
from ..behind.exclusions import YEAR, ExcludedOnBothSides, LimitedExclusion, limited_exclusions
from ..case import Case

LIMIT = 64
"""How many orders in which several agreements cover the same components are tried (docs/mathematics.md, Limits)."""


def promised_share(objective: Objective) -> Fraction | None:
    """The share (0 to 1) that an objective really bounds, after its rounding (docs/mathematics.md, Rounding)."""
    bound = objective.quantity
    if bound is None or bound.unit != "%":
        return None
    decimals = objective.counting.decimals
    # Rounded half up, a figure reaches the bound from half a unit of the last decimal below it on, and it exceeds the
    # bound (`above`) from half a unit above it on.
    spared = Fraction(5, 10 ** (decimals + 1)) if decimals is not None else Fraction(0)
    exceeds = objective.bound is not None and objective.bound.kind == "above"
    return (bound.amount + (spared if exceeds else -spared)) / 100


class Supplies:
    """The supplies behind a promise, over all of its windows that are judged.

    Judged are the windows that begin before the end of the judged days and, unless the term cuts them, end by then.
    ``begin`` and ``end`` enclose them all.  Where the gaps between the terms behind are told already
    (``gaps_are_told``), agreements behind are taken as prolonged, so that the figures speak of the rest.
    """

    def __init__(self, case: Case, *, gaps_are_told: bool = False) -> None:
        context, agreement = case.context, case.agreement
        judged = context.judged(agreement) or context.horizon
        term = expected_term(agreement)
        self.context, self.agreement, self.objective = context, agreement, case.objective
        self.gaps_are_told = gaps_are_told
        self.since, self.until = context.span(judged, agreement.zone)
        found = self._windows(agreement, case.objective, self.since, self.until) or ()
        # The horizon is ours, not the contract's: a window that it cuts is judged when its time comes.  A window that
        # the term cuts will never be longer.
        cut = term is not None and term.last == judged.last
        self.spans = tuple(span for span in found if cut or span[1] <= self.until) or found
        self.begin = min((start for start, _ in self.spans), default=self.since)
        self.end = max((end for _, end in self.spans), default=self.until)
        self.hours = self._hours(agreement, case.objective)

    @property
    def measured(self) -> tuple[Hashable, ...]:
        """A key of the time that is measured: promises that agree in it measure the same time."""
        days = expected_term(self.agreement)
        term = None if days is None else self.context.span(days, self.agreement.zone)
        return (self.context.hours(self.objective), term, self.since, self.begin, self.end)

    @property
    def always(self) -> Interval:
        """All time there is, for what is up or covered whatever the window."""
        # 10**10 seconds are 317 years: beyond every window that is laid out.
        return (self.begin - 10**10, self.end + 10**10)

    def windows(self, share: Fraction, excluded: Collection[ExcludedOnBothSides] = ()) -> tuple[Budget, ...]:
        """The promise of a share in each of its windows, less the time that it certainly excludes.

        Windows that count as met because the term cuts them are left out.
        """
        return tuple(
            one.excluding(sum((each.certain(one.span) for each in excluded), Fraction(0))) if excluded else one
            for one in self._budgets(self.agreement, self.objective, self.spans, 1 - share)
            if not self._is_met(self.agreement, one)
        )

    def limited(self, agreement: Agreement, objective: Objective) -> tuple[LimitedExclusion, ...]:
        """The exclusions of an objective up to a limit, around all windows of the promise."""
        return limited_exclusions(agreement, objective, self.begin, self.end)

    def _budgets(
        self, agreement: Agreement, objective: Objective, spans: tuple[Interval, ...], share: Fraction, name: str = ""
    ) -> tuple[Budget, ...]:
        """The budgets of an objective in its windows, with nothing excluded."""
        begin, end = min((start for start, _ in spans), default=0), max((end for _, end in spans), default=0)
        return budgets(
            spans,
            share,
            self._hours(agreement, objective),
            # A window that the term cuts has its budget in proportion, by the hours that it would have had.
            uncut=self.context.openings(self.context.hours(objective), begin, end),
            as_whole=agreement.partial_windows == "whole",
            stated=stated_seconds(objective.window or YEAR),
            promise=name,
        )

    def _is_met(self, agreement: Agreement, budget: Budget) -> bool:
        """Whether a window is met whatever happens in it, since the term cuts it (`partial windows count as met`)."""
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
        """The measured hours of an objective within its agreement's term, as far as its windows reach."""
        spans = self._windows(agreement, objective, self.begin, self.end) or ()
        begin = min((start for start, _ in spans), default=self.begin)
        end = max((end for _, end in spans), default=self.end)
        openings = self.context.openings(self.context.hours(objective), begin, end)
        return intersection(openings, self._term(agreement, begin, end))

    def _term(self, agreement: Agreement, begin: Instant, end: Instant) -> Intervals:
        """The part of a time in which an agreement is in force."""
        days = expected_term(agreement)
        if days is None or (self.gaps_are_told and agreement is not self.agreement):
            return ((begin, end),)
        since, until = self.context.span(days, agreement.zone)
        # The past part of a window that is under way counts as if the agreements of today had carried it: what has
        # been measured in it is not known here.
        begin = begin if since <= self.since else max(begin, since)
        return ((begin, min(end, until)),) if begin < min(end, until) else ()

    def all(self, composed: Composition, with_excluded: bool) -> Iterator[dict[str, Supply]] | TooLarge:
        """All ways to say what supplies each component.

        Of several agreements that cover a component on the same day each must suffice alone: in each way one of them
        comes first, and the others count only where it does not.  ``with_excluded`` adds to each budget all that its
        carrier may exclude.  (docs/backing.md, Who carries what)
        """
        orders = [
            [(first, *(one for one in coverages if one is not first)) for first in coverages]
            for coverages in composed.coverages.values()
        ]
        if len(list(islice(product(*orders), LIMIT + 1))) > LIMIT:
            return TooLarge("ways in which several agreements cover the same", LIMIT)
        # An owned part is covered at all times by a budget of nothing: its owner keeps it up.
        found = dict.fromkeys(composed.owned, Supply((self.always,), (Budget(self.always, Fraction(0), Fraction(1)),)))
        return (
            {
                **found,
                **{
                    leaf: self._in_turn(order, with_excluded)
                    for leaf, order in zip(composed.coverages, chosen, strict=True)
                },
            }
            for chosen in product(*orders)
        )

    def _in_turn(self, order: tuple[Coverage, ...], with_excluded: bool) -> Supply:
        """The supply of several coverages, each of which counts where none before it does; consecutive ones join."""
        covered: Intervals = ()
        held: list[Budget] = []
        for coverage in order:
            found = [self._of(carrier, with_excluded) for carrier in coverage]
            hours = union(span for spans, _ in found for span in spans)
            within = None if len(order) == 1 else difference(hours, covered)
            held += [replace(one, within=within) for _, own in found for one in own]
            covered = union((*covered, *hours))
        return Supply(covered, tuple(held))

    def _of(self, carrier: Carrier, with_excluded: bool) -> tuple[Intervals, tuple[Budget, ...]]:
        """The hours of a carrier, and its budgets."""
        agreement, objective = carrier.agreement, carrier.objective
        spans = self._windows(agreement, objective, self.begin, self.end) or ()
        hours = self._hours(agreement, objective)
        # A carrier whose share is not known promises nothing: it may be down all the time.
        name, share = carrier.name, 1 - (promised_share(objective) or Fraction(0))
        # In a window that counts as met everything may be lost, and no change of the share helps (no ``promise``).
        own = tuple(
            replace(one, share=Fraction(1), promise="") if self._is_met(agreement, one) else one
            for one in self._budgets(agreement, objective, spans, share, name)
        )
        if with_excluded:
            limited = self.limited(agreement, objective)
            own = tuple(one.excluding(sum((each.most(one.span) for each in limited), Fraction(0))) for one in own)
        return hours, own


def share_lost(composed: Composition, excluded: Mapping[Carrier, Fraction]) -> dict[str, Fraction]:
    """The share of time that each component is down, if the promises behind it are just kept.

    ``excluded`` is, for each carrier, the share of the time that it excludes and the promise does not: its component
    is down in it as well.
    """
    down = dict.fromkeys(composed.owned, Fraction(0))
    for leaf, coverages in composed.coverages.items():
        shares = [
            [
                share * (1 - excluded.get(c, Fraction(0)))
                for c in coverage
                if (share := promised_share(c.objective)) is not None
            ]
            for coverage in coverages
        ]
        # Of the promises of one agreement the best counts, of several agreements the worst: each must suffice alone.
        down[leaf] = 1 - min((max(each, default=Fraction(0)) for each in shares), default=Fraction(0))
    return down
