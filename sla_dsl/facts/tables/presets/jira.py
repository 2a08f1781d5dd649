"""Jira Service Management: an issue search with `expand=changelog` and all fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..found import RowPlace
from .preset import Export, Input, Preset, at_path, course, each, since_1970

_RESTORES = ("Done", "Fixed", "Resolved", "Won't Do", "Won't Fix", "Cannot Reproduce", "Incomplete")
"""The resolutions that Jira is delivered with, and that are of cases; in another language they have other names."""


def _make(export: Export) -> None:
    names = _names_of_states(export)
    answered_again: set[str] = set()
    for place, issue in export.records["issues"]:
        key, fields = issue.get("key"), issue.get("fields", {})
        service = at_path(fields, export.text("service"))
        if service is None:
            help_ = f"give it one, or write `service` in facts.toml: it is `{export.text('service')}` now"
            export.wrong(place, f"{key} names no service", help_, "facts/unreadable-row")
            continue
        export.about(place, service)
        if at_path(fields, "issuetype.subtask"):
            export.note(place, f"{key} is no case: it is a part of {at_path(fields, 'parent.key')}")
            continue
        resolution = at_path(fields, "resolution.name")
        if resolution in export.listed("no-case"):
            export.note(place, f"{key} is no case: its resolution is `{resolution}`")
            continue
        if resolution not in (None, *_RESTORES) and export.settings["no-case"] is PRESET.settings["no-case"]:
            message = f"{key} was resolved as `{resolution}`, and nothing says whether it was a case at all"
            help_ = "write the list `no-case` in facts.toml: the resolutions of what was no case, by these names"
            export.wrong(place, message, help_, "facts/unreadable-row")
        listed, is_first, below = f"{export.text('service')}.".partition(".0.")
        others = {str(at_path(one, below.rstrip(".")) if below else one) for one in each(fields, listed)}
        if is_first and len(others) > 1:
            several = ", ".join(f"`{one}`" for one in sorted(others))
            help_ = "give it one, or write another field as `service` in facts.toml"
            export.wrong(place, f"{key} names several services: {several}", help_, "facts/unreadable-row")
            continue
        _history_is_whole(export, place, issue)
        stops = _answers(issue, export.text("first-response"))
        answered = _answered(export, place, issue, stops) if export.text("first-response") else {}
        export.add("cases", place, case=key, service=service, logged=fields.get("created"), **answered)
        _history(export, place, issue, names)
        export.add_again(place, key, "answered", stops)
        if len(stops) > 1:  # an SLA need not begin anew when a case is opened again
            answered_again.add(str(key))
    export.tells_first("answered", answered_again)


def _names_of_states(export: Export) -> dict[str, str]:
    """By the number of a state the name that `waiting` has for it.

    The present state comes in the language of whoever asks, and those of a changelog as they were called then.
    """
    found: dict[str, str] = {}
    for _, issue in export.records["issues"]:
        pairs = [(at_path(issue, "fields.status.id"), at_path(issue, "fields.status.name"))]
        for change in each(issue, "changelog.histories"):
            for item in each(change, "items"):
                if item.get("fieldtype") != "custom" and (item.get("fieldId") or item.get("field")) == "status":
                    pairs += [(item.get("from"), item.get("fromString")), (item.get("to"), item.get("toString"))]
        for number, name in pairs:
            if number and (str(name) in export.mapping("waiting") or str(number) not in found):
                found[str(number)] = str(name)
    return found


def _answers(issue: Any, field: str) -> list[str]:
    """The ends of the cycles of the first response, in their order: an SLA may start anew."""
    stops = [at_path(one, "stopTime.epochMillis") for one in each(issue, f"fields.{field}.completedCycles")]
    return [since_1970(f"{at // 1000}.{at % 1000:03}") for at in sorted(int(one) for one in stops if one is not None)]


def _answered(export: Export, place: RowPlace, issue: Any, stops: list[str]) -> dict[str, str]:
    """The first answer, if there is one; and whether nothing tells of any."""
    field = f"fields.{export.text('first-response')}"
    if not list(each(issue, f"{field}.completedCycles")) and not at_path(issue, f"{field}.ongoingCycle"):
        export.unanswered(place, issue.get("key"), f"cycle of `{export.text('first-response')}`")
        return {"answered": "", "untold": "answered"}
    return {"answered": stops[0] if stops else ""}


def _history_is_whole(export: Export, place: RowPlace, issue: Any) -> None:
    there, total = len(list(each(issue, "changelog.histories"))), at_path(issue, "changelog.total")
    if total is None or int(total) > there:
        message = f"the changelog of {issue.get('key')} has {total or 'no'} entries, and {there} are here"
        export.wrong(place, message, "export it with `expand=changelog`, and long ones by themselves")


def _history(export: Export, place: RowPlace, issue: Any, names: Mapping[str, str]) -> None:
    key, fields = issue.get("key"), issue.get("fields", {})
    items = [
        (str(item.get("fieldId") or item.get("field")), item, one.get("created"))
        for one in sorted(each(issue, "changelog.histories"), key=lambda one: int(one["id"]))
        for item in each(one, "items")
        if item.get("fieldtype") != "custom"  # one of the customer's own may be called `status`, too
    ]
    resolved = next((bool(item.get("from")) for field, item, _ in items if field == "resolution"), False)
    if resolved:
        export.add("events", place, case=key, event="restored", at=fields.get("created"))
    for field, item, moment in items:
        is_set, was_set = bool(item.get("to")), bool(item.get("from"))
        if field == "resolution" and is_set != was_set:
            resolved = is_set
            export.add("events", place, case=key, event="restored" if is_set else "reopened", at=moment)
    if (fields.get("resolution") is not None) != resolved:
        message = f"{key} is {'open' if resolved else 'resolved'} now, and its changelog does not say since when"
        export.wrong(place, message, "export it with `expand=changelog`, and long ones by themselves")
    category = at_path(fields, "status.statusCategory.key")
    if category is not None and (category == "done") != (fields.get("resolution") is not None):
        is_done = "done" if category == "done" else "not done"
        message = f"{key} is {is_done} by its status, and {'not ' if category == 'done' else ''}resolved"
        help_ = "set or clear its resolution: a preset knows by that alone when a case was restored"
        export.wrong(place, message, help_, "facts/unreadable-row")
    created = fields.get("created")
    changes = {
        field: [(one["fromString"], one["toString"], moment) for name, one, moment in items if name == field]
        for field in ("status", "priority")
    }
    for name, named in changes.items():  # by their numbers: a name may be another one today
        numbers = [(one.get("from"), one.get("to"), moment) for field, one, moment in items if field == name]
        present = at_path(fields, f"{name}.id")
        if present is None or any(one is None for change in numbers for one in change):
            export.joined(place, key, name, at_path(fields, f"{name}.name"), named)
        else:
            export.joined(place, key, name, present, numbers)
    states = [
        (
            names.get(str(item.get("from")), item["fromString"]),
            names.get(str(item.get("to")), item["toString"]),
            moment,
        )
        for field, item, moment in items
        if field == "status"
    ]
    present = names.get(str(at_path(fields, "status.id")), at_path(fields, "status.name"))
    export.add_states(place, key, course(created, present, states))
    export.add_priorities(place, key, course(created, at_path(fields, "priority.name"), changes["priority"]))


PRESET = Preset(
    "Jira Service Management",
    {
        "issues": Input(
            "exports/issues*.json",
            "GET /rest/api/3/search/jql with `fields=*all` and `expand=changelog`, a file for each page",
            at="issues",
            needs=("key", "fields", "changelog"),
            key="key",
            changed="fields.updated",
        )
    },
    _make,
    ("cases", "events", "states", "changes"),
    {
        "service": "components.0.name",
        "first-response": "",
        "waiting": {},
        "scale": "priority",
        "no-case": ("Duplicate", "Canceled", "Cancelled"),
    },
    assumes=("a case is restored when its resolution is set, and opened again when that is cleared",),
)
