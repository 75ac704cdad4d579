"""A panel for each row, its regions from the highest figure to the lowest, as bars or dots.

Where the grid holds what was achieved, the dots of a region are two on one line (a dumbbell): the target, and a
diamond at what was achieved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plancli.grid import Grid, GridCell, GridRow

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NamedCell = tuple[str, GridCell]
"""A region and its cell of the comparison."""

BLUE, PALE, GREY, ORANGE = "#2f6fa7", "#b9d3e8", "#eceff1", "#d9822b"
DOTS = {"=": "o", ">=": ">", ">": ">", "<=": "<", "<": "<", "~": "o", "range": "|"}


def ranked(grid: Grid, row: GridRow) -> list[NamedCell]:
    """The regions that have a figure, lowest first (axes count upwards); of equals, the grid's first above."""
    pairs = zip((column.label for column in grid.columns), row.cells, strict=True)
    named = [(label, cell) for label, cell in pairs if cell is not None and cell.number is not None]
    # Sorted downwards and turned, not upwards: among equals the order of the table is kept from the top.
    return sorted(named, key=lambda item: value_of(item[1]), reverse=True)[::-1]


def value_of(cell: GridCell) -> float:
    """The figure of `cell`, of a range its lower end."""
    return float(cell.number or 0)


def bars(axis: Axes, panel: Sequence[NamedCell]) -> None:
    """A bar to the figure; paler where the figure is only 左右, and on to the upper end of a range.

    Args:
        axis: of one panel; it gets its limits and labels here.
    """
    for place, (_, cell) in enumerate(panel):
        axis.barh(place, _top(cell), height=0.62, color=PALE)
        if cell.comparator != "~":
            axis.barh(place, value_of(cell), height=0.62, color=BLUE)
        axis.annotate(cell.text, (_top(cell), place), (4, 0), textcoords="offset points", va="center")
    # bars begin at 0, so that lengths compare
    axis.set_xlim(min(0.0, *(value_of(cell) for _, cell in panel)), max(_top(cell) for _, cell in panel) * 1.15 or 1)
    _finish(axis, panel)


def dots(axis: Axes, panel: Sequence[NamedCell]) -> None:
    """A dot at the figure; an arrow head where it is a bound, a hollow one for 左右, a line for a range.

    Args:
        axis: of one panel; it gets its limits and labels here.
    """
    for place, (_, cell) in enumerate(panel):
        low, high = value_of(cell), _top(cell)
        if achieved := cell.achieved:
            reach = (min(low, value_of(achieved)), max(high, value_of(achieved)))
            axis.hlines(place, *reach, color=PALE, linewidth=2)
            axis.plot([value_of(achieved)], [place], "D", color=ORANGE, markersize=8)
        axis.hlines(place, low, high, color=BLUE, linewidth=2)
        face = "white" if cell.comparator in ("~", ">", "<") else BLUE
        marks = [low, high] if high != low else [low]
        axis.plot(marks, [place] * len(marks), DOTS[cell.comparator], color=BLUE, markerfacecolor=face, markersize=6)
        axis.annotate(cell.text, (max(_ends(cell)), place), (8, 0), textcoords="offset points", va="center")
    ends = [end for _, cell in panel for end in _ends(cell)]
    margin = (max(ends) - min(ends) or abs(max(ends)) or 1) * 0.15  # where all are alike, of their size
    axis.set_xlim(min(ends) - margin, max(ends) + margin * (3.2 if any(cell.achieved for _, cell in panel) else 1.6))
    axis.grid(axis="y", color=GREY)
    axis.set_axisbelow(True)
    _finish(axis, panel)


def _ends(cell: GridCell) -> list[float]:
    achieved = [] if cell.achieved is None else [value_of(cell.achieved)]
    return [value_of(cell), _top(cell), *achieved]


def _top(cell: GridCell) -> float:
    return float(cell.number_max if cell.number_max is not None else cell.number or 0)


def _finish(axis: Axes, panel: Sequence[NamedCell]) -> None:
    axis.set_yticks(range(len(panel)), [label for label, _ in panel])
    axis.set_ylim(-0.6, len(panel) - 0.4)
    axis.tick_params(axis="y", length=0)
    axis.spines["left"].set_visible(False)
