"""The tree of a document: articles, numbered texts and tables.  The renderers only lay it out.

A text may refer to a number that is given later, or that moves: ``referring_to`` puts a key into it, and ``resolved``
puts the number there.  So a text compares equal whatever its references are numbered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from unicodedata import category

_OPEN, _CLOSE = "\ue000", "\ue001"
_REFERENCE = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")

RunMark = Literal["kept", "new", "struck"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, and whether a redline keeps it, adds it or strikes it."""

    text: str
    mark: RunMark = "kept"


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A text as runs; a line end in it begins a new line."""

    runs: Runs

    def read(self, *marks: RunMark) -> str:
        """The text of the runs with one of these marks."""
        return "".join(run.text for run in self.runs if run.mark in marks)

    def ends(self, mark: RunMark) -> bool:
        """Whether the text ends with a run of a mark."""
        return bool(self.runs) and self.runs[-1].mark == mark

    def followed_by(self, text: str) -> Cell:
        """With a text behind it, which comes and goes with the whole; where only a part is changed, it stays."""
        marks = {run.mark for run in self.runs}
        return Cell((*self.runs, Run(text, marks.pop() if len(marks) == 1 else "kept")))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; its number stands in a column of its own, if it binds."""

    key: str
    cells: tuple[Cell, ...]
    number: str = ""
    mark: RunMark = "kept"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered text with a title that may be empty; ``gone`` if only its number is left."""

    key: str
    title: Cell
    text: Cell
    number: str = ""
    mark: RunMark = "kept"


@dataclass(frozen=True, slots=True)
class Table:
    """A table below a numbered text; ``widths`` are the relative widths of its columns, without that of the numbers.

    Rows of a table that ``binds`` have numbers.
    """

    key: str
    title: Cell
    text: Cell
    head: tuple[Cell, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    binds: bool = True
    number: str = ""
    mark: RunMark = "kept"


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Article:
    """An article or a schedule: its title and its blocks."""

    key: str
    title: Cell
    blocks: tuple[Block, ...]
    number: str = ""
    mark: RunMark = "kept"


@dataclass(frozen=True, slots=True)
class Signing:
    """The place where one signs: for which party, his name and role, and the day if it is signed."""

    key: str
    party: Cell
    name: Cell
    day: Cell
    mark: RunMark = "kept"


@dataclass(frozen=True, slots=True)
class Contract:
    """A document: what stands on its first page and what each page repeats, its articles and schedules, who signs.

    ``status`` and ``foot`` stand on each page; ``watermark`` lies across each page and is empty in a text to sign.
    ``day`` is an ISO date: the last day on which something in the document was signed, or the day of judgement.
    ``signed`` says what is signed, and stands with the signatures, so that nobody signs a page that says nothing; it is
    empty in what nobody signs.
    """

    language: str
    name: str
    version: str
    day: str
    fingerprint: str
    watermark: str
    kind: Cell
    title: Cell
    between: Cell
    dated: Cell
    status: Cell
    foot: Cell
    articles: tuple[Article, ...]
    signed: Cell
    signings: tuple[Signing, ...]
    redlined: bool = False

    @property
    def plain_title(self) -> str:
        """The title without what a redline strikes."""
        return self.title.read("kept", "new")


LINES = ("kind", "title", "between", "dated", "status", "foot", "signed")
"""The texts of a document besides its articles."""


def plain(text: str) -> Cell:
    """A text that no redline touches."""
    return Cell((Run(text),) if text else ())


def paired(old: Iterable[str], new: Iterable[str]) -> dict[str, str]:
    """For each new key the old key of the same thing: the same key, or else the next one of its family.

    A statement without a name has a key of its family and of what it is about, such as ``credit/none~uptime``. If what
    it is about changes, it is still the same statement.
    """
    before, after = list(old), list(new)
    found = {key: key for key in after if key in set(before)}
    left: dict[str, list[str]] = {}
    for key in before:
        if key not in found and "~" in key:
            left.setdefault(key.partition("~")[0], []).append(key)
    for key in after:
        if key not in found and left.get(key.partition("~")[0]):
            found[key] = left[key.partition("~")[0]].pop(0)
    return found


def is_schedule(key: str) -> bool:
    """Whether an article is a schedule, which has a letter."""
    return key.startswith("schedule/")


class UnsayableError(ValueError):
    """Something in an agreement cannot be said in a language, or cannot be printed."""


def own_words(text: str) -> str:
    """A text of an author; raises ``UnsayableError`` for a sign that no page can show."""
    for sign in text:
        if sign not in "\n\t" and category(sign) in ("Cc", "Cs", "Cn", "Co"):
            raise UnsayableError(f"U+{ord(sign):04X} cannot be printed: take it out of {text[:60]!a}")
    return text


def capital(text: str) -> str:
    """A text as the beginning of a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def referring_to(key: str) -> str:
    """A reference, which is resolved when the numbers are known."""
    return f"{_OPEN}{key}{_CLOSE}"


def resolved(text: str, number_of: Callable[[str], str]) -> str:
    """A text with the numbers of what it refers to."""
    return _REFERENCE.sub(lambda found: number_of(found[1]), text)


def cells(document: Contract) -> Iterator[Cell]:
    """All texts of a document, in order."""
    for name in LINES:
        yield getattr(document, name)
    for article in document.articles:
        yield article.title
        for block in article.blocks:
            yield from (block.title, block.text)
            if isinstance(block, Table):
                yield from block.head
                for row in block.rows:
                    yield from row.cells
    for one in document.signings:
        yield from (one.party, one.name, one.day)
