"""Records in Parquet files, one or a folder of shards: only the columns and rows that a command needs are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plancli.columns import RECORD
from plancli.errors import InputError, UsageError, needing
from plancli.formats import FORMATS
from plancli.records.exchanged import AGAIN, BATCH
from plancli.records.raw import NO_RECORDS, Raw
from plancli.records.take import LEAN, OTHERS, Take

NAMES = tuple(column.name for column in RECORD)


def is_parquet(path: Path) -> bool:
    """Whether a regular file begins as Parquet does."""
    if not path.is_file():
        return False
    mark = FORMATS["parquet"].mark
    with path.open("rb") as file:
        return mark is not None and mark.fits(file.read(len(mark.begins)))


def rows_of_parquet(path: Path, take: Take | None) -> Iterator[Raw]:
    """The records of a Parquet file that `take` wants (None: all), some thousand at a time.

    Columns that are not read are None; records of other statuses are counted by `take`.

    Raises:
        InputError: the file is damaged, or holds no records.
        MissingExtra: pyarrow is not installed.
        UsageError: a column occurs twice.
    """
    with needing("data", "Parquet needs pyarrow", str(path)):
        import pyarrow as pa
        from pyarrow import parquet
    try:
        with parquet.ParquetFile(path) as file:
            known = file.schema_arrow.names
            columns = [name for name in known if take is None or name in LEAN]
            if not set(columns) & set(NAMES):
                raise InputError("no records", str(path), NO_RECORDS)
            twice = next((name for name in NAMES if known.count(name) > 1), None)
            if twice:
                raise UsageError(f"column {twice} occurs twice", str(path), "remove one of them")
            first = 1  # rows count from 1, as people do
            for batch in file.iter_batches(BATCH, columns=columns):
                yield from _rows(batch, first, path, take)
                first += batch.num_rows
    except UnicodeDecodeError as error:
        raise InputError("text that is not UTF-8", str(path), AGAIN) from error
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError("damaged Parquet file", str(path), AGAIN) from error


def _rows(batch: Any, first: int, path: Path, take: Take | None) -> Iterator[Raw]:
    numbers: Any = range(first, first + batch.num_rows)
    if take is not None and take.statuses is not None and "status" in batch.schema.names:
        import pyarrow as pa
        import pyarrow.compute as pc

        # what is no status at all is kept: it is a fault of its row
        wanted = pc.invert(pc.is_in(batch.column("status"), pa.array(sorted(OTHERS - take.statuses), pa.string())))
        numbers = [number for number, one in zip(numbers, wanted.to_pylist(), strict=True) if one]
        take.seen += batch.num_rows - len(numbers)  # those left out here never reach `take`
        batch = batch.filter(wanted)
    # a file that has all columns of a record is read as one, whichever of them were asked for
    blank = dict.fromkeys(NAMES) if set(LEAN) <= set(batch.schema.names) else {}
    for number, row in zip(numbers, batch.to_pylist(), strict=True):
        yield Raw({**blank, **row}, f"{path} row {number}")
