"""What limits leave of awards, in the order of time: the highest only, caps, the part in the term, thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import cast

from ..algebra.scopes import is_at, overlaps
from ..algebra.zones import Instant
from ..model.objective import Objective
from ..model.phrases import Window
from ..model.quantity import Quantity
from ..model.remedies import Cap, PaymentTerms
from .all_promises import all_promises
from .amounts import with_amounts
from .award import Award
from .awarded import Awarded, is_for
from .bounds import OpenError
from .happened_in_window import HappenedInWindow, happened
from .kept import asked
from .points import Points
from .question import FOR_EVER, NEVER, Question, UnknownError
from .world import World
from .worlds import FactsOfAgreement


def limited(ordered: Sequence[Award], points: Points | None) -> list[Award]:
    """Awards of one kind after all limits, in the order of time: the highest only, caps, the term, thresholds.

    ``points`` are those of all promises, if they are known: limits may hold on the condition of their sum.
    """
    found = [each for group in _by_window(ordered) for each in _highest_only(group)]
    return _large_enough(_capped(found, points), points)


def _by_window(ordered: Sequence[Award]) -> list[list[Award]]:
    groups: dict[object, list[Award]] = {}
    for one in ordered:
        # One event may miss several promises; points, and what a right costs, are no promise.
        of = "" if one.is_of_a_promise else one.objective
        groups.setdefault((one.told.window, one.told.start, of), []).append(one)
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
            opened(one, because) if any(is_for(rule, one.told.promise) for rule in rules) and one.amount else one
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
        else replace(one, amount=none_of(one.amount), by=(*one.by, *sources), because=(*one.because, because))
        for one in group
    ]


def none_of(amount: Quantity) -> Quantity:
    """Nothing, in the unit of an amount."""
    return amount.model_copy(update={"amount": Fraction(0)})


def _capped(ordered: list[Award], points: Points | None) -> list[Award]:
    """Awards cut by their caps, which are used up in the order of time; of each, the part that lies in the term."""
    used: dict[object, Fraction | None] = {}
    return [_within_caps(one, used, points) for one in ordered]


def _within_caps(one: Award, used: dict[object, Fraction | None], points: Points | None) -> Award:
    """An award cut by its caps; ``used`` has the sum that each has given in its window, or none if it is not known."""
    caps = [
        cap
        for cap in one.agreement.caps
        if cap.kind == one.kind and not cap.each_case and _is_about(cap, one.told.promise)
    ]
    what = happened(one.told, one.agreement, points=points)
    try:
        limits = [(cap, _most(cap, one), _key(cap, one)) for cap in caps if what.holds(cap.when)]
    except (OpenError, UnknownError) as open_:
        return opened(one, open_.message if isinstance(open_, OpenError) else open_.word)
    # A cap in money says nothing of points, nor one in points of money.
    limits = [each for each in limits if one.amount is None or each[1].unit_kind == one.amount.unit_kind]
    found = one
    for cap, most, key in limits:
        before = used.get(key, Fraction(0))
        if found.amount is not None and before is None:
            found = opened(found, "what the cap leaves depends on an award that is not known")
        if found.amount is not None and before is not None:
            # A cap that was used up leaves nothing, and takes nothing back.
            found = _cut(found, cap, most, max(most.amount - before, Fraction(0)))
    found = _in_proportion(found, what)
    for _, _, key in limits:
        before = used.get(key, Fraction(0))
        used[key] = None if before is None or found.amount is None else before + found.amount.amount
    return found


def _cut(one: Award, cap: Cap, most: Quantity, left: Fraction) -> Award:
    """An award cut to the rest of a cap; one that reaches the cap names it."""
    assert one.amount is not None
    if left > one.amount.amount:
        return one
    by = (*one.by, cap.source)
    # An award of just the rest is not cut, and yet reaches the cap: a right may arise when an award reaches its cap.
    if left == one.amount.amount:
        return replace(one, by=by)
    cut = one.amount.model_copy(update={"amount": left})
    because = f"the cap leaves {cut.text}" if left else f"the cap of {most.text} is used up"
    return replace(one, amount=cut, by=by, because=(*one.because, because))


def opened(one: Award, because: str) -> Award:
    """An award whose amount is not known."""
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
    span = span_of(question_of(one.told.known), cap.window, one.told.start)
    if span[0] is None:
        raise OpenError(f"nothing says which days are those of {cap.window.text}", "name a window of the calendar")
    return _place(cap), span


def _place(cap: Cap) -> tuple[str, int]:
    return cap.source.source.path, cap.source.start.line


def _in_proportion(one: Award, what: HappenedInWindow) -> Award:
    """As much of an award as of its window is measured, where it is paid in proportion."""
    part = Fraction(one.told.end - one.told.start, one.told.window[1] - one.told.window[0])
    if one.amount is None or part == 1:
        return one
    try:
        traits = [each for each in manners_of(one, what) if each.paid_in_proportion]
    except OpenError as open_:
        return opened(one, open_.message)
    if not traits:
        return one
    amount = one.amount.model_copy(update={"amount": one.amount.amount * part})
    return replace(one, amount=amount, by=(*one.by, traits[0].source), because=(*one.because, f"{part} of the window"))


def manners_of(one: Award, what: HappenedInWindow) -> list[PaymentTerms]:
    """In which manners an award is given by what happened in its window; raises ``OpenError`` if that is not known."""
    return [each for each in one.agreement.traits if each.kind == one.kind and what.holds(each.when)]


def _large_enough(ordered: list[Award], points: Points | None) -> list[Award]:
    """Awards whose sum in a window is above the least sum that is paid; the others are too small."""
    sums: dict[object, Fraction] = {}
    not_known: set[object] = set()
    found: list[tuple[Award, list[PaymentTerms]]] = []
    for one in ordered:
        try:
            thresholds = _thresholds(one, points)
        except OpenError as open_:
            found.append((opened(one, open_.message), []))
            stated = [each for each in one.agreement.traits if each.kind == one.kind and each.paid_above is not None]
            not_known |= {_threshold_key(trait, one) for trait in stated}
            continue
        found.append((one, thresholds))
        for trait in thresholds:
            key = _threshold_key(trait, one)
            sums[key] = sums.get(key, Fraction(0)) + (one.amount.amount if one.amount else 0)
            not_known |= {key} if one.amount is None else set()
    return [_unless_too_small(one, thresholds, sums, not_known) for one, thresholds in found]


def _unless_too_small(
    one: Award, thresholds: Sequence[PaymentTerms], sums: Mapping[object, Fraction], not_known: set[object]
) -> Award:
    for trait in thresholds:
        least = cast(Quantity, trait.paid_above)
        amount = one.amount
        if amount is None or amount.unit_kind != least.unit_kind or not amount.amount:
            continue
        key = _threshold_key(trait, one)
        # The award that is not known may lift the sum above the threshold.
        if sums[key] <= least.amount and key in not_known:
            return opened(one, f"it is paid only above {least.text}, and another award is not known")
        # "Paid only above 10 EUR": 10 EUR themselves are not paid.
        if sums[key] <= least.amount:
            because = (*one.because, f"it is paid only above {least.text}")
            by = (*one.by, trait.source)
            return replace(one, amount=none_of(amount), by=by, state="too-small", because=because)
    return one


def _thresholds(one: Award, points: Points | None) -> list[PaymentTerms]:
    """The least sums from which on an award is paid; raises ``OpenError`` if it is not known whether one holds."""
    if not any(isinstance(each.paid_above, Quantity) for each in one.agreement.traits):
        return []
    found = manners_of(one, happened(one.told, one.agreement, points=points))
    return [each for each in found if isinstance(each.paid_above, Quantity)]


def _threshold_key(trait: PaymentTerms, one: Award) -> object:
    if trait.paid_above_window is None:
        return one.told.window, one.told.start
    return span_of(question_of(one.told.known), trait.paid_above_window, one.told.start)


def question_of(known: FactsOfAgreement) -> Question:
    """A question of an agreement that is of no objective: its windows and days alone are asked."""
    agreement = known.agreement
    return asked(known.workspace, agreement, all_promises(agreement), (NEVER, FOR_EVER), World())


def span_of(question: Question, window: Window, at: Instant) -> tuple[Instant | None, Instant | None]:
    """The window of a limit that holds a moment; none where an invoice decides, whose days nothing tells."""
    if window.kind == "term":
        return question.term
    if window.kind == "invoice":
        return None, None
    try:
        return question.windows(window, at, at + 1)[-1]
    except (UnknownError, IndexError):
        return None, None
