"""The formats that records are written in and read back from: add one here, and nowhere else.

Knows names only: a writer or reader and the library behind it are loaded when the first row goes there.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

Writer = Callable[..., None]
"""Writes rows to a stream or path: `writer(rows, columns, stream or path, style)`."""
RecordReader = Callable[[bytes, str, Callable[[str], None]], Any]
"""Reads a file of records: `reader(data, name of the file, warn)` gives its rows as `records.raw.Raw`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What distinguishes the files of a format: how they begin, and in a zip, what is in it."""

    begins: bytes
    at: int = 0
    member: str = ""

    def fits(self, data: bytes) -> bool:
        """Whether a file of these bytes has the mark."""
        return data.startswith(self.begins, self.at) and (not self.member or self.member in _members(data))


def _members(data: bytes) -> list[str]:
    import zipfile  # the commands ask this module for names of formats when they start

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, struct.error, KeyError, NotImplementedError):
        return []  # a damaged archive: the reader of workbooks says so


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name for `-f`, the suffixes of its files, and who writes and reads it, as `module:function`.

    Attributes:
        stream: in `plancli.export`, writes `(rows, columns, stream, style)` row by row; also into a pipe.
        between: what parts the cells of a line, where `stream` is `csvs:write` and this is no comma.
        table: writes `(rows, columns, path, style)` as a whole file of one table; for formats without `stream`.
        book: writes `(records, about, path, style)`: target records in more than one table.
        compared: whether its book shows the comparison (`about.grid`).
        back: in `plancli.records`, reads `(data, name, warn)` back; empty where the format is for people only.
        mark: by which its files are known, whatever their name; None: a text, which is what no other format claims.
        alone: whether a file of it is read only where it is named itself; in a folder it may hold anything.
    """

    name: str
    suffixes: tuple[str, ...]
    stream: str = ""
    between: str = ""
    table: str = ""
    book: str = ""
    compared: bool = False
    back: str = ""
    mark: Mark | None = None
    alone: bool = False

    def writer(self, kind: str) -> Writer | None:
        """The function that writes this `kind` (stream, table, book); None where the format has none."""
        found: Writer | None = _function("plancli.export", getattr(self, kind))
        return partial(found, between=self.between) if found and kind == "stream" and self.between else found

    def reader(self) -> RecordReader | None:
        """The function that reads its files; None where they are for people only."""
        found: RecordReader | None = _function("plancli.records", self.back)
        return found


def _function(package: str, name: str) -> Any:
    module, _, function = name.partition(":")
    # loaded only when asked for: most need a package of their own
    return getattr(import_module(f"{package}.{module}"), function) if module else None


TEXT = "tables:rows_of_text"
ZIP = b"PK"

FORMATS = {
    format.name: format
    for format in (
        Format("jsonl", (".jsonl", ".ndjson"), stream="jsonl:stream", back=TEXT),
        Format("csv", (".csv",), stream="csvs:write", back=TEXT),
        Format("tsv", (".tsv",), stream="csvs:write", between="\t", back=TEXT),
        Format("xlsx", (".xlsx",), table="workbook.sheets:save_rows", book="workbook.plan:save", compared=True,
               back="sheets:rows_of_workbook", mark=Mark(ZIP)),
        Format("parquet", (".parquet",), table="parquet:save", back="exchanged:of_parquet", mark=Mark(b"PAR1")),
        Format("sqlite", (".sqlite", ".db"), table="sqlite:save", book="sqlite:save_book",
               back="exchanged:of_sqlite", mark=Mark(b"SQLite format 3\x00"), alone=True),
        Format("duckdb", (".duckdb",), table="duck:save", book="duck:save_book",
               back="exchanged:of_duck", mark=Mark(b"DUCK", at=8), alone=True),  # behind a checksum
        Format("dta", (".dta",), table="exchange.stata:save",
               back="exchanged:of_stata", mark=Mark(b"<stata_dta>"), alone=True),
        Format("datapackage", (".zip",), table="exchange.datapackage:save_table", book="exchange.datapackage:save",
               back="exchanged:of_package", mark=Mark(ZIP, member="datapackage.json"), alone=True),
        Format("qdpx", (".qdpx",), book="exchange.qdpx:save"),
        Format("md", (".md",), stream="markdown:write"),
        Format("html", (".html",), book="html:save", compared=True),
    )
}  # fmt: skip


def suffixes() -> dict[str, str]:
    """Suffix → name of its format."""
    return {suffix: format.name for format in FORMATS.values() for suffix in format.suffixes}


def suffixes_in_folders() -> tuple[str, ...]:
    """Suffixes of the files that are taken for records where a folder is given."""
    return tuple(
        suffix for format in FORMATS.values() if format.back and not format.alone for suffix in format.suffixes
    )


def format_of(data: bytes) -> Format | None:
    """The format of a file of records by its bytes; None for a text."""
    marked = [format for format in FORMATS.values() if format.mark]
    # of two zips, the one that says what must be in it is tried first
    marked.sort(key=lambda format: not (format.mark and format.mark.member))
    return next((format for format in marked if format.mark and format.mark.fits(data)), None)
