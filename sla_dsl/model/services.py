"""Scales, metrics and services: the things that promises are about."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from .base import Declared, Model, Place
from .in_json import BY_KIND, WrittenAs
from .marks import (
    BEHIND,
    KIND,
    ONE_VALUE,
    PROSE,
    STANDS,
    CalendarName,
    CannotMatter,
    EventName,
    InProof,
    Measures,
    MetricName,
    NotInPolicies,
    NotUnderstood,
    Order,
    Ordered,
    Outside,
    OwnWord,
    PartyName,
    PolicyWord,
    Proper,
    ReadThrough,
    ScaleName,
    ScaleValueName,
    ServiceName,
    StateName,
    Text,
    Unordered,
    Used,
    Word,
    no_matter,
    of_cases,
    used,
)
from .phrases import Bound, Condition, Days, Lasting, Role, Share, Statistic, Window
from .quantity import Dimension, Quantity
from .wordings import Worded

# Scales


class ScaleValue(Declared):
    """One value of a scale, and when it applies."""

    name: Annotated[ScaleValueName, used("proof.behind.carriers.covering_together")]
    when: Annotated[Condition | None, ONE_VALUE] = None


class MatrixRow(Model):
    """One row of the table that derives a priority: the values of the other scales, and the priority."""

    key: Ordered[ScaleValueName]
    value: ScaleValueName


class Scale(Worded):
    """Priorities (the most urgent first), tiers (the lowest first), or a dimension (without order)."""

    kind: Annotated[Literal["priorities", "tiers", "dimension"], ONE_VALUE]
    values: Annotated[
        tuple[ScaleValue, ...],
        Order(True, kinds=("priorities", "tiers")),
        used("proof.behind.carriers.covering_together"),
    ]
    set_by: Annotated[Unordered[Role], ONE_VALUE] = ()
    derived_from: Annotated[Ordered[ScaleName], ONE_VALUE] = ()
    matrix: Annotated[Unordered[MatrixRow], NotInPolicies(), ONE_VALUE] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the values."""
        return frozenset(value.name for value in self.values)

    def has(self, value: str) -> bool:
        """Whether the scale has a value of this name."""
        return value in self.names


class FactState(Declared):
    """A state that a fact may be in, and from what it follows, if it is not told."""

    name: StateName
    when: Condition | None = None


class Fact(Worded):
    """Something that people or tools observe, by its states: each holds or not, and several may hold at once."""

    states: Unordered[FactState]
    measured: Measurement | None = None


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

    by: Annotated[PartyName, no_matter("who measures; where and how often is compared")]
    at: Annotated[Text, PolicyWord("place"), used("proof.behind.comparable.check_comparable")] = ""
    every: Annotated[
        Quantity | None,
        PolicyWord("interval"),
        Measures(("duration",)),
        used("proof.behind.comparable.check_comparable"),
    ] = None
    using: Annotated[Proper, PolicyWord("tool"), no_matter("with which tool; where and how often is compared")] = ""


class Counting(Model):
    """The counting rules of a metric or an objective; a rule that is not stated is missing."""

    down: Annotated[Unordered[Down], NotInPolicies(), used("proof.behind.comparable.check_comparable", whole=True)] = ()
    up_after: Annotated[
        Lasting | None, PolicyWord("recovery"), used("proof.behind.comparable.check_comparable", whole=True)
    ] = None
    counts: Annotated[Text, used("proof.behind.comparable.check_comparable", whole=True)] = ""
    out_of: Annotated[Text, used("proof.behind.comparable.check_comparable", whole=True)] = ""
    weighted_by: Annotated[Text, used("proof.behind.comparable.check_comparable", whole=True)] = ""
    decimals: Annotated[
        int | None,
        InProof(
            Used("proof.uptime.supplies.promised_share"),
            Used("proof.behind.comparable.check_counted_whole"),
            Used("proof.behind.comparable.check_counted_whole"),
        ),
    ] = None
    measured: Annotated[
        Unordered[Measurement], PolicyWord("measurements"), used("proof.behind.comparable.check_comparable")
    ] = ()
    in_proportion_to: Annotated[
        OwnWord,
        PolicyWord("partial outages"),
        InProof(
            Used("proof.uptime.populations.check_partial"),
            CannotMatter("only a share of time counts so"),
            CannotMatter("only a share of time counts so"),
        ),
    ] = ""
    overlaps_once: Annotated[bool, used("proof.behind.comparable.check_comparable", whole=True)] = False


class Metric(Worded):
    """A figure that is measured: its unit, its better side, its population, and how it composes over components.

    ``own_unit`` is set if the metric has a unit of its own (``degC``); then its figures have no other unit, and
    ``unit`` is ``count``.
    """

    is_: Annotated[MetricName | None, PolicyWord("base"), used("proof.context.Context.root"), WrittenAs("is")] = None
    unit: Annotated[
        Dimension | None,
        InProof(
            CannotMatter("a share of time is one in every unit"),
            Used("proof.figures.prove_figure"),
            CannotMatter("the units of the bounds are compared"),
        ),
    ] = None
    own_unit: Annotated[Outside | None, no_matter("the units of the bounds are compared")] = None
    own_unit_title: Annotated[Text | None, PROSE] = None
    better: Annotated[
        Direction | None,
        InProof(
            CannotMatter("the longer up, the better"),
            Used("proof.figures.prove_figure"),
            CannotMatter("the shorter, the better"),
        ),
    ] = None
    population: Annotated[
        OwnWord | None,
        InProof(
            Used("proof.uptime.populations.check_population"), NotUnderstood("population"), NotUnderstood("population")
        ),
    ] = None
    statistic: Annotated[Statistic | None, STANDS] = None
    starts: Annotated[EventName | None, of_cases(Used("proof.durations.starts.check_starts"))] = None
    stops: Annotated[EventName | None, of_cases(Used("proof.durations.leg_checks.check_stop"))] = None
    composes: Annotated[Composing | None, BEHIND, used("algebra.composing.composing")] = None
    counting: Annotated[Counting, ReadThrough(), STANDS] = Counting()


# Services


class Component(Model):
    """A service that another service needs."""

    kind: Annotated[Literal["component"], KIND] = "component"
    service: Annotated[ServiceName, used("proof.behind.components.composition")]


class Series(Model):
    """All parts are needed (``and``)."""

    kind: Annotated[Literal["series"], KIND] = "series"
    parts: Annotated[Unordered[Structure], used("proof.behind.components.composition")]


class Redundant(Model):
    """At least ``needed`` of the parts must work (``or`` needs one of them)."""

    kind: Annotated[Literal["redundant"], KIND] = "redundant"
    needed: Annotated[int, used("proof.behind.components.composition")]
    parts: Annotated[Unordered[Structure], used("proof.behind.components.composition")]


Structure = Annotated[Component | Series | Redundant, BY_KIND]


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


class Service(Worded):
    """Something that is provided, and its parts."""

    owner: Annotated[PartyName | None, used("proof.behind.components.composition")] = None
    offers: Annotated[Unordered[Offer], no_matter("to whom it is offered is a matter of the catalogue")] = ()
    hours: Annotated[CalendarName | None, STANDS] = None
    needs: Annotated[Structure | None, used("proof.behind.components.composition")] = None
    supplied_by: Annotated[PartyName | None, PolicyWord("supplier"), used("proof.behind.parties.check_parties")] = None
    shares: Annotated[
        Unordered[Word],
        InProof(
            Used("proof.uptime.expectation.Expectation"),
            CannotMatter("only shares of time are expected"),
            CannotMatter("only shares of time are expected"),
        ),
    ] = ()
    critical: Annotated[bool | None, NotInPolicies(), no_matter("what rests on it; a promise stays what it is")] = None
    goals: Annotated[Unordered[Goal], no_matter("a goal is no promise")] = ()
