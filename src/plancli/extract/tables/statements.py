"""Indicator tables (指标 × unit × year) → records: the indicator from the row, the year from the head.

Four steps, each of which hands on a finished value: `head` says what the columns hold, `rows` what each row measures,
`cells` which figure a cell holds, `record` what it states. A table is one of indicators only where its head names
years, targets or growth above figures; other tables are read as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import pairwise

from plancli.extract.tables.cells import cells_of
from plancli.extract.tables.figure import BARE, figure_of
from plancli.extract.tables.head import TableHead, heads_of_table
from plancli.extract.tables.heading.caption import caption_of
from plancli.extract.tables.lines import lines_of, without_ordinals
from plancli.extract.tables.pipe_text import note_below, text_tables
from plancli.extract.tables.record import Shared, record
from plancli.extract.tables.rows import TableRow, rows_of
from plancli.extract.tables.units import unit_above
from plancli.lexicon.words import reach
from plancli.model import Answer, Cell, Document, Span, Table, Target
from plancli.segment.fold import fold

REACH_ABOVE = reach("table_unit")
SHORTEST_SENTENCE = 8  # characters of words in a value cell that make it a sentence of its own
SectionOf = Callable[[int], str]
"""The path of headings (一/(二)) over an offset of the folded text; empty above the first heading."""


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table that gives records, understood; `note` is its folded text with what follows it, `below` its note."""

    table: Table
    turned: bool
    head: TableHead
    rows: tuple[TableRow, ...]
    note: str
    below: Span | None = None


def tables_of(document: Document) -> list[Table]:
    """All tables of a document, those of its format and those in its text, in the order of the text."""
    return sorted((*document.tables, *text_tables(document)), key=lambda table: table.span.start)


def indicator_tables(document: Document, tables: Sequence[Table] | None = None) -> list[IndicatorTable]:
    """The indicator tables of a document, in the order of the text.

    Args:
        tables: all that it has (`tables_of`), where they are known.
    """
    tables = tables_of(document) if tables is None else tables
    return [understood for table in tables for understood in _understood(document, table) if understood.rows]


def _understood(document: Document, table: Table) -> list[IndicatorTable]:
    """The table, or its two halves; read turned where only that makes it one of indicators."""
    start, end = table.span.start, table.span.end
    # as it is printed first: most tables have their years in the head
    for turned in (False, True):
        lines = lines_of(document, table, turned)
        lines = without_ordinals(lines) if turned else lines
        if heads := heads_of_table(lines, document.head, caption_of(document, table.span, lines)):
            above = unit_above(fold(document.text[max(0, start - REACH_ABOVE) : start]), fold(document.text[start:end]))
            below = note_below(document.text, table.span)
            note = fold(document.text[start : max(end + REACH_ABOVE, below.end if below else 0)])
            rows = (tuple(rows_of(lines, head, above)) for head in heads)
            return [IndicatorTable(table, turned, *read, note, below) for read in zip(heads, rows, strict=True)]
    return []


def covered(document: Document, tables: Sequence[IndicatorTable]) -> list[Span]:
    """The spans that an extractor of sentences leaves to the tables, in order: notes, and cells without own words."""
    spans: list[Span] = []
    values: dict[int, set[int]] = {}
    for table in tables:
        own = values.setdefault(table.table.number, set())
        own.update(column.number for column in table.head.of("value"))
        spans += [table.below] if table.below is not None else []
    for table in {table.table.number: table for table in tables}.values():
        for cell in table.table.cells:
            place = cell.row if table.turned else cell.column
            # a cell with a sentence of its own (目标: 到2025年…) is read as text, not as a figure
            if place not in values[table.table.number] or not _has_own_words(document, cell):
                spans.append(cell.span)
    return sorted(spans, key=lambda span: span.start)


def bare_figures(tables: Sequence[IndicatorTable]) -> list[Span]:
    """The cells of digits alone that give records, in order: a search for figures in sentences may skip them."""
    cells = (placed for table in tables for row in table.rows for _, placed in row.values if placed.owned)
    return sorted((placed.span for placed in cells if BARE.fullmatch(placed.raw)), key=lambda span: span.start)


def _has_own_words(document: Document, cell: Cell) -> bool:
    if cell.span.end - cell.span.start < SHORTEST_SENTENCE:
        return False
    text = " ".join(fold(document.text[cell.span.start : cell.span.end]).split())
    return len(text) >= SHORTEST_SENTENCE and figure_of(text) is None


def table_statements(document: Document, tables: Sequence[IndicatorTable], section_of: SectionOf) -> Iterator[Target]:
    """The records of indicator tables, in the order of the text. Ids are empty, amounts as written.

    Args:
        document: the document that holds the tables.
        tables: what `indicator_tables` found in it.
        section_of: the path of headings at an offset.
    """
    for group in _groups(tables):
        yield from merge(*(_statements(document, table, section_of) for table in group), key=_start)


def _groups(tables: Sequence[IndicatorTable]) -> Iterator[list[IndicatorTable]]:
    """Tables that hold one another, or are halves of one, together; the others alone."""
    group: list[IndicatorTable] = []
    end = -1
    for table in tables:
        if group and table.table.span.start >= end:
            yield group
            group = []
        group.append(table)
        end = max(end, table.table.span.end) if len(group) > 1 else table.table.span.end
    if group:
        yield group


def _statements(document: Document, table: IndicatorTable, section_of: SectionOf) -> Iterator[Target]:
    """Those of one table, row by row where its rows follow one another in the text."""
    cells = table.table.cells
    in_order = not table.turned and all(one.span.start <= other.span.start for one, other in pairwise(cells))
    found = _each(document, table, section_of(table.table.span.start))
    return found if in_order else iter(sorted(found, key=_start))


def _each(document: Document, table: IndicatorTable, path: str) -> Iterator[Target]:
    printed = _printed_rows(table.table) if table.turned else {}
    for row in table.rows:
        section = _path(path, row.group)
        values = cells_of(row, table.note)
        shared: Shared = {}
        for value in sorted(values, key=lambda value: value.cell.span.start):
            quote = printed[value.cell.row] if table.turned else row.span
            target = record(document, table.table.number, value, quote, shared)
            target.section = section
            yield target


def _start(target: Target) -> int:
    return target.span.start


def _printed_rows(table: Table) -> dict[int, Span]:
    """Each row as it is in the text: of a table that is read turned, the row is quoted, not the column."""
    rows: dict[int, Span] = {}
    for cell in table.cells:
        before = rows.get(cell.row, cell.span)
        rows[cell.row] = Span(min(before.start, cell.span.start), max(before.end, cell.span.end))
    return rows


def _path(path: str, group: Answer | None) -> str:
    return " / ".join(part for part in (path, group.value if group else "") if part)
