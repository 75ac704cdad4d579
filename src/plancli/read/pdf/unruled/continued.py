"""The rest of a three-rule table at the top of the next page: rows in its columns, down to its last rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plancli.read.build.grid import TextGrid
from plancli.read.pdf.lines import Line
from plancli.read.pdf.page import RuledLine
from plancli.read.pdf.running_heads import MARKED
from plancli.read.pdf.unruled.columns import SAME_EXTENT, OpenTable, column_of, last_rules, like
from plancli.read.pdf.unruled.parts import FIGURE_PART
from plancli.read.pdf.unruled.rows import BESIDE_HEIGHTS, body_cells, filled, one_row, printed_rows, running
from plancli.read.pdf.unruled.touching import placed_in

MOST_HEADS = 2  # lines of a running head
SET = 0.6  # font heights from the edge or the middle of a column


def continued(before: OpenTable, rules: Sequence[RuledLine], lines: Sequence[Line]) -> OpenTable | None:
    """The rest of an open table at the top of the next page: rows in the same columns, down to the last of its rules.

    Args:
        before: the table, moved to the column of the page that is read.
        rules: those of the page that belong to no ruled table.
        lines: what is printed there, from top to bottom.
    """
    before = _at_rules(before, rules)
    rows = _rows_within(printed_rows(lines), before, None)
    if not rows:
        return None
    extent = [rule for rule in rules if like(rule, RuledLine(True, 0, before.left, before.right))]
    last = [*extent, *last_rules(rules, before.left, before.right, 0.0)]
    limits = sorted(rule.at for rule in last if rule.at > rows[0][0].base)
    rows, limit = _down_to(limits, lines, before)
    if not rows or (limit is None and not any(len(row) > 1 for row in rows) and not _is_rest(rows, before)):
        return None
    placed = placed_in(rows, before.columns)
    across = [rule.at for rule in rules if rule.across]
    cut = one_row(placed) if _is_rest(rows, before) else body_cells(placed, 1, before.columns, across)
    grid = TextGrid(tuple(cut))
    lowest = max(line.base for line in rows[-1])
    bottom = lowest + 1 if limit is None or any(lowest < line.base < limit for line in lines) else limit
    top, more = rows[0][0].top, running(placed)
    place, columns = (before.left, top, before.right, bottom), before.columns
    full = more | filled(placed, columns, follows=True)
    return OpenTable(*place, columns, grid, 0, limit is None, more, follows=True, filled=full, size=before.size)


def _at_rules(before: OpenTable, rules: Sequence[RuledLine]) -> OpenTable:
    """The table where the first rule as long as its own begins: in the middle of another column it is elsewhere."""
    wide = before.right - before.left
    alike = [rule for rule in rules if rule.across and abs(rule.end - rule.start - wide) <= SAME_EXTENT]
    first = min(alike, key=lambda rule: rule.at, default=None)
    return before if first is None else moved(before, first.start - before.left)


def moved(table: OpenTable, shift: float) -> OpenTable:
    """The table as if it were printed further to the right.

    Args:
        table: as it was printed.
        shift: in points.
    """
    columns = tuple((left + shift, right + shift) for left, right in table.columns)
    return replace(table, left=table.left + shift, right=table.right + shift, columns=columns)


def begins_with_head(table: OpenTable) -> bool:
    """Is the first row of a `table` no row of figures, nor the rest of a few cells?"""
    cells = [cell for cell in table.grid.cells if cell.row == 1]
    covered = sum(cell.column_span for cell in cells if cell.text)
    figures = sum(bool(FIGURE_PART.fullmatch(cell.text)) for cell in cells)
    return figures < len(cells) / 3 and covered > len(table.columns) / 2


def _down_to(
    limits: Sequence[float], lines: Sequence[Line], before: OpenTable
) -> tuple[list[list[Line]], float | None]:
    """The rows above the lowest of these rules that is under nothing but rows: there may be one under each."""
    printed = printed_rows(lines)
    for limit in reversed(limits):
        rows = _rows_within(printed, before, limit)
        if rows and not any(rows[-1][-1].base < row[0].base < limit for row in printed if row is not rows[-1]):
            return rows, limit
    first = limits[0] if limits else None
    return _rows_within(printed, before, first), first


def _rows_within(printed: list[list[Line]], before: OpenTable, limit: float | None) -> list[list[Line]]:
    """The rows at the top of a page that are in the columns of `before`; a running head above them is passed over."""
    rows: list[list[Line]] = []
    for index, row in enumerate(printed):
        if limit is not None and row[0].base > limit:
            break
        if len(row) == 1 and MARKED.fullmatch(row[0].text):
            break  # the number of the page
        inside = _is_row(row, before.columns) and (bool(rows) or not before.is_printed_otherwise(row))
        if inside and (rows or _begins(row, before) or _beside(row, printed[index + 1 : index + 2])):
            rows.append(row)
        elif rows or index >= MOST_HEADS:
            break
    return rows


def _is_rest(rows: Sequence[Sequence[Line]], before: OpenTable) -> bool:
    """Are these but the last lines of cells that were full, none of them in the first column, where prose begins?"""
    return all(
        column and column + 1 in before.filled and is_set(line, *before.columns[column])
        for row in rows
        for line in row
        for column in [column_of(line, before.columns)]
    )


def _is_row(row: Sequence[Line], columns: Sequence[tuple[float, float]]) -> bool:
    """Is each piece in one column, and where nothing is a figure, set as its column is?"""
    places = [column_of(line, columns) for line in row]
    if None in places or any(FIGURE_PART.fullmatch(line.text) for line in row):
        return None not in places
    return all(is_set(line, *columns[place]) for line, place in zip(row, places, strict=True) if place is not None)


def is_set(line: Line, left: float, right: float) -> bool:
    """Is a line on the left, on the right or in the middle of its column?

    Args:
        left: edge of the column, in points, as is `right`.
    """
    places = line.left - left, line.right - right, (line.left + line.right - left - right) / 2
    return min(map(abs, places)) < SET * line.size


def is_of_kind(text: str, column: int, before: OpenTable) -> bool:
    """Is a text no words under nothing but figures, as a running head over a table is?

    Args:
        column: from 1.
    """
    own = [one.text for one in before.grid.cells if one.column == column and one.row > before.head_rows and one.text]
    figures = bool(own) and all(FIGURE_PART.fullmatch(one) for one in own)
    return not figures or FIGURE_PART.fullmatch(text) is not None


def _begins(row: Sequence[Line], before: OpenTable) -> bool:
    """A row with a first cell or with figures, or the rest of cells that the page break has cut."""
    own = any(FIGURE_PART.fullmatch(line.text) or column_of(line, before.columns) == 0 for line in row)
    if len(row) > 1 and (own or all(_may_go_on(line, before, before.filled) for line in row)):
        return True
    return all(_may_go_on(line, before, before.running) for line in row)


def _may_go_on(line: Line, before: OpenTable, columns: frozenset[int]) -> bool:
    """A single piece of text under one of the `columns`, whose cell the page break may have cut."""
    column = column_of(line, before.columns)
    return column is not None and column + 1 in columns and line.right <= before.columns[column][1] + line.size


def _beside(row: Sequence[Line], below: Sequence[Sequence[Line]]) -> bool:
    """The upper line of a cell whose neighbours are beside its middle."""
    return any(len(other) > 1 and other[0].base - row[0].base < BESIDE_HEIGHTS * row[0].size for other in below)
