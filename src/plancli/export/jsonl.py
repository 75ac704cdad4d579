"""Records as JSON Lines: one flat object a line, keys in order, numbers exact."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, TextIO

from plancli.columns import Column
from plancli.model import Number
from plancli.patterns import lazy
from plancli.records.record import number

quoted = encode_basestring
RAW = lazy("[\u2028\u2029\x85]")  # What ends a line for some readers, though JSON allows it in a text.


def dumps(value: Any) -> str:
    """`value` as JSON in one line. Decimals and fractions keep every digit (a float would not)."""
    line = _plain(value)
    if line.isascii():
        return line
    try:
        line.encode()
    except UnicodeEncodeError:  # half a surrogate pair, as some PDF files hold: written as an escape
        return _careful(value)
    return escaped(line)


def escaped(text: str) -> str:
    """`text` without the signs of `RAW`; nearly every text has none, and three looks are faster than a pattern."""
    return RAW.sub(_escaped, text) if "\u2028" in text or "\u2029" in text or "\x85" in text else text


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


def _plain(value: Any) -> str:
    """`value` as JSON, whatever characters are in it. What it is is looked up by its class: that is fastest."""
    write = WRITERS.get(type(value))
    return _other(value) if write is None else write(value)


def _object(value: dict[str, Any]) -> str:
    find = WRITERS.get
    pairs = [f"{_key(key)}: {find(type(item), _other)(item)}" for key, item in value.items()]
    return "{" + ", ".join(pairs) + "}"


@lru_cache(1024)
def _key(key: object) -> str:
    return quoted(str(key))


def _array(value: Sequence[Any]) -> str:
    return "[" + ", ".join(map(_plain, value)) + "]"


def _number(value: Number) -> str:
    known = number(value)
    return format(known, "f" if isinstance(known, Decimal) else "d")


def _other(value: Any) -> str:
    """Subclasses, and what JSON has no form of, which is an error."""
    for kind in (str, Decimal, Fraction, dict, list, tuple):
        if isinstance(value, kind):
            return WRITERS[kind](value)
    return json.dumps(value)


WRITERS: dict[type, Callable[[Any], str]] = {
    str: quoted,
    int: str,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): {None: "null"}.__getitem__,
    Decimal: _number,
    Fraction: _number,
    dict: _object,
    list: _array,
    tuple: _array,
}


def _careful(value: Any) -> str:
    """A lone surrogate (a file name that is no UTF-8) has no UTF-8 form: only in such a text, escapes are used."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{dumps(str(key))}: {dumps(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(dumps, value)) + "]"
    return json.dumps(value)


def stream(rows: Iterable[dict[str, Any]], columns: Sequence[Column], stream: TextIO, style: Any) -> None:
    """`write`, called as every format is: keys and their order are those of the rows."""
    write(rows, stream)


def write(rows: Iterable[dict[str, Any]], stream: TextIO) -> None:
    """Write `rows` to `stream`, one a line, as they come."""
    for row in rows:
        stream.write(dumps(row) + "\n")
