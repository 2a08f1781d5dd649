"""What carries an agreement: the agreements behind it and how their work is handed over."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from .base import Exact, Model, Place
from .marks import (
    AgreementName,
    AssumedName,
    CalendarName,
    MetricName,
    NotInPolicies,
    ObjectiveName,
    Ordered,
    ScaleValueName,
    Text,
    Unordered,
)
from .phrases import Selection
from .quantity import Value


class Backing(Model):
    """Agreements that carry this one, for these values of a scale if any are named."""

    by: Unordered[AgreementName]
    scope: Unordered[Selection] = ()
    source: Place


class HopAgreement(Model):
    """A hop that another agreement answers for; ``objective`` if one of its objectives is named."""

    kind: Literal["agreement"] = "agreement"
    agreement: AgreementName
    objective: ObjectiveName | None = None


class HopTime(Model):
    """A hop that one answers for oneself: a duration, and its hours."""

    kind: Literal["time"] = "time"
    time: Value
    hours: CalendarName | None = None


class HopGroup(Model):
    """Routes side by side (all are walked), or whichever one of them is taken."""

    kind: Literal["together", "whichever"]
    routes: Unordered[Ordered[Hop]]


Hop = Annotated[HopAgreement | HopTime | HopGroup, Field(discriminator="kind")]


class Path(Model):
    """How the hand-offs of a duration run, one hop after the other."""

    metric: MetricName
    scope: Unordered[Selection] = ()
    hops: Annotated[Ordered[Hop], NotInPolicies()]
    source: Place


class Treatment(Model):
    """Values of our scale as what the agreement behind calls them."""

    agreement: AgreementName
    pairs: Unordered[tuple[ScaleValueName, ScaleValueName]]
    source: Place


class Assumption(Model):
    """What the author takes to hold of services or agreements, and why; ``beta`` is the share of common cause."""

    of: Unordered[AssumedName]
    kind: Literal["independent", "comparable", "common-cause"]
    beta: Exact = Fraction(0)
    because: Text
    source: Place


HopGroup.model_rebuild()
