"""地区: the table turned, a row a region and a column for each indicator and year, figures leading to their words."""

from __future__ import annotations

from collections.abc import Sequence

from plancli.export.words import REGION
from plancli.export.workbook.figures import Compared, figure_cell
from plancli.export.workbook.overview import head_of, label_width, width_of
from plancli.export.workbook.row_xml import StyledCell
from plancli.export.workbook.sheets import Book


def add(book: Book, title: str, part: Sequence[int], compared: Compared) -> None:
    """Write a sheet of the rows of the grid whose numbers are in `part`.

    Args:
        title: its tab.
    """
    about, lang = compared.about, compared.lang
    rows, leads = [about.grid.rows[number] for number in part], about.leads(lang)
    heads = [head_of(leads[number]) for number in part]
    widths = [width_of(head, row) for head, row in zip(heads, rows, strict=True)]
    sheet = book.sheet(title, [label_width(about.grid, lang), *widths], frozen="B2")
    sheet.add([StyledCell(REGION[lang], "head"), *(StyledCell(head, "head_right") for head in heads)])
    for place, column in enumerate(about.grid.columns):
        figures = (figure_cell(row.cells[place], compared.places, lang) for row in rows)
        sheet.add([StyledCell(column.called(lang), "name"), *figures])
    sheet.filtered()
    sheet.spread(1)
    sheet.printed(len(sheet.widths))
