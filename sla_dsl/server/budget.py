"""How long something may be down before a promise of availability is missed, in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from ..algebra.calendars import almanac_of
from ..algebra.windows import anchor, stated_seconds, windows
from ..algebra.zones import instant, local, zone
from ..facts.budget import allowed_share
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.workspace import Workspace
from ..wording.figures import seconds_text


class AllowedDowntime(NamedTuple):
    """The downtime that a promise allows in one window, and the time that is counted there, both in words.

    ``first`` and ``last`` are the days of the window, both included.
    """

    allowed: str
    counted: str
    first: date
    last: date

    @property
    def text(self) -> str:
        """All of it in one phrase."""
        return f"{self.allowed} of the {self.counted} from {self.first} to {self.last}, exclusions not counted"


def allowed_downtime(workspace: Workspace, agreement: Agreement, objective: Objective) -> AllowedDowntime | None:
    """The downtime that a promise allows in its own window around the as-of day, within its own hours.

    The first of these windows counts where several overlap. None for anything but a share of time that composes as
    availability does, and where hours or windows are not known.
    """
    metric, window, hours = workspace.metrics.get(objective.metric), objective.window, objective.hours
    share = allowed_share(objective, metric.better) if metric and metric.composes == "availability" else None
    if share is None or window is None or hours is None:
        return None
    where, first = zone(agreement.zone or "UTC"), anchor(window, agreement)
    today = instant(datetime(*workspace.as_of.timetuple()[:3], tzinfo=where))
    spans = windows(window, where, today, today + 1, first) if first is not None else None
    almanac = almanac_of(workspace)
    if not spans or not almanac.is_known(hours):
        return None
    since, until = spans[0]
    counted = stated_seconds(window) or almanac.opening_time(hours, since, until)
    last = local(until, where) - timedelta(days=1)
    return AllowedDowntime(
        seconds_text(share * counted), seconds_text(counted), local(since, where).date(), last.date()
    )
