"""A row of an indicator table → what it measures, in which unit, how hard its promise is, and who answers for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from plancli.extract.tables.head import TableHead
from plancli.extract.tables.label import indicator_of, number_of, without_number
from plancli.extract.tables.matrix import Matrix
from plancli.extract.tables.units import is_unit, tidy, unit_in_brackets
from plancli.extract.tables.words import says, starts
from plancli.model import Answer, Modality, Span

FOOTMARK = re.compile(r"\s*(?:[①-⑳*]|\[\d\])+\s*$")
ATTRIBUTE = re.compile(r"[(\[]([^()\[\]]{2,4}性)[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data; `label` is what it is called, `group` the title above it or the merged cell at its left."""

    number: int
    indicator: Answer
    label: str
    unit: Answer
    group: Answer | None
    modality: Answer | None
    departments: Answer | None


def rows_of(matrix: Matrix, head: TableHead, above: str) -> list[Row]:
    """The rows of data.

    Args:
        matrix: the table.
        head: its columns.
        above: the unit that is said above the table, or an empty string.
    """
    found: list[Row] = []
    title: Answer | None = None
    counted = 0
    for number in range(head.body, matrix.rows + 1):
        cells = list(matrix.distinct(number))
        if len(cells) == 1 and not starts(cells[0][1], "note"):
            cell = matrix.cell(number, cells[0][0])
            title = Answer(without_number(cells[0][1]), "table_group_row", cell.span if cell else None)
        elif len(cells) > 1 and (row := _row(matrix, head, number, (title, above, counted))) is not None:
            part = starts(matrix.text(number, head.of("label")[0].number), "part")
            found.append(_as_part(row, found[-1]) if part and found else row)
            counted = number_of(matrix.text(number, head.of("label")[0].number), counted)
    return found


def _row(matrix: Matrix, head: TableHead, number: int, outer: tuple[Answer | None, str, int]) -> Row | None:
    title, above, counted = outer
    column = head.of("label")[0].number
    cell, text = matrix.cell(number, column), matrix.text(number, column)
    while not text and column > 1:  # a label merged over rows or set in the column of its group
        column -= 1
        cell, text = matrix.cell(number, column), matrix.text(number, column)
    if cell is None or not text or starts(text, "note"):
        return None
    label, attribute = _attribute(FOOTMARK.sub("", text))
    label, bracket = unit_in_brackets(label)
    plain = without_number(label, counted)
    rule = "table_row_label" if matrix.owns(number, column) else "table_row_label_filled_down"
    return Row(
        number,
        Answer(indicator_of(plain), rule, cell.span),
        plain,
        _unit(matrix, head, number, (bracket, above, cell.span)),
        _group(matrix, head, number) or title,
        _modality(matrix, head, number) or (Answer(attribute, "table_row_label") if attribute else None),
        _departments(matrix, head, number),
    )


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


def _unit(matrix: Matrix, head: TableHead, number: int, known: tuple[str, str, Span]) -> Answer:
    bracket, above, span = known
    for column in head.of("unit"):
        text = matrix.text(number, column.number)
        cell = matrix.cell(number, column.number)
        if cell is not None and text:
            filled = "" if matrix.owns(number, column.number) else "_filled_down"
            return Answer(tidy(text), f"table_unit_column{filled}", cell.span)
    if bracket:
        return Answer(bracket, "table_unit_in_label", span)
    label = head.of("label")[0]
    in_head = unit_in_brackets(label.text)[1]
    if in_head and is_unit(in_head):
        return Answer(in_head, "table_unit_in_head", label.span)
    return Answer(above, "table_unit_above") if above else Answer("", "table_no_unit")


def _group(matrix: Matrix, head: TableHead, number: int) -> Answer | None:
    for column in reversed(head.of("category")):
        text, cell = matrix.text(number, column.number), matrix.cell(number, column.number)
        if text and cell is not None:
            rule = "table_group_column" if matrix.owns(number, column.number) else "table_group_column_filled_down"
            return Answer(without_number(text), rule, cell.span)
    return None


def _modality(matrix: Matrix, head: TableHead, number: int) -> Answer | None:
    for column in head.of("attribute"):
        modality, cell = _said(matrix.text(number, column.number)), matrix.cell(number, column.number)
        if modality is not None and cell is not None:
            filled = "" if matrix.owns(number, column.number) else "_filled_down"
            return Answer(modality, f"table_attribute_column{filled}", cell.span)
    return None


def _said(text: str) -> Modality | None:
    if says(text, "binding"):
        return Modality.BINDING
    return Modality.EXPECTED if says(text, "expected") else None


def _departments(matrix: Matrix, head: TableHead, number: int) -> Answer | None:
    for column in head.of("department"):
        text, cell = matrix.text(number, column.number), matrix.cell(number, column.number)
        if text and cell is not None:
            names = tuple(name.strip() for name in re.split(r"[、,;，；\s]+", text) if name.strip())
            return Answer(names, "table_department_column", cell.span)
    return None
