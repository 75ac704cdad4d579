"""Rows as a table on the terminal, by rich. Text is shown as text: no markup, no hidden characters."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from plancli.cli.talk import visible
from plancli.columns import Column
from plancli.export.cells import header
from plancli.export.csvs import cell

NUMERIC = ("int", "number")


def console(stderr: bool = False) -> Console:
    """A console that keeps to the terminal's width; with NO_COLOR it prints no escapes at all, bold included."""
    colours: Any = None if os.environ.get("NO_COLOR") else "auto"
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, color_system=colours)


def show(rows: Iterable[dict[str, Any]], columns: Sequence[Column], lang: str) -> None:
    """Print `rows` under the headers of `columns` in `lang`."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        side: Any = "right" if column.type in NUMERIC else "left"
        table.add_column(Text(header(column, lang)), justify=side, overflow="fold")  # nothing is left out
    for row in rows:
        table.add_row(*(Text(shown(row.get(column.name), column)) for column in columns))
    console().print(table)


def shown(value: Any, column: Column) -> str:
    """`value` as people read it: numbers grouped by thousands, years not."""
    if column.type == "number" and value is not None and not isinstance(value, str):
        return f"{value:,f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    return visible(cell(value, raw=True))
