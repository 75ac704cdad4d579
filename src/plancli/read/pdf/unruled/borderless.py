"""Tables without any rule: rows of figures under one another, labels beside them, a head with years above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from plancli.lexicon.words import either
from plancli.patterns import lazy
from plancli.read.build.grid import TextCell, TextGrid
from plancli.read.pdf.line_joins import joined
from plancli.read.pdf.lines import Line
from plancli.read.pdf.unruled.columns import OF_NOTES, OpenTable
from plancli.read.pdf.unruled.continued import MOST_HEADS
from plancli.read.pdf.unruled.numbered import ROW_NUMBER, by_numbers
from plancli.read.pdf.unruled.parts import RowLine, is_row_of_cells
from plancli.read.pdf.unruled.rest import last_lines, rest_of
from plancli.read.pdf.unruled.rows import body_cells, by_their_text, filled, printed_rows, running
from plancli.read.pdf.unruled.touching import placed_in
from plancli.read.pdf.unruled.zones import TWICE, Columns, Printed, Zone, widened, zones

FEWEST = 3  # columns
HALF_LINE = 1.1  # font heights between the lines of two cells of a head, set to the middle
LONGEST_HEAD = 3  # printed rows
MOST_NOTES = 6  # printed rows
HEAD_STEP = 2.2  # font heights from line to line in a head
MEASURED = lazy(r"指\s*标|名\s*称|项\s*目|目\s*标")
OF_FIGURES = lazy(r"(?:19|20)\d\d|单\s*位")
# 属性预: the first line of a cell below was taken for the head's
MUDDLED = lazy(r"(?:单\s*位(?!名)|属\s*性|序\s*号)[一-鿿]")
TABLE_HEAD = lazy(r"(?:19|20)\d\d|" + either("classes", "heads_of_tables"))


class Borderless(NamedTuple):
    """Tables from top to bottom, and the rows of figures whose owner cannot be told."""

    tables: list[OpenTable]
    unread: list[Line]


def borderless(lines: Sequence[Line], before: OpenTable | None = None) -> Borderless:
    """The tables without rules among these lines.

    Args:
        lines: of one column of text, cut at gaps.
        before: a table that may go on at the top.
    """
    rows, found, unread = printed_rows(lines), list[OpenTable](), list[Line]()
    for zone in zones(rows, before.columns if before is not None else (), MOST_HEADS):
        at_top = zone.start - len(zone.above) <= MOST_HEADS and not found
        table = _table(zone, rows) or (rest_of(before, zone) if before is not None and at_top else None)
        found += [table] if table else []
        rows_of_cells = zone.shown >= TWICE or is_row_of_cells(zone.rows[0])
        unread += [line for row in zone.rows for line in row] if rows_of_cells and not table else []
    if before is not None and not before.ruled and not any(table.follows for table in found):
        rest = last_lines(before, rows, MOST_HEADS)
        found = [rest, *found] if rest and not any(table.top < rest.bottom for table in found) else found
    last = _head_alone(rows)
    return Borderless([*found, last] if last and not (found and found[-1].bottom > last.top) else found, unread)


def _head_alone(every: Sequence[Printed]) -> OpenTable | None:
    """The head of a table at the end of a column or page, or above its notes: its rows are on the next one."""
    for rows in _above_notes(every):
        for start in range(len(rows) - 1, max(len(rows) - LONGEST_HEAD, 0) - 1, -1):
            head = rows[start:]
            columns = widened((), [line for row in head for line in row]) if len(head) == 1 else _together(head)
            if len(columns) >= FEWEST and _is_head(head, columns) and _names(head):
                return _built(head, [], columns, rows)
    return None


def _above_notes(rows: Sequence[Printed]) -> Iterator[Sequence[Printed]]:
    """The rows of a page; then those above its last ones, as long as these are printed smaller."""
    sizes = [max(line.size for line in row) for row in rows]
    yield rows
    for end in range(len(rows) - 1, max(len(rows) - MOST_NOTES, 1) - 1, -1):
        if max(sizes[end:]) < OF_NOTES * sizes[end - 1]:
            yield rows[:end]


def _together(head: Sequence[Printed]) -> Columns:
    """The columns of the lines of a head that are near one another."""
    columns: Columns = ()
    for upper, lower in pairwise(head):
        if lower[0].base - upper[0].base > HEAD_STEP * lower[0].size:
            return ()
    for row in head:
        columns = widened(columns, row)
    return columns


def _names(head: Sequence[Printed]) -> bool:
    """Does it name what is measured, and a year or a unit?"""
    text = "".join(line.text for row in head for line in row)
    return bool(MEASURED.search(text) and OF_FIGURES.search(text))


def _table(zone: Zone, every: Sequence[Printed]) -> OpenTable | None:
    ends = zone.start + len(zone.rows) + len(zone.below) >= len(every)
    if len(zone.columns) < FEWEST:
        return None
    for head, body in [*_counted(zone), *_ways(zone)]:
        enough = zone.shown >= TWICE or ends or (is_row_of_cells(zone.rows[0]) and _names(head))
        if enough and _is_head(head, zone.columns):
            columns = _under(head, zone.columns)
            rows = placed_in(body, zone.columns)
            if by_their_text(rows, columns, follows=False):
                return _built(head, rows, columns, every)
    return None


def _ways(zone: Zone) -> Iterator[tuple[list[Printed], list[Printed]]]:
    """Heads and bodies: what is next to the figures may be further lines of their cells, or may not."""
    for end in range(len(zone.below), -1, -1):
        for cut in range(len(zone.above), 0, -1):
            yield _lowest(zone.above[:cut], zone.columns), [*zone.above[cut:], *zone.rows, *zone.below[:end]]


def _counted(zone: Zone) -> Iterator[tuple[list[Printed], list[Printed]]]:
    """The ways in which numbers say what the rows are, the lowest heads first: a label may begin above its number.

    A year over two lines, 202 over 0年, is in a row of figures.
    """
    every = [*zone.above, *zone.rows]
    for end in range(len(zone.below), -1, -1):
        for cut in range(1, min(len(zone.above) + LONGEST_HEAD, len(every) - 1) + 1):
            head, body = _lowest(every[:cut], zone.columns), [*every[cut:], *zone.below[:end]]
            widths = [right - left for left, right in _under(head, zone.columns)]
            first = [line for row in head for line in row if _in(line, zone.columns[0])]
            counted = any(ROW_NUMBER.fullmatch(line.text) for line in first)
            if not counted and by_numbers(placed_in(body, zone.columns), widths, follows=False):
                yield head, body


def _lowest(rows: Sequence[Printed], columns: Columns) -> list[Printed]:
    """The head alone of what is above the figures: the last rows that have a text over nearly every column."""
    start = len(rows) - 1
    while start > 0 and not _covers(rows[start:], columns):
        start -= 1
    while start > 0 and (len(rows[start - 1]) > 1 or _half_a_line(rows[start - 1], rows[start])):
        start -= 1
    return list(rows[start:])


def _half_a_line(upper: Printed, lower: Printed) -> bool:
    """Cells of a head of one and of two lines, set to the middle."""
    return lower[0].base - upper[0].base < HALF_LINE * lower[0].size


def _covers(rows: Sequence[Printed], columns: Columns) -> bool:
    """Is a text over all columns but one, that of the names?"""
    covered = {index for index, column in enumerate(columns) for row in rows for line in row if _in(line, column)}
    return len(covered) >= len(columns) - 1


def _under(head: Sequence[Printed], columns: Columns) -> Columns:
    """The columns as wide as their heads."""
    every = [line for row in head for line in row]
    own = [[line for line in every if _in(line, column)] for column in columns]
    return tuple(
        (min([left, *(line.left for line in lines)]), max([right, *(line.right for line in lines)]))
        for (left, right), lines in zip(columns, own, strict=True)
    )


def _in(line: Line, column: tuple[float, float]) -> bool:
    return line.left < column[1] and line.right > column[0]


def _is_head(rows: Sequence[Printed], columns: Columns) -> bool:
    return _covers(rows, columns) and any(TABLE_HEAD.search(line.text) for row in rows for line in row)


def _built(head: Sequence[Printed], rows: list[list[RowLine]], columns: Columns, page: Sequence[Printed]) -> OpenTable:
    cells = [
        TextCell(joined(line for row in head for line in row if _in(line, column)), 1, number, 1, 1)
        for number, column in enumerate(columns, 1)
    ]
    muddled = any(MUDDLED.match(cell.text) for cell in cells)
    body = body_cells(rows, 2, columns)
    cells += [replace(cell, unsure=True) if muddled and cell.row == 2 else cell for cell in body]
    every = [*(line for row in head for line in row), *(placed.line for row in rows for placed in row)]
    top, bottom = min(line.top for line in every), max(line.base for line in every) + 1
    ends = not any(row[0].base > bottom for row in page)
    left, right = min(line.left for line in every), max(line.right for line in every)
    last = rows or placed_in([*map(list, head)], columns)
    grid, more = TextGrid(tuple(cells)), running(last)
    full, size = more | filled(last, columns), every[-1].size
    return OpenTable(left, top, right, bottom, columns, grid, 1, ends, more, ruled=False, filled=full, size=size)
