"""What the house must do for all its agreements: lock the days of further years, and write further seasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..model.people import Opening
from ..model.workspace import Workspace

_DAY = timedelta(days=1)

HouseDue = tuple[date, str, str]
"""A day, what tells the entry from others, and what is due."""


def lists_to_lock(workspace: Workspace, until: date) -> Iterator[HouseDue]:
    """The last days on which the lock still holds all years that proofs look at, up to a day.

    Proofs look as many months ahead as `horizon` says.  Days that were not announced when the lock was written are due
    before their year begins.
    """
    lock = workspace.lock
    if not lock.holidays or not workspace.day_lists:
        return
    for year in range(lock.last + 1, date.max.year):
        month = year * 12 - workspace.horizon  # the first month from which the horizon reaches this year
        day = date(month // 12, month % 12 + 1, 1) - _DAY
        if day > until:
            break
        lists = ", ".join(workspace.day_lists)
        yield day, f"{year}", f"lock the days of {year} (`sla lock`): {lists}"
    for name, gaps in sorted(lock.gaps.items()):
        for year, gap in sorted(gaps.items()):
            if name in workspace.day_lists:
                missing = "were not announced" if gap == "unannounced" else "were not all known"
                yield date(year - 1, 12, 31), f"{name}\n{year}", f"lock {name} again: its days of {year} {missing}"


def seasons_that_end(workspace: Workspace) -> Iterator[HouseDue]:
    """The last day of the last season of each calendar that has seasons with days."""
    for name, calendar in workspace.calendars.items():
        seasons = [line for line in calendar.lines if isinstance(line, Opening) and line.weekdays and line.last]
        open_ended = any(isinstance(line, Opening) and line.first and not line.last for line in calendar.lines)
        if seasons and not open_ended:
            last = max(line.last for line in seasons if line.last)
            yield last, name, f"the last season of `{name}` ends: write the next one"
