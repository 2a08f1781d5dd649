"""How the deadlines of duties and reports are compared: times behind a window, and days of the calendar."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..algebra.days import last_day_behind, window_ends
from ..model.agreement import Report
from ..model.phrases import ByDay, Window, Within
from ..model.remedies import Duty
from ..wording.values import said
from .change import Relation
from .construct import Construct, Stakes, differ
from .meaning import meaning
from .orders import number, within
from .shared_parts import MOVED
from .sides import Sides


class WindowDeadline(NamedTuple):
    """A deadline, and the windows behind or in which it is."""

    of: Within | ByDay | date
    window: Window | None


def deadline_of(part: str, gains: Stakes, present: Stakes) -> Construct:
    """The last day of a duty or a report, by whom more time is for."""
    return Construct(
        f"{part}-deadline",
        _deadline,
        deadlines,
        gains,
        MOVED,
        present,
        show=lambda one: said(one and one.of),
        differs=lambda _sides, *both: differ(both, "within", "by", "by_date"),
    )


def _deadline(one: Duty | Report) -> WindowDeadline | None:
    of = one.within or one.by or one.by_date
    return WindowDeadline(of, one.window) if of is not None else None


def deadlines(sides: Sides, before: WindowDeadline, after: WindowDeadline) -> Relation:
    """Deadlines by their last days behind every window; a later one is more time."""
    if isinstance(before.of, Within) and isinstance(after.of, Within):
        return within(sides, before.of, after.of)
    if isinstance(before.of, date) or isinstance(after.of, date):
        # What is due once, and what comes back, cannot be weighed.
        return number(sides, before.of, after.of) if type(before.of) is type(after.of) else "other"
    if meaning(before.of) == meaning(after.of):
        return "same"
    window = before.window
    if window is None or window.kind != "calendar" or meaning(window) != meaning(after.window):
        return "other"
    ends = window_ends(window.period or "")
    days = [(last_day_behind(before.of, end), last_day_behind(after.of, end)) for end in ends]
    pairs = [(old, new) for old, new in days if old is not None and new is not None]
    if len(pairs) < len(days):
        return "other"
    sooner, later = any(new < old for old, new in pairs), any(new > old for old, new in pairs)
    return "other" if sooner and later else "less" if sooner else "more" if later else "same"
