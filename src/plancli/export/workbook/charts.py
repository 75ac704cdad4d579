"""Charts that Excel draws itself from the sheet of the comparison: change a figure, and its bar changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.drawing.text import CharacterProperties

from plancli.export.words import CHARTS, LEAD, NOT_DRAWN
from plancli.export.workbook.sheets import Book, Sheet
from plancli.grid import Grid, GridRow

LEAST = 3  # figures that make a chart worth looking at
MOST = 12  # charts
WIDE, HEAD, BAR = 14.0, 1.8, 0.55  # centimetres: a chart, its title, each bar
ROW, COLUMNS = 0.53, ("A", "I")  # height of a row in centimetres, and where the two columns of charts begin
BLUE, TITLE = "2F6FA7", 1100  # hundredths of a point: one line, or bars lose their room


def draw(book: Book, comparison: Sheet, grid: Grid, names: Sequence[str], lang: str) -> None:
    """Add a sheet of bar charts to `book`, where rows of `grid` have figures of enough regions.

    Args:
        comparison: the sheet that holds `grid`, a row below its header for each row.
        names: how each row is called.
        lang: zh or en.
    """
    rows = [number for number, row in enumerate(grid.rows) if _figures(row) >= LEAST][:MOST]
    if not rows:
        return
    sheet = book.sheet(CHARTS[lang], [9.0] * 16, frozen=None)
    apart = round((HEAD + BAR * len(grid.columns)) / ROW) + 2
    for place, number in enumerate(rows):
        name = names[number] + (NOT_DRAWN[lang] if _has_range(grid.rows[number]) else "")
        chart = _chart(comparison.sheet, number + 2, len(grid.columns), name)
        sheet.sheet.add_chart(chart, f"{COLUMNS[place % 2]}{1 + place // 2 * apart}")


def _figures(row: GridRow) -> int:
    """Figures that are one number: a range is text in its cell, and no bar."""
    return sum(cell is not None and cell.number is not None and cell.number_max is None for cell in row.cells)


def _has_range(row: GridRow) -> bool:
    return any(cell is not None and cell.number_max is not None for cell in row.cells)


def _chart(sheet: Any, row: int, regions: int, name: str) -> Any:
    first, last = len(LEAD) + 1, len(LEAD) + regions
    chart: Any = BarChart()
    chart.type, chart.legend, chart.gapWidth = "bar", None, 40
    chart.title = name
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = CharacterProperties(sz=TITLE, b=True)
    chart.width, chart.height = WIDE, HEAD + BAR * regions
    chart.add_data(Reference(sheet, min_col=first, max_col=last, min_row=row), from_rows=True, titles_from_data=False)
    chart.set_categories(Reference(sheet, min_col=first, max_col=last, min_row=1))
    chart.series[0].graphicalProperties.solidFill = BLUE
    chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.x_axis.delete, chart.y_axis.delete = False, True  # the labels say the figures, with their comparators
    chart.x_axis.tickLblSkip = 1  # every region is named
    chart.x_axis.scaling.orientation = "maxMin"  # the first region on top
    chart.y_axis.majorGridlines = None
    return chart
