"""What the modules of this folder say of the lines in a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from plancli.patterns import lazy
from plancli.read.pdf.lines import Line

FIGURE_PART = lazy(r"[\s\d.,%<>＞＜≥≤〔〕（）()\-—–/约]*\d[\s\d.,%<>＞＜≥≤〔〕（）()\-—–/]*")


A_YEAR = lazy(r"(?:19|20)\d\d")
SLIGHT = 0.2  # font heights
ROW_PIECES, ROW_FIGURES = 4, 2
PROSE_SIGN = lazy(r"[，。；：]")


def is_row_of_cells(row: Sequence[Line]) -> bool:
    """Is a printed row, alone, a row of a table? It is in many pieces, two of them figures, and no prose is in it."""
    figures = sum(FIGURE_PART.fullmatch(line.text) is not None for line in row)
    return len(row) >= ROW_PIECES and figures >= ROW_FIGURES and not any(PROSE_SIGN.search(line.text) for line in row)


def is_over(line: Line, left: float, right: float) -> bool:
    """Is a line in a column, but for a sign that may hang over its edge a little?

    Args:
        left: edge of the column, in points, as is `right`.
    """
    return min(line.right, right) - max(line.left, left) > min(SLIGHT * line.size, (line.right - line.left) / 2)


def in_doubt(texts: Sequence[str]) -> bool:
    """May the lines of a cell be two figures as well as one? 6388. over 2 may not.

    Args:
        texts: of its lines.
    """
    return any(one[-1:].isdigit() and other[:1].isdigit() for one, other in pairwise(texts))


class RowLine(NamedTuple):
    """A line with the first and last column that it is in, counted from 0; `unsure`: a figure that may be two."""

    line: Line
    first: int
    last: int
    unsure: bool = False


LineParts = list[RowLine]
