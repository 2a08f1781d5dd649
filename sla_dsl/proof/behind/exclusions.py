"""Exclusions: what those behind a promise exclude must be excluded from the promise too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from ...algebra.intervals import Interval, Intervals, difference
from ...algebra.scopes import exclusions
from ...algebra.windows import anchor, most_within, windows
from ...algebra.zones import Instant, zone
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Window
from ...model.quantity import BUSINESS_DAY, Blank, Quantity, Value
from ...model.remedies import Exclusion
from ...text.finding import Related
from ..context import Context
from ..verdict import Findings
from .carriers import Carrier

YEAR = Window(kind="calendar", period="year")
"""What a share of time is measured over if nothing is said (durability)."""
_DAY = 86400
_MARGIN = 400 * _DAY
"""Longer than any window of the calendar."""


def seconds(value: Value | None) -> Fraction | None:
    """A limit in seconds, days of 24 hours; none if it is not one."""
    if not isinstance(value, Quantity):
        return None
    size = {"s": 1, "day": 86400}.get(value.unit)
    return None if size is None else value.amount * size


@dataclass(frozen=True, slots=True)
class Limit:
    """An exclusion of at most so many seconds in each of its windows, which are in order of their starts."""

    exclusion: Exclusion
    seconds: Fraction
    windows: Intervals

    def most(self, span: Interval) -> Fraction:
        """The most seconds that may be excluded within a span: every window that touches it counts."""
        return most_within(span, self.seconds, self.windows)

    def touching(self, span: Interval) -> Intervals:
        """The windows that have something in common with a span, whole."""
        return tuple(each for each in self.windows if each[0] < span[1] and span[0] < each[1])

    def whole(self, span: Interval) -> int:
        """How many windows certainly have their whole limit for a span: what overlaps may have been used up before."""
        if self.exclusion.window is not None and self.exclusion.window.kind == "rolling":
            return 0
        return sum(span[0] <= start and end <= span[1] for start, end in self.windows)


def limits(agreement: Agreement, objective: Objective, since: Instant, until: Instant) -> tuple[Limit, ...]:
    """The exclusions of an objective up to a limit, with their windows from a year before to a year after a time.

    Without a window of its own a limit counts in each window of the objective.
    """
    found = []
    for one in exclusions(agreement, objective):
        amount, each = seconds(one.limit), one.window or objective.window or YEAR
        first = anchor(each, agreement)
        if amount is not None and first is not None:
            spans = windows(each, zone(agreement.zone or "UTC"), since - _MARGIN, until + _MARGIN, first)
            found.append(Limit(one, amount, spans or ()))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Shared:
    """What carriers exclude up to a limit, for a reason for which the promise excludes it too."""

    ours: Limit | None
    theirs: tuple[Limit, ...]

    def both(self, span: Interval) -> Fraction:
        """The most seconds that carriers may exclude within a span."""
        return sum((one.most(span) for one in self.theirs), Fraction(0))

    def seconds(self, span: Interval) -> Fraction:
        """How many seconds of that the promise excludes in any case, when all of it is used.

        All of them if it excludes as much in each of its windows.  Otherwise its limits count in windows that lie
        within the span only, and once at most for each of theirs: what they exclude may come all at once.
        """
        both, ours = self.both(span), self.ours
        if ours is None or all(self.both(each) <= ours.seconds for each in ours.touching(span)):
            return both
        return min(both, ours.seconds * min(one.whole(span) for one in (ours, *self.theirs)))


def check_unlimited(
    context: Context,
    agreement: Agreement,
    promise: Objective,
    carrier: Carrier,
    found: Findings,
    *,
    limited_too: bool = False,
) -> None:
    """What is excluded behind without a limit must be excluded, without a limit, from the promise.

    Of figures that know no budget of excluded time (``limited_too``), so must what is excluded up to a limit, or up
    to at least that in the same window.
    """
    ours = exclusions(agreement, promise)
    for one in exclusions(carrier.agreement, carrier.objective):
        if one.limit is not None and not limited_too:
            continue
        if not any(one.reason == o.reason and _is_as_much(one, o) and _is_within(context, one, o) for o in ours):
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


def _is_as_much(theirs: Exclusion, ours: Exclusion) -> bool:
    """Whether we exclude without a limit, or as much in the same window."""
    if ours.limit is None:
        return True
    most, least = seconds(theirs.limit), seconds(ours.limit)
    return most is not None and least is not None and ours.window == theirs.window and least >= most


def check_limits(agreement: Agreement, promise: Objective, carrier: Carrier, found: Findings) -> None:
    """What is excluded behind up to a limit must be a time, in windows that can be laid out; so must ours for it."""
    theirs = exclusions(carrier.agreement, carrier.objective)
    reasons = {one.reason for one in theirs if one.limit is not None}
    ours = [one for one in exclusions(agreement, promise) if one.reason in reasons]
    for of, objective, all_ in ((carrier.agreement, carrier.objective, theirs), (agreement, promise, ours)):
        for one in all_:
            if one.limit is not None and (unknown := _unknown(of, objective, one)):
                rule = "backing/not-comparable" if isinstance(one.limit, Quantity) else "backing/blank"
                found.add(
                    "undecidable",
                    rule,
                    f"how much `{of.name}` excludes of `{promise.address}` for `{one.reason}` is not known",
                    of.name,
                    one.reason,
                    related=[Related(one.source, "excluded here")],
                    help=unknown,
                )


def _unknown(agreement: Agreement, objective: Objective, exclusion: Exclusion) -> str:
    """What to write so that it is known how much an exclusion comes to; nothing if it is."""
    if isinstance(exclusion.limit, Blank):
        return f"give `{exclusion.limit.parameter}` a value"
    if seconds(exclusion.limit) is None:
        return "write the limit in hours or days, such as `up to 4 h each calendar month`"
    window = exclusion.window or objective.window or YEAR
    if window.kind == "rolling":
        length = window.length
        if not isinstance(length, Quantity) or length.unit == BUSINESS_DAY:
            return "write the length of the window in hours, days or months"
    if anchor(window, agreement) is None:
        return "say `in force from …`" if window.kind == "contract" else "say `fiscal year starts …`"
    return ""


def limited(
    context: Context,
    agreement: Agreement,
    promise: Objective,
    carriers: list[Carrier],
    found: Callable[[Agreement, Objective], tuple[Limit, ...]],
) -> dict[str, Shared]:
    """For each reason that carriers exclude up to a limit (``found``), what the promise excludes for it as well."""
    behind = [one for carrier in carriers for one in found(carrier.agreement, carrier.objective)]
    own = {one.exclusion.source: one for one in found(agreement, promise)}
    shared: dict[str, Shared] = {}
    for ours in exclusions(agreement, promise):
        theirs = tuple(one for one in behind if one.exclusion.reason == ours.reason)
        known = ours.limit is None or ours.source in own
        if theirs and known and all(_is_within(context, one.exclusion, ours) for one in theirs):
            shared[ours.reason] = Shared(own.get(ours.source), theirs)
    return shared


def _is_within(context: Context, theirs: Exclusion, ours: Exclusion) -> bool:
    """Whether what they exclude happens in hours and cases in which we exclude it, and is announced as early."""
    if ours.when is not None and theirs.when != ours.when:
        return False
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
