"""One column of a table, for commands that look at single cells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plancli.errors import UsageError
from plancli.model import Failure, Options
from plancli.read.files import label, load


def column_of(path: Path, column: str, options: Options | None = None) -> Iterator[str]:
    """The cells of `column` in the first sheet of a CSV, XLSX, JSONL or Parquet file that has it, row after row.

    Raises:
        InputError: the file cannot be read, or is no table.
        UsageError: no sheet has such a column.
    """
    from plancli.read.tables.sheets import sheets_of

    sheets = sheets_of(load(path), label(path), options or Options())
    for sheet in sheets:
        if column in sheet.head:
            place = sheet.head.index(column)
            return (_cell(row, place) for _, row in sheet.rows)
    heads = ", ".join(name for sheet in sheets for name in sheet.head)
    raise UsageError(f"no column {column}", label(path), f"columns: {heads}")


def _cell(row: list[str] | Failure, place: int) -> str:
    return "" if isinstance(row, Failure) or place >= len(row) else row[place]
