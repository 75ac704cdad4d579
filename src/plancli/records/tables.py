"""Files of records as rows of raw cells, whatever the format and whoever saved them."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import chain, filterfalse
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TextIO

from plancli.errors import InputError
from plancli.formats import FORMATS, format_of
from plancli.read.files import label, load
from plancli.read.plain.encoding import decode
from plancli.read.sniff import format_of as kind
from plancli.read.tables.rows import LONGEST_FIELD
from plancli.records.raw import NO_RECORDS, Raw, Warn, is_column, table_rows

# What parts the cells of the texts that plancli writes; Excel writes semicolons where the comma is in numbers.
SEPARATORS = tuple(dict.fromkeys((",", ";", *(one.between for one in FORMATS.values() if one.between))))
PIECE = 1 << 15  # bytes; what is larger would be memory that the system allocates and clears each time


def rows_of(source: Path | TextIO, warn: Warn, passes_by: Callable[[bytes], bool] | None = None) -> Iterator[Raw]:
    """The rows of a file of records that hold anything; of JSON Lines, without those that `passes_by` leaves out.

    Args:
        source: a path, or an open stream of JSON Lines or CSV.

    Raises:
        InputError: the file cannot be read, or holds no records.
        UsageError: a column occurs twice, cells are merged, or several sheets hold records.
    """
    if not isinstance(source, Path):
        return _of_stream(source, str(getattr(source, "name", "standard input")), warn)
    if _is_json_file(source):
        return _json_lines(_left(enumerate(_lines_of(source), 1), passes_by), str(source))
    # A pipe that the person named herself: diff <(…) <(…).
    data = source.read_bytes() if source.is_fifo() else load(source)
    if (form := format_of(data)) and (read := form.reader()):
        rows: Iterator[Raw] = read(data, str(source), warn)
        return rows
    if b"\0" in data[:PIECE]:  # as in a workbook with a password: what it is helps more than which bytes are no text
        kind(data, str(source))
    return rows_of_text(data, str(source), warn, passes_by)


def rows_of_text(data: bytes, name: str, warn: Warn, passes_by: Callable[[bytes], bool] | None = None) -> Iterator[Raw]:
    """The rows of JSON Lines, or of a table whose cells are between commas, semicolons or tabs.

    Args:
        data: in any encoding.
        name: of the file, for messages.
        passes_by: which lines of JSON to skip; None reads all.

    Raises:
        InputError: the file is damaged, or holds no records.
    """
    if _is_json_in_utf8(io.BytesIO(data)):  # what plancli itself writes
        return _json_lines(_left(enumerate(io.BytesIO(data), 1), passes_by), name)
    return _of_text(decode(data, name).text, name, warn)


def _left(lines: Iterable[tuple[int, bytes]], passes_by: Callable[[bytes], bool] | None) -> Iterable[tuple[int, bytes]]:
    """The numbered `lines` that somebody wants."""
    return lines if passes_by is None else filterfalse(lambda one: passes_by(one[1]), lines)


def _is_json_file(path: Path) -> bool:
    """Whether a regular file may be read line by line as what plancli itself writes."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _is_json_in_utf8(file)
    except OSError:
        return False  # whoever reads it as a whole says why it cannot be


def _lines_of(path: Path) -> Iterator[bytes]:
    """The lines of a file that may be larger than the memory.

    Raises:
        InputError: it cannot be read, or something writes to it meanwhile.
    """
    try:
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            yield from file
            after = os.fstat(file.fileno())
    except OSError as error:
        raise InputError("cannot be read", label(path), str(error.strerror)) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise InputError("changed while reading", label(path), "run again when nothing writes to it")


def _of_stream(stream: TextIO, name: str, warn: Warn) -> Iterator[Raw]:
    """The rows of a stream: JSON line by line, a table as a whole."""
    before: list[str] = []
    for line in stream:
        before.append(line)
        if line.strip("\ufeff \t\r\n"):
            break
    else:
        return iter(())
    before[0] = before[0].removeprefix("\ufeff")
    if before[-1].lstrip().startswith("{"):
        return _json_lines(enumerate(chain(before, stream), 1), name)
    return _of_csv("".join(before) + stream.read(), name, warn)


def _of_text(text: str, name: str, warn: Warn) -> Iterator[Raw]:
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return iter(())
    return (
        _json_lines(enumerate(io.StringIO(text), 1), name)
        if text.lstrip().startswith("{")
        else _of_csv(text, name, warn)
    )


def _is_json_in_utf8(file: BinaryIO) -> bool:
    """Whether `file` may be read line by line: a large text is not held at all."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece = file.read(PIECE)
    if not piece.startswith(b"{"):
        return False
    try:
        while piece:
            decoder.decode(piece)
            piece = file.read(PIECE)
        decoder.decode(b"", final=True)  # a character that is cut off at the end is an error too
    except UnicodeDecodeError:
        return False
    return True


def _json_lines(lines: Iterable[tuple[int, Any]], name: str) -> Iterator[Raw]:
    for number, line in lines:
        if line.strip():
            place = f"{name} line {number}"
            yield Raw(_json(line, place), place)


def _json(line: str | bytes, place: str) -> dict[str, Any]:
    """One line: by the fast decoder, or where that balks, by Python's own, which takes more and says what is wrong."""
    try:
        found = _decoder().decode(line)
    except (ValueError, RecursionError):  # msgspec says less of what is wrong, and stops at numbers Python can hold
        found = _slowly(line, place)
    if not isinstance(found, dict):
        raise InputError("no JSON object", place, NO_RECORDS)
    return found


def _slowly(line: str | bytes, place: str) -> Any:
    try:
        return DECODER.decode(line if isinstance(line, str) else line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise InputError("no JSON record", place, "the file is damaged or cut off: extract again") from error


@cache
def _decoder() -> Any:
    import msgspec

    return msgspec.json.Decoder(float_hook=Decimal)  # 0.1 stays 0.1


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_number)


def _of_csv(text: str, name: str, warn: Warn) -> Iterator[Raw]:
    first = text.splitlines()[0]
    separator = max(SEPARATORS, key=lambda sign: sum(is_column(cell) for cell in first.split(sign)))
    csv.field_size_limit(LONGEST_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    return table_rows(_numbered(rows, name), name, warn)


def _numbered(rows: Any, name: str) -> Iterator[tuple[int, Sequence[Any]]]:
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            yield number, row
    except csv.Error as error:
        raise InputError(f"no CSV: {error}", f"{name} row {number + 1}", NO_RECORDS) from error
