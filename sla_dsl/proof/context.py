"""The context of all proofs: the workspace, its days, its calendars and its metrics."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final, TypeVar, cast

from ..algebra.calendars import ALWAYS, almanac_of
from ..algebra.components import reached
from ..algebra.composing import ComposingRule, composing
from ..algebra.days import later, months_after
from ..algebra.days import term as expected_term
from ..algebra.intervals import Intervals
from ..algebra.known import Assumptions
from ..algebra.openings import Diary, diary_of
from ..algebra.sides import Served, houses_served
from ..algebra.zones import Instant, local, opening, zone
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.people import Clock
from ..model.phrases import Days
from ..model.quantity import Quantity
from ..model.services import Metric
from ..model.workspace import Workspace
from ..wording.figures import promise_text
from .settled import EVER, ConditionsAsked, Throughout, counting, ends_of_beginnings, settled

T = TypeVar("T")
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
FORCES = ("best-effort", "target", "guaranteed")
"""The forces of a promise, from the weakest to the strongest."""


_UNKNOWN: Final = object()
"""Stands for an answer that is not known yet: nothing is an answer of some questions."""


class Context:
    """A workspace, with the answers that are worked out once for all its proofs.

    What agreements say under conditions that are settled when they are ``asked`` is said without them; ``written`` is
    the workspace with these.  Judged are some days alone (``among``), or all of them.
    """

    def __init__(self, workspace: Workspace, asked: ConditionsAsked = EVER, among: Days | None = None) -> None:
        self.written, self.asked, self._among = workspace, asked, among or Days()
        self.workspace = workspace = settled(workspace, asked)
        self.almanac = almanac_of(workspace)
        self._opened: dict[tuple[str, Instant, Instant], Intervals] = {}
        self._answers: defaultdict[str, dict[Hashable, Any]] = defaultdict(dict)

    @cached_property
    def resting_on(self) -> Mapping[str, list[Agreement]]:
        """The agreements that name an agreement behind them, by its name, in the order of writing."""
        found: dict[str, list[Agreement]] = {}
        for agreement in self.workspace.agreements.values():
            for name in dict.fromkeys(agreement.backed_by):
                found.setdefault(name, []).append(agreement)
        return found

    @cached_property
    def served(self) -> Served:
        """Whom each house serves."""
        return houses_served(self.workspace)

    def among(self, names: Collection[str]) -> list[Agreement]:
        """The agreements of these names, in the order of writing."""
        known = self.workspace.agreements
        return sorted((known[name] for name in names if name in known), key=lambda one: self._places[one.name])

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self.workspace.agreements)}

    # Days

    def within(self, asked: ConditionsAsked, among: Days | None = None) -> Context:
        """The context in which beginnings of terms are no conditions that are over when they are asked, or last.

        Judged are these days alone, or all of them.
        """
        asked = replace(asked, promised=self._in_steps(asked.promised), excluded=self._in_steps(asked.excluded))
        if asked == EVER and among is None:
            return self
        return self.remembered("within", (asked, among), lambda: Context(self.workspace, asked, among))

    def _in_steps(self, time: Throughout) -> Throughout:
        """The longest time in which the same beginnings are over, and the same last: so contexts are shared."""
        ends = self.ends_of_beginnings
        over = 0 if time.since is None else bisect_right(ends, time.since)
        lasting = len(ends) if time.until is None else bisect_left(ends, time.until)
        return Throughout(ends[over - 1] if over else None, ends[lasting] if lasting < len(ends) else None)

    @cached_property
    def ends_of_beginnings(self) -> list[Instant]:
        """When the beginnings of terms end that conditions ask for, in order."""
        return sorted({end for one in self.workspace.agreements.values() for end in ends_of_beginnings(one)})

    @cached_property
    def horizon(self) -> Days:
        """The days that are judged in any agreement, from the as-of day on (docs/backing.md, The verdicts)."""
        return Days(first=self.workspace.as_of, last=months_after(self.workspace.as_of, self.workspace.horizon) - _DAY)

    def judged(self, agreement: Agreement) -> Days | None:
        """The days of an agreement that are judged; none if it has ended, or begins beyond the horizon."""
        return self.remembered("judged", agreement.name, lambda: self._judged(agreement))

    def _judged(self, agreement: Agreement) -> Days | None:
        term = expected_term(agreement)
        if agreement.status == "ended":
            return None
        times = [one for one in (self.horizon, self._among, term) if one is not None]
        first = max((one.first for one in times if one.first is not None), default=None)
        last = min((one.last for one in times if one.last is not None), default=None)
        return Days(first=first, last=last) if first is not None and last is not None and first <= last else None

    def counted(self, agreement: Agreement, objective: Objective) -> list[Days]:
        """The judged days on which a promise counts; conditions on the beginning of its term decide."""
        judged, written = self.judged(agreement), self.written.agreements[agreement.name]
        if judged is None or not self.asked.by_hours:
            return [] if judged is None else [judged]
        stated = next(one for one in written.objectives if one.address == objective.address)
        times, where = counting(written, stated, self.span(judged, agreement.zone)), zone(agreement.zone or "UTC")
        return [Days(first=local(start, where).date(), last=local(end - 1, where).date()) for start, end in times]

    def certain(self, agreement: Agreement) -> Days | None:
        """The days for which an agreement is in force whatever anybody still decides.

        A renewal is certain once the day of notice has passed without notice (docs/mathematics.md, Other figures).
        """
        return self.remembered("certain", agreement.name, lambda: self._certain(agreement))

    def _certain(self, agreement: Agreement) -> Days | None:
        if agreement.term is None:
            return None
        last, renewal = agreement.term.last, agreement.renewal
        if last is not None and renewal is not None:
            # The safe side: after a notice no renewal counts as certain, not even one that it came too late for.
            given = any(notice.on <= self.workspace.as_of for notice in agreement.notices)
            anchor, steps = last + _DAY if last < date.max else last, 0
            while not given and last < date.max:
                # Without a period of notice the last day is the last on which notice may be given.
                notice_day = later(last, renewal.notice, -1) if renewal.notice else last
                # Every renewal is counted from the first, as a term is: no short month shortens those after it.
                steps += 1
                following = later(anchor, Quantity(amount=renewal.every.amount * steps, unit=renewal.every.unit))
                # On the day of notice itself it may still be given, so the renewal is certain only on the day after.
                if notice_day is None or following is None or notice_day >= self.workspace.as_of:
                    break
                if following <= last:
                    break
                last = following - _DAY
        # An end that was agreed cuts the term and its renewals alike.
        if agreement.ended is not None:
            last = min(last or date.max, agreement.ended.on)
        return Days(first=agreement.term.first, last=last)

    def span(self, days: Days, zone_name: str | None) -> tuple[Instant, Instant]:
        """The instants from the first day's midnight to that after the last day, in a zone."""
        return self.remembered("span", (days.first, days.last, zone_name), lambda: self._span(days, zone_name))

    def _span(self, days: Days, zone_name: str | None) -> tuple[Instant, Instant]:
        where = zone(zone_name or "UTC")
        # No zone is a whole day from UTC: the first and the last day of the calendar have no midnight in some.
        first, last = max(days.first or date.min, date.min + _DAY), min(days.last or date.max, date.max - 2 * _DAY)
        return opening(first, 0, where), opening(last + _DAY, 0, where)

    @cached_property
    def assumed_days(self) -> Assumptions:
        """What proofs assume of the days that calendars name."""
        return Assumptions(self.workspace)

    # Hours

    def openings(self, hours: str | None, since: Instant, until: Instant) -> Intervals:
        """The openings of a calendar in a span of time (all of it without a calendar), worked out once for each."""
        key = (hours or ALWAYS, since, until)
        if key not in self._opened:
            self._opened[key] = self.almanac.openings(*key)
        return self._opened[key]

    @cached_property
    def diary(self) -> Diary:
        """The openings of all calendars for starts on the days that are judged, in whatever zone."""
        since, until = self.span(self.horizon, "UTC")
        # No zone is a whole day from UTC, so one day more on either side holds the judged days of all zones.
        return diary_of(self.almanac, since - _DAY // _SECOND, until + _DAY // _SECOND)

    def remembered(self, question: str, key: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question that many promises share, worked out once for each key.

        The key must hold all that the answer depends on besides the workspace.  Each question has answers of its own
        type; its name keeps its keys apart from those of other questions.
        """
        answers = self._answers[question]
        found: Any = answers.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = answers[key] = answer()
        return cast(T, found)

    # Services

    def parts_of(self, service: str) -> frozenset[str]:
        """A service with all that it needs, directly or through others."""
        return self.reached((service,))

    def reached(self, names: tuple[str, ...], but: tuple[str, ...] = ()) -> frozenset[str]:
        """These services and all that they need, without some that are left out."""
        services = self.workspace.services
        return self.remembered("reached", (names, but), lambda: reached(services, names, but))

    # Metrics and clocks

    def promise(self, objective: Objective) -> str:
        """The promise of an objective in words; a house promises the same to many customers."""
        one = objective
        of_words = one.statistic, one.bound, one.share, one.clock, one.hours, one.window, one.mean_of
        return self.remembered("promise", of_words, lambda: promise_text(objective))

    def clock(self, objective: Objective) -> Clock | None:
        """The clock that an objective is timed by."""
        return self.workspace.clocks.get(objective.clock or "")

    def hours(self, objective: Objective) -> str | None:
        """The calendar in which an objective counts, its clock's included."""
        clock = self.clock(objective)
        return objective.hours or (clock.hours if clock else None)

    def metric(self, objective: Objective) -> Metric:
        """The metric of an objective."""
        return self.workspace.metrics[objective.metric]

    def is_of_time(self, objective: Objective) -> bool:
        """Whether an objective bounds a share of time: one of requests or objects may lose them all at one moment."""
        return self.composing(objective).by == "downtime" and self.metric(objective).population == "time"

    def composing(self, objective: Objective) -> ComposingRule:
        """How the metric of an objective composes."""
        return composing(self.metric(objective))

    def root(self, metric: str) -> str:
        """The metric that a metric is in the end, through every `is`."""
        seen: set[str] = set()
        while metric not in seen:
            seen.add(metric)
            metric = self.workspace.metrics[metric].is_ or metric
        return metric
