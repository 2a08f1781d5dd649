"""The conditions for the day on which a step takes effect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from math import ceil

from ..algebra.calendars import almanac_of
from ..algebra.days import later, months_after, term
from ..algebra.openings import OpeningDays
from ..algebra.windows import anchor, windows
from ..algebra.zones import opening, zone
from ..changes.meaning import meaning
from ..model.agreement import Agreement
from ..model.changes import Requirement
from ..model.objective import Objective
from ..model.quantity import BUSINESS_DAY, MONTHS, Quantity
from ..model.workspace import Workspace
from .judgement import GateCondition, Kind
from .made_of import BENEATH, beneath, parameters_of
from .proposal import AgreementChange
from .requirements import Needs, change_class, named

_DAY = timedelta(days=1)
AHEAD = 3
"""The months after its earliest lawful day within which a step takes effect that not all parties have approved.

Nothing takes effect before what is recorded, so a later day bars the others from amending (docs/gate.md, "far ahead").
"""
_SEARCHED = 10 * 366
"""The earliest lawful day is looked for among so many days: ten years."""
ENDING = ("ending", "term-end-advanced", "term-end-added")
"""Kinds of changes that let an agreement end, or end sooner."""
_OF_SOME = ("exclusion", "suspension", "volume")
"""Constructs that an objective rests on, and that may be about some objectives alone."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """One demand on the effective day: its text, the days that meet it, and perhaps the requirement that makes it."""

    id: Kind
    required: str
    allows: Callable[[date], bool]
    made_by: Requirement | None = None


def date_conditions(
    workspace: Workspace,
    step: AgreementChange,
    required: Needs,
    begins: date,
    today: date,
    urgent: bool,
) -> Iterator[GateCondition]:
    """The conditions on the day on which a step takes effect; each unmet condition names the earliest lawful day.

    ``workspace`` is the rules base; its calendars count business days. Notice begins on the day ``begins``. A notice of
    n days ends with the n-th day after that day, as all terms in days do (docs/gate.md). An ``urgent`` step may take
    effect inside a window.
    """
    effective = effective_day(step, today)
    rules = list(_rules(workspace, step, required.requirements, begins, urgent))
    earliest = _earliest(rules, begins)
    felt = named(one for one in step.changes if change_class(one, step.name) != "editorial")
    lawful = f"effective {earliest} or later" if earliest else "no day within ten years meets all conditions"
    if step.after is None:
        lawful = f'write `ended DATE because "…"` in `{step.name}` instead of removing it; {lawful}'
    for rule in rules:
        met = rule.allows(effective)
        days = (effective - begins).days
        given = f"{days} days" if rule.id == "notice" else f"effective {effective}"
        because = required.because(rule.made_by) if rule.made_by else felt if rule.id == "window" else ()
        yield GateCondition(rule.id, step.name, met, rule.required, given, "" if met else lawful, because)


def binds_others(
    workspace: Workspace, step: AgreementChange, requirements: tuple[Requirement, ...], begins: date, today: date
) -> bool:
    """Whether a step takes effect so late after its earliest lawful day that it keeps others from amending.

    No amendment takes effect before one that is recorded already.
    """
    earliest = earliest_day(workspace, step, requirements, begins) if step.new_amendments else None
    return earliest is not None and effective_day(step, today) > months_after(earliest, AHEAD)


def earliest_day(
    workspace: Workspace,
    step: AgreementChange,
    requirements: tuple[Requirement, ...],
    begins: date,
    urgent: bool = False,
) -> date | None:
    """The first day on which a step may lawfully take effect; none within ten years, or if nothing was in force."""
    if step.before is None:
        return None
    return _earliest(list(_rules(workspace, step, requirements, begins, urgent)), begins)


def _earliest(rules: list[_Rule], begins: date) -> date | None:
    return next((day for day in _days_from(begins) if all(rule.allows(day) for rule in rules)), None)


def _days_from(first: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(_SEARCHED))


def effective_day(step: AgreementChange, today: date) -> date:
    """The day on which a step takes effect: the day of its new amendment, or the first day without the agreement.

    Without either it is today: a change that is merged holds at once.
    """
    # A deleted agreement, or one that is signed no longer, is gone with the merge (docs/gate.md, "Leaving").
    if step.after is None or not (step.after.status == "signed" or step.after.ended):
        return today
    days = [one.effective for one in step.new_amendments if one.effective]
    if any(change.kind.startswith(ENDING) for change in step.changes):
        last = term(step.after)
        days += [_day_after(last.last)] if last and last.last else []
    return min(days, default=today)


def _day_after(day: date) -> date:
    return min(day, date.max - _DAY) + _DAY


def _rules(
    workspace: Workspace, step: AgreementChange, requirements: tuple[Requirement, ...], begins: date, urgent: bool
) -> Iterator[_Rule]:
    before = step.before
    assert before is not None
    for requirement in requirements:
        if requirement.notice is not None:
            ends = notice_ends(workspace, before, requirement.notice, begins)
            yield _notice(requirement, requirement.notice, ends)
        if requirement.effective_at is not None:
            yield _Rule(
                "boundary",
                f"at {requirement.effective_at} start",
                partial(_is_boundary, before, requirement.effective_at),
                requirement,
            )
    # What has been measured was measured by the text that held (docs/gate.md, "retroactive"), and before its term
    # begins nothing is in force that could be amended.
    ahead = term(step.after) if step.after else None
    first = max(begins, ahead.first) if ahead and ahead.first else begins
    because = ", when its term begins" if first > begins else ""
    yield _Rule("retroactive", f"not before {first}{because}", lambda day: day >= first)
    days = term(before)
    # After its term nothing is in force that could be amended; the day after is where a new term begins.
    if days is not None and days.last is not None:
        latest = _day_after(days.last)
        yield _Rule("term-end", f"not after {latest}, the day after its term", lambda day: day <= latest)
    measured: dict[str, list[Objective]] = {}
    # An emergency cannot wait for the end of a month; a rolling window begins at each moment, so no day cuts fewer.
    for objective in () if urgent else changed_objectives(step):
        if objective.window is not None and objective.window.kind != "rolling":
            measured.setdefault(objective.window.text, []).append(objective)
    for text, objectives in measured.items():
        starts = _window_starts(before, objectives[0], begins)
        more = f" and {len(objectives) - 1} more are" if len(objectives) > 1 else " is"
        yield _Rule(
            "window",
            f"where a window begins: `{objectives[0].address}`{more} measured {text}",
            starts.__contains__,
        )


def _notice(made_by: Requirement, notice: Quantity, ends: date | None) -> _Rule:
    if ends is None:
        required = f"{notice.text}, on days that a calendar of the rules base counts"
        return _Rule("notice", required, lambda _day: False, made_by)
    return _Rule("notice", f"{notice.text}, which end with {ends}", lambda day: day > ends, made_by)


def notice_ends(workspace: Workspace, agreement: Agreement, notice: Quantity, begins: date) -> date | None:
    """The last day of a notice that begins on a day; the first day does not count.

    None if no calendar counts the days, or if they are too many. A part of a day counts as a whole day.
    """
    # Rounded up: a notice may be longer than it says, and never shorter.
    amount = ceil(notice.amount / 86_400 if notice.unit == "s" else notice.amount)
    if notice.unit in MONTHS:
        return months_after(begins, amount * MONTHS[notice.unit])
    if notice.unit != BUSINESS_DAY:
        return later(begins, Quantity(amount=Fraction(amount), unit="day"))
    calendar = workspace.calendars.get(agreement.business_days or "")
    if calendar is None or calendar.zone is None or amount > _SEARCHED:
        return None
    start = opening(begins, 0, zone(calendar.zone))
    return OpeningDays(almanac_of(workspace), calendar.name, calendar.zone, None, start).day_after(start, amount)


def _is_boundary(agreement: Agreement, at: str, day: date) -> bool:
    """Whether a day is the first of a period of the calendar or, for `renewal`, of a new term.

    The gate knows no days of invoices: an invoice is taken to be one for each calendar month (docs/gate.md).
    """
    if at == "renewal":
        return agreement.term is not None and agreement.term.last is not None and day in _renewals(agreement)
    if at == "day":
        return True
    if at == "week":
        return day.weekday() == 0
    months = {"month": 1, "invoice": 1, "quarter": 3, "year": 12}[at]
    return day.day == 1 and (day.month - 1) % months == 0


def _renewals(agreement: Agreement) -> frozenset[date]:
    """The days on which a further term begins, over one hundred years."""
    assert agreement.term is not None
    assert agreement.term.last is not None
    first, renewal = agreement.term.last + _DAY, agreement.renewal
    if renewal is None or renewal.every.unit not in MONTHS:
        return frozenset({first})
    step = int(renewal.every.amount) * MONTHS[renewal.every.unit]
    return frozenset(months_after(first, number * step) for number in range(1200 // max(step, 1)))


def changed_objectives(step: AgreementChange) -> tuple[Objective, ...]:
    """The objectives of the promise in force that a step changes, in their own words or in something that they use."""
    before = step.before
    assert before is not None
    changes = [one for one in step.changes if change_class(one, step.name) != "editorial"]
    moved = {construct for one in changes for construct in BENEATH if one.kind.startswith(f"{construct}-")}
    # What is shared stands beneath every promise: which of them use it is not asked, so that none is missed.
    shared = any(one.address.partition("/")[0] != step.name for one in changes)
    if shared or moved - {*_OF_SOME}:
        return before.objectives
    places = {one.address.removeprefix(f"{step.name}/") for one in changes}

    def is_changed(objective: Objective) -> bool:
        path = objective.address.removeprefix(f"{before.name}/")
        if any(f"{place}/".startswith(f"{path}/") for place in places) or parameters_of(before, objective) & places:
            return True
        after = step.after
        if not moved or after is None:
            return False
        was, is_ = (meaning(tuple(beneath(one, objective))) for one in (before, after))
        return bool(was != is_)

    return tuple(one for one in before.objectives if is_changed(one))


def _window_starts(agreement: Agreement, objective: Objective, since: date) -> frozenset[date]:
    """The days on which windows of an objective begin, among the days that are searched."""
    assert objective.window is not None
    where = zone(agreement.zone or "UTC")
    anchored = anchor(objective.window, agreement)
    if anchored is None:
        return frozenset(_days_from(since))
    if objective.window.period in ("hour", "day"):
        return frozenset(_days_from(since))
    first, last = opening(since, 0, where), opening(since + timedelta(days=_SEARCHED), 0, where)
    found = windows(objective.window, where, first, last, anchored) or ()
    starts = {start for start, _end in found}
    return frozenset(day for day in _days_from(since) if opening(day, 0, where) in starts)
