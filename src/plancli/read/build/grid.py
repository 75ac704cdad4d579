"""A table before it has a place in the text: what every reader of tables hands to `compose`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True, unsafe_hash=True)
class TextCell:
    """The text of a cell and where it is; rows and columns count from 1. `unsure`: it may be read otherwise."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class TextGrid:
    """Cells in reading order."""

    cells: tuple[TextCell, ...]

    @property
    def rows(self) -> int:
        return max((cell.row + cell.row_span - 1 for cell in self.cells), default=0)

    @property
    def columns(self) -> int:
        return max((cell.column + cell.column_span - 1 for cell in self.cells), default=0)


def grid_of_rows(rows: Sequence[Sequence[str]]) -> TextGrid:
    """A grid of plain rows, in which nothing is merged."""
    cells = (
        TextCell(text, number, column)
        for number, row in enumerate(rows, start=1)
        for column, text in enumerate(row, start=1)
    )
    return TextGrid(tuple(cells))
