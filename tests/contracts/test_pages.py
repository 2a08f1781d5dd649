"""Documents as PDF and for Word: all that is said, on every page what must be there, and the same bytes again."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from pypdf import PdfReader

from sla_dsl.documents.make import FORMATS, Maker
from sla_dsl.documents.tree import Contract, UnsayableError, cells
from sla_dsl.model.wordings import LANGUAGES
from sla_dsl.model.workspace import Workspace

from ..compiler.models import BASE, clean
from ..documents import compiled
from .made import ROOT, everything, workspace

ATELIER = workspace(ROOT / "examples" / "atelier")


def squeezed(text: str) -> str:
    """A text without blanks: where lines break is a matter of the page."""
    return re.sub(r"\s+|\u00ad", "", text)


def made(of: Workspace, name: str, language: str, form: str) -> tuple[Contract, bytes]:
    maker = Maker(name, language)
    document = maker.document(of)
    return document, maker.render(document, form)


def pdf_pages(data: bytes) -> list[str]:
    return [squeezed(page.extract_text()) for page in PdfReader(BytesIO(data)).pages]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_document_gives_the_same_bytes(form: str, language: str) -> None:
    maker = Maker("atelier-workplace", language)
    document = maker.document(ATELIER)
    assert maker.render(document, form) == maker.render(maker.document(ATELIER), form)


def test_nothing_in_a_file_of_word_tells_when_it_was_made() -> None:
    _document, data = made(ATELIER, "link-a-uc", "en", "docx")
    with ZipFile(BytesIO(data)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(BytesIO(data)).core_properties
    assert properties.created == properties.modified
    assert (properties.author, properties.last_modified_by) == ("", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_says_all_and_each_page_says_what_it_is_of(language: str) -> None:
    document, data = made(ATELIER, "atelier-payments", language, "pdf")
    pages = pdf_pages(data)
    whole = "".join(pages)
    foot, status = squeezed(document.foot.read("kept")), squeezed(document.status.read("kept"))
    assert len(pages) > 3
    assert [page for page in pages if foot not in page or status not in page] == []
    without = "".join(page.replace(foot, "") for page in pages)
    words = {word for cell in cells(document) for word in cell.read("kept").split()}
    assert [word for word in words if squeezed(word) not in whole] == []
    assert document.fingerprint in without


def test_nobody_signs_a_page_that_says_nothing() -> None:
    document, data = made(ATELIER, "atelier-payments", "en", "pdf")
    signed = squeezed(document.signed.read("kept"))
    page = next(page for page in pdf_pages(data) if "Signatures" in page)
    assert signed in page
    assert all(squeezed(one.name.read("kept")) in page for one in document.signings)


def test_a_draft_is_marked_on_each_page() -> None:
    draft = clean('sla a { provider norvia customer brun status draft clause c """' + "Words. \n\n" * 200 + '""" }')
    _document, data = made(draft, "a", "en", "pdf")
    pages = pdf_pages(data)
    assert len(pages) > 1
    assert [page for page in pages if "DRAFT" not in page] == []
    _document, word = made(draft, "a", "fr", "docx")
    assert b'string="PROJET"' in ZipFile(BytesIO(word)).read("word/header1.xml")


@pytest.mark.parametrize("sign", ["\x1f", "\ufffe", "\ue000", "\ud800"])
def test_a_sign_that_no_page_can_show_is_an_error(sign: str) -> None:
    spoilt = compiled(BASE, f'sla a {{ provider norvia customer brun clause c """a{sign}b""" }}')
    for form in FORMATS if "a" in spoilt.agreements else ():
        with pytest.raises(UnsayableError, match=f"U\\+{ord(sign):04X} cannot be printed"):
            made(spoilt, "a", "en", form)


@pytest.mark.parametrize("form", FORMATS)
def test_words_of_any_length_and_script_are_laid_out(form: str) -> None:
    title = "Ένα συμβόλαιο, договор & <more>, " * 60
    assert made(clean(f'sla a "{title}" {{ provider norvia customer brun }}'), "a", "en", form)[1]


@pytest.mark.parametrize("count", [1, 30, 3000])
def test_a_last_text_of_any_length_is_on_the_pages_to_its_end(count: int) -> None:
    words = " ".join(f"word{at}." for at in range(count))
    long = clean(f'sla a {{ provider norvia customer brun clause c """{words}""" }}')
    pages = pdf_pages(made(long, "a", "en", "pdf")[1])
    assert all(f"word{at}." in "".join(pages) for at in range(count))
    assert "Signature" in pages[-1]
    assert f"word{count - 1}." in pages[-1] or count > 1000


@pytest.mark.parametrize("form", FORMATS)
def test_the_whole_language_is_laid_out(form: str) -> None:
    for language in LANGUAGES:
        assert len(made(everything(), "everything", language, form)[1]) > 10_000


def test_letters_that_the_font_of_a_pdf_has_not_are_an_error() -> None:
    strange = clean('sla a "契約" { provider norvia customer brun }')
    with pytest.raises(UnsayableError, match="the PDF cannot be made"):
        made(strange, "a", "en", "pdf")


def test_a_file_of_word_says_all() -> None:
    document, data = made(ATELIER, "atelier-payments", "fr", "docx")
    with ZipFile(BytesIO(data)) as archive:
        xml = "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith("word/"))
    said = squeezed(re.sub(r"<[^>]+>", "", xml)).replace("&amp;", "&")
    lines = [line for cell in cells(document) for line in cell.read("kept").split("\n")]
    assert [line for line in lines if squeezed(line) not in said] == []
    assert xml.count("<w:tblHeader/>") == len(docx.Document(BytesIO(data)).tables)
    assert 'w:val="fr-FR"' in xml
