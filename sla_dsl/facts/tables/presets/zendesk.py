"""Zendesk: tickets, the events of their metrics, and their audits, which alone have priorities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ..found import RowPlace
from .preset import Export, Input, Preset, StateChange, at_path, course, each

_Span = tuple[str, str | None]
"""From when until when (or still), as Zendesk writes times: ISO 8601 in UTC, to the second."""
_DONE = ("solved", "closed")
_MERGED = "closed_by_merge"
"""The tag of a ticket that was merged into another one."""
_RUNS, _WAITS, _IS_DONE = "activate", "pause", "fulfill"


def _make(export: Export) -> None:
    events: dict[str, list[Any]] = defaultdict(list)
    deleted = {one["id"] for _, one in export.records["events"] if one.get("deleted") is True}
    for one in {row["id"]: row for _, row in export.records["events"]}.values():
        if one["id"] not in deleted:  # it was computed again, after a target had changed
            events[str(one["ticket_id"])].append(one)
    audits: dict[str, list[Any]] = defaultdict(list)
    for _, one in export.records["audits"]:
        audits[str(one["ticket_id"])].append(one)
    for place, ticket in export.records["tickets"]:
        case, service = str(ticket["id"]), at_path(ticket, export.text("service"))
        export.about(place, service)
        if ticket["status"] == "deleted" or _MERGED in (ticket.get("tags") or ()):
            is_merged = ticket["status"] != "deleted"
            export.note(place, f"{case} is no case: it was {'merged into another one' if is_merged else 'deleted'}")
            continue
        rows = sorted(events[case], key=lambda one: (datetime.fromisoformat(one["time"]), int(one["id"])))
        answers = [one["time"] for one in rows if (one["metric"], one["type"]) == ("reply_time", _IS_DONE)]
        answered = answers[0] if answers else ""
        export.add("cases", place, case=case, service=service, logged=ticket["created_at"], answered=answered)
        _stays(export, place, ticket, rows)
        export.add_again(place, case, "answered", answers)
        _priorities(export, place, ticket, audits[case])


def _stays(export: Export, place: RowPlace, ticket: Any, rows: list[Any]) -> None:
    """When a ticket was solved and opened again, and when it waited."""
    case, before = str(ticket["id"]), ""
    for one in _turns(rows, "requester_wait_time"):
        if one["type"] == _IS_DONE and before != _IS_DONE:
            export.add("events", place, case=case, event="restored", at=one["time"])
        elif one["type"] != _IS_DONE and before == _IS_DONE:
            export.add("events", place, case=case, event="reopened", at=one["time"])
        before = one["type"]
    if not before or (ticket["status"] in _DONE) != (before == _IS_DONE):
        told = {"": "nothing of it", _IS_DONE: "that it is solved"}.get(before, "that it is open")
        message = f"{case} is `{ticket['status']}` now, and the events of its metrics tell {told}"
        export.wrong(place, message, "export the events of the same time, from before the first ticket on")
    pending = list(_spans(rows, "requester_wait_time"))
    held = [two for one in _spans(rows, "agent_work_time") for two in _without(one, pending)]
    for state, spans in (("pending", pending), ("hold", held)):
        for start, end in spans:
            if reason := export.waits(state):
                export.add("states", place, case=case, reason=reason, start=start, end_=end)


def _turns(rows: list[Any], metric: str) -> Iterator[Any]:
    yield from (one for one in rows if one["metric"] == metric and one["type"] in (_RUNS, _WAITS, _IS_DONE))


def _spans(rows: list[Any], metric: str) -> Iterator[_Span]:
    """The time in which a metric is paused."""
    since: str | None = None
    for one in _turns(rows, metric):
        if one["type"] == _WAITS and since is None:
            since = one["time"]
        elif one["type"] != _WAITS and since is not None:
            yield since, one["time"]
            since = None
    if since is not None:
        yield since, None


def _without(span: _Span, others: list[_Span]) -> Iterator[_Span]:
    """A span without others, which are in their order: who waits for the customer is not on hold."""
    start, end = span
    for since, until in others:
        if (until is not None and until <= start) or (end is not None and since >= end):
            continue
        if start < since:
            yield start, since
        if until is None or (end is not None and until >= end):
            return
        start = until
    yield start, end


def _priorities(export: Export, place: RowPlace, ticket: Any, audits: list[Any]) -> None:
    case, present, created = str(ticket["id"]), ticket["priority"], ticket["created_at"]
    if export.records["audits"] and not audits:
        message = f"there are no audits of {case}: its priorities are in them"
        export.wrong(place, message, "export the audits of each ticket")
    changes: list[StateChange] = [
        (event.get("previous_value"), event.get("value"), one["created_at"])
        for one in sorted(audits, key=lambda one: int(one["id"]))
        for event in each(one, "events")
        if event.get("type") == "Change" and event.get("field_name") == "priority"
    ]
    export.add_priorities(
        place, case, course(created, present, export.joined(place, case, "priority", present, changes))
    )


PRESET = Preset(
    "Zendesk",
    {
        "tickets": Input(
            "exports/tickets*.json",
            "GET /api/v2/incremental/tickets/cursor.json?start_time=…, a file for each page",
            at="tickets",
            needs=("id", "created_at", "status", "priority"),
            key="id",
            changed="updated_at",
        ),
        "events": Input(
            "exports/ticket_metric_events*.json",
            "GET /api/v2/incremental/ticket_metric_events.json?start_time=…, from before the first ticket on, a file "
            "for each page",
            at="ticket_metric_events",
            needs=("id", "ticket_id", "metric", "type", "time"),
        ),
        "audits": Input(
            "exports/audits*.json",
            "GET /api/v2/tickets/ID/audits.json for each ticket",
            at="audits",
            is_optional=True,
            needs=("id", "ticket_id", "created_at", "events"),
            key="id",
            lacks={"changes": "earlier priorities without the audits"},
        ),
    },
    _make,
    ("cases", "events", "states", "changes"),
    {
        "service": "group_id",
        "waiting": {"pending": "waiting-for-customer", "hold": "on-hold"},
        "scale": "priority",
    },
    assumes=("a ticket that is solved is restored",),
)
