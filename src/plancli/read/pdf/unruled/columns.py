"""Tables without vertical lines (三线表): columns from where text is, head and body from the three rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plancli.read.build.grid import TextGrid
from plancli.read.pdf.lines import Line, between, lines_of
from plancli.read.pdf.page import RuledLine
from plancli.read.pdf.running_heads import MARKED
from plancli.read.pdf.unruled.cell_edges import above
from plancli.read.pdf.unruled.cut_off import is_headed, top_of
from plancli.read.pdf.unruled.rivers import cut_over
from plancli.read.pdf.unruled.rows import body_cells, filled, head_cells, printed_rows, running
from plancli.read.pdf.unruled.touching import placed_in

SAME_EXTENT = 6.0  # points: rules of one table begin and end within these
FAR = 6.0  # font heights below a head without text: the table is on the next page
NARROW = 0.45  # font heights between two cells where many rows leave the same strip white
GAP = 0.9  # font heights between two cells; a head like 指 标 is put together again by its column
LONE_STROKE = "/"
HEAD_LINES = 3  # printed rows of a head with cells of one and of two lines
HEAD_PIECES = 3  # in one of them
OF_NOTES = 0.93  # of the size of a table are notes at the foot of the page at most
SAME_SIZE = 0.06  # of the size of the rows


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table without verticals; `open` when it runs on to the next page without its last rule.

    `running` are the columns, from 1, whose text in its last line of print may go on there, `filled` those whose last
    cell is full. `follows`: it is the rest of a table before it, whatever its margins are. `size` is the height of its
    font, 0 where that does not matter.
    """

    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[tuple[float, float], ...]
    grid: TextGrid
    head_rows: int
    open: bool
    running: frozenset[int] = frozenset()
    follows: bool = False
    ruled: bool = True
    filled: frozenset[int] = frozenset()
    size: float = 0.0

    def is_printed_otherwise(self, row: Sequence[Line]) -> bool:
        """Is a row of print, though in its columns, in another size than the table, as a running head is?"""
        return self.size > 0 and all(abs(line.size - self.size) > SAME_SIZE * self.size for line in row)


def open_tables(rules: Sequence[RuledLine], lines: Sequence[Line]) -> list[OpenTable]:
    """The three-rule tables of a page.

    Args:
        rules: the lines of the page that belong to no ruled table.
        lines: its lines of print, cut at gaps of `GAP`, from top to bottom.
    """
    found = []
    for group in same_extent(rules):
        for start, end in _runs(group, lines):
            table = _table(group[start : end + 1], rules, lines)
            if table is not None:
                found.append(table)
    return sorted(found, key=lambda table: table.top)


def same_extent(rules: Sequence[RuledLine]) -> list[list[RuledLine]]:
    """Horizontal lines that begin and end at the same places, from top to bottom."""
    groups: list[list[RuledLine]] = []
    wide = (rule for rule in rules if rule.across and rule.end - rule.start > 100)  # points: 3.5 cm
    for rule in sorted(wide, key=lambda rule: rule.at):
        for group in groups:
            if like(group[0], rule):
                if rule.at - group[-1].at > 3:  # a double line is one
                    group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) >= 2]


def like(one: RuledLine, other: RuledLine) -> bool:
    """Do two horizontal lines begin and end at the same places?"""
    near = max(SAME_EXTENT, 0.02 * (one.end - one.start))  # lines drawn cell by cell end a little apart
    return other.across and abs(one.start - other.start) <= near and abs(one.end - other.end) <= near


def _runs(group: Sequence[RuledLine], lines: Sequence[Line]) -> list[tuple[int, int]]:
    """First and last rule of each table: the text between two rules of a table is in columns."""
    parts = [(between(lines, upper.at, lower.at), upper) for upper, lower in pairwise(group)]
    columnar = [_columnar(*part) for part in parts]
    for index in range(1, len(parts) - 1):  # the title of a group, with a line under it as under every row
        columnar[index] |= columnar[index - 1] and columnar[index + 1] and _is_short(*parts[index])
    runs, start = [], 0
    while start < len(columnar):
        end = start
        while end < len(columnar) and columnar[end]:
            end += 1
        if end > start:
            runs.append((start, end))
        start = end + 1
    return runs


def _is_short(lines: Sequence[Line], extent: RuledLine) -> bool:
    return len(lines) == 1 and lines[0].right - lines[0].left < 0.6 * (extent.end - extent.start)


def _columnar(lines: Sequence[Line], extent: RuledLine) -> bool:
    # points: text may hang over its rule a little
    inside = [line for line in lines if extent.start - 10 <= line.left and line.right <= extent.end + 10]
    rows = printed_rows(inside)
    several = sum(len(row) > 1 for row in rows)
    full = sum(len(row) == 1 and row[0].right - row[0].left > 0.8 * (extent.end - extent.start) for row in rows)
    return bool(rows) and len(inside) == len(lines) and several >= 1 and full <= 0.2 * len(rows)


def _table(group: Sequence[RuledLine], rules: Sequence[RuledLine], lines: Sequence[Line]) -> OpenTable | None:
    if len(group) == 2 and is_headed(lines, group[0]):
        group = [top_of(lines, group[0]), *group]
    elif len(group) == 2:
        group = [*group, *last_rules(rules, group[0].start, group[0].end, group[1].at)[:1]]
    head, body, columns = _parts(group, lines)
    left, right = group[0].start, group[0].end
    runs_on = len(group) == 2
    if runs_on and not body and _ends_page(head, group[1], lines):
        finer = lines_of([glyph for line in head for glyph in line.glyphs], NARROW)
        head = finer if len(finer) > len(head) else head  # it may have been cut where its rules meet
        columns = _columns([head], [])
    if len(columns) < 2 or not (body or head) or (runs_on and body and not _aligned(head, body, columns, lines)):
        return None
    top = min(group[0].at, head[0].top) if head else group[0].at
    under = head[-1].base if head else top
    partial = [rule for rule in rules if rule.across and top < rule.at < under and not like(group[0], rule)]
    head_part, head_rows = head_cells(placed_in(printed_rows(cut_over(head, columns)), columns), partial, columns)
    placed = placed_in(body, columns)
    apart = [
        rule.at for rule in rules if left - SAME_EXTENT < rule.start and rule.end - rule.start > (right - left) / 2
    ]
    cells = [*head_part, *body_cells(placed, head_rows + 1, columns, apart)]
    bottom = body[-1][0].base + 1 if runs_on and body else group[-1].at
    grid, more = TextGrid(tuple(cells)), running(placed)
    place, size = (left, top, right, bottom), (body or [head])[-1][0].size
    full = more | filled(placed, columns)
    return OpenTable(*place, columns, grid, head_rows, runs_on, more, filled=full, size=size)


def _ends_page(head: Sequence[Line], under: RuledLine, lines: Sequence[Line]) -> bool:
    """A head of one printed row, or of cells of one and two lines, with nothing below it but notes: its table is on the
    next page."""
    below = between(lines, under.at, under.at + FAR * head[0].size)
    rows = printed_rows(head)
    short = len(rows) == 1 or (len(rows) <= HEAD_LINES and max(map(len, rows)) >= HEAD_PIECES)
    return short and all(line.size < OF_NOTES * head[0].size for line in below)


def _parts(
    group: Sequence[RuledLine], lines: Sequence[Line]
) -> tuple[list[Line], list[list[Line]], tuple[tuple[float, float], ...]]:
    """The lines of the head, the printed rows below it, and the columns of both."""
    first, second = group[0], group[1]
    rest = between(lines, second.at, group[-1].at)
    if len(group) == 2:
        rest = _below(between(lines, second.at, float("inf")), first.start, first.end)
    head, body = between(lines, first.at, second.at), printed_rows(rest)
    higher = above(lines, first)
    if len(group) > 2 and higher:  # with rules under rows only, what is on the first is the head
        rows = printed_rows([*head, *rest])
        columns = _columns(rows, printed_rows(higher))
        if _aligned(higher, rows, columns, lines):
            return higher, rows, columns
    return head, body, _columns(body, printed_rows(head))


def _below(lines: Sequence[Line], left: float, right: float) -> list[Line]:
    """The lines under an open table, as far as they are in columns without a larger gap."""
    taken: list[Line] = []
    for row in printed_rows(lines):
        # a line over more than half of the width is prose
        wide = len(row) == 1 and row[0].right - row[0].left > 0.6 * (right - left)
        # a gap of two lines ends a table without a last rule
        far = taken and row[0].base - taken[-1].base > 3.5 * taken[-1].size
        counts = len(row) == 1 and MARKED.fullmatch(row[0].text) is not None  # the number of the page
        if wide or far or counts or row[0].left < left - 10 or row[-1].right > right + 10:
            break
        taken.extend(row)
    return taken


def _aligned(
    head: Sequence[Line], body: list[list[Line]], columns: tuple[tuple[float, float], ...], lines: Sequence[Line]
) -> bool:
    """Two rules alone are a table only where the head has a cell over nearly every column of several rows, or of the
    last row of the page.
    """
    covered = {column_of(line, columns) for line in cut_over(head, columns)}
    last = body[-1][0]
    # one column may have no head: the names of the rows
    several = len(body) >= 2 or not between(lines, last.base + 1, last.base + FAR * last.size)
    return several and len(covered - {None}) >= max(2, len(columns) - 1)


def _columns(body: list[list[Line]], head: list[list[Line]]) -> tuple[tuple[float, float], ...]:
    """Left and right edge of each column: of the rows with most cells, then widened by what is under one."""
    counts = Counter(len(row) for row in body if len(row) > 1)
    if not counts:
        return ()
    # Weighed by their cells: rows with all columns tell more than many with one.
    usual = max(counts, key=lambda count: (counts[count] * count, count))
    edges = union([(line.left, line.right) for row in body if len(row) == usual for line in row])
    for row in head:
        edges = _under(row, edges)
    for line in [line for row in [*body, *head] for line in row]:
        over = [index for index, (left, right) in enumerate(edges) if line.left < right and line.right > left]
        before = [index for index, (_, right) in enumerate(edges) if right <= line.left]
        if not over and line.text == LONE_STROKE and before:
            # 万元/ over 人, spread to the width of its cell: alone under no head a stroke is no column
            edges[before[-1]] = edges[before[-1]][0], line.right
        elif not over:
            edges = sorted([*edges, (line.left, line.right)])
        elif len(over) == 1:
            left, right = edges[over[0]]
            edges[over[0]] = min(left, line.left), max(right, line.right)
    return tuple(edges)


def _under(head: Sequence[Line], edges: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The columns with the heads above them: one in the middle of a wide column is over none of its cells."""
    if len(head) != len(edges) or any(_nearest(line, edges) != index for index, line in enumerate(head)):
        return edges
    wider = [(min(left, line.left), max(right, line.right)) for line, (left, right) in zip(head, edges, strict=True)]
    apart = all(one[1] < other[0] for one, other in pairwise(wider))
    return wider if apart else edges


def _nearest(line: Line, edges: Sequence[tuple[float, float]]) -> int:
    """The column with the least white between it and a line."""
    return min(range(len(edges)), key=lambda index: max(line.left - edges[index][1], edges[index][0] - line.right))


def union(intervals: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Intervals from left to right, those that touch made one."""
    merged: list[tuple[float, float]] = []
    for left, right in sorted(intervals):
        if merged and left <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def column_of(line: Line, columns: Sequence[tuple[float, float]]) -> int | None:
    """The one column that a line is in, counted from 0; None where it spans several or none."""
    over = [index for index, (left, right) in enumerate(columns) if line.left < right and line.right > left]
    return over[0] if len(over) == 1 else None


def last_rules(rules: Sequence[RuledLine], left: float, right: float, below: float) -> list[RuledLine]:
    """Lines that close a table but for its first columns, whose merged cells some programs leave open below.

    Args:
        left: edge of the table, as is `right`.
        below: only lines under this height count.
    """
    near = max(SAME_EXTENT, 0.02 * (right - left))
    half = (left + right) / 2  # a line that closes less than half of the width is an underline
    found = (rule for rule in rules if rule.across and rule.at > below and left + near < rule.start <= half)
    return sorted((rule for rule in found if abs(rule.end - right) <= near), key=lambda rule: rule.at)
