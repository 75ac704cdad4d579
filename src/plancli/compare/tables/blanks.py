"""What a blank cell of a headline row means: silence, words, or a name that gave no record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from plancli.compare.names import headline_rank
from plancli.grid import Grid, GridCell, GridRow
from plancli.lexicon import load

Coverage = Mapping[tuple[str, str], str]
"""What a text says of an indicator for which it has no figure, by region code and indicator id."""


def with_blanks(table: Grid, coverage: Coverage, lang: str) -> Grid:
    """`table` with a word in blank cells of the fullest row of each headline indicator: the row of the current year."""
    fullest: dict[str, int] = {}
    for number, row in enumerate(table.rows):
        if row.indicator_id and headline_rank(row.indicator_id) is not None:
            best = fullest.setdefault(row.indicator_id, number)
            fullest[row.indicator_id] = number if _filled(row) > _filled(table.rows[best]) else best
    marked = set(fullest.values())
    rows = (_row(row, table, coverage, lang) if number in marked else row for number, row in enumerate(table.rows))
    return replace(table, rows=tuple(rows))


def _filled(row: GridRow) -> int:
    return sum(cell is not None for cell in row.cells)


def _row(row: GridRow, table: Grid, coverage: Coverage, lang: str) -> GridRow:
    words = load.table("compare")[f"blank_{lang}"]
    cells = []
    for cell, column in zip(row.cells, table.columns, strict=True):
        said = words.get(coverage.get((column.region_code or "", row.indicator_id or ""), ""))
        cells.append(GridCell(said, None, None, "=", {}) if cell is None and said else cell)
    return replace(row, cells=tuple(cells))
