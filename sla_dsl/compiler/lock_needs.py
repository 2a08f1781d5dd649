"""The data that the lock must hold for a workspace: lists of days, zones, years."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..algebra.calendars import day_lists
from ..algebra.zones import LAST
from ..model.agreement import Agreement
from ..model.workspace import Workspace


def lock_needs(workspace: Workspace) -> dict[str, Any]:
    """The lists of days that calendars name, the zones in which time is counted, and the years that are needed."""
    calendars, agreements = workspace.calendars.values(), workspace.agreements.values()
    names = {name for calendar in calendars for line in calendar.lines for name in day_lists(line)}
    zones = {one.zone for one in calendars} | {one.zone for one in agreements}
    end = _months_later(workspace.as_of, workspace.horizon)
    # The proof looks from the day of judgement to the horizon; terms may begin earlier and end later.
    days = [workspace.as_of, end]
    for one in agreements:
        days += _term_days(one)
    return {
        "day_lists": tuple(sorted(names)),
        "zones": tuple(sorted(zone for zone in zones if zone)),
        "lock_years": (min(days).year, max(end.year, min(max(days).year, LAST))),
        "judged_years": (workspace.as_of.year, end.year),
    }


def _term_days(one: Agreement) -> list[date]:
    return [d for d in (one.term.first, one.term.last) if d is not None] if one.term else []


def _months_later(day: date, months: int) -> date:
    """A day a number of months later, on the 28th at most: only its year counts."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(min(year, 9999), month + 1, min(day.day, 28))
