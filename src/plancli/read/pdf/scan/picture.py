"""A picture in grey as bytes, and how it is set upright where the scanner drew it in askew."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

INK = 150  # darker is ink; thin lines, which scanning blurs, are darker than FAINT
FAINT = 204
PAPER_WHITE = 0.88  # of the grey of the paper: what is lighter is paper, however it was lit
CLEAN = 250  # paper that is white already
SAMPLED_PIXELS = 20_000  # pixels that tell the grey of the paper
FARTHEST = 0.03  # of the width: 1.7 degrees; more is no skew
LEAST_LEAN = 6  # pixels from edge to edge; below it a page is straight
STEP = 4  # less than half of a line, so that no sharp turn falls between two that are tried
SLABS = 16  # columns of the page whose ink is held against each other


class Extent(NamedTuple):
    """Where a line of text is, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


class Grey(NamedTuple):
    """`pixels` row by row, a byte each, 0 is black."""

    pixels: bytes
    width: int
    height: int

    def rows(self, level: int = INK) -> list[bytes]:
        """Each row with 1 where it is darker than `level`."""
        flat, width = self.pixels.translate(bytes(one < level for one in range(256))), self.width
        return [flat[start : start + width] for start in range(0, width * self.height, width)]

    def bleached(self) -> Grey:
        """The picture on white paper: grey of the paper and dust on it are gone."""
        paper = self._paper()
        if paper >= CLEAN:
            return self
        scale = bytes(255 if level >= PAPER_WHITE * paper else int(level * 255 / paper) for level in range(256))
        return self._replace(pixels=self.pixels.translate(scale))

    def _paper(self) -> int:
        """The grey of the paper: what most light pixels have."""
        counts = Counter(self.pixels[:: max(1, len(self.pixels) // SAMPLED_PIXELS)])
        return max((level for level in counts if level > INK), key=lambda level: counts[level], default=255)

    def cropped(self, box: tuple[int, int, int, int], margin: int) -> Grey:
        """A part (left, top, right, bottom) with a white margin around it."""
        left, top, right, bottom = box
        white, width = b"\xff" * margin, self.width
        rows = (self.pixels[row * width + left : row * width + right] for row in range(top, bottom))
        wide = right - left + 2 * margin
        edge = b"\xff" * (wide * margin)
        return Grey(edge + b"".join(white + row + white for row in rows) + edge, wide, bottom - top + 2 * margin)


def upright(picture: Grey) -> Grey:
    """The picture turned by two shears: columns are moved up by what the right side is lower than the left, rows to
    the right by what the foot is further left than the head.
    """
    drop = _drop(picture)
    return picture if abs(drop) < LEAST_LEAN else _leaned(_sheared(picture, drop), drop)


def _drop(picture: Grey) -> int:
    """How many pixels lines fall from the left edge to the right one: as many as make rows of ink the sharpest.

    All turns are tried, in steps and then around the best: that of two parts of the page alone may be a line off.
    """
    rows, wide = picture.rows(), picture.width // SLABS
    ink = [[row.count(1, slab * wide, (slab + 1) * wide) for row in rows] for slab in range(SLABS)]
    most = min(int(FARTHEST * picture.width), picture.height // 4) // STEP * STEP
    coarse = _sharpest(ink, range(-most, most + 1, STEP), most + STEP)
    return _sharpest(ink, range(coarse - STEP, coarse + STEP + 1), most + STEP)


def _sharpest(ink: list[list[int]], drops: range, most: int) -> int:
    # as good either way: the smaller turn
    return max(drops, key=lambda drop: (_sharpness(ink, drop, most), -abs(drop)))


def _sharpness(ink: list[list[int]], drop: int, most: int) -> int:
    """Rows full of ink beside rows without any: the sum of the squares of what is in each, `most` from the edges."""
    size = len(ink[0]) - 2 * most
    places = [most + round(drop * (slab + 0.5 - SLABS / 2) / SLABS) for slab in range(SLABS)]
    shifted = (column[place : place + size] for column, place in zip(ink, places, strict=True))
    return sum(row * row for row in map(sum, zip(*shifted, strict=True)))


def _sheared(picture: Grey, drop: int) -> Grey:
    """Slabs of columns, each moved up by a pixel more than the one before it."""
    pixels, width, height = picture
    canvas = bytearray(b"\xff" * len(pixels))
    slabs = abs(drop) + 1
    for slab in range(slabs):
        start, end = width * slab // slabs, width * (slab + 1) // slabs
        shift = slab if drop > 0 else -slab
        for row in range(max(0, -shift), min(height, height - shift)):
            source = (row + shift) * width
            canvas[row * width + start : row * width + end] = pixels[source + start : source + end]
    return Grey(bytes(canvas), width, height)


def _leaned(picture: Grey, drop: int) -> Grey:
    """Slabs of rows, each moved sideways by a pixel more than the one above it."""
    pixels, width, height = picture
    rows = []
    for row in range(height):
        shift = abs(drop) * row // width
        line = pixels[row * width : (row + 1) * width]
        white = b"\xff" * shift
        rows.append(white + line[: width - shift] if drop > 0 else line[shift:] + white)
    return Grey(b"".join(rows), width, height)
