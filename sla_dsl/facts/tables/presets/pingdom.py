"""Pingdom: the states of a check, a file for each, which has the name of the service."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ..found import RowPlace
from .preset import Export, Input, Preset, file_service, since_1970


@dataclass
class _State:
    """A state of a check from one second since 1970 to another."""

    place: RowPlace
    status: str
    start: int
    end: int


def _make(export: Export) -> None:
    checks: dict[str, list[_State]] = defaultdict(list)
    for place, one in export.records["states"]:
        service = file_service(place)
        export.about(place, service)
        checks[service].append(_State(place, one["status"], int(one["timefrom"]), int(one["timeto"])))
    for service, told in checks.items():
        states = _whole(told)
        last = max(one.end for one in states)
        export.asked(since_1970(last))
        until = states[0].start
        export.begins(states[0].place, service, since_1970(until))
        for one in states:
            if until < one.start:  # of the time between two questions nothing is told
                export.add("unknown", one.place, service=service, start=since_1970(until), end_=since_1970(one.start))
            until = max(until, one.end)
            span = {"start": since_1970(one.start), "end_": since_1970(one.end)}
            if one.status == "down":
                if one.end == last:
                    export.note(one.place, f"`{service}` is down where the question ended: what is later is not known")
                export.add("outages", one.place, service=service, **span)
            elif one.status == "unknown":
                export.add("unknown", one.place, service=service, **span)
            elif one.status != "up":
                message = f"`{one.status}` is no state of `{service}`: it is up, down or unknown"
                export.wrong(one.place, message, "export it again by the interface", "facts/unreadable-row")


def _whole(states: list[_State]) -> list[_State]:
    """States in their order, each one whole: a question cuts what goes on, and another one has the rest."""
    found: list[_State] = []
    last: dict[str, _State] = {}
    for one in sorted(states, key=lambda one: one.start):
        before = last.get(one.status)
        if before is not None and one.start <= before.end:
            before.end = max(before.end, one.end)
        else:
            found.append(one)
            last[one.status] = one
    return found


PRESET = Preset(
    "Pingdom",
    {
        "states": Input(
            "exports/pingdom/*.json",
            "GET /api/3.1/summary.outage/ID for the whole time, into a file with the name of the service; another time "
            "of the same into `NAME (2).json` and so on",
            at="summary.states",
            needs=("status", "timefrom", "timeto"),
        )
    },
    _make,
    ("outages", "unknown"),
    lacks={"exclusions": "maintenances"},
)
