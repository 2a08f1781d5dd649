"""Files to records of text: CSV, TSV, JSON, JSON lines and SQLite; what a file has is read as text, never guessed.

A record is what one row says, by the names of its columns; an empty cell is an empty text.  Parquet, workbooks,
PostgreSQL and everything with a ``select`` are read by ``engine.py``, which needs the extra ``facts``.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

from .found import FactFinding, MisreadError, RowPlace

JsonValue = Any
"""What JSON holds: nested lists and tables of texts, whole numbers, flags and nulls; other numbers are texts."""
SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}
"""The formats by the ends of the names of files."""
_LARGEST_CELL = 1 << 24
"""Characters of a cell; a quotation mark that is never closed would make one cell of the rest of the file."""


@dataclass(frozen=True, slots=True)
class FactRecord:
    """What a row says, as text, by the names of its columns."""

    place: RowPlace
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FactColumns:
    """The rows of a file that have the same titles: the number of each row, and the cells of each column."""

    file: str
    numbers: Sequence[int]
    cells: Mapping[str, Sequence[str]]

    def records(self) -> Iterator[FactRecord]:
        """The rows one by one."""
        for number, *cells in zip(self.numbers, *self.cells.values(), strict=True):
            yield FactRecord(RowPlace(self.file, number), dict(zip(self.cells, cells, strict=True)))


Read = Iterator[FactRecord | FactColumns | FactFinding]
"""Records, by themselves or in columns, and what could not be read of the file that they are in."""


def one_by_one(read: Iterable[FactRecord | FactColumns | FactFinding]) -> Iterator[FactRecord | FactFinding]:
    """All records by themselves."""
    for one in read:
        if isinstance(one, FactColumns):
            yield from one.records()
        else:
            yield one


def text_records(path: Path, name: str, form: str, delimiter: str | None = None) -> Read:
    """The records of a text file (``csv``, ``tsv``, ``json`` or ``jsonl``); ``name`` is what it is called in places."""
    try:
        text = decoded(path)
        if form in ("csv", "tsv"):
            yield from _separated(text, name, delimiter or ("\t" if form == "tsv" else ","))
        else:
            for place, data in json_records(text, name, form):
                yield as_record(place, data)
    except MisreadError as error:
        yield error.at(RowPlace(name))


def decoded(path: Path) -> str:
    """The text of a file in UTF-8 (or UTF-16 with its mark); raises ``MisreadError``."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MisreadError(f"this cannot be read: {error.strerror}", "", "facts/unreadable-file") from None
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        # The error counts from behind the mark.
        line = error.object.count(b"\n", 0, error.start) + 1
        raise MisreadError(
            f"byte {error.object[error.start]:02X} in line {line} is not {encoding.upper().removesuffix('-SIG')}",
            "export it in UTF-8",
            "facts/unreadable-file",
        ) from None


# Separated values


def _separated(text: str, name: str, delimiter: str) -> Read:
    if text.startswith("sep=") and "\n" in text:  # what Excel is told of the delimiter
        delimiter = text[4:5]
        text = "\n" + text.partition("\n")[2]
    csv.field_size_limit(_LARGEST_CELL)
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    heads: list[str] = []
    numbers: list[int] = []
    rows: list[list[str]] = []
    before = 0
    while True:
        try:
            cells = next(lines, None)
        except csv.Error as error:
            yield _columns(name, heads, numbers, rows)
            help_ = "close the quotes; a quote in quotes is written twice"
            yield MisreadError(f"from here on nothing can be read: {error}", help_, "facts/unreadable-file").at(
                RowPlace(name, before + 1)
            )
            return
        if cells is None:
            break
        number, before = before + 1, lines.line_num
        if not any(cells):
            continue
        if not heads:
            heads = [one.strip() for one in cells]
            _check_heads(heads, delimiter)
        elif len(cells) != len(heads):
            message = f"this row has {len(cells)} cells, and the titles are {len(heads)}"
            help_ = "correct the row; a cell with a separator stands in quotes"
            yield MisreadError(message, help_).at(RowPlace(name, number))
        else:
            numbers.append(number)
            rows.append(cells)
            if len(rows) == _AT_ONCE:
                yield _columns(name, heads, numbers, rows)
                numbers, rows = [], []
    if not heads:
        raise MisreadError("there is nothing in this file", "delete it, or export it again", "facts/unreadable-file")
    yield _columns(name, heads, numbers, rows)


_AT_ONCE = 10_000
"""As many rows are read at once."""


def _columns(name: str, heads: list[str], numbers: list[int], rows: list[list[str]]) -> FactColumns:
    columns = [[cell.strip() for cell in cells] for cells in zip(*rows, strict=True)] or [[] for _ in heads]
    return FactColumns(name, numbers, dict(zip(heads, columns, strict=True)))


def _check_heads(heads: list[str], delimiter: str) -> None:
    """Raises ``MisreadError`` for titles that are no titles."""
    other = next((one for one in ";\t,|" if one != delimiter and one in heads[0]), None)
    if len(heads) == 1 and other:
        help_ = f"write `delimiter = {json.dumps(other)}` beside `from` in facts.toml"
        raise MisreadError(f"cells are not separated by {json.dumps(delimiter)}", help_, "facts/unreadable-file")
    for head in heads:
        if not head or heads.count(head) > 1:
            what = f"two columns are called `{head}`" if head else "a column has no title"
            raise MisreadError(what, "give each column one title", "facts/unreadable-file")


# JSON


def json_records(text: str, name: str, form: str) -> Iterator[tuple[RowPlace, JsonValue]]:
    """What a text of JSON, or of a JSON value in each line, holds: a list item by item, else the whole."""
    if form == "jsonl":
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield RowPlace(name, number), _loaded(line, f"line {number}")
        return
    data = _loaded(text, "this")
    if isinstance(data, list):
        yield from ((RowPlace(name, number), one) for number, one in enumerate(data, start=1))
    else:
        yield RowPlace(name, 1), data


def _loaded(text: str, what: str) -> JsonValue:
    try:
        return json.loads(text, parse_float=str, parse_constant=str, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        message = f"{what} is no JSON: {error}"
        raise MisreadError(message, "export it again, whole", "facts/unreadable-file") from None


def _once(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def as_record(place: RowPlace, data: JsonValue) -> FactRecord | FactFinding:
    """An object of JSON as a record: what is nested stays JSON."""
    if not isinstance(data, dict):
        help_ = "a table is a list of objects; what is deeper inside is taken out by a `select`"
        return MisreadError("this is no object with names and values", help_).at(place)
    return FactRecord(place, {encodable(name): cell_text(value) for name, value in data.items()})


def encodable(text: str) -> str:
    """A text without the halves of characters that JSON can have, and no file."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def files_at(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder that fit a pattern, in order; raises ``MisreadError`` for what is no pattern."""
    try:
        return sorted(one for one in folder.glob(pattern) if one.is_file())
    except (NotImplementedError, ValueError, IndexError):
        message = f"`{pattern}` is no path below the folder of facts"
        raise MisreadError(message, "write it as exports/*.csv", "facts/wrong-setting") from None


def cell_text(value: object) -> str:
    """A value of JSON, of a workbook or of a database as the text of a cell; nothing for null."""
    match value:
        case None:
            return ""
        case str():
            return encodable(value.strip())
        case float() | Decimal() | UUID():
            return str(value)
        case datetime():
            return value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case bytes():
            return value.hex()
        case _:
            return json.dumps(value, ensure_ascii=False, default=str)


# SQLite


def sqlite_records(path: Path, name: str, query: str) -> Read:
    """The answer of an SQLite database, which is opened to be read only."""
    if not path.is_file():
        yield MisreadError("there is no such file", "", "facts/unreadable-file").at(RowPlace(name))
        return
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            answer = connection.execute(query)
            heads = [one[0] for one in answer.description or ()]
            for number, cells in enumerate(answer, start=1):
                yield FactRecord(RowPlace(name, number), _texts(heads, cells))
        finally:
            connection.close()
    except sqlite3.Error as error:
        yield MisreadError(f"the database says: {error}", "correct `query`", "facts/unreadable-file").at(RowPlace(name))


def _texts(heads: list[str], cells: tuple[Any, ...]) -> dict[str, str]:
    return {head: cell_text(cell) for head, cell in zip(heads, cells, strict=True)}
