"""What rows say together: each thing once, nothing twice, and nothing in an order in which it cannot have happened."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise

from ...model.agreement import Agreement, Parameter
from ...model.quantity import Quantity
from ...model.workspace import Workspace
from .cells import MICRO
from .found import FactFinding
from .rows import (
    AmountRow,
    CaseRow,
    ClaimRow,
    CountRow,
    DeliveredRow,
    EventRow,
    FactRow,
    FigureRow,
    OutageRow,
    SampleRow,
    UseRow,
)

Tables = Mapping[str, Sequence[FactRow]]
_OF_CASES = ("events", "states", "changes")
"""The tables in which a row is about one of the cases."""


def once_each(table: str, rows: Sequence[FactRow], findings: list[FactFinding]) -> Iterator[FactRow]:
    """Each row once: two about one thing are one, if they say the same; else neither is taken, and that is told.

    Who claims again has claimed already: of several claims the first counts.
    """
    if table == "claims":
        yield from _first_claims([one for one in rows if isinstance(one, ClaimRow)], findings)
        return
    things = list(map(_thing, rows))
    some = [one for one in things if one is not None]
    if len(set(some)) == len(some):
        yield from rows
        return
    known: dict[Hashable, FactRow] = {}
    differing: set[Hashable] = set()
    for row, thing in zip(rows, things, strict=True):
        before = known.setdefault(thing, row) if thing is not None else row
        if before is not row and _said(before) != _said(row):
            differing.add(thing)
            message = f"{_called(row)} is there twice, and says different things: see {before.place.text}"
            help_ = "keep one of the two rows; what was corrected later replaces what was said before"
            services = frozenset(getattr(one, "service", "") for one in (before, row))
            found = FactFinding("facts/contradicting-rows", message, row.place, "", help_, "error", table, services)
            findings.append(found)
        elif before is not row and isinstance(row, OutageRow | UseRow) and not row.id:
            message, help_ = _told_twice(row, before)
            findings.append(FactFinding("facts/contradicting-rows", message, row.place, "", help_, "warning", table))
    for row, thing in zip(rows, things, strict=True):
        if thing is None or (known[thing] is row and thing not in differing):
            yield row


def _told_twice(row: OutageRow | UseRow, before: FactRow) -> tuple[str, str]:
    """The message for a row that is there twice, word for word, and the remedy."""
    if isinstance(row, OutageRow):
        message = f"this outage of `{row.service}` is there twice, and counts once: see {before.place.text}"
        return message, "delete one of the two rows; two outages at once are two if each has an `id`"
    message = f'this use of "{row.right}" is there twice, and counts once: see {before.place.text}'
    return message, "delete one of the two rows; two uses at once are two if each has an `id`"


def _first_claims(rows: Sequence[ClaimRow], findings: list[FactFinding]) -> Iterator[ClaimRow]:
    first: dict[Hashable, ClaimRow] = {}
    for row in sorted(rows, key=lambda one: one.at):
        if first.setdefault(_thing(row), row).at != row.at:
            message = f"{_called(row)} was made before, and the first one counts: see {first[_thing(row)].place.text}"
            help_ = "if it is for another window or another stage, correct `start` or `stage`"
            findings.append(FactFinding("facts/claimed-again", message, row.place, "at", help_, "note", "claims"))
    yield from (row for row in rows if first[_thing(row)] is row)


def _thing(row: FactRow) -> Hashable:
    """What a row is about, if no two rows can be about it; none if they can."""
    match row:
        case CaseRow():
            return row.case
        case OutageRow() | UseRow():
            return row.id or _said(row)
        case SampleRow() if row.value is None:
            return row.service, row.at, row.metric, *_about(row)
        case FigureRow():
            return row.objective, row.start
        case AmountRow():
            return row.agreement, row.parameter, row.start
        case ClaimRow():
            return row.agreement, row.objective, row.start, row.stage
        case DeliveredRow():
            return row.agreement, row.start
    return None


def _about(row: FactRow) -> tuple[Hashable, ...]:
    """Whom and where a row is about, and who says it."""
    return row.agreement, row.customer, row.values, row.source


def _called(row: FactRow) -> str:
    match row:
        case CaseRow():
            return f"`{row.case}`"
        case SampleRow():
            return f"the probe of `{row.service}`"
        case FigureRow():
            return f"the figure of `{row.objective}`"
        case AmountRow():
            return f"`{row.parameter}`"
        case ClaimRow():
            return f"the claim for `{row.objective}`"
        case DeliveredRow():
            return f"the report of `{row.agreement}`"
    return f"`{getattr(row, 'id', '')}`"


def _said(row: FactRow) -> tuple[object, ...]:
    """What a row says, wherever it stands."""
    return tuple(getattr(row, name) for name in type(row).__dataclass_fields__ if name not in ("place", "source"))


def disagreeing(tables: Tables, workspace: Workspace) -> Iterator[FactFinding]:
    """A finding for each row that cannot be true beside the others."""
    yield from _counted_twice([one for one in tables.get("counts", ()) if isinstance(one, CountRow)])
    yield from _in_other_currencies([one for one in tables.get("amounts", ()) if isinstance(one, AmountRow)], workspace)
    yield from _CaseOrder(tables, workspace).findings()


def without_cases(tables: dict[str, list[FactRow]], others: set[str]) -> dict[str, int]:
    """Takes the rows about cases out that are nothing of ours; how many they were in each table."""
    gone = others - {one.case for one in tables.get("cases", ()) if isinstance(one, CaseRow)}
    found = {}
    for name in _OF_CASES if gone else ():
        rows = tables.get(name, [])
        kept = [row for row in rows if getattr(row, "case", "") not in gone]
        found[name] = len(rows) - len(kept)
        rows[:] = kept
    return found


def unknown_cases(tables: Tables, misread: set[str]) -> Iterator[FactFinding]:
    """A finding for each row about a case that is not among the cases; of one that was ``misread`` that is told."""
    cases = misread | {one.case for one in tables.get("cases", ()) if isinstance(one, CaseRow)}
    for name in _OF_CASES:
        for row in tables.get(name, ()):
            case = getattr(row, "case", "")
            if case not in cases:
                message = f"`{case}` is none of the cases"
                yield FactFinding("facts/unknown-name", message, row.place, "case", "add it to `cases`", table=name)


def _counted_twice(rows: Sequence[CountRow]) -> Iterator[FactFinding]:
    """A finding for each count of a time that another one has counted already: the events of both would be added."""
    before: dict[Hashable, CountRow] = {}
    for row in sorted(rows, key=lambda one: (one.start, one.end)):
        thing = (row.service, row.metric, *_about(row))
        last = before.get(thing)
        # Counts that only touch have no event in common.
        if last is not None and row.start < last.end:
            message = f"events of `{row.service}` are counted twice: see {last.place.text}"
            help_ = "keep one of the two rows; if both are to be added, say in `source` where each was counted"
            services = frozenset({row.service})
            yield FactFinding("facts/contradicting-rows", message, row.place, "", help_, "error", "counts", services)
        if last is None or row.end > last.end:
            before[thing] = row


# In which order things happen to a case


@dataclass(frozen=True, slots=True)
class _Timing:
    """The events between which a promise times a case; ``is_own`` if the metric itself begins with the first."""

    starts: str
    stops: str
    is_own: bool


@dataclass
class _CaseOrder:
    """Whether the events of cases are there, and come in the order in which promises time them."""

    tables: Tables
    workspace: Workspace
    _timings: dict[Hashable, tuple[_Timing, ...]] = field(default_factory=dict)

    def findings(self) -> Iterator[FactFinding]:
        """A finding for each case that begins at no time, or that is done before it begins."""
        for row in self.tables.get("cases", ()):
            timings = self._of(row) if isinstance(row, CaseRow) else ()
            if isinstance(row, CaseRow) and timings:
                yield from self._of_case(row, timings)

    @cached_property
    def _long(self) -> Mapping[str, list[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = {}
        for one in self.tables.get("events", ()):
            if isinstance(one, EventRow):
                found.setdefault(one.case, []).append((one.event, one.at))
        return found

    @cached_property
    def _covering(self) -> Mapping[str, list[Agreement]]:
        """The agreements by the services that they cover."""
        found: dict[str, list[Agreement]] = {}
        for agreement in self.workspace.agreements.values():
            for service in {*agreement.covers} - {*agreement.not_covered}:
                found.setdefault(service, []).append(agreement)
        return found

    def _of(self, row: CaseRow) -> tuple[_Timing, ...]:
        about = (row.service, row.agreement, row.customer, row.population)
        if about not in self._timings:
            self._timings[about] = tuple(dict.fromkeys(self._timed(row)))
        return self._timings[about]

    def _timed(self, row: CaseRow) -> Iterator[_Timing]:
        """How the agreements that a case is about time it."""
        for agreement in self._covering.get(row.service, ()):
            if row.agreement not in ("", agreement.name) or row.customer not in ("", agreement.customer):
                continue
            for objective in agreement.objectives:
                metric = self.workspace.metrics.get(objective.metric)
                if metric is None or metric.starts is None or metric.stops is None or objective.bound is None:
                    continue
                if row.population in ("", metric.population):
                    clock = self.workspace.clocks.get(objective.clock or "")
                    starts = (clock.starts if clock else None) or metric.starts
                    yield _Timing(starts, metric.stops, starts == metric.starts)

    def _of_case(self, row: CaseRow, timings: tuple[_Timing, ...]) -> Iterator[FactFinding]:
        """What is wrong with a case; times are those by which it is judged, whole seconds."""
        if row.case not in self._long and _is_in_order(row, timings):
            return
        moments: dict[str, list[int]] = {}
        for event, at in (*row.events, *self._long.get(row.case, ())):
            moments.setdefault(event, []).append(at // MICRO)
        services = frozenset({row.service})
        if twice := _restored_again(moments):
            first, again = (datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S UTC") for at in twice)
            message = f"`{row.case}` was `restored` at {first}, and again at {again}, and was not `reopened` between"
            help_ = "the first one counts; if it was opened again, say when by a row of `events`"
            found = FactFinding("facts/contradicting-rows", message, row.place, "", help_, "warning", "cases", services)
            if any(one.stops == "restored" for one in timings):
                yield found
        if not any(one.starts in moments for one in timings):
            starts = " or ".join(f"`{one}`" for one in dict.fromkeys(one.starts for one in timings))
            message = f"nothing says when `{row.case}` was {starts}: no promise counts it"
            help_ = "export that time; what is no case is left out of the export"
            yield FactFinding("facts/unreadable-row", message, row.place, "", help_, "error", "cases", services)
        for starts, stops in dict.fromkeys((one.starts, one.stops) for one in timings if _is_upside_down(one, moments)):
            message = f"`{row.case}` was `{stops}` before it was `{starts}`"
            help_ = "correct it where it comes from: are two clocks apart?"
            yield FactFinding("facts/backwards-time", message, row.place, stops, help_, "error", "cases", services)


def _is_in_order(row: CaseRow, timings: tuple[_Timing, ...]) -> bool:
    """Whether a case had each event once, has begun, and was not done before: nothing else can be wrong with it."""
    at = dict(row.events)
    if len(at) < len(row.events) or not any(one.starts in at for one in timings):
        return False
    both = (one for one in timings if one.starts in at and one.stops in at)
    return all(at[one.starts] // MICRO <= at[one.stops] // MICRO for one in both)


def _restored_again(moments: Mapping[str, list[int]]) -> tuple[int, int] | None:
    """The first two moments at which a case was restored and not opened again between, in seconds since 1970."""
    restored, reopened = moments.get("restored", ()), moments.get("reopened", ())
    twice = pairwise(sorted({*restored})) if len(restored) > 1 else ()
    return next((two for two in twice if not any(two[0] <= at <= two[1] for at in reopened)), None)


def currency_of(agreement: Agreement, parameter: Parameter) -> str:
    """The unit of a parameter, or, of money without one, the only currency of the agreement's parameters."""
    values = [one.value for one in (parameter, *agreement.parameters)]
    values += [row.value for one in (parameter, *agreement.parameters) for row in one.rows]
    if isinstance(parameter.value, Quantity):
        return parameter.value.unit
    units = {one.unit for one in values if isinstance(one, Quantity) and one.dimension == "money"}
    return units.pop() if parameter.dimension == "money" and len(units) == 1 else ""


def _in_other_currencies(rows: Sequence[AmountRow], workspace: Workspace) -> Iterator[FactFinding]:
    """A finding for each amount in a currency that is not that of its parameter."""
    for row in rows:
        agreement = workspace.agreements.get(row.agreement)
        for parameter in agreement.parameters if agreement else ():
            ours = currency_of(agreement, parameter) if agreement else ""
            if parameter.name == row.parameter and row.unit and ours and row.unit != ours:
                message = f"`{row.parameter}` of `{row.agreement}` is in {ours}, and this is in {row.unit}"
                help_ = f"write what it comes to in {ours}: the agreement says no rate"
                covers = frozenset(agreement.covers) if agreement else frozenset()
                yield FactFinding(
                    "facts/unreadable-row", message, row.place, "value", help_, "error", "amounts", covers
                )


def _is_upside_down(one: _Timing, moments: Mapping[str, list[int]]) -> bool:
    """Whether a case is done before it begins, so that it would pass for one that is still open."""
    begun, done = moments.get(one.starts), moments.get(one.stops)
    if begun is None or done is None:
        return False
    first = min(begun)
    return min(done) < first if one.is_own else max(done) < first
