"""Rights that arise from what happened: to end an agreement, and what a side may or must do on a condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..algebra.scopes import is_at
from ..algebra.truth import tests_in
from ..algebra.zones import Instant
from ..model.objective import Objective
from ..model.phrases import Both, Collected, Compared, Condition, Either, Missed, Not, Role
from ..model.remedies import Duty, RightToTerminate
from ..text.source import Span
from .award import Award
from .bounds import OpenError
from .happened_in_window import HappenedInWindow, happened
from .points import Points
from .question import UnknownError
from .reported import WindowFigure

END = "end"
"""The right to end the agreement."""


@dataclass(frozen=True, slots=True)
class Right:
    """A right or a duty of a side that arose with a window (``told``), and the windows that count for it, in order.

    ``right`` is `end`, or the text of what the side may do, has to do (``must``) or must not do (``forbidden``); it is
    empty of a duty that a condition holds (``ensures``).  Of a right that ``is_open`` it is not known whether it arose;
    ``because`` says why.
    """

    told: WindowFigure
    party: Role
    right: str
    counting: tuple[WindowFigure, ...]
    by: Span
    must: bool = False
    forbidden: bool = False
    ensures: Condition | None = None
    because: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is not known if it arose."""
        return bool(self.because)

    @property
    def agreement(self) -> str:
        """The name of the agreement."""
        return self.told.known.agreement.name


def rights_of(windows: list[WindowFigure], awards: list[Award], points: Points) -> list[Right]:
    """The rights that arise, or may have arisen, with the windows of one agreement.

    ``points`` are those of all its promises, from before the windows on.
    Each is told with its first window of several at once; one that is not known once, if it did not arise besides.
    """
    found: dict[tuple[Span, tuple[Instant, ...]], Right] = {}
    unknown: dict[Span, Right] = {}
    for told in windows:
        agreement = told.known.agreement
        statements: list[RightToTerminate | Duty] = [*agreement.rights_to_end, *agreement.duties]
        for stated in statements:
            when, source = stated.when, stated.source
            if when is None or told.end > told.known.now or not _speaks_of(when, told.promise):
                continue
            try:
                counting = _arises(told, when, awards, points)
            except OpenError as open_:
                unknown.setdefault(source, _right(told, stated, (), open_.message))
                continue
            if counting is not None:
                found.setdefault((source, tuple(each.start for each in counting)), _right(told, stated, counting))
    arisen = {source for source, _ in found}
    return [*found.values(), *(one for source, one in unknown.items() if source not in arisen)]


def _right(
    told: WindowFigure, stated: RightToTerminate | Duty, counting: tuple[WindowFigure, ...], because: str = ""
) -> Right:
    if isinstance(stated, RightToTerminate):
        return Right(told, stated.who, END, counting, stated.source, because=because)
    kind = stated.must, stated.forbidden, stated.ensures
    return Right(told, stated.who, stated.text, counting, stated.source, *kind, because)


def _speaks_of(condition: Condition, objective: Objective) -> bool:
    """Whether a condition names an objective; one that names none is asked with every window."""
    names = list(_named(condition))
    return not names or any(is_at(objective, name) for name in names)


def _named(condition: Condition) -> Iterator[str]:
    match condition:
        case Missed():
            yield condition.objective
        case Compared():
            yield condition.subject
        case Both() | Either():
            for part in condition.parts:
                yield from _named(part)
        case Not():
            yield from _named(condition.part)


def _arises(
    told: WindowFigure, when: Condition, awards: list[Award], points: Points
) -> tuple[WindowFigure, ...] | None:
    """The windows that count, if a condition holds in a window; none if not.  Raises ``OpenError`` if nobody knows."""
    # Points are added up, and rights used up, in windows of their own: at the end of one their award reaches its cap.
    over = [one for one in awards if not one.is_of_a_promise and told.start < one.told.end <= told.end]
    over += [one for one in awards if one.told.window == told.window]
    reached = frozenset(one.kind for one in over if one.is_capped)
    what = happened(told, told.known.agreement, reached=reached, points=points)
    try:
        if not what.holds(when):
            return None
        counting = {one.start: one for each in _counting(what, when) for one in each}
    except UnknownError as unknown:
        raise OpenError(f"it is not known whether it holds: {unknown.word}", "see what the facts lack") from unknown
    # Points stay until their window ends: the right arose with those that were earned last.
    is_new = any(told.start < one.end <= told.end for one in counting.values())
    if counting and not is_new and all(isinstance(test, Collected) for test in tests_in(when)):
        return None
    return tuple(counting[start] for start in sorted(counting))


def _counting(what: HappenedInWindow, condition: Condition) -> Iterator[Sequence[WindowFigure]]:
    """The windows that are missed, or that earn points, each time that a condition holds."""
    match condition:
        case Missed():
            yield from what.misses(condition)
        case Collected():
            yield from what.collected(condition)
        case Both() | Either():
            for part in condition.parts:
                yield from _counting(what, part)
