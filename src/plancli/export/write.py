"""One door to all formats: rows and columns in, a stream or a whole new file out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from plancli.columns import Column
from plancli.errors import UsageError
from plancli.formats import FORMATS, Writer, suffixes

if TYPE_CHECKING:
    from plancli.export.about import About

Rows = Iterable[dict[str, Any]]


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
    known = suffixes()
    found = known.get(path.suffix.lower() or ".jsonl")
    if found is None:
        raise UsageError("suffix names no format", str(path), f"use {' '.join(known)} or give -f")
    return found


def to_stream(rows: Rows, columns: Sequence[Column], stream: TextIO, style: Style) -> None:
    """Write `rows` to `stream` one by one.

    Raises:
        UsageError: the format cannot go into a pipe.
    """
    write = _writer(style, "stream")
    if write is None:
        raise UsageError(f"{style.format} cannot go into a pipe", "-f", f"give -o FILE.{style.format}")
    write(rows, columns, stream, style)


def to_path(rows: Rows, columns: Sequence[Column], path: Path, style: Style) -> None:
    """Write `rows` into the file `path`. Callers who replace a file do it by `run.atomic`.

    Raises:
        OSError: the file cannot be written.
        UsageError: these rows have no such format.
    """
    if (stream := _writer(style, "stream")) is not None:
        with path.open("w", encoding="utf-8", newline="\n") as opened:
            stream(rows, columns, opened, style)
    elif (table := _writer(style, "table")) is not None:
        table(rows, columns, path, style)
    else:
        good = " ".join(name for name, format in FORMATS.items() if format.stream or format.table)
        raise UsageError(f"{style.format} is no format of these rows", "-f", f"use one of {good}")


def is_book(form: str) -> bool:
    """Whether target records become several tables for people in this format."""
    return form in FORMATS and bool(FORMATS[form].book)


def is_compared(form: str) -> bool:
    """Whether the book of this format shows the comparison of the records."""
    return form in FORMATS and FORMATS[form].compared


def book(records: Sequence[dict[str, Any]], about: About, path: Path, style: Style) -> None:
    """Write target records as the workbook or the report that people are given.

    Raises:
        OSError: the file cannot be written.
        UsageError: the format has no such form (`is_book`).
    """
    write = _writer(style, "book")
    if write is None:
        raise UsageError(f"{style.format} is no workbook or report", "-f")
    write(records, about, path, style)


def _writer(style: Style, kind: str) -> Writer | None:
    return FORMATS[style.format].writer(kind) if style.format in FORMATS else None
