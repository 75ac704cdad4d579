"""One cell of an indicator table → its record, with the rule behind every attribute."""

from __future__ import annotations

from plancli.extract.provenance import page_of, paragraph_of, placed
from plancli.extract.tables.attributes import (
    annual_of,
    flow_of,
    indicator_of,
    modality_of,
    place_of,
    status_of,
    year_of,
)
from plancli.extract.tables.cells import ValueCell
from plancli.extract.tables.figure import CellFigure
from plancli.extract.tables.kind import kind_of
from plancli.extract.tables.unit import unit_of
from plancli.model import Amount, Answer, Document, Kind, Span, Target

Answers = dict[str, Answer]
Shared = dict[str, Answers]
"""What bare figures of a row have in common, by the measure that the heads of their columns name."""


def record(document: Document, number: int, value: ValueCell, quote: Span, shared: Shared) -> Target:
    """The record of one cell of the table `number`, which quotes a row of it; its section and id are given later.

    What the row has in common is `shared`, empty at its first cell.
    """
    cell, figure = value.cell, value.figure
    place = _place(value)
    answers = _answers(value, place, shared)
    amount = _amount(figure, answers)
    return Target(
        "",
        *placed(document, place, quote),
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


def _place(value: ValueCell) -> Span:
    """Where the figure is in the decoded text."""
    at = value.cell.span.start
    return Span(at + value.figure.start, at + value.figure.end)


def _amount(figure: CellFigure, answers: Answers) -> Amount:
    """The figure with its unit; a decrease of -18 is one of 18."""
    falls = answers["kind"].value is Kind.DECREASE and figure.value < 0
    return Amount(-figure.value if falls else figure.value, figure.value_max, answers["unit"].value)


def table_cell(figure: CellFigure, place: Span) -> Answer:
    """The figure in the cell of an indicator table, at its `place` in the text."""
    return Answer(figure.written, "table_cell", place)


def _answers(value: ValueCell, place: Span, shared: Shared) -> Answers:
    # a row of fifty years asks once what it measures, and in which unit
    common = shared.get(value.column.measure) if _is_bare(value) else _common(value)
    if common is None:
        common = shared[value.column.measure] = _common(value)
    answers = {
        "value": table_cell(value.figure, place),
        **common,
        "comparator": value.figure.comparator,
        "year": year_of(value),
        "status": status_of(value),
    }
    said = {
        "modality": modality_of(value),
        "departments": value.row.departments,
        "group": value.row.group,
        "region": place_of(value),
    }
    return answers | {name: answer for name, answer in said.items() if answer is not None}


def _common(value: ValueCell) -> Answers:
    """The answers that ask neither for the year of a cell nor for its number."""
    unit = unit_of(value)
    return {
        "unit": unit,
        "indicator": indicator_of(value),
        "kind": kind_of(value, unit.value),
        "annual": annual_of(value),
        "flow": flow_of(value),
    }


def _is_bare(value: ValueCell) -> bool:
    """Whether neither cell nor head says more than a figure and its year: 17.1 under 2025年."""
    figure, column = value.figure, value.column
    if figure.unit or figure.kind or figure.cumulative or figure.value < 0:
        return False
    # points of percent are explained by the head of their own column
    return column.nature == "level" and not column.unit and not column.annual and value.row.unit.value != "百分点"
