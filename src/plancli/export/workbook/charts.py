"""Charts that Excel draws itself: a bar for each region, with its range, its bound in words beside its name.

Their data are on a sheet of their own, which is hidden: a bar is one number, a range a gap and a length.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

from plancli.export.words import CHART_DATA, CHARTS
from plancli.export.workbook.row_xml import StyledCell
from plancli.export.workbook.sheets import Book, Sheet
from plancli.grid import GridCell, GridColumn, GridRow
from plancli.lexicon.regions import by_code
from plancli.records.record import number

LEAST = 3  # figures that make a chart worth looking at
MOST_BARS = 12  # charts
WIDE, HEAD, BAR = 14.0, 1.8, 0.6  # centimetres: a chart, its title, each bar
ROW, COLUMNS = 0.53, ("A", "I", "Q", "Y")  # height of a row in centimetres, and where the columns of charts begin
BLUE, PALE = "2F6FA7", "9DC1E0"
TITLE, LABEL = 1100, 800  # hundredths of a point: one line, or bars lose their room
ON_PAGE = 8  # charts that a page of paper shows large enough
Titled = tuple[GridRow, str]


def add(book: Book, rows: Sequence[Titled], columns: Sequence[GridColumn], lang: str) -> None:
    """Add a sheet of charts for those of `rows` (with their titles) that have figures of enough regions."""
    drawn = [(row, title) for row, title in rows if len(_figures(row)) >= LEAST][:MOST_BARS]
    if not drawn:
        return
    sheets = [_page(book, CHARTS[lang], number) for number in range(-(-len(drawn) // ON_PAGE))]
    data = book.sheet(CHART_DATA[lang], [20.0, 10.0, 10.0, 10.0], frozen=None)
    data.sheet.sheet_state = "hidden"  # Excel draws from cells only
    apart = round((HEAD + BAR * len(columns)) / ROW) + 2
    for nth, (row, title) in enumerate(drawn):
        first = data.rows + 1
        for at, cell in _figures(row):
            data.add_fast(_bar(_short(columns[at], lang), cell))
        chart, place = _chart(data, first, title), nth % ON_PAGE
        anchor = f"{COLUMNS[place % len(COLUMNS)]}{1 + place // len(COLUMNS) * apart}"
        sheets[nth // ON_PAGE].sheet.add_chart(chart, anchor)


def _page(book: Book, title: str, number: int) -> Sheet:
    """A sheet that is one page, so that no chart is cut."""
    sheet = book.sheet(title if not number else f"{title} {number + 1}", [9.0] * 8 * len(COLUMNS), frozen=None)
    sheet.sheet.page_setup.fitToHeight = 1
    return sheet


def _short(column: GridColumn, lang: str) -> str:
    """The name of a region beside its bar: 广西 for 广西壮族自治区, which takes one line."""
    region = by_code(column.region_code) if column.region_code and lang == "zh" else None
    alone = region is not None and column.label == region.name and region.level != "nation"
    return region.short if region is not None and alone else column.called(lang)


def _figures(row: GridRow) -> list[tuple[int, GridCell]]:
    return [(at, cell) for at, cell in enumerate(row.cells) if cell is not None and cell.number is not None]


def _bar(name: str, cell: GridCell) -> list[StyledCell]:
    """The row of one bar: what it is called, its length; of a range the gap before it and its length."""
    label = StyledCell(f"{name}  {cell.text}")
    if cell.number_max is None or cell.number is None:
        return [label, StyledCell(number(cell.number)), StyledCell(0), StyledCell(0)]
    length = Fraction(cell.number_max) - Fraction(cell.number)
    return [label, StyledCell(0), StyledCell(number(cell.number)), StyledCell(number(length))]


def _chart(data: Sheet, first: int, title: str) -> Any:
    """A stacked bar chart of the rows from `first` to the last that was written."""
    last = data.rows
    chart: Any = BarChart()
    # overlap 100: the parts of a range on one bar, not beside each other.
    chart.type, chart.grouping, chart.overlap, chart.legend, chart.gapWidth = "bar", "stacked", 100, None, 40
    chart.title = title
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = CharacterProperties(sz=TITLE, b=True)
    chart.width, chart.height = WIDE, HEAD + BAR * (last - first + 1)
    chart.add_data(Reference(data.sheet, min_col=2, max_col=4, min_row=first, max_row=last), titles_from_data=False)
    chart.set_categories(Reference(data.sheet, min_col=1, min_row=first, max_row=last))
    single, gap, length = chart.series
    single.graphicalProperties.solidFill, length.graphicalProperties.solidFill = BLUE, PALE
    gap.graphicalProperties.noFill = True
    chart.x_axis.delete, chart.y_axis.delete = False, True  # names say the figures, with their comparators
    chart.x_axis.tickLblSkip = 1  # every region is named, in letters small enough that none is left out
    chart.x_axis.txPr = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=CharacterProperties(sz=LABEL)), r=[])])
    chart.x_axis.scaling.orientation = "maxMin"  # the first region on top
    chart.y_axis.majorGridlines = None
    return chart
