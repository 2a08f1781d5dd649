"""Statuspage: incidents and maintenances of a status page, as people wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ..found import RowPlace
from .preset import Export, Input, Preset, each

_UNREADABLE = "facts/unreadable-row"
_OUTAGES = {"partial_outage", "major_outage"}
_LATEST = 50
"""How many incidents the public interface gives."""


def _make(export: Export) -> None:
    down = export.listed("down")
    incidents = export.records["incidents"]
    if len(incidents) == _LATEST:
        place = incidents[-1][0]._replace(row=0)
        export.wrong(place, "the page gives only its 50 latest incidents", "export all by GET /v1/pages/ID/incidents")
    for place, one in incidents:
        export.about(place, *(part["name"] for part in each(one, "components")))
        if one.get("scheduled_for"):  # the interface with a key gives incidents and maintenances in one list
            export.note(place, f"{one['id']} is no outage: it was scheduled")
            if one["id"] not in {other["id"] for _, other in export.records["maintenances"]}:
                message = f"{one['id']} was scheduled, and is not among the maintenances"
                export.doubt(place, message, "export the maintenances as well, if they are excluded")
            continue
        impact, name = one["impact"], one["id"]
        if impact is None:
            export.wrong(place, f"{name} has no impact", "give it one on the page: was it an outage?", _UNREADABLE)
            continue
        if impact not in down:
            export.note(place, f"{name} is no outage: its impact is `{impact}`, and `down` has {', '.join(down)}")
            continue
        _outage(export, place, one)
    _maintenances(export)


def _outage(export: Export, place: RowPlace, one: Any) -> None:
    """An incident that is an outage of each of its components."""
    name = one["id"]
    if str(one["created_at"])[:10] > str(one["started_at"])[:10]:
        export.note(place, f"{name} was entered on a later day: its times are what people remembered")
    if one.get("status") in ("resolved", "postmortem") and not one["resolved_at"]:
        export.wrong(place, f"{name} is resolved, and when is not told", "correct it on the page, and export again")
        return
    if not list(each(one, "components")):
        help_ = "name its components on the page: which service was down?"
        export.wrong(place, f"{name} names no component", help_, _UNREADABLE)
    for part in each(one, "components"):
        about = f"{name}/{part['id']}"
        export.called(place, "component", part["name"], part["id"])
        states = {update["new_status"] for update in _told_of(one, part)}
        if states and states.isdisjoint(_OUTAGES):
            listed = ", ".join(f"`{state}`" for state in sorted(states))
            message = f"`{part['name']}` was only {listed} in {name} by its updates, and counts as down for all of it"
            export.doubt(place, message, "take it out of the incident on the page if it was not down")
        export.add("outages", place, service=part["name"], start=one["started_at"], end_=one["resolved_at"], id=about)


def _told_of(incident: Any, part: Any) -> Iterator[Any]:
    """The changes of a component that the updates of an incident tell; they need not tell any."""
    for update in each(incident, "incident_updates"):
        for told in each(update, "affected_components"):
            if told.get("name") == part["name"] and told.get("new_status"):
                yield told


def _maintenances(export: Export) -> None:
    for place, one in export.records["maintenances"]:
        export.about(place, *(part["name"] for part in each(one, "components")))
        ended, until = one.get("resolved_at"), one["scheduled_until"]
        if ended and datetime.fromisoformat(ended) > datetime.fromisoformat(until):
            export.note(place, f"{one['id']} took longer than it was announced: only the announced time is excluded")
        elif ended and datetime.fromisoformat(ended) <= datetime.fromisoformat(one["scheduled_for"]):
            export.note(place, f"{one['id']} was over before it began: nothing is excluded")
            continue
        elif ended:
            until = ended  # what fails later is no maintenance
        if not list(each(one, "components")):
            help_ = "name its components on the page: for which service is it?"
            export.wrong(place, f"{one['id']} names no component", help_, _UNREADABLE)
        for part in each(one, "components"):
            export.add(
                "exclusions",
                place,
                reason=export.text("maintenance"),
                start=one["scheduled_for"],
                end_=until,
                service=part["name"],
                announced=one["created_at"],
            )


PRESET = Preset(
    "Statuspage",
    {
        "incidents": Input(
            "exports/incidents*.json",
            "GET /api/v2/incidents.json of the page",
            at="incidents",
            needs=("id", "impact", "started_at", "created_at", "resolved_at"),
            key="id",
            changed="updated_at",
            at_most=(100,),  # with a key; without one it is `_LATEST`, whatever page is asked for
        ),
        "maintenances": Input(
            "exports/scheduled-maintenances*.json",
            "GET /api/v2/scheduled-maintenances.json of the page",
            at="scheduled_maintenances",
            is_optional=True,
            needs=("id", "scheduled_for", "scheduled_until", "created_at"),
            key="id",
            changed="updated_at",
        ),
    },
    _make,
    ("outages", "exclusions"),
    {"down": ("major", "critical"), "maintenance": "maintenance"},
    lacks={"unknown": "when nothing was measured"},
    assumes=("a component of an incident is down for all of it", "only the announced time of a maintenance counts"),
)
