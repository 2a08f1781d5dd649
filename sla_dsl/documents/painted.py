"""Paint on a page of a PDF beside words and thin lines: it may cover words, or show others than are read.

Our own documents have words and thin lines alone.  Pictures and marks at the signatures that cover no words are how
people sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)
_THICK = 3
"""The width of a line, in points, from which on it covers words."""
_FAINT = 0.95
"""How light words are that are not seen on paper; how little ink is none is the same in reverse."""
_CLEAR = 0.5
"""The opacity below which words may not be seen."""
_FILLS = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
_STROKES = (b"S", b"s")
_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_COLOURS = (b"g", b"rg", b"k", b"sc", b"scn")


class Box(NamedTuple):
    """A rectangle on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes have a point in common."""
        beside = self.right < other.left or other.right < self.left
        return not (beside or self.top < other.bottom or other.top < self.bottom)


class Painted(NamedTuple):
    """One thing that is painted: its kind, and its place; words that are not seen have none."""

    kind: str
    box: Box | None = None


def words_on(page: Any) -> Iterator[tuple[str, Box]]:
    """The words of a page with their places; how wide they are is estimated."""
    found: list[tuple[str, Box]] = []

    def visit(text: str, outer: Any, inner: Any, _font: Any, size: float) -> None:
        if text.strip():
            matrix = _times(tuple(inner), tuple(outer))
            high = abs(size * (matrix[3] or matrix[1])) or size
            x, y = matrix[4], matrix[5]
            found.append((text.strip(), Box(x, y, x + len(text.strip()) * high / 2.5, y + high / 2)))

    page.extract_text(visitor_text=visit)
    yield from found


def painted_on(page: Any) -> Iterator[Painted]:
    """All that is painted on a page beside words that are seen and thin lines."""
    from pypdf.generic import ContentStream, DictionaryObject

    contents, resources = page.get_contents(), page.get("/Resources") or DictionaryObject()
    if contents is not None:
        yield from _Painter(resources.get_object()).paint(ContentStream(contents, page.pdf).operations)
    for one in page.get("/Annots") or ():
        annotation = one.get_object()
        kind = str(annotation.get("/Subtype")) if isinstance(annotation, dict) else ""
        if kind and kind not in ("/Link", "/Popup"):
            yield Painted(kind, _box([(float(a), float(b)) for a, b in _pairs(annotation.get("/Rect") or ())]))


@dataclass
class _Painter:
    """Follows the operators of a page."""

    resources: Any
    matrix: Matrix = _SAME
    points: list[tuple[float, float]] = field(default_factory=list)
    is_faint: bool = False
    mode: int = 0
    opacity: float = 1
    width: float = 1
    shown: bool = False

    def paint(self, operations: Any) -> Iterator[Painted]:
        stack: list[tuple[Matrix, bool, int, float, float]] = []
        for operands, operator in operations:
            if operator == b"q":
                stack.append((self.matrix, self.is_faint, self.mode, self.opacity, self.width))
            elif operator == b"Q" and stack:
                self.matrix, self.is_faint, self.mode, self.opacity, self.width = stack.pop()
            else:
                yield from self.painted(operands, operator)

    def painted(self, operands: Any, operator: bytes) -> Iterator[Painted]:
        """The paint of one operator."""
        if operator in _SHOWS:
            self.shown = True
            if self.is_faint or self.mode in (3, 7) or self.opacity < _CLEAR:
                yield Painted("unseen")
        elif operator in _FILLS:
            if self.shown or not self.is_faint:  # a white ground below all words covers none
                yield Painted("fill", _box(self.points))
        elif operator in _STROKES and self.width * _scale(self.matrix) >= _THICK:
            yield Painted("line", _box(self.points))
        elif operator in (b"sh", b"BI", b"INLINE IMAGE", b"Do"):
            yield Painted("picture", None if operator == b"sh" else self.picture(operands))
        elif operator in (b"W", b"W*") and self.points:
            yield Painted("clip", _box(self.points))
        self.follow(operands, operator)

    def follow(self, operands: Any, operator: bytes) -> None:
        """Notes the state that an operator leaves to those behind it."""
        if operator == b"cm":
            self.matrix = _times(tuple(map(float, operands)), self.matrix)
        elif operator in (b"m", b"l", b"c", b"v", b"y"):
            self.points += [_at(self.matrix, x, y) for x, y in _pairs(operands)]
        elif operator == b"re":
            x, y, wide, high = map(float, operands)
            corners = ((x, y), (x + wide, y), (x, y + high), (x + wide, y + high))
            self.points += [_at(self.matrix, *corner) for corner in corners]
        elif operator in (*_FILLS, *_STROKES, b"n"):
            self.points = []
        elif operator in _COLOURS:
            self.is_faint = _is_faint([float(one) for one in operands if isinstance(one, int | float)])
        elif operator == b"Tr":
            self.mode = int(operands[0])
        elif operator == b"w":
            self.width = float(operands[0])
        elif operator == b"gs":
            self.opacity = float(self.named("/ExtGState", operands[0]).get("/ca", self.opacity))

    def named(self, kind: str, name: str) -> Any:
        """A resource of the page by its name; an empty one where there is none."""
        known = self.resources.get(kind)
        one = known.get_object().get(name) if known is not None else None
        return one.get_object() if one is not None else {}

    def picture(self, operands: Any) -> Box | None:
        """The place of a picture, or of a drawing that is kept apart."""
        one = self.named("/XObject", operands[0]) if isinstance(operands, list) else {}
        if one.get("/Subtype") == "/Form":
            matrix = _times(tuple(map(float, one.get("/Matrix") or _SAME)), self.matrix)
            left, bottom, right, top = map(float, one["/BBox"])
        else:
            matrix, (left, bottom, right, top) = self.matrix, (0.0, 0.0, 1.0, 1.0)
        corners = ((left, bottom), (right, bottom), (left, top), (right, top))
        return _box([_at(matrix, *corner) for corner in corners])


def _is_faint(colour: list[float]) -> bool:
    """Whether a colour is (nearly) white: grey, red-green-blue, or inks."""
    if len(colour) == 4:
        return all(ink <= 1 - _FAINT for ink in colour)
    return bool(colour) and all(light >= _FAINT for light in colour)


def _times(inner: Any, outer: Any) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _scale(matrix: Matrix) -> float:
    return float(max(map(abs, matrix[:4])))


def _pairs(numbers: Any) -> list[tuple[float, float]]:
    every = list(map(float, numbers))
    return list(zip(every[::2], every[1::2], strict=False))


def _box(points: list[tuple[float, float]]) -> Box | None:
    if not points:
        return None
    across, up = zip(*points, strict=True)
    return Box(min(across), min(up), max(across), max(up))
