"""Charts of the comparison, for people who look rather than read: SVG or PNG, fit for print.

Bars and dots rank the regions of each row; the sign of the comparator goes with the figure. The heat map shows
who has a figure for what, shaded along each row; the map has a tile for each province. Text of an SVG stays text.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plancli.errors import MissingExtra, UsageError, needing
from plancli.export.charts import tile_map
from plancli.export.charts.ranked import GREY, PALE, bars, dots, ranked, value_of
from plancli.export.words import legend
from plancli.grid import Grid, GridRow

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SUFFIXES = (".svg", ".png")
# The first that is installed; the simplified faces before those of other places.
FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Serif CJK SC", "SimSun",
    "Noto Sans CJK JP", "Arial Unicode MS", "Droid Sans Fallback",
)  # fmt: skip
INK = "#222222"
MOST_PANELS, MOST_ROWS = 12, 80  # more of them cannot be read on one page
LEGEND, ACHIEVED, SHADES = legend("signs"), legend("achieved"), legend("shades")
KINDS = ("bar", "dot", "heat", "map")
RESOLUTION = 200  # dots per inch of PNG


def draw(grid: Grid, kind: str, suffix: str, names: Sequence[str], lang: str = "zh") -> bytes:
    """The chart as a file.

    Args:
        grid: the wide table.
        kind: bar, dot, heat or map.
        suffix: `.svg` or `.png`.
        names: how each row is called (`地区生产总值 增长 2026，%`).
        lang: language of the legend, zh or en.

    Raises:
        MissingExtra: matplotlib or a font with Chinese characters is not installed.
        UsageError: there is nothing to draw, or more than a page holds.
    """
    rows = _drawable(grid, kind)
    matplotlib = _matplotlib()
    with matplotlib.rc_context(_style()):
        grid = _named_in(grid, lang)
        if kind == "heat":
            figure = _heat(grid, names)
        else:
            figure = _mapped(grid, rows, names, lang) if kind == "map" else _ranked(grid, rows, kind, names)
        shaded = SHADES[lang] if kind in ("heat", "map") else ""
        both = ACHIEVED[lang] if kind == "dot" and _holds_achieved(grid) else ""
        figure.text(0.01, 0.002, LEGEND[lang] + shaded + both, fontsize=7, color="#666666", va="bottom")
        return _bytes(figure, suffix)


def _holds_achieved(grid: Grid) -> bool:
    return any(cell is not None and cell.achieved is not None for row in grid.rows for cell in row.cells)


def _drawable(grid: Grid, kind: str) -> list[int]:
    """The numbers of the rows that have figures; a heat map shows words too."""
    shown = {number: [cell for cell in row.cells if cell is not None] for number, row in enumerate(grid.rows)}
    rows = [
        number for number, cells in shown.items() if any(kind == "heat" or cell.number is not None for cell in cells)
    ]
    most = MOST_ROWS if kind == "heat" else MOST_PANELS
    if not rows:
        raise UsageError("nothing to draw", "--chart", "no figure is left: see --year, --region, --indicator")
    if len(rows) > most:
        raise UsageError(f"{len(rows)} rows are too many for one chart", "--chart", "choose by --indicator, --shared N")
    return rows


def _matplotlib() -> Any:
    with needing("plot", "matplotlib is not installed", "--chart"):
        import matplotlib
        from matplotlib import font_manager
    if not _font({font.name for font in font_manager.fontManager.ttflist}):
        hint = "install one, for instance fonts-noto-cjk (Debian) or google-noto-sans-cjk-fonts (Fedora)"
        raise MissingExtra("no font with Chinese characters", "--chart", hint)
    return matplotlib


def _font(installed: set[str]) -> str | None:
    return next((name for name in FONTS if name in installed), None)


def _style() -> dict[str, Any]:
    """No date and no random ids in the file: the same figures give the same bytes."""
    from matplotlib import font_manager

    font = _font({font.name for font in font_manager.fontManager.ttflist})
    return {
        "font.family": [font, "DejaVu Sans"],
        "font.size": 9,
        "svg.fonttype": "none",
        "svg.hashsalt": "plancli",
        "axes.unicode_minus": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "text.color": INK,
        "axes.labelcolor": INK,
    }


def _figure(width: float, height: float) -> Figure:
    """An empty page in inches, with room for the legend at its foot."""
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    foot = 0.25 / height  # the legend takes a quarter of an inch
    return Figure(figsize=(width, height), layout=ConstrainedLayoutEngine(rect=(0, foot, 1, 1 - foot)))


def _bytes(figure: Figure, suffix: str) -> bytes:
    out = io.BytesIO()
    # the same bytes on each run, and on each version of matplotlib
    metadata = {"Date": None} if suffix == ".svg" else {"Software": None}
    figure.savefig(out, format=suffix[1:], dpi=RESOLUTION, metadata=metadata)
    return out.getvalue()


def _named_in(grid: Grid, lang: str) -> Grid:
    """The grid with its regions named in `lang`."""
    columns = (replace(one, label=one.called(lang)) for one in grid.columns)
    return replace(grid, columns=tuple(columns))


def _mapped(grid: Grid, rows: Sequence[int], names: Sequence[str], lang: str) -> Figure:
    """A tile map for each row."""
    figure = _figure(4.6 * min(2, len(rows)), 4.6 * -(-len(rows) // 2) + 0.3)  # -(-n // 2): half, rounded up
    tile_map.draw(figure, grid, rows, names, lang)
    return figure


def _ranked(grid: Grid, rows: Sequence[int], kind: str, names: Sequence[str]) -> Figure:
    """A panel for each row, its regions from the highest figure to the lowest."""
    panels = [ranked(grid, grid.rows[number]) for number in rows]
    heights = [0.27 * len(panel) + 0.75 for panel in panels]  # inches: a line for each region, and room for the title
    figure = _figure(6.3, sum(heights) + 0.3)
    parts = figure.add_gridspec(len(panels), 1, height_ratios=heights)
    for place, (number, panel) in enumerate(zip(rows, panels, strict=True)):
        axis = figure.add_subplot(parts[place, 0])
        axis.set_title(names[number], fontsize=10, loc="left", fontweight="bold")
        (bars if kind == "bar" else dots)(axis, panel)
    return figure


def _shaded(row: GridRow) -> dict[int, Any]:
    """The colour of each figure of a row; words have none."""
    numbers = {place: value_of(cell) for place, cell in enumerate(row.cells) if cell and cell.number is not None}
    return dict(zip(numbers, tile_map.shades(list(numbers.values())), strict=True)) if numbers else {}


def _heat(grid: Grid, names: Sequence[str]) -> Figure:
    """Indicators against regions: a filled field where there is a figure, with the figure in it."""
    widest = max((len(cell.text) for row in grid.rows for cell in row.cells if cell), default=1)
    field = max(0.34, 0.075 * widest + 0.12)  # inches: as wide as its longest figure
    names_width = 0.13 * max(map(len, names))
    figure = _figure(names_width + field * len(grid.columns) + 0.6, 0.24 * len(grid.rows) + 1.5)
    axis = figure.add_subplot()
    for down, row in enumerate(grid.rows):
        colours = _shaded(row)
        for across, cell in enumerate(row.cells):
            # a gap between fields, without lines
            axis.barh(down, 0.94, left=across + 0.03, height=0.88, color=colours.get(across, PALE if cell else GREY))
            if cell:
                axis.text(across + 0.5, down, cell.text, ha="center", va="center", fontsize=7)
    axis.set_yticks(range(len(grid.rows)), names, fontsize=8)
    labels = ["\n".join(column.label) for column in grid.columns]
    axis.set_xticks([across + 0.5 for across in range(len(labels))], labels, fontsize=8, linespacing=1.0)
    axis.xaxis.tick_top()
    axis.tick_params(length=0)
    axis.set(xlim=(0, len(labels)), ylim=(len(grid.rows) - 0.5, -0.5))
    for name in ("left", "bottom", "top", "right"):
        axis.spines[name].set_visible(False)
    return figure
