"""Phrases that mean the same in every statement, in normal form."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from .base import Model, TimeOfDay
from .in_json import BY_KIND
from .marks import (
    KIND,
    CalendarName,
    ChannelName,
    ComparedName,
    EventName,
    FactName,
    HoursName,
    InProof,
    Measures,
    MomentName,
    NotInDocuments,
    NotInPolicies,
    ObjectiveName,
    OwnWord,
    ParameterName,
    ScaleName,
    ScaleValueName,
    ServiceName,
    StateName,
    Text,
    Unordered,
    Used,
    no_matter,
    of_cases,
    used,
)
from .quantity import Blank, Quantity, Value

Period = Literal["hour", "day", "week", "month", "quarter", "year"]
Statistic = Literal["each", "share", "mean", "median", "longest", "lowest", "total"]
Force = Literal["guaranteed", "target", "best-effort"]
CarriedOver = Literal["once", "always"]
"""How long what was not used of a right stays: into the next window, or as long as the agreement lasts."""
RemedyKind = Literal["credit", "penalty", "bonus", "points", "refund", "charge"]
Role = Literal["customer", "provider", "either"]


class Selection(Model):
    """Values of one scale; a scope is a conjunction of selections."""

    scale: Annotated[ScaleName, used("proof.behind.carriers.covers")]
    values: Annotated[Unordered[ScaleValueName], used("proof.behind.carriers.covers")]


class Bound(Model):
    """The bound of a figure; for ``between``, ``value`` is the lower end and ``upper`` the upper one."""

    kind: Annotated[Literal["at-least", "at-most", "above", "below", "between"], KIND]
    value: Annotated[Value, used("model.objective.Objective.quantity")]
    upper: Annotated[
        Value | None,
        InProof(
            Used("model.objective.Objective.quantity"),
            Used("model.objective.Objective.quantity"),
            Used("proof.durations.legs.limit_of"),
        ),
    ] = None


class Deadline(Model):
    """A time of day as the latest: on the same day, on the next (business) day, or on a later one."""

    kind: Annotated[Literal["by"], KIND] = "by"
    at: Annotated[TimeOfDay, of_cases(Used("algebra.clocks.TimeLimit"))]
    after: Annotated[Quantity, of_cases(Used("algebra.clocks.TimeLimit"))]
    when: Annotated[Condition | None, of_cases(Used("algebra.clocks.TimeLimit", whole=True))] = None


class Share(Model):
    """``in 95% of cases``: the share of a population that keeps to the bound."""

    share: Annotated[Value, Measures(("percent",)), used("proof.behind.carriers.share_of")]
    of: Annotated[OwnWord, no_matter("the population in words: that of the metric")]


class Window(Model):
    """The time over which something is measured.

    ``kind`` says where the windows begin. ``length`` is the span of a rolling window, or the length that the agreement
    states for a calendar window (``each calendar month of 730 h``). Sums of money may also be taken over an ``invoice``
    or the whole ``term``, and a limit may be one of each ``occurrence``.
    In a template a window may be ``open``: the ``parameter`` of this name has no value yet.
    """

    kind: Annotated[Literal["calendar", "contract", "fiscal", "rolling", "invoice", "term", "occurrence", "open"], KIND]
    period: Annotated[Period | None, used("algebra.windows.windows")] = None
    length: Annotated[Value | None, NotInPolicies(), Measures(("duration",)), used("algebra.windows.windows")] = None
    parameter: Annotated[
        ParameterName | None,
        NotInDocuments("templates alone have blank windows, and no document is made of one"),
        no_matter("templates alone have blank windows"),
    ] = None

    @property
    def text(self) -> str:
        """The window as the language writes it."""
        if self.parameter is not None:
            return f"each {self.parameter}"
        length = self.length.text if self.length else ""
        if self.period is None and self.length is None:
            return {"term": "each contract term", "invoice": "each invoice"}.get(self.kind, "each time")
        if self.kind == "rolling":
            return f"each rolling {length}"
        return f"each {self.kind} {self.period}" + (f" of {length}" if length else "")


class NamedHours(Model):
    """Hours as the value of a parameter: those of a calendar."""

    kind: Literal["hours"] = "hours"
    calendar: CalendarName

    @property
    def text(self) -> str:
        """The name of the calendar."""
        return self.calendar


class OtherPeriod(Model):
    """The amount of another parameter in another period: ``monthly-fee of the month before``."""

    kind: Literal["other-period"] = "other-period"
    parameter: ParameterName
    period: Period
    side: Literal["before", "next"]

    @property
    def text(self) -> str:
        """The amount as the language writes it."""
        return f"{self.parameter} of the " + (
            f"{self.period} before" if self.side == "before" else f"next {self.period}"
        )


class Within(Model):
    """``within sunday-night`` (a calendar), or ``within 30 days of window end`` (a time after an event)."""

    calendar: HoursName | None = None
    time: Annotated[Value | None, Measures(("duration",))] = None
    of: MomentName | None = None


class ByDay(Model):
    """A day of the calendar as the last one: ``day 10 of the next month``, ``01-31 of the same year``.

    The month, quarter or year is the ``same`` that a window is, or the ``next`` one behind that in which it ends.
    Without a ``day`` its last day is meant; a ``month`` is one of the year.
    """

    period: Literal["month", "quarter", "year"]
    side: Literal["same", "next"]
    day: int | None = None
    month: int | None = None

    @property
    def text(self) -> str:
        """The day as the language writes it."""
        day = "the end" if self.day is None else f"day {self.day}"
        return f"{day if self.month is None else f'{self.month:02}-{self.day:02}'} of the {self.side} {self.period}"


class Through(Model):
    """The channels by which something is told: any one of them, or all together."""

    channels: Unordered[ChannelName]
    together: bool = False

    @property
    def text(self) -> str:
        """The channels as the language writes them."""
        return f"through {(' and ' if self.together else ' or ').join(self.channels)}"


class Days(Model):
    """Days from the first to the last, both included; a missing end is open."""

    first: Annotated[date | None, used("algebra.days.term")] = None
    last: Annotated[date | None, used("algebra.days.term")] = None


# Conditions


class Said(Model):
    """An occasion in words; people decide whether it has occurred."""

    kind: Literal["said"] = "said"
    text: Text


class Holds(Model):
    """A fact is in a state: ``account is overdue``."""

    kind: Literal["holds"] = "holds"
    fact: FactName
    state: StateName

    @property
    def text(self) -> str:
        """The condition as the language writes it."""
        return f"{self.fact} is {self.state}"


class Often(Model):
    """An occasion, in words or of a fact, that comes ``times`` times, in a row, within a time or in one window."""

    kind: Literal["often"] = "often"
    part: Annotated[Said | Holds, BY_KIND]
    times: int | Blank
    in_a_row: bool = False
    within: Value | None = None
    window: Window | None = None


class Missed(Model):
    """An objective is missed, ``times`` times if more than once, in a row, within a time or in one window.

    With a ``bound``, windows count in which its figure keeps to that: ``(uptime below 95%) 3 times in 6 months``.
    """

    kind: Literal["missed"] = "missed"
    objective: ObjectiveName
    bound: Bound | None = None
    times: int | Blank = 1
    in_a_row: bool = False
    within: Value | None = None
    window: Window | None = None


class Capped(Model):
    """A remedy of this kind reaches its cap."""

    kind: Literal["capped"] = "capped"
    remedy: RemedyKind


class Collected(Model):
    """The points of all promises together reach a number in a window: ``points above 10 each contract year``.

    The bound is ``at least`` or ``above`` a number.
    """

    kind: Literal["collected"] = "collected"
    bound: Bound
    window: Window

    @property
    def text(self) -> str:
        """The condition as the language writes it."""
        return f"points {self.bound.kind.replace('-', ' ')} {self.bound.value.text} {self.window.text}"


class Is(Model):
    """A scale has a value: ``vmware-option is snapshot``."""

    kind: Literal["is"] = "is"
    subject: ScaleName
    value: ScaleValueName


class IsSet(Model):
    """A parameter has a value: ``target-uptime is set``."""

    kind: Literal["set"] = "set"
    parameter: ParameterName


class Compared(Model):
    """A metric, an objective or a parameter keeps to a bound: ``error-rate above 5%``."""

    kind: Literal["compared"] = "compared"
    subject: ComparedName
    bound: Bound


class EventDuring(Model):
    """An event falls into the hours of a calendar: ``logged during office``."""

    kind: Literal["event-during"] = "event-during"
    event: EventName
    calendar: HoursName


class EventBefore(Model):
    """An event falls before a time of day: ``logged before 15:00``."""

    kind: Literal["event-before"] = "event-before"
    event: EventName
    at: TimeOfDay


class EventOn(Model):
    """An event falls on a day before or after another one: ``signed before 2021-01-04``."""

    kind: Literal["event-on"] = "event-on"
    event: EventName
    side: Literal["before", "after"]
    day: date


class EventThrough(Model):
    """An event is told through a channel: ``logged through phone``."""

    kind: Literal["event-through"] = "event-through"
    event: EventName
    channel: ChannelName


class InFirst(Model):
    """The term began less than so long ago: ``in the first 3 months``."""

    kind: Literal["in-first"] = "in-first"
    time: Annotated[Value, Measures(("duration",))]


class Longer(Model):
    """A condition has held for longer than a time."""

    kind: Literal["longer"] = "longer"
    part: Condition
    than: Value


class Several(Model):
    """``count`` of the named services and of the occasions in words; all of them if ``count`` is missing."""

    kind: Literal["several"] = "several"
    count: int | None
    of: Unordered[ServiceName] = ()
    occasions: Unordered[Text] = ()


class Not(Model):
    """The part does not hold."""

    kind: Literal["not"] = "not"
    part: Condition


class Both(Model):
    """All parts hold (``and``)."""

    kind: Literal["and"] = "and"
    parts: Unordered[Condition]


class Either(Model):
    """At least one part holds (``or``)."""

    kind: Literal["or"] = "or"
    parts: Unordered[Condition]


Condition = Annotated[
    Said
    | Holds
    | Often
    | Missed
    | Capped
    | Collected
    | Is
    | IsSet
    | Compared
    | EventDuring
    | EventBefore
    | EventOn
    | EventThrough
    | InFirst
    | Longer
    | Several
    | Not
    | Both
    | Either,
    BY_KIND,
]


class Lasting(Model):
    """How long a condition must last to count: a time, or a number of samples (in a row, or within a time)."""

    time: Quantity | None = None
    samples: int | None = None
    within: Quantity | None = None
