"""What needs the extra ``facts``: Parquet, workbooks, PostgreSQL, and whatever a ``select`` makes of records.

DuckDB gets and gives text alone: its readers would guess types, and take a local time for one of the session's zone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .formats import FactRecord, Read, cell_text
from .found import MisreadError, RowPlace

EXTRA = 'run `pip install "sla-dsl[facts]"`'
_MANY = 2000
"""How many rows are fetched at a time."""


def library(name: str, called: str) -> Any:
    """A library of the extra ``facts``; raises ``MisreadError`` if it is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        message = f"{called} is needed to read this, and is not installed"
        raise MisreadError(message, EXTRA, "facts/missing-library") from None


def parquet_records(path: Path, name: str) -> Read:
    """The records of a Parquet file; times with a zone become times in UTC."""
    duckdb = library("duckdb", "DuckDB")
    connection = _connection(duckdb)
    try:
        question = "select columns(*)::varchar from read_parquet(?, hive_partitioning = false)"
        answer = connection.execute(question, [str(path)])
        yield from _answered(connection, answer, RowPlace(name))
    except duckdb.Error as error:
        yield MisreadError(_first_line(error), "export it again", "facts/unreadable-file").at(RowPlace(name))
    finally:
        connection.close()


def workbook_records(path: Path, name: str, sheet: str | None) -> Read:
    """The records of a sheet of a workbook (XLSX): the first row that is not empty has the titles."""
    calamine = library("python_calamine", "python-calamine")
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        names: list[str] = book.sheet_names
        if sheet is None and len(names) != 1:
            listed = ", ".join(f"`{one}`" for one in names)
            message = f"the workbook has several sheets: {listed}"
            raise MisreadError(message, "write `sheet` in facts.toml", "facts/unreadable-file")
        rows = book.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    except (calamine.CalamineError, OSError) as error:
        yield MisreadError(f"this is no workbook that can be read: {error}", "", "facts/unreadable-file").at(
            RowPlace(name)
        )
        return
    heads: list[str] = []
    clocks = _columns_of_times(rows)
    for number, cells in enumerate(rows, start=1):
        texts = [
            f"{one.isoformat()} 00:00:00" if type(one) is date and column in clocks else cell_text(one)
            for column, one in enumerate(cells)
        ]
        if not any(texts):
            continue
        if heads:
            yield FactRecord(RowPlace(name, number), {h: c for h, c in zip(heads, texts, strict=False) if h})
        else:
            heads = texts


def _columns_of_times(rows: Iterable[Iterable[object]]) -> set[int]:
    """The columns in which moments stand: the library gives their midnights as days (``findings/`` shows it)."""
    return {column for row in rows for column, cell in enumerate(row) if isinstance(cell, datetime)}


def postgres_records(address: str, name: str, query: str) -> Read:
    """The answer of a PostgreSQL database, which is asked in a transaction that only reads."""
    psycopg = library("psycopg", "psycopg")
    try:
        with psycopg.connect(address, options="-c timezone=UTC") as connection:
            connection.read_only = True
            with connection.cursor(name="facts") as cursor:
                cursor.execute(query)
                heads = [one.name for one in cursor.description or ()]
                for number, cells in enumerate(cursor, start=1):
                    texts = (cell_text(one) for one in cells)
                    yield FactRecord(RowPlace(name, number), dict(zip(heads, texts, strict=True)))
    except psycopg.Error as error:
        yield MisreadError(_first_line(error), "correct the address or `query`", "facts/unreadable-file").at(
            RowPlace(name)
        )


# Selects


def selected(inputs: Mapping[str, Sequence[FactRecord]], select: str, place: RowPlace) -> Read:
    """What a ``select`` makes of records, which it sees as tables of text by their names.

    Each input has the columns ``file`` and ``row``; a row of the answer that has them says where it is from.
    """
    duckdb = library("duckdb", "DuckDB")
    connection = _connection(duckdb)
    try:
        statements = connection.extract_statements(select)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise MisreadError("`select` is one statement that only reads", "begin it with `select` or `with`")
        with TemporaryDirectory() as folder:
            for name, records in inputs.items():
                _load(connection, name, records, Path(folder))
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        answer = connection.execute(f"select columns(*)::varchar from ({_without_end(select)}\n)")
        yield from _answered(connection, answer, place)
    except MisreadError as error:
        yield error.at(place)
    except duckdb.Error as error:
        yield MisreadError(_first_line(error), _select_help(select), "facts/unreadable-select").at(place)
    finally:
        connection.close()


def _without_end(select: str) -> str:
    return select.strip().removesuffix(";")


def _select_help(select: str) -> str:
    word = re.search(r"\b(at|case|end)\b", re.sub(r'"[^"]*"', "", select), re.IGNORECASE)
    return f'write "{word[1]}" in quotes: DuckDB reserves the word' if word else "correct `select` in facts.toml"


def _connection(duckdb: Any) -> Any:
    settings = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    connection = duckdb.connect(config=settings)
    connection.execute("set timezone = 'UTC'")
    return connection


def _load(connection: Any, name: str, records: Iterable[FactRecord], folder: Path) -> None:
    """Loads records as a table, through lines of JSON whose columns are named, so that nothing is guessed."""
    path, columns = folder / f"{name}.jsonl", {"file": "VARCHAR", "row": "VARCHAR"}
    with path.open("w", encoding="utf-8") as lines:
        for record in records:
            columns |= dict.fromkeys(record.cells, "VARCHAR")
            said = {name: text for name, text in record.cells.items() if text}
            row = {"file": record.place.file, "row": str(record.place.row), **said}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    shape = ", ".join(f"{_quoted(one)}: 'VARCHAR'" for one in columns)
    read = f"read_json(?, format = 'newline_delimited', columns = {{{shape}}})"
    connection.execute(f"create table {_quoted(name)} as select * from {read}", [str(path)])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _answered(connection: Any, answer: Any, place: RowPlace) -> Iterator[FactRecord]:
    heads = [one[0] for one in answer.description]
    number = 0
    while rows := connection.fetchmany(_MANY):
        for cells in rows:
            number += 1
            texts = {head: (cell or "").strip() for head, cell in zip(heads, cells, strict=True)}
            file, row = texts.pop("file", ""), texts.pop("row", "")
            at = RowPlace(file, int(row)) if file and row.isdecimal() else RowPlace(place.file, number)
            yield FactRecord(at, texts)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
