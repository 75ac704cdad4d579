"""Where the data of a command goes: a file, the pipe, or a table on the terminal."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from plancli.cli.options import Writing
from plancli.columns import RECORD, Column
from plancli.errors import OutputError, UsageError

if TYPE_CHECKING:
    from plancli.export.review.texts import ReviewText

Row = dict[str, Any]

SHOWN = ("doc", "region", "indicator", "kind", "figure", "year", "status", "quote")  # of a record, to people


def emit(rows: Iterable[Row], columns: Sequence[Column], writing: Writing) -> None:
    """Write `rows` as the person asked. `rows` is used up one by one, so that a long run stays small.

    Raises:
        OutputError: the file cannot be written; the old one is untouched.
        UsageError: the format needs a file, or its suffix says no format.
    """
    from plancli.export import write
    from plancli.run.atomic import replacing

    form = format_of(writing)
    if form == "table":
        from plancli.cli.terminal import console

        console.show(rows, columns, writing.lang or "zh")
    elif writing.output is None:
        write.to_stream(rows, columns, stdout(), style_of(writing, form))
    else:
        with replacing(writing.output) as temporary:
            write.to_path(rows, columns, temporary, style_of(writing, form))


def emit_records(
    records: Iterable[Row],
    documents: Sequence[Row],
    writing: Writing,
    sources: Sequence[str] = (),
    texts: Sequence[ReviewText] = (),
) -> None:
    """Write target records: every column to files, those that people read first to a terminal or page.

    `documents` may still grow while `records` are taken. A workbook or report holds them too; `texts` are for formats
    that carry the documents themselves.
    """
    from plancli.cli.records import emit_rows
    from plancli.export import write
    from plancli.pipeline import about
    from plancli.run.atomic import replacing

    form = format_of(writing)
    if write.is_book(form) and writing.output:
        with replacing(writing.output) as temporary:
            rows = list(records)
            beside = about(rows, documents, sources, write.is_compared(form))
            write.book(rows, replace(beside, texts=texts), temporary, style_of(writing, form))
    else:
        emit_rows(records, RECORD, SHOWN, writing)


def format_of(writing: Writing) -> str:
    """The format: as asked, else by the suffix of the output, else a table on a terminal and JSONL in a pipe.

    Raises:
        UsageError: the suffix says no format, or a table is to go into a file.
    """
    from plancli.export.write import format_of_suffix

    if writing.format == "table" and writing.output is not None:
        raise UsageError("a table is shown, not written", f"-o {writing.output}", "leave out -o, or give -f md")
    if writing.format:
        return writing.format
    if writing.output is not None:
        return format_of_suffix(writing.output)
    return "table" if on_terminal(sys.stdout) else "jsonl"


def style_of(writing: Writing, form: str) -> Any:
    from plancli.export.write import Style

    return Style(form, writing.lang, writing.bom, writing.csv_raw)


def on_terminal(stream: TextIO | None) -> bool:
    return bool(stream and stream.isatty())


@contextmanager
def written(path: Path | None) -> Iterator[TextIO]:
    """A text stream: standard output, or a new file that becomes `path` when all went well.

    Raises:
        OutputError: the file cannot be written; the old one is untouched.
    """
    from plancli.run.atomic import opened

    if path is None:
        yield stdout()
    else:
        with opened(path) as stream:
            yield stream


def stdout() -> TextIO:
    """Standard output as UTF-8 with plain line ends, whatever the locale: bytes must not depend on it.

    A terminal keeps its own encoding; what that lacks is shown as an escape.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed", hint="give -o FILE")
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, newline="\n", errors="backslashreplace")
    return sys.stdout
