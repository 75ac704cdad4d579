"""The wide table as rows: what leads a row, then a cell for each region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any

from plancli.columns import WIDE, Column
from plancli.compare.names import entry, topic
from plancli.compare.tables.grid import grid
from plancli.compare.tables.row_names import kind_name, name_of
from plancli.grid import Grid, GridColumn, GridRow
from plancli.lexicon.unit_names import unit_in

if TYPE_CHECKING:
    from pandas import DataFrame

FOR_PEOPLE = ("topic", "indicator", "kind", "year", "unit")


def columns(table: Grid, people: bool = False) -> tuple[Column, ...]:
    """The columns of `rows`; for people without what only programs need."""
    lead = tuple(column for column in WIDE if not people or column.name in FOR_PEOPLE)
    return (*lead, *(_region(column) for column in table.columns))


def rows(table: Grid, lang: str | None = None) -> list[dict[str, Any]]:
    """The rows of `table`; with `lang` (zh, en), names and kinds are as people read them, and `called` says both."""
    return list(each(table, lang))


def each(table: Grid, lang: str | None = None) -> Iterator[dict[str, Any]]:
    """As `rows`, one by one: of many regions, all together take more room than the table."""
    labels = [column.label for column in table.columns]
    empty: dict[str, str | None] = dict.fromkeys(labels)
    return (_lead(row, lang) | empty | _cells(row, labels) for row in table.rows)


def leads(table: Grid, lang: str) -> list[dict[str, Any]]:
    """What leads each row of `rows`, as people read it in `lang`."""
    return [_lead(row, lang) for row in table.rows]


def frame(records: Iterable[Mapping[str, Any]]) -> DataFrame:
    """The wide table of target records as a data frame, cells as people read them (`≥80`)."""
    import pandas  # here: a second that other commands need not wait

    table = grid(records)
    return pandas.DataFrame(rows(table), columns=[column.name for column in columns(table)])


def _region(column: GridColumn) -> Column:
    return Column(column.label, "str", column.label, column.called("en"), "", "")


def _lead(row: GridRow, lang: str | None) -> dict[str, Any]:
    lead: dict[str, Any] = {column.name: getattr(row, column.name) for column in WIDE}
    if lang:
        name = entry(row.indicator_id).en if lang == "en" else row.indicator
        lead |= {"kind": kind_name(row, lang), "indicator": name or row.indicator, "topic": topic(row.topic, lang)}
        lead |= {"called": name_of(row, lang), "unit": unit_in(row.unit, lang)}
    return lead


def _cells(row: GridRow, labels: Sequence[str]) -> dict[str, str | None]:
    """The texts of the cells that are there."""
    # most cells of a wide table are blank
    return {label: cell.text for label, cell in compress(zip(labels, row.cells, strict=True), row.cells) if cell}
