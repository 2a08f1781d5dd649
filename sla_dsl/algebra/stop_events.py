"""The order of events at which clocks start and stop: reaching one in time implies that the earlier ones were."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.people import Event
from .undecidable import Undecidable

OWN = frozenset({"logged", "assigned", "accepted"})
"""Events of each agreement's own ticket; every other event is the same instant for everyone."""


def earlier(events: Mapping[str, Event], name: str) -> frozenset[str]:
    """The events that cannot come later than another, by ``event … after … before …``, without that event itself."""
    found: set[str] = set()
    left = [name]
    while left:
        at = left.pop()
        direct = {event.name for event in events.values() if event.before == at}
        if at in events and (after := events[at].after) is not None:
            direct.add(after)
        left += direct - found
        found |= direct
    return frozenset(found - {name})


def stop_carries(events: Mapping[str, Event], behind: str, promise: str) -> bool:
    """Whether a duration that stops at one event keeps one that stops at another: the same event or an earlier one."""
    return behind == promise or promise in earlier(events, behind)


def is_handed_over(events: Mapping[str, Event], behind: str, promise: str) -> bool | Undecidable:
    """Whether a clock behind a promise starts only with a hand-over, whose time no statement gives.

    Undecidable if it may start later than the promise's clock for another reason.
    """
    if behind in OWN:
        return True
    if behind == promise or behind in earlier(events, promise):
        return False
    return Undecidable(f"`{behind}` may come later than `{promise}`, and nothing says by how much")
