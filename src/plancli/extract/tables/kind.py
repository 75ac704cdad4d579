"""Kind and unit of a figure in a table, and whether it is for each year."""

from __future__ import annotations

from plancli.extract.link.flags import NEW
from plancli.extract.tables.figure import CellFigure
from plancli.extract.tables.head import TableColumn
from plancli.extract.tables.rows import Row
from plancli.extract.tables.words import says
from plancli.lexicon.words import pattern, phrases, predicates
from plancli.model import Answer, Kind
from plancli.patterns import lazy

NOTE_UNIT = lazy(r"单位[为是:]\s*(个?百分点|%|[^\s,，。;；()]{1,6})")
RANKED = pattern("classes", "ranking")
BRACKETED = lazy(r"[〔\[【(][^〕\]】)]{0,12}[〕\]】)]")


def unit_of(figure: CellFigure, row: Row, column: TableColumn, note: str) -> Answer:
    """The unit: in the cell itself, of a growth column, of a sum in 〔 〕, else of the row.

    Args:
        note: the note of the table, folded; empty where it has none.
    """
    if figure.unit:
        return Answer(figure.unit, "table_cell_unit")
    # the column says how rows differ, the row what it measures: a unit in the head is only of this column
    if column.nature == "level" or _is_average(figure, row, column):
        return Answer(column.unit, "table_header_unit", column.span) if column.unit else row.unit
    if figure.cumulative or column.nature == "cumulative":
        return _unit_of_sum(row, column, note)
    return Answer(column.unit or "%", "table_header_unit" if column.unit else "table_growth_percent", column.span)


def _unit_of_sum(row: Row, column: TableColumn, note: str) -> Answer:
    """A rate grows by points of percent; what the label calls a fall or rise in %, and amounts, keep their unit."""
    if _word_in(row.label) is not None or row.unit.value != "%":
        return row.unit
    if said := _note_unit(note):
        return Answer(said, "table_note_unit")
    if column.nature == "cumulative" and column.unit:
        return Answer(column.unit, "table_header_unit", column.span)
    return Answer("百分点", "table_cumulative_share")


def _note_unit(note: str) -> str:
    """注:〔 〕表示五年累计数,单位为百分点."""
    for match in NOTE_UNIT.finditer(note):
        # of several units in a note it is the one that is said of the brackets
        if BRACKETED.search(note[max(0, match.start() - 30) : match.start()]):
            return match[1].removeprefix("个")
    return ""


def kind_of(figure: CellFigure, row: Row, column: TableColumn, unit: str) -> Answer:
    """Growth by the head or by a word in the label (能耗降低), share by its unit, else a level."""
    if figure.kind is not None:
        between = figure.kind in (Kind.GROWTH, Kind.DECREASE)
        return Answer(figure.kind, "table_between_states" if between else "table_cell_form")
    word = _word_in(row.label)
    if _is_average(figure, row, column):
        return Answer(Kind.SHARE, "table_unit_share", row.unit.span)
    if word is None and figure.unit in ("%", "‰") and row.unit.value not in ("", "%", "‰"):
        return Answer(Kind.GROWTH, "table_cell_percent")  # 35000 元 | 7%: the amount grows
    if (column.nature == "growth" and not figure.cumulative) or unit == "百分点":
        # -3 under 增长, or 3 where the label says 下降
        falls = figure.value < 0 or word is Kind.DECREASE
        return Answer(Kind.DECREASE if falls else Kind.GROWTH, "table_header_growth", column.span)
    if word is not None:
        return Answer(word, "table_label_word", row.indicator.span)
    if unit in phrases("classes", "place_units") and RANKED.search(row.label):
        return Answer(Kind.RANK, "table_label_rank", row.indicator.span)
    if unit in ("%", "‰"):
        return Answer(Kind.SHARE, "table_unit_share", row.unit.span)
    return Answer(Kind.LEVEL, "plain")


def _is_average(figure: CellFigure, row: Row, column: TableColumn) -> bool:
    """城镇调查失业率 under 年均 alone is the average of a rate, no growth; its label or head would say 增长."""
    plain = column.nature == "growth" and not says(column.text, "growth") and not figure.cumulative
    return plain and row.unit.value in ("%", "‰") and _word_in(row.label) is None


def _word_in(label: str) -> Kind | None:
    """增长 or 降低 that a label ends with; 增长 at its beginning names something else."""
    words = predicates()
    stop = len(label)
    # word by word from the end: 增长 in 年均增长目标, but not in 增长极数量
    while stop > 0 and (found := words.ending(label, 0, stop)) is not None:
        if found[1].kind in ("growth", "decrease"):
            return Kind(found[1].kind)
        stop -= len(found[0])
    return None


def annual_of(figure: CellFigure, row: Row, column: TableColumn) -> Answer:
    """年均 in the head or in the label; a sum in 〔 〕 under 年均 is not an average."""
    if column.annual and not figure.cumulative:
        return Answer(True, "table_header_annual", column.span)
    if says(row.label, "annual"):
        return Answer(True, "table_label_annual", row.indicator.span)
    return Answer(False, "plain")


def flow_of(row: Row) -> Answer:
    """新增 in the label: only what is newly added."""
    return Answer(True, "table_label_new", row.indicator.span) if NEW.search(row.label) else Answer(False, "stock")
