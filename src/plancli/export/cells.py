"""One value of a record → what a cell of a sheet or table can hold."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

from plancli.columns import Column
from plancli.export.jsonl import dumps
from plancli.records.record import number
from plancli.records.types import unguarded

Scalar = str | int | Decimal | bool | float | None
PLAIN = (str, int, bool, float, type(None))

LIST_MARK = "；"  # full width: no name of a department holds it
FORMULA = "=+-@\t\r＝＋－＠"  # a spreadsheet may run text that begins so
# XML 1.0 allows tab, line feed and carriage return, no other control characters.
CONTROLS = {code: f"\\x{code:02x}" for code in (*range(9), 11, 12, *range(14, 32), 127)}
# Surrogates alone and the two non-characters are no XML either.
UNREADABLE = CONTROLS | {code: f"\\u{code:04x}" for code in (*range(0xD800, 0xE000), 0xFFFE, 0xFFFF)}


def scalar(value: Any) -> Scalar:
    """`value` as one plain value: lists are joined by ；, objects become JSON."""
    if type(value) in PLAIN:
        return value  # type: ignore[no-any-return]
    if isinstance(value, list | tuple):
        return LIST_MARK.join(dumps(item) if isinstance(item, dict) else str(item) for item in value)
    if isinstance(value, dict):
        return dumps(value)
    if isinstance(value, Decimal | Fraction):
        return number(value)
    return value  # type: ignore[no-any-return]


def as_double(value: int | float | Decimal | str) -> float | None:
    """`value` as a double; None where none holds it, rather than infinity: `written_value` still says it."""
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if isfinite(found) else None


def legible(text: str) -> str:
    """`text` with the characters that files for spreadsheets cannot hold written out, e.g. `\\x07`."""
    return text if text.isprintable() else text.translate(UNREADABLE)


def guarded(text: str) -> str:
    """`text` so that a spreadsheet does not run it: an apostrophe before what begins like a formula.

    A single sign (the comparator `=`) is no formula and stays.
    """
    return "'" + text if len(text) > 1 and text[0] in FORMULA else as_guarded(text)


def as_guarded(text: str) -> str:
    """`text` so that removing one apostrophe before a formula gives it back: '=5 gets another."""
    return "'" + text if unguarded(text) != text else text


def header(column: Column, lang: str | None) -> str:
    """The header of `column`: its key, or in `lang` what people read."""
    return {"zh": column.zh, "en": column.en}.get(lang or "", column.name)
