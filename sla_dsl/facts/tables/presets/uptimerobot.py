"""UptimeRobot: monitors and their logs, the newest first."""

from __future__ import annotations

from .preset import Export, Input, Preset, each, since_1970

_DOWN, _UP, _STARTED, _PAUSED, _NOW_DOWN, _NOW_PAUSED = "1", "2", "98", "99", ("8", "9"), "0"


def _make(export: Export) -> None:
    for place, monitor in export.records["monitors"]:
        service, status = monitor[export.text("service")], str(monitor["status"])
        export.about(place, service)
        how = "POST /v2/getMonitors, which gives numbers for states"
        if not export.coded(place, f"`{service}`", how, status=status):
            continue
        export.called(place, "monitor", service, monitor.get("id"))
        logs = sorted(each(monitor, "logs"), key=lambda one: int(one["datetime"]), reverse=True)
        now = _DOWN if status in _NOW_DOWN else _PAUSED if status == _NOW_PAUSED else None
        if now and (not logs or str(logs[0]["type"]) != now):
            message = f"`{service}` is {'down' if now == _DOWN else 'paused'} now, and its logs do not say since when"
            export.wrong(place, message, "export all of its logs")
        if logs:
            export.begins(place, service, since_1970(logs[-1]["datetime"]))
            export.asked(since_1970(int(logs[0]["datetime"]) + int(logs[0]["duration"])))
        for number, log in enumerate(logs):
            kind, start = str(log["type"]), int(log["datetime"])
            if kind not in (_DOWN, _UP, _STARTED, _PAUSED):
                message = f"`{kind}` is no type of log of `{service}`"
                export.wrong(place, message, how, "facts/unreadable-row")
            goes_on = number == 0 and (status in _NOW_DOWN if kind == _DOWN else status == _NOW_PAUSED)
            end = "" if goes_on else since_1970(start + int(log["duration"]))
            if kind == _DOWN:
                if goes_on:
                    export.note(place, f"`{service}` is down still: its last duration is that until it was asked")
                export.add("outages", place, service=service, start=since_1970(start), end_=end, id=log.get("id"))
            elif kind == _PAUSED:
                export.add("unknown", place, service=service, start=since_1970(start), end_=end)


PRESET = Preset(
    "UptimeRobot",
    {
        "monitors": Input(
            "exports/getMonitors*.json",
            "POST /v2/getMonitors with logs=1, a file for each page of 50",
            at="monitors",
            needs=("friendly_name", "status", "logs"),
            key="id",
        )
    },
    _make,
    ("outages", "unknown"),
    {"service": "friendly_name"},
    lacks={"exclusions": "maintenances: their windows are not in its logs"},
)
