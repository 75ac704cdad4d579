"""Records read back from files of other programs: SQLite, DuckDB, Parquet, Stata, data packages that plancli wrote."""

from __future__ import annotations

import io
import struct
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

from plancli.columns import RECORD
from plancli.errors import InputError, needing
from plancli.read.archive.unzip import LARGEST_MEMBER, open_zip, read_member
from plancli.records.raw import Raw, Warn
from plancli.terms import Comparator, Kind, Modality, Row, Status

TABLE = "records.csv"
VOCABULARIES: Mapping[str, list[str]] = {
    "kind": list(map(str, Kind)),
    "comparator": list(map(str, Comparator)),
    "status": list(map(str, Status)),
    "modality": list(map(str, Modality)),
}
RENAMED = {"_end": "end"}  # a word of Stata's own
AGAIN = "export the records again"
BATCH = 10_000  # rows
DAMAGED_STATA = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, OSError, EOFError, struct.error)


def _typed(read: Callable[[bytes, str], Iterator[Row]]) -> Callable[[bytes, str, Warn], Iterator[Raw]]:
    """Make a `formats.RecordReader` of a function that reads cells with types: nothing is left to warn of."""

    @wraps(read)
    def rows(data: bytes, name: str, warn: Warn) -> Iterator[Raw]:
        try:
            for number, row in enumerate(read(data, name), 1):
                yield Raw(row, f"{name} row {number}")
        except RuntimeError as error:  # how a library of a damaged file may end
            raise InputError("damaged file", name, AGAIN) from error

    return rows


@_typed
def of_sqlite(data: bytes, name: str) -> Iterator[Row]:
    """The records of an SQLite database.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: damaged, or without a table of records.
    """
    import sqlite3

    base = sqlite3.connect(":memory:")  # from bytes: the file may be in an archive, or a pipe
    try:
        base.deserialize(data)
        base.row_factory = sqlite3.Row
        base.text_factory = _text_or_bytes
        for row in base.execute("SELECT * FROM records ORDER BY rowid"):  # in the order in which they were written
            yield dict(row)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise InputError("no table of records, or a damaged database", name, AGAIN) from error
    finally:
        base.close()


def _text_or_bytes(data: bytes) -> str | bytes:
    """Bytes that are not UTF-8 stay as they are, so that the fault is reported with its row and column."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


@_typed
def of_duck(data: bytes, name: str) -> Iterator[Row]:
    """The records of a DuckDB file. DuckDB opens files alone: the bytes are put into one of their own meanwhile.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: damaged, or without a table of records.
    """
    with needing("data", "DuckDB needs duckdb", name):
        import duckdb
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.duckdb"
        path.write_bytes(data)
        try:
            with duckdb.connect(str(path), read_only=True) as base:
                found = base.execute("FROM records ORDER BY rowid")
                heads = [column[0] for column in found.description or ()]
                while batch := found.fetchmany(BATCH):
                    yield from (dict(zip(heads, row, strict=True)) for row in batch)
        except (duckdb.Error, UnicodeDecodeError) as error:
            raise InputError("no table of records, or a damaged database", name, AGAIN) from error


@_typed
def of_parquet(data: bytes, name: str) -> Iterator[Row]:
    """The records of a Parquet file, whole; `dataset` reads large ones in part.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: damaged, or text that is not UTF-8.
    """
    with needing("data", "Parquet needs pyarrow", name):
        import pyarrow as pa
        from pyarrow import parquet
    try:
        table = parquet.ParquetFile(pa.BufferReader(data))
        for batch in table.iter_batches():
            yield from batch.to_pylist()
    except UnicodeDecodeError as error:
        raise InputError("text that is not UTF-8", name, AGAIN) from error
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError("damaged Parquet file", name, AGAIN) from error


@_typed
def of_stata(data: bytes, name: str) -> Iterator[Row]:
    """The records of a Stata file. Values of vocabularies are numbers in the order of the vocabulary, whatever the
    language of their labels.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: damaged, or text that is not UTF-8.
    """
    import pandas as pd

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", UnicodeWarning)  # pandas would go on in Latin-1
            reader: Any = pd.read_stata(io.BytesIO(data), iterator=True)
            # codes, not labels: two labels may be alike
            frame = reader.read(convert_categoricals=False, preserve_dtypes=True)
            words = _words_of(reader.value_labels())
    except UnicodeWarning as error:
        raise InputError("text that is not UTF-8", name, AGAIN) from error
    except DAMAGED_STATA as error:  # pandas has no error of its own for damaged files
        raise InputError("damaged Stata file", name, AGAIN) from error
    flags = {column.name for column in RECORD if column.type == "bool"}
    for values in frame.itertuples(index=False, name=None):
        row = {RENAMED.get(key, key): value for key, value in zip(frame.columns, values, strict=True)}
        yield {key: _of_variable(value, words.get(key, {}), key in flags) for key, value in row.items()}


def _words_of(labels: Mapping[str, Mapping[Any, str]]) -> dict[str, dict[Any, str]]:
    """The vocabularies by number. plancli labels every number of one; without labels, another program has encoded it.

    Then its numbers are others than ours, and a label that is no word of ours is a fault of its row.
    """
    found = {}
    for name, words in VOCABULARIES.items():
        ours, theirs = dict(enumerate(words)), labels.get(name, {})
        moved = any(label in words and ours.get(number) != label for number, label in theirs.items())
        kept = ours if ours.keys() <= theirs.keys() and not moved else {}
        found[name] = {**theirs, **kept} if theirs else ours
    return found


def _of_variable(value: Any, words: Mapping[Any, str], is_flag: bool) -> Any:
    if isinstance(value, datetime):
        return value  # a date, or none at all: neither is a number or a word
    if value != value:
        return None  # a missing value is not equal to itself
    if isinstance(value, str):
        return value
    plain = value.item() if hasattr(value, "item") else value
    return bool(plain) if is_flag and plain in (0, 1) else words.get(plain, plain)


@_typed
def of_package(data: bytes, name: str) -> Iterator[Row]:
    """The records of a data package, as `export` zips it.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: damaged, or without a table of records.
    """
    import csv

    archive = open_zip(data, name)
    if TABLE not in archive.namelist():
        raise InputError("the package holds no records", name, AGAIN)
    try:
        text = read_member(archive, archive.getinfo(TABLE), name, LARGEST_MEMBER).decode("utf-8")
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        heads = next(rows, [])
        if len(set(heads)) < len(heads):
            raise InputError("a column occurs twice", f"{name} {TABLE}", AGAIN)
        for number, row in enumerate(filter(None, rows), 1):
            if len(row) != len(heads):
                raise InputError(f"{len(row)} cells, {len(heads)} headers", f"{name} {TABLE} row {number}", AGAIN)
            yield dict(zip(heads, row, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("damaged data package", name, AGAIN) from error
