"""The long table: one row for each region, indicator, kind, flow and year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from plancli.columns import COMPARISON
from plancli.compare.align.group import AlignedFigure, gather

if TYPE_CHECKING:
    from pandas import DataFrame


def rows(figures: Iterable[AlignedFigure]) -> list[dict[str, Any]]:
    """`figures` as rows with the columns of `columns.COMPARISON`, in the order given."""
    return [row(figure) for figure in figures]


def row(figure: AlignedFigure) -> dict[str, Any]:
    """One figure as a row; what is not said here is as the chosen statement has it."""
    record = figure.record
    known = {
        "indicator_id": figure.indicator_id,
        "indicator": figure.name,
        "flow": bool(record.get("flow")),
        "annual": bool(record.get("annual")),
        "mentions": figure.mentions,
        "clash": figure.clash,
    }
    return {column.name: known.get(column.name, record.get(column.name)) for column in COMPARISON}


def frame(records: Iterable[Mapping[str, Any]]) -> DataFrame:
    """The long table of target records as a data frame, values in base units."""
    import pandas  # here: a second that other commands need not wait

    return pandas.DataFrame(rows(gather(records)), columns=[column.name for column in COMPARISON])
