"""A cell under a column of values → its figure: in digits, in words (全覆盖, 前十位), as a rise between two states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from plancli.extract.find import quantities
from plancli.extract.tables.figure import CellFigure, figure_of
from plancli.extract.tables.head import TableColumn
from plancli.extract.tables.lines import PlacedCell
from plancli.model import Answer, Cell, Comparator, Kind
from plancli.patterns import lazy

FORMS = {"rank": Kind.RANK, "coverage": Kind.SHARE, "doubling": Kind.MULTIPLE}
RANK = lazy(r"\s*([前第](\d{1,3}))\s*")
MARKED = lazy(r"\*号?的?[一-鿿]{0,4}?(?:为|是|系|指|表示)[一-鿿]{0,4}?((?:19|20)\d\d)年")
LONGEST = 24  # characters: a longer cell is prose


@dataclass(frozen=True, slots=True)
class ValueCell:
    """A cell with its figure, and its column as it holds for this cell (a mark may say another year)."""

    cell: Cell
    figure: CellFigure
    column: TableColumn


def cells_of(values: Sequence[tuple[TableColumn, PlacedCell]], note: str) -> list[ValueCell]:
    """The figures of one row; a cell that holds none, or only repeats the one it is merged with, is left out.

    Args:
        values: the columns of values with their cells.
        note: the folded text of the table with what follows it.
    """
    found = []
    for column, placed in values:
        # a merged cell is read where it begins; its other places would give the same record again
        figure = (figure_of(placed.raw) or _spoken(placed.raw)) if placed.owned else None
        if figure is not None:
            if figure.kind is None and _is_rise(figure, column, values):
                figure = replace(figure, kind=Kind.DECREASE if figure.value < 0 else Kind.GROWTH)
            found.append(ValueCell(placed.cell, figure, _of_marked_year(placed.raw, column, note)))
    return found


def _is_rise(figure: CellFigure, column: TableColumn, values: Sequence[tuple[TableColumn, PlacedCell]]) -> bool:
    """6.3件 | 12件 | 〔5.7〕: where two states are given beside it, a sum over the period is what lies between them."""
    if not figure.cumulative and column.nature != "cumulative":
        return False
    states = (figure_of(placed.text) for other, placed in values if other.nature == "level")
    found = [Fraction(state.value) for state in states if state is not None]
    # 12 - 6.3 = 5.7: the arithmetic proves it, no word of the table says so
    return len(found) == 2 and found[1] - found[0] == figure.value != 0


def _of_marked_year(raw: str, column: TableColumn, note: str) -> TableColumn:
    """60.6* under 2020年, and below the table 带*的为2019年数据: the column as it holds for this cell."""
    said = MARKED.search(note) if "*" in raw else None
    return replace(column, year=int(said[1]), dated="table_note_year") if said else column


def _spoken(raw: str) -> CellFigure | None:
    """全覆盖, 翻一番, 前十位, 前10, 80%以上的村: the one quantity that a cell of few words holds."""
    text = raw.strip()
    if place := RANK.fullmatch(raw):
        sign = Comparator.LE if place[1].startswith("前") else Comparator.EQ
        answer = Answer(sign, "table_cell_word")
        return CellFigure(*place.span(1), Decimal(place[2]), None, place[2], "位", answer, False, Kind.RANK)
    found, _ = quantities.find(raw) if 0 < len(text) <= LONGEST else ([], [])
    # a cell is a figure only where the figure is most of it; the rest is left to the rules of sentences
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
