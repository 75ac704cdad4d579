"""A row of an indicator table → what it measures, in which unit, how hard its promise is, and who answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plancli.extract.tables.head import TableHead, status_in
from plancli.extract.tables.heading.columns import TableColumn
from plancli.extract.tables.heading.places import place_in
from plancli.extract.tables.heading.row_time import LabelTime, table_label_status, table_label_year, time_in_label
from plancli.extract.tables.label import indicator_of, number_of, without_number
from plancli.extract.tables.lines import PlacedCell, TableLine
from plancli.extract.tables.row_answers import (
    binding,
    deadline,
    group_column,
    modality_column,
    name,
    table_department_column,
    table_group_row,
    table_no_unit,
    table_row_label,
    table_unit_in_label,
    table_unit_of_whole,
    unit_column,
    unit_of_table,
)
from plancli.extract.tables.units import unit_in_brackets
from plancli.extract.tables.words import says, starts
from plancli.model import Answer, Modality, Span, Status
from plancli.patterns import lazy

FOOTMARK = lazy(r"\s*(?:[①-⑳*]|\[\d\])+\s*$")
ROW_NUMBER = lazy(r"\d{1,3}[.、]?")
NO_NAME = lazy(r"[\d.,%]+|[较比]20\d\d年.*")
"""5000 | 2000 | 500 is a row of sums whose name is not found; 较2025年增长 goes on with the row above."""
ATTRIBUTE = lazy(r"[(\[]([^()\[\]]{2,4}性)[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of data; `label` is what it is called, `group` the title above it or the merged cell at its left.

    `span` is the row in the text; `values` are the cells under the columns of values, each with its column.
    `has_unit`: whether the table names its unit. `year` and `status` are what the row alone says: by a deadline, or in
    the label of a table whose columns are places.
    """

    indicator: Answer
    label: str
    unit: Answer
    group: Answer | None
    modality: Answer | None
    departments: Answer | None
    span: Span
    values: tuple[tuple[TableColumn, PlacedCell], ...]
    has_unit: bool = True
    year: Answer | None = None
    status: Answer | None = None


@dataclass(frozen=True, slots=True)
class _Outer:
    """What rows have from outside of them: the title above, the unit above the table, the number of the row before.

    `named` is what the last row measures that names it, `label` its cell, `group` the last cell of a group.
    """

    above: str
    title: Answer | None = None
    counted: int = 0
    named: str = ""
    label: PlacedCell | None = None
    group: Answer | None = None


def rows_of(lines: Sequence[TableLine], head: TableHead, above: str) -> list[TableRow]:
    """The rows of data.

    Args:
        lines: the whole table.
        head: its columns.
        above: the unit that is said above the table, or an empty string.
    """
    found: list[TableRow] = []
    outer = _Outer(above)
    first = head.of("label")[0].number
    for line in lines[head.body - 1 :]:
        cells = [placed for _, placed in line.distinct()]
        # one cell over the whole width names the group of the rows below it, until the next one
        if len(cells) == 1 and not starts(cells[0].text, "note"):
            outer = replace(outer, title=table_group_row(cells[0]))
        elif len(cells) > 1 and (row := _row(line, head, outer)) is not None:
            part = starts(line.text(first), "part")
            found.append(_as_part(row, found[-1]) if part and found else row)
            outer = _behind(outer, row, line, first)
    return found


def _behind(outer: _Outer, row: TableRow, line: TableLine, first: int) -> _Outer:
    """What the rows behind a `row` have from outside; `first` is the column of labels."""
    measured = outer.named and row.label.startswith(outer.named)
    return replace(
        outer,
        counted=number_of(line.text(first), outer.counted),
        named=outer.named if measured else row.indicator.value,
        label=line.at(first) if line.text(first) else outer.label,
        group=row.group or outer.group,
    )


def _row(line: TableLine, head: TableHead, outer: _Outer) -> TableRow | None:
    placed = _label_cell(line, head.of("label")[0].number)
    if placed is None and head.of("year"):
        placed = outer.label  # a label over the rows of several years, as CSV has merged cells
    if placed is None or starts(placed.text, "note") or says(placed.text, "total") or place_in(placed.text):
        return None
    label, attribute = _attribute(FOOTMARK.sub("", placed.text))
    label, bracket = unit_in_brackets(label)
    group = group_column(line, head) or outer.title
    plain = without_number(label, outer.counted)
    time = _time(plain, line, head)
    plain, bracket = _named(time, group or (outer.group if head.has_places else None), outer, bracket)
    if not plain or NO_NAME.fullmatch(plain):
        return None
    unit = unit_column(line, head) or table_unit_in_label(bracket, placed) or unit_of_table(head, outer.above)
    values = ((column, line.at(column.number)) for column in head.of("value"))
    return TableRow(
        name(indicator_of(plain), placed),
        plain,
        unit or table_no_unit(),
        group,
        modality_column(line, head) or (table_row_label(attribute) if attribute else None),
        table_department_column(line, head),
        line.span,
        tuple((column, value) for column, value in values if value is not None),
        unit is not None,
        deadline(line, head) or (table_label_year(time.year, time.span or placed.span) if time.year else None),
        _status(time, head, placed.span),
    )


def _time(label: str, line: TableLine, head: TableHead) -> LabelTime:
    """The time that the row of a `line` names: in a column of years, or in its label below places."""
    placed = next((line.at(column.number) for column in head.of("year")), None)
    if placed is not None:
        return replace(time_in_label(placed.text), label=label, span=placed.span)
    return time_in_label(label) if head.has_places else LabelTime(label)


def _status(time: LabelTime, head: TableHead, label: Span) -> Answer | None:
    """Whether the figures of a row are promised, as far as its own year or label can tell."""
    # a title of goals says nothing of a year that is over: 2024年产量 in 2025年任务分解表
    of_title = None if head.told is Status.TARGET and head.now else head.told
    said = time.status or of_title
    if time.year is None or not (said or head.now):
        return None
    return table_label_status(status_in(time.year, head.now, said), time.span or label)


def _named(time: LabelTime, group: Answer | None, outer: _Outer, bracket: str) -> tuple[str, str]:
    """What a row is called, and the unit in brackets: by its label, its group, or the row before it."""
    if not time.label and group is not None:
        plain, unit = unit_in_brackets(group.value)  # 粮食产量(万吨) over 2024年 and 2025年
        return plain, bracket or unit
    if not says(time.label, "measure"):
        return time.label, bracket
    # 产值 below 新能源汽车: the group has the name, the row only the measure; else the row before has it
    return (group.value if group is not None else outer.named) + time.label, bracket


def _label_cell(line: TableLine, column: int) -> PlacedCell | None:
    """The cell of the label, also merged over rows or set in the column of its group; not the number of a row."""
    while column > 1 and not line.text(column):
        column -= 1
    return line.at(column) if line.text(column) and not ROW_NUMBER.fullmatch(line.text(column)) else None


def _as_part(row: TableRow, whole: TableRow) -> TableRow:
    """其中:工业 below 地区生产总值增速(%): without a unit of its own it has the unit of the whole, and its change."""
    if row.has_unit:
        return row
    plain = indicator_of(whole.label)
    change = whole.label[len(plain) :] if whole.label.startswith(plain) else ""
    return replace(row, label=row.label + change, unit=table_unit_of_whole(whole.unit))


def _attribute(label: str) -> tuple[str, Modality | None]:
    match = ATTRIBUTE.search(label)
    modality = binding(match[1]) if match else None
    return (label[: match.start()].rstrip(), modality) if match and modality else (label, None)
