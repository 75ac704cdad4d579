"""A picture cut into its lines, and lines into cells: tesseract passes over lines of another size when it finds them
itself, and reads the white between columns as quotation marks.

Rows without ink part lines, wide gaps and ruling lines part cells, and what is left of a cell is cut again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from plancli.read.pdf.page import RuledLine
from plancli.read.pdf.scan.picture import Grey

INK_IN_ROW = 2  # dark pixels that make a row one with ink; fewer are dust
LOW_STRIP = 0.45  # of the usual height: such a band is part of a line (a dash, a dot, a mark)
CELL_GAP = 1.6  # heights; a wider gap parts cells
FEW_BANDS = 3  # bands in a cell
SMALLEST = 20  # pixels; lower letters are parts of one
DEEPEST_STRIP = 3
TALL_STRIP = 2.6  # usual heights; such a strip holds several lines that no blank row parts


class Strip(NamedTuple):
    """A line or a cell in pixels; `several`: it holds lines that could not be separated."""

    left: int
    top: int
    right: int
    bottom: int
    several: bool = False


def strips(picture: Grey, down: Sequence[RuledLine]) -> list[Strip]:
    """The lines and cells of a picture from which the ruling lines are gone.

    Args:
        picture: upright, in grey.
        down: where vertical ruling lines were.
    """
    rows = picture.rows()
    found = list(_lines(rows, Strip(0, 0, picture.width, picture.height), down, DEEPEST_STRIP))
    usual = median(one.bottom - one.top for one in found) if found else 0
    return [one._replace(several=one.bottom - one.top > TALL_STRIP * usual) for one in found]


def _lines(rows: Sequence[bytes], area: Strip, down: Sequence[RuledLine], depth: int) -> Iterator[Strip]:
    bands = _bands(rows, area)
    for top, bottom in bands:
        line = area._replace(top=top, bottom=bottom)
        cells = list(_cells(rows, line, down))
        if depth and (len(cells) > 1 or len(bands) > 1):
            for cell in cells:
                yield from _lines(rows, cell, down, depth - 1)
        else:
            yield from cells


def _bands(rows: Sequence[bytes], area: Strip) -> list[tuple[int, int]]:
    """Runs of rows with ink; what is low goes to its neighbour."""
    ink = bytes(rows[at].count(1, area.left, area.right) >= INK_IN_ROW for at in range(area.top, area.bottom))
    found = [(area.top + start, area.top + end) for start, end in _spans(ink)]
    heights = [bottom - top for top, bottom in found] or [0]
    # of two or three, the others may be strokes of one character (元)
    usual = max(SMALLEST, median(heights) if len(heights) > FEW_BANDS else max(heights))
    joined: list[tuple[int, int]] = []
    for top, bottom in found:
        above = joined[-1] if joined else None
        # dots, dashes and the parts of a split line
        low = above is not None and min(bottom - top, above[1] - above[0]) < LOW_STRIP * usual
        if above is not None and low and top - above[1] < LOW_STRIP * usual:
            joined[-1] = (above[0], bottom)
        else:
            joined.append((top, bottom))
    return joined


def _cells(rows: Sequence[bytes], line: Strip, down: Sequence[RuledLine]) -> Iterator[Strip]:
    """The parts of a line between wide gaps and ruling lines."""
    gathered = 0
    for row in rows[line.top : line.bottom]:
        gathered |= int.from_bytes(row[line.left : line.right], "big")
    ink = gathered.to_bytes(line.right - line.left, "big")
    middle = (line.top + line.bottom) / 2
    edges = [rule.at - line.left for rule in down if rule.start <= middle <= rule.end]
    gap = CELL_GAP * (line.bottom - line.top)
    cells: list[tuple[int, int]] = []
    for start, end in _spans(ink):
        if cells and start - cells[-1][1] < gap and not any(cells[-1][1] <= edge <= start for edge in edges):
            cells[-1] = (cells[-1][0], end)
        else:
            cells.append((start, end))
    for start, end in cells:
        yield line._replace(left=line.left + start, right=line.left + end)


def _spans(ink: bytes) -> Iterator[tuple[int, int]]:
    """The runs of ones."""
    start = ink.find(1)
    while start >= 0:
        end = ink.find(0, start)
        end = len(ink) if end < 0 else end
        yield start, end
        start = ink.find(1, end)
