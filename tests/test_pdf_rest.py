"""The rest of a table without rules, at the top of the next page."""

from __future__ import annotations

from dataclasses import replace

from plancli.read.build.grid import grid_of_rows
from plancli.read.pdf.lines import Line
from plancli.read.pdf.unruled.columns import OpenTable
from plancli.read.pdf.unruled.continued import continued, moved
from plancli.read.pdf.unruled.rest import last_lines
from plancli.read.pdf.unruled.zones import zones

LAST = frozenset({2})  # the column that goes on
HEAD = grid_of_rows([("指标", "说明")])
BEFORE = OpenTable(50, 100, 450, 700, ((50, 200), (200, 450)), HEAD, 1, True, running=LAST, filled=LAST)


def line(text: str, left: float, right: float, base: float = 80) -> Line:
    """A line of print of 10 points."""
    return Line(text, left, right, base, 10, ())


def test_a_table_is_moved_with_its_columns() -> None:
    """Odd and even pages have other margins."""
    there = moved(BEFORE, 20)
    assert (there.left, there.right) == (70, 470)
    assert there.columns == ((70, 220), (220, 470))
    assert (there.top, there.bottom, there.grid) == (BEFORE.top, BEFORE.bottom, BEFORE.grid)


def test_the_last_line_of_a_cell_is_the_rest_of_its_table() -> None:
    """It is in a column that was full at the end of the page before."""
    found = last_lines(BEFORE, [[line("以上企业全部完成改造", 202, 300)]], heads=0)
    assert found is not None
    assert "以上企业全部完成改造" in [cell.text for cell in found.grid.cells]


def test_what_is_in_no_full_column_is_no_rest() -> None:
    """A line in the first column, or a page without a line, goes on with nothing."""
    assert last_lines(BEFORE, [[line("第二章", 52, 90)]], heads=0) is None
    assert last_lines(BEFORE, [], heads=1) is None


def test_a_row_of_another_table_shows_columns_of_its_own() -> None:
    """Where two of its cells are in one column of the table that may go on, that one is another."""
    known = ((50.0, 70.0), (90.0, 320.0), (340.0, 380.0), (390.0, 440.0))
    cells = (("1", 100, 106), ("公路", 140, 160), ("51", 345, 355), ("66", 400, 410))
    rows = [[line(text, left, right, base) for text, left, right in cells] for base in (80, 100)]
    (zone,) = zones(rows, known)
    assert zone.columns == ((100, 106), (140, 160), (345, 355), (400, 410))
    (same,) = zones([[line("1", 55, 61), *rows[0][1:]]], known)
    assert same.columns == known


def test_a_running_head_in_a_full_column_is_no_rest_of_its_cell() -> None:
    """It is printed in another size than the table, with rules or without."""
    head, cell = replace(line("规划文本", 202, 300), size=8.0), line("规划文本", 202, 300)
    assert last_lines(replace(BEFORE, size=10.0), [[head]], heads=0) is None
    assert continued(replace(BEFORE, size=10.0), [], [head]) is None
    assert continued(replace(BEFORE, size=10.0), [], [cell]) is not None
