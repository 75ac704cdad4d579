"""Rows by their numbers: where the first column counts the rows of a table, each row is what is beside its number.

In narrow columns every cell runs over several lines, figures too: 390 over 68. Which lines are one row is then said by
nothing but the numbers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from plancli.patterns import lazy
from plancli.read.pdf.line_joins import first_word
from plancli.read.pdf.lines import Line
from plancli.read.pdf.unruled.parts import FIGURE_PART, LineParts, RowLine

ROW_NUMBER = lazy(r"[（(]?(\d{1,3})[)）.、．]?")
LEVEL = 0.45  # font heights, less than half a line: so far is the top or the middle of a cell from its number
ALIKE = 0.02  # font heights by which two readings may differ in how alike the rows are set
EVEN = 0.3  # font heights by which the steps from line to line within a cell may differ
SPARE = 0.8  # of a character: with so much of the next one a line is wider than any other of its column
LONGEST = 16  # lines of a cell
MOST_BEGUN = 4  # lines, at the end of a page, of a row whose number is on the next one

RowOfLine = Mapping[int, int]
"""The row of each line, by its `id`, counted from 0; -1 for the rest of a row of the page before, and one more than
there are for a row whose number is on the next page."""


class Placed(NamedTuple):
    """The row of each line of a column, and how far, in font heights, each cell is from the number of its row."""

    rows: list[int]
    offsets: list[float]


class Setting(NamedTuple):
    """The rows of all lines, how unlike the cells are set beside the numbers, in font heights, and how many cells are
    empty or go on behind a line that is not full.
    """

    rows: RowOfLine
    uneven: float
    faults: int


Placing = Callable[[Sequence[Line], Sequence[float], float], Placed | None]
"""Takes the lines of a column, the heights of the numbers and of the font; None where the lines are not set so."""


def numbers_in(lines: Sequence[Line]) -> bool:
    """Are these lines of the first column, from top to bottom, numbers that count on by one?"""
    found = [ROW_NUMBER.fullmatch(line.text) for line in lines]
    counts = [int(one[1]) for one in found if one]
    return 0 < len(counts) == len(found) and all(other == one + 1 for one, other in pairwise(counts))


def by_numbers(rows: Sequence[LineParts], widths: Sequence[float], follows: bool) -> list[list[LineParts]] | None:
    """The lines of printed rows by the rows of the table; None where the first column does not count them.

    Args:
        rows: printed rows from top to bottom, below the head.
        widths: of the widest line that each column holds, its head among them.
        follows: they are at the top of a page, where the rest of a row may be above the first number.
    """
    lines = sorted((placed for row in rows for placed in row), key=lambda placed: placed.line.base)
    columns: dict[int, list[Line]] = {}
    for placed in lines:
        columns.setdefault(placed.first, []).append(placed.line)
    if any(placed.first != placed.last for placed in lines) or not numbers_in(columns.get(0, ())):
        return None
    size = max(median(placed.line.size for placed in lines), 1.0)
    anchors = [line.base for line in columns[0]]
    ways = (_all_columns(columns, anchors, size, way) for way in (_from_the_top, _around_the_middle, _cut_below))
    sound = [way for way in ways if way is not None and _only_wrapped(lines, way.rows, widths)]
    sound = [way for way in sound if follows or min(way.rows.values()) >= 0]
    if not sound:
        return None
    # cells are there, whole, and set alike, in all rows; where that leaves a doubt, nothing is of a row of another page
    fewest = min(way.faults for way in sound)
    evenest = min(way.uneven for way in sound if way.faults == fewest)
    best = [way.rows for way in sound if way.faults == fewest and way.uneven <= evenest + ALIKE]
    last = max(0, len(columns[0]) - 1)
    return _grouped(lines, min(best, key=lambda found: (len({*found.values()}), _elsewhere(found, last))))


def _elsewhere(found: RowOfLine, last: int) -> int:
    """How many lines are of rows whose numbers are on other pages."""
    return sum(not 0 <= row <= last for row in found.values())


def _all_columns(
    columns: Mapping[int, Sequence[Line]], anchors: Sequence[float], size: float, placing: Placing
) -> Setting | None:
    """The table read in one way; None where one of its columns is not set so."""
    found: dict[int, int] = {}
    uneven, faults = 0.0, 0
    for own in columns.values():
        placed = placing(own, anchors, size)
        if placed is None:
            return None
        found |= {id(line): row for line, row in zip(own, placed.rows, strict=True)}
        uneven += max(placed.offsets, default=0.0) - min(placed.offsets, default=0.0)
        faults += len(anchors) - len({*placed.rows} - {-1, len(anchors)}) + _broken(own, placed.rows)
    return Setting(found, uneven, faults)


def _broken(lines: Sequence[Line], rows: Sequence[int]) -> int:
    """How often a cell goes on though there was room in its line."""
    widest = max(line.right - line.left for line in lines)
    # nothing is broken within 元/人, though 万 above it left room for one character
    short = (one.right - one.left + SPARE * _word(other) <= widest for one, other in pairwise(lines))
    return sum(room and row == following for room, (row, following) in zip(short, pairwise(rows), strict=True))


def _word(line: Line) -> float:
    """The width of what a program would not break: a word, or a figure, which it does break where it must."""
    first = line.glyphs[0]
    return first.right - first.left if first.char.isdigit() else first_word(line)


def _from_the_top(lines: Sequence[Line], anchors: Sequence[float], size: float) -> Placed | None:
    """Cells whose first line is level with the number."""
    starts = [anchor - LEVEL * size for anchor in anchors]
    found = [bisect_right(starts, line.base) - 1 for line in lines]
    first = {row: line for line, row in reversed(list(zip(lines, found, strict=True)))}
    offsets = [(line.base - anchors[row]) / size for row, line in first.items() if row >= 0]
    return Placed(found, offsets) if all(abs(offset) <= LEVEL for offset in offsets) else None


def _around_the_middle(lines: Sequence[Line], anchors: Sequence[float], size: float) -> Placed | None:
    """Cells whose middle is level with the number: runs of lines with even steps, one or none for each row."""
    for rest in range(min(LONGEST, len(lines)) + 1):
        placed = Placed([-1] * rest, [])
        for row, anchor in enumerate(anchors):
            following = lines[len(placed.rows) : len(placed.rows) + LONGEST]
            offsets = [_offset(following[:count], anchor, size) for count in range(len(following) + 1)]
            count = min(range(len(offsets)), key=lambda count: abs(offsets[count]))
            placed.rows.extend([row] * count)
            placed.offsets.extend([offsets[count]] if count else [])
        begun = lines[len(placed.rows) :]
        if not begun or (len(begun) <= MOST_BEGUN and begun[0].base > anchors[-1] + LEVEL * size):
            return Placed([*placed.rows, *[len(anchors)] * len(begun)], placed.offsets)
    return None


def _cut_below(lines: Sequence[Line], anchors: Sequence[float], size: float) -> Placed | None:
    """The same where the end of the page has cut the last row: its cells begin level with the number."""
    start = anchors[-1] - LEVEL * size
    last = [line for line in lines if line.base >= start]
    if len(anchors) < 2 or (last and last[0].base > anchors[-1] + LEVEL * size):
        return None
    above = _around_the_middle(lines[: len(lines) - len(last)], anchors[:-1], size)
    if above is None or len(anchors) - 1 in above.rows:
        return None
    return Placed([*above.rows, *[len(anchors) - 1] * len(last)], above.offsets)


def _offset(run: Sequence[Line], anchor: float, size: float) -> float:
    """How far, in font heights, a cell of these lines is from its place; an empty one is better than one far off."""
    if not run:
        return LEVEL
    steps = [other.base - one.base for one, other in pairwise(run)]
    if steps and max(steps) - min(steps) > EVEN * size:
        return float("inf")
    return ((run[0].base + run[-1].base) / 2 - anchor) / size


def _only_wrapped(lines: Sequence[RowLine], found: RowOfLine, widths: Sequence[float]) -> bool:
    """Is a figure over two lines of a row only where the first line had no room for more? Else they are two figures."""
    cells: dict[tuple[int, int], list[Line]] = {}
    for placed in lines:
        cells.setdefault((found[id(placed.line)], placed.first), []).append(placed.line)
    return all(
        _full(one, other, widths[column])
        for (_, column), own in cells.items()
        for one, other in pairwise(own)
        if FIGURE_PART.fullmatch(one.text) and FIGURE_PART.fullmatch(other.text)
    )


def _full(line: Line, following: Line, widest: float) -> bool:
    """Had a line no room for the first character of the one below?"""
    more = following.glyphs[0].right - following.glyphs[0].left
    return line.right - line.left + SPARE * more > widest


def _grouped(lines: Sequence[RowLine], found: RowOfLine) -> list[list[LineParts]]:
    groups: dict[int, list[LineParts]] = {}
    for placed in lines:
        groups.setdefault(found[id(placed.line)], []).append([placed])
    return [groups[row] for row in sorted(groups)]
