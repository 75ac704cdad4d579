"""Files of records → records: JSONL, CSV and XLSX, also as a colleague saved them in Excel.

Nothing is guessed: what cannot be read as its column promises is a fault with its column and row. Nothing is
lost: unknown columns, regions and units are kept, with a warning.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from plancli.columns import RECORD, Column
from plancli.errors import UsageError
from plancli.records.checks import Checks
from plancli.records.dataset import is_parquet, rows_of_parquet
from plancli.records.raw import Raw, Warn
from plancli.records.tables import rows_of
from plancli.records.take import Take
from plancli.records.types import AS_IS, LOOKED_AT, MOST_DIGITS, NULLABLE, UnclearError, is_code, restore
from plancli.terms import Row

Types = tuple[type, ...]

COLUMN_OF = {column.name: column for column in RECORD}
KNOWN_NAMES = tuple(COLUMN_OF)
LIST_COLUMNS = tuple(column.name for column in RECORD if column.type == "list")
# Without these there is nothing to compare; anything else that an older version did not write is filled in as empty.
REQUIRED = ("doc", "indicator", "kind", "comparator", "value", "unit", "year", "status")
MOST_SHOWN = 20  # faults in a message
NOTHING = object()


class RecordFaultsError(UsageError):
    """Cells that cannot be read without guessing. `faults` has a line for each; `str` is the first."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = [
            *faults[:MOST_SHOWN],
            *([f"… and {len(faults) - MOST_SHOWN} more faults"] if len(faults) > MOST_SHOWN else []),
        ]
        what, where, hint = (*faults[0].split(" · ", 2), "", "")[:3]  # a fault may say less than three things
        more = f"{len(faults) - 1} more faults" if len(faults) > 1 else ""
        super().__init__(what, where, " · ".join(part for part in (hint, more) if part))


def load_records(source: Path | TextIO, warn: Warn = lambda line: None, take: Take | None = None) -> list[Row]:
    """As `each_record`, as a list.

    Args:
        source: of the records, as below; so are `warn` and `take`.
    """
    with without_collection():
        return list(each_record(source, warn, take))


def each_record(source: Path | TextIO, warn: Warn = lambda line: None, take: Take | None = None) -> Iterator[Row]:
    """The records of one file or stream, with the keys and types of `columns.RECORD`.

    Args:
        source: JSONL, CSV, XLSX or Parquet, told apart by content; headers are keys, or the Chinese or English headers.
        warn: gets one line for each thing that a person should know of but that stops nothing.
        take: which records to keep, and what of them, once they have been checked; None keeps all.

    Raises:
        InputError: the file cannot be read at all.
        RecordFaultsError: at the end, where cells are not what their column promises; one line each, with column and
            row.
    """
    name = str(getattr(source, "name", "standard input"))
    checks = Checks(name, warn)
    faults: list[str] = []
    found = _records(source, checks, faults, take)
    yield from found if take is None else filter(None, map(take, found))
    faults += checks.faults
    if faults:
        raise RecordFaultsError(faults)
    checks.close()


@contextmanager
def without_collection() -> Iterator[None]:
    """No search for circles of garbage while records are read: there are none, and each search walks all of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _records(source: Path | TextIO, checks: Checks, faults: list[str], take: Take | None) -> Iterator[dict[str, Any]]:
    absent: dict[tuple[str, ...], list[str]] = {}  # by columns: a file has few different sets of them
    unread: dict[Types, list[Column]] = {}
    for raw in _rows(source, checks, take):
        keys = tuple(raw.cells)
        whole = keys == KNOWN_NAMES
        if not whole and keys not in absent:
            absent[keys] = _missing(keys, raw)
            faults += absent[keys]
        # A quote is kept only for what a spreadsheet may have touched; anything else is as plancli wrote it.
        record = _as_written(raw, unread, faults) if whole and raw.quote is None else _restored(raw, faults)
        if whole or not absent[keys]:
            checks.see(record, raw.place)
        yield record


def _rows(source: Path | TextIO, checks: Checks, take: Take | None) -> Iterator[Raw]:
    if isinstance(source, Path) and is_parquet(source):
        return rows_of_parquet(source, take)
    return rows_of(source, checks.warn, take.passes_by if take else None)


def _missing(keys: tuple[str, ...], raw: Raw) -> list[str]:
    absent = [name for name in REQUIRED if name not in keys]
    if "region" not in keys and "region_code" not in keys:
        absent.append("region")
    hint = "written by another version? extract again, or name the column as plancli does"
    return [f"column {name} is missing · {raw.place} · {hint}" for name in absent]


def _as_written(raw: Raw, unread: dict[Types, list[Column]], faults: list[str]) -> dict[str, Any]:
    """A record as plancli itself writes it: only columns that need reading are read, the same for the same types."""
    record = raw.cells
    types = tuple(map(type, record.values()))
    columns = unread.get(types)
    if columns is None:
        columns = unread[types] = [column for column, kind in zip(RECORD, types, strict=True) if _needs(column, kind)]
    value = record["value"]
    for column in columns:
        cell = record[column.name]
        if type(cell) is Decimal and cell.adjusted() <= MOST_DIGITS:  # of JSON, and so finite
            record[column.name] = int(cell) if cell == cell.to_integral_value() else cell
        elif not (column.name == "region_code" and is_code(cell)):  # six digits as text: nothing to restore
            record[column.name] = _cell(column, raw, faults)
    for name in LIST_COLUMNS:
        if record[name]:  # most are empty; in others each item is looked at
            record[name] = _cell(COLUMN_OF[name], raw, faults)
    if "" in map(record.get, NULLABLE):
        record |= {name: record[name] or None for name in NULLABLE}
    return _with_figure(record, value, raw, faults)


def _needs(column: Column, kind: type) -> bool:
    """Whether cells of `column` that hold a `kind` must be read; None stays where it may stand for no text."""
    if kind is type(None) and (column.name in NULLABLE or column.type in ("int", "number")):
        return False
    return column.name in LOOKED_AT or kind is Decimal or kind is not AS_IS[column.type]


def _restored(raw: Raw, faults: list[str]) -> dict[str, Any]:
    """All columns of a record in their order, then whatever else the file has."""
    record: dict[str, Any] = {}
    for name, column in COLUMN_OF.items():
        record[name] = _cell(column, raw, faults)
    _with_figure(record, raw.cells.get("value", NOTHING), raw, faults)
    # columns of a colleague stay
    record.update((name, value) for name, value in raw.cells.items() if name not in COLUMN_OF)
    return record


def _with_figure(record: dict[str, Any], value: Any, raw: Raw, faults: list[str]) -> dict[str, Any]:
    if record["stated"]:
        record["unit"] = record["unit"] or None
    elif value is None or value == "":
        faults.append(
            f"empty · {raw.place}, column value · write the figure, or in stated what is promised without one"
        )
    return record


def _cell(column: Column, raw: Raw, faults: list[str]) -> Any:
    try:
        return restore(column, raw.cells.get(column.name), raw.quote)
    except UnclearError as error:
        what, _, hint = str(error).partition("; ")
        faults.append(" · ".join(part for part in (what, f"{raw.place}, column {column.name}", hint) if part))
        return None
