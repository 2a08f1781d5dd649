"""Facts by the million, side by side: the reduction in DuckDB, pandas, and libraries for business time.

Each runs in a process of its own, reads its facts from a file, and must find the same numbers, or nothing is measured.
``python -m benchmarks.facts`` runs all of it; by processor time, and by the most memory that a process had.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from sla_dsl.algebra.calendars import Almanac
from sla_dsl.facts.reduction import (
    STEPS,
    clocked,
    down_in_windows,
    slot_bits,
    sql_of,
    step_rows,
    telling_samples,
    window_rows,
)
from sla_dsl.model.lock import Lock

from .business_time import CALENDARS, LIBRARIES, Hours
from .measure import table

_FIRST = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
_YEAR, _DAY = 365 * 86400, 86400
_WINDOWS = [(_FIRST + n * 30 * _DAY, _FIRST + (n + 1) * 30 * _DAY) for n in range(12)]
_MEGA = 1 << 20


def facts_report(outages: int, cases: int, sampled: int, samples: int) -> str:
    """So many outages against pandas, so many cases against libraries, which are given some of them; and samples."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, outages, cases)
        ours, theirs = _spent(folder, "outages-duckdb"), _spent(folder, "outages-pandas")
        clocks = [row for hours in CALENDARS for row in _clocks(folder, hours, cases, sampled)]
        probes = _spent(folder, f"samples-duckdb {samples}")
    if ours["found"] != theirs["found"]:
        raise AssertionError("the answers differ")
    ratios = [
        f"| {outages} outages in months, {what} | pandas | {ours[of] / theirs[of]:.4f} |"
        for what, of in (("time", "seconds"), ("memory", "memory"))
    ]
    heading = f"One run, processor time; the reduction of outages had at most {ours['memory'] / _MEGA:.0f} MiB."
    heading += (
        f"\n{samples} probes in {probes['seconds']:.0f} s with at most {probes['memory'] / _MEGA:.0f} MiB: "
        f"{probes['found']['kept']} of them tell something."
    )
    return "\n".join([heading, "", *table("task", "against", [])[:2], *ratios, "", *clocks])


def _clocks(folder: Path, hours: str, cases: int, sampled: int) -> list[str]:
    """How many times as quick each case is, by each library that gives the same seconds: of others, how many differ."""
    at_hand, whole = (_spent(folder, f"{task} {hours} {sampled}") for task in ("clocks-duckdb", "cases-duckdb"))
    each = (
        f"{one['seconds'] / cases * 1e6:.2f} microseconds each {how}"
        for one, how in zip((at_hand, whole), ("with all at hand", "from the files"), strict=True)
    )
    lines = [
        f"{cases} cases, {hours}: {', '.join(each)}.",
        "",
        "| against | all at hand | from the files |",
        "|---|--:|--:|",
    ]
    for name in LIBRARIES:
        one = _spent(folder, f"cases-{name} {hours} {sampled}")
        wrong = sum(one["found"][case] != seconds for case, seconds in at_hand["found"].items())
        if wrong or at_hand["found"] != whole["found"]:
            lines.append(f"| {name} | {wrong} of {sampled} answers differ | |")
            continue
        # What is found once (imports, its rules) is charged once, and all else for each of the cases.
        times = cases / sampled
        from_files = one["begun"] + (one["seconds"] - one["begun"]) * times
        ratios = one["called"] * times / at_hand["seconds"], from_files / whole["seconds"]
        lines.append(f"| {name} | {ratios[0]:.0f} | {ratios[1]:.0f} |")
    return [*lines, ""]


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


def _cases_duckdb(folder: Path, hours: Hours, sampled: int) -> dict[str, int]:
    """All cases are clocked, from their files; what is compared of them is taken out."""
    connection, clock = _clock(folder, hours, "view")
    connection.execute(clock)
    return _compared(connection, sampled)


def _clocks_duckdb(folder: Path, hours: Hours, sampled: int) -> tuple[dict[str, int], float]:
    """The same with all cases, and the statement, at hand; and how long it took."""
    connection, clock = _clock(folder, hours, "table")
    begin = process_time()
    connection.execute(clock)
    spent = process_time() - begin
    return _compared(connection, sampled), spent


def _clock(folder: Path, hours: Hours, kept: str) -> tuple[Any, str]:
    """A connection with the cases, as a table or as a view of their files, and the statement that clocks them."""
    import duckdb

    from sla_dsl.compiler import compile_sources
    from sla_dsl.text.source import Source

    compiled = compile_sources([Source("a.sla", hours.text)], Lock(), date(2026, 1, 1))
    assert not compiled.findings
    almanac = Almanac(compiled.calendars, {"FR": hours.holidays})
    connection = duckdb.connect()
    for name in ("cases", "pauses"):
        connection.execute(f"create {kept} {name} as from '{folder / name}.parquet'")
    span = (_FIRST - _DAY, _FIRST + _YEAR + 20 * _DAY)  # no case is longer than eleven days
    openings = almanac.openings("office", *span)
    bits = slot_bits(openings)
    columns = dict(zip(STEPS, map(list, zip(*step_rows(openings, span, bits), strict=True)), strict=True))
    given = ", ".join(
        f"unnest(${name}::bigint[]) as {name}" for name in columns
    )  # rows one by one take twenty times as long
    connection.execute(f"create table steps as select {given}", columns)
    return connection, f"create table clocked as {sql_of(clocked(bits), 'duckdb')}"


def _compared(connection: Any, sampled: int) -> dict[str, int]:
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


def _cases_of(library: str, folder: Path, hours: Hours, sampled: int) -> dict[str, Any]:
    """Some of the cases by a library: what was open while they lasted, less what was open while they waited.

    ``called`` are the seconds of the library alone, ``begun`` those of what it takes to begin, ``seconds`` all.
    """
    begin = process_time()
    import duckdb

    worked = LIBRARIES[library](hours)
    begun = process_time()
    asked = f"""select cases.*, min(pauses.since), max(pauses.until)
    from (from '{folder / "cases.parquet"}' limit {sampled}) cases
    join '{folder / "pauses.parquet"}' pauses on service = case_ group by all"""
    rows = duckdb.connect().execute(asked).fetchall()
    given = [(case, *(datetime.fromtimestamp(one, UTC) for one in moments)) for case, *moments in rows]
    called, found = process_time(), {}
    for case, since, until, waits, goes_on in given:
        end = min(goes_on, until)
        found[case] = worked(since, until) - (worked(waits, end) if waits < end else 0)
    end_ = process_time()
    return {"found": found, "called": end_ - called, "begun": begun - begin, "seconds": end_ - begin}


def _done(place: Path, task: str, given: Collection[str]) -> dict[str, Any]:
    """What a task found, and in how many seconds of the processor."""
    begin = process_time()
    match [task, *given]:
        case ["outages-duckdb"]:
            found = _outages_duckdb(place)
        case ["outages-pandas"]:
            found = _outages_pandas(place)
        case ["samples-duckdb", number]:
            found = _samples_duckdb(place, int(number))
        case ["cases-duckdb", hours, sampled]:
            found = _cases_duckdb(place, CALENDARS[hours], int(sampled))
        case ["clocks-duckdb", hours, sampled]:
            found, spent = _clocks_duckdb(place, CALENDARS[hours], int(sampled))
            return {"found": found, "seconds": spent}
        case _:
            hours, sampled = given
            return _cases_of(task.removeprefix("cases-"), place, CALENDARS[hours], int(sampled))
    return {"found": found, "seconds": process_time() - begin}


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print(facts_report(outages=10_000_000, cases=1_000_000, sampled=5_000, samples=100_000_000))
    else:
        _, folder, what, *more = sys.argv
        done = _done(Path(folder), what, more)
        print(json.dumps({**done, "memory": getrusage(RUSAGE_SELF).ru_maxrss * 1024}))
