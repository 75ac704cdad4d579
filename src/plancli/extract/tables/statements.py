"""Indicator tables (指标 × unit × year) → records: the indicator from the row, the year from the head.

Columns are understood in `tables_head`, rows in `tables_rows`, figures in `tables_figure`. A table is one of
indicators only where its head names years, targets or growth above figures; other tables are read as text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from plancli.extract.tables.figure import figure_of
from plancli.extract.tables.head import heads_of_table
from plancli.extract.tables.matrix import matrix_of
from plancli.extract.tables.pipe_text import note_below, text_tables
from plancli.extract.tables.record import IndicatorTable, record
from plancli.extract.tables.rows import rows_of
from plancli.extract.tables.units import unit_above
from plancli.model import Answer, Document, Span, Table, Target
from plancli.segment.fold import fold

ABOVE = 120  # characters above a table in which its unit may stand
SectionOf = Callable[[int], str]


def indicator_tables(document: Document) -> list[IndicatorTable]:
    """The indicator tables of a document, in the order of the text."""
    tables = sorted((*document.tables, *text_tables(document)), key=lambda table: table.span.start)
    return [understood for table in tables for understood in _understood(document, table) if understood.rows]


def covered(tables: Sequence[IndicatorTable]) -> list[Span]:
    """The spans that an extractor of sentences leaves to the tables, in order: notes, and cells without own words."""
    spans: list[Span] = []
    values: dict[int, set[int]] = {}
    for table in tables:
        own = values.setdefault(table.matrix.table.number, set())
        own.update(column.number for column in table.head.of("value"))
        spans += [table.below] if table.below is not None else []
    for table in {table.matrix.table.number: table for table in tables}.values():
        for cell in table.matrix.table.cells:
            text = table.matrix.texts[cell.row, cell.column]
            place = cell.row if table.matrix.turned else cell.column
            if place not in values[table.matrix.table.number] or figure_of(text) is not None or len(text) < 8:
                spans.append(cell.span)
    return sorted(spans, key=lambda span: span.start)


def table_statements(document: Document, tables: Sequence[IndicatorTable], section_of: SectionOf) -> list[Target]:
    """The records of indicator tables. Ids are empty, amounts as written.

    Args:
        document: the document that holds the tables.
        tables: what `indicator_tables` found in it.
        section_of: the path of headings at an offset.
    """
    targets = []
    for table in tables:
        path = section_of(table.matrix.table.span.start)
        for row in table.rows:
            for column in table.head.of("value"):
                if (target := record(document, table, row, column)) is not None:
                    targets.append(replace(target, section=_path(path, row.group)))
    return sorted(targets, key=lambda target: target.span.start)


def _path(path: str, group: Answer | None) -> str:
    return " / ".join(part for part in (path, group.value if group else "") if part)


def _understood(document: Document, table: Table) -> list[IndicatorTable]:
    start, end = table.span.start, table.span.end
    for turned in (False, True):
        matrix = matrix_of(document, table, turned)
        if heads := heads_of_table(matrix, document.head):
            above = unit_above(fold(document.text[max(0, start - ABOVE) : end]))
            below = note_below(document.text, table.span)
            note = fold(document.text[start : max(end + ABOVE, below.end if below else 0)])
            return [IndicatorTable(matrix, head, tuple(rows_of(matrix, head, above)), note, below) for head in heads]
    return []
