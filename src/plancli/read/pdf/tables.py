"""Tables that run over pages: one table, its repeated head once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plancli.patterns import lazy
from plancli.read.build.grid import TextCell, TextGrid
from plancli.read.pdf.layout import PageTable, PlacedLine
from plancli.read.pdf.line_joins import glue
from plancli.read.pdf.unruled.parts import in_doubt

CONTINUED = lazy(r"[（(]?续(?:表|上表)?[）)]?\s*[\d一二三四五六七八九十\-.]*[）)]?")
NUMERIC = lazy(r"[\d.,%<>＞＜≥≤〔〕（）()\-—–/]+")
CUT = lazy(r"\d[.,]$")
MOST_SHIFT = 8.0  # points
RIGHT_ABOVE = 24.0  # points from a head alone to the first row under it


@dataclass(slots=True)
class LongTable:
    """A table that may run over pages; `page_rows` are the rows with which a new page begins."""

    first: PageTable
    page: int
    cells: list[TextCell]
    page_rows: dict[int, int]

    @property
    def grid(self) -> TextGrid:
        return TextGrid(tuple(self.cells))

    @property
    def cut(self) -> TextGrid:
        """The same where pages follow, and the last label fills its line at the end of this one: it may be cut."""
        last = self.grid.rows
        labels = {one.column for one in self.cells if one.row == last and not NUMERIC.fullmatch(one.text)}
        if not self.first.ends or not any(column in self.first.running for column in labels & {1, 2}):
            return self.grid
        return TextGrid(tuple(replace(one, unsure=True) if one.row == last else one for one in self.cells))

    def goes_on(self, table: PageTable, new_page: bool) -> bool:
        """Has the table on a new page, or in the next column of the page, the same columns?"""
        mine, other = self.first.columns, table.columns
        if table.follows and len(mine) == len(other):
            return True
        if not new_page and not self._ends_beside(table) and not self._is_head_of(table):
            return False
        if self.grid.columns != table.grid.columns or len(mine) != len(other):
            return False
        shift = other[0] - mine[0]  # odd and even pages have different margins
        return all(abs(b - a - shift) <= MOST_SHIFT for a, b in zip(mine, other, strict=True))

    def _ends_beside(self, table: PageTable) -> bool:
        """Does it end a column of the page, and `table` begin the next one?"""
        return self.first.ends and table.starts and table.left >= self.first.right - MOST_SHIFT

    def _is_head_of(self, table: PageTable) -> bool:
        """Is it one row without figures, right above `table`? The rule between the two parted them."""
        figures = any(NUMERIC.fullmatch(one.text) for one in self.cells)
        return self.grid.rows == 1 and not figures and 0 <= table.top - self.first.bottom <= RIGHT_ABOVE

    def extend(self, table: PageTable, pages: int) -> None:
        """Append the rows of the next page without the repeated head; `pages` new pages begin with them."""
        mine, other, mine_columns = self.grid, table.grid, self.first.columns
        head = _repeated(mine, other)
        offset = mine.rows - head
        if self._continues(other, head + 1):
            self._lengthen_row(other, head + 1)
            for cell in (cell for cell in other.cells if cell.row == head + 1 and cell.column == 1 and not cell.text):
                self._lengthen(cell.row_span - 1)
            head, offset = head + 1, offset - 1
        fresh = [cell for cell in other.cells if cell.row > head]
        for cell in [cell for cell in fresh if cell.row == head + 1 and not cell.text and cell.column == 1]:
            self._lengthen(cell.row_span)
            fresh.remove(cell)
        self.first = replace(table, columns=mine_columns)
        start = head + 1 + offset if fresh else mine.rows
        self.page_rows[start] = self.page_rows.get(start, 0) + pages
        self.cells.extend(replace(cell, row=cell.row + offset) for cell in fresh)

    def _continues(self, other: TextGrid, row: int) -> bool:
        """Is `row` the rest of the last row, which the page break cut: of words, and of figures where one was cut or
        where it has fewer cells than the row above it?
        """
        filled = {cell.column: cell for cell in other.cells if cell.row == row and cell.text}
        last = {one.column: one.text for one in self.cells if one.row + one.row_span - 1 == self.grid.rows and one.text}
        words = any(not NUMERIC.fullmatch(cell.text) for cell in filled.values())
        cut = self._cut()
        whole = {column for column, text in last.items() if NUMERIC.fullmatch(text)} - cut  # 95 over 98 are two
        fewer = words and set(filled) < set(last) - {1}
        figures = set(filled) - whole if fewer else cut
        if 1 not in filled and self._is_numbered():  # a row of its own would have its number
            figures = set(filled)
        return bool(filled) and all(
            column in self.first.running
            and cell.column_span == 1
            and (column in figures or not NUMERIC.fullmatch(cell.text))
            for column, cell in filled.items()
        )

    def _is_numbered(self) -> bool:
        """Has each row below the head a cell of its own in the first column, a number?"""
        first = {one.row: one for one in self.cells if one.column == 1 and one.row > 1}
        numbers = all(one.row_span == 1 and NUMERIC.fullmatch(one.text) for one in first.values())
        return len(first) == self.grid.rows - 1 > 0 and numbers

    def _cut(self) -> set[int]:
        """The columns, from 1, whose figure in the last row is not whole: 6388. over 2."""
        last = self.grid.rows
        return {one.column for one in self.cells if one.row + one.row_span - 1 == last and CUT.search(one.text)}

    def _lengthen_row(self, other: TextGrid, row: int) -> None:
        """The last row, cut by the end of the page, goes on with the texts of `row` of the next page."""
        last = self.grid.rows
        rest = {cell.column: cell.text for cell in other.cells if cell.row == row}
        self.cells = [
            replace(
                cell, text=cell.text + glue(cell.text, more) + more, unsure=cell.unsure or in_doubt([cell.text, more])
            )
            if cell.row + cell.row_span - 1 == last and (more := rest.get(cell.column, ""))
            else cell
            for cell in self.cells
        ]

    def _lengthen(self, rows: int) -> None:
        """A merged cell that the page break cut continues for that many rows: its rest is empty on the new page."""
        above = max((one for one in self.cells if one.column == 1), key=lambda one: one.row)
        self.cells[self.cells.index(above)] = replace(above, row_span=above.row_span + rows)


def _repeated(mine: TextGrid, other: TextGrid) -> int:
    """How many rows at the top of `other` repeat the top of `mine`."""
    rows = 0
    # a head that is empty repeats nothing
    while rows < min(mine.rows, other.rows) and _row(mine, rows + 1) == _row(other, rows + 1) != []:
        rows += 1
    return rows if rows < other.rows else 0


def _row(grid: TextGrid, number: int) -> list[tuple[int, str]]:
    return [(cell.column, cell.text.replace(" ", "")) for cell in grid.cells if cell.row == number]


def caption_again(placed: PlacedLine, before: Sequence[str]) -> bool:
    """续表, or the caption of the table printed again above its rest.

    Args:
        before: lines that were above the table on the page where it began.
    """
    text = placed.line.text.strip()
    return bool(CONTINUED.fullmatch(text)) or CONTINUED.sub("", text) in before
