"""Hours: whether the carriers of a promise hold in all of its hours."""

from __future__ import annotations

from ...algebra.days import gaps
from ...algebra.days import term as expected_term
from ...algebra.intervals import Intervals, difference, intersection, union
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Days
from ...text.finding import Related
from ...wording.figures import moment
from ..case import Case
from ..context import Context
from .carriers import Carrier


def check_hours(case: Case, carriers: list[Carrier]) -> None:
    """At every moment of the promise's hours one of the carriers of a component must hold.

    (docs/mathematics.md, Other figures)
    """
    in_force = [_in_force(case, carrier.agreement) for carrier in carriers]
    held = union(
        span
        for carrier, term in zip(carriers, in_force, strict=True)
        for span in intersection(_hours(case, carrier.objective), term)
    )
    # Days on which no carrier is in force at all are left out: `check_terms` tells them.
    gap = difference(difference(_hours(case, case.objective), _told(case, carriers)), held)
    if gap:
        names = list(dict.fromkeys(carrier.name for carrier in carriers))
        case.add(
            "unbacked",
            "backing/hours-gap",
            *names,
            message=f"`{case.address}` holds in hours in which {' and '.join(f'`{name}`' for name in names)} "
            f"{'does' if len(names) == 1 else 'do'} not",
            related=[Related(carrier.objective.source, _hours_text(case.context, carrier)) for carrier in carriers],
            example=f"at {moment(gap[0][0], case.agreement.zone)} nothing is promised behind it",
            help="buy the hours that are promised, or promise those that are bought",
        )


def has_same_hours(case: Case, carrier: Carrier) -> bool:
    """Whether a promise and its carrier hold in the same hours of the judged days."""
    return _hours(case, case.objective) == _hours(case, carrier.objective)


def holds_always(case: Case, carrier: Carrier) -> bool:
    """Whether a carrier holds in all hours of a promise on the judged days."""
    return not difference(_hours(case, case.objective), _hours(case, carrier.objective))


def _hours(case: Case, objective: Objective) -> Intervals:
    """The hours of an objective on the judged days of the agreement that is proved."""
    context, agreement = case.context, case.agreement
    judged = context.judged(agreement) or context.horizon
    return context.openings(context.hours(objective), *context.span(judged, agreement.zone))


def holds_throughout(case: Case, behind: Agreement, days: Days | None) -> bool:
    """Whether days of an agreement behind hold all that is judged: days of another zone begin at other moments."""
    judged = case.context.judged(case.agreement)
    if judged is None or days is None:
        return False
    (since, until), (first, end) = (
        case.context.span(each, one.zone) for each, one in ((judged, case.agreement), (days, behind))
    )
    return first <= since and until <= end


def _told(case: Case, carriers: list[Carrier]) -> Intervals:
    """The judged days on which no carrier is in force, by the dates that their terms name."""
    terms = [days for one in carriers if (days := expected_term(one.agreement)) is not None]
    judged = case.context.judged(case.agreement)
    missing = gaps(terms, judged) if terms and judged is not None else []
    return union(case.context.span(one, case.agreement.zone) for one in missing)


def _in_force(case: Case, behind: Agreement) -> Intervals:
    """The time in which an agreement behind is in force; without a term (a draft) it is all that is judged."""
    days = expected_term(behind) or case.context.judged(case.agreement) or case.context.horizon
    return (case.context.span(days, behind.zone),)


def _hours_text(context: Context, carrier: Carrier) -> str:
    return f"it holds during {context.hours(carrier.objective) or '24x7'}"
