"""Agreements: who promises something to whom, when, and under which rules."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from .backing import Assumption, Backing, Path, Treatment
from .base import Model, Place
from .changes import Amendment, ChangeClause, Request, Waiver
from .in_json import BY_KIND
from .marks import (
    ANSWERS,
    BEHIND,
    BESIDE,
    FOLLOWS,
    PLACE,
    PROSE,
    RECORDED,
    STANDS,
    AgreementName,
    CannotMatter,
    Completes,
    DocumentName,
    FigureName,
    FollowsFrom,
    HoursName,
    InProof,
    Joins,
    LongerIsFor,
    Measures,
    MetricName,
    NotInDocuments,
    NotInPolicies,
    NotUnderstood,
    ObjectiveName,
    Ordered,
    Outside,
    OwnName,
    ParameterName,
    PartyName,
    PolicyWord,
    Proper,
    RankedName,
    ServiceName,
    Text,
    TopicName,
    Unbound,
    Unordered,
    Used,
    no_matter,
    of_cases,
    used,
)
from .objective import Objective, PromisedElsewhere
from .performing import Governing, PlannedTest, Subcontracting, Subcontractor
from .phrases import Bound, ByDay, Condition, Days, NamedHours, OtherPeriod, Role, Selection, Window, Within
from .quantity import Amount, Blank, Dimension, Quantity, Value
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
from .wordings import Languages, Worded

AgreementKind = Literal["sla", "ola", "uc"]
Level = Literal["corporate", "customer", "service"]
ObjectivesByName = dict[str, list[Objective]]
Status = Literal["requirement", "draft", "proposed", "signed", "ended"]


class Signature(Model):
    """Who signed for which party, and on which day."""

    on: Annotated[date, PolicyWord("date")]
    by: Annotated[Proper, PolicyWord("signatory")]
    party: PartyName
    source: Place


class Renewal(Model):
    """By how much the term grows, unless a side gives notice in time."""

    every: Annotated[Quantity, PolicyWord("interval"), Measures(("duration",)), used("algebra.days.term")]
    unless: Annotated[
        Role | None, PolicyWord("given by"), no_matter("who may give notice; notice that was given is told")
    ] = None
    notice: Annotated[Quantity | None, Measures(("duration",)), used("algebra.days.term")] = None
    source: Annotated[Place, PLACE]


class Notice(Model):
    """Notice that a party gave, and the day on which it did."""

    on: Annotated[date, PolicyWord("date"), used("algebra.days.term")]
    by: Annotated[PartyName, no_matter("notice ends the term, whoever gives it")]
    source: Annotated[Place, PLACE]


class Termination(Model):
    """The day on which an agreement ended, and why."""

    on: Annotated[date, PolicyWord("date"), used("algebra.days.term")]
    because: Annotated[Text, PolicyWord("reason"), PROSE]
    source: Annotated[Place, PLACE]


ParameterKind = Dimension | Literal["hours", "window"]
ParameterValue = Annotated[Amount | NamedHours | Window | OtherPeriod, BY_KIND]
"""The value of a parameter: an amount, also one of another period, hours, or a window."""
ParameterChoice = Annotated[Quantity | Blank | NamedHours | Window, BY_KIND]


class ParameterRow(Model):
    """The value of a parameter for one value of each scale of its table."""

    scope: Unordered[Selection]
    value: Annotated[Quantity | NamedHours, BY_KIND]
    source: Place


class Indexed(Model):
    """A price changes with what a document says whenever a window begins after the first, by so much at most."""

    document: DocumentName
    window: Window
    limit: Annotated[Value | None, Measures(("percent",))] = None


class Parameter(Model):
    """A named value: an amount, hours or a window; blank, one of several choices, or a table by scales (``rows``).

    Of a price that ``follows`` a document, the value is that of the first of its windows. ``source`` is the place
    that gives the value: the parameter itself, or a `with`.
    """

    name: OwnName
    title: Text = ""
    dimension: Annotated[ParameterKind | None, NotInPolicies()]
    value: Annotated[ParameterValue | None, NotInPolicies()] = None
    choices: Unordered[ParameterChoice] = ()
    rows: Unordered[ParameterRow] = ()
    follows: Annotated[Indexed | None, PolicyWord("index")] = None
    about: Annotated[Unordered[TopicName], ANSWERS] = ()
    source: Place

    @property
    def amount(self) -> Amount | None:
        """Its value, if that is an amount which does not depend on the period."""
        return None if isinstance(self.value, NamedHours | Window | OtherPeriod) else self.value

    def value_for(self, scope: tuple[Selection, ...]) -> Amount | None:
        """The amount of the parameter, or of the one row for these values of scales; none if no single row fits."""
        if self.amount is not None:
            return self.amount
        named = {one.scale: one.values for one in scope}
        fitting = [row.value for row in self.rows if all(named.get(one.scale) == one.values for one in row.scope)]
        return fitting[0] if len(fitting) == 1 and isinstance(fitting[0], Quantity) else None


class Volume(Model):
    """How much there may be of something in a window."""

    bound: Annotated[
        Bound, PolicyWord("limit"), Measures(("count", "number", "rate")), used("proof.behind.volumes.most")
    ]
    window: Annotated[Window | None, used("proof.behind.volumes.fill")]
    objectives: Annotated[Unordered[ObjectiveName], used("proof.behind.volumes.most")] = ()
    scope: Annotated[Unordered[Selection], used("proof.behind.volumes.most")] = ()
    source: Annotated[Place, PLACE]


class Report(Model):
    """The content of a report, how often and under which condition it is made, how soon, and to whom it goes.

    One that is due ``by_date`` is made once.
    """

    title: Text
    window: Window | None = None
    when: Condition | None = None
    within: Annotated[Within | None, PolicyWord("due")] = None
    by: Annotated[ByDay | None, PolicyWord("last day")] = None
    by_date: Annotated[date | None, PolicyWord("last date")] = None
    to: Unordered[PartyName] = ()
    about: Annotated[Unordered[TopicName], ANSWERS] = ()
    source: Place


class Review(Model):
    """How often the agreement is reviewed, and when next."""

    every: Annotated[Value, PolicyWord("interval"), Measures(("duration",))]
    next: date | None = None
    source: Place


class Escalation(Model):
    """Whom to call when a share of a promised time, or so much time, has passed: percentages, and seconds."""

    objective: FigureName
    scope: Unordered[Selection] = ()
    steps: Annotated[Unordered[tuple[Quantity, PartyName]], NotInPolicies()]
    source: Place


class Clause(Model):
    """Prose with a name: it is versioned, compared and printed, but nothing is computed from it."""

    name: OwnName
    title: Text = ""
    about: Annotated[Unordered[TopicName], ANSWERS] = ()
    prose: Text
    source: Place


class Agreement(Worded):
    """An SLA, OLA or UC, including everything that it takes over from its terms.

    ``zone`` is the agreement's own zone, or that of its provider. ``used_parameters`` are the parameters that some
    statement names. ``precedence`` lists texts by name, the one that wins first; the agreement itself stands there
    under its own name. ``held`` are the values that the customer has, such as sites; objectives are for these alone.
    They are in normal form, in the order of writing.
    """

    kind: Annotated[AgreementKind, used("proof.prove._proved")]
    standard: Annotated[bool, used("proof.prove.prove")] = False
    on_terms_of: Annotated[
        Ordered[AgreementName], PolicyWord("terms"), no_matter("what is taken over stands in the agreement")
    ] = ()
    provider: Annotated[PartyName | None, used("proof.behind.parties.check_parties")] = None
    customer: Annotated[PartyName | None, used("proof.behind.parties.check_parties")] = None
    covers: Annotated[
        Unordered[ServiceName],
        InProof(
            Used("proof.behind.components.composition"),
            Used("proof.behind.components.composition"),
            Used("proof.durations.covered.check_covered"),
        ),
    ] = ()
    not_covered: Annotated[
        Unordered[ServiceName],
        InProof(
            Used("proof.behind.components.composition"),
            Used("proof.behind.components.composition"),
            Used("proof.durations.leg_checks.check_left_out"),
        ),
    ] = ()
    covers_when: Annotated[Condition | None, used("proof.behind.narrowed.check_conditions", whole=True)] = None
    precedence: Annotated[Ordered[RankedName], no_matter("which text wins is decided before it is compiled")] = ()
    languages: Annotated[Languages | None, no_matter("in which language it is told promises nothing else")] = None
    level: Annotated[Level | None, no_matter("what a lower level may say is checked where it stands")] = None
    zone: Annotated[Outside | None, PolicyWord("time zone"), used("proof.context.Context.span")] = None
    version: Annotated[Outside | None, RECORDED] = None
    status: Annotated[Status, used("proof.behind.carriers.check_carrier")] = "draft"
    signatures: Annotated[Unordered[Signature], Unbound("it records approvals, and may follow them"), RECORDED] = ()
    requests: Annotated[Unordered[Request], PolicyWord("requests"), RECORDED] = ()
    meets: Annotated[
        Unordered[AgreementName],
        NotInDocuments("for whose wishes it was made; it promises what it says"),
        no_matter("it promises what it says, whatever was asked for"),
    ] = ()
    term: Annotated[Days | None, NotInPolicies(), used("algebra.days.term")] = None
    renewal: Annotated[Renewal | None, used("algebra.days.term")] = None
    notices: Annotated[Unordered[Notice], used("algebra.days.term")] = ()
    ended: Annotated[Termination | None, PolicyWord("ending"), used("algebra.days.term")] = None
    tiers: Annotated[
        Unordered[Selection],
        InProof(
            CannotMatter("it narrows no scope; that is the safe side"),
            CannotMatter("it narrows no scope; that is the safe side"),
            Used("proof.behind.carriers.values_of"),
        ),
    ] = ()
    held: Annotated[Unordered[Selection], NotInPolicies(), STANDS] = ()
    parameters: Annotated[Unordered[Parameter], STANDS] = ()
    used_parameters: Annotated[
        Unordered[ParameterName], FollowsFrom("the statements that name parameters"), NotInPolicies(), STANDS
    ] = ()
    fiscal_year_starts: Annotated[Outside | None, NotInPolicies(), used("algebra.windows.anchor")] = None
    service_hours: Annotated[HoursName | None, LongerIsFor("customer"), STANDS] = None
    support_hours: Annotated[HoursName | None, LongerIsFor("customer"), STANDS] = None
    business_days: Annotated[HoursName | None, PolicyWord("business calendar"), LongerIsFor("customer"), STANDS] = None
    volumes: Annotated[Unordered[Volume], used("proof.behind.volumes.check_volumes")] = ()
    partial_windows: Annotated[
        Literal["proportion", "whole", "met"],
        InProof(
            Used("proof.uptime.supplies.Supplies"),
            Used("proof.behind.comparable.check_counted_whole"),
            Used("proof.behind.comparable.check_counted_whole"),
        ),
    ] = "proportion"
    objectives: Annotated[
        Unordered[Objective],
        InProof(
            Used("proof.behind.components.coverages_by"),
            Used("proof.behind.components.coverages_by"),
            Used("proof.durations.legs.LegFinder"),
        ),
    ] = ()
    not_promised: Annotated[Unordered[MetricName], no_matter("of what is not promised there is no objective")] = ()
    promised_elsewhere: Annotated[
        Unordered[PromisedElsewhere], no_matter("how much it is stands outside: it carries nothing")
    ] = ()
    remedies: Annotated[Unordered[Remedy], Joins("objectives"), FOLLOWS] = ()
    no_remedies: Annotated[Unordered[NoRemedy], Joins("objectives"), NotInPolicies(), FOLLOWS] = ()
    caps: Annotated[Unordered[Cap], FOLLOWS] = ()
    highest_only: Annotated[Unordered[HighestOnly], FOLLOWS] = ()
    traits: Annotated[Unordered[PaymentTerms], Completes(), FOLLOWS] = ()
    claims: Annotated[Unordered[Claim], FOLLOWS] = ()
    examples: Annotated[Unordered[Example], FOLLOWS] = ()
    rights_to_end: Annotated[Unordered[RightToTerminate], Joins("grounds"), used("proof.behind.notice.notices")] = ()
    duties: Annotated[Unordered[Duty], Joins("objectives"), BESIDE] = ()
    suspensions: Annotated[
        Unordered[Suspension],
        Joins("objectives"),
        InProof(
            NotUnderstood("suspends"),
            NotUnderstood("suspends"),
            Used("proof.durations.clock_words.check_suspensions", whole=True),
        ),
    ] = ()
    exclusions: Annotated[Unordered[Exclusion], used("proof.behind.exclusions.check_unlimited")] = ()
    no_maintenance: Annotated[
        Unordered[NoMaintenance], PolicyWord("freezes"), used("proof.behind.parties.is_excused", whole=True)
    ] = ()
    backing: Annotated[Unordered[Backing], Joins("by"), BEHIND, used("proof.behind.carriers.agreements_behind")] = ()
    paths: Annotated[Unordered[Path], BEHIND, of_cases(Used("proof.durations.paths.parts_by_path"))] = ()
    treatments: Annotated[
        Unordered[Treatment], Joins("pairs"), BEHIND, NotInPolicies(), used("proof.behind.carriers.treated")
    ] = ()
    assumptions: Annotated[Unordered[Assumption], BEHIND, used("proof.behind.comparable.check_comparable")] = ()
    reports: Annotated[Unordered[Report], BESIDE] = ()
    review: Annotated[Review | None, BESIDE] = None
    escalations: Annotated[Unordered[Escalation], Joins("steps"), BESIDE] = ()
    clauses: Annotated[Unordered[Clause], PROSE] = ()
    governing: Annotated[Governing | None, PolicyWord("jurisdiction"), BESIDE] = None
    provided_from: Annotated[Unordered[Outside], PolicyWord("places"), BESIDE] = ()
    data_stored_in: Annotated[Unordered[Outside], PolicyWord("storage"), BESIDE] = ()
    data_processed_in: Annotated[Unordered[Outside], PolicyWord("processing"), BESIDE] = ()
    subcontracting: Annotated[Subcontracting | None, BESIDE] = None
    subcontractors: Annotated[Unordered[Subcontractor], BESIDE] = ()
    tests: Annotated[Unordered[PlannedTest], BESIDE] = ()
    changes: Annotated[ChangeClause | None, PolicyWord("change clause"), used("proof.behind.notice.notices")] = None
    amendments: Annotated[Unordered[Amendment], used("proof.behind.in_effect.check_in_effect")] = ()
    waivers: Annotated[
        Unordered[Waiver],
        NotInDocuments("what the house accepts of its own checks"),
        no_matter("an accepted finding stays what it is"),
    ] = ()

    @cached_property
    def remedies_by_name(self) -> dict[str, tuple[Remedy, ...]]:
        """The remedies by the objectives, columns and tables that they name."""
        found: dict[str, list[Remedy]] = {}
        for remedy in self.remedies:
            for name in remedy.objectives:
                found.setdefault(name, []).append(remedy)
        return {name: tuple(remedies) for name, remedies in found.items()}

    @cached_property
    def objectives_by_name(self) -> ObjectivesByName:
        """The objectives by all that a statement may call them by: their own, tables and columns; all by no name."""
        found: ObjectivesByName = {}
        for objective in self.objectives:
            parts = objective.address.split("/")[1:]
            for name in ("", *("/".join(parts[:end]) for end in range(1, len(parts) + 1))):
                found.setdefault(name, []).append(objective)
        return found

    @property
    def is_template(self) -> bool:
        """Whether the agreement is only made for others to take over, and promises nothing itself.

        A standard for everyone that states a term is in force as published, and so is not a template; a requirement is
        what somebody asks for.
        """
        return self.status == "requirement" or (self.standard and (self.customer != "everyone" or self.term is None))

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
