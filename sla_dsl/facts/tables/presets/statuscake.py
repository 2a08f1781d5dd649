"""StatusCake: the periods of a test, a file for each test, which has the name of the service; the newest first."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from ..found import RowPlace
from .preset import Export, Input, Preset, file_service


def _make(export: Export) -> None:
    tests: dict[str, dict[str, tuple[RowPlace, Any]]] = defaultdict(dict)
    for place, period in export.records["periods"]:
        service = file_service(place)
        export.about(place, service)
        before = tests[service].get(period["created_at"])
        if before is None or not before[1]["ended_at"]:  # an older export has it without its end
            tests[service][period["created_at"]] = place, period
    for service, known in tests.items():
        periods = sorted(known.values(), key=lambda one: datetime.fromisoformat(one[1]["created_at"]))
        export.begins(periods[0][0], service, periods[0][1]["created_at"])
        for number, (place, period) in enumerate(periods):
            later = periods[number + 1][1]["created_at"] if number + 1 < len(periods) else ""
            _period(export, place, service, period, later)


def _period(export: Export, place: RowPlace, service: str, period: Any, later: str) -> None:
    """Adds a period, and the time between it and a later one, which is on a page that is not there."""
    start, end = period["created_at"], period["ended_at"] or ""
    if period["status"] == "down":
        export.add("outages", place, service=service, start=start, end_=end or later)
    elif period["status"] != "up":
        message = f"`{period['status']}` is no state of `{service}`: it is up or down"
        export.wrong(place, message, "export it again by the interface", "facts/unreadable-row")
    if end and later and datetime.fromisoformat(end) < datetime.fromisoformat(later):
        export.add("unknown", place, service=service, start=end, end_=later)


PRESET = Preset(
    "StatusCake",
    {
        "periods": Input(
            "exports/statuscake/*.json",
            "GET /v1/uptime/ID/periods?limit=100 into a file with the name of the service; further pages into "
            "`NAME (2).json` and so on",
            at="data",
            needs=("status", "created_at", "ended_at"),
            is_paged=False,
        )
    },
    _make,
    ("outages", "unknown"),
    lacks={"unknown": "when a test was paused", "exclusions": "maintenances"},
)
