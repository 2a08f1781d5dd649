"""What changed from one look at running windows to the next."""

from __future__ import annotations

from collections.abc import Mapping

from ...facts.held import FactsReport
from ..encoding import json_bytes
from .words import alert_text, day_of_start

Notable = Mapping[tuple[str, ...], str]
"""What is to be told of a look, each under a key by which the next look knows it."""
_QUIET = ("met", "running", "empty", "no-promise")


def notable(report: FactsReport) -> dict[tuple[str, ...], str]:
    """The state of each window, and all that is to be seen to now, in one line each."""
    found: dict[tuple[str, ...], str] = {
        ("window", one.objective, day_of_start(one)): f"{one.objective}, window of {day_of_start(one)}: {one.state}"
        for one in report.windows
    }
    for alert in report.alerts:
        if alert.is_reached or alert.kind == "due":
            level = alert.level.text if alert.level is not None else ""
            key = ("alert", alert.told.objective, day_of_start(alert.told), alert.kind, alert.case, level)
            found[key] = f"{alert.told.objective}: {alert_text(alert)}"
    for one in report.findings:
        found["finding", one.rule, one.place.text, one.column] = f"{one.rule}: {one.place.text}: {one.message}"
    return found


def changes_of(before: Notable, after: Notable) -> list[str]:
    """The lines that are new or differ, and those that are over; of the first look what is not quiet."""
    found = [
        text
        for key, text in after.items()
        if before.get(key) != text and (before or key[0] != "window" or not text.endswith(_QUIET))
    ]
    return [*found, *(f"over: {text}" for key, text in before.items() if key not in after)]


def changes_json(report: FactsReport, lines: list[str]) -> bytes:
    """What is told to programs: when it was looked at, the lines, and the states of all windows."""
    windows = [{"objective": one.objective, "start": day_of_start(one), "state": one.state} for one in report.windows]
    return json_bytes({"now": report.now, "changes": lines, "windows": windows})
