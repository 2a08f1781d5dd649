"""Where rows belong: whether a promise is about them, and whether they say all that decides about which."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter

from ...algebra.components import reached
from ...model.agreement import Agreement
from ...model.workspace import Workspace
from ..asking import CHANNEL, channels_asked, covered_whole, scales_asked, starts_of, untold
from .found import FactFinding
from .rows import CaseRow, ChangeRow, CountRow, EventRow, FactRow, OutageRow, SampleRow

OfService = OutageRow | SampleRow | CountRow | CaseRow
_ABOUT = ("outages", "samples", "counts", "cases")
_WHOSE = attrgetter("service", "agreement", "customer", "values")
_About = tuple[str, str, str, str]
"""The service, the agreement and the customer of a row, and its table or population: rows alike are of the same."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The scales that a promise asks of a case; and, if it asks for a channel, the event that comes through it."""

    agreement: str
    scales: frozenset[str]
    starts: str | None


@dataclass
class Belonging:
    """The agreements that rows are about, and what these ask of them."""

    tables: Mapping[str, Sequence[FactRow]]
    workspace: Workspace
    _agreements: dict[_About, tuple[Agreement, ...]] = field(default_factory=dict)
    _of_cases: dict[_About, tuple[_Asked, ...]] = field(default_factory=dict)
    _lacks: dict[Hashable, list[tuple[str, str]]] = field(default_factory=dict)

    def findings(self) -> Iterator[FactFinding]:
        """A finding for each row that no promise is about, and for each that does not say about which it is."""
        for table in _ABOUT:
            fine: set[Hashable] = set()
            for row in self.tables.get(table, ()):
                assert isinstance(row, OutageRow | SampleRow | CountRow | CaseRow)
                alike = self._alike(row)
                if alike not in fine:
                    found = [*self._without_promise(table, row)]
                    if isinstance(row, CaseRow):
                        found += self._untold(row)
                    if not found:
                        fine.add(alike)
                    yield from found

    def _alike(self, row: OfService) -> Hashable:
        """A key that rows of one table share if the same findings are about them."""
        if not isinstance(row, CaseRow):
            return _WHOSE(row)
        if row.case in self._changes or row.case in self._events:
            return row.case
        return _WHOSE(row), row.population, tuple(name for name, _ in row.events)

    @cached_property
    def _changes(self) -> Mapping[str, set[str]]:
        """The scales whose values a case changes."""
        found: dict[str, set[str]] = {}
        for one in self.tables.get("changes", ()):
            if isinstance(one, ChangeRow):
                found.setdefault(one.case, set()).add(one.scale)
        return found

    @cached_property
    def _events(self) -> Mapping[str, list[EventRow]]:
        """The events of cases in long form."""
        found: dict[str, list[EventRow]] = {}
        for one in self.tables.get("events", ()):
            if isinstance(one, EventRow):
                found.setdefault(one.case, []).append(one)
        return found

    # Rows that nothing is about

    def _of(self, table: str, row: OfService) -> tuple[Agreement, ...]:
        about = (row.service, row.agreement, row.customer, table)
        if about not in self._agreements:
            self._agreements[about] = tuple(
                one
                for one in self._about[table == "cases"].get(row.service, ())
                if row.agreement in ("", one.name) and row.customer in ("", one.customer)
            )
        return self._agreements[about]

    @cached_property
    def _about(self) -> Mapping[bool, Mapping[str, list[Agreement]]]:
        """The agreements that rows of services are about: rows of cases, and others."""
        found: dict[bool, dict[str, list[Agreement]]] = {True: {}, False: {}}
        for of_cases, about in found.items():
            for one in self.workspace.agreements.values():
                for service in self._services(one, of_cases):
                    about.setdefault(service, []).append(one)
        return found

    def _services(self, agreement: Agreement, of_cases: bool) -> frozenset[str]:
        """The services whose rows are about an agreement; a case of a part is the matter of who covers the part."""
        if of_cases:
            return frozenset(agreement.covers) - frozenset(agreement.not_covered)
        named = (name for one in agreement.assumptions for name in one.of)  # outages are held against these, too
        return reached(self.workspace.services, agreement.covers, agreement.not_covered) | frozenset(named)

    def _without_promise(self, table: str, row: OfService) -> Iterator[FactFinding]:
        agreements = self._of(table, row)
        if not agreements:
            named = row.agreement or row.customer
            whose = f" of `{named}`" if named else ""
            message = f"no agreement{whose} is about `{row.service}`: nothing is promised for it"
            help_ = f'correct the row, or write `"{row.service}" = false` under `[names]` if it is nothing of ours'
            # What names whom it is about, and is about nothing of his, contradicts itself.
            found = FactFinding("facts/about-nothing", message, row.place, "service", help_)
            yield found if named else replace(found, severity="warning")
            return
        for scale, value in row.values:
            held = [one.values for each in agreements for one in each.held if one.scale == scale]
            if len(held) == len(agreements) and not any(value in values for values in held):
                message = f"no customer of `{row.service}` has `{value}` of `{scale}`: nothing is promised for it"
                help_ = f'correct the row, or write `"{value}" = false` under `[names]` if it is nothing of ours'
                yield FactFinding("facts/about-nothing", message, row.place, scale, help_)

    # Cases that do not say to which promise they belong

    def _untold(self, row: CaseRow) -> Iterator[FactFinding]:
        events = self._events.get(row.case, ())
        told = frozenset({*self._changes.get(row.case, ()), *(name for name, _ in row.values)})
        long = {(one.event, one.at) for one in events}
        silent = {one.event for one in events if not one.channel}
        silent.update(name for name, at in row.events if (name, at) not in long)
        about = row.service, row.agreement, row.customer, row.population, told, frozenset(silent)
        if about not in self._lacks:
            self._lacks[about] = self._lacking(row, told, silent)
        for what, name in self._lacks[about]:
            message = f"nothing says which `{what}` it has, and promises of `{name}` depend on that"
            help_ = "export it; promises that may count the case are unknown until then"
            yield FactFinding("facts/missing-value", message, row.place, what, help_)

    def _lacking(self, row: CaseRow, told: Collection[str], silent: Collection[str]) -> list[tuple[str, str]]:
        """The things that a case does not say, each with an agreement that asks for it."""
        by: dict[str, str] = {}
        for one in self._asked(row):
            lacks = untold(one.scales, told, self.workspace.scales)
            for what in lacks | ({CHANNEL} if one.starts in silent else set()):
                by.setdefault(what, one.agreement)
        return sorted(by.items())

    def _asked(self, row: CaseRow) -> Collection[_Asked]:
        about = (row.service, row.agreement, row.customer, row.population)
        if about not in self._of_cases:
            self._of_cases[about] = tuple(dict.fromkeys(self._asking(row)))
        return self._of_cases[about]

    def _asking(self, row: CaseRow) -> Iterator[_Asked]:
        """The things that the promises of a case ask, one by one."""
        for agreement in self._of("cases", row):
            for objective in agreement.objectives:
                metric = self.workspace.metrics.get(objective.metric)
                if metric is None or metric.starts is None or metric.stops is None or objective.bound is None:
                    continue
                if row.population in ("", metric.population):
                    is_named = bool(row.agreement or row.customer)
                    known = self.workspace.scales
                    scales = scales_asked(agreement, objective, known)
                    scales -= covered_whole(agreement, objective, known, is_named)
                    clock = self.workspace.clocks.get(objective.clock or "")
                    asks = channels_asked(agreement, objective, clock)
                    yield _Asked(agreement.name, scales, starts_of(metric, clock) if asks else None)
