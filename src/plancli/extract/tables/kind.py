"""The kind of a figure in a table: growth by the head or by a word in the label, a share by its unit, else a level."""

from __future__ import annotations

from collections.abc import Callable

from plancli.extract.tables.cells import ValueCell
from plancli.extract.tables.label import change_in
from plancli.extract.tables.unit import PERCENT, is_average
from plancli.lexicon.words import pattern, phrases
from plancli.model import Answer, Kind

RANK_IN_LABEL = pattern("classes", "ranking")
CHANGES = (Kind.GROWTH, Kind.DECREASE)
NO_AMOUNT = ("", *PERCENT)


def kind_of(value: ValueCell, unit: str) -> Answer:
    """The answer of the first rule that has one.

    Args:
        value: a cell of a column of values, with its row.
        unit: its unit, as `unit_of` found it.
    """
    answers = (rule(value, unit) for rule in RULES)
    return next((found for found in answers if found is not None), plain())


def table_between_states(value: ValueCell, _: str) -> Answer | None:
    """6.3件, 12件, 〔5.7〕: a sum over the period beside two states is what lies between them."""
    return Answer(value.figure.kind, "table_between_states") if value.figure.kind in CHANGES else None


def table_cell_form(value: ValueCell, _: str) -> Answer | None:
    """全覆盖, 前十位: the form of the figure says it."""
    return Answer(value.figure.kind, "table_cell_form") if value.figure.kind is not None else None


def table_cell_percent(value: ValueCell, _: str) -> Answer | None:
    """35000元, 7%: a share in a row of amounts is their growth."""
    # without a word of change in the label: that one says which way it goes, and is asked below
    amounts = value.row.unit.value not in NO_AMOUNT and change_in(value.row.label) is None
    return Answer(Kind.GROWTH, "table_cell_percent") if amounts and value.figure.unit in PERCENT else None


def table_header_growth(value: ValueCell, unit: str) -> Answer | None:
    """年均增速 in the head of the column; a `unit` of points of percent is always one of change."""
    grows = value.column.nature == "growth" and not value.figure.cumulative
    if is_average(value) or not (grows or unit == "百分点"):
        return None
    # -3 under 增长, or 3 where the label says 下降
    falls = value.figure.value < 0 or change_in(value.row.label) is Kind.DECREASE
    return Answer(Kind.DECREASE if falls else Kind.GROWTH, "table_header_growth", value.column.span)


def table_label_word(value: ValueCell, _: str) -> Answer | None:
    """单位GDP能耗降低: a verb of change in the label of the row."""
    change = change_in(value.row.label)
    return Answer(change, "table_label_word", value.row.indicator.span) if change is not None else None


def table_label_rank(value: ValueCell, unit: str) -> Answer | None:
    """全省排名: a place in an order, by its `unit` and the label of the row."""
    ranked = unit in phrases("classes", "place_units") and RANK_IN_LABEL.search(value.row.label)
    return Answer(Kind.RANK, "table_label_rank", value.row.indicator.span) if ranked else None


def table_unit_share(value: ValueCell, unit: str) -> Answer | None:
    """A level whose `unit` is % is a share, and so is a rate on average."""
    share = unit in PERCENT or is_average(value)
    return Answer(Kind.SHARE, "table_unit_share", value.row.unit.span) if share else None


def plain() -> Answer:
    """A figure that nothing makes a change or a share."""
    return Answer(Kind.LEVEL, "plain")


# What is written in the cell itself comes before its head, and its head before the label that all columns share.
RULES: tuple[Callable[[ValueCell, str], Answer | None], ...] = (
    table_between_states,
    table_cell_form,
    table_cell_percent,
    table_header_growth,
    table_label_word,
    table_label_rank,
    table_unit_share,
)
