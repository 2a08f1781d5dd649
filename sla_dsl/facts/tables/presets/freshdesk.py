"""Freshdesk: tickets with their statistics, which have the last of each thing that happened."""

from __future__ import annotations

from typing import Any

from ..found import RowPlace
from .preset import Export, Input, Preset, at_path

_RESOLVED, _CLOSED = "4", "5"
_HOW = (
    "GET /api/v2/tickets?include=stats&per_page=100&updated_since=…, a file for each page (without `updated_since` it "
    "gives 30 days; not the CSV, which is in words)"
)


def _make(export: Export) -> None:
    for place, ticket in export.records["tickets"]:
        case, service = ticket["id"], at_path(ticket, export.text("service"))
        export.about(place, service)
        if ticket.get("spam") is True or ticket.get("deleted") is True:
            export.note(place, f"{case} is no case: it is {'spam' if ticket.get('spam') is True else 'deleted'}")
            continue
        how = "export it by the interface: its states and priorities are numbers"
        if not export.coded(place, case, how, status=ticket["status"], priority=ticket["priority"]):
            continue
        _case(export, place, ticket, service)


def _case(export: Export, place: RowPlace, ticket: Any, service: object) -> None:
    case, created, stats = ticket["id"], ticket["created_at"], ticket["stats"]
    is_done = str(ticket["status"]) in (_RESOLVED, _CLOSED)
    done_at, reopened = stats.get("resolved_at") or stats.get("closed_at"), stats.get("reopened_at")
    if is_done and not done_at:
        message = f"{case} is done, and when is not told"
        export.wrong(place, message, "export it again with `include=stats`", "facts/unreadable-row")
    if reopened:
        message = f"{case} was opened again at {reopened}: when it was restored before that is not told"
        export.doubt(place, message, "it may have been at any time since it came; write rows of `events` if you know")
    export.add(
        "cases",
        place,
        case=case,
        service=service,
        logged=created,
        answered=stats.get("first_responded_at"),
        restored=done_at,
        closed=stats.get("closed_at") if is_done else "",
        untold="answered restored" if reopened else "",
    )
    if reopened or (done_at and not is_done):
        export.add("events", place, case=case, event="reopened", at=reopened or stats.get("status_updated_at"))
    export.add("changes", place, case=case, scale=export.text("scale"), value=ticket["priority"], at=created)


PRESET = Preset(
    "Freshdesk",
    {
        "tickets": Input(
            "exports/tickets*.json",
            _HOW,
            needs=("id", "status", "priority", "created_at", "stats"),
            key="id",
            changed="updated_at",
            at_most=(30, 100),  # 30 on a page by default, and 100 at most
        )
    },
    _make,
    ("cases", "events", "changes"),
    {"service": "group_id", "scale": "priority"},
    lacks={
        "states": "earlier pauses: a ticket has its present state alone",
        "changes": "earlier priorities: a ticket has its present one alone",
        "reopened": "when a ticket was restored before it was opened again",
    },
    assumes=(
        "a ticket that is resolved is restored",
        "none was merged into another one: it would pass for one that is closed",
    ),
)
