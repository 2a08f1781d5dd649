"""Supplies: the hours, terms, windows and budgets of downtime behind the components of a service.

(docs/mathematics.md, Windows and budgets)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations, product
from math import ceil, floor

from ...algebra.availability import Supply
from ...algebra.days import term as expected_term
from ...algebra.in_force import effective_day
from ...algebra.intervals import Interval, Intervals, difference, intersection, union
from ...algebra.scopes import overlaps
from ...algebra.windows import Budget, Excuse, anchor, budgets, stated_seconds, windows
from ...algebra.zones import Instant, zone
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Days
from ...model.services import Component, Redundant, Series, Structure
from ..behind.carriers import Carrier
from ..behind.components import Composition, Coverage
from ..behind.exclusions import LimitedExclusion, limited_exclusions
from ..behind.limits import YEAR
from ..case import Case
from ..settled import counting
from .alike import Alike, alike
from .excuses import Excuses


def promised_share(objective: Objective) -> Fraction | None:
    """The share (0 to 1) that an objective really bounds, after its rounding (docs/mathematics.md, Rounding)."""
    bound = objective.quantity
    if bound is None or bound.unit != "%":
        return None
    decimals = objective.counting.decimals
    if decimals is None:
        return bound.amount / 100
    # Rounded half up, a figure reaches a step from half a step below it on.  What keeps to the bound is the first step
    # at it or above, or, if it must exceed the bound, the first step above.
    step, exceeds = Fraction(1, 10**decimals), objective.bound is not None and objective.bound.kind == "above"
    first = floor(bound.amount / step) + 1 if exceeds else ceil(bound.amount / step)
    return (first - Fraction(1, 2)) * step / 100


def by_value(composed: Composition) -> Composition:
    """The composition with a leaf of its own for each value for which an agreement promises a component.

    A component that an agreement promises site by site is down where any of its sites is, so that what each of them
    may lose adds up.  Of a site all that is promised of it bounds what it may lose, and what is promised of all sites,
    or by agreements that cover the component as a whole, bounds that of all of them together.
    """
    coverages: dict[str, tuple[Coverage, ...]] = {}
    parts: dict[str, tuple[str, ...]] = {}
    for leaf, those in composed.coverages.items():
        cells = [each for each in _cells(those) if _have_a_value(each)]
        if len(cells) < 2:
            coverages[leaf] = those
            continue
        named = {f"{leaf} {' '.join(_naming(each))}": each for each in cells}
        parts[leaf] = tuple(named)
        coverages |= named
    names = {part: composed.names(leaf) for leaf, of in parts.items() for part in of}
    structure = _with_parts(composed.structure, parts)
    return Composition(structure, coverages, composed.owned, {**composed.joined, **names})


def by_worst_value(composed: Composition) -> Composition:
    """The composition with one value of each component: the one with the least promise.

    Of requests and objects each is one of some value, and all may be of that one.
    """
    worst = {
        leaf: min((each for each in _cells(those) if _have_a_value(each)), key=_share_of_cell, default=those)
        for leaf, those in composed.coverages.items()
    }
    return Composition(composed.structure, worst, composed.owned, composed.joined)


def _share_of_cell(coverages: tuple[Coverage, ...]) -> Fraction:
    shares = (promised_share(carrier.objective) for coverage in coverages for carrier in coverage)
    return max((share for share in shares if share is not None), default=Fraction(0))


def _cells(coverages: Sequence[Coverage]) -> list[tuple[Coverage, ...]]:
    """One coverage of each agreement, in all ways."""
    by: dict[str, list[Coverage]] = {}
    for coverage in coverages:
        by.setdefault(coverage[0].agreement.name, []).append(coverage)
    return list(product(*by.values()))


def _have_a_value(coverages: tuple[Coverage, ...]) -> bool:
    """Whether all that these coverages promise is promised of one value, as far as they speak of the same scale."""
    scopes = [carrier.objective.scope for coverage in coverages for carrier in coverage]
    return all(overlaps(one, other) for one, other in combinations(scopes, 2))


def _naming(coverages: tuple[Coverage, ...]) -> list[str]:
    """The objectives that are for some values alone, by their addresses."""
    return [carrier.name for coverage in coverages for carrier in coverage if carrier.objective.scope]


def _with_parts(structure: Structure, parts: Mapping[str, tuple[str, ...]]) -> Structure:
    if isinstance(structure, Component):
        of = parts.get(structure.service)
        return structure if of is None else Series(parts=tuple(Component(service=name) for name in of))
    changed = tuple(_with_parts(part, parts) for part in structure.parts)
    return Series(parts=changed) if isinstance(structure, Series) else Redundant(needed=structure.needed, parts=changed)


@dataclass(frozen=True, eq=False)
class WindowsAndSupplies:
    """The windows of a promise, with nothing that may be lost, and what supplies each component in them.

    Promises that measure the same time, with the same carriers, share one: as a key it stands for all of that.
    ``alike`` is all of that without names; none where something is excused, which is compared as it is written.
    """

    windows: tuple[Budget, ...]
    alike: Alike | None
    supply: Callable[[], Mapping[str, Supply]]

    @cached_property
    def supplied(self) -> Mapping[str, Supply]:
        """The supplies of each component, worked out when somebody asks."""
        return self.supply()


class Supplies:
    """The supplies behind a promise, over all of its windows that are judged.

    Judged are the windows that begin before the end of the judged days and, unless the term cuts them, end by then.
    ``begin`` and ``end`` enclose them all.  Where the gaps between the terms behind are told already
    (``gaps_are_told``), agreements behind are taken as prolonged, so that the figures speak of the rest.  Not
    ``renewed``, they are in force as long as it is certain.  ``for_sure`` nothing is left of limits of the promise that
    what counts behind may have used up.
    """

    def __init__(
        self,
        case: Case,
        composed: Composition,
        *,
        gaps_are_told: bool = False,
        renewed: bool = True,
        for_sure: bool = False,
    ) -> None:
        context, agreement = case.context, case.agreement
        judged = context.judged(agreement) or context.horizon
        term = expected_term(agreement)
        self.context, self.agreement, self.objective = context, agreement, case.objective
        self.composed, self.gaps_are_told, self.renewed = composed, gaps_are_told, renewed
        self.today = context.span(context.horizon, agreement.zone)[0]
        self.first = judged.first
        self.written = self._written(agreement)
        since, self.until = context.span(judged, agreement.zone)
        found = self._windows(agreement, case.objective, since, self.until) or ()
        # The horizon is ours, not the contract's: a window that it cuts is judged when its time comes.  A window that
        # the term cuts will never be longer.
        cut = term is not None and term.last == judged.last
        self.spans = tuple(span for span in found if cut or span[1] <= self.until) or found
        self.begin = min((start for start, _ in self.spans), default=since)
        self.end = max((end for _, end in self.spans), default=self.until)
        self.hours = self._counted_hours(agreement, case.objective)
        self.excuses = Excuses(case, composed.carriers, self._written, self.begin, self.end, for_sure=for_sure)

    def behind(self) -> WindowsAndSupplies:
        """The supplies behind the promise, worked out once for all promises that measure the same time with it."""
        agreement = self.agreement
        carried = tuple(
            (leaf, tuple(tuple((c.name, c.agreement is agreement) for c in coverage) for coverage in coverages))
            for leaf, coverages in self.composed.coverages.items()
        )
        parts = (self.composed.structure, carried, tuple(sorted(self.composed.owned)), self.excuses.key)
        return self.context.remembered("behind", (parts, self._time()), self._behind)

    def _behind(self) -> WindowsAndSupplies:
        windows = self.context.remembered("windows", self._time(), self._own_windows)
        nameless = None if self.excuses.reasons else alike(self.composed, self._promised)
        known = None if nameless is None else replace(nameless, key=(nameless.key, self._time()))
        return WindowsAndSupplies(windows, known, self._supplied)

    def _time(self) -> Hashable:
        """All that the windows and the measured time of the promise follow from, and the terms of what is behind."""
        measured = self._measured(self.agreement, self.objective)
        return measured, self.spans, self.begin, self.end, self.first, self.today, self.gaps_are_told, self.renewed

    def _promised(self, carrier: Carrier) -> Hashable:
        """All that the hours and the budgets of a carrier follow from, beside the time of the promise."""
        agreement, objective = carrier.agreement, carrier.objective
        is_ours = agreement is self.agreement
        return promised_share(objective), is_ours, self.written[0], self._measured(agreement, objective)

    def _measured(self, agreement: Agreement, objective: Objective) -> Hashable:
        """All that the windows and hours of an objective follow from, in the same time."""
        window = objective.window or YEAR
        return (
            (window, anchor(window, agreement), agreement.zone, agreement.partial_windows),
            (self.context.hours(objective), self.context.is_of_time(objective)),
            (self._written(agreement), self._conditional(agreement, objective)),
        )

    @property
    def always(self) -> Interval:
        """All time there is, for what is up or covered whatever the window."""
        # 10**10 seconds are 317 years: beyond every window that is laid out.
        return (self.begin - 10**10, self.end + 10**10)

    def _own_windows(self) -> tuple[Budget, ...]:
        """The windows of the promise; those that count as met because the term cuts them are left out."""
        nothing = Fraction(0)
        return self._unmet(self.agreement, self._budgets(self.agreement, self.objective, self.spans, nothing))

    def limited(self, agreement: Agreement, objective: Objective) -> tuple[LimitedExclusion, ...]:
        """The exclusions of an objective up to a limit, around all windows of the promise."""
        return limited_exclusions(agreement, objective, self.begin, self.end)

    def own(self, window: Budget) -> tuple[Excuse, ...]:
        """What the promise excuses itself in one of its windows."""
        return self.excuses.ours(window.span)

    def _written(self, agreement: Agreement) -> Interval:
        """The time in which a text holds: its term, from the day on which its last amendment takes effect."""
        is_sure = agreement is not self.agreement and not self.renewed
        days = self.context.certain(agreement) if is_sure else expected_term(agreement)
        effective = [day for one in agreement.amendments if (day := effective_day(one)) is not None]
        # What is not in effect yet is told already, and judged as if it were.
        known = [day for day in effective if self.first is None or day <= self.first]
        first = max([*known, *([days.first] if days is not None and days.first is not None else [])], default=None)
        return self.context.span(Days(first=first, last=None if days is None else days.last), agreement.zone)

    def _budgets(
        self, agreement: Agreement, objective: Objective, spans: tuple[Interval, ...], share: Fraction
    ) -> tuple[Budget, ...]:
        """The budgets of an objective in its windows, with nothing excluded."""
        begin, end = min((start for start, _ in spans), default=0), max((end for _, end in spans), default=0)
        is_of_time = self.context.is_of_time(objective)
        return budgets(
            spans,
            share,
            self._hours(agreement, objective),
            # A window that the term cuts has its budget in proportion, by the hours that it would have had.
            uncut=self.context.openings(self.context.hours(objective), begin, end),
            conditional=self._conditional(agreement, objective),
            # Of requests those that come are counted, however long the window is or would have been.
            as_whole=is_of_time and agreement.partial_windows == "whole",
            stated=stated_seconds(objective.window or YEAR) if is_of_time else None,
        )

    def _unmet(self, agreement: Agreement, found: tuple[Budget, ...]) -> tuple[Budget, ...]:
        """The windows without those that are met whatever happens in them (`partial windows count as met`)."""
        if agreement.partial_windows != "met":
            return found
        since, until = self._written(agreement)
        return tuple(one for one in found if since <= one.span[0] and one.span[1] <= until)

    def _windows(
        self, agreement: Agreement, objective: Objective, since: Instant, until: Instant
    ) -> tuple[Interval, ...] | None:
        window = objective.window or YEAR
        first = anchor(window, agreement)
        return None if first is None else windows(window, zone(agreement.zone or "UTC"), since, until, first)

    def _hours(self, agreement: Agreement, objective: Objective) -> Intervals:
        """The measured hours of an objective within its agreement's term, in all its windows."""
        spans = self._windows(agreement, objective, self.begin, self.end) or ()
        begin = min((start for start, _ in spans), default=self.begin)
        end = max((end for _, end in spans), default=self.end)
        openings = self.context.openings(self.context.hours(objective), begin, end)
        return intersection(openings, self._term(agreement, begin, end))

    def _conditional(self, agreement: Agreement, objective: Objective) -> Intervals:
        """The measured hours in which an objective does not count, as the beginning of its term is over, or lasts."""
        written = self.context.written.agreements[agreement.name]
        if not self.context.asked.by_hours or written is agreement:
            return ()
        hours = self._hours(agreement, objective)
        if not hours:
            return ()
        stated = next(one for one in written.objectives if one.address == objective.address)
        return difference(hours, counting(written, stated, (hours[0][0], hours[-1][1])))

    def hours_of(self, carrier: Carrier) -> Intervals:
        """The hours in which a carrier holds."""
        return self._hours_and_budgets(carrier)[0]

    def covered(self) -> dict[str, Intervals]:
        """When anybody answers for each component: the team that owns it at all times, or those who carry it."""
        found: dict[str, Intervals] = dict.fromkeys(self.composed.owned, (self.always,))
        for leaf, coverages in self.composed.coverages.items():
            hours = (self.hours_of(carrier) for coverage in coverages for carrier in coverage)
            found[leaf] = union(span for each in hours for span in each)
        return found

    def _counted_hours(self, agreement: Agreement, objective: Objective) -> Intervals:
        return difference(self._hours(agreement, objective), self._conditional(agreement, objective))

    def _term(self, agreement: Agreement, begin: Instant, end: Instant) -> Intervals:
        """The part of a time in which an agreement is in force."""
        since, until = self._written(agreement)
        if agreement is not self.agreement:
            if self.gaps_are_told:
                return ((begin, end),)
            # What has been measured before today in a window that is under way is not known here: it counts as if the
            # agreements of today had carried the promise as long as it lasts.
            if self.written[0] < since <= self.today:
                since = self.written[0]
        begin = max(begin, since)
        return ((begin, min(end, until)),) if begin < min(end, until) else ()

    def _supplied(self) -> dict[str, Supply]:
        """The supplies of each component: all agreements that cover it, each of them kept."""
        # An owned part is covered at all times by a budget of nothing: its owner keeps it up.
        nothing = Budget(self.always, Fraction(0), Fraction(1))
        found = dict.fromkeys(self.composed.owned, Supply((self.always,), (nothing,)))
        over: dict[str, set[str]] = {}
        carriers = {
            leaf: [carrier for coverage in coverages for carrier in coverage]
            for leaf, coverages in self.composed.coverages.items()
        }
        for leaf, those in carriers.items():
            for one in those:
                over.setdefault(one.name, set()).add(leaf)
        for leaf, those in carriers.items():
            supplied = [self._of(one, frozenset(over[one.name])) for one in those]
            covered = union(span for hours, _ in supplied for span in hours)
            found[leaf] = Supply(covered, tuple(budget for _, own in supplied for budget in own))
        return found

    def _of(self, carrier: Carrier, over: frozenset[str]) -> tuple[Intervals, tuple[Budget, ...]]:
        """The hours of a carrier, and its budgets, which count within these hours."""
        hours, counted = self._hours_and_budgets(carrier)
        name, excuses = carrier.name, self.excuses.behind[carrier.name]
        return hours, tuple(replace(one, promise=name, within=hours, over=over, excuses=excuses) for one in counted)

    def _hours_and_budgets(self, carrier: Carrier) -> tuple[Intervals, tuple[Budget, ...]]:
        """The hours of a carrier, and its budgets, without its name, worked out once for all that promise the same."""
        return self.context.remembered(
            "supplied", (self._promised(carrier), self._time()), lambda: self._counted(carrier)
        )

    def _counted(self, carrier: Carrier) -> tuple[Intervals, tuple[Budget, ...]]:
        agreement, objective = carrier.agreement, carrier.objective
        spans = self._windows(agreement, objective, self.begin, self.end) or ()
        # A carrier whose share is not known promises nothing: it may be down all the time.
        share = 1 - (promised_share(objective) or Fraction(0))
        found = self._budgets(agreement, objective, spans, share)
        # In a window that counts as met everything may be lost, and no change of the share helps.
        return self._counted_hours(agreement, objective), self._unmet(agreement, found)


def without_excuses(supplied: Mapping[str, Supply]) -> dict[str, Supply]:
    """The supplies if nothing were excluded behind a promise."""
    return {
        leaf: replace(one, budgets=tuple(replace(budget, excuses=()) for budget in one.budgets))
        for leaf, one in supplied.items()
    }


def share_lost(
    composed: Composition, excluded: Mapping[Carrier, Fraction], holding: Collection[Carrier]
) -> dict[str, Fraction]:
    """The share of time that each component is down while some carriers are holding, if they are just kept.

    ``excluded`` is, for each carrier, the share of the time that it excludes and the promise does not: its component
    is down in it as well.
    """
    down = dict.fromkeys(composed.owned, Fraction(0))
    for leaf, coverages in composed.coverages.items():
        shares = [
            [
                share * (1 - excluded.get(c, Fraction(0)))
                for c in coverage
                if c in holding and (share := promised_share(c.objective)) is not None
            ]
            for coverage in coverages
        ]
        # Of the promises of one agreement the best counts, of several agreements the worst: each must suffice alone.
        down[leaf] = 1 - min((max(each) for each in shares if each), default=Fraction(0))
    return down
