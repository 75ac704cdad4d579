"""概览: what the workbook holds, and the headline table, a row a region, on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.formatting.rule import ColorScaleRule

from plancli.export.about import About, program
from plancli.export.words import ABOUT, REGION, SCOPE, SHEETS
from plancli.export.workbook.figures import figure_cell
from plancli.export.workbook.fit import width, within
from plancli.export.workbook.row_xml import StyledCell, letter
from plancli.export.workbook.sheets import Book, Sheet
from plancli.grid import Grid, GridRow
from plancli.lexicon import load
from plancli.terms import Record

Anchors = Mapping[tuple[Any, ...], str]
"""The cell of the comparison that a sentence of the overview leads to, by its key."""

HEADLINE = "headline"
MOST_ROWS_SHOWN = 24  # columns that one landscape page still shows in letters large enough to read
LEAST = 3  # figures that a colour scale needs to say anything
WHITE, BLUE = "FFFFFF", "A9CBE8"


def add(book: Book, about: About, counts: Mapping[str, int], places: Anchors, lang: str) -> None:
    """Write the sheet: title, corpus, version, and the table.

    Args:
        counts: of documents, targets and regions, for the line about the corpus.
    """
    rows = main_rows(about.grid)
    widths = [width_of(head_of(about.leads(lang)[number]), about.grid.rows[number]) for number in rows]
    heads = [REGION[lang], *(head_of(about.leads(lang)[number]) for number in rows)]
    sheet = book.sheet(SHEETS[lang][0], [label_width(about.grid, lang), *widths], None)
    corpus, headline, shared = SCOPE[lang]
    sheet.add([StyledCell(ABOUT[lang][0], "title")])
    sheet.add([StyledCell(corpus.format(**counts), "note")])
    sheet.add([StyledCell(f"{program()} · {about.when:%Y-%m-%d %H:%M} UTC", "note")])
    sheet.add([])
    found = [about.grid.rows[number] for number in rows]
    sheet.add([StyledCell(headline if any(row.section == HEADLINE for row in found) else shared, "note")])
    head = sheet.add([StyledCell(text, "head" if place == 0 else "head_right") for place, text in enumerate(heads)])
    for place, column in enumerate(about.grid.columns):
        cells = [row.cells[place] for row in found]
        if any(cells):
            name = column.called(lang)
            sheet.add([StyledCell(name, "name"), *(figure_cell(cell, places, lang) for cell in cells)])
    _coloured(sheet, found, head)
    _on_one_page(sheet, head)


def main_rows(grid: Grid) -> list[int]:
    """The rows of the headline table: headlines of the year that most figures are for, else what most regions share."""
    headlines = [number for number, row in enumerate(grid.rows) if row.section == HEADLINE]
    chosen = headlines or [number for number, row in enumerate(grid.rows) if row.section != "rest"]
    years = Counter(grid.rows[number].year for number in chosen for cell in grid.rows[number].cells if cell)
    year = max(years, key=lambda one: (years[one], one or 0), default=None)  # of equally full years the later
    rows = [number for number in chosen if grid.rows[number].year == year]
    if not headlines:
        # the fullest first: there are no headlines to lead
        rows.sort(key=lambda number: -sum(cell is not None for cell in grid.rows[number].cells))
    return sorted(rows[:MOST_ROWS_SHOWN])


def head_of(lead: Record) -> str:
    """An indicator with its year and unit, over two lines."""
    year = "" if lead["year"] is None else f" {lead['year']}"
    return f"{lead['called']}{year}\n{lead['unit'] or ''}".rstrip("\n")


def width_of(head: str, row: GridRow) -> float:
    """Names over four lines, English words whole, figures and words on one.

    Args:
        head: the header, with its own line ends.
    """
    words = max((width(cell.text) for cell in row.cells if cell is not None), default=0)
    longest = max(width(word) if word.isascii() else 0 for word in head.split())
    return within(max(max(width(line) for line in head.split("\n")) / 4 + 2, words + 1.5, longest + 1.5), 8, 20)


def label_width(grid: Grid, lang: str) -> float:
    """Room for the names of regions."""
    names = [column.called(lang) for column in grid.columns]
    return within(max(map(width, names), default=8) + 2, 10)


def _coloured(sheet: Sheet, rows: Sequence[GridRow], head: int) -> None:
    """A scale for each column: darker where a region asks for more; where less is more, the other way."""
    less = load.table("compare")["ceilings"]["indicators"]
    for place, row in enumerate(rows, 2):
        if sum(cell is not None and cell.number is not None for cell in row.cells) < LEAST:
            continue
        # of unemployment the smallest asks for most
        low, high = (BLUE, WHITE) if row.indicator_id in less else (WHITE, BLUE)
        scale = ColorScaleRule(  # type: ignore[no-untyped-call]
            start_type="min", start_color=low, end_type="max", end_color=high
        )
        sheet.sheet.conditional_formatting.add(f"{letter(place)}{head + 1}:{letter(place)}{sheet.rows}", scale)


def _on_one_page(sheet: Sheet, head: int) -> None:
    sheet.sheet.page_setup.fitToHeight = 1
    sheet.sheet.freeze_panes = f"B{head + 1}"
    sheet.printed(len(sheet.widths))
