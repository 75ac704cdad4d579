"""A cell under a column of values → its figure: in digits, in words (全覆盖, 前十位), as a rise between two states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from plancli.extract.find import quantities
from plancli.extract.tables.figure import CellFigure, figure_of, plain, table_cell_word
from plancli.extract.tables.heading.columns import TableColumn
from plancli.extract.tables.lines import PlacedCell
from plancli.extract.tables.rows import TableRow
from plancli.lexicon.words import either
from plancli.model import Cell, Comparator, Kind
from plancli.patterns import lazy

FORMS = {"rank": Kind.RANK, "coverage": Kind.SHARE, "doubling": Kind.MULTIPLE}
RANK = lazy(r"\s*([前第](\d{1,3}))\s*")
MARKED_YEAR = lazy(rf"\*号?的?[一-鿿]{{0,4}}?{either('classes', 'copulas')}[一-鿿]{{0,4}}?((?:19|20)\d\d)年")
LONGEST_CELL = 24  # characters: a longer cell is prose


@dataclass(slots=True, unsafe_hash=True)
class ValueCell:
    """A cell with its figure, its row and its column: what the rules of tables are given.

    `note` is the folded text of the table with what follows it, `marked` the year that it says of cells with a mark.
    """

    cell: Cell
    figure: CellFigure
    row: TableRow
    column: TableColumn
    note: str
    marked: int | None = None


def cells_of(row: TableRow, note: str) -> list[ValueCell]:
    """The figures of one row; a cell that holds none, or only repeats the one it is merged with, is left out.

    Args:
        row: the row, with its cells under the columns of values.
        note: the folded text of the table with what follows it.
    """
    found = []
    for column, placed in row.values:
        # a merged cell is read where it begins; its other places would give the same record again
        figure = (figure_of(placed.raw) or _spoken(placed.raw)) if placed.owned else None
        if figure is not None:
            if figure.kind is None and _is_rise(figure, column, row.values):
                figure = replace(figure, kind=Kind.DECREASE if figure.value < 0 else Kind.GROWTH)
            found.append(ValueCell(placed.cell, figure, row, column, note, _marked_year(placed.raw, note)))
    return found


def _is_rise(figure: CellFigure, column: TableColumn, values: Sequence[tuple[TableColumn, PlacedCell]]) -> bool:
    """6.3件 | 12件 | 〔5.7〕: of two states and a sum over the period, the sum is the difference."""
    if not figure.cumulative and column.nature != "cumulative":
        return False
    states = (figure_of(placed.text) for other, placed in values if other.nature == "level")
    found = [Fraction(state.value) for state in states if state is not None]
    # 12 - 6.3 = 5.7: the arithmetic proves it, no word of the table says so
    return len(found) == 2 and found[1] - found[0] == figure.value != 0


def _marked_year(raw: str, note: str) -> int | None:
    """60.6* under 2020年, and below the table 带*的为2019年数据."""
    said = MARKED_YEAR.search(note) if "*" in raw else None
    return int(said[1]) if said else None


def _spoken(raw: str) -> CellFigure | None:
    """全覆盖, 翻一番, 前十位, 前10, 80%以上的村: the one quantity that a cell of few words holds."""
    text = raw.strip()
    if place := RANK.fullmatch(raw):
        sign = Comparator.LE if place[1].startswith("前") else Comparator.EQ
        return CellFigure(
            *place.span(1), Decimal(place[2]), None, place[2], "位", table_cell_word(sign), False, Kind.RANK
        )
    found, _ = quantities.find(raw) if 0 < len(text) <= LONGEST_CELL else ([], [])
    # a cell is a figure only where the figure is most of it; the rest is left to the rules of sentences
    if len(found) != 1 or found[0].span.end - found[0].span.start < len(text) / 2:
        return None
    quantity = found[0]
    rank = quantity.form == "rank" and quantity.text.startswith("前")
    comparator = quantity.inner or plain(Comparator.LE if rank else Comparator.EQ)
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
