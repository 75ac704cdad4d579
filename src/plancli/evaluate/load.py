"""Files of gold and predicted records → pairs of records of one document each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plancli.columns import RECORD
from plancli.errors import UsageError
from plancli.records.raw import Raw
from plancli.records.tables import rows_of
from plancli.records.types import UnclearError, restore
from plancli.terms import Row

COLUMNS = {column.name: column for column in RECORD}
PREDICTED = ("start", "end", "indicator", "kind", "comparator", "value", "unit", "year", "status")
GOLD = (*PREDICTED, "key")


def pairs(gold: Path, predicted: Path) -> Iterator[tuple[list[Row], list[Row]]]:
    """Gold and predicted records of one document each; where every gold record names its document, of many.

    One document against one is one pair, whatever name each side gives it.

    Raises:
        InputError: a file cannot be read.
        UsageError: a record lacks what scoring needs, or a cell is not what its column promises.
    """
    want, got = records(gold, GOLD), records(predicted, PREDICTED)
    names = [{record.get("doc") for record in side} for side in (want, got)]
    if not all(names[0]) or max(map(len, names)) < 2:  # one document each, or gold that names none
        yield want, got
        return
    for doc in dict.fromkeys(record["doc"] for record in [*want, *got]):
        yield _of(doc, want), _of(doc, got)


def records(path: Path, needed: tuple[str, ...]) -> list[Row]:
    """The records of a file (JSONL, CSV, XLSX) with at least the columns `needed`."""
    return [_record(raw, needed) for raw in rows_of(path, lambda warning: None)]


def _record(raw: Raw, needed: tuple[str, ...]) -> Row:
    for name in needed:
        if name not in raw.cells:
            raise UsageError(f"column {name} is missing", raw.place, "give GOLD first, then PREDICTED")
    return {name: _cell(name, value, raw) for name, value in raw.cells.items()}


def _cell(name: str, value: Any, raw: Raw) -> Any:
    try:
        return restore(COLUMNS[name], value, raw.quote) if name in COLUMNS else value
    except UnclearError as error:
        raise UsageError(str(error), f"{raw.place}, column {name}", "mend the cell") from error


def _of(doc: str, found: list[Row]) -> list[Row]:
    return [record for record in found if record.get("doc") == doc]
