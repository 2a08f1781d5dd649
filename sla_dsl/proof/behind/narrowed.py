"""Narrowed: conditions, and other statements that take a part out of what is measured, in front and behind.

A share, a mean or a rate of all says nothing of a part: all that is bad may lie in it.  So whatever narrows the promise
must narrow what carries it as well.  (docs/backing.md, Who carries what)
"""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra.days import later
from ...algebra.scopes import exclusions, is_at
from ...algebra.sides import customer_side, customers
from ...algebra.stop_events import OWN
from ...algebra.windows import is_border
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Both, Condition, Deadline, Either, InFirst, Not, Said, Several, Through, Window
from ...model.quantity import Quantity, unit_kind
from ...text.finding import Related
from ...text.source import Span
from ...wording.values import said
from ..case import Case
from .alike import same_words
from .carriers import Carrier, bounds_each, share_of
from .comparable import check_window_under_way
from .same_days import day_rule, window_rule
from .volumes import limiting, unit_of, volume_text

FIRST = "logged"
"""The event that every case of one's own has."""
Narrowing = tuple[tuple[object, ...], Span]
"""What narrows, so that two that are equal narrow alike, and where it is written."""


def check_conditions(case: Case, carrier: Carrier) -> None:
    """A carrier must depend on no condition but the promise's own, and narrow what the promise narrows."""
    ours, theirs = (
        {same_words(condition) for condition, _ in _conditions(one.agreement, one.objective)} for one in (case, carrier)
    )
    if theirs - ours:
        case.add(
            "undecidable",
            "backing/conditional",
            carrier.name,
            message=f"`{carrier.name}` is promised under a condition, and `{case.address}` without it",
            related=[Related(carrier.objective.source, "promised under a condition")],
            help=_same_condition(case, carrier),
        )
    if not is_of_all(case, carrier):
        return
    check_window_under_way(case, carrier)
    _assume_of_excluded(case, carrier)
    known = {what for what, _ in _narrowing(case, carrier.agreement, carrier.objective)}
    only_here = [
        (what, place)
        for what, place in _narrowing(case, case.agreement, case.objective)
        # Of suspensions that differ it is told that they are not understood.
        if what not in known and what[0] != "suspends"
    ]
    if case.context.composing(case.objective).by == "hand-offs" and not _starts_alike(case, carrier):
        only_here.append((("starts",), (case.context.clock(case.objective) or case.objective).source))
    # Of two conditions that differ one finding tells: made the same, nothing else is narrowed.
    if only_here and not (theirs - ours and all(what[0] == "when" for what, _ in only_here)):
        case.add(
            "undecidable",
            "backing/conditional",
            carrier.name,
            *dict.fromkeys(str(what[0]) for what, _ in only_here),
            message=f"`{case.address}` counts a part of what `{carrier.name}` counts, and all that this one may "
            "miss may lie in that part",
            related=[
                *dict.fromkeys(Related(place, "what is counted here is narrowed") for _, place in only_here),
                Related(carrier.objective.source, "this is promised of all together"),
            ],
            help="say the same in both, or bound every one behind it",
        )
    things = unit_kind(case.context.metric(case.objective).population or "")
    for volume in limiting(case.agreement, case.objective):
        text = f"no more than {volume_text(volume)} come to `{case.agreement.name}`"
        # Beyond a volume of something else nothing at all is promised.
        if unit_of(volume) == things and text not in case.assumptions:
            case.assumptions.append(text)


def _same_condition(case: Case, carrier: Carrier) -> str:
    """The condition to write on the other side, where both sides have at most one of their own."""
    ours, theirs = case.objective.when, carrier.objective.when
    if case.agreement.covers_when is not None or carrier.agreement.covers_when is not None or theirs is None:
        return "say the same condition here, or have it promised without one"
    if ours is None:
        return f"write `when {said(theirs)}` here as well, or take it out of `{carrier.name}`"
    return f"write `when {said(ours)}` in `{carrier.name}`, in place of `when {said(theirs)}`"


def assume_room(case: Case, carrier: Carrier) -> None:
    """Cases that the promise does not count are among those of a volume behind, and may come first.

    They came for a reason that it alone excludes, do not start its clock, or are the same case for it: opened again.
    """
    if case.context.composing(case.objective).by != "hand-offs" or not limiting(carrier.agreement, carrier.objective):
        return
    theirs = set(_excluded(case, carrier.agreement, carrier.objective))
    is_excluded = any(one not in theirs for one in _excluded(case, case.agreement, case.objective))
    ours, clock = (case.context.clock(one) for one in (case.objective, carrier.objective))
    again = ours is not None and ours.reopened_within is not None
    is_same = clock is not None and ours is not None and clock.reopened_within == ours.reopened_within
    if is_excluded or not _starts_alike(case, carrier) or (again and not is_same):
        case.assume(f"cases that `{case.agreement.name}` does not count use up no volume of `{carrier.agreement.name}`")


def _starts_alike(case: Case, carrier: Carrier) -> bool:
    """Whether each case that a carrier counts is one that the clock of the promise starts for."""
    (ours, only), (theirs, other) = (_start(case, one) for one in (case.objective, carrier.objective))
    return only in (None, other) and (ours == theirs or (ours == FIRST and theirs in OWN))


def _start(case: Case, objective: Objective) -> tuple[str | None, Through | None]:
    """The event at which a clock starts, and the channels through which alone it does."""
    clock = case.context.clock(objective)
    starts = (clock.starts if clock else None) or case.context.metric(objective).starts
    return starts, clock.through if clock else None


def _assume_of_excluded(case: Case, carrier: Carrier) -> None:
    """What a reason that the promise alone excludes takes away must leave no worse a share of the rest.

    A case that comes for such a reason is none of the promise.  Of time, downtime alone is excluded, and reckoned with.
    """
    by, behind = case.context.composing(case.objective).by, carrier.agreement
    ours = [] if case.context.is_of_time(case.objective) else [*_excluded(case, case.agreement, case.objective)]
    if not ours:
        return
    theirs = set(_excluded(case, behind, carrier.objective))
    reasons = sorted({str(one[0]) for one in ours if one not in theirs})
    if not reasons:
        return
    names = " or ".join(f"`{one}`" for one in reasons)
    text = (
        f"no case that `{behind.name}` counts comes for {names}"
        if by == "hand-offs"
        else f"`{carrier.name}` is kept without what happens for {names} as well"
    )
    if text not in case.assumptions:
        case.assumptions.append(text)


def _excluded(case: Case, agreement: Agreement, objective: Objective) -> Iterator[tuple[object, ...]]:
    """The exclusions of an objective, so that two that are equal exclude the same."""
    # Of requests what happens to any part of what is covered; a case has its own reason.
    of_cases = case.context.composing(case.objective).by == "hand-offs"
    parts = frozenset[str]() if of_cases else case.context.reached(agreement.covers, agreement.not_covered)
    for one in exclusions(agreement, objective):
        days = day_rule(agreement, one.announced), window_rule(agreement, one.window)
        said = (one.reason, one.limit, one.window, one.further, one.within, one.when, one.announced, *days, one.scope)
        yield (*said, parts, *_whose(case, agreement, one.reason), *_frozen(agreement))


def is_of_all(case: Case, carrier: Carrier) -> bool:
    """Whether a carrier bounds all that it counts together, and not each by itself."""
    rule, theirs = case.context.composing(case.objective), carrier.objective
    if rule.by == "downtime" or rule.is_share or share_of(theirs) != 1:
        return True
    # Of fewer the sum is less, unless more is better; the longest of all bounds each.
    is_total = theirs.statistic == "total" and case.context.metric(theirs).better == "lower"
    return not bounds_each(theirs) and not is_total


def may_always_hold(case: Case) -> bool:
    """Whether people may say at any time that the conditions of a promise hold."""
    return all(_is_said(condition) for condition, _ in _conditions(case.agreement, case.objective))


def _is_said(condition: Condition) -> bool:
    match condition:
        case Said() | Several():
            return True
        case Not():
            return _is_said(condition.part)
        case Both() | Either():
            return all(map(_is_said, condition.parts))
        case _:
            return False


def is_narrowed(case: Case) -> bool:
    """Whether a condition or a suspension takes a part out of the time that a promise measures."""
    return any(True for _ in _narrowing(case, case.agreement, case.objective))


def _conditions(agreement: Agreement, objective: Objective) -> Iterator[tuple[Condition, Span]]:
    if agreement.covers_when is not None:
        yield agreement.covers_when, agreement.source
    if objective.when is not None:
        yield objective.when, objective.source


def _narrowing(case: Case, agreement: Agreement, objective: Objective) -> Iterator[Narrowing]:
    """The time or cases that an objective leaves out of its count."""
    method = case.context.composing(case.objective).by
    for condition, place in _conditions(agreement, objective):
        if not _is_of_whole_windows(condition, agreement, objective.window):
            yield ("when", same_words(condition)), place
    bound = objective.bound
    if isinstance(bound, Deadline) and bound.when is not None:
        # `if logged before 15:00` asks for a time of day of the agreement's zone.
        yield ("if", same_words(bound.when), agreement.zone), objective.source
    # Of cases, time that does not count makes no fewer.
    if method != "hand-offs":
        for one in agreement.suspensions:
            if any(is_at(objective, name) for name in one.objectives):
                yield ("suspends", same_words(one.when)), one.source


def _is_of_whole_windows(condition: Condition, agreement: Agreement, window: Window | None) -> bool:
    """Whether a condition holds in a whole window, or not at all in it: a beginning that ends where a window does."""
    match condition:
        case Not():
            return _is_of_whole_windows(condition.part, agreement, window)
        case Both() | Either():
            return all(_is_of_whole_windows(part, agreement, window) for part in condition.parts)
        case InFirst():
            first, time = agreement.term.first if agreement.term else None, condition.time
            day = later(first, time) if first is not None and isinstance(time, Quantity) else None
            return day is not None and window is not None and is_border(window, agreement, day)
    return False


def _whose(case: Case, agreement: Agreement, reason: str) -> Iterator[object]:
    """The houses that a role in a reason means in an agreement."""
    workspace = case.context.workspace
    declared = workspace.reasons.get(reason)
    serving = case.agreement.name if agreement is not case.agreement else ""
    if declared is not None and declared.of == "customer":
        yield customers(workspace, agreement, serving, case.context.served)
    elif declared is not None and declared.of == "provider":
        yield customer_side(workspace, agreement, serving, case.context.served)


def _frozen(agreement: Agreement) -> Iterator[object]:
    return ((one.first, one.last, one.hours) for one in agreement.no_maintenance)
