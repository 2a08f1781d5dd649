"""Remedies for missed promises, and the rights and obligations of both sides."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from .base import Model, Place
from .marks import (
    ANSWERS,
    PLACE,
    EventName,
    GivenName,
    HoursName,
    LongerIsFor,
    Measures,
    MetricName,
    NotInPolicies,
    ObjectiveName,
    Ordered,
    ParameterName,
    PolicyWord,
    ReasonName,
    ResultName,
    Text,
    TopicName,
    Unordered,
    no_matter,
    used,
)
from .phrases import Bound, ByDay, CarriedOver, Condition, Force, RemedyKind, Role, Selection, Through, Window, Within
from .quantity import Amount, Blank, Quantity, Value

TerminationCause = Literal[
    "breach",
    "performance",
    "weak-security",
    "supervision-impaired",
    "subcontracting",
    "insolvency",
    "change-of-control",
    "force-majeure",
    "general-interest",
]
"""A cause for which an agreement may be ended; ``docs/language/rights.md`` says what each means."""


TIME = "time"
"""The unit of a right that may be used so many times."""
POINTS = "points"
"""In place of an objective: the points of all promises together."""


class Band(Model):
    """A row of a table of bands: the amount that is due from this level on (missing for ``none``)."""

    reached: Bound
    amount: Amount | None
    source: Place


class Step(Model):
    """``for every hour begun late``: the unit that is counted, whether a part counts as a whole, and what it measures.

    ``metric`` names the metric that is counted if no promise is about it.
    """

    unit: Quantity
    begun: bool = False
    of: Literal["late", "below-target", "above-target", "downtime"] | None = None
    metric: MetricName | None = None


class Remedy(Model):
    """The remedy for missed objectives: a table of bands, or an amount (perhaps for every step).

    ``base`` is the parameter that percentages refer to. ``objectives`` are addresses inside the agreement (``uptime``,
    ``handling/restore-time``); or ``POINTS`` alone, for which it is due once in each ``window``.
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
    """Objectives that have no remedy of this kind on purpose; all objectives if none are named."""

    kind: Annotated[RemedyKind, PolicyWord("award")]
    objectives: Unordered[ObjectiveName] = ()
    scope: Unordered[Selection] = ()
    source: Place


class HighestOnly(Model):
    """Only the highest remedy of a kind is due for one event, among these objectives (among all if none are named)."""

    kind: Annotated[RemedyKind, PolicyWord("award")]
    objectives: Unordered[ObjectiveName] = ()
    scope: Unordered[Selection] = ()
    source: Place


class Cap(Model):
    """The most that a kind of remedy comes to: in a window, or for each case of what is due case by case."""

    kind: Annotated[RemedyKind, PolicyWord("award")]
    amount: Amount
    window: Window | None = None
    each_case: bool = False
    objectives: Unordered[ObjectiveName] = ()
    scope: Unordered[Selection] = ()
    when: Condition | None = None
    source: Place


class PaymentTerms(Model):
    """How a kind of remedy is given, perhaps only under a condition.

    ``paid_in_proportion`` is set if a window that the term cuts short earns only its share.
    """

    kind: Annotated[RemedyKind, PolicyWord("award")]
    automatic: bool = False
    paid_on_next_invoice: bool = False
    paid_in_money: Annotated[bool, PolicyWord("money")] = False
    paid_in_proportion: Annotated[bool, PolicyWord("proportional")] = False
    paid_within: Annotated[Within | None, PolicyWord("payment")] = None
    paid_above: Annotated[Value | None, PolicyWord("payment floor")] = None
    paid_above_window: Annotated[Window | None, PolicyWord("floor window")] = None
    sole: bool = False
    sole_except: Condition | None = None
    among_others: bool = False
    void_when: Condition | None = None
    transferable: bool = True
    lost_after: Annotated[Value | None, PolicyWord("expiry"), Measures(("duration",))] = None
    lost_with_agreement: bool = False
    when: Condition | None = None
    source: Place


class Claim(Model):
    """The channels of a claim (any if none are named), its deadlines, stage after stage, and when it is needed."""

    through: Through | None = None
    stages: Ordered[Within]
    when: Condition | None = None
    source: Place


class RightToTerminate(Model):
    """Who may end the agreement, with what notice, by which channels, how long after an event, when and why.

    One of the ``grounds`` is enough; if there is a condition as well, both must hold.
    """

    who: Annotated[Role, PolicyWord("side"), used("proof.behind.notice.notices")]
    notice: Annotated[Value | None, Measures(("duration",)), used("proof.behind.notice.notices")] = None
    within: Annotated[Within | None, no_matter("it narrows the right; without it is the safe side")] = None
    through: Annotated[Through | None, no_matter("how it is told")] = None
    when: Annotated[Condition | None, used("proof.behind.notice.notices", whole=True)] = None
    grounds: Annotated[Unordered[TerminationCause], used("proof.behind.notice.notices", whole=True)] = ()
    about: Annotated[Unordered[TopicName], ANSWERS] = ()
    source: Annotated[Place, PLACE]


class PriceBeyond(Model):
    """The charge for every step beyond a right that is used up: ``then 400 EUR for every visit``."""

    amount: Amount
    step: Step


class Duty(Model):
    """An obligation or permission: whose, how long ahead or after which event, when, how, and for which objectives.

    ``must`` is also set of what is ``forbidden``. ``ensures`` is the condition that must hold, in place of a text.
    ``times`` are the most times in each window, ``limit`` is the most of what a right is to. It ends with the event
    ``until``, or so long after it: it lasts that long at least.  ``beyond`` its limit the customer owes a charge.
    """

    who: Annotated[Role, PolicyWord("side")]
    must: Annotated[bool, NotInPolicies()]
    forbidden: bool = False
    text: Text
    ensures: Annotated[Condition | None, PolicyWord("state")] = None
    force: Force = "guaranteed"
    times: int | Blank | None = None
    carried_over: CarriedOver | None = None
    limit: Value | None = None
    beyond: Annotated[PriceBeyond | None, PolicyWord("price beyond")] = None
    until: EventName | None = None
    until_after: Annotated[Value | None, PolicyWord("lasts"), Measures(("duration",))] = None
    ahead: Annotated[Value | None, Measures(("duration",))] = None
    hours: HoursName | None = None
    within: Annotated[Within | None, PolicyWord("due")] = None
    by: Annotated[ByDay | None, PolicyWord("last day")] = None
    by_date: Annotated[date | None, PolicyWord("last date")] = None
    through: Through | None = None
    objectives: Unordered[ObjectiveName] = ()
    scope: Unordered[Selection] = ()
    window: Window | None = None
    when: Condition | None = None
    about: Annotated[Unordered[TopicName], ANSWERS] = ()
    source: Place


class Suspension(Model):
    """Objectives that do not count while a condition holds."""

    objectives: Unordered[ObjectiveName]
    when: Condition
    source: Place


class FurtherLimit(Model):
    """Another limit that holds as well: ``and up to 2 h each time``."""

    limit: Value
    window: Window


class Exclusion(Model):
    """Time or cases that do not count, for a reason; up to a limit in each window, in these hours, if announced.

    ``further`` limits hold as well: what is beyond one of them counts.
    """

    reason: Annotated[ReasonName, used("proof.behind.exclusions.check_unlimited")]
    limit: Annotated[Value | None, used("proof.behind.exclusions.check_unlimited")] = None
    window: Annotated[Window | None, used("proof.behind.exclusions.check_unlimited")] = None
    further: Annotated[
        Unordered[FurtherLimit],
        PolicyWord("further limits"),
        used("proof.behind.exclusions._mend_of_unknown", whole=True),
    ] = ()
    within: Annotated[
        HoursName | None,
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
    hours: Annotated[HoursName | None, LongerIsFor("customer")] = None
    source: Place


class Given(Model):
    """A figure that an example starts from: an objective, a parameter, a metric, or an event (``downtime``).

    ``of`` is the time in which the downtime fell.
    """

    subject: GivenName
    value: Quantity
    of: Quantity | None = None
    source: Place | None = None


class Result(Model):
    """A result of an example: a remedy, the figure of an objective, or a parameter; ``decimals`` as written."""

    subject: ResultName
    value: Quantity
    decimals: int
    source: Place


class Example(Model):
    """A worked example: the figures and occasions it starts from, and the results that its author wrote.

    An example binds nobody; its results are computed again from the statements that bind.
    """

    title: Text
    objectives: Unordered[ObjectiveName] = ()
    scope: Unordered[Selection] = ()
    given: Unordered[Given] = ()
    when: Unordered[Condition] = ()
    results: Unordered[Result]
    source: Place
