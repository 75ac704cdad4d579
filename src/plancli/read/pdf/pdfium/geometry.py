"""A page of pypdfium2 → its geometry, once for each direction in which text runs on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from plancli.read.pdf.page import Glyph, Page
from plancli.read.pdf.pdfium.drawings import drawings
from plancli.read.pdf.pdfium.glyphs import UNMAPPED, Char, characters, placed
from plancli.read.pdf.pdfium.matrix import Matrix
from plancli.read.pdf.pdfium.objects import Drawn, objects

CELL = 20.0  # points; larger than twice the distance at which two prints of one character are taken for one
ENOUGH_CHARACTERS = 8  # characters that run in a direction before it is read: a table, a title, no mark at the edge
Bounds = tuple[float, float, float, float]


def views(number: int, handle: Any) -> list[Page]:
    """The page as a reader sees it (turned by /Rotate, cut by the crop box), and again as the reader turns it
    where text runs sideways. What can be read in no direction is told in `left_out`.

    Args:
        number: of the page, from 1.
        handle: the page of pypdfium2.
    """
    shown = handle.get_rotation()
    items = list(objects(handle.raw, Matrix()))
    chars = characters(handle, items)
    counts: Counter[int] = Counter(char.turn for char in chars if char.turn is not None and char.char != " ")
    upright = -shown % 360  # what /Rotate turns, characters must be turned against to read upright
    # the upright text first, then what is turned
    turns = sorted(_read(counts, upright), key=lambda turn: (turn != upright, turn))
    left = Counter(char.turn is None for char in chars if char.char != " " and char.turn not in turns)
    said = [f"{left[True]} characters aslant left out"] if left[True] else []
    said += [f"{left[False]} sideways characters left out"] if left[False] else []
    pages = [
        _page(number, -turn % 360, _visible(handle), [char for char in chars if char.turn == turn], items)
        for turn in turns
    ]
    return [replace(pages[0], left_out=(*pages[0].left_out, *said)), *pages[1:]]


def _read(counts: Counter[int], upright: int) -> list[int]:
    # as many either way: upright
    most = max(counts, key=lambda turn: (counts[turn], turn == upright), default=upright)
    return [turn for turn in counts if turn == most or counts[turn] >= ENOUGH_CHARACTERS] or [upright]


def _page(number: int, turned: int, box: Bounds, chars: Sequence[Char], items: Sequence[Drawn]) -> Page:
    left, bottom, right, top = box
    view = {
        90: Matrix(0, 1, 1, 0, -bottom, -left),
        180: Matrix(-1, 0, 0, 1, right, -bottom),
        270: Matrix(0, -1, -1, 0, top, right),
    }.get(turned, Matrix(1, 0, 0, -1, -left, top))  # PDF counts upwards, we from the top
    width, height = (right - left, top - bottom) if turned in (0, 180) else (top - bottom, right - left)
    rules, pictures = drawings(item._replace(matrix=view.after(item.matrix)) for item in items)
    everything = _printed_once(placed(chars, view))
    inside = [glyph for glyph in everything if _on_page(glyph, width, height)]
    mapped = tuple(glyph for glyph in inside if glyph.char != UNMAPPED)
    outside = sum(glyph.char != " " for glyph in everything) - sum(glyph.char != " " for glyph in inside)
    said = (f"{outside} characters outside the page left out",) if outside else ()
    unmapped = len(inside) - len(mapped)
    return Page(number, width, height, mapped, tuple(rules), tuple(pictures), unmapped, turned, said)


def _on_page(glyph: Glyph, width: float, height: float) -> bool:
    # a point of room: rounding; what is beyond is clipped in print
    return -1 <= (glyph.left + glyph.right) / 2 <= width + 1 and -1 <= glyph.base - glyph.size / 3 <= height + 1


def _printed_once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Bold made by printing the same character twice is one character."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        char, left, _, base, size = glyph
        near = max(0.2 * size, 0.1)  # bold is faked by a shift of a tenth of the font
        columns = {int((left - near) // CELL), int((left + near) // CELL)}
        rows = {int((base - near) // CELL), int((base + near) // CELL)}
        around = (other for column in columns for row in rows for other in places.get((char, column, row), ()))
        if char == " " or not any(_same_place(other, glyph, near) for other in around):
            kept.append(glyph)
            places.setdefault((char, int(left // CELL), int(base // CELL)), []).append(glyph)
    return kept


def _same_place(one: Glyph, other: Glyph, near: float) -> bool:
    return abs(one.left - other.left) < near and abs(one.base - other.base) < near


def _visible(handle: Any) -> Bounds:
    import pypdfium2.raw as raw

    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(handle.raw, box)
    return box.left, box.bottom, box.right, box.top
