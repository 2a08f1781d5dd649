"""Tickets that never were, as each help desk would export them: one truth in many shapes.

The truth is made at random, and what it comes to is counted here, without the toolkit.  Each writer writes two exports
whose times overlap: one of the middle of the month, one of its end.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

FIRST = datetime(2026, 10, 1, tzinfo=UTC)
MIDDLE = datetime(2026, 10, 16, tzinfo=UTC)
LAST = datetime(2026, 11, 2, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
QUEUES = ("Payments", "Shop", "Printers")
"""The queues of the desk; the last one is nothing of ours."""
BOUNDS = {"p1": timedelta(hours=4), "p2": timedelta(hours=8), "p3": timedelta(hours=24)}
OPEN, PENDING, HOLD, SOLVED = "open", "pending", "hold", "solved"


@dataclass
class Ticket:
    """What happened to a ticket: what it became, and when; times are of whole seconds."""

    number: int
    queue: str
    created: datetime
    answered: datetime | None
    states: list[tuple[datetime, str]] = field(default_factory=list)
    priorities: list[tuple[datetime, str]] = field(default_factory=list)

    def until(self, now: datetime) -> Ticket:
        """The same ticket, as it was then."""
        answered = self.answered if self.answered and self.answered <= now else None
        return Ticket(
            self.number,
            self.queue,
            self.created,
            answered,
            [one for one in self.states if one[0] <= now],
            [one for one in self.priorities if one[0] <= now],
        )

    @property
    def is_reopened(self) -> bool:
        """Whether it was opened again: it is to be answered again, and most tools tell the first answer alone."""
        return any(state == SOLVED for _, state in self.states[:-1])

    @property
    def changed(self) -> datetime:
        """When it was changed last."""
        return max(at for at in (self.created, self.answered, self.states[-1][0], self.priorities[-1][0]) if at)

    def changes(self, of: list[tuple[datetime, str]]) -> Iterator[tuple[datetime, str, str]]:
        """When something changed, from what, and to what."""
        for (_, before), (at, after) in pairwise(of):
            yield at, before, after

    def worked(self, until: datetime) -> timedelta:
        """For how long somebody worked on it, or it was on hold."""
        ends = [*(at for at, _ in self.states[1:]), LAST]
        spans = (
            (at, min(end, until)) for (at, state), end in zip(self.states, ends, strict=True) if state in (OPEN, HOLD)
        )
        return sum((end - start for start, end in spans if end > start), timedelta())

    @property
    def counted(self) -> dict[str, bool]:
        """Its last priority, and those by which it was late before they changed; and whether it is late by each."""
        done = self.states[-1][0] if self.states[-1][1] == SOLVED else LAST
        had = [one for one in self.priorities if one[0] <= done]
        ends = [*(at for at, _ in had[1:]), done]
        late = {one: self.worked(end) > BOUNDS[one] for (_, one), end in zip(had, ends, strict=True)}
        return {one: is_late for one, is_late in late.items() if is_late or one == had[-1][1]}


def tickets(
    seed: int, waits: bool = True, reopens: bool = True, changes: bool = True, priorities: Sequence[str] = tuple(BOUNDS)
) -> list[Ticket]:
    """A desk full of tickets; without pauses, reopenings or changes of priority where a tool tells none."""
    chance = random.Random(seed)
    found = []
    for number in range(1, 41):
        created = FIRST + timedelta(seconds=chance.randrange(30 * 86400))
        at, state = created, OPEN
        ticket = Ticket(number, chance.choice(QUEUES), created, None, [(at, state)])
        for _ in range(chance.randrange(7)):
            at += timedelta(seconds=chance.choice((60, 3600, 4 * 3600, 20 * 3600)) + chance.randrange(3600))
            following = [SOLVED, *([OPEN, PENDING, HOLD] if waits and state != SOLVED else [OPEN] if reopens else [])]
            state = chance.choice([one for one in following if one != state] or [state])
            if state != ticket.states[-1][1] and at < LAST:
                ticket.states.append((at, state))
        if chance.random() < 0.8:
            ticket.answered = created + timedelta(seconds=chance.randrange(1, 4000))
        ticket.priorities = [(created, chance.choice(priorities))]
        for _ in range(chance.randrange(3) if changes else 0):
            at = ticket.priorities[-1][0] + timedelta(seconds=chance.randrange(1, 20 * 3600))
            value = chance.choice([one for one in BOUNDS if one != ticket.priorities[-1][1]])
            if at < LAST:
                ticket.priorities.append((at, value))
        found.append(ticket)
    return found


def truth(desk: Iterable[Ticket]) -> dict[tuple[str, str], tuple[int, int]]:
    """By queue and priority how many cases came in October, and how many of them were late; and of answers alike."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for one in desk:
        if one.created.astimezone(PARIS).month == 10:
            answered = one.answered or LAST
            late = answered - one.created > timedelta(minutes=30)
            for what, is_late in (*one.counted.items(), ("answer", late)):
                if what == "answer" and one.is_reopened:
                    continue
                cases, before = found.get((one.queue, what), (0, 0))
                found[one.queue, what] = cases + 1, before + is_late
    return found


def exports(desk: list[Ticket]) -> list[list[Ticket]]:
    """The export of the middle of the month, and that of its end: of what was changed since the day before."""
    middle = [one.until(MIDDLE) for one in desk if one.created <= MIDDLE]
    return [middle, [one for one in desk if one.changed > MIDDLE - timedelta(days=1)]]


def iso(at: datetime | None, zone: Any = UTC) -> str | None:
    """ISO 8601, with `Z` for UTC."""
    return None if at is None else at.astimezone(zone).isoformat().replace("+00:00", "Z")


def plain(at: datetime | None, zone: Any = UTC) -> str:
    """A time without its offset."""
    return "" if at is None else at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


def lines(folder: Path, file: str, rows: list[dict[str, Any]], seed: int, delimiter: str = ",") -> None:
    """A CSV with its columns in some order."""
    heads = list(rows[0]) if rows else []
    random.Random(seed).shuffle(heads)
    with (folder / file).open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, heads, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)


def document(folder: Path, file: str, content: object) -> None:
    (folder / file).write_text(json.dumps(content), encoding="utf-8")


# Writers, each with what facts.toml says of its export


def jira(folder: Path, desk: list[Ticket]) -> str:
    names = {
        OPEN: ("1", "Open"),
        PENDING: ("10", "Waiting for customer"),
        HOLD: ("11", "On hold"),
        SOLVED: ("5", "Resolved"),
    }
    zone = ZoneInfo("America/New_York")

    def stamp(at: datetime) -> str:
        return at.astimezone(zone).strftime("%Y-%m-%dT%H:%M:%S.000%z")

    def issue(one: Ticket) -> dict[str, Any]:
        rows = []
        for at, before, after in one.changes(one.states):
            items: list[dict[str, Any]] = [
                {
                    "field": "status",
                    "fieldtype": "jira",
                    "fieldId": "status",
                    "from": names[before][0],
                    "fromString": names[before][1],
                    "to": names[after][0],
                    "toString": names[after][1],
                }
            ]
            if SOLVED in (before, after):
                done = (None, "", "10000", "Done") if after == SOLVED else ("10000", "Done", None, "")
                items.append(
                    dict(zip(("from", "fromString", "to", "toString"), done, strict=True))
                    | {"field": "resolution", "fieldtype": "jira"}
                )
            rows.append((at, items))
        for at, before, after in one.changes(one.priorities):
            rows.append(
                (
                    at,
                    [
                        {
                            "field": "priority",
                            "fieldtype": "jira",
                            "from": before[1],
                            "fromString": before.upper(),
                            "to": after[1],
                            "toString": after.upper(),
                        }
                    ],
                )
            )
        rows.sort(key=lambda row: row[0])
        histories = [
            {"id": str(one.number * 1000 + n), "created": stamp(at), "items": items}
            for n, (at, items) in enumerate(rows)
        ]
        answered = {"stopTime": {"epochMillis": int(one.answered.timestamp() * 1000)}} if one.answered else None
        return {
            "expand": "names",
            "id": str(one.number),
            "key": f"HELP-{one.number}",
            "changelog": {"startAt": 0, "maxResults": 100, "total": len(rows), "histories": histories[::-1]},
            "fields": {
                "created": stamp(one.created),
                "updated": stamp(one.changed),
                "resolution": {"id": "10000", "name": "Done"} if one.states[-1][1] == SOLVED else None,
                "customfield_10050": {"value": one.queue, "id": "7"},
                "components": [],
                "issuetype": {"name": "Incident", "subtask": False},
                "priority": {"id": one.priorities[-1][1][1], "name": one.priorities[-1][1].upper()},
                "status": {
                    "id": names[one.states[-1][1]][0],
                    "name": names[one.states[-1][1]][1],
                    "statusCategory": {"key": "done" if one.states[-1][1] == SOLVED else "indeterminate"},
                },
                "customfield_10020": {
                    "id": "3",
                    "name": "Time to first response",
                    "completedCycles": [answered] if answered else [],
                    **({} if answered else {"ongoingCycle": {"breached": True}}),
                },
            },
        }

    for number, part in enumerate(exports(desk)):
        half = len(part) // 2
        document(
            folder,
            f"issues-{number}-1.json",
            {"issues": [issue(one) for one in part[:half]], "nextPageToken": "x", "isLast": False},
        )
        document(folder, f"issues-{number}-2.json", {"issues": [issue(one) for one in part[half:]], "isLast": True})
    return (
        'service = "customfield_10050.value"\nfirst-response = "customfield_10020"\n'
        'waiting = {"Waiting for customer" = "waiting-for-customer"}'
    )


def servicenow(folder: Path, desk: list[Ticket]) -> str:
    codes = {OPEN: "2", PENDING: "3", HOLD: "3", SOLVED: "6"}
    reasons = {PENDING: "1", HOLD: "5"}
    for number, part in enumerate(exports(desk)):
        incidents, audit, slas = [], [], []
        for one in part:
            key, state = f"{one.number:032x}", one.states[-1][1]
            solved = [at for at, value in one.states if value == SOLVED]
            incidents.append(
                {
                    "number": f"INC{one.number:07}",
                    "sys_id": key,
                    "short_description": 'printer, "3rd floor"\nis out',
                    "opened_at": plain(one.created),
                    "sys_updated_on": plain(one.changed),
                    "state": codes[state],
                    "hold_reason": reasons.get(state, ""),
                    "priority": one.priorities[-1][1][1],
                    "resolved_at": plain(solved[-1]) if state == SOLVED else "",
                    "closed_at": "",
                    "business_service.name": one.queue,
                    "close_code": "Solved" if state == SOLVED else "",
                }
            )
            moves = []
            for at, before, after in one.changes(one.states):
                if codes[before] != codes[after]:
                    moves.append((at, "state", codes[before], codes[after]))
                if reasons.get(before, "") != reasons.get(after, ""):
                    moves.append((at, "hold_reason", reasons.get(before, ""), reasons.get(after, "")))
            moves += [(at, "priority", before[1], after[1]) for at, before, after in one.changes(one.priorities)]
            moves.sort(key=lambda move: move[0])
            points = {at: point for point, at in enumerate(dict.fromkeys(at for at, *_ in moves), start=1)}
            audit += [
                {
                    "tablename": "incident",
                    "documentkey": key,
                    "fieldname": name,
                    "oldvalue": before,
                    "newvalue": after,
                    "sys_created_on": plain(at),
                    "record_checkpoint": points[at],
                }
                for at, name, before, after in moves
            ]
            slas.append(
                {
                    "task.number": f"INC{one.number:07}",
                    "sla.target": "response",
                    "stage": "completed" if one.answered else "in_progress",
                    "end_time": plain(one.answered),
                }
            )
        lines(folder, f"incident-{number}.csv", incidents, number, ";" if number else ",")
        lines(folder, f"sys_audit-{number}.csv", audit, number)
        lines(folder, f"task_sla-{number}.csv", slas, number)
    return 'slas = "exports/task_sla*.csv"\nwaiting = {"1" = "waiting-for-customer"}\n'


def zammad(folder: Path, desk: list[Ticket]) -> str:
    names = {OPEN: "open", PENDING: "pending reminder", HOLD: "on hold", SOLVED: "closed"}
    for number, part in enumerate(exports(desk)):
        rows, histories = [], []
        for one in part:
            closed = [at for at, value in one.states if value == SOLVED]
            rows.append(
                {
                    "id": 5000 + one.number,
                    "number": f"9{one.number:04}",
                    "group": one.queue,
                    "state": names[one.states[-1][1]],
                    "priority": one.priorities[-1][1],
                    "created_at": iso(one.created),
                    "updated_at": iso(one.changed),
                    "first_response_at": iso(one.answered),
                    "close_at": iso(closed[0] if closed else None),
                    "customer": "nobody@house.example",
                }
            )
            moves = [(at, "state", names[before], names[after]) for at, before, after in one.changes(one.states)]
            moves += [(at, "priority", before, after) for at, before, after in one.changes(one.priorities)]
            moves.sort(key=lambda move: move[0])
            histories.append(
                {
                    "history": [
                        {
                            "id": one.number * 1000,
                            "o_id": 5000 + one.number,
                            "object": "Ticket",
                            "type": "created",
                            "created_at": iso(one.created),
                        }
                    ]
                    + [
                        {
                            "id": one.number * 1000 + n,
                            "o_id": 5000 + one.number,
                            "object": "Ticket",
                            "type": "updated",
                            "attribute": name,
                            "value_from": before,
                            "value_to": after,
                            "created_at": iso(at),
                        }
                        for n, (at, name, before, after) in enumerate(moves, start=1)
                    ],
                    "assets": {},
                }
            )
        document(folder, f"tickets-{number}.json", rows)
        (folder / f"history-{number}.jsonl").write_text(
            "".join(json.dumps(one) + "\n" for one in histories), encoding="utf-8"
        )
    return 'working = ["new", "open", "on hold"]'


def glpi(folder: Path, desk: list[Ticket]) -> str:
    codes = {OPEN: 2, PENDING: 4, HOLD: 10, SOLVED: 5}
    for number, part in enumerate(exports(desk)):
        rows, log = [], []
        for one in part:
            state = one.states[-1][1]
            solved = [at for at, value in one.states if value == SOLVED]
            delay = int((one.answered - one.created).total_seconds()) if one.answered else 0
            rows.append(
                {
                    "id": one.number,
                    "date": plain(one.created, PARIS),
                    "date_mod": plain(one.changed, PARIS),
                    "status": codes[state],
                    "priority": int(one.priorities[-1][1][1]),
                    "itilcategories_id": one.queue,
                    "solvedate": plain(solved[-1], PARIS) if state == SOLVED else None,
                    "closedate": None,
                    "is_deleted": 0,
                    "takeintoaccountdate": plain(one.answered, PARIS) if one.answered else None,
                    "takeintoaccount_delay_stat": delay,
                }
            )
            moves = [(at, 12, codes[before], codes[after]) for at, before, after in one.changes(one.states)]
            moves += [(at, 3, int(before[1]), int(after[1])) for at, before, after in one.changes(one.priorities)]
            moves.sort(key=lambda move: move[0])
            log += [
                {
                    "id": one.number * 1000 + n,
                    "itemtype": "Ticket",
                    "items_id": one.number,
                    "linked_action": 0,
                    "id_search_option": option,
                    "old_value": str(before),
                    "new_value": str(after),
                    "date_mod": plain(at, PARIS),
                    "user_name": "x",
                }
                for n, (at, option, before, after) in enumerate(moves)
            ]
        document(folder, f"Ticket-{number}.json", rows)
        document(folder, f"Log-{number}.json", log)
    return 'zone = "Europe/Paris"\nrepeated = "first"\nworking = ["1", "2", "3", "10"]'


def zendesk(folder: Path, desk: list[Ticket]) -> str:
    for number, part in enumerate(exports(desk)):
        rows: list[dict[str, Any]] = []
        events: list[dict[str, Any]] = []
        audits: list[dict[str, Any]] = []
        for one in part:
            rows.append(
                {
                    "id": one.number,
                    "created_at": iso(one.created),
                    "updated_at": iso(one.changed),
                    "status": one.states[-1][1],
                    "priority": one.priorities[-1][1],
                    "group_id": one.queue,
                    "tags": [],
                }
            )
            events += _metric_events(one)
            audits.append(
                {
                    "id": one.number * 100,
                    "ticket_id": one.number,
                    "created_at": iso(one.created),
                    "events": [{"id": 1, "type": "Create", "field_name": "priority", "value": one.priorities[0][1]}],
                }
            )
            audits += [
                {
                    "id": one.number * 100 + n,
                    "ticket_id": one.number,
                    "created_at": iso(at),
                    "events": [
                        {"id": 1, "type": "Change", "field_name": "priority", "previous_value": before, "value": after}
                    ],
                }
                for n, (at, before, after) in enumerate(one.changes(one.priorities), start=1)
            ]
        page = {"end_of_stream": True, "next_page": "https://house.example/next"}
        document(folder, f"tickets-{number}.json", {"tickets": rows, **page})
        document(folder, f"ticket_metric_events-{number}.json", {"ticket_metric_events": events, **page})
        document(folder, f"audits-{number}.json", {"audits": audits, "next_page": None})
    return 'audits = "exports/audits*.json"\nwaiting = {"pending" = "waiting-for-customer"}'


def _metric_events(one: Ticket) -> list[dict[str, Any]]:
    kinds = {
        "requester_wait_time": {OPEN: "activate", HOLD: "activate", PENDING: "pause", SOLVED: "fulfill"},
        "agent_work_time": {OPEN: "activate", HOLD: "pause", PENDING: "pause", SOLVED: "fulfill"},
    }
    moves = [(one.created, "reply_time", "activate")] + (
        [(one.answered, "reply_time", "fulfill")] if one.answered else []
    )
    for metric, of in kinds.items():
        before = ""
        for at, state in one.states:
            if of[state] != before:
                moves.append((at, metric, of[state]))
            before = of[state]
    moves.sort(key=lambda move: move[0])
    return [
        {
            "id": one.number * 1000 + n,
            "ticket_id": one.number,
            "metric": metric,
            "instance_id": 1,
            "type": kind,
            "time": iso(at),
        }
        for n, (at, metric, kind) in enumerate(moves)
    ]


def osticket(folder: Path, desk: list[Ticket]) -> str:
    for number, part in enumerate(exports(desk)):
        rows, events, entries = [], [], []
        for one in part:
            state = one.states[-1][1]
            rows.append(
                {
                    "ticket_id": one.number,
                    "number": f"10{one.number:04}",
                    "dept": one.queue,
                    "created": plain(one.created, PARIS),
                    "closed": plain(one.states[-1][0], PARIS) if state == SOLVED else r"\N",
                    "lastupdate": plain(one.changed, PARIS),
                }
            )
            moves = [
                (one.created, "created"),
                *((at, "closed" if after == SOLVED else "reopened") for at, _, after in one.changes(one.states)),
            ]
            events += [
                {
                    "id": one.number * 100 + n,
                    "ticket_id": one.number,
                    "event": kind,
                    "timestamp": plain(at, PARIS),
                    "annulled": int(kind == "closed" and n < len(moves) - 1),
                }
                for n, (at, kind) in enumerate(moves)
            ]
            entries += [
                {"ticket_id": one.number, "type": kind, "staff_id": staff, "created": plain(at, PARIS)}
                for kind, staff, at in (("M", 0, one.created), ("R", 0, one.created), ("R", 4, one.answered))
                if at
            ]
        lines(folder, f"ticket-{number}.csv", rows, number)
        lines(folder, f"thread_event-{number}.csv", events, number)
        lines(folder, f"thread_entry-{number}.csv", entries, number)
    return 'zone = "Europe/Paris"\nrepeated = "first"\nassume = ["no changes", "no pauses"]'


def freshdesk(folder: Path, desk: list[Ticket]) -> str:
    for number, part in enumerate(exports(desk)):
        rows = []
        for one in part:
            solved = one.states[-1][1] == SOLVED
            stats = {
                "first_responded_at": iso(one.answered),
                "resolved_at": iso(one.states[-1][0]) if solved else None,
                "closed_at": None,
                "reopened_at": None,
            }
            rows.append(
                {
                    "id": one.number,
                    "status": 4 if solved else 2,
                    "priority": int(one.priorities[-1][1][1]),
                    "created_at": iso(one.created),
                    "updated_at": iso(one.changed),
                    "group_id": one.queue,
                    "spam": False,
                    "stats": stats,
                }
            )
        document(folder, f"tickets-{number}.json", rows)
    return 'assume = ["no changes", "no pauses", "no reopening"]'


WRITERS: Mapping[str, Callable[[Path, list[Ticket]], str]] = {
    one.__name__: one for one in (jira, servicenow, zammad, glpi, zendesk, osticket, freshdesk)
}
