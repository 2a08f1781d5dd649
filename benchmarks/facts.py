"""Facts by the million, side by side: the reduction in DuckDB, pandas, and libraries for business time.

Each runs in a process of its own, reads its facts from a file, and must find the same numbers, or nothing is measured.
``python -m benchmarks.facts`` runs all of it; by processor time, and by the most memory that a process had.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from sla_dsl.algebra.calendars import Almanac
from sla_dsl.facts.reduction import clocked, down_in_windows, slot_bits, sql_of, step_rows, telling_samples, window_rows
from sla_dsl.model.lock import Lock

from .measure import table

_FIRST = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
_YEAR, _DAY = 365 * 86400, 86400
_WINDOWS = [(_FIRST + n * 30 * _DAY, _FIRST + (n + 1) * 30 * _DAY) for n in range(12)]
_OFFICE = "calendar office { time zone UTC open Mon-Fri 08:00-18:00 }"
_MEGA = 1 << 20
Worked = Callable[[datetime, datetime], int]
"""How many seconds of business there are between two moments."""


def facts_report(outages: int, cases: int, sampled: int, samples: int) -> str:
    """So many outages against pandas, so many cases against libraries, which are given some of them; and samples."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, outages, cases)
        ours, theirs = _spent(folder, "outages-duckdb"), _spent(folder, "outages-pandas")
        clock = _spent(folder, f"cases-duckdb {sampled}")
        libraries = {name: _spent(folder, f"cases-{name} {sampled}") for name in LIBRARIES}
        probes = _spent(folder, f"samples-duckdb {samples}")
    if ours["found"] != theirs["found"] or any(one["found"] != clock["found"] for one in libraries.values()):
        raise AssertionError("the answers differ")
    ratios = [
        (f"{outages} outages in months, time", "pandas", ours["seconds"] / theirs["seconds"]),
        (f"{outages} outages in months, memory", "pandas", ours["memory"] / theirs["memory"]),
    ]
    ratios += [
        (
            f"{cases} cases with a calendar and pauses, time of each",
            name,
            (clock["seconds"] / cases) / (one["seconds"] / sampled),
        )
        for name, one in libraries.items()
    ]
    most = max(ours["memory"], clock["memory"]) / _MEGA
    heading = f"One run, processor time; the reduction had at most {most:.0f} MiB."
    heading += (
        f"\n{samples} probes in {probes['seconds']:.0f} s with at most {probes['memory'] / _MEGA:.0f} MiB: "
        f"{probes['found']['kept']} of them tell something."
    )
    digits = (f"| {a} | {b} | {ratio:.4f} |" for a, b, ratio in ratios)
    return "\n".join([heading, "", *table("task", "against", [])[:2], *digits])


def _write(folder: Path, outages: int, cases: int) -> None:
    """The facts as Parquet, and outages as arrays for pandas; they follow from their numbers alone."""
    import duckdb

    duckdb.sql(
        f"""copy (select ('s' || n * 7919 % 1000) as service, {_FIRST} + n * 104729 % {_YEAR} as since,
        {_FIRST} + n * 104729 % {_YEAR} + 30 + n * 31 % 900 as until from range({outages}) r(n))
        to '{folder / "outages.parquet"}'"""
    )
    duckdb.sql(
        f"""copy (select 'c' || n as case_, {_FIRST} + n * 7919 % {_YEAR} as since,
        {_FIRST} + n * 7919 % {_YEAR} + 600 + n * 104729 % 900000 as until from range({cases}) r(n))
        to '{folder / "cases.parquet"}'"""
    )
    # Each case waits for two hours, and every tenth of them once more before these are over.
    duckdb.sql(
        f"""copy (select case_ as service, cases.since + (cases.until - cases.since) // 3 + again as since,
        cases.since + (cases.until - cases.since) // 3 + again + 7200 as until
        from '{folder / "cases.parquet"}' cases, (values (0), (3600)) second(again)
        where again = 0 or case_[-1] = '0')
        to '{folder / "pauses.parquet"}'"""
    )


def _spent(folder: Path, what: str) -> dict[str, Any]:
    """What a task found in a process of its own, how long it took, and the most memory that it had."""
    asked = [sys.executable, "-m", "benchmarks.facts", str(folder), *what.split()]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _outages_duckdb(folder: Path) -> dict[str, int]:
    import duckdb

    connection = duckdb.connect(config={"temp_directory": str(folder / "spilled"), "memory_limit": "600MB"})
    connection.execute(f"create view outages as from '{folder / 'outages.parquet'}'")
    connection.execute("create table exclusions (service varchar, since bigint, until bigint)")
    connection.execute("create table windows (number bigint, since bigint, until bigint)")
    connection.executemany("insert into windows values (?, ?, ?)", window_rows(_WINDOWS))
    rows = connection.execute(sql_of(down_in_windows(), "duckdb")).fetchall()
    return {f"{service} {number}": seconds for service, number, seconds in rows}


def _outages_pandas(folder: Path) -> dict[str, int]:
    """Sorted once, merged by a running maximum in each service, cut to each window."""
    import pandas

    rows = pandas.read_parquet(folder / "outages.parquet")
    rows["service"] = rows["service"].astype("category")
    rows = rows.sort_values(["service", "since"], ignore_index=True)
    group = rows["service"].cat.codes
    latest = rows.groupby(group, sort=False)["until"].cummax()
    begins = (rows["since"] > latest.shift()) | (group != group.shift())
    island = begins.cumsum()
    merged = rows.groupby(island, sort=False).agg(service=("service", "first"), since=("since", "first"))
    merged["until"] = latest.groupby(island, sort=False).last()
    found: dict[str, int] = {}
    for number, (since, until) in enumerate(_WINDOWS):
        seconds = merged["until"].clip(upper=until) - merged["since"].clip(lower=since)
        total = seconds.clip(lower=0).groupby(merged["service"].astype(str)).sum()
        found |= {f"{service} {number}": int(one) for service, one in total.items() if one}
    return found


def _cases_duckdb(folder: Path, sampled: int) -> dict[str, int]:
    """All cases are clocked; what is compared of them is taken out."""
    import duckdb

    from sla_dsl.compiler import compile_sources
    from sla_dsl.text.source import Source

    almanac = Almanac(compile_sources([Source("a.sla", _OFFICE)], Lock(), date(2026, 1, 1)).calendars, {})
    connection = duckdb.connect()
    connection.execute(f"create view cases as from '{folder / 'cases.parquet'}'")
    connection.execute(f"create view pauses as from '{folder / 'pauses.parquet'}'")
    connection.execute("create table steps (slot bigint, since bigint, until bigint, before bigint)")
    span = (_FIRST - _DAY, _FIRST + 2 * _YEAR)
    openings = almanac.openings("office", *span)
    bits = slot_bits(openings)
    connection.execute(f"insert into steps values {', '.join(map(str, step_rows(openings, span, bits)))}")
    connection.execute(f"create table clocked as {sql_of(clocked(bits), 'duckdb')}")
    asked = f"select case_, seconds from clocked semi join (from cases limit {sampled}) using (case_)"
    return dict(connection.execute(asked).fetchall())


def _samples_duckdb(folder: Path, number: int) -> dict[str, int]:
    """Probes of a thousand services each minute, of which one in a thousand is bad: how many tell something."""
    import duckdb

    settings: dict[str, Any] = {
        "temp_directory": str(folder / "spilled"),
        "memory_limit": "1400MB",
        "preserve_insertion_order": False,
    }
    connection = duckdb.connect(config=settings)
    connection.execute(
        f"""copy (select 's' || n % 1000 as service, {_FIRST} + n // 1000 * 60 as "at",
        (n * 7919 % 1000 > 0)::bigint as ok from range({number}) r(n)) to '{folder / "samples.parquet"}'"""
    )
    connection.execute(f"create view samples as from '{folder / 'samples.parquet'}'")
    (found,) = connection.execute(f"select count(*) from ({sql_of(telling_samples(120), 'duckdb')})").fetchall()
    return {"kept": found[0]}


def _businesstimedelta() -> Worked:
    import businesstimedelta
    import pytz

    rule = businesstimedelta.WorkDayRule(
        start_time=time_of_day(8), end_time=time_of_day(18), working_days=[0, 1, 2, 3, 4], tz=pytz.utc
    )
    hours = businesstimedelta.Rules([rule])

    def worked(since: datetime, until: datetime) -> int:
        found = hours.difference(since, until)
        return int(found.hours * 3600 + found.seconds)

    return worked


def _worktimecalc() -> Worked:
    """The quickest of those that were tried: it adds up whole weeks, and knows one opening for each day of a week."""
    from worktimecalc.calc import WorkTimeCalculator

    hours = WorkTimeCalculator(time_of_day(8), time_of_day(18))

    def worked(since: datetime, until: datetime) -> int:
        return int(hours(since.replace(tzinfo=None), until.replace(tzinfo=None)).total_seconds())

    return worked


LIBRARIES = {"businesstimedelta": _businesstimedelta, "worktimecalc": _worktimecalc}


def _cases_of(library: str, folder: Path, sampled: int) -> tuple[dict[str, int], float]:
    """Some of the cases by a library: what was open while they lasted, less what was open while they waited.

    Its seconds are those of the library alone: neither the files nor the datetimes count that it is given.
    """
    import duckdb

    worked, found = LIBRARIES[library](), {}
    asked = f"""select cases.*, min(pauses.since), max(pauses.until)
    from (from '{folder / "cases.parquet"}' limit {sampled}) cases
    join '{folder / "pauses.parquet"}' pauses on service = case_ group by all"""
    rows = duckdb.connect().execute(asked).fetchall()
    given = [(case, *(datetime.fromtimestamp(one, UTC) for one in moments)) for case, *moments in rows]
    begin = process_time()
    for case, since, until, waits, goes_on in given:
        end = min(goes_on, until)
        found[case] = worked(since, until) - (worked(waits, end) if waits < end else 0)
    return found, process_time() - begin


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print(facts_report(outages=10_000_000, cases=1_000_000, sampled=20_000, samples=100_000_000))
    else:
        place, task = Path(sys.argv[1]), sys.argv[2]
        of_outages = {"outages-duckdb": _outages_duckdb, "outages-pandas": _outages_pandas}
        of_cases = {"cases-duckdb": _cases_duckdb, "samples-duckdb": _samples_duckdb}
        library = task.removeprefix("cases-")
        begin = process_time()
        if library in LIBRARIES:
            result, spent = _cases_of(library, place, int(sys.argv[3]))
        else:
            result = of_outages[task](place) if task in of_outages else of_cases[task](place, int(sys.argv[3]))
            spent = process_time() - begin
        print(json.dumps({"found": result, "seconds": spent, "memory": getrusage(RUSAGE_SELF).ru_maxrss * 1024}))
