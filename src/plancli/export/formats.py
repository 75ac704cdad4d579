"""The formats that results are written in, each with the function that writes it: add one here, and nowhere else.

Knows names only: a writer and the library behind it are loaded when the first row goes there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

Writer = Callable[..., None]
"""Writes rows to a stream or path: `writer(rows, columns, stream or path, style)`."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name for `-f`, the suffixes of its files, and its writers as `module:function`.

    Attributes:
        stream: writes `(rows, columns, stream, style)` row by row; also into a pipe.
        table: writes `(rows, columns, path, style)` as a whole file of one table; for formats without `stream`.
        book: writes `(records, about, path, style)`: target records in more than one table.
        compared: whether its book shows the comparison (`about.grid`).
    """

    name: str
    suffixes: tuple[str, ...]
    stream: str = ""
    table: str = ""
    book: str = ""
    compared: bool = False

    def writer(self, kind: str) -> Writer | None:
        """The function that writes this `kind` (stream, table, book); None where the format has none."""
        module, _, function = getattr(self, kind).partition(":")
        if not module:
            return None
        # loaded only when asked for: most need a package of their own
        found: Writer = getattr(import_module(f"plancli.export.{module}"), function)
        return found


FORMATS = {
    format.name: format
    for format in (
        Format("jsonl", (".jsonl", ".ndjson"), stream="jsonl:stream"),
        Format("csv", (".csv",), stream="csvs:write"),
        Format("tsv", (".tsv",), stream="csvs:write_tabs"),
        Format("xlsx", (".xlsx",), table="workbook.sheets:save_rows", book="workbook.plan:save", compared=True),
        Format("parquet", (".parquet",), table="parquet:save"),
        Format("sqlite", (".sqlite", ".db"), table="sqlite:save", book="sqlite:save_book"),
        Format("duckdb", (".duckdb",), table="duck:save", book="duck:save_book"),
        Format("dta", (".dta",), table="exchange.stata:save"),
        Format("datapackage", (".zip",), table="exchange.datapackage:save_table", book="exchange.datapackage:save"),
        Format("qdpx", (".qdpx",), book="exchange.qdpx:save"),
        Format("md", (".md",), stream="markdown:write"),
        Format("html", (".html",), book="html:save", compared=True),
    )
}


def suffixes() -> dict[str, str]:
    """Suffix → name of its format."""
    return {suffix: format.name for format in FORMATS.values() for suffix in format.suffixes}
