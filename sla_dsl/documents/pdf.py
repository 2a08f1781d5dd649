"""Documents as PDF, of the kind that is kept (PDF/A-3a) and read aloud (PDF/UA-1)."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files

import typst

from .book import Book
from .layout import labels, numbered_title
from .tree import Cell, Contract, Table, UnsayableError


def pdf_document(document: Contract, book: Book) -> bytes:
    """A document as PDF; raises ``UnsayableError`` for letters that its font has not."""
    said = asdict(document)
    for article in said["articles"]:
        article["said-number"] = numbered_title(article["number"], book)
    said["plain-title"] = document.plain_title
    terms = terms_json(document)
    try:
        return typst.compile(
            files("sla_dsl.documents").joinpath("contract.typ").read_bytes(),
            sys_inputs={"data": json.dumps({"document": said, "say": labels(book), "terms": terms})},
            ignore_system_fonts=True,
            timestamp=0,
            pdf_standards=["a-3a", "ua-1"],
        )
    except typst.TypstError as error:
        raise UnsayableError(f"the PDF cannot be made: {error.message}") from error


def terms_json(document: Contract) -> str:
    """What a document says, by its numbers, for programs: it is attached to the PDF."""
    texts: dict[str, str | list[str] | list[list[str]]] = {}
    for article in document.articles:
        texts[article.number] = _read(article.title)
        for block in article.blocks:
            texts[block.number] = ": ".join(filter(None, (_read(block.title), _read(block.text))))
            if isinstance(block, Table) and block.binds:
                texts |= {row.number: list(map(_read, row.cells)) for row in block.rows}
            elif isinstance(block, Table):
                texts[f"{block.number} rows"] = [list(map(_read, row.cells)) for row in block.rows]
    content = {
        "schema": "sla.document/1",
        "agreement": document.name,
        "title": document.plain_title,
        "version": document.version,
        "language": document.language,
        "day": document.day,
        "fingerprint": document.fingerprint,
        "texts": texts,
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _read(cell: Cell) -> str:
    return cell.read("kept", "new")
