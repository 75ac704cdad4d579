"""Records as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from plancli.columns import Column
from plancli.export.cells import header, legible
from plancli.export.csvs import cell


def write(rows: Iterable[dict[str, Any]], columns: Sequence[Column], stream: TextIO, style: Any) -> None:
    """Write `rows` as a table; numbers are set to the right."""
    lang = style.lang or "zh"
    stream.write(_line(safe(header(column, lang)) for column in columns))
    # in the source of the table as well, numbers of one column are read from the right
    stream.write(_line("---:" if column.type in ("int", "number") else "---" for column in columns))
    for row in rows:
        stream.write(_line(safe(cell(row.get(column.name), raw=True)) for column in columns))


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def safe(text: str) -> str:
    """Text that neither ends the cell nor starts HTML."""
    # the backslash first, or it would double those that follow
    text = legible(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return "<br>".join(text.splitlines())
