"""Redlines: what is kept and new is the new document, what is kept and struck the old one, in every format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sla_dsl.compiler import compile_sources
from sla_dsl.documents.contract import contract_of
from sla_dsl.documents.html import html_document
from sla_dsl.documents.make import Maker
from sla_dsl.documents.numbering import numbers_in, with_numbers, with_references
from sla_dsl.documents.redline import compared, redline
from sla_dsl.documents.tree import Article, Cell, Contract, Paragraph, Row, Signing, Table, cells, plain, referring_to
from sla_dsl.documents.word import APART
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source
from sla_dsl.workspace import read_workspace

from ..examples import of_all
from .made import AS_OF, BOOKS, ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FILES = read_workspace(ROOT / "examples" / "atelier")
NAME = "atelier-payments"
LATENCY = "latency at most 400 ms in 97% of requests each calendar month"
LAST = "    | below 97%    | 25%    |\n"
DURABILITY = "  no promise of durability\n"
CLAUSE = '''\
  clause data "Personal data" """
  Norvia processes card data for Atelier Brun and nobody else, at {uptime}, until the end of the agreement.
  """
'''
EDITS = {
    "a figure": ("availability at least 99.2%", "availability at least 99.3%"),
    "a row less": (LAST, ""),
    "a row more": (LAST, f"{LAST}    | below 90%    | 40%    |\n"),
    "a cell": ("| P2      | 30 min ", "| P2      | 45 min "),
    "a promise less": (f'  objective speed "Answer of the payment page": {LATENCY}\n', ""),
    "words": ("French law governs this agreement", "Belgian law governs this agreement"),
    "a clause less": (CLAUSE, ""),
    "an article less": ("  no maintenance from 2026-11-25 to 2026-12-31\n", ""),
    "an article more": (DURABILITY, f'{DURABILITY}  suspends success while "an invoice is open"\n'),
    "a statement for others": ("no credit for success, speed, continuity", "no credit for success, continuity"),
    "a duty for all": ("5 business days ahead for speed", "5 business days ahead"),
    "a version": ("version 1.1.0\n  status signed", "version 1.2.0\n  status proposed"),
    "a signature less": ('  signed 2025-12-11 by "Jo Lindqvist" for atelier-brun\n', ""),
    "a calendar": ("open Mon-Fri 08:00-18:00", "open Mon-Sat 08:00-18:00"),
}
"""Changes of the workspace, each alone and all together."""


@cache
def edited(*names: str) -> Workspace:
    """The workspace of the examples after some edits."""
    sources = []
    for source in FILES.sources:
        text = source.text
        for name in names:
            text = text.replace(*EDITS[name])
        sources.append(Source(source.path, text))
    return compile_sources((*FILES.packs, *sources), FILES.lock, AS_OF, FILES.settings.horizon)


@cache
def versions(names: tuple[str, ...], language: str) -> tuple[Contract, Contract, Contract]:
    """The old document, the new one that keeps its numbers, and the redline of them."""
    book = BOOKS[language]
    repealed = book.say("repealed")
    old = with_numbers(contract_of(edited(), NAME, book, "a" * 64), {}, repealed)
    kept = numbers_in(old)
    new = with_numbers(contract_of(edited(*names), NAME, book, "b" * 64), kept, repealed)
    return with_references(old), with_references(new), with_references(redline(old, new), kept)


def shape(document: Contract, *marks: str) -> Iterator[object]:
    """What is read of a document if only runs and parts with these marks are there."""
    for article in document.articles:
        if article.mark in marks:
            yield article.number
            for block in article.blocks:
                if block.mark in marks:
                    yield block.number
                    if isinstance(block, Table):
                        yield [row.number for row in block.rows if row.mark in marks]
    for one in document.signings:
        if one.mark in marks:
            yield one.key
    yield "".join(cell.read(*marks) for cell in cells(document))  # type: ignore[arg-type]  # a document of Word


CASES = [*((name,) for name in EDITS), tuple(name for name in EDITS if name != "a row less")]
IN_WORD = [*(CASES[at] for at in (-1, 4)), ("a clause less",)]


def called(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else "all"


@pytest.mark.parametrize("names", CASES, ids=called)
def test_kept_and_new_is_the_new_document_and_kept_and_struck_the_old(names: tuple[str, ...]) -> None:
    old, new, red = versions(names, "en")
    assert [*shape(old, "kept")] != [*shape(new, "kept")]
    assert [*shape(red, "kept", "new")] == [*shape(new, "kept")]
    assert [*shape(red, "kept", "struck")] == [*shape(old, "kept")]


def test_an_agreement_that_did_not_change_has_no_marks() -> None:
    _old, _new, red = versions((), "en")
    marked = [cell for cell in cells(red) if cell.read("new", "struck")]
    assert all("a" * 64 in cell.read("struck") for cell in marked)


def test_what_changed_is_marked_and_not_what_was_renumbered() -> None:
    """Behind a promise that is gone all are renumbered, and nothing but what spoke of it is marked."""
    red = Maker(NAME, "en").document(edited("a promise less", "a statement for others", "a duty for all"), edited())
    struck = [cell.read("struck") for cell in cells(red) if "SHA" not in cell.read("kept")]
    assert [text for text in struck if text] == [
        "Latency",
        "A duration, measured each time, of requests, the lower, the better.",
        "Answer of the payment page – Latency",
        "at most 400\u00a0milliseconds, in 97% of requests",
        "in each calendar month",
        "“Answer of the payment page” (5.1.3), ",
        "ahead, for “Answer of the payment page” (5.1.3).",
    ]


@given(old=st.text("ab \n", max_size=12), new=st.text("ab \n", max_size=12))
@settings(max_examples=of_all(150))
def test_runs_lose_nothing(old: str, new: str) -> None:
    runs = compared(plain(old), plain(new))
    assert (runs.read("kept", "struck"), runs.read("kept", "new")) == (old, new)


def test_a_figure_is_struck_whole() -> None:
    runs = compared(plain("au plus 12\u202f345,00\u00a0€ par mois"), plain("au plus 12\u202f346,00\u00a0€ par mois"))
    assert runs.read("struck") == "12\u202f345,00\u00a0€"


def test_html_strikes_and_underlines() -> None:
    _old, _new, red = versions(("words",), "en")
    page = html_document(red, BOOKS["en"]).decode()
    assert "<del>French</del><ins>Belgian</ins> law governs" in page
    assert "Changes are marked" in page


# Word


def parts(data: bytes) -> Iterator[etree._Element]:
    """The texts of a file of Word: its body, and what stands on each page."""
    with ZipFile(BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                yield etree.fromstring(archive.read(name))


def settled(data: bytes, accept: bool) -> list[object]:
    """What is left of a file of Word if all tracked changes are accepted, or rejected."""
    stays, goes = (f"{W}ins", f"{W}del") if accept else (f"{W}del", f"{W}ins")
    found: list[object] = []
    for root in parts(data):
        for row in [*root.iter(f"{W}tr")]:
            if row.find(f"{W}trPr/{goes}") is not None:
                row.getparent().remove(row)
        for table in [*root.iter(f"{W}tbl")]:
            if table.find(f"{W}tr") is None:
                table.getparent().remove(table)
        for paragraph in [*root.iter(f"{W}p")]:
            if paragraph.find(f"{W}pPr/{W}rPr/{goes}") is not None:
                assert not "".join(text_of(paragraph, goes)).strip(), "a paragraph goes with all that is in it"
                paragraph.getparent().remove(paragraph)
        found += [["".join(text_of(one, goes)) for one in root.iter(f"{W}p")], len([*root.iter(f"{W}tr")])]
        assert not [tag for tag in root.iter(stays) if tag.get(f"{W}author") is None or tag.get(f"{W}date") is None]
    return found


def text_of(paragraph: etree._Element, goes: str) -> Iterator[str]:
    for text in paragraph.iter(f"{W}t", f"{W}delText", f"{W}br", f"{W}tab"):
        if not any(above.tag == goes for above in text.iterancestors()):
            yield (text.text or "").replace(APART, "") if text.tag in (f"{W}t", f"{W}delText") else "\n"


@pytest.mark.parametrize("language", BOOKS)
@pytest.mark.parametrize("names", IN_WORD, ids=lambda names: names[0] if len(names) == 1 else "all")
def test_word_accepts_to_the_new_document_and_rejects_to_the_old(names: tuple[str, ...], language: str) -> None:
    maker = Maker(NAME, language)
    old, new, red = (maker.render(one, "docx") for one in versions(names, language))
    assert settled(red, accept=True) == settled(new, accept=True)
    assert settled(red, accept=False) == settled(old, accept=True)
    assert settled(old, accept=True) == settled(old, accept=False)
    assert b"w:ins" in b"".join(etree.tostring(part) for part in parts(red))


def test_each_tracked_change_has_a_number_of_its_own() -> None:
    red = versions(CASES[-1], "en")[2]
    body = next(parts(Maker(NAME, "en").render(red, "docx")))
    numbers = [tag.get(f"{W}id") for tag in body.iter(f"{W}ins", f"{W}del")]
    assert len(numbers) == len(set(numbers)) > 10


def test_a_part_of_another_kind_is_struck_and_made_anew() -> None:
    def document(block: Paragraph | Table) -> Contract:
        base = versions((), "en")[0]
        article = Article("a", plain("A"), (block,), "1")
        return Contract(**{**{name: getattr(base, name) for name in base.__slots__}, "articles": (article,)})

    text = Paragraph("k", plain(""), plain("said"), "1.1")
    table = Table("k", plain(""), plain("told"), (plain("h"),), (Row("r", (plain("c"),), "1.1.1"),), (1,), True, "1.1")
    red = redline(document(text), document(table))
    assert [block.mark for block in red.articles[0].blocks] == ["struck", "new"]
    assert Signing("k", Cell(()), Cell(()), Cell(())).mark == "kept"


def test_a_reference_and_an_amount_are_struck_and_written_anew_as_a_whole() -> None:
    old = plain(f"See {referring_to('report/Monthly: all')}, due are 12\u00a0345,00\u00a0€ at once.")
    new = plain(f"See {referring_to('report/Weekly: all')}, due are 12\u00a0345,50\u00a0€ at once.")
    runs = compared(old, new).runs
    assert [run.text for run in runs if run.mark == "struck"] == [
        f"{referring_to('report/Monthly: all')},",
        "12\u00a0345,00\u00a0€",
    ]
