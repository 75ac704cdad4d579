"""The sheets of a reviewed workbook: their rows by the names of our columns, wherever a person has moved them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from plancli.columns import REVIEW, REVIEWED, SETTLE, UNRECORDED, Column
from plancli.errors import InputError
from plancli.lexicon import load
from plancli.read.tables.workbook import DAMAGED_BOOK, check_workbook, unescaped
from plancli.records.types import UnclearError, unguarded

TITLES = {name: tuple(title.values()) for name, title in load.table("books")["sheets"].items()}
SHEETS_OF_REVIEW = {"review": ((*REVIEW, *SETTLE), TITLES["review"]), "unrecorded": (UNRECORDED, TITLES["unrecorded"])}
FILES = TITLES["files"]
NEEDED_COLUMNS = {"verdict", "doc"}
TELLING = {"figure", "new_figure"}  # with what is needed, these make a sheet of ours that was given another name
HEADER_WITHIN = 10  # rows; above the header a person may have written a title


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet: its cells by the names of our columns, and its place for messages."""

    cells: Mapping[str, Any]
    place: str

    def text(self, name: str) -> str:
        """What is in a cell that holds text."""
        value = self.cells.get(name)
        if isinstance(value, datetime | date | time):
            raise UnclearError(f"column {headed(name)}: {value} is a date that a spreadsheet made; write it as text")
        if isinstance(value, float) and value == int(value):  # spreadsheets keep every number as a float
            value = int(value)
        return unguarded(str("" if value is None else value)).strip()


def is_review_book(data: bytes) -> bool:
    """Whether a file of these bytes is a workbook that `plancli review` or `plancli agree` made."""
    if not data.startswith(b"PK"):
        return False
    try:
        return _sheet(open_book(data, "workbook"), "review") is not None
    except InputError:
        return False


def lines_of(book: Any, kind: str, name: str, faults: list[str]) -> Iterator[SheetRow]:
    """The rows of one sheet below its header.

    Args:
        book: an open workbook of openpyxl.
        kind: of `SHEETS`, the one to be read; there may be no such sheet.
        name: of the file, for messages.
        faults: gets a line for each fault.
    """
    sheet = _sheet(book, kind)
    if sheet is None:
        return
    place = f"{name} sheet {sheet.title}"
    if sheet.merged_cells.ranges:
        first = min(map(str, sheet.merged_cells.ranges))
        faults.append(f"merged cells ({first}) · {place} · unmerge them and fill each row")
        return
    header: list[str | None] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_value(cell) for cell in row]
        if not header:  # rows above it are a title that a person wrote
            header = _header(cells, SHEETS_OF_REVIEW[kind][0])
        elif any(cell not in (None, "") for cell in cells):
            named = {key: value for key, value in zip(header, cells, strict=False) if key}
            yield SheetRow(named, f"{place} row {number}")
    if not set(header) >= NEEDED_COLUMNS:
        faults.append(f"the column of the verdict or of the document is gone · {place} · put its header back")


def digests_of(book: Any) -> dict[str, str]:
    """Document → the digest of the file that was reviewed.

    Args:
        book: an open workbook of openpyxl.
    """
    title = next((title for title in book.sheetnames if title in FILES), None)
    if title is None:
        return {}
    names = [column.name for column in REVIEWED]
    rows = list(book[title].iter_rows(values_only=True))[1:]
    found = [dict(zip(names, row, strict=False)) for row in rows]
    return {str(row["doc"]): str(row["sha256"]) for row in found if row.get("doc") and row.get("sha256")}


@cache
def column_of(name: str) -> Column:
    """The column called `name` of any sheet that people review."""
    return next(column for column in (*REVIEW, *UNRECORDED, *SETTLE) if column.name == name)


def headed(name: str) -> str:
    """A column as people see it, in the language of either workbook.

    Args:
        name: of the column.
    """
    return f"{column_of(name).zh} ({column_of(name).en})"


def open_book(data: bytes, name: str) -> Any:
    """The workbook in `data`.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: it cannot be opened.
    """
    from openpyxl import load_workbook

    check_workbook(data, name)
    try:
        return load_workbook(io.BytesIO(data), data_only=True)  # what formulas came to, not the formulas
    except DAMAGED_BOOK as error:
        raise InputError("damaged workbook", name, "save it again") from error


def _sheet(book: Any, kind: str) -> Any | None:
    """The sheet of this name, else the one with its columns: a person may have renamed it."""
    columns, titles = SHEETS_OF_REVIEW[kind]
    named = [sheet for sheet in book.worksheets if sheet.title in titles]
    known = {title for _, titles in SHEETS_OF_REVIEW.values() for title in titles}
    others = [sheet for sheet in book.worksheets if sheet.title not in known and kind == "review"]
    wanted = NEEDED_COLUMNS | TELLING
    return next(iter(named or [sheet for sheet in others if wanted <= set(_header_of(sheet, columns))]), None)


def _header_of(sheet: Any, columns: Sequence[Column]) -> list[str | None]:
    rows = sheet.iter_rows(max_row=HEADER_WITHIN, values_only=True)
    return next((found for row in rows if (found := _header(row, columns))), [])


def _header(cells: Sequence[Any], columns: Sequence[Column]) -> list[str | None]:
    """The names of our columns for a row of headers; nothing for any other row."""
    names = {label.casefold(): column.name for column in columns for label in (column.name, column.zh, column.en)}
    found = [names.get(str(cell or "").strip().casefold()) for cell in cells]
    return found if sum(name is not None for name in found) >= 2 else []  # one known word may be in any row


def _value(cell: Any) -> Any:
    """What a person sees in a cell: 65% that they typed is 0.65 to a spreadsheet."""
    shown_in_percent = isinstance(cell.value, int | float) and "%" in str(cell.number_format)
    if shown_in_percent:
        return f"{(Decimal(repr(cell.value)) * 100).normalize():f}%"
    return unescaped(cell.value) if isinstance(cell.value, str) else cell.value
