"""A table as lines of folded cells, the first step of its reading; a merged cell appears at every place it covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plancli.extract.tables.words import says
from plancli.model import Cell, Document, Span, Table
from plancli.segment.fold import fold

CellAt = tuple[int, int]


@dataclass(slots=True, unsafe_hash=True)
class PlacedCell:
    """A cell at one of the places that it covers.

    `raw` is its folded text, blanks and all, so that places in it are places in the document; `text` has single
    blanks. `owned`: it begins here, rather than reaches here from above or from the left.
    """

    cell: Cell
    raw: str
    text: str
    owned: bool

    @property
    def span(self) -> Span:
        return self.cell.span


@dataclass(frozen=True, slots=True)
class TableLine:
    """One row of a table, or one column where the table is read turned. Numbers and columns count from 1."""

    number: int
    cells: tuple[PlacedCell | None, ...]

    def at(self, column: int) -> PlacedCell | None:
        """The cell at this column; None where there is none."""
        return self.cells[column - 1] if 0 < column <= len(self.cells) else None

    def text(self, column: int) -> str:
        """The folded text at this column; empty where no cell is."""
        cell = self.at(column)
        return "" if cell is None else cell.text

    def distinct(self) -> Iterator[tuple[int, PlacedCell]]:
        """Column and cell, a merged one once, empty ones left out."""
        before: Cell | None = None
        for column, placed in enumerate(self.cells, 1):
            if placed is not None and placed.cell is not before and placed.text:
                yield column, placed
            before = placed.cell if placed else None

    @property
    def span(self) -> Span:
        """The line as it is in the text, from its first own cell to its last."""
        spans = [placed.span for placed in self.cells if placed is not None and placed.owned]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


def _titles(document: Document, table: Table) -> int:
    """How many rows at the top hold one text alone: the title of a sheet."""
    filled: dict[int, int] = {}
    for cell in table.cells:
        filled[cell.row] = filled.get(cell.row, 0) + bool(document.text[cell.span.start : cell.span.end].strip())
    return next((row - 1 for row in sorted(filled) if filled[row] != 1), 0)


def lines_of(document: Document, table: Table, turned: bool = False) -> tuple[TableLine, ...]:
    """The lines of a table, its columns where it is read `turned`; all of one length."""
    at: dict[CellAt, PlacedCell] = {}
    titles = _titles(document, table) if turned else 0
    for cell in table.cells:
        if cell.row <= titles:  # it would be the head of the first column
            continue
        raw = fold(document.text[cell.span.start : cell.span.end])
        text = " ".join(raw.split())
        if cell.row_span == cell.column_span == 1:  # as nearly all are
            at.setdefault(_at(cell.row, cell.column, turned), PlacedCell(cell, raw, text, True))
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                owned = (row, column) == (cell.row, cell.column)
                # the first cell keeps its place where two overlap, as careless exports have it
                at.setdefault(_at(row, column, turned), PlacedCell(cell, raw, text, owned))
    rows = max((row for row, _ in at), default=0)
    columns = max((column for _, column in at), default=0)
    return tuple(
        TableLine(row, tuple(at.get((row, column)) for column in range(1, columns + 1))) for row in range(1, rows + 1)
    )


def without_ordinals(lines: tuple[TableLine, ...]) -> tuple[TableLine, ...]:
    """The lines of a table that is read turned, without the one that numbers what then are columns: 序号 | 1 | 2."""
    kept = [line for line in lines if not says(line.text(1), "ordinal")]
    return lines if len(kept) == len(lines) else tuple(TableLine(at, line.cells) for at, line in enumerate(kept, 1))


def _at(row: int, column: int, turned: bool) -> CellAt:
    return (column, row) if turned else (row, column)
