"""Where a table without rules may be: rows of figures under one another, with white between them that nothing crosses.

The white strips between columns are taken from the rows with figures and kept from row to row: a line that extends over
two columns is prose, a title or another table, and ends the zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from plancli.patterns import lazy
from plancli.read.pdf.line_joins import first_word
from plancli.read.pdf.lines import Line
from plancli.read.pdf.unruled.parts import A_YEAR, FIGURE_PART, is_over
from plancli.read.pdf.unruled.rivers import cut_over
from plancli.read.pdf.unruled.touching import parted

PIECES = 3  # in a row that shows columns
TWICE = 2  # of them figures; and rows
LINES_BELOW = 2  # printed
ROWS_EXCEEDED = 1.1  # times as large as the rows is no further line of theirs; two fonts of one size differ by less
ROOM_TO_SPARE = 0.2  # font heights; the widest line of a column may be narrower than the column
MOST_APART = 5.0  # font heights between the lines of one table
CLAUSE_END = lazy(r"[。；;：:，]$")

Columns = tuple[tuple[float, float], ...]
Printed = list[Line]


class Zone(NamedTuple):
    """Printed rows from the first with figures to the last, what is above and below, all in `columns`.

    `shown` is how many rows show the columns, `start` the number of the first.
    """

    above: list[Printed]
    rows: list[Printed]
    below: list[Printed]
    columns: Columns
    shown: int
    start: int


def zones(rows: Sequence[Printed], known: Columns = (), heads: int = 0) -> Iterator[Zone]:
    """The zones among printed rows, from top to bottom.

    Args:
        rows: of one column of text, cut at the gaps that may part cells.
        known: the columns of a table that may go on in the first zone: a lone row has not all of them.
        heads: how many running heads may be above that zone.
    """
    rows = list(rows)
    start = taken = 0
    while start < len(rows):
        if not _shows_columns(rows[start]):
            start += 1
            continue
        last, columns, shown = _downwards(rows, start, known if not taken else ())
        above = _beside(rows[taken:start][::-1], columns, rows[start])[::-1]
        if known and not taken and start - len(above) > heads:
            # below prose another table begins, and its columns are its own
            last, columns, shown = _downwards(rows, start, ())
            above = _beside(rows[taken:start][::-1], columns, rows[start])[::-1]
        below = _beside(takewhile(partial(_is_no_larger, rows[last]), rows[last + 1 :]), columns, rows[last])
        inside = list(rows[start : last + 1])
        yield Zone(above, inside, list(_wrapped(below, inside, columns)), columns, shown, start)
        taken = last + 1
        start = last + 1


def _shows_columns(row: Printed) -> bool:
    figures = sum(bool(FIGURE_PART.fullmatch(line.text)) and not A_YEAR.fullmatch(line.text) for line in row)
    return len(row) >= PIECES and figures >= TWICE


def _downwards(rows: list[Printed], start: int, known: Columns) -> tuple[int, Columns, int]:
    """The last row with figures in the columns of row `start`, these columns, and how many rows have shown them.

    Figures of two columns that nearly touch are cut in `rows`.
    """
    columns = widened(known, rows[start])
    own = len(columns) != len(known) or not _one_in_each(rows[start], columns)
    columns = widened((), rows[start]) if own else columns
    last, kept, shown = start, columns, 1
    for index in range(start + 1, len(rows)):
        if _far(rows[index - 1], rows[index]):
            break
        rows[index] = parted(rows[index], columns)
        columns = widened(columns, rows[index])
        if not columns:
            break
        if _shows_columns(rows[index]):
            last, kept, shown = index, columns, shown + 1
        elif shown == 1 and index - start <= LINES_BELOW:
            kept = columns  # the labels of a lone row may be above and below its figures
    return last, kept, shown


def _one_in_each(row: Printed, columns: Columns) -> bool:
    """Is no more than one line of the row in each column? Where several are, it is a row of another table."""
    return all(sum(is_over(line, *edges) for line in row) <= 1 for edges in columns)


def _far(upper: Printed, lower: Printed) -> bool:
    return abs(lower[0].base - upper[0].base) > MOST_APART * max(upper[0].size, lower[0].size)


def widened(columns: Columns, row: Printed) -> Columns:
    """The columns with the lines of a row in them; none where a line extends over two."""
    edges = list(columns)
    for line in row:
        over = [one for one in edges if is_over(line, *one)]
        if len(over) > 1:
            return ()
        left, right = over[0] if over else (line.left, line.right)
        edges = [one for one in edges if one not in over]
        edges.append((min(left, line.left), max(right, line.right)))
    return tuple(sorted(edges))


def _is_no_larger(row: Printed, below: Printed) -> bool:
    """Is what follows a row printed no larger? A heading is."""
    return max(line.size for line in below) < ROWS_EXCEEDED * max(line.size for line in row)


def _beside(rows: Iterable[Printed], columns: Columns, nearest: Printed) -> list[Printed]:
    """The rows next to the figures that are in their columns: a head, or further lines of cells."""
    found: list[Printed] = []
    for row in rows:
        cut = cut_over(row, columns)
        if _far(found[-1] if found else nearest, row) or _is_text(cut, columns) or not _fits(columns, cut):
            break
        found.append(cut)
    return found


def _wrapped(below: Sequence[Printed], rows: Sequence[Printed], columns: Columns) -> Iterator[Printed]:
    """What is below the figures as long as each line goes on with one that had no room for it: else it is of something
    else, a heading or a figure with its labels."""
    inside = [(line, edges) for row in rows for line in row for edges in columns if is_over(line, *edges)]
    last = {edges: line for line, edges in inside}
    widest = {edges: max(one.right - one.left for one, own in inside if own == edges) for edges in last}
    for row in below:
        places = [(line, edges) for line in row for edges in columns if is_over(line, *edges)]
        if any(edges in last and _had_room(last[edges], line, widest[edges]) for line, edges in places):
            return
        last |= {edges: line for line, edges in places if edges in widest}
        yield row


def _had_room(line: Line, following: Line, wide: float) -> bool:
    """Was there room, in a column of that width, for what the next line begins with?"""
    return line.right - line.left + first_word(following) + ROOM_TO_SPARE * line.size < wide


def _fits(columns: Columns, row: Printed) -> bool:
    return len(widened(columns, row)) == len(columns)


def _is_text(row: Printed, columns: Columns) -> bool:
    """The end of a paragraph, or a line that begins left of the table."""
    alone = len(row) == 1
    return alone and (bool(CLAUSE_END.search(row[0].text)) or row[0].left < columns[0][0] - row[0].size / 2)
