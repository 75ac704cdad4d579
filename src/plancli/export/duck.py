"""Records as a DuckDB database (extra `data`): typed tables and views; lists stay lists, values are doubles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from plancli.columns import DOCUMENT, RECORD, Column
from plancli.errors import OutputError, needing
from plancli.export.about import About
from plancli.export.parquet import batches
from plancli.export.sqlite import DOCUMENTS, TABLE, VIEWS
from plancli.terms import Row

# What a list is good for: a row for each department of each target.
LISTS = f"""CREATE VIEW duties AS SELECT doc, id, region, indicator, year, unnest(departments) AS department
    FROM {TABLE} WHERE status = 'target'"""


def save(rows: Iterable[Row], columns: Sequence[Column], path: Path, style: Any) -> None:
    """Write `rows` as the only table, `records`, of a new database.

    Raises:
        MissingExtra: duckdb is not installed.
        OutputError: the database cannot be written.
    """
    with _new(path) as base:
        _fill(base, TABLE, rows, columns)


def save_book(records: Sequence[Row], about: About, path: Path, style: Any) -> None:
    """Write target records with their documents and views.

    Raises:
        MissingExtra: duckdb is not installed.
        OutputError: the database cannot be written.
    """
    with _new(path) as base:
        if about.documents:
            _fill(base, DOCUMENTS, map(dict, about.documents), DOCUMENT)
        _fill(base, TABLE, records, RECORD)
        for name, query in VIEWS.items():
            base.execute(f"CREATE VIEW {name} AS {query}")
        base.execute(LISTS)


@contextmanager
def _new(path: Path) -> Iterator[Any]:
    with needing("data", "DuckDB needs duckdb"):
        import duckdb
    path.unlink(missing_ok=True)  # DuckDB opens no empty file
    try:
        with duckdb.connect(str(path), config={"threads": 1}) as base:
            yield base
    except duckdb.Error as error:
        full = "space" in str(error).lower()  # DuckDB has no error of its own for a full disk
        what = "no space left" if full else "the database cannot be written"
        raise OutputError(what, str(path), "write elsewhere") from error
    finally:
        Path(f"{path}.wal").unlink(missing_ok=True)  # what a broken run leaves beside it


def _fill(base: Any, table: str, rows: Iterable[Row], columns: Sequence[Column]) -> None:
    """Create `table` with `rows`, batch by batch; the first batch gives the types, also where there are no rows."""
    for number, batch in enumerate(batches(rows, columns)):
        base.register("batch", batch)
        base.execute(f"CREATE TABLE {table} AS FROM batch" if number == 0 else f"INSERT INTO {table} FROM batch")
        base.unregister("batch")
