"""What the modules of this folder say of the lines in a table."""

from __future__ import annotations

from typing import NamedTuple

from plancli.patterns import lazy
from plancli.read.pdf.lines import Line

FIGURE_PART = lazy(r"[\s\d.,%<>＞＜≥≤〔〕（）()\-—–/约]*\d[\s\d.,%<>＞＜≥≤〔〕（）()\-—–/]*")


class RowLine(NamedTuple):
    """A line with the first and last column that it is in, counted from 0."""

    line: Line
    first: int
    last: int


Row = list[RowLine]
