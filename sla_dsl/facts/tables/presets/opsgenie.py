"""Opsgenie: alerts, whose report counts milliseconds since they were created."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .preset import Export, Input, Preset, at_path


def _make(export: Export) -> None:
    for place, alert in export.records["alerts"]:
        case, service = alert["tinyId"], at_path(alert, export.text("service"))
        export.about(place, service)
        acknowledged, closed = _after(alert, "report.ackTime"), _after(alert, "report.closeTime")
        for is_so, at, what in (
            (alert["status"] == "closed", closed, "closed"),
            (alert["acknowledged"] is True and alert["status"] != "closed", acknowledged, "acknowledged"),
        ):
            if is_so and not at:
                message = f"{case} is {what}, and when is not told"
                export.wrong(place, message, "export it again: the time is in its `report`", "facts/unreadable-row")
        if int(alert.get("count") or 1) > 1:
            last = alert.get("lastOccurredAt")
            export.note(place, f"{case} occurred {alert['count']} times, the last at {last}: it is one case")
        export.add(
            "cases",
            place,
            case=case,
            service=service,
            logged=alert["createdAt"],
            acknowledged=acknowledged,
            restored=closed,
        )
        value = alert.get("priority")
        export.add("changes", place, case=case, scale=export.text("scale"), value=value, at=alert["createdAt"])


def _after(alert: Any, path: str) -> str:
    """When something happened that is so many milliseconds after an alert was created; nothing if it did not."""
    length = at_path(alert, path)
    if length is None:
        return ""
    return (datetime.fromisoformat(alert["createdAt"]) + timedelta(milliseconds=int(length))).isoformat()


PRESET = Preset(
    "Opsgenie",
    {
        "alerts": Input(
            "exports/alerts*.json",
            "GET /v2/alerts?limit=100, a file for each page",
            at="data",
            needs=("id", "tinyId", "status", "acknowledged", "createdAt"),
            key="id",
            changed="updatedAt",
        )
    },
    _make,
    ("cases", "changes"),
    {"service": "source", "scale": "priority"},
    lacks={
        "states": "that a case waits: a snooze delays nothing that was promised",
        "changes": "earlier priorities: an alert has its present one alone",
        "reopened": "that the same fault came again, which is a new alert",
    },
    assumes=(
        "an alert that is closed is restored",
        "an acknowledgement that was taken back is not in it",
    ),
)
