"""Documents that come back: the same, other signs, another order, other words; in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

from sla_dsl.cli import main
from sla_dsl.documents.make import FORMATS, Maker
from sla_dsl.documents.painted import words_on
from sla_dsl.documents.returned import Form, UnreadableError, read_returned
from sla_dsl.documents.tree import Cell, Contract, Paragraph, Table, plain
from sla_dsl.documents.verify import Verified
from sla_dsl.text.redline import Redline

from .made import BOOKS, ROOT, workspace

NAME = "atelier-payments"
FOLDER = ROOT / "examples" / "atelier"
LANGUAGES = sorted(BOOKS)


@cache
def document(language: str) -> Contract:
    return Maker(NAME, language).document(workspace(FOLDER))


@cache
def sent(form: Form, language: str) -> bytes:
    return FORMATS[form](document(language), BOOKS[language])


def back(data: bytes, language: str = "en") -> Verified:
    return Maker(NAME, language).verified(workspace(FOLDER), data)


def marked(runs: Redline) -> list[tuple[str, str]]:
    return [(run.fate, run.text) for run in runs if run.fate != "same"]


def in_word(data: bytes, edit: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """A file of Word with an edited part."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, edit(text.decode()).encode() if name == part else text)
    return made.getvalue()


def edited(of: Contract, number: str, edit: Callable[[Cell], Cell]) -> Contract:
    """A document in which somebody wrote into the paragraph, or the last cell of the row, with a number."""

    def block(one: Paragraph | Table) -> Paragraph | Table:
        if one.number == number:
            return replace(one, text=edit(one.text))
        if isinstance(one, Table):
            rows = tuple(
                replace(row, cells=(*row.cells[:-1], edit(row.cells[-1]))) if row.number == number else row
                for row in one.rows
            )
            return replace(one, rows=rows)
        return one

    articles = tuple(replace(one, blocks=tuple(map(block, one.blocks))) for one in of.articles)
    assert articles != of.articles
    return replace(of, articles=articles)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_what_comes_back_as_it_was_is_the_same(form: Form, language: str) -> None:
    found = back(sent(form, language), language)
    assert (found.likeness, found.differences, found.signed, found.other) == ("same", (), (), "")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("number", ["1.1", "5.1.1", "7.1.2", "12.2", "A.1"])
def test_a_word_that_was_changed_by_hand_is_found_at_its_number(form: Form, number: str) -> None:
    def edit(cell: Cell) -> Cell:
        words = cell.read("kept").split(" ")
        return plain(" ".join([*words[:-1], "never", words[-1]]))

    found = back(FORMATS[form](edited(document("en"), number, edit), BOOKS["en"]))
    assert found.likeness == "substance"
    (one,) = found.differences
    assert one.place == number
    assert marked(one.runs) == [("added", "never ")] or [text.strip() for _fate, text in marked(one.runs)] == ["never"]


@pytest.mark.parametrize("form", FORMATS)
def test_an_article_that_was_taken_out_is_found(form: Form) -> None:
    of = document("en")
    less = replace(of, articles=tuple(one for one in of.articles if one.key != "article/duties"))
    found = back(FORMATS[form](less, BOOKS["en"]))
    assert found.likeness == "substance"
    struck = " ".join(text for one in found.differences for fate, text in marked(one.runs) if fate == "removed")
    assert "announce campaigns that double the traffic" in struck


SIGNS = {
    "spaces": ("\u00a0", " "),
    "quotation marks": ("“", '"'),
    "dashes": (" – ", " — "),
    "nothing between": ("promises", "pro\u00admises"),
}


@pytest.mark.parametrize("what", SIGNS)
def test_other_signs_are_typography(what: str) -> None:
    old, new = SIGNS[what]
    page = sent("html", "en").decode()
    assert old in page.partition("<body>")[2]
    head, body, rest = page.partition("<body>")
    assert back((head + body + rest.replace(old, new)).encode()).likeness == "typography"
    assert back(in_word(sent("docx", "en"), lambda text: text.replace(old, new))).likeness == "typography"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("99.2%", "99,2%"),
        ("€4,200.00", "€42,00.00"),
        ("must:", "MUST:"),
        ("the provider answers", "theprovider answers"),
        ("4\u00a0hours", "4²\u00a0hours"),
    ],
)
def test_signs_that_count_are_words(old: str, new: str) -> None:
    page = sent("html", "en").decode()
    assert old in page
    assert back(page.replace(old, new).encode()).likeness == "substance"


def test_an_article_in_another_place_is_moved_only() -> None:
    of = document("en")
    first, second, *others = of.articles
    turned = replace(of, articles=(second, first, *others))
    for form in ("html", "docx"):
        found = back(FORMATS[form](turned, BOOKS["en"]))
        assert found.likeness == "moved"
        assert found.differences != ()


def test_cells_that_changed_places_are_other_words() -> None:
    page = sent("html", "en").decode()
    (row_1,), (row_2,) = (re.findall(rf'<tr id="n7-1-{n}">.*?</tr>', page) for n in (1, 2))
    value_1, value_2 = (re.findall("<td>(.*?)</td>", row)[-1] for row in (row_1, row_2))
    swapped = page.replace(row_1, row_1.replace(value_1, value_2)).replace(row_2, row_2.replace(value_2, value_1))
    found = back(swapped.encode())
    assert found.likeness == "substance"
    assert [one.place for one in found.differences] == ["7.1.1", "7.1.2"]


def test_what_is_written_at_the_signatures_changes_nothing() -> None:
    page = sent("html", "en").decode()
    at = page.rindex("<td></td>")
    found = back((page[: at + 4] + "Lyon, signed by hand" + page[at + 4 :]).encode())
    assert (found.likeness, found.signed) == ("same", ("Lyon, signed by hand",))
    assert back(page.replace("Jo Lindqvist, head of it</td>", "</td>").encode()).likeness == "substance"


def test_tracked_changes_count_as_accepted_and_are_told() -> None:
    insert = '<w:ins w:id="1" w:author="x"><w:r><w:t xml:space="preserve">not </w:t></w:r></w:ins>'
    run = re.compile("<w:r><w:rPr/><w:t>French")
    found = back(in_word(sent("docx", "en"), lambda text: run.sub(lambda one: insert + one[0], text)))
    assert [marked(one.runs) for one in found.differences] == [[("added", "not ")]]
    assert found.notes == ("it has tracked changes: it is read as if all were accepted",)


@pytest.mark.parametrize(
    "edit",
    [
        lambda page: page.replace("</style>", ".item { display: none }</style>"),
        lambda page: page.replace("<main>", "<main><script>document.body.innerText = ''</script>"),
        lambda page: page.replace("<h1>", '<h1 style="color: #fff">'),
        lambda page: re.sub(r"(99\.2\s?%)", r"<s>\1</s>", page, count=1),
        lambda page: re.sub(r"(99\.2\s?%)", r"<details>\1</details>", page, count=1),
        lambda page: re.sub(r"(99\.2\s?%)", r"<font color='white'>\1</font>", page, count=1),
    ],
    ids=["style", "script", "attribute", "struck", "folded", "white"],
)
def test_a_page_that_looks_otherwise_is_not_the_same(edit: Callable[[str], str]) -> None:
    found = back(edit(sent("html", "en").decode()).encode())
    assert found.likeness == "substance"
    assert "what is seen may not be what is read here" in found.notes[-1]


@pytest.mark.parametrize(
    "property_",
    [
        *("<w:strike/>", "<w:dstrike/>", "<w:vanish/>", "<w:webHidden/>", '<w:sz w:val="2"/>', '<w:w w:val="1"/>'),
        *('<w:color w:val="FFFFFF"/>', '<w:color w:val="fefdfe"/>', '<w:highlight w:val="black"/>'),
        *('<w:shd w:val="clear" w:fill="000000"/>', '<w:fitText w:val="1"/>'),
    ],
)
def test_words_that_are_struck_or_hidden_in_word_are_not_the_same(property_: str) -> None:
    found = back(in_word(sent("docx", "en"), lambda text: text.replace("<w:rPr/>", f"<w:rPr>{property_}</w:rPr>", 1)))
    assert found.likeness == "substance"
    assert "what is seen may not be what is read here" in found.notes[-1]


def test_a_property_that_is_switched_off_or_a_style_that_hides() -> None:
    off = '<w:rPr><w:strike w:val="0"/></w:rPr>'
    assert back(in_word(sent("docx", "en"), lambda text: text.replace("<w:rPr/>", off, 1))).likeness == "same"
    hidden = "<w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    style = in_word(sent("docx", "en"), lambda text: text.replace("</w:style></w:styles>", hidden), "word/styles.xml")
    assert back(style).likeness == "substance"


WHITE = '<w:style w:type="character" w:styleId="white"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
BASED = '<w:style w:type="character" w:styleId="based"><w:basedOn w:val="white"/></w:style>'


@pytest.mark.parametrize("style", ["white", "based"])
def test_words_that_a_style_hides_in_word_are_not_the_same(style: str) -> None:
    def add(text: str) -> str:
        return text.replace("</w:styles>", f"{WHITE}{BASED}</w:styles>")

    unused = in_word(sent("docx", "en"), add, "word/styles.xml")
    assert back(unused).likeness == "same"
    styled = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>'
    assert back(in_word(unused, lambda text: text.replace("<w:rPr/>", styled, 1))).likeness == "substance"


@pytest.mark.parametrize(
    "drawn", ["<w:pict/>", "<w:drawing/>", '<w:sym w:font="Symbol" w:char="F031"/>', "<w:object/>"]
)
def test_what_is_drawn_in_word_is_not_the_same(drawn: str) -> None:
    run = re.compile("<w:r><w:rPr/><w:t>French")
    added = f"<w:r>{drawn}</w:r>"
    found = back(in_word(sent("docx", "en"), lambda text: run.sub(lambda one: added + one[0], text)))
    assert found.likeness == "substance"


def field(code: str, shown: str) -> str:
    """A field in pieces, as LibreOffice and Word write it."""
    begin, between, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
    said = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{begin}{said}{between}<w:r><w:t>{shown}</w:t></w:r>{end}"


def simple_field(code: str, shown: str) -> str:
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


@pytest.mark.parametrize("written", [field, simple_field])
@pytest.mark.parametrize(("code", "shown"), [("QUOTE not", "not"), ("PAGE", "not"), ("PAGE", "9"), ("", "9")])
def test_words_that_a_field_of_word_shows_are_not_the_same(
    written: Callable[[str, str], str], code: str, shown: str
) -> None:
    run = re.compile("<w:r><w:rPr/><w:t>French")
    found = back(in_word(sent("docx", "en"), lambda text: run.sub(lambda one: written(code, shown) + one[0], text)))
    assert found.likeness == "substance"


def test_numbers_of_pages_are_the_same_whatever_they_are_and_however_they_are_written() -> None:
    def edit(text: str) -> str:
        for code, shown in (("PAGE", "3"), ("NUMPAGES", "12")):
            text, times = re.subn(rf'<w:fldSimple w:instr="{code}".*?</w:fldSimple>', field(code, shown), text)
            assert times == 1
        return text

    assert back(in_word(sent("docx", "en"), edit, "word/footer1.xml")).likeness == "same"


@pytest.mark.parametrize("kind", ["StrikeOut", "Redact", "Square"])
def test_words_that_are_struck_or_covered_in_a_pdf_are_not_the_same(kind: str) -> None:
    writer, made = PdfWriter(clone_from=PdfReader(BytesIO(sent("pdf", "en")))), BytesIO()
    mark = {"/Type": "/Annot", "/Subtype": f"/{kind}"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in mark.items()})
    named[NameObject("/Rect")] = ArrayObject(map(NumberObject, (50, 500, 400, 600)))
    writer.add_annotation(1, named)
    writer.write(made)
    found = back(made.getvalue())
    assert found.likeness == "substance"
    assert "what is seen may not be what is read here" in found.notes[-1]


@pytest.mark.parametrize(
    ("creator", "pages", "likeness", "is_told"),
    [
        ("Writer", -1, "substance", True),
        ("Writer", None, "same", False),
        (None, -1, "substance", False),
    ],
)
def test_pages_that_another_program_laid_out_are_told(
    creator: str | None, pages: int | None, likeness: str, is_told: bool
) -> None:
    """A word processor that prints the file of Word breaks pages elsewhere, so that heads and feet stand elsewhere."""
    writer, made = PdfWriter(), BytesIO()
    reader = PdfReader(BytesIO(sent("pdf", "en")))
    for page in reader.pages[:pages]:
        writer.add_page(page)
    writer.add_metadata({**(reader.metadata or {}), **({"/Creator": creator} if creator else {})})
    writer.write(made)
    found = back(made.getvalue())
    assert found.likeness == likeness
    assert any("laid out by another program (Writer)" in note for note in found.notes) == is_told


def test_a_pdf_whose_day_nobody_can_read_is_verified_by_its_words() -> None:
    """LibreOffice 7.4.7.2 writes this where the clock is at UTC, and pypdf 7.1.1 refuses it."""
    writer, made = PdfWriter(clone_from=PdfReader(BytesIO(sent("pdf", "en")))), BytesIO()
    writer.add_metadata({"/CreationDate": "D:20261201064145Z'"})
    writer.write(made)
    assert back(made.getvalue()).likeness == "same"


def painted(page: int, content: str, *, first: bool = False) -> bytes:
    """The document as a PDF with more content on a page, over all that is there, or below it."""
    writer, made = PdfWriter(clone_from=PdfReader(BytesIO(sent("pdf", "en")))), BytesIO()
    of = writer.pages[page]
    contents = of.get_contents()
    assert contents is not None
    old = contents.get_data()
    contents.set_data(b"\n".join([content.encode(), old] if first else [b"q", old, b"Q", content.encode()]))
    of[NameObject("/Contents")] = writer._add_object(contents)
    picture = StreamObject()
    picture.set_data(bytes([255]))
    said = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceGray"}
    picture.update({NameObject(key): NameObject(value) for key, value in said.items()})
    numbers = {"/Width": 1, "/Height": 1, "/BitsPerComponent": 8}
    picture.update({NameObject(key): NumberObject(value) for key, value in numbers.items()})
    known = DictionaryObject({NameObject("/Im"): writer._add_object(picture)})
    of["/Resources"].get_object()[NameObject("/XObject")] = known  # type: ignore[index]  # it is a dictionary
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "1 g 50 400 400 200 re f",
        "0 g 50 400 400 200 re f",
        "q 400 0 0 200 50 400 cm /Im Do Q",
        "1 G 60 w 50 500 m 450 500 l S",
        "BT /F1 10 Tf 3 Tr (unseen) Tj ET",
        "1 1 1 rg BT /F1 10 Tf (white) Tj ET",
    ],
    ids=["white", "black", "picture", "line", "invisible", "white words"],
)
def test_what_is_painted_over_a_pdf_is_not_the_same(content: str) -> None:
    found = back(painted(0, content))
    assert found.likeness == "substance"
    assert "what is seen may not be what is read here" in found.notes[-1]


def test_white_words_in_the_place_of_those_that_were_sent_are_not_the_same() -> None:
    assert back(painted(0, "0 g", first=True)).likeness == "same"
    writer, made = PdfWriter(clone_from=PdfReader(BytesIO(sent("pdf", "en")))), BytesIO()
    contents = writer.pages[0].get_contents()
    assert contents is not None
    contents.set_data(re.sub(rb"\b0 scn", b"1 scn", contents.get_data(), count=1))
    writer.pages[0][NameObject("/Contents")] = writer._add_object(contents)
    writer.write(made)
    assert back(made.getvalue()).likeness == "substance"


def test_a_white_ground_and_a_picture_at_the_signatures_are_how_people_print_and_sign() -> None:
    ground = back(painted(0, "1 g 0 0 595 842 re f", first=True))
    assert (ground.likeness, ground.notes) == ("same", ())
    last = PdfReader(BytesIO(sent("pdf", "en"))).pages
    at, bottom = next(
        (number, box.bottom) for number, page in enumerate(last) for text, box in words_on(page) if text == "Signatures"
    )
    signed = back(painted(at, f"q 60 0 0 20 450 {bottom - 110} cm /Im Do Q"))
    assert (signed.likeness, signed.notes) == (
        "same",
        ("it has marks or pictures at the signatures, which cover no words",),
    )
    above = back(painted(at, f"q 60 0 0 20 450 {bottom + 60} cm /Im Do Q"))
    assert above.likeness == "substance"


def test_words_outside_of_every_block_and_in_other_parts_are_read() -> None:
    page = sent("html", "en").decode().replace("</main>", "</main>All this holds on Sundays only.")
    assert back(page.encode()).likeness == "substance"
    noted = in_word(
        sent("docx", "en"),
        lambda text: text.replace("</w:hdr>", "<w:p><w:r><w:t>void</w:t></w:r></w:p></w:hdr>"),
        "word/header1.xml",
    )
    assert back(noted).likeness == "substance"


def test_another_version_is_told_by_its_fingerprint() -> None:
    page = sent("html", "en").decode()
    other = page.replace(document("en").fingerprint, "f" * 64)
    found = back(other.encode())
    assert (found.likeness, found.other) == ("substance", "f" * 64)


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7 broken", b"PK\x03\x04broken", b"<html>\xff</html>"])
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_returned(data)


def test_the_terms_are_attached_to_the_pdf() -> None:
    (attached,) = PdfReader(BytesIO(sent("pdf", "fr"))).attachments["terms.json"]
    terms = json.loads(attached)
    assert (terms["schema"], terms["fingerprint"]) == ("sla.document/1", document("fr").fingerprint)
    assert "99,2" in terms["texts"]["7.1.1"][0]
    assert len(terms["texts"]) > 100


def test_the_command_says_how_a_file_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(FOLDER / "agreements")
    page = sent("html", "en").decode()
    out = ""
    for name, text, code, begins in (
        ("same", page, 0, "same: "),
        ("signs", page.replace("\u00a0", " "), 4, "typography: "),
        ("words", page.replace("French law", "Belgian law"), 1, "substance: "),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert main(["document", NAME, "--verify", str(tmp_path / name)]) == code
        out = capfdbinary.readouterr().out.decode()
        assert out.startswith(begins)
    assert "\n  12.2: 12.2 Law and venue. [-French-]{+Belgian+} law governs this agreement" in out
    (tmp_path / "picture").write_bytes(b"GIF89a")
    assert main(["document", NAME, "--verify", str(tmp_path / "picture")]) == 2
    assert main(["document", NAME, "--verify", str(tmp_path / "same"), "--keep-numbers"]) == 2
