"""Zammad: the tickets, and the history of each."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from .preset import Export, Input, Preset, StateChange, course, each

_NO_CASES = {"merged": "it was merged into another one", "removed": "it was removed"}


def _make(export: Export) -> None:
    histories: dict[object, list[Any]] = defaultdict(list)
    for _, one in export.records["history"]:
        for row in each(one, "history"):
            histories[row.get("o_id") if row.get("object") == "Ticket" else None].append(row)
    for place, ticket in export.records["tickets"]:
        case, state, created = ticket["number"], ticket["state"], ticket["created_at"]
        service = ticket.get(export.text("service"))
        export.about(place, service)
        if state in _NO_CASES:
            export.note(place, f"{case} is no case: {_NO_CASES[state]}")
            continue
        if ticket["id"] not in histories:
            message = f"there is no history of {case}: its pauses, its priorities and when it was restored are in it"
            export.wrong(place, message, "export the history of each ticket (imported ones may have none)")
        rows = {int(one["id"]): one for one in histories[ticket["id"]]}  # it may have been exported twice
        history = [rows[number] for number in sorted(rows)]
        export.add(
            "cases",
            place,
            case=case,
            service=service,
            logged=created,
            answered=ticket.get("first_response_at"),
        )
        changes = {
            name: export.joined(place, case, name, ticket[name], _changes(history, name))
            for name in ("state", "priority")
        }
        done_at = ticket.get("close_at")
        export.add_done(place, case, created, state, changes["state"], {"closed": "restored"}, done_at)
        stays = list(course(created, state, changes["state"]))
        export.known(place, case, (value for value, _, _ in stays), ("closed", *_NO_CASES))
        export.add_states(place, case, stays)
        export.add_priorities(place, case, course(created, ticket["priority"], changes["priority"]))
    export.tells_first("answered")


def _changes(history: list[Any], name: str) -> list[StateChange]:
    return [
        (one.get("value_from"), one.get("value_to"), one["created_at"])
        for one in history
        if one["type"] == "updated" and one.get("attribute") == name
    ]


PRESET = Preset(
    "Zammad",
    {
        "tickets": Input(
            "exports/tickets*.json",
            "GET /api/v1/tickets?expand=true&per_page=100, a file for each page",
            needs=("id", "number", "state", "priority", "created_at"),
            key="id",
            changed="updated_at",
            at_most=(50, 100, 200),  # a search gives 50 by default, and 200 at most
        ),
        "history": Input(
            "exports/history*.jsonl", "GET /api/v1/ticket_history/ID for each ticket, one a line", needs=("history",)
        ),
    },
    _make,
    ("cases", "events", "states", "changes"),
    {
        "service": "group",
        "waiting": {"pending reminder": "waiting-for-customer", "pending close": "waiting-for-customer"},
        "working": ("new", "open"),
        "scale": "priority",
    },
    assumes=("a ticket that is closed is restored", "no ticket was deleted: of one nothing is left"),
)
