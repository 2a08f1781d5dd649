"""Scales, metrics and services: the things that promises are about."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Declared, Model, Place
from .marks import (
    CalendarName,
    EventName,
    Measures,
    MetricName,
    NotInPolicies,
    Order,
    Ordered,
    Outside,
    PartyName,
    PolicyWord,
    ReadThrough,
    ScaleName,
    ScaleValueName,
    ServiceName,
    Text,
    Unordered,
    Word,
)
from .phrases import Bound, Condition, Days, Lasting, Role, Share, Statistic, Window
from .quantity import Dimension, Quantity

# Scales


class ScaleValue(Declared):
    """One value of a scale, and when it applies."""

    name: ScaleValueName
    when: Condition | None = None


class MatrixRow(Model):
    """One row of the table that derives a priority: the values of the other scales, and the priority."""

    key: Ordered[ScaleValueName]
    value: ScaleValueName


class Scale(Declared):
    """Priorities (the most urgent first), tiers (the lowest first), or a dimension (without order)."""

    kind: Literal["priorities", "tiers", "dimension"]
    values: Annotated[tuple[ScaleValue, ...], Order(True, kinds=("priorities", "tiers"))]
    set_by: Unordered[Role] = ()
    derived_from: Ordered[ScaleName] = ()
    matrix: Annotated[Unordered[MatrixRow], NotInPolicies()] = ()

    def has(self, value: str) -> bool:
        """Whether the scale has a value of this name."""
        return any(v.name == value for v in self.values)


# Metrics

Direction = Literal["higher", "lower"]
Composing = Literal[
    "availability", "durability", "latency", "error-rate", "throughput", "sum", "first-hop", "path", "owned"
]
"""How the figures of parts make the figure of the whole; ``algebra/composing.py`` has the rule for each."""


class Down(Model):
    """When something counts as down, for which values of a scale, and after how long."""

    scope: Unordered[tuple[ScaleName, Unordered[ScaleValueName]]] = ()
    when: Condition
    lasting: Lasting | None = None


class Measurement(Model):
    """Who measures, where, how often and with which tool."""

    by: PartyName
    at: Annotated[Text, PolicyWord("place")] = ""
    every: Annotated[Quantity | None, PolicyWord("interval"), Measures(("duration",))] = None
    using: Annotated[Text, PolicyWord("tool")] = ""


class Counting(Model):
    """The counting rules of a metric or an objective; a rule that is not stated is missing."""

    down: Annotated[Unordered[Down], NotInPolicies()] = ()
    up_after: Annotated[Lasting | None, PolicyWord("recovery")] = None
    counts: Text = ""
    out_of: Text = ""
    weighted_by: Text = ""
    decimals: int | None = None
    measured: Annotated[Unordered[Measurement], PolicyWord("measurements")] = ()
    overlaps_once: bool = False


class Metric(Declared):
    """A figure that is measured: its unit, its better side, its population, and how it composes over components.

    ``own_unit`` is set if the metric has a unit of its own (``degC``); then its figures have no other unit, and
    ``unit`` is ``count``.
    """

    is_: Annotated[MetricName | None, PolicyWord("base")] = Field(default=None, alias="is")
    unit: Dimension | None = None
    own_unit: Outside | None = None
    own_unit_title: Text | None = None
    better: Direction | None = None
    population: Word | None = None
    statistic: Statistic | None = None
    starts: EventName | None = None
    stops: EventName | None = None
    composes: Composing | None = None
    counting: Annotated[Counting, ReadThrough()] = Counting()

    model_config = {"populate_by_name": True}


# Services


class Component(Model):
    """A service that another service needs."""

    kind: Literal["component"] = "component"
    service: ServiceName


class Series(Model):
    """All parts are needed (``and``)."""

    kind: Literal["series"] = "series"
    parts: Unordered[Structure]


class Redundant(Model):
    """At least ``needed`` of the parts must work (``or`` needs one of them)."""

    kind: Literal["redundant"] = "redundant"
    needed: int
    parts: Unordered[Structure]


Structure = Annotated[Component | Series | Redundant, Field(discriminator="kind")]


class Offer(Model):
    """To whom a service is offered, and on which days."""

    to: Unordered[PartyName]
    days: Annotated[Days, NotInPolicies()]
    source: Place


class Goal(Model):
    """The outcome that the customer is after, and the figure that shows it."""

    text: Text
    metric: MetricName
    bound: Annotated[Bound, PolicyWord("target")]
    share: Share | None = None
    window: Window | None = None
    source: Place


class Service(Declared):
    """Something that is provided, and its parts."""

    owner: PartyName | None = None
    offers: Unordered[Offer] = ()
    hours: CalendarName | None = None
    needs: Structure | None = None
    supplied_by: Annotated[PartyName | None, PolicyWord("supplier")] = None
    shares: Unordered[Word] = ()
    goals: Unordered[Goal] = ()


for _model in (Series, Redundant, Service):
    _model.model_rebuild()
