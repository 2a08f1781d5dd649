"""What is wrong with facts: a value for each row that cannot be read, with its file, row and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple


class RowPlace(NamedTuple):
    """Where a row stands: its file (POSIX, relative to the folder of facts), and its number there.

    In a text the number is that of the line on which the row begins; in a list of JSON, a workbook or the answer of a
    database it is that of the row, from 1.  It is 0 for what is about a whole file.
    """

    file: str
    row: int = 0

    @property
    def text(self) -> str:
        """The place as messages write it."""
        return f"{self.file}, row {self.row}" if self.row else self.file


@dataclass(frozen=True, slots=True)
class FactFinding:
    """One thing that is wrong with facts, or that must be said of them.

    ``rule`` is ``facts/bad-thing``, ``message`` one lower-case sentence, ``help`` the remedy.  An ``error`` means that
    the facts are not whole: something is there that could not be read, and that ``table`` may lack.  ``services`` are
    those that it may concern; without any it may concern all.
    """

    rule: str
    message: str
    place: RowPlace
    column: str = ""
    help: str = ""
    severity: Literal["error", "warning", "note"] = "error"
    table: str = ""
    services: frozenset[str] = frozenset()


class MisreadError(Exception):
    """A cell, a file or a setting that cannot be read: why, and what to do about it."""

    def __init__(self, message: str, help: str = "", rule: str = "facts/unreadable-row") -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.rule = rule

    def at(self, place: RowPlace, column: str = "") -> FactFinding:
        """The finding at a place."""
        return FactFinding(self.rule, self.message, place, column, self.help)
