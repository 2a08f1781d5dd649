"""PagerDuty: incidents and their log entries, the newest first."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from .preset import Export, Input, Preset, at_path, course


def _make(export: Export) -> None:
    entries: dict[str, list[Any]] = defaultdict(list)
    for _, row in export.records["log_entries"]:
        entries[str(at_path(row, "incident.id"))].append(row)
    for place, incident in export.records["incidents"]:
        case, created = incident["incident_number"], incident["created_at"]
        if at_path(incident, "resolve_reason.type") == "merge_resolve_reason":
            export.note(place, f"{case} is no case: it was merged into another incident, which restored nothing")
            continue
        rows = list(reversed(entries[incident["id"]]))
        rows.sort(key=lambda one: datetime.fromisoformat(one["created_at"]))
        if not any(one["type"] == "trigger_log_entry" for one in rows):
            message = f"the log entries of {case} do not have its beginning: an acknowledgement may be missing"
            export.wrong(place, message, "export the log entries of the same time, all pages of them")
        acknowledged = [one["created_at"] for one in rows if one["type"] == "acknowledge_log_entry"]
        if any(one["type"] == "unacknowledge_log_entry" for one in rows):
            export.note(place, f"an acknowledgement of {case} was taken back or timed out: the first one counts")
        export.add(
            "cases",
            place,
            case=case,
            service=at_path(incident, export.text("service")),
            logged=created,
            acknowledged=acknowledged[0] if acknowledged else "",
        )
        resolved = [one for one in rows if one["type"] == "resolve_log_entry"]
        if (incident.get("status") == "resolved") != bool(resolved):
            told = "that it was resolved" if resolved else "nothing of that"
            message = f"{case} is {incident.get('status')} now, and its log entries say {told}"
            export.wrong(place, message, "export the log entries of the same time, all pages of them")
        for one in resolved:
            export.add("events", place, case=case, event="restored", at=one["created_at"])
        changes = [
            (
                at_path(one, "channel.old_priority.summary"),
                at_path(one, "channel.new_priority.summary"),
                one["created_at"],
            )
            for one in rows
            if one["type"] == "priority_change_log_entry"
        ]
        priority = at_path(incident, "priority.summary")
        changes = export.joined(place, case, "priority", priority, changes)
        export.add_priorities(place, case, course(created, priority, changes))


PRESET = Preset(
    "PagerDuty",
    {
        "incidents": Input(
            "exports/incidents*.json",
            "GET /incidents with `time_zone=UTC`, a file for each page",
            at="incidents",
            needs=("id", "incident_number", "created_at"),
            key="id",
        ),
        "log_entries": Input(
            "exports/log_entries*.json",
            "GET /log_entries with `is_overview=false` and `time_zone=UTC`, a file for each page",
            at="log_entries",
            needs=("type", "created_at", "incident"),
            key="id",
        ),
    },
    _make,
    ("cases", "events", "changes"),
    {"service": "service.summary", "scale": "priority"},
    lacks={
        "states": "that a case waits: a snooze delays nothing that was promised",
        "reopened": "that an incident was opened again: the same fault is a new one",
    },
    assumes=("an incident that is resolved is restored",),
)
