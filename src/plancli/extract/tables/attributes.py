"""Year, status, name and modality of a figure in a table, as head, label and cell give them."""

from __future__ import annotations

from plancli.extract.link.flags import NEW, stock
from plancli.extract.tables.cells import ValueCell
from plancli.extract.tables.figure import table_cell_word
from plancli.extract.tables.heading.columns import TableColumn, said_status
from plancli.extract.tables.heading.places import ColumnPlace
from plancli.extract.tables.words import says
from plancli.model import Answer, Status


def year_of(value: ValueCell) -> Answer:
    """The year that a note below the table says of the cell of this `value`, else that of its column."""
    # the mark belongs to one cell, the head to all: 60.6* under 2020年 was counted in 2019
    if value.marked is not None:
        return table_note_year(value.marked, value.column)
    column = value.column
    # the row says by when it shall be done, unless its column is one of a year
    if value.row.year is not None and not column.dated:
        return value.row.year
    if column.year is None:
        return table_no_year(column)
    return table_caption_year(column.year) if _of_caption(column) else table_header_year(column.year, column)


def _of_caption(column: TableColumn) -> bool:
    return column.captioned and not column.dated


def table_caption_year(year: int) -> Answer:
    """某市2025年主要指标分解表 above a table of places: the `year` of its figures."""
    return Answer(year, "table_caption_year")


def table_note_year(year: int, column: TableColumn) -> Answer:
    """带*的为2019年数据 below the table: the `year` of a cell of a `column` with such a mark."""
    return Answer(year, "table_note_year", column.span)


def table_header_year(said: int | Status | None, column: TableColumn) -> Answer:
    """2025年 at the head of a `column`: what is `said` of its year, and whether that is still to come."""
    return Answer(said, "table_header_year", column.span)


def table_no_year(column: TableColumn) -> Answer:
    """No head of the table names a year, nor does that of the `column`."""
    return Answer(None, "table_no_year", column.span)


def status_of(value: ValueCell) -> Answer:
    """Whether a `value` is promised or reached: by the head of its column, by its row, by the title of the table."""
    column, row = value.column, value.row
    if said_status(column.text) is not None:
        return table_header_word(column)
    if row.status is not None:
        return row.status
    return table_caption_word(column) if _of_caption(column) else table_header_year(column.status, column)


def table_caption_word(column: TableColumn) -> Answer:
    """某市2025年主要指标任务分解表 above a table of places: what its title or year say of a `column`."""
    return Answer(column.status, "table_caption_word")


def table_header_word(column: TableColumn) -> Answer:
    """目标值, 完成值 at the head of a `column`."""
    return Answer(column.status, "table_header_word", column.span)


def annual_of(value: ValueCell) -> Answer:
    """Whether a `value` is one for each year; a sum in 〔 〕 under 年均 is not."""
    return table_header_annual(value) or table_label_annual(value) or plain()


def table_header_annual(value: ValueCell) -> Answer | None:
    """年均增速 at the head of the column of a `value`."""
    annual = value.column.annual and not value.figure.cumulative
    return Answer(True, "table_header_annual", value.column.span) if annual else None


def table_label_annual(value: ValueCell) -> Answer | None:
    """年均 in the label of the row of a `value`."""
    annual = says(value.row.label, "annual")
    return Answer(True, "table_label_annual", value.row.indicator.span) if annual else None


def plain() -> Answer:
    """Neither label nor head of the table says so."""
    return Answer(False, "plain")


def flow_of(value: ValueCell) -> Answer:
    """Whether a `value` counts only what is newly added."""
    return table_label_new(value) or stock()


def table_label_new(value: ValueCell) -> Answer | None:
    """新增… in the label of the row of a `value`."""
    return Answer(True, "table_label_new", value.row.indicator.span) if NEW.search(value.row.label) else None


def indicator_of(value: ValueCell) -> Answer:
    """What a `value` measures: by its row, and by the head of its column where that adds something."""
    # a label that ends with the measure says it already: 数字经济产值 under 2025年产值
    measure, name = value.column.measure, value.row.indicator
    return name if not measure or name.value.endswith(measure) else table_row_label_and_head(name, measure)


def table_row_label_and_head(name: Answer, measure: str) -> Answer:
    """数字经济 with 2025年产值 above it: the label of the row with the `measure` at the head of the column."""
    return Answer(name.value + measure, "table_row_label_and_head", name.span)


def modality_of(value: ValueCell) -> Answer | None:
    """How hard a promise is: by the word in the cell of a `value`, else by its row; None where nothing says so."""
    if value.figure.modality is not None:
        return table_cell_word(value.figure.modality)
    # 约束性 and 预期性 belong to promises; a value already reached is neither
    return value.row.modality if status_of(value).value is Status.TARGET else None


def place_of(value: ValueCell) -> Answer | None:
    """The place at the head of the column of a `value`, as it is written; None where the head names none."""
    place = value.column.place
    return table_column_place(place) if place is not None else None


def table_column_place(place: ColumnPlace) -> Answer:
    """东区 at the head of a column: the `place` whose figures are below it."""
    return Answer(place.name, "table_column_place", place.span)
