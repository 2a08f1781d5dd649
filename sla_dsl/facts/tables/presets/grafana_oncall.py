"""Grafana OnCall: alert groups, as they are now."""

from __future__ import annotations

from typing import Any

from .preset import Export, Input, Preset, at_path, each


def _make(export: Export) -> None:
    name = export.text("service")
    for place, group in export.records["alert_groups"]:
        case, service = group["id"], _label(group, name) or at_path(group, name)
        if not service:
            message = f"{case} has no label `{name}`"
            help_ = "label it, or write `service` in facts.toml: a label, or a field such as `integration_id`"
            export.wrong(place, message, help_, "facts/unreadable-row")
            continue
        export.about(place, service)
        resolved = group["resolved_at"]
        if (group["state"] == "resolved") != bool(resolved):
            message = f"{case} is `{group['state']}`, and resolved {f'at {resolved}' if resolved else 'at no time'}"
            export.wrong(place, message, "export it again", "facts/unreadable-row")
        export.add(
            "cases",
            place,
            case=case,
            service=service,
            logged=group["created_at"],
            acknowledged=group["acknowledged_at"],
            restored=resolved,
        )


def _label(group: Any, name: str) -> object:
    """The value of a label of an alert group; labels have their names in objects, and once had them as texts."""
    for one in each(group, "labels"):
        key, value = one.get("key"), one.get("value")
        if (at_path(key, "name") or key) == name:
            return at_path(value, "name") or value
    return None


PRESET = Preset(
    "Grafana OnCall",
    {
        "alert_groups": Input(
            "exports/alert_groups*.json",
            "GET /api/v1/alert_groups/, a file for each page",
            at="results",
            needs=("id", "state", "created_at", "acknowledged_at", "resolved_at"),
            key="id",
        )
    },
    _make,
    ("cases",),
    {"service": "service"},
    lacks={
        "states": "that a case waits: it tells since when a group is silenced, and not until when",
        "changes": "priorities: an alert group has none",
        "reopened": "that a group was resolved before, and opened again",
    },
    assumes=(
        "an alert group that is resolved is restored",
        "an acknowledgement that was taken back is not in it",
    ),
)
