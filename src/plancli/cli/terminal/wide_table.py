"""The wide table where width is short: as many blocks of regions as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TextIO

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from plancli.columns import WIDE, Column
from plancli.export.cells import header
from plancli.grid import Grid

Row = dict[str, Any]

LEAD = ("indicator", "kind", "year", "unit")
WIDEST_LEAD = 28  # cells that an indicator takes before it is wrapped
NARROWEST_LEAD = 8  # with less, a list is easier to read than a table
GAP = 3  # cells between two columns
MARKDOWN_WIDTH = 120
NOTE = {
    "zh": "! 同一文档另有不同数值，见 --layout long",
    "en": "! the document states another figure too: see --layout long",
}


def show(table: Grid, lang: str) -> None:
    """Print `table` so that it fits the width of the terminal."""
    from plancli.cli.terminal.console import console

    screen = console()
    columns, rows = _prepared(table, lang)
    if _is_too_narrow(columns, rows, screen.width):
        _show_as_list(table, columns, rows, lang)
        return
    for lead, regions, part in _blocks(columns, rows, screen.width):
        screen.print(_rich(lead, regions, part, lang), "", sep="\n")
    if _has_clash(table):
        screen.print(NOTE[lang])


def write_markdown(table: Grid, stream: TextIO, lang: str) -> None:
    """Write `table` as Markdown tables of a width that people can read."""
    from plancli.export.write import Style, to_stream

    columns, rows = _prepared(table, lang)
    for number, (lead, regions, part) in enumerate(_blocks(columns, rows, MARKDOWN_WIDTH)):
        stream.write("\n" if number else "")
        to_stream(part, [*lead, *regions], stream, Style("md", lang))
    if _has_clash(table):
        stream.write(f"\n{NOTE[lang]}\n")


def _is_too_narrow(columns: Sequence[Column], rows: Sequence[Row], width: int) -> bool:
    """Whether a row with one region would leave the indicator less than a few characters."""
    rest = sum(_width(column, rows) + GAP for column in _lead(rows) if column.name != "indicator")
    return NARROWEST_LEAD + GAP + rest + max((_width(column, rows) for column in columns), default=0) > width


def _show_as_list(table: Grid, columns: Sequence[Column], rows: Sequence[Row], lang: str) -> None:
    """A line for each indicator, and below it one for each region that has a figure."""
    from plancli.cli.messages import visible
    from plancli.cli.terminal.console import console
    from plancli.compare.tables.grid import called

    screen = console()
    for source, row in zip(table.rows, rows, strict=True):
        screen.print(Text(visible(called(source, lang)), style="bold", overflow="fold"))
        for column in columns:
            if row[column.name]:
                screen.print(Text(visible(f"  {header(column, lang)} {row[column.name]}"), overflow="fold"))


def _prepared(table: Grid, lang: str) -> tuple[list[Column], list[Row]]:
    """Rows for people: short names of regions, `!` where a document contradicts itself."""
    from plancli.compare.tables import wide

    columns = [Column(column.label, "str", short, short, "", "") for column, short in _shorts(table)]
    rows = wide.rows(table, lang)
    for row, source in zip(rows, table.rows, strict=True):
        for column, cell in zip(table.columns, source.cells, strict=True):
            row[column.label] = "" if cell is None else cell.text + "!" * cell.clash
    return columns, rows


def _shorts(table: Grid) -> Iterator[tuple[Any, str]]:
    """湖北 for 湖北省, where only one column is called so."""
    from plancli.lexicon.regions import by_code

    known = [by_code(column.region_code) if column.region_code else None for column in table.columns]
    shorts = [_short(region) or column.label for region, column in zip(known, table.columns, strict=True)]
    for column, short in zip(table.columns, shorts, strict=True):
        yield column, short if shorts.count(short) == 1 else column.label


def _short(region: Any) -> str:
    """The nation's short name is 我国: in a table, 全国 says more."""
    return "" if region is None else str(region.name if region.level == "nation" else region.short)


def _blocks(
    columns: Sequence[Column], rows: Sequence[Row], width: int
) -> Iterator[tuple[list[Column], list[Column], list[Row]]]:
    """Columns that lead each row, some regions that fit beside them, and the rows in which these have a figure."""
    lead = _lead(rows)
    room = width - sum(_width(column, rows) + GAP for column in lead)
    block: list[Column] = []
    used = 0
    for column in columns:
        wanted = _width(column, rows) + GAP
        if block and used + wanted > room:
            yield lead, block, _rows_of(block, rows)
            block, used = [], 0
        block.append(column)
        used += wanted
    if block:
        yield lead, block, _rows_of(block, rows)


def _lead(rows: Sequence[Row]) -> list[Column]:
    """What leads a row; a year that no row has is left out."""
    return [column for column in WIDE if column.name in LEAD and any(row[column.name] for row in rows)]


def _width(column: Column, rows: Sequence[Mapping[str, Any]]) -> int:
    widest = max([cell_len(column.zh), *(cell_len(str(row[column.name] or "")) for row in rows)])
    return min(widest, WIDEST_LEAD) if column.name in LEAD else widest


def _rows_of(block: Sequence[Column], rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if any(row[column.name] for column in block)]


def _rich(lead: Sequence[Column], regions: Sequence[Column], rows: Sequence[Row], lang: str) -> Table:
    from plancli.cli.messages import visible

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for column in lead:
        wraps = column.name == "indicator"
        width = WIDEST_LEAD if wraps else None
        table.add_column(
            Text(header(column, lang)),
            no_wrap=not wraps,
            max_width=width,
            overflow="fold",
            min_width=min(width or 1, NARROWEST_LEAD),
        )
    for column in regions:
        table.add_column(Text(header(column, lang)), justify="right", no_wrap=True)
    for row in rows:
        values = (row[column.name] for column in (*lead, *regions))
        table.add_row(*(Text(visible("" if value is None else str(value))) for value in values))
    return table


def _has_clash(table: Grid) -> bool:
    return any(cell is not None and cell.clash for row in table.rows for cell in row.cells)
