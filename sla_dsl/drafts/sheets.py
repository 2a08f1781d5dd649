"""Tables of people: CSV and workbooks, as rows of cells."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

from ..facts.tables.formats import decoded
from ..facts.tables.found import MisreadError
from ..model.quantity import Quantity
from .draft import ImportFailedError

_LARGEST = 1 << 22
"""The bytes that a table may have: people wrote it."""


@dataclass(frozen=True)
class SheetCell:
    """A cell: its text, and the number, if a workbook stores it as one (99.9 % as 0.999)."""

    text: str
    number: Fraction | None = None


@dataclass(frozen=True)
class Sheet:
    """A table: what it is called, its titles, and its rows with their numbers (from 1) in the file."""

    origin: str
    titles: tuple[str, ...]
    rows: tuple[tuple[int, tuple[SheetCell, ...]], ...]


def read_sheet(path: Path, sheet: str | None = None) -> Sheet:
    """The table of a CSV file or of a sheet of a workbook; its first row that is not empty has the titles.

    Empty rows are left out, rows that are too short are filled up. Raises ``ImportFailedError``, and
    ``ModuleNotFoundError`` for a workbook without the library that reads it.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ImportFailedError(f"`{path}` cannot be read: {error.strerror}") from error
    if size > _LARGEST:
        raise ImportFailedError(f"`{path}` is larger than {_LARGEST >> 20} MiB: no table of targets is")
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"):
        origin, rows = _workbook(path, sheet)
    elif sheet is not None:
        raise ImportFailedError(f"`{path}` has no sheets", "leave `--sheet` out")
    else:
        origin, rows = f"`{path.name}`", _separated(path)
    filled = [(number, cells) for number, cells in enumerate(rows, start=1) if any(cell.text for cell in cells)]
    if len(filled) < 2:
        raise ImportFailedError(f"{origin} has no table: a row of titles, and rows below it")
    titles = tuple(cell.text for cell in filled[0][1])
    width = len(titles)
    empty = SheetCell("")
    wide = next((number for number, cells in filled[1:] if any(cell.text for cell in cells[width:])), None)
    if wide is not None:
        raise ImportFailedError(f"row {wide} of {origin} has more cells than there are titles")
    body = tuple((number, (*cells, *[empty] * width)[:width]) for number, cells in filled[1:])
    return Sheet(origin, titles, body)


def _separated(path: Path) -> list[list[SheetCell]]:
    """The rows of a text; what separates the cells is what separates the titles."""
    try:
        text = decoded(path)
    except MisreadError as error:
        raise ImportFailedError(f"`{path}`: {error.message}", error.help) from error
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max("\t;,|", key=first.count)
    try:
        rows = list(csv.reader(StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise ImportFailedError(f"`{path}` is no table: {error}") from error
    return [[SheetCell(" ".join(cell.split())) for cell in row] for row in rows]


def _workbook(path: Path, sheet: str | None) -> tuple[str, list[list[SheetCell]]]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        if sheet is None and len(names) != 1:
            listed = ", ".join(f"`{one}`" for one in names)
            raise ImportFailedError(f"`{path.name}` has several sheets: {listed}", "say which: `--sheet NAME`")
        rows = book.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    except (calamine.CalamineError, OSError) as error:
        raise ImportFailedError(f"`{path}` is no workbook that can be read: {error}") from error
    return f"sheet `{sheet or names[0]}` of `{path.name}`", [[_cell(value) for value in row] for row in rows]


def _cell(value: Any) -> SheetCell:
    """A cell of a workbook. A time of the clock is what Excel makes of a duration below a day."""
    if isinstance(value, bool) or value is None:
        return SheetCell("" if value is None else str(value).lower())
    if isinstance(value, int | float):
        number = Fraction(Decimal(repr(value)))
        return SheetCell(str(number.numerator if number.denominator == 1 else value), number)
    if isinstance(value, timedelta):
        return SheetCell(_duration(value))
    if isinstance(value, time):
        length = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        return SheetCell(_duration(length))
    if isinstance(value, date | datetime):
        return SheetCell(value.isoformat())
    return SheetCell(" ".join(str(value).split()))


def _duration(length: timedelta) -> str:
    return Quantity(amount=Fraction(length // timedelta(microseconds=1), 10**6), unit="s").text


def column(titles: Iterable[str], *words: str) -> int | None:
    """The first column whose title has one of these words."""
    return next(
        (at for at, title in enumerate(titles) if any(word in title.lower() for word in words)),
        None,
    )
