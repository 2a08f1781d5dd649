"""A PDF for keeping and for reading aloud, read back: what it declares, and that all that is painted is tagged.

A validator such as veraPDF is another program and is not run here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

from sla_dsl.documents.make import Maker
from sla_dsl.model.wordings import LANGUAGES

from .made import ROOT, workspace

ATELIER = workspace(ROOT / "examples" / "atelier")
PAINTS = {b"Tj", b"TJ", b"'", b'"', b"Do", b"S", b"s", b"f", b"F", b"f*", b"B", b"b", b"sh", b"EI"}
"""The operators that paint something."""


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request: pytest.FixtureRequest) -> tuple[str, Maker, Any]:
    maker = Maker("atelier-payments", request.param)
    data = maker.render(maker.document(ATELIER), "pdf")
    return request.param, maker, PdfReader(BytesIO(data))


def parts(node: Any) -> Iterator[Any]:
    """The elements of a structure tree, in the order in which they are read."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from parts(each)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from parts(node["/K"])


def test_it_says_its_language_its_title_and_its_kind(made: tuple[str, Maker, Any]) -> None:
    language, maker, pdf = made
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    said = set(re.findall(r"<pdf\w+:\w+>\w+", metadata))
    assert said >= {"<pdfaid:part>3", "<pdfaid:conformance>A", "<pdfuaid:part>1"}
    title = maker.document(ATELIER).plain_title
    assert title in metadata
    assert pdf.metadata is not None
    assert pdf.metadata.title == title


def test_its_colours_have_a_profile_and_its_fonts_are_in_it(made: tuple[str, Maker, Any]) -> None:
    _language, _maker, pdf = made
    intents = [one.get_object() for one in pdf.trailer["/Root"]["/OutputIntents"]]
    assert [(one["/S"], len(one["/DestOutputProfile"].get_object().get_data()) > 0) for one in intents] == [
        ("/GTS_PDFA1", True)
    ]
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert all({"/FontFile2", "/FontFile3"} & {*descriptor} for descriptor in inner)
    assert all("/ToUnicode" in font for font in fonts)


def test_its_terms_are_attached_as_their_source(made: tuple[str, Maker, Any]) -> None:
    _language, maker, pdf = made
    (attached,) = (one.get_object() for one in pdf.trailer["/Root"]["/AF"])
    assert attached["/AFRelationship"] == "/Source"
    terms = json.loads(pdf.attachments["terms.json"][0])
    assert terms["fingerprint"] == maker.document(ATELIER).fingerprint


def test_all_that_is_painted_is_tagged_or_said_to_be_no_content(made: tuple[str, Maker, Any]) -> None:
    _language, _maker, pdf = made
    for page in pdf.pages:
        depth = 0
        for _operands, operator in ContentStream(page.get_contents(), pdf).operations:
            depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
            assert depth > 0 or operator not in PAINTS
        assert page["/Tabs"] == "/S"


def test_its_tables_have_heads_and_its_pictures_none_without_words(made: tuple[str, Maker, Any]) -> None:
    _language, _maker, pdf = made
    kinds = Counter(part["/S"] for part in parts(pdf.trailer["/Root"]["/StructTreeRoot"]))
    assert kinds["/H1"]
    assert kinds["/Table"] == kinds["/THead"] == kinds["/TBody"] > 0
    assert kinds["/TH"] >= 2 * kinds["/Table"]
    figures = [part for part in parts(pdf.trailer["/Root"]["/StructTreeRoot"]) if part["/S"] == "/Figure"]
    assert all(part.get("/Alt") for part in figures)
