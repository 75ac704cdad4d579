"""Rows of a sheet as XML. openpyxl makes all of a workbook but its rows, which we write several times as fast.

The form is that of ECMA-376 part 1, 18.3.1.73 (row) and 18.3.1.4 (c); text is inline, so that nothing is held back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from plancli.export.cells import legible
from plancli.export.workbook.styles import FONT, MARKED
from plancli.patterns import lazy

ESCAPE_LIKE = lazy(r"_(?=x[0-9A-Fa-f]{4}_)")

StyleNumber = Callable[[str, str | None], int]
"""The number of a cell style, by its name and its number format (None: general)."""


@dataclass(frozen=True, slots=True)
class StyledCell:
    """What a cell holds, how it looks (`styles`), as which number, where a click leads, and which words are marked.

    `link` is a place of the workbook ('目标'!A2) or, with `://`, an address.
    """

    value: Any
    style: str = "text"
    format: str | None = None
    link: str | None = None
    mark: str | None = None


def row_xml(number: int, height: float | None, cells: Sequence[StyledCell | None], style_number: StyleNumber) -> str:
    """The XML of row `number`; values are ready to be written (`fit.text_of`).

    Args:
        height: of the row, in points; None: as the program that opens it sees fit.
        style_number: the number of a style with a number format in the workbook.
    """
    tall = f' ht="{height:g}" customHeight="1"' if height else ""
    inside = "".join(
        _cell(f"{letter(place)}{number}", cell, style_number(cell.style, cell.format))
        for place, cell in enumerate(cells, 1)
        if cell is not None
    )
    return f'<row r="{number}"{tall}>{inside}</row>'


@cache
def letter(place: int) -> str:
    """The letters of a column, counted from 1.

    Args:
        place: number of the column.
    """
    return get_column_letter(place)


def _cell(place: str, cell: StyledCell, style: int) -> str:
    value = cell.value
    if value is None or value == "":
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, str):
        text = (
            _marked(value, cell.mark) if cell.mark and cell.mark in value else f"<t{_space(value)}>{_text(value)}</t>"
        )
        return f'<c r="{place}" s="{style}" t="inlineStr"><is>{text}</is></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" s="{style}" t="b"><v>{int(value)}</v></c>'
    return f'<c r="{place}" s="{style}"><v>{_number(value)}</v></c>'


def _number(value: Any) -> str:
    return format(value, "f") if isinstance(value, Decimal) else repr(value)


def _marked(text: str, mark: str) -> str:
    """Text in runs, the first place of the marked words in bold (18.4.4)."""
    before, _, behind = text.partition(mark)
    bold = f'<rPr><b/><color rgb="FF{MARKED}"/><sz val="10"/><rFont val="{FONT}"/></rPr>'
    runs = (("", before), (bold, mark), ("", behind))
    return "".join(f"<r>{look}<t{_space(words)}>{_text(words)}</t></r>" for look, words in runs if words)


def _space(text: str) -> str:
    # else readers drop white space at the edges (XML 1.0, 2.10)
    return ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() or "\n" in text else ""


def _text(text: str) -> str:
    """Whatever way a text came here: one control character would make the whole workbook unreadable.

    `_x0041_` would be read as A by spreadsheets: its first sign is escaped as the format prescribes (22.9.2.19).
    """
    return escape(ESCAPE_LIKE.sub("_x005F_", legible(text))).replace("\r", "&#13;")
