"""The unit of a figure in a table: from its cell, its column, its row, or a note about sums."""

from __future__ import annotations

from collections.abc import Callable

from plancli.extract.tables.cells import ValueCell
from plancli.extract.tables.heading.columns import TableColumn
from plancli.extract.tables.label import change_in
from plancli.extract.tables.words import says
from plancli.lexicon.words import only_word
from plancli.model import Answer
from plancli.patterns import lazy

NOTE_UNIT = lazy(rf"{only_word('classes', 'unit_word')}[为是:]\s*(个?百分点|%|[^\s,，。;；()]{{1,6}})")
SIGN_OF_SUMS = lazy(r"[〔\[【(][^〕\]】)]{0,12}[〕\]】)]")
PERCENT = ("%", "‰")


def unit_of(value: ValueCell) -> Answer:
    """The answer of the first rule that has one: in the cell itself, of a sum in 〔 〕, of the column, of the row.

    Args:
        value: a cell of a column of values, with its row.
    """
    # lazily: no rule is asked behind the one that answers
    answers = (rule(value) for rule in RULES)
    return next((found for found in answers if found is not None), value.row.unit)


def is_average(value: ValueCell) -> bool:
    """Whether a `value` is a rate on average: 城镇调查失业率 under 年均 alone; of a growth label or head say 增长."""
    column, row = value.column, value.row
    plain = column.nature == "growth" and not says(column.text, "growth") and not value.figure.cumulative
    return plain and row.unit.value in PERCENT and change_in(row.label) is None


def _is_sum(value: ValueCell) -> bool:
    cumulative = value.figure.cumulative or value.column.nature == "cumulative"
    return cumulative and value.column.nature != "level" and not is_average(value)


def table_cell_unit(value: ValueCell) -> Answer | None:
    """7% in the cell."""
    return Answer(value.figure.unit, "table_cell_unit") if value.figure.unit else None


def unit_of_row(value: ValueCell) -> Answer | None:
    """A sum of amounts, or of a fall or rise in % by the label, has the unit of its row."""
    # a rate that rises from 60 % to 65 % has risen by points; an amount, or a fall stated in %, has the same unit
    kept = _is_sum(value) and (change_in(value.row.label) is not None or value.row.unit.value != "%")
    return value.row.unit if kept else None


def table_note_unit(value: ValueCell) -> Answer | None:
    """注:〔 〕表示五年累计数,单位为百分点."""
    if _is_sum(value):
        for match in NOTE_UNIT.finditer(value.note):
            # of several units in a note it is the one that is said of the brackets
            if SIGN_OF_SUMS.search(value.note[max(0, match.start() - 30) : match.start()]):
                return Answer(match[1].removeprefix("个"), "table_note_unit")
    return None


def table_header_unit(value: ValueCell) -> Answer | None:
    """产值(亿元) at the head of the column; of a sum only where the column is one of sums."""
    column: TableColumn = value.column
    if not column.unit or (_is_sum(value) and column.nature != "cumulative"):
        return None
    return Answer(column.unit, "table_header_unit", column.span)


def table_cumulative_share(value: ValueCell) -> Answer | None:
    """A share grows by points of percent: 〔3.2〕."""
    return Answer("百分点", "table_cumulative_share") if _is_sum(value) else None


def table_growth_percent(value: ValueCell) -> Answer | None:
    """A column of growth without a unit is in %."""
    if value.column.nature == "level" or is_average(value):
        return None
    return Answer("%", "table_growth_percent", value.column.span)


# The cell says it before the column, the column before the row: a unit in a head belongs to this column only.
RULES: tuple[Callable[[ValueCell], Answer | None], ...] = (
    table_cell_unit,
    unit_of_row,
    table_note_unit,
    table_header_unit,
    table_cumulative_share,
    table_growth_percent,
)
