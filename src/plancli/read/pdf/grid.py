"""Ruling lines → tables: the boxes that lines enclose, merged where no line runs between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import mean

from plancli.read.pdf.page import RuledLine

NEAR = 3.0  # points between rules that are meant to meet
CLOSED_BY = 2  # verticals that close a table at its sides
MOST_BOXES = 20_000  # cells of one page; more are hatching


@dataclass(frozen=True, slots=True)
class Box:
    """A cell on the page; rows and columns count from 1."""

    left: float
    top: float
    right: float
    bottom: float
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A ruled table on a page: its edges and its cells."""

    left: float
    top: float
    right: float
    bottom: float
    boxes: tuple[Box, ...]
    cut: bool  # no line closes it below: the page ends within its last row

    @property
    def columns(self) -> int:
        return max(box.column + box.column_span - 1 for box in self.boxes)


def frames_of(rules: Sequence[RuledLine]) -> list[Frame]:
    """The ruled tables of a page from top to bottom. A single box around text counts as a table of one cell."""
    lines = straightened(rules)
    frames = (_frame(group) for group in _touching(lines))
    return sorted((frame for frame in frames if frame is not None), key=lambda frame: (frame.top, frame.left))


def straightened(rules: Iterable[RuledLine]) -> list[RuledLine]:
    """Lines on one axis drawn in pieces, or twice, become one."""
    joined: list[RuledLine] = []
    # by axis, then along it: pieces of one line meet
    for rule in sorted(rules, key=lambda rule: (rule.across, round(rule.at), rule.start)):
        same = next(
            (
                index
                # Its other pieces are among the last ones: without a limit, a page of hatching would cost its
                # square.
                for index in range(len(joined) - 1, max(len(joined) - 40, -1), -1)
                if joined[index].across == rule.across
                and abs(joined[index].at - rule.at) <= 1.5
                and rule.start <= joined[index].end + NEAR
                and rule.end >= joined[index].start - NEAR
            ),
            None,
        )
        if same is None:
            joined.append(rule)
        else:
            old = joined[same]
            joined[same] = RuledLine(old.across, old.at, min(old.start, rule.start), max(old.end, rule.end))
    return [rule for rule in joined if rule.end - rule.start > 5]  # points: shorter ones are parts of letters


def _touching(rules: Sequence[RuledLine]) -> list[list[RuledLine]]:
    """Groups of lines that meet one another."""
    parent = list(range(len(rules)))
    across = [index for index, rule in enumerate(rules) if rule.across]
    down = [index for index, rule in enumerate(rules) if not rule.across]
    for one, other in product(across, down):
        if _meet(rules[one], rules[other]):
            _join(parent, one, other)
    groups: dict[int, list[RuledLine]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(_root(parent, index), []).append(rule)
    return list(groups.values())


def _meet(across: RuledLine, down: RuledLine) -> bool:
    return across.start - NEAR <= down.at <= across.end + NEAR and down.start - NEAR <= across.at <= down.end + NEAR


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _join(parent: list[int], one: int, other: int) -> None:
    parent[_root(parent, other)] = _root(parent, one)


def _frame(rules: Sequence[RuledLine]) -> Frame | None:
    across = [rule for rule in rules if rule.across]
    down = [rule for rule in rules if not rule.across]
    if not across or not down or len(across) + len(down) < 3:  # two lines enclose nothing
        return None
    down = _without_gutter(across, down)
    # a table open at its sides, or cut by the end of the page, ends where its lines end
    foot = max(rule.end for rule in down)
    ys = _levels([*(rule.at for rule in across), min(rule.start for rule in down), foot], NEAR * 2)
    xs = _levels([*(rule.at for rule in down), *_ends(across, down)], NEAR * 2)
    if len(ys) < 2 or len(xs) < 2 or len(xs) * len(ys) > MOST_BOXES:  # graph paper is no table
        return None
    boxes = _boxes(xs, ys, across, down)
    cut = foot > max(rule.at for rule in across) + NEAR * 2  # verticals run on below the last line: the page ended
    return Frame(xs[0], ys[0], xs[-1], ys[-1], tuple(boxes), cut)


def _without_gutter(across: Sequence[RuledLine], down: Sequence[RuledLine]) -> list[RuledLine]:
    """The verticals without the rule between two columns of text, which alone runs on below a box at the top of one."""
    foot = max(rule.at for rule in across) + NEAR * 2
    lower = [rule for rule in down if rule.end > foot]
    return [rule for rule in down if rule not in lower] if len(lower) == 1 and len(down) > CLOSED_BY else list(down)


def _ends(across: Sequence[RuledLine], down: Sequence[RuledLine]) -> list[float]:
    """Where a table open at its sides ends: a rule that alone reaches further than two verticals is that of a running
    head above it.
    """
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    alone = [
        sum(abs(rule.start - left) <= NEAR for rule in across) == 1,
        sum(abs(rule.end - right) <= NEAR for rule in across) == 1,
    ]
    closed = len(down) >= CLOSED_BY and len(across) > 1
    return [at for at, lone in zip((left, right), alone, strict=True) if not (lone and closed)]


def _levels(places: Iterable[float], near: float = NEAR) -> list[float]:
    """Places that are nearly the same count as one."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] <= near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [mean(group) for group in groups]


def _boxes(xs: list[float], ys: list[float], across: list[RuledLine], down: list[RuledLine]) -> list[Box]:
    """The boxes of the grid `xs` × `ys`, merged where the line between two is missing."""
    wide, high = len(xs) - 1, len(ys) - 1
    parent = list(range(wide * high))
    for row, column in product(range(high), range(wide)):
        here = row * wide + column
        if column + 1 < wide and not _covered(down, xs[column + 1], ys[row], ys[row + 1]):
            _join(parent, here, here + 1)
        if row + 1 < high and not _covered(across, ys[row + 1], xs[column], xs[column + 1]):
            _join(parent, here, here + wide)
    groups: dict[int, list[tuple[int, int]]] = {}
    for row, column in product(range(high), range(wide)):
        groups.setdefault(_root(parent, row * wide + column), []).append((row, column))
    return sorted((_box(places, xs, ys) for places in groups.values()), key=lambda box: (box.row, box.column))


def _covered(rules: list[RuledLine], at: float, start: float, end: float) -> bool:
    """Does a line at `at` run along at least half of the way from `start` to `end`?"""
    length = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= NEAR)
    return length >= 0.5 * (end - start)  # dashed lines, and lines with gaps at the corners, count


def _box(places: list[tuple[int, int]], xs: list[float], ys: list[float]) -> Box:
    top, bottom = min(row for row, _ in places), max(row for row, _ in places) + 1
    left, right = min(column for _, column in places), max(column for _, column in places) + 1
    return Box(xs[left], ys[top], xs[right], ys[bottom], top + 1, left + 1, bottom - top, right - left)
