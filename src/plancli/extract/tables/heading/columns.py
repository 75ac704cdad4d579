"""One column of a table: what the cells above its first figure say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plancli.extract.tables.heading.places import ColumnPlace
from plancli.extract.tables.lines import PlacedCell, TableLine
from plancli.extract.tables.units import is_unit, unit_in_brackets
from plancli.extract.tables.words import says
from plancli.model import Span, Status
from plancli.patterns import lazy
from plancli.read.metadata.dates import plan_years

YEARS = lazy(r"(?:19|20)\d\d年?度?")
YEAR_IN_HEAD = lazy(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
YEAR_ALONE = lazy(r"(?:19|20)\d\d ?年?度?")
VALUE = "值"
COLUMN_ROLES = ("ordinal", "unit", "attribute", "department", "deadline", "remark", "category", "place")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """What a column holds.

    `role` is value, label, category, year, unit, attribute, department, deadline, ordinal, remark or empty. Of a value
    column, `nature` is level, growth or cumulative; `span` is where its head is, `measure` what its head adds to the
    label (2025年产值), `place` whose figures it holds, `dated` whether its own head says the year, `captioned`
    whether the title of the table was asked for what it does not say.
    """

    number: int
    role: str
    text: str = ""
    span: Span | None = None
    year: int | None = None
    nature: str = "level"
    annual: bool = False
    unit: str = ""
    status: Status | None = None
    measure: str = ""
    place: ColumnPlace | None = None
    dated: bool = False
    captioned: bool = False


def column_of(above: Sequence[TableLine], number: int, place: ColumnPlace | None = None) -> TableColumn:
    """What the cells `above` the first data row say of the column of a `number`, and whose figures it holds.

    Args:
        place: what the head names, where columns are those of places.
    """
    parts, span = [], None
    for at, line in enumerate(above):
        placed = _spanning(above, at, number)
        # a line of one cell is the title of the table, not the head of a column
        if placed is not None and placed.text and len(list(line.distinct())) > 1:
            parts += [placed.text] if placed.text not in parts else []
            span = placed.span
    # 单位, 责任区县 and the like are no roles where the head is a place
    if place is not None:
        told = " ".join(filter(None, map(place.rest, parts)))
        return replace(_values(number, told, span), place=place)
    text = " ".join(parts)
    for role in COLUMN_ROLES:
        if says(text, role):
            return TableColumn(number, role, text, span)
    return _value_column(number, text, span)


def _spanning(above: Sequence[TableLine], at: int, number: int) -> PlacedCell | None:
    """The cell of a head over a column; CSV has text in the first column alone of those that 2020年 spans."""
    placed = above[at].at(number)
    if (placed is not None and placed.text) or at + 1 == len(above):
        return placed
    below = above[at + 1]
    # each column that it spans has a head of its own in the next row
    left = number
    while left > 1 and below.text(left) and not above[at].text(left):
        left -= 1
    spans = below.text(number) and below.text(left) and above[at].text(left)
    return above[at].at(left) if spans else placed


def of_units(column: TableColumn, rows: Sequence[TableLine]) -> TableColumn:
    """A column of units whose head does not say so: a row of units below the names, where years run down the side."""
    cells = [text for row in rows if (text := row.text(column.number))] if column.role in ("", "value") else []
    return replace(column, role="unit") if cells and all(map(is_unit, cells)) else column


def _value_column(number: int, text: str, span: Span | None) -> TableColumn:
    column = _values(number, text, span)
    changes = says(text, "growth") or says(text, "cumulative")
    if column.year is None and not changes and (_names_rows(text) or column.status is None):
        return TableColumn(number, "label" if _names_rows(text) else "", text, span)
    return column


def _values(number: int, text: str, span: Span | None) -> TableColumn:
    """A column of figures, by what its head says of them."""
    years = [int(year) for year in YEAR_IN_HEAD.findall(text)]
    plan = plan_years(text)
    year = years[-1] if years else plan[1] if plan else None
    annual = says(text, "annual")
    # 年均/累计: sums are in brackets there
    nature = "growth" if annual or says(text, "growth") else "cumulative" if says(text, "cumulative") else "level"
    plain, unit = unit_in_brackets(text)
    measure = _measure(plain) if nature == "level" else ""
    status, dated = said_status(text), year is not None
    return TableColumn(number, "value", text, span, year, nature, annual, unit, status, measure=measure, dated=dated)


def _names_rows(text: str) -> bool:
    """指标 at the head of a column, which 指标值 is not."""
    return says(text, "label") and not text.endswith(VALUE)


def _measure(head: str) -> str:
    """产值 in 2025年产值: what the head of a value column adds to the label of each row."""
    plain = YEARS.sub("", head).strip()
    return plain if says(plain, "measure") and not says(plain, "amount") else ""


def said_status(text: str) -> Status | None:
    """Whether the text of a head calls what is below it reached or promised (完成值, 目标值)."""
    if says(text, "actual"):
        return Status.ACTUAL
    return Status.TARGET if says(text, "target") else None


def with_years_down(columns: Sequence[TableColumn], rows: Sequence[TableLine]) -> list[TableColumn]:
    """指标 | 年份 | 数值: a column of years behind the labels dates the rows, and what is behind it holds figures.

    Args:
        rows: those below the head.
    """
    found = next((column.number for column in columns[1:] if column.role == "" and _holds_years(column, rows)), 0)
    if not found:
        return list(columns)
    roles = {column.number: "value" for column in columns if column.number > found and column.role == ""}
    roles[found] = "year"
    return [replace(column, role=roles.get(column.number, column.role)) for column in columns]


def _holds_years(column: TableColumn, rows: Sequence[TableLine]) -> bool:
    """Whether nearly all cells of a column are years: a line of sums or a title may be among them."""
    texts = [text for row in rows if (text := row.text(column.number))]
    years = [text for text in texts if YEAR_ALONE.fullmatch(text)]
    return len(years) >= 2 and len(years) >= 0.7 * len(texts)
