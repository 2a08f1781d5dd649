"""Awards of an agreement in the order of time: what each window earns, what is cut of it and why, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import get_args

from ..algebra.intervals import Interval
from ..algebra.scopes import sums_points
from ..algebra.truth import conditions_in, tests_in
from ..algebra.zones import Instant
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Collected, RemedyKind, Window
from ..model.quantity import Quantity
from ..model.remedies import POINTS, Remedy
from .amounts import with_amounts
from .award import Award
from .awarded import Awarded, is_for
from .bounds import OpenError
from .charges import charges_beyond, has_prices
from .claims import way_of
from .happened_in_window import HappenedInWindow, happened
from .ladders import windows_of_ladders
from .limits import limited, manners_of, none_of, question_of, span_of
from .points import Points
from .question import Question, UnknownError
from .reported import WindowFigure, agreement_reported, windows_reported
from .tables.folder import Facts
from .texts import AgreementText
from .worlds import FactsOfAgreement

KINDS: tuple[RemedyKind, ...] = get_args(RemedyKind)
_WHATEVER_HAPPENS = ("charge",)


def awards_of(facts: Facts, texts: Sequence[AgreementText], period: Interval, now: Instant) -> list[Award]:
    """The awards for the windows of an agreement that end in a period and are over, by kind and time."""
    return standing(earned_of(facts, texts, period, now), period)


def earned_of(facts: Facts, texts: Sequence[AgreementText], period: Interval, now: Instant) -> list[Award]:
    """The awards, before claims, of the windows that end in a period, and of those around it that decide on them.

    What came before decides what a cap leaves; what came after, up to now, whether a sum is large enough to be paid.
    """
    if not any(one.agreement.remedies or has_prices(one.agreement) for one in texts):
        return []
    since = min(_looked_back(facts, one, period, now) for one in texts)
    told = [one for one in agreement_reported(facts, texts, (since, now), now, running=False) if one.promise.window]
    if any(one.window is None for text in texts for one in text.agreement.objectives):
        # A promise without a window is held over the time that is asked about.
        of_period = agreement_reported(facts, texts, period, now, running=False)
        told += [one for one in of_period if one.promise.window is None and one.end <= now]
    told = [_by_text_at_end(facts, texts, one, now) for one in told]
    told += [one for text in texts for one in _of_other_windows(facts, text, (since, now), now)]
    found: list[Award] = []
    windows = [one for text in texts for one in windows_of_ladders(facts, text, (since, now), now)]
    beyond = list(charges_beyond(facts, texts, (since, now), now))
    kinds = {one.kind for text in texts for one in text.agreement.remedies} | {one.kind for one in beyond}
    # Other awards may be computed from the points of all promises, which are computed first, and not from themselves.
    points = None if POINTS in kinds else Points()
    for kind in sorted(kinds.intersection(KINDS), key=lambda one: (one != POINTS, KINDS.index(one))):
        earned = [one for each in told for one in _earned(each, kind, points)]
        earned += [one for each in windows for one in _of_ladders(each, kind, points)]
        earned += [one for one in beyond if one.kind == kind]
        # Caps are used up in the order of time; of awards that are due at once the first of the text comes first.
        left = limited(sorted(earned, key=lambda one: (one.told.end, _in_text(one), one.told.start)), points)
        points = Points.of(left) if kind == POINTS else points
        found += left
    found.sort(key=lambda one: KINDS.index(one.kind))
    return found


def standing(earned: Sequence[Award], period: Interval) -> list[Award]:
    """The awards of a period with the ways to them, of what is earned in a longer time."""
    points = Points.of(earned)
    # An award is of the period in which its window ends: of two that follow each other only one tells it.
    return [_standing(one, points) for one in earned if period[0] < one.told.end <= period[1]]


def _in_text(one: Award) -> tuple[str, int]:
    return (one.by[0].source.path, one.by[0].start.line) if one.by else ("", 0)


def _looked_back(facts: Facts, text: AgreementText, period: Interval, now: Instant) -> Instant:
    """From when on windows decide what a period brings: the beginning of the windows of all limits that hold it."""
    agreement = text.agreement
    over = [one.window for one in agreement.caps] + [one.paid_above_window for one in agreement.traits]
    over += [one.window for one in agreement.remedies if sums_points(one, agreement)]
    question = question_of(FactsOfAgreement.of(facts, text, now))
    since = period[0]
    if any(over):
        # A limit is that of the first day of a window, which may begin before the period in which it ends.
        since = _begun(question, over, _begun(question, [one.window for one in agreement.objectives], since))
    tests = (test for condition in conditions_in(agreement) for test in tests_in(condition))
    if asked := [one.window for one in tests if isinstance(one, Collected)]:
        # A condition adds up points from before the windows in which it is asked.
        since = _begun(question, asked, _begun(question, [one.window for one in agreement.objectives], since))
    return since


def _begun(question: Question, over: Iterable[Window | None], at: Instant) -> Instant:
    """When the first of the windows began that hold a moment, not before the term; that moment if there is none."""
    starts = [_first_start(question, window, at) for window in over if window is not None]
    return min([at, *(max(one, question.term[0]) for one in starts if one is not None)])


def _first_start(question: Question, window: Window, at: Instant) -> Instant | None:
    if window.kind != "rolling":
        return span_of(question, window, at)[0]
    try:
        return question.windows(window, at, at + 1)[0][0]
    except (UnknownError, IndexError):
        return None


# What a window earns


def _by_text_at_end(facts: Facts, texts: Sequence[AgreementText], told: WindowFigure, now: Instant) -> WindowFigure:
    """A window by the text that holds at its end, which says what it earns."""
    for text in texts:
        # A text that begins where the window ends says nothing of it: the last second decides.
        if text.holds_at(told.end - 1) and text is not told.known.text:
            known = FactsOfAgreement.of(facts, text, now)
            return replace(told, known=known)
    return told


def _of_other_windows(facts: Facts, text: AgreementText, span: Interval, now: Instant) -> Iterator[WindowFigure]:
    """The windows that an award names itself: the promise is judged over these."""
    known = FactsOfAgreement.of(facts, text, now)
    for objective in text.agreement.objectives:
        own = [one.window for one in text.agreement.remedies if is_for(one, objective)]
        for window in dict.fromkeys(one for one in own if one is not None and one != objective.window):
            promise = objective.model_copy(update={"window": window})
            for told in windows_reported(known, promise, span, running=False):
                if text.holds_at(told.end - 1):
                    yield told


def _earned(told: WindowFigure, kind: RemedyKind, points: Points | None) -> Iterator[Award]:
    """What a window earns of one kind before limits, by each statement."""
    promise = next((one for one in told.agreement.objectives if one.address == told.objective), None)
    if promise is None or promise.bound is None:
        return
    if not any(one.kind == kind and is_for(one, promise) for one in told.agreement.remedies):
        return
    agreement = with_amounts(told)
    about = [one for one in agreement.remedies if one.kind == kind and is_for(one, promise)]
    if about and (told.state in ("met", "missed") or kind in _WHATEVER_HAPPENS or told.state == "unknown"):
        yield from _earned_of_kind(told, agreement, kind, promise, points)


def _earned_of_kind(
    told: WindowFigure, agreement: Agreement, kind: RemedyKind, promise: Objective, points: Points | None
) -> Iterator[Award]:
    if told.state == "unknown" and kind not in _WHATEVER_HAPPENS:
        by = tuple(one.source for one in agreement.remedies if one.kind == kind and is_for(one, promise))
        yield Award(told, kind, None, None, by, "open", because=("it is not known whether it is missed",))
        return
    ends: list[tuple[WindowFigure, Quantity | None]] = []
    for one in told.perhaps or (told,):
        ends += [(one, end) for end in (one.low, one.high) if end is not None] or [(one, None)]
    worlds = [happened(one, agreement, end, points=points) for one, end in ends]
    try:
        given = [Awarded(one).due_for(kind, promise) for one in worlds]
        if any(each != given[0] for each in given):
            raise OpenError("it depends on what was not measured", "see the bounds of the window")
        has_caps = any(one.each_case for one in agreement.caps)
        whole = _before_caps_of_cases(worlds[0], kind, promise) if has_caps else given[0]
        for (remedy, amount), (_, full) in zip(given[0], whole, strict=True):
            if amount.amount:
                cut = [one for one in agreement.caps if one.kind == kind and one.each_case] if amount != full else []
                because = ("a cap holds for each case",) if cut else ()
                yield Award(told, kind, full, amount, (remedy.source, *(one.source for one in cut)), because=because)
    except (OpenError, UnknownError) as open_:
        by = tuple(one.source for one in agreement.remedies if one.kind == kind and is_for(one, promise))
        message = open_.message if isinstance(open_, OpenError) else open_.word
        yield Award(told, kind, None, None, by, "open", because=(message,))


def _before_caps_of_cases(
    world: HappenedInWindow, kind: RemedyKind, promise: Objective
) -> list[tuple[Remedy, Quantity]]:
    """The amounts that each statement gives for a promise, whatever is the most for each case."""
    caps = tuple(one for one in world.agreement.caps if not one.each_case)
    agreement = world.agreement.model_copy(update={"caps": caps})
    return Awarded(replace(world, agreement=agreement)).due_for(kind, promise)


def _of_ladders(told: WindowFigure, kind: RemedyKind, points: Points | None) -> Iterator[Award]:
    """What a window earns of one kind for the points of all promises together: once."""
    agreement = with_amounts(told)
    about = [one for one in agreement.remedies if one.kind == kind and sums_points(one, agreement)]
    if not about:
        return
    world = happened(told, agreement, points=points)
    try:
        for remedy, amount in Awarded(world).for_points(kind):
            yield Award(told, kind, amount, amount, (remedy.source,))
    except (OpenError, UnknownError) as open_:
        message = open_.message if isinstance(open_, OpenError) else open_.word
        yield Award(told, kind, None, None, tuple(one.source for one in about), "open", because=(message,))


# How it stands


def _standing(one: Award, points: Points) -> Award:
    """An award with the way to it: void, too small, automatic, or claimed."""
    if one.amount is None or one.state == "too-small":
        return one
    try:
        what = happened(one.told, one.agreement, points=points)
        manners = manners_of(one, what)
        void = [each for each in manners if each.void_when is not None and what.holds(each.void_when)]
    except OpenError as open_:
        return replace(one, state="open", because=(*one.because, open_.message))
    if void:
        by = (*one.by, void[0].source)
        return replace(one, amount=none_of(one.amount), by=by, state="void", because=(*one.because, "it is void"))
    # Points are counted; claimed is what is due for them.  What a right costs is charged, and nobody claims it.
    if not one.amount.amount or one.kind == POINTS or not (one.is_of_a_promise or one.is_of_points):
        return one
    try:
        way = way_of(one.told.known, what.question, manners, what.holds, one.told.start, one.told.end)
    except (OpenError, UnknownError) as open_:
        message = open_.message if isinstance(open_, OpenError) else open_.word
        return replace(one, state="open", because=(*one.because, message))
    if way.state == "lost" and "claims" in one.told.known.facts.unread:
        return replace(one, state="open", because=(*one.because, "rows of `claims` could not be read"))
    return replace(one, state=way.state, until=way.until, because=(*one.because, *filter(None, [way.because])))
