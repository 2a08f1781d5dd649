"""The way to an award: automatic, or claimed stage after stage until a deadline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from ..algebra.days import by_day
from ..algebra.zones import Instant, local, opening
from ..model.agreement import Agreement
from ..model.phrases import Condition, Within
from ..model.quantity import BUSINESS_DAY, Quantity
from ..model.remedies import Claim, PaymentTerms
from .case_due import is_of_single_cases
from .cases import timed_cases
from .due import later
from .measured import measured_and_down
from .needs import is_of_time
from .question import FOR_EVER, Question, UnknownError
from .tables.cells import MICRO
from .tables.rows import ClaimRow, DeliveredRow
from .worlds import FactsOfAgreement

AwardState = Literal["automatic", "claimable", "claimed", "lost", "too-small", "void", "open"]
"""How an award stands; ``open`` if it is not known how much it is."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AwardWay:
    """How an award stands, and before which instant it must be claimed next; ``because`` if that is not known."""

    state: AwardState
    until: Instant | None = None
    because: str = ""


ConditionTest = Callable[[Condition | None], bool]
"""Whether a condition held in a window; raises ``OpenError`` where that is not known."""


def way_of(
    known: FactsOfAgreement,
    question: Question,
    manners: list[PaymentTerms],
    holds: ConditionTest,
    start: Instant,
    end: Instant,
) -> AwardWay:
    """How an award for a window of a question stands; the window is measured from ``start`` to ``end``.

    ``manners`` are those in which it is given, and ``holds`` says whether a condition held in the window.
    """
    claims = _to_be_made(known.agreement, manners, holds)
    if not claims:
        return AwardWay("automatic")
    claimed = _claims(known, question, start)
    ways = (_claimed(known, question, claim.stages, claimed, start, end) for claim in claims)
    found = [_before(known, one, _expires(question, manners, end)) for one in ways]
    order: tuple[AwardState, ...] = ("claimed", "claimable", "lost")
    return min(found, key=lambda one: (order.index(one.state), -(one.until or FOR_EVER)))


@dataclass(frozen=True, slots=True)
class StageDue:
    """A stage of a claim that nobody has made, and the instant before which it must be made."""

    claim: Claim
    number: int
    until: Instant


def stages_due(
    known: FactsOfAgreement,
    question: Question,
    manners: list[PaymentTerms],
    holds: ConditionTest,
    start: Instant,
    end: Instant,
) -> Iterator[StageDue]:
    """The stages of an award for a window that nobody has claimed, with their known deadlines."""
    claimed = _claims(known, question, start)
    for claim in _to_be_made(known.agreement, manners, holds):
        for number, stage in enumerate(claim.stages, 1):
            try:
                until = _deadline(known, question, stage, start, end)
                until = min(_expires(question, manners, end), FOR_EVER if until is None else until)
            except UnknownError:
                continue
            if number not in claimed and until < FOR_EVER:
                yield StageDue(claim, number, until)


def _to_be_made(agreement: Agreement, manners: list[PaymentTerms], holds: ConditionTest) -> list[Claim]:
    """The claims by which an award is claimed; none if it is automatic."""
    if any(one.automatic for one in manners):
        return []
    return [one for one in agreement.claims if holds(one.when)]


def _expires(question: Question, manners: list[PaymentTerms], end: Instant) -> Instant:
    """When an award that nobody has claimed is lost whatever its deadline; raises ``UnknownError``."""
    found = [FOR_EVER]
    for one in manners:
        if one.lost_after is not None:
            found.append(_after(question, question.quantity(one.lost_after, "s"), end))
        if one.lost_with_agreement:
            found.append(question.term[1])
    return min(found)


def _before(known: FactsOfAgreement, way: AwardWay, expires: Instant) -> AwardWay:
    """How an award stands, if what is not claimed is lost at a moment."""
    if way.state != "claimable" or expires >= FOR_EVER:
        return way
    # An award is lost when the first of its deadlines is over, whatever the others still allow.
    until = min(expires, way.until or FOR_EVER)
    return replace(way, state="lost" if until <= known.now else "claimable", until=until)


def _claims(known: FactsOfAgreement, question: Question, start: Instant) -> dict[int, Instant]:
    """When the award of a window was first claimed, by stage."""
    found: dict[int, Instant] = {}
    for row in known.facts.of(ClaimRow, ("agreement",), [(known.agreement.name,)]):
        day = row.start // MICRO if isinstance(row.start, int) else opening(row.start, 0, question.where)
        at = row.at // MICRO
        same = f"{row.agreement}/{row.objective}" == question.objective.address
        if same and day in (start, question.window[0]) and at <= known.now:
            stage = int(row.stage)
            # The first claim counts: whoever repeats it later loses nothing.
            found[stage] = min(at, found.get(stage, at))
    return found


def _claimed(
    known: FactsOfAgreement,
    question: Question,
    stages: tuple[Within, ...],
    claimed: dict[int, Instant],
    start: Instant,
    end: Instant,
) -> AwardWay:
    for number, stage in enumerate(stages, 1):
        try:
            until = _deadline(known, question, stage, start, end)
        except UnknownError as unknown:
            until, because = None, unknown.word
        else:
            because = ""
        at = claimed.get(number)
        if at is None:
            over = until is not None and until <= known.now
            return AwardWay("lost" if over else "claimable", until, because)
        # A deadline is the first moment that is too late.
        if until is not None and at >= until:
            return AwardWay("lost", until, because)
    return AwardWay("claimed")


def _deadline(
    known: FactsOfAgreement, question: Question, stage: Within, start: Instant, end: Instant
) -> Instant | None:
    """The instant before which a stage must be claimed; none if it has no time; raises ``UnknownError``."""
    if stage.time is None:
        return None
    time = question.quantity(stage.time, "s")
    match stage.of:
        case None | "window-end":
            return _after(question, time, end)
        case "report":
            at = _delivered(known, question, start, question.window[0])
            # A report of which no facts tell may have come on its last day: until then no claim for it is late.
            return _after(question, time, _report_due(known.agreement, question, end) if at is None else at)
        case "event":
            return _after(question, time, _last_event(question))
    raise UnknownError(f"nothing says when {stage.of} was")


def _last_event(question: Question) -> Instant:
    """The end of the last event for which an award is due: of the last outage, or of the last case that is late.

    One award is for all of them, so none is lost before the last one is; raises ``UnknownError`` for other figures.
    """
    if is_of_time(question.metric):
        ends = [end for _, end in measured_and_down(question)[1]]
    elif is_of_single_cases(question):
        late = [one.handled.counts[-1][-1].end for one in timed_cases(question) if not one.in_time]
        ends = [end for end in late if end is not None] if None not in late else []
    else:
        ends = []
    if not ends:
        raise UnknownError("nothing says when event was")
    return max(ends)


def _delivered(known: FactsOfAgreement, question: Question, *starts: Instant) -> Instant | None:
    """When the report of a window was handed over, if facts say so."""
    for row in known.facts.of(DeliveredRow, ("agreement",), [(known.agreement.name,)]):
        day = row.start // MICRO if isinstance(row.start, int) else opening(row.start, 0, question.where)
        if day in starts and row.at // MICRO <= known.now:
            return row.at // MICRO
    return None


def _report_due(agreement: Agreement, question: Question, end: Instant) -> Instant:
    """The end of the latest day on which a report of the window may be handed over; raises ``UnknownError``."""
    found = [
        _after(question, question.quantity(one.within.time, "s"), end)
        for one in agreement.reports
        if one.within is not None and one.within.time is not None and one.within.of in (None, "window-end")
    ]
    last = local(end - 1, question.where).date()
    found += [
        opening(by_day(one.by, last) + _DAY, 0, question.where) for one in agreement.reports if one.by is not None
    ]
    if not found:
        raise UnknownError("nothing says until when a report is handed over")
    # Of several reports the last decides, so that no claim is lost that may be in time for one of them.
    return max(found)


def _after(question: Question, time: Quantity, at: Instant) -> Instant:
    """The end of the last day so much time after a moment; the day of the moment does not count.

    The midnight that ends a day is of that day.  Business days end when they close, and exact times to the second.
    """
    if time.unit in ("s", BUSINESS_DAY):
        return later(question, time, at)
    day = local(at - 1, question.where).date()
    midnight = opening(day, 0, question.where)
    last = local(later(question, time, midnight), question.where).date()
    return opening(last + _DAY, 0, question.where)
