"""The parts of an agreement: how each is compared, and who gains by more of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..model.agreement import Agreement, Escalation, Parameter, ParameterRow, Termination, Volume
from ..model.changes import Approval
from ..wording.statements import escalation_steps, statement_text
from ..wording.values import said
from .change import BOTH, CUSTOMER, NOBODY, PROVIDER, UNSURE, Relation, Stake, joined
from .conditions import conditions
from .construct import Construct, Part, by
from .deadlines import deadline_of
from .meaning import completed, meaning_of
from .meaning import joined as joined_statements
from .objective_part import OBJECTIVE
from .orders import (
    amounts,
    bounds,
    channels,
    hours,
    members,
    members_or_all,
    number,
    parameter_values,
    position,
    text,
    windows,
)
from .prose import as_read, clause_as_read, clauses
from .records_part import RECORDS
from .remedy_parts import REMEDY_PARTS
from .shared_parts import MOVED, STRICTNESS, WIDTH, title_of, topics_of
from .sides import Sides
from .stakes import by_coverage, by_cut_windows, by_less_services, by_role, by_services
from .wording_part import WORDING

NOBODY_GAINS_BY_A_CLAUSE = BOTH.reversed
"""A change clause counts against both sides: without one, every change needs every party (docs/gate.md)."""


def tiers(sides: Sides, before: Any, after: Any) -> Relation:
    """Selected tiers by their place in the scale; the last tier is the most."""
    old, new = ({one.scale: one.values for one in selections} for selections in (before, after))
    if old == new:
        return "same"
    if old.keys() != new.keys():
        return "other"
    found: list[Relation] = []
    for scale in old:
        declared = sides.head.declared("scales", scale)
        names = [value.name for value in declared.values] if declared and declared.kind == "tiers" else []
        if not {*old[scale], *new[scale]} <= set(names) or len(old[scale]) != 1 or len(new[scale]) != 1:
            return "other" if old[scale] != new[scale] else "same"
        found.append(number(sides, names.index(old[scale][0]), names.index(new[scale][0])))
    return found[0] if len(set(found)) == 1 else "other"


def by_bound(volume: Volume, _sides: Sides) -> Stake:
    """A larger maximum is for the customer, a larger minimum for the provider."""
    return CUSTOMER if volume.bound.kind in ("at-most", "below") else PROVIDER


def parameter_rows(sides: Sides, before: Sequence[ParameterRow], after: Sequence[ParameterRow]) -> Relation:
    """Rows of a table of parameters, compared for the same values of scales."""
    old, new = ({meaning_of(row, "scope"): row.value for row in rows} for rows in (before, after))
    if old.keys() != new.keys():
        return "other"
    return joined(parameter_values(sides, value, new[scope]) for scope, value in old.items())


def _rows(rows: Sequence[ParameterRow] | None) -> str:
    return "; ".join(f"{said(row.scope)}: {said(row.value)}" for row in rows or ())


def _parameter(one: Parameter) -> str:
    """A parameter with its value or values, and its title."""
    value = said(one.value) if one.value is not None else _rows(one.rows)
    choices = f"one of {', '.join(map(said, one.choices))}" if one.choices else ""
    title = f'"{one.title}"' if one.title else ""
    return " ".join(filter(None, (one.name, value and f"= {value}", choices, title, said(one.follows))))


def steps(_sides: Sides, before: Any, after: Any) -> Relation:
    """Steps of an escalation: fewer recipients are less, and a later share, or time, for a recipient is less."""
    old, new = ({(to, level.unit): level.amount for level, to in each} for each in (before, after))
    found: set[Relation] = {"less" if to in old else "more" for to in old.keys() ^ new.keys()}
    for to in old.keys() & new.keys():
        if old[to] != new[to]:
            found.add("less" if new[to] > old[to] else "more")
    return "same" if not found else found.pop() if len(found) == 1 else "other"


CUT_WINDOWS = ("met", "whole", "proportion")
"""How a window that is cut counts, from the most lenient way."""


def first_day(agreement: Agreement) -> date | None:
    """The first day of the term; none if it does not say."""
    return agreement.term.first if agreement.term else None


def last_day(agreement: Agreement) -> date | None:
    """The last day of the term without renewals; none if it is open."""
    return agreement.term.last if agreement.term else None


def endings(sides: Sides, before: Termination, after: Termination) -> Relation:
    """Early terminations by their day."""
    return number(sides, before.on, after.on)


_BOUNDARIES = {
    "day": (),
    "week": ("day",),
    "month": ("day",),
    "quarter": ("day", "month"),
    "year": ("day", "month", "quarter"),
}
"""For the start of each period, of what it is always the start as well."""


def boundaries(_sides: Sides, before: str, after: str) -> Relation:
    """When a change may take effect: the fewer days, the more."""
    if before in _BOUNDARIES.get(after, ()):
        return "more"
    return "less" if after in _BOUNDARIES.get(before, ()) else text(_sides, before, after)


def by_approvers(approval: Approval, _sides: Sides) -> Stake:
    """An approval protects the parties that give it."""
    return Stake(approval.of)


def approval_text(approval: Approval) -> str:
    """An approval in the words of the language."""
    of = f"{approval.count} of " if approval.count < len(approval.of) else ""
    return f"approval of {of}{' and '.join(approval.of)}" + (f" as {approval.role}" if approval.role else "")


APPROVAL = Part(
    "approval",
    lambda requirement: requirement.approvals,
    (Construct("approval-count", "count", number, by_approvers), Construct("approval-role", "role")),
    (by("of", "role"), by("of")),
    lambda one: "approval/" + "-and-".join(one.of),
    by_approvers,
    show=approval_text,
)
REQUIREMENT = Part(
    "requirement",
    lambda clause: completed(clause.requirements),
    (
        Construct("requirement-notice", "notice", amounts, BOTH, ("shortened", "lengthened")),
        Construct("requirement-channel", "notice_through", channels, BOTH.reversed, WIDTH, BOTH),
        Construct("requirement-evidence", "evidence", members, BOTH, WIDTH),
        Construct("requirement-boundary", "effective_at", boundaries, BOTH, STRICTNESS),
        Construct("requirement-ratification", "ratification", amounts, BOTH.reversed, ("shortened", "lengthened")),
    ),
    (by("subject"),),
    lambda one: one.subject,
    BOTH,
    parts=(APPROVAL,),
)
CHANGE_CLAUSE = Part(
    "change-clause",
    lambda agreement: (agreement.changes,) if agreement.changes else (),
    (
        Construct("never", "never", members, BOTH, WIDTH),
        Construct("review-when", "review_when", members, BOTH, WIDTH),
        Construct("own-approval", "own_approval", number, BOTH.reversed, ("removed", "added")),
    ),
    (lambda _one: "",),
    lambda _one: "changes",
    NOBODY_GAINS_BY_A_CLAUSE,
    parts=(REQUIREMENT,),
)


PARAMETER = Part(
    "parameter",
    lambda agreement: agreement.parameters,
    (
        title_of("parameter", UNSURE),
        Construct("parameter-dimension", "dimension"),
        Construct("parameter-value", "value", parameter_values, by_role, added="other"),
        Construct("parameter-rows", "rows", parameter_rows, by_role, added="other", show=_rows),
        Construct("parameter-index", "follows", added="other"),
        Construct("parameter-choices", "choices", members, CUSTOMER, WIDTH, UNSURE, "other"),
        topics_of("parameter"),
    ),
    gains=NOBODY,
    show=_parameter,
)
VOLUME = Part(
    "volume",
    lambda agreement: agreement.volumes,
    (
        Construct("volume-bound", "bound", bounds, by_bound),
        Construct("volume-window", "window", windows, UNSURE, ("widened", "narrowed")),
        Construct("volume-scope", by("objectives", "scope"), missing=(None, ((), ()))),
    ),
    (
        by("bound.kind", "window", "objectives", "scope"),
        by("bound.kind"),
    ),
    lambda _one: "volume",
    lambda one, sides: by_bound(one, sides).reversed,
    sentence=statement_text,
)
PROMISED_ELSEWHERE = Part(
    "promised-elsewhere",
    lambda agreement: agreement.promised_elsewhere,
    (
        Construct("promised-elsewhere-metrics", "metrics", members, CUSTOMER, WIDTH),
        Construct("promised-elsewhere-document", "document"),
    ),
    (by("document", "scope"), by("metrics", "scope")),
    lambda one: f"promises/{one.document}",
    CUSTOMER,
    sentence=statement_text,
)
REPORT = Part(
    "report",
    lambda agreement: agreement.reports,
    (
        Construct("report-title", "title"),
        Construct("report-window", "window", windows, CUSTOMER, ("widened", "narrowed")),
        Construct("report-condition", "when", conditions, CUSTOMER, WIDTH, missing=()),
        deadline_of("report", PROVIDER, CUSTOMER),
        Construct("report-recipients", "to", members, CUSTOMER, WIDTH),
        topics_of("report"),
    ),
    (by("title"), lambda _one: ""),
    lambda _one: "report",
    CUSTOMER,
    sentence=statement_text,
)
REVIEW = Part(
    "review",
    lambda agreement: (agreement.review,) if agreement.review else (),
    (
        Construct("review-interval", "every", amounts, PROVIDER, ("shortened", "lengthened")),
        Construct("review-next", "next", number, PROVIDER, MOVED, present=CUSTOMER),
    ),
    (lambda _one: "",),
    lambda _one: "review",
    CUSTOMER,
    sentence=statement_text,
)


def _escalation(one: Escalation) -> str:
    return f"escalate/{one.objective}"


ESCALATION = Part(
    "escalation",
    lambda agreement: joined_statements(agreement.escalations, "steps"),
    (Construct("escalation-steps", "steps", steps, CUSTOMER, WIDTH, show=escalation_steps),),
    (by("objective", "scope"),),
    _escalation,
    CUSTOMER,
    sentence=statement_text,
)
CLAUSE = Part(
    "clause",
    clauses,
    (title_of("clause"), Construct("clause-text", "prose", show=as_read), topics_of("clause")),
    label=lambda one: f"clause/{one.name}",
    added="other",
    show=clause_as_read,
)
SUBCONTRACTING = Part(
    "subcontracting",
    lambda agreement: (agreement.subcontracting,) if agreement.subcontracting else (),
    (
        Construct("subcontracting-permission", "permission", position("forbidden", "consent", "allowed"), PROVIDER),
        Construct("subcontracting-notice", "announced", amounts, CUSTOMER, ("shortened", "lengthened")),
    ),
    (lambda _one: "",),
    lambda _one: "subcontracting",
    added="other",
    sentence=statement_text,
)
SUBCONTRACTOR = Part(
    "subcontractor",
    lambda agreement: agreement.subcontractors,
    (
        Construct("subcontractor-services", "services", members_or_all, PROVIDER, WIDTH, missing=()),
        Construct("subcontractor-places", "places", members_or_all, PROVIDER, WIDTH, missing=()),
    ),
    (by("party"),),
    lambda one: f"subcontractor/{one.party}",
    added="other",
    sentence=statement_text,
)
PLANNED_TEST = Part(
    "test",
    lambda agreement: agreement.tests,
    (
        title_of("test", UNSURE),
        Construct("test-interval", "every", amounts, PROVIDER, ("shortened", "lengthened")),
    ),
    (by("what", "title"), by("what")),
    lambda one: f"{one.what}-tested",
    CUSTOMER,
    sentence=statement_text,
)
WAIVER = Part(
    "waiver",
    lambda agreement: agreement.waivers,
    (
        Construct("waiver-end", "until", number, PROVIDER, MOVED),
        Construct("waiver-reason", "because", gains=NOBODY),
    ),
    (by("rule", "scope"),),
    lambda one: f"waive/{one.rule}",
    PROVIDER,
)

AGREEMENT = Part(
    "agreement",
    lambda side: side.agreements.values(),
    (
        title_of("agreement"),
        Construct("agreement-kind", "kind"),
        Construct("agreement-standard", "standard", gains=UNSURE, missing=()),
        Construct("terms", "on_terms_of", gains=NOBODY),
        Construct("provider", "provider"),
        Construct("customer", "customer"),
        Construct("covers", "covers", members, by_services, WIDTH),
        Construct("not-covered", "not_covered", members, by_less_services, WIDTH),
        Construct("covers-condition", "covers_when", conditions, by_coverage, WIDTH, missing=()),
        Construct("precedence", "precedence", added="other"),
        Construct("languages", "languages", added="other"),
        Construct("level", "level"),
        Construct("time-zone", "zone"),
        Construct("version", "version", gains=NOBODY),
        Construct("status", "status", position("ended", "requirement", "draft", "proposed", "signed"), CUSTOMER),
        Construct("term-start", first_day, number, PROVIDER, MOVED, present=UNSURE, added="other"),
        Construct("term-end", last_day, number, CUSTOMER, MOVED, present=PROVIDER),
        Construct("ending", "ended", endings, CUSTOMER, MOVED, present=PROVIDER, show=lambda one: said(one and one.on)),
        Construct("renewal", "renewal", added="other"),
        Construct("notice", "notices", added="other"),
        Construct("tier", "tiers", tiers, CUSTOMER),
        Construct("customer-has", "held", gains=NOBODY),
        Construct("fiscal-year", "fiscal_year_starts"),
        Construct("service-hours", "service_hours", hours, CUSTOMER, WIDTH, UNSURE, "other"),
        Construct("support-hours", "support_hours", hours, CUSTOMER, WIDTH, UNSURE, "other"),
        Construct("business-days", "business_days", hours, CUSTOMER, WIDTH, UNSURE, "other"),
        Construct(
            "partial-windows", "partial_windows", position("met", "whole", "proportion"), by_cut_windows, STRICTNESS
        ),
        Construct("jurisdiction", "governing", added="other"),
        Construct("places", "provided_from", members_or_all, PROVIDER, WIDTH, missing=()),
        Construct("data-storage", "data_stored_in", members_or_all, PROVIDER, WIDTH, missing=()),
        Construct("data-processing", "data_processed_in", members_or_all, PROVIDER, WIDTH, missing=()),
        Construct("meets", "meets", members, CUSTOMER, WIDTH),
        Construct("not-promised", "not_promised", members, PROVIDER, WIDTH),
    ),
    gains=CUSTOMER,
    label=lambda _one: "",
    parts=(
        WORDING,
        PARAMETER,
        VOLUME,
        OBJECTIVE,
        PROMISED_ELSEWHERE,
        *REMEDY_PARTS,
        REPORT,
        REVIEW,
        ESCALATION,
        CLAUSE,
        SUBCONTRACTING,
        SUBCONTRACTOR,
        PLANNED_TEST,
        CHANGE_CLAUSE,
        WAIVER,
        *RECORDS,
    ),
)
