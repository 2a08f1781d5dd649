"""Workspaces, and the texts of the documents that are made of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from sla_dsl.compiler import compile_sources
from sla_dsl.documents.book import Book, read_book
from sla_dsl.documents.contract import contract_of
from sla_dsl.documents.numbering import with_numbers, with_references
from sla_dsl.documents.tree import Contract, cells
from sla_dsl.model.wordings import LANGUAGES
from sla_dsl.model.workspace import Workspace
from sla_dsl.workspace import read_workspace

from ..compiler.models import clean

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 24)
EVERYTHING = (ROOT / "tests" / "compiler" / "everything.sla").read_text(encoding="utf-8")
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").rglob("sla.toml"))
BOOKS: dict[str, Book] = {language: read_book(language) for language in LANGUAGES}


@cache
def workspace(folder: Path) -> Workspace:
    """The model of a folder, whatever is found in it."""
    files = read_workspace(folder)
    sources = (*files.packs, *files.sources)
    return compile_sources(sources, files.lock, AS_OF, files.settings.horizon, files.settings.currencies)


@cache
def everything(*more: str) -> Workspace:
    """An agreement with every statement of the language, beside further texts."""
    return clean(EVERYTHING, *more)


def numbered(workspace: Workspace, name: str, book: Book) -> Contract:
    """The document of an agreement, with numbers."""
    return with_references(with_numbers(contract_of(workspace, name, book, "0" * 64), {}, book.say("repealed")))


def text_of(document: Contract) -> tuple[object, ...]:
    """All that a reader of a document sees, but for its numbers and its fingerprint."""
    first = (document.version, document.day, document.watermark)
    return (*first, *(cell.read("kept", "new", "struck") for cell in cells(document)))
