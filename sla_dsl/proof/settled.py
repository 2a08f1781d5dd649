"""Settled: conditions that hold always, or never, in the time that is judged.

Such are those on a tier that an agreement selects (``when care at least silver``), on a parameter that has a value
(``when seats at least 50``), and on the beginning of a term that is over (``in the first 3 months``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..algebra.days import later
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


def settled(workspace: Workspace, since: Instant | None = None) -> Workspace:
    """The workspace with what is left of the conditions that agreements ask, from a moment on."""
    found = {name: one for name, each in workspace.agreements.items() if (one := _settled(each, since)) is not each}
    return workspace.model_copy(update={"agreements": {**workspace.agreements, **found}}) if found else workspace


def ends_of_beginnings(agreement: Agreement) -> Iterator[Instant]:
    """When the beginnings of a term are over that the conditions of an agreement name."""
    for condition in _conditions(agreement):
        for each in _atoms(condition):
            if isinstance(each, InFirst) and (end := _end(agreement, each)) is not None:
                yield end


def may_promise_nothing(agreement: Agreement, objective: Objective) -> bool:
    """Whether it follows from the calendar or the text that a promise does not count at times, or never.

    Of its conditions some are on the beginning of a term, or never hold: an example that shows it missed is none then.
    """
    settles = _settles(agreement, _chosen(agreement, objective), None)
    whens = [one for one in (objective.when, agreement.covers_when) if one is not None]
    whiles = [one.when for one in suspensions(agreement, objective)]
    return any(isinstance(each, InFirst) for one in (*whens, *whiles) for each in _atoms(one)) or any(
        left(one, settles) is False for one in whens
    )


def _settled(agreement: Agreement, since: Instant | None) -> Agreement:
    if not any(True for _ in _conditions(agreement)):
        return agreement
    # Of a scale by which an objective differs each objective has its own value.
    differing = {one.scale for objective in agreement.objectives for one in objective.scope}
    of_all = _settles(agreement, [one for one in agreement.tiers if one.scale not in differing], since)
    exclusions = tuple(one for each in agreement.exclusions for one in _excluded(agreement, each, since))
    suspended = tuple(one for each in agreement.suspensions for one in _suspended(agreement, each, since))
    covers_when = None if agreement.covers_when is None else left(agreement.covers_when, of_all)
    changed = {
        "exclusions": exclusions,
        "suspensions": suspended,
        # What covers nothing at all stays under its condition.
        "covers_when": None if covers_when is True else covers_when or agreement.covers_when,
        "objectives": tuple(_objective(agreement, one, since) for one in agreement.objectives),
    }
    return (
        agreement.model_copy(update=changed) if any(changed[n] != getattr(agreement, n) for n in changed) else agreement
    )


def _objective(agreement: Agreement, objective: Objective, since: Instant | None) -> Objective:
    if objective.when is None:
        return objective
    when = left(objective.when, _settles(agreement, _chosen(agreement, objective), since))
    # A promise of nothing at all stays under its condition.
    return objective.model_copy(update={"when": None if when is True else when or objective.when})


def _chosen(agreement: Agreement, objective: Objective) -> Iterable[Selection]:
    """The values of an objective of those scales of which its agreement selects one."""
    chosen = {one.scale for one in agreement.tiers}
    return {one.scale: one for one in (*agreement.tiers, *objective.scope) if one.scale in chosen}.values()


def _by_objective(
    agreement: Agreement, one: Exclusion | Suspension, condition: Condition, since: Instant | None
) -> list[tuple[tuple[str, ...], Condition | bool]]:
    """For which objectives what is left of the condition of a statement; all at once where it is the same for all."""
    for_ = [each for each in agreement.objectives if not one.objectives or is_at(each, *one.objectives)]
    found = [left(condition, _settles(agreement, _chosen(agreement, each), since)) for each in for_]
    if not found or all(each == found[0] for each in found):
        return [(one.objectives, found[0] if found else condition)]
    return [((each.address.partition("/")[2],), when) for each, when in zip(for_, found, strict=True)]


def _excluded(agreement: Agreement, one: Exclusion, since: Instant | None) -> Iterator[Exclusion]:
    if one.when is None:
        yield one
        return
    for objectives, when in _by_objective(agreement, one, one.when, since):
        if when is not False:
            yield one.model_copy(update={"objectives": objectives, "when": None if when is True else when})


def _suspended(agreement: Agreement, one: Suspension, since: Instant | None) -> Iterator[Suspension]:
    for objectives, when in _by_objective(agreement, one, one.when, since):
        # What is suspended always stays under its condition.
        if when is not False:
            yield one.model_copy(update={"objectives": objectives, "when": one.when if when is True else when})


def _settles(agreement: Agreement, tiers: Iterable[Selection], since: Instant | None) -> Settles:
    values: Mapping[str, str] = {one.scale: one.values[0] for one in tiers if len(one.values) == 1}

    def settles(condition: Condition) -> bool | None:
        match condition:
            case Is() if condition.subject in values:
                return values[condition.subject] == condition.value
            case InFirst():
                end = _end(agreement, condition)
                return False if since is not None and end is not None and end <= since else None
            case IsSet():
                stated = (one for one in agreement.parameters if one.name == condition.parameter)
                return True if any(one.value is not None for one in stated) else None
            case Compared():
                return _keeps(agreement, condition)
            case _:
                return None

    return settles


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
    units = {one.unit for one in (value, *limits) if isinstance(one, Quantity)}
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
