"""The backing of an agreement: the agreements behind it, and how work is handed over to them."""

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
    """A hop that another agreement answers for; ``objective`` is set if the path names one of its objectives."""

    kind: Literal["agreement"] = "agreement"
    agreement: AgreementName
    objective: ObjectiveName | None = None


class HopTime(Model):
    """A hop that the provider answers for itself: a duration and its hours."""

    kind: Literal["time"] = "time"
    time: Value
    hours: CalendarName | None = None


class HopGroup(Model):
    """Routes side by side: all are walked (``together``), or any one of them (``whichever``)."""

    kind: Literal["together", "whichever"]
    routes: Unordered[Ordered[Hop]]


Hop = Annotated[HopAgreement | HopTime | HopGroup, Field(discriminator="kind")]


class Path(Model):
    """How a duration is handed over, one hop after the other."""

    metric: MetricName
    scope: Unordered[Selection] = ()
    hops: Annotated[Ordered[Hop], NotInPolicies()]
    source: Place


class Treatment(Model):
    """Pairs of values: the name in our scale, and the name in the agreement behind."""

    agreement: AgreementName
    pairs: Unordered[tuple[ScaleValueName, ScaleValueName]]
    source: Place


class Assumption(Model):
    """Something that the author takes to hold of services or agreements, and why.

    ``beta`` is the share of a common cause (the beta factor of docs/mathematics.md).
    """

    of: Unordered[AssumedName]
    kind: Literal["independent", "comparable", "common-cause"]
    beta: Exact = Fraction(0)
    because: Text
    source: Place


HopGroup.model_rebuild()
