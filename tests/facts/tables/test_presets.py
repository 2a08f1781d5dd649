"""Each preset on an export of its tool: the rows written down by hand, and what the export cannot tell."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.reported import reported
from sla_dsl.facts.tables.folder import Facts, read_facts
from sla_dsl.facts.tables.presets import PRESETS
from sla_dsl.facts.tables.rows import CaseRow, EventRow, ExclusionRow, FactRow, FigureRow, OutageRow, StateRow
from sla_dsl.facts.texts import AgreementText
from sla_dsl.facts.unmatched import unmatched_figures
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

EXPORTS = Path(__file__).parent.parent / "exports"
WORKSPACE = """
party house { time zone Europe/Paris }
party buyer { time zone Europe/Paris }
team desk of house
priorities priority { p1 p2 p3 p4 }
reason hold-5 "A change" of provider
reason on-hold "On hold" of provider
clock repair { starts when logged pauses while waiting-for-customer during 24x7 }
service payments { owner desk }
service shop { owner desk }
sla a {
  provider house customer buyer covers shop, payments status signed in force from 2026-01-01
  service hours 24x7
  objective up: availability at least 99% each calendar month
  objective fix: restore-time at most 8 h timed by repair each calendar month
  no credit
}
"""
NAMES = {
    **dict.fromkeys(["Payments API", "pay", "pay.example", "41", "601"], "payments"),
    **dict.fromkeys(["Shop", "shop.example", "42", "602"], "shop"),
    **dict.fromkeys(["P1", "1", "Highest"], "p1"),
    **dict.fromkeys(["P2", "2", "High", "3 high", "high"], "p2"),
    **dict.fromkeys(["P3", "3", "Medium", "2 normal", "normal"], "p3"),
    **dict.fromkeys(["P4", "4", "Low", "1 low", "low"], "p4"),
}
SETTINGS = {
    "freshdesk": 'tickets = "exports/tickets.json"',
    "glpi": 'tickets = "exports/Ticket.json"\nlog = "exports/Log.json"\nzone = "Europe/Paris"',
    "grafana": 'panel = "exports/panel.csv"',
    "grafana-oncall": 'alert_groups = "exports/alert_groups.json"',
    "jira": 'issues = "exports/issues.json"\nfirst-response = "customfield_10020"\n'
    'waiting = {"Waiting for customer" = "waiting-for-customer"}',
    "opsgenie": 'alerts = "exports/alerts.json"',
    "osticket": 'tickets = "exports/ticket.csv"\nevents = "exports/thread_event.csv"\n'
    'entries = "exports/thread_entry.csv"\nzone = "Europe/Paris"',
    "pagerduty": 'incidents = "exports/incidents.json"\nlog_entries = "exports/log_entries.json"',
    "pingdom": 'states = "exports/*.json"',
    "prometheus": 'probes = "exports/probe_success.json"',
    "prometheus-alerts": 'alerts = "exports/alerts.json"',
    "servicenow": 'incidents = "exports/incident.csv"\naudit = "exports/sys_audit.csv"\nslas = "exports/task_sla.csv"',
    "statuscake": 'periods = "exports/*.json"',
    "statuspage": 'incidents = "exports/incidents.json"\nmaintenances = "exports/scheduled-maintenances.json"',
    "upptime": 'log = "exports/log.tsv"',
    "uptime-kuma": 'heartbeat = "exports/heartbeat.csv"',
    "uptimerobot": 'monitors = "exports/getMonitors.json"',
    "zabbix": 'events = "exports/events.json"\nsli = "exports/getsli.json"\nobjectives = {"50" = "a/up"}',
    "zammad": 'tickets = "exports/tickets.json"\nhistory = "exports/history.jsonl"',
    "zendesk": 'tickets = "exports/tickets.json"\nevents = "exports/ticket_metric_events.json"\n'
    'audits = "exports/audits.json"',
}


@cache
def workspace() -> Workspace:
    return compile_sources([Source("a.sla", WORKSPACE)], Lock(), date(2026, 1, 1))


def copied(place: Path, tool: str) -> Path:
    """The folder of the export of a tool, once."""
    folder = place / "exports"
    if not folder.exists():
        shutil.copytree(EXPORTS / tool, folder, ignore=shutil.ignore_patterns("expected.json"))
    return folder


def exported(place: Path, tool: str, given_: str | None = None) -> Facts:
    """The facts of the export of a tool, in a folder of its own."""
    copied(place, tool)
    names = "\n".join(f'"{one}" = "{ours}"' for one, ours in NAMES.items())
    said = SETTINGS[tool] if given_ is None else given_
    text = f'[names]\n{names}\n[[export]]\npreset = "{tool}"\n{said}\n'
    (place / "facts.toml").write_text(text, encoding="utf-8")
    return read_facts(place, workspace())


def micro(text: str | int, zone: str = "Europe/Paris") -> int:
    """A time of the rows that are right, read without the toolkit."""
    if isinstance(text, int):
        return text
    moment = datetime.fromisoformat(text)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


TIMES = ("start", "end", "at", "announced", "logged", "answered", "acknowledged", "restored", "closed")


def right(row: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """A row that is right, with our names and exact times."""
    found = {}
    for name, value in row.items():
        if name == "value":
            found[name] = 100 * Fraction(value) if "/" in str(value) else NAMES.get(str(value), value)
        else:
            found[name] = (
                micro(value) if name in TIMES else value if name == "ok" else NAMES.get(str(value), str(value))
            )
    if found.get("objective") == "50":
        found["objective"] = "a/up"
    return tuple(sorted(found.items()))


def plain(row: FactRow) -> tuple[tuple[str, Any], ...]:
    """A row that was read: what it says, without its place."""
    besides = ("place", "values", "untold")  # what is not told of is in no row of an export
    fields = {name: getattr(row, name) for name in type(row).__dataclass_fields__ if name not in besides}
    if isinstance(row, CaseRow):
        fields |= dict(fields.pop("events"))
    if isinstance(row, FigureRow):
        del fields["end"]  # it serves to tell whether it is of a window at all
    return tuple(sorted((name, value) for name, value in fields.items() if value not in (None, "", ())))


@pytest.mark.parametrize("tool", PRESETS)
def test_the_rows_of_an_export(tmp_path: Path, tool: str) -> None:
    facts = exported(tmp_path, tool)
    expected = json.loads((EXPORTS / tool / "expected.json").read_text(encoding="utf-8"))["tables"]
    for table, rows in expected.items():
        found = Counter(plain(one) for one in facts.tables[table])
        assert found == Counter(right(one) for one in rows), table


ERRORS = {
    "jira": {
        "the changelog of HELP-4 has 3 entries, and 2 are here",
        "HELP-5 names no service",
    },
    "zabbix": {"event 906 is over, and its recovery 999 is not here: how long it lasted is not known"},
}
NOTES = {
    "zammad": {"72010 is no case: it was merged into another one"},
    "servicenow": {"INC0010004 is no case: it was canceled"},
    "freshdesk": {"54 is no case: it is spam", "56 is no case: it is deleted"},
    "glpi": {"24 is no case: it is in the trash"},
    "opsgenie": {"202 occurred 7 times, the last at 2026-10-06T09:00:00.46Z: it is one case"},
    "zendesk": {"33 is no case: it was deleted"},
    "pagerduty": {"103 is no case: it was merged into another incident, which restored nothing"},
    "statuspage": {"i3 was entered on a later day: its times are what people remembered"},
    "uptimerobot": {"`Shop` is down still: its last duration is that until it was asked"},
    "pingdom": {"`Shop` is down where the question ended: what is later is not known"},
    "prometheus": {"NaN is no value: `shop.example` was not measured at 2026-10-05T07:01:30.781Z"},
}


@pytest.mark.parametrize("tool", PRESETS)
def test_what_is_said_of_an_export(tmp_path: Path, tool: str) -> None:
    facts = exported(tmp_path, tool)
    assert {one.message for one in facts.findings if one.severity == "error"} == ERRORS.get(tool, set())
    assert {one.message for one in facts.findings if one.severity == "note"} >= NOTES.get(tool, set())
    assert facts.is_whole == (tool not in ERRORS)


@pytest.mark.parametrize("tool", PRESETS)
def test_no_person_is_read(tmp_path: Path, tool: str) -> None:
    told = repr(exported(tmp_path, tool))
    assert "Agent" not in told
    assert "user_name" not in told


def states(facts: Facts) -> dict[str, str]:
    now = int(datetime(2026, 11, 3, tzinfo=UTC).timestamp())
    found = reported(facts, workspace(), ["a"], date(2026, 10, 1), date(2026, 10, 31), now)
    return {one.objective: one.state for one in found}


def test_a_help_desk_from_its_export_to_the_state(tmp_path: Path) -> None:
    assert states(exported(tmp_path, "zammad")) == {"a/up": "unknown", "a/fix": "missed"}


@pytest.mark.parametrize("tool", [name for name, one in PRESETS.items() if "unknown" in one.lacks])
def test_what_a_tool_does_not_tell_is_unknown_unless_it_is_assumed(tmp_path: Path, tool: str) -> None:
    said = SETTINGS[tool].partition("\nobjectives")[0]
    assert states(exported(tmp_path / "a", tool, said))["a/up"] == "unknown"
    assumed = exported(tmp_path / "b", tool, f'{said}\nassume = ["no unknown time"]')
    assert "no unknown time" in assumed.assumed
    assert states(assumed)["a/up"] in ("met", "missed") or not assumed.is_whole


REFUSED = {
    "glpi": ('tickets = "exports/Ticket.json"\nlog = "exports/Log.json"', "GLPI writes local times, and not of where"),
    "jira": ('issues = "exports/issues.json"\nwaitin = {}', "the preset of Jira Service Management has no `waitin`"),
    "pagerduty": ('incidents = "exports/incidents.json"\nlog_entries = "exports/none.json"', "no such file is there"),
    "servicenow": (
        'incidents = "exports/incident-display.csv"\naudit = "exports/sys_audit.csv"',
        "this is not the export that the preset of ServiceNow reads: `number` is missing",
    ),
    "statuspage": ('incidents = "exports/incidents.json"\ndown = "major"', "`down` cannot be `major`"),
    "upptime": ('log = "exports/other.tsv"', "this is no commit, time and subject between tabs"),
    "uptime-kuma": ('heartbeat = "sqlite:exports/kuma.db"', "there is no such file"),
    "zabbix": (
        'events = "exports/getsli.json"',
        "this is not the export that the preset of Zabbix reads: `eventid` is missing",
    ),
    "zammad": ('tickets = "exports/tickets.json"\nhistory = "exports/tickets.json"', "`history` is missing"),
    "prometheus": ('probes = "exports/probe_success.json"\nservice = "host"', "a series has no label `host`"),
    "prometheus-alerts": ('alerts = "exports/alerts.json"\nstep = "1m"', "`step` is a number of seconds, not `1m`"),
}


@pytest.mark.parametrize("tool", REFUSED)
def test_what_is_refused(tmp_path: Path, tool: str) -> None:
    said, message = REFUSED[tool]
    (copied(tmp_path, tool) / "other.tsv").write_text("a\tb\n", encoding="utf-8")
    facts = exported(tmp_path, tool, said)
    assert message in "\n".join(one.message for one in facts.findings if one.severity == "error")
    assert not facts.is_whole


def test_jira_says_which_states_there_are(tmp_path: Path) -> None:
    text = 'issues = "exports/issues.json"\nwaiting = {"Waiting for custmer" = "waiting-for-customer"}'
    facts = exported(tmp_path / "a", "jira", text)
    message = next(one.message for one in facts.findings if one.severity == "warning")
    assert message.startswith("`Waiting for custmer` never occurs in this export; it has ")
    assert "`Waiting for customer`" in message
    assert [one.what for one in exported(tmp_path / "b", "jira", 'issues = "exports/issues.json"').lacks] == ["states"]


def test_a_page_of_a_longer_list(tmp_path: Path) -> None:
    path = copied(tmp_path, "pagerduty") / "incidents.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"more": True}), encoding="utf-8")
    errors = [one.rule for one in exported(tmp_path, "pagerduty").findings if one.severity == "error"]
    assert errors == ["facts/not-whole"]


def test_kuma_from_its_database(tmp_path: Path) -> None:
    before = exported(tmp_path, "uptime-kuma")
    rows = [line.split(",") for line in (tmp_path / "exports/heartbeat.csv").read_text(encoding="utf-8").splitlines()]
    heads, beats = rows[0], [dict(zip(rows[0], one, strict=True)) for one in rows[1:]]
    assert "monitor_id" in heads
    connection = sqlite3.connect(tmp_path / "exports/kuma.db")
    connection.execute("create table monitor (id integer, name text, interval integer, maxretries integer default 0)")
    connection.execute("create table heartbeat (id integer, important int, monitor_id int, status int, time text)")
    monitors = {(int(one["monitor_id"]), one["name"], int(one["interval"])) for one in beats}
    connection.executemany("insert into monitor (id, name, interval) values (?, ?, ?)", sorted(monitors))
    columns = ("id", "important", "monitor_id", "status", "time")
    connection.executemany("insert into heartbeat values (?, ?, ?, ?, ?)", [[one[c] for c in columns] for one in beats])
    connection.commit()
    connection.close()
    after = exported(tmp_path, "uptime-kuma", 'heartbeat = "sqlite:exports/kuma.db"')
    for table in ("outages", "unknown", "exclusions"):
        assert Counter(map(plain, after.tables[table])) == Counter(map(plain, before.tables[table]))


@pytest.mark.parametrize("tool", PRESETS)
@pytest.mark.parametrize(
    "content", ["", "[]", "{}", "[1, null]", '[{"id": 1}]', '{"issues": [{}], "result": 3}', "\x00,\n\x00"]
)
def test_nothing_in_an_export_ends_in_a_traceback(tmp_path: Path, tool: str, content: str) -> None:
    shutil.copytree(EXPORTS / tool, tmp_path, dirs_exist_ok=True)
    for path in tmp_path.iterdir():
        if path.name != "exports/expected.json":
            path.write_text(content, encoding="utf-8")
            exported(tmp_path, tool)


def changed(place: Path, tool: str, file: str, change: Callable[[Any], object]) -> set[str]:
    """What is wrong with an export of which a file is changed, beside what is wrong with it anyway."""
    path = copied(place, tool) / file
    lines = file.endswith("jsonl")
    text = path.read_text(encoding="utf-8")
    data = [json.loads(line) for line in text.splitlines()] if lines else json.loads(text)
    change(data)
    path.write_text("\n".join(map(json.dumps, data)) if lines else json.dumps(data), encoding="utf-8")
    errors = {one.message for one in exported(place, tool).findings if one.severity == "error"}
    return errors - ERRORS.get(tool, set())


def without(rows: Any, **cells: object) -> None:
    rows[:] = [one for one in rows if any(one.get(name) != value for name, value in cells.items())]


def zammad_history_without_closing(rows: Any) -> None:
    for one in rows:
        without(one["history"], attribute="state", value_to="closed")


SHORT_HISTORIES: list[tuple[str, str, Callable[[Any], object], str]] = [
    ("zammad", "history.jsonl", zammad_history_without_closing, "72007 is `closed` now, and its history does not say"),
    (
        "glpi",
        "Log.json",
        lambda rows: without(rows, new_value="5"),
        "23 is `5` now, and its history does not say since",
    ),
    (
        "jira",
        "issues.json",
        lambda data: data["issues"][0]["fields"].update(resolution=None),
        "HELP-1 is open now, and",
    ),
    (
        "pagerduty",
        "log_entries.json",
        lambda data: without(data["log_entries"], type="resolve_log_entry"),
        "101 is reso",
    ),
    ("statuspage", "incidents.json", lambda data: data["incidents"][0].update(components=[]), "names no component"),
]


@pytest.mark.parametrize(("tool", "file", "change", "message"), SHORT_HISTORIES)
def test_a_history_that_does_not_lead_to_the_present_state_is_told(
    tmp_path: Path, tool: str, file: str, change: Callable[[Any], object], message: str
) -> None:
    """Without it a case that is done would pass for one that is open, and late."""
    found = changed(tmp_path, tool, file, change)
    assert any(message in one for one in found), found


def test_the_last_page_of_several_is_the_end(tmp_path: Path) -> None:
    path = copied(tmp_path, "pagerduty") / "incidents.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    for number, rows in enumerate((whole["incidents"][:1], whole["incidents"][1:])):
        page = {"incidents": rows, "more": number == 0}
        path.with_name(f"incidents-{number}.json").write_text(json.dumps(page), encoding="utf-8")
    path.unlink()
    said = SETTINGS["pagerduty"].replace("incidents.json", "incidents-*.json")
    assert exported(tmp_path, "pagerduty", said).is_whole
    (tmp_path / "exports/incidents-1.json").unlink()
    errors = [one for one in exported(tmp_path, "pagerduty", said).findings if one.severity == "error"]
    assert "facts/not-whole" in {one.rule for one in errors}


def test_an_upptime_state_in_other_words_is_told(tmp_path: Path) -> None:
    path = copied(tmp_path, "upptime") / "log.tsv"
    path.write_text(
        path.read_text(encoding="utf-8") + "9f\t2026-10-09T10:00:00Z\t🟥 Shop went away\n", encoding="utf-8"
    )
    assert not exported(tmp_path, "upptime").is_whole


def test_servicenow_says_why_a_case_waits_at_each_moment(tmp_path: Path) -> None:
    """The reason may be set before the state, change while it waits, or be what it is now."""
    audit = copied(tmp_path, "servicenow") / "sys_audit.csv"
    one, two = "000000000000000000000000000000a1", "000000000000000000000000000000a2"
    lines = [line for line in audit.read_text(encoding="utf-8").splitlines() if "hold_reason" not in line]
    changes = [
        (one, "", "1", "2026-10-05 08:59:58", "31"),
        (one, "1", "4", "2026-10-05 10:00:00", "32"),
        (one, "4", "", "2026-10-05 11:30:00", "33"),
    ]
    lines += [f'"incident","{case}","hold_reason","{a}","{b}","{at}","{n}"' for case, a, b, at, n in changes]
    audit.write_text("\n".join(lines) + "\n", encoding="utf-8")
    incident = tmp_path / "exports" / "incident.csv"
    head, *rows = incident.read_text(encoding="utf-8").splitlines()
    rows = [f'{row},"{4 if two in row else ""}"' for row in rows]
    incident.write_text("\n".join([f'{head},"hold_reason"', *rows]) + "\n", encoding="utf-8")
    found = [(row.case, row.reason, row.start, row.end) for row in exported(tmp_path, "servicenow").rows(StateRow)]
    assert found == [
        ("INC0010001", "waiting-for-customer", micro("2026-10-05T09:00:00Z"), micro("2026-10-05T10:00:00Z")),
        ("INC0010001", "waiting-for-supplier", micro("2026-10-05T10:00:00Z"), micro("2026-10-05T11:30:00Z")),
        ("INC0010002", "waiting-for-supplier", micro("2026-10-05T10:00:00Z"), None),
    ]


def patched(place: Path, tool: str, file: str, change: Callable[[Any], object]) -> Facts:
    """The facts of an export of which one document is changed."""
    path = copied(place, tool) / file
    if file.endswith("csv"):
        path.write_text(str(change(path.read_text(encoding="utf-8"))), encoding="utf-8")
    else:
        data = json.loads(path.read_text(encoding="utf-8"))
        change(data)
        path.write_text(json.dumps(data), encoding="utf-8")
    return exported(place, tool)


def told(facts: Facts) -> str:
    return "\n".join(one.message for one in facts.findings if one.severity in ("error", "warning"))


JIRA_CUSTOM = {"field": "priority", "fieldtype": "custom", "from": "1", "fromString": "a", "to": "2", "toString": "b"}

ODD: list[tuple[str, str, Callable[[Any], object]]] = [
    # A custom field of a server, which has the name of one of Jira's own.
    ("jira", "issues.json", lambda data: data["issues"][2]["changelog"]["histories"][0]["items"].append(JIRA_CUSTOM)),
    ("jira", "issues.json", lambda data: data["issues"].append(data["issues"][0])),  # on two pages
    ("servicenow", "incident.csv", lambda text: text.replace('","', '";"')),
    ("servicenow", "incident.csv", lambda text: "sep=;\n" + text.replace('","', '";"')),
    ("servicenow", "sys_audit.csv", lambda text: "\n".join([text.split("\n")[0], *text.split("\n")[:0:-1]])),
    ("glpi", "Ticket.json", lambda rows: [one.update(is_deleted=bool(one["is_deleted"])) for one in rows]),
    ("glpi", "Ticket.json", lambda rows: [one.update(is_deleted=one["is_deleted"] or None) for one in rows]),
    ("glpi", "Log.json", lambda rows: rows.append({**rows[0], "id": 9001, "itemtype": "Problem", "new_value": "9"})),
    ("glpi", "Log.json", lambda rows: rows.append({**rows[0], "id": 9001, "linked_action": 17, "new_value": "9"})),
    ("pagerduty", "log_entries.json", lambda data: data["log_entries"].append(data["log_entries"][0])),
    ("uptimerobot", "getMonitors.json", lambda data: [one["logs"].reverse() for one in data["monitors"]]),
    ("zabbix", "events.json", lambda data: data["result"].append(data["result"][0])),
    ("uptime-kuma", "heartbeat.csv", lambda text: text.replace(",", ";")),
]


@pytest.mark.parametrize(("tool", "file", "change"), ODD, ids=map(str, range(len(ODD))))
def test_an_odd_export_gives_the_same_rows(
    tmp_path: Path, tool: str, file: str, change: Callable[[Any], object]
) -> None:
    """Delimiters of spreadsheets, pages that overlap, orders, yes and no in other words, rows of something else."""
    plainly, oddly = exported(tmp_path / "a", tool), patched(tmp_path / "b", tool, file, change)
    for table in PRESETS[tool].tables:
        assert Counter(map(plain, oddly.tables[table])) == Counter(map(plain, plainly.tables[table])), table
    assert oddly.is_whole == plainly.is_whole


def first_with(**cells: object) -> Callable[[Any], object]:
    def change(data: Any) -> None:
        rows = data if isinstance(data, list) else next(one for one in data.values() if isinstance(one, list))
        rows[0].update(cells)

    return change


def another_page(**cells: object) -> Callable[[Any], object]:
    """A page that has the first record once more, in another state."""

    def change(data: Any) -> None:
        rows = data if isinstance(data, list) else next(one for one in data.values() if isinstance(one, list))
        rows.append({**rows[0], **cells})

    return change


def renamed(rows: Any, before: str, after: str) -> None:
    for one in rows:
        one.update({name: after for name in ("old_value", "new_value") if str(one[name]) == before})


def stretched(data: Any) -> None:
    """The same alerts, asked for at every second step."""
    for one in data["data"]["result"]:
        one["values"] = one["values"][::2]


DOUBTFUL: list[tuple[str, str, Callable[[Any], object], str]] = [
    ("jira", "issues.json", another_page(changelog={"total": 0}), "`HELP-1` is there twice, and says different things"),
    ("zammad", "tickets.json", another_page(state="open"), "is there twice, and says different things"),
    ("glpi", "Ticket.json", another_page(status=1), "`21` is there twice, and says different things"),
    (
        "jira",
        "issues.json",
        lambda data: data["issues"][0]["fields"]["components"].append({"name": "Shop"}),
        "HELP-1 names several services: `Payments API`, `Shop`",
    ),
    (
        "jira",
        "issues.json",
        lambda data: data["issues"][0]["fields"].update(status={"id": "77", "name": "Elsewhere"}),
        "the status of HELP-1 was `5`, and then `77` without a change between them",
    ),
    (
        "jira",
        "issues.json",
        lambda data: data["issues"][1]["fields"].update(customfield_10020=None),
        "HELP-2 has no cycle of `customfield_10020`: nothing tells whether it was answered",
    ),
    (
        "servicenow",
        "incident.csv",
        lambda text: text.replace('"6","2"', '"Resolved","2 - High"'),
        "the state of INC0010001 is `Resolved`, and a code is a number",
    ),
    ("zammad", "tickets.json", first_with(state="erledigt"), "the state of 72007 was `closed`, and then `erl"),
    ("glpi", "Ticket.json", first_with(status="Clos"), "the status of 21 is `Clos`, and a code is a number"),
    ("glpi", "Ticket.json", first_with(takeintoaccountdate=None), "21 was taken into account after 1200 s of its"),
    (
        "pagerduty",
        "log_entries.json",
        lambda data: without(data["log_entries"], type="trigger_log_entry"),
        "the log entries of 101 do not have its beginning",
    ),
    (
        "pagerduty",
        "incidents.json",
        lambda data: data["incidents"][0].update(priority={"summary": "P4"}),
        "without a change between them",
    ),
    (
        "statuspage",
        "incidents.json",
        first_with(resolved_at=None, status="resolved", impact="major"),
        "and when is not",
    ),
    (
        "uptime-kuma",
        "heartbeat.csv",
        lambda text: "\n".join([text.split("\n")[0], *(one.replace(",1,", ",true,") for one in text.split("\n")[1:])]),
        "`true`, and a code is a number",
    ),
    (
        "uptimerobot",
        "getMonitors.json",
        lambda data: data["monitors"][1].update(logs=[]),
        "`Shop` is down now, and its",
    ),
    (
        "uptimerobot",
        "getMonitors.json",
        lambda data: data["monitors"][0]["logs"][3].update(type="down"),
        "`down` is no type of log of `Payments API`",
    ),
    ("statuspage", "incidents.json", first_with(impact=None), "has no impact"),
    (
        "jira",
        "issues.json",
        lambda data: data["issues"][1]["fields"]["status"].update(statusCategory={"key": "done"}),
        "HELP-2 is done by its status, and not resolved",
    ),
    (
        "jira",
        "issues.json",
        lambda data: data["issues"][0]["fields"]["status"].update(statusCategory={"key": "indeterminate"}),
        "HELP-1 is not done by its status, and resolved",
    ),
    (
        "servicenow",
        "task_sla.csv",
        lambda text: text.replace('"completed"', '"Completed"'),
        "`Completed` and `response` are no stage and no target as they are stored",
    ),
    (
        "servicenow",
        "task_sla.csv",
        lambda text: text.replace('"response"', '"Response"'),
        "`Response` are no stage and no target",
    ),
    ("servicenow", "sys_audit.csv", lambda text: text.replace("2026-10-06 12:", "2026-10-06 14:"), "one is not in UTC"),
    (
        "servicenow",
        "sys_audit.csv",
        lambda text: text.replace('"state","2","3"', '"state","2","-5"').replace('"state","3","2"', '"state","-5","2"'),
        "was `-5`, and nothing says whether it waits then",
    ),
    ("glpi", "Log.json", lambda rows: renamed(rows, "4", "10"), "was `10`, and nothing says whether it waits then"),
    ("pagerduty", "incidents.json", lambda data: data.update(offset=25), "a part of a longer list"),
    ("prometheus-alerts", "alerts.json", stretched, "s apart, and `step` says 60"),
    ("statuspage", "scheduled-maintenances.json", first_with(components=[]), "m1 names no component"),
    ("zabbix", "events.json", lambda data: data["result"][0].pop("r_eventid"), "`r_eventid` is missing"),
    ("pingdom", "Shop.json", lambda data: data["summary"]["states"][1].update(status="Down"), "`Down` is no state"),
    ("prometheus", "probe_success.json", lambda data: data.update(isPartial=True), "a part of a longer list"),
    ("prometheus", "probe_success.json", lambda data: data.update(warnings=["x"]), "a part of a longer list"),
]


@pytest.mark.parametrize(("tool", "file", "change", "message"), DOUBTFUL, ids=map(str, range(len(DOUBTFUL))))
def test_what_is_doubtful_in_an_export_is_told(
    tmp_path: Path, tool: str, file: str, change: Callable[[Any], object], message: str
) -> None:
    """Each would be judged wrongly without a word: as up, as open, as not answered, as nothing at all."""
    assert message in told(patched(tmp_path, tool, file, change))


def test_a_duplicate_of_jira_is_no_case(tmp_path: Path) -> None:
    facts = patched(
        tmp_path,
        "jira",
        "issues.json",
        lambda data: data["issues"][2]["fields"]["resolution"].update(name="Duplicate"),
    )
    assert "HELP-3" not in {one.case for one in facts.rows(CaseRow)}
    assert "HELP-3 is no case: its resolution is `Duplicate`" in {one.message for one in facts.findings}


def test_without_the_sla_of_answers_nothing_tells_when_a_case_was_answered(tmp_path: Path) -> None:
    said = 'issues = "exports/issues.json"'
    assert "answered" not in exported(tmp_path / "a", "jira", said).columns["cases"]
    said = SETTINGS["servicenow"].replace('"exports/task_sla.csv"', '"exports/none*.csv"')
    copied(tmp_path / "b", "servicenow").joinpath("task_sla.csv").unlink()
    said = SETTINGS["servicenow"].partition("\nslas")[0]
    assert "answered" not in exported(tmp_path / "b", "servicenow", said).columns["cases"]


def zammad_with(place: Path, **cells: object) -> Facts:
    """The export of Zammad with one ticket more, whose history has no change of state."""
    ticket = {"id": 999, "number": "72020", "priority": "2 normal", "group": "Shop"} | cells
    path = copied(place, "zammad") / "history.jsonl"
    row = {"id": 900, "o_id": 999, "object": "Ticket", "type": "created", "created_at": ticket["created_at"]}
    text = path.read_text(encoding="utf-8").rstrip() + "\n" + json.dumps({"history": [row]})
    path.write_text(text, encoding="utf-8")
    return patched(place, "zammad", "tickets.json", lambda rows: rows.append(ticket))


def test_a_ticket_that_was_closed_from_the_start_is_restored_then(tmp_path: Path) -> None:
    """What was answered on the telephone has no change of state: the tool's own time is that of its creation."""
    times = {"created_at": "2026-10-09T10:00:00.100Z", "close_at": "2026-10-09T10:00:00.400Z"}
    facts = zammad_with(tmp_path, state="closed", **times)
    assert facts.is_whole
    events = [(one.event, one.at) for one in facts.rows(EventRow) if one.case == "72020"]
    assert events == [("restored", micro("2026-10-09T10:00:00.100Z"))]


def test_a_state_that_was_renamed_does_not_pass_for_open(tmp_path: Path) -> None:
    times = {"created_at": "2026-10-09T10:00:00.100Z", "close_at": "2026-10-09T12:00:00.400Z"}
    assert "its history never had it become `closed`" in told(zammad_with(tmp_path, state="erledigt", **times))


def test_an_event_of_zabbix_is_about_each_service_that_it_names(tmp_path: Path) -> None:
    facts = patched(
        tmp_path,
        "zabbix",
        "events.json",
        lambda data: data["result"][0]["tags"].append({"tag": "service", "value": "Shop"}),
    )
    down = {(one.service, one.start) for one in facts.rows(OutageRow)}
    assert {("payments", micro("2026-10-05T07:00:00.123456Z")), ("shop", micro("2026-10-05T07:00:00.123456Z"))} <= down


@pytest.mark.parametrize("tool", ["pingdom", "uptimerobot"])
def test_what_was_asked_for_too_early_is_not_whole(tmp_path: Path, tool: str) -> None:
    """What came after the question is not in the answer, and would pass for up."""
    copied(tmp_path, tool)
    for until, is_whole in (("2026-11-01T00:00:00+01:00", True), ("2026-11-02T00:00:00+01:00", False)):
        names = "\n".join(f'"{one}" = "{ours}"' for one, ours in NAMES.items())
        text = f'complete-until = {until}\n[names]\n{names}\n[[export]]\npreset = "{tool}"\n{SETTINGS[tool]}\n'
        (tmp_path / "facts.toml").write_text(text, encoding="utf-8")
        assert read_facts(tmp_path, workspace()).is_whole is is_whole


def test_what_was_before_the_first_log_is_not_known(tmp_path: Path) -> None:
    """A monitor that was created on 5 October saw nothing of the days before."""

    def created_later(data: Any) -> None:
        for one in data["monitors"]:
            one["logs"] = [log for log in one["logs"] if log["datetime"] >= 1791200000] or one["logs"][:1]

    facts = patched(tmp_path / "a", "uptimerobot", "getMonitors.json", created_later)
    assert {one.service for one in facts.before} == {"payments", "shop"}
    assert states(facts)["a/up"] == "unknown"
    path = copied(tmp_path / "b", "uptimerobot") / "getMonitors.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    created_later(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    said = SETTINGS["uptimerobot"] + '\nassume = ["no unknown time"]'
    assert exported(tmp_path / "b", "uptimerobot", said).before == ()


@pytest.mark.parametrize(("period", "taken"), [((0, 0), True), ((0, -86400 * 3), False), ((86400, 0), False)])
def test_a_figure_of_another_time_is_not_that_of_a_window(tmp_path: Path, period: tuple[int, int], taken: bool) -> None:
    """A week of Zabbix passes for no month, nor does a month of another time zone."""

    def moved(data: Any) -> None:
        for one in data["result"]["periods"]:
            one["period_from"] += period[0]
            one["period_to"] += period[1]

    facts = patched(tmp_path, "zabbix", "getsli.json", moved)
    texts = [AgreementText(workspace(), workspace().agreements["a"])]
    told = [one.message for one in unmatched_figures(facts, texts)]
    assert told == ([] if taken else ["a figure of `a/up` is not of one of its windows"])


@pytest.mark.parametrize(
    ("resolved", "end"),
    [
        ("2026-10-25T04:00:00Z", ["2026-10-25T03:30:00Z"]),  # longer than it was announced
        ("2026-10-25T02:00:00Z", ["2026-10-25T02:00:00Z"]),
        ("2026-10-25T02:00:00+02:00", []),  # called off before it began
    ],
)
def test_a_maintenance_that_is_over_excludes_nothing_more(tmp_path: Path, resolved: str, end: list[str]) -> None:
    facts = patched(
        tmp_path, "statuspage", "scheduled-maintenances.json", first_with(resolved_at=resolved, status="completed")
    )
    ends = [one.end for one in facts.rows(ExclusionRow)]
    assert ends == [micro(one) for one in end]


def test_a_part_of_a_ticket_is_no_case(tmp_path: Path) -> None:
    part = {"issuetype": {"subtask": True}, "parent": {"key": "HELP-1"}}
    facts = patched(tmp_path, "jira", "issues.json", lambda data: data["issues"][1]["fields"].update(part))
    assert "HELP-2" not in {one.case for one in facts.rows(CaseRow)}
    assert "HELP-2 is no case: it is a part of HELP-1" in {one.message for one in facts.findings}


def test_just_as_many_rows_as_a_tool_gives_at_once_are_not_all(tmp_path: Path) -> None:
    def many(rows: Any) -> None:
        rows += [{**rows[0], "id": 1000 + number} for number in range(50 - len(rows))]

    assert "there are just 50 rows, as many as GLPI gives at once" in told(
        patched(tmp_path, "glpi", "Ticket.json", many)
    )
