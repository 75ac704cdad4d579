"""The sheet of a workbook that holds records: ours (目标), or the one that has its columns."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from plancli.errors import InputError, UsageError
from plancli.lexicon import load
from plancli.read.tables.workbook import DAMAGED_BOOK, check_workbook, stored, unescaped
from plancli.records.raw import NO_RECORDS, Raw, is_column, table_rows

SHEETS = load.table("books")["sheets"]
OURS = tuple(title for name in ("data", "data_of_0_1") for title in SHEETS[name].values())
FOR_PEOPLE = {title for name in ("overview", "comparison", "others", "details") for title in SHEETS[name].values()}
HEADER_WITHIN = 10  # rows; above the header a colleague may have written a title
ENOUGH = 5  # columns of ours make a header


def rows_of_workbook(data: bytes, name: str, warn: Callable[[str], None]) -> Iterator[Raw]:
    """The rows of records of a workbook.

    Args:
        name: of the file, for messages.
        warn: takes a line for the person, for what is passed over.

    Raises:
        InputError: it is damaged, or no sheet holds records.
        UsageError: several sheets hold records, or cells are merged.
    """
    workbook = _open(data, name)
    sheet, header = _sheet(workbook, name)
    _say_unread(workbook, sheet, name, warn)
    place = f"{name} sheet {sheet.title}"
    _refuse_merged(sheet, header, place)
    return table_rows(_from(header, stored(sheet)), place, warn)


def _from(header: int, rows: Iterable[tuple[int, Sequence[Any]]]) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows from the header on, those between them without a cell as well."""
    at = header
    for number, row in rows:
        if number >= header:
            yield from ((empty, ()) for empty in range(at, number))
            yield number, [None if place is None else _shown(place.value) for place in row]
            at = number + 1


def _shown(value: Any) -> Any:
    return unescaped(value) if isinstance(value, str) else value


def _say_unread(workbook: Any, sheet: Any, name: str, warn: Callable[[str], None]) -> None:
    """A workbook of ours that was edited may hold changes on sheets that are for people only."""
    about = workbook.properties
    others = [title for title in workbook.sheetnames if title in FOR_PEOPLE]
    if others and about.modified != about.created:  # plancli writes both alike; a program that saves sets `modified`
        warn(f"only sheet {sheet.title} is read, changes on {', '.join(others)} are not · {name}")


def _open(data: bytes, name: str) -> Any:
    from openpyxl import load_workbook

    check_workbook(data, name)
    try:
        return load_workbook(io.BytesIO(data), data_only=True)
    except DAMAGED_BOOK as error:
        raise InputError("damaged file", name, "save it again") from error


def _sheet(workbook: Any, name: str) -> tuple[Any, int]:
    found = [(sheet, row) for sheet in workbook.worksheets if (row := _header_row(sheet))]
    ours = [(sheet, row) for sheet, row in found if sheet.title in OURS]
    if len(ours or found) == 1:
        return (ours or found)[0]
    if not found:
        raise InputError("no sheet holds records", name, NO_RECORDS)
    titles = ", ".join(sheet.title for sheet, _ in found)  # which one is meant is not ours to guess
    raise UsageError(f"{len(found)} sheets hold records", f"{name}: {titles}", f"keep one, or call it {OURS[0]}")


def _header_row(sheet: Any) -> int | None:
    rows = enumerate(sheet.iter_rows(max_row=HEADER_WITHIN, values_only=True), 1)
    return next((number for number, row in rows if _is_header(row)), None)


def _is_header(row: Sequence[Any]) -> bool:
    return sum(is_column(cell) for cell in row) >= ENOUGH


def _refuse_merged(sheet: Any, header: int, place: str) -> None:
    """Of merged cells Excel keeps one value: which rows it was meant for cannot be known."""
    merged = [found for found in sheet.merged_cells.ranges if found.max_row >= header]
    if merged:
        first = min(merged, key=lambda found: (found.min_row, found.min_col))
        column = sheet.cell(header, first.min_col).value
        where = f"{place} row {first.min_row}, column {column}"
        raise UsageError(f"{len(merged)} merged cells ({first.coord})", where, "unmerge them and fill each row")
