"""One cell of a file of records → the value that its column promises, or the reason why that would be a guess."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from plancli.columns import Column
from plancli.lexicon import load
from plancli.patterns import lazy

TRUTH = {word: said == "yes" for said, words in load.table("books")["truth"].items() for word in words}
# What needs no reading, by type of column, except columns that a spreadsheet damages in a way of its own.
AS_IS: dict[str, type] = {"str": str, "int": int, "number": int, "bool": bool, "list": list, "object": dict}
LOOKED_AT = {"region_code"}
SPOILT = {"id", "written_value"}  # what a spreadsheet makes a number or a date of
NULLABLE = {
    "region",
    "region_code",
    "indicator_id",
    "modality",
    "review",
    "stated",
    "against",
}  # of the columns that hold text
FORMULA_GUARD = lazy(r"'(?='*[=+\-@\t\r＝＋－＠].)", re.DOTALL)
WHOLE = lazy(r"-?\d+(\.0+)?")
NUMBER = lazy(r"-?\d+(\.\d+)?")
OLD_ID = lazy(r"[0-9a-f]{16}")  # of version 0.1.0: one in 18,000 reads like a number, and is whole
SHORTENED = lazy(r"-?\d(\.\d+)?[eE][+-]?\d+")
DATE = lazy(r"\d{4}[-/年]\d{1,2}([-/月](\d{1,2}日?)?)?( .*)?|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}")
GROUPED = lazy(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
CODE_DIGITS = 6
SHOWN = 60  # characters of a cell in a message
MOST_DIGITS = 1000  # before the point; 1e999999999 would fill the memory


class UnclearError(ValueError):
    """The cell cannot be read without guessing; the message says what is there, and what to write."""


def restore(column: Column, raw: Any, quote: str | None = None) -> Any:
    """The value of a cell of `column`.

    Args:
        raw: what the file holds: text, or what JSON and Excel know (numbers, truth values, dates, lists, objects).
        quote: the sentence of the record, where a spreadsheet may have saved the file; None where none can have.

    Raises:
        UnclearError: it is not of the column's type.
    """
    if raw is None:
        return _empty(column)
    looked_at = column.name in LOOKED_AT or (quote is not None and column.name in SPOILT)
    if raw and type(raw) is AS_IS[column.type] and not looked_at and column.type != "list":
        return raw
    if isinstance(raw, datetime | date | time):
        if quote is None:  # of a program in which columns have types
            raise UnclearError(f"{raw} is a date; write a number or text")
        raise UnclearError(f"{raw} is a date that Excel made; format the column as text and write it again")
    if isinstance(raw, str):
        raw = raw if column.type == "str" else raw.strip()
    if raw == "":
        return _empty(column)
    value = READERS[column.type](raw)
    if column.name == "region_code":
        return _code(value)
    return value if quote is None else _as_written(column, value, quote)


def unguarded(text: str) -> str:
    """`text` of a CSV or XLSX cell without the apostrophe that keeps a spreadsheet from running it.

    A text that itself begins so has one more, which alone is taken away (`export.cells.guarded`).
    """
    return FORMULA_GUARD.sub("", text, count=1) if FORMULA_GUARD.match(text) else text


def _shown(raw: Any) -> str:
    """What is in a cell, as far as it fits a line: a blob may be long."""
    return repr(raw[:SHOWN] if isinstance(raw, bytes) else raw)[:SHOWN]


def _empty(column: Column) -> Any:
    if column.type == "str":
        return None if column.name in NULLABLE else ""
    return {"bool": False, "list": [], "object": {}}.get(column.type)


def _text(raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise UnclearError(f"{_shown(raw)} is no text")
    return str(int(raw)) if _is_whole(raw) else str(raw)


def _is_whole(raw: float | Decimal) -> bool:
    """Whether a number is a whole one; infinity and what is no number are not."""
    number = Decimal(raw)
    return number.is_finite() and number.adjusted() <= MOST_DIGITS and raw == int(raw)


def _int(raw: Any) -> int:
    if isinstance(raw, str):
        if not WHOLE.fullmatch(raw):
            raise UnclearError(_why(raw, "whole number"))
        return int(Decimal(raw))
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal) or not _is_whole(raw):
        raise UnclearError(f"{_shown(raw)} is no whole number")
    return int(raw)


def _number(raw: Any) -> int | Decimal:
    if isinstance(raw, str):
        if not NUMBER.fullmatch(raw):
            raise UnclearError(_why(raw, "number"))
        raw = Decimal(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise UnclearError(f"{_shown(raw)} is no number")
    value = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    if not value.is_finite() or value.adjusted() > MOST_DIGITS:
        raise UnclearError("no number, or one of more than a thousand digits")
    return int(value) if value == int(value) else value


def _bool(raw: Any) -> bool:
    known = raw if isinstance(raw, bool) else TRUTH.get(str(raw).lower())
    if known is None:
        raise UnclearError(f"{_shown(raw)} is neither true nor false")
    return known


def _list(raw: Any) -> list[str]:
    if isinstance(raw, list):
        if not all(isinstance(item, str) for item in raw):
            raise UnclearError(f"{_shown(raw)} is no list of texts")
        return raw
    return [part.strip() for part in re.split("[；;]", _text(raw)) if part.strip()]


def _object(raw: Any) -> dict[str, Any]:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except (ValueError, RecursionError):
            raise UnclearError(f"{raw[:40]!r} is no JSON object") from None
    if not isinstance(raw, dict):
        raise UnclearError(f"{_shown(raw)} is no JSON object")
    return raw


def _why(raw: str, wanted: str) -> str:
    if DATE.fullmatch(raw):
        return f"{raw} is a date, not a {wanted}; write the year alone"
    if SHORTENED.fullmatch(raw):
        return f"{raw} was shortened by a spreadsheet; write all its digits"
    if GROUPED.fullmatch(raw):
        return f"{raw} has separators; write it without"
    return f"{raw[:40]!r} is no {wanted}"


def is_code(value: Any) -> bool:
    """Whether `value` may be a code of GB/T 2260: six digits, as text."""
    return isinstance(value, str) and len(value) == CODE_DIGITS and value.isdigit()


def _code(code: str) -> str:
    if not is_code(code):
        raise UnclearError(f"{code!r} is no code of six digits (zeros lost, or a date made of it)")
    return code


def _as_written(column: Column, value: Any, quote: str) -> Any:
    """Excel takes 3-5 for the third of May, and 12e5 for a number: such a text is not what we wrote.

    What is in the sentence is as written, whatever it looks like: 2000-1.
    """
    if column.name == "written_value" and DATE.fullmatch(str(value)) and str(value) not in quote:
        raise UnclearError(f"{value} looks like a date that Excel made")
    if column.name == "id" and SHORTENED.fullmatch(str(value)) and not OLD_ID.fullmatch(str(value)):
        raise UnclearError(f"{value} was shortened by a spreadsheet")
    return value


READERS: dict[str, Callable[[Any], Any]] = {
    "str": _text,
    "int": _int,
    "number": _number,
    "bool": _bool,
    "list": _list,
    "object": _object,
}
