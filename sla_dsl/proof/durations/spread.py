"""Spread: over how many windows the cases of one window come to a later hop.

(docs/mathematics.md, Pooled populations)
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...algebra.clocks import TimeLimit
from ...algebra.paths import hops
from ...model.agreement import Volume
from ...model.phrases import Window
from ...model.quantity import Quantity
from ...text.finding import Related
from ..behind.carriers import Carrier
from ..behind.volumes import is_within, volume_text, volumes_of
from ..case import Case
from .lateness import Lateness, lateness
from .legs import Legs, limits
from .starts import begins_before, later_carriers
from .waits import may_wait

_LEAST = {"hour": 1800, "day": 22 * 3600, "week": 166 * 3600, "month": 670 * 3600}
"""The seconds of the shortest windows; longer ones are taken for months.

Of all zones the clocks of Lord Howe go forward by least, half an hour, and those of Troll by most, two hours.
"""


def windows_touched(case: Case, legs: Legs, windows: Sequence[Window | None]) -> int | None:
    """How many windows the cases of one window of the promise reach on their way; none if that is not known."""
    limit = TimeLimit(Quantity(amount=Fraction(0), unit="s"), case.agreement.zone or "UTC")
    # A case that waits may come in any later window.
    if any(leg.carrier is not None and may_wait(case.context, leg.carrier) for leg in hops(legs)):
        return None
    found = lateness(case, limit, limits(legs))
    shortest = [shortest_length(window) for window in windows]
    if not isinstance(found, Lateness) or None in shortest:
        return None
    return 2 + int(found.figure // min(length for length in shortest if length is not None))


def shortest_length(window: Window | None) -> int | None:
    """The seconds of the shortest windows of a kind; none of windows that roll."""
    if window is None or window.kind not in ("calendar", "contract", "fiscal"):
        return None
    return _LEAST.get(window.period or "", _LEAST["month"])


def check_order(case: Case, legs: Legs) -> None:
    """Cases come to a later hop in another order, and in other windows, than they began: all must be within its volume.

    What comes beyond our own volume comes to it as well: that no more comes is assumed.
    """
    later = later_carriers(legs)
    for carrier in dict.fromkeys(leg.carrier for leg in hops(legs) if leg.carrier is not None):
        if carrier in later or begins_before(case, carrier):
            for volume in volumes_of(carrier):
                _check_order(case, legs, carrier, volume)


def _check_order(case: Case, legs: Legs, carrier: Carrier, volume: Volume) -> None:
    behind = carrier.agreement
    for ours in case.agreement.volumes:
        times = None if begins_before(case, carrier) else windows_touched(case, legs, [ours.window])
        if times is not None and is_within(case, ours, behind, volume, times):
            case.assumptions.append(f"no more than {volume_text(ours)} come to `{case.agreement.name}`")
            return
    case.add(
        "undecidable",
        "backing/not-understood",
        behind.name,
        "volume at most",
        message=f"`{carrier.name}` holds up to {volume_text(volume)}, and cases of `{case.address}` come to it in "
        "another order than they began",
        related=[
            Related(volume.source, "beyond this nothing is promised"),
            Related(case.objective.source, "this promises the first ones that begin"),
        ],
        help=f"have `{behind.name}` promise for so many more, or for every case that comes to it",
    )
