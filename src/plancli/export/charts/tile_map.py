"""A tile map of provinces: a square for each, shaded by its figure. No boundaries are drawn, so none can be wrong."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from plancli.grid import Grid, GridCell, GridRow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

EMPTY, LIGHTEST, DARKEST = "#eceff1", 0.12, 0.62  # shades of the colour map that dark letters can be read on


class Tile(NamedTuple):
    """The square of a province: its code, names, and place, counted from the upper left."""

    code: str
    zh: str
    en: str
    column: int
    row: int


@cache
def tiles() -> tuple[Tile, ...]:
    """The tiles of all province-level regions (tiles.csv)."""
    text = (files("plancli.export.charts") / "tiles.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(Tile(row["code"], row["zh"], row["en"], int(row["column"]), int(row["row"])) for row in rows)


def draw(figure: Figure, grid: Grid, rows: Sequence[int], names: Sequence[str], lang: str) -> None:
    """Draw a map for each of `rows`, two side by side.

    Args:
        names: of all rows of the grid, by number.
    """
    across = min(2, len(rows))
    for place, number in enumerate(rows):
        axis = figure.add_subplot(-(-len(rows) // across), across, place + 1)
        axis.set_title(names[number], fontsize=10, loc="left", fontweight="bold")
        _map(axis, _by_code(grid, grid.rows[number]), lang)


def shades(values: Sequence[float]) -> list[Any]:
    """A colour for each value, darker where it is higher; alike where all are."""
    import matplotlib

    low, high = min(values), max(values)
    width = (high - low) or 1.0  # all alike: nothing to divide by
    colours = matplotlib.colormaps["Blues"]
    return [colours(LIGHTEST + (DARKEST - LIGHTEST) * (value - low) / width) for value in values]


def _by_code(grid: Grid, row: GridRow) -> dict[str, GridCell]:
    pairs = zip(grid.columns, row.cells, strict=True)
    return {column.region_code or "": cell for column, cell in pairs if cell is not None and cell.number is not None}


def _map(axis: Axes, cells: dict[str, GridCell], lang: str) -> None:
    known = [tile for tile in tiles() if tile.code in cells]
    colours = shades([float(cells[tile.code].number or 0) for tile in known]) if known else []
    colour_of = dict(zip((tile.code for tile in known), colours, strict=True))
    for tile in tiles():
        axis.barh(tile.row, 0.94, left=tile.column + 0.03, height=0.94, color=colour_of.get(tile.code, EMPTY))
        _write(axis, tile, -0.18, tile.zh if lang == "zh" else tile.en)
        if cell := cells.get(tile.code):
            _write(axis, tile, 0.22, cell.text)
    axis.set(xlim=(0, 9), ylim=(8.6, -0.6), aspect="equal")  # rows count downwards, axes upwards
    axis.set_axis_off()


def _write(axis: Axes, tile: Tile, down: float, text: str) -> None:
    axis.text(tile.column + 0.5, tile.row + down, text, ha="center", va="center", fontsize=6.5)
