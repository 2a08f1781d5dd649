"""PagerDuty: incidents and their log entries, the newest first."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from ..found import RowPlace
from .preset import Export, Input, Preset, at_path, course


def _make(export: Export) -> None:
    entries: dict[str, list[Any]] = defaultdict(list)
    for _, row in export.records["log_entries"]:
        entries[str(at_path(row, "incident.id"))].append(row)
    for place, incident in export.records["incidents"]:
        case, created = incident["incident_number"], incident["created_at"]
        service = at_path(incident, export.text("service"))
        export.about(place, service)
        if at_path(incident, "resolve_reason.type") == "merge_resolve_reason":
            export.note(place, f"{case} is no case: it was merged into another incident, which restored nothing")
            continue
        rows = list(reversed(entries[incident["id"]]))
        rows.sort(key=lambda one: datetime.fromisoformat(one["created_at"]))
        if not any(one["type"] == "trigger_log_entry" for one in rows):
            message = f"the log entries of {case} do not have its beginning: an acknowledgement may be missing"
            export.wrong(place, message, _ALL_ENTRIES)
        acknowledged = [one["created_at"] for one in rows if one["type"] == "acknowledge_log_entry"]
        if any(one["type"] == "unacknowledge_log_entry" for one in rows):
            export.note(place, f"an acknowledgement of {case} was taken back or timed out: the first one counts")
        export.add(
            "cases",
            place,
            case=case,
            service=service,
            logged=created,
            acknowledged=acknowledged[0] if acknowledged else "",
        )
        _events(export, place, incident, rows)
        export.add_again(place, case, "acknowledged", acknowledged)
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


def _events(export: Export, place: RowPlace, incident: Any, rows: list[Any]) -> None:
    """When an incident was resolved, and opened again: PagerDuty lets people reopen one for some time."""
    case, is_resolved = incident["incident_number"], False
    for one in rows:
        if one["type"] == "resolve_log_entry":
            if is_resolved:
                message = f"{case} was resolved twice, the second time at {one['created_at']}, and not opened between"
                export.wrong(place, message, _ALL_ENTRIES)
            export.add("events", place, case=case, event="restored", at=one["created_at"])
            is_resolved = True
        elif "reopen" in one["type"]:
            export.add("events", place, case=case, event="reopened", at=one["created_at"])
            is_resolved = False
    ends = [one["created_at"] for one in rows if one["type"] == "resolve_log_entry"]
    said = incident.get("resolved_at")
    if said and ends and abs(datetime.fromisoformat(said) - datetime.fromisoformat(ends[-1])) > timedelta(minutes=1):
        message = f"{case} was resolved at {said} by itself, and at {ends[-1]} by its log entries"
        export.doubt(place, message, "the log entries count: did people edit how long it lasted?")
    if (incident.get("status") == "resolved") != is_resolved:
        told = "that it was resolved" if is_resolved else "nothing of that"
        message = f"{case} is {incident.get('status')} now, and its log entries say {told}"
        export.wrong(place, message, _ALL_ENTRIES)


_ALL_ENTRIES = "export the log entries of the same time, all pages of them"


PRESET = Preset(
    "PagerDuty",
    {
        "incidents": Input(
            "exports/incidents*.json",
            "GET /incidents with `time_zone=UTC`, a file for each page",
            at="incidents",
            needs=("id", "incident_number", "created_at"),
            key="id",
            changed="updated_at",
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
        "reopened": "that the same fault came again, which is a new incident",
    },
    assumes=("an incident that is resolved is restored",),
)
