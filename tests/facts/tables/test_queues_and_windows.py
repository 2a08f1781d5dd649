"""Exports as they are made each month: of all queues, also those that are nothing of ours, and of overlapping times."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.reported import reported
from sla_dsl.facts.tables.folder import Facts, read_facts
from sla_dsl.facts.tables.presets import PRESETS
from sla_dsl.model.lock import Lock
from sla_dsl.text.source import Source

from .test_presets import WORKSPACE, copied, exported, plain, told, workspace


def with_names(place: Path, **names: str) -> Facts:
    """The facts of a folder again, with other names: `false` stands for nothing of ours."""
    path = place / "facts.toml"
    text = path.read_text(encoding="utf-8")
    for name, ours in names.items():
        text = "\n".join(f'"{name}" = {ours}' if line.startswith(f'"{name}" =') else line for line in text.split("\n"))
    path.write_text(text, encoding="utf-8")
    return read_facts(place, workspace())


def edit(place: Path, tool: str, file: str, change: Callable[[Any], object]) -> None:
    path = copied(place, tool) / file
    if file.endswith("csv"):
        path.write_text(str(change(path.read_text(encoding="utf-8"))), encoding="utf-8")
        return
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


OF_A_QUEUE: list[tuple[str, str, Callable[[Any], object], str]] = [
    ("zammad", "tickets.json", lambda rows: rows[1].update(state="waiting for parts"), "72008"),
    ("glpi", "Ticket.json", lambda rows: rows[1].update(status=10), "22"),
    ("glpi", "Ticket.json", lambda rows: rows[1].update(status="Neu"), "22"),
    ("servicenow", "incident.csv", lambda text: text.replace('08:00:00","3","3"', '08:00:00","-5","3"'), "INC0010002"),
    ("servicenow", "incident.csv", lambda text: text.replace('08:00:00","3","3"', '08:00:00","x","3"'), "INC0010002"),
    ("jira", "issues.json", lambda data: data["issues"][1]["changelog"].update(total=99), "HELP-2"),
    ("pagerduty", "incidents.json", lambda data: data["incidents"][1].update(status="resolved"), "102"),
    ("zabbix", "events.json", lambda data: data["result"][4].update(r_eventid="888"), "905"),
    ("statuspage", "incidents.json", lambda data: data["incidents"][3].update(impact=None), "i2"),
]


@pytest.mark.parametrize(("tool", "file", "change", "case"), OF_A_QUEUE, ids=map(str, range(len(OF_A_QUEUE))))
def test_what_is_told_of_a_record_concerns_its_service(
    tmp_path: Path, tool: str, file: str, change: Callable[[Any], object], case: str
) -> None:
    """A state that a house has in a queue of others says nothing of our services, and lets no promise be unknown."""
    edit(tmp_path, tool, file, change)
    facts = exported(tmp_path, tool)
    about = [one for one in facts.findings if one.severity == "error" and case in one.message]
    assert {one.services for one in about} == {frozenset({"shop"})}
    facts = with_names(tmp_path, Shop="false")
    assert not [one for one in facts.findings if case in one.message and one.severity != "note"]


# Exports of overlapping times


def twice(place: Path, tool: str, files: dict[str, Callable[[Any], object]]) -> Facts:
    """The facts of an export beside an older one: of each file a copy as it was before."""
    folder = copied(place, tool)
    for file, before in files.items():
        path = folder / file
        older = folder / f"a-{file}"  # the names of an older one may come before or behind
        if file.endswith("csv"):
            older.write_text(str(before(path.read_text(encoding="utf-8"))), encoding="utf-8")
            continue
        data = json.loads(path.read_text(encoding="utf-8"))
        before(data)
        older.write_text(json.dumps(data), encoding="utf-8")
    exported(place, tool)
    settings = place / "facts.toml"
    text = settings.read_text(encoding="utf-8")
    for file in files:
        text = text.replace(f'"exports/{file}"', f'"exports/*{file}"')
    settings.write_text(text, encoding="utf-8")
    return read_facts(place, workspace())


def cut(rows: list[Any], number: int) -> None:
    del rows[number:]


OVERLAPPING: list[tuple[str, dict[str, Callable[[Any], object]]]] = [
    # Each was opened, and not done yet, when the older export was made.
    ("zammad", {"tickets.json": lambda rows: rows[0].update(state="open", updated_at="2026-10-05T07:20:10.500Z")}),
    (
        "jira",
        {
            "issues.json": lambda data: (
                data["issues"][0]["fields"].update(updated="2026-10-05T09:30:00.000+0200", resolution=None),
                data["issues"][0]["changelog"].update(total=0, histories=[]),
            )
        },
    ),
    ("servicenow", {"sys_audit.csv": lambda text: "\n".join(text.split("\n")[:6])}),
    ("glpi", {"Ticket.json": lambda rows: rows[0].update(status=2, date_mod="2026-10-05 09:30:00")}),
    (
        "pagerduty",
        {
            "incidents.json": lambda data: data["incidents"][0].update(
                status="acknowledged", updated_at="2026-10-05T07:04:00Z"
            ),
            "log_entries.json": lambda data: data.update(log_entries=data["log_entries"][-3:]),
        },
    ),
    (
        "zabbix",
        {
            "events.json": lambda data: (
                data["result"][0].update(r_eventid="0", acknowledged="1"),
                data.update(result=[*data["result"][:1], *data["result"][4:5]]),
            )
        },
    ),
    (
        "statuspage",
        {
            "incidents.json": lambda data: data["incidents"][4].update(
                status="investigating", resolved_at=None, updated_at="2026-10-05T07:10:00Z"
            )
        },
    ),
]


@pytest.mark.parametrize(("tool", "files"), OVERLAPPING, ids=[one for one, _ in OVERLAPPING])
def test_an_older_export_beside_a_newer_one_changes_nothing(
    tmp_path: Path, tool: str, files: dict[str, Callable[[Any], object]]
) -> None:
    """What was changed later is how it is; each record says when that was, and an event of Zabbix by its recovery."""
    plainly, both = exported(tmp_path / "a", tool), twice(tmp_path / "b", tool, files)
    for table in PRESETS[tool].tables:
        assert Counter(map(plain, both.tables[table])) == Counter(map(plain, plainly.tables[table])), table
    assert [one.message for one in both.findings if one.severity == "error"] == [
        one.message for one in plainly.findings if one.severity == "error"
    ]


def test_two_states_of_which_none_is_the_newer_one_are_told(tmp_path: Path) -> None:
    facts = twice(tmp_path, "zammad", {"tickets.json": lambda rows: rows[0].update(state="open")})
    assert "`7` is there twice, and says different things" in told(facts)


# Answers of a case that was opened again


ANSWER = WORKSPACE.replace(
    "  no credit", "  objective answer: response-time at most 30 min each calendar month\n  no credit"
)


def answers(place: Path, tool: str) -> Any:
    """The window of October of a promise to answer within half an hour."""
    exported(place, tool)
    house = compile_sources([Source("a.sla", ANSWER)], Lock(), date(2026, 1, 1))
    now = int(datetime(2026, 11, 3, tzinfo=UTC).timestamp())
    windows = reported(read_facts(place, house), house, ["a"], date(2026, 10, 1), date(2026, 10, 31), now)
    return next(one for one in windows if one.objective == "a/answer")


def only_first(rows: list[Any]) -> None:
    del rows[1:]


def test_the_answer_of_a_ticket_that_was_opened_again_is_not_told(tmp_path: Path) -> None:
    """72007 was answered after 20 min, and opened again five hours later: Zammad keeps the first answer alone.

    Nothing is said of opening again, so that it is another case, which was answered at once or never.
    """
    edit(tmp_path, "zammad", "tickets.json", only_first)
    found = answers(tmp_path, "zammad")
    assert found.state == "unknown"
    assert {(one.answer.cases, one.answer.late) for one in found.perhaps} == {(2, 0), (2, 1)}


def test_zendesk_tells_each_answer(tmp_path: Path) -> None:
    """Each question of the requester begins another `instance_id` of the reply time."""

    def answered_again(data: Any) -> None:
        again = {"id": 5999, "ticket_id": 31, "metric": "reply_time", "instance_id": 2, "type": "fulfill"}
        data["ticket_metric_events"].append(again | {"time": "2026-10-05T14:10:00Z"})

    edit(tmp_path, "zendesk", "tickets.json", lambda data: only_first(data["tickets"]))
    edit(tmp_path, "zendesk", "tickets.json", lambda data: data.update(count=1))
    edit(tmp_path, "zendesk", "ticket_metric_events.json", answered_again)
    found = answers(tmp_path, "zendesk")
    assert (found.state, found.answer.cases, found.answer.late) == ("met", 2, 0)
