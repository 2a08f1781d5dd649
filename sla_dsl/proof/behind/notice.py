"""Notice: the notice that agreements behind owe us must be at least the notice that we owe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ...algebra.days import months_after
from ...model.agreement import Agreement
from ...model.changes import Requirement
from ...model.quantity import Quantity, Value
from ...text.finding import Finding, Related
from ...text.source import Span
from ..context import Context

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
                yield from _of_changes(agreement, known[name])
                yield from _of_the_end(context, agreement, known[name])


def _of_changes(agreement: Agreement, behind: Agreement) -> Iterator[Finding]:
    """A provider who learns late of a weakening behind cannot tell his customer in time."""
    ours, theirs = _weakening(agreement), _weakening(behind)
    # Two stated notices are compared: where one side states none there is nothing to measure the other by.
    if ours is None or theirs is None or ours.notice is None:
        return
    owed = Owed(theirs.notice or NONE, theirs.source)
    yield from _compared(agreement, behind, Owed(ours.notice, ours.source), owed, "of changes")


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
        yield from _compared(agreement, behind, ours, theirs, "of the end")
        return
    judged = context.judged(agreement)
    last = agreement.term.last if agreement.term else None
    if judged is None or judged.first is None or last is None:
        return
    # Without a right to end it we are bound to the end of the term, which then is our notice.
    days = (last - judged.first).days + 1
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
    # A right that needs a reason (`when`) cannot be used at will.
    rights = (r for r in agreement.rights_to_end if r.who in ("provider", "either") and r.when is None)
    owed = [Owed(_plain(right.notice), right.source) for right in rights]
    return min(owed, key=lambda one: shortest(one.time), default=None)


def _plain(notice: Value | None) -> Quantity:
    return notice if isinstance(notice, Quantity) else NONE


def _compared(agreement: Agreement, behind: Agreement, ours: Owed, theirs: Owed, subject: str) -> Iterator[Finding]:
    """A finding if the notice that is owed to us is shorter than ours."""
    same = ours.time.unit == theirs.time.unit
    # In different units the safe side counts: our longest against their shortest.
    missing = ours.time.amount - theirs.time.amount if same else longest(ours.time) - Fraction(shortest(theirs.time))
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
    """The fewest days that a notice may last; business days count as days, hours as whole days."""
    return min(_lengths(time))


def longest(time: Quantity) -> int:
    """The most days that a notice may last; business days count as days."""
    return max(_lengths(time))


def _lengths(time: Quantity) -> list[int]:
    """All lengths in days that a notice may have, by the month in which it is given."""
    amount = int(time.amount)
    if time.unit == "month":
        # Four years from 2024 on hold every month of a leap year and of common years.
        firsts = [date(2024 + month // 12, month % 12 + 1, 1) for month in range(48)]
        return [(months_after(first, amount) - first).days for first in firsts]
    if time.unit == "s":
        return [amount // 86400]
    return [amount]


def _later(day: date, time: Quantity) -> date:
    return date.fromordinal(day.toordinal() + shortest(time))
