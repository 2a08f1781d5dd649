"""How late a chain of hand-offs may be: the worst start, the case that shows it, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from ...algebra.clocks import Limit
from ...algebra.courses import Endless, Extreme, Side
from ...algebra.openings import Diary, Moment
from ...algebra.paths import Chain, Group, hops, longest_time, run, worst_start
from ...algebra.undecidable import Undecidable
from ...algebra.zones import opening, zone
from ...model.agreement import Agreement
from ...model.quantity import Quantity
from ..context import Context
from ..verdict import LateCase

_OFFSETS: dict[Side, int] = {"just before": -1, "at": 0, "just after": 1}


@dataclass(frozen=True, slots=True)
class Lateness:
    """How long a chain takes at most, and by how much that is more than promised, both in seconds.

    Both are in the hours of the promise if it is a plain duration; if it is a deadline, or days, ``late`` is wall
    time.  They are largest (or approached) at a ``side`` of the start ``at``.  ``plain`` is a sum that no calendar
    has a part in.
    """

    figure: Fraction
    late: Fraction
    at: Moment
    side: Side = "at"
    plain: bool = False


def lateness(
    context: Context, agreement: Agreement, limit: Limit, chain: Chain[Limit]
) -> Lateness | Endless | Undecidable | None:
    """How late a chain may be on the judged days of an agreement; worked out once for equal chains.

    None if nothing is promised for any start.
    """
    first, last = _days(context, agreement)
    return context.remembered((limit, chain, first, last), lambda: _lateness(context, limit, chain, first, last))


def _lateness(
    context: Context, limit: Limit, chain: Chain[Limit], first: date, last: date
) -> Lateness | Endless | Undecidable | None:
    since = opening(first, 0, zone(limit.zone))
    plain = _plain_sum(limit, chain)
    if plain is not None:
        return Lateness(plain, plain - _seconds(limit), since, plain=True)
    diary = context.diary
    longest = longest_time(diary, limit, chain, first, last)
    if not isinstance(longest, Extreme):
        return longest
    figure = Fraction(longest.late)
    if _is_elapsing(limit):
        return Lateness(figure, figure - _seconds(limit), longest.start, longest.side)
    worst = worst_start(diary, limit, chain, first, last)
    return Lateness(figure, Fraction(worst.late), worst.start, worst.side) if isinstance(worst, Extreme) else worst


def late_case(context: Context, limit: Limit, chain: Chain[Limit], found: Lateness) -> LateCase:
    """A case that starts at the worst moment; where that is only approached, a second or less beside it."""
    diary = context.diary
    offset = Fraction(_OFFSETS[found.side])
    case = _case(diary, limit, chain, found.at + offset)
    while offset and not case.is_late and abs(offset) > Fraction(1, 1000):
        offset /= 10
        case = _case(diary, limit, chain, found.at + offset)
    return replace(case, offset=offset)


def _case(diary: Diary, limit: Limit, chain: Chain[Limit], start: Moment) -> LateCase:
    due, ends = run(diary, (limit,), start), run(diary, chain, start)
    known = () if isinstance(ends, Undecidable) else tuple(end for end in ends if end is not None)
    return LateCase(start, None if isinstance(due, Undecidable) else due[0], known)


def mending_hops(
    context: Context, agreement: Agreement, limit: Limit, chain: Chain[Limit]
) -> list[tuple[Limit, Fraction]]:
    """For each hop alone, the most seconds that it may take so that the chain is in time; if it may take any."""
    found = []
    for hop in dict.fromkeys(hops(chain)):
        if isinstance(hop.time, Quantity) and hop.time.unit == "s":
            most = _most(context, agreement, limit, chain, hop)
            if most is not None:
                found.append((hop, most))
    return found


def _most(context: Context, agreement: Agreement, limit: Limit, chain: Chain[Limit], hop: Limit) -> Fraction | None:
    """By halving, to the minute, of which it takes one at least: a shorter hop never makes a chain later."""

    def holds(minutes: int) -> bool:
        shorter = replace(hop, time=Quantity(amount=Fraction(minutes * 60), unit="s"))
        result = lateness(context, agreement, limit, replaced(chain, hop, shorter))
        return isinstance(result, Lateness) and result.late <= 0

    low, high = 1, int(_seconds(hop) // 60)
    if high < low or not holds(low):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return Fraction(low * 60)


def replaced(chain: Chain[Limit], hop: Limit, by: Limit) -> Chain[Limit]:
    """The chain with one hop replaced wherever it stands."""
    return tuple(
        Group(one.kind, tuple(replaced(route, hop, by) for route in one.routes))
        if isinstance(one, Group)
        else by
        if one == hop
        else one
        for one in chain
    )


def _days(context: Context, agreement: Agreement) -> tuple[date, date]:
    judged = context.judged(agreement) or context.horizon
    return judged.first or context.workspace.as_of, judged.last or context.workspace.as_of


def _is_elapsing(limit: Limit) -> bool:
    return isinstance(limit.time, Quantity) and limit.time.unit == "s" and limit.cut_off is None


def _plain_sum(limit: Limit, chain: Chain[Limit]) -> Fraction | None:
    """The chain's length in seconds, if all clocks run in the same hours without a cut-off; so that numbers compare."""
    every = [limit, *hops(chain)]
    if not all(map(_is_elapsing, every)) or len({one.hours or "24x7" for one in every}) > 1:
        return None
    return _sum(chain)


def _sum(chain: Chain[Limit]) -> Fraction:
    return sum((max(map(_sum, hop.routes)) if isinstance(hop, Group) else _seconds(hop) for hop in chain), Fraction(0))


def _seconds(limit: Limit) -> Fraction:
    return limit.time.amount if isinstance(limit.time, Quantity) else Fraction(0)
