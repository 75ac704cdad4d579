"""Task tables (任务 | 完成时限 | 责任单位): the deadline of a row dates the sentences in its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plancli.extract.tables.heading.row_time import table_deadline_column
from plancli.extract.tables.lines import TableLine, lines_of
from plancli.extract.tables.words import says
from plancli.model import Document, Period, Span, Table
from plancli.segment.fold import fold

HEAD_ROWS = 3  # a title, and a head of two rows
LONGEST_HEAD = 24  # characters


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The rows that have a deadline, in order of the text, each with its period."""

    rows: tuple[tuple[Span, Period], ...] = ()
    starts: tuple[int, ...] = ()

    def of_row(self, at: int) -> Period | None:
        """The deadline of the row that holds the place `at`."""
        number = bisect_right(self.starts, at) - 1
        if number < 0 or at >= self.rows[number][0].end:
            return None
        return self.rows[number][1]


def deadlines_in(document: Document, tables: Sequence[Table]) -> Deadlines:
    """The deadlines of the rows of all tables that have a column of them."""
    found = [pair for table in tables if _has_deadlines(document, table) for pair in _rows(document, table)]
    found.sort(key=lambda pair: pair[0].start)
    return Deadlines(tuple(found), tuple(span.start for span, _ in found))


def _has_deadlines(document: Document, table: Table) -> bool:
    heads = (cell.span for cell in table.cells if cell.row <= HEAD_ROWS)
    short = (document.text[span.start : span.end] for span in heads if span.end - span.start <= LONGEST_HEAD)
    return any(says(fold(text), "deadline") for text in short)


def _rows(document: Document, table: Table) -> Iterator[tuple[Span, Period]]:
    column = 0
    for line in lines_of(document, table):
        head = _column_of_deadlines(line) if line.number <= HEAD_ROWS else 0
        if head:
            column = head
        elif column and (answer := table_deadline_column(line.at(column))) is not None and answer.span is not None:
            text = document.text[answer.span.start : answer.span.end]
            yield line.span, Period(answer.span, text, answer.value, role="deadline")


def _column_of_deadlines(line: TableLine) -> int:
    return next((column for column, placed in line.distinct() if says(placed.text, "deadline")), 0)
