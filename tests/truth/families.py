"""All families of random workspaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from . import families_apart as apart
from . import families_asked as asked
from . import families_cases as cases
from . import families_counted as counted
from . import families_further as further
from . import families_latest as latest
from . import families_newest as newest
from . import families_outages as counted_outages
from . import families_uptime as uptime
from .draft import Draft

FAMILIES: Mapping[str, Callable[[Random], Draft]] = {
    "uptime-windows": uptime.windows,
    "uptime-structures": uptime.structures,
    "uptime-exclusions": uptime.exclusions,
    "uptime-idle-exclusions": uptime.idle_exclusions,
    "uptime-thresholds": uptime.thresholds,
    "uptime-objectives": uptime.objectives,
    "uptime-common": uptime.common,
    "paths": cases.paths,
    "whole-days": cases.whole_days,
    "days": cases.days,
    "scopes": cases.scopes,
    "pauses": cases.pauses,
    "clocks": cases.clocks,
    "needs": cases.needs,
    "shares": cases.shares,
    "suspensions": further.suspensions,
    "amendments": further.amendments,
    "terms": further.terms,
    "parties": further.parties,
    "covered": further.covered,
    "figures": further.figures,
    "joined": further.joined,
    "apart-limits": apart.limits,
    "apart-occasions": apart.occasions,
    "apart-days": apart.days,
    "beginnings": newest.beginnings,
    "parameters": newest.parameters,
    "partial": newest.partial,
    "overlapping": newest.overlapping,
    "holidays": newest.holidays,
    "several-months": newest.several_months,
    "allowances": newest.allowances,
    "rolling-hours": latest.rolling_hours,
    "crossing-limits": latest.crossing_limits,
    "calendar-months": latest.calendar_months,
    "beside": latest.beside,
    "many": counted.many,
    "outages-counted": counted_outages.counted,
    "outages-frozen": counted_outages.frozen,
    "outages-means": counted_outages.means,
    "asked-conditions": asked.conditions,
    "asked-waits": asked.waits,
    "asked-deadlines": asked.deadlines,
}
