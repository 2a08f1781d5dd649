"""Uptime Kuma 2: the beats of its database.

Version 2 deletes after a day the beats that changed nothing.  So a row is a change of state, and only of the last day
can be seen when Kuma itself did not look.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from ..found import RowPlace
from .preset import Export, Input, Preset, utc

_DOWN, _MAINTENANCE = "0", "3"
_DAY = timedelta(hours=24)


def _make(export: Export) -> None:
    monitors: dict[str, list[tuple[RowPlace, Any]]] = defaultdict(list)
    for place, beat in export.records["heartbeat"]:
        how = "export the columns as the database has them: numbers"
        about = f"beat {beat['id']}"
        if export.coded(place, about, how, status=beat["status"], important=beat["important"]):
            monitors[str(beat["monitor_id"])].append((place, beat))
    last = max((str(beat["time"]) for _, beat in export.records["heartbeat"]), default="")
    for beats in monitors.values():
        beats.sort(key=lambda one: str(one[1]["time"]))
        export.begins(beats[0][0], beats[0][1]["name"], utc(beats[0][1]["time"]))
        _states(export, [one for one in beats if str(one[1]["important"]) == "1"])
        _gaps(export, beats, last)


def _states(export: Export, beats: list[tuple[RowPlace, Any]]) -> None:
    ends = [one["time"] for _, one in beats[1:]]
    for (place, one), end in zip(beats, [*ends, None], strict=True):
        start, until, service = utc(one["time"]), utc(end), one["name"]
        if str(one["status"]) == _DOWN:
            export.add("outages", place, service=service, start=start, end_=until, id=one["id"])
        elif str(one["status"]) == _MAINTENANCE and until:
            export.add("exclusions", place, reason=export.text("maintenance"), start=start, end_=until, service=service)
        elif str(one["status"]) == _MAINTENANCE:
            export.wrong(place, f"a maintenance of `{service}` goes on", "export again when it is over")


def _gaps(export: Export, beats: list[tuple[RowPlace, Any]], last: str) -> None:
    """The time without a beat, of more than twice the interval, in the day before the last one of all."""
    times = [datetime.fromisoformat(str(one["time"])) for _, one in beats]
    for number, (place, one) in enumerate(beats[:-1]):
        least = 2 * timedelta(seconds=int(one["interval"]))
        if times[number] >= datetime.fromisoformat(last) - _DAY and times[number + 1] - times[number] > least:
            until = utc(beats[number + 1][1]["time"])
            export.add("unknown", place, service=one["name"], start=utc(one["time"]), end_=until)


PRESET = Preset(
    "Uptime Kuma",
    {
        "heartbeat": Input(
            "sqlite:exports/kuma.db",
            "a copy of its database `kuma.db` (or a CSV of the same query over MariaDB)",
            query="select h.id, h.important, h.monitor_id, h.status, h.time, m.name, m.interval"
            " from heartbeat h join monitor m on m.id = h.monitor_id",
            needs=("id", "important", "monitor_id", "status", "time", "name", "interval"),
            key="id",
        )
    },
    _make,
    ("outages", "unknown", "exclusions"),
    {"maintenance": "maintenance"},
    lacks={"unknown": "when it did not look itself, but of the last day"},
    assumes=("an outage begins with the first beat that is down: retries before it are not seen",),
)
