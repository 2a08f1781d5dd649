"""Exclusions: what those behind a promise exclude must be excluded from the promise too."""

from __future__ import annotations

from fractions import Fraction

from ..algebra.intervals import difference
from ..language.finding import Related
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Window
from ..model.quantity import MONTHS, Quantity, Value
from ..model.remedies import Exclusion
from .carriers import Carrier, is_at, overlaps
from .context import Context
from .verdict import Findings


def exclusions(agreement: Agreement, objective: Objective) -> list[Exclusion]:
    """The exclusions that apply to an objective of an agreement."""
    return [
        one
        for one in agreement.exclusions
        if overlaps(one.scope, objective.scope)
        and (not one.objectives or any(is_at(objective, name) for name in one.objectives))
    ]


def seconds(value: Value | None) -> Fraction | None:
    """A limit in seconds, days of 24 hours; none if it is not one."""
    if not isinstance(value, Quantity):
        return None
    size = {"s": 1, "day": 86400}.get(value.unit)
    return None if size is None else value.amount * size


def limit_in(exclusion: Exclusion, window: Window | None) -> Fraction | None:
    """The most seconds that an exclusion comes to in one window of an objective; none if it has no limit.

    In a longer window its own windows add up; in a shorter one all of it may come at once.
    """
    own = seconds(exclusion.limit)
    if own is None:
        return None
    months = _months(window), _months(exclusion.window)
    return own * max(1, months[0] // months[1]) if all(months) else own


def _months(window: Window | None) -> int:
    return MONTHS.get(window.period or "", 0) if window is not None and window.kind != "rolling" else 0


def check_unlimited(
    context: Context, agreement: Agreement, promise: Objective, carrier: Carrier, found: Findings
) -> None:
    """What is excluded behind without a limit must be excluded, without a limit, from the promise."""
    ours = {one.reason for one in exclusions(agreement, promise) if one.limit is None}
    for one in exclusions(carrier.agreement, carrier.objective):
        if one.limit is None and one.reason not in ours:
            title = context.workspace.reasons[one.reason].title.lower()
            found.add(
                "unbacked",
                "backing/exclusion-gap",
                f"`{carrier.agreement.name}` excludes `{one.reason}`, and `{agreement.name}` does not",
                carrier.agreement.name,
                one.reason,
                related=[Related(one.source, "excluded here")],
                example=f"{title or one.reason}: `{carrier.agreement.name}` is met, and `{promise.address}` is missed",
                help=f"exclude `{one.reason}` here too, or have it taken out of `{carrier.agreement.name}`",
            )


def limited(context: Context, agreement: Agreement, promise: Objective, carriers: list[Carrier]) -> dict[str, Fraction]:
    """For each reason that carriers exclude up to a limit, the seconds that the promise excludes as well."""
    found: dict[str, Fraction] = {}
    for ours in exclusions(agreement, promise):
        theirs = [
            one
            for c in carriers
            for one in exclusions(c.agreement, c.objective)
            if one.reason == ours.reason and one.limit
        ]
        if theirs and all(_is_within(context, one, ours) for one in theirs):
            both = sum((limit_in(one, promise.window) or Fraction(0) for one in theirs), Fraction(0))
            most = limit_in(ours, promise.window)
            found[ours.reason] = both if most is None else min(most, both)
    return found


def _is_within(context: Context, theirs: Exclusion, ours: Exclusion) -> bool:
    """Whether what they exclude happens in hours in which we exclude it, and is announced as early."""
    if ours.within is not None and theirs.within != ours.within:
        since, until = context.span(context.horizon, "UTC")
        if theirs.within is None or difference(
            context.openings(theirs.within, since, until), context.openings(ours.within, since, until)
        ):
            return False
    mine, other = ours.announced, theirs.announced
    if not isinstance(mine, Quantity):
        return True
    return isinstance(other, Quantity) and other.unit == mine.unit and other.amount >= mine.amount
