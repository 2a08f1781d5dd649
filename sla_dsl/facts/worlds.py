"""Worlds from facts: what is asked of an objective is asked of the best and of the worst that may have happened.

Where nothing was measured, all was up in the one and down in the other.  Times are whole seconds here: what happens
within a second happens at its beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any, TypeVar

from ..algebra.intervals import Interval, Intervals, difference, union
from ..algebra.zones import Instant, opening, zone
from ..model.agreement import Agreement
from ..model.phrases import Holds
from ..model.workspace import Workspace
from .question import FOR_EVER, NEVER, parts
from .tables.cells import MICRO, Microseconds
from .tables.folder import Facts, RowOfTable
from .tables.rows import (
    TABLES,
    AmountRow,
    CaseRow,
    ChangeRow,
    CountRow,
    EventRow,
    ExclusionRow,
    FactRow,
    FigureRow,
    OccasionRow,
    OutageRow,
    SampleRow,
    StateRow,
    UnknownRow,
)
from .tables.settings import ASSUMPTIONS
from .texts import AgreementText
from .world import (
    Cause,
    Count,
    Happening,
    MeasuredAmount,
    MeasuredFigure,
    Outages,
    Sample,
    Saying,
    ServiceCase,
    ServiceOutage,
    ToldCase,
    ToldWorld,
    ValueChange,
    Waiting,
    World,
    made,
)

_WHOSE = "service", "agreement", "customer"
_ALL = Fraction(1)
_MOST_PROBES = 10
"""How many probes in a row say that something is down, or up again: more than any rule asks for."""
_BEGINNINGS = {kind: "start" if "start" in kind.__dataclass_fields__ else "at" for kind in TABLES.values()}
"""The field that says when a row of each kind begins, if it has one."""
OfCase = TypeVar("OfCase", EventRow, StateRow, ChangeRow)


@dataclass(frozen=True)
class FactsOfAgreement:
    """The facts about one text of an agreement that were told by a moment (``now``)."""

    facts: Facts
    workspace: Workspace
    agreement: Agreement
    now: Instant
    text: AgreementText | None = None
    """The text, where others hold before or after it."""
    supposed: World | None = None
    """A world that may be, in place of the one that the tables tell."""

    @classmethod
    def of(cls, facts: Facts, text: AgreementText, now: Instant) -> FactsOfAgreement:
        """What facts say of a text; asked again it is the same, so that no window is judged twice."""
        key = (id(text.workspace), id(text.agreement), text.since, text.until, now)
        if key not in facts.shared:
            facts.shared[key] = cls(facts, text.workspace, text.agreement, now, text)
        found: FactsOfAgreement = facts.shared[key]
        return found

    @cached_property
    def judged(self) -> dict[tuple[int, Interval], Any]:
        """The windows that were asked already, by the identity of their objectives and their time."""
        return {}

    @cached_property
    def lacking(self) -> dict[int, Mapping[str, frozenset[str]]]:
        """The cases that lack something which an objective asks, by the identity of the objective."""
        return {}

    @cached_property
    def services(self) -> frozenset[str]:
        """The services that the agreement covers, and all that these need."""
        found: set[str] = set()
        left = list(self.agreement.covers)
        while left:
            name = left.pop()
            if name not in found and name not in self.agreement.not_covered:
                found.add(name)
                service = self.workspace.services.get(name)
                left += parts(service.needs) if service and service.needs else ()
        return frozenset(found)

    @cached_property
    def told_until(self) -> Instant:
        """Up to which moment facts are told: that to which they are complete, and not after now."""
        return self.now if self.facts.until is None else min(self.now, self.facts.until // MICRO)

    @cached_property
    def told(self) -> World:
        """The world that the tables tell; of what was not measured it says nothing."""
        if self.supposed is not None:
            return self.supposed
        outages = self._rows(OutageRow)
        made = "outages", id(outages), self.now
        if made not in self.facts.shared:  # agreements about one service share its outages
            down = (self._outage(one) for one in outages if not self._is_said(one))
            self.facts.shared[made] = Outages(down)
        return ToldWorld(
            outages=self.facts.shared[made],
            occasions=(
                *(self._saying(one) for one in (outages if self.facts.occasions else ()) if self._is_said(one)),
                *(self._occasion(one) for one in self._rows(OccasionRow)),
            ),
            causes=tuple(self._cause(one) for one in self._rows(ExclusionRow)),
            cases=self._cases(),
            samples=tuple(self._sample(one) for one in self._rows(SampleRow)),
            counts=tuple(self._count(one) for one in self._rows(CountRow)),
            figures=tuple(
                MeasuredFigure(
                    one.objective, self._day(one.start), one.value, None if one.end is None else one.end // MICRO
                )
                for one in self._figures()
            ),
            amounts=tuple(
                MeasuredAmount(one.agreement, one.parameter, self._day(one.start), one.value, one.unit)
                for one in self.facts.of(AmountRow, ("agreement",), [(self.agreement.name,)])
            ),
            until=self.told_until,
        )

    def best(self, unmeasured: dict[str, Intervals]) -> World:
        """The world in which each service was up while it was not measured."""
        if not any(unmeasured.values()):
            return self.told
        outages = tuple(one for row in self.told.outages for one in _measured(row, unmeasured))
        # A probe amid such a time found it down; that it stayed so is as little known as that it had been so.
        samples = (one for one in self.told.samples if not _is_amid(one, unmeasured.get(one.service, ())))
        return replace(self.told, outages=outages, samples=(*samples, *self._probes_in(unmeasured, ok=True)))

    def worst(self, unmeasured: dict[str, Intervals]) -> World:
        """The world in which each service was down while it was not measured."""
        if not any(unmeasured.values()):
            return self.told
        down = (ServiceOutage(name, *span) for name, spans in unmeasured.items() for span in spans)
        # The last bad probes count with those that are to come, if it takes several of them.
        to_come = {name: tuple(one for one in spans if one[1] > self.now) for name, spans in unmeasured.items()}
        samples = (*self.told.samples, *self._probes_in(to_come, ok=False))
        return replace(self.told, outages=(*self.told.outages, *down), samples=samples)

    def _probes_in(self, times: dict[str, Intervals], ok: bool) -> Iterator[Sample]:
        """Probes at the beginning of some times of each service that has probes."""
        probed = {one.service for one in self._probes}
        for name, spans in times.items():
            for start, end in spans if name in probed else ():
                yield from (Sample(name, at, ok=ok) for at in range(start, min(start + _MOST_PROBES, end)))

    def unmeasured(self, every: Fraction | None, goes_on: bool) -> dict[str, Intervals]:
        """When each service was not measured that is measured itself; ``every`` is the interval of its probes.

        With what is to come, if something may have gone on (``goes_on``).

        A table of outages is about all services.  Without one, a service is measured from its first probe to its
        last, and one without probes never.
        """
        ahead = (self.told_until, FOR_EVER if goes_on else self.now)
        return {name: union([*self._unmeasured(name, every), ahead]) for name in sorted(self.measured_itself)}

    # Which services are measured themselves

    @cached_property
    def _with_facts(self) -> frozenset[str]:
        return self.told.sorted_outages.services.union(one.service for one in self._probes)

    @cached_property
    def _probes(self) -> tuple[Sample, ...]:
        return tuple(one for one in self.told.samples if one.ok is not None)

    @cached_property
    def measured_itself(self) -> frozenset[str]:
        """The services by whose facts the agreement is judged: those that it covers, or their parts."""
        covered = (name for name in self.agreement.covers if name not in self.agreement.not_covered)
        return frozenset(name for one in covered for name in self._answering(one))

    def _answering(self, service: str) -> Iterator[str]:
        """The services by whose facts one is judged: its own, or those of its parts."""
        declared = self.workspace.services.get(service)
        if service in self._with_facts or declared is None or declared.needs is None:
            yield service
            return
        for part in parts(declared.needs):
            if part not in self.agreement.not_covered:
                yield from self._answering(part)

    def _unmeasured(self, service: str, every: Fraction | None) -> Intervals:
        unknown = [self._span(one.start, one.end) for one in self._rows(UnknownRow) if one.service == service]
        unknown += [self._span(one.start, one.end) for one in self.facts.before if one.service == service]
        if "outages" not in self.facts.tables:
            unknown += difference(((NEVER, self.now),), self._probed(service, every))
        return union(unknown)

    def _probed(self, service: str, every: Fraction | None) -> Intervals:
        """From the first probe of a service to the last, and on if the next one is not overdue."""
        times = [one.at for one in self._probes if one.service == service]
        if not times:
            return ()
        # After the last probe, as between two, twice the interval is no gap (docs/meaning.md, What is down).
        slack = int(2 * every) if every else 0
        first, last = min(times), max(times)
        overdue = self.now - last > slack
        return ((first, last if overdue else self.now),) if first < last else ()

    # Rows as the world has them

    def _rows(self, kind: type[RowOfTable]) -> tuple[RowOfTable, ...]:
        """The rows of a table of services that are about the agreement, and that had begun by now.

        Agreements about the same rows share them.
        """
        index = self.facts.index(kind, _WHOSE)
        if not index:
            return ()
        ours = frozenset(one for one in self._ours if one in index)
        key = kind, ours, self.now
        if key not in self.facts.shared:
            # A maintenance that is announced is known before it begins.
            rows = self.facts.of(kind, _WHOSE, ours)
            self.facts.shared[key] = tuple(rows if kind is ExclusionRow else self._begun(kind, rows))
        found: tuple[RowOfTable, ...] = self.facts.shared[key]
        return found

    @cached_property
    def _ours(self) -> list[tuple[str, ...]]:
        """The services, agreements and customers that rows about the agreement name."""
        agreements, customers = {"", self.agreement.name}, {"", self.agreement.customer or ""}
        return [(one, *about) for one in {"", *self.services} for about in product(agreements, customers)]

    def _begun(self, kind: type[RowOfTable], rows: Iterable[RowOfTable]) -> Iterable[RowOfTable]:
        """Those of some rows that do not begin after now; a day is none of these moments."""
        key = "all begun", kind, self.now
        if key not in self.facts.shared:  # as a rule all of a table have
            self.facts.shared[key] = all(map(self._has_begun, self.facts.rows(kind)))
        return rows if self.facts.shared[key] else filter(self._has_begun, rows)

    def _has_begun(self, row: FactRow) -> bool:
        start = getattr(row, _BEGINNINGS[type(row)], None)
        return not isinstance(start, int) or start < (self.now + 1) * MICRO

    def _figures(self) -> Iterator[FigureRow]:
        return self.facts.of(FigureRow, ("objective",), [(one.address,) for one in self.agreement.objectives])

    def _span(self, start: Microseconds, end: Microseconds | None) -> Interval:
        """A time, cut at now; one that goes on ends where the facts end."""
        return start // MICRO, self.told_until if end is None else min(end // MICRO, self.now)

    def _day(self, start: date | Microseconds) -> Instant:
        """A moment, or the midnight with which a day begins where the agreement is."""
        return start // MICRO if isinstance(start, int) else opening(start, 0, zone(self.agreement.zone or "UTC"))

    def _outage(self, row: OutageRow) -> ServiceOutage:
        start, end = self._span(row.start, row.end)
        # An outage that names no share is one of the whole service.
        fields = {
            "service": row.service,
            "start": start,
            "end": end,
            "reason": row.reason,
            "by": row.by,
            "values": row.values,
            "agreement": row.agreement,
            "customer": row.customer,
            "share": _ALL if row.share is None else row.share,
        }
        return made(ServiceOutage, fields)

    def _is_said(self, row: OutageRow) -> bool:
        """Whether an outage stands for what people say."""
        return row.reason in self.facts.occasions

    def _saying(self, row: OutageRow) -> Saying:
        text, span = self.facts.occasions[row.reason], self._span(row.start, row.end)
        return Saying(text, *span, row.service, row.values, row.agreement, row.customer)

    def _occasion(self, row: OccasionRow) -> Saying:
        text, span = Holds(fact=row.fact, state=row.state).text, self._span(row.start, row.end)
        return Saying(text, *span, row.service, row.values, row.agreement, row.customer)

    def _cause(self, row: ExclusionRow) -> Cause:
        announced = None if row.announced is None else row.announced // MICRO
        span = row.start // MICRO, row.end // MICRO
        return Cause(row.reason, *span, row.service, announced, row.by, row.values, row.agreement, row.customer)

    def _sample(self, row: SampleRow) -> Sample:
        since = None if row.since is None else row.since // MICRO
        about = {"values": row.values, "agreement": row.agreement, "customer": row.customer, "since": since}
        return Sample(row.service, row.at // MICRO, row.ok, row.value, row.metric, row.weight, **about)  # type: ignore[arg-type]  # what is told is named as the fields are

    def _count(self, row: CountRow) -> Count:
        span = row.start // MICRO, row.end // MICRO
        about = {"values": row.values, "agreement": row.agreement, "customer": row.customer}
        return Count(row.service, *span, row.total, row.bad, row.metric, **about)  # type: ignore[arg-type]  # what is told is named as the fields are

    # Cases

    def _cases(self) -> tuple[ServiceCase, ...]:
        return tuple(self._case(one) for one in self._rows(CaseRow))

    def _case(self, row: CaseRow) -> ServiceCase:
        is_told = not row.untold or ASSUMPTIONS["answers"] in self.facts.assumed
        has_rows = row.case in self.facts.cases_with_rows
        fields = {
            "case": row.case,
            "service": row.service,
            "happened": self._happened(row, has_rows),
            "states": tuple(map(self._waiting, self._of_case(StateRow, row))) if has_rows else (),
            "changes": tuple(map(self._value, self._of_case(ChangeRow, row))) if has_rows else (),
            "values": row.values,
            "population": row.population,
            "reason": row.reason,
            "by": row.by,
            "carries": row.carries,
            "agreement": row.agreement,
            "customer": row.customer,
            "untold": () if is_told else tuple(row.untold.replace(",", " ").split()),
        }
        return made(ToldCase, fields)

    def _of_case(self, kind: type[OfCase], case: CaseRow) -> Iterable[OfCase]:
        """The rows of a table that are about a case, and that had begun by now."""
        rows = self._of_cases[kind].get((case.case,))
        return self._begun(kind, [row for _, row in rows if isinstance(row, kind)]) if rows else ()

    @cached_property
    def _of_cases(self) -> Mapping[type[FactRow], Mapping[tuple[str | None, ...], list[tuple[int, FactRow]]]]:
        """The rows about cases by the case, for each table of them."""
        return {kind: self.facts.index(kind, ("case",)) for kind in (EventRow, StateRow, ChangeRow)}

    def _happened(self, case: CaseRow, has_rows: bool) -> tuple[Happening, ...]:
        """The events of a case by both tables, each once, up to now and in the order of time."""
        over = (self.now + 1) * MICRO
        wide = {(at // MICRO, event, "") for event, at in case.events if at < over}
        long = {(one.at // MICRO, one.event, one.channel) for one in self._of_case(EventRow, case)} if has_rows else ()
        if long:
            known = {(at, event) for at, event, _ in long}
            wide = {one for one in wide if one[:2] not in known}
            wide.update(long)
        return tuple(sorted(wide))

    def _waiting(self, row: StateRow) -> Waiting:
        end = None if row.end is None or row.end // MICRO > self.now else row.end // MICRO
        return Waiting(row.reason, row.start // MICRO, end, row.by)

    def _value(self, row: ChangeRow) -> ValueChange:
        return ValueChange(row.scale, row.value, row.at // MICRO)


def world_of(facts: Facts, workspace: Workspace, agreement: Agreement, now: Instant) -> World:
    """The world of an agreement as told by a moment; what was not measured is missing in it."""
    return FactsOfAgreement(facts, workspace, agreement, now).told


def _is_amid(probe: Sample, spans: Intervals) -> bool:
    """Whether a probe found a service down within a time that was not measured; on its edge it is of what was."""
    return probe.ok is False and any(start < probe.at < end for start, end in spans)


def _measured(row: ServiceOutage, unmeasured: dict[str, Intervals]) -> Iterator[ServiceOutage]:
    """What of an outage was measured; an empty one if nothing was, since the service has facts of its own."""
    start, end = row.start, row.end or row.start
    gaps = unmeasured.get(row.service, ())
    if start < end and not any(since < end and start < until for since, until in gaps):
        yield row
        return
    spans = difference(union([(start, end)]), gaps)
    yield from (replace(row, start=start, end=end) for start, end in spans or ((row.start, row.start),))
