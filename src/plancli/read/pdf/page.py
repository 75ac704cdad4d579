"""One PDF page as geometry: glyphs, ruling lines and pictures, in points, y growing downwards.

Text comes glyph by glyph from pdfium. Its own line breaks and spaces are left aside, since it breaks a line
before a shifted comma and puts a space behind it; `pdf_lines` builds lines from the geometry instead.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

UNMAPPED = "\ufffd"
# Fonts that map to radicals instead of characters; NFKC has no answer for these.
RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰", "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙"
)
MOST_OBJECTS = 50_000
THIN = 3.0
SHORT = 5.0
SMALLEST_CELL = 9.0


class Glyph(NamedTuple):
    """A character with its left and right edge, its baseline and the height of its font."""

    char: str
    left: float
    right: float
    base: float
    size: float


class Rule(NamedTuple):
    """A ruling line: `across` is horizontal; `at` is its y (or x), from `start` to `end`."""

    across: bool
    at: float
    start: float
    end: float


class Picture(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: tuple[Picture, ...]
    unmapped: int


class _Matrix(NamedTuple):
    """The six numbers of a PDF transformation, x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: _Matrix) -> _Matrix:
        """This transformation applied to what `inner` gives."""
        e, f = self.point(inner.e, inner.f)
        return _Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )


def page(number: int, handle: Any) -> Page:
    """The geometry of one page of pypdfium2, as a reader sees it (rotated by /Rotate, cut by the crop box)."""
    left, bottom, right, top = _visible(handle)
    turned = handle.get_rotation()
    view = {
        90: _Matrix(0, 1, 1, 0, -bottom, -left),
        180: _Matrix(-1, 0, 0, 1, right, -bottom),
        270: _Matrix(0, -1, -1, 0, top, right),
    }.get(turned, _Matrix(1, 0, 0, -1, -left, top))
    width, height = (right - left, top - bottom) if turned in (0, 180) else (top - bottom, right - left)
    everything = list(_glyphs(handle, view, turned))
    glyphs = tuple(glyph for glyph in everything if glyph.char != UNMAPPED)
    rules, pictures = _drawings(handle, view)
    return Page(number, width, height, glyphs, tuple(rules), tuple(pictures), len(everything) - len(glyphs))


def _visible(handle: Any) -> tuple[float, float, float, float]:
    import pypdfium2.raw as raw

    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(handle.raw, box)
    return box.left, box.bottom, box.right, box.top


def _glyphs(handle: Any, view: _Matrix, turned: int) -> Iterator[Glyph]:
    import pypdfium2.raw as raw

    textpage = handle.get_textpage()
    text = textpage.raw
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    before: Glyph | None = None
    upright = -turned % 360
    for index in range(raw.FPDFText_CountChars(text)):
        char = _character(raw.FPDFText_GetUnicode(text, index))
        if not char or raw.FPDFText_IsGenerated(text, index) or _slanted(raw, text, index, upright):
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        glyph = _placed(char, view, (x.value, y.value), (box.left, box.bottom, box.right, box.top))
        if before is None or not _doubled(before, glyph):
            yield glyph
        before = glyph
    textpage.close()


def _placed(char: str, view: _Matrix, origin: tuple[float, float], box: tuple[float, float, float, float]) -> Glyph:
    (x0, y0), (x1, y1) = view.point(box[0], box[1]), view.point(box[2], box[3])
    return Glyph(char, min(x0, x1), max(x0, x1), view.point(*origin)[1], abs(y1 - y0))


def _slanted(raw: Any, text: Any, index: int, upright: int) -> bool:
    """A watermark runs across the page; its characters stand in no line."""
    angle = raw.FPDFText_GetCharAngle(text, index)  # in radians; below 0 where pdfium does not know
    off = abs(math.degrees(angle) - upright) % 360
    return bool(angle >= 0) and 5 < off < 355


def _doubled(before: Glyph, glyph: Glyph) -> bool:
    """Bold made by printing the same character twice."""
    near = 0.2 * glyph.size
    return before.char == glyph.char and abs(before.left - glyph.left) < near and abs(before.base - glyph.base) < near


def _character(code: int) -> str:
    if code == 2:  # pdfium's mark for a hyphen at the end of a line
        return "-"
    if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
        return "" if 0xF000 <= code <= 0xF0FF else UNMAPPED  # symbol fonts put bullets at U+F0xx
    char = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", char).translate(RADICALS)
    if char.isspace() or char.isprintable():
        return " " if char.isspace() else char
    return "" if unicodedata.category(char) in ("Cc", "Cf") else UNMAPPED


def _drawings(handle: Any, view: _Matrix) -> tuple[list[Rule], list[Picture]]:
    import pypdfium2.raw as raw

    rules: list[Rule] = []
    pictures: list[Picture] = []
    for item, matrix in _objects(raw, handle.raw, view):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            rules.extend(_rules(raw, item, matrix))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(Picture(*_bounds(raw, item, matrix)))
    return rules, pictures


def _objects(raw: Any, page_handle: Any, view: _Matrix) -> Iterator[tuple[Any, _Matrix]]:
    """Every object of the page with the matrix that places it, forms opened."""
    count = min(raw.FPDFPage_CountObjects(page_handle), MOST_OBJECTS)
    waiting = [(raw.FPDFPage_GetObject(page_handle, index), view, 0) for index in reversed(range(count))]
    seen = 0
    while waiting and seen < MOST_OBJECTS:
        item, matrix, depth = waiting.pop()
        seen += 1
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < 8:
            inner = matrix.after(_own_matrix(raw, item))
            size = min(raw.FPDFFormObj_CountObjects(item), MOST_OBJECTS)
            waiting.extend(
                (raw.FPDFFormObj_GetObject(item, index), inner, depth + 1) for index in reversed(range(size))
            )


def _own_matrix(raw: Any, item: Any) -> _Matrix:
    own = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, own):
        return _Matrix()
    return _Matrix(own.a, own.b, own.c, own.d, own.e, own.f)


def _bounds(raw: Any, item: Any, matrix: _Matrix) -> tuple[float, float, float, float]:
    box = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *box)
    left, bottom, right, top = (value.value for value in box)
    (x0, y0), (x1, y1) = matrix.point(left, bottom), matrix.point(right, top)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _rules(raw: Any, item: Any, matrix: _Matrix) -> Iterator[Rule]:
    """The ruling lines of one path: strokes along an axis, and filled bars thin enough to be a line."""
    left, top, right, bottom = _bounds(raw, item, matrix)
    if max(right - left, bottom - top) < SHORT:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not (fill.value or stroke.value) or _white(raw, item, bool(stroke.value)):
        return
    if min(right - left, bottom - top) <= THIN:
        yield _bar(left, top, right, bottom)
    elif min(right - left, bottom - top) >= SMALLEST_CELL:  # smaller ones are letters drawn as outlines
        yield from _sides(raw, item, matrix.after(_own_matrix(raw, item)), bool(stroke.value))


def _white(raw: Any, item: Any, stroke: bool) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    (raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor)(item, *colour)
    return all(part.value > 250 for part in colour[:3]) or colour[3].value == 0


def _bar(left: float, top: float, right: float, bottom: float) -> Rule:
    if right - left >= bottom - top:
        return Rule(True, (top + bottom) / 2, left, right)
    return Rule(False, (left + right) / 2, top, bottom)


def _sides(raw: Any, item: Any, matrix: _Matrix, stroke: bool) -> Iterator[Rule]:
    """The lines of a path of several parts: its strokes, or its thin bars where it is only filled."""
    for points in _parts(raw, item, matrix):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = min(xs), min(ys), max(xs), max(ys)
        if min(box[2] - box[0], box[3] - box[1]) <= THIN and max(box[2] - box[0], box[3] - box[1]) >= SHORT:
            yield _bar(*box)
        elif stroke:
            for (x0, y0), (x1, y1) in pairwise(points):
                if min(abs(x1 - x0), abs(y1 - y0)) < 1 and max(abs(x1 - x0), abs(y1 - y0)) >= SHORT:
                    yield _bar(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _parts(raw: Any, item: Any, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path that is made of straight lines."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(min(raw.FPDFPath_CountSegments(item), MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(matrix.point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points
