"""Records as a table of an SQLite database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from plancli.columns import Column
from plancli.errors import OutputError
from plancli.export.cells import Scalar, scalar

TYPES = {"int": "INTEGER", "bool": "INTEGER", "number": "NUMERIC"}
LARGEST = 2**63 - 1
BATCH = 1000
TABLE = "records"


def save(rows: Iterable[dict[str, Any]], columns: Sequence[Column], path: Path, style: Any) -> None:
    """Write `rows` as the only table, `records`, of a new database.

    Raises:
        OutputError: the database cannot be written.
    """
    path.unlink(missing_ok=True)
    try:
        base = sqlite3.connect(path)
        try:
            _fill(base, iter(rows), columns)
        finally:
            base.close()
    except sqlite3.OperationalError as error:
        full = "full" in str(error)
        raise OutputError("no space left" if full else str(error), str(path), "write elsewhere") from error


def _fill(base: sqlite3.Connection, rows: Any, columns: Sequence[Column]) -> None:
    fields = ", ".join(f'"{column.name}" {TYPES.get(column.type, "TEXT")}' for column in columns)
    base.execute(f'CREATE TABLE "{TABLE}" ({fields})')
    places = ", ".join("?" * len(columns))
    while batch := list(islice(rows, BATCH)):
        base.executemany(f'INSERT INTO "{TABLE}" VALUES ({places})', [_values(row, columns) for row in batch])
    base.commit()


def _values(row: dict[str, Any], columns: Sequence[Column]) -> list[Scalar]:
    return [_bound(scalar(row.get(column.name))) for column in columns]


def _bound(value: Scalar) -> Scalar:
    """SQLite takes no Decimal and no longer integer: as text, its NUMERIC columns make numbers of them."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int) and abs(value) > LARGEST:
        return str(value)
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
