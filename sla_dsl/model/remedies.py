"""What follows when a promise is missed, and what both sides may and must do."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from .base import Model, Place
from .marks import (
    PLACE,
    CalendarName,
    FigureName,
    LongerIsFor,
    Measures,
    MetricName,
    NotInPolicies,
    ObjectiveName,
    Ordered,
    ParameterName,
    PolicyWord,
    ReasonName,
    Text,
    Unordered,
    no_matter,
    used,
)
from .phrases import Bound, Condition, RemedyKind, Role, Selection, Through, Window, Within
from .quantity import Amount, Quantity, Value


class Band(Model):
    """A row of a table of bands: what is due from this level on (``amount`` is missing for ``none``)."""

    reached: Bound
    amount: Amount | None
    source: Place


class Step(Model):
    """``for every hour begun late``: what is counted, whether a part counts as a whole, and of what.

    ``metric`` is what is counted where no promise is about it.
    """

    unit: Quantity
    begun: bool = False
    of: Literal["late", "below-target", "above-target", "downtime"] | None = None
    metric: MetricName | None = None


class Remedy(Model):
    """What is due for missed objectives: bands, or an amount (for every step).

    ``base`` is the parameter that percentages are of.  ``objectives`` are addresses
    inside the agreement (``uptime``, ``handling/restore-time``).
    """

    kind: Annotated[RemedyKind, PolicyWord("award")]
    base: ParameterName | None = None
    objectives: Unordered[ObjectiveName] = ()
    scope: Unordered[Selection] = ()
    window: Window | None = None
    within: Annotated[Within | None, PolicyWord("due")] = None
    when: Condition | None = None
    metric: MetricName | None = None
    bands: Unordered[Band] = ()
    amount: Amount | None = None
    step: Step | None = None
    source: Place


class NoRemedy(Model):
    """Objectives that have no such remedy on purpose: all of them, if none are named."""

    kind: Annotated[RemedyKind, PolicyWord("award")]
    objectives: Unordered[ObjectiveName] = ()
    scope: Unordered[Selection] = ()
    source: Place


class HighestOnly(Model):
    """Of several awards of one kind for one event only the highest is due, among these objectives (all if none)."""

    kind: Annotated[RemedyKind, PolicyWord("award")]
    objectives: Unordered[ObjectiveName] = ()
    scope: Unordered[Selection] = ()
    source: Place


class Cap(Model):
    """The most that a kind of award comes to, in a window if one is named."""

    kind: Annotated[RemedyKind, PolicyWord("award")]
    amount: Amount
    window: Window | None = None
    objectives: Unordered[ObjectiveName] = ()
    scope: Unordered[Selection] = ()
    when: Condition | None = None
    source: Place


class PaymentTerms(Model):
    """How a kind of award is given; ``paid_in_proportion`` if a window that the term cuts earns its share only."""

    kind: Annotated[RemedyKind, PolicyWord("award")]
    automatic: bool = False
    paid_on_next_invoice: bool = False
    paid_in_money: Annotated[bool, PolicyWord("money")] = False
    paid_in_proportion: Annotated[bool, PolicyWord("proportional")] = False
    paid_within: Annotated[Within | None, PolicyWord("payment")] = None
    paid_above: Annotated[Value | None, PolicyWord("payment floor")] = None
    paid_above_window: Annotated[Window | None, NotInPolicies()] = None
    sole: bool = False
    sole_except: Condition | None = None
    among_others: bool = False
    void_when: Condition | None = None
    transferable: bool = True
    lost_after: Annotated[Value | None, PolicyWord("expiry"), Measures(("duration",))] = None
    lost_with_agreement: bool = False
    source: Place


class Claim(Model):
    """Through which channels a claim is made (in any way, if none are named), and by when, stage after stage."""

    through: Through | None = None
    stages: Ordered[Within]
    source: Place


class RightToTerminate(Model):
    """Who may end the agreement, with what notice, through which channels, within what time of an event, and when."""

    who: Annotated[Role, PolicyWord("side"), used("proof.behind.notice.notices")]
    notice: Annotated[Value | None, Measures(("duration",)), used("proof.behind.notice.notices")] = None
    within: Annotated[Within | None, no_matter("it narrows the right; without it is the safe side")] = None
    through: Annotated[Through | None, no_matter("how it is told")] = None
    when: Annotated[Condition | None, used("proof.behind.notice.notices", whole=True)] = None
    source: Annotated[Place, PLACE]


class Duty(Model):
    """What a side must or may do, how long ahead or after which event, when, how, and for which objectives."""

    who: Annotated[Role, PolicyWord("side")]
    must: Annotated[bool, PolicyWord("obligatory")]
    text: Text
    ahead: Annotated[Value | None, Measures(("duration",))] = None
    hours: CalendarName | None = None
    within: Annotated[Within | None, PolicyWord("due")] = None
    through: Through | None = None
    objectives: Unordered[ObjectiveName] = ()
    scope: Unordered[Selection] = ()
    window: Window | None = None
    when: Condition | None = None
    source: Place


class Suspension(Model):
    """Objectives that do not count while a condition holds."""

    objectives: Unordered[ObjectiveName]
    when: Condition
    source: Place


class Exclusion(Model):
    """Time or cases that do not count, for a reason; up to a limit in each window, in these hours, if announced."""

    reason: Annotated[ReasonName, used("proof.behind.exclusions.check_unlimited")]
    limit: Annotated[Value | None, used("proof.behind.exclusions.check_unlimited")] = None
    window: Annotated[Window | None, used("proof.behind.exclusions.check_unlimited")] = None
    within: Annotated[
        CalendarName | None,
        PolicyWord("hours"),
        LongerIsFor("provider"),
        used("proof.behind.exclusions.check_unlimited"),
    ] = None
    announced: Annotated[
        Value | None, PolicyWord("notice"), Measures(("duration",)), used("proof.behind.exclusions.check_unlimited")
    ] = None
    objectives: Annotated[Unordered[ObjectiveName], used("algebra.scopes.exclusions")] = ()
    scope: Annotated[Unordered[Selection], used("algebra.scopes.exclusions")] = ()
    when: Annotated[Condition | None, used("proof.behind.exclusions.check_unlimited", whole=True)] = None
    source: Annotated[Place, PLACE]


class NoMaintenance(Model):
    """Days or hours without maintenance."""

    first: date | None = None
    last: date | None = None
    hours: Annotated[CalendarName | None, LongerIsFor("customer")] = None
    source: Place


class Given(Model):
    """A figure that an example starts from: of an objective, a parameter, a metric, or what happened (``downtime``).

    ``of`` is the time in which so much down time fell.
    """

    subject: FigureName
    value: Quantity
    of: Quantity | None = None


class Result(Model):
    """What an example comes to: an award, the figure of an objective, or a parameter, written with so many decimals."""

    subject: ObjectiveName
    value: Quantity
    decimals: int
    source: Place


class Example(Model):
    """A worked example: what is given, of figures and of occasions, and what follows by its own words.

    Nothing binds by it; it is computed again from what binds.
    """

    title: Text
    objectives: Unordered[ObjectiveName] = ()
    scope: Unordered[Selection] = ()
    given: Unordered[Given] = ()
    when: Unordered[Condition] = ()
    results: Unordered[Result]
    source: Place
