"""XLSX as rows of strings: sizes counted first, no DTD, merged cells kept for annexes of targets."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from plancli.errors import InputError
from plancli.model import Failure
from plancli.patterns import lazy
from plancli.read.archive.unzip import DAMAGED_HINT, open_zip, pieces_of
from plancli.read.build.grid import TextCell, TextGrid
from plancli.read.tables.rows import SourceSheet, cell

LARGEST_BOOK = 400_000_000  # bytes of XML in all
LAST_ROW = 1_048_576  # of Excel
MOST_SHEET_CELLS = 5_000_000  # of a sheet, empty ones before a stored one of the same row included
SMALL = 30_000_000  # larger workbooks are read row by row, without their merged cells
PERCENT = lazy(r"[#0,.?\s]*%\s*")
UNIT = lazy(r'[#0,.?]+\s*"([^"\d]{1,8})"\s*')
UNCOUNTED = lazy(
    rb"""
    <c[ ]r="([A-Z]{1,3}[0-9]{1,7})"[^<>]*>\s*  # a cell
    <f(?:/>|[^<>]*/>|[^<>]*>[^<>]{0,9000}</f>)\s*  # with a formula
    (?:<v/>|<v></v>)?\s*</c>  # and no value
    """,
    re.VERBOSE,
)
OVERLAP = 10_000  # bytes of the piece before: longer than any cell with a formula that is looked for
SHOWN_CELLS = 5  # cells in a warning
ESCAPED = lazy(r"_x([0-9A-Fa-f]{4})_")
DAMAGED_BOOK = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    SyntaxError,  # that of every XML parser
    ArithmeticError,
    RecursionError,
    AssertionError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
)  # fmt: skip - what openpyxl raises for parts that are missing or cut
MOST_MERGED = 100_000  # cells; a file may claim that all of a sheet are merged


def sheets_of_workbook(data: bytes, name: str) -> list[SourceSheet]:
    """The visible sheets of a workbook.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: damaged, encrypted, a bomb, or with a DTD.
    """
    from openpyxl import load_workbook

    size, empty = check_workbook(data, name)
    large = size > SMALL
    try:
        book = load_workbook(io.BytesIO(data), data_only=True, read_only=large)
        # what was hidden was not meant to be read, but it is said
        sheets = [_sheet(sheet, large) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    except DAMAGED_BOOK as error:
        raise InputError("damaged file", name, DAMAGED_HINT) from error
    said = (*empty, *([f"hidden sheets left out: {', '.join(hidden[:SHOWN_CELLS])}"] if hidden else []))
    warnings = (*said, *(one for sheet in sheets for one in sheet.warnings))
    return [replace(sheet, warnings=() if at else warnings) for at, sheet in enumerate(sheets)]


def check_workbook(data: bytes, name: str) -> tuple[int, tuple[str, ...]]:
    """The size of all parts together, each of them counted and looked through for a DTD, and what formulas lack.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: a part is encrypted, damaged, too large, or has a DTD.
    """
    package = open_zip(data, name)
    size, empty = 0, list[str]()
    for info in package.infolist():
        before = b""
        # a sheet of hundreds of megabytes is never in memory as a whole
        for piece in pieces_of(package, info, name, LARGEST_BOOK - size):
            size += len(piece)
            part = before + piece
            if info.filename.endswith((".xml", ".rels")) and _has_dtd(part):
                raise InputError("DTD not allowed", name, "save it again with an office program")
            if info.filename.startswith("xl/worksheets/"):
                found = UNCOUNTED.finditer(part)
                empty += (match[1].decode() for match in found if match.end() > len(before))
            before = part[-OVERLAP:]
    if not empty:
        return size, ()
    places = ", ".join(empty[:SHOWN_CELLS]) + (", …" if len(empty) > SHOWN_CELLS else "")
    return size, (
        f"formulas without a stored value, {len(empty)} in all: {places}; open it in a spreadsheet and save it",
    )


def _has_dtd(part: bytes) -> bool:
    """Whether a part declares document types; UTF-16 would hide the word, and is written without its NUL bytes."""
    # a copy of a large part is made only where it has such bytes
    return b"<!DOCTYPE" in (part.replace(b"\0", b"") if b"\0" in part else part)


def _sheet(sheet: Any, large: bool) -> SourceSheet:
    stored = _stored_in_stream(sheet) if large else _stored(sheet)
    filled = [(number, row) for number, row in stored if any(part.strip() for part in row)]
    if not filled:
        return SourceSheet(sheet.title, (), [])
    head = tuple(part.strip() for part in filled[0][1])
    body: list[tuple[str, list[str] | Failure]] = [
        (f"sheet {sheet.title} row {number}", row) for number, row in filled[1:]
    ]
    said = () if large else tuple(_hidden(sheet, filled))
    return SourceSheet(sheet.title, head, body, None if large else _grid(sheet, filled), warnings=said)


def _hidden(sheet: Any, filled: list[tuple[int, list[str]]]) -> Iterator[str]:
    """A warning where rows or columns that hold anything are hidden: a filter hides them, and they are read too."""
    from openpyxl.utils import get_column_letter

    widest = max(len(row) for _, row in filled)
    rows = [str(at) for at, _ in filled if at in sheet.row_dimensions and sheet.row_dimensions[at].hidden]
    columns = [
        get_column_letter(at)
        for one in sheet.column_dimensions.values()
        if one.hidden
        for at in range(one.min, min(one.max, widest) + 1)
        if any(len(row) >= at and row[at - 1] for _, row in filled)
    ]
    for kind, found in (("rows", rows), ("columns", columns)):
        if found:
            shown = ", ".join(found[:SHOWN_CELLS]) + (", …" if len(found) > SHOWN_CELLS else "")
            yield f"hidden {kind} of sheet {sheet.title} are read too, {len(found)} in all: {shown}"


def _stored(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in stored(sheet):
        yield number, ["" if place is None else _shown(place) for place in row]


def stored(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """The rows of `sheet` that hold a cell, each as wide as its last one: a far cell makes no empty rows.

    Raises:
        InputError: the rows have too many cells, or one is where no sheet has any.
    """
    rows: dict[int, dict[int, Any]] = {}
    for (number, column), place in sheet._cells.items():  # all else walks the whole rectangle
        if number > LAST_ROW:
            raise InputError("damaged file", f"sheet {sheet.title} row {number}", "save it again")
        rows.setdefault(number, {})[column] = place
    count = 0
    for number in sorted(rows):
        row = rows[number]
        count += max(row)  # cells as they will be once the row is filled up
        if count > MOST_SHEET_CELLS:
            hint = f"at most {MOST_SHEET_CELLS:,}; delete what is empty"
            raise InputError("too many cells", f"sheet {sheet.title}", hint)
        yield number, [row.get(column) for column in range(1, max(row) + 1)]


def _stored_in_stream(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The same of a sheet that is read row by row, whatever size it says it has."""
    sheet.reset_dimensions()
    for row in sheet.iter_rows():
        stored = [place for place in row if place.value is not None]
        if stored:
            yield stored[0].row, [_shown(place) for place in row]


def _shown(place: Any) -> str:
    """What a cell shows: a share stored as 0.35 is 35%, a unit may be in the format alone (0"万个")."""
    value = place.value
    if not isinstance(value, int | float) or isinstance(value, bool):
        return unescaped(cell(value))
    if isinstance(value, float):
        value = float(f"{value:.15g}")  # Excel shows no more digits: 7.8, not 7.800000000000001
    form = str(place.number_format or "").split(";")[0]
    if PERCENT.fullmatch(form):
        return f"{Decimal(str(value)).scaleb(2).normalize():f}%"
    unit = UNIT.fullmatch(form)
    return cell(value) + (unit[1] if unit else "")


def unescaped(text: str) -> str:
    """The text of a cell as a spreadsheet shows it: Excel writes control characters as _x000D_.

    Args:
        text: as the file holds it (ECMA-376, 22.9.2.19, ST_Xstring).
    """
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _grid(sheet: Any, filled: list[tuple[int, list[str]]]) -> TextGrid:
    """The sheet with its merged cells, empty rows and columns at its edges left out."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for area in sheet.merged_cells.ranges:
        if len(covered) + area.size["rows"] * area.size["columns"] > MOST_MERGED:
            break
        first = (area.min_row, area.min_col)
        spans[first] = (area.size["rows"], area.size["columns"])
        covered |= {
            (row, column)
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        } - {first}
    rows = {number: place for place, (number, _) in enumerate(filled, 1)}
    cells = []
    for number, row in filled:
        for column, text in enumerate(row, 1):
            if (number, column) in covered:  # under a merged cell: it holds nothing that shows
                continue
            high, wide = spans.get((number, column), (1, 1))
            inside = sum(other in rows for other in range(number, number + high))
            cells.append(TextCell(" ".join(text.split()), rows[number], column, inside, wide))
    return TextGrid(tuple(cells))
