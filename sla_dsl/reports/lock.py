"""What a new lock changes, for people."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.lock import Lock
from .check.text import counted


def lock_report(before: Lock, after: Lock) -> bytes:
    """One line for each version, range of years, code, and day of years locked before, that changes."""
    return ("\n".join(_changes(before, after)) + "\n").encode() if before != after else b"nothing changes\n"


def regions_note(country: str, regions: tuple[str, ...]) -> str:
    """That some regions of a country have other days than its code gives."""
    some = f"{', '.join(regions[:3])} and {len(regions) - 3} more" if len(regions) > 4 else ", ".join(regions)
    return f"{country} is the country as a whole: other days in {some}; name the region if these hours are those of one"


def _changes(before: Lock, after: Lock) -> Iterator[str]:
    if before.prelude != after.prelude:
        yield "the standard metrics change" if before.prelude else "the standard metrics are locked"
    if before.zone_data != after.zone_data:
        yield f"time zone data: {before.zone_data or 'none'} -> {after.zone_data}"
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


def _years(lock: Lock) -> str:
    return f"{lock.first} to {lock.last}" if lock.last else "none"
