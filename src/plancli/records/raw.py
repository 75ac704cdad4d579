"""Rows of a table of records as raw cells by the names of our columns, whatever headers people gave them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from plancli.columns import RECORD
from plancli.errors import InputError, UsageError
from plancli.records.types import unguarded

Warn = Callable[[str], None]
"""Takes a line for people: what in a file was not read as it may have been meant."""

NAME_OF_LABEL = {label.casefold(): column.name for column in RECORD for label in (column.name, column.zh, column.en)}
NO_RECORDS = "give records of plancli extract (JSONL, CSV or XLSX)"


@dataclass(frozen=True, slots=True)
class Raw:
    """One row: its cells by the names of our columns, and its place (file and row) for messages.

    `quote` is the sentence of a record in a file that a spreadsheet may have saved, else None.
    """

    cells: dict[str, Any]
    place: str
    quote: str | None = None


def table_rows(rows: Iterator[tuple[int, Sequence[Any]]], name: str, warn: Warn) -> Iterator[Raw]:
    """Numbered rows, the first of which is the header, as rows of named cells; empty ones are passed over.

    Args:
        rows: number in the file, and cells.

    Raises:
        UsageError: a row has more cells than the header.
    """
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

    Args:
        cells: of the header, as the file has them.

    Raises:
        InputError: none of them is a column of a record.
        UsageError: one occurs twice.
    """
    header = [NAME_OF_LABEL.get(_label(cell).casefold(), _label(cell)) for cell in cells]
    if not any(map(is_column, cells)):
        raise InputError("no records", name, NO_RECORDS)
    twice = next((key for index, key in enumerate(header) if key and key in header[:index]), None)
    if twice:
        raise UsageError(f"column {twice} occurs twice", f"{name} row 1", "remove one of them")
    other = [key for key in header if key and key not in NAME_OF_LABEL.values()]
    if other:
        warn(f"columns that plancli does not know are kept: {', '.join(other[:10])} · {name} row 1")
    return header


def is_column(cell: Any) -> bool:
    """Whether a header is one of ours, as key or as people read it.

    Args:
        cell: as the file has it, of any type.
    """
    return _label(cell).casefold() in NAME_OF_LABEL


def _label(cell: Any) -> str:
    # A mark of UTF-8 and quotes are left on the first header by programs that do not know the mark.
    return str("" if cell is None else cell).strip().strip("\ufeff").strip('"')


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _unguarded(cell: Any) -> Any:
    return unguarded(cell) if isinstance(cell, str) else cell
