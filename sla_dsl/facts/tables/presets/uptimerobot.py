"""UptimeRobot: monitors and their logs, the newest first."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ..found import RowPlace
from .preset import Export, Input, Preset, each, since_1970

_DOWN, _UP, _STARTED, _PAUSED, _NOW_DOWN, _NOW_PAUSED = "1", "2", "98", "99", ("8", "9"), "0"
_ROUNDED = 60
"""Seconds that may lie between two logs, since their durations are rounded."""
_HOW = "POST /v2/getMonitors, which gives numbers for states"


def _make(export: Export) -> None:
    monitors: dict[str, list[tuple[RowPlace, Any]]] = defaultdict(list)
    for place, monitor in export.records["monitors"]:
        service, status = monitor[export.text("service")], str(monitor["status"])
        export.about(place, service)
        if export.coded(place, f"`{service}`", _HOW, status=status):
            monitors[str(monitor.get("id") or service)].append((place, monitor))
            export.called(place, "monitor", service, monitor.get("id"))
    for told in monitors.values():  # exports of two months overlap
        place, newest = max(told, key=lambda one: max(map(_end, each(one[1], "logs")), default=0))
        logs: dict[tuple[str, int], Any] = {}
        for _, monitor in told:
            for log in each(monitor, "logs"):
                kind = str(log["type"]), int(log["datetime"])
                logs[kind] = max(log, logs.get(kind, log), key=_end)
        _monitor(export, place, newest, sorted(logs.values(), key=lambda one: int(one["datetime"])))


def _end(log: Any) -> int:
    return int(log["datetime"]) + int(log["duration"])


def _monitor(export: Export, place: RowPlace, monitor: Any, logs: list[Any]) -> None:
    """Adds the outages and pauses of a monitor, by its logs in their order."""
    service, status = monitor[export.text("service")], str(monitor["status"])
    now = _DOWN if status in _NOW_DOWN else _PAUSED if status == _NOW_PAUSED else None
    if now and (not logs or str(logs[-1]["type"]) != now):
        message = f"`{service}` is {'down' if now == _DOWN else 'paused'} now, and its logs do not say since when"
        export.wrong(place, message, "export all of its logs")
    if logs:
        export.begins(place, service, since_1970(logs[0]["datetime"]))
        export.asked(since_1970(_end(logs[-1])))
    has_all = any(str(log["type"]) == _UP for log in logs)  # those of outages may have been asked for alone
    for log, later in zip(logs, [*logs[1:], None], strict=True):
        kind, start = str(log["type"]), since_1970(log["datetime"])
        if kind not in (_DOWN, _UP, _STARTED, _PAUSED):
            message = f"`{kind}` is no type of log of `{service}`"
            export.wrong(place, message, _HOW, "facts/unreadable-row")
        goes_on = later is None and kind == now
        end = "" if goes_on else since_1970(_end(log))
        if kind == _DOWN:
            if goes_on:
                export.note(place, f"`{service}` is down still: its last duration is that until it was asked")
            export.add("outages", place, service=service, start=start, end_=end, id=log.get("id"))
        elif kind == _PAUSED:
            export.add("unknown", place, service=service, start=start, end_=end)
        is_followed = later is None or int(later["datetime"]) - _end(log) <= _ROUNDED
        if has_all and kind in (_UP, _DOWN) and not is_followed and later is not None:
            export.add("unknown", place, service=service, start=end, end_=since_1970(later["datetime"]))


PRESET = Preset(
    "UptimeRobot",
    {
        "monitors": Input(
            "exports/getMonitors*.json",
            "POST /v2/getMonitors with logs=1, a file for each page of 50",
            at="monitors",
            needs=("friendly_name", "status", "logs"),
        )
    },
    _make,
    ("outages", "unknown"),
    {"service": "friendly_name"},
    lacks={"exclusions": "maintenances: their windows are not in its logs"},
)
