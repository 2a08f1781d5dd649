"""Limits of exclusions: how long they are, and whether what uses up one in front uses up one behind as well.

Both sides exclude the same, and yet nothing may be left in front where something is left behind: a limit counts by the
days of its own agreement, from its own beginning on, and is not charged with what another exclusion takes first.
(docs/mathematics.md, Exclusions)
"""

from __future__ import annotations

from fractions import Fraction

from ...algebra.in_force import takes_effect
from ...algebra.scopes import exclusions
from ...algebra.windows import anchor, windows
from ...algebra.zones import local, zone
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Window
from ...model.quantity import Quantity, Value
from ...model.remedies import Exclusion
from ..case import Case
from ..settled import ends
from .carriers import Carrier
from .parties import MAINTENANCE
from .same_days import day_rule, window_rule

YEAR = Window(kind="calendar", period="year")
"""The window of a share of time that names none (durability)."""


def seconds(value: Value | None) -> Fraction | None:
    """A limit in seconds, with days of 24 hours; none if it is not a length of time."""
    if not isinstance(value, Quantity):
        return None
    # A month has no fixed length, nor has a business day: such limits are unknown.
    size = {"s": 1, "day": 86400}.get(value.unit)
    return None if size is None else value.amount * size


def is_used_alike(case: Case, carrier: Carrier, ours: Exclusion, *, however_announced: bool = False) -> bool:
    """Whether whatever uses up a limit of the promise uses up one of a carrier as well, which allows no more.

    ``however_announced`` passes over how long before something is announced: too late for the carrier, it uses up ours
    alone.
    """
    sides = (case.agreement, case.objective), (carrier.agreement, carrier.objective)
    if any(agreement.suspensions or agreement.covers_when or objective.when for agreement, objective in sides):
        return False
    if case.context.hours(case.objective) != case.context.hours(carrier.objective):
        return False
    mine, others = _in_turn(case.agreement, case.objective), _in_turn(carrier.agreement, carrier.objective)
    earlier = mine[: mine.index(ours)]
    # What is charged elsewhere first leaves more of a limit, but for windows that overlap: what is left is taken later,
    # and lacks in the next of them.
    each = ours.window or case.objective.window or YEAR
    if ours.limit is not None and each.kind == "rolling" and not _are_charged_first(case, carrier, earlier, others):
        return False
    for one in others:
        if _is_alike(case, carrier, ours, one, however_announced=however_announced):
            return True
        # What is excused for one reason is not charged to the limit of another.
        if not any(_is_alike(case, carrier, each, one, however_announced=however_announced) for each in earlier):
            return False
    return False


def _are_charged_first(case: Case, carrier: Carrier, earlier: list[Exclusion], others: list[Exclusion]) -> bool:
    """Whether a carrier charges, before all else, just what we charge earlier, and as much of it."""
    return len(others) > len(earlier) and all(
        _is_alike(case, carrier, one, other, however_announced=False) and seconds(one.limit) == seconds(other.limit)
        for one, other in zip(earlier, others, strict=False)
    )


def _in_turn(agreement: Agreement, objective: Objective) -> list[Exclusion]:
    """The exclusions of an objective in the order in which they are charged: those without a limit come first."""
    return sorted(exclusions(agreement, objective), key=lambda one: one.limit is not None)


def _is_alike(case: Case, carrier: Carrier, ours: Exclusion, theirs: Exclusion, *, however_announced: bool) -> bool:
    """Whether an exclusion behind excludes the same as one of ours, and no more of it."""
    front, behind = case.agreement, carrier.agreement
    if _what(front, ours) != _what(behind, theirs):
        return False
    notice = (ours.announced, day_rule(front, ours.announced)), (theirs.announced, day_rule(behind, theirs.announced))
    if notice[0] != notice[1] and not however_announced:
        return False
    if ours.further or theirs.further:
        return False
    if ours.limit is None:
        return True
    most, least = seconds(theirs.limit), seconds(ours.limit)
    each, other = ours.window or case.objective.window or YEAR, theirs.window or carrier.objective.window or YEAR
    is_as_much = most is not None and least is not None and most <= least
    is_same = each == other and window_rule(front, each) == window_rule(behind, other)
    return is_as_much and is_same and _has_begun(case, behind, each)


def _what(agreement: Agreement, one: Exclusion) -> tuple[object, ...]:
    frozen = agreement.no_maintenance if one.reason == MAINTENANCE else ()
    days = [(each.first, each.last, each.hours) for each in frozen]
    zone_name = agreement.zone or "UTC" if days else ""
    beginnings = () if one.when is None else tuple(ends(agreement, (one.when,)))
    return one.reason, one.scope, one.within, one.when, beginnings, days, zone_name


def _has_begun(case: Case, behind: Agreement, each: Window) -> bool:
    """Whether an agreement behind has counted since the promise has, in the windows that are under way at first."""
    first, ours, theirs = anchor(each, case.agreement), takes_effect(case.agreement), takes_effect(behind)
    judged = case.context.judged(case.agreement)
    if theirs is None or (ours is not None and theirs <= ours) or judged is None:
        return True
    begin, _ = case.context.span(judged, case.agreement.zone)
    where = zone(case.agreement.zone or "UTC")
    spans = windows(each, where, begin, begin + 1, first) if first is not None else None
    return bool(spans) and all(theirs <= local(start, where).date() for start, _ in spans or ())
