"""The changes of a new lock, for people."""

from __future__ import annotations

from collections.abc import Iterator

from ..algebra.known import Listed, estimates, gap_years, kept_closed, listed, years_text
from ..model.day_lists import MOVED, DayList
from ..model.lock import Lock, clocks_in, common_years
from ..model.workspace import Workspace
from .check.text import counted


def lock_report(before: Lock, after: Lock) -> bytes:
    """One line for each change: a version, the years, a list, a zone, and each day or clock of years locked before."""
    return ("\n".join(_changes(before, after)) + "\n").encode() if before != after else b"nothing changes\n"


def regions_note(country: str, regions: tuple[str, ...]) -> str:
    """A note that some regions of a country have other days than its code gives."""
    some = f"{', '.join(regions[:3])} and {len(regions) - 3} more" if len(regions) > 4 else ", ".join(regions)
    return f"{country} is the country as a whole: other days in {some}; name the region if these hours are those of one"


def days_notes(workspace: Workspace, lock: Lock) -> Iterator[str]:
    """Notes about the days of a new lock that are not known, may still change, or are left out."""
    notes = (note for one in listed(workspace, lock.first, lock.last) for note in _notes(lock, one))
    yield from dict.fromkeys(notes)


def _notes(lock: Lock, one: Listed) -> Iterator[str]:
    if unknown := gap_years(lock, one, "unknown"):
        yield f"{one.name}: no days are known for {years_text(unknown)}; `sla check` says what to write"
    if few := gap_years(lock, one, "few"):
        yield f"{one.name}: far fewer days are known for {years_text(few)} than for the years before"
    if unannounced := gap_years(lock, one, "unannounced"):
        code, said = DayList.of(one.name).code, years_text(unannounced)
        yield f"{code}: no moved working days are announced for {said}; lock again then"
    if days := estimates(lock, one):
        many, said = counted(len(days), "day"), years_text({day.year for day in days})
        yield f"{one.name}: {many} of {said} are estimates, announced shortly before; lock again then"
    if days := kept_closed(lock, one):
        moved = DayList(DayList.of(one.name).code, MOVED)
        said = ", ".join(map(str, days))
        yield f"{moved.code}: work is moved to {said}; say `open {moved.name}` and the hours if so"


def _changes(before: Lock, after: Lock) -> Iterator[str]:
    if before.prelude != after.prelude:
        yield "the standard metrics change" if before.prelude else "the standard metrics are locked"
    if (before.first, before.last) != (after.first, after.last):
        yield f"years: {_years(before)} -> {_years(after)}"
    for code in sorted(before.holidays.keys() | after.holidays.keys()):
        old, new = before.holidays.get(code), after.holidays.get(code)
        if old is None or new is None:
            yield f"{code}: " + ("removed" if new is None else f"added, {counted(len(new), 'day')}")
            continue
        for day in sorted(old.keys() | new.keys()):
            if old.get(day) != new.get(day) and all(lock.first <= day.year <= lock.last for lock in (before, after)):
                yield f"{code}: {day} {old.get(day, 'no holiday')} -> {new.get(day, 'no holiday')}"
    for name in sorted(before.zones.keys() | after.zones.keys()):
        yield from _zone_changes(name, before, after)


def _zone_changes(name: str, before: Lock, after: Lock) -> Iterator[str]:
    """One line for a zone that is added or removed, and for each change of clocks that differs."""
    if name not in before.zones or name not in after.zones:
        yield f"{name}: " + ("removed" if name in before.zones else "its clocks are locked")
        return
    old, new = (clocks_in(lock.zones[name], *common_years(before, after)) for lock in (before, after))
    for minute in sorted(old.keys() | new.keys()):
        if old.get(minute) != new.get(minute):
            yield f"{name}: {minute} UTC {old.get(minute, 'no change')} -> {new.get(minute, 'no change')}"


def _years(lock: Lock) -> str:
    return f"{lock.first} to {lock.last}" if lock.last else "none"
