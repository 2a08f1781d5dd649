"""Exclusions: time that a carrier excludes must be excluded from the promise too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from ...algebra.intervals import Interval, Intervals, difference
from ...algebra.scopes import exclusions
from ...algebra.windows import anchor, most_within, windows
from ...algebra.zones import Instant, zone
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.quantity import BUSINESS_DAY, Blank, Quantity, Value
from ...model.remedies import Exclusion
from ...text.finding import Related
from ...wording.statements import statement_text
from ..case import Case
from .carriers import Carrier, covers
from .limits import YEAR, is_used_alike, seconds
from .parties import MAINTENANCE, is_excused, is_excused_by_role, whose
from .same_days import day_rule

_DAY = 86400
_MARGIN = 400 * _DAY
"""How far beyond a time the windows of a limit are laid out: longer than any window of the calendar."""


@dataclass(frozen=True, slots=True)
class LimitedExclusion:
    """An exclusion of at most so many seconds in each of its windows, which are in order of their starts."""

    exclusion: Exclusion
    seconds: Fraction
    windows: Intervals

    def most(self, span: Interval) -> Fraction:
        """The most seconds that may be excluded within a span: every window that touches it counts."""
        return most_within(span, self.seconds, self.windows)

    def touching(self, span: Interval) -> Intervals:
        """The windows that overlap a span, each whole."""
        return tuple(each for each in self.windows if each[0] < span[1] and span[0] < each[1])

    def whole(self, span: Interval) -> int:
        """How many windows certainly have their whole limit for a span: those that lie within it.

        The limit of a window that reaches beyond the span may have been used up outside of it.
        """
        # Rolling windows overlap each other, and so one may use up the limit of the next.
        if self.exclusion.window is not None and self.exclusion.window.kind == "rolling":
            return 0
        return sum(span[0] <= start and end <= span[1] for start, end in self.windows)


def limited_exclusions(
    agreement: Agreement, objective: Objective, since: Instant, until: Instant
) -> tuple[LimitedExclusion, ...]:
    """The exclusions of an objective up to a limit, with all their windows around a span of time.

    Without a window of its own a limit counts in each window of the objective.
    """
    found = []
    for one in exclusions(agreement, objective):
        amount, each = seconds(one.limit), one.window or objective.window or YEAR
        first = anchor(each, agreement)
        if amount is not None and first is not None:
            spans = windows(each, zone(agreement.zone or "UTC"), since - _MARGIN, until + _MARGIN, first)
            found.append(LimitedExclusion(one, amount, spans or ()))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ExcludedOnBothSides:
    """The exclusions of one reason by carriers (``theirs``) and by the promise (``ours``, none if without a limit)."""

    ours: LimitedExclusion | None
    theirs: tuple[LimitedExclusion, ...]

    def behind(self, span: Interval) -> Fraction:
        """The most seconds that carriers may exclude within a span; nothing keeps them from doing so one by one."""
        return sum((one.most(span) for one in self.theirs), Fraction(0))

    def certain(self, span: Interval) -> Fraction:
        """How many of these seconds the promise excludes in any case, when carriers use up all that they may.

        That is all of them if carriers can never exclude more than our limit in one of our windows.  Otherwise our
        limit counts once for each of our windows that lie within the span, and no more often than whole windows of
        each of theirs do: what they exclude may come all at once.  (docs/mathematics.md, Exclusions)
        """
        theirs, ours = self.behind(span), self.ours
        if ours is None or all(self.behind(each) <= ours.seconds for each in ours.touching(span)):
            return theirs
        return min(theirs, ours.seconds * min(one.whole(span) for one in (ours, *self.theirs)))


def check_unlimited(case: Case, carrier: Carrier, *, limited_too: bool = False) -> None:
    """An exclusion of a carrier without a limit must be one of the promise, without a limit.

    A figure that has no budget of excluded time (``limited_too``) needs the same for an exclusion up to a limit.
    """
    ours, name = exclusions(case.agreement, case.objective), carrier.agreement.name
    # Of time it is reckoned already that too much is lost.
    by_downtime = case.context.composing(case.objective).by == "downtime"
    for one in not_excused(case, carrier):
        if one.limit is not None and not limited_too:
            continue
        is_of_us = is_excused_by_role(case, carrier.agreement, one.reason)
        alike = [each for each in ours if each.reason == one.reason and is_of_us]
        # It may last as long as it likes, unless it has a limit or hours, or is excused in other hours.
        is_sure = one.limit is None and one.within is None and all(each.within is None for each in alike)
        is_sure = is_sure and not any(_is_by_other_days(case, carrier.agreement, one, each) for each in alike)
        is_sure = (is_sure and not _is_frozen_elsewhere(case, one)) or by_downtime
        title = case.context.workspace.reasons[one.reason].title.lower()
        case.add(
            "unbacked" if is_sure else "undecidable",
            "backing/exclusion-gap",
            name,
            one.reason,
            message=f"`{name}` excludes `{one.reason}`{whose(case, carrier.agreement, one.reason)}, and "
            f"`{case.agreement.name}` does not" + (" exclude as much" if alike else ""),
            related=[Related(one.source, "excluded here")],
            example=f"{title or one.reason}: `{name}` is met, and `{case.address}` is missed",
            help=_to_write(case, carrier.agreement, one, is_less=bool(alike)),
        )


def _to_write(case: Case, behind: Agreement, one: Exclusion, *, is_less: bool) -> str:
    """The mend of an exclusion behind that is none of the promise: the line to write here, if one does."""
    out = f"have `{one.reason}` taken out of `{behind.name}`"
    if not is_excused_by_role(case, behind, one.reason):
        return out
    if is_less and not is_excused(case, behind, one.reason):
        return f"have `{behind.name}` allow no maintenance then either, or {out}"
    # What is frozen here only, and values that may have other names there, no copy of their line says.
    if one.scope or not is_excused(case, behind, one.reason):
        return f"exclude `{one.reason}` here too, or {out}"
    line = statement_text(one.model_copy(update={"objectives": ()}))
    return f"write `{line}` here{' instead' if is_less else ' too'}, or {out}"


def not_excused(case: Case, carrier: Carrier) -> list[Exclusion]:
    """The exclusions of a carrier that may take out time which the promise measures.

    A limit of the promise may be used up by what happens to others: that enough is left of it is assumed, where it is
    used up as that of the carrier is.
    """
    ours = exclusions(case.agreement, case.objective)
    theirs = exclusions(carrier.agreement, carrier.objective)
    others = _beside_ours(case, carrier.agreement)
    if others and case.context.composing(case.objective).by == "hand-offs":
        return theirs
    if others and theirs:
        _assume(case, f"`{carrier.name}` excludes nothing for what happens to {' or '.join(others)} alone")
    found = []
    for one in theirs:
        alike = [
            each
            for each in ours
            if each.reason == one.reason
            and is_excused(case, carrier.agreement, one.reason)
            and covers(each.scope, case.objective.scope, {})
            and _is_within(case, carrier.agreement, one, each)
            and _is_as_much(one, each)
        ]
        # Else ours may be used up where theirs is not. A short notice uses up ours alone: that is assumed away.
        is_left = any(
            each.limit is None or is_used_alike(case, carrier, each, however_announced=True) for each in alike
        )
        if not is_left:
            found.append(one)
        elif all(each.limit is not None for each in alike):
            _assume(
                case, f"`{case.agreement.name}` has left of its limit of `{one.reason}` what `{carrier.name}` excludes"
            )
    return found


def check_shared_limits(case: Case, carriers: Iterable[Carrier]) -> None:
    """One limit of the promise is used up by all that several carriers exclude, each for other services.

    Of a share of time it is reckoned with.
    """
    once = list(dict.fromkeys(carriers))
    for ours in exclusions(case.agreement, case.objective):
        least = seconds(ours.limit)
        if least is None:
            continue
        # What happens to the same services uses up the limits of all that cover them.
        by_services: dict[frozenset[str], Fraction] = {}
        names = []
        for one in once:
            services = case.context.reached(one.agreement.covers, one.agreement.not_covered)
            for each in exclusions(one.agreement, one.objective):
                most = seconds(each.limit)
                if each.reason == ours.reason and most is not None and each not in not_excused(case, one):
                    by_services[services] = max(most, by_services.get(services, most))
                    names.append(one.name)
        if sum(by_services.values()) > least:
            told = " and ".join(f"`{name}`" for name in dict.fromkeys(names))
            case.add(
                "undecidable",
                "backing/exclusion-gap",
                case.address,
                ours.reason,
                message=f"{told} together exclude more for `{ours.reason}` than `{case.address}` does",
                related=[Related(ours.source, "this limit is one for what happens to all of them")],
                help=f"exclude `{ours.reason}` here as far as all of them do together",
            )


def _assume(case: Case, text: str) -> None:
    if text not in case.assumptions:
        case.assumptions.append(text)


def _is_piecemeal(one: Exclusion) -> bool:
    """Whether how much is excluded depends on how often something happens, or on several limits."""
    return bool(one.further) or (one.window is not None and one.window.kind == "occurrence")


def excludes_piecemeal(case: Case, carriers: list[Carrier]) -> bool:
    """Whether something is excluded behind, and how much is not weighed: then nothing is shown to be missed."""
    theirs = [one for carrier in carriers for one in exclusions(carrier.agreement, carrier.objective)]
    reasons = {one.reason for one in theirs}
    ours = [one for one in exclusions(case.agreement, case.objective) if one.reason in reasons]
    return any(map(_is_piecemeal, (*theirs, *ours)))


def _is_as_much(theirs: Exclusion, ours: Exclusion) -> bool:
    """Whether we exclude without a limit, or as much in the same window."""
    if ours.limit is None:
        return True
    if _is_piecemeal(theirs) or _is_piecemeal(ours):
        return False
    most, least = seconds(theirs.limit), seconds(ours.limit)
    # Limits in different windows are not compared here: a day's may come to more than a month's.
    return most is not None and least is not None and ours.window == theirs.window and least >= most


def _beside_ours(case: Case, behind: Agreement) -> list[str]:
    """What excuses an agreement behind when something happens to it, and is none of ours: for cases, or as a whole."""
    context, agreement = case.context, case.agreement
    by = case.context.composing(case.objective).by
    if context.is_of_time(case.objective):
        return []
    ours = context.reached(agreement.covers, agreement.not_covered)
    found: set[str] = set()
    for name in behind.covers:
        theirs = context.reached((name,), behind.not_covered)
        # A case is one of a service that is ours, of a part of it, or of what it is a part of.
        if by != "hand-offs" or name in ours or theirs & set(agreement.covers):
            found |= theirs - ours
    return [f"`{name}`" for name in sorted(found)]


def _is_frozen_elsewhere(case: Case, one: Exclusion) -> bool:
    """Whether an exclusion is of maintenance at times at which the promise alone allows none."""
    return one.reason == MAINTENANCE and bool(case.agreement.no_maintenance)


def check_limits(case: Case, carrier: Carrier) -> None:
    """How much is excluded behind must be known: a length of time, in windows that can be laid out, of all places.

    The same holds of what the promise excludes for the same reasons.
    """
    theirs = exclusions(carrier.agreement, carrier.objective)
    reasons = {one.reason for one in theirs}
    ours = [one for one in exclusions(case.agreement, case.objective) if one.reason in reasons]
    both = (carrier.agreement, carrier.objective, theirs), (case.agreement, case.objective, ours)
    for agreement, objective, excluded in both:
        for one in excluded:
            if mend := _mend_of_unknown(agreement, objective, one):
                blank = isinstance(one.limit, Blank) or isinstance(one.announced, Blank)
                rule = "backing/blank" if blank else "backing/not-comparable"
                case.add(
                    "undecidable",
                    rule,
                    agreement.name,
                    one.reason,
                    message=f"how much `{agreement.name}` excludes of `{case.address}` for `{one.reason}` is not known",
                    related=[Related(one.source, "excluded here")],
                    help=mend,
                )


def _mend_of_unknown(agreement: Agreement, objective: Objective, exclusion: Exclusion) -> str:
    """The mend of an exclusion whose extent is not known; empty if it is known."""
    if not covers(exclusion.scope, (*objective.scope, *agreement.tiers), {}):
        return f"exclude it from all that `{objective.address}` is for, or promise each part of it by itself"
    if isinstance(exclusion.announced, Blank):
        return f"give `{exclusion.announced.parameter}` a value"
    if exclusion.limit is None:
        return ""
    if isinstance(exclusion.limit, Blank):
        return f"give `{exclusion.limit.parameter}` a value"
    if _is_piecemeal(exclusion):
        return "write one limit, such as `up to 4 h each calendar month`: several, and one `each time`, are not weighed"
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


def excluded_on_both_sides(
    case: Case, carriers: list[Carrier], limits: Callable[[Agreement, Objective], tuple[LimitedExclusion, ...]]
) -> dict[str, ExcludedOnBothSides]:
    """For each reason that carriers exclude up to a limit, what the promise excludes for it as well.

    ``limits`` gives the limited exclusions of an objective.  Reasons that the promise does not exclude are left out,
    and so are those that it excludes in fewer hours or cases, or only if announced earlier.
    """
    behind = [(carrier, one) for carrier in carriers for one in limits(carrier.agreement, carrier.objective)]
    own = {one.exclusion.source: one for one in limits(case.agreement, case.objective)}
    found: dict[str, ExcludedOnBothSides] = {}
    for ours in exclusions(case.agreement, case.objective):
        alike = [(carrier, one) for carrier, one in behind if one.exclusion.reason == ours.reason]
        if not all(is_excused(case, carrier.agreement, ours.reason) for carrier, _ in alike):
            continue
        theirs = tuple(one for _, one in alike)
        known = ours.limit is None or (ours.source in own and not _is_piecemeal(ours))
        if theirs and known and all(_is_within(case, carrier.agreement, one.exclusion, ours) for carrier, one in alike):
            found[ours.reason] = ExcludedOnBothSides(own.get(ours.source), theirs)
    return found


def _is_within(case: Case, behind: Agreement, theirs: Exclusion, ours: Exclusion, *, otherwise: bool = False) -> bool:
    """Whether we exclude whatever they exclude, as to the case, the hours and the announcement.

    ``otherwise`` is the answer where it depends on the day which announcement is the earlier one.
    """
    context = case.context
    if ours.when is not None and theirs.when != ours.when:
        return False
    if ours.within is not None and theirs.within != ours.within:
        since, until = context.span(context.horizon, "UTC")
        if theirs.within is None or difference(
            context.openings(theirs.within, since, until), context.openings(ours.within, since, until)
        ):
            return False
    mine, other = ours.announced, theirs.announced
    return is_as_early(mine, day_rule(case.agreement, mine), other, day_rule(behind, other), otherwise=otherwise)


def _is_by_other_days(case: Case, behind: Agreement, theirs: Exclusion, ours: Exclusion) -> bool:
    """Whether it depends on the day if we exclude whatever they exclude."""
    either = (_is_within(case, behind, theirs, ours, otherwise=otherwise) for otherwise in (True, False))
    return len(set(either)) > 1


def is_as_early(asked: Value | None, by: str, told: Value | None, theirs: str, *, otherwise: bool) -> bool:
    """Whether what is announced as long before as one exclusion asks is early enough for another.

    ``by`` and ``theirs`` are by which days each counts; ``otherwise`` is the answer where it depends on the day.
    """
    if asked is None or (asked == told and by == theirs):
        return True
    if told is None:
        return False
    if not isinstance(asked, Quantity) or not isinstance(told, Quantity) or asked.unit_kind != told.unit_kind:
        return otherwise
    if by == theirs:
        # Whoever is told sooner than he asks for is told in time.
        return told.amount >= asked.amount
    # The clocks of two zones change on other days, which moves what is so many days ahead by less than a day.
    return otherwise if asked.unit == BUSINESS_DAY or told.amount == asked.amount else told.amount > asked.amount
