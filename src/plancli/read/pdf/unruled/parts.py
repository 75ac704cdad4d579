"""What the modules of this folder say of the lines in a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from plancli.patterns import lazy
from plancli.read.pdf.lines import Line

FIGURE_PART = lazy(r"[\s\d.,%<>＞＜≥≤〔〕（）()\-—–/约]*\d[\s\d.,%<>＞＜≥≤〔〕（）()\-—–/]*")


def in_doubt(texts: Sequence[str]) -> bool:
    """May the lines of a cell be two figures as well as one? 6388. over 2 may not.

    Args:
        texts: of its lines.
    """
    return any(one[-1:].isdigit() and other[:1].isdigit() for one, other in pairwise(texts))


class RowLine(NamedTuple):
    """A line with the first and last column that it is in, counted from 0."""

    line: Line
    first: int
    last: int


LineParts = list[RowLine]
