"""Records as CSV, or as TSV with tabs: UTF-8, plain line ends, no cell that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from plancli.columns import Column
from plancli.export.cells import guarded, header, legible, scalar
from plancli.patterns import lazy

BOM = "\ufeff"  # without it Excel takes a CSV file for the encoding of the machine
QUOTED = lazy(r'["\r\n]|^[ \t]|[ \t]$')  # blanks at an edge are lost in some programs unless quoted


@dataclass(frozen=True, slots=True)
class Plain:
    """The style of a CSV file for programs: keys as headers; with `raw`, cells exactly as they are."""

    lang: str | None = None
    bom: bool = False
    raw: bool = False


def write(
    rows: Iterable[dict[str, Any]], columns: Sequence[Column], stream: TextIO, style: Any, between: str = ","
) -> None:
    """Write `rows` under one line of headers: the keys, or `style.lang` headers for people.

    Args:
        rows: used up one by one.
        between: one character, what parts the cells of a line.
    """
    if style.bom:
        stream.write(BOM)
    raw, names = style.raw, [column.name for column in columns]
    stream.write(_line((cell(header(column, style.lang), raw) for column in columns), between))
    for row in rows:
        values = list(map(row.get, names))
        texts = [""] * len(values)  # most cells of a wide table are empty
        for place, value in enumerate(values):
            if value is not None:
                texts[place] = _quoted(cell(value, raw), between)
        stream.write(between.join(texts) + "\n")


def _line(cells: Iterable[str], between: str) -> str:
    """One line. Not by the csv module: from one Python version to the next it quotes other cells."""
    return between.join(_quoted(text, between) for text in cells) + "\n"


def _quoted(text: str, between: str) -> str:
    return '"' + text.replace('"', '""') + '"' if between in text or QUOTED.search(text) else text


def cell(value: Any, raw: bool = False) -> str:
    """One value as CSV text; `raw` leaves text that begins like a formula as it is."""
    value = scalar(value)
    if isinstance(value, str):
        return legible(value) if raw else guarded(legible(value))
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else format(value, "f")
