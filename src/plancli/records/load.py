"""Files of records → records: JSONL, CSV and XLSX, also as a colleague saved them in Excel.

Nothing is guessed: what cannot be read as its column promises is a fault with its column and row. Nothing is
lost: unknown columns, regions and units are kept, with a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from plancli.columns import RECORD, Column
from plancli.errors import UsageError
from plancli.records.checks import Checks
from plancli.records.raw import Raw
from plancli.records.tables import rows_of
from plancli.records.types import UnclearError, restore

Warn = Callable[[str], None]

COLUMNS = {column.name: column for column in RECORD}
# Without these there is nothing to compare; what else an older version did not write is filled in as empty.
REQUIRED = ("doc", "indicator", "kind", "comparator", "value", "unit", "year", "status")
SHOWN = 20
NOTHING = object()


class RecordFaultsError(UsageError):
    """Cells that cannot be read without guessing. `faults` has a line for each; `str` is the first."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = [*faults[:SHOWN], *([f"… and {len(faults) - SHOWN} more faults"] if len(faults) > SHOWN else [])]
        what, where, hint = (*faults[0].split(" · ", 2), "", "")[:3]
        more = f"{len(faults) - 1} more faults" if len(faults) > 1 else ""
        super().__init__(what, where, " · ".join(part for part in (hint, more) if part))


def load_records(source: Path | TextIO, warn: Warn = lambda line: None) -> list[dict[str, Any]]:
    """The records of one file or stream, with the keys and types of `columns.RECORD`.

    Args:
        source: JSONL, CSV or XLSX, told apart by content; headers are keys, or the Chinese or English headers.
        warn: gets one line for each thing that a person should know of but that stops nothing.

    Raises:
        InputError: the file cannot be read at all.
        RecordFaultsError: cells are not what their column promises; one line each, with column and row.
    """
    name = str(getattr(source, "name", "standard input"))
    checks = Checks(name, warn)
    faults: list[str] = []
    records = list(_records(source, checks, faults))
    faults += checks.faults
    if faults:
        raise RecordFaultsError(faults)
    checks.close()
    return records


def _records(source: Path | TextIO, checks: Checks, faults: list[str]) -> Iterator[dict[str, Any]]:
    absent: dict[tuple[str, ...], list[str]] = {}
    for raw in rows_of(source, checks.warn):
        keys = tuple(raw.cells)
        if keys not in absent:
            absent[keys] = _missing(keys, raw)
            faults += absent[keys]
        record = _restored(raw, faults)
        if not absent[keys]:
            checks.see(record, raw.place)
        yield record


def _missing(keys: tuple[str, ...], raw: Raw) -> list[str]:
    absent = [name for name in REQUIRED if name not in keys]
    if "region" not in keys and "region_code" not in keys:
        absent.append("region")
    hint = "written by another version? extract again, or name the column as plancli does"
    return [f"column {name} is missing · {raw.place} · {hint}" for name in absent]


def _restored(raw: Raw, faults: list[str]) -> dict[str, Any]:
    """All columns of a record in their order, then what else the file has."""
    record: dict[str, Any] = {}
    for name, column in COLUMNS.items():
        record[name] = _cell(column, raw, faults)
    if record["stated"]:
        record["unit"] = record["unit"] or None
    elif raw.cells.get("value", NOTHING) in (None, ""):
        faults.append(
            f"empty · {raw.place}, column value · write the figure, or in stated what is promised without one"
        )
    record.update((name, value) for name, value in raw.cells.items() if name not in COLUMNS)
    return record


def _cell(column: Column, raw: Raw, faults: list[str]) -> Any:
    try:
        return restore(column, raw.cells.get(column.name), raw.quote)
    except UnclearError as error:
        what, _, hint = str(error).partition("; ")
        faults.append(" · ".join(part for part in (what, f"{raw.place}, column {column.name}", hint) if part))
        return None
