"""Whether what is behind a promise holds in all of its hours."""

from __future__ import annotations

from ...algebra.days import term as expected_term
from ...algebra.intervals import Intervals, difference, intersection, union
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...text.finding import Related
from ...wording.figures import moment
from ..context import Context
from ..verdict import Findings
from .carriers import Carrier


def check_hours(
    context: Context, agreement: Agreement, promise: Objective, carriers: list[Carrier], found: Findings
) -> None:
    """Of the agreements that carry a component, at every moment of the promise's hours one must hold.

    Days on which none is in force are those of `check_terms`.
    """
    in_force = [_in_force(context, agreement, carrier.agreement) for carrier in carriers]
    held = union(
        span
        for carrier, term in zip(carriers, in_force, strict=True)
        for span in intersection(_hours(context, agreement, carrier.objective), term)
    )
    promised = intersection(_hours(context, agreement, promise), union(span for term in in_force for span in term))
    gap = difference(promised, held)
    if gap:
        names = list(dict.fromkeys(carrier.name for carrier in carriers))
        found.add(
            "unbacked",
            "backing/hours-gap",
            f"`{promise.address}` holds in hours in which {' and '.join(f'`{name}`' for name in names)} "
            f"{'does' if len(names) == 1 else 'do'} not",
            *names,
            related=[Related(carrier.objective.source, _hours_text(context, carrier)) for carrier in carriers],
            example=f"at {moment(gap[0][0], agreement.zone)} nothing is promised behind it",
            help="buy the hours that are promised, or promise those that are bought",
        )


def has_same_hours(context: Context, agreement: Agreement, promise: Objective, carrier: Carrier) -> bool:
    """Whether a promise and what is behind it hold in the same hours."""
    return _hours(context, agreement, promise) == _hours(context, agreement, carrier.objective)


def _hours(context: Context, agreement: Agreement, objective: Objective) -> Intervals:
    """The hours of an objective on the judged days of the agreement that is proved."""
    judged = context.judged(agreement) or context.horizon
    return context.openings(context.hours(objective), *context.span(judged, agreement.zone))


def _in_force(context: Context, agreement: Agreement, by: Agreement) -> Intervals:
    days = expected_term(by)
    return (context.span(days or context.judged(agreement) or context.horizon, by.zone),)


def _hours_text(context: Context, carrier: Carrier) -> str:
    return f"it holds during {context.hours(carrier.objective) or '24x7'}"
