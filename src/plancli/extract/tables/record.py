"""One cell of an indicator table → its record, with the rule behind every attribute."""

from __future__ import annotations

from plancli.extract.provenance import page_of, paragraph_of
from plancli.extract.tables.attributes import annual_of, flow_of, indicator_of, modality_of, status_of, year_of
from plancli.extract.tables.cells import ValueCell
from plancli.extract.tables.figure import CellFigure
from plancli.extract.tables.kind import kind_of
from plancli.extract.tables.unit import unit_of
from plancli.model import Amount, Answer, Document, Kind, Span, Target


def record(document: Document, number: int, value: ValueCell, quote: Span) -> Target:
    """The record of one cell of the table `number`, which quotes a row of it; its section and id are given later."""
    cell, figure = value.cell, value.figure
    place = Span(cell.span.start + figure.start, cell.span.start + figure.end)
    answers = _answers(value, place)
    amount = _amount(figure, answers)
    return Target(
        id="",
        doc=document.id,
        region=document.head.region,
        region_code=document.head.region_code,
        span=place,
        text=document.text[place.start : place.end],
        quote=quote,
        quote_text=document.text[quote.start : quote.end],
        section="",
        indicator=answers["indicator"].value,
        indicator_id=None,
        kind=answers["kind"].value,
        comparator=figure.comparator.value,
        amount=amount,
        written_value=figure.written,
        written_unit=amount.unit,
        year=answers["year"].value,
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


def table_cell(figure: CellFigure, place: Span) -> Answer:
    """The figure in the cell of an indicator table, at its `place` in the text."""
    return Answer(figure.written, "table_cell", place)


def _answers(value: ValueCell, place: Span) -> dict[str, Answer]:
    unit = unit_of(value)
    answers = {
        "value": table_cell(value.figure, place),
        "unit": unit,
        "indicator": indicator_of(value),
        "kind": kind_of(value, unit.value),
        "comparator": value.figure.comparator,
        "year": year_of(value),
        "status": status_of(value.column),
        "annual": annual_of(value),
        "flow": flow_of(value),
    }
    said = {"modality": modality_of(value), "departments": value.row.departments, "group": value.row.group}
    return answers | {name: answer for name, answer in said.items() if answer is not None}
