"""The rest of a table without rules: rows at the top of the next column or page, in the columns of the part before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from plancli.read.build.grid import TextGrid
from plancli.read.pdf.lines import Line
from plancli.read.pdf.unruled.columns import SAME_SIZE, OpenTable
from plancli.read.pdf.unruled.continued import SET, is_of_kind, is_set
from plancli.read.pdf.unruled.parts import FIGURE_PART, RowLine
from plancli.read.pdf.unruled.rows import body_cells, by_their_text, filled, one_row, running
from plancli.read.pdf.unruled.touching import placed_in
from plancli.read.pdf.unruled.zones import Columns, Printed, Zone

FURTHER = 1.1  # times the largest step within the rows
JOINING = 2.4  # font heights from the rest of a cell to what is under it


def rest_of(before: OpenTable, zone: Zone) -> OpenTable | None:
    """The rows of a zone as the rest of the table `before`; None where they are in other columns.

    Args:
        before: moved to where its columns should be; that odd and even pages have other margins is seen.
    """
    places = _places(zone.columns, before.columns)
    if places is None:
        return None
    for body in _bodies(zone, before):
        rows = [[_placed(line, zone.columns, places) for line in row] for row in body]
        groups = by_their_text(rows, before.columns, follows=True)
        if groups and (_has_figures(groups[0]) or _goes_on(groups[0], zone.columns, places, before)):
            return _built(before, rows)
    return None


def last_lines(before: OpenTable, rows: Sequence[Printed], heads: int) -> OpenTable | None:
    """The last lines of cells that the end of the page has cut, with nothing else of the table on the new one.

    Args:
        before: as for `rest_of`.
        rows: the printed rows of the page.
        heads: how many running heads may be above.
    """
    for start in range(min(heads + 1, len(rows))):
        end = start
        while end < len(rows) and _are_last(rows[end], before):
            end += 1
        if end > start:
            placed = placed_in(list(rows[start:end]), before.columns)
            return replace(_built(before, placed), grid=TextGrid(tuple(one_row(placed))))
    return None


def _are_last(row: Printed, before: OpenTable) -> bool:
    """May these be the last lines of cells? One of them goes on where print ended, the others where a cell was full."""
    if before.is_printed_otherwise(row):
        return False
    goes_on = any(_is_last(line, before, before.running) for line in row)
    return goes_on and all(_is_last(line, before, before.filled) for line in row)


def _is_last(line: Line, before: OpenTable, columns: frozenset[int]) -> bool:
    """Is it in one of the `columns`, not where prose begins, and no wider than the column?"""
    for at, (left, right) in enumerate(before.columns):
        if line.left < right and line.right > left:
            wide = line.right - line.left > right - left + line.size / 2
            return at > 0 and at + 1 in columns and is_set(line, left, right) and not wide
    return False


def _is_rest(line: Line, before: OpenTable, size: float) -> bool:
    """May it be the rest of a cell printed in that size, and no running head, which may be over any column?"""
    within = any(abs(line.left - left) < SET * size and line.right <= right + 1 for left, right in before.columns)
    return within and abs(line.size - size) < SAME_SIZE * size and _is_last(line, before, before.filled)


def _has_figures(group: Sequence[Sequence[RowLine]]) -> bool:
    return any(FIGURE_PART.fullmatch(placed.line.text) for row in group for placed in row)


def _goes_on(group: Sequence[Sequence[RowLine]], columns: Columns, places: Sequence[int], before: OpenTable) -> bool:
    """May these be the rest of cells that were full at the end of the part before?"""
    edges = dict(zip(places, columns, strict=True))
    return all(
        placed.first + 1 in before.filled
        and is_of_kind(placed.line.text, placed.first + 1, before)
        and is_set(placed.line, *edges[placed.first])
        for row in group
        for placed in row
    )


def _places(columns: Columns, before: Columns) -> list[int] | None:
    """For each column that of the part before which is above it, wherever the margin is."""
    shifts = [0.0, columns[0][0] - before[0][0], columns[-1][1] - before[-1][1]]
    for shift in shifts:
        over = [
            [at for at, (left, right) in enumerate(before) if one[0] - shift < right and one[1] - shift > left]
            for one in columns
        ]
        found = [places[0] for places in over if len(places) == 1]
        if len(found) == len(columns) and found == sorted(set(found)):
            return found
    return list(range(len(columns))) if len(columns) == len(before) else None


def _placed(line: Line, columns: Columns, places: Sequence[int]) -> RowLine:
    at = next(index for index, (left, right) in enumerate(columns) if line.left < right and line.right > left)
    return RowLine(line, places[at], places[at])


def _bodies(zone: Zone, before: OpenTable) -> Iterator[list[Printed]]:
    """What is above and below the figures may be further lines of their cells, or may not.

    Above, what is at the left of a column that was full at the end of the part before is near enough at any distance.
    """
    steps = [lower[0].base - upper[0].base for upper, lower in pairwise(zone.rows)]
    size = zone.rows[0][-1].size
    far = max(JOINING * zone.rows[0][0].size, FURTHER * max(steps, default=0.0))
    near = [
        lower[0].base - upper[0].base <= far or all(_is_rest(line, before, size) for line in upper)
        for upper, lower in pairwise([*zone.above, zone.rows[0]])
    ]
    least = len(near) - near[::-1].index(False) if False in near else 0
    for start in range(least, len(zone.above) + 1):
        for end in range(len(zone.below), -1, -1):
            yield [*zone.above[start:], *zone.rows, *zone.below[:end]]


def _built(before: OpenTable, rows: list[list[RowLine]]) -> OpenTable:
    lines = [placed.line for row in rows for placed in row]
    edges = list(before.columns)
    for placed in (placed for row in rows for placed in row):
        left, right = edges[placed.first]
        edges[placed.first] = min(left, placed.line.left), max(right, placed.line.right)
    more = running(rows)
    return OpenTable(
        min(line.left for line in lines),
        min(line.top for line in lines),
        max(line.right for line in lines),
        max(line.base for line in lines) + 1,
        tuple(edges),
        TextGrid(tuple(body_cells(rows, 1, before.columns))),
        0,
        True,
        more,
        follows=True,
        ruled=False,
        filled=more | filled(rows, before.columns, follows=True),
        size=before.size,
    )
