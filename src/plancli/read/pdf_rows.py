"""Printed lines of a three-rule table → its rows: a label over two lines is one cell, a group title is a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plancli.read.grid import GridCell
from plancli.read.pdf_joins import joined
from plancli.read.pdf_lines import SAME_LINE, Line
from plancli.read.pdf_page import Rule

TIGHT = 1.75  # font heights from line to line within a cell; rows stand further apart or are full


class Placed(NamedTuple):
    """A line with the first and last column that it stands in, counted from 0."""

    line: Line
    first: int
    last: int


Row = list[Placed]


def printed_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that share a baseline."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and line.base - rows[-1][0].base <= SAME_LINE * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def head_cells(
    rows: list[Row], partial: Sequence[Rule], columns: Sequence[tuple[float, float]]
) -> tuple[list[GridCell], int]:
    """The cells of a table's head and how many rows it has: two where a title stands over several columns."""
    over = [placed for row in rows for placed in (_over(placed, partial, columns) for placed in row)]
    wide = [placed for placed in over if placed.last > placed.first]
    cells = [GridCell(placed.line.text, 1, placed.first + 1, 1, placed.last - placed.first + 1) for placed in wide]
    height = 2 if wide else 1
    for column in range(len(columns)):
        own = [placed.line for placed in over if placed.first == placed.last == column]
        covered = any(placed.first <= column <= placed.last for placed in wide)
        row, span = (2, 1) if covered else (1, height)
        cells.append(GridCell(joined(own), row, column + 1, span))
    return cells, height


def _over(placed: Placed, partial: Sequence[Rule], columns: Sequence[tuple[float, float]]) -> Placed:
    """A title with a line of its own under it stands over all columns above which that line runs."""
    centre = (placed.line.left + placed.line.right) / 2
    for rule in partial:
        if rule.start <= centre <= rule.end and 0 < rule.at - placed.line.base < 2 * placed.line.size:
            under = [index for index, edges in enumerate(columns) if rule.start <= sum(edges) / 2 <= rule.end]
            return Placed(placed.line, min(under, default=placed.first), max(under, default=placed.last))
    return placed


def body_cells(rows: list[Row], number: int, columns: int) -> list[GridCell]:
    """The cells of the rows below the head, the first of which is row `number`."""
    cells: list[GridCell] = []
    for offset, group in enumerate(_together(rows)):
        first = {placed.first for row in group for placed in row}
        only_title = first == {0} and columns > 1
        for column in sorted(first):
            own = [placed for row in group for placed in row if placed.first == column]
            span = columns if only_title else max(placed.last for placed in own) - column + 1
            cells.append(GridCell(joined(placed.line for placed in own), number + offset, column + 1, 1, span))
    return cells


def _together(rows: list[Row]) -> list[list[Row]]:
    """Printed rows that make one row of the table, in the order of print."""
    owners = [_owner(rows, index) for index in range(len(rows))]
    groups: dict[int, list[Row]] = {}
    for index, owner in enumerate(owners):
        groups.setdefault(owners[owner], []).append(rows[index])
    return [groups[owner] for owner in sorted(groups)]


def _owner(rows: list[Row], index: int) -> int:
    """The printed row that row `index` belongs to; itself unless it is a part of a label printed over lines."""
    if not _is_label(rows[index]):
        return index
    near = [other for other in (index - 1, index + 1) if 0 <= other < len(rows) and _lacks_label(rows[other])]
    near = [other for other in near if _distance(rows[other], rows[index]) <= 1.1]
    if near:
        return min(near, key=lambda other: _distance(rows[other], rows[index]))
    if index and _runs_on(rows, index):
        above = index - 1
        return _owner(rows, above) if _is_label(rows[above]) else above
    return index


def _is_label(row: Row) -> bool:
    return len(row) == 1 and row[0].first == 0


def _lacks_label(row: Row) -> bool:
    return bool(row) and row[0].first > 0


def _distance(one: Row, other: Row) -> float:
    return abs(one[0].line.base - other[0].line.base) / max(other[0].line.size, 1.0)


def _runs_on(rows: list[Row], index: int) -> bool:
    """Is the label above so long that it had to go on here, or is a bracket of it still open?"""
    above = rows[index - 1][0]
    if above.first != 0 or _distance(rows[index - 1], rows[index]) > TIGHT:
        return False
    edge = max(row[0].line.right for row in rows if row[0].first == 0 and row[0].last == 0)
    text = above.line.text
    unclosed = text.count("（") + text.count("(") > text.count("）") + text.count(")")
    return unclosed or above.line.right > edge - 1.2 * above.line.size
