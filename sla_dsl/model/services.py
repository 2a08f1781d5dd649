"""Scales, metrics and services: what promises are made about."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Declared, Model, Place
from .phrases import Bound, Condition, Days, Lasting, Role, Share, Statistic, Window
from .quantity import Dimension, Quantity

# Scales


class ScaleValue(Declared):
    """One value of a scale, and when it applies."""

    when: Condition | None = None


class MatrixRow(Model):
    """One row of the table that derives a priority: the values of the other scales, and the priority."""

    key: tuple[str, ...]
    value: str


class Scale(Declared):
    """Priorities (from the most urgent), tiers (from the least), or a dimension (without order)."""

    kind: Literal["priorities", "tiers", "dimension"]
    values: tuple[ScaleValue, ...]
    set_by: tuple[Role, ...] = ()
    derived_from: tuple[str, ...] = ()
    matrix: tuple[MatrixRow, ...] = ()

    def has(self, value: str) -> bool:
        """Whether the scale has a value of this name."""
        return any(v.name == value for v in self.values)


# Metrics

Direction = Literal["higher", "lower"]
Composing = Literal[
    "availability", "durability", "latency", "error-rate", "throughput", "sum", "first-hop", "path", "owned"
]
"""How the figures of parts make the figure of the whole; `algebra/composing.py` has the rule for each."""


class Down(Model):
    """When something counts as down, for which values of a scale, and from how long on."""

    scope: tuple[tuple[str, tuple[str, ...]], ...] = ()
    when: Condition
    lasting: Lasting | None = None


class Measurement(Model):
    """Who measures, where, how often and with what."""

    by: str
    at: str = ""
    every: Quantity | None = None
    using: str = ""


class Counting(Model):
    """The counting rules of a metric or an objective: what it leaves open is missing."""

    down: tuple[Down, ...] = ()
    up_after: Lasting | None = None
    counts: str = ""
    out_of: str = ""
    weighted_by: str = ""
    decimals: int | None = None
    measured: tuple[Measurement, ...] = ()
    overlaps_once: bool = False


class Metric(Declared):
    """What is measured: its unit, which way is better, of what population, and how it composes over components.

    ``own_unit`` is the only unit of its figures, where it has one of its own (``degC``): ``unit`` is ``count`` then.
    """

    is_: str | None = Field(default=None, alias="is")
    unit: Dimension | None = None
    own_unit: str | None = None
    own_unit_title: str | None = None
    better: Direction | None = None
    population: str | None = None
    statistic: Statistic | None = None
    starts: str | None = None
    stops: str | None = None
    composes: Composing | None = None
    counting: Counting = Counting()

    model_config = {"populate_by_name": True}


# Services


class Component(Model):
    """A service that another one needs."""

    kind: Literal["component"] = "component"
    service: str


class Series(Model):
    """All parts are needed (``and``)."""

    kind: Literal["series"] = "series"
    parts: tuple[Structure, ...]


class Redundant(Model):
    """At least ``needed`` of the parts are needed (``or`` is one of them)."""

    kind: Literal["redundant"] = "redundant"
    needed: int
    parts: tuple[Structure, ...]


Structure = Annotated[Component | Series | Redundant, Field(discriminator="kind")]


class Offer(Model):
    """To whom a service is offered, and on which days."""

    to: tuple[str, ...]
    days: Days
    source: Place


class Goal(Model):
    """What the customer is after, and the figure that shows it."""

    text: str
    metric: str
    bound: Bound
    share: Share | None = None
    window: Window | None = None
    source: Place


class Service(Declared):
    """Something that is provided, and what it is made of."""

    owner: str | None = None
    offers: tuple[Offer, ...] = ()
    hours: str | None = None
    needs: Structure | None = None
    supplied_by: str | None = None
    shares: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()


for _model in (Series, Redundant, Service):
    _model.model_rebuild()
