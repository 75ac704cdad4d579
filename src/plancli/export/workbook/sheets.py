"""Sheets of a workbook, written cell by cell. Only this module and `charts` know openpyxl.

Text stays text: what begins with `=` is no formula, what a sheet cannot hold is written out, what is too long
is cut with a mark and a count. Rows go to the file as they come.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, islice
from math import ceil
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from plancli.columns import Column
from plancli.export.cells import Scalar, header
from plancli.export.words import YES
from plancli.export.workbook.fit import YEARS, fitting, lines, number_format, shown, text_of
from plancli.export.workbook.row_xml import StyledCell, letter, row_xml
from plancli.export.workbook.styles import styles
from plancli.patterns import lazy

MOST_LINKS = 65_530  # of one sheet of Excel
MOST_ROWS = 1_048_576  # of one sheet; what is more goes on the next
SAMPLE = 500  # rows that decide the widths of the columns
LINE_POINTS = 15.5  # the height of one line at the font size of the workbook
ON_ONE_LINE = ("id", "sha256", "rules", "source", "parts", "coverage")
PAGE = 240.0  # widths of columns that a page across still shows in letters large enough to read
MODIFIED = lazy(rb"(<dcterms:modified[^>]*>)[^<]*")
WRAPPED = ("text", "input", "head", "head_right", "group", "name", "middle", "words", "clash")
ROOMY = {"head": 1.4, "head_right": 1.4, "title": 1.8}  # rows that get more height than their lines need
NO_ROWS = lazy(rb"<sheetData ?/>|<sheetData></sheetData>")
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # the first day a ZIP archive knows


class Sheet:
    """One sheet, filled from the top: a frozen header, then rows."""

    def __init__(self, book: Book, title: str, widths: Sequence[float], frozen: str | None = "A2") -> None:
        self.sheet: Any = book.book.create_sheet(title)
        self.style_number = book.style_number
        self.body: IO[bytes] = TemporaryFile()  # noqa: SIM115 - its rows, until the workbook is saved
        self.links: list[Hyperlink] = []
        self.widths, self.rows = list(widths), 0
        self.sheet.freeze_panes = frozen
        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[letter(number)].width = width
        self._set_page(frozen)

    def _set_page(self, frozen: str | None) -> None:
        """Printed across the page, all columns on it, the header on every page."""
        page = self.sheet
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        margins = page.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
        page.oddFooter.center.text = "&A  &P / &N"
        if frozen:
            page.print_title_rows = "1:1"

    def add(self, cells: Sequence[StyledCell | None]) -> int:
        """Write one row; the number of the row."""
        self.rows += 1
        ready = [cell and replace(cell, value=text_of(cell.value)) for cell in cells]
        texts = [shown(cell.value) if cell and cell.style in WRAPPED else "" for cell in ready]
        room = max((ROOMY.get(cell.style, 1.0) for cell in ready if cell), default=1.0)
        self._write(ready, LINE_POINTS * lines(texts, self.widths) * room)
        return self.rows

    def add_fast(self, cells: Sequence[StyledCell | None]) -> int:
        """Write one row of many: values are ready (`text_of`), and the row is as high as its reader sees fit."""
        self.rows += 1
        self._write(cells, None)
        return self.rows

    def _write(self, cells: Sequence[StyledCell | None], height: float | None) -> None:
        self.body.write(row_xml(self.rows, height, cells, self.style_number).encode("utf-8", "backslashreplace"))
        for place, cell in enumerate(cells, 1):
            if cell is not None and cell.link and len(self.links) < MOST_LINKS:
                self._link(f"{letter(place)}{self.rows}", cell.link)

    def _link(self, place: str, target: str) -> None:
        link = Hyperlink(ref=place, target=target) if "://" in target else Hyperlink(ref=place, location=target)
        self.links.append(link)

    def lead(self, place: str, target: str) -> None:
        """Let a click on the cell at `place` lead to `target`, while the sheet can hold more links."""
        if len(self.links) < MOST_LINKS:
            self._link(place, target)

    def choices(self, column: int, words: Sequence[str]) -> None:
        """Offer `words` in every row of a column below the header; other words are refused with a message."""
        # Excel takes a list of at most 255 characters so; ours are shorter
        rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
        rule.add(f"{letter(column)}2:{letter(column)}{max(self.rows, 2)}")
        self.sheet.data_validations.append(rule)

    def printed(self, columns: int, rows: int = MOST_ROWS) -> None:
        """Print only the first `columns` columns, and `rows` at most; the screen shows all."""
        self.sheet.print_area = f"A1:{letter(columns)}{max(min(self.rows, rows), 1)}"

    def unprinted(self) -> None:
        """Print nothing: the sheet is for programs and the screen."""
        beyond = f"{letter(len(self.widths) + 2)}1"
        self.sheet.print_area = f"{beyond}:{beyond}"

    def spread(self, lead: int) -> None:
        """Print on as many pages side by side as it takes to be read, the first `lead` columns on each."""
        first = sum(self.widths[:lead])
        # the leading columns are printed again on each page
        self.sheet.page_setup.fitToWidth = max(1, ceil((sum(self.widths) - first) / max(PAGE - first, first)))
        self.sheet.print_title_cols = f"A:{letter(lead)}"

    def filtered(self) -> None:
        """Put an autofilter on all that was written."""
        self.sheet.auto_filter.ref = f"A1:{letter(max(len(self.widths), 1))}{max(self.rows, 1)}"


class Book:
    """A workbook. `when` is written into it, so that the same input gives the same bytes."""

    def __init__(self, when: datetime) -> None:
        self.when = when
        self.book: Any = Workbook(write_only=True)
        self.sheets: list[Sheet] = []
        self._numbers: dict[tuple[str, str | None], int] = {}
        for style in styles():
            self.book.add_named_style(style)

    def sheet(self, title: str, widths: Sequence[float], frozen: str | None = "A2") -> Sheet:
        self.sheets.append(Sheet(self, title, widths, frozen))
        return self.sheets[-1]

    def style_number(self, style: str, format: str | None) -> int:
        """The number of a style with a number format, as cells name it."""
        number = self._numbers.get((style, format))
        if number is None:
            cell = WriteOnlyCell(self.sheets[0].sheet)
            cell.style = style
            if format:
                cell.number_format = format
            number = self._numbers[style, format] = cell.style_id
        return number

    def table(self, title: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], lang: str) -> list[Sheet]:
        """A sheet of `rows` under the headers of `columns`; more sheets where one cannot hold them."""
        rows = iter(rows)
        first = list(islice(rows, SAMPLE))
        widths = [fitting(column, first, lang) for column in columns]
        rows, sheets = chain(first, rows), list[Sheet]()
        row = next(rows, None)
        while row is not None or not sheets:
            sheets.append(self.sheet(title if not sheets else f"{title} {len(sheets) + 1}", widths))
            sheets[-1].add([StyledCell(header(column, lang), _head(column)) for column in columns])
            # Heights of rows are worked out for small tables only: large ones are not scrolled through.
            add = sheets[-1].add if len(first) < SAMPLE else sheets[-1].add_fast
            while row is not None and sheets[-1].rows < MOST_ROWS:  # Excel has 1,048,576 rows to a sheet
                add([typed(row.get(column.name), column, lang) for column in columns])
                row = next(rows, None)
            sheets[-1].filtered()
        return sheets

    def save(self, path: Path) -> None:
        """Write the workbook to `path`, with `when` as the only time in it."""
        self.book.properties.creator = "plancli"
        self.book.properties.created = self.when.replace(tzinfo=None)
        for sheet in self.sheets:
            sheet.sheet._get_writer()  # which begins a list of links that rows of openpyxl would fill
            sheet.sheet._hyperlinks.extend(sheet.links)
        with TemporaryFile() as raw:
            self.book.save(raw)
            self._copied(raw, path)

    def _copied(self, raw: IO[bytes], path: Path) -> None:
        """Copy the workbook `raw` to `path` with the rows of each sheet; every time in it becomes `when`."""
        stamp = max(self.when, EPOCH).timetuple()[:6]  # ZIP knows no day before 1980
        bodies = {f"xl/worksheets/sheet{number}.xml": sheet.body for number, sheet in enumerate(self.sheets, 1)}
        with zipfile.ZipFile(raw) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                data = old.read(name)
                if name == "docProps/core.xml":
                    data = MODIFIED.sub(rb"\g<1>" + f"{self.when:%Y-%m-%dT%H:%M:%SZ}".encode(), data)
                entry = zipfile.ZipInfo(name, stamp)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with new.open(entry, "w", force_zip64=name in bodies) as stream:
                    _spliced(stream, data, bodies.get(name))


def _spliced(stream: IO[bytes], data: bytes, body: IO[bytes] | None) -> None:
    """Write `data`, the XML of a sheet without rows, with the rows of `body` in their place."""
    found = NO_ROWS.search(data) if body is not None else None
    if body is None or found is None:
        stream.write(data)
        return
    stream.write(data[: found.start()] + b"<sheetData>")
    body.seek(0)
    copyfileobj(body, stream)
    body.close()
    stream.write(b"</sheetData>" + data[found.end() :])


EMPTY = StyledCell(None)


def typed(value: Any, column: Column, lang: str = "zh") -> StyledCell:
    """`value` of `column` as a cell: numbers to the right with a fitting format, `是` for true, the rest as text."""
    if value is None or value == "":
        return EMPTY
    ready: Scalar = text_of(value)
    if isinstance(ready, bool):
        ready = YES[lang] if ready else None
    if ready is None or ready == "":
        return EMPTY
    if not isinstance(ready, str):
        return StyledCell(ready, "number" if _is_number(column) else "year", number_format(ready, column.name))
    return StyledCell(ready, "line" if column.name in ON_ONE_LINE else "text")


def _is_number(column: Column) -> bool:
    """Whether figures of a column are set to the right; a year is read like a word."""
    return column.type in ("int", "number") and column.name not in YEARS


def _head(column: Column) -> str:
    return "head_right" if _is_number(column) else "head"


def save_rows(rows: Iterable[dict[str, Any]], columns: Sequence[Column], path: Path, style: Any) -> None:
    """A workbook of one table.

    Args:
        rows: used up one by one.
    """
    book = Book(EPOCH)
    book.table("plancli", columns, rows, style.lang or "zh")
    book.save(path)
