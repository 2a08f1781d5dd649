"""Promises as service level objectives of OpenSLO v1 (https://github.com/OpenSLO/OpenSLO, README at aa5cb78).

Its SDK (https://github.com/OpenSLO/go-sdk at ae145da) refuses unknown fields and a target of 1, and takes ``1M`` for 30
days where it makes a time of it; therefore months are said with a calendar, and rolling months are not said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ...algebra.zones import local, zone
from ...model.phrases import Window
from ...model.quantity import Quantity
from ...model.workspace import Workspace
from ...wording.figures import promise_text
from .indicator import Indicator, Refused

VERSION = "openslo/v1"
_DNS_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST = 1050
"""The characters that a description may have."""
_SHORTEST = 28
"""The days of the shortest month."""
_PERIODS = {"hour": "1h", "day": "1d", "week": "1w", "month": "1M", "quarter": "1Q", "year": "1Y"}
_SHORTHAND = (("w", 7 * 86_400), ("d", 86_400), ("h", 3_600), ("m", 60))


def refused_by_openslo(indicator: Indicator) -> Refused | None:
    """Why OpenSLO cannot say a promise; none if it can."""
    reason = _refused(indicator)
    return Refused(indicator.objective.address, reason) if reason else None


def _refused(one: Indicator) -> str:
    window = one.objective.window
    if one.allowed == 0:
        return "its target is 100%, and a `target` is less than 1"
    if one.excludes:
        return "it must be better than its bound, and a `target` is met at its figure"
    if one.calendar is not None:
        return f"it counts during `{one.calendar}`, and a service level objective counts always"
    if window is None or (window.kind != "rolling" and window.length is not None):
        return f"`{window.text if window else ''}` has a stated length"
    if not _duration(window):
        return f"`{window.text}` has no fixed number of minutes"
    if window.kind == "contract" and local(one.windows[0].whole[0], zone(one.agreement.zone or "UTC")).day > _SHORTEST:
        return f"`{window.text}` begins on a day that some months do not have"
    if window.kind != "rolling" and any(each.whole != each.span for each in one.windows):
        return "its term or an amendment cuts a window, and a service level objective has neither"
    if len(one.agreement.covers) != 1:
        covered = len(one.agreement.covers)
        return f"`{one.agreement.name}` covers {covered} services, and a service level objective is of one"
    names = (name_of(one), one.agreement.covers[0].lower())
    wrong = next((name for name in names if _DNS_LABEL.fullmatch(name) is None), None)
    return f"`{wrong}` is no name: letters of ASCII, digits and `-`, at most 63" if wrong else ""


def name_of(one: Indicator) -> str:
    """The name of the service level objective: the address of the promise with dashes."""
    return one.objective.address.replace("/", "-").lower()


def openslo_objects(workspace: Workspace, indicators: Iterable[Indicator]) -> list[dict[str, Any]]:
    """The services and service level objectives, as data; a promise for each, in their order."""
    those = list(indicators)
    covered = dict.fromkeys(one.agreement.covers[0] for one in those)
    return [*(_service(workspace, name) for name in covered), *map(_objective, those)]


def namesakes(indicators: Iterable[Indicator]) -> list[Refused]:
    """Promises that would have the name of an earlier one."""
    seen: dict[str, str] = {}
    found = []
    for one in indicators:
        first = seen.setdefault(name_of(one), one.objective.address)
        if first != one.objective.address:
            found.append(Refused(one.objective.address, f"`{name_of(one)}` is the name of `{first}` as well"))
    return found


def _service(workspace: Workspace, name: str) -> dict[str, Any]:
    title = workspace.services[name].title if name in workspace.services else ""
    metadata = {"name": name.lower()} | ({"displayName": title} if title else {})
    return {"apiVersion": VERSION, "kind": "Service", "metadata": metadata, "spec": {}}


def _objective(one: Indicator) -> dict[str, Any]:
    name = name_of(one)
    title = one.objective.title
    which = _selector({"agreement": one.agreement.name, "objective": one.name})
    target: dict[str, Any] = {"target": float(1 - one.allowed)}
    if one.kind == "time":
        metric: dict[str, Any] = {"rawType": "success", "raw": _query(f"min(sla_up{which})")}
        target["timeSliceWindow"] = "1m"
    else:
        bad, total = (_query(f"sum({series}{which})") for series in ("sla_bad_events_total", "sla_events_total"))
        metric = {"counter": True, "bad": bad, "total": total}
    spec = {
        "description": _description(one),
        "service": one.agreement.covers[0].lower(),
        "indicator": {"metadata": {"name": name}, "spec": {"ratioMetric": metric}},
        "timeWindow": [_time_window(one)],
        "budgetingMethod": "RatioTimeslices" if one.kind == "time" else "Occurrences",
        "objectives": [target],
    }
    metadata = {"name": name} | ({"displayName": title} if title else {})
    return {"apiVersion": VERSION, "kind": "SLO", "metadata": metadata, "spec": spec}


def _description(one: Indicator) -> str:
    term = one.agreement.term
    said = f"{one.objective.address}: {promise_text(one.objective)}"
    if term is not None and (term.first or term.last):
        said += f"; in force{f' from {term.first}' if term.first else ''}{f' to {term.last}' if term.last else ''}"
    return said[:_LONGEST]


def _query(query: str) -> dict[str, Any]:
    return {"metricSource": {"type": "Prometheus", "spec": {"query": query}}}


def _selector(labels: Mapping[str, str]) -> str:
    return "{" + ",".join(f"{name}={json.dumps(text, ensure_ascii=False)}" for name, text in labels.items()) + "}"


def _time_window(one: Indicator) -> dict[str, Any]:
    window = one.objective.window
    duration = _duration(window) if window else ""
    if window is not None and window.kind == "rolling":
        return {"duration": duration, "isRolling": True}
    start = local(one.windows[0].whole[0], zone(one.agreement.zone or "UTC"))
    calendar = {"startTime": f"{start:%Y-%m-%d %H:%M:%S}", "timeZone": one.agreement.zone or "UTC"}
    return {"duration": duration, "isRolling": False, "calendar": calendar}


def _duration(window: Window) -> str:
    """The length of windows as OpenSLO writes it; empty for one that it cannot write."""
    if window.kind != "rolling":
        return _PERIODS.get(window.period or "", "")
    length = window.length
    if not isinstance(length, Quantity) or length.unit not in ("s", "day"):
        return ""
    seconds = length.amount * (86_400 if length.unit == "day" else 1)
    for unit, size in _SHORTHAND:
        if seconds % size == 0:
            return f"{seconds / size}{unit}"
    return ""
