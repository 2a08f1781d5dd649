"""Whole exports that are otherwise than the samples: other versions, languages and settings of the tools.

Each says in its text what the tool writes, and where that was looked up.  The rows that are right were found by hand.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from sla_dsl.facts.tables.folder import Facts, read_facts
from sla_dsl.facts.tables.presets import PRESETS
from sla_dsl.facts.tables.rows import CaseRow, EventRow, ExclusionRow, OutageRow, SampleRow, StateRow, UnknownRow

from .test_presets import copied, exported, micro, patched, plain, told, workspace


def written(place: Path, tool: str, file: str, content: object, said: str) -> Facts:
    """The facts of an export of one file, of which nothing else is there."""
    folder = place / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    (folder / file).write_text(text, encoding="utf-8")
    return exported(place, tool, said)


def errors(facts: Facts) -> str:
    return "\n".join(one.message for one in facts.findings if one.severity == "error")


# Uptime Kuma

_KUMA = "id,important,monitor_id,status,time,name,interval,maxretries\n"


def kuma(place: Path, rows: str) -> Facts:
    return written(place, "uptime-kuma", "beats.csv", _KUMA + rows, 'heartbeat = "exports/beats.csv"')


def spans(facts: Facts, kind: type[Any]) -> list[tuple[str | None, ...]]:
    """The service, the beginning and the end of rows: within the day of 5 October 2026, in UTC."""

    def clock(at: int | None) -> str | None:
        passed = None if at is None else (at - micro("2026-10-05T00:00:00Z")) // 60_000_000
        return None if passed is None else f"{passed // 60:02}:{passed % 60:02}"

    return [(one.service, clock(one.start), clock(one.end)) for one in facts.rows(kind)]


def test_kuma_1_keeps_all_beats_and_is_read_by_all_of_them(tmp_path: Path) -> None:
    """After a maintenance a check is repeated (PENDING) before it is up: neither change is `important` in any version.

    `Monitor.isImportantBeat` in server/model/monitor.js of louislam/uptime-kuma, 2.5.3.  Version 1 deletes nothing
    before its time.  By the important beats alone the maintenance would go on until 09:00, and the outage of a
    monitor whose first beats were deleted would not be there at all.
    """
    beats = [(f"07:0{minute}", 0) for minute in (0, 1)] + [("07:02", 1)]  # down since before the first beat
    rows = [f"{number},0,1,{status},2026-10-05 {at}:00.000,Shop,60,1" for number, (at, status) in enumerate(beats, 1)]
    rows[2] = rows[2].replace("3,0,", "3,1,")
    maintained = [
        (11, 1, 3, "07:00"),
        (12, 0, 3, "07:01"),
        (13, 0, 2, "07:02"),
        (14, 0, 1, "07:03"),
        (15, 0, 1, "07:04"),
    ]
    rows += [
        f"{one},{is_change},2,{status},2026-10-05 {at}:00.000,pay,60,1" for one, is_change, status, at in maintained
    ]
    facts = kuma(tmp_path, "\n".join(rows))
    assert spans(facts, OutageRow) == [("shop", "07:00", "07:02")]
    assert spans(facts, ExclusionRow) == [("payments", "07:00", "07:02")]
    assert facts.is_whole


def test_kuma_2_does_not_tell_when_a_maintenance_ended_before_a_repeated_check(tmp_path: Path) -> None:
    """Of version 2 only the important beats are left after a day (`Database.clearHeartbeatData`, 2.5.3)."""
    rows = "1,1,1,3,2026-10-05 02:00:00.000,Shop,60,3\n2,1,1,0,2026-10-05 09:00:00.000,Shop,60,3\n"
    rows += "3,1,1,1,2026-10-05 09:10:00.000,Shop,60,3\n"
    facts = kuma(tmp_path / "a", rows)
    assert spans(facts, OutageRow) == [("shop", "09:00", "09:10")]
    assert spans(facts, ExclusionRow) == []
    assert spans(facts, UnknownRow) == [("shop", "02:00", "09:00")]
    assert "when the maintenance of `Shop` ended that began at 2026-10-05 02:00:00.000Z is not told" in told(facts)
    facts = kuma(tmp_path / "b", rows.replace("60,3\n", "60,0\n"))  # nothing is repeated: it was down at once
    assert spans(facts, ExclusionRow) == [("shop", "02:00", "09:00")]
    retried = _KUMA.replace("maxretries", "retries") + rows  # all columns of the beats, and none of the monitor's
    said = 'heartbeat = "exports/beats.csv"'
    assert spans(written(tmp_path / "d", "uptime-kuma", "beats.csv", retried, said), ExclusionRow) == []
    facts = kuma(tmp_path / "c", rows.replace("2,1,1,0,", "2,1,1,1,").replace("3,1,1,1,", "3,1,1,0,"))
    assert spans(facts, ExclusionRow) == [("shop", "02:00", "09:00")]  # up at once, which is important


def test_a_group_of_kuma_that_was_down_twice_was_not_down_in_between(tmp_path: Path) -> None:
    """A group is pending while a child is (server/monitor-types/group.js), and PENDING to UP is not important."""
    rows = "1,1,1,0,2026-10-05 02:00:00.000,Shop,60,0\n2,1,1,0,2026-10-05 09:00:00.000,Shop,60,0\n"
    facts = kuma(tmp_path, rows + "3,1,1,1,2026-10-05 09:10:00.000,Shop,60,0\n")
    assert spans(facts, UnknownRow) == [("shop", "02:00", "09:00")]
    assert spans(facts, OutageRow) == [("shop", "02:00", "02:00"), ("shop", "09:00", "09:10")]


def test_a_monitor_of_kuma_that_was_paused_was_not_measured(tmp_path: Path) -> None:
    """A paused monitor writes no beat, and its last hundred stay; another one shows that Kuma itself went on."""
    rows = [f"{one},0,1,1,2026-10-05 07:0{one}:00,Shop,60,0" for one in range(1, 4)]
    rows += [f"{10 + one},0,2,1,2026-10-05 07:{one:02}:00,pay,60,0" for one in range(1, 31)]
    assert spans(kuma(tmp_path, "\n".join(rows)), UnknownRow) == [("shop", "07:03", "07:30")]


def test_two_monitors_of_kuma_with_one_name_are_told(tmp_path: Path) -> None:
    rows = "1,1,1,1,2026-10-05 07:00:00,Shop,60,0\n2,1,2,0,2026-10-05 07:00:00,Shop,60,0\n"
    assert "monitors 1 and 2 are both called `Shop`" in told(kuma(tmp_path, rows))


def test_two_things_of_one_name_pass_for_one_service_and_that_is_told(tmp_path: Path) -> None:
    """Names of monitors and of components need not be unique: a page has one `API` in each group of a region."""

    def twice(data: Any) -> None:
        data["monitors"].append({**data["monitors"][0], "id": 4711})

    facts = patched(tmp_path / "uptimerobot", "uptimerobot", "getMonitors.json", twice)
    assert re.search(r"monitors \d+ and 4711 are both called", told(facts))

    def other_region(data: Any) -> None:
        one = next(one for one in data["incidents"] if one["impact"] == "critical")
        one["components"].append({**one["components"][0], "id": "eu-2"})

    facts = patched(tmp_path / "statuspage", "statuspage", "incidents.json", other_region)
    assert re.search(r"components \w+ and eu-2 are both called", told(facts))


# Upptime


def upptime(place: Path, *lines: str) -> Facts:
    text = "".join(f"{number:04}\t{line}\n" for number, line in enumerate(lines))
    return written(place, "upptime", "log.tsv", text, 'log = "exports/log.tsv"')


@pytest.mark.parametrize("sign", ["❌ ", ":red_circle: ", ""])
def test_the_sign_of_a_state_is_a_setting_of_upptime(tmp_path: Path, sign: str) -> None:
    """`commitPrefixStatusDown` may be set alone, and `$PREFIX` may be left out (src/update.ts of uptime-monitor)."""
    facts = upptime(
        tmp_path,
        "2026-10-05T09:30:00+02:00\t🟩 Shop is up (200 in 240 ms) [skip ci] [upptime]",
        "2026-10-05T07:10:00+00:00\t:bento: Update graphs [skip ci] [upptime]",
        f"2026-10-05T07:00:00+00:00\t{sign}Shop is down (503 in 12.5 ms) [skip ci] [upptime]",
        "2026-10-05T06:00:00+00:00\t🟩 Shop is up (200 in 240 ms) [skip ci] [upptime]",
    )
    assert facts.is_whole
    assert spans(facts, OutageRow) == [("shop", "07:00", "07:30")]


def test_a_state_in_the_words_of_a_house_is_told(tmp_path: Path) -> None:
    """`commitMessages.statusChange` is a template; the mark behind it mostly stays."""
    facts = upptime(
        tmp_path,
        "2026-10-05T07:00:00+00:00\t❌ Shop ist nicht erreichbar [skip ci] [upptime]",
        "2026-10-05T06:00:00+00:00\t🟩 Shop is up (200 in 240 ms) [skip ci] [upptime]",
    )
    assert "or a state in other words" in errors(facts)


# Prometheus

_AT = 1791183600  # 2026-10-05T07:00:00Z


def matrix(*series: tuple[dict[str, str], list[str]]) -> dict[str, Any]:
    """An answer of query_range: values are texts (prometheus.io, HTTP API, Expression query result formats)."""
    result = [
        {"metric": metric, "values": [[_AT + 60 * number, value] for number, value in enumerate(values)]}
        for metric, values in series
    ]
    return {"status": "success", "data": {"resultType": "matrix", "result": result}}


def test_alerts_are_no_probes_and_probes_are_no_alerts(tmp_path: Path) -> None:
    """1 says of `ALERTS` that it fires, and of `up` that all is well: each for the other reads the contrary."""
    alert = {"__name__": "ALERTS", "alertname": "Down", "alertstate": "firing", "instance": "shop", "service": "shop"}
    said = 'probes = "exports/probes.json"'
    facts = written(tmp_path / "a", "prometheus", "probes.json", matrix((alert, ["1", "1"])), said)
    assert "`ALERTS` of `shop` does not say by 1 that it is up" in errors(facts)
    assert not facts.rows(SampleRow)
    up = {"__name__": "up", "instance": "shop", "service": "shop"}
    said = 'alerts = "exports/alerts.json"'
    facts = written(tmp_path / "b", "prometheus-alerts", "alerts.json", matrix((up, ["1", "1"])), said)
    assert "`up` of `shop` does not say by 1 that an alert fires" in errors(facts)
    assert not facts.rows(OutageRow)


def test_a_sum_of_alerts_is_0_where_none_fires(tmp_path: Path) -> None:
    answer = matrix(({"service": "shop"}, ["0", "2", "1", "0"]))
    facts = written(tmp_path, "prometheus-alerts", "alerts.json", answer, 'alerts = "exports/alerts.json"')
    assert spans(facts, OutageRow) == [("shop", "07:01", "07:03")]


def test_labels_of_prometheus_3_may_have_points(tmp_path: Path) -> None:
    """UTF-8 names of labels, such as `service.name` of OpenTelemetry (prometheus.io, Data model, 3.x)."""
    answer = matrix(({"__name__": "ALERTS", "service.name": "shop"}, ["1"]))
    said = 'alerts = "exports/alerts.json"\nservice = "service.name"'
    assert spans(written(tmp_path, "prometheus-alerts", "alerts.json", answer, said), OutageRow) == [
        ("shop", "07:00", "07:01")
    ]


@pytest.mark.parametrize("value", ["+Inf", "0.5", "2"])
def test_a_value_that_is_neither_up_nor_down_is_refused(tmp_path: Path, value: str) -> None:
    answer = matrix(({"__name__": "up", "instance": "shop"}, ["1", value]))
    facts = written(tmp_path, "prometheus", "probes.json", answer, 'probes = "exports/probes.json"')
    assert f"`{value}` of `shop` is neither 0 nor 1" in errors(facts)


def test_an_answer_with_an_error_may_have_data(tmp_path: Path) -> None:
    """The field `data` may still be there if `status` is `error` (prometheus.io, HTTP API, Format overview)."""
    answer = matrix(({"__name__": "up", "instance": "shop"}, ["1"]))
    answer |= {"status": "error", "errorType": "timeout", "error": "query timed out"}
    facts = written(tmp_path, "prometheus", "probes.json", answer, 'probes = "exports/probes.json"')
    assert "a part of a longer list" in errors(facts)


# PagerDuty


def pagerduty(place: Path, status: str, *entries: tuple[str, str]) -> Facts:
    """An incident with the log entries of these types and times."""
    folder = place / "exports"
    folder.mkdir(parents=True)
    incident = {"id": "Q1", "incident_number": 7, "created_at": "2026-10-05T03:00:00-04:00", "status": status}
    incident |= {"service": {"summary": "Shop"}, "resolve_reason": None, "priority": None}
    rows = [
        {"id": f"R{n}", "type": f"{kind}_log_entry", "created_at": at, "incident": {"id": "Q1"}}
        for n, (kind, at) in enumerate(entries)
    ]
    (folder / "incidents.json").write_text(json.dumps({"incidents": [incident], "more": False}), encoding="utf-8")
    (folder / "log_entries.json").write_text(json.dumps({"log_entries": rows[::-1], "more": False}), encoding="utf-8")
    return exported(
        place, "pagerduty", 'incidents = "exports/incidents.json"\nlog_entries = "exports/log_entries.json"'
    )


_OPENED = ("trigger", "2026-10-05T03:00:00-04:00")
_RESOLVED = [("resolve", "2026-10-05T04:00:00-04:00"), ("resolve", "2026-10-05T06:00:00-04:00")]


def test_an_incident_may_be_opened_again(tmp_path: Path) -> None:
    """`incident.reopened` is an event of webhooks (PagerDuty/terraform-provider-pagerduty, the Slack connection).

    Of two resolutions the first one would count, and restore what was down for two hours more.
    """
    again = ("reopen", "2026-10-05T04:30:00-04:00")
    facts = pagerduty(tmp_path / "a", "resolved", _OPENED, _RESOLVED[0], again, _RESOLVED[1])
    assert [(one.event, one.at) for one in facts.rows(EventRow)] == [
        ("restored", micro("2026-10-05T08:00:00Z")),
        ("reopened", micro("2026-10-05T08:30:00Z")),
        ("restored", micro("2026-10-05T10:00:00Z")),
    ]
    assert facts.is_whole
    facts = pagerduty(tmp_path / "b", "resolved", _OPENED, *_RESOLVED)
    assert "7 was resolved twice, the second time at 2026-10-05T06:00:00-04:00, and not opened between" in errors(facts)
    facts = pagerduty(tmp_path / "c", "triggered", _OPENED, _RESOLVED[0])
    assert "7 is triggered now, and its log entries say that it was resolved" in errors(facts)


def test_a_duration_that_people_edited_is_told(tmp_path: Path) -> None:
    """Newer incidents have `resolved_at` (incident.go of PagerDuty/go-pagerduty), and a duration may be edited."""

    def edited(data: Any) -> None:
        data["incidents"][0]["resolved_at"] = "2026-10-05T01:00:00Z"

    assert "101 was resolved at 2026-10-05T01:00:00Z by itself, and at " in told(
        patched(tmp_path, "pagerduty", "incidents.json", edited)
    )


def test_the_incidents_of_analytics_are_another_export(tmp_path: Path) -> None:
    """POST /analytics/raw/incidents has `data`, `seconds_to_resolve`, `seconds_to_first_ack` (pagerduty-cli)."""
    row = {"id": "Q1", "incident_number": 7, "created_at": "2026-10-05T07:00:00", "seconds_to_resolve": 3600}
    copied(tmp_path, "pagerduty").joinpath("incidents.json").write_text(json.dumps({"data": [row]}), encoding="utf-8")
    assert "there is no `incidents` in it" in errors(exported(tmp_path, "pagerduty"))
    titles = "id,incident_number,created_on,resolved_on,seconds_to_resolve,service_name\n"
    (tmp_path / "exports/raw.csv").write_text(titles + "Q1,7,2026-10-05T07:00:00,,3600,Shop\n", "utf-16")
    said = 'incidents = "exports/raw.csv"\nlog_entries = "exports/log_entries.json"'
    assert "`created_at` is missing" in errors(exported(tmp_path, "pagerduty", said))


# Jira


def jira(place: Path, said: str, **fields: object) -> Facts:
    """An issue of a project in French, whose history has the names that its states were given in English."""
    state = {"id": "10100", "name": "En attente du client", "statusCategory": {"id": 4, "key": "indeterminate"}}
    issue: dict[str, Any] = {
        "key": "AIDE-1",
        "fields": {
            "created": "2026-10-05T09:00:00.000+0200",
            "issuetype": {"name": "Incident", "subtask": False},
            "components": [{"name": "Shop"}],
            "priority": {"id": "2", "name": "High"},
            "status": state,
            "resolution": None,
        }
        | fields,
        "changelog": {"startAt": 0, "total": 1, "histories": []},
    }
    item = {"field": "status", "fieldtype": "jira", "fieldId": "status", "from": "1", "fromString": "Open"}
    item |= {"to": "10100", "toString": "Waiting for customer"}
    issue["changelog"]["histories"] = [{"id": "1", "created": "2026-10-05T10:00:00.000+0200", "items": [item]}]
    other = {
        **issue,
        "key": "AIDE-2",
        "changelog": {"total": 0, "histories": []},
        "fields": issue["fields"] | {"status": state, "resolution": None},
    }
    return written(
        place,
        "jira",
        "issues.json",
        {"issues": [issue, other], "isLast": True},
        f'issues = "exports/issues.json"\n{said}',
    )


@pytest.mark.parametrize("name", ["Waiting for customer", "En attente du client"])
def test_a_state_of_jira_has_the_name_of_its_language(tmp_path: Path, name: str) -> None:
    """The present state is told in the language of whoever asks; a changelog has what it was called then.

    A state has a `name` and an `untranslatedName` (fixtures of issues in public repositories), and one number.  By the
    other name a case that has no change of state would not wait at all.
    """
    facts = jira(tmp_path, f'waiting = {{"{name}" = "waiting-for-customer"}}')
    assert [(one.case, one.start) for one in facts.rows(StateRow)] == [
        ("AIDE-1", micro("2026-10-05T08:00:00Z")),
        ("AIDE-2", micro("2026-10-05T07:00:00Z")),
    ]
    assert facts.is_whole


def test_a_resolution_of_jira_in_another_language_is_told(tmp_path: Path) -> None:
    """`Terminé` has the number 10000 in a public French issue, and `已修复` the number 1 in a Chinese one.

    By its name a duplicate (`Doublon`) is a case that was restored, so that the lists of a house decide.
    """
    resolved = {
        "resolution": {"id": "10002", "name": "Doublon"},
        "status": {"id": "5", "name": "Résolu", "statusCategory": {"key": "done"}},
    }

    def with_resolution(place: Path, said: str) -> Facts:
        path = place / "exports" / "issues.json"
        jira(place, said, **resolved)
        data = json.loads(path.read_text(encoding="utf-8"))
        steps = [("status", "10100", "5", "Résolu"), ("resolution", None, "10002", "Doublon")]
        items = [
            {"field": one, "fieldtype": "jira", "from": a, "fromString": "x", "to": b, "toString": c}
            for one, a, b, c in steps
        ]
        changelog = data["issues"][0]["changelog"]
        changelog["histories"].append({"id": "2", "created": "2026-10-05T11:00:00.000+0200", "items": items})
        changelog["total"] = 2
        path.write_text(json.dumps(data), encoding="utf-8")
        return exported(place, "jira", f'issues = "exports/issues.json"\n{said}')

    facts = with_resolution(tmp_path / "a", "")
    assert "AIDE-1 was resolved as `Doublon`, and nothing says whether it was a case at all" in errors(facts)
    facts = with_resolution(tmp_path / "b", 'no-case = ["Doublon"]')
    assert facts.is_whole
    assert {one.case for one in facts.rows(CaseRow)} == {"AIDE-2"}
    facts = with_resolution(tmp_path / "c", "no-case = []")
    assert facts.is_whole
    assert [(one.case, one.at) for one in facts.rows(EventRow)] == [("AIDE-1", micro("2026-10-05T09:00:00Z"))]


@pytest.mark.parametrize(("labels", "is_told"), [(["Shop"], False), (["Shop", "urgent"], True)])
def test_the_first_of_several_labels_of_jira_is_no_service(tmp_path: Path, labels: list[str], is_told: bool) -> None:
    """Labels come in the order of the alphabet (`labels: ["Shop", "urgent"]`): which is first says nothing."""
    facts = jira(tmp_path, 'service = "labels.0"', labels=labels)
    assert ("AIDE-1 names several services: `Shop`, `urgent`" in errors(facts)) is is_told
    assert facts.is_whole is not is_told


# What a tool gives at once


def grown(number: int, key: str) -> Callable[[Any], object]:
    def change(rows: Any) -> None:
        rows += [{**rows[0], key: 10_000 + one} for one in range(number - len(rows))]

    return change


@pytest.mark.parametrize(
    ("tool", "file", "number", "said"),
    [
        # `paginate_with(max: 100)`, and for a search `max: 200, default: 50` (tickets_controller.rb of zammad/zammad).
        ("zammad", "tickets.json", 100, "there are just 100 rows, as many as Zammad gives at once"),
        ("zammad", "tickets.json", 50, "there are just 50 rows"),
        # `range` is 0-50 if none is given, also for the log of a ticket (apirest.md of glpi-project/glpi).
        ("glpi", "Ticket.json", 51, "there are just 51 rows, as many as GLPI gives at once"),
        ("glpi", "Log.json", 50, "the log of 21 has just"),
    ],
)
def test_as_many_rows_as_are_given_at_once_are_not_all(
    tmp_path: Path, tool: str, file: str, number: int, said: str
) -> None:
    extra = 0
    if file == "Log.json":  # those of ticket 21 alone
        rows = json.loads((copied(tmp_path, tool) / file).read_text(encoding="utf-8"))
        extra = sum(one["items_id"] != 21 for one in rows)
    found = {"search": 1} if file == "Log.json" else {}
    facts = patched(tmp_path, tool, file, lambda data: grown(number + extra, "id")(data) or data[-1].update(found))
    assert said in errors(facts)


def test_a_page_of_statuspage_with_a_key_has_100_incidents(tmp_path: Path) -> None:
    """GET /v1/pages/ID/incidents: the default and the maximum of a page are 100 (its OpenAPI description)."""
    facts = patched(tmp_path, "statuspage", "incidents.json", lambda data: grown(100, "id")(data["incidents"]))
    assert "there are just 100 rows, as many as Statuspage gives at once" in errors(facts)


# Others


def test_a_maintenance_among_the_incidents_of_a_page_is_no_outage(tmp_path: Path) -> None:
    """With a key the incidents and the maintenances of a page come in one list; `impact` may be anything."""

    def scheduled(data: Any) -> None:
        one = {**data["incidents"][0], "id": "m9", "impact": "critical", "status": "completed"}
        one |= {"scheduled_for": "2026-10-30T03:00:00Z", "scheduled_until": "2026-10-30T04:00:00Z"}
        data["incidents"].append(one)

    facts = patched(tmp_path, "statuspage", "incidents.json", scheduled)
    assert not [one for one in facts.rows(OutageRow) if str(one.id).startswith("m9")]
    assert "m9 was scheduled, and is not among the maintenances" in told(facts)


def test_what_zabbix_cannot_read_is_no_outage(tmp_path: Path) -> None:
    """Source 3 is an internal event, of which 1 says `unknown` (zabbix.com, API, Event object)."""
    facts = patched(tmp_path, "zabbix", "events.json", lambda data: data["result"][0].update(source="3"))
    assert "901" not in {one.id for one in facts.rows(OutageRow)}
    assert "event 901 is no outage: it is of no trigger and of no service" in {one.message for one in facts.findings}


def test_servicenow_may_audit_the_first_value(tmp_path: Path) -> None:
    """`glide.sys.audit_inserts` is false by default: where it is not, the first value has a row, from nothing."""
    row = '"incident","000000000000000000000000000000a1","state","","1","2026-10-05 07:00:00","0"'
    plainly = exported(tmp_path / "a", "servicenow")
    facts = patched(tmp_path / "b", "servicenow", "sys_audit.csv", lambda text: text.rstrip() + f"\n{row}\n")
    assert facts.is_whole
    assert errors(facts) == errors(plainly)
    assert [(one.case, one.event, one.at) for one in facts.rows(EventRow)] == [
        (one.case, one.event, one.at) for one in plainly.rows(EventRow)
    ]


def test_tables_of_servicenow_by_its_interface(tmp_path: Path) -> None:
    """GET /api/now/table/NAME with `sysparm_display_value=false` gives the same values as texts, in `result`."""
    plainly = exported(tmp_path / "a", "servicenow")
    folder = copied(tmp_path / "b", "servicenow")
    for name in ("incident", "sys_audit", "task_sla"):
        rows = list(csv.DictReader((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
        (folder / f"{name}.json").write_text(json.dumps({"result": rows}), encoding="utf-8")
    files = {"incidents": "incident", "audit": "sys_audit", "slas": "task_sla"}
    said = "\n".join(f'{name} = "exports/{file}.json"' for name, file in files.items())
    found = exported(tmp_path / "b", "servicenow", said)
    assert found.is_whole
    for table in PRESETS["servicenow"].tables:
        assert Counter(map(plain, found.tables[table])) == Counter(map(plain, plainly.tables[table])), table


def test_a_duplicate_of_servicenow_is_no_case(tmp_path: Path) -> None:
    """`Duplicate` is a resolution code (ServiceNowDocs, australia, the workflow that resolves an incident)."""

    def resolved_as(text: str) -> str:
        head, *rows = text.rstrip().split("\n")
        return "\n".join(
            [f'{head},"close_code"', *(f'{row},"{"" if number else "Duplicate"}"' for number, row in enumerate(rows))]
        )

    facts = patched(tmp_path, "servicenow", "incident.csv", resolved_as)
    assert "INC0010001" not in {one.case for one in facts.rows(CaseRow)}
    assert "INC0010001 is no case: its resolution is `Duplicate`" in {one.message for one in facts.findings}


def test_the_period_that_goes_on_is_no_whole_one(tmp_path: Path) -> None:
    """sla.getsli gives the current period as well, up to now (zabbix.com, API, sla.getsli)."""
    facts = patched(tmp_path, "zabbix", "getsli.json", lambda data: data["result"]["sli"][0][0].update(uptime=86400))
    assert "the figure of service 50 is of 93600 s, and its period has 2682000" in told(facts)


@pytest.mark.parametrize(("until", "is_told"), [("2026-10-05T07:30:00Z", False), ("2026-10-05T07:31:00Z", True)])
def test_a_copy_that_is_older_than_the_facts_is_told(tmp_path: Path, until: str, is_told: bool) -> None:
    """A monitor writes a beat at each interval: after the last of all nobody looked, or the copy is older."""
    said = 'heartbeat = "exports/beats.csv"'
    written(tmp_path, "uptime-kuma", "beats.csv", _KUMA + "1,1,1,1,2026-10-05 07:30:00,Shop,60,0\n", said)
    path = tmp_path / "facts.toml"
    path.write_text(f"complete-until = {until}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    message = "the last record of this export is of 2026-10-05 07:30:00Z, and `complete-until` is later"
    assert (message in told(read_facts(tmp_path, workspace()))) is is_told


def test_tables_of_servicenow_from_a_spreadsheet_of_another_language(tmp_path: Path) -> None:
    """UTF-16, semicolons, the columns in another order, and a column of the house's own with a semicolon in it."""
    plainly = exported(tmp_path / "a", "servicenow")
    for path in copied(tmp_path / "b", "servicenow").glob("*.csv"):
        head, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        text = StringIO()
        csv.writer(text, delimiter=";").writerows(
            [["u_site", *head[::-1]], *(["Wien; Süd", *row[::-1]] for row in rows)]
        )
        path.write_text(text.getvalue(), encoding="utf-16")
    oddly = exported(tmp_path / "b", "servicenow")
    assert oddly.is_whole
    for table in PRESETS["servicenow"].tables:
        assert Counter(map(plain, oddly.tables[table])) == Counter(map(plain, plainly.tables[table])), table


@pytest.mark.parametrize(
    ("states", "is_told"),
    [
        (["degraded_performance", "operational"], True),
        (["degraded_performance", "partial_outage", "operational"], False),
        (["major_outage"], False),
        ([], False),  # updates need not say anything
    ],
)
def test_a_component_that_was_only_slow_by_the_updates_is_told(
    tmp_path: Path, states: list[str], is_told: bool
) -> None:
    """`affected_components` of an update: code, name, old_status, new_status (its OpenAPI description).

    The impact of an incident is that of its worst component, and the others are named as well.
    """

    def updated(data: Any) -> None:
        one = next(one for one in data["incidents"] if one["impact"] == "critical")
        name = one["components"][0]["name"]
        parts = [{"code": "c1", "name": name, "old_status": "operational", "new_status": state} for state in states]
        one["incident_updates"] = [{"status": "investigating", "affected_components": [part]} for part in parts]

    facts = patched(tmp_path, "statuspage", "incidents.json", updated)
    assert ("by its updates, and counts as down" in told(facts)) is is_told


def test_alerts_of_several_severities_are_told(tmp_path: Path) -> None:
    """What only warns has the label `severity` in nearly all rules, and fires in `ALERTS` just as what is an outage."""

    def warned(data: Any) -> None:
        first = data["data"]["result"][0]
        for one in data["data"]["result"]:
            one["metric"]["severity"] = "critical"
        data["data"]["result"].append({**first, "metric": {**first["metric"], "severity": "warning"}})

    facts = patched(tmp_path / "one", "prometheus-alerts", "alerts.json", warned)
    assert "the severities `critical`, `warning`, and while any of them fires" in told(facts)
    facts = exported(tmp_path / "two", "prometheus-alerts")
    assert "severities" not in told(facts)


def test_servicenow_does_not_say_why_it_was_on_hold_if_that_is_not_audited(tmp_path: Path) -> None:
    """`hold_reason` is cleared, or another one, when it is asked for: what it is now says nothing of a hold before."""

    def unaudited(text: str) -> str:
        return "\n".join(one for one in text.split("\n") if "hold_reason" not in one)

    facts = patched(tmp_path, "servicenow", "sys_audit.csv", unaudited)
    assert "was on hold, and sys_audit does not say for which reason" in errors(facts)
