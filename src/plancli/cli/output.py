"""Where the data of a command goes: a file, the pipe, or a table on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from plancli.cli.options import Writing
from plancli.cli.streams import on_terminal, stdout
from plancli.columns import Column
from plancli.errors import UsageError
from plancli.terms import Row


def emit(rows: Iterable[Row], columns: Sequence[Column], writing: Writing) -> None:
    """Write `rows` as the person asked. `rows` is used up one by one, so that a long run stays small.

    Raises:
        OutputError: the file cannot be written; the old one is untouched.
        UsageError: the format needs a file, or its suffix says no format.
    """
    from plancli.export import write
    from plancli.run.atomic import replacing

    form = format_of(writing)
    # only here are rows held: a terminal needs the widths of all of them before it can show the first
    if form == "table":
        from plancli.cli.terminal import console

        console.show(rows, columns, writing.lang or "zh")
    elif writing.output is None:
        write.to_stream(rows, columns, stdout(), style_of(writing, form))
    else:
        # a run that fails or is stopped leaves the old file as it was
        with replacing(writing.output) as temporary:
            write.to_path(rows, columns, temporary, style_of(writing, form))


def emit_lines(lines: Iterable[bytes | bytearray], writing: Writing) -> None:
    """Write finished lines of JSON in UTF-8 as they come.

    Raises:
        OutputError: the file cannot be written; the old one is untouched.
    """
    with written(writing.output) as stream:
        # encoded already, but for a terminal with an encoding of its own
        plain = stream.encoding.lower() == "utf-8"
        for some in lines:
            if plain:
                stream.buffer.write(some)
            else:
                stream.write(some.decode())


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
    """How `form` is to be written, as the user asked; imported here because it loads the writers."""
    from plancli.export.write import Style

    return Style(form, writing.lang, writing.bom, writing.csv_raw)


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
