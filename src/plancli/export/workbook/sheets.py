"""Sheets of a workbook, written cell by cell. Only this module and `charts` know openpyxl.

Text stays text: what begins with `=` is no formula, what a sheet cannot hold is written out, what is too long
is cut with a mark and a count. Rows go to the file as they come.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, islice
from math import ceil
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from plancli.columns import Column
from plancli.export.cells import Scalar, header
from plancli.export.words import YES
from plancli.export.workbook.fit import YEARS, fitting, lines, number_format, shown, text_of

MOST_ROWS = 1_048_576  # of one sheet; what is more goes on the next
SAMPLE = 500  # rows that decide the widths of the columns
FONT, LINE_POINTS = "Microsoft YaHei", 15.5
ON_ONE_LINE = ("id", "sha256", "rules", "source")
PAGE = 190.0  # widths of columns that a page across still shows in letters large enough to read
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
WRAPPED = ("text", "input", "head", "head_right", "group", "name", "middle")
ROOMY = {"head": 1.4, "head_right": 1.4, "title": 1.8}  # rows that get more height than their lines need
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # the first day a ZIP archive knows


@dataclass(frozen=True, slots=True)
class StyledCell:
    """What a cell holds, how it looks (`STYLES`), as which number, where a click leads, which words are marked."""

    value: Any
    style: str = "text"
    format: str | None = None
    link: str | None = None
    mark: str | None = None


def _marked(cell: StyledCell) -> Any:
    """The text of a cell with the first place of its marked words in bold."""
    text, mark = str(cell.value), str(cell.mark)
    before, found, behind = text.partition(mark)
    if not found:
        return text
    bold = TextBlock(InlineFont(rFont=FONT, sz=10, b=True, color=Color("FFC00000")), mark)
    return CellRichText(*(part for part in (before, bold, behind) if part))


def _styles() -> Iterable[NamedStyle]:
    line = Side(style="thin", color="D9DEE5")
    frame = Border(bottom=line)
    top: dict[str, Any] = {"vertical": "top"}
    middle: dict[str, Any] = {"vertical": "center"}
    plain, bold, blue = _font(), _font(bold=True), _font(color="1F5FA8")
    white, dark, pale = _font(bold=True, color="FFFFFF"), _fill("2F5D8A"), _fill("EEF3F8")
    for name, font, fill, alignment in (
        ("head", white, dark, Alignment(**middle, wrap_text=True)),
        ("head_right", white, dark, Alignment(**middle, wrap_text=True, horizontal="right")),
        ("text", plain, None, Alignment(**top, wrap_text=True)),
        ("line", plain, None, Alignment(**top)),
        ("number", plain, None, Alignment(**top, horizontal="right")),
        ("year", plain, None, Alignment(**top, horizontal="left")),
        ("middle", plain, None, Alignment(**middle, horizontal="left", wrap_text=True)),
        ("name", bold, pale, Alignment(**middle, wrap_text=True)),
        ("link", blue, None, Alignment(**middle, horizontal="right")),
        ("clash", blue, _fill("FCE4D6"), Alignment(**middle, horizontal="right")),
        ("group", bold, pale, Alignment(**top, wrap_text=True)),
        ("input", plain, _fill("FFF8DC"), Alignment(**top, wrap_text=True)),
        ("place", _font(color="8A94A0", size=8), None, Alignment(**top)),
    ):
        yield NamedStyle(name, font, fill or PatternFill(), frame, alignment)
    yield NamedStyle("title", _font(bold=True, color="2F5D8A", size=14), alignment=Alignment(**middle))


def _font(**given: Any) -> Font:
    return Font(**{"name": FONT, "size": 10, **given})


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


class Sheet:
    """One sheet, filled from the top: a frozen header, then rows."""

    def __init__(self, book: Workbook, title: str, widths: Sequence[float], frozen: str | None = "A2") -> None:
        self.sheet: Any = book.create_sheet(title)
        self.widths, self.rows = list(widths), 0
        self.sheet.freeze_panes = frozen
        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self._set_page(frozen)

    def _set_page(self, frozen: str | None) -> None:
        """Printed across the page, all columns on it, the header on every page."""
        page = self.sheet
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_margins.left = page.page_margins.right = 0.4
        page.oddFooter.center.text = "&A  &P / &N"
        if frozen:
            page.print_title_rows = "1:1"

    def add(self, cells: Sequence[StyledCell | None]) -> int:
        """Write one row; the number of the row."""
        self.rows += 1
        ready = [cell and replace(cell, value=text_of(cell.value)) for cell in cells]
        texts = [shown(cell.value) if cell and cell.style in WRAPPED else "" for cell in ready]
        room = max((ROOMY.get(cell.style, 1.0) for cell in ready if cell), default=1.0)
        self.sheet.row_dimensions[self.rows].height = LINE_POINTS * lines(texts, self.widths) * room
        self.sheet.append([cell and self._made(cell) for cell in ready])
        return self.rows

    def _made(self, cell: StyledCell) -> Any:
        made = WriteOnlyCell(self.sheet, value=_marked(cell) if cell.mark else cell.value)
        if isinstance(made.value, str):
            made.data_type = "s"  # else text that begins with = would be a formula
        made.style = cell.style
        if cell.format:
            made.number_format = cell.format
        if cell.link:
            made.hyperlink = Hyperlink(ref="", location=cell.link)
            made.value = cell.value
        return made

    def choices(self, column: int, words: Sequence[str]) -> None:
        """Offer `words` in every row of a column below the header; other words are refused with a message."""
        rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
        letter = get_column_letter(column)
        rule.add(f"{letter}2:{letter}{max(self.rows, 2)}")
        self.sheet.data_validations.append(rule)

    def printed(self, columns: int) -> None:
        """Print only the first `columns` columns; the screen shows all."""
        self.sheet.print_area = f"A1:{get_column_letter(columns)}{max(self.rows, 1)}"

    def spread(self, lead: int) -> None:
        """Print on as many pages side by side as it takes to be read, the first `lead` columns on each."""
        first = sum(self.widths[:lead])
        self.sheet.page_setup.fitToWidth = max(1, ceil((sum(self.widths) - first) / max(PAGE - first, first)))
        self.sheet.print_title_cols = f"A:{get_column_letter(lead)}"

    def filtered(self) -> None:
        """Put an autofilter on all that was written."""
        last = get_column_letter(max(len(self.widths), 1))
        self.sheet.auto_filter.ref = f"A1:{last}{max(self.rows, 1)}"


class Book:
    """A workbook. `when` is written into it, so that the same input gives the same bytes."""

    def __init__(self, when: datetime) -> None:
        self.when = when
        self.book = Workbook(write_only=True)
        for style in _styles():
            self.book.add_named_style(style)

    def sheet(self, title: str, widths: Sequence[float], frozen: str | None = "A2") -> Sheet:
        return Sheet(self.book, title, widths, frozen)

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
            while row is not None and sheets[-1].rows < MOST_ROWS:
                sheets[-1].add([typed(row.get(column.name), column, lang) for column in columns])
                row = next(rows, None)
            sheets[-1].filtered()
        return sheets

    def save(self, path: Path) -> None:
        """Write the workbook to `path`, with `when` as the only time in it."""
        self.book.properties.creator = "plancli"
        self.book.properties.created = self.when.replace(tzinfo=None)
        with TemporaryFile() as raw:
            self.book.save(raw)
            _dated(raw, path, self.when)


def _dated(raw: IO[bytes], path: Path, when: datetime) -> None:
    """Copy the workbook `raw` to `path`; every time in it becomes `when`."""
    stamp = max(when, EPOCH).timetuple()[:6]
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = MODIFIED.sub(rb"\g<1>" + f"{when:%Y-%m-%dT%H:%M:%SZ}".encode(), data)
            new.writestr(zipfile.ZipInfo(name, stamp), data, zipfile.ZIP_DEFLATED)


def typed(value: Any, column: Column, lang: str = "zh") -> StyledCell:
    """`value` of `column` as a cell: numbers to the right with a fitting format, `是` for true, the rest as text."""
    ready: Scalar = text_of(value)
    if isinstance(ready, bool):
        ready = YES[lang] if ready else None
    if ready is None or ready == "":
        return StyledCell(None)
    if not isinstance(ready, str):
        return StyledCell(ready, "number" if _is_number(column) else "year", number_format(ready, column.name))
    return StyledCell(ready, "line" if column.name in ON_ONE_LINE else "text")


def _is_number(column: Column) -> bool:
    """Whether figures of a column are set to the right; a year is read like a word."""
    return column.type in ("int", "number") and column.name not in YEARS


def _head(column: Column) -> str:
    return "head_right" if _is_number(column) else "head"


def save_rows(rows: Iterable[dict[str, Any]], columns: Sequence[Column], path: Path, style: Any) -> None:
    """A workbook of one table."""
    book = Book(EPOCH)
    book.table("plancli", columns, rows, style.lang or "zh")
    book.save(path)
