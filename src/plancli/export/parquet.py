"""Records as Parquet (extra `data`). Values are doubles there: what pandas, R and Stata expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from plancli.columns import Column
from plancli.errors import OutputError, needing
from plancli.export.cells import as_double, scalar

LARGEST = 2**63 - 1  # integers have eight bytes there
ROWS_OF_GROUP = 10_000  # rows in memory at once


def save(rows: Iterable[dict[str, Any]], columns: Sequence[Column], path: Path, style: Any) -> None:
    """Write `rows` to `path`; lists stay lists, objects become JSON.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    found = batches(rows, columns)
    first = next(found)  # the schema comes with the first rows
    from pyarrow import parquet

    with parquet.ParquetWriter(path, first.schema) as writer:
        writer.write_table(first)
        for batch in found:
            writer.write_table(batch)


def batches(rows: Iterable[dict[str, Any]], columns: Sequence[Column]) -> Iterator[Any]:
    """`rows` as Arrow tables of one schema; one at least, which may be empty.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    with needing("data", "Parquet and DuckDB need pyarrow"):
        import pyarrow as pa
    types = {"int": pa.int64(), "number": pa.float64(), "bool": pa.bool_(), "list": pa.list_(pa.string())}
    schema = pa.schema([(column.name, types.get(column.type, pa.string())) for column in columns])
    rows = iter(rows)
    batch = list(islice(rows, ROWS_OF_GROUP))
    while True:
        names = {column.name: [_value(row.get(column.name), column) for row in batch] for column in columns}
        yield pa.table(names, schema=schema)
        if not (batch := list(islice(rows, ROWS_OF_GROUP))):
            return


def _value(value: Any, column: Column) -> Any:
    if value is None:
        return None
    if column.type == "list":
        return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
    value = scalar(value)
    if column.type == "int" and isinstance(value, int) and abs(value) > LARGEST:  # Parquet has 64 bits
        raise OutputError(f"{column.name} {str(value)[:24]} is too large", "Parquet, DuckDB", "take the record out")
    if column.type == "number":
        return None if value is None else as_double(value)
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
