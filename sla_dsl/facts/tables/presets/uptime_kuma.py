"""Uptime Kuma: the beats of its database.

Version 2 deletes after a day the beats that changed nothing, and keeps the last hundred of each monitor; version 1
keeps all.  Where only changes are left, two ends leave no trace: that of a maintenance after which a check was
repeated, and that of an outage if a group of monitors was pending before it was up.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from ..found import RowPlace
from .preset import Export, Input, Preset, utc

_DOWN, _UP, _PENDING, _MAINTENANCE = "0", "1", "2", "3"
_Beat = tuple[RowPlace, Any]


def _make(export: Export) -> None:
    monitors: dict[str, list[_Beat]] = defaultdict(list)
    for place, beat in export.records["heartbeat"]:
        how = "export the columns as the database has them: numbers"
        about = f"beat {beat['id']}"
        if export.coded(place, about, how, id=beat["id"], status=beat["status"], important=beat["important"]):
            monitors[str(beat["monitor_id"])].append((place, beat))
    is_told = bool(monitors)
    last = max((str(beat["time"]) for _, beat in export.records["heartbeat"]), default="")
    export.looked = utc(last)
    for number, beats in monitors.items():
        place, first = min(beats, key=_moment)
        for beat_place, _ in beats:
            export.about(beat_place, first["name"])
        export.called(place, "monitor", first["name"], number)
        beats.sort(key=_moment)
        export.begins(place, first["name"], utc(first["time"]))
        _states(export, beats)
        is_told = _gaps(export, beats, last) and is_told
    if is_told:
        export.told.add("unknown")


def _moment(beat: _Beat) -> tuple[str, int]:
    return str(beat[1]["time"]), int(beat[1]["id"])  # a database may keep whole seconds


def _states(export: Export, beats: list[_Beat]) -> None:
    """The outages and the maintenances of a monitor, by all beats that are left of it."""
    since: _Beat | None = None  # the beat with which it went down, or into a maintenance
    for number, (place, one) in enumerate(beats):
        status = str(one["status"])
        if since is not None:
            began = str(since[1]["status"])
            if _is_lost(beats[number - 1][1], one, began):
                until = "maintenance" if began == _MAINTENANCE else "outage"
                message = f"when the {until} of `{one['name']}` ended that began at {utc(since[1]['time'])} is not told"
                export.doubt(since[0], message, "it is not known until the next beat; write a row for what you know")
                start, end = utc(beats[number - 1][1]["time"]), utc(one["time"])
                _ended(export, since, start)
                export.add("unknown", place, service=one["name"], start=start, end_=end)
                since = None
            elif status != began and (status != _PENDING or began == _MAINTENANCE):
                _ended(export, since, utc(one["time"]))
                since = None
        if since is None and status in (_DOWN, _MAINTENANCE):
            since = place, one
    if since is not None:
        _ended(export, since, "")


def _is_lost(before: Any, beat: Any, state: str) -> bool:
    """Whether a monitor left a state between two beats, and no beat in between is left."""
    status, is_change = str(beat["status"]), str(beat["important"]) == "1"
    if _apart(before, beat) <= 2 * timedelta(seconds=int(beat["interval"])):
        return False
    if is_change:
        # A check that is to be repeated is pending first, and that is no change after a maintenance.
        was_pending = str(beat.get("maxretries") or "0") != "0" or int(beat.get("retries") or 0) > 1
        return status == state or (state == _MAINTENANCE and status == _DOWN and was_pending)
    return status != state


def _ended(export: Export, since: _Beat, until: str) -> None:
    place, one = since
    start, service = utc(one["time"]), one["name"]
    if str(one["status"]) == _DOWN:
        export.add("outages", place, service=service, start=start, end_=until, id=one["id"])
    elif not until:
        export.wrong(place, f"a maintenance of `{service}` goes on", "export again when it is over")
    elif start != until:
        export.add("exclusions", place, reason=export.text("maintenance"), start=start, end_=until, service=service)


def _apart(one: Any, later: Any) -> timedelta:
    return datetime.fromisoformat(str(later["time"])) - datetime.fromisoformat(str(one["time"]))


def _gaps(export: Export, beats: list[_Beat], last: str) -> bool:
    """Adds the time without a beat, of more than twice the interval, since all beats are kept; gives whether all are.

    At its end a monitor was paused.
    """
    kept = next((number for number, (_, one) in enumerate(beats) if str(one["important"]) != "1"), len(beats))
    for number, (place, one) in enumerate(beats[kept:], start=kept + 1):
        later = beats[number][1] if number < len(beats) else {"time": last}
        if _apart(one, later) > 2 * timedelta(seconds=int(one["interval"])):
            export.add("unknown", place, service=one["name"], start=utc(one["time"]), end_=utc(later["time"]))
    first = [one for _, one in beats[: kept + 1]]
    return all(_apart(one, later) <= 2 * timedelta(seconds=int(one["interval"])) for one, later in pairwise(first))


PRESET = Preset(
    "Uptime Kuma",
    {
        "heartbeat": Input(
            "sqlite:exports/kuma.db",
            "a copy of its database `kuma.db` (or a CSV of the same query over MariaDB)",
            query="select h.id, h.important, h.monitor_id, h.status, h.time, m.name, m.interval, m.maxretries"
            " from heartbeat h join monitor m on m.id = h.monitor_id",
            needs=("id", "important", "monitor_id", "status", "time", "name", "interval"),
            key="id",
        )
    },
    _make,
    ("outages", "unknown", "exclusions"),
    {"maintenance": "maintenance"},
    lacks={"unknown": "when it did not look itself, but of the time of which all beats are kept"},
    assumes=("an outage begins with the first beat that is down: retries before it are not seen",),
)
