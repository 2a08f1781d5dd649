"""The presets for exports that tell less than all: what they read, and what they say is not told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sla_dsl.facts.tables.folder import Facts
from sla_dsl.facts.tables.rows import CaseRow, EventRow, OutageRow, SampleRow, StateRow, UnknownRow

from .test_other_exports import errors, written
from .test_presets import SETTINGS, exported, micro, patched, states, told


def times(facts: Facts, case: str) -> dict[str, int]:
    return dict(next(one for one in facts.rows(CaseRow) if one.case == case).events)


# Freshdesk


def test_a_ticket_of_freshdesk_that_was_opened_again_may_have_been_restored_at_any_time_before(tmp_path: Path) -> None:
    """`resolved_at` is the last: that of 51 is 8.5 h after it came, and it was open again from 14:00 on.

    It was restored for the first time by then, which is 7 h, and again within 1.5 h: a bound of 8 h was kept.  If it
    was opened again at 15:20, 8 h 20 min after it came, the bound may have been kept or not.
    """
    said = SETTINGS["freshdesk"] + '\nassume = ["no pauses"]'
    facts = exported(tmp_path, "freshdesk", said)
    assert "51 was opened again at 2026-10-05T14:00:00Z: when it was restored before that is not told" in told(facts)
    assert states(facts)["a/fix"] == "missed"  # by 52, which is open
    only = json.loads((tmp_path / "exports/tickets.json").read_text(encoding="utf-8"))[:1]
    (tmp_path / "exports/tickets.json").write_text(json.dumps(only), encoding="utf-8")
    assert states(exported(tmp_path, "freshdesk", said))["a/fix"] == "met"
    only[0]["stats"]["reopened_at"] = "2026-10-05T15:20:00Z"
    (tmp_path / "exports/tickets.json").write_text(json.dumps(only), encoding="utf-8")
    assert states(exported(tmp_path, "freshdesk", said))["a/fix"] == "unknown"


def test_a_ticket_of_freshdesk_that_is_open_again_is_open(tmp_path: Path) -> None:
    def opened(rows: Any) -> None:
        rows[2]["status"] = 2
        rows[2]["stats"]["reopened_at"] = "2026-10-26T08:00:00Z"

    facts = patched(tmp_path, "freshdesk", "tickets.json", opened)
    events = {(one.event, one.at) for one in facts.rows(EventRow) if one.case == "53"}
    assert ("reopened", micro("2026-10-26T08:00:00Z")) in events


def test_what_freshdesk_writes_in_words_is_refused(tmp_path: Path) -> None:
    head = '"Ticket ID","Subject","Status","Priority","Created time","Resolved time"\n'
    row = '"51","x","Closed","High","2026-10-05 09:00:00","2026-10-05 17:30:00"\n'
    facts = written(tmp_path / "a", "freshdesk", "tickets.csv", head + row, 'tickets = "exports/tickets.csv"')
    assert "this is not the export that the preset of Freshdesk reads: `id` is missing" in errors(facts)
    facts = patched(tmp_path / "b", "freshdesk", "tickets.json", lambda rows: rows[0].update(status="Closed"))
    assert "the status of 51 is `Closed`, and a code is a number" in errors(facts)
    facts = patched(tmp_path / "c", "freshdesk", "tickets.json", lambda rows: rows[0].pop("stats"))
    assert "`stats` is missing" in errors(facts)


# Zendesk


def zendesk(place: Path, *events: tuple[str, str, str], status: str = "open", **cells: object) -> Facts:
    """A ticket with these events of metrics: metric, type and time of 5 October 2026."""
    folder = place / "exports"
    folder.mkdir(parents=True)
    ticket = {"id": 7, "created_at": "2026-10-05T07:00:00Z", "status": status, "priority": "normal", "group_id": 42}
    rows = [
        {"id": number, "ticket_id": 7, "metric": metric, "instance_id": 1, "type": kind, "time": f"2026-10-05T{at}:00Z"}
        for number, (metric, kind, at) in enumerate(events)
    ]
    # The last page of an incremental export names a next one: what is changed later will be on it.
    page = {"end_of_stream": True, "next_page": "https://house.example/next"}
    (folder / "tickets.json").write_text(json.dumps({"tickets": [ticket | cells], **page}), encoding="utf-8")
    (folder / "events.json").write_text(json.dumps({"ticket_metric_events": rows, **page}), encoding="utf-8")
    return exported(place, "zendesk", 'tickets = "exports/tickets.json"\nevents = "exports/events.json"')


WAIT, WORK = "requester_wait_time", "agent_work_time"
BEGUN = [(WAIT, "activate", "07:00"), (WORK, "activate", "07:00")]


def waits(facts: Facts) -> list[tuple[str, str, str | None]]:
    def clock(at: int | None) -> str | None:
        passed = None if at is None else (at - micro("2026-10-05T00:00:00Z")) // 60_000_000
        return None if passed is None else f"{passed // 60:02}:{passed % 60:02}"

    return [(one.reason, str(clock(one.start)), clock(one.end)) for one in facts.rows(StateRow)]


def test_a_ticket_of_zendesk_waits_and_then_is_on_hold(tmp_path: Path) -> None:
    """The work is paused while pending and on hold, the wait only while pending (Ticket metric event types)."""
    events = [*BEGUN, (WAIT, "pause", "08:00"), (WORK, "pause", "08:00"), (WAIT, "activate", "09:00")]
    facts = zendesk(tmp_path / "a", *events, (WORK, "activate", "10:00"))
    assert waits(facts) == [("waiting-for-customer", "08:00", "09:00"), ("on-hold", "09:00", "10:00")]
    assert facts.is_whole
    events = [*BEGUN, (WORK, "pause", "08:00"), (WAIT, "pause", "09:00"), (WAIT, "activate", "09:30")]
    assert waits(zendesk(tmp_path / "b", *events, status="hold")) == [
        ("waiting-for-customer", "09:00", "09:30"),
        ("on-hold", "08:00", "09:00"),
        ("on-hold", "09:30", None),
    ]


def test_a_ticket_of_zendesk_that_was_solved_while_it_waited_waits_no_more(tmp_path: Path) -> None:
    events = [*BEGUN, (WAIT, "pause", "08:00"), (WORK, "pause", "08:00"), (WAIT, "fulfill", "09:00")]
    facts = zendesk(tmp_path, *events, (WORK, "fulfill", "09:00"), status="solved")
    assert waits(facts) == [("waiting-for-customer", "08:00", "09:00")]
    assert [(one.event, one.at) for one in facts.rows(EventRow)] == [("restored", micro("2026-10-05T09:00:00Z"))]


def test_what_an_export_of_zendesk_does_not_have_is_told(tmp_path: Path) -> None:
    facts = zendesk(tmp_path / "a", *BEGUN, status="solved")
    assert "7 is `solved` now, and the events of its metrics tell that it is open" in errors(facts)
    facts = zendesk(tmp_path / "b")
    assert "7 is `open` now, and the events of its metrics tell nothing of it" in errors(facts)
    facts = zendesk(tmp_path / "c", *BEGUN, tags=["x", "closed_by_merge"])
    assert not facts.rows(CaseRow)
    assert "7 is no case: it was merged into another one" in {one.message for one in facts.findings}
    assert [one.what for one in zendesk(tmp_path / "d", *BEGUN).lacks] == ["changes"]
    facts = patched(
        tmp_path / "e", "zendesk", "audits.json", lambda data: data.update(count=2, audits=data["audits"][:2])
    )
    assert "there are no audits of 32: its priorities are in them" in errors(facts)
    facts = patched(tmp_path / "f", "zendesk", "tickets.json", lambda data: data.update(end_of_stream=False))
    assert "this is a part of a longer list" in errors(facts)


def test_an_event_of_zendesk_that_was_deleted_later_did_not_happen(tmp_path: Path) -> None:
    """Two exports overlap, and in the newer one the event is marked `deleted`; the older one may come behind."""

    def solved_by_mistake(data: Any) -> None:
        one = {**data["ticket_metric_events"][17], "id": 5999, "type": "fulfill", "time": "2026-10-06T06:20:00Z"}
        data["ticket_metric_events"] += [one | {"deleted": True}, one]

    facts = patched(tmp_path, "zendesk", "ticket_metric_events.json", solved_by_mistake)
    assert "32" not in {one.case for one in facts.rows(EventRow)}
    assert facts.is_whole


# Alerts


def test_an_alert_of_opsgenie_that_was_closed_says_when(tmp_path: Path) -> None:
    facts = patched(tmp_path / "a", "opsgenie", "alerts.json", lambda data: data["data"][2].pop("report"))
    assert "203 is closed, and when is not told" in errors(facts)
    paged = {"next": "https://api.example/v2/alerts?offset=100"}
    facts = patched(tmp_path / "b", "opsgenie", "alerts.json", lambda data: data.update(paging=paged))
    assert "this is a part of a longer list" in errors(facts)


def test_an_alert_group_without_labels_belongs_to_its_integration(tmp_path: Path) -> None:
    """Labels are of the cloud alone: a server of one's own has none."""

    def unlabelled(data: Any) -> None:
        for one in data["results"]:
            one.update(labels=[], integration_id="Shop")

    facts = patched(tmp_path, "grafana-oncall", "alert_groups.json", unlabelled)
    assert "I1 has no label `service`" in errors(facts)
    facts = exported(tmp_path, "grafana-oncall", SETTINGS["grafana-oncall"] + '\nservice = "integration_id"')
    assert {one.service for one in facts.rows(CaseRow)} == {"shop"}


# osTicket


def test_events_of_osticket_without_those_that_are_annulled_are_not_all(tmp_path: Path) -> None:
    """Reopening annuls the closing before it (`ThreadEvents::annul`): `annulled = 0` leaves one restoring of two."""

    def filtered(text: str) -> str:
        return "\n".join(line for line in text.split("\n") if ",1,2026" not in line)

    facts = patched(tmp_path / "a", "osticket", "thread_event.csv", filtered)
    assert "100061 was opened again, and its events do not say that it was closed before" in errors(facts)
    facts = patched(tmp_path / "b", "osticket", "ticket.csv", lambda text: text.replace("17:30:00,2026-10-05 16", "x"))
    assert not facts.is_whole


@pytest.mark.parametrize("null", ["NULL", ""])
def test_osticket_is_read_without_a_null_as_mysql_writes_it(tmp_path: Path, null: str) -> None:
    facts = patched(tmp_path, "osticket", "ticket.csv", lambda text: text.replace("\\N", null))
    assert facts.is_whole
    assert set(times(facts, "100062")) == {"logged"}


# Monitors


def statuscake(place: Path, **pages: Sequence[tuple[str, str, str | None]]) -> Facts:
    """Periods of Shop: state, beginning and end, by the end of the name of a file."""
    folder = place / "exports"
    folder.mkdir(parents=True)
    for end, periods in pages.items():
        rows = [{"status": state, "created_at": start, "ended_at": until} for state, start, until in periods]
        path = folder / f"Shop{'' if end == 'one' else ' (2)'}.json"
        path.write_text(json.dumps({"data": rows, "links": {"next": "https://api.example/older"}}), encoding="utf-8")
    return exported(place, "statuscake", SETTINGS["statuscake"])


def test_a_page_of_statuscake_that_is_missing_was_not_measured(tmp_path: Path) -> None:
    """Between the end of a period and the beginning of the next nothing is told; before the first one neither."""
    new = [("up", "2026-10-20T08:00:00Z", None), ("down", "2026-10-20T07:00:00Z", "2026-10-20T08:00:00Z")]
    old = [("up", "2026-10-05T09:00:00Z", "2026-10-19T00:00:00Z")]
    facts = statuscake(tmp_path, one=new, two=old)
    assert [(one.start, one.end) for one in facts.rows(UnknownRow)] == [
        (micro("2026-10-19T00:00:00Z"), micro("2026-10-20T07:00:00Z"))
    ]
    assert [(one.service, one.end) for one in facts.before] == [("shop", micro("2026-10-05T09:00:00Z"))]
    assert facts.is_whole


@pytest.mark.parametrize("is_older_first", [True, False])
def test_a_period_of_statuscake_that_went_on_has_its_end_in_a_newer_export(
    tmp_path: Path, is_older_first: bool
) -> None:
    older: list[tuple[str, str, str | None]] = [("down", "2026-10-20T07:00:00Z", None)]
    newer: list[tuple[str, str, str | None]] = [
        ("up", "2026-10-20T08:00:00Z", None),
        ("down", "2026-10-20T07:00:00Z", "2026-10-20T08:00:00Z"),
    ]
    facts = statuscake(tmp_path, one=older if is_older_first else newer, two=newer if is_older_first else older)
    assert [(one.start, one.end) for one in facts.rows(OutageRow)] == [
        (micro("2026-10-20T07:00:00Z"), micro("2026-10-20T08:00:00Z"))
    ]


# Grafana


def test_a_panel_as_a_spreadsheet_takes_it(tmp_path: Path) -> None:
    """`Download for Excel` writes the delimiter first; `Formatted data` are local times, and words for values."""
    said = 'panel = "exports/panel-formatted.csv"\nzone = "Europe/Paris"\nrepeated = "first"'
    facts = exported(tmp_path / "a", "grafana", said)
    assert [(one.at, one.ok) for one in facts.rows(SampleRow)] == [
        (micro("2026-10-24T23:59:00Z"), True),
        (micro("2026-10-25T00:30:00Z"), False),
        (micro("2026-10-25T02:00:00Z"), True),
    ]
    facts = exported(tmp_path / "b", "grafana", said.rpartition("\n")[0])
    assert "facts/repeated-time" in {one.rule for one in facts.findings}


def test_a_mean_of_a_panel_is_neither_up_nor_down(tmp_path: Path) -> None:
    facts = patched(tmp_path, "grafana", "panel.csv", lambda text: text.replace("60000,0,", "60000,0.5,"))
    assert "`0.5` of `pay.example` is neither in `up` nor in `down`" in errors(facts)


def test_the_time_between_two_questions_is_not_known(tmp_path: Path) -> None:
    """September and November were asked for, and October was not: it would pass for up."""
    folder = tmp_path / "pingdom" / "exports"
    folder.mkdir(parents=True)
    for name, start in (("Shop", "2026-09-01T00:00:00Z"), ("Shop (2)", "2026-11-01T00:00:00Z")):
        at = micro(start) // 1_000_000
        state = {"status": "up", "timefrom": at, "timeto": at + 30 * 86400}
        (folder / f"{name}.json").write_text(json.dumps({"summary": {"states": [state]}}), encoding="utf-8")
    october = [(micro("2026-10-01T00:00:00Z"), micro("2026-11-01T00:00:00Z"))]
    facts = exported(tmp_path / "pingdom", "pingdom")
    assert [(one.start, one.end) for one in facts.rows(UnknownRow)] == october
    monitors = [
        {"id": 7, "friendly_name": "Shop", "status": 2, "logs": [{"type": 2, "datetime": at, "duration": 30 * 86400}]}
        for at in (micro("2026-09-01T00:00:00Z") // 1_000_000, micro("2026-11-01T00:00:00Z") // 1_000_000)
    ]
    content = {"stat": "ok", "monitors": monitors}
    facts = written(tmp_path / "robot", "uptimerobot", "m.json", content, 'monitors = "exports/m.json"')
    assert [(one.start, one.end) for one in facts.rows(UnknownRow)] == october


def test_a_copy_of_kuma_with_all_beats_tells_when_it_did_not_look(tmp_path: Path) -> None:
    """Version 2 keeps the first beat, and the last hundred, of a monitor that was never down: then it does not."""
    head = "id,important,monitor_id,status,time,name,interval,maxretries\n"
    for name, hour, lacks in (("all", "07:01", []), ("some", "19:00", ["unknown"])):
        rows = f"1,1,1,1,2026-10-05 07:00:00,Shop,60,0\n2,0,1,1,2026-10-05 {hour}:00,Shop,60,0\n"
        facts = written(tmp_path / name, "uptime-kuma", "b.csv", head + rows, 'heartbeat = "exports/b.csv"')
        assert [one.what for one in facts.lacks] == lacks
