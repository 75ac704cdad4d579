"""Figures in tables that gave no record, said in one line a document: nothing is lost in silence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from plancli.extract.tables.figure import figure_of
from plancli.extract.tables.words import says
from plancli.model import Cell, Document, Table
from plancli.patterns import lazy
from plancli.segment.fold import fold

SHOWN = 3  # tables in the line
LONGEST_CELL = 24  # characters: a longer cell is prose
LEAST = 2  # figures of a table that gave no record at all: one alone may be anything
FIGURES = lazy(r"[-+<>≤≥±≈~*\s]*\d[\d.,%‰/\-—~*()〔〕\[\]<>≤≥+\s]*")
NO_FIGURE = lazy(
    r"""
    (?:19|20)\d\d(?:年?度?|\D{1,3}(?:19|20)\d\d)\D{0,3}  # a year, or two
    |(?:19|20)\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2})?.{0,9}  # a date
    |\d{1,2}[:/]\d\d.*  # a time of day
    |0\d+(?:-\d+)*|\d{7,}|\d{3,}(?:-\d+)+  # numbers of telephones, documents and codes
    |\d+(?:\.\d+){2,}|[(\[]\d+[)\]]|\d+[.,)]  # numbers of items
    """,
    re.VERBOSE,
)


def unread_cells(document: Document, tables: Sequence[Table], starts: Sequence[int]) -> tuple[str, ...]:
    """A line that says how many figures in `tables` gave no record, and where the first is; none where all gave one.

    Args:
        starts: where the records of the document begin, in order.
    """
    found = [(table, cells) for table in tables if (cells := list(_unread(document, table, starts)))]
    if not found:
        return ()
    count = sum(len(cells) for _, cells in found)
    places = "; ".join(_place(table, cells) for table, cells in found[:SHOWN])
    more = f"; and {len(found) - SHOWN} more tables" if len(found) > SHOWN else ""
    return (f"{count:,} numeric cells read as nothing: {places}{more}",)


def _place(table: Table, cells: Sequence[Cell]) -> str:
    page = f" on page {table.page}" if table.page else ""
    return f"table {table.number}{page} ({len(cells):,}, first in row {cells[0].row}, column {cells[0].column})"


def _unread(document: Document, table: Table, starts: Sequence[int]) -> Iterator[Cell]:
    """The cells of a table that hold a figure and gave no record."""
    silent = [cell for cell in table.cells if not _gave(cell, starts)]
    read = len(silent) < len(table.cells)
    figures = [(cell, text) for cell in silent if (text := _figure(document, cell))]
    if not figures or (not read and len(figures) < LEAST):
        return
    passed = _passed(document, table, figures)
    left = [cell for cell, _ in figures if cell.column not in passed[1] and cell.row not in passed[0]]
    yield from left if read or len(left) >= LEAST else ()


def _gave(cell: Cell, starts: Sequence[int]) -> bool:
    at = bisect_left(starts, cell.span.start)
    return at < len(starts) and starts[at] < cell.span.end


def _figure(document: Document, cell: Cell) -> str:
    """The folded text of a cell that holds a figure alone; empty for any other."""
    if not 0 < cell.span.end - cell.span.start <= LONGEST_CELL:
        return ""
    text = fold(document.text[cell.span.start : cell.span.end]).strip()
    if NO_FIGURE.fullmatch(text):
        return ""
    return text if FIGURES.fullmatch(text) or figure_of(text) is not None else ""


def _passed(document: Document, table: Table, figures: Sequence[tuple[Cell, str]]) -> tuple[set[int], set[int]]:
    """Rows and columns that are passed by for a reason: sums, and numbers of rows."""
    rows, columns = set(), set()
    for cell in table.cells:
        if cell.span.end - cell.span.start > LONGEST_CELL:
            continue
        text = fold(document.text[cell.span.start : cell.span.end]).strip()
        if says(text, "total"):
            rows.add(cell.row)
        if says(text, "ordinal") or says(text, "document") or says(text, "remark"):
            columns.add(cell.column)
    return rows, columns | _counting(figures)


def _counting(figures: Sequence[tuple[Cell, str]]) -> set[int]:
    """Columns whose figures count the rows: 1, 2, 3."""
    held: dict[int, list[str]] = {}
    for cell, text in figures:
        held.setdefault(cell.column, []).append(text)
    return {column for column, texts in held.items() if texts == [str(at) for at in range(1, len(texts) + 1)]}
