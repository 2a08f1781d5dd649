"""Waits: the time that does not count for a carrier."""

from __future__ import annotations

from fractions import Fraction

from ...algebra.clocks import TimeLimit
from ...algebra.scopes import exclusions, suspensions
from ...model.objective import Objective
from ...model.people import Pause
from ...model.quantity import Quantity
from ..behind.carriers import Carrier
from ..context import Context


def may_wait(context: Context, carrier: Carrier) -> bool:
    """Whether there is time that does not count for a carrier: pauses, and what is excluded or suspended."""
    agreement, objective = carrier.agreement, carrier.objective
    clock = context.clock(objective)
    return bool(
        pauses_of(context, objective)
        or exclusions(agreement, objective)
        or suspensions(agreement, objective)
        or (clock and clock.reopened == "continues")
    )


def pauses_of(context: Context, objective: Objective) -> list[Pause]:
    """The pauses of an objective, in the order in which they count: its own, then those of its clock."""
    clock = context.clock(objective)
    return [*objective.pauses, *(clock.pauses if clock else ())]


_A_YEAR = TimeLimit(Quantity(amount=Fraction(366 * 86400), unit="s"), "UTC")
"""For how long a case is taken to wait where nothing limits it (docs/backing.md, What `backed` means)."""
_DAY, CLOCKS = 86400, 7200
"""A local day in seconds, and by how much changes of the clocks may move the end of some days."""


def longest_wait(context: Context, carrier: Carrier, *, limited_too: bool = True) -> TimeLimit:
    """The longest time for which a case waits at a carrier: of its hours, as the limits of its pauses are.

    What is excluded up to a limit is taken for free, or left out (``limited_too``).
    """
    clock = context.clock(carrier.objective)
    limits = [pause_seconds(pause) for pause in pauses_of(context, carrier.objective)]
    known = [limit for limit in limits if limit is not None]
    excluded = exclusions(carrier.agreement, carrier.objective)
    free = any(limited_too or one.limit is None for one in excluded)
    free = free or bool(suspensions(carrier.agreement, carrier.objective))
    unlimited = free or len(known) < len(limits) or (clock and clock.restarts)
    if unlimited:
        return _A_YEAR
    total = Quantity(amount=sum(known, Fraction(0)), unit="s")
    return TimeLimit(total, carrier.agreement.zone or "UTC", context.hours(carrier.objective))


def waits_freely(context: Context, carrier: Carrier, *, limited_too: bool = True) -> bool:
    """Whether nothing limits for how long a case waits at a carrier."""
    return longest_wait(context, carrier, limited_too=limited_too) is _A_YEAR


def pause_seconds(pause: Pause) -> Fraction | None:
    """The most seconds for which a pause stops a clock; none if it has no limit, or none of a known length."""
    bound = pause.bound
    if bound is None or bound.kind not in ("at-most", "below") or pause.after is not None:
        return None
    if not isinstance(bound.value, Quantity) or bound.value.unit not in ("s", "day"):
        return None
    # Clocks that go back come forward again, so that no span of days is longer by more than the largest change: two
    # hours, in Troll (docs/mathematics.md, Pauses).
    return bound.value.amount if bound.value.unit == "s" else bound.value.amount * _DAY + CLOCKS
