"""Figures of two cells that nearly touch, 5610 beside 7293.0: cut at the one gap among their digits, and doubted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from plancli.read.pdf.lines import Line, line_of
from plancli.read.pdf.unruled.parts import FIGURE_PART, RowLine, is_over

LEAST_GAP = 0.1  # font heights between the figures of two cells at least; digits of one figure touch
WIDER = 3.0  # times as wide as any other gap


def placed_in(rows: list[list[Line]], columns: Sequence[tuple[float, float]]) -> list[list[RowLine]]:
    """Each line of printed rows with the columns that it is in."""
    return [[placed for line in row for placed in _placed(line, columns)] for row in rows]


def parted(row: list[Line], columns: Sequence[tuple[float, float]]) -> list[Line]:
    """The row, its figures that reach over two columns cut in two."""
    return [piece for line in row for piece in (_cut(line) if len(_over(line, columns)) == 2 else [line])]


def _placed(line: Line, columns: Sequence[tuple[float, float]]) -> list[RowLine]:
    over = _over(line, columns)
    if not over:
        centre = (line.left + line.right) / 2
        # under no column: the nearest
        over = [min(range(len(columns)), key=lambda index: abs(sum(columns[index]) / 2 - centre))]
    pieces = _cut(line)
    if len(pieces) == len(over) == 2:
        return [RowLine(piece, at, at, True) for piece, at in zip(pieces, over, strict=True)]
    several = len(over) > 1 and FIGURE_PART.fullmatch(line.text) is not None
    return [RowLine(line, over[0], over[-1], several or len(pieces) > 1)]


def _over(line: Line, columns: Sequence[tuple[float, float]]) -> list[int]:
    return [index for index, edges in enumerate(columns) if is_over(line, *edges)]


def _cut(line: Line) -> list[Line]:
    """Two figures where one gap is by far the widest; else the line."""
    gaps = sorted((other.left - one.right, at) for at, (one, other) in enumerate(pairwise(line.glyphs), 1))
    if FIGURE_PART.fullmatch(line.text) is None or len(gaps) < 2:
        return [line]
    (next_widest, _), (widest, at) = gaps[-2:]
    if widest < LEAST_GAP * line.size or widest < WIDER * next_widest:
        return [line]
    return [line_of(line.glyphs[:at]), line_of(line.glyphs[at:])]
