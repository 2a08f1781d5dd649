"""The windows of a report as a table: CSV, or Parquet with the extra `facts`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from ...facts.held import FactsReport
from ...facts.tables.engine import library
from .json import WindowObject, window_object

COLUMNS = (
    "objective",
    "start",
    "end",
    "state",
    "value",
    "value_exact",
    "low",
    "high",
    "measured_seconds",
    "down_seconds",
    "budget_left_seconds",
    "missed_from",
    "cases",
    "late",
    "worst",
)
"""The columns, which are the keys of ``sla.report/1``; what is not known is empty."""


def facts_report_csv(report: FactsReport) -> bytes:
    """A row for each window; lines end as RFC 4180 says."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(report))
    return out.getvalue().encode("utf-8", "replace")


def facts_report_parquet(report: FactsReport) -> bytes:
    """The same rows as a file of Parquet; all columns are text.  Raises ``MisreadError`` without the extra."""
    duckdb = library("duckdb", "DuckDB")
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        columns = ", ".join(f'"{name}" varchar' for name in COLUMNS)
        connection.execute(f"create table windows ({columns})")
        rows = [[cell or None for cell in row] for row in _rows(report)]
        if rows:
            connection.executemany(f"insert into windows values ({', '.join('?' * len(COLUMNS))})", rows)
        path = Path(folder) / "windows.parquet"
        connection.execute(f"copy windows to '{path.as_posix()}' (format parquet)")
        return path.read_bytes()


def _rows(report: FactsReport) -> Iterator[list[str]]:
    for one in report.windows:
        window: WindowObject = window_object(one)
        yield ["" if (cell := getattr(window, name)) is None else str(cell) for name in COLUMNS]
