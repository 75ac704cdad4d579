"""The wide table where width is short: regions or indicators as columns, or a list, as it is read best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rich.text import Text

from plancli.cli.terminal.blocks import ShownTable
from plancli.columns import WIDE, Column
from plancli.export.cells import header
from plancli.grid import Grid, GridCell

LEAD = ("indicator", "kind", "year", "unit")
CLASH, JOINT = "!", "&"
NOTES = {
    "clash": {
        "zh": "! 同一文档另有不同数值，见 --layout long",
        "en": "! the document states another figure too: see --layout long",
    },
    "joint": {
        "zh": "& 原文将几项指标合写为一个数",
        "en": "& the text states one figure of several indicators at once",
    },
}


def show(table: Grid, lang: str, turned: bool = False) -> None:
    """Print `table` so that it fits the width of the terminal; `turned` asks for a row a region."""
    from plancli.cli.terminal.console import console

    screen = console()
    with_marks = marked(table)
    sheet = _best(with_marks, lang, screen.width, turned)
    if sheet is None:
        _show_as_list(with_marks, lang)
    else:
        for block in sheet.blocks(screen.width):
            screen.print(sheet.drawn(block), "", sep="\n")
    for note in notes(table, lang):
        screen.print(note)


def _best(table: Grid, lang: str, width: int, turned: bool) -> ShownTable | None:
    """The way round that takes fewer blocks, the usual one where both take as many; None where neither fits."""
    ways = [turned_sheet(table, lang)] if turned else [wide_sheet(table, lang), turned_sheet(table, lang)]
    found = [sheet for sheet in ways if sheet.fits(width)]
    # ties go to the first: the usual way round
    return min(found, key=lambda sheet: sum(1 for _ in sheet.blocks(width)), default=None)


def wide_sheet(table: Grid, lang: str) -> ShownTable:
    """A row an indicator; a year that no row has is left out."""
    from plancli.compare.tables import wide

    columns = tuple(Column(column.label, "str", short, short, "", "") for column, short in _shorts(table, lang))
    rows = wide.rows(table, lang)
    lead = tuple(column for column in WIDE if column.name in LEAD and any(row[column.name] for row in rows))
    return ShownTable(lead, columns, rows, lang, wraps="indicator")


def turned_sheet(table: Grid, lang: str) -> ShownTable:
    """A row a region."""
    from plancli.compare.tables import turned

    region, *columns = turned.columns(table, people=True)
    rows = turned.rows(table)
    for row, (_, short) in zip(rows, _shorts(table, lang), strict=True):
        row["region"] = short
    return ShownTable((region,), tuple(columns), rows, lang)


def _show_as_list(table: Grid, lang: str) -> None:
    """A line for each indicator, and below it one for each region that has a figure."""
    from plancli.cli.messages import visible
    from plancli.cli.terminal.console import console
    from plancli.compare.tables.row_names import called

    screen, sheet = console(), wide_sheet(table, lang)
    for source, row in zip(table.rows, sheet.rows, strict=True):
        screen.print(Text(visible(called(source, lang)), style="bold", overflow="fold"))
        for column in sheet.columns:
            if row[column.name]:
                screen.print(Text(visible(f"  {header(column, lang)} {row[column.name]}"), overflow="fold"))


def marked(table: Grid) -> Grid:
    """`table` with a mark behind figures that their document contradicts, or states of several indicators."""
    rows = (replace(row, cells=tuple(cell and _with_marks(cell) for cell in row.cells)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _with_marks(cell: GridCell) -> GridCell:
    marks = CLASH * cell.clash + JOINT * cell.joint
    return replace(cell, text=cell.text + marks) if marks else cell


def _shorts(table: Grid, lang: str) -> Iterator[tuple[Any, str]]:
    """湖北 for 湖北省, where only one column is called so; English names are short as they are."""
    from plancli.lexicon.regions import by_code

    if lang == "en":
        yield from ((column, column.called(lang)) for column in table.columns)
        return
    known = [by_code(column.region_code) if column.region_code else None for column in table.columns]
    shorts = [_short(region) or column.label for region, column in zip(known, table.columns, strict=True)]
    counts = Counter(shorts)
    for column, short in zip(table.columns, shorts, strict=True):
        yield column, short if counts[short] == 1 else column.label


def _short(region: Any) -> str:
    """The nation's short name is 我国: in a table, 全国 says more."""
    return "" if region is None else str(region.name if region.level == "nation" else region.short)


def notes(table: Grid, lang: str) -> Iterator[str]:
    """What the marks in `table` mean."""
    cells = [cell for row in table.rows for cell in row.cells if cell is not None]
    for name, words in NOTES.items():
        if any(getattr(cell, name) for cell in cells):
            yield words[lang]
