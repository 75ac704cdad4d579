"""What does a picture on a page show: a table, text, or neither?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plancli.patterns import lazy
from plancli.read.pdf.page import Picture

SCALE_OF_PICTURES = 1.5  # pixels per point: thin lines stay visible
DARK = 140
TABLE, TEXT = "a table is an image", "an image may hold text, needs OCR"
OF_PAGE = lazy(r"page (\d+): (.+)")
MANY = {TABLE: "tables are images", TEXT: "images may hold text, needs OCR"}
# a table for bytes.translate: a picture in one call
_BLACK = bytes(0 if level < DARK else 255 for level in range(256))


def looks_like(handle: Any, picture: Picture) -> str:
    """The warning that fits this picture of the page; empty for a photo or an ornament.

    Args:
        handle: the page of pypdfium2.
    """
    pixels, width, height = _pixels(handle, picture)
    if width < 40 or height < 20:  # pixels: no line of text fits in
        return ""
    rows = [pixels[start : start + width].count(0) for start in range(0, width * height, width)]
    columns = [pixels[start::width].count(0) for start in range(width)]
    ink = sum(rows) / (width * height)
    if _lines(rows, 0.6 * width) >= 3 and _lines(columns, 0.5 * height) >= 3:
        return TABLE
    # Print is a tenth of black, and each of its rows goes from white to black many times; a photo does not.
    return TEXT if 0.01 < ink < 0.35 and _changes(pixels) > 4 * height else ""


def _pixels(handle: Any, picture: Picture) -> tuple[bytes, int, int]:
    """The picture in black (0) and white, row by row without padding."""
    width, height = handle.get_size()
    edges = (picture.left, height - picture.bottom, width - picture.right, picture.top)
    crop = tuple(max(0.0, edge) for edge in edges)
    if crop[0] + crop[2] >= width - 1 or crop[1] + crop[3] >= height - 1:
        return b"", 0, 0
    bitmap = handle.render(scale=SCALE_OF_PICTURES, crop=crop, grayscale=True)
    data, stride = bytes(bitmap.buffer), bitmap.stride
    rows = (data[start : start + bitmap.width] for start in range(0, stride * bitmap.height, stride))
    return b"".join(rows).translate(_BLACK), bitmap.width, bitmap.height


def _lines(counts: list[int], enough: float) -> int:
    """How many separate lines: runs of rows (or columns) that are nearly all ink."""
    found, inside = 0, False
    for count in counts:
        found += count >= enough and not inside
        inside = count >= enough
    return found


def _changes(pixels: bytes) -> int:
    """Where white turns to black: print does so often, a drawing or photo seldom."""
    return pixels.count(b"\xff\x00")


def gathered(warnings: Sequence[str]) -> tuple[str, ...]:
    """Each warning once; what is said of three pages and more is said in one line."""
    pages: dict[str, list[str]] = {}
    for number, said in (match.groups() for one in warnings if (match := OF_PAGE.fullmatch(one))):
        pages.setdefault(said, []).append(number)
    kept: dict[str, None] = {}
    for one in warnings:
        match = OF_PAGE.fullmatch(one)
        numbers = list(dict.fromkeys(pages[match[2]])) if match else []
        if match and len(numbers) > 2:
            one = f"pages {', '.join(numbers)}: {MANY.get(match[2], match[2])}"
        kept[one] = None
    return tuple(kept)
