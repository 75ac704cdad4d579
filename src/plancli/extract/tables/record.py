"""One cell of an indicator table → its record, with the rule behind every attribute."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from plancli.extract.find import quantities
from plancli.extract.provenance import page_of, paragraph_of
from plancli.extract.tables.figure import CellFigure, figure_of
from plancli.extract.tables.head import Column, TableHead, status_answer
from plancli.extract.tables.kind import annual_of, flow_of, kind_of, unit_of
from plancli.extract.tables.matrix import Matrix
from plancli.extract.tables.rows import Row
from plancli.model import Amount, Answer, Cell, Comparator, Document, Kind, Span, Status, Target

FORMS = {"rank": Kind.RANK, "coverage": Kind.SHARE, "doubling": Kind.MULTIPLE}
RANK = re.compile(r"\s*([前第](\d{1,3}))\s*")
MARKED = re.compile(r"\*号?的?[一-鿿]{0,4}?(?:为|是|系|指|表示)[一-鿿]{0,4}?((?:19|20)\d\d)年")
LONGEST = 24


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table that gives records, understood; `note` is its folded text with what follows it, `below` its note."""

    matrix: Matrix
    head: TableHead
    rows: tuple[Row, ...]
    note: str
    below: Span | None = None


def record(document: Document, table: IndicatorTable, row: Row, column: Column) -> Target | None:
    """The record of one cell; None where it holds no figure or only repeats the cell it is merged with."""
    matrix = table.matrix
    cell = matrix.cell(row.number, column.number)
    if cell is None or not matrix.owns(row.number, column.number):
        return None
    raw = matrix.raw(row.number, column.number)
    figure = figure_of(raw) or _spoken(raw)
    if figure is None:
        return None
    if figure.kind is None and _is_rise(figure, table, row, column):
        figure = replace(figure, kind=Kind.DECREASE if figure.value < 0 else Kind.GROWTH)
    return _target(document, table, row, _of_marked_year(raw, column, table.note), (cell, figure))


def _is_rise(figure: CellFigure, table: IndicatorTable, row: Row, column: Column) -> bool:
    """6.3件 | 12件 | 〔5.7〕: where two states stand beside it, a sum over the period is what lies between them."""
    if not figure.cumulative and column.nature != "cumulative":
        return False
    levels = [one.number for one in table.head.of("value") if one.nature == "level"]
    states = (figure_of(table.matrix.text(row.number, number)) for number in levels)
    found = [Fraction(state.value) for state in states if state is not None]
    return len(found) == 2 and found[1] - found[0] == figure.value != 0


def _of_marked_year(raw: str, column: Column, note: str) -> Column:
    """60.6* under 2020年, and below the table 带*的为2019年数据: the column as it holds for this cell."""
    said = MARKED.search(note) if "*" in raw else None
    return replace(column, year=int(said[1]), dated="table_note_year") if said else column


def _target(
    document: Document, table: IndicatorTable, row: Row, column: Column, found: tuple[Cell, CellFigure]
) -> Target:
    cell, figure = found
    place = Span(cell.span.start + figure.start, cell.span.start + figure.end)
    answers = _answers(figure, table, row, column)
    answers["value"] = Answer(figure.written, "table_cell", place)
    amount = _amount(figure, answers)
    quote = _quote(table.matrix, row.number)
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
        indicator=row.indicator.value,
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
        table=table.matrix.table.number,
        row=cell.row,
        column=cell.column,
        paragraph=paragraph_of(document, place.start),
        answers=tuple(answers.items()),
    )


def _amount(figure: CellFigure, answers: dict[str, Answer]) -> Amount:
    """The figure with its unit; a decrease of -18 is one of 18."""
    falls = answers["kind"].value is Kind.DECREASE and figure.value < 0
    return Amount(-figure.value if falls else figure.value, figure.value_max, answers["unit"].value)


def _answers(figure: CellFigure, table: IndicatorTable, row: Row, column: Column) -> dict[str, Answer]:
    unit = unit_of(figure, row, column, table.note)
    year_rule = column.dated if column.year is not None else "table_no_year"
    answers = {
        "value": Answer(figure.written, "table_cell"),
        "unit": unit,
        "indicator": row.indicator,
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


def _spoken(raw: str) -> CellFigure | None:
    """全覆盖, 翻一番, 前十位, 前10, 80%以上的村: the one quantity that a cell of few words holds."""
    text = raw.strip()
    if place := RANK.fullmatch(raw):
        sign = Comparator.LE if place[1].startswith("前") else Comparator.EQ
        answer = Answer(sign, "table_cell_word")
        return CellFigure(*place.span(1), Decimal(place[2]), None, place[2], "位", answer, False, Kind.RANK)
    found, _ = quantities.find(raw) if 0 < len(text) <= LONGEST else ([], [])
    if len(found) != 1 or found[0].span.end - found[0].span.start < len(text) / 2:
        return None
    quantity = found[0]
    rank = quantity.form == "rank" and quantity.text.startswith("前")
    comparator = quantity.inner or Answer(Comparator.LE if rank else Comparator.EQ, "plain")
    return CellFigure(
        quantity.span.start,
        quantity.span.end,
        quantity.written.value,
        quantity.written.value_max,
        quantity.written_value,
        quantity.written.unit,
        comparator,
        False,
        FORMS.get(quantity.form),
    )


def _quote(matrix: Matrix, number: int) -> Span:
    """The row as it stands in the text, from its first cell to its last."""
    spans = [cell.span for place, cell in matrix.at.items() if place[0] == number and matrix.owns(*place)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))
