"""Zabbix: events of problems and of recoveries, and what it reports of services itself."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .preset import Export, Input, Preset, at_path, each, since_1970

_PROBLEMS = ("0", "4")
"""The sources that say a problem by 1: a trigger, a service; what Zabbix discovers means something else by it."""


def _moment(event: Any) -> str:
    return since_1970(f"{event['clock']}.{int(event.get('ns') or 0):09}")


def _make(export: Export) -> None:
    recoveries = {str(one["eventid"]): one for _, one in export.records["events"]}
    least = int(export.text("least-severity"))
    for place, event in export.records["events"]:
        how = "export by event.get: its values and severities are numbers"
        if not export.coded(place, f"event {event['eventid']}", how, value=event["value"], severity=event["severity"]):
            continue
        if str(event["value"]) != "1" or int(event["severity"]) < least:
            continue
        if str(event.get("source") or "0") not in _PROBLEMS:
            export.note(place, f"event {event['eventid']} is no outage: it is of no trigger and of no service")
            continue
        name, recovery = event["eventid"], str(event.get("r_eventid") or "0")
        tag = export.text("service")
        services = list(dict.fromkeys(one["value"] for one in each(event, "tags") if one.get("tag") == tag))
        export.about(place, *services)
        if not services:
            export.wrong(place, f"event {name} has no tag `{tag}`", "tag it, or write `service` in facts.toml")
            continue
        if recovery != "0" and recovery not in recoveries:
            message = f"event {name} is over, and its recovery {recovery} is not here: how long it lasted is not known"
            export.wrong(place, message, "ask event.get for a longer time, and for both values")
        if str(event.get("suppressed") or "0") != "0":
            export.note(place, f"event {name} is suppressed: it is in a maintenance of Zabbix, and counts all the same")
        end = _moment(recoveries[recovery]) if recovery in recoveries else ""
        for service in services:
            about = name if len(services) == 1 else f"{name}/{service}"
            export.add("outages", place, service=service, start=_moment(event), end_=end, id=about)
    for place, result in export.records["sli"]:
        _figures(export, place, result)


def _figures(export: Export, place: Any, result: Any) -> None:
    """The figures that Zabbix reports: as how much of how much, since its percentages are rounded."""
    objectives = export.mapping("objectives")
    for number, period in enumerate(each(result, "periods")):
        for of, service in enumerate(each(result, "serviceids")):
            cell = at_path(result, f"sli.{number}.{of}")
            if str(service) not in objectives or not isinstance(cell, dict):
                continue
            up, down = Fraction(cell["uptime"]), Fraction(cell["downtime"])
            if min(up, down) >= 0 and up + down:
                out = sum(int(one["period_to"]) - int(one["period_from"]) for one in each(cell, "excluded_downtimes"))
                length = int(period["period_to"]) - int(period["period_from"])
                if up + down + out < length:
                    message = f"the figure of service {service} is of {up + down} s, and its period has {length}"
                    help_ = "if its schedule is not shorter, ask again: the period that goes on is given as well"
                    export.doubt(place, message, help_)
                start = since_1970(period["period_from"])
                value = f"{up}/{up + down}"
                end = since_1970(period["period_to"])
                export.add("figures", place, objective=objectives[str(service)], start=start, end_=end, value=value)


PRESET = Preset(
    "Zabbix",
    {
        "events": Input(
            "exports/events*.json",
            "event.get with value [0, 1], selectTags, and a time that has the recoveries (not problem.get)",
            at="result",
            needs=("eventid", "clock", "value", "severity", "r_eventid"),
            key="eventid",
            changed="r_eventid",
            besides=("acknowledged", "acknowledges", "suppressed", "suppression_data", "urls", "hosts"),
        ),
        "sli": Input("exports/getsli*.json", "sla.getsli", at="result", is_optional=True, needs=("periods", "sli")),
    },
    _make,
    ("outages",),
    {"service": "service", "least-severity": "4", "objectives": {}},
    lacks={"unknown": "when a server or a proxy was off"},
    assumes=("a problem of that severity or more is an outage",),
)
