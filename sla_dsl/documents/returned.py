"""Documents that came back: their words, unit by unit, as somebody reads them; nothing that they say is passed over."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Literal, NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree
from lxml.html import document_fromstring

from .painted import painted_on, words_on

Form = Literal["html", "pdf", "docx"]
_NUMBER = re.compile(r"(?:[1-9]\d*|[A-Z]+)(?:\.[1-9]\d*)+|[1-9]\d*|Schedule\s[A-Z]+|Annexe\s[A-Z]+")
_FINGERPRINT = re.compile(r"\b[0-9a-f]{64}\b")
_BLOCKS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "tr", "p", "li", "footer", "blockquote", "pre"))
_UNSHOWN = frozenset(("head", "style", "script", "template", "noscript"))
_PLAIN = _BLOCKS.union(
    ("html", "head", "meta", "title", "style", "script", "body", "header", "main", "section", "article", "div", "span"),
    ("br", "hr", "ul", "ol", "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "td", "th", "a"),
    ("b", "strong", "i", "em", "u", "mark", "ins"),
)
"""Elements of a page that show their words as they are read; others may strike, raise, fold or cover them."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAGE = re.compile(r"(?m)(^| )[^\W\d]+ \d+ [^\W\d]+ \d+$")
"""The number of a page at the end of a line: `Page 2 of 5`."""
_UNSEEN = tuple(f"{_W}{name}" for name in ("vanish", "webHidden", "specVanish", "strike", "dstrike"))
"""Properties of text in Word that hide or strike it."""
_PAGES = ("PAGE", "NUMPAGES")
"""Fields of Word that show the number of a page, and that of the last."""
_COVERING = tuple(
    f"{_W}{name}"
    for name in ("pict", "drawing", "object", "sym", "altChunk", "background", "shd", "highlight", "fitText", "w")
)
"""Elements of Word that paint, or that show something else than text."""
_STYLED = tuple(f"{_W}{name}" for name in ("pStyle", "rStyle", "tblStyle"))
_LIGHT = re.compile("(?:F[0-9A-F]){3}", re.IGNORECASE)
"""A colour of words that are hardly seen on white paper."""
_SMALLEST = 8
"""Text of fewer half points is not seen."""
LARGEST = 50 * 1024 * 1024
"""The most bytes of a file that is read, and of each part of one that is packed."""


class UnreadableError(ValueError):
    """A file that is no document, or one that cannot be read; the message says why."""


class Unit(NamedTuple):
    """A text or a row with the number at its beginning; without one it belongs to the last number before it."""

    place: str
    text: str


@dataclass(frozen=True)
class Returned:
    """The words of a document: its units, those behind the heading of the signatures apart from the rest.

    ``language`` and ``day`` are what it says of itself, ``fingerprints`` all that stand in it. ``looks`` is what
    else decides on what is seen (the styles and scripts of a page, words that are struck or hidden); ``notes`` are what
    a reader must know of it; ``program`` is what laid out the pages of a PDF.
    """

    form: Form
    language: str
    day: date | None
    units: tuple[Unit, ...]
    looks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    program: str = ""

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """The fingerprints that stand in it, each once."""
        found = (each for unit in self.units for each in _FINGERPRINT.findall(unit.text.replace(" ", "")))
        return tuple(dict.fromkeys(found))


def read_returned(data: bytes, numbers: Collection[str] = (), signatures: str = "") -> Returned:
    """The words of a file in one of the formats; raises ``UnreadableError``.

    ``numbers`` are those of the document that it is held against: a PDF has lines only, and a line that begins with
    one of them begins a unit.  ``signatures`` is its heading behind which a PDF may have marks of a pen, or pictures.
    """
    if len(data) > LARGEST:
        raise UnreadableError("it is larger than 50 MiB")
    if data.startswith(b"%PDF-"):
        return _pdf(data, numbers, signatures)
    if data.startswith(b"PK\x03\x04"):
        return _word(data)
    if b"<html" in data[:2000].lower():
        return _html(data)
    raise UnreadableError("it is neither PDF nor Word (.docx) nor HTML")


def _units(texts: Iterator[str]) -> tuple[Unit, ...]:
    """Texts as units; one without a number has that of the last one before it."""
    found: list[Unit] = []
    place = ""
    for text in map(str.strip, texts):
        if text:
            begins = _NUMBER.match(text)
            alone = begins and (begins.end() == len(text) or text[begins.end()].isspace())
            place = begins[0].replace("\xa0", " ") if begins and alone else place
            found.append(Unit(place, text))
    return tuple(found)


def _day(text: str) -> date | None:
    """An ISO date; none for any other text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# HTML


def _html(data: bytes) -> Returned:
    try:
        root = document_fromstring(data.decode("utf-8"))
    except (UnicodeDecodeError, etree.LxmlError, ValueError) as error:
        raise UnreadableError("it is no page of HTML in UTF-8") from error
    texts: list[list[str]] = [[]]
    _walk(root, texts)
    day = root.xpath("string(//meta[@name='terms-day']/@content)")
    looks = [each.text_content() for each in root.iter("style", "script")]
    looks += [f'{each.tag} {name}="{value}"' for each in root.iter() for name, value in _acting(each)]
    looks += [each.tag for each in root.iter() if isinstance(each.tag, str) and each.tag not in _PLAIN]
    units = _units("".join(text) for text in texts)
    return Returned("html", root.get("lang") or "", _day(str(day)), units, tuple(looks))


def _acting(element: Any) -> Iterator[tuple[str, str]]:
    """The attributes of an element that change what is seen, or that run."""
    if isinstance(element.tag, str):
        for name, value in element.attrib.items():
            if name in ("style", "class", "hidden", "src", "srcdoc", "href") or name.startswith("on"):
                yield name, value


def _walk(element: Any, texts: list[list[str]]) -> None:
    """The texts of an element, each block and all that stands between blocks."""
    if not isinstance(element.tag, str) or element.tag in _UNSHOWN or element.get("aria-hidden") == "true":
        return
    is_block = element.tag in _BLOCKS or "item" in (element.get("class") or "").split()
    inside = any(each.tag == "tr" or "item" in (each.get("class") or "").split() for each in element.iterancestors())
    if is_block and not inside:
        texts.append([])
    texts[-1].append(element.text or "")
    for child in element:
        if child.tag in ("br", "td", "th", "div", "p", "span"):
            texts[-1].append(" ")
        _walk(child, texts)
        if child.tag in ("td", "th", "div", "p"):
            texts[-1].append(" ")
        texts[-1].append(child.tail or "")
    if is_block and not inside:
        texts.append([])


# Word


def _word(data: bytes) -> Returned:
    try:
        with ZipFile(BytesIO(data)) as archive:
            if any(each.file_size > LARGEST for each in archive.infolist()):
                raise UnreadableError("a part of it is larger than 50 MiB")
            parts = {name: _xml(archive.read(name)) for name in archive.namelist() if _has_text(name)}
    except (BadZipFile, etree.LxmlError, KeyError, RuntimeError, NotImplementedError) as error:
        raise UnreadableError("it is no file of Word") from error
    main = parts.pop("word/document.xml", None)
    if main is None:
        raise UnreadableError("it is no file of Word")
    core, styles = parts.pop("docProps/core.xml", None), parts.pop("word/styles.xml", None)
    looks = [look for part in (main, *parts.values()) for look in (*_unseen(part), *_faint(part))]
    looks += _of_styles(styles, (main, *parts.values())) if styles is not None else ()
    looks += [look for part in (main, *parts.values()) for look in _settle_fields(part)]
    notes = ["it has tracked changes: it is read as if all were accepted"] if _tracked(main) else []
    notes += ["it has comments, which are read as a part of it"] if "word/comments.xml" in parts else []
    texts = list(_paragraphs(main))
    for _name, part in sorted(parts.items()):
        texts += _paragraphs(part)
    language = _of_core(core, "language")[:2]
    return Returned(
        "docx", language, _day(_of_core(core, "created")[:10]), _units(iter(texts)), tuple(looks), tuple(notes)
    )


def _unseen(part: Any) -> Iterator[str]:
    """What hides or strikes words in a part of a file of Word, or in its styles."""
    for one in part.iter(*_UNSEEN):
        if one.get(f"{_W}val") not in ("0", "false", "off"):
            yield one.tag.removeprefix(_W)


def _faint(part: Any) -> Iterator[str]:
    """White and tiny words in a part of a file of Word; grounds, pictures and signs that may cover or replace words."""
    for one in part.iter(f"{_W}color", f"{_W}sz"):
        value = one.get(f"{_W}val") or ""
        is_light = one.tag == f"{_W}color" and _LIGHT.fullmatch(value)
        if is_light or (one.tag == f"{_W}sz" and value.isdecimal() and int(value) < _SMALLEST):
            yield f"{one.tag.removeprefix(_W)} {value}"
    yield from (one.tag.removeprefix(_W) for one in part.iter(*_COVERING))


def _of_styles(styles: Any, parts: Collection[Any]) -> Iterator[str]:
    """The looks of words by the styles that they have: of a template, most styles are those of no word."""
    known = {one.get(f"{_W}styleId"): one for one in styles.iter(f"{_W}style")}
    left = [one.get(f"{_W}val") for part in parts for one in part.iter(*_STYLED)]
    left += [name for name, one in known.items() if one.get(f"{_W}default") in ("1", "true", "on")]
    used = dict[Any, None]()
    while left:
        name = left.pop()
        if name in known and name not in used:
            used[name] = None
            left += [one.get(f"{_W}val") for one in known[name].iter(f"{_W}basedOn", f"{_W}link")]
    for one in (*styles.iter(f"{_W}docDefaults"), *(known[name] for name in used)):
        yield from _faint(one)
    yield from _unseen(styles)


def _xml(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _has_text(name: str) -> bool:
    """Whether a part of a file of Word has words that are read, or says how they look or when it was made."""
    own = re.fullmatch(r"word/(document|(header|footer)\d*|footnotes|endnotes|comments|styles)\.xml", name)
    return bool(own) or name == "docProps/core.xml"


def _of_core(core: Any, name: str) -> str:
    found = core.xpath(f"string(//*[local-name()='{name}'])") if core is not None else ""
    return str(found)


def _tracked(main: Any) -> bool:
    return next(main.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"), None) is not None


def _settle_fields(part: Any) -> Iterator[str]:
    """Puts a sign in the place of each number of a page, which is never the same; tells the kinds of other fields.

    What they show may be otherwise when the file is next opened.  LibreOffice and Word write a field in pieces.
    """
    for one in [*part.iter(f"{_W}fldSimple")]:
        yield from _settled(one.get(f"{_W}instr") or "", [*one.iter(f"{_W}t")])
    for paragraph in part.iter(f"{_W}p"):
        code, shown, depth = "", list[Any](), 0
        for one in paragraph.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}t"):
            kind = one.get(f"{_W}fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            if kind == "begin" and depth == 1:
                code, shown = "", []
            elif kind == "end" and depth == 0:
                yield from _settled(code, shown)
            elif depth and one.tag == f"{_W}instrText":
                code += one.text or ""
            elif depth and one.tag == f"{_W}t":
                shown.append(one)
        if depth:
            yield "field"


def _settled(code: str, shown: Sequence[Any]) -> Iterator[str]:
    """Puts a sign in the place of what a field shows, if that is the number of a page; tells its kind if it is not."""
    kind = next(iter(code.split()), "").upper()
    if kind in _PAGES and shown and "".join(one.text or "" for one in shown).strip().isdecimal():
        for number, one in enumerate(shown):
            one.text = "" if number else f"#{kind}"
    else:
        yield f"field {kind}"


def _paragraphs(element: Any) -> Iterator[str]:
    """The texts of a part: each paragraph outside of tables, and each row."""
    for child in element:
        if child.tag == f"{_W}tr":
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield " ".join(" ".join(_paragraphs(cell)) for cell in child)
        elif child.tag == f"{_W}p":
            yield "".join(_runs(child))
        elif child.tag not in (f"{_W}del", f"{_W}moveFrom"):
            yield from _paragraphs(child)


def _runs(element: Any) -> Iterator[str]:
    """The words of a paragraph as they are if all changes are accepted."""
    for child in element:
        if child.tag in (f"{_W}t", f"{_W}delText"):
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{_W}p":  # a box of text inside of the paragraph
            yield " "
            yield from _runs(child)
        elif child.tag not in (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText"):
            yield from _runs(child)


# PDF


def _created(reader: Any) -> date | None:
    """The day on which a PDF says that it was made; none if it says none, or in another form than it should."""
    try:
        made = reader.metadata.creation_date if reader.metadata else None
    except ValueError:  # LibreOffice writes `Z'` where the offset is none
        return None
    return made.date() if made else None


def _painted(pages: Sequence[Any], signatures: str) -> tuple[list[str], list[str]]:
    """The paint that may cover words or show others, and the marks at the signatures, which do not."""
    looks, marks = list[str](), list[str]()
    words = [list(words_on(page)) for page in pages]
    headings = [(at, -box.bottom) for at, said in enumerate(words) for text, box in said if text == signatures]
    for at, page in enumerate(pages):
        for one in painted_on(page):
            is_behind = bool(headings) and one.box is not None and max(headings) < (at, -one.box.top)
            covers = one.box is None or any(one.box.meets(box) for _text, box in words[at])
            # A field has no ground of its own: where it lies over blank paper, it is filled or signed.
            is_mark = (is_behind or one.kind == "/Widget") and not covers
            (marks if is_mark else looks).append(one.kind)
    return looks, marks


def _pdf(data: bytes, numbers: Collection[str], signatures: str) -> Returned:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(data))
        pages = [page.extract_text() for page in reader.pages]
        annotations = [one.get_object() for page in reader.pages for one in page.get("/Annots") or ()]
        annotations = [one for one in annotations if isinstance(one, dict)]
        notes = [str(one["/Contents"]) for one in annotations if "/Contents" in one]
        notes += [one["/V"] for one in annotations if isinstance(one.get("/V"), str)]  # what a field was filled with
        looks, marks = _painted(reader.pages, signatures)
        day = _created(reader)
        language = str(reader.root_object.get("/Lang", ""))
        program = (reader.metadata.creator if reader.metadata else None) or ""
    except (PyPdfError, LookupError, ValueError, RecursionError, AttributeError, TypeError, OverflowError) as error:
        raise UnreadableError("it is no PDF that can be read") from error
    if not "".join(pages).strip():
        raise UnreadableError("it has pictures of text, and no text: ask for the file itself")
    texts: list[str] = []
    for line in (line for page in pages for line in _PAGE.sub("", page).split("\n")):
        if not texts or line.split(" ")[0] in numbers or " ".join(line.split()[:2]) in numbers:
            texts.append(line)
        else:
            texts[-1] += "\n" + line
    texts += [note for note in notes if note]
    told = ["it has notes on its pages, which are read as a part of it"] if any(notes) else []
    told += ["it has marks or pictures at the signatures, which cover no words"] if marks else []
    return Returned("pdf", language[:2], day, _units(iter(texts)), tuple(looks), tuple(told), program)
