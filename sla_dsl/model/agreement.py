"""Agreements: who promises what to whom, when, and under which rules."""

from __future__ import annotations

from datetime import date
from typing import Literal

from .backing import Assumption, Backing, Path, Treatment
from .base import Declared, Model, Place
from .changes import Amendment, ChangeClause, Waiver
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
    Remedy,
    RightToEnd,
    Suspension,
    Traits,
)

AgreementKind = Literal["sla", "ola", "uc"]
Level = Literal["corporate", "customer", "service"]
Status = Literal["draft", "proposed", "signed", "ended"]


class Signature(Model):
    """Who signed for which party, and on which day."""

    on: date
    by: str
    party: str
    source: Place


class Renewal(Model):
    """By how much the term grows, unless one side gives notice in time."""

    every: Quantity
    unless: Role | None = None
    notice: Quantity | None = None
    source: Place


class Notice(Model):
    """Notice that was given, and by whom."""

    on: date
    by: str
    source: Place


class Ending(Model):
    """The day on which an agreement ended, and why."""

    on: date
    because: str
    source: Place


class ParameterRow(Model):
    """The value of a parameter for one value of each scale that its table is by."""

    scope: tuple[Selection, ...]
    value: Quantity
    source: Place


class Parameter(Model):
    """A named value, perhaps blank, perhaps one of several, perhaps by the values of scales (``rows``)."""

    name: str
    title: str = ""
    dimension: Dimension | None
    value: Amount | None = None
    choices: tuple[Value, ...] = ()
    rows: tuple[ParameterRow, ...] = ()
    source: Place

    def value_for(self, scope: tuple[Selection, ...]) -> Amount | None:
        """The value, or that of the one row that is for these values of scales."""
        if self.value is not None:
            return self.value
        named = {one.scale: one.values for one in scope}
        fitting = [row.value for row in self.rows if all(named.get(one.scale) == one.values for one in row.scope)]
        return fitting[0] if len(fitting) == 1 else None


class Volume(Model):
    """How much there may be of something in a window."""

    bound: Bound
    window: Window | None
    objectives: tuple[str, ...] = ()
    scope: tuple[Selection, ...] = ()
    source: Place


class Report(Model):
    """What is reported, how often, how soon, and to whom."""

    title: str
    window: Window | None = None
    within: Within | None = None
    to: tuple[str, ...] = ()
    source: Place


class Review(Model):
    """How often the agreement is reviewed, and when next."""

    every: Quantity
    next: date | None = None
    source: Place


class Escalation(Model):
    """At which share of a promised time whom to call."""

    objective: str
    scope: tuple[Selection, ...] = ()
    steps: tuple[tuple[Quantity, str], ...]
    source: Place


class Clause(Model):
    """Typed prose: versioned, compared and printed, but not reasoned about."""

    name: str
    title: str = ""
    prose: str
    source: Place


class Document(Declared):
    """A text outside of the workspace: of which day, and where it is found."""

    dated: date | None = None
    at: str = ""


class Agreement(Declared):
    """An SLA, OLA or UC with everything it takes over from its terms already in it.

    ``zone`` is its own or else its provider's.  ``used_parameters`` are those that some
    statement names.  ``precedence`` are texts by name from the one that wins, this
    agreement under its own name.  Objectives are in normal form, in the order of writing.
    """

    kind: AgreementKind
    standard: bool = False
    on_terms_of: tuple[str, ...] = ()
    provider: str | None = None
    customer: str | None = None
    covers: tuple[str, ...] = ()
    not_covered: tuple[str, ...] = ()
    covers_when: Condition | None = None
    precedence: tuple[str, ...] = ()
    level: Level | None = None
    zone: str | None = None
    version: str | None = None
    status: Status = "draft"
    signatures: tuple[Signature, ...] = ()
    term: Days | None = None
    renewal: Renewal | None = None
    notices: tuple[Notice, ...] = ()
    ended: Ending | None = None
    tiers: tuple[Selection, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    used_parameters: tuple[str, ...] = ()
    fiscal_year_starts: str | None = None
    service_hours: str | None = None
    support_hours: str | None = None
    business_days: str | None = None
    volumes: tuple[Volume, ...] = ()
    partial_windows: Literal["proportion", "whole", "met"] = "proportion"
    objectives: tuple[Objective, ...] = ()
    not_promised: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    no_remedies: tuple[NoRemedy, ...] = ()
    caps: tuple[Cap, ...] = ()
    highest_only: tuple[HighestOnly, ...] = ()
    traits: tuple[Traits, ...] = ()
    claims: tuple[Claim, ...] = ()
    examples: tuple[Example, ...] = ()
    rights_to_end: tuple[RightToEnd, ...] = ()
    duties: tuple[Duty, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    no_maintenance: tuple[NoMaintenance, ...] = ()
    backing: tuple[Backing, ...] = ()
    paths: tuple[Path, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    reports: tuple[Report, ...] = ()
    review: Review | None = None
    escalations: tuple[Escalation, ...] = ()
    clauses: tuple[Clause, ...] = ()
    changes: ChangeClause | None = None
    amendments: tuple[Amendment, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def is_template(self) -> bool:
        """Whether it is made to be taken over by others, and no promise by itself.

        A standard for everyone that states a term is in force as published.
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
