"""Pingdom: the states of a check, a file for each, which has the name of the service."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath
from typing import Any

from ..found import RowPlace
from .preset import Export, Input, Preset, since_1970


def _make(export: Export) -> None:
    checks: dict[str, list[tuple[RowPlace, Any]]] = defaultdict(list)
    for place, state in export.records["states"]:
        checks[PurePosixPath(place.file).stem].append((place, state))
    for service, states in checks.items():
        last = max(int(one["timeto"]) for _, one in states)
        export.asked(since_1970(last))
        for place, _ in states:
            export.about(place, service)
        export.begins(states[0][0], service, since_1970(min(int(one["timefrom"]) for _, one in states)))
        for place, one in states:
            span = {"start": since_1970(one["timefrom"]), "end_": since_1970(one["timeto"])}
            if one["status"] == "down":
                if int(one["timeto"]) == last:
                    export.note(place, f"`{service}` is down where the question ended: what is later is not known")
                export.add("outages", place, service=service, **span)
            elif one["status"] == "unknown":
                export.add("unknown", place, service=service, **span)
            elif one["status"] != "up":
                message = f"`{one['status']}` is no state of `{service}`: it is up, down or unknown"
                export.wrong(place, message, "export it again by the interface", "facts/unreadable-row")


PRESET = Preset(
    "Pingdom",
    {
        "states": Input(
            "exports/pingdom/*.json",
            "GET /api/3.1/summary.outage/ID for the whole time, into a file with the name of the service",
            at="summary.states",
            needs=("status", "timefrom", "timeto"),
        )
    },
    _make,
    ("outages", "unknown"),
    lacks={"exclusions": "maintenances"},
)
