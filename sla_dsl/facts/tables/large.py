"""Samples that are too many to be read row by row: DuckDB keeps those that tell something.

Only what is plain is reduced: files with the columns ``service``, ``at`` and ``ok`` alone, every cell of which reads as
it would row by row.  Whatever is not plain is left to the reader of rows, who says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ...model.workspace import Workspace
from ..bounds import SECONDS_OF
from ..reduction import sql_of, telling_samples
from .cells import MICRO
from .found import RowPlace
from .names import KnownNames
from .rows import SampleRow

LARGE = 1 << 26
"""From how many bytes on samples are reduced: a million rows or so, which take half a minute to be read."""
COLUMNS = {"service", "at", "ok"}
_MEMORY = "1200MB"
"""How much memory the engine takes before it writes to a disk."""
_NO_GAP = 1 << 62
_MOMENT = r"(19[7-9]\d|20\d\d)-\d\d-\d\d[T ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d)"
_READ = f"""
create view read as
select ours, name is not null as is_known, epoch_us(try_cast(trim("at") as timestamptz)) as "at",
  (lower(trim(ok)) in ('true', '1'))::bigint as ok,
  coalesce(regexp_full_match(trim("at"), '{_MOMENT}'), false)
    and coalesce(lower(trim(ok)) in ('true', 'false', '1', '0'), false) as reads
from given left join names on name = trim(service)
"""
_ASKED = """
select count(*) filter (where not is_known or (ours is not null and (not reads or "at" is null))),
  count(*) filter (where is_known and ours is null), list(distinct ours)
from read
"""
_SAMPLES = 'create view samples as select ours as service, "at", ok from read where ours is not null'


@dataclass(frozen=True, slots=True)
class ReducedSamples:
    """The samples that are left, and how many rows were about nothing of ours."""

    rows: list[SampleRow]
    left_out: int


def is_large(paths: Sequence[Path]) -> bool:
    """Whether files of samples are to be reduced: they are large, and of one form that the engine reads."""
    forms = {path.suffix for path in paths}
    return len(forms) == 1 and forms <= {".csv", ".parquet"} and sum(one.stat().st_size for one in paths) >= LARGE


def reduced_samples(paths: Sequence[Path], place: RowPlace, names: KnownNames) -> ReducedSamples | None:
    """The samples of files that tell something; none if not all rows are plain, or if somebody counts them."""
    try:
        import duckdb
        import ibis  # noqa: F401 - the reduction is written with it
    except ModuleNotFoundError:
        return None
    with TemporaryDirectory() as spilled:
        connection = duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": spilled})
        try:
            connection.execute("set timezone = 'UTC'")
            connection.execute("set preserve_insertion_order = false")
            connection.execute("set enable_progress_bar = false")  # it would be printed into the report
            return _reduced(connection, paths, place, names)
        except duckdb.Error:  # what is wrong with it is told by the reader of rows
            return None
        finally:
            connection.close()


def _reduced(connection: Any, paths: Sequence[Path], place: RowPlace, names: KnownNames) -> ReducedSamples | None:
    listed = ", ".join("'" + str(one).replace("'", "''") + "'" for one in paths)
    if paths[0].suffix == ".csv":
        read = f"select * from read_csv([{listed}], all_varchar = true, header = true, delim = ',', quote = '\"')"
    else:
        read = f"select columns(*)::varchar from read_parquet([{listed}], hive_partitioning = false)"
    connection.execute(f"create view given as {read}")
    if {name for name, *_ in connection.execute("describe given").fetchall()} != COLUMNS:
        return None
    connection.execute("create table names (name varchar, ours varchar)")
    connection.executemany("insert into names values (?, ?)", list(_services(names)))
    connection.execute(_READ)
    ((wrong, left_out, services),) = connection.execute(_ASKED).fetchall()
    if wrong or {*(services or ())} & counted_services(names.workspace):
        return None
    connection.execute(_SAMPLES)
    found: dict[tuple[str, int], tuple[int, int | None]] = {}
    answer = connection.execute(sql_of(telling_samples(_gap(names.workspace)), "duckdb"))
    while rows := answer.fetchmany(10_000):
        for service, at, ok, since in rows:
            if (service, at) in found:  # two rows of one probe differ
                return None
            found[service, at] = (ok, since)
    told = sorted(found.items(), key=lambda one: (one[0][1], one[0][0]))
    return ReducedSamples(
        [SampleRow(place=place, service=name, at=at, ok=bool(ok), since=since) for (name, at), (ok, since) in told],
        left_out,
    )


def _services(names: KnownNames) -> Iterator[tuple[str, str | None]]:
    """Each name that stands for a service of ours, or for nothing of ours."""
    ours = names.of["service"]
    for name in {*ours, *names.others}:
        meant = names.ours(name)
        if meant is None or meant in ours:
            yield name, meant


def counted_services(workspace: Workspace) -> frozenset[str]:
    """The services whose probes somebody counts one by one: a promise of theirs is about no time, and no case."""
    found: set[str] = set()
    for agreement in workspace.agreements.values():
        for objective in agreement.objectives:
            metric = workspace.metrics[objective.metric]
            of_time = metric.unit == "percent" and metric.population == "time" and objective.statistic == "share"
            of_cases = metric.starts is not None and metric.stops is not None
            if not (of_time or of_cases or metric.population == "outages"):
                found.update(agreement.covers)
    return frozenset(found)


def _gap(workspace: Workspace) -> int:
    """More than how many microseconds between two probes somebody may take for a gap: twice the shortest interval."""
    intervals = [
        one.every.amount * SECONDS_OF[one.every.unit]
        for agreement in workspace.agreements.values()
        for objective in agreement.objectives
        for one in objective.counting.measured
        if one.every is not None and one.every.unit in SECONDS_OF
    ]
    return int(2 * min(intervals) * MICRO) if intervals else _NO_GAP
