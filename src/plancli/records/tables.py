"""Files of records as rows of raw cells, whatever the format and whoever saved them."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import filterfalse
from pathlib import Path
from typing import Any, NoReturn, TextIO

from plancli.errors import InputError
from plancli.formats import format_of
from plancli.read.files import load
from plancli.read.plain.encoding import decode
from plancli.read.tables.rows import LONGEST_FIELD
from plancli.records.raw import NO_RECORDS, Raw, Warn, is_column, table_rows

SEPARATORS = (",", ";", "\t")
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
        return _of_text(source.read(), str(getattr(source, "name", "standard input")), warn)
    # A pipe that the person named herself: diff <(…) <(…).
    data = source.read_bytes() if source.is_fifo() else load(source)
    if (form := format_of(data)) and (read := form.reader()):
        rows: Iterator[Raw] = read(data, str(source), warn)
        return rows
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
    if _is_json_in_utf8(data):  # what plancli itself writes
        lines = enumerate(io.BytesIO(data), 1)
        return _json_lines(lines if passes_by is None else filterfalse(lambda one: passes_by(one[1]), lines), name)
    return _of_text(decode(data, name).text, name, warn)


def _of_text(text: str, name: str, warn: Warn) -> Iterator[Raw]:
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return iter(())
    return (
        _json_lines(enumerate(io.StringIO(text), 1), name)
        if text.lstrip().startswith("{")
        else _of_csv(text, name, warn)
    )


def _is_json_in_utf8(data: bytes) -> bool:
    """Whether `data` may be read line by line: a large text is not held twice."""
    if not data.startswith(b"{"):
        return False
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), PIECE):
            decoder.decode(data[start : start + PIECE])
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
