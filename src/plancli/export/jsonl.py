"""Records as JSON Lines: one flat object a line, keys in order, numbers exact."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, TextIO

from plancli.columns import Column
from plancli.records.record import number

quoted = json.JSONEncoder(ensure_ascii=False).encode


def dumps(value: Any) -> str:
    """`value` as JSON in one line. Decimals and fractions keep every digit (a float would not)."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal | Fraction):
        return format(number(value), "f" if isinstance(number(value), Decimal) else "d")
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(str(key))}: {dumps(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(dumps, value)) + "]"
    return json.dumps(value)


def _text(value: str) -> str:
    """A lone surrogate (a file name that is no UTF-8) has no UTF-8 form: only then, escapes are used."""
    line = quoted(value)
    if value.isascii():
        return line
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def stream(rows: Iterable[dict[str, Any]], columns: Sequence[Column], stream: TextIO, style: Any) -> None:
    """`write`, called as every format is: keys and their order are those of the rows."""
    write(rows, stream)


def write(rows: Iterable[dict[str, Any]], stream: TextIO) -> None:
    """Write `rows` to `stream`, one a line, as they come."""
    for row in rows:
        stream.write(dumps(row) + "\n")
