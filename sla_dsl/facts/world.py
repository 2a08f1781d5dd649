"""Worlds: all that happens, as small frozen values; what is kept is asked of them.

Instants are whole seconds since 1970.  A time goes from its start (included) to its end (excluded); without an
end it goes on.  A row is about everyone whom its service reaches, or about one ``agreement`` or one ``customer``
alone.  ``values`` are those of scales (``("site", "lyon")``): what is not named is everywhere.  ``by`` is who
caused it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from ..algebra.intervals import Interval, Intervals
from ..algebra.zones import Instant

RESTORED = "restored"
REOPENED = "reopened"
"""The event at which a case is opened again."""
ScaleValues = tuple[tuple[str, str], ...]
"""ScaleValues of scales and of other things that rows are grouped by, each with what it is of."""

Made = TypeVar("Made")


def made(kind: type[Made], fields: dict[str, Any]) -> Made:
    """A frozen value of a class without slots from its fields; those with a default may be left out.

    There are as many as rows, and a constructor that sets each field by itself takes five times as long.
    """
    value = _new(kind)
    _put(value, "__dict__", fields)
    return value


_new, _put = object.__new__, object.__setattr__


@dataclass(frozen=True)
class ServiceOutage:
    """A time in which a service is down, and for which reason; ``share`` is how much of it, of one."""

    service: str
    start: Instant
    end: Instant | None = None
    reason: str = ""
    by: str = ""
    values: ScaleValues = ()
    agreement: str = ""
    customer: str = ""
    share: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Cause:
    """A time in which something happens for a reason, such as a maintenance; ``announced`` is when that was told.

    Without a service it is about everything.
    """

    reason: str
    start: Instant
    end: Instant | None = None
    service: str = ""
    announced: Instant | None = None
    by: str = ""
    values: ScaleValues = ()
    agreement: str = ""
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """A time in which people say that a text in quotes holds."""

    text: str
    start: Instant
    end: Instant | None = None
    service: str = ""
    values: ScaleValues = ()
    agreement: str = ""
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A time in which a channel is down, so that another may replace it."""

    channel: str
    start: Instant
    end: Instant | None = None


@dataclass(frozen=True)
class CaseEvent:
    """That something happens to a case (``logged``, ``restored``, ``reopened``); it may come again."""

    event: str
    at: Instant
    channel: str = ""


@dataclass(frozen=True)
class Waiting:
    """A time in which a case waits for a reason."""

    reason: str
    start: Instant
    end: Instant | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """That a case gets another value of a scale on its way."""

    scale: str
    value: str
    at: Instant


Happening = tuple[Instant, str, str]
"""The moment of an event, its name, and its channel, if one is told."""


@dataclass(frozen=True)
class ServiceCase:
    """A case, an order, a call, a disaster.

    ``population`` is of what kind it is, if only metrics of that population count it; ``carries`` the agreement in
    front for which it is worked on; ``reason`` why it came.  Whether it had the events ``untold`` nobody says.
    """

    case: str
    service: str
    events: tuple[CaseEvent, ...] = ()
    states: tuple[Waiting, ...] = ()
    changes: tuple[ValueChange, ...] = ()
    values: ScaleValues = ()
    population: str = ""
    reason: str = ""
    by: str = ""
    carries: str = ""
    agreement: str = ""
    customer: str = ""
    untold: tuple[str, ...] = ()

    @cached_property
    def happened(self) -> tuple[Happening, ...]:
        """Its events in the order of time."""
        return tuple(sorted((one.at, one.event, one.channel) for one in self.events))

    @property
    def told(self) -> tuple[str, ...]:
        """The names of its values, and of those that change."""
        return (*[name for name, _ in self.values], *[one.scale for one in self.changes])


class ToldCase(ServiceCase):
    """A case as tables tell it, by what ``happened``; its events are made only if they are asked for.

    Of most cases nobody asks for them: they are plain.
    """

    @cached_property
    def events(self) -> tuple[CaseEvent, ...]:
        """The events that ``happened``."""
        return tuple([made(CaseEvent, {"event": event, "at": at, "channel": way}) for at, event, way in self.happened])


class PlainCase(NamedTuple):
    """A case that starts, is done, is not opened again, and has the same values all the time.

    ``number`` is its place among the cases of its world.
    """

    start: Instant
    number: int
    end: Instant
    case: ServiceCase


@dataclass(frozen=True, slots=True)
class PlainKind:
    """Plain cases that are alike in all but their times, in the order in which they start.

    ``reasons`` are why they came, and for what they waited; ``starts`` are their beginnings.
    """

    values: Mapping[str, str]
    reasons: frozenset[str]
    cases: Sequence[PlainCase]
    starts: Sequence[Instant]

    def within(self, span: Interval) -> Sequence[PlainCase]:
        """Those that start in a time."""
        return self.cases[bisect_left(self.starts, span[0]) : bisect_left(self.starts, span[1])]


def kinds_of(cases: Sequence[ServiceCase], starts: str, stops: str) -> tuple[list[PlainKind], list[ServiceCase]]:
    """The cases that are plain from one event to another, by their kinds; and those that are not plain, or not done."""
    kinds: dict[tuple[str, str, str, str, ScaleValues, frozenset[str]], list[PlainCase]] = {}
    others: list[ServiceCase] = []
    for number, case in enumerate(cases):
        start, end = _plain_span(case, starts, stops)
        if start is None or end is None:
            others.append(case)
            continue
        reasons = frozenset({case.reason, *(one.reason for one in case.states)})
        alike = case.service, case.population, case.agreement, case.customer, case.values, reasons
        kinds.setdefault(alike, []).append(PlainCase(start, number, end, case))
    return [
        PlainKind(dict(values), reasons, (ordered := sorted(found)), [one.start for one in ordered])
        for (*_, values, reasons), found in kinds.items()
    ], others


def _plain_span(case: ServiceCase, starts: str, stops: str) -> tuple[Instant | None, Instant | None]:
    """When a case starts, and when it is done; neither if it is not plain."""
    start = None
    for at, event, _ in case.happened:
        if event == REOPENED:
            return None, None
        if start is None and event == starts:
            start = at
    if start is None or case.changes:
        return None, None
    for at, event, _ in case.happened:
        if event == stops and at >= start:
            return start, at
    return start, None


@dataclass(frozen=True, slots=True)
class Sample:
    """One probe: whether it found the service up (``ok``), or a value in the base unit of its metric.

    ``since`` is when the probe before it was, if that is not told by itself: all between two that are told were good.
    """

    service: str
    at: Instant
    ok: bool | None = None
    value: Fraction | None = None
    metric: str = ""
    weight: Fraction | None = None
    values: ScaleValues = ()
    carries: str = ""
    agreement: str = ""
    customer: str = ""
    since: Instant | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many of all were bad in a time; ``counts`` and ``out_of`` say in words what was counted."""

    service: str
    start: Instant
    end: Instant
    total: Fraction
    bad: Fraction
    metric: str = ""
    counts: str = ""
    out_of: str = ""
    values: ScaleValues = ()
    carries: str = ""
    agreement: str = ""
    customer: str = ""


@dataclass(frozen=True, slots=True)
class MeasuredFigure:
    """A figure that somebody else has measured of an objective (by its address) in the window that holds ``start``.

    If ``end`` is told, it is of the window from one to the other.
    """

    objective: str
    start: Instant
    value: Fraction
    end: Instant | None = None

    def is_of(self, window: Interval) -> bool:
        """Whether it is the figure of a window."""
        if self.end is not None:
            return (self.start, self.end) == window
        return window[0] <= self.start < window[1]


@dataclass(frozen=True, slots=True)
class MeasuredAmount:
    """What a parameter, or what a volume is of, came to in the window that holds ``start``.

    ``unit`` is the currency, if one is told; otherwise it is that of the agreement.
    """

    agreement: str
    parameter: str
    start: Instant
    value: Fraction
    unit: str = ""


class Outages(tuple[ServiceOutage, ...]):
    """Outages with what is sorted out of them: each window of each promise asks for it, and many worlds share them."""

    @cached_property
    def for_all(self) -> Mapping[str, Sequence[ServiceOutage]]:
        """Those that are about everyone and everywhere, by service."""
        return _by((one.service, one) for one in self if not (one.values or one.agreement or one.customer))

    @cached_property
    def for_some(self) -> Mapping[str, Sequence[ServiceOutage]]:
        """The others, by service."""
        return _by((one.service, one) for one in self if one.values or one.agreement or one.customer)

    @cached_property
    def for_reason(self) -> Mapping[str, Sequence[ServiceOutage]]:
        """All of them by their reason."""
        return _by((one.reason, one) for one in self)

    @cached_property
    def services(self) -> frozenset[str]:
        """The services that they are of."""
        return frozenset(one.service for one in self)

    @cached_property
    def known(self) -> dict[str, Intervals]:
        """When services are down for everyone, if that was asked."""
        return {}


@dataclass(frozen=True)
class World:
    """Everything that happens.  ``until`` is how far it is told; a world without it is told for ever."""

    outages: tuple[ServiceOutage, ...] = ()
    causes: tuple[Cause, ...] = ()
    occasions: tuple[Saying, ...] = ()
    unreachable: tuple[Unreachable, ...] = ()
    cases: tuple[ServiceCase, ...] = ()
    samples: tuple[Sample, ...] = ()
    counts: tuple[Count, ...] = ()
    figures: tuple[MeasuredFigure, ...] = ()
    amounts: tuple[MeasuredAmount, ...] = ()
    until: Instant | None = None

    @cached_property
    def sorted_outages(self) -> Outages:
        """The outages with what is sorted out of them."""
        return self.outages if isinstance(self.outages, Outages) else Outages(self.outages)

    def for_reason(self, reason: str) -> Sequence[ServiceOutage | Cause]:
        """The causes and outages for a reason."""
        causes = (one for one in self.causes if one.reason == reason)
        return [*causes, *self.sorted_outages.for_reason.get(reason, ())]

    @cached_property
    def told_of_cases(self) -> frozenset[tuple[str, ...]]:
        """Each different ``told`` of the cases."""
        return frozenset(one.told for one in self.cases)

    @cached_property
    def has_untold(self) -> bool:
        """Whether there are cases with untold events."""
        return any(one.untold for one in self.cases)

    @cached_property
    def with_facts(self) -> frozenset[str]:
        """The services that outages or samples tell of."""
        return self.sorted_outages.services.union(one.service for one in self.samples)


class ToldWorld(World):
    """A world as tables tell it, of many cases: plain ones are looked up, once for all promises that ask the same."""

    def plain_cases(self, starts: str, stops: str) -> tuple[Sequence[PlainKind], Sequence[ServiceCase]]:
        """The cases that are plain from one event to another, and the others."""
        if (starts, stops) not in self._plain:
            self._plain[starts, stops] = kinds_of(self.cases, starts, stops)
        return self._plain[starts, stops]

    @cached_property
    def _plain(self) -> dict[tuple[str, str], tuple[list[PlainKind], list[ServiceCase]]]:
        return {}


OfName = TypeVar("OfName")


def _by(pairs: Iterable[tuple[str, OfName]]) -> dict[str, list[OfName]]:
    found: dict[str, list[OfName]] = {}
    for name, one in pairs:
        found.setdefault(name, []).append(one)
    return found
