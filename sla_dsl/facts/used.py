"""Rights that are used up, held against uses: how much of each was used in a window, and what of it is left.

What was carried over is used first, so that nothing is gone while it could have been used.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..algebra.intervals import Interval
from ..algebra.scopes import overlaps
from ..algebra.zones import Instant
from ..model.agreement import Agreement
from ..model.phrases import Window
from ..model.quantity import Blank, Quantity, unit_kind
from ..model.remedies import Duty
from .all_promises import all_promises
from .kept import asked, term_of
from .question import FOR_EVER, NEVER, Question, UnknownError
from .tables.cells import MICRO
from .tables.folder import Facts
from .tables.rows import UseRow
from .tables.uses import limited_rights, text_of
from .texts import AgreementText
from .worlds import FactsOfAgreement


@dataclass(frozen=True, slots=True)
class UsedRight:
    """How much of a right was used in one of its windows (``end`` is ``FOR_EVER`` for a term without an end).

    ``most`` is what the window has of its own, a plain number of times or an amount; ``carried`` what was left of
    windows before.  If one of these, or ``used``, is not known, it is missing, and ``because`` says why.
    """

    known: FactsOfAgreement
    right: Duty
    start: Instant
    end: Instant
    most: Quantity | None = None
    carried: Fraction | None = Fraction(0)
    used: Fraction | None = None
    because: str = ""

    @property
    def left(self) -> Fraction | None:
        """The rest that may still be used in the window."""
        found = self._difference
        return None if found is None else max(found, Fraction(0))

    @property
    def beyond(self) -> Fraction | None:
        """The part that was used beyond all that there was."""
        found = self._difference
        return None if found is None else max(-found, Fraction(0))

    @property
    def _difference(self) -> Fraction | None:
        if self.most is None or self.carried is None or self.used is None:
            return None
        return self.carried + self.most.amount - self.used

    @property
    def left_for_next(self) -> Fraction | None:
        """The rest that is carried over into the next window."""
        left = self.left
        if left is None or self.most is None or self.right.carried_over is None:
            return None if self.right.carried_over else Fraction(0)
        # What came from the window before was used first, and is gone now; the rest is the window's own.
        return min(left, self.most.amount) if self.right.carried_over == "once" else left


def used_rights(facts: Facts, texts: Sequence[AgreementText], period: Interval, now: Instant) -> Iterator[UsedRight]:
    """The rights of an agreement in the windows that end in a period, or run in it now; by right and time.

    Each window is told by the text that holds at its end, or now.  Of rolling windows the last one that ended is told,
    and the fullest, if more was used in it than there is.
    """
    known = [FactsOfAgreement.of(facts, one, now) for one in texts]
    named = [_named_rights(one.agreement) for one in texts]
    for name in dict.fromkeys(name for each in reversed(named) for name in each):
        told: list[UsedRight] = []
        for number, text in enumerate(texts):
            if (right := named[number].get(name)) is not None:
                for one in _of_right(known[number], right, text, period):
                    told.append(_carried(one, told[-1] if told else None, is_new=number > 0))
        yield from _to_tell(told, period, now)


def _named_rights(agreement: Agreement) -> dict[tuple[object, ...], Duty]:
    """The rights that are used up by what makes them the same in the next text: side, text, scope and window.

    Of several that have all this in common (under other conditions) the first one is that of the other text, and so on.
    """
    found: dict[tuple[object, ...], Duty] = {}
    for right in limited_rights(agreement):
        name = right.who, text_of(right), right.scope, right.window, right.times is None
        found[*name, sum(one[:-1] == name for one in found)] = right
    return found


def _of_right(known: FactsOfAgreement, right: Duty, text: AgreementText, period: Interval) -> Iterator[UsedRight]:
    """The windows that one text tells of a right with what was used, from the first one on if something is carried."""
    every = all_promises(known.agreement)
    question = asked(known.workspace, known.agreement, every, period, known.told, text.since, text.until)
    first, last = question.term
    since, until = first if right.carried_over and first != NEVER else max(period[0], first), min(period[1], last)
    if since >= until or right.window is None:
        return
    try:
        spans = (question.term,) if right.window.kind == "term" else question.windows(right.window, since, until)
    except UnknownError as unknown:
        yield UsedRight(known, right, *period, because=f"nothing says which days are those of {unknown.word}")
        return
    rows = _rows_of(known, right)
    for start, end in spans:
        # A window of the calendar that the term cuts has its whole amount: nothing says that it has less.
        span = max(start, first), min(end, last)
        if span[0] <= known.now and question.written[0] <= min(span[1] - 1, known.now) < question.written[1]:
            within = rows[bisect_left(rows, span[0], key=_at) : bisect_left(rows, span[1], key=_at)]
            yield _used(replace(question, window=span), known, right, within)


def _rows_of(known: FactsOfAgreement, right: Duty) -> list[UseRow]:
    """The uses of a right by its customer up to now, in the order of time."""
    rows = known.facts.of(UseRow, ("agreement", "right"), [(known.agreement.name, text_of(right))])
    ours = (row for row in rows if row.customer in ("", known.agreement.customer) and _at(row) <= known.now)
    return sorted(ours, key=_at)


def _at(row: UseRow) -> Instant:
    return row.at // MICRO


def _used(question: Question, known: FactsOfAgreement, right: Duty, rows: Sequence[UseRow]) -> UsedRight:
    found = UsedRight(known, right, *question.window)
    try:
        most = _most(question, right)
        used = _sum(known, right, most.unit, rows)
    except UnknownError as unknown:
        return replace(found, because=unknown.word)
    return replace(found, most=most, used=used)


def _most(question: Question, right: Duty) -> Quantity:
    """The amount of a window of its own: so many times, or so much."""
    if right.times is None:
        assert right.limit is not None
        return question.quantity(right.limit)
    if isinstance(right.times, Blank):
        raise UnknownError(f"`{right.times.text}` has no value")
    return Quantity(amount=Fraction(right.times))


def _sum(known: FactsOfAgreement, right: Duty, unit: str, rows: Sequence[UseRow]) -> Fraction:
    """How much was used in a window, or how often; raises ``UnknownError`` where the facts do not tell."""
    if "uses" not in known.facts.tables:
        raise UnknownError("nothing tells how much was used: `uses`")
    if "uses" in known.facts.unread:
        raise UnknownError("rows of `uses` could not be read")
    if known.agreement.customer == "everyone":
        raise UnknownError("everyone has this right, and each customer uses up his own")
    alike = [one for one in limited_rights(known.agreement) if text_of(one) == text_of(right)]
    if any(one is not right and overlaps(one.scope, right.scope) for one in alike):
        raise UnknownError("several rights have this text, and nothing says which of them was used")
    total = Fraction(0)
    for row in rows:
        values = dict(row.values)
        if unsaid := next((one.scale for one in right.scope if one.scale not in values), None):
            raise UnknownError(f"{row.place.text} does not say its `{unsaid}`")
        if all(values[one.scale] in one.values for one in right.scope):
            if right.times is None and unit_kind(row.unit) != unit_kind(unit):
                raise UnknownError(f"{row.place.text} tells it in another unit")
            total += 1 if right.times is not None else row.amount or 0
    return total


def _carried(one: UsedRight, before: UsedRight | None, is_new: bool) -> UsedRight:
    """A window with what is carried over from the one before it; ``is_new`` if the text before has no such right."""
    if one.right.carried_over is None:
        return one
    if before is None:
        begins = is_new or one.start == term_of(one.known.workspace, one.known.agreement)[0]
        return (
            one if begins else replace(one, carried=None, because=one.because or "nothing tells what was left before")
        )
    if before.end != one.start or (before.most and one.most and before.most.unit_kind != one.most.unit_kind):
        return replace(one, carried=None, because=one.because or "what was left before is in other windows, or units")
    left = before.left_for_next
    return replace(one, carried=left, because=one.because or ("" if left is not None else before.because))


def _to_tell(told: Sequence[UsedRight], period: Interval, now: Instant) -> Iterator[UsedRight]:
    if any(_rolls(one.right.window) for one in told):
        over = [one for one in told if period[0] < one.end <= min(period[1], now)]
        fullest = max(over, key=lambda one: one.beyond or 0, default=None)
        if fullest is not None and fullest.beyond and fullest is not over[-1]:
            yield fullest
        yield from over[-1:]
        return
    yield from (one for one in told if period[0] < one.end <= min(period[1], now) or one.start <= now < one.end)


def _rolls(window: Window | None) -> bool:
    return window is not None and window.kind == "rolling"


def has_no_end(one: UsedRight) -> bool:
    """Whether the window is a term without an end."""
    return one.end >= FOR_EVER
