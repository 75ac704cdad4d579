"""Rows as a table on the terminal, by rich. Text is shown as text: no markup, no hidden characters."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from plancli.cli.output import stdout
from plancli.cli.talk import visible
from plancli.columns import Column
from plancli.export.cells import header
from plancli.export.csvs import cell

NUMERIC = ("int", "number")
CUT = ("quote",)  # whole in every other format
FOLDED, LEAST = 30, 16  # characters: wider words are folded, a cut quote keeps so many


def console(stream: TextIO | None = None) -> Console:
    """A console on `stream` (standard output) that keeps to the terminal's width.

    With NO_COLOR it prints no escapes at all, bold included.
    """
    colours: Any = None if os.environ.get("NO_COLOR") else "auto"
    return Console(file=stream or stdout(), highlight=False, markup=False, emoji=False, color_system=colours)


def show(rows: Iterable[dict[str, Any]], columns: Sequence[Column], lang: str) -> None:
    """Print `rows` under the headers of `columns` in `lang`: words are folded, quotes cut to what room is left."""
    out = console()
    texts = [[shown(row.get(column.name), column) for column in columns] for row in rows]
    heads = [header(column, lang) for column in columns]
    left = out.width - sum(_room(column, cells) for column, *cells in zip(columns, heads, *texts, strict=True))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column, head in zip(columns, heads, strict=True):
        table.add_column(Text(head), **_layout(column, max(left, LEAST)))
    for row in texts:
        table.add_row(*map(Text, row))
    out.print(table)


def _room(column: Column, cells: Sequence[str]) -> int:
    """What a column that is not cut wants, with the gap beside it."""
    return 0 if column.name in CUT else min(max(map(cell_len, cells)), FOLDED) + 2


def _layout(column: Column, left: int) -> dict[str, Any]:
    if column.name in CUT:
        return {"no_wrap": True, "overflow": "ellipsis", "max_width": left}
    return {"justify": "right" if column.type in NUMERIC else "left", "overflow": "fold"}


def shown(value: Any, column: Column) -> str:
    """`value` as people read it: numbers grouped by thousands, years not."""
    if column.type == "number" and value is not None and not isinstance(value, str):
        return f"{value:,f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    return visible(cell(value, raw=True))
