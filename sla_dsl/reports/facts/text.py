"""Facts for people: what was reached in each window, and what is wrong with the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...algebra.zones import local, zone
from ...facts.reported import WindowFigure
from ...facts.tables.folder import Facts
from ...facts.tables.found import FactFinding
from ...model.workspace import Workspace
from ...wording.figures import moment, seconds_text
from .words import printed

_SHOWN = 20
"""How many findings of one rule and file are shown."""


def facts_report_text(facts: Facts, workspace: Workspace, windows: Sequence[WindowFigure]) -> bytes:
    """A block for each agreement, with a line for each window; then the findings."""
    lines: list[str] = []
    agreement = ""
    for one in windows:
        name = one.objective.partition("/")[0]
        if name != agreement:
            agreement = name
            lines += (
                ["", workspace.agreements[name].title or name] if lines else [workspace.agreements[name].title or name]
            )
        lines += _window_lines(one, workspace)
    unsaid = sorted({text for one in windows for text in one.answer.unsaid})
    lines += ["", *(f"not judged, and taken not to have happened: {text}" for text in unsaid)] if unsaid else []
    lines += ["", f"assumed: {', '.join(facts.assumed)}"] if facts.assumed else []
    found = list(finding_lines(facts.findings))
    lines += ["", *found] if lines and found else found
    return ("\n".join(lines) + "\n").encode("utf-8", "replace") if lines else b""


def _window_lines(one: WindowFigure, workspace: Workspace) -> list[str]:
    name, _, inner = one.objective.partition("/")
    agreement = workspace.agreements[name]
    objective = next(each for each in agreement.objectives if each.address == one.objective)
    where = zone(agreement.zone or "UTC")
    first, last = local(one.start, where), local(one.window[1] - 1, where)
    parts = [f"  {one.state:10} {inner}, {first:%Y-%m-%d} to {last:%Y-%m-%d}"]
    if one.low is not None and one.high is not None and one.low != one.high:
        parts.append(f"between {printed(one.low, objective)} and {printed(one.high, objective)}")
    elif one.answer.figure is not None and one.state != "unknown":
        parts.append(printed(one.answer.figure, objective))
    if one.answer.cases is not None:
        parts.append(f"{one.answer.late or 0} of {one.answer.cases} late")
    if one.state == "running" and one.budget_left is not None:
        parts.append(f"{seconds_text(one.budget_left)} left")
        if one.missed_from is not None:
            parts.append(f"missed from {moment(one.missed_from, agreement.zone)} on, if it is down until then")
    if one.answer.word and one.state == "not-judged":
        parts.append(one.answer.word)
    return [
        ": ".join((parts[0], ", ".join(parts[1:]))) if parts[1:] else parts[0],
        *(f"             {why}" for why in one.because),
    ]


def finding_lines(findings: Iterable[FactFinding]) -> Iterable[str]:
    """A line for each finding, and one for its remedy; of many alike the first ones."""
    shown: dict[tuple[str, str], int] = {}
    for one in findings:
        key = one.rule, one.place.file
        shown[key] = shown.get(key, 0) + 1
        if shown[key] > _SHOWN:
            continue
        column = f", column {one.column}" if one.column else ""
        yield f"{one.severity}[{one.rule}]: {one.place.text}{column}: {one.message}"
        if one.help:
            yield f"  help: {one.help}"
    for (rule, file), number in shown.items():
        if number > _SHOWN:
            yield f"{file}: {number - _SHOWN} more of {rule}; `--format json` has all"
