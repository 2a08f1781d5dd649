"""Excuses: which downtime leaves the counted time, behind a promise and in it.

What happens has one reason for everybody, and was announced at one moment.  Behind, each exclusion names a reason and
how long before it is announced; it is enough to look at downtime that is announced just as long before as somebody
behind asks for.  (docs/mathematics.md, Exclusions)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from ...algebra.intervals import Interval, Intervals, difference, intersection, union
from ...algebra.scopes import exclusions
from ...algebra.windows import Excuse, anchor, most_within, windows
from ...algebra.zones import Instant, zone
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Condition, Days
from ...model.quantity import Value
from ...model.remedies import Exclusion
from ...text.finding import Related
from ..behind.carriers import Carrier
from ..behind.exclusions import is_as_early
from ..behind.limits import YEAR, is_used_alike, seconds
from ..behind.parties import MAINTENANCE, is_excused_by_role
from ..behind.same_days import day_rule
from ..case import Case
from ..settled import is_of_beginning, lasting


@dataclass(frozen=True, slots=True)
class OutageReason:
    """Why something is down, as somebody behind excludes it; ``ours`` are our exclusions (by their numbers) of it.

    ``days`` are those by which it is announced so long before.
    """

    reason: str
    announced: Value | None
    days: str
    when: Condition | None
    ours: tuple[int, ...]

    @property
    def key(self) -> str:
        """The reason as a text that no other reason has."""
        announced = self.announced.text if self.announced is not None else ""
        return "|".join(
            (self.reason, announced, self.days, repr(self.when) if self.when else "", ",".join(map(str, self.ours)))
        )


class Excuses:
    """The excuses of a promise and of what stands behind it, over a time.

    ``written`` gives the time in which an agreement is in force as it is written.  What counts behind may use up a
    limit of the promise too, before a window begins: ``for_sure`` nothing is left then, and what is announced by other
    days than the promise counts is not announced in time.
    """

    def __init__(
        self,
        case: Case,
        carriers: list[Carrier],
        written: Callable[[Agreement], Interval],
        begin: Instant,
        end: Instant,
        *,
        for_sure: bool,
    ) -> None:
        self.case, self.carriers, self.written, self.for_sure = case, carriers, written, for_sure
        self.since = written(case.agreement)[0]
        self.own = exclusions(case.agreement, case.objective)
        self.most = cache(self._most)  # windows that roll share those of their limits
        self.reasons = tuple(dict.fromkeys(self._reasons(carriers)))
        # What is left of a limit of ours depends on all of its window.
        edges = [
            edge
            for one in self.own
            for span in self._limits(case.agreement, case.objective, one, begin, end)
            for edge in span
        ]
        self.begin, self.end = min([begin, *edges]), max([end, *edges])
        self.behind: Mapping[str, tuple[Excuse, ...]] = {
            one.name: tuple(self._of(one.agreement, one.objective)) for one in carriers
        }

    @property
    def key(self) -> tuple[Hashable, ...]:
        """A key of what the promise excuses itself: promises that agree in it excuse the same in the same windows."""
        if not self.reasons:  # nothing is excused behind, so that nothing of ours is weighed
            return ()
        agreement, objective = self.case.agreement, self.case.objective
        return (
            self.reasons,
            tuple(
                tuple(value for name, value in one.model_items() if name != "source")
                for one in (*self.own, *agreement.no_maintenance)
            ),
            tuple(anchor(one.window or objective.window or YEAR, agreement) for one in self.own),
            objective.window,
            agreement.zone,
            agreement.term,
            agreement.business_days,
            self.since,
            self.for_sure,
            # All that both sides say decides whether a limit is used up alike.
            tuple(self.for_sure and self._is_used_alike(number) for number in range(len(self.own))),
        )

    def _reasons(self, carriers: list[Carrier]) -> Iterator[OutageReason]:
        for carrier in carriers:
            for one in exclusions(carrier.agreement, carrier.objective):
                days, when = day_rule(carrier.agreement, one.announced), self._when(carrier.agreement, one)
                ours = tuple(
                    number
                    for number, own in enumerate(self.own)
                    if own.reason == one.reason
                    and not own.further
                    and is_excused_by_role(self.case, carrier.agreement, one.reason)
                    and self._when(self.case.agreement, own) in (None, when)
                    and is_as_early(own.announced, self._days(own), one.announced, days, otherwise=not self.for_sure)
                )
                yield OutageReason(one.reason, one.announced, days, when, ours)

    def _when(self, agreement: Agreement, one: Exclusion) -> Condition | None:
        """The condition of an exclusion; one on the beginning of a term alone is none, but says when."""
        return None if one.when is None or is_of_beginning(agreement, one.when) else one.when

    def _days(self, own: Exclusion) -> str:
        return day_rule(self.case.agreement, own.announced)

    @property
    def excusable(self) -> frozenset[str]:
        """The reasons behind that the promise may exclude without a limit: whoever is excused there is excused here."""
        kept = {
            one.reason
            for carrier in self.carriers
            for one in exclusions(carrier.agreement, carrier.objective)
            if not is_excused_by_role(self.case, carrier.agreement, one.reason)
            or (one.reason == MAINTENANCE and self.case.agreement.no_maintenance)
        }
        return frozenset(one.key for one in self.reasons if one.reason not in kept)

    def lacking(self) -> Iterator[str]:
        """The reasons behind that the promise does not exclude without a limit."""
        for one in self.reasons:
            if not any(self.own[number].limit is None for number in one.ours):
                yield one.reason

    def _of(self, agreement: Agreement, objective: Objective) -> Iterator[Excuse]:
        """The excuses of an objective behind."""
        for one in exclusions(agreement, objective):
            days = day_rule(agreement, one.announced)
            fitting = frozenset(
                each.key
                for each in self.reasons
                if each.reason == one.reason
                and is_as_early(one.announced, days, each.announced, each.days, otherwise=True)
            )
            limit = None if one.limit is None else seconds(one.limit)
            if one.limit is not None and limit is None:
                # What is not known is told already, and the figures speak of the rest.
                continue
            spans = tuple(self._limits(agreement, objective, one, self.begin, self.end))
            yield Excuse(fitting, self._times(agreement, one), limit, spans)

    def _limits(
        self, agreement: Agreement, objective: Objective, one: Exclusion, begin: Instant, end: Instant
    ) -> tuple[Interval, ...]:
        """The windows of a limit around a time; none without a limit, or if they cannot be laid out."""
        each = one.window or objective.window or YEAR
        first = anchor(each, agreement)
        if one.limit is None or first is None:
            return ()
        return windows(each, zone(agreement.zone or "UTC"), begin, end, first) or ()

    def _times(self, agreement: Agreement, one: Exclusion) -> Intervals | None:
        """When something is excluded: in its calendar, and of maintenance not while there must be none."""
        context = self.case.context
        frozen = agreement.no_maintenance if one.reason == MAINTENANCE else ()
        beginning = None if one.when is None else lasting(agreement, one.when, (self.begin, self.end))
        if one.within is None and not frozen and beginning is None:
            return None
        found: Intervals = context.openings(one.within, self.begin, self.end)
        found = found if beginning is None else intersection(found, beginning)
        for each in frozen:
            if each.hours is not None:
                closed = context.openings(each.hours, self.begin, self.end)
            else:
                closed = union([context.span(Days(first=each.first, last=each.last), agreement.zone)])
            found = difference(found, closed)
        return found

    # Ours

    def ours(self, window: Interval) -> tuple[Excuse, ...]:
        """The excuses of the promise in one of its windows."""
        return tuple(each for number in range(len(self.own)) for each in self._ours(number, window))

    def _ours(self, number: int, window: Interval) -> Iterator[Excuse]:
        one = self.own[number]
        fitting = frozenset(each.key for each in self.reasons if number in each.ours)
        if not fitting:
            return
        times = self._times(self.case.agreement, one)
        if one.limit is None:
            yield Excuse(fitting, times)
            return
        limit = seconds(one.limit)
        if limit is None:
            return
        spans = self._limits(self.case.agreement, self.case.objective, one, *window)
        most = {span: self.most(fitting, span) for span in spans}
        # What a limit allows may have been used up before the window began, within what is measured.
        whole = tuple(span for span in spans if span[0] >= window[0] or self.since >= window[0])
        if spans and all(each is not None and each <= limit for each in most.values()):
            # What is excused behind cannot use it up.
            if whole == spans or not self.for_sure or self._is_used_alike(number):
                yield Excuse(fitting, times)
            return
        if one.window is not None and one.window.kind == "rolling":
            # Rolling windows overlap: what is left of a limit depends on the order of what happens.  It counts for
            # nothing, which errs on the safe side.
            return
        if whole:
            yield Excuse(fitting, times, limit, whole, tuple(most[span] for span in whole))

    def is_trusted(self, windows: Iterable[Interval]) -> bool:
        """Whether it may depend on the day, or on what happened before one of these windows, how much is excused."""
        return self._is_by_other_days() or any(
            span[0] < window[0] and self.since < window[0]
            for number, one in enumerate(self.own)
            if one.limit is not None and not self._is_used_alike(number)
            if any(number in each.ours for each in self.reasons)
            for window in windows
            for span in self._limits(self.case.agreement, self.case.objective, one, *window)
        )

    def _is_by_other_days(self) -> bool:
        """Whether it depends on the day if what is announced in time behind is announced in time in front."""
        return any(
            is_as_early(own.announced, self._days(own), one.announced, one.days, otherwise=True)
            and not is_as_early(own.announced, self._days(own), one.announced, one.days, otherwise=False)
            for one in self.reasons
            for own in (self.own[number] for number in one.ours)
        )

    def tell_trusted(self) -> None:
        """Adds a ground: how much the promise excuses itself is not known."""
        name = self.case.agreement.name
        if self._is_by_other_days():
            message = f"how long before is counted by other days in `{name}` than behind it"
            help_ = f"say in `{name}` what is said behind it, in hours or by the same days"
        else:
            message = (
                f"limits of `{name}` count over more than a window of `{self.case.address}`: what counts behind "
                "may have used them up before"
            )
            help_ = f"limit it in `{name}` in each window of the promise, as by `up to 4 h each calendar month`"
        self.case.add(
            "undecidable",
            "backing/exclusion-gap",
            self.case.address,
            message=message,
            related=[Related(one.source, "excluded here") for one in self.own if one.limit or one.announced],
            help=help_,
        )

    def _is_used_alike(self, number: int) -> bool:
        """Whether what uses up a limit of the promise uses up that of the one promise behind, which allows no more."""
        if len(self.carriers) != 1 or self.since < self.written(self.carriers[0].agreement)[0]:
            return False
        (carrier,) = self.carriers
        behind = exclusions(carrier.agreement, carrier.objective)
        return len(behind) == len(self.own) and is_used_alike(self.case, carrier, self.own[number])

    def _most(self, reasons: frozenset[str], span: Interval) -> Fraction | None:
        """The most seconds for which all behind may be excused in a span for some reasons; none without a limit."""
        total = Fraction(0)
        for excuses in self.behind.values():
            for one in excuses:
                if not one.reasons & reasons:
                    continue
                if one.seconds is None:
                    return None
                total += most_within(span, one.seconds, one.windows)
        return total
