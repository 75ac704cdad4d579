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

from plancli.cli.messages import visible
from plancli.cli.streams import stdout
from plancli.columns import Column
from plancli.export.cells import header
from plancli.export.csvs import cell

NUMERIC = ("int", "number")
CUT = ("quote",)  # whole in every other format
FOLDED, LEAST = 30, 16  # cells: wider words are folded; the least that a cut quote keeps
UNFOLDED = 10  # cells that a column keeps together: words so short, and all numbers
GAP = 2  # blanks between columns
NOTHING: tuple[Any, ...] = (None, "", [])


def console(stream: TextIO | None = None) -> Console:
    """A console on `stream` (standard output) that keeps to the terminal's width.

    With NO_COLOR it prints no escapes at all, bold included.
    """
    # no-color.org: any value counts, an empty one does not
    colours: Any = None if os.environ.get("NO_COLOR") else "auto"
    # markup off: [5] in a quote is no style.
    return Console(file=stream or stdout(), highlight=False, markup=False, emoji=False, color_system=colours)


def show(rows: Iterable[dict[str, Any]], columns: Sequence[Column], lang: str) -> None:
    """Print `rows` under the headers of `columns` in `lang`: words are folded, quotes cut to what room is left.

    Columns without any value are left out. Where the terminal is too narrow for a table, each row is a list.
    """
    out = console()
    kept = list(rows)
    columns = [column for column in columns if any(row.get(column.name) not in NOTHING for row in kept)] or columns
    texts = [[shown(row.get(column.name), column) for column in columns] for row in kept]
    heads = [header(column, lang) for column in columns]
    widths = [max(map(cell_len, cells)) for cells in zip(heads, *texts, strict=True)]
    if sum(map(_least, columns, widths)) > out.width:
        _show_as_lists(out, heads, texts)
        return
    left = out.width - sum(_room(column, width) for column, width in zip(columns, widths, strict=True))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, GAP - 1, 0, 0), header_style="bold")
    for column, head, width in zip(columns, heads, widths, strict=True):
        table.add_column(Text(head), **_layout(column, width, max(left, LEAST)))
    for row in texts:
        table.add_row(*map(Text, row))
    out.print(table)


def _show_as_lists(out: Console, heads: Sequence[str], texts: Sequence[Sequence[str]]) -> None:
    """A line for each value, and an empty one between rows."""
    for number, row in enumerate(texts):
        if number:
            out.print()
        for head, text in zip(heads, row, strict=True):
            if text:
                out.print(Text.assemble((head, "bold"), f" {text}", overflow="fold"))


def _least(column: Column, width: int) -> int:
    """What a column needs to be read, with the gap beside it."""
    if column.name in CUT:
        return LEAST + GAP
    return (width if column.type in NUMERIC else min(width, UNFOLDED)) + GAP


def _room(column: Column, width: int) -> int:
    """What a column that is not cut wants, with the gap beside it."""
    return 0 if column.name in CUT else min(width, FOLDED) + GAP


def _layout(column: Column, width: int, left: int) -> dict[str, Any]:
    if column.name in CUT:
        return {"no_wrap": True, "overflow": "ellipsis", "max_width": left, "min_width": LEAST}
    least = _least(column, width) - GAP
    return {"justify": "right" if column.type in NUMERIC else "left", "overflow": "fold", "min_width": least}


def shown(value: Any, column: Column) -> str:
    """`value` as people read it: numbers grouped by thousands, years not."""
    if column.type == "number" and value is not None and not isinstance(value, str):
        return f"{value:,f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    return visible(cell(value, raw=True))
