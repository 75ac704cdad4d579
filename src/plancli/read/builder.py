"""Put blocks together as one text, and keep the offsets of paragraphs, pages, tables and cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from plancli.model import Cell, Document, Span, Table

BETWEEN_CELLS = " | "
WIDEST = 200  # columns; no real table is wider, malformed spans are (colspan=99999999)
TALLEST = 10_000  # rows that one cell may span


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the file has it; where it stands in the grid follows from the spans of all."""

    text: str
    row_span: int = 1
    column_span: int = 1


class Builder:
    """Blocks in reading order → one text. A paragraph ends with a line end, cells of a row are joined by ` | `."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._joins: list[int] = []
        self._paragraphs: list[int] = []
        self._pages: list[int] = []
        self._tables: list[Table] = []

    def page(self) -> None:
        """A new page begins here."""
        self._pages.append(self._length)

    def paragraph(self, text: str, joins: Sequence[int] = ()) -> None:
        """Add a paragraph; `joins` are offsets in `text` of characters that reading steps over."""
        if not text.strip():
            return
        self._joins += [self._length + offset for offset in joins]
        self._paragraphs.append(self._length)
        self._add(text + "\n")

    def table(self, rows: Iterable[Sequence[RawCell]], page: int | None = None) -> None:
        """Add a table, a line for each row; a cell over several rows or columns is written once, where it begins."""
        start, cells = self._length, []
        number = len(self._paragraphs)
        for row, placed in enumerate(place(rows), 1):
            cells += self._row(row, placed)
        if not any(cell.span.end > cell.span.start for cell in cells):
            self._cut(start, number)
            return
        span = Span(start, max(self._length - 1, start))
        self._tables.append(Table(len(self._tables) + 1, span, tuple(cells), page or len(self._pages) or None))

    def document(self, **more: Any) -> Document:
        """The document of all blocks; `more` are its other fields."""
        fields: dict[str, Any] = {
            "id": "",
            "text": "".join(self._parts),
            "joins": tuple(self._joins),
            "paragraphs": tuple(self._paragraphs),
            "pages": tuple(self._pages),
            "tables": tuple(self._tables),
        }
        return Document(**(fields | more))

    def _row(self, row: int, placed: list[tuple[int, RawCell]]) -> list[Cell]:
        if not any(raw.text.strip() for _, raw in placed):
            return []
        cells = []
        self._paragraphs.append(self._length)
        for number, (column, raw) in enumerate(placed):
            if number:
                self._add(BETWEEN_CELLS)
            text = " ".join(raw.text.split())
            span = Span(self._length, self._length + len(text))
            self._add(text)
            cells.append(Cell(span, row, column, raw.row_span, raw.column_span))
        self._add("\n")
        return cells

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _cut(self, start: int, paragraphs: int) -> None:
        text = "".join(self._parts)[:start]
        self._parts, self._length = [text], start
        del self._paragraphs[paragraphs:]


def place(rows: Iterable[Sequence[RawCell]]) -> Iterable[list[tuple[int, RawCell]]]:
    """For each row its cells with the column (from 1) where they stand, spans bounded and resolved."""
    taken: dict[int, int] = {}  # column → rows below that a cell from above still covers
    for row in rows:
        column, placed, fresh = 1, [], {}
        for raw in row:
            while taken.get(column):
                column += 1
            if column > WIDEST:
                break
            width = max(1, min(raw.column_span, WIDEST - column + 1))
            height = max(1, min(raw.row_span, TALLEST))
            placed.append((column, RawCell(raw.text, height, width)))
            fresh.update(dict.fromkeys(range(column, column + width), height - 1))
            column += width
        taken = {column: left - 1 for column, left in taken.items() if left > 1} | {c: h for c, h in fresh.items() if h}
        yield placed
