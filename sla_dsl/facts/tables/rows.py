"""The tables of facts: what a row of each has.  A column without a default must be there, in every row.

The names of the fields are the names of the columns.  What kind of thing stands in a column is said by its mark; a
name is one of the workspace, a moment is in microseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from ..world import ScaleValues
from .cells import Microseconds
from .found import RowPlace


def _mark(kind: str) -> Mapping[str, str]:
    return MappingProxyType({"kind": kind})


SERVICE, AGREEMENT, CUSTOMER, PARTY = _mark("service"), _mark("agreement"), _mark("customer"), _mark("party")
REASON, EVENT, CHANNEL, METRIC = _mark("reason"), _mark("event"), _mark("channel"), _mark("metric")
OBJECTIVE, RIGHT, SCALE, FACT = _mark("objective"), _mark("right"), _mark("scale"), _mark("fact")
MOMENT, DAY, NUMBER, FLAG, TEXT = _mark("moment"), _mark("day"), _mark("number"), _mark("flag"), _mark("text")
AMOUNT = _mark("amount")


@dataclass(frozen=True, kw_only=True)
class FactRow:
    """What every row may have: whom it is about (else everyone whom its service reaches), and values of scales.

    A row with an ``author`` corrects what was measured; it says why, and on which day that was written.
    """

    place: RowPlace
    agreement: str = field(default="", metadata=AGREEMENT)
    customer: str = field(default="", metadata=CUSTOMER)
    values: ScaleValues = ()
    source: str = field(default="", metadata=TEXT)
    author: str = field(default="", metadata=TEXT)
    because: str = field(default="", metadata=TEXT)
    dated: str = field(default="", metadata=TEXT)


@dataclass(frozen=True, kw_only=True)
class OutageRow(FactRow):
    """A time in which a service was down; without an end it goes on.

    ``share`` is how much of it was down, of one; without it, all.
    """

    service: str = field(metadata=SERVICE)
    start: Microseconds = field(metadata=MOMENT)
    end: Microseconds | None = field(default=None, metadata=MOMENT)
    reason: str = field(default="", metadata=REASON)
    by: str = field(default="", metadata=PARTY)
    share: Fraction | None = field(default=None, metadata=NUMBER)
    id: str = field(default="", metadata=TEXT)


@dataclass(frozen=True, kw_only=True)
class UnknownRow(FactRow):
    """A time in which nothing was measured of a service; without an end still."""

    service: str = field(metadata=SERVICE)
    start: Microseconds = field(metadata=MOMENT)
    end: Microseconds | None = field(default=None, metadata=MOMENT)


@dataclass(frozen=True, kw_only=True)
class SampleRow(FactRow):
    """One probe: whether it found the service up, or a value with its unit."""

    service: str = field(metadata=SERVICE)
    at: Microseconds = field(metadata=MOMENT)
    ok: bool | None = field(default=None, metadata=FLAG)
    value: Fraction | None = field(default=None, metadata=NUMBER)
    metric: str = field(default="", metadata=METRIC)
    weight: Fraction | None = field(default=None, metadata=NUMBER)
    since: Microseconds | None = None
    """When the probe before it was, of reduced samples: what is not told between two of them was good."""


@dataclass(frozen=True, kw_only=True)
class CountRow(FactRow):
    """Events of an interval (requests, packets, notifications): how many, and how many of them were bad."""

    service: str = field(metadata=SERVICE)
    start: Microseconds = field(metadata=MOMENT)
    end: Microseconds = field(metadata=MOMENT)
    total: Fraction = field(metadata=AMOUNT)
    bad: Fraction = field(metadata=AMOUNT)
    metric: str = field(default="", metadata=METRIC)


@dataclass(frozen=True, kw_only=True)
class CaseRow(FactRow):
    """A case, an order, a call, a disaster; each further column named as an event says when that was.

    ``untold`` are events, with commas, that the source says nothing about: the case may have had them or not.
    """

    case: str = field(metadata=TEXT)
    service: str = field(metadata=SERVICE)
    reason: str = field(default="", metadata=REASON)
    by: str = field(default="", metadata=PARTY)
    carries: str = field(default="", metadata=AGREEMENT)
    population: str = field(default="", metadata=TEXT)
    untold: str = field(default="", metadata=TEXT)
    events: tuple[tuple[str, Microseconds], ...] = ()


@dataclass(frozen=True, kw_only=True)
class EventRow(FactRow):
    """What happened to a case, in long form: an event may come again."""

    case: str = field(metadata=TEXT)
    event: str = field(metadata=EVENT)
    at: Microseconds = field(metadata=MOMENT)
    channel: str = field(default="", metadata=CHANNEL)


@dataclass(frozen=True, kw_only=True)
class StateRow(FactRow):
    """A time in which a case waits for a reason; without an end still."""

    case: str = field(metadata=TEXT)
    reason: str = field(metadata=REASON)
    start: Microseconds = field(metadata=MOMENT)
    end: Microseconds | None = field(default=None, metadata=MOMENT)
    by: str = field(default="", metadata=PARTY)


@dataclass(frozen=True, kw_only=True)
class ChangeRow(FactRow):
    """The value of a scale that a case has from a moment on."""

    case: str = field(metadata=TEXT)
    scale: str = field(metadata=SCALE)
    value: str = field(metadata=TEXT)
    at: Microseconds = field(metadata=MOMENT)


@dataclass(frozen=True, kw_only=True)
class ExclusionRow(FactRow):
    """A maintenance, a storm; ``announced`` is the moment of the announcement.  Without a service it is everywhere."""

    reason: str = field(metadata=REASON)
    start: Microseconds = field(metadata=MOMENT)
    end: Microseconds = field(metadata=MOMENT)
    service: str = field(default="", metadata=SERVICE)
    announced: Microseconds | None = field(default=None, metadata=MOMENT)
    by: str = field(default="", metadata=PARTY)


@dataclass(frozen=True, kw_only=True)
class OccasionRow(FactRow):
    """A time in which a fact is in a state; without an end still.  Without a service it is so everywhere."""

    fact: str = field(metadata=FACT)
    state: str = field(metadata=TEXT)
    start: Microseconds = field(metadata=MOMENT)
    end: Microseconds | None = field(default=None, metadata=MOMENT)
    service: str = field(default="", metadata=SERVICE)


@dataclass(frozen=True, kw_only=True)
class FigureRow(FactRow):
    """A figure somebody else has measured for a window of an objective; ``end``, if told, is that of the window."""

    objective: str = field(metadata=OBJECTIVE)
    start: date | Microseconds = field(metadata=DAY)
    value: Fraction = field(metadata=NUMBER)
    end: Microseconds | None = field(default=None, metadata=MOMENT)


@dataclass(frozen=True, kw_only=True)
class AmountRow(FactRow):
    """What a parameter came to in a window (the spend of a month); ``unit`` is the currency, if one is written."""

    agreement: str = field(metadata=AGREEMENT)
    parameter: str = field(metadata=TEXT)
    start: date | Microseconds = field(metadata=DAY)
    value: Fraction = field(metadata=AMOUNT)
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class ClaimRow(FactRow):
    """That a credit was claimed for a window, and when."""

    agreement: str = field(metadata=AGREEMENT)
    objective: str = field(metadata=OBJECTIVE)
    start: date | Microseconds = field(metadata=DAY)
    at: Microseconds = field(metadata=MOMENT)
    stage: str = field(default="1", metadata=TEXT)


@dataclass(frozen=True, kw_only=True)
class DeliveredRow(FactRow):
    """That the report of a window was handed over, and when."""

    agreement: str = field(metadata=AGREEMENT)
    start: date | Microseconds = field(metadata=DAY)
    at: Microseconds = field(metadata=MOMENT)


@dataclass(frozen=True, kw_only=True)
class UseRow(FactRow):
    """One use of a right, by its text; ``amount`` is how much of what it is limited to, in the unit of its limit."""

    agreement: str = field(metadata=AGREEMENT)
    right: str = field(metadata=RIGHT)
    at: Microseconds = field(metadata=MOMENT)
    amount: Fraction | None = field(default=None, metadata=AMOUNT)
    unit: str = ""
    id: str = field(default="", metadata=TEXT)


TABLES: Mapping[str, type[FactRow]] = {
    "outages": OutageRow,
    "unknown": UnknownRow,
    "samples": SampleRow,
    "counts": CountRow,
    "cases": CaseRow,
    "events": EventRow,
    "states": StateRow,
    "changes": ChangeRow,
    "exclusions": ExclusionRow,
    "occasions": OccasionRow,
    "figures": FigureRow,
    "amounts": AmountRow,
    "claims": ClaimRow,
    "reports": DeliveredRow,
    "uses": UseRow,
}
"""The tables by their names, which are those of their files."""


@cache
def columns_of(table: str) -> dict[str, Field[object]]:
    """The columns of a table by their names."""
    return {one.name: one for one in fields(TABLES[table]) if "kind" in one.metadata}
