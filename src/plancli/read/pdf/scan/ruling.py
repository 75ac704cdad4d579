"""The long dark lines of a picture, which rule its tables: found, and painted over before letters are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from plancli.patterns import lazy
from plancli.read.pdf.page import RuledLine
from plancli.read.pdf.scan.picture import FAINT, Grey

LONG_ACROSS = 250  # pixels at 300 dots per inch
LONG_DOWN = 58
GAPS = lazy(b"(?<=\x01)\x00{1,8}(?=\x01)")
NEAR_RULE = 8
THICK = 12
CLEAR = 12  # pixels above and below a line, in which letters that look like one go on
OF_LETTERS = 0.15  # of a row through letters is ink
SOLID = 0.93  # of a run is dark; rows of letters have more gaps
TWO, THREE = 2, 3
WIDE, CLOSE = 9, 4  # pixels to each side of the middle of a line that may be, and that are painted
EDGE = 0.3  # of a row of pixels is dark: the edge of a thick line, no letters


def ruling(picture: Grey) -> tuple[list[RuledLine], list[RuledLine]]:
    """Long dark runs along the rows and the columns of the picture, in pixels; none where they make no table."""
    rows = picture.rows(FAINT)
    across = [rule for rule in _runs(_widened(rows), LONG_ACROSS, True) if _stands_free(rule, rows)]
    if len(across) < TWO:
        return across, []
    flat = b"".join(rows)
    columns = _widened([flat[start :: picture.width] for start in range(picture.width)])
    down = [rule for rule in _runs(columns, LONG_DOWN, False) if any(_meet(rule, other) for other in across)]
    # the last row of a table may be alone on its page: its lines meet both rules, as those of no underlined words do
    both = sum(all(_meet(rule, other) for other in across) for rule in down)
    return across, down if len(across) >= THREE or both >= THREE else []


def _stands_free(rule: RuledLine, rows: Sequence[bytes]) -> bool:
    """Strokes of letters that make a line have ink above and below; a ruling line has white on one side at least."""
    start, end = int(rule.start), int(rule.end)
    beside = (int(rule.at) + away for away in (-CLEAR, CLEAR))
    inked = (0 <= at < len(rows) and rows[at].count(1, start, end) > OF_LETTERS * (end - start) for at in beside)
    return not all(inked)


def _widened(lines: Sequence[bytes]) -> list[bytes]:
    """Each line with what is dark in the next one: a line that is not quite level is one."""
    wide = [int.from_bytes(line, "big") for line in lines]
    size = len(lines[0]) if lines else 0
    return [(one | other).to_bytes(size, "big") for one, other in pairwise([*wide, 0])]


def three_rules(across: Sequence[RuledLine]) -> list[RuledLine]:
    """Of lines that no vertical one meets, those of a three-rule table: three or more from one edge to one other."""
    return [rule for rule in across if sum(_alike(rule, other) for other in across) >= THREE]


def _alike(one: RuledLine, other: RuledLine) -> bool:
    """Do they end at one place, and begin at one, or the shorter behind a first column whose cells are merged?"""
    short, long = sorted((one.end - one.start, other.end - other.start))
    same = abs(one.start - other.start) <= 2 * NEAR_RULE or short > long / 2
    return same and abs(one.end - other.end) <= 2 * NEAR_RULE


def _meet(down: RuledLine, across: RuledLine) -> bool:
    """Lines of a table meet; the strokes of a large character meet no line."""
    beside = across.start - NEAR_RULE <= down.at <= across.end + NEAR_RULE
    return beside and down.start - NEAR_RULE <= across.at <= down.end + NEAR_RULE


def _runs(lines: Sequence[bytes], least: int, across: bool) -> list[RuledLine]:
    """Runs of dark pixels with small gaps, as between the pieces that cells bring; most of a run is dark."""
    needle = b"\1" * least
    found: list[RuledLine] = []
    for at, line in enumerate(lines):
        closed = GAPS.sub(lambda gap: b"\1" * len(gap[0]), line) if line.count(1) >= least // 2 else b""
        start = closed.find(needle)
        while start >= 0:
            end = closed.find(0, start)
            end = len(line) if end < 0 else end
            if line.count(1, start, end) >= SOLID * (end - start):
                found.append(RuledLine(across, at + 0.5, float(start), float(end)))
            start = closed.find(needle, end)
    return _thin(found)


def _thin(rules: list[RuledLine]) -> list[RuledLine]:
    """A line of several pixels counts once; a dark area is no line."""
    groups: list[list[RuledLine]] = []
    for rule in rules:
        for group in reversed(groups[-60:]):  # rules are sorted: a neighbour is among the last
            last = group[-1]
            # a line of a scan is torn by a pixel
            if rule.at - last.at <= 2 and rule.start < last.end and rule.end > last.start:
                group.append(rule)
                break
        else:
            groups.append([rule])
    lines = [group for group in groups if group[-1].at - group[0].at <= THICK]
    return [
        RuledLine(one[0].across, (one[0].at + one[-1].at) / 2, min(r.start for r in one), max(r.end for r in one))
        for one in lines
    ]


def without(picture: Grey, across: Sequence[RuledLine], down: Sequence[RuledLine]) -> Grey:
    """The picture with these lines painted white: tesseract reads them as letters."""
    pixels, width, height = picture
    canvas = bytearray(pixels)
    for rule in across:
        start, end = int(rule.start), int(rule.end)
        _paint(canvas, [slice(at * width + start, at * width + end) for at in _beside(rule, height)])
    for rule in down:
        top, bottom = int(rule.start), min(int(rule.end), height)
        _paint(canvas, [slice(top * width + at, (bottom - 1) * width + at + 1, width) for at in _beside(rule, width)])
    return Grey(bytes(canvas), width, height)


def _beside(rule: RuledLine, size: int) -> range:
    return range(max(0, int(rule.at) - WIDE), min(size, int(rule.at) + WIDE + 1))


def _paint(canvas: bytearray, runs: Sequence[slice]) -> None:
    """Rows of pixels along a line: those within `CLOSE` of its middle, and further ones that are mostly dark, too."""
    for number, run in enumerate(runs):
        pixels = bytes(canvas[run])
        dark = sum(level < FAINT for level in pixels[::4])
        if abs(number - len(runs) // 2) <= CLOSE or dark > len(pixels) // 4 * EDGE:
            canvas[run] = b"\xff" * len(pixels)
