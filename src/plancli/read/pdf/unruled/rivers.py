"""Columns set close together: white that runs down through all rows between the rules of a table separates them.

A gap of half a character is nothing in one line, and a column in ten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from plancli.read.pdf.lines import FIGURE_CHARACTERS, Line, between, line_of
from plancli.read.pdf.page import Glyph, RuledLine
from plancli.read.pdf.unruled.cell_edges import OVERHANG, above
from plancli.read.pdf.unruled.rows import printed_rows

RIVER = 0.3  # font heights of white in every row; characters of prose are nearer
NARROW_RIVER = 0.12  # the same between two figures
WIDER = 3.0  # times as wide as the gap between two digits of one figure
FEWEST = 3  # rows with such white
ROW_SHARE = 0.4  # of all rows; the others are further lines of a cell and titles of groups


def cut_at_rivers(lines: Sequence[Line], groups: Sequence[Sequence[RuledLine]]) -> list[Line]:
    """The lines of a region, those of tables cut where white runs down between their columns.

    Args:
        lines: from top to bottom.
        groups: horizontal rules of the same extent, from top to bottom.
    """
    cut = {id(line): pieces for group in groups for line, pieces in _of_group(lines, group)}
    return [piece for line in lines for piece in cut.get(id(line), [line])]


def cut_between(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[Line]:
    """The lines of a page cut where white separates the columns of a table that may go on from the page before."""
    middles = [(one[1] + other[0]) / 2 for one, other in pairwise(columns)]
    pieces = [piece for line in lines for piece in _pieces(line, [at for at in middles if _is_white(line, at)])]
    return cut_over(pieces, columns)


def cut_over(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[Line]:
    """The lines of a head, its titles as far apart as the figures below leave room: cut at the widest white from one
    column to the next.
    """
    return [piece for line in lines for piece in _pieces(line, list(_between(line, columns)))]


def _between(line: Line, columns: Sequence[tuple[float, float]]) -> Iterator[float]:
    gaps = list(_gaps([line]))
    for one, other in pairwise(columns):
        if line.left < one[1] and line.right > other[0]:
            inside = [(end - start, (start + end) / 2) for start, end in gaps if start > one[0] and end < other[1]]
            yield from (middle for _, middle in sorted(inside)[-1:])


def _is_white(line: Line, at: float) -> bool:
    return any(start <= at <= end for start, end in _gaps([line]))


def _of_group(lines: Sequence[Line], group: Sequence[RuledLine]) -> Iterator[tuple[Line, list[Line]]]:
    for first, inside in _runs(lines, group):
        if len(group) == 2:
            inside = [*inside, *_open(lines, group[1])]
        rivers = _rivers(printed_rows(inside))
        for line in [*above(lines, first), *inside] if rivers else ():
            yield line, _pieces(line, rivers)


def _runs(lines: Sequence[Line], group: Sequence[RuledLine]) -> Iterator[tuple[RuledLine, list[Line]]]:
    """The first rule of a table, and the lines between its rules: nothing but rows, prose parts two tables."""
    first, run = group[0], list[Line]()
    for upper, lower in pairwise(group):
        part = between(lines, upper.at, lower.at)
        if part and not any(_is_prose(line, upper) for line in part):
            first = first if run else upper
            run += part
        elif run:
            yield first, run
            run = []
    if run:
        yield first, run


def _open(lines: Sequence[Line], rule: RuledLine) -> list[Line]:
    """The rows under the head of a table that the end of the page cuts."""
    taken: list[Line] = []
    for row in printed_rows(between(lines, rule.at, float("inf"))):
        if not list(_gaps(row)) or any(_is_prose(line, rule) for line in row):
            break
        taken += row
    return taken


def _is_prose(line: Line, extent: RuledLine) -> bool:
    """A line that reaches over the table, or fills it without a gap."""
    outside = line.left < extent.start - OVERHANG or line.right > extent.end + OVERHANG
    return outside or (line.right - line.left > 0.9 * (extent.end - extent.start) and not list(_gaps([line])))


def _gaps(row: Sequence[Line]) -> Iterator[tuple[float, float]]:
    """Where the white between two characters of a row begins and ends."""
    glyphs = sorted((glyph for line in row for glyph in line.glyphs), key=lambda glyph: glyph.left)
    least = _between_figures(glyphs)
    before = glyphs[0]
    for glyph in glyphs[1:]:
        figures = _is_figure(before) and _is_figure(glyph)
        if glyph.left - before.right >= min(RIVER, least if figures else RIVER) * glyph.size:
            yield before.right, glyph.left
        before = max(before, glyph, key=lambda one: one.right)


def _between_figures(glyphs: Sequence[Glyph]) -> float:
    """How far apart, in font heights, two digits are when they are of two figures: those of one nearly touch."""
    pairs = [pair for pair in pairwise(glyphs) if all(map(_is_figure, pair))]
    usual = median((other.left - one.right) / max(one.size, 1.0) for one, other in pairs) if pairs else RIVER
    return max(NARROW_RIVER, WIDER * usual)


def _is_figure(glyph: Glyph) -> bool:
    return glyph.char in FIGURE_CHARACTERS


def _rivers(rows: Sequence[Sequence[Line]]) -> list[float]:
    """The middles of the white that all rows with gaps have in common."""
    gapped = [(row, list(_gaps(row))) for row in rows]
    filled = [(row, gaps) for row, gaps in gapped if gaps]
    if len(filled) < FEWEST or len(filled) < ROW_SHARE * len(rows):
        return []
    left = min(line.left for row, _ in filled for line in row)
    right = max(line.right for row, _ in filled for line in row)
    common = [(left, right)]
    for row, gaps in filled:
        white = [(left, row[0].left), *gaps, (max(line.right for line in row), right)]
        common = [
            (max(a, c), min(b, d))
            for a, b in common
            for c, d in white
            if min(b, d) - max(a, c) >= NARROW_RIVER * row[0].size
        ]
    return [(start + end) / 2 for start, end in common if start > left and end < right]


def _pieces(line: Line, rivers: Sequence[float]) -> list[Line]:
    """The line by columns; whole where one of its characters is in a river."""
    if any(glyph.left < at < glyph.right for glyph in line.glyphs for at in rivers):
        return [line]
    parts: dict[int, list[Glyph]] = {}
    for glyph in line.glyphs:
        parts.setdefault(sum(at < glyph.left for at in rivers), []).append(glyph)
    return [line_of(glyphs) for _, glyphs in sorted(parts.items())]
