"""Several texts of one file (chapters of a book, frames of a page) → one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plancli.model import Document, Span, Table

BETWEEN = "\n"


def concatenated(parts: Sequence[Document]) -> Document:
    """The parts one behind the other, as the first of them; offsets are those of the whole text."""
    first, *others = parts
    whole = first
    for part in others:
        shift = len(whole.text) + len(BETWEEN)
        whole = replace(
            whole,
            text=whole.text + BETWEEN + part.text,
            pages=(*whole.pages, *_shifted(part.pages, shift)),
            paragraphs=(*whole.paragraphs, *_shifted(part.paragraphs, shift)),
            joins=(*whole.joins, *_shifted(part.joins, shift)),
            tables=(*whole.tables, *(_table(table, shift, len(whole.tables)) for table in part.tables)),
            unsure=(*whole.unsure, *(_moved(span, shift) for span in part.unsure)),
            unsure_cells=(*whole.unsure_cells, *(_moved(span, shift) for span in part.unsure_cells)),
            warnings=tuple(dict.fromkeys((*whole.warnings, *part.warnings))),
        )
    return whole


def _shifted(offsets: Sequence[int], by: int) -> tuple[int, ...]:
    return tuple(offset + by for offset in offsets)


def _table(table: Table, by: int, before: int) -> Table:
    cells = tuple(replace(cell, span=_moved(cell.span, by)) for cell in table.cells)
    return Table(table.number + before, _moved(table.span, by), cells, table.page)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
