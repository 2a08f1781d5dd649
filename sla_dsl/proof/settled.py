"""Settled: conditions that hold always, or never, in the time that is judged.

Such are those on a tier that an agreement selects (``when care at least silver``), on a parameter that has a value
(``when seats at least 50``), and on the beginning of a term that is over, or lasts (``in the first 3 months``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

from ..algebra.days import later
from ..algebra.intervals import Interval, Intervals, clipped, difference, intersection, union
from ..algebra.scopes import is_at, suspensions
from ..algebra.zones import Instant, closing, opening, zone
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Both, Compared, Condition, Either, InFirst, Is, IsSet, Not, Selection
from ..model.quantity import Quantity
from ..model.remedies import Exclusion, Suspension
from ..model.workspace import Workspace

Settles = Callable[[Condition], bool | None]
"""Whether a condition holds; none if that is not settled."""


@dataclass(frozen=True, slots=True)
class Throughout:
    """A time ``since`` a moment, or ever, and ``until`` another one, or for ever."""

    since: Instant | None = None
    until: Instant | None = None


ALL_TIME = Throughout()


@dataclass(frozen=True, slots=True)
class ConditionsAsked:
    """When conditions are asked: those under which something is promised, and those under which it is excluded.

    ``by_hours`` what holds in the beginning of a term alone holds in hours of its own: what is promised then, or
    suspended, has no condition (``counting``), and what is excluded keeps it (``lasting``).
    """

    promised: Throughout = ALL_TIME
    excluded: Throughout = ALL_TIME
    by_hours: bool = False


EVER = ConditionsAsked()


def settled(workspace: Workspace, asked: ConditionsAsked = EVER) -> Workspace:
    """The workspace with what is left of the conditions that agreements ask in a time."""
    found = {name: one for name, each in workspace.agreements.items() if (one := _settled(each, asked)) is not each}
    return workspace.model_copy(update={"agreements": {**workspace.agreements, **found}}) if found else workspace


def ends_of_beginnings(agreement: Agreement) -> Iterator[Instant]:
    """When the beginnings of a term are over that the conditions of an agreement name."""
    yield from ends(agreement, _conditions(agreement))


def ends(agreement: Agreement, conditions: Iterable[Condition]) -> Iterator[Instant]:
    """When the beginnings of the term of an agreement are over that some conditions name."""
    for condition in conditions:
        for each in _atoms(condition):
            if isinstance(each, InFirst) and (end := _end(agreement, each)) is not None:
                yield end


def may_promise_nothing(agreement: Agreement, objective: Objective) -> bool:
    """Whether it follows from the calendar or the text that a promise does not count at times, or never.

    Of its conditions some are on the beginning of a term, or never hold: an example that shows it missed is none then.
    """
    settles = _settles(agreement, _chosen(agreement, objective), ALL_TIME)
    whens = list(asked_of(agreement, objective))
    whiles = [one.when for one in suspensions(agreement, objective)]
    return any(isinstance(each, InFirst) for one in (*whens, *whiles) for each in _atoms(one)) or any(
        left(one, settles) is False for one in whens
    )


def never_counts(agreement: Agreement, objective: Objective, time: Throughout) -> bool:
    """Whether a promise does not count in all of a time."""
    settles = _settles(agreement, _chosen(agreement, objective), time)
    return any(left(one, settles) is False for one in asked_of(agreement, objective)) or any(
        left(one.when, settles) is True for one in suspensions(agreement, objective)
    )


def counting(agreement: Agreement, objective: Objective, span: Interval) -> Intervals:
    """The part of a time in which a promise counts; only conditions on the beginning of the term decide."""
    found = union([span])
    for condition in asked_of(agreement, objective):
        times = lasting(agreement, condition, span)
        found = found if times is None else intersection(found, times)
    for one in suspensions(agreement, objective):
        found = difference(found, lasting(agreement, one.when, span) or ())
    return found


def is_of_beginning(agreement: Agreement, condition: Condition) -> bool:
    """Whether a condition asks for the beginning of the term alone."""
    return lasting(agreement, condition, (0, 1)) is not None


def lasting(agreement: Agreement, condition: Condition, span: Interval) -> Intervals | None:
    """The part of a time in which a condition on the beginning of the term holds; none if it asks for more."""
    match condition:
        case InFirst():
            end = _end(agreement, condition)
            return None if end is None else clipped(((min(span[0], end), end),), span)
        case Not():
            part = lasting(agreement, condition.part, span)
            return None if part is None else difference(union([span]), part)
        case Both() | Either():
            found = [lasting(agreement, each, span) for each in condition.parts]
            known = [one for one in found if one is not None]
            if len(known) < len(found):
                return None
            if isinstance(condition, Both):
                return reduce(intersection, known)
            return union(piece for each in known for piece in each)
    return None


def asked_of(agreement: Agreement, objective: Objective) -> Iterator[Condition]:
    """The conditions under which alone something is promised."""
    yield from (one for one in (objective.when, agreement.covers_when) if one is not None)


def _settled(agreement: Agreement, asked: ConditionsAsked) -> Agreement:
    if not any(True for _ in _conditions(agreement)):
        return agreement
    exclusions = tuple(one for each in agreement.exclusions for one in _excluded(agreement, each, asked.excluded))
    suspended = tuple(one for each in agreement.suspensions for one in _suspended(agreement, each, asked))
    changed = {"exclusions": exclusions, "suspensions": suspended}
    found = promised_in(agreement, asked.promised, by_hours=asked.by_hours)
    return found.model_copy(update=changed) if any(changed[n] != getattr(found, n) for n in changed) else found


def promised_in(agreement: Agreement, time: Throughout, *, by_hours: bool = False) -> Agreement:
    """An agreement with what is left of the conditions under which it promises something in a time."""

    def rest(when: Condition | None, tiers: Iterable[Selection]) -> Condition | None:
        found = True if when is None else left(when, _settles(agreement, tiers, time))
        # A promise of nothing at all stays under its condition.
        remaining = None if found is True else found or when
        return None if remaining and by_hours and is_of_beginning(agreement, remaining) else remaining

    # Of a scale by which an objective differs each objective has its own value.
    differing = {one.scale for objective in agreement.objectives for one in objective.scope}
    changed = {
        "covers_when": rest(agreement.covers_when, [one for one in agreement.tiers if one.scale not in differing]),
        "objectives": tuple(
            one if one.when is None else one.model_copy(update={"when": rest(one.when, _chosen(agreement, one))})
            for one in agreement.objectives
        ),
    }
    return (
        agreement.model_copy(update=changed) if any(changed[n] != getattr(agreement, n) for n in changed) else agreement
    )


def _chosen(agreement: Agreement, objective: Objective) -> Iterable[Selection]:
    """The values of an objective of those scales of which its agreement selects one."""
    chosen = {one.scale for one in agreement.tiers}
    return {one.scale: one for one in (*agreement.tiers, *objective.scope) if one.scale in chosen}.values()


def _by_objective(
    agreement: Agreement, one: Exclusion | Suspension, condition: Condition, time: Throughout
) -> list[tuple[tuple[str, ...], Condition | bool]]:
    """For which objectives what is left of the condition of a statement; all at once where it is the same for all."""
    for_ = [each for each in agreement.objectives if not one.objectives or is_at(each, *one.objectives)]
    found = [left(condition, _settles(agreement, _chosen(agreement, each), time)) for each in for_]
    if not found or all(each == found[0] for each in found):
        return [(one.objectives, found[0] if found else condition)]
    return [((each.address.partition("/")[2],), when) for each, when in zip(for_, found, strict=True)]


def _excluded(agreement: Agreement, one: Exclusion, time: Throughout) -> Iterator[Exclusion]:
    if one.when is None:
        yield one
        return
    for objectives, when in _by_objective(agreement, one, one.when, time):
        if when is not False:
            yield one.model_copy(update={"objectives": objectives, "when": None if when is True else when})


def _suspended(agreement: Agreement, one: Suspension, asked: ConditionsAsked) -> Iterator[Suspension]:
    for objectives, when in _by_objective(agreement, one, one.when, asked.excluded):
        if when is False or (asked.by_hours and when is not True and is_of_beginning(agreement, when)):
            continue
        # What is suspended always stays under its condition.
        yield one.model_copy(update={"objectives": objectives, "when": one.when if when is True else when})


def _settles(agreement: Agreement, tiers: Iterable[Selection], time: Throughout) -> Settles:
    values: Mapping[str, str] = {one.scale: one.values[0] for one in tiers if len(one.values) == 1}

    def settles(condition: Condition) -> bool | None:
        match condition:
            case Is() if condition.subject in values:
                return values[condition.subject] == condition.value
            case InFirst():
                return _lasts(_end(agreement, condition), time)
            case IsSet():
                stated = (one for one in agreement.parameters if one.name == condition.parameter)
                return True if any(one.value is not None for one in stated) else None
            case Compared():
                return _keeps(agreement, condition)
            case _:
                return None

    return settles


def _lasts(end: Instant | None, time: Throughout) -> bool | None:
    """Whether a beginning that ends at a moment lasts all of a time, or is over before; none if it ends in it."""
    if end is None:
        return None
    if time.since is not None and end <= time.since:
        return False
    return True if time.until is not None and end >= time.until else None


def left(condition: Condition, settles: Settles) -> Condition | bool:
    """The rest of a condition, or whether it holds, if that is settled."""
    match condition:
        case Not():
            part = left(condition.part, settles)
            return not part if isinstance(part, bool) else condition.model_copy(update={"part": part})
        case Both() | Either():
            decides = isinstance(condition, Either)
            parts = [left(each, settles) for each in condition.parts]
            rest = tuple(one for one in parts if not isinstance(one, bool))
            if any(one is decides for one in parts):
                return decides
            if len(rest) < 2:
                return rest[0] if rest else not decides
            return condition.model_copy(update={"parts": rest})
        case _:
            found = settles(condition)
            return condition if found is None else found


def _keeps(agreement: Agreement, condition: Compared) -> bool | None:
    """Whether a parameter keeps to a bound; none if it is no parameter, has no single value, or another may follow."""
    if any(is_at(one, condition.subject) for one in agreement.objectives):
        return None
    stated = next((one for one in agreement.parameters if one.name == condition.subject), None)
    value, bound = stated.value if stated is not None and stated.follows is None else None, condition.bound
    limits = [bound.value] if bound.upper is None else [bound.value, bound.upper]
    known = [one.amount for one in limits if isinstance(one, Quantity)]
    units = {one.unit_kind for one in (value, *limits) if isinstance(one, Quantity)}
    if not isinstance(value, Quantity) or len(known) < len(limits) or len(units) > 1:
        return None
    match bound.kind:
        case "at-least":
            return value.amount >= known[0]
        case "at-most":
            return value.amount <= known[0]
        case "above":
            return value.amount > known[0]
        case "below":
            return value.amount < known[0]
        case "between":
            return known[0] <= value.amount <= known[-1]


def _end(agreement: Agreement, condition: InFirst) -> Instant | None:
    """When a beginning is over for sure; none if the term has no first day, or the time is a blank."""
    first, time, where = agreement.term.first if agreement.term else None, condition.time, zone(agreement.zone or "UTC")
    if first is None or not isinstance(time, Quantity):
        return None
    if time.unit == "s":
        return opening(first, 0, where) + int(time.amount)
    day = later(first, time)
    return None if day is None else closing(day, 0, where)


def _conditions(agreement: Agreement) -> Iterator[Condition]:
    yield from (one.when for one in agreement.exclusions if one.when is not None)
    yield from (one.when for one in agreement.objectives if one.when is not None)
    yield from (one.when for one in agreement.suspensions)
    if agreement.covers_when is not None:
        yield agreement.covers_when


def _atoms(condition: Condition) -> Iterator[Condition]:
    match condition:
        case Not():
            yield from _atoms(condition.part)
        case Both() | Either():
            for part in condition.parts:
                yield from _atoms(part)
        case _:
            yield condition
