"""What the cells of a row say of all its figures: name, unit, group, binding, departments.

Where a cell is merged over several rows, the rule of the lower ones ends in `_filled_down`.
"""

from __future__ import annotations

from collections.abc import Iterable

from plancli.extract.tables.head import TableHead
from plancli.extract.tables.heading.columns import TableColumn
from plancli.extract.tables.heading.row_time import table_deadline_column
from plancli.extract.tables.label import without_number
from plancli.extract.tables.lines import PlacedCell, TableLine
from plancli.extract.tables.units import is_unit, tidy, unit_in_brackets
from plancli.extract.tables.words import says
from plancli.model import Answer, Modality, Span
from plancli.patterns import lazy

BETWEEN_NAMES = lazy(r"[、,;，；\s]+")


def _first(line: TableLine, columns: Iterable[TableColumn]) -> PlacedCell | None:
    """The first cell with text under `columns`."""
    cells = (line.at(column.number) for column in columns)
    return next((placed for placed in cells if placed is not None and placed.text), None)


def name(phrase: str, placed: PlacedCell) -> Answer:
    """The indicator of a row: the `phrase` that the cell `placed` holds."""
    return table_row_label(phrase, placed.span) if placed.owned else table_row_label_filled_down(phrase, placed.span)


def table_row_label(value: object, span: Span | None = None) -> Answer:
    """The `value` that the label of the row, at `span`, says: the name, (约束性)."""
    return Answer(value, "table_row_label", span)


def table_row_label_filled_down(value: object, span: Span) -> Answer:
    """The `value` that a label says which is merged with those above it, at `span`."""
    return Answer(value, "table_row_label_filled_down", span)


def table_group_row(placed: PlacedCell) -> Answer:
    """A row of one cell that only names what the rows below have in common."""
    return Answer(without_number(placed.text), "table_group_row", placed.span)


def group_column(line: TableLine, head: TableHead) -> Answer | None:
    """What the row of a `line` has in common with its neighbours, by the last column of categories."""
    # of 一级指标 | 二级指标 the second is nearer to what the row measures
    placed = _first(line, reversed(head.of("category")))
    if placed is None:
        return None
    return table_group_column(placed) if placed.owned else table_group_column_filled_down(placed)


def table_group_column(placed: PlacedCell) -> Answer:
    """A first column that names what its rows have in common."""
    return Answer(without_number(placed.text), "table_group_column", placed.span)


def table_group_column_filled_down(placed: PlacedCell) -> Answer:
    """The same, merged over several rows."""
    return Answer(without_number(placed.text), "table_group_column_filled_down", placed.span)


def unit_column(line: TableLine, head: TableHead) -> Answer | None:
    """The unit of the row of a `line` in the column 单位."""
    placed = _first(line, head.of("unit"))
    if placed is None:
        return None
    return table_unit_column(placed) if placed.owned else table_unit_column_filled_down(placed)


def table_unit_column(placed: PlacedCell) -> Answer:
    """The column 单位 of the table."""
    return Answer(tidy(placed.text), "table_unit_column", placed.span)


def table_unit_column_filled_down(placed: PlacedCell) -> Answer:
    """The column 单位, in a cell merged over several rows."""
    return Answer(tidy(placed.text), "table_unit_column_filled_down", placed.span)


def table_unit_in_label(unit: str, placed: PlacedCell) -> Answer | None:
    """数字经济增加值(亿元): the label of the row names the `unit`, which is empty where it does not."""
    return Answer(unit, "table_unit_in_label", placed.span) if unit else None


def unit_of_table(head: TableHead, above: str) -> Answer | None:
    """The unit that the head of the labels or the words above the table say of all rows."""
    return table_unit_in_head(head.of("label")[0]) or table_unit_above(above)


def table_unit_in_head(label: TableColumn) -> Answer | None:
    """指标(亿元): the head of the labels' column names it."""
    unit = unit_in_brackets(label.text)[1]
    return Answer(unit, "table_unit_in_head", label.span) if unit and is_unit(unit) else None


def table_unit_above(unit: str) -> Answer | None:
    """单位:亿元 above the table; the `unit` is empty where nothing is said."""
    return Answer(unit, "table_unit_above") if unit else None


def table_unit_of_whole(whole: Answer) -> Answer:
    """其中:工业: a part without a unit has that of the row above."""
    return Answer(whole.value, "table_unit_of_whole", whole.span)


def table_no_unit() -> Answer:
    """The table names no unit."""
    return Answer("", "table_no_unit")


def modality_column(line: TableLine, head: TableHead) -> Answer | None:
    """How hard the promises of a `line` are, by the columns 属性."""
    for column in head.of("attribute"):
        placed = line.at(column.number)
        said = binding(placed.text) if placed is not None else None
        if placed is not None and said is not None:
            rule = table_attribute_column if placed.owned else table_attribute_column_filled_down
            return rule(said, placed.span)
    return None


def table_attribute_column(modality: Modality, span: Span) -> Answer:
    """The `modality` in the column 属性, at `span`."""
    return Answer(modality, "table_attribute_column", span)


def table_attribute_column_filled_down(modality: Modality, span: Span) -> Answer:
    """The `modality` in the column 属性, at `span`, in a cell merged over several rows."""
    return Answer(modality, "table_attribute_column_filled_down", span)


def deadline(line: TableLine, head: TableHead) -> Answer | None:
    """By when the row of a `line` shall be done."""
    return table_deadline_column(_first(line, head.of("deadline")))


def binding(text: str) -> Modality | None:
    """约束性 or 预期性 as a folded `text` says it."""
    if says(text, "binding"):
        return Modality.BINDING
    return Modality.EXPECTED if says(text, "expected") else None


def table_department_column(line: TableLine, head: TableHead) -> Answer | None:
    """The column 责任单位 of the table."""
    placed = _first(line, head.of("department"))
    if placed is None:
        return None
    names = tuple(name.strip() for name in BETWEEN_NAMES.split(placed.text) if name.strip())
    return Answer(names, "table_department_column", placed.span)
