"""Grafana: the CSV of a panel with a series for each service; a cell without a value was not measured."""

from __future__ import annotations

from .preset import Export, Input, Preset, since_1970


def _make(export: Export) -> None:
    up, down = export.listed("up"), export.listed("down")
    for place, row in export.records["panel"]:
        written = row["Time"]
        at = since_1970(f"{written[:-3]}.{written[-3:]}") if written.isdecimal() else written
        for service, value in row.items():
            if service == "Time" or not value:
                continue
            export.about(place, service)
            if value in up or value in down:
                export.add("samples", place, service=service, at=at, ok="1" if value in up else "0")
            else:
                message = f"`{value}` of `{service}` is neither in `up` nor in `down`"
                help_ = (
                    "export the panel without a mean over time, or write its words into `up` and `down` in facts.toml"
                )
                export.wrong(place, message, help_, "facts/unreadable-row")


PRESET = Preset(
    "Grafana",
    {
        "panel": Input(
            "exports/panel*.csv",
            "Inspect, Data, Download CSV of a panel whose series have the names of services, not joined with others",
            needs=("Time",),
        )
    },
    _make,
    ("samples",),
    {"up": ("1", "UP"), "down": ("0", "DOWN")},
    assumes=("a value of a panel is of its interval: a short outage between two points is not there",),
)
