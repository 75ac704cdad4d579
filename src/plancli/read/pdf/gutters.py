"""Where a page is set in two columns: white strips that no line crosses, with text that fills its column on both sides.

Columns are often nearer to each other than the cells of a table, so that only many lines together show the strip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from plancli.read.pdf.lines import Line, ink_end, ink_start, lines_of
from plancli.read.pdf.page import Glyph, RuledLine
from plancli.read.pdf.unruled.rows import printed_rows

NARROWEST = 0.65  # font heights of white
FULL = 0.8  # of the width of its column: such a line fills it
PROSE_LINE = 9  # characters in a line; cells of tables are shorter
WORDS = 6  # of them no figures
FEWEST, MOST = 3, 6  # full lines on each side: in the middle of the page, and anywhere
TWO_FULL = 2  # full lines that are enough beside many as wide, in the middle of the page: the rest is a table
AS_WIDE = 0.02  # of the width of a column, by which another may differ
CENTRED = 0.03  # of the width of the text: so far from its middle
STARTS = 20  # places that are tried as the left edge of a second column
RULE_REACH = 3.0  # font heights above the first and below the last line, for the rules of tables
EDGES = 0.1  # of the height of a page

TableEdges = tuple[float, float, float, float]


class Gutter(NamedTuple):
    """The middle of the white strip, and the heights between which it parts two columns."""

    middle: float
    top: float
    bottom: float


def gutters(glyphs: Sequence[Glyph], rules: Sequence[RuledLine], known: float | None) -> list[Gutter]:
    """The gutters of a page, from top to bottom.

    Args:
        glyphs: the text that is in no ruled table.
        rules: what crosses a strip ends it, like text.
        known: the middle of the gutter of the pages before; there two rows on each side are enough.
    """
    across = [rule for rule in rules if rule.across]
    return sorted(_in(lines_of(glyphs, NARROWEST), across, known), key=lambda gutter: gutter.top)


def goes_on(known: float, glyphs: Sequence[Glyph], tables: Sequence[TableEdges], height: float) -> list[Gutter]:
    """The gutter of the pages before on a page where a ruled table fills a column, so that no lines show it.

    Args:
        known: its middle.
        glyphs: the text that is in no ruled table.
        tables: left, top, right and bottom of each of these.
        height: of the page; a head or number at its edges may be in the middle.
    """
    lines = [line for line in lines_of(glyphs, NARROWEST) if EDGES * height < line.base < (1 - EDGES) * height]
    items = [*tables, *((line.left, line.top, line.right, line.base) for line in lines)]
    beside = {right <= known for _, _, right, _ in items}
    if not tables or len(beside) < 2 or any(left < known < right for left, _, right, _ in items):
        return []
    return [Gutter(known, min(one[1] for one in items), max(one[3] for one in items))]


def side(gutter: Gutter, left: float, right: float, height: float) -> int:
    """0: not beside this gutter; 1: on its left; 2: on its right.

    Args:
        height: of the baseline, in points from the top of the page, as are the gutter's ends.
    """
    if not gutter.top <= height <= gutter.bottom or left < gutter.middle < right:
        return 0
    return 1 if right <= gutter.middle else 2


def _in(lines: Sequence[Line], across: Sequence[RuledLine], known: float | None) -> Iterator[Gutter]:
    best = max(_candidates(lines, across, known), default=None)
    if best is None:
        return
    gutter = _widened(best[1], lines, across)
    yield gutter
    yield from _in([line for line in lines if line.base < gutter.top], across, known)
    yield from _in([line for line in lines if line.base > gutter.bottom], across, known)


def _widened(gutter: Gutter, lines: Sequence[Line], across: Sequence[RuledLine]) -> Gutter:
    """The gutter as far as nothing crosses its middle, where prose is beside what comes more: the rules of a table in
    the second column begin left of its text.
    """
    for run, band, _ in _uncrossed(lines, across, gutter.middle):
        if band[0] <= gutter.top and band[1] >= gutter.bottom:
            more = [line for line in run if not gutter.top <= line.base <= gutter.bottom]
            full = [len(_full(printed_rows(part))) for part in _sides(more, gutter.middle)]
            return Gutter(gutter.middle, *band) if max(full) >= FEWEST else gutter
    return gutter


def _candidates(
    lines: Sequence[Line], across: Sequence[RuledLine], known: float | None
) -> Iterator[tuple[int, Gutter]]:
    ruled = Counter(round(rule.start) for rule in across).most_common(STARTS)  # a table may be wider than the prose
    starts = Counter(round(line.left) for line in lines).most_common(STARTS)
    places = [start - 1.0 for start, count in (*starts, *ruled) if count > 1]
    for place in [known, *places] if known is not None else places:
        for run, band, closed in _uncrossed(lines, across, place):
            found = _gutter(run, place, place == known and not closed)
            if found is not None:
                shown, middle = found
                yield shown, Gutter(middle, *band)


def _uncrossed(
    lines: Sequence[Line], across: Sequence[RuledLine], place: float
) -> Iterator[tuple[list[Line], tuple[float, float], bool]]:
    """Runs of lines, from top to bottom, none of which crosses `place`: with the heights between which they are,
    and whether rules close them on both sides.
    """
    crossing = [(rule.at, True) for rule in across if rule.start < place < rule.end]
    crossing += [(line.base, False) for line in lines if _crosses(line, place)]
    crossing.sort()
    above, rest = (-1.0, False), [line for line in lines if not _crosses(line, place)]
    for below in [*crossing, (float("inf"), False)]:
        run = [line for line in rest if above[0] < line.base <= below[0]]
        if run:
            reach = RULE_REACH * _usual(run)
            band = (max(above[0] + 0.1, run[0].base - reach), min(below[0] - 0.1, run[-1].base + reach))
            yield run, band, above[1] and below[1]
        above = below


def _crosses(line: Line, place: float) -> bool:
    return ink_start(line) < place < ink_end(line)


def _gutter(run: Sequence[Line], place: float, known: bool) -> tuple[int, float] | None:
    """How many lines show a gutter at `place`, and its middle, if it is one."""
    rows = [printed_rows(list(part)) for part in _sides(run, place)]
    if not all(rows):
        return None
    ends = [row[-1].right for row in rows[0] if _long(row)] or [row[-1].right for row in rows[0]]
    start = min(line.left for row in rows[1] for line in row)
    if start - max(ends) < NARROWEST * _usual(run):
        return None
    full = [_full(part) for part in rows]
    middle = (max(ends) + start) / 2
    centred = all(full) and _is_centred(full, middle)
    least = min(map(len, full))
    enough = least >= (FEWEST if centred else MOST) and (centred or _is_prose(rows))
    enough = enough or (centred and least >= TWO_FULL and max(map(len, full)) >= MOST and _as_wide(full))
    if not enough and not (known and min(map(len, rows)) > 1):
        return None
    return min(map(len, rows)), middle


def _sides(run: Sequence[Line], place: float) -> tuple[list[Line], list[Line]]:
    left = [line for line in run if line.right <= place]
    return left, [line for line in run if line.right > place]


def _usual(run: Sequence[Line]) -> float:
    sizes = sorted(line.size for line in run)
    return sizes[len(sizes) // 2]


def _is_centred(full: Sequence[Sequence[Sequence[Line]]], middle: float) -> bool:
    left, right = (min(row[0].left for row in full[0]), max(row[-1].right for row in full[1]))
    return abs(middle - (left + right) / 2) < CENTRED * (right - left)


def _as_wide(full: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Are the full lines on both sides as wide as one another?"""
    one, other = (median(map(_width, rows)) for rows in full)
    return abs(one - other) <= AS_WIDE * max(one, other)


def _full(rows: Sequence[Sequence[Line]]) -> list[Sequence[Line]]:
    """The rows of prose that reach from one side of the column to the other, as most of its rows do."""
    widths = sorted(_width(row) for row in rows if _long(row))
    usual = widths[len(widths) * 3 // 4] if widths else 0.0
    return [row for row in rows if _long(row) and FULL * usual <= _width(row) <= usual / FULL]


def _width(row: Sequence[Line]) -> float:
    """Of its longest piece: cells of a table are apart, words of a line are not."""
    return max(line.right - line.left for line in row)


def _long(row: Sequence[Line]) -> bool:
    return any(len(line.text) >= PROSE_LINE and sum(not char.isascii() for char in line.text) >= WORDS for line in row)


def _is_prose(sides: Sequence[Sequence[Sequence[Line]]]) -> bool:
    return all(sum(map(_long, rows)) >= 0.6 * len(rows) for rows in sides)


def parted(glyphs: Sequence[Glyph], found: Sequence[Gutter]) -> list[list[Glyph]]:
    """The glyphs of each region: what is beside no gutter, then the left and the right side of each."""
    regions: list[list[Glyph]] = [[] for _ in range(1 + 2 * len(found))]
    for glyph in glyphs:
        regions[_region(found, glyph.left, glyph.right, glyph.base)].append(glyph)
    return regions


def rules_of(rules: Sequence[RuledLine], found: Sequence[Gutter]) -> list[list[RuledLine]]:
    """The same for horizontal rules; one above or below its column of text still belongs to it."""
    regions: list[list[RuledLine]] = [[] for _ in range(1 + 2 * len(found))]
    for rule in rules:
        regions[_region(found, rule.start, rule.end, rule.at)].append(rule)
    return regions


def _region(found: Sequence[Gutter], left: float, right: float, height: float) -> int:
    for number, gutter in enumerate(found):
        if beside := side(gutter, left, right, height):
            return 2 * number + beside
    return 0
