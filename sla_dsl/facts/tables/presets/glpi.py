"""GLPI: tickets and their log, by the REST interface; times are local, and say not of where."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from .preset import Export, Input, Preset, StateChange, course

_STATUS, _PRIORITY, _WAITING, _SOLVED, _CLOSED = "12", "3", "4", "5", "6"

_AT_ONCE = (50, 51)
"""How many rows it gives if no range is asked for; older versions count both ends of `0-50`."""


def _make(export: Export) -> None:
    logs: dict[str, list[Any]] = defaultdict(list)
    lengths = Counter(str(row["items_id"]) for _, row in export.records["log"])
    for _, row in export.records["log"]:
        # Problems and changes have numbers of their own; what is linked to a ticket is no field of it.
        if row.get("itemtype", "Ticket") == "Ticket" and str(row.get("linked_action") or 0) == "0":
            logs[str(row["items_id"])].append(row)
    for place, ticket in export.records["tickets"]:
        case, created = str(ticket["id"]), ticket["date"]
        service = ticket.get(export.text("service"))
        export.about(place, service)
        if str(ticket.get("is_deleted")).lower() in ("1", "true"):
            export.note(place, f"{case} is no case: it is in the trash")
            continue
        how = "export by the REST interface: its states and priorities are numbers"
        if not export.coded(place, case, how, status=ticket["status"], priority=ticket["priority"]):
            continue
        if lengths[case] in _AT_ONCE:
            message = f"the log of {case} has just {lengths[case]} rows, as many as GLPI gives at once"
            export.wrong(place, message, "ask for it with `range=0-9999`")
        taken, delay = ticket.get("takeintoaccountdate"), str(ticket.get("takeintoaccount_delay_stat") or 0)
        if not taken and delay != "0":
            message = f"{case} was taken into account after {delay} s of its calendar, and when is not told"
            export.wrong(place, message, "export `takeintoaccountdate`, which newer versions have")
        if str(ticket.get("takeintoaccount_delay_stat")) == "1":
            export.note(place, f"{case} is taken into account after 1 second: by whoever created it, or by a rule")
        log = sorted(logs[case], key=lambda one: int(one["id"]))
        changes = {
            option: export.joined(place, case, name, ticket[name], _changes(log, option))
            for option, name in ((_STATUS, "status"), (_PRIORITY, "priority"))
        }
        export.add(
            "cases",
            place,
            case=case,
            service=service,
            logged=created,
            answered=taken,
        )
        done_at = ticket.get("solvedate") or ticket.get("closedate")
        done = {_SOLVED: "restored", _CLOSED: "closed"}
        export.add_done(place, case, created, ticket["status"], changes[_STATUS], done, done_at)
        stays = list(course(created, str(ticket["status"]), changes[_STATUS]))
        export.known(place, case, (value for value, _, _ in stays), done)
        export.add_states(place, case, stays)
        export.add_priorities(place, case, course(created, str(ticket["priority"]), changes[_PRIORITY]))
    export.tells_first("answered")


def _changes(log: list[Any], option: str) -> list[StateChange]:
    return [
        (str(one["old_value"]), str(one["new_value"]), one["date_mod"])
        for one in log
        if str(one["id_search_option"]) == option
    ]


PRESET = Preset(
    "GLPI",
    {
        "tickets": Input(
            "exports/Ticket*.json",
            "GET /apirest.php/Ticket?expand_dropdowns=true&range=0-9999 (not the CSV, which is in words of a language)",
            needs=("id", "date", "status", "priority"),
            key="id",
            changed="date_mod",
            at_most=_AT_ONCE,
        ),
        "log": Input(
            "exports/Log*.json",
            "GET /apirest.php/Ticket/ID/Log?range=0-9999 for each ticket",
            needs=("id", "items_id", "id_search_option", "old_value", "new_value", "date_mod"),
            key="id",
        ),
    },
    _make,
    ("cases", "events", "states", "changes"),
    {
        "service": "itilcategories_id",
        "waiting": {_WAITING: "waiting-for-customer"},
        "working": ("1", "2", "3"),
        "scale": "priority",
    },
    assumes=(
        "there is one reason for all waiting",
        "a ticket is answered when somebody takes it into account",
        "the log numbers 12 and 3 are status and priority",
    ),
    is_local=True,
)
