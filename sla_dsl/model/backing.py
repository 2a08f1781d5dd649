"""The backing of an agreement: the agreements behind it, and how work is handed over to them."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from .base import Exact, Model, Place
from .in_json import BY_KIND
from .marks import (
    ALONG,
    KIND,
    PLACE,
    PROSE,
    AgreementName,
    AssumedName,
    CannotMatter,
    HoursName,
    InProof,
    MetricName,
    NotInPolicies,
    ObjectiveName,
    Ordered,
    ScaleValueName,
    Text,
    Unordered,
    Used,
    used,
)
from .phrases import Selection
from .quantity import Value


class Backing(Model):
    """Agreements that carry this one, for these values of a scale if any are named."""

    by: Annotated[Unordered[AgreementName], used("proof.behind.carriers.agreements_behind")]
    scope: Annotated[Unordered[Selection], used("proof.behind.carriers.agreements_behind")] = ()
    source: Annotated[Place, PLACE]


class HopAgreement(Model):
    """A hop that another agreement answers for; ``objective`` is set if the path names one of its objectives."""

    kind: Annotated[Literal["agreement"], KIND] = "agreement"
    agreement: Annotated[AgreementName, ALONG]
    objective: Annotated[ObjectiveName | None, ALONG] = None


class HopTime(Model):
    """A hop that the provider answers for itself: a duration and its hours."""

    kind: Annotated[Literal["time"], KIND] = "time"
    time: Annotated[Value, ALONG]
    hours: Annotated[HoursName | None, ALONG] = None


class HopGroup(Model):
    """Routes side by side: all are walked (``together``), or any one of them (``whichever``)."""

    kind: Annotated[Literal["together", "whichever"], KIND]
    routes: Annotated[Unordered[Ordered[Hop]], ALONG]


Hop = Annotated[HopAgreement | HopTime | HopGroup, BY_KIND]


class Path(Model):
    """How a duration is handed over, one hop after the other."""

    metric: Annotated[MetricName, ALONG]
    scope: Annotated[Unordered[Selection], ALONG] = ()
    hops: Annotated[Ordered[Hop], NotInPolicies(), ALONG]
    source: Annotated[Place, PLACE]


class Treatment(Model):
    """Pairs of values: the name in our scale, and the name in the agreement behind."""

    agreement: Annotated[AgreementName, used("proof.behind.carriers.treated")]
    pairs: Annotated[Unordered[tuple[ScaleValueName, ScaleValueName]], used("proof.behind.carriers.treated")]
    source: Annotated[Place, PLACE]


class Assumption(Model):
    """Something that the author takes to hold of services or agreements, and why.

    ``beta`` is the share of a common cause (the beta factor of docs/mathematics.md).
    """

    of: Annotated[Unordered[AssumedName], used("proof.behind.comparable.check_comparable")]
    kind: Annotated[Literal["independent", "comparable", "common-cause"], KIND]
    beta: Annotated[
        Exact,
        InProof(
            Used("proof.uptime.expectation.Expectation"),
            CannotMatter("only shares of time are expected"),
            CannotMatter("only shares of time are expected"),
        ),
    ] = Fraction(0)
    because: Annotated[Text, PROSE]
    source: Annotated[Place, PLACE]
