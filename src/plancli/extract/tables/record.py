"""One cell of an indicator table → its record, with the rule behind every attribute."""

from __future__ import annotations

from dataclasses import replace

from plancli.extract.provenance import page_of, paragraph_of
from plancli.extract.tables.cells import ValueCell
from plancli.extract.tables.figure import CellFigure
from plancli.extract.tables.head import TableColumn, status_answer
from plancli.extract.tables.kind import annual_of, flow_of, kind_of, unit_of
from plancli.extract.tables.rows import Row
from plancli.model import Amount, Answer, Document, Kind, Span, Status, Target


def record(document: Document, number: int, row: Row, value: ValueCell, note: str) -> Target:
    """The record of one cell of the table `number`; its section and id are given later.

    Args:
        note: the note of the table, folded; it may say what 〔 〕 mean.
    """
    cell, figure, column = value.cell, value.figure, value.column
    place = Span(cell.span.start + figure.start, cell.span.start + figure.end)
    answers = _answers(row, value, note)
    answers["value"] = Answer(figure.written, "table_cell", place)
    amount = _amount(figure, answers)
    return Target(
        id="",
        doc=document.id,
        region=document.head.region,
        region_code=document.head.region_code,
        span=place,
        text=document.text[place.start : place.end],
        quote=row.span,
        quote_text=document.text[row.span.start : row.span.end],
        section="",
        indicator=answers["indicator"].value,
        indicator_id=None,
        kind=answers["kind"].value,
        comparator=figure.comparator.value,
        amount=amount,
        written_value=figure.written,
        written_unit=amount.unit,
        year=column.year,
        base_year=None,
        flow=answers["flow"].value,
        annual=answers["annual"].value,
        status=answers["status"].value,
        modality=answers["modality"].value if "modality" in answers else None,
        departments=answers["departments"].value if "departments" in answers else (),
        page=page_of(document, place.start),
        table=number,
        row=cell.row,
        column=cell.column,
        paragraph=paragraph_of(document, place.start),
        answers=tuple(answers.items()),
    )


def _amount(figure: CellFigure, answers: dict[str, Answer]) -> Amount:
    """The figure with its unit; a decrease of -18 is one of 18."""
    falls = answers["kind"].value is Kind.DECREASE and figure.value < 0
    return Amount(-figure.value if falls else figure.value, figure.value_max, answers["unit"].value)


def _answers(row: Row, value: ValueCell, note: str) -> dict[str, Answer]:
    figure, column = value.figure, value.column
    unit = unit_of(figure, row, column, note)
    year_rule = column.dated if column.year is not None else "table_no_year"
    answers = {
        "value": Answer(figure.written, "table_cell"),
        "unit": unit,
        "indicator": _indicator(row, column),
        "kind": kind_of(figure, row, column, unit.value),
        "comparator": figure.comparator,
        "year": Answer(column.year, year_rule, column.span),
        "status": status_answer(column),
        "annual": annual_of(figure, row, column),
        "flow": flow_of(row),
    }
    if figure.modality is not None:
        answers["modality"] = Answer(figure.modality, "table_cell_word")
    elif row.modality is not None and column.status is Status.TARGET:
        answers["modality"] = row.modality
    if row.departments is not None:
        answers["departments"] = row.departments
    if row.group is not None:
        answers["group"] = row.group
    return answers


def _indicator(row: Row, column: TableColumn) -> Answer:
    name = row.indicator
    if not column.measure or name.value.endswith(column.measure):
        return name
    return replace(name, value=name.value + column.measure, rule="table_row_label_and_head")
