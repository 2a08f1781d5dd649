"""Writes the tables of facts of this folder: an October in which much went wrong.

Run `python make_october.py` here after a change of the story.  All of it is invented.

- On 4 October the application is maintained in the night from Sunday to Monday, announced ten days before: that time
  does not count.
- On 13 October both fibre links fail, A for nine hours and B for seven.  No payment is accepted for seven hours: two
  carriers have broken their word, and Norvia misses its own.
- On 18 October the application is maintained for three hours, announced three days before instead of five: that is
  downtime.
- Case 1018 is restored an hour and a half too late; case 1019 waits for an answer of the customer in between.
"""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of October 2026 in Lyon."""
    return datetime(2026, 10, day, hour, minute, tzinfo=PARIS)


OUTAGES = [
    ("payments-app", at(4, 22, 30), at(4, 23, 45), "maintenance"),
    ("link-a", at(13), at(13, 9), ""),
    ("link-b", at(13, 2), at(13, 9), ""),
    ("payments-app", at(18, 22), at(19, 1), "maintenance"),
    ("orders-db", at(22, 14), at(22, 14, 20), ""),
    ("workplace", at(27, 9), at(27, 9, 45), ""),
]
EXCLUSIONS = [
    ("maintenance", at(4, 22), at(5), "payments-app", datetime(2026, 9, 24, 9, tzinfo=PARIS)),
    ("maintenance", at(18, 22), at(19, 1), "payments-app", at(15, 9)),
]
PAYMENTS = ("payments", ["P1", "P2", "P3", "P2", "P1", "P3", "P2", "P3", "P1", "P3"])
WORKPLACE = ("workplace", ["P2", "P3", "P3", "P2", "P3", "P3", "P1", "P3", "P3", "P3"])
ANSWERED = {"P1": 6, "P2": 15, "P3": 45}
RESTORED = {"P1": 95, "P2": 200, "P3": 420}
"""Minutes from the report of a case, unless the story says otherwise."""
LATE = {"1018": 5 * 60 + 30}
SITES = ("lyon", "roanne")


def cases() -> list[tuple[object, ...]]:
    """Twenty cases, each logged on a working day at ten o'clock, or as the story says."""
    rows: list[tuple[object, ...]] = []
    for number in range(20):
        case, (service, urgencies) = str(1010 + number), PAYMENTS if number < 10 else WORKPLACE
        urgency = urgencies[number % 10]
        logged = at((1, 2, 5, 6, 7, 8, 9, 13, 14, 15, 16, 19, 20, 21, 22, 23, 26, 27, 28, 29)[number], 10)
        if case == "1014":
            logged = at(13, 2, 10)
        minutes = LATE.get(case, RESTORED[urgency])
        rows.append(
            (
                case,
                service,
                urgency,
                SITES[number % 2] if service == "workplace" else "",
                logged,
                logged + timedelta(minutes=ANSWERED[urgency]),
                logged + timedelta(minutes=ANSWERED[urgency] + 4),
                logged + timedelta(minutes=minutes),
                "",
                logged + timedelta(minutes=minutes - 60) if service == "workplace" else "",
            )
        )
    return rows


def counts() -> list[tuple[object, ...]]:
    """Requests and payments day by day: how many there were, and how many were too slow or failed."""
    rows: list[tuple[object, ...]] = []
    for day in range(1, 32):
        start, end = at(day), datetime(2026, 11, 1, tzinfo=PARIS) if day == 31 else at(day + 1)
        busy = 9_000 + 400 * (day % 7)
        failed = busy * 3 // 10 if day == 13 else busy // 125
        rows += [
            ("payments", "payment-success", start, end, busy, failed),
            ("payments", "latency", start, end, busy * 4, busy // 20),
            ("payments-app", "latency", start, end, busy * 4, busy // 50),
            ("orders-db", "latency", start, end, busy * 6, busy // 60),
            ("link-a", "latency", start, end, busy * 2, busy // 200),
            ("link-b", "latency", start, end, busy * 2, busy // 300),
        ]
    return rows


def write(table: str, columns: str, rows: list[tuple[object, ...]]) -> None:
    """A table as CSV; moments with their offset."""
    with (HERE / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split())
        for row in rows:
            writer.writerow([cell.isoformat() if isinstance(cell, datetime) else cell for cell in row])


if __name__ == "__main__":
    write("outages", "service start end reason", [*OUTAGES])
    write("exclusions", "reason start end service announced", [*EXCLUSIONS])
    write("cases", "case service urgency site logged answered assigned restored declared on-site", cases())
    write("states", "case reason start end", [("1019", "waiting-for-customer", at(15, 11), at(15, 13, 30))])
    write("counts", "service metric start end total bad", counts())
    figures = [("atelier-workplace/contentment", "2026-07-01", "4.4")]
    figures += [(f"{name}/data-loss", "2026-10-01", "0 min") for name in ("atelier-payments", "orders-db-ola")]
    write("figures", "objective start value", [*figures])
