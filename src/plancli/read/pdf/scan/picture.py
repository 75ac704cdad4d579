"""A picture in grey as bytes, and how it is set upright where the scanner drew it in askew."""

from __future__ import annotations

from typing import NamedTuple

DARK = 150
BLACK = bytes(1 if level < DARK else 0 for level in range(256))
FARTHEST = 0.03  # of the width: 1.7 degrees; more is no skew
LEAST = 2  # pixels from edge to edge; below it a page is straight
STEP = 2


class Grey(NamedTuple):
    """`pixels` row by row, a byte each, 0 is black."""

    pixels: bytes
    width: int
    height: int

    def rows(self) -> list[bytes]:
        """Each row with 1 where it is dark."""
        flat, width = self.pixels.translate(BLACK), self.width
        return [flat[start : start + width] for start in range(0, width * self.height, width)]

    def cropped(self, box: tuple[int, int, int, int], margin: int) -> Grey:
        """A part (left, top, right, bottom) with a white margin around it."""
        left, top, right, bottom = box
        white, width = b"\xff" * margin, self.width
        rows = (self.pixels[row * width + left : row * width + right] for row in range(top, bottom))
        wide = right - left + 2 * margin
        edge = b"\xff" * (wide * margin)
        return Grey(edge + b"".join(white + row + white for row in rows) + edge, wide, bottom - top + 2 * margin)


def upright(picture: Grey) -> Grey:
    """The picture with its lines level: columns are moved up by what the right side lies lower than the left."""
    drop = _drop(picture)
    return picture if abs(drop) < LEAST else _sheared(picture, drop)


def _drop(picture: Grey) -> int:
    """How many pixels lines fall from the left edge to the right one, by how the ink of two strips fits best."""
    rows, width = picture.rows(), picture.width
    third = width // 3
    left = [row.count(1, 0, third) for row in rows]
    right = [row.count(1, width - third) for row in rows]
    most = int(FARTHEST * width) // STEP * STEP
    shifts = range(-most, most + 1, STEP)  # 0 among them
    # as good either way: the smaller turn
    best = max(shifts, key=lambda shift: (_overlap(left, right, shift), -abs(shift)))
    return best * width // (width - third)  # the strips lie two thirds apart; the whole page falls further


def _overlap(left: list[int], right: list[int], shift: int) -> int:
    first, second = (left, right[shift:]) if shift >= 0 else (left[-shift:], right)
    return sum(a * b for a, b in zip(first, second, strict=False))


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
