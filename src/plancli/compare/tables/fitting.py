"""What of a very large comparison fits into a workbook or page: the first rows, which people look at first."""

from __future__ import annotations

from dataclasses import replace

from plancli.grid import Grid

MOST_CELLS = 1_000_000  # of a sheet, blank ones too: more of them no program opens with pleasure
MOST_COLUMNS = 16_384  # of a sheet of Excel
IN_FRONT = 5  # columns in front of the regions


def fitting(table: Grid, turned: bool = False) -> tuple[Grid, int]:
    """`table` with the rows that fit, and how many rows that leaves out.

    Args:
        turned: whether a row of the table becomes a column of the sheet.
    """
    wide = len(table.columns) + IN_FRONT
    most = MOST_COLUMNS - 1 if turned else MOST_CELLS // wide
    rows = tuple(table.rows[:most]) if turned or wide <= MOST_COLUMNS else ()
    return replace(table, rows=rows), len(table.rows) - len(rows)
