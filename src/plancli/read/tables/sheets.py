"""Tables: of documents (one a row), or an annex of targets, which is one document with tables.

XLSX, CSV, JSON Lines and Parquet come as rows of strings from `sheets_book` and `sheets_rows`; which column
holds the text is found in `sheets_columns`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from plancli.columns import DOCUMENT, RECORD
from plancli.errors import InputError, UsageError
from plancli.model import Document, Failure, Options
from plancli.patterns import lazy
from plancli.read.build.grid import grid_of_rows
from plancli.read.build.text_builder import Composer
from plancli.read.plain.encoding import decode
from plancli.read.plain.hard_wraps import joins_of
from plancli.read.tables.columns import text_column
from plancli.read.tables.rows import SourceSheet, sheet_of_csv, sheet_of_json, sheet_of_parquet
from plancli.read.tables.workbook import MOST_SHEET_CELLS, sheets_of_workbook

CELL_SIZE = 32_767  # characters: what a cell of Excel holds
HTML_TAGS = lazy(r"</(?:p|div|table|span|td|section)\s*>|<br\s*/?>", re.IGNORECASE)
OURS = frozenset(column.name for column in RECORD)
ENOUGH_COLUMNS = 8  # columns of a record make a file of records
ABOUT_DOCUMENTS = frozenset(column.name for column in DOCUMENT)
SIDES = ({"where", "what", "hint"}, {"doc", "start", "end", "text", "reason"})  # extract --errors, --missed


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The documents of a table, or the one document of an annex of targets.

    Raises:
        InputError: damaged, encrypted, empty, or records of ours rather than documents.
        UsageError: no such text column, or no such column to map.
        MissingExtra: Parquet needs the extra `data`.
    """
    made = _sheets(data, name, options)
    del data  # of a large file nobody needs the bytes once it is decoded
    sheets = [sheet for sheet in made() if sheet.rows]
    del made
    if not sheets:
        raise InputError("empty", name, "there is no row in it")
    columns = [(sheet, text_column(sheet, options, name)) for sheet in sheets]
    found = [(sheet, column) for sheet, column in columns if column is not None]
    for sheet in sheets:
        _refuse_records(sheet, name)
    if not found:
        if options.text_column:
            raise UsageError(f"no column {options.text_column}", name, "columns: " + ", ".join(sheets[0].head))
        if sum(len(row) for sheet in sheets for row in sheet.all_rows()) > MOST_SHEET_CELLS:
            raise InputError("too many cells", name, f"at most {MOST_SHEET_CELLS:,}; give it in parts")
        yield _annex(sheets)
        yield from (row for sheet in sheets for _, row in sheet.rows if isinstance(row, Failure))
        return
    for number, (sheet, column) in enumerate(found, 1):
        prefix = f"{PurePosixPath(name).stem}-" + (f"{number}-" if len(found) > 1 else "")
        yield from _documents(sheet, column, prefix, name, options)


def sheets_of(data: bytes, name: str, options: Options) -> list[SourceSheet]:
    """The sheets of a table in any of its formats, as rows of strings.

    Args:
        name: of the file, for messages.
    """
    return _sheets(data, name, options)()


def _sheets(data: bytes, name: str, options: Options) -> Callable[[], list[SourceSheet]]:
    """What gives the sheets of a table, which of CSV holds the text alone."""
    if data.startswith(b"PK"):
        return partial(sheets_of_workbook, data, name)
    if data[:4] == b"PAR1":
        return lambda: [sheet_of_parquet(data, name)]
    if data[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return lambda: [sheet_of_json(data, name, options)]
    found = decode(data, name, options.encoding)
    return lambda: [sheet_of_csv(found, name)]


def _refuse_records(sheet: SourceSheet, name: str) -> None:
    if len(OURS.intersection(sheet.head)) >= ENOUGH_COLUMNS:
        raise InputError("holds records, not documents", name, "plancli compare and export read it")
    if set(sheet.head) in SIDES or len(ABOUT_DOCUMENTS.intersection(sheet.head)) >= ENOUGH_COLUMNS:
        raise InputError("a list of plancli, no document", name, "keep results in a folder of their own")


def _documents(
    sheet: SourceSheet, column: int, prefix: str, name: str, options: Options
) -> Iterator[Document | Failure]:
    """One document for each row; `name` is the file's label."""
    for number, (place, row) in enumerate(sheet.rows, 1):
        if isinstance(row, Failure):
            yield row
            continue
        text = row[column] if column < len(row) else ""  # rows of CSV may be short
        label = f"{name} {place}"
        if not text.strip():
            yield Failure(label, "empty", "there is no text in its row")
            continue
        cut = (f"the text is cut at {CELL_SIZE:,} characters, the most a cell holds",) if len(text) == CELL_SIZE else ()
        document = Document(
            id=f"{prefix}{number}",
            text=text,
            source=label,
            encoding=sheet.encoding,
            warnings=(*sheet.warnings, *cut),
            found_by=f"column {sheet.head[column]}",
            columns=_beside(sheet, row, column, options),
        )
        yield _page(document) if len(HTML_TAGS.findall(text[:20_000])) >= 3 else replace(document, joins=joins_of(text))


def _page(row: Document) -> Document | Failure:
    """A cell that holds the markup of a page is read as a page."""
    from plancli.read.web.html import read_bytes as read_page

    try:
        found = next(read_page(row.text.encode("utf-8", "replace"), row.source, Options(encoding="utf-8")))
    except InputError as error:
        return Failure(row.source, error.what, error.hint)
    if isinstance(found, Failure):
        return found
    return replace(
        found,
        id=row.id,
        source=row.source,
        encoding=row.encoding,
        warnings=(*row.warnings, *found.warnings),
        found_by=f"{row.found_by}, {found.found_by}",
        columns=(*row.columns, *found.columns),
    )


def _beside(sheet: SourceSheet, row: list[str], column: int, options: Options) -> tuple[tuple[str, str], ...]:
    """The cells of the other columns, under the names that the options give them."""
    names = dict(options.mapping)
    return tuple(
        (names.get(head, head), value)
        for index, (head, value) in enumerate(zip(sheet.head, row, strict=False))
        if index != column and value.strip()
    )


def _annex(sheets: list[SourceSheet]) -> Document:
    """An annex of targets: each sheet a table under its title."""
    composer = Composer()
    for sheet in sheets:
        if len(sheets) > 1:
            composer.begin()
            composer.write(sheet.title)
        composer.table(sheet.grid if sheet.grid is not None else grid_of_rows(sheet.all_rows()))
    return Document(
        id="",
        text=composer.text,
        paragraphs=tuple(composer.paragraphs),
        tables=tuple(composer.tables),
        encoding=sheets[0].encoding,
        warnings=sheets[0].warnings,
        found_by="table",
    )
