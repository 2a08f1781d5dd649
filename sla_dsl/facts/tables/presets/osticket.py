"""osTicket: its tables as CSV, by a query; times are local, and say not of where."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ..found import RowPlace
from .preset import Export, Input, Preset

_NULLS = ("", "NULL", r"\N")
_ALL = "export the events of all time, those that are annulled as well"
_DONE = {"closed": "restored", "reopened": "reopened"}


def _make(export: Export) -> None:
    events: dict[str, list[Any]] = defaultdict(list)
    for _, row in export.records["events"]:
        events[row["ticket_id"]].append(row)
    answers: dict[str, set[str]] = defaultdict(set)
    for _, row in export.records["entries"]:
        if row["type"] == "R" and row["staff_id"] not in ("0", *_NULLS):  # without staff it is an automatic response
            answers[row["ticket_id"]].add(row["created"])
    for place, ticket in export.records["tickets"]:
        number, service = ticket["number"], ticket.get(export.text("service"))
        export.about(place, service)
        rows = sorted(events[ticket["ticket_id"]], key=lambda one: int(one["id"]))
        answered = sorted(answers[ticket["ticket_id"]])
        if not any(one["event"] == "created" for one in rows):
            message = f"the events of {number} do not have its beginning"
            export.wrong(place, message, _ALL)
        first = next(iter(answered), "")
        export.add("cases", place, case=number, service=service, logged=ticket["created"], answered=first)
        last = _add_closings(export, place, number, rows)
        export.add_again(place, number, "answered", answered)
        if (ticket["closed"] not in _NULLS) != (last == "closed"):
            message = f"{number} is {'open' if ticket['closed'] in _NULLS else 'closed'}, and its events do not say so"
            export.wrong(place, message, _ALL)


def _add_closings(export: Export, place: RowPlace, number: str, rows: list[Any]) -> str:
    """Adds when a ticket was closed and opened again; gives the last of both."""
    last = ""
    for one in rows:
        if one["event"] not in _DONE:
            continue
        if one["event"] == "reopened" and last != "closed":
            message = f"{number} was opened again, and its events do not say that it was closed before"
            export.wrong(place, message, _ALL)
        last = one["event"]  # also those that are annulled: reopening annuls the closing before it
        export.add("events", place, case=number, event=_DONE[last], at=one["timestamp"])
    return last


PRESET = Preset(
    "osTicket",
    {
        "tickets": Input(
            "exports/ticket*.csv",
            "ost_ticket with ticket_id, number, created, closed, lastupdate, and the name of its department as dept",
            needs=("ticket_id", "number", "created", "closed"),
            key="ticket_id",
            changed="lastupdate",
        ),
        "events": Input(
            "exports/thread_event*.csv",
            "ost_thread_event with id, timestamp, ticket_id of ost_thread, and the name of its ost_event as event; "
            "without `annulled = 0`, which loses closings",
            needs=("id", "ticket_id", "event", "timestamp"),
            key="id",
            besides=("annulled",),
        ),
        "entries": Input(
            "exports/thread_entry*.csv",
            "ost_thread_entry with type, staff_id, created, and ticket_id of ost_thread",
            needs=("ticket_id", "type", "staff_id", "created"),
        ),
    },
    _make,
    ("cases", "events"),
    {"service": "dept"},
    lacks={
        "states": "that a case waits: no state of it pauses anything",
        "changes": "priorities: how they changed is only in a text of its events",
    },
    assumes=(
        "a ticket that is closed is restored",
        "the first reply of staff is the answer",
        "no ticket was deleted, or merged into another one",
    ),
    is_local=True,
)
