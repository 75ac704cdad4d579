"""Paragraphs and tables → one text with the offsets of everything in it.

For formats whose text we put together ourselves (PDF, sheets): a paragraph is a line, a row of a table is a
line with ` | ` between its cells.
"""

from __future__ import annotations

from itertools import groupby

from plancli.model import Cell, Span, Table
from plancli.read.build.grid import TextCell, TextGrid

BETWEEN_CELLS = " | "


class Composer:
    """Collects the text of one document, piece by piece, and knows where each piece ended up."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.pages: list[int] = []
        self.paragraphs: list[int] = []
        self.tables: list[Table] = []
        self.unsure: list[Span] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def page(self) -> None:
        """A page begins with the next text, also in the middle of a paragraph."""
        self.pages.append(self._length)

    def write(self, text: str) -> Span:
        """Text that goes on in the line."""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return Span(start, self._length)

    def begin(self) -> None:
        """A paragraph begins with the next text."""
        if self._length and self._parts[-1] != "\n":
            self.write("\n")
        self.paragraphs.append(self._length)

    def table(self, grid: TextGrid, page: int | None = None, page_rows: dict[int, int] | None = None) -> None:
        """A table, one row a line. `page_rows` names the rows with which a new page begins: row → how many."""
        cells: list[Cell] = []
        starts = self._length
        for number, row in groupby(sorted(grid.cells, key=_place), key=lambda cell: cell.row):
            self.begin()
            starts = starts if cells else self._length
            for _ in range((page_rows or {}).get(number, 0)):
                self.page()
            cells.extend(self._row(list(row)))
        if cells:
            self.tables.append(Table(len(self.tables) + 1, Span(starts, self._length), tuple(cells), page))

    def _row(self, row: list[TextCell]) -> list[Cell]:
        """One row; an empty or covered place keeps its separator as long as something follows it."""
        placed: list[Cell] = []
        column = 1
        last = max((cell.column for cell in row if cell.text), default=0)  # no separators behind the last text
        for cell in row:
            while column < min(cell.column, last):
                self.write(BETWEEN_CELLS)
                column += 1
            span = self.write(cell.text)
            self.unsure += [span] if cell.unsure and cell.text else []
            placed.append(Cell(span, cell.row, cell.column, cell.row_span, cell.column_span))
        return placed


def _place(cell: TextCell) -> tuple[int, int]:
    return cell.row, cell.column
