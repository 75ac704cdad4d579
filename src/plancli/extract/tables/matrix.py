"""A table as a matrix: which cell covers which place, and what it says once folded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plancli.model import Cell, Document, Table
from plancli.segment.fold import fold

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`at` maps (row, column) to the cell that covers it; `turned` where rows and columns are exchanged.

    `texts` has the folded text of each cell, by the row and column of the original table.
    """

    table: Table
    at: dict[Place, Cell]
    texts: dict[Place, str]
    raws: dict[Place, str]
    rows: int
    columns: int
    turned: bool

    def cell(self, row: int, column: int) -> Cell | None:
        return self.at.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The folded, stripped text of the cell at this place; empty where none is."""
        cell = self.at.get((row, column))
        return "" if cell is None else self.texts[cell.row, cell.column]

    def raw(self, row: int, column: int) -> str:
        """The folded text of a cell with its blanks, so that places in it are places in the document."""
        cell = self.at.get((row, column))
        return "" if cell is None else self.raws[cell.row, cell.column]

    def owns(self, row: int, column: int) -> bool:
        """Does the cell at this place begin here, rather than reach here from above or from the left?"""
        cell = self.at.get((row, column))
        here = (column, row) if self.turned else (row, column)
        return cell is not None and (cell.row, cell.column) == here

    def distinct(self, row: int) -> Iterator[tuple[int, str]]:
        """Column and text of each cell in a row, a merged one once, empty ones left out."""
        before: Cell | None = None
        for column in range(1, self.columns + 1):
            cell = self.at.get((row, column))
            if cell is not None and cell is not before and (text := self.text(row, column)):
                yield column, text
            before = cell


def matrix_of(document: Document, table: Table, turned: bool = False) -> Matrix:
    """The matrix of a table, with rows and columns exchanged where it is `turned`."""
    at: dict[Place, Cell] = {}
    texts: dict[Place, str] = {}
    raws: dict[Place, str] = {}
    for cell in table.cells:
        span = cell.span
        raw = raws[cell.row, cell.column] = fold(document.text[span.start : span.end])
        texts[cell.row, cell.column] = " ".join(raw.split())
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                at.setdefault((column, row) if turned else (row, column), cell)
    rows = max((row for row, _ in at), default=0)
    columns = max((column for _, column in at), default=0)
    return Matrix(table, at, texts, raws, rows, columns, turned)
