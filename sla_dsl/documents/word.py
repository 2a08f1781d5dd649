"""Documents for Word and LibreOffice; what a redline marks are tracked changes, which can be accepted and rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from itertools import count, zip_longest
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from .book import Book
from .layout import labels, numbered_title
from .redline import marked
from .tree import Article, Cell, Contract, Paragraph, Row, RunMark, Signing, Table, plain

NUMBER_WIDTH = 18
WIDTH = 166
"""The width of the column of numbers (`10.12.10` on one line), and of the text, in millimetres."""
LONGEST_PROPERTY = 255
"""The most characters of a property of a file of Word."""
MOST_KEPT = 12
"""The rows of a table that is kept whole on the page of the signatures."""
_TAGS = {"new": "ins", "struck": "del"}
_LANGUAGES = {"en": "en-GB", "fr": "fr-FR"}
APART = "\u200b"
"""Stands between what is new at the end of a text and a text behind it that is new as a whole (or struck): LibreOffice
takes the two for one change, and rejects the line end between them as well.  It is a blank without width."""
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the earliest that it can say."""
_WATERMARK = (
    '<w:r {ns} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="watermark" type="#_x0000_t136"'
    ' style="position:absolute;width:420pt;height:140pt;rotation:315;z-index:-251658752;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    'mso-position-vertical-relative:margin" fillcolor="#f2dede" stroked="f"><v:textpath on="t"'
    ' style="font-family:&quot;Liberation Sans&quot;;font-size:1pt" string="{text}"/></v:shape></w:pict></w:r>'
)


def word_document(document: Contract, book: Book) -> bytes:
    """A document as a file of Word (Office Open XML)."""
    return _same_bytes(_Writer(document, book).written())


@dataclass
class _Writer:
    """Writes one document."""

    document: Contract
    book: Book
    out: Any = field(default_factory=docx.Document)
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def written(self) -> bytes:
        """The file, with the times of its parts as they come."""
        self._set_up()
        document, say = self.document, labels(self.book)
        self._paragraph(document.kind)
        self._paragraph(document.title, style="Title")
        for cell in (document.between, document.dated, document.status):
            if cell.runs:
                self._paragraph(cell, bold=cell is document.status)
        parts = [part for article in document.articles for part in (article, *article.blocks)]
        for part, following in zip_longest(parts, parts[1:]):
            written, said = (
                (self._heading(part), part.title) if isinstance(part, Article) else (self._item(part), part.text)
            )
            if isinstance(part, Table):
                self._table(part, say["number"], keep=following is None)
            elif following is not None and part.mark == "kept" != following.mark and said.ends(following.mark):
                written.add_run(APART)
        if document.signed.runs:
            self._signatures(say)
        self._pages(say)
        buffer = BytesIO()
        self.out.save(buffer)
        return buffer.getvalue()

    def _set_up(self) -> None:
        document, out = self.document, self.out
        properties, day = out.core_properties, datetime.fromisoformat(document.day)
        properties.title, properties.author = document.plain_title[:LONGEST_PROPERTY], ""
        properties.comments = document.fingerprint
        properties.language = _LANGUAGES.get(document.language, document.language)
        properties.created = properties.modified = day
        properties.last_modified_by = ""
        page = out.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(22)
        page.top_margin, page.bottom_margin = Mm(24), Mm(26)
        for language in out.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), properties.language)
        for name, size in (("Normal", 10), ("Heading 1", 12.5), ("Title", 19)):
            font = out.styles[name].font
            font.name, font.size, font.color.rgb = "Liberation Serif", Pt(size), RGBColor(0x11, 0x11, 0x11)
            fonts = out.styles[name].element.rPr.rFonts
            for theme in [key for key in fonts.attrib if "Theme" in key]:
                del fonts.attrib[theme]
        out.styles["Normal"].paragraph_format.space_after = Pt(4)

    # Texts

    def _tracked(self, mark: RunMark) -> Any:
        """The element that says that something is inserted or deleted, and when."""
        said = f'w:id="{next(self.ids)}" w:author="sla-dsl" w:date="{self.document.day}T00:00:00Z"'
        return parse_xml(f"<w:{_TAGS[mark]} {nsdecls('w')} {said}/>")

    def _runs(self, paragraph: Any, cell: Cell, bold: bool = False) -> None:
        """The runs of a text; those of a redline as tracked changes."""
        for one in cell.runs:
            run = paragraph.add_run(one.text)  # a line end becomes a break
            run.bold = bold or None
            if one.mark != "kept":
                tag = self._tracked(one.mark)
                run._r.addprevious(tag)
                tag.append(run._r)
                for text in run._r.findall(qn("w:t")) if one.mark == "struck" else ():
                    text.tag = qn("w:delText")

    def _paragraph(self, cell: Cell, style: str | None = None, bold: bool = False, mark: RunMark = "kept") -> Any:
        """A paragraph; one that is wholly new or struck goes when it is rejected or accepted."""
        paragraph = self.out.add_paragraph(style=style)
        self._mark_end(paragraph, mark)
        self._runs(paragraph, _as(cell, mark), bold)
        return paragraph

    def _mark_end(self, paragraph: Any, mark: RunMark) -> None:
        if mark != "kept":
            properties = paragraph._p.get_or_add_pPr()
            end = properties.find(qn("w:rPr"))
            if end is None:
                end = OxmlElement("w:rPr")
                properties.append(end)
            end.append(self._tracked(mark))

    def _heading(self, article: Article) -> Any:
        said = plain(f"{numbered_title(article.number, self.book)}\u2002")
        paragraph = self._paragraph(said, "Heading 1", mark=article.mark)
        self._runs(paragraph, article.title)
        return paragraph

    def _item(self, block: Paragraph | Table) -> Any:
        paragraph = self._paragraph(plain(f"{block.number}\t"), mark=block.mark)
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = Mm(NUMBER_WIDTH), Mm(-NUMBER_WIDTH)
        form.tab_stops.add_tab_stop(Mm(NUMBER_WIDTH))
        form.keep_with_next = isinstance(block, Table)
        if block.title.runs:
            self._runs(paragraph, block.title.followed_by(". "), bold=True)
        self._runs(paragraph, block.text)
        return paragraph

    # Tables

    def _table(self, table: Table, number: str, keep: bool) -> None:
        head = Row("", table.head, number, table.mark)
        total = WIDTH - (NUMBER_WIDTH if table.binds else 0)
        widths = [total * width / sum(table.widths) for width in table.widths]
        self._rows((head, *table.rows), [NUMBER_WIDTH, *widths] if table.binds else widths, table.binds, keep)
        end = self._paragraph(plain(""), mark=table.mark)  # two tables without it would be one
        end.paragraph_format.space_after = Pt(0)

    def _rows(self, rows: Sequence[Row], widths: Sequence[float], numbers: bool, keep: bool = False) -> None:
        """A table; one to ``keep`` stays with what follows, as much of it as can."""
        made = self.out.add_table(rows=0, cols=len(widths), style="Table Grid")
        made.autofit = False
        kept_from = (0 if len(rows) <= MOST_KEPT else len(rows) - 3) if keep else len(rows)
        for at, row in enumerate(rows):
            line = made.add_row()
            number = _as(plain(row.number), row.mark)
            for cell, text, width in zip(
                line.cells, (number, *row.cells) if numbers else row.cells, widths, strict=True
            ):
                cell.width = Mm(width)
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.keep_with_next = at >= kept_from or at == 0
                self._runs(paragraph, text, bold=at == 0)
            properties = line._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if at == 0:
                properties.append(OxmlElement("w:tblHeader"))
            if row.mark != "kept":
                properties.append(self._tracked(row.mark))
        for column, width in zip(made.columns, widths, strict=True):  # for LibreOffice; Word reads the cells
            column.width = Mm(width)

    def _signatures(self, say: dict[str, str]) -> None:
        for paragraph in self.out.paragraphs[-2:]:  # the last text stays with the signatures
            paragraph.paragraph_format.keep_with_next = True
        self.out.add_heading(say["signatures"], 1)
        self._paragraph(self.document.signed).paragraph_format.keep_with_next = True
        head = Row("", tuple(plain(say[key]) for key in ("name", "day", "line")))
        rows = [Row(one.key, (_both(one), one.day, plain("\n\n\n")), mark=one.mark) for one in self.document.signings]
        self._rows((head, *rows), [70, 36, 60], numbers=False, keep=True)

    # Every page

    def _pages(self, say: dict[str, str]) -> None:
        page = self.out.sections[0]
        top = page.header.paragraphs[0]
        top.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._runs(top, self.document.status)
        if self.document.watermark:
            top._p.append(parse_xml(_WATERMARK.format(ns=nsdecls("w"), text=self.document.watermark)))
        foot = page.footer.paragraphs[0]
        self._runs(foot, self.document.foot)
        number = page.footer.add_paragraph()
        number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        number.add_run(f"{say['page']} ")
        for code, behind in (("PAGE", f" {say['of']} "), ("NUMPAGES", "")):
            run = "<w:r><w:t>1</w:t></w:r>"
            number._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}">{run}</w:fldSimple>'))
            number.add_run(behind)
        for paragraph in (*page.header.paragraphs, *page.footer.paragraphs):
            for run in paragraph._p.iter(qn("w:r")):
                run.get_or_add_rPr().sz_val = Pt(7.5)


def _as(cell: Cell, mark: RunMark) -> Cell:
    """A text of the layout as it stands in a part that is new or struck."""
    return marked(cell, mark) if mark != "kept" else cell


def _both(one: Signing) -> Cell:
    """The party and the name of who signs, on two lines."""
    return Cell((*one.party.runs, *_as(plain("\n"), one.mark).runs, *one.name.runs))


def _same_bytes(data: bytes) -> bytes:
    """An archive with one time for all its files."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(ZipInfo(item.filename, _MOMENT), old.read(item), ZIP_DEFLATED)
    return made.getvalue()
