"""Two readings of one page: the text layer that another OCR left on a scan, and ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from rapidfuzz import fuzz

from plancli.read.pdf.lines import rows_of
from plancli.read.pdf.page import Glyph, Unsure
from plancli.read.pdf.scan.unsure import two_ways

BAND = 20.0  # points; glyphs of the layer are looked up by the bands of the page that they are in
ALIKE_LINES = 70  # percent: below it they are not two readings of one line
BESIDE_POINTS = 1.0  # points


def otherwise(read: Sequence[Glyph], known: Sequence[Glyph]) -> list[Unsure]:
    """The figures of the layer (`known`) that what OCR has `read` in the same place has otherwise."""
    bands: dict[int, list[Glyph]] = {}
    for glyph in known:
        if glyph.char != " ":
            bands.setdefault(int(_height(glyph) // BAND), []).append(glyph)
    found: list[Unsure] = []
    for line in rows_of(read) if bands else ():
        own = "".join(glyph.char for glyph in line if glyph.char != " ")
        layer = "".join(glyph.char for glyph in sorted(_under(line, bands), key=lambda glyph: glyph.left))
        found += two_ways(layer, own) if fuzz.ratio(layer, own) >= ALIKE_LINES else ()
    return found


def _under(line: Sequence[Glyph], bands: dict[int, list[Glyph]]) -> Iterator[Glyph]:
    """The glyphs of the layer at the place where this line was read."""
    size, middle = median(glyph.size for glyph in line), median(map(_height, line))
    left, right = line[0].left - BESIDE_POINTS, max(glyph.right for glyph in line) + BESIDE_POINTS
    for band in range(int((middle - size) // BAND), int((middle + size) // BAND) + 1):
        for glyph in bands.get(band, ()):
            if left <= (glyph.left + glyph.right) / 2 <= right and abs(_height(glyph) - middle) < size / 2:
                yield glyph


def _height(glyph: Glyph) -> float:
    """The middle of a character, down from the top."""
    return glyph.base - glyph.size / 2
