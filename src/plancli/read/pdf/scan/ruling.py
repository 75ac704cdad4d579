"""The long dark lines of a picture, which rule its tables: found, and painted over before letters are read."""

from __future__ import annotations

from collections.abc import Sequence

from plancli.read.pdf.page import Rule
from plancli.read.pdf.scan.picture import Grey

LONG_ACROSS = 250  # pixels at 300 dots per inch
LONG_DOWN = 58
NEAR = 8
THICK = 12
THREE = 3


def ruling(picture: Grey) -> tuple[list[Rule], list[Rule]]:
    """Long dark runs along the rows and the columns of the picture, in pixels; none where they make no table."""
    rows = picture.rows()
    flat = b"".join(rows)
    across = _runs(rows, LONG_ACROSS, True)
    columns = [flat[start :: picture.width] for start in range(picture.width)] if len(across) >= 3 else []
    down = [rule for rule in _runs(columns, LONG_DOWN, False) if any(_meet(rule, other) for other in across)]
    return across, down


def three_rules(across: Sequence[Rule]) -> list[Rule]:
    """Of lines that no vertical one meets, those of a three-rule table: three or more from one edge to one other."""
    return [rule for rule in across if sum(_alike(rule, other) for other in across) >= THREE]


def _alike(one: Rule, other: Rule) -> bool:
    return abs(one.start - other.start) <= 2 * NEAR and abs(one.end - other.end) <= 2 * NEAR


def _meet(down: Rule, across: Rule) -> bool:
    """Lines of a table meet; the strokes of a large character meet no line."""
    beside = across.start - NEAR <= down.at <= across.end + NEAR
    return beside and down.start - NEAR <= across.at <= down.end + NEAR


def _runs(lines: Sequence[bytes], least: int, across: bool) -> list[Rule]:
    needle = b"\1" * least
    found: list[Rule] = []
    for at, line in enumerate(lines):
        start = line.find(needle)
        while start >= 0:
            end = line.find(0, start)
            end = len(line) if end < 0 else end
            found.append(Rule(across, float(at), float(start), float(end)))
            start = line.find(needle, end)
    return _thin(found)


def _thin(rules: list[Rule]) -> list[Rule]:
    """A line of several pixels counts once; a dark area is no line."""
    groups: list[list[Rule]] = []
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
        Rule(one[0].across, (one[0].at + one[-1].at) / 2, min(r.start for r in one), max(r.end for r in one))
        for one in lines
    ]


def without(picture: Grey, across: Sequence[Rule], down: Sequence[Rule]) -> Grey:
    """The picture with these lines painted white: tesseract reads them as letters."""
    pixels, width, height = picture
    canvas = bytearray(pixels)
    for rule in across:
        for row in range(max(0, int(rule.at) - 4), min(height, int(rule.at) + 5)):  # its blurred edges too
            start = row * width
            canvas[start + int(rule.start) : start + int(rule.end)] = b"\xff" * (int(rule.end) - int(rule.start))
    for rule in down:
        for column in range(max(0, int(rule.at) - 4), min(width, int(rule.at) + 5)):
            start, end = int(rule.start) * width + column, int(rule.end) * width + column
            canvas[start:end:width] = b"\xff" * len(range(start, min(end, len(canvas)), width))
    return Grey(bytes(canvas), width, height)
