"""A row of an indicator table → what it measures, in which unit, how hard its promise is, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plancli.extract.tables.head import TableColumn, TableHead
from plancli.extract.tables.label import indicator_of, number_of, without_number
from plancli.extract.tables.lines import PlacedCell, TableLine
from plancli.extract.tables.units import is_unit, tidy, unit_in_brackets
from plancli.extract.tables.words import says, starts
from plancli.model import Answer, Modality, Span
from plancli.patterns import lazy

FOOTMARK = lazy(r"\s*(?:[①-⑳*]|\[\d\])+\s*$")
BETWEEN_NAMES = lazy(r"[、,;，；\s]+")
ATTRIBUTE = lazy(r"[(\[]([^()\[\]]{2,4}性)[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data; `label` is what it is called, `group` the title above it or the merged cell at its left.

    `span` is the row in the text; `values` are the cells under the columns of values, each with its column.
    """

    indicator: Answer
    label: str
    unit: Answer
    group: Answer | None
    modality: Answer | None
    departments: Answer | None
    span: Span
    values: tuple[tuple[TableColumn, PlacedCell], ...]


@dataclass(frozen=True, slots=True)
class _Outer:
    """What rows have from outside of them: the title above, the unit above the table, the number of the row before."""

    above: str
    title: Answer | None = None
    counted: int = 0


def rows_of(lines: Sequence[TableLine], head: TableHead, above: str) -> list[Row]:
    """The rows of data.

    Args:
        lines: the whole table.
        head: its columns.
        above: the unit that is said above the table, or an empty string.
    """
    found: list[Row] = []
    outer = _Outer(above)
    first = head.of("label")[0].number
    for line in lines[head.body - 1 :]:
        cells = [placed for _, placed in line.distinct()]
        # one cell over the whole width names the group of the rows below it, until the next one
        if len(cells) == 1 and not starts(cells[0].text, "note"):
            title = Answer(without_number(cells[0].text), "table_group_row", cells[0].span)
            outer = replace(outer, title=title)
        elif len(cells) > 1 and (row := _row(line, head, outer)) is not None:
            part = starts(line.text(first), "part")
            found.append(_as_part(row, found[-1]) if part and found else row)
            outer = replace(outer, counted=number_of(line.text(first), outer.counted))
    return found


def _row(line: TableLine, head: TableHead, outer: _Outer) -> Row | None:
    placed = _label_cell(line, head.of("label")[0].number)
    if placed is None or starts(placed.text, "note") or says(placed.text, "total"):
        return None
    label, attribute = _attribute(FOOTMARK.sub("", placed.text))
    label, bracket = unit_in_brackets(label)
    group = _group(line, head) or outer.title
    plain = without_number(label, outer.counted)
    # 产值 below 新能源汽车: the group has the name, the row only the measure
    plain = group.value + plain if group is not None and says(plain, "measure") else plain
    in_label = Answer(bracket, "table_unit_in_label", placed.span) if bracket else None
    values = ((column, line.at(column.number)) for column in head.of("value"))
    return Row(
        Answer(indicator_of(plain), "table_row_label" if placed.owned else "table_row_label_filled_down", placed.span),
        plain,
        _unit_column(line, head) or in_label or _unit_of_table(head, outer.above),
        group,
        _modality(line, head) or (Answer(attribute, "table_row_label") if attribute else None),
        _departments(line, head),
        line.span,
        tuple((column, value) for column, value in values if value is not None),
    )


def _label_cell(line: TableLine, column: int) -> PlacedCell | None:
    """The cell of the label, also where it is merged over rows or set in the column of its group."""
    while column > 1 and not line.text(column):
        column -= 1
    return line.at(column) if line.text(column) else None


def _filled(placed: PlacedCell) -> str:
    """What the rule of a cell that reaches here from above is called behind its name."""
    return "" if placed.owned else "_filled_down"


def _as_part(row: Row, whole: Row) -> Row:
    """其中:工业 below 地区生产总值增速(%): without a unit of its own it has the unit of the whole, and its change."""
    if row.unit.rule != "table_no_unit":
        return row
    plain = indicator_of(whole.label)
    change = whole.label[len(plain) :] if whole.label.startswith(plain) else ""
    return replace(row, label=row.label + change, unit=replace(whole.unit, rule="table_unit_of_whole"))


def _attribute(label: str) -> tuple[str, Modality | None]:
    match = ATTRIBUTE.search(label)
    modality = _said(match[1]) if match else None
    return (label[: match.start()].rstrip(), modality) if match and modality else (label, None)


def _first(line: TableLine, columns: Iterable[TableColumn]) -> PlacedCell | None:
    """The first cell with text under `columns`."""
    cells = (line.at(column.number) for column in columns)
    return next((placed for placed in cells if placed is not None and placed.text), None)


def _unit_column(line: TableLine, head: TableHead) -> Answer | None:
    placed = _first(line, head.of("unit"))
    return None if placed is None else Answer(tidy(placed.text), f"table_unit_column{_filled(placed)}", placed.span)


def _unit_of_table(head: TableHead, above: str) -> Answer:
    """The unit that the head of the labels or the words above the table say of all rows."""
    label = head.of("label")[0]
    in_head = unit_in_brackets(label.text)[1]
    if in_head and is_unit(in_head):
        return Answer(in_head, "table_unit_in_head", label.span)
    return Answer(above, "table_unit_above") if above else Answer("", "table_no_unit")


def _group(line: TableLine, head: TableHead) -> Answer | None:
    placed = _first(line, reversed(head.of("category")))
    if placed is None:
        return None
    rule = "table_group_column" if placed.owned else "table_group_column_filled_down"
    return Answer(without_number(placed.text), rule, placed.span)


def _modality(line: TableLine, head: TableHead) -> Answer | None:
    for column in head.of("attribute"):
        placed = line.at(column.number)
        if placed is not None and (modality := _said(placed.text)) is not None:
            return Answer(modality, f"table_attribute_column{_filled(placed)}", placed.span)
    return None


def _said(text: str) -> Modality | None:
    if says(text, "binding"):
        return Modality.BINDING
    return Modality.EXPECTED if says(text, "expected") else None


def _departments(line: TableLine, head: TableHead) -> Answer | None:
    placed = _first(line, head.of("department"))
    if placed is None:
        return None
    names = tuple(name.strip() for name in BETWEEN_NAMES.split(placed.text) if name.strip())
    return Answer(names, "table_department_column", placed.span)
