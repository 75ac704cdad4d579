"""One door to all formats: rows and columns in, a stream or a whole new file out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from plancli.columns import Column
from plancli.errors import UsageError
from plancli.export import csvs, jsonl, markdown
from plancli.export.about import About

Rows = Iterable[dict[str, Any]]

SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".db": "sqlite",
    ".md": "md",
    ".html": "html",
}
STREAMED = ("jsonl", "csv", "md")
BOOKS = ("xlsx", "html")  # formats that show target records in more than one table


@dataclass(frozen=True, slots=True)
class Style:
    """How rows are written. `lang` None: keys as headers; `raw`: no guard against formulas in CSV."""

    format: str
    lang: str | None = None
    bom: bool = False
    raw: bool = False


def format_of_suffix(path: Path) -> str:
    """The format that the suffix of `path` stands for; JSONL where it has none.

    Raises:
        UsageError: no format has this suffix.
    """
    known = SUFFIXES.get(path.suffix.lower() or ".jsonl")
    if known is None:
        raise UsageError("suffix names no format", str(path), f"use {' '.join(SUFFIXES)} or give -f")
    return known


def to_stream(rows: Rows, columns: Sequence[Column], stream: TextIO, style: Style) -> None:
    """Write `rows` to `stream` one by one.

    Raises:
        UsageError: the format cannot go into a pipe.
    """
    if style.format == "jsonl":
        jsonl.write(rows, stream)
    elif style.format == "csv":
        csvs.write(rows, columns, stream, style)
    elif style.format == "md":
        markdown.write(rows, columns, stream, style.lang or "zh")
    else:
        raise UsageError(f"{style.format} cannot go into a pipe", "-f", f"give -o FILE.{style.format}")


def to_path(rows: Rows, columns: Sequence[Column], path: Path, style: Style) -> None:
    """Write `rows` into the file `path`. Callers who replace a file do it by `run.atomic`.

    Raises:
        OSError: the file cannot be written.
        UsageError: these rows have no such format.
    """
    if style.format in STREAMED:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            to_stream(rows, columns, stream, style)
    else:
        _save(rows, columns, path, style)


def book(records: Sequence[dict[str, Any]], about: About, path: Path, style: Style) -> None:
    """Write target records as the workbook or the report that people are given.

    Raises:
        OSError: the file cannot be written.
    """
    if style.format == "html":
        from plancli.export import html

        html.save(records, about, path, style.lang or "zh")
    else:
        from plancli.export import workbook

        workbook.save(records, about, path, style.lang or "zh")


def _save(rows: Rows, columns: Sequence[Column], path: Path, style: Style) -> None:
    if style.format == "xlsx":
        from plancli.export import excel

        excel.save_rows(rows, columns, path, style.lang or "zh")
    elif style.format == "sqlite":
        from plancli.export import sqlite

        sqlite.save(rows, columns, path)
    elif style.format == "parquet":
        from plancli.export import parquet

        parquet.save(rows, columns, path)
    else:
        raise UsageError(f"{style.format} is no format of these rows", "-f", f"use one of {' '.join(STREAMED)} xlsx")
