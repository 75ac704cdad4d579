"""CSV, JSON Lines and Parquet as rows of strings."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from plancli.errors import InputError, needing
from plancli.model import Failure, Options
from plancli.patterns import lazy
from plancli.read.build.grid import TextGrid
from plancli.read.plain.encoding import Decoded, decode

DELIMITERS = ",\t;|"
LONGEST_HEAD_LINE = 100_000  # characters of the line of heads
LONGEST_FIELD = 1 << 30  # characters: whole documents are in cells
LINE_WITH_END = lazy(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
END = "\0end"  # a line of our own behind the last
OPEN = "a quotation mark is never closed: cut on its way?"


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """Rows of strings under a head; each row with its place in words, or a failure in its stead.

    `grid` has the whole sheet with its merged cells where the format knows of them.
    """

    title: str
    head: tuple[str, ...]
    rows: list[tuple[str, list[str] | Failure]]
    grid: TextGrid | None = None
    encoding: str = ""
    warnings: tuple[str, ...] = ()

    def all_rows(self) -> list[list[str]]:
        """Head and rows."""
        return [list(self.head), *(row for _, row in self.rows if not isinstance(row, Failure))]


def cell(value: Any) -> str:
    """A value as people write it: no time at midnight, whole numbers without a point, nothing for nothing."""
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0") if "e" not in repr(value) else f"{value:f}"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value).removesuffix(" 00:00:00")  # a spreadsheet keeps every day as a time


def sheet_of_csv(found: Decoded, name: str) -> SourceSheet:
    """The one sheet of a CSV file, whatever divides its columns.

    Args:
        found: the text of the file; it is large, and no copy of it is made.
        name: of the file, for messages.

    Raises:
        InputError: no rows can be told apart.
    """
    first = found.text[:LONGEST_HEAD_LINE].partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)  # the head holds no prose, so it shows the delimiter best
    csv.field_size_limit(LONGEST_FIELD)  # Python stops at 131,072 characters; policy texts are longer
    text = found.text.removeprefix("\ufeff")
    reader = csv.reader(chain(_lines(text), (END,)), delimiter=delimiter)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise InputError("damaged file", f"{name} line {reader.line_num}", str(error)) from error
    cut, warnings = _is_cut(rows), (*found.warnings, *_closed_early(text, delimiter))
    rows = [(number, row) for number, row in rows[:-1] if any(part.strip() for part in row)]
    if not rows and cut:
        raise InputError("damaged file", name, OPEN)
    if not rows:
        return SourceSheet("", (), [])
    head = tuple(part.strip() for part in rows[0][1])
    body: list[tuple[str, list[str] | Failure]] = [(f"row {at}", row) for at, (_, row) in enumerate(rows[1:], 2)]
    if cut:
        body.append(("", Failure(f"{name} row {len(rows) + 1}", "damaged file", OPEN)))
    return SourceSheet("", head, body, encoding=found.encoding, warnings=warnings)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, one at a time: a file in memory would be a copy of all."""
    return (match[0] for match in LINE_WITH_END.finditer(text))


def _closed_early(text: str, delimiter: str) -> Iterator[str]:
    """A warning where a quotation mark ends before its cell does: one is missing, or a row has swallowed the next."""
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as error:
        if "expected after" in str(error):
            said = "a quotation mark ends before its cell does: hold its row against the original"
            yield f"line {reader.line_num}: {said}"


def _is_cut(rows: list[tuple[int, list[str]]]) -> bool:
    """Whether a quotation mark that is never closed has swallowed the line behind the last."""
    return rows[-1][1] != [END]  # a line put behind the last: an open quotation mark swallows it


def sheet_of_json(data: bytes, name: str, options: Options) -> SourceSheet:
    """Objects, one a line, or a list of them, as rows; a broken line becomes a failure.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: no encoding fits, or not one line is an object.
    """
    found = decode(data, name, options.encoding)
    text = found.text.removeprefix("\ufeff")
    objects = _whole(text)
    places = [f"item {number}" for number in range(1, len(objects) + 1)]
    if not objects:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        objects = [_line(line, f"{name} line {number}") for number, line in lines]
        places = [f"line {number}" for number, _ in lines]
    if not any(isinstance(one, dict) for one in objects):
        raise InputError("damaged file", name, "not one line is a JSON object")
    head = tuple(dict.fromkeys(key for one in objects if isinstance(one, dict) for key in one))
    rows = [
        (place, one if isinstance(one, Failure) else [cell(one.get(key)) for key in head])
        for place, one in zip(places, objects, strict=True)
    ]
    return SourceSheet("", head, rows, encoding=found.encoding, warnings=found.warnings)


def _whole(text: str) -> list[dict[str, Any] | Failure]:
    """The objects of a file that is one JSON value; none where it is a file of lines."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):  # RecursionError: [[[[… ten thousand deep
        return []
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, dict)]


def _line(line: str, where: str) -> dict[str, Any] | Failure:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return Failure(where, "damaged line", "not JSON")
    return value if isinstance(value, dict) else Failure(where, "damaged line", "no JSON object")


def sheet_of_parquet(data: bytes, name: str) -> SourceSheet:
    """The rows of a Parquet file.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: damaged.
        MissingExtra: pyarrow is not installed.
    """
    with needing("data", "Parquet needs an extra", name):
        import pyarrow
        from pyarrow import parquet
    try:
        table = parquet.ParquetFile(io.BytesIO(data)).read()
        columns = [table.column(index).to_pylist() for index in range(table.num_columns)]
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise InputError("damaged file", name, "write it again") from error
    rows = [[cell(value) for value in row] for row in zip(*columns, strict=True)]
    body: list[tuple[str, list[str] | Failure]] = [(f"row {number}", row) for number, row in enumerate(rows, 1)]
    return SourceSheet("", tuple(table.column_names), body)
