"""Printed lines of a three-rule table → its rows: a label over two lines is one cell, a group title is a row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from plancli.patterns import lazy
from plancli.read.build.grid import TextCell
from plancli.read.pdf.line_joins import joined
from plancli.read.pdf.lines import SAME_LINE, Line
from plancli.read.pdf.page import RuledLine
from plancli.read.pdf.unruled.fitted import fitted
from plancli.read.pdf.unruled.numbered import by_numbers, numbers_in
from plancli.read.pdf.unruled.parts import FIGURE_PART, LineParts, RowLine, in_doubt

TIGHT = 1.75  # font heights from line to line within a cell; rows are further apart or are full
LOOSEST = 2.4  # the same in a table set with much white between all its lines
ROWS_APART = 1.4  # times as far are rows in such a table
MOST_LEFT = 2  # characters
RULED = 3  # rows with a rule under each
BESIDE_HEIGHTS = 1.1  # font heights: cells of one row whose texts are not quite level
NUMBERED_ROW = lazy(r"\d{1,3}[.、．]|[（(]?\d{1,2}[)）]|[①-⑳]|其中")


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
    rows: list[LineParts], partial: Sequence[RuledLine], columns: Sequence[tuple[float, float]]
) -> tuple[list[TextCell], int]:
    """The cells of a table's head and how many rows it has: two where a title spans several columns."""
    over = [placed for row in rows for placed in (_over(placed, partial, columns) for placed in row)]
    wide = [placed for placed in over if placed.last > placed.first]
    cells = [TextCell(placed.line.text, 1, placed.first + 1, 1, placed.last - placed.first + 1) for placed in wide]
    height = 2 if wide else 1
    for column in range(len(columns)):
        own = [placed.line for placed in over if placed.first == placed.last == column]
        covered = any(placed.first <= column <= placed.last for placed in wide)
        row, span = (2, 1) if covered else (1, height)
        cells.append(TextCell(joined(own), row, column + 1, span))
    return cells, height


def _over(placed: RowLine, partial: Sequence[RuledLine], columns: Sequence[tuple[float, float]]) -> RowLine:
    """A title with a line of its own under it spans all columns above which that line runs."""
    centre = (placed.line.left + placed.line.right) / 2
    for rule in partial:
        if rule.start <= centre <= rule.end and 0 < rule.at - placed.line.base < 2 * placed.line.size:
            under = [index for index, edges in enumerate(columns) if rule.start <= sum(edges) / 2 <= rule.end]
            return RowLine(placed.line, min(under, default=placed.first), max(under, default=placed.last))
    return placed


def body_cells(
    rows: list[LineParts], number: int, columns: Sequence[tuple[float, float]], apart: Sequence[float] = ()
) -> list[TextCell]:
    """The cells of the rows below the head, the first of which is row `number`; rules at `apart` part rows.

    Args:
        columns: left and right edge of each, of its widest line, its head among them.
    """
    groups, cells = _groups(rows, columns, apart, number == 1), []
    muddled = _counted_otherwise(groups)
    spans = merged_labels([sorted({placed.first for row in group for placed in row}) for group in groups])
    alone = {index for index in spans if all(placed.first == 0 for row in groups[index] for placed in row)}
    numbers = {index: number + place for place, index in enumerate(_without(alone, len(groups)))}
    for index, group in enumerate(groups):
        first = {placed.first for row in group for placed in row}
        only_title = first == {0} and len(columns) > 1
        for column in sorted(first):
            own = [placed for row in group for placed in row if placed.first == column]
            text = joined(placed.line for placed in own)
            unsure = in_doubt([placed.line.text for placed in own]) or any(placed.unsure for placed in own) or muddled
            if column == 0 and index in spans:
                covered = [numbers[one] for one in spans[index] if one in numbers]
                cells.append(TextCell(text, covered[0], 1, len(covered)))
                continue
            span = len(columns) if only_title else max(placed.last for placed in own) - column + 1
            cells.append(TextCell(text, numbers[index], column + 1, 1, span, unsure))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _counted_otherwise(groups: Sequence[Sequence[LineParts]]) -> bool:
    """Does the first column count the rows, and yet one has no number, or several? Then its lines may be another's."""
    first = [[placed.line for row in group for placed in row if placed.first == 0] for group in groups]
    if not first:
        return False
    whole = first[1 if not first[0] else 0 : None if first[-1] else -1]  # cut by the end of a page
    return numbers_in([line for own in first for line in own]) and any(len(own) != 1 for own in whole)


def one_row(rows: Sequence[LineParts]) -> list[TextCell]:
    """The cells of printed rows that are further lines of one row."""
    columns = sorted({placed.first for row in rows for placed in row})
    own = [[placed.line for row in rows for placed in row if placed.first == column] for column in columns]
    doubts = [in_doubt([line.text for line in lines]) for lines in own]
    return [
        TextCell(joined(lines), 1, column + 1, unsure=doubt)
        for column, lines, doubt in zip(columns, own, doubts, strict=True)
    ]


def _groups(
    rows: list[LineParts], columns: Sequence[tuple[float, float]], apart: Sequence[float] = (), follows: bool = False
) -> list[list[LineParts]]:
    """The printed rows by the rows of the table: one between two rules where each has its rules, or by their text."""
    keyed = groupby(rows, key=lambda row: sum(at < row[0].line.base for at in apart))
    parts = [list(part) for _, part in keyed]
    once = len(parts) >= RULED and all(sum(map(_has_figures, part)) <= 1 for part in parts)
    if once or (len(parts) > 1 and _one_number_each(parts)):
        return parts
    edges, tight = _edges(rows), _tight(rows)
    return by_their_text(rows, columns, follows) or [group for part in parts for group in _together(part, edges, tight)]


def by_their_text(
    rows: Sequence[LineParts], columns: Sequence[tuple[float, float]], follows: bool
) -> list[list[LineParts]] | None:
    """The printed rows by the rows of the table, as the numbers of its rows or its figures say; None if they do not.

    Args:
        rows: from top to bottom, below the head.
        columns: as `body_cells` takes them.
        follows: they are the rest of a table of the page before.
    """
    return by_numbers(rows, [right - left for left, right in columns], follows) or fitted(rows)


def _one_number_each(parts: Sequence[Sequence[LineParts]]) -> bool:
    """Is a number beside each part, which counts on? The first may be the rest of a row of the page before."""
    first = [[placed.line for row in part for placed in row if placed.first == 0] for part in parts]
    counted = first if first[0] else first[1:]
    return all(len(own) == 1 for own in counted) and numbers_in([own[0] for own in counted])


def _without(left_out: set[int], size: int) -> list[int]:
    return [index for index in range(size) if index not in left_out]


def merged_labels(rows: Sequence[Sequence[int]]) -> dict[int, range]:
    """The rows over which a label of the first column is centred, by the row that it is printed in or between.

    Only where the first row has no label of its own: labels printed at the top of their rows need no such reading.

    Args:
        rows: for each row the columns, from 0, in which something is.
    """
    spans: dict[int, range] = {}
    start = 0
    for index, filled in enumerate(rows):
        if 0 not in filled or index < start:
            continue
        above = index - start
        if not above and not spans:
            return {}
        below = index + 1
        while below < len(rows) and below <= index + above and 0 not in rows[below]:
            below += 1
        if above and below - index - 1 != above:
            return {}
        spans[index] = range(start, below)
        start = below
    return {index: span for index, span in spans.items() if len(span) > 1}


def running(rows: list[LineParts]) -> frozenset[int]:
    """The columns, from 1, whose text in the last printed row fills its line, so that it may go on."""
    return frozenset(column + 1 for column in _full(rows[-1], _edges(rows))) if rows else frozenset()


def filled(rows: list[LineParts], columns: Sequence[tuple[float, float]], follows: bool = False) -> frozenset[int]:
    """The same for the last row of the table, whose shorter cells end above the last printed row.

    Args:
        rows: printed rows from top to bottom, below the head.
        columns: as `body_cells` takes them.
        follows: they are the rest of a table of the page before.
    """
    if not rows:
        return frozenset()
    last = {placed.first: placed for row in _groups(rows, columns, follows=follows)[-1] for placed in row}
    return frozenset(column + 1 for column in _full([*last.values()], _edges(rows)))


def _together(rows: list[LineParts], edges: dict[int, float], tight: float) -> list[list[LineParts]]:
    """Printed rows that make one row of the table, in the order of print."""
    groups: list[list[LineParts]] = []
    for index, row in enumerate(rows):
        if index and _goes_on(groups[-1], row, edges, tight):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _tight(rows: list[LineParts]) -> float:
    """How far apart the lines of one cell may be: judged by the smallest distance where others are far larger."""
    steps = [_distance(one, other) for one, other in pairwise(rows)]
    smallest, largest = min(steps, default=0.0), max(steps, default=0.0)
    # two distances on one page: the smaller one is within cells
    return max(TIGHT, min(1.1 * smallest, LOOSEST)) if largest >= ROWS_APART * smallest else TIGHT


def _goes_on(group: list[LineParts], row: LineParts, edges: dict[int, float], tight: float) -> bool:
    """Is `row` a further line of the cells above it, rather than a row of its own?

    It is where all columns that both have were full above, or where it fills the gaps of the line above or below
    (figures printed beside the middle of a label); a row of the table has its figures in one printed row.
    """
    above = group[-1]
    if _has_figures(row) and any(_has_figures(other) for other in group):  # one row has its figures once
        return False
    common = {placed.first for placed in above} & {placed.first for placed in row}
    if not common:
        return _distance(above, row) <= BESIDE_HEIGHTS
    starts = any(NUMBERED_ROW.match(placed.line.text) for placed in row if placed.first in common)
    if len(row) == 1 and _is_rest(row[0].line.text) and len(above) > 1:
        return _distance(above, row) <= LOOSEST
    return not starts and _distance(above, row) <= tight and common <= _full(above, edges)


def _is_rest(text: str) -> bool:
    """What cannot be a label of its own: a unit in brackets, a last character or two."""
    return text.startswith(("（", "(")) or len(text) <= MOST_LEFT


def _edges(rows: list[LineParts]) -> dict[int, float]:
    """How far to the right the text of each column reaches."""
    edges: dict[int, float] = {}
    for placed in (placed for row in rows for placed in row if placed.first == placed.last):
        edges[placed.first] = max(edges.get(placed.first, 0.0), placed.line.right)
    return edges


def _full(row: LineParts, edges: dict[int, float]) -> set[int]:
    """The columns of a printed row whose line is full, or ends within a bracket."""
    return {
        placed.first
        for placed in row
        if placed.line.right > edges.get(placed.first, 0.0) - 1.2 * placed.line.size or _unclosed(placed.line.text)
    }


def _unclosed(text: str) -> bool:
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _has_figures(row: LineParts) -> bool:
    return any(FIGURE_PART.fullmatch(placed.line.text) for placed in row if placed.first > 0)


def _distance(one: LineParts, other: LineParts) -> float:
    return abs(one[0].line.base - other[0].line.base) / max(other[0].line.size, 1.0)
