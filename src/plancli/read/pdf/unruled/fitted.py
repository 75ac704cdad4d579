"""Rows by their figures: each row has them once, its labels are beside them at the top, in the middle or below.

How far apart lines are says little where cells have no rules and no room between them; that all labels of a table
are set in the same way beside the figures says nearly all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from plancli.patterns import lazy
from plancli.read.pdf.lines import Line
from plancli.read.pdf.unruled.parts import FIGURE_PART, LineParts, RowLine

SIZE_AT_LEAST = 0.1  # points; a damaged file may say that its font has no height

NO_FIGURE = lazy(r"[—\-–/…\s]+|无|不适用")
CUT = lazy(r"\d[.,]$")
NEAR_BASELINE = 0.5  # font heights: two baselines of one row, in fonts of unlike height
MOST_OFF = 0.35  # font heights that a label may be beside its place
SHIFTS = tuple(step / 10 for step in range(-6, 7))  # font heights: baselines of unlike fonts set to one height
EVEN_STEP = 0.15  # font heights by which the steps within cells may differ
WRAPPED_BEFORE = 2.2  # font heights before the edge of its column that a line ends which goes on
FIRST_ROW_APART = 1.0  # font heights above the first row: there only the rest of a cell of the page before can be
EMPTY = 0.5  # what a column costs whose rows have no labels
MISFIT = 9.0
MOST_CUT = 3  # lines of a row that the end of a page has cut off from its figures
BELOW = 1.0  # font heights under these figures
STEPS = 4  # distances between lines that are tried
LONGEST_CELL = 14  # lines of a cell
PLACES = (0.0, 0.5, 1.0)  # top, middle, bottom


class LabelSetting(NamedTuple):
    """How labels are set beside figures: at which of `PLACES`; from line to line within a cell, and the height of the
    font, in points; how far off all of them are, in font heights."""

    place: float
    step: float
    size: float
    shift: float = 0.0


def fitted(rows: Sequence[LineParts]) -> list[list[LineParts]] | None:
    """The printed rows of a table's body by its rows; None where its labels are not set alike beside the figures.

    Args:
        rows: printed rows from top to bottom, in columns.
    """
    lines = sorted((placed for row in rows for placed in row), key=lambda placed: placed.line.base)
    if not lines or any(placed.first != placed.last for placed in lines):
        return None
    size = median(placed.line.size for placed in lines)
    columns: dict[int, list[Line]] = {}
    for placed in lines:
        columns.setdefault(placed.first, []).append(placed.line)
    every = {column: own for column, own in columns.items() if _are_figures(own)}
    figures = {
        column: _whole(own, size, [line for at, other in every.items() if at != column for line in other])
        for column, own in every.items()
    }
    anchors = _anchors([line.base for own in figures.values() for line in own], size)
    if not anchors or not any(column for column in figures):
        return None
    labels = {column: own for column, own in columns.items() if column not in figures}
    numbers = _best_fit(labels, anchors, size)
    if numbers is None:
        return None
    for column, whole in figures.items():
        kept, row = set(map(id, whole)), 0
        for line in columns[column]:
            row = _nearest(anchors, line.base) if id(line) in kept else row
            numbers[id(line)] = row
    numbers = {id(placed.line): numbers.get(id(placed.line), -1) for placed in lines}
    return _grouped(lines, numbers, len(anchors))


def _best_fit(labels: dict[int, list[Line]], anchors: Sequence[float], size: float) -> dict[int, int] | None:
    """The row of each line of a label, by its identity; None where no way of setting labels beside figures fits."""
    above = (line for own in labels.values() for line in own if line.base < anchors[0] - FIRST_ROW_APART * size)
    rest = sorted(above, key=lambda line: line.base)
    fits = [_fit(labels, anchors, place, size) for place in PLACES]
    # of a row of the page before: all of them where labels begin at the top of their rows, else one, two or three
    for place, count in ((0.0, len(rest)), *((0.5, number) for number in range(1, min(len(rest), MOST_CUT) + 1))):
        if rest:
            left = set(map(id, rest[:count]))
            others = {at: [one for one in own if id(one) not in left] for at, own in labels.items()}
            fits.insert(1 if place == 0.0 else len(fits), _fit(others, anchors, place, size))
    best = min(fits, key=lambda fit: fit[0])
    return None if best[0] >= MISFIT else dict(best[1])


def _are_figures(lines: Sequence[Line]) -> bool:
    return all(FIGURE_PART.fullmatch(line.text) or NO_FIGURE.fullmatch(line.text) for line in lines)


def _whole(lines: Sequence[Line], size: float, beside: Sequence[Line]) -> list[Line]:
    """The lines that begin a figure: 6388. over 2 is one, and so is 11391 over 5.1 where a row would have no more.

    Args:
        beside: the figures of the other columns.
    """
    edge = max(line.right for line in lines)
    cut = set[int]()
    for one, other in pairwise(lines):
        if other.base - one.base < 3 * size and (CUT.search(one.text) or _alone(one, other, edge, beside)):
            cut.add(id(other))
    return [line for line in lines if id(line) not in cut]


def _alone(one: Line, other: Line, edge: float, beside: Sequence[Line]) -> bool:
    """Is a figure under one that fills its column the only one of its height, while others are beside that one?"""
    near = NEAR_BASELINE * other.size
    level = [abs(line.base - one.base) <= near for line in beside]
    lower = any(abs(line.base - other.base) <= near for line in beside)
    return edge - one.right < 0.5 * one.size and any(level) and not lower


def _anchors(bases: Sequence[float], size: float) -> list[float]:
    """The heights of the rows: where figures are, in whichever column."""
    groups: list[list[float]] = []
    for base in sorted(bases):
        if groups and base - groups[-1][0] <= NEAR_BASELINE * size:
            groups[-1].append(base)
        else:
            groups.append([base])
    return [median(group) for group in groups]


def _nearest(anchors: Sequence[float], base: float) -> int:
    return min(range(len(anchors)), key=lambda index: abs(anchors[index] - base))


def _fit(
    columns: dict[int, list[Line]], anchors: Sequence[float], place: float, size: float
) -> tuple[float, dict[int, int]]:
    """How far labels are at most from where they should be, and the row of each line, by its `id`."""
    steps = Counter(
        round((other.base - one.base) / max(size, SIZE_AT_LEAST), 1)
        for own in columns.values()
        if len(own) > len(anchors)
        for one, other in pairwise(own)
    )
    # from line to line within a cell: one of the smallest distances
    tried = sorted(steps)[:STEPS] or [0.0]
    manners = (LabelSetting(place, step * size, size) for step in tried)
    return min((_with_step(columns, anchors, manner) for manner in manners), key=lambda fit: fit[0])


def _with_step(
    columns: dict[int, list[Line]], anchors: Sequence[float], manner: LabelSetting
) -> tuple[float, dict[int, int]]:
    worst, numbers = 0.0, dict[int, int]()
    shifted = [manner._replace(shift=shift) for shift in SHIFTS]
    for own in columns.values():
        found = min((_column(own, anchors, each) for each in shifted), key=lambda one: one[0])
        worst = max(worst, found[0])
        numbers |= found[1]
    return worst, numbers


def _column(lines: Sequence[Line], anchors: Sequence[float], manner: LabelSetting) -> tuple[float, dict[int, int]]:
    """The same for one column, whose lines are cut into as many runs as there are rows, some of them empty."""
    place, _, size, shift = manner
    edge = max((line.right for line in lines), default=0.0)
    numbers: dict[int, int] = {}
    off, at = 0.0, 0
    for row, anchor in enumerate(anchors):
        wanted = anchor + shift * size
        below = anchors[row + 1] + (shift - MOST_OFF) * size if row + 1 < len(anchors) else float("inf")
        # what is set at the top of its row ends above the next one
        near = [line for line in lines[at : at + LONGEST_CELL] if place > 0 or line.base < below]
        taken = _run(near, wanted, manner, edge)
        if taken:
            off = max(off, abs(_height(lines[at : at + taken], place) - wanted) / max(size, SIZE_AT_LEAST))
            if off > MOST_OFF:
                return MISFIT, numbers
        numbers |= {id(line): row for line in lines[at : at + taken]}
        at += taken
    # a large shift is as doubtful as a label that is off, and one row that takes the labels of others more than both
    without = len(anchors) - len(set(numbers.values()))
    cut = lines[at:]
    if len(cut) > MOST_CUT or any(line.base < anchors[-1] + BELOW * size for line in cut):
        return MISFIT, numbers
    # of a row whose figures are on the next page
    numbers |= {id(line): len(anchors) for line in cut}
    return off + abs(shift) / 10 + EMPTY * without / len(anchors) + len(cut) / 10, numbers


def _run(lines: Sequence[Line], wanted: float, manner: LabelSetting, edge: float) -> int:
    """How many of the next lines are the label whose row is at `wanted`: none where the next belongs to a later row.

    Args:
        edge: where the longest line of the column ends.
    """
    place, size = manner.place, manner.size
    best, count = MOST_OFF, 0
    for number in range(1, len(lines) + 1):
        if number > 1 and not _goes_on(lines[number - 2], lines[number - 1], manner, edge):
            break
        off = abs(_height(lines[:number], place) - wanted) / max(size, SIZE_AT_LEAST)
        if off < best or (place == 0.0 and count):
            best, count = min(best, off), number
    return count


def _goes_on(one: Line, other: Line, manner: LabelSetting, edge: float) -> bool:
    unclosed = one.text.count("（") > one.text.count("）")
    full = edge - one.right < WRAPPED_BEFORE * manner.size or unclosed
    return full and abs(other.base - one.base - manner.step) <= EVEN_STEP * manner.size


def _height(lines: Sequence[Line], place: float) -> float:
    first, last = lines[0].base, lines[-1].base
    return first + place * (last - first)


def _grouped(lines: Sequence[RowLine], numbers: dict[int, int], rows: int) -> list[list[LineParts]]:
    found: list[list[LineParts]] = [[] for _ in range(rows + 2)]
    for placed in lines:
        found[numbers[id(placed.line)] + 1].append([placed])
    first, *whole, last = found
    return [*filter(None, [first]), *whole, *filter(None, [last])]
