"""Tables without any rule: rows of figures under one another, labels beside them, a head with years above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from plancli.patterns import lazy
from plancli.read.build.grid import TextCell, TextGrid
from plancli.read.pdf.line_joins import joined
from plancli.read.pdf.lines import Line
from plancli.read.pdf.unruled.columns import OpenTable, placed_in, union
from plancli.read.pdf.unruled.fitted import fitted
from plancli.read.pdf.unruled.parts import FIGURE_PART, RowLine
from plancli.read.pdf.unruled.rivers import cut_over
from plancli.read.pdf.unruled.rows import body_cells, running

PROSE_WIDTH = 0.6  # of the width of the text: a line as long is in no cell
LINES_APART = 5.0  # font heights between the lines of one table
FEWEST = 3  # columns
FIGURES = 2  # columns with figures, and rows
TABLE_HEAD = lazy(r"(?:19|20)\d\d|指标|目标")
YEAR = lazy(r"(?:19|20)\d\d")

Columns = tuple[tuple[float, float], ...]


def borderless(lines: Sequence[Line]) -> list[OpenTable]:
    """The tables without rules among these lines, cut at gaps, from top to bottom."""
    if not lines:
        return []
    width = max(line.right for line in lines) - min(line.left for line in lines)
    return [table for run in _runs(lines, width) if (table := _table(run, lines)) is not None]


def _runs(lines: Sequence[Line], width: float) -> Iterator[list[Line]]:
    """Lines between two of prose, with figures in several of them."""
    run: list[Line] = []
    for line in lines:
        if line.right - line.left > PROSE_WIDTH * width or (run and line.base - run[-1].base > LINES_APART * line.size):
            yield run
            run = []
        if line.right - line.left <= PROSE_WIDTH * width:
            run.append(line)
    yield run


def _table(run: Sequence[Line], lines: Sequence[Line]) -> OpenTable | None:
    figures = [line for line in run if FIGURE_PART.fullmatch(line.text) and not _is_year(line, run)]
    if len(figures) < FIGURES * FIGURES:
        return None
    first, last = min(line.base for line in figures), max(line.base for line in figures)
    near = 0.6 * median(line.size for line in figures)
    inside = [line for line in run if first - near <= line.base <= last + near]
    columns = tuple(union([(line.left, line.right) for line in inside]))
    several = [column for column in columns if sum(_in(line, column) for line in figures) >= FIGURES]
    if len(columns) < FEWEST or len(several) < FIGURES:
        return None
    above = cut_over([line for line in run if line.base < first - near], columns)
    upper = _in_columns(above[::-1], columns)[::-1]
    lower = _in_columns([line for line in run if line.base > last + near], columns)
    for cut in range(len(upper), 0, -1):
        head, body = upper[:cut], [*upper[cut:], *inside, *lower]
        if _is_head(head, columns) and fitted(rows := placed_in([[line] for line in body], columns)):
            return _built(head, rows, columns, lines)
    return None


def _is_year(line: Line, run: Sequence[Line]) -> bool:
    """2020 above 年 in a head."""
    return bool(YEAR.fullmatch(line.text)) and any(
        other.text.startswith("年")
        and 0 < other.base - line.base < 2.5 * line.size
        and _in(other, (line.left, line.right))
        for other in run
    )


def _in(line: Line, column: tuple[float, float]) -> bool:
    return line.left < column[1] and line.right > column[0]


def _in_columns(lines: Sequence[Line], columns: Columns) -> list[Line]:
    """The lines next to the figures, as far as each is in one column."""
    taken: list[Line] = []
    for line in lines:
        over = sum(_in(line, column) for column in columns)
        if over > 1 or (taken and abs(line.base - taken[-1].base) > LINES_APART * line.size):
            break
        taken.append(line)
    return taken


def _is_head(lines: Sequence[Line], columns: Columns) -> bool:
    covered = {index for index, column in enumerate(columns) for line in lines if _in(line, column)}
    return len(covered) >= len(columns) - 1 and any(TABLE_HEAD.search(line.text) for line in lines)


def _built(head: Sequence[Line], rows: list[list[RowLine]], columns: Columns, lines: Sequence[Line]) -> OpenTable:
    cells = [
        TextCell(joined(line for line in head if _in(line, column)), 1, number, 1, 1)
        for number, column in enumerate(columns, 1)
    ]
    cells += body_cells(rows, 2, len(columns))
    every = [*head, *(placed.line for row in rows for placed in row)]
    top, bottom = min(line.top for line in every), max(line.base for line in every) + 1
    ends = not any(line.base > bottom for line in lines)
    edges = columns[0][0], columns[-1][1]
    return OpenTable(edges[0], top, edges[1], bottom, columns, TextGrid(tuple(cells)), 1, ends, running(rows))
