"""Where each field of the model is asked whether a promise was kept, or why it cannot change that.

A test fails for a field without an entry, and for one that the named function does not mention.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model import agreement, changes, objective, people, phrases, quantity, remedies, services, workspace
from ..model.base import Model


class Asked(str):
    """The function that asks for a field: module and name, below ``sla_dsl``."""

    __slots__ = ()


class NoMatter(str):
    """Why a field cannot change whether a promise is kept."""

    __slots__ = ()


_NAME = NoMatter("a name, by which others find it")
_TITLE = NoMatter("a title is for people")
_PLACE = NoMatter("where it is written")
_ENTITLED = NoMatter("who gave notice in time was entitled to, or the compiler says so")
_KIND = NoMatter("which of its kinds it is; the match over the kinds is complete")
_MONEY = NoMatter("what follows from what is kept")
_BEHIND = NoMatter("what carries the promise is the matter of the proof: it is kept or not by what happens")
_HISTORY = NoMatter("how the text comes about; the day of effect is asked")
_SIDES = NoMatter("a right or a duty beside the promise, judged by itself")
_LOCKED = NoMatter("which data are needed; the lock has them")
_EVENTS = (phrases.EventDuring, phrases.EventBefore, phrases.EventOn, phrases.EventThrough)
_DECLARED = {"name": _NAME, "title": _TITLE, "source": _PLACE}
_WORDED = {**_DECLARED, "wordings": _TITLE}


def _in(model: type[Model], where: str, **others: Asked | NoMatter) -> dict[str, Asked | NoMatter]:
    """All fields of a model, asked in one function, except these."""
    return {**dict.fromkeys(model.model_fields, Asked(where)), **others}


WALKED: Mapping[type[Model], Mapping[str, Asked | NoMatter]] = {
    agreement.Agreement: {
        **_WORDED,
        "name": Asked("facts.question.Question.is_about_us"),
        "kind": NoMatter("an SLA, an OLA and a contract are kept alike"),
        "standard": NoMatter("what is taken over stands in the agreement"),
        "on_terms_of": NoMatter("what is taken over stands in the agreement"),
        "provider": Asked("algebra.sides._houses"),
        "customer": Asked("algebra.sides._houses"),
        "covers": Asked("facts.question.Question.covered"),
        "not_covered": Asked("facts.question.Question.covered"),
        "covers_when": Asked("facts.measured.does_not_count"),
        "precedence": NoMatter("which text wins is decided before it is compiled"),
        "languages": NoMatter("in which language it is told; its numbers are the same in each"),
        "level": NoMatter("what a lower level may say is checked before it is compiled"),
        "zone": Asked("facts.question.Question.where"),
        **dict.fromkeys(("requests", "meets", "version", "signatures"), _HISTORY),
        "status": NoMatter("who asks says that the text holds; the term and the day of effect are asked"),
        "term": Asked("algebra.days.term"),
        "renewal": Asked("algebra.days.term"),
        "notices": Asked("algebra.days._renewed"),
        "ended": Asked("algebra.days.term"),
        "tiers": Asked("facts.question.Question.scope"),
        "held": NoMatter("each objective says that it is for these"),
        "parameters": Asked("facts.holding._compared"),
        "used_parameters": NoMatter("what is used stands where it is used"),
        "fiscal_year_starts": Asked("algebra.windows.anchor"),
        **dict.fromkeys(
            ("service_hours", "support_hours"), NoMatter("each objective that says none has them as its own")
        ),
        "business_days": Asked("facts.due.later"),
        "volumes": Asked("facts.volumes.within_volumes"),
        "partial_windows": Asked("facts.kept._in_force"),
        "objectives": Asked("facts.holding._objectives"),
        "not_promised": NoMatter("of what is not promised there is no objective"),
        "promised_elsewhere": NoMatter("how much it is stands outside of the workspace"),
        "examples": NoMatter("an example binds nobody"),
        "suspensions": Asked("facts.measured.suspended"),
        "exclusions": Asked("facts.measured.applying"),
        "no_maintenance": Asked("facts.measured._forbidden"),
        "clauses": NoMatter("prose is printed, and not reasoned about"),
        "changes": Asked("algebra.in_force.ratification_ends"),
        "amendments": Asked("facts.question.Question.written"),
        "waivers": NoMatter("what is accepted is a finding, not a miss"),
        **dict.fromkeys(("remedies", "no_remedies", "caps", "highest_only", "traits", "claims"), _MONEY),
        **dict.fromkeys(("rights_to_end", "duties", "reports", "review", "escalations"), _SIDES),
        **dict.fromkeys(("governing", "provided_from", "data_stored_in", "data_processed_in"), _SIDES),
        **dict.fromkeys(("subcontracting", "subcontractors", "tests"), _SIDES),
        **dict.fromkeys(("backing", "paths", "treatments", "assumptions"), _BEHIND),
    },
    agreement.Renewal: _in(agreement.Renewal, "algebra.days._renewed", unless=_ENTITLED, source=_PLACE),
    agreement.Notice: {"on": Asked("algebra.days._renewed"), "by": _ENTITLED, "source": _PLACE},
    agreement.Termination: {"on": Asked("algebra.days.term"), "because": _TITLE, "source": _PLACE},
    agreement.Parameter: {
        "name": Asked("facts.holding._compared"),
        "title": _TITLE,
        "dimension": Asked("facts.holding._compared"),
        "value": Asked("facts.holding._is_set"),
        "choices": NoMatter("which one was chosen is its value"),
        "about": NoMatter("what it answers is asked by policies"),
        "rows": Asked("model.agreement.Parameter.value_for"),
        "follows": Asked("facts.prices.changes_before"),
        "source": _PLACE,
    },
    agreement.Indexed: {"window": Asked("facts.prices.changes_before"), **dict.fromkeys(("document", "limit"), _MONEY)},
    agreement.ParameterRow: _in(agreement.ParameterRow, "model.agreement.Parameter.value_for", source=_PLACE),
    agreement.Volume: {
        "bound": Asked("facts.volumes._is_within"),
        "window": Asked("facts.volumes._span"),
        "objectives": Asked("facts.volumes._is_for"),
        "scope": Asked("facts.volumes._is_in_scope"),
        "source": _PLACE,
    },
    changes.Amendment: {
        "version": _HISTORY,
        "title": _TITLE,
        "signatures": Asked("algebra.in_force.effective_day"),
        "effective": Asked("algebra.in_force.effective_day"),
        "reason": _TITLE,
        "evidence": _HISTORY,
        "emergency": Asked("algebra.in_force.last_day"),
        "source": _PLACE,
    },
    changes.AmendmentSignature: {"on": Asked("algebra.in_force.effective_day"), "by": _HISTORY, "party": _HISTORY},
    changes.Emergency: {"why": _TITLE, "ratified": Asked("algebra.in_force.last_day"), "by": _HISTORY},
    changes.ChangeClause: {
        "requirements": Asked("algebra.in_force.ratification_ends"),
        "never": _HISTORY,
        "review_when": _HISTORY,
        "own_approval": _HISTORY,
        "source": _PLACE,
    },
    changes.Requirement: _in(
        changes.Requirement,
        "algebra.in_force.ratification_ends",
        approvals=_HISTORY,
        notice=_HISTORY,
        notice_through=_HISTORY,
        evidence=_HISTORY,
        effective_at=_HISTORY,
        source=_PLACE,
    ),
    objective.Objective: {
        **_DECLARED,
        "address": Asked("facts.figures._given"),
        "metric": Asked("facts.question.Question.metric"),
        "statistic": Asked("facts.figures.judged"),
        "each_of": Asked("facts.figures._of_rows"),
        "scope": Asked("facts.question.Question.scope"),
        "bound": Asked("facts.figures.compared"),
        "share": Asked("facts.figures.compared"),
        "hours": Asked("facts.question.Question.hours"),
        "clock": Asked("facts.question.Question.clock"),
        "window": Asked("facts.question.Question.is_cut"),
        "force": NoMatter("a target is kept or missed as a guarantee is; what follows differs"),
        "when": Asked("facts.measured.does_not_count"),
        "warn": NoMatter("where to become alert lies inside the bound"),
        "aim": NoMatter("a wish is no promise"),
        "counting": Asked("facts.figures.compared"),
        "pauses": Asked("facts.running.Resting.pauses"),
        "owned_by": _BEHIND,
        "counted_for_each": Asked("facts.figures._named"),
        "may_be_weakened": NoMatter("what a lower level may say is checked before it is compiled"),
        "text": _TITLE,
    },
    services.Counting: {
        "down": Asked("facts.down._counted"),
        "up_after": Asked("facts.down._lasting"),
        "counts": Asked("facts.volumes.all_rows_of"),
        "out_of": Asked("facts.volumes.all_rows_of"),
        "weighted_by": Asked("facts.figures._of_values"),
        "decimals": Asked("facts.figures.compared"),
        "measured": Asked("facts.down._probed"),
        "in_proportion_to": Asked("facts.partial.weighed"),
        "overlaps_once": Asked("facts.down.single_outages"),
    },
    services.Down: {
        "scope": Asked("facts.down._is_for"),
        "when": Asked("facts.down._said"),
        "lasting": Asked("facts.down._counted"),
    },
    services.Measurement: {
        "by": NoMatter("who measures: the world is what was measured"),
        "at": NoMatter("where is measured: the world is what was measured"),
        "every": Asked("facts.down._probed"),
        "using": NoMatter("with what is measured: the world is what was measured"),
    },
    services.Metric: {
        **_WORDED,
        "name": Asked("facts.figures._of_outages"),
        "is_": Asked("facts.question.Question.lineage"),
        "unit": Asked("facts.figures.judged"),
        "own_unit": Asked("facts.question.Question.figure"),
        "own_unit_title": _TITLE,
        "better": Asked("facts.figures._of_downtime"),
        "population": Asked("facts.figures.judged"),
        "statistic": NoMatter("it stands as that of each objective that says none"),
        "starts": Asked("facts.cases._started"),
        "stops": Asked("facts.cases._stretch"),
        "composes": _BEHIND,
        "counting": NoMatter("it stands as that of each objective, which may add to it"),
    },
    services.Scale: {
        **_WORDED,
        "kind": Asked("facts.cases._was_raised"),
        "values": Asked("facts.holding.value_of"),
        "set_by": NoMatter("who decides on a value: the world says which it is"),
        "derived_from": Asked("facts.holding.value_of"),
        "matrix": Asked("facts.holding.value_of"),
    },
    services.ScaleValue: _in(services.ScaleValue, "facts.holding.value_of", title=_TITLE, source=_PLACE),
    services.MatrixRow: _in(services.MatrixRow, "facts.holding.value_of"),
    services.Fact: {**_WORDED, "states": Asked("facts.holding._fact"), "measured": NoMatter("who observes it")},
    services.FactState: _in(services.FactState, "facts.holding._fact", title=_TITLE, source=_PLACE),
    services.Service: {
        **_WORDED,
        "owner": _BEHIND,
        "offers": NoMatter("to whom it is offered is the matter of the catalogue"),
        "hours": NoMatter("they stand as the hours of each objective that says none"),
        "needs": Asked("facts.down._by_needs"),
        "supplied_by": _BEHIND,
        "shares": _BEHIND,
        "goals": NoMatter("a goal is no promise"),
        "critical": NoMatter("whether a function is critical is asked by policies"),
    },
    services.Component: {"kind": _KIND, "service": Asked("facts.down._structure")},
    services.Series: {"kind": _KIND, "parts": Asked("facts.down._structure")},
    services.Redundant: {
        "kind": _KIND,
        "needed": Asked("algebra.structure.needed"),
        "parts": Asked("facts.down._structure"),
    },
    people.Clock: {
        **_WORDED,
        "starts": Asked("facts.cases._started"),
        "through": Asked("facts.cases._started"),
        "restarts": Asked("facts.cases._anew"),
        "pauses": Asked("facts.running.Resting.pauses"),
        "hours": Asked("facts.question.Question.hours"),
        "cut_off": Asked("facts.due.accepted"),
        "reopened_within": Asked("facts.cases._reopened"),
        "reopened": Asked("facts.cases._reopened"),
        "raised_from": Asked("facts.cases.stays"),
    },
    people.Pause: {
        "reason": Asked("facts.running.Resting._waits"),
        "bound": Asked("facts.running.Resting._quantity"),
        "after": Asked("facts.running.Resting._may"),
        "source": _PLACE,
    },
    people.Channel: {
        **_WORDED,
        "of": NoMatter("whose it is"),
        "contacts": NoMatter("where it is reached"),
        "hours": NoMatter("a clock that runs while its channel is closed is an error"),
        "replaced_by": Asked("facts.cases._first_through"),
    },
    people.Reason: {**_WORDED, "of": Asked("facts.measured.is_by")},
    people.Team: {
        **_WORDED,
        "house": Asked("model.workspace.Workspace.house"),
        "contacts": NoMatter("where it is reached"),
        "hours": NoMatter("when it works; a promise names its own hours"),
    },
    people.Calendar: {
        **_WORDED,
        "zone": Asked("algebra.calendars.Almanac._read"),
        "lines": Asked("algebra.calendars.Almanac._lines_of"),
        "combination": Asked("algebra.calendars.Almanac._openings"),
    },
    people.Opening: {
        "kind": _KIND,
        **dict.fromkeys(("weekdays", "nth", "first", "last", "yearly"), Asked("algebra.calendars.Almanac._speaks_of")),
        "moved": Asked("algebra.calendars.day_lists"),
        "spans": Asked("algebra.calendars.Almanac.spans"),
        "title": _TITLE,
        "source": _PLACE,
    },
    people.YearlyDays: _in(people.YearlyDays, "algebra.calendars.Almanac._speaks_of"),
    people.Closing: {
        "kind": _KIND,
        **dict.fromkeys(("first", "last", "yearly"), Asked("algebra.calendars.Almanac._speaks_of")),
        "holidays": Asked("algebra.calendars.day_lists"),
        "since": Asked("algebra.calendars.Almanac.spans"),
        "title": _TITLE,
        "source": _PLACE,
    },
    people.TimeSpan: _in(people.TimeSpan, "algebra.calendars.Almanac._read"),
    people.HoursRef: {"kind": _KIND, "name": Asked("algebra.calendars.Almanac._openings")},
    people.Combination: {
        "kind": Asked("algebra.calendars._combined"),
        "parts": Asked("algebra.calendars.Almanac._openings"),
    },
    phrases.Bound: _in(phrases.Bound, "facts.bounds.keeps"),
    phrases.Deadline: {
        "kind": _KIND,
        "at": Asked("facts.due._by_time_of_day"),
        "after": Asked("facts.due._by_time_of_day"),
        "when": Asked("facts.cases._is_promised"),
    },
    phrases.Share: {
        "share": Asked("facts.figures.compared"),
        "of": NoMatter("the population in words: that of the metric"),
    },
    phrases.Window: _in(
        phrases.Window,
        "algebra.windows.windows",
        length=Asked("algebra.windows.stated_seconds"),
        parameter=NoMatter("only a template has one, and nothing is measured of it"),
    ),
    phrases.OtherPeriod: dict.fromkeys(
        phrases.OtherPeriod.model_fields, NoMatter("an amount of another period is money, and said")
    ),
    phrases.NamedHours: {"kind": _KIND, "calendar": NoMatter("the calendar stands where the parameter is named")},
    phrases.Selection: _in(phrases.Selection, "facts.question.Question.is_somewhere"),
    phrases.Lasting: _in(
        phrases.Lasting, "facts.down._bad", time=Asked("facts.down._time"), samples=Asked("facts.down._has_lasted")
    ),
    phrases.Through: _in(phrases.Through, "facts.cases._started"),
    phrases.Days: _in(phrases.Days, "algebra.days.term"),
    phrases.Said: {"kind": _KIND, "text": Asked("facts.holding._in_the_course")},
    phrases.Holds: _in(phrases.Holds, "facts.holding._fact", kind=_KIND),
    phrases.Often: _in(phrases.Often, "facts.holding._often", kind=_KIND),
    phrases.Missed: _in(
        phrases.Missed,
        "facts.holding._often_enough",
        kind=_KIND,
        objective=Asked("facts.holding._missed"),
        bound=Asked("facts.holding._counts"),
    ),
    phrases.Capped: {"kind": _KIND, "remedy": Asked("facts.holding._in_the_course")},
    phrases.Collected: dict.fromkeys(phrases.Collected.model_fields, Asked("facts.holding._in_the_course"))
    | {"kind": _KIND},
    phrases.Is: _in(phrases.Is, "facts.holding._is", kind=_KIND),
    phrases.IsSet: {"kind": _KIND, "parameter": Asked("facts.holding._is_so")},
    phrases.Compared: _in(phrases.Compared, "facts.holding._compared", kind=_KIND),
    **{one: _in(one, "facts.holding._event", kind=_KIND) for one in _EVENTS},
    phrases.InFirst: _in(phrases.InFirst, "facts.holding._first", kind=_KIND),
    phrases.Longer: _in(phrases.Longer, "facts.holding._longer", kind=_KIND),
    phrases.Several: _in(phrases.Several, "facts.holding._several", kind=_KIND),
    phrases.Not: {"kind": _KIND, "part": Asked("facts.holding.holding")},
    phrases.Both: {"kind": _KIND, "parts": Asked("facts.holding.holding")},
    phrases.Either: {"kind": _KIND, "parts": Asked("facts.holding.holding")},
    quantity.Quantity: _in(quantity.Quantity, "facts.bounds.keeps", kind=_KIND),
    quantity.Blank: {
        "kind": _KIND,
        "parameter": Asked("facts.question.Question.quantity"),
        "dimension": NoMatter("the unit is that of what it is compared with"),
    },
    **{
        computed: dict.fromkeys(computed.model_fields, NoMatter("an amount that is computed is not judged, and said"))
        for computed in (
            quantity.Named,
            quantity.Portion,
            quantity.PriceOfDowntime,
            quantity.Multiple,
            quantity.Operation,
            quantity.Extreme,
        )
    },
    remedies.Suspension: _in(remedies.Suspension, "facts.measured.suspended", source=_PLACE),
    remedies.FurtherLimit: _in(remedies.FurtherLimit, "facts.measured.limited"),
    remedies.Exclusion: {
        "reason": Asked("facts.measured._fitting"),
        "limit": Asked("facts.measured.limited"),
        "window": Asked("facts.measured.limited"),
        "further": Asked("facts.measured.limited"),
        "within": Asked("facts.measured.allowed"),
        "announced": Asked("facts.measured._was_announced"),
        "objectives": Asked("facts.measured.applying"),
        "scope": Asked("facts.measured.in_turn"),
        "when": Asked("facts.measured.allowed"),
        "source": _PLACE,
    },
    remedies.NoMaintenance: _in(remedies.NoMaintenance, "facts.measured._forbidden", source=_PLACE),
    workspace.Workspace: {
        "schema_": NoMatter("the form in which it is printed"),
        "as_of": NoMatter("when it is judged: the world has its own time"),
        "horizon": NoMatter("how far is judged: the window is asked"),
        "parties": NoMatter("a party is known by its name"),
        "teams": Asked("model.workspace.Workspace.house"),
        "reasons": Asked("facts.measured.is_by"),
        "channels": Asked("facts.cases._first_through"),
        "calendars": Asked("algebra.calendars.almanac_of"),
        "clocks": Asked("facts.question.Question.clock"),
        "events": NoMatter("an event is known by its name; their order carries, and decides nothing by itself"),
        "facts": Asked("facts.holding._fact"),
        "scales": Asked("facts.holding.value_of"),
        "metrics": Asked("facts.question.Question.metric"),
        "services": Asked("facts.question.Question.parts_of"),
        "agreements": NoMatter("one agreement is asked about"),
        "above": NoMatter("what higher terms would make of an agreement is held against it, and binds nobody"),
        "topics": NoMatter("what a clause is about is asked by policies"),
        "documents": NoMatter("which text wins is decided before it is compiled"),
        "policies": NoMatter("a rule of the house binds its authors"),
        "meant": NoMatter("which thing a word names stands where it is named"),
        "used": NoMatter("what is used stands where it is used"),
        "lock": Asked("algebra.calendars.almanac_of"),
        "prelude": NoMatter("the version of what is compiled"),
        **dict.fromkeys(
            ("findings", "broken", "half_read"),
            NoMatter("of what was found wrong something is missing here; who asks knows"),
        ),
        **dict.fromkeys(("day_lists", "zones", "lock_years", "judged_years"), _LOCKED),
    },
}
"""For each model that has a part in what is promised, and each of its fields, where it is asked, or why not."""
