"""What a cell of a workbook can hold and how much room it needs. Knows nothing of the library that writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from unicodedata import east_asian_width

from plancli.columns import Column
from plancli.export.cells import Scalar, as_guarded, header, legible, scalar

MOST_CHARACTERS = 32_767  # of one cell, by the file format
MOST_LINES = 10  # a longer quote is cut by the eye, not by us: the row ends, the text is there
NARROWEST, WIDEST = 7.0, 40.0  # characters: a column fits its cells between these
ROOM = {"quote": 64.0, "section": 30.0, "indicator": 32.0, "departments": 30.0, "meaning_zh": 60.0, "meaning_en": 60.0}
CROPPED = {"id": 12.0, "sha256": 12.0, "rules": 24.0, "source": 30.0, "parts": 24.0, "coverage": 24.0}
YEARS = ("year", "base_year", "horizon_year")


def text_of(value: Any) -> Scalar:
    """`value` as a cell can hold it: what XML cannot hold written out, what is too long cut and counted."""
    plain = scalar(value)
    return _cut(as_guarded(legible(plain))) if isinstance(plain, str) else plain


def _cut(text: str) -> str:
    if len(text) <= MOST_CHARACTERS:
        return text
    mark = f"…（略 {len(text)} 字）"  # as long as the real mark will be, to know what is left
    kept = MOST_CHARACTERS - len(mark)
    return f"{text[:kept]}…（略 {len(text) - kept} 字）"


def width(text: str) -> int:
    """The room `text` needs, in half-width characters."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def fitting(column: Column, rows: Iterable[Mapping[str, Any]], lang: str) -> float:
    """The width of `column` for `rows`: as wide as its widest cell, within bounds; room for the filter's arrow."""
    if column.name in CROPPED:
        return CROPPED[column.name]
    cells = [width(str(shown(row.get(column.name)))) for row in rows]
    return within(max(cells, default=0) + 2, width(header(column, lang)) + 4, ROOM.get(column.name, WIDEST))


def within(wanted: float, least: float, most: float = WIDEST) -> float:
    """`wanted`, but not narrower than `least` nor wider than `most`."""
    return max(min(wanted, most), least, NARROWEST)


def shown(value: Any) -> str:
    """`value` roughly as a sheet shows it, to measure it."""
    value = scalar(value)
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int | Decimal) else str(value)


def lines(texts: Sequence[str], widths: Sequence[float]) -> int:
    """How many lines a row needs whose cells hold `texts` in columns of `widths`."""
    needed = [_lines(text, room) for text, room in zip(texts, widths, strict=False)]
    return min(max(needed, default=1), MOST_LINES)


def _lines(text: str, room: float) -> int:
    return sum(-(-max(width(line), 1) // max(int(room), 1)) for line in text.split("\n"))  # -(-a // b) rounds up


def number_format(value: Scalar, column: str = "") -> str:
    """The format that suits a number: thousands apart, as many places as it has; years plain.

    Args:
        value: exact; a whole number gets no places.
        column: its name; empty where none is known.
    """
    if column in YEARS:
        return "0"
    return "#,##0" + "." * bool(places(value)) + "0" * places(value)


def places(value: Scalar) -> int:
    """How many decimal places `value` has; at most six are shown."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return min(-exponent, 6) if isinstance(exponent, int) and exponent < 0 else 0  # NaN has no exponent
