"""Outages that never were, as each monitor would export them: one truth in many shapes, in exports that overlap."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from .desks import FIRST, LAST, MIDDLE, document, iso, lines, plain

STEP = timedelta(minutes=10)
"""How often a monitor looks: outages begin and end at these moments."""
BEGUN = FIRST - timedelta(days=1)
"""Since when monitors look: the month of Paris begins two hours before that of UTC."""
WINDOWS = ((BEGUN, MIDDLE), (MIDDLE - timedelta(days=1), LAST))
"""The times for which two exports ask."""
MONITORS = ("Payments", "Shop", "Printers")
Outages = Mapping[str, list[tuple[datetime, datetime]]]


def outages(seed: int) -> Outages:
    """For each monitor the times in which it was down, with at least two steps between; both windows cut one."""
    chance = random.Random(seed)
    found: dict[str, list[tuple[datetime, datetime]]] = {}
    for name in MONITORS:
        cut = [(at - STEP * 3, at + STEP * chance.randrange(1, 9)) for at in (WINDOWS[1][0], WINDOWS[0][1])]
        at, spans = BEGUN + timedelta(hours=3), [*cut]
        while at < LAST - timedelta(days=2):
            at += STEP * chance.randrange(2, 900)
            end = at + STEP * chance.randrange(1, 30)
            if all(end + STEP < start or until + STEP < at for start, until in cut):
                spans.append((at, end))
            at = end
        found[name] = sorted(spans)
    return found


def down(of: Outages, name: str, start: datetime, end: datetime) -> timedelta:
    """For how long a monitor was down in a time."""
    return sum((max(timedelta(), min(b, end) - max(a, start)) for a, b in of[name]), timedelta())


def is_down(of: Outages, name: str, at: datetime) -> bool:
    return any(start <= at < end for start, end in of[name])


def moments(window: tuple[datetime, datetime]) -> list[datetime]:
    return [window[0] + STEP * number for number in range((window[1] - window[0]) // STEP + 1)]


def seconds(at: datetime) -> int:
    return int(at.timestamp())


# Writers, each with what facts.toml says of its export


def prometheus(folder: Path, of: Outages) -> str:
    for number, window in enumerate(WINDOWS):
        series = [
            {
                "metric": {"__name__": "probe_success", "instance": name, "job": "web"},
                "values": [[seconds(at), "0" if is_down(of, name, at) else "1"] for at in moments(window)],
            }
            for name in MONITORS
        ]
        random.Random(number).shuffle(series)
        document(
            folder,
            f"probe_success-{number}.json",
            {"status": "success", "data": {"resultType": "matrix", "result": series}},
        )
    return ""


def prometheus_alerts(folder: Path, of: Outages) -> str:
    for number, window in enumerate(WINDOWS):
        series = [
            {
                "metric": {
                    "__name__": "ALERTS",
                    "alertstate": "firing",
                    "alertname": alert,
                    "service": name,
                    "severity": "page",
                },
                "values": [
                    [seconds(at) + 0.25, "1"]
                    for at in moments(window)
                    if is_down(of, name, at) and seconds(at) % 7200 // 3600 == half
                ],
            }
            for name in MONITORS
            for half, alert in enumerate(("Down", "Slow"))
        ]
        document(
            folder,
            f"alerts-{number}.json",
            {"status": "success", "data": {"result": [one for one in series if one["values"]]}},
        )
    return 'step = "600"\nassume = ["no unknown time", "no maintenance"]'


def zabbix(folder: Path, of: Outages) -> str:
    def event(key: int, host: int, name: str, at: datetime, export: int, **cells: str) -> dict[str, Any]:
        tags = [{"tag": "service", "value": name}, {"tag": "scope", "value": "availability"}]
        return {
            "eventid": str(key),
            "source": "0",
            "object": "0",
            "objectid": str(host),
            "clock": str(seconds(at)),
            "ns": "0",
            "acknowledged": str(export),  # somebody saw to it between the two exports
            "suppressed": "0",
            "tags": tags,
            "value": "1",
            "severity": "5",
            "r_eventid": "0",
        } | cells

    for number, (start, asked) in enumerate(WINDOWS):
        events = []
        for host, name in enumerate(MONITORS, start=1):
            for n, (begun, ended) in enumerate(of[name]):
                key = host * 1000 + 2 * n
                if begun <= asked and ended > start:
                    recovery = str(key + 1) if ended <= asked else "0"
                    events.append(event(key, host, name, begun, number, r_eventid=recovery))
                if start <= ended <= asked:
                    events.append(event(key + 1, host, name, ended, number, value="0", severity="0"))
            events.append(event(host * 1000 + 900 + number, host, name, start, number, severity="2"))
        document(folder, f"events-{number}.json", {"jsonrpc": "2.0", "result": events, "id": 1})
    return 'assume = ["no unknown time"]'


def statuspage(folder: Path, of: Outages) -> str:
    zone = "-07:00"

    def stamp(at: datetime | None) -> str | None:
        return None if at is None else (at - timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M:%S.000") + zone

    for number, (start, asked) in enumerate(WINDOWS):
        incidents: list[dict[str, Any]] = []
        for name in MONITORS:
            for n, (begun, ended) in enumerate(of[name]):
                if begun <= asked and ended > start:
                    done = ended if ended <= asked else None
                    incidents.append(
                        {
                            "id": f"{name}-{n}",
                            "name": "x",
                            "status": "resolved" if done else "investigating",
                            "impact": ("major", "critical")[n % 2],
                            "created_at": stamp(begun),
                            "started_at": stamp(begun),
                            "resolved_at": stamp(done),
                            "updated_at": stamp(done or begun),
                            "components": [{"id": name, "name": name, "status": "operational"}],
                            "incident_updates": [],
                        }
                    )
            incidents.append({**incidents[-1], "id": f"{name}-slow-{number}", "impact": "minor"})
        if not any(one["components"][0]["name"] == "Printers" and one["impact"] is None for one in incidents):
            incidents.append({**incidents[-1], "id": f"odd-{number}", "impact": None})
        document(folder, f"incidents-{number}.json", {"page": {"id": "p"}, "incidents": incidents[::-1]})
    return 'assume = ["no unknown time"]'


def upptime(folder: Path, of: Outages) -> str:
    moves = [
        (at, f"{sign} {name} is {state} (200 in 240 ms) [skip ci] [upptime]")
        for name in MONITORS
        for span in of[name]
        for at, sign, state in zip(span, "🟥🟩", ("down", "up"), strict=True)
    ]
    moves += [(BEGUN, f"🟩 {name} is up (200 in 240 ms) [skip ci] [upptime]") for name in MONITORS] + [
        (LAST, ":card_file_box: Update status summary [skip ci] [upptime]")
    ]
    moves.sort(key=lambda one: one[0], reverse=True)
    (folder / "upptime.tsv").write_text(
        "".join(f"{n:07x}\t{iso(at)}\t{text}\n" for n, (at, text) in enumerate(moves)), encoding="utf-8"
    )
    return 'assume = ["no unknown time"]'


def uptime_kuma(folder: Path, of: Outages, all_beats: bool = True) -> str:
    """Version 1 keeps all beats; of version 2 those are left that changed something, and the last hundred."""
    rows = []
    for monitor, name in enumerate(MONITORS, start=1):
        beats: list[dict[str, Any]] = []
        for number, at in enumerate(moments((BEGUN, LAST))):
            status = 0 if is_down(of, name, at) else 1
            important = int(not beats or beats[-1]["status"] != status)
            beats.append(
                {
                    "id": monitor * 100_000 + number,
                    "important": important,
                    "monitor_id": monitor,
                    "status": status,
                    "time": f"{plain(at)}.{monitor:03}",
                    "name": name,
                    "interval": 600,
                    "maxretries": 0,
                    "msg": "a, b",
                }
            )
        rows += beats if all_beats else [*(one for one in beats[:-100] if one["important"]), *beats[-100:]]
    lines(folder, "kuma.csv", rows, 3)
    return 'heartbeat = "exports/kuma.csv"' + ("" if all_beats else '\nassume = ["no unknown time"]')


def uptime_kuma_2(folder: Path, of: Outages) -> str:
    return uptime_kuma(folder, of, all_beats=False)


def uptimerobot(folder: Path, of: Outages) -> str:
    for number, (start, asked) in enumerate(WINDOWS):
        monitors = []
        for monitor, name in enumerate(MONITORS, start=1):
            turns = [(BEGUN, 2), *((at, kind) for span in of[name] for at, kind in zip(span, (1, 2), strict=True))]
            turns = [one for one in turns if one[0] < asked]
            ends = [*(at for at, _ in turns[1:]), asked]
            logs = [
                {
                    "id": monitor * 1000 + n,
                    "type": kind,
                    "datetime": seconds(at),
                    "duration": int((end - at).total_seconds()),
                    "reason": {"code": "200"},
                }
                for n, ((at, kind), end) in enumerate(zip(turns, ends, strict=True))
                if end > start
            ]
            monitors.append(
                {
                    "id": 77_000 + monitor,
                    "friendly_name": name,
                    "url": "https://x.example",
                    "status": 9 if turns[-1][1] == 1 else 2,
                    "logs": logs[::-1],
                }
            )
        document(
            folder,
            f"getMonitors-{number}.json",
            {"stat": "ok", "pagination": {"offset": 0, "limit": 50, "total": 3}, "monitors": monitors},
        )
    return 'assume = ["no maintenance"]'


def _states(of: Outages, name: str, window: tuple[datetime, datetime]) -> list[tuple[str, datetime, datetime]]:
    """The states of a monitor in a time, cut at both ends."""
    turns = [(BEGUN, "up"), *((at, kind) for span in of[name] for at, kind in zip(span, ("down", "up"), strict=True))]
    ends = [*(at for at, _ in turns[1:]), LAST]
    return [
        (kind, max(at, window[0]), min(end, window[1]))
        for (at, kind), end in zip(turns, ends, strict=True)
        if at < window[1] and end > window[0]
    ]


def pingdom(folder: Path, of: Outages) -> str:
    (folder / "pingdom").mkdir()
    for number, window in enumerate(WINDOWS):
        for name in MONITORS:
            states = [
                {"status": kind, "timefrom": seconds(at), "timeto": seconds(end)}
                for kind, at, end in _states(of, name, window)
            ]
            document(folder / "pingdom", f"{name}{' (2)' if number else ''}.json", {"summary": {"states": states}})
    return 'assume = ["no maintenance"]'


def statuscake(folder: Path, of: Outages) -> str:
    (folder / "statuscake").mkdir()
    for number, (start, asked) in enumerate(WINDOWS):
        for name in MONITORS:
            periods = [
                {"status": kind, "created_at": iso(at), "ended_at": iso(end) if end < asked else None, "duration": None}
                for kind, at, end in _states(of, name, (BEGUN, asked))
                if end > start
            ]
            document(
                folder / "statuscake",
                f"{name}{' (2)' if number else ''}.json",
                {"data": periods[::-1], "links": {"self": "x", "next": "y"}},
            )
    return 'assume = ["no unknown time", "no maintenance"]'


WRITERS: Mapping[str, Callable[[Path, Outages], str]] = {
    one.__name__.replace("_", "-"): one
    for one in (
        prometheus,
        prometheus_alerts,
        zabbix,
        statuspage,
        upptime,
        uptime_kuma,
        uptime_kuma_2,
        uptimerobot,
        pingdom,
        statuscake,
    )
}
