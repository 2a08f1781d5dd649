"""How long something may be down before a promise of availability is missed, in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

from ..algebra.calendars import ALWAYS, almanac_of
from ..algebra.windows import anchor, windows
from ..algebra.zones import instant, local, zone
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Bound
from ..model.quantity import Quantity
from ..model.workspace import Workspace
from ..wording.figures import seconds_text

MONTH = 30 * 24 * 3600
"""The month of 30 days, in seconds, by which shares of time are compared at a glance."""


def lost(share: Fraction) -> Fraction:
    """The part of the time (0 to 1) that may be lost where a share in percent is promised."""
    return 1 - share / 100


def budget_text(workspace: Workspace, agreement: Agreement, objective: Objective) -> str:
    """The downtime that a promise allows in the window of the as-of day, within its hours and without exclusions.

    Empty for anything but a promise of ``at least`` a share of time that composes as availability does, and where the
    windows are not known.
    """
    bound, window = objective.bound, objective.window
    metric = workspace.metrics.get(objective.metric)
    if not isinstance(bound, Bound) or bound.kind != "at-least" or window is None or metric is None:
        return ""
    if not isinstance(bound.value, Quantity) or bound.value.unit != "%" or metric.composes != "availability":
        return ""
    where, first = zone(agreement.zone or "UTC"), anchor(window, agreement)
    today = instant(datetime(*workspace.as_of.timetuple()[:3], tzinfo=where))
    spans = windows(window, where, today, today + 1, first) if first is not None else None
    almanac = almanac_of(workspace)
    hours = objective.hours or ALWAYS
    if not spans or not almanac.is_known(hours):
        return ""
    since, until = spans[0]
    counted = almanac.opening_time(hours, since, until)
    last = local(until, where) - timedelta(days=1)
    text = f"{seconds_text(lost(bound.value.amount) * counted)} of the {seconds_text(counted)}"
    return f"{text} from {local(since, where).date()} to {last.date()}, exclusions not counted"


def in_a_month(share: Fraction) -> str:
    """The downtime that a share in percent allows in a month of 30 days."""
    return seconds_text(lost(share) * MONTH)
