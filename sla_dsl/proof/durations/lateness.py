"""Lateness of a chain of hand-offs: the worst start, the case that shows it, and the shorter hops that would mend it.

(docs/mathematics.md, Clocks and Paths)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from ...algebra.clocks import TimeLimit
from ...algebra.courses import Endless, StartSide, WorstStart
from ...algebra.openings import Diary, Moment
from ...algebra.paths import Chain, Group, hops, longest_time, run, worst_start
from ...algebra.undecidable import Undecidable
from ...algebra.zones import opening, zone
from ...model.quantity import Quantity
from ..case import Case
from ..verdict import LateCase

_OFFSETS: dict[StartSide, int] = {"just before": -1, "at": 0, "just after": 1}
"""The first distance, in seconds, of a start from the moment that the worst starts only approach."""
_SMALLEST_OFFSET = Fraction(1, 1000)
"""A millisecond, the smallest unit of time: no nearer start is tried."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """The longest time (``figure``) of a chain and its excess over the promise (``late``), both in seconds.

    Both are in the hours of the promise if it is a plain duration; if it is a deadline, or days, ``late`` is wall
    time.  They are largest (or approached) at a ``side`` of the start ``at``.  ``plain`` marks a sum of numbers in
    which no calendar has a part.
    """

    figure: Fraction
    late: Fraction
    at: Moment
    side: StartSide = "at"
    plain: bool = False


def lateness(case: Case, limit: TimeLimit, chain: Chain[TimeLimit]) -> Lateness | Endless | Undecidable | None:
    """The lateness of a chain behind a limit, over all starts on the judged days; worked out once for equal chains.

    None if nothing is promised for any start.
    """
    context = case.context
    judged = context.judged(case.agreement) or context.horizon
    first, last = judged.first or context.workspace.as_of, judged.last or context.workspace.as_of
    key = (limit, chain, first, last)
    return context.remembered("lateness", key, lambda: _lateness(context.diary, limit, chain, first, last))


def _lateness(
    diary: Diary, limit: TimeLimit, chain: Chain[TimeLimit], first: date, last: date
) -> Lateness | Endless | Undecidable | None:
    since = opening(first, 0, zone(limit.zone))
    # Where all clocks run in the same hours, the hours cancel and numbers compare.
    if is_in_the_same_hours([limit, *hops(chain)]):
        plain = _sum(chain)
        return Lateness(plain, plain - seconds(limit), since, plain=True)
    longest = longest_time(diary, limit, chain, first, last)
    if not isinstance(longest, WorstStart):
        return longest
    figure = Fraction(longest.late)
    if _is_plain(limit):
        return Lateness(figure, figure - seconds(limit), longest.start, longest.side)
    # The due time of a deadline depends on the start, and so the latest case need not be the longest.
    worst = worst_start(diary, limit, chain, first, last)
    return Lateness(figure, Fraction(worst.late), worst.start, worst.side) if isinstance(worst, WorstStart) else worst


def late_case(diary: Diary, limit: TimeLimit, chain: Chain[TimeLimit], found: Lateness) -> LateCase:
    """A case that starts at the worst moment, or a second or less beside it where that is only approached."""
    offset = Fraction(_OFFSETS[found.side])
    late = _started_at(diary, limit, chain, found.at + offset)
    # A second may already be too far from the moment: then ten times nearer.
    while offset and not late.is_late and abs(offset) > _SMALLEST_OFFSET:
        offset /= 10
        late = _started_at(diary, limit, chain, found.at + offset)
    return replace(late, offset=offset)


def _started_at(diary: Diary, limit: TimeLimit, chain: Chain[TimeLimit], start: Moment) -> LateCase:
    due, ends = run(diary, (limit,), start), run(diary, chain, start)
    known = () if isinstance(ends, Undecidable) else tuple(end for end in ends if end is not None)
    return LateCase(start, None if isinstance(due, Undecidable) else due[0], known)


def mending_hops(case: Case, limit: TimeLimit, chain: Chain[TimeLimit]) -> list[tuple[TimeLimit, Fraction]]:
    """The hops that could mend the chain alone, each with the most seconds that it may take for that."""
    found = []
    for hop in dict.fromkeys(hops(chain)):
        if isinstance(hop.time, Quantity) and hop.time.unit == "s":
            most = _most(case, limit, chain, hop)
            if most is not None:
                found.append((hop, most))
    return found


def _most(case: Case, limit: TimeLimit, chain: Chain[TimeLimit], hop: TimeLimit) -> Fraction | None:
    """The most seconds of a hop with which the chain is in time, to the minute; none if no minute is short enough."""

    def holds(minutes: int) -> bool:
        shorter = replace(hop, time=Quantity(amount=Fraction(minutes * 60), unit="s"))
        result = lateness(case, limit, replaced(chain, hop, shorter))
        # What ends exactly when it is due is in time (docs/meaning.md, When a case is late).
        return isinstance(result, Lateness) and result.late <= 0

    # A shorter hop never makes a chain later, so halving finds the longest (docs/mathematics.md, Paths).
    low, high = 1, int(seconds(hop) // 60)
    if high < low or not holds(low):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return Fraction(low * 60)


def replaced(chain: Chain[TimeLimit], hop: TimeLimit, other: TimeLimit) -> Chain[TimeLimit]:
    """The chain with one hop replaced by another wherever it stands."""
    return tuple(
        one.of(replaced(route, hop, other) for route in one.routes)
        if isinstance(one, Group)
        else other
        if one == hop
        else one
        for one in chain
    )


def is_elapsing(limit: TimeLimit) -> bool:
    """Whether a limit is an exact duration, which runs while its hours are open."""
    return isinstance(limit.time, Quantity) and limit.time.unit == "s"


def _is_plain(limit: TimeLimit) -> bool:
    return is_elapsing(limit) and limit.cut_off is None


def is_in_the_same_hours(limits: list[TimeLimit]) -> bool:
    """Whether all limits are plain durations in the same hours without a cut-off, so that their numbers compare."""
    return all(map(_is_plain, limits)) and len({one.hours or "24x7" for one in limits}) == 1


def _sum(chain: Chain[TimeLimit]) -> Fraction:
    # Side by side the longest counts that is waited for; where one route is taken, it may be the slowest.
    return sum(
        (
            sorted(map(_sum, hop.routes))[hop.waited_for - 1] if isinstance(hop, Group) else seconds(hop)
            for hop in chain
        ),
        Fraction(0),
    )


def seconds(limit: TimeLimit) -> Fraction:
    """The seconds of a plain duration."""
    return limit.time.amount if isinstance(limit.time, Quantity) else Fraction(0)
