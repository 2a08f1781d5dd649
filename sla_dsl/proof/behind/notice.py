"""Notice: the notice that agreements behind owe us must be at least the notice that we owe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from ...algebra.days import months_after
from ...algebra.zones import local, zone
from ...model.agreement import Agreement
from ...model.changes import Requirement
from ...model.quantity import BUSINESS_DAY, Quantity, Value
from ...model.remedies import RightToTerminate
from ...text.finding import Finding, Related
from ...text.source import Span
from ..case import Case
from ..context import Context
from ..verdict import Ground

NONE = Quantity(amount=Fraction(0), unit="day")
"""No notice at all."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A notice that a provider owes, and where it is written."""

    time: Quantity
    source: Span


def notices(context: Context, agreements: list[Agreement]) -> Iterator[Finding]:
    """For each agreement and each one behind it: notice of changes, and notice of the end."""
    known = context.workspace.agreements
    for agreement in agreements:
        for name in agreement.backed_by:
            if name in known and not known[name].is_template:
                yield from _between(context, agreement, known[name])


def _between(context: Context, agreement: Agreement, behind: Agreement) -> Iterator[Finding]:
    yield from _of_changes(context, agreement, behind)
    yield from _of_the_end(context, agreement, behind)


def check_notice(case: Case, behind: Agreement) -> None:
    """An agreement behind must not be changed or ended sooner than the one in front.

    Notice that is too short is told once for both agreements (`notices`), and costs each promise its verdict.
    """
    pair = case.agreement.name, behind.name
    for finding in case.context.remembered("notice", pair, lambda: [*_between(case.context, case.agreement, behind)]):
        if all(ground.message != finding.message for ground in case.grounds):
            case.grounds.append(Ground("undecidable", "", finding.message, example=finding.example))
    ours = {_cause(right) for right in case.agreement.rights_to_end if right.who in _PROVIDERS}
    for right in behind.rights_to_end:
        # Who may leave at will may leave then as well.
        if right.who in _PROVIDERS and _cause(right) is not None and not {_cause(right), None} & ours:
            case.add(
                "undecidable",
                "backing/not-understood",
                behind.name,
                "may end … when",
                message=f"the provider of `{behind.name}` may end it under a condition, and the one of "
                f"`{case.agreement.name}` may not then",
                related=[
                    Related(right.source, "it may be ended here"),
                    Related(case.agreement.source, "it binds its provider"),
                ],
                help=f"give the provider of `{case.agreement.name}` the same right, or have it taken out of "
                f"`{behind.name}`",
            )


_PROVIDERS = ("provider", "either")


def _cause(right: RightToTerminate) -> object:
    """The condition under which a right can be used; none if it can be used at will."""
    return (right.when, frozenset(right.grounds)) if right.when is not None or right.grounds else None


def _of_changes(context: Context, agreement: Agreement, behind: Agreement) -> Iterator[Finding]:
    """A provider who learns late of a weakening behind cannot tell his customer in time."""
    ours, theirs = _weakening(agreement), _weakening(behind)
    # Two stated notices are compared: where one side states none there is nothing to measure the other by.
    if ours is None or theirs is None or ours.notice is None:
        return
    owed = Owed(theirs.notice or NONE, theirs.source)
    yield from _compared(context, agreement, behind, Owed(ours.notice, ours.source), owed, "of changes")


def _weakening(agreement: Agreement) -> Requirement | None:
    requirements = agreement.changes.requirements if agreement.changes else ()
    found = (one for one in requirements if one.subject == "weakening")
    # Each requirement of a clause must be met, so the longest notice counts.
    return max(found, key=lambda one: shortest(one.notice or NONE), default=None)


def _of_the_end(context: Context, agreement: Agreement, behind: Agreement) -> Iterator[Finding]:
    """A provider whose supplier may leave sooner than he may leave his customer is left with a promise alone."""
    theirs = _end(behind)
    if theirs is None:
        return
    ours = _end(agreement)
    if ours is not None:
        yield from _compared(context, agreement, behind, ours, theirs, "of the end")
        return
    judged = context.judged(agreement)
    last = agreement.term.last if agreement.term else None
    if judged is None or judged.first is None or last is None:
        return
    # Without a right to end it we are bound to the end of the term, which then is our notice.
    days = (last - judged.first).days + 1
    # Notice for as many days as are left is enough: the supplier stays to the last of them.
    if days > shortest(theirs.time):
        yield Finding(
            "backing/notice-too-short",
            f"`{behind.name}` may be ended with {theirs.time.text} notice, and `{agreement.name}` cannot be left "
            f"before {last}",
            agreement.source,
            label=f"it binds the provider for {days} more days",
            related=(Related(theirs.source, f"{theirs.time.text} here"),),
            help=f"agree a longer notice in `{behind.name}`, or a right to end `{agreement.name}`",
            example=f"told on {judged.first}, nobody carries it from {_later(judged.first, theirs.time)} on",
            address=agreement.name,
            values=(behind.name, "end"),
        )


def _end(agreement: Agreement) -> Owed | None:
    """The shortest notice with which the provider may end an agreement for no reason."""
    # A right that needs a reason cannot be used at will.
    rights = (r for r in agreement.rights_to_end if r.who in _PROVIDERS and _cause(r) is None)
    owed = [Owed(_plain(right.notice), right.source) for right in rights]
    return min(owed, key=lambda one: shortest(one.time), default=None)


def _plain(notice: Value | None) -> Quantity:
    return notice if isinstance(notice, Quantity) else NONE


def _compared(
    context: Context, agreement: Agreement, behind: Agreement, ours: Owed, theirs: Owed, subject: str
) -> Iterator[Finding]:
    """A finding if the notice that is owed to us is shorter than ours."""
    # Business days of two calendars are two units.
    same = ours.time.unit_kind == theirs.time.unit_kind and (
        ours.time.unit != BUSINESS_DAY or agreement.business_days == behind.business_days
    )
    # In different units the safe side counts: our longest against their shortest.
    missing = (
        ours.time.amount - theirs.time.amount
        if same
        else longest(context, agreement, ours.time) - Fraction(shortest(theirs.time))
    )
    # As much notice behind as in front is enough: whoever is told today can tell it today.
    if missing <= 0:
        return
    short = Quantity(amount=missing, unit=ours.time.unit if same else "day").text
    yield Finding(
        "backing/notice-too-short",
        f"`{behind.name}` owes {theirs.time.text} notice {subject}, and `{agreement.name}` owes {ours.time.text}: "
        f"{short} short",
        ours.source,
        label=f"{ours.time.text} to the customer",
        related=(Related(theirs.source, f"{theirs.time.text} from `{behind.name}`"),),
        help=f"agree at least {ours.time.text} in `{behind.name}`, or at most {theirs.time.text} in `{agreement.name}`",
        address=agreement.name,
        values=(behind.name, subject),
    )


def shortest(time: Quantity) -> int:
    """The fewest days that a notice may last; business days are days at least, and hours count as whole days."""
    amount = int(time.amount)
    if time.unit == "month":
        return min(_months(amount))
    return int(time.amount // 86400) if time.unit == "s" else amount


def longest(context: Context, agreement: Agreement, time: Quantity) -> int:
    """The most days that a notice may last, if it is given on a day that is judged."""
    amount = int(time.amount)
    if time.unit == "month":
        return max(_months(amount))
    if time.unit == "s":
        return ceil(time.amount / 86400)
    return _business_days(context, agreement, amount) if time.unit == BUSINESS_DAY else amount


def _months(amount: int) -> list[int]:
    """All lengths in days that so many months may have, by the month in which they begin."""
    # Four years from 2024 on hold every month of a leap year and of common years.
    firsts = [date(2024 + month // 12, month % 12 + 1, 1) for month in range(48)]
    return [(months_after(first, amount) - first).days for first in firsts]


def _business_days(context: Context, agreement: Agreement, amount: int) -> int:
    """The most days that so many business days take: those of the agreement's calendar, or else Monday to Friday."""
    hours, where = agreement.business_days or agreement.support_hours, zone(agreement.zone or "UTC")
    since, until = context.span(context.horizon, agreement.zone)
    open_ = [(local(a, where).date(), local(b - 1, where).date()) for a, b in context.openings(hours, since, until)]
    days = [date.fromordinal(n) for a, b in open_ for n in range(a.toordinal(), b.toordinal() + 1)]
    if hours is None:
        days = [day for day in days if day.weekday() < 5]
    days = sorted(set(days))
    # Told on the day behind an opening day, the notice starts on the next opening day, which does not count.
    return max(((last - told).days - 1 for told, last in zip(days, days[amount + 1 :], strict=False)), default=amount)


def _later(day: date, time: Quantity) -> date:
    return date.fromordinal(day.toordinal() + shortest(time))
