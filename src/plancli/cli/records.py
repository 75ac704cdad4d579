"""Records that a command was given, and the rows that it makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from plancli.cli.options import Writing
from plancli.cli.talk import complain, say
from plancli.columns import Column
from plancli.errors import UsageError


def given(paths: Sequence[str | Path]) -> list[dict[str, Any]]:
    """The records of `paths` (files, folders, `-`).

    Raises:
        InputError: a file cannot be read.
        UsageError: cells are faulty; all faults but the last have been complained of.
    """
    from plancli.read.record_sets import load_sets
    from plancli.read.records import RecordFaultsError

    try:
        return load_sets(paths, lambda line: say(f"warning · {line}"))
    except RecordFaultsError as error:
        for line in error.faults[:-1]:
            complain(line)
        raise UsageError(error.faults[-1]) from None


def merges(path: Path | None) -> dict[str, str]:
    """The phrases that a person has approved as the same; none without a file."""
    from plancli.compare.merge import load

    return load(path) if path else {}


def emit_rows(
    rows: Iterable[dict[str, Any]], columns: Sequence[Column], brief: Sequence[str], writing: Writing
) -> None:
    """Write `rows` with all `columns`; to a terminal or page only those named in `brief`, in that order."""
    from plancli.cli.output import emit, format_of

    if format_of(writing) in ("table", "md"):
        by_name = {column.name: column for column in columns}
        columns = [by_name[name] for name in brief]
    emit(({column.name: row.get(column.name) for column in columns} for row in rows), columns, writing)
