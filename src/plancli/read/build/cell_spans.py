"""Cells as a file lists them, with their row and column spans → where each one belongs. Always bounded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plancli.read.build.grid import TextCell, TextGrid

WIDEST = 200  # columns; no real table is wider, malformed spans are (colspan=99999999)
MAIN_CELL = 0.6  # of a table's text in one cell …
LONG_CELL = 300  # … and that many characters: the table is there for the layout
MOST_CELLS = 500_000  # of one table


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the file has it; where it is in the grid follows from the spans of all."""

    text: str
    row_span: int = 1
    column_span: int = 1


def is_layout(lengths: Sequence[int]) -> bool:
    """Does one cell hold the text of the whole table? `lengths` are those of its cells, in characters."""
    return max(lengths, default=0) > max(MAIN_CELL * sum(lengths), LONG_CELL)


def grid_of_spans(rows: Sequence[Sequence[RawCell]]) -> TextGrid:
    """The grid of `rows`; a cell over several rows or columns is where it begins, spans end with the table."""
    width = min(WIDEST, max((_width(row) for row in rows), default=0))  # colspan=10000 is a way to say "to the end"
    taken: dict[int, int] = {}  # column → rows below that a cell from above still covers
    cells: list[TextCell] = []
    for number, row in enumerate(rows, 1):
        placed = list(_placed(row, taken, max(width, 1)))
        left = len(rows) - number + 1
        fresh: dict[int, int] = {}
        for column, raw, columns in placed:
            height = max(1, min(raw.row_span, left))
            cells.append(TextCell(" ".join(raw.text.split()), number, column, height, columns))
            fresh |= dict.fromkeys(range(column, column + columns), height)
        taken = {column: down - 1 for column, down in (taken | fresh).items() if down > 1}
        if len(cells) > MOST_CELLS:
            break
    return TextGrid(tuple(cells))


def _width(row: Sequence[RawCell]) -> int:
    """Columns that a row needs. A span wider than any table is no statement about the width."""
    return sum(max(1, raw.column_span) if raw.column_span <= WIDEST else 1 for raw in row)


def _placed(row: Iterable[RawCell], taken: dict[int, int], width: int) -> Iterable[tuple[int, RawCell, int]]:
    """Cells with their column and the columns they cover; a cell never overlaps one that comes from above."""
    column = 1
    for raw in row:
        while taken.get(column):
            column += 1
        if column > WIDEST:
            return
        columns = 1
        wanted = min(raw.column_span, max(width - column + 1, 1))
        while columns < wanted and not taken.get(column + columns):
            columns += 1
        yield column, raw, columns
        column += columns
