"""Documents as HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from sla_dsl.documents.contract import contract_of
from sla_dsl.documents.html import html_document
from sla_dsl.documents.numbering import with_references
from sla_dsl.documents.tree import Table, cells

from ..compiler.models import clean
from .made import BOOKS, ROOT, numbered, workspace

ATELIER = workspace(ROOT / "examples" / "atelier")
VOID = {"meta", "col", "br"}


class Reader(HTMLParser):
    """Reads a page: its texts, and whether each element is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.said.append(data)


def page(name: str, language: str) -> str:
    return html_document(numbered(ATELIER, name, BOOKS[language]), BOOKS[language]).decode()


@pytest.mark.parametrize("language", BOOKS)
@pytest.mark.parametrize("name", ["atelier-payments", "norvia-base", "link-a-uc"])
def test_a_page_has_every_text_and_number_of_its_document(name: str, language: str) -> None:
    document = numbered(ATELIER, name, BOOKS[language])
    read = Reader(page(name, language))
    assert read.open == []
    said = " ".join("".join(read.said).split())
    assert [cell for cell in cells(document) if " ".join(cell.read("kept").split()) not in said] == []
    assert [one.number for article in document.articles for one in article.blocks if one.number not in said] == []
    assert said.count(document.fingerprint) == 2
    assert document.status.read("kept") in said


def test_the_head_of_each_table_is_repeated_on_each_page() -> None:
    document = numbered(ATELIER, "atelier-payments", BOOKS["en"])
    tables = [block for article in document.articles for block in article.blocks if isinstance(block, Table)]
    assert page("atelier-payments", "en").count("<thead>") == len(tables) + 1
    assert "thead { display: table-header-group; }" in page("atelier-payments", "en")


def test_the_same_document_is_the_same_page() -> None:
    assert page("atelier-payments", "fr") == page("atelier-payments", "fr")


def test_an_authors_words_are_text() -> None:
    spoilt = clean('sla a "<b>A & B</b>" { provider norvia customer brun clause c """Say <script>.""" }')
    said = html_document(numbered(spoilt, "a", BOOKS["en"]), BOOKS["en"]).decode()
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in said
    assert "<script" not in said


def test_a_draft_is_marked_across_each_page_and_a_signed_text_is_not() -> None:
    draft = clean("sla a { provider norvia customer brun status draft }")
    said = html_document(numbered(draft, "a", BOOKS["fr"]), BOOKS["fr"]).decode()
    assert re.search(r'class="watermark".*PROJET', said)
    assert 'class="watermark"' not in page("atelier-payments", "fr")


def test_a_draft_of_a_signed_agreement_nowhere_says_that_it_is_signed() -> None:
    document = with_references(contract_of(ATELIER, "atelier-payments", BOOKS["en"], "", draft=True))
    texts = [cell.read("kept") for cell in cells(document)]
    assert "This agreement is signed." not in texts
    assert {"This text is a draft and binds nobody.", "Draft, not signed"} <= {*texts}


def test_a_page_takes_nothing_from_elsewhere() -> None:
    assert re.findall(r"(?:src|href|@import|url\()", page("atelier-payments", "en")) == []
