"""Agreements: who promises something to whom, when, and under which rules."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from .backing import Assumption, Backing, Path, Treatment
from .base import Declared, Model, Place
from .changes import Amendment, ChangeClause, Waiver
from .marks import (
    AgreementName,
    CalendarName,
    FigureName,
    FollowsFrom,
    LongerIsFor,
    Measures,
    MetricName,
    NotInPolicies,
    ObjectiveName,
    Ordered,
    Outside,
    OwnName,
    ParameterName,
    PartyName,
    PolicyWord,
    RankedName,
    ServiceName,
    Text,
    Unbound,
    Unordered,
)
from .objective import Objective
from .phrases import Bound, Condition, Days, Role, Selection, Window, Within
from .quantity import Amount, Dimension, Quantity, Value
from .remedies import (
    Cap,
    Claim,
    Duty,
    Example,
    Exclusion,
    HighestOnly,
    NoMaintenance,
    NoRemedy,
    PaymentTerms,
    Remedy,
    RightToTerminate,
    Suspension,
)

AgreementKind = Literal["sla", "ola", "uc"]
Level = Literal["corporate", "customer", "service"]
Status = Literal["draft", "proposed", "signed", "ended"]


class Signature(Model):
    """Who signed for which party, and on which day."""

    on: Annotated[date, PolicyWord("date")]
    by: Annotated[Text, PolicyWord("signatory")]
    party: PartyName
    source: Place


class Renewal(Model):
    """By how much the term grows, unless a side gives notice in time."""

    every: Annotated[Quantity, PolicyWord("interval"), Measures(("duration",))]
    unless: Annotated[Role | None, PolicyWord("given by")] = None
    notice: Annotated[Quantity | None, Measures(("duration",))] = None
    source: Place


class Notice(Model):
    """Notice that a party gave, and the day on which it did."""

    on: Annotated[date, PolicyWord("date")]
    by: PartyName
    source: Place


class Termination(Model):
    """The day on which an agreement ended, and why."""

    on: Annotated[date, PolicyWord("date")]
    because: Annotated[Text, PolicyWord("reason")]
    source: Place


class ParameterRow(Model):
    """The value of a parameter for one value of each scale of its table."""

    scope: Unordered[Selection]
    value: Quantity
    source: Place


class Parameter(Model):
    """A named value: one quantity, blank, one of several choices, or a table by the values of scales (``rows``)."""

    name: OwnName
    title: Text = ""
    dimension: Annotated[Dimension | None, NotInPolicies()]
    value: Amount | None = None
    choices: Unordered[Value] = ()
    rows: Unordered[ParameterRow] = ()
    source: Place

    def value_for(self, scope: tuple[Selection, ...]) -> Amount | None:
        """The value of the parameter, or of the one row for these values of scales; none if no single row fits."""
        if self.value is not None:
            return self.value
        named = {one.scale: one.values for one in scope}
        fitting = [row.value for row in self.rows if all(named.get(one.scale) == one.values for one in row.scope)]
        return fitting[0] if len(fitting) == 1 else None


class Volume(Model):
    """How much there may be of something in a window."""

    bound: Annotated[Bound, PolicyWord("limit"), Measures(("count", "number", "rate"))]
    window: Window | None
    objectives: Unordered[ObjectiveName] = ()
    scope: Unordered[Selection] = ()
    source: Place


class Report(Model):
    """The content of a report, how often it is made, how soon, and to whom it goes."""

    title: Text
    window: Window | None = None
    within: Annotated[Within | None, PolicyWord("due")] = None
    to: Unordered[PartyName] = ()
    source: Place


class Review(Model):
    """How often the agreement is reviewed, and when next."""

    every: Annotated[Quantity, PolicyWord("interval"), Measures(("duration",))]
    next: date | None = None
    source: Place


class Escalation(Model):
    """Whom to call when a share of a promised time has passed."""

    objective: FigureName
    scope: Unordered[Selection] = ()
    steps: Annotated[Unordered[tuple[Quantity, PartyName]], NotInPolicies()]
    source: Place


class Clause(Model):
    """Prose with a name: it is versioned, compared and printed, but nothing is computed from it."""

    name: OwnName
    title: Text = ""
    prose: Text
    source: Place


class Document(Declared):
    """A text outside the workspace: its date, and the place where it is found."""

    dated: date | None = None
    at: Text = ""


class Agreement(Declared):
    """An SLA, OLA or UC, including everything that it takes over from its terms.

    ``zone`` is the agreement's own zone, or that of its provider. ``used_parameters`` are the parameters that some
    statement names. ``precedence`` lists texts by name, the one that wins first; the agreement itself stands there
    under its own name. Objectives are in normal form, in the order of writing.
    """

    kind: AgreementKind
    standard: bool = False
    on_terms_of: Annotated[Ordered[AgreementName], PolicyWord("terms")] = ()
    provider: PartyName | None = None
    customer: PartyName | None = None
    covers: Unordered[ServiceName] = ()
    not_covered: Unordered[ServiceName] = ()
    covers_when: Condition | None = None
    precedence: Ordered[RankedName] = ()
    level: Level | None = None
    zone: Annotated[Outside | None, PolicyWord("time zone")] = None
    version: Outside | None = None
    status: Status = "draft"
    signatures: Annotated[Unordered[Signature], Unbound("it records approvals, and may follow them")] = ()
    term: Annotated[Days | None, NotInPolicies()] = None
    renewal: Renewal | None = None
    notices: Unordered[Notice] = ()
    ended: Annotated[Termination | None, PolicyWord("ending")] = None
    tiers: Unordered[Selection] = ()
    parameters: Unordered[Parameter] = ()
    used_parameters: Annotated[
        Unordered[ParameterName], FollowsFrom("the statements that name parameters"), NotInPolicies()
    ] = ()
    fiscal_year_starts: Annotated[Outside | None, NotInPolicies()] = None
    service_hours: Annotated[CalendarName | None, LongerIsFor("customer")] = None
    support_hours: Annotated[CalendarName | None, LongerIsFor("customer")] = None
    business_days: Annotated[CalendarName | None, PolicyWord("business calendar"), LongerIsFor("customer")] = None
    volumes: Unordered[Volume] = ()
    partial_windows: Literal["proportion", "whole", "met"] = "proportion"
    objectives: Unordered[Objective] = ()
    not_promised: Unordered[MetricName] = ()
    remedies: Unordered[Remedy] = ()
    no_remedies: Annotated[Unordered[NoRemedy], NotInPolicies()] = ()
    caps: Unordered[Cap] = ()
    highest_only: Unordered[HighestOnly] = ()
    traits: Unordered[PaymentTerms] = ()
    claims: Unordered[Claim] = ()
    examples: Unordered[Example] = ()
    rights_to_end: Unordered[RightToTerminate] = ()
    duties: Unordered[Duty] = ()
    suspensions: Unordered[Suspension] = ()
    exclusions: Unordered[Exclusion] = ()
    no_maintenance: Annotated[Unordered[NoMaintenance], PolicyWord("freezes")] = ()
    backing: Unordered[Backing] = ()
    paths: Unordered[Path] = ()
    treatments: Annotated[Unordered[Treatment], NotInPolicies()] = ()
    assumptions: Unordered[Assumption] = ()
    reports: Unordered[Report] = ()
    review: Review | None = None
    escalations: Unordered[Escalation] = ()
    clauses: Unordered[Clause] = ()
    changes: Annotated[ChangeClause | None, PolicyWord("change clause")] = None
    amendments: Unordered[Amendment] = ()
    waivers: Unordered[Waiver] = ()

    @property
    def is_template(self) -> bool:
        """Whether the agreement is only made for others to take over, and promises nothing itself.

        A standard for everyone that states a term is in force as published, and so is not a template.
        """
        return self.standard and (self.customer != "everyone" or self.term is None)

    @property
    def backed_by(self) -> tuple[str, ...]:
        """The names of all agreements that carry this one, each once."""
        return tuple(dict.fromkeys(name for backing in self.backing for name in backing.by))

    def is_in_force(self, day: date) -> bool:
        """Whether the agreement is signed and the day lies in its term (renewals not counted)."""
        if self.status != "signed" or self.term is None:
            return False
        last = min((d for d in (self.term.last, self.ended.on if self.ended else None) if d), default=None)
        return (self.term.first is None or self.term.first <= day) and (last is None or day <= last)
