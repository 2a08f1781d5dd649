"""Documents as PDF, of the kind that is kept (PDF/A-2a) and read aloud (PDF/UA-1)."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files

import typst

from .book import Book
from .layout import labels, numbered_title
from .tree import Contract, UnsayableError


def pdf_document(document: Contract, book: Book) -> bytes:
    """A document as PDF; raises ``UnsayableError`` for letters that its font has not."""
    said = asdict(document)
    for article in said["articles"]:
        article["said-number"] = numbered_title(article["number"], book)
    said["plain-title"] = document.plain_title
    try:
        return typst.compile(
            files("sla_dsl.documents").joinpath("contract.typ").read_bytes(),
            sys_inputs={"data": json.dumps({"document": said, "say": labels(book)})},
            ignore_system_fonts=True,
            timestamp=0,
            pdf_standards=["a-2a", "ua-1"],
        )
    except typst.TypstError as error:
        raise UnsayableError(f"the PDF cannot be made: {error.message}") from error
