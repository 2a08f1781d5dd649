"""Documents as HTML: one page without scripts and without anything from elsewhere, which prints as pages."""

from __future__ import annotations

from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from .book import Book
from .layout import labels, numbered_title
from .tree import Contract


def html_document(document: Contract, book: Book) -> bytes:
    """A document as a page of HTML in UTF-8."""
    environment = Environment(
        loader=PackageLoader("sla_dsl.documents", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lines"] = lambda text: escape(text).replace("\n", Markup("<br>"))
    environment.filters["css"] = _in_css
    page = environment.get_template("contract.html.j2")
    titled = partial(numbered_title, book=book)
    return page.render(document=document, say=labels(book), anchor=_anchor, titled=titled).encode()


def _anchor(number: str) -> str:
    return f"n{number.replace('.', '-')}"


def _in_css(text: str) -> Markup:
    """A text inside of a string of CSS."""
    return Markup("").join(c if c.isalnum() or c in " .,:-" else Markup(f"\\{ord(c):06x}") for c in text)
