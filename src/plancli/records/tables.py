"""Files of records as rows of raw cells, whatever the format and whoever saved them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn, TextIO

from plancli.columns import RECORD
from plancli.errors import InputError, UsageError
from plancli.read.files import load
from plancli.read.plain.encoding import decode
from plancli.records.exchanged import is_exchanged, rows_of_exchanged
from plancli.records.types import unguarded

Warn = Callable[[str], None]

NAMES = {label.casefold(): column.name for column in RECORD for label in (column.name, column.zh, column.en)}
SEPARATORS = (",", ";", "\t")
ZIP = b"PK"
NO_RECORDS = "give records of plancli extract (JSONL, CSV or XLSX)"


@dataclass(frozen=True, slots=True)
class Raw:
    """One row: its cells by the names of our columns, and its place (file and row) for messages.

    `quote` is the sentence of a record in a file that a spreadsheet may have saved, else None.
    """

    cells: dict[str, Any]
    place: str
    quote: str | None = None


def rows_of(source: Path | TextIO, warn: Warn) -> Iterator[Raw]:
    """The rows of a file of records that hold anything.

    Raises:
        InputError: the file cannot be read, or holds no records.
        UsageError: a column stands twice, cells are merged, or several sheets hold records.
    """
    if not isinstance(source, Path):
        return _of_text(source.read(), str(getattr(source, "name", "standard input")), warn)
    # A pipe that the person named herself: diff <(…) <(…).
    data = source.read_bytes() if source.is_fifo() else load(source)
    if is_exchanged(data):
        return _typed(rows_of_exchanged(data, str(source)), str(source))
    if data.startswith(ZIP):
        from plancli.records.sheets import rows_of_workbook

        return rows_of_workbook(data, str(source), warn)
    return _of_text(decode(data, str(source)).text, str(source), warn)


def _typed(rows: Iterator[dict[str, Any]], name: str) -> Iterator[Raw]:
    return (Raw(row, f"{name} row {number}") for number, row in enumerate(rows, 1))


def _of_text(text: str, name: str, warn: Warn) -> Iterator[Raw]:
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return iter(())
    return _json_lines(text, name) if text.lstrip().startswith("{") else _of_csv(text, name, warn)


def _json_lines(text: str, name: str) -> Iterator[Raw]:
    for number, line in enumerate(io.StringIO(text), 1):
        if line.strip():
            yield Raw(_json(line, f"{name} line {number}"), f"{name} line {number}")


def _json(line: str, place: str) -> dict[str, Any]:
    try:
        found = json.loads(line, parse_float=Decimal, parse_constant=_no_number)
    except ValueError as error:
        raise InputError("no JSON record", place, "the file is damaged or cut off: extract again") from error
    if not isinstance(found, dict):
        raise InputError("no JSON object", place, NO_RECORDS)
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _of_csv(text: str, name: str, warn: Warn) -> Iterator[Raw]:
    first = text.splitlines()[0]
    separator = max(SEPARATORS, key=lambda sign: sum(is_column(cell) for cell in first.split(sign)))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    return table_rows(_numbered(rows, name), name, warn)


def _numbered(rows: Any, name: str) -> Iterator[tuple[int, Sequence[Any]]]:
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            yield number, row
    except csv.Error as error:
        raise InputError(f"no CSV: {error}", f"{name} row {number + 1}", NO_RECORDS) from error


def table_rows(rows: Iterator[tuple[int, Sequence[Any]]], name: str, warn: Warn) -> Iterator[Raw]:
    """Numbered rows, the first of which is the header, as rows of named cells; empty ones are passed over."""
    header = header_of(next(rows, (1, ()))[1], name, warn)
    empty: list[int] = []
    for number, row in rows:
        if all(_is_empty(cell) for cell in row):
            empty.append(number)
            continue
        place = f"{name} row {number}"
        if any(not _is_empty(cell) for cell in row[len(header) :]):
            raise UsageError("more cells than headers", place, "a cell with a separator lost its quotes?")
        cells = {key: _unguarded(cell) for key, cell in zip(header, row, strict=False) if key}
        yield Raw(cells, place, str(cells.get("quote") or ""))
    if empty:
        warn(f"{len(empty)} empty rows passed over · {name} row {empty[0]}")


def header_of(cells: Sequence[Any], name: str, warn: Warn) -> list[str]:
    """The names of our columns for a row of headers; another header keeps its own name.

    Raises:
        InputError: none of them is a column of a record.
        UsageError: one stands twice.
    """
    header = [NAMES.get(_label(cell).casefold(), _label(cell)) for cell in cells]
    if not any(map(is_column, cells)):
        raise InputError("no records", name, NO_RECORDS)
    twice = next((key for index, key in enumerate(header) if key and key in header[:index]), None)
    if twice:
        raise UsageError(f"column {twice} stands twice", f"{name} row 1", "remove one of them")
    other = [key for key in header if key and key not in NAMES.values()]
    if other:
        warn(f"columns that plancli does not know are kept: {', '.join(other[:10])} · {name} row 1")
    return header


def is_column(cell: Any) -> bool:
    """Whether a header is one of ours, as key or as people read it."""
    return _label(cell).casefold() in NAMES


def _label(cell: Any) -> str:
    return str("" if cell is None else cell).strip().strip("\ufeff").strip('"')


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _unguarded(cell: Any) -> Any:
    return unguarded(cell) if isinstance(cell, str) else cell
