"""A table that is wider than the screen: its columns in blocks that fit, each with what leads the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from plancli.columns import Column
from plancli.export.cells import header
from plancli.terms import Record

GAP_OF_BLOCKS = 3  # cells between two columns
WIDEST_LEAD = 28  # cells that an indicator takes before it is wrapped
NARROWEST_LEAD = 8  # with less, a list is easier to read than a table
WIDEST_HEAD = 12  # cells of a header before it is wrapped


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table to be shown: what leads each row, and the columns that are spread over blocks.

    `wraps` names the leading column that may be folded.
    """

    lead: tuple[Column, ...]
    columns: tuple[Column, ...]
    rows: Sequence[Record]
    lang: str
    wraps: str = ""

    def fits(self, width: int) -> bool:
        """Whether a row with its widest column leaves the lead enough to be read."""
        rest = sum(self.width_of(column) + GAP_OF_BLOCKS for column in self.lead if column.name != self.wraps)
        least = NARROWEST_LEAD + GAP_OF_BLOCKS if self.wraps else 0
        return least + rest + max(map(self.width_of, self.columns), default=0) <= width

    def blocks(self, width: int) -> Iterator[tuple[Column, ...]]:
        """As many columns as fit beside the lead, block by block."""
        room = width - sum(self.width_of(column) + GAP_OF_BLOCKS for column in self.lead)
        block: list[Column] = []
        used = 0
        for column in self.columns:
            wanted = self.width_of(column) + GAP_OF_BLOCKS
            # a block of one column is printed even where it is too wide: to be cut off is better than to be missing
            if block and used + wanted > room:
                yield tuple(block)
                block, used = [], 0
            block.append(column)
            used += wanted
        if block:
            yield tuple(block)

    def width_of(self, column: Column) -> int:
        """The cells that a column takes; words of a lead are folded where they are long, heads of columns too."""
        head = cell_len(header(column, self.lang))
        widest = max((cell_len(str(row[column.name] or "")) for row in self.rows), default=0)
        if column in self.lead:
            return min(max(head, widest), WIDEST_LEAD)
        return max(min(head, WIDEST_HEAD), widest)  # a long head is folded, a figure never

    def rows_of(self, block: Sequence[Column]) -> list[Record]:
        """The rows in which a column of `block` has a figure."""
        return [row for row in self.rows if any(row[column.name] for column in block)]

    def drawn(self, block: Sequence[Column]) -> Table:
        """One block as a table for the terminal."""
        from plancli.cli.messages import visible

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
        for column in self.lead:
            table.add_column(Text(visible(header(column, self.lang))), **self._lead_layout(column))
        for column in block:
            head = Text(visible(header(column, self.lang)), overflow="fold")
            table.add_column(head, justify="right", overflow="fold", width=self.width_of(column))
        for row in self.rows_of(block):
            values = (row[column.name] for column in (*self.lead, *block))
            table.add_row(*(Text(visible("" if value is None else str(value))) for value in values))
        return table

    def _lead_layout(self, column: Column) -> dict[str, Any]:
        wraps = column.name == self.wraps
        width = WIDEST_LEAD if wraps else None
        least = min(width or 1, NARROWEST_LEAD)
        return {"no_wrap": not wraps, "max_width": width, "overflow": "fold", "min_width": least}
