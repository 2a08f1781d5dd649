"""Awards of an agreement in the order of time: what each window earns, what is cut of it and why, and how it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast, get_args

from ..algebra.intervals import Interval
from ..algebra.scopes import is_at, overlaps
from ..algebra.zones import Instant
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import RemedyKind, Window
from ..model.quantity import Quantity
from ..model.remedies import Cap, PaymentTerms
from ..text.source import Span
from .amounts import with_amounts
from .awarded import Awarded, is_for
from .bounds import OpenError
from .claims import AwardState, way_of
from .happened_in_window import happened
from .kept import asked
from .question import FOR_EVER, NEVER, Question, UnknownError
from .reported import WindowFigure, agreement_reported, windows_reported
from .tables.folder import Facts
from .texts import AgreementText
from .world import World
from .worlds import FactsOfAgreement

KINDS: tuple[RemedyKind, ...] = get_args(RemedyKind)
_WHATEVER_HAPPENS = ("charge",)


@dataclass(frozen=True, slots=True)
class Award:
    """What is due for one window of an objective.

    ``full`` is what the statement gives, ``amount`` what is left of it after all limits; neither is known of an award
    that is ``open``.  ``by`` are the statements that give and cut it, ``because`` says why it is cut, or open.
    ``until`` is the instant before which it must be claimed.
    """

    told: WindowFigure
    kind: RemedyKind
    full: Quantity | None
    amount: Quantity | None
    by: tuple[Span, ...]
    state: AwardState = "automatic"
    until: Instant | None = None
    because: tuple[str, ...] = ()

    @property
    def objective(self) -> str:
        """The address of the objective."""
        return self.told.objective

    @property
    def is_capped(self) -> bool:
        """Whether a cap cuts it, or is reached by it."""
        return any(one.source in self.by for one in self.agreement.caps)

    @property
    def agreement(self) -> Agreement:
        """The agreement, in the text that gives it."""
        return self.told.known.agreement


def awards_of(facts: Facts, texts: Sequence[AgreementText], period: Interval, now: Instant) -> list[Award]:
    """The awards for the windows of an agreement that end in a period and are over, by kind and time.

    What came before decides what a cap leaves; what came after, up to now, whether a sum is large enough to be paid.
    """
    if not any(one.agreement.remedies for one in texts):
        return []
    since = min(_looked_back(facts, one, period, now) for one in texts)
    told = [one for one in agreement_reported(facts, texts, (since, now), now) if one.promise.window and one.end <= now]
    # A promise without a window is held over the time that is asked about.
    of_period = agreement_reported(facts, texts, period, now)
    told += [one for one in of_period if one.promise.window is None and one.end <= now]
    told = [_by_text_at_end(facts, texts, one, now) for one in told]
    told += [one for text in texts for one in _of_other_windows(facts, text, (since, now), now)]
    found: list[Award] = []
    points: list[Award] = []  # other awards may be computed from those of all promises
    for kind in sorted(KINDS, key=lambda one: one != "points"):
        earned = [one for each in told for one in _earned(each, kind, points)]
        limited = _limited(sorted(earned, key=lambda one: (one.told.end, _in_text(one), one.told.start)))
        points = sorted(limited, key=_end) if kind == "points" else points
        found += limited
    found.sort(key=lambda one: KINDS.index(one.kind))
    return [_standing(one) for one in found if period[0] < one.told.end <= period[1]]


def _end(one: Award) -> Instant:
    return one.told.end


def _in_text(one: Award) -> tuple[str, int]:
    return (one.by[0].source.path, one.by[0].start.line) if one.by else ("", 0)


def _looked_back(facts: Facts, text: AgreementText, period: Interval, now: Instant) -> Instant:
    """From when on windows decide what a period brings: the beginning of the windows of all limits that hold it."""
    agreement = text.agreement
    over = [one.window for one in agreement.caps] + [one.paid_above_window for one in agreement.traits]
    question = _question(FactsOfAgreement.of(facts, text, now))
    starts = [_span_of(question, window, period[0])[0] for window in over if window is not None]
    return min([period[0], *(max(one, question.term[0]) for one in starts if one is not None)])


def _question(known: FactsOfAgreement) -> Question:
    """A question of an agreement that is of no objective: its windows and days alone are asked."""
    agreement = known.agreement
    return asked(known.workspace, agreement, agreement.objectives[0], (NEVER, FOR_EVER), World())


def _span_of(question: Question, window: Window, at: Instant) -> tuple[Instant | None, Instant | None]:
    """The window of a limit that holds a moment; none where an invoice decides, whose days nothing tells."""
    if window.kind == "term":
        return question.term
    if window.kind == "invoice":
        return None, None
    try:
        return question.windows(window, at, at + 1)[-1]
    except (UnknownError, IndexError):
        return None, None


# What a window earns


def _by_text_at_end(facts: Facts, texts: Sequence[AgreementText], told: WindowFigure, now: Instant) -> WindowFigure:
    """A window by the text that holds at its end, which says what it earns."""
    for text in texts:
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
            for told in windows_reported(known, promise, span):
                if told.end <= now and text.holds_at(told.end - 1):
                    yield told


def _earned(told: WindowFigure, kind: RemedyKind, points: Sequence[Award]) -> Iterator[Award]:
    """What a window earns of one kind before limits, by each statement."""
    if not any(one.kind == kind for one in told.agreement.remedies):
        return
    agreement = with_amounts(told)
    promise = next((one for one in agreement.objectives if one.address == told.objective), None)
    if promise is None or promise.bound is None:
        return
    about = [one for one in agreement.remedies if one.kind == kind and is_for(one, promise)]
    if about and (told.state in ("met", "missed") or kind in _WHATEVER_HAPPENS or told.state == "unknown"):
        yield from _earned_of_kind(told, agreement, kind, promise, _points_in(told, points))


def _points_in(told: WindowFigure, points: Sequence[Award]) -> Quantity | None:
    """The points of all promises whose windows end in a window; none if it is not known how many they are."""
    first, last = (bisect_right(points, at, key=_end) for at in (told.start, told.end))
    within = [one.amount for one in points[first:last]]
    known = [one.amount for one in within if one is not None]
    return Quantity(amount=sum(known, Fraction(0))) if len(known) == len(within) else None


def _earned_of_kind(
    told: WindowFigure, agreement: Agreement, kind: RemedyKind, promise: Objective, points: Quantity | None
) -> Iterator[Award]:
    if told.state == "unknown" and kind not in _WHATEVER_HAPPENS:
        by = tuple(one.source for one in agreement.remedies if one.kind == kind and is_for(one, promise))
        yield Award(told, kind, None, None, by, "open", because=("it is not known whether it is missed",))
        return
    known: list[Quantity | None] = [one for one in (told.low, told.high) if one is not None]
    worlds = [happened(told, agreement, end, points=points) for end in known or [None]]
    try:
        given = [Awarded(one).due_for(kind, promise) for one in worlds]
        if any(each != given[0] for each in given):
            raise OpenError("it depends on what was not measured", "see the bounds of the window")
        for remedy, amount in given[0]:
            if amount.amount:
                yield Award(told, kind, amount, amount, (remedy.source,))
    except (OpenError, UnknownError) as open_:
        by = tuple(one.source for one in agreement.remedies if one.kind == kind and is_for(one, promise))
        message = open_.message if isinstance(open_, OpenError) else open_.word
        yield Award(told, kind, None, None, by, "open", because=(message,))


# What limits leave of it


def _limited(ordered: Sequence[Award]) -> list[Award]:
    """Awards of one kind after all limits, in the order of time: the highest only, caps, the term, thresholds."""
    found = [each for group in _by_window(ordered) for each in _highest_only(group)]
    found = _capped(found)
    return _large_enough(found)


def _by_window(ordered: Sequence[Award]) -> list[list[Award]]:
    groups: dict[tuple[Interval, Instant], list[Award]] = {}
    for one in ordered:
        groups.setdefault((one.told.window, one.told.start), []).append(one)
    return list(groups.values())


def _highest_only(group: list[Award]) -> list[Award]:
    """Of the promises that are missed in one window the highest award, where the agreement says so."""
    known = [one for one in group if one.amount is not None]
    rules = [one for one in group[0].agreement.highest_only if one.kind == group[0].kind]
    if not known or not rules:
        return group
    if unknown := [
        one for one in group if one.amount is None and any(is_for(rule, one.told.promise) for rule in rules)
    ]:
        because = f"only the highest is due, and that for `{unknown[0].objective}` is not known"
        return [
            _opened(one, because) if any(is_for(rule, one.told.promise) for rule in rules) and one.amount else one
            for one in group
        ]
    pairs = [(one.told.promise, one.amount) for one in known if one.amount is not None]
    try:
        numbers = Awarded(happened(known[0].told, known[0].agreement)).highest(group[0].kind, pairs)
    except OpenError as open_:
        return [replace(one, full=None, amount=None, state="open", because=(open_.message,)) for one in group]
    left = [known[number] for number in numbers]
    because = f"one event earns the highest {group[0].kind} only"
    sources = tuple(one.source for one in rules)
    return [
        one
        if one.amount is None or any(one is each for each in left)
        else replace(one, amount=_none_of(one.amount), by=(*one.by, *sources), because=(*one.because, because))
        for one in group
    ]


def _none_of(amount: Quantity) -> Quantity:
    return amount.model_copy(update={"amount": Fraction(0)})


def _capped(ordered: list[Award]) -> list[Award]:
    """Awards as far as caps go, which are used up in the order of time, and as much of each as lies in the term."""
    used: dict[object, Fraction | None] = {}
    return [_within_caps(one, used) for one in ordered]


def _within_caps(one: Award, used: dict[object, Fraction | None]) -> Award:
    """An award as far as its caps go; ``used`` has what each has given in its window, or none if that is not known."""
    caps = [cap for cap in one.agreement.caps if cap.kind == one.kind and _is_about(cap, one.told.promise)]
    what = happened(one.told, one.agreement)
    try:
        limits = [(cap, _most(cap, one), _key(cap, one)) for cap in caps if what.holds(cap.when)]
    except (OpenError, UnknownError) as open_:
        return _opened(one, open_.message if isinstance(open_, OpenError) else open_.word)
    limits = [each for each in limits if one.amount is None or each[1].unit == one.amount.unit]
    found = one
    for cap, most, key in limits:
        before = used.get(key, Fraction(0))
        if found.amount is not None and before is None:
            found = _opened(found, "what the cap leaves depends on an award that is not known")
        if found.amount is not None and before is not None:
            found = _cut(found, cap, most, max(most.amount - before, Fraction(0)))
    found = _in_proportion(found)
    for _, _, key in limits:
        before = used.get(key, Fraction(0))
        used[key] = None if before is None or found.amount is None else before + found.amount.amount
    return found


def _cut(one: Award, cap: Cap, most: Quantity, left: Fraction) -> Award:
    """An award as far as a cap leaves something; one that reaches it names it."""
    assert one.amount is not None
    if left > one.amount.amount:
        return one
    by = (*one.by, cap.source)
    if left == one.amount.amount:
        return replace(one, by=by)
    cut = one.amount.model_copy(update={"amount": left})
    because = f"the cap leaves {cut.text}" if left else f"the cap of {most.text} is used up"
    return replace(one, amount=cut, by=by, because=(*one.because, because))


def _opened(one: Award, because: str) -> Award:
    """An award of which it is not known how much it is."""
    return replace(one, amount=None, state="open", because=(*one.because, because))


def _is_about(cap: Cap, objective: Objective) -> bool:
    named = not cap.objectives or is_at(objective, *cap.objectives)
    return named and overlaps(cap.scope, objective.scope)


def _most(cap: Cap, one: Award) -> Quantity:
    """What a cap comes to at an award, with its prices."""
    agreement = with_amounts(one.told)
    bases = dict.fromkeys(each.base for each in one.agreement.remedies if each.source in one.by)
    return Awarded(happened(one.told, agreement)).amount(cap.amount, one.told.promise, next(iter(bases), None))


def _key(cap: Cap, one: Award) -> object:
    """The window of a cap that holds an award; without one it is that of the award."""
    if cap.window is None:
        return _place(cap), one.told.window
    span = _span_of(_question(one.told.known), cap.window, one.told.start)
    if span[0] is None:
        raise OpenError(f"nothing says which days are those of {cap.window.text}", "name a window of the calendar")
    return _place(cap), span


def _place(cap: Cap) -> tuple[str, int]:
    return cap.source.source.path, cap.source.start.line


def _in_proportion(one: Award) -> Award:
    """As much of an award as of its window is measured, where it is paid in proportion."""
    traits = [each for each in one.agreement.traits if each.kind == one.kind and each.paid_in_proportion]
    part = Fraction(one.told.end - one.told.start, one.told.window[1] - one.told.window[0])
    if not traits or one.amount is None or part == 1:
        return one
    amount = one.amount.model_copy(update={"amount": one.amount.amount * part})
    return replace(one, amount=amount, by=(*one.by, traits[0].source), because=(*one.because, f"{part} of the window"))


def _large_enough(ordered: list[Award]) -> list[Award]:
    """Awards of which the sum in a window is above what is paid at least; otherwise they are too small."""
    sums: dict[object, Fraction] = {}
    not_known: set[object] = set()
    for one in ordered:
        for trait in _thresholds(one):
            key = _threshold_key(trait, one)
            sums[key] = sums.get(key, Fraction(0)) + (one.amount.amount if one.amount else 0)
            not_known |= {key} if one.amount is None else set()
    return [_unless_too_small(one, sums, not_known) for one in ordered]


def _unless_too_small(one: Award, sums: Mapping[object, Fraction], not_known: set[object]) -> Award:
    for trait in _thresholds(one):
        least = cast(Quantity, trait.paid_above)
        amount = one.amount
        if amount is None or amount.unit != least.unit or not amount.amount:
            continue
        key = _threshold_key(trait, one)
        if sums[key] <= least.amount and key in not_known:
            return _opened(one, f"it is paid only above {least.text}, and another award is not known")
        if sums[key] <= least.amount:
            because = (*one.because, f"it is paid only above {least.text}")
            by = (*one.by, trait.source)
            return replace(one, amount=_none_of(amount), by=by, state="too-small", because=because)
    return one


def _thresholds(one: Award) -> list[PaymentTerms]:
    traits = [each for each in one.agreement.traits if each.kind == one.kind]
    return [each for each in traits if isinstance(each.paid_above, Quantity)]


def _threshold_key(trait: PaymentTerms, one: Award) -> object:
    if trait.paid_above_window is None:
        return one.told.window, one.told.start
    return _span_of(_question(one.told.known), trait.paid_above_window, one.told.start)


# How it stands


def _standing(one: Award) -> Award:
    """An award with the way to it: void, too small, automatic, or claimed."""
    if one.amount is None or one.state == "too-small":
        return one
    traits = [each for each in one.agreement.traits if each.kind == one.kind]
    try:
        what = happened(one.told, one.agreement)
        void = [each for each in traits if each.void_when is not None and what.holds(each.void_when)]
    except OpenError as open_:
        return replace(one, state="open", because=(*one.because, open_.message))
    if void:
        by = (*one.by, void[0].source)
        return replace(one, amount=_none_of(one.amount), by=by, state="void", because=(*one.because, "it is void"))
    if not one.amount.amount:
        return one
    try:
        way = way_of(one.told.known, what.question, one.kind, one.told.start, one.told.end)
    except UnknownError as unknown:
        return replace(one, state="open", because=(*one.because, unknown.word))
    return replace(one, state=way.state, until=way.until, because=(*one.because, *filter(None, [way.because])))
