"""Records as an SQLite database: keys, documents, views, and full-text search (Datasette finds it by itself)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from plancli.columns import DOCUMENT, RECORD, Column
from plancli.errors import OutputError
from plancli.export.about import About
from plancli.export.cells import Scalar, scalar
from plancli.terms import Row

TYPES = {"int": "INTEGER", "bool": "INTEGER", "number": "NUMERIC"}
LARGEST = 2**63 - 1  # SQLite keeps integers in eight bytes
BATCH = 1000  # rows in one insert: more is barely faster
TABLE, DOCUMENTS, SEARCH = "records", "documents", "records_fts"
PRIMARY = "PRIMARY KEY"  # of the first column
SEARCHED = ("indicator", "quote", "section")
# What people ask first; `regions` has a row for each region, indicator and year.
VIEWS = {
    "targets": f"SELECT * FROM {TABLE} WHERE status = 'target'",
    "actuals": f"SELECT * FROM {TABLE} WHERE status = 'actual'",
    "regions": f"""SELECT region, indicator_id, kind, year, comparator, value, value_max, unit, doc, quote
        FROM {TABLE} WHERE status = 'target' AND indicator_id <> ''
        ORDER BY indicator_id, kind, year, region_code""",
}


def save(rows: Iterable[Row], columns: Sequence[Column], path: Path, style: Any) -> None:
    """Write `rows` as the only table, `records`, of a new database.

    Raises:
        OutputError: the database cannot be written.
    """
    with _new(path) as base:
        _fill(base, TABLE, rows, columns)


def save_book(records: Sequence[Row], about: About, path: Path, style: Any) -> None:
    """Write target records with their documents, views and full-text search.

    Raises:
        OutputError: the database cannot be written.
    """
    with _new(path) as base:
        if about.documents:
            _fill(base, DOCUMENTS, map(dict, about.documents), DOCUMENT, PRIMARY)
        keys = f'FOREIGN KEY ("doc") REFERENCES {DOCUMENTS} ("doc")' if about.documents else ""
        _fill(base, TABLE, records, RECORD, keys)
        base.execute(f"CREATE INDEX records_by_id ON {TABLE} (doc, id)")
        base.execute(f"CREATE INDEX records_by_indicator ON {TABLE} (indicator_id, year, region_code)")
        for name, query in VIEWS.items():
            base.execute(f"CREATE VIEW {name} AS {query}")
        _search(base)


@contextmanager
def _new(path: Path) -> Iterator[sqlite3.Connection]:
    """A new database at `path`, committed when all went well.

    Raises:
        OutputError: it cannot be written.
    """
    path.unlink(missing_ok=True)
    try:
        base = sqlite3.connect(path)
        # the file is new and takes its place when it is whole: a journal beside it would only be left on a full disk
        base.execute("PRAGMA journal_mode = MEMORY")
        try:
            yield base
            base.commit()
        finally:
            base.close()
    except sqlite3.OperationalError as error:
        full = "full" in str(error)  # SQLite says which error only in words
        raise OutputError("no space left" if full else str(error), str(path), "write elsewhere") from error


def _fill(base: sqlite3.Connection, table: str, rows: Iterable[Row], columns: Sequence[Column], keys: str = "") -> None:
    """Create `table` with `rows`; `keys` is what SQL says of its keys."""
    fields = [f"{_quoted(column.name)} {TYPES.get(column.type, 'TEXT')}" for column in columns]
    if keys == PRIMARY:
        fields[0], keys = f"{fields[0]} {keys}", ""
    base.execute(f"CREATE TABLE {_quoted(table)} ({', '.join([*fields, *([keys] if keys else [])])})")
    places = ", ".join("?" * len(columns))
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        base.executemany(f"INSERT INTO {_quoted(table)} VALUES ({places})", [_values(row, columns) for row in batch])


def _search(base: sqlite3.Connection) -> None:
    """Full-text search over names and sentences. Trigrams: Chinese has no blanks to cut words at."""
    fields = ", ".join(SEARCHED)
    base.execute(f"CREATE VIRTUAL TABLE {SEARCH} USING fts5({fields}, content='{TABLE}', tokenize='trigram')")
    base.execute(f"INSERT INTO {SEARCH} (rowid, {fields}) SELECT rowid, {fields} FROM {TABLE}")


def _quoted(name: str) -> str:
    """A name as SQL quotes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def _values(row: Row, columns: Sequence[Column]) -> list[Scalar]:
    return [_bound(scalar(row.get(column.name))) for column in columns]


def _bound(value: Scalar) -> Scalar:
    """SQLite takes no Decimal and no longer integer: as text, its NUMERIC columns make numbers of them."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int) and abs(value) > LARGEST:
        return str(value)
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
