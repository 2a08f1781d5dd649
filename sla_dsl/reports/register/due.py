"""What is due, for people, as JSON (``sla.due/1``), and as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from importlib.metadata import version
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from ...model.workspace import Workspace
from ...register.due import DueDay, DueKind
from ..encoding import json_bytes
from ..layout import printable
from ..strict import JsonObject


class DueEntry(JsonObject):
    """One entry; without an agreement it is the house's own, and with ``at`` it is of that moment."""

    uid: str
    day: date
    kind: DueKind
    agreement: str | None
    title: str
    who: list[str]
    what: str
    at: str | None


class DueObject(JsonObject):
    """The output of ``sla due --format json``."""

    schema_: Literal["sla.due/1"] = Field("sla.due/1", alias="schema")
    as_of: date
    first: date = Field(alias="from")
    last: date = Field(alias="to")
    entries: list[DueEntry]
    tool: str


def due_schema() -> dict[str, Any]:
    """The JSON Schema of ``sla.due/1``."""
    return TypeAdapter(DueObject).json_schema(mode="serialization")


def due_json(workspace: Workspace, entries: Sequence[DueDay], first: date, last: date) -> bytes:
    """The entries as ``sla.due/1``."""
    content = DueObject(
        as_of=workspace.as_of,
        first=first,
        last=last,
        entries=[
            DueEntry(
                uid=one.uid,
                day=one.day,
                kind=one.kind,
                agreement=one.agreement or None,
                title=title(workspace, one),
                who=list(one.who),
                what=one.what,
                at=one.at or None,
            )
            for one in entries
        ],
        tool=version("sla-dsl"),
    )
    return json_bytes(content.model_dump(mode="json", by_alias=True))


def due_text(entries: Sequence[DueDay]) -> bytes:
    """A line for each entry: its day, kind and agreement, who must act, and what is due."""
    kinds = max((len(one.kind) for one in entries), default=0)
    names = max((len(one.agreement) for one in entries), default=0)
    lines = (
        f"{one.day:%a %Y-%m-%d}  {one.kind:{kinds}}  {one.agreement:{names}}  {told(one)}".rstrip() for one in entries
    )
    return "".join(f"{printable(line)}\n" for line in lines).encode("utf-8", "replace")


def told(one: DueDay) -> str:
    """Who must act, and what is due."""
    return f"{', '.join(one.who)}: {one.what}" if one.who else one.what


def due_calendar(workspace: Workspace, entries: Sequence[DueDay]) -> bytes:
    """The entries as events of whole days, or of a moment in UTC: without rules of repetition, each with a stable UID.

    An event has the day of judgement as its stamp, so the same input gives the same bytes.
    """
    import icalendar

    stamp = datetime.combine(workspace.as_of, time(), UTC)
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//sla-dsl//sla due//EN")
    for one in entries:
        event = icalendar.Event()
        event.add("uid", one.uid)
        event.add("dtstamp", stamp)
        if one.at:  # a moment, in UTC: a program shows it where it is
            event.add("dtstart", datetime.fromisoformat(one.at).astimezone(UTC))
        else:
            event.add("dtstart", one.day)
            event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", printable(f"{title(workspace, one)}: {one.kind}"))
        event.add("description", printable(told(one)))
        event.add("categories", [one.kind])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def title(workspace: Workspace, one: DueDay) -> str:
    """The title of the agreement of an entry, or its name; of an entry of the house, that it is one."""
    if not one.agreement:
        return "house"
    return workspace.agreements[one.agreement].title or one.agreement
