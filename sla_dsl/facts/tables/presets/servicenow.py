"""ServiceNow: the tables incident, sys_audit and task_sla with raw values, which are in UTC and in no language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from ..found import RowPlace
from .preset import Export, Input, Preset, StateChange, StatusStay, course, utc

_ON_HOLD, _RESOLVED, _CLOSED, _CANCELED = "3", "6", "7", "8"
_AT_ONCE = (10_000,)
"""How many rows an export has at most, unless `glide.csv.export.limit` says otherwise."""
_OF_A_CHANGE = ("fieldname", "oldvalue", "newvalue", "sys_created_on", "record_checkpoint")
_RAW = "export with raw values (`sysparm_display_value=false`): labels are in a language, and times in a user's zone"


def _make(export: Export) -> None:
    audit: dict[str, list[Any]] = defaultdict(list)
    for _, row in export.records["audit"]:
        audit[row["documentkey"]].append(row)
    responses: dict[str, list[str]] = defaultdict(list)
    has_response = {row["task.number"] for _, row in export.records["slas"] if row["sla.target"] == "response"}
    for _, row in export.records["slas"]:
        if row["sla.target"] == "response" and row["stage"] == "completed" and row["end_time"]:
            responses[row["task.number"]].append(row["end_time"])
    for place, row in export.records["slas"]:
        if any(row[name] != row[name].lower() for name in ("stage", "sla.target")):  # labels begin with a capital
            message = f"`{row['stage']}` and `{row['sla.target']}` are no stage and no target as they are stored"
            export.wrong(place, message, _RAW, "facts/unreadable-row")
    for place, incident in export.records["incidents"]:
        case, opened = incident["number"], utc(incident["opened_at"])
        service = incident.get(export.text("service"))
        export.about(place, service)
        if not export.coded(place, case, _RAW, state=incident["state"], priority=incident["priority"]):
            continue
        if _is_no_case(export, place, incident):
            continue
        # Exports of two months overlap: the same change of a field counts once.
        distinct = {tuple(one[name] for name in _OF_A_CHANGE): one for one in audit[incident["sys_id"]]}
        rows = sorted(distinct.values(), key=lambda one: int(one["record_checkpoint"]))
        changes = {
            name: export.joined(place, case, name, incident[name], _since_logged(_changes(rows, name)))
            for name in ("state", "priority")
        }
        is_untold = export.records["slas"] and case not in has_response
        if is_untold:
            export.unanswered(place, case, "response SLA")
        export.add(
            "cases",
            place,
            case=case,
            service=service,
            logged=opened,
            **({"answered": utc(min(responses[case], default=""))} if export.records["slas"] else {}),
            **({"untold": "answered"} if is_untold else {}),
        )
        done_at = utc(incident.get("resolved_at") or incident.get("closed_at"))
        done = {_RESOLVED: "restored", _CLOSED: "closed"}
        export.add_done(place, case, opened, incident["state"], changes["state"], done, done_at)
        stays = list(course(opened, incident["state"], changes["state"]))
        export.known(place, case, (value for value, _, _ in stays), (_ON_HOLD, *done, _CANCELED))
        _is_in_utc(export, place, case, utc(incident.get("resolved_at")), changes["state"])
        holds = list(course(opened, incident.get("hold_reason"), _changes(rows, "hold_reason")))
        _add_holds(export, place, case, stays, holds)
        export.add_priorities(place, case, course(opened, incident["priority"], changes["priority"]))
    export.tells_first("answered")


def _is_no_case(export: Export, place: RowPlace, incident: Any) -> bool:
    """Whether an incident was canceled, or resolved as what is no case; that is told."""
    case, state, code = incident["number"], incident["state"], incident.get("close_code")
    if state == _CANCELED:
        export.note(place, f"{case} is no case: it was canceled")
        return True
    if state in (_RESOLVED, _CLOSED) and code in export.listed("no-case"):
        export.note(place, f"{case} is no case: its resolution is `{code}`")
        return True
    return False


def _add_holds(
    export: Export, place: RowPlace, case: str, stays: Iterable[StatusStay], holds: list[StatusStay]
) -> None:
    """Adds the time in which a case is on hold, by its reasons: why it waits may change while it does."""
    spans = [(start, end) for value, start, end in stays if value == _ON_HOLD]
    ((_, opened, _), *changed) = holds
    if not changed and any(start != opened for start, _ in spans):
        message = f"{case} was on hold, and sys_audit does not say for which reason"
        export.wrong(place, message, "export its rows of hold_reason: it need not have waited for what it has now")
    for hold, start, end in holds:
        for since, until in spans:
            first = max(str(start), str(since))
            last = min((str(one) for one in (end, until) if one is not None), default=None)
            if last is None or first < last:
                reason = export.waits(hold or "") or f"hold-{hold or ''}"
                export.add("states", place, case=case, reason=reason, start=first, end_=last)


def _is_in_utc(export: Export, place: RowPlace, case: str, resolved_at: str, changes: list[StateChange]) -> None:
    """Says that the times of two tables are quarters of an hour apart, as those of two zones are."""
    resolved = [str(moment) for _, after, moment in changes if after == _RESOLVED]
    if not (resolved and resolved_at):
        return
    apart = abs(datetime.fromisoformat(resolved_at) - datetime.fromisoformat(resolved[-1]))
    if apart >= _QUARTER and min(apart % _QUARTER, _QUARTER - apart % _QUARTER) <= timedelta(seconds=5):
        message = f"{case} was resolved at {resolved_at}, and by sys_audit at {resolved[-1]}: one is not in UTC"
        export.wrong(place, message, _RAW, "facts/local-time")


_QUARTER = timedelta(minutes=15)


def _changes(rows: list[Any], field: str) -> list[StateChange]:
    return [(one["oldvalue"], one["newvalue"], utc(one["sys_created_on"])) for one in rows if one["fieldname"] == field]


def _since_logged(changes: list[StateChange]) -> list[StateChange]:
    """Changes without the first value, which a house may have audited as well (`glide.sys.audit_inserts`)."""
    return changes[1:] if changes and not changes[0][0] else changes


PRESET = Preset(
    "ServiceNow",
    {
        "incidents": Input(
            "exports/incident*.csv",
            f"the table incident; {_RAW}",
            at="result",
            needs=("number", "sys_id", "opened_at", "state", "priority"),
            key="sys_id",
            changed="sys_updated_on",
            at_most=_AT_ONCE,
        ),
        "audit": Input(
            "exports/sys_audit*.csv",
            f"the table sys_audit of incidents; {_RAW}",
            at="result",
            needs=("documentkey", *_OF_A_CHANGE),
            at_most=_AT_ONCE,
        ),
        "slas": Input(
            "exports/task_sla*.csv",
            f"the table task_sla; {_RAW}",
            at="result",
            is_optional=True,
            needs=("task.number", "sla.target", "stage", "end_time"),
            at_most=_AT_ONCE,
        ),
    },
    _make,
    ("cases", "events", "states", "changes"),
    {
        "service": "business_service.name",
        "waiting": {"1": "waiting-for-customer", "4": "waiting-for-supplier"},
        "working": ("1", "2"),
        "scale": "priority",
        "no-case": ("Duplicate",),
    },
    assumes=(
        "a case is answered when its first response SLA is completed",
        "a case that is resolved is restored",
        "state, priority and hold_reason are audited fields",
    ),
)
